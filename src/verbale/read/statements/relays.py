"""Relays: who a stretch of text is reported by, as an incise (*, a indiqué X*) or a phrase (*selon X*), and
how far it reaches.

A relay with nothing but plain prose in its reach is itself the statement of its source; over a frame of
another speaker it is the side that reports it.
"""

from __future__ import annotations

from collections.abc import Sequence

from verbale.model import Span
from verbale.read.lexicons.cues import CueLexicon
from verbale.read.statements.adposition_relays import adposition_relays
from verbale.read.statements.colon_relays import colon_relays
from verbale.read.statements.cue_frame import Frame
from verbale.read.statements.further_quotations import with_further_quotations
from verbale.read.statements.manner import manner_relays, relays_of_sentence_before
from verbale.read.statements.relay import Relay
from verbale.read.statements.relay_bounds import bounded
from verbale.read.statements.relay_reach import continues, parts_around
from verbale.read.story.document import ParsedParagraph, children
from verbale.read.story.tokens import (
    grammar_of,
    is_finite_form,
    plain,
)

NAMES = frozenset({"NOUN", "PROPN", "PRON"})
OPENING_MARKS = frozenset('«“„"(')
STOPS = frozenset({",", ";", ".", "!", "?", "…", "«", "“", "—", "–", "(", ":"})


def find_relays(paragraph: ParsedParagraph, frames: Sequence[Frame], lexicon: CueLexicon) -> list[Relay]:
    """All relays of a paragraph in order; their reaches do not cross each other's own words."""
    found = [_incise_relay(paragraph, f) for f in frames if f.incise]
    found += adposition_relays(paragraph, lexicon)
    found += manner_relays(paragraph, frames, lexicon)
    found += relays_of_sentence_before(paragraph, lexicon)
    opened = [f.cue for f in frames if f.contents and f.sources]
    # "Et X d'ajouter : « S »": a verb says it already
    found += [
        r
        for r in colon_relays(paragraph, lexicon)
        if not (r.quoted and any(r.own.contains(c) for c in opened))
    ]
    found.sort(key=lambda r: r.own)
    return with_further_quotations(paragraph, bounded(paragraph, found), frames)


def _incise_relay(paragraph: ParsedParagraph, frame: Frame) -> Relay:
    verb = frame.anchor
    sentence = paragraph.span_of(list(verb.sent))
    own = _incise_span(paragraph, frame)
    around = next((q for q in paragraph.quotations if q.inner.contains(own)), None)
    if around is not None:
        # « S, a-t-il dit. T »: the incise stands inside the marks and speaks for all between them
        parts = tuple(part for part in parts_around(paragraph, around.inner, own) if part is not None)
        return Relay(paragraph, "incise", frame.entry, frame.sources, frame.cue, own, parts, frame, True)
    before, after = parts_around(paragraph, sentence, own)
    before = before or _short_subject(paragraph, sentence, own, after)
    after = _within_part(paragraph, own, after)
    quotation = next(
        (
            q
            for q in reversed(paragraph.quotations)
            if q.span.end <= own.start and own.start - q.span.end <= 3
        ),
        None,
    )
    reach: list[Span] = []
    quoted = False
    if quotation is not None:
        quoted = True
        start = quotation.inner.start
        if (
            before is not None
            and before.start < quotation.span.start
            and _has_words(paragraph, Span(before.start, quotation.span.start))
        ):
            start = before.start
        reach.append(
            Span(start, quotation.span.end if start < quotation.inner.start else quotation.inner.end)
        )
    elif before is not None:
        reach.append(before)
    within = quoted and reach[0].start < quotation.inner.start if quotation is not None else False
    goes_on = after is not None and (
        _is_reported_on(paragraph, after, quoted) or (within and _is_joined_clause(paragraph, after))
    )
    if after is not None and goes_on and continues(paragraph, own, after):
        reach.append(after)
    return Relay(paragraph, "incise", frame.entry, frame.sources, frame.cue, own, tuple(reach), frame, quoted)


def _short_subject(paragraph: ParsedParagraph, sentence: Span, own: Span, after: Span | None) -> Span | None:
    """*Grain, he said, is no charity*: one noun before the incise is the subject of what follows it."""
    if after is None or own.start <= sentence.start:
        return None
    words = [t for t in paragraph.tokens_in(Span(sentence.start, own.start)) if t.is_word]
    behind = next((t for t in paragraph.tokens_in(after) if t.is_word), None)
    if behind is None or not is_finite_form(behind) or not any(t.pos_ in NAMES for t in words):
        return None
    return paragraph.span_of(words)


def _within_part(paragraph: ParsedParagraph, own: Span, after: Span | None) -> Span | None:
    """*S, X said; Y answered T*: what stands behind the incise, up to a semicolon outside quotation marks."""
    tokens = paragraph.tokens_in(Span(own.end, after.end)) if after is not None else []
    for token in tokens:
        if token.text == ";" and not any(q.inner.contains(paragraph.at(token)) for q in paragraph.quotations):
            end = paragraph.at(token).start
            return Span(after.start, end) if after is not None and after.start < end else None
    return after


def _incise_span(paragraph: ParsedParagraph, frame: Frame) -> Span:
    """From the verb group to the end of its subject and complements."""
    verb = frame.anchor
    doc, sentence = verb.doc, verb.sent
    group = [verb, *children(verb, "aux", "aux:pass", "expl", "iobj")]
    group += [t for t in children(verb, "advmod", "obj") if t.i < verb.i and t.pos_ in ("ADV", "PRON")]
    group = [t for t in group if t.i <= verb.i and verb.i - t.i < 6] or [verb]
    first = min(t.i for t in group)
    if frame.start is not None:
        first = min(first, frame.start)
    last = verb.i
    subject_end = max(
        (max(s.right_edge.i, s.i) for s in children(verb, "nsubj") if s.i > verb.i), default=verb.i
    )
    i = verb.i + 1
    while i < sentence.end:
        token = doc[i]
        if token.text in STOPS and i > subject_end:
            break
        if token.text in STOPS and token.text not in (",", "(") and i > verb.i + 1:
            break
        last = i
        i += 1
    # "…, a déclaré le ministre, Jean Untel, à la presse.": nothing finite follows, so it is all of the
    # incise.
    rest = list(doc[i : sentence.end])
    if rest and rest[0].text == "," and not any(t.text in OPENING_MARKS or is_finite_form(t) for t in rest):
        while last + 1 < sentence.end and doc[last + 1].text not in (".", "!", "?"):
            last += 1
    return paragraph.span_of([doc[first], doc[last]])


def _has_words(paragraph: ParsedParagraph, span: Span) -> bool:
    """Whether at least two words stand in the span (more than a connective before a quotation)."""
    return sum(t.is_word for t in paragraph.tokens_in(span)) >= 2


def _is_reported_on(paragraph: ParsedParagraph, after: Span, quoted: bool) -> bool:
    """*“S,” X said, but T*: behind a quotation only another quotation is sure to be X's."""
    words = paragraph.tokens_in(after)
    if not quoted or not grammar_of(words[0]).verbs.subject_first:
        return True
    if any(0 <= q.span.start - after.start <= 1 for q in paragraph.quotations):
        return True
    # “S,” said X, now that “T”: a reason of X's, in X's words
    opening = " ".join(plain(t) for t in words[:2])
    grounds = grammar_of(words[0]).conjunctions.grounds
    quotes = any(after.contains(q.span) for q in paragraph.quotations)
    return quotes and (opening in grounds or plain(words[0]) in grounds)


def _is_joined_clause(paragraph: ParsedParagraph, after: Span) -> bool:
    """*S is “T,” X said, and U will see*: where X is quoted in a word only, a clause with a subject of its
    own goes on with S.
    """
    words = paragraph.tokens_in(after)
    if plain(words[0]) not in grammar_of(words[0]).conjunctions.coordinating:
        return False
    verb = next((t for t in words if is_finite_form(t)), None)
    clause = verb.head if verb is not None and verb.dep_ in ("aux", "aux:pass", "cop") else verb
    return clause is not None and bool(children(clause, "nsubj", "nsubj:pass", "expl:subj"))
