"""What the words around a contact word say of it, as a value."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.model import ContactStatus


@dataclass(frozen=True, slots=True)
class Standing:
    """What the words around a contact word say of it.

    Attributes:
        told: False when no contact is told: negated, only possible, denied, asked about.
        status: None when the words leave it open (a plain "l'entretien").
        why: in words, for the reasons.
        past_before: told in the pluperfect: before what the story is at.
        needs_time: planned only if a time is given ("ont décidé de se reparler").
        denied: no contact, since somebody denies it.
        missed: cancelled, and its day is over ("n'a pas eu lieu").
        either_way: cancelled or planned, and its day may be over or not ("was to have met on Wednesday").
    """

    told: bool
    status: ContactStatus | None = None
    why: str = ""
    past_before: bool = False
    needs_time: bool = False
    missed: bool = False
    either_way: bool = False
    denied: bool = False


OPEN = Standing(True)


def not_told(why: str) -> Standing:
    """No contact."""
    return Standing(False, why=why)


def denied(why: str = "denied") -> Standing:
    """No contact, and somebody says so."""
    return Standing(False, why=why, denied=True)


def planned(why: str, *, needs_time: bool = False, either_way: bool = False) -> Standing:
    """Still to come."""
    return Standing(True, ContactStatus.PLANNED, why, needs_time=needs_time, either_way=either_way)


def held(why: str, *, past_before: bool = False) -> Standing:
    """Took place."""
    return Standing(True, ContactStatus.HELD, why, past_before=past_before)


def refused(why: str) -> Standing:
    """One side would not."""
    return Standing(True, ContactStatus.REFUSED, why)


def cancelled(why: str, *, missed: bool = False, either_way: bool = False) -> Standing:
    """Called off, or did not come about."""
    return Standing(True, ContactStatus.CANCELLED, why, missed=missed, either_way=either_way)
