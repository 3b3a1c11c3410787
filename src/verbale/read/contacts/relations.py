"""What ties the day of a contact to that of the story, or of another contact of the story, when either may be
unknown: for bringing stories together, which may learn the one from the other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from verbale.model import DayRange, DayRelation, Days, Span
from verbale.read.contacts.counting import counted_from
from verbale.read.contacts.day_sets import moved_back
from verbale.read.contacts.gathered import Gathered, is_told_beside
from verbale.read.contacts.same_day import is_of_same_day, told_then
from verbale.read.contacts.times import StoryTimes
from verbale.times import TimeExpression, resolve
from verbale.times.resolve import Direction

# Where an expression counts from is tried out: every weekday, and the ends of months and years.
TRIED = (
    *(date(2021, 6, 14) + timedelta(days=i) for i in range(7)),
    *(date(2019, 12, 30) + timedelta(days=i) for i in range(4)),
    *(date(2020, 2, 27) + timedelta(days=i) for i in range(4)),
    *(date(2021, month, 15) for month in range(1, 13)),
)
YEAR = 366
NOWHERE = Span(0, 0)


def relations_of(
    contact: Gathered, contacts: Sequence[Gathered], times: StoryTimes
) -> tuple[DayRelation, ...]:
    """All relations of one contact, without repetition, in the order of the text."""
    main = next((i for i, c in enumerate(contacts) if c.main), None)
    base = main if main is not None and contacts[main] is not contact else None
    found: list[DayRelation | None] = []
    to_story: dict[TimeExpression, DayRelation | None] = {}
    for draft in contact.drafts:
        when = draft.when
        if when.expression is not None and not when.relative and when.counted_from is None:
            if when.expression not in to_story:
                to_story[when.expression] = _to_story(contact, when.expression, times)
            found.append(to_story[when.expression])
        if base is None:
            continue
        if when.counted_from is not None:
            if is_told_beside(draft, contacts[base]):
                found.append(_counted_from(base, when.counted_from))
        elif when.expression is not None and when.relative:
            counted = counted_from(draft, contact, contacts, times)
            if counted is not None and (counted.named or counted.told is None):
                continue  # counted from a day that may be no contact's
            told = counted.told if counted is not None and counted.told is not None else base
            found.append(_to_contact(contact, told, when.expression))
        elif when.expression is None and is_of_same_day(draft, contacts[base], times):
            found.append(DayRelation(base, 0, 0))
    then = told_then(contact, contacts, times)
    if then is not None:
        found.append(DayRelation(then, 0, None))
    if base is not None and contact.earlier and contact.names == contacts[base].names:
        found.append(DayRelation(base, None, 0))
    return tuple(dict.fromkeys(r for r in found if r is not None))


def _direction(contact: Gathered) -> Direction:
    return "future" if contact.ahead else "past"


def _to_story(contact: Gathered, e: TimeExpression, times: StoryTimes) -> DayRelation | None:
    """How far from the day of the story; None when that day is known, or makes no difference."""
    known = times.published
    if known is not None and known.first is not None and known.first == known.last:
        return None
    absolute = resolve(e, None)
    if absolute is not None and (absolute.first is not None or absolute.last is not None):
        return None
    way = _direction(contact)
    point = e.point
    weekday = point.weekday if point else None
    if point is not None and point.month is not None and point.year is None:
        first, last = (-YEAR, 0) if way == "past" else (0, YEAR)
        return DayRelation(None, first, last, weekday, point.month, point.day, e.span)
    offsets = _from_publication(replace(e, span=NOWHERE, role_span=None, anchor=None), way)
    if offsets is None:
        return None
    return DayRelation(None, *offsets, weekday, None, point.day if point else None, e.span)


@lru_cache(maxsize=10_000)  # stories say "on Tuesday" and "yesterday" again and again
def _from_publication(e: TimeExpression, way: Direction) -> tuple[int | None, int | None] | None:
    """How far from the day of the story an expression reaches, wherever in the text it stands."""
    return _offsets(lambda day: resolve(e, DayRange(day, day), direction=way))


def _to_contact(contact: Gathered, base: int, e: TimeExpression) -> DayRelation | None:
    """*la veille, X avait appelé Y*: how far from the day of the main contact."""
    way = _direction(contact)
    offsets = _offsets(lambda day: resolve(e, None, reference=_single(day), direction=way))
    weekday = e.point.weekday if e.point else None
    return DayRelation(base, *offsets, weekday, phrase=e.span) if offsets is not None else None


def _counted_from(base: int, e: TimeExpression) -> DayRelation | None:
    """*cinq jours après leur rencontre*: the meeting was five days before the main contact."""
    offsets = _offsets(lambda day: moved_back(_single(day), e))
    return DayRelation(base, *offsets, phrase=e.span) if offsets is not None else None


def _single(day: date) -> Days:
    return Days(day, day, (day,), day.isoformat())


def _offsets(days_from: Callable[[date], Days | None]) -> tuple[int | None, int | None] | None:
    """The widest bounds, in days, of what `days_from` gives for the days tried; None for none."""
    lows: list[int | None] = []
    highs: list[int | None] = []
    for day in TRIED:
        days = days_from(day)
        if days is None:
            return None
        lows.append((days.first - day).days if days.first else None)
        highs.append((days.last - day).days if days.last else None)
    low = min(n for n in lows if n is not None) if None not in lows else None
    high = max(n for n in highs if n is not None) if None not in highs else None
    if low is not None and high is not None and low > high:
        return None
    return None if low is None and high is None else (low, high)
