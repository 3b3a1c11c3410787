"""Quotations that no cue introduces: the sentence before, or what stands before a colon, tells who speaks.

*Le chancelier s'est voulu clair : « ... »*; *« S », a dit X. « T »*; *X s'est adressée aux pêcheurs. « S »*.
Only a whole sentence in quotation marks is one, and only one person may be meant. Behind a sentence in which
somebody speaks, a sentence that holds some of his words goes on with him (*X warned Y. They “only want to see
Karsan kneel.”*), and so does one whose only source is *the quotes*, *the remarks*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verbale.read.names.mention import MentionKind
from verbale.read.statements.content import tighten, trim
from verbale.read.statements.context import StatementContext
from verbale.read.statements.draft import Draft
from verbale.read.statements.relay import Relay
from verbale.read.statements.sources import Source
from verbale.read.statements.verb_entries import matching_entries
from verbale.read.statements.voices import Voices
from verbale.read.story.clauses import subject_of
from verbale.read.story.document import ParsedParagraph, children, head_of
from verbale.read.story.quotations import Quotation
from verbale.read.story.tokens import has_feature, is_finite_form
from verbale.syntax.tree import Token

FEWEST_WORDS = 3
# Quoted words of a sentence that goes on with who spoke before.
FEWEST_IN_FRAGMENT = 4
NAMES = frozenset({"NOUN", "PROPN"})
# Characters between a sentence or a colon and the quotation behind it.
BEHIND = 3
COLON = ":"
ENDS = frozenset(".!?…")


def free_quotations(
    voices: Voices, drafts: Sequence[Draft], context: StatementContext
) -> Iterator[tuple[Relay, Source]]:
    """The quotations of a paragraph that nothing else covers, each with who must have said it.

    Args:
        drafts: the statements of the paragraph that were found by cues, in order.
    """
    paragraph = voices.paragraph
    spoken: list[tuple[int, Source]] = []
    yield from _of_documents(voices, drafts, context)
    for quotation in paragraph.quotations:
        if _is_covered(voices, quotation, drafts):
            continue
        if not _is_sentence(paragraph, quotation):
            fragment = _fragment(voices, quotation, drafts, spoken, context)
            if fragment is not None:
                spoken.append((paragraph.tokens_in(quotation.inner)[-1].sent.start, fragment[1]))
                yield fragment
            continue
        before = _before(paragraph, quotation)
        if not before:
            continue
        if before[-1].text == COLON:
            found = _of_clause(paragraph, before[:-1], context)
            rule = "colon"
        else:
            found = _of_sentence(voices, before, drafts, spoken, context)
            rule = "the sentence before"
        if found is None:
            continue
        spoken.append((paragraph.tokens_in(quotation.inner)[-1].sent.start, found))
        own = found.span if found.span is not None else quotation.span
        said = tighten(paragraph, quotation.inner)
        yield Relay(paragraph, rule, "", (), None, own, (said,), quoted=True), found


def _of_documents(
    voices: Voices, drafts: Sequence[Draft], context: StatementContext
) -> Iterator[tuple[Relay, Source]]:
    """*S, the quotes continue*: the words of who has spoken in the sentence before."""
    told = [r for r, _ in voices.relays]
    for relay in voices.found:
        bare = relay.sources and all(s.lemma_.lower() in context.lexicon.documents for s in relay.sources)
        if relay in told or not bare or relay.cue is None:
            continue
        at = voices.paragraph.tokens_in(relay.cue)[0]
        before = _sentence_before(at)
        found = _speaking_in(voices, before, drafts, ()) if before else None
        if found is not None:
            yield relay, found


def _fragment(
    voices: Voices,
    quotation: Quotation,
    drafts: Sequence[Draft],
    spoken: Sequence[tuple[int, Source]],
    context: StatementContext,
) -> tuple[Relay, Source] | None:
    """The sentence around some quoted words, without a cue of its own, when somebody spoke right before."""
    paragraph = voices.paragraph
    inside = [t for t in paragraph.tokens_in(quotation.inner) if t.is_word]
    if len(inside) < FEWEST_IN_FRAGMENT or not quotation.closed:
        return None
    sentence = list(inside[0].sent)
    whole = paragraph.span_of(sentence)
    if not whole.contains(quotation.inner) or any(r.own.overlaps(whole) for r in voices.found):
        return None
    outside = [t for t in sentence if not quotation.span.contains(paragraph.at(t))]
    told = [(f, s) for f, s in voices.frames if whole.overlaps(f.cue) and not quotation.inner.contains(f.cue)]
    if any(s.referents or any(h.pos_ in NAMES for h in f.sources) for f, s in told):
        return None
    if not any(is_finite_form(t) for t in sentence) or _somebody_speaks(paragraph, outside, context):
        return None
    before = _sentence_before(inside[0])
    found = _speaking_in(voices, before, drafts, spoken) if before else None
    if found is None:
        return None
    own = found.span if found.span is not None else quotation.span
    said = trim(paragraph, sentence)
    return Relay(paragraph, "the sentence before", "", (), None, own, (said,), quoted=True), found


def _somebody_speaks(paragraph: ParsedParagraph, words: Sequence[Token], context: StatementContext) -> bool:
    """Whether a verb of saying has somebody for its subject (*Some want N* says nobody)."""
    for verb in (t for t in words if is_finite_form(t) and matching_entries(t, context.lexicon)):
        source = context.sources.source(paragraph, subject_of(verb).heads)
        if source.referents or source.candidates or source.outlets:
            return True
    return False


def _sentence_before(token: Token) -> list[Token]:
    start = token.sent.start
    return list(token.doc[start - 1].sent) if start > 0 else []


def _is_covered(voices: Voices, quotation: Quotation, drafts: Sequence[Draft]) -> bool:
    """Whether some cue has to do with it, even one whose source is not known."""
    reached = [d.statement.content for d in drafts]
    told = ((f, s) for f, s in voices.frames if s.referents or not quotation.inner.contains(f.cue))
    reached += [c.span for f, _ in told for c in f.contents]
    reached += [p for r in voices.found for p in r.reach]
    return any(quotation.inner.overlaps(r) for r in reached)


def _is_sentence(paragraph: ParsedParagraph, quotation: Quotation) -> bool:
    """Whether it holds a sentence, and nothing goes on behind it."""
    tokens = [t for t in paragraph.tokens_in(quotation.inner) if t.is_word]
    if len(tokens) < FEWEST_WORDS or not tokens[0].text[0].isupper() or not quotation.closed:
        return False
    if not any(is_finite_form(t) or has_feature(t, "Mood", "Imp") for t in tokens):
        return False
    text, base = paragraph.doc.text, paragraph.span.start
    inside = text[: quotation.inner.end - base].rstrip()[-1:]
    behind = text[quotation.span.end - base :].lstrip()
    return (
        not behind or behind[0] in ENDS or (inside in ENDS and not behind[0].islower() and behind[0] != ",")
    )


def _before(paragraph: ParsedParagraph, quotation: Quotation) -> list[Token]:
    """The words of the sentence, or of the clause with a colon, that ends right before the quotation."""
    tokens = [t for t in paragraph.doc if paragraph.at(t).end <= quotation.span.start and not t.is_space]
    if not tokens or quotation.span.start - paragraph.at(tokens[-1]).end > BEHIND:
        return []
    last = tokens[-1]
    if last.text != COLON and last.text not in ENDS and last.text not in ("»", "”", '"'):
        return []
    return [t for t in tokens if t.sent.start == last.sent.start]


def _of_clause(
    paragraph: ParsedParagraph, before: Sequence[Token], context: StatementContext
) -> Source | None:
    """Who the clause before a colon is about, when that is one person or side."""
    verbs = [t for t in before if is_finite_form(t)]
    if not verbs:
        return None
    head = head_of(list(before))
    heads = subject_of(head).heads
    subject = heads if all(h in before for h in heads) else ()
    source = context.sources.source(paragraph, subject)
    return source if len(source.referents) == 1 and not source.outlets else None


def _of_sentence(
    voices: Voices,
    before: Sequence[Token],
    drafts: Sequence[Draft],
    spoken: Sequence[tuple[int, Source]],
    context: StatementContext,
) -> Source | None:
    """Who spoke in the sentence before, or whom alone it is about."""
    return _speaking_in(voices, before, drafts, spoken) or (
        None if _is_told(voices, before, drafts) else _alone(voices.paragraph, before, context)
    )


def _is_told(voices: Voices, before: Sequence[Token], drafts: Sequence[Draft]) -> bool:
    """Whether somebody speaks in a sentence, whoever it is."""
    paragraph = voices.paragraph
    own = any(r.own.overlaps(paragraph.at(t)) for r, _ in voices.relays for t in before)
    return own or any(d.sentence == before[0].sent.start for d in drafts)


def _speaking_in(
    voices: Voices,
    before: Sequence[Token],
    drafts: Sequence[Draft],
    spoken: Sequence[tuple[int, Source]],
) -> Source | None:
    """The only one who speaks in a sentence; None where nobody does, or several."""
    paragraph, start = voices.paragraph, before[0].sent.start
    if spoken and spoken[-1][0] == start:
        return spoken[-1][1]
    said = [d for d in drafts if d.sentence == start]
    tellers = [s for r, s in voices.relays if any(r.own.overlaps(paragraph.at(t)) for t in before)]
    if tellers:
        return tellers[-1] if len(tellers[-1].referents) == 1 else None
    if said:
        frames = [s for f, s in voices.frames if f.anchor in before and s.referents]
        names = {r.actor.name for s in frames for r in s.referents}
        speakers = {a.name for d in said for a in d.statement.speaker}
        return frames[-1] if len(names) == 1 and names == speakers else None
    return None


def _alone(paragraph: ParsedParagraph, before: Sequence[Token], context: StatementContext) -> Source | None:
    """The subject of a sentence that names no other person."""
    head = head_of(list(before))
    if not is_finite_form(head) and not children(head, "aux", "cop", "aux:pass"):
        return None
    source = context.sources.source(paragraph, subject_of(head).heads)
    if len(source.referents) != 1 or not source.referents[0].is_person:
        return None
    if source.kind is MentionKind.PRONOUN:
        return None
    inside = paragraph.span_of(list(before))
    people = {
        r.actor.name
        for m in context.mentions.in_paragraph(paragraph.index)
        if inside.contains(m.span)
        for r in m.referents
        if r.is_person
    }
    quoted = any(inside.overlaps(q.span) for q in paragraph.quotations)
    return source if len(people) == 1 and not quoted else None
