"""Which of a story's contacts a statement belongs to; none unless the story leaves one choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verbale.model import Actor, ContactMention, ContactStatus, Reading, Statement


@dataclass(frozen=True, slots=True)
class SaidAt:
    """The contact of a statement.

    Attributes:
        contact: index into the reading's contacts; None when it belongs to none or cannot be told.
        reason: in words.
    """

    contact: int | None
    reason: str


def contacts_of_statements(reading: Reading) -> tuple[SaidAt, ...]:
    """For each statement of a reading the contact at which it was made, or which it is about."""
    return tuple(_said_at(s, reading.contacts) for s in reading.statements)


def _said_at(statement: Statement, contacts: Sequence[ContactMention]) -> SaidAt:
    held = [(i, c) for i, c in enumerate(contacts) if c.status is ContactStatus.HELD and not c.in_caption]
    both = [(i, c) for i, c in held if _between(statement, c)]
    if both:
        return _one_of(statement, both, "speaker and addressee took part in it")
    if statement.addressee:
        # Said to somebody who took part in no contact with the speaker: a statement elsewhere.
        return SaidAt(None, "the addressee took part in no contact with the speaker")
    took_part = [(i, c) for i, c in held if c.main and _took_part(statement.speaker, c)]
    if took_part:
        return _one_of(statement, took_part, "the speaker took part in it")
    sides = [(i, c) for i, c in held if c.main and _is_side_of(statement.speaker, c)]
    if sides:
        return _one_of(statement, sides, "the speaker's side took part in it")
    return SaidAt(None, "the speaker took part in none of the story's contacts")


def _one_of(statement: Statement, fitting: list[tuple[int, ContactMention]], why: str) -> SaidAt:
    """The only contact, the only main one, else the one last told before the statement."""
    if len(fitting) == 1:
        return SaidAt(fitting[0][0], why)
    main = [(i, c) for i, c in fitting if c.main]
    if len(main) == 1:
        return SaidAt(main[0][0], f"{why}; the only main contact of which this holds")
    told = [
        (span.start, i)
        for i, c in (main or fitting)
        for span in c.evidence
        if span.start <= statement.content.start
    ]
    if not told:
        return SaidAt(None, f"{why}, but so it is of {len(fitting)} contacts")
    return SaidAt(max(told)[1], f"{why}; of {len(fitting)} such contacts the one told last before it")


def _between(statement: Statement, contact: ContactMention) -> bool:
    return _took_part(statement.speaker, contact) and _took_part(statement.addressee, contact)


def _took_part(actors: Sequence[Actor], contact: ContactMention) -> bool:
    names = {_key(p) for p in contact.participants}
    return any(_key(a) in names for a in actors)


def _is_side_of(actors: Sequence[Actor], contact: ContactMention) -> bool:
    sides = {side for p in contact.participants for side in _sides(p)}
    return any(side in sides for a in actors for side in _sides(a))


def _sides(actor: Actor) -> set[str]:
    return {s for s in (actor.side, actor.id) if s is not None}


def _key(actor: Actor) -> str:
    return actor.id if actor.id is not None else actor.name.casefold()
