"""Sets and ranges of days as EDTF, and back. Source: ISO 8601-2, Extended Date/Time Format levels 0 to 2."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from verbale.model import DayRange


def range_to_edtf(first: date | None, last: date | None) -> str | None:
    """All days from `first` to `last`: a day, a month or a year where they are one, else an interval.

    An open side is "..": before or after that, nothing is said. None when both sides are open.

    >>> range_to_edtf(date(2022, 2, 1), date(2022, 2, 28))
    '2022-02'
    """
    if first is None and last is None:
        return None
    if first is None or last is None:
        return f"{first.isoformat() if first else '..'}/{last.isoformat() if last else '..'}"
    if first == last:
        return first.isoformat()
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.year:04}-{first.month:02}"
        if first.year == last.year and (first.month, last.month) == (1, 12):
            return f"{first.year:04}"
    return f"{first.isoformat()}/{last.isoformat()}"


def days_to_edtf(days: Sequence[date]) -> str | None:
    """A sorted set of days: as a range when it has no gaps, else "[2022-03-01,2022-03-08]" (one of them)."""
    if not days:
        return None
    if days[-1] - days[0] == timedelta(days=len(days) - 1):
        return range_to_edtf(days[0], days[-1])
    return "[" + ",".join(d.isoformat() for d in days) + "]"


_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def parse_edtf(value: str) -> DayRange | None:
    """The days of an EDTF year, month, day or interval between two such; None for anything else.

    >>> parse_edtf("2022-02")
    DayRange(first=datetime.date(2022, 2, 1), last=datetime.date(2022, 2, 28))
    """
    if "/" in value:
        left, _, right = value.partition("/")
        low, high = parse_edtf(left), parse_edtf(right)
        if (low is None and left not in ("", "..")) or (high is None and right not in ("", "..")):
            return None
        first, last = low.first if low else None, high.last if high else None
        return DayRange(first, last) if not (first and last and first > last) and (first or last) else None
    match = _DATE.fullmatch(value)
    if match is None:
        return None
    year, month, day = (int(g) if g else None for g in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        if day:
            return DayRange(first, first)
        return DayRange(first, date(first.year, month or 12, monthrange(first.year, month or 12)[1]))
    except ValueError:
        return None
