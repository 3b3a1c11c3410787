"""Quotations that go on after their incise: *“S,” X said. “T.”*, T is X's too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verbale.model import Span
from verbale.read.statements.cue_frame import Frame
from verbale.read.statements.relay import Relay
from verbale.read.story.document import ParsedParagraph
from verbale.read.story.quotations import Quotation

# Characters between a sentence and the quotation behind it.
NEXT_TO = 3
SENTENCE_ENDS = frozenset(".!?…")


def with_further_quotations(
    paragraph: ParsedParagraph, relays: Sequence[Relay], frames: Sequence[Frame]
) -> list[Relay]:
    """The relays, each with the quotations that make up the sentences right behind it in its reach."""
    taken = [c.span for f in frames for c in f.contents if c.slot == "quote"]
    taken += [part for r in relays for part in r.reach]
    taken += [r.own for r in relays]
    return [_with_further(paragraph, r, taken) if r.quoted and r.frame is not None else r for r in relays]


def _with_further(paragraph: ParsedParagraph, relay: Relay, taken: Sequence[Span]) -> Relay:
    end = (
        max(relay.own.end, *(part.end for part in relay.reach), relay.own.end)
        if relay.reach
        else relay.own.end
    )
    further: list[Span] = []
    while (quotation := _sentence_behind(paragraph, end)) is not None:
        if any(t.overlaps(quotation.inner) for t in taken):
            break
        further.append(quotation.inner)
        end = quotation.span.end
    return replace(relay, reach=(*relay.reach, *further)) if further else relay


def _sentence_behind(paragraph: ParsedParagraph, end: int) -> Quotation | None:
    """The quotation that is all of the next sentence, or of the next sentences."""
    text, base = paragraph.doc.text, paragraph.span.start
    quotation = next((q for q in paragraph.quotations if q.span.start >= end), None)
    if quotation is None or quotation.span.start - end > NEXT_TO:
        return None
    between = text[end - base : quotation.span.start - base]
    before = text[max(0, end - 1 - base) : end - base] + between
    if any(c.isalnum() for c in between) or not any(c in SENTENCE_ENDS for c in before):
        return None
    inner = text[quotation.inner.start - base : quotation.inner.end - base].rstrip()
    after = text[quotation.span.end - base :].lstrip()
    ends = inner[-1:] in SENTENCE_ENDS or after[:1] in SENTENCE_ENDS or not quotation.closed
    goes_on = after[:1].islower() or after[:1] in (",", ";", "–", "—", "-", ":")
    return quotation if ends and not goes_on else None
