"""Attributions as spans of the text: source, cue and content, whoever the source is.

The reading keeps what leaders and sides say. Here every source counts, named or not; nobody is looked up,
and no act is told. This is what other programs that extract quotations give, and what they are measured on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verbale.model import Span
from verbale.read.lexicons.cues import CueLexicon
from verbale.read.statements.attribution import find_frames
from verbale.read.statements.cue_frame import Frame
from verbale.read.statements.relay import Relay
from verbale.read.statements.relays import find_relays
from verbale.read.story.document import ParsedParagraph
from verbale.syntax.tree import Doc, Token

# What stands in a source's phrase without naming it.
BESIDE_NAME = ("parataxis", "acl:relcl", "advcl", "ccomp", "punct", "case", "mark", "cc")
IN_TITLE = frozenset({"NOUN", "PROPN", "ADJ"})


@dataclass(frozen=True, slots=True)
class AttributionSpans:
    """One attribution.

    Attributes:
        source: the phrase that names who says it; None when nothing does.
        cue: the words that signal it.
        contents: the stretches of what is said, in order.
    """

    source: Span | None
    cue: Span
    contents: tuple[Span, ...]


def attributions_in(paragraph: ParsedParagraph, lexicon: CueLexicon) -> list[AttributionSpans]:
    """All attributions of a paragraph, in the order of their cues."""
    frames = find_frames(paragraph, lexicon)
    relays = find_relays(paragraph, frames, lexicon)
    found = [
        _of_frame(f)
        for f in frames
        if not f.incise and f.contents and f.rule != "adjective" and not _is_quoted(f)
    ]
    found += [_of_relay(paragraph, r) for r in relays if r.reach]
    return sorted(found, key=lambda a: a.cue)


def _is_quoted(frame: Frame) -> bool:
    """*“I think that S,” said X*: what is attributed inside a quotation is part of what its speaker says."""
    return any(q.inner.contains(frame.cue) for q in frame.paragraph.quotations)


def _of_frame(frame: Frame) -> AttributionSpans:
    source = phrase_of(frame.paragraph, frame.sources, frame.anchor)
    first = frame.contents[0].span
    start = first.start
    if frame.targets and frame.anchor.i < frame.targets[0].i:
        # "accused the junta of lying": what is said of whom
        start = min(start, frame.paragraph.at(frame.targets[0].left_edge).start)
    return AttributionSpans(
        source, frame.cue, (Span(start, first.end), *(c.span for c in frame.contents[1:]))
    )


def _of_relay(paragraph: ParsedParagraph, relay: Relay) -> AttributionSpans:
    return AttributionSpans(phrase_of(paragraph, relay.sources), relay.cue or relay.own, relay.reach)


def phrase_of(paragraph: ParsedParagraph, heads: Sequence[Token], cue: Token | None = None) -> Span | None:
    """The noun phrases of coordinated heads, without the clauses that hang on them or hold the cue; None for
    no heads.
    """
    if not heads:
        return None
    beside = [
        c for h in heads for c in h.children if c.dep_ in BESIDE_NAME or (cue is not None and _holds(c, cue))
    ]
    dropped = {t.i for c in beside for t in c.subtree}
    tokens = [t for h in heads for t in h.subtree if t.i not in dropped] or [heads[0]]
    first = min(t.i for t in tokens)
    return paragraph.span_of([*_titles_before(heads[0].doc, first), *tokens])


def _holds(phrase: Token, cue: Token) -> bool:
    return phrase == cue or cue in phrase.subtree


def _titles_before(doc: Doc, first: int) -> list[Token]:
    """The words of a title that the parser cut off a name: *White House spokesman* Josh Untel."""
    if doc[first].pos_ != "PROPN":
        return []
    start = first
    while (
        start > 0 and doc[start - 1].pos_ in IN_TITLE and doc[start - 1].sent.start == doc[first].sent.start
    ):
        start -= 1
    return list(doc[start:first])
