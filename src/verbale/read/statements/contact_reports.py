"""Who tells of a contact where the sentence holds nothing else, and so makes no statement: *the call lasted
an hour, the Citadel said*, *la présidence a confirmé l'appel*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from verbale.model import ContactMention, ContactReport, Span, SpeechAct
from verbale.read.statements.context import actors_of
from verbale.read.statements.sources import Source
from verbale.read.statements.voices import Voices
from verbale.read.story.paragraphs import ParagraphKind


def reports_of(voices: Voices) -> Iterator[ContactReport]:
    """What each source of a paragraph tells as a fact, one a stretch of text; whether of a contact or not."""
    if voices.paragraph.kind is ParagraphKind.HEADING:
        return  # who stands before a headline's colon may be whom the story is about
    for relay, source in voices.relays:
        yield from _told(source, relay.reach)
    for frame, source in voices.frames:
        asserted = frame.rule == "verb" and frame.act is SpeechAct.ASSERT and not frame.negated
        if (
            not asserted
            or frame.mental
            or voices.is_wished(frame)
            or voices.is_told_by_unknown(frame, source)
        ):
            continue
        yield from _told(source, [c.span for c in frame.contents])


def _told(source: Source, stretches: Iterable[Span]) -> Iterator[ContactReport]:
    return (
        ContactReport(actor, source.span, told) for told in stretches for actor in actors_of(source.referents)
    )


def with_reports(
    contacts: Sequence[ContactMention], reports: Sequence[ContactReport]
) -> tuple[ContactMention, ...]:
    """Contacts with those reports in which something of them stands; what a party says himself left out."""
    return tuple(
        replace(
            c,
            reports=tuple(
                dict.fromkeys(
                    r
                    for r in reports
                    if r.who not in c.participants and any(r.told.contains(p) for p in places_of(c))
                )
            ),
        )
        for c in contacts
    )


def places_of(contact: ContactMention) -> tuple[Span, ...]:
    """The words that a contact was read from, and those of its day, length, number and other fields."""
    days, duration, ordinal = contact.days, contact.duration, contact.ordinal
    told = (
        days.phrase if days else None,
        duration.span if duration else None,
        ordinal.span if ordinal else None,
        *(g.span for g in contact.grounds if g.field in ("initiator", "requested_by", "place")),
    )
    return tuple(dict.fromkeys((*contact.evidence, *(s for s in told if s is not None))))
