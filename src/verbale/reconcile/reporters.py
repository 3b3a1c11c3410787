"""Who tells what of a contact: the side whose readout it is, or that the sentence names as its source."""

from __future__ import annotations

import re
from collections.abc import Iterable

from verbale.model import Actor, ContactMention, Reading, Span

_SENTENCE_END = re.compile(r"(?<=[.!?…»”\"])\s+(?=[«“\"A-ZÀ-ÞЀ-Я])|\n+")


def sentence_around(text: str, span: Span) -> Span:
    """The sentence, roughly, in which a span begins: up to the marks that end sentences, and line ends."""
    start = 0
    for mark in _SENTENCE_END.finditer(text):
        if mark.start() > span.start:
            return Span(start, mark.start())
        start = mark.end()
    return Span(start, len(text))


def told_by(reading: Reading, contact: ContactMention) -> tuple[tuple[Span, Actor], ...]:
    """The places of a contact that a side is named as the source of, each with that side.

    Whose words reach to the place, as the reading tells; else the one side that its sentence names as
    reporting a statement. Where two sides are named apart nothing is decided. A readout is its issuer's
    throughout.
    """
    if reading.issuer is not None:
        return tuple((span, reading.issuer) for span in _places(contact))
    text = reading.article.text
    sources = [
        (source, actor)
        for s in reading.statements
        if (source := s.source or s.cue) is not None
        for actor in s.reported_by
    ]
    found = []
    for span in _places(contact):
        told = [r for r in contact.reports if r.told.contains(span)]
        named = {side_key(a): a for a in own_side([r.who for r in told], contact)}
        together = len({r.source for r in told}) == 1  # "the Citadel and the chancellery said"
        if not told:
            sentence = sentence_around(text, span)
            named = {side_key(a): a for source, a in sources if sentence.contains(source)}
        if len(named) == 1 or together:
            found += [(span, actor) for actor in named.values()]
    return tuple(found)


def side_key(actor: Actor) -> str:
    """What two names of one side have in common: its country or organisation, else its own id or name."""
    return actor.side or actor.id or actor.name.casefold()


def own_side(speaker: Iterable[Actor], contact: ContactMention) -> tuple[Actor, ...]:
    """Institutions that speak for a participant's side; his own words are no report of the contact."""
    taking_part = {a.id or a.name for a in contact.participants}
    sides = {a.side for a in contact.participants if a.side is not None}
    return tuple(a for a in speaker if a.side in sides and (a.id or a.name) not in taking_part)


def _places(contact: ContactMention) -> tuple[Span, ...]:
    days, duration, ordinal = contact.days, contact.duration, contact.ordinal
    told = [
        days.phrase if days else None,
        duration.span if duration else None,
        ordinal.span if ordinal else None,
    ]
    behind = (s for field in ("initiator", "requested_by", "place") for s in spans_behind(contact, field))
    return tuple(dict.fromkeys((*contact.evidence, *(s for s in told if s is not None), *behind)))


def spans_behind(contact: ContactMention, field: str) -> tuple[Span, ...]:
    """The words that a field was read from; those of the contact where the reading gives none."""
    behind = [g.span for g in contact.grounds if g.field == field and g.span is not None]
    return tuple(dict.fromkeys(behind)) or contact.evidence
