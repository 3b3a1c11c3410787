"""Calendar arithmetic: days, months, seasons and their bounds. Years 1 to 9999; None beyond them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from verbale.times.expression import Unit


def shift_day(day: date, days: int) -> date | None:
    """The day so many days later; None outside years 1-9999."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def shift_month(day: date, months: int) -> date | None:
    """The same day of another month, or its last day where that one is shorter; None outside years 1-9999."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def make_date(year: int, month: int, day: int) -> date | None:
    """That day, or None when no calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def years_matching(month: int, day: int, weekday: int, first_year: int, last_year: int) -> tuple[int, ...]:
    """The years from `first_year` to `last_year` in which that day of the month is that weekday (Monday 1).

    >>> years_matching(3, 12, 6, 2015, 2025)
    (2016, 2022)
    """
    matching = []
    for year in range(first_year, last_year + 1):
        day_of_year = make_date(year, month, day)
        if day_of_year and day_of_year.isoweekday() == weekday:
            matching.append(year)
    return tuple(matching)


def between(first: date, last: date) -> list[date]:
    """All days from `first` to `last`."""
    return [first + timedelta(days=i) for i in range((last - first).days + 1)]


def month_bounds(year: int, month: int, section: str | None) -> tuple[date, date]:
    """A month, or its START (1-10), MID (10-20) or END (20 to the last)."""
    end = monthrange(year, month)[1]
    low, high = {"START": (1, 10), "MID": (10, 20), "END": (20, end)}.get(section or "", (1, end))
    return date(year, month, low), date(year, month, high)


_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def year_bounds(year: int, section: str | None) -> tuple[date, date]:
    """A year, or its first, second or last four months."""
    low, high = {"START": (1, 4), "MID": (5, 8), "END": (9, 12)}.get(section or "", (1, 12))
    return date(year, low, 1), date(year, high, monthrange(year, high)[1])


def season_bounds(year: int, season: str) -> tuple[date, date] | None:
    """A season by whole months: spring is March to May; winter begins in December of `year`."""
    start = date(year, _SEASONS[season], 1)
    end = shift_month(start, 3)
    return (start, end - timedelta(days=1)) if end else None


def period_bounds(day: date, unit: Unit, n: int) -> tuple[date, date] | None:
    """The whole week, month ... that lies `n` of them from the one that holds `day`."""
    if unit in (Unit.WEEK, Unit.WEEKEND, Unit.FORTNIGHT):
        monday = shift_day(day, 7 * n - day.isoweekday() + 1)
        sunday = shift_day(monday, 6) if monday else None
        if monday is None or sunday is None:
            return None
        return (sunday - timedelta(days=1), sunday) if unit is Unit.WEEKEND else (monday, sunday)
    if unit in (Unit.MONTH, Unit.QUARTER):
        size = 1 if unit is Unit.MONTH else 3
        base = day.replace(day=1)
        aligned = shift_month(base, -((base.month - 1) % size))
        first = shift_month(aligned, size * n) if aligned else None
        after = shift_month(first, size) if first else None
        return (first, after - timedelta(days=1)) if first and after else None
    size = {Unit.DECADE: 10, Unit.CENTURY: 100}.get(unit, 1)
    start = (
        day.year - (day.year % size if size == 10 else (day.year - 1) % size if size == 100 else 0) + size * n
    )
    first, last = make_date(start, 1, 1), make_date(start + size - 1, 12, 31)
    return (first, last) if first and last else None


def section_of(bounds: tuple[date, date], section: str | None) -> tuple[date, date]:
    """A third of any period."""
    if section is None:
        return bounds
    first, last = bounds
    third = (last - first).days // 3
    low, high = {"START": (0, third), "MID": (third, 2 * third + 1), "END": (2 * third, (last - first).days)}[
        section
    ]
    return first + timedelta(days=low), first + timedelta(days=high)
