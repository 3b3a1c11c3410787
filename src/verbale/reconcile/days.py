"""Sets of days, and what is left when two of them must hold of one contact."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from verbale.model import Days

# More days than this are given by their bounds only.
LISTED_AT_MOST = 62
TIMEX_WEEKDAY = re.compile(r"X{4}-WXX-([1-7])$")
TIMEX_DAY = re.compile(r"X{4}-(\d\d|XX)-(\d\d|XX)$")


@dataclass(frozen=True, slots=True, repr=False)
class DaySet:
    """The days on which something may have been.

    Attributes:
        first, last: bounds, both included; None leaves that side open.
        days: the days themselves; None when all from `first` to `last` are meant.
    """

    first: date | None = None
    last: date | None = None
    days: frozenset[date] | None = None

    def __repr__(self) -> str:
        """The same in every process, for digests: a set has no order."""
        days = None if self.days is None else sorted(self.days)
        return f"DaySet({self.first}, {self.last}, {days})"

    @property
    def single(self) -> date | None:
        """The day, when there is only one."""
        return self.first if self.first is not None and self.first == self.last else None

    @property
    def is_known(self) -> bool:
        """Whether anything bounds the days on both sides."""
        return self.first is not None and self.last is not None

    @property
    def size(self) -> int | None:
        """How many days; None when a side is open."""
        if self.days is not None:
            return len(self.days)
        if self.first is None or self.last is None:
            return None
        return (self.last - self.first).days + 1

    def allows(self, day: date) -> bool:
        """Whether the day is one of them."""
        if self.days is not None:
            return day in self.days
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def meet(self, other: DaySet) -> DaySet | None:
        """The days that both allow; None when there is none.

        >>> march = DaySet(date(2022, 3, 1), date(2022, 3, 31))
        >>> march.meet(of_days([date(2022, 3, 29), date(2022, 4, 5)])).single
        datetime.date(2022, 3, 29)
        """
        if self.days is not None:
            return _of_days_or_none(d for d in self.days if other.allows(d))
        if other.days is not None:
            return other.meet(self)
        first = max((d for d in (self.first, other.first) if d is not None), default=None)
        last = min((d for d in (self.last, other.last) if d is not None), default=None)
        if first is not None and last is not None and first > last:
            return None
        return DaySet(first, last)

    def join(self, other: DaySet) -> DaySet:
        """The days that either allows; bounds only where one of them is an unlisted range of many days."""
        left, right = self.listed(), other.listed()
        if left and right:
            return of_days([*left, *right])
        open_first = self.first is None or other.first is None
        open_last = self.last is None or other.last is None
        return DaySet(
            None if open_first else min(d for d in (self.first, other.first) if d),
            None if open_last else max(d for d in (self.last, other.last) if d),
        )

    def listed(self) -> tuple[date, ...]:
        """The days in order; empty when they are too many to list or unbounded."""
        if self.days is not None:
            return tuple(sorted(self.days))
        if self.first is None or self.last is None or (self.last - self.first).days >= LISTED_AT_MOST:
            return ()
        return tuple(self.first + timedelta(days=i) for i in range((self.last - self.first).days + 1))

    def edtf(self) -> str | None:
        """As EDTF (ISO 8601-2): "2022-03-29", "2022-03", "[2022-03-01,2022-03-08]", "[..2022-03-05]".

        Square brackets: one of these days, not all of them. None when both sides are open.
        """
        if self.first is None and self.last is None:
            return None
        if self.single is not None:
            return self.single.isoformat()
        if self.days is not None and not _is_range(self.days):
            return "[" + ",".join(d.isoformat() for d in sorted(self.days)) + "]"
        return _whole_period(self.first, self.last) or f"[{_iso(self.first)}..{_iso(self.last)}]"


ANY_DAY = DaySet()


@dataclass(frozen=True, slots=True)
class DayPattern:
    """What a story says of a day without saying which: "on Sunday", "on 7 February", of no known year.

    Attributes:
        weekday: 1 is Monday, as in ISO 8601; None when not told.
        month, day: None when not told.
    """

    weekday: int | None = None
    month: int | None = None
    day: int | None = None

    def allows(self, day: date) -> bool:
        """Whether a day is such a day."""
        return (
            self.weekday in (None, day.isoweekday())
            and self.month in (None, day.month)
            and self.day in (None, day.day)
        )

    def is_day_of_year(self) -> bool:
        """Whether only the year is missing."""
        return self.month is not None and self.day is not None


ANY_PATTERN = DayPattern()


@lru_cache(maxsize=4096)
def pattern_of(timex: str | None) -> DayPattern:
    """What a TIMEX3-like value says of a day.

    >>> pattern_of("XXXX-WXX-7"), pattern_of("XXXX-02-07").is_day_of_year()
    (DayPattern(weekday=7, month=None, day=None), True)
    """
    match = TIMEX_WEEKDAY.match(timex or "")
    if match:
        return DayPattern(weekday=int(match[1]))
    match = TIMEX_DAY.match(timex or "")
    if match:
        month, day = (int(part) if part != "XX" else None for part in match.groups())
        return DayPattern(month=month, day=day)
    return ANY_PATTERN


def of_days(days: Iterable[date]) -> DaySet:
    """A set of listed days.

    Raises:
        ValueError: there is none.
    """
    listed = frozenset(days)
    if not listed:
        raise ValueError("a set of days cannot be empty")
    return DaySet(min(listed), max(listed), None if _is_range(listed) else listed)


@lru_cache(maxsize=4096)  # each mention is compared with many
def days_of(days: Days | None) -> DaySet:
    """What a mention allows; every day when it says nothing."""
    if days is None:
        return ANY_DAY
    if days.candidates:
        return of_days(days.candidates)
    return DaySet(days.first, days.last)


def _of_days_or_none(days: Iterable[date]) -> DaySet | None:
    listed = list(days)
    return of_days(listed) if listed else None


def _is_range(days: frozenset[date]) -> bool:
    return (max(days) - min(days)).days + 1 == len(days)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _whole_period(first: date | None, last: date | None) -> str | None:
    """The month or year that two bounds make up exactly."""
    if first is None or last is None or first.day != 1 or first.year != last.year:
        return None
    if last.day != monthrange(last.year, last.month)[1]:
        return None
    if first.month == last.month:
        return f"{first.year:04}-{first.month:02}"
    return f"{first.year:04}" if (first.month, last.month) == (1, 12) else None
