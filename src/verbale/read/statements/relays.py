"""Relays: who a stretch of text is reported by, as an incise (*, a indiqué X*) or a phrase (*selon X*), and
how far it reaches.

A relay with nothing but plain prose in its reach is itself the statement of its source; over a frame of
another speaker it is the side that reports it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from verbale.model import Span
from verbale.read.lexicons.cues import CueAdposition, CueLexicon
from verbale.read.statements.colon_relays import colon_relays
from verbale.read.statements.cue_frame import Frame
from verbale.read.statements.further_quotations import with_further_quotations
from verbale.read.statements.manner import circumposition_at, manner_relays, relays_of_sentence_before
from verbale.read.statements.relay import Relay
from verbale.read.story.clauses import is_conditional
from verbale.read.story.document import ParsedParagraph, children, conjuncts, head_of
from verbale.read.story.tokens import (
    grammar_of,
    has_feature,
    is_finite_form,
    is_participle,
    plain,
    preposition,
)
from verbale.syntax.grammar import load_grammar
from verbale.syntax.tree import Doc, Token

OPENING_MARKS = frozenset('«“„"(')
STOPS = frozenset({",", ";", ".", "!", "?", "…", "«", "“", "—", "–", "(", ":"})
SHORTEST_PART = 12
SHORTEST_QUOTED = 6


def find_relays(paragraph: ParsedParagraph, frames: Sequence[Frame], lexicon: CueLexicon) -> list[Relay]:
    """All relays of a paragraph in order; their reaches do not cross each other's own words."""
    found = [_incise_relay(paragraph, f) for f in frames if f.incise]
    found += _adposition_relays(paragraph, lexicon)
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
    return with_further_quotations(paragraph, _bounded(paragraph, found), frames)


# --- incises ---


def _incise_relay(paragraph: ParsedParagraph, frame: Frame) -> Relay:
    verb = frame.anchor
    sentence = paragraph.span_of(list(verb.sent))
    own = _incise_span(paragraph, frame)
    around = next((q for q in paragraph.quotations if q.inner.contains(own)), None)
    if around is not None:
        # « S, a-t-il dit. T »: the incise stands inside the marks and speaks for all between them
        parts = tuple(part for part in _around(paragraph, around.inner, own) if part is not None)
        return Relay(paragraph, "incise", frame.entry, frame.sources, frame.cue, own, parts, frame, True)
    before, after = _around(paragraph, sentence, own)
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
    if after is not None and goes_on and _continues(paragraph, own, after):
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


def _around(paragraph: ParsedParagraph, sentence: Span, own: Span) -> tuple[Span | None, Span | None]:
    text = paragraph.doc.text
    base = paragraph.span.start

    def cut(start: int, end: int) -> Span | None:
        while start < end and (text[start - base].isspace() or text[start - base] in ",;:.»”"):
            start += 1
        while end > start and (text[end - 1 - base].isspace() or text[end - 1 - base] in ",;:"):
            end -= 1
        return Span(start, end) if end - start >= SHORTEST_PART else None

    return cut(sentence.start, own.start), cut(own.end, sentence.end)


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


def _continues(paragraph: ParsedParagraph, own: Span, after: Span) -> bool:
    """After the incise the reported clause goes on: the part has a verb or an open quotation of its own."""
    tokens = paragraph.tokens_in(after)
    if tokens and (
        plain(tokens[0]) in grammar_of(tokens[0]).pronouns.subordinating
        or has_feature(tokens[0], "PronType", "Rel")
    ):
        return False  # a relative clause on the speaker: "…, a dit X, que retransmettait Y"
    opening = next((t for t in tokens if not t.is_punct), None)
    bare = opening is not None and (is_participle(opening) or has_feature(opening, "VerbForm", "Ger"))
    if opening is not None and bare and not children(opening, "aux", "nsubj"):
        return False  # "…, said X, adding that T": what X does beside saying S
    if any(0 <= q.span.start - after.start <= 1 for q in paragraph.quotations):
        return True  # "S, he said, “and T”"
    return any(is_finite_form(t) for t in tokens)


# --- prepositional phrases ---


def _adposition_relays(paragraph: ParsedParagraph, lexicon: CueLexicon) -> list[Relay]:
    found: list[Relay] = []
    doc, contracted = paragraph.doc, load_grammar(paragraph.doc.language).prepositions.plain
    openings = lexicon.adposition_openings
    i = 0
    while i < len(doc):
        written = doc.tokens[i].plain_
        begun = [a for w in dict.fromkeys((written, contracted(written))) for a in openings.get(w, ())]
        if not begun:
            i += 1
            continue
        around = circumposition_at(paragraph, i, lexicon)
        if around is not None:
            last = around.end - 1
            found.append(_relay_of(paragraph, around.start, last, around.form, around.heads, around.named))
            i = around.end
            continue
        begun.sort(key=lambda a: -len(a.words))
        match = next((a for a in begun if _words_at(doc, i, a.words)), None)
        if match is None:
            i += 1
            continue
        end = i + len(match.words)
        inside = any(q.closed and q.inner.contains(paragraph.at(doc[i])) for q in paragraph.quotations)
        # « selon le plan » is part of what is said
        relay = _relay_at(paragraph, i, end, match) if not inside else None
        if relay is not None:
            found.append(relay)
        i = end
    return found


def _words_at(doc: Doc, i: int, words: Sequence[str]) -> bool:
    if i + len(words) >= len(doc):
        return False
    for token, word in zip(doc[i : i + len(words)], words, strict=True):
        if word not in (plain(token), preposition(token)):
            return False
    return True


def _relay_at(paragraph: ParsedParagraph, start: int, end: int, adposition: CueAdposition) -> Relay | None:
    doc = paragraph.doc
    sentence = doc[start].sent
    if plain(doc[end]) in grammar_of(doc[end]).pronouns.relative:
        return _relative_relay(paragraph, start, end, adposition.form)
    head = _noun_after(doc, end, sentence.end)
    if head is None:
        return None
    last = _phrase_end(doc, head, sentence.end)
    if adposition.only_before_quote_or_clause:
        # "pour X, S"
        opening = _opens(doc, start)
        comma = last + 1 < len(doc) and doc[last + 1].text == ","
        if not opening or not comma:
            return None
    heads = tuple(h for h in conjuncts(head) if h.i <= max(last, head.i))
    return _relay_of(paragraph, start, last, adposition.form, heads, list(doc[start:end]))


def _opens(doc: Doc, start: int) -> bool:
    """Whether nothing but a connective stands before it in its sentence, or in its part of the sentence."""
    begin = _part_start(doc, start)
    return all(t.is_punct or t.pos_ in ("CCONJ", "ADV", "PUNCT", "SPACE") for t in doc[begin:start])


def _part_start(doc: Doc, start: int) -> int:
    """A semicolon ends the reach as a full stop does, and a colon right before: "selon X, S ; selon Y, T",
    "S : selon X, T".
    """
    first = doc[start].sent.start
    if start > first and doc[start - 1].text == ":":
        return start
    return next((i + 1 for i in range(start - 1, first - 1, -1) if doc[i].text == ";"), first)


def _relay_of(
    paragraph: ParsedParagraph, start: int, last: int, form: str, heads: tuple[Token, ...], cue: list[Token]
) -> Relay:
    """The relay of a phrase from `start` to `last` that names `heads`."""
    doc, head = paragraph.doc, heads[0]
    sentence = doc[start].sent
    own = paragraph.span_of([doc[start], doc[last]])
    begin = _part_start(doc, start)
    stop = next((i for i in range(last + 1, sentence.end) if doc[i].text == ";"), sentence.end)
    span = paragraph.span_of(list(doc[begin:stop]))
    before, after = _around(paragraph, span, own)
    opening, set_off = _opens(doc, start), None
    if opening:
        reach = [after] if after is not None else []
    else:
        reach = [before] if before is not None else []
        if before is not None and after is not None and _is_one_clause(paragraph, before, after):
            reach = [Span(before.start, after.end)]
        elif after is not None and _continues(paragraph, own, after):
            fragment = _fragment_before(doc, begin, start)
            # "une heure selon X, Y a écouté"
            reach = [*reach, after] if fragment is None else [paragraph.span_of(fragment)]
        relative = _relative_around(head)
        set_off = _set_off_before(doc, start, last) if relative is None else None
        only = relative or set_off
        if only is not None:
            # "…, dont ils ont selon elle l'habitude": the relative clause alone
            clause = paragraph.span_of(list(only.subtree))
            reach = [
                Span(max(p.start, clause.start), min(p.end, clause.end)) for p in reach if p.overlaps(clause)
            ]
    quoted = any(q.span.end == own.start or 0 <= own.start - q.span.end <= 3 for q in paragraph.quotations)
    if not opening and quoted and reach:
        # A quotation of several sentences is reported as a whole.
        quotation = next(q for q in paragraph.quotations if 0 <= own.start - q.span.end <= 3)
        if quotation.span.start < reach[0].start:
            reach[0] = Span(quotation.inner.start, reach[0].end)
    named = paragraph.span_of(cue)
    return Relay(
        paragraph,
        "adposition",
        form,
        heads,
        named,
        own,
        tuple(reach),
        quoted=quoted,
        set_off=set_off is not None,
    )


NAMES = frozenset({"NOUN", "PROPN", "PRON"})
# What hangs on a clause without being of it.
BESIDE_CLAUSE = frozenset({"parataxis", "conj", "acl:relcl", "advcl", "appos"})


def _is_one_clause(paragraph: ParsedParagraph, before: Span, after: Span) -> bool:
    """*X aurait, selon Y, reconnu P*, *Il n'y aurait, selon Y, aucune raison*: one clause around it."""
    left, right = paragraph.tokens_in(before), paragraph.tokens_in(after)
    if left[-1].pos_ == "AUX":
        return True
    quoted = any(0 <= q.span.start - after.start <= 1 for q in paragraph.quotations)
    if (
        not quoted
        and grammar_of(left[0]).verbs.subject_first
        and not any(map(is_finite_form, left))
        and any(t.pos_ in NAMES for t in left)
    ):
        verb = next((t for t in right if is_finite_form(t)), None)
        return verb is not None and verb.i <= right[0].i + 1  # "part of the elite, according to X, fell"
    if any(is_finite_form(t) for t in right) or len({t.sent.start for t in (left[0], right[0])}) > 1:
        return False
    head = head_of(right)
    return is_finite_form(left[-1]) and head.dep_ not in BESIDE_CLAUSE and head.head in left


def _relative_around(head: Token) -> Token | None:
    """The relative clause in which the phrase stands, when it is attached inside one that does not end the
    sentence, or that alone is in the conditional.
    """
    for above in head.ancestors:
        if above.dep_ == "acl:relcl":
            told = above.head
            while told.dep_ not in ("ROOT", "ccomp", "conj", "parataxis") and told.head != told:
                told = told.head
            # "..., que X aurait enlevé, selon Y": only what is hedged
            hedged = is_conditional(above) and not is_conditional(told)
            return above if head.i < above.right_edge.i or hedged else None
    return None


def _fragment_before(doc: Doc, begin: int, start: int) -> list[Token] | None:
    """What stands between the last mark and a source without a comma before it, where it has no verb; None
    otherwise.
    """
    first = next((i + 1 for i in range(start - 1, begin - 1, -1) if doc[i].is_punct), begin)
    words = list(doc[first:start])
    return words if words and first > begin and not any(is_finite_form(t) for t in words) else None


def _set_off_before(doc: Doc, start: int, last: int) -> Token | None:
    """The adjective behind a comma in whose phrase the source stands: *ces tirs, imputables à X selon Y, ont
    repris*; a participle only before the verb of its clause.
    """
    before = doc[start - 1]
    behind = doc[last + 1] if last + 1 < len(doc) else None
    if behind is not None and not behind.is_punct and behind.pos_ != "CCONJ":
        return None
    for above in (before, *before.ancestors):
        hung = ("amod", "acl", "appos", "conj", "advcl") if above.pos_ == "ADJ" else ("amod", "acl", "appos")
        if above.dep_ not in hung or above.head.i > above.i or children(above, "cop", "cc", "nsubj"):
            continue
        first = above.left_edge.i
        if doc[first].text != "," and doc[first - 1].text != ",":
            return None
        before_verb = is_participle(above) and above.head.head.i > last
        return above if above.pos_ == "ADJ" or before_verb else None
    return None


def _noun_after(doc: Doc, i: int, end: int) -> Token | None:
    """The head of the noun phrase that begins at `i`."""
    j = i
    while j < end and doc[j].pos_ in ("DET", "ADJ", "NUM", "ADP", "ADV") and j - i < 5:
        j += 1
    if j >= end or doc[j].pos_ not in ("NOUN", "PROPN", "PRON", "X"):
        return None
    head = doc[j]
    # A parser that took the name for a modifier of the noun before it still has its head inside the phrase.
    while (
        i < head.head.i < end
        and head.head.pos_ in ("NOUN", "PROPN")
        and head.dep_ in ("flat:name", "flat", "compound", "amod")
    ):
        head = head.head
    return head


def _phrase_end(doc: Doc, head: Token, end: int) -> int:
    """The last token of the noun phrase: its right edge, but never over a verb or a stop at its own level."""
    last = head.i
    for token in doc[head.i + 1 : min(head.right_edge.i + 1, end)]:
        finite = is_finite_form(token) and token.dep_ != "amod"
        if token.text in (";", ".", "«", "“", "—", "–") or finite:
            break
        if token.text == "," and not _apposition_follows(doc, token.i, head):
            break
        if token.pos_ == "CCONJ" and _goes_on_elsewhere(doc, head, token.i + 1):
            break
        if token.text == '"':
            break
        last = token.i
    while last > head.i and (
        doc[last].is_punct or doc[last].pos_ in ("PRON", "CCONJ", "SCONJ", "ADP", "DET")
    ):
        last -= 1
    return last


def _goes_on_elsewhere(doc: Doc, head: Token, i: int) -> bool:
    """*imputables à X selon Y et à Z selon W*: behind the conjunction a preposition that the phrase lacks."""
    if i >= len(doc) or doc[i].pos_ != "ADP":
        return False
    own = {preposition(t) for t in doc[head.sent.start : i - 1] if t.pos_ == "ADP" and t.i > head.left_edge.i}
    own |= {preposition(t) for t in head.subtree if t.i < head.i}
    return preposition(doc[i]) not in own


def _apposition_follows(doc: Doc, comma: int, head: Token) -> bool:
    following = [c for c in head.children if c.i > comma and c.dep_ in ("appos", "flat:name")]
    # "selon le ministre, Untel, les réserves suffiront": no apposition has a finite verb outside a relative
    # clause
    return bool(following) and not any(
        is_finite_form(t) and t.dep_ != "acl:relcl" and not children(t, "nsubj") for t in following[0].subtree
    )


def _relative_relay(paragraph: ParsedParagraph, start: int, end: int, form: str) -> Relay | None:
    """*explique Paris, pour qui « ... »*: the antecedent is the word before; the rest of the clause is what
    it says.
    """
    doc = paragraph.doc
    i = start - 1
    while i >= 0 and doc[i].is_punct:
        i -= 1
    if i < 0:
        return None
    sentence = paragraph.span_of(list(doc[start].sent))
    own = paragraph.span_of([doc[start], doc[end]])
    _, after = _around(paragraph, sentence, own)
    if after is None:
        return None
    entry = f"{form} {plain(doc[end])}"
    return Relay(paragraph, "adposition", entry, (doc[i],), own, own, (after,), quoted=True, relative=True)


# --- bounds ---


def _side_by_side(paragraph: ParsedParagraph, relays: list[Relay]) -> list[Relay]:
    """*Selon X, S, selon Y T*: two relays, each before its own clause."""
    found = list(relays)
    for i, (left, right) in enumerate(pairwise(relays)):
        if left.rule != "adposition" or right.rule != "adposition" or not found[i].reach or not right.reach:
            continue
        before, whole = right.reach[0], found[i].reach[-1]
        first = paragraph.tokens_in(left.own)[0]
        opens = _opens(first.doc, first.i) and whole.start >= left.own.end and whole.contains(right.own)
        if not opens or before.end > right.own.start or right.own.end >= whole.end:
            continue
        own = Span(right.own.end, whole.end)
        if any(is_finite_form(t) for t in paragraph.tokens_in(own)):
            words = [t for t in paragraph.tokens_in(Span(whole.start, right.own.start)) if not t.is_space]
            while len(words) > 1 and (words[-1].is_punct or words[-1].pos_ == "CCONJ"):
                words.pop()
            told = paragraph.span_of(words)
            found[i] = replace(left, reach=(Span(told.start, _before_relative(paragraph, told)),))
            found[i + 1] = replace(right, reach=(own,))
    return found


def _bounded(paragraph: ParsedParagraph, relays: list[Relay]) -> list[Relay]:
    """Cut each reach where another relay of the same sentence stands: the nearer source wins."""
    bounded: list[Relay] = []
    relays = _side_by_side(paragraph, relays)
    for relay in relays:
        others = [o for o in relays if o is not relay]
        reach: list[Span] = []
        for part in relay.reach:
            start, end = part.start, part.end
            for other in others:
                own = other.own
                if part.end <= relay.own.start:  # reported text stands before its relay
                    nearer = start < own.end <= relay.own.start and not relay.own.contains(own)
                    if nearer and _took_text_before(other, part) and not _is_inside(other, relay):
                        start = max(start, own.end)
                elif _is_inside(relay, other):
                    end = min(end, other.own.start)
                elif other.relative and relay.own.end < own.start < end:
                    end = min(end, own.start)
            while start < end and paragraph.doc.text[start - paragraph.span.start] in " ,;\u00a0\n":
                start += 1
            if end < part.end:
                end = _before_relative(paragraph, Span(start, end))
            whole = start == part.start and end == part.end  # "Grain, he said, is no charity"
            if whole or end - start >= (SHORTEST_QUOTED if relay.quoted else SHORTEST_PART):
                reach.append(Span(start, end))
        # "imputables à X selon Y et à Z selon W"
        beside = any(o.set_off and p.start - o.own.end in (1, 2) for o in others for p in reach[:1])
        bounded.append(replace(relay, reach=tuple(reach), set_off=relay.set_off or beside))
    return bounded


def _before_relative(paragraph: ParsedParagraph, part: Span) -> int:
    """Where a part that another source cuts ends: *S, ce qui, selon lui, T* without *ce qui*."""
    words = [t for t in paragraph.tokens_in(part) if not t.is_space]
    pronouns = grammar_of(words[0]).pronouns if words else None
    if pronouns is None or len(words) < 2 or plain(words[-1 - words[-1].is_punct]) not in pronouns.relative:
        return part.end
    while len(words) > 1 and (
        words[-1].is_punct or plain(words[-1]) in pronouns.relative | pronouns.of_clause
    ):
        words.pop()
    return paragraph.at(words[-1]).end


def _is_inside(inner: Relay, outer: Relay) -> bool:
    """*The pass, they agreed, must reopen, X said*: one before the predicate, one at the end."""
    if inner is outer or inner.frame is None or outer.frame is None or inner.quoted:
        return False
    first, last = inner.frame.anchor, outer.frame.anchor
    return first.head == last.head and first.i < first.head.i < last.i


def _took_text_before(other: Relay, part: Span) -> bool:
    """Whether the other relay already took the text before it (then what follows it is the later one's)."""
    return any(p.end <= other.own.start for p in other.reach) and other.own.start > part.start
