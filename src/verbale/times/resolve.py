"""From an expression to the set of days it allows. Pure: the only days known are those passed in."""

from __future__ import annotations

import math
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from verbale.model import DateBasis, DayRange, Days
from verbale.times.calendar import (
    between,
    make_date,
    month_bounds,
    period_bounds,
    season_bounds,
    section_of,
    shift_day,
    shift_month,
    year_bounds,
    years_matching,
)
from verbale.times.edtf import days_to_edtf, range_to_edtf
from verbale.times.expression import Offset, Origin, Point, Role, TimeExpression, TimeKind, Unit, Window

Direction = Literal["past", "future"]

LISTED = 62
"""A set with more days than this is given by its bounds alone."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the days are counted from: both ends known; the same day twice, or an interval."""

    first: date
    last: date


def _set(days: Iterable[date]) -> Days | None:
    ordered = tuple(sorted(set(days)))
    if not ordered:
        return None
    return Days(ordered[0], ordered[-1], ordered, days_to_edtf(ordered), basis=DateBasis.RELATIVE)


def _range(first: date | None, last: date | None) -> Days | None:
    if first is None and last is None:
        return None
    if first and last:
        if first > last:
            return None
        if (last - first).days < LISTED:
            return _set(between(first, last))
    return Days(first, last, (), range_to_edtf(first, last), basis=DateBasis.RELATIVE)


SURE_OF_YEAR = 90
"""A date this near to publication (days) keeps its year though its weekday disagrees: a slip."""


def _nearest_year(point: Point, frame: _Frame, direction: Direction | None) -> list[int]:
    """The year a date without one belongs to: the last before, the next after, or the nearest to publication.

    A weekday may move it by some years, unless the date is so near that the weekday must be the slip. A near
    date that the weekday confirms stands whatever the direction: "was to be received on Monday 12 November".
    """
    month, day = point.month or 1, point.day
    if direction and day and point.weekday:
        (nearest,) = _nearest_year(point, frame, None) or (None,)
        near = make_date(nearest, month, day) if nearest else None
        if near and near.isoweekday() == point.weekday and _gap(near, near, frame) <= SURE_OF_YEAR:
            return [near.year]
    candidates: list[tuple[int, int]] = []
    for year in range(max(1, frame.first.year - 8), min(9998, frame.last.year + 8) + 1):
        first = make_date(year, month, day or 1)
        if first is None:
            continue
        last = first if day else date(year, month, monthrange(year, month)[1])
        if direction == "past" and first > frame.last:
            continue
        if direction == "future" and last < frame.first:
            continue
        candidates.append((_gap(first, last, frame), year))
    candidates.sort()
    if candidates and day and point.weekday and candidates[0][0] > SURE_OF_YEAR:
        agreeing = years_matching(month, day, point.weekday, frame.first.year - 8, frame.last.year + 8)
        candidates = [c for c in candidates if c[1] in agreeing] or candidates
    return [candidates[0][1]] if candidates else []


def _gap(first: date, last: date, frame: _Frame) -> int:
    return max((frame.first - last).days, (first - frame.last).days, 0)


def _weekday_days(weekday: int, frame: _Frame, shift: int | None, direction: Direction | None) -> list[date]:
    """The days of that weekday which publication allows.

    An interval of a week or more: those inside it (a story of March that says "Tuesday" means a Tuesday of
    March). A single day, or less than a week: for each day it may have appeared, the last such weekday up to
    that day ("next": the first after it; "last": the last before it).
    """
    wide = (frame.last - frame.first).days >= 6
    if wide and shift in (None, 0):
        return [d for d in between(frame.first, frame.last) if d.isoweekday() == weekday]
    found: set[date] = set()
    for day in between(frame.first, frame.last):
        back = (day.isoweekday() - weekday) % 7
        if shift == 1:
            step = 7 - back
        elif shift == -1:
            step = -(back or 7)
        elif direction == "future":
            step = 7 - back if back else 0
        else:
            step = -back
        moved = shift_day(day, step)
        if moved:
            found.add(moved)
    return sorted(found)


def _point_days(expression: TimeExpression, frame: _Frame | None, direction: Direction | None) -> Days | None:
    point = expression.point
    assert point is not None
    if point.day and point.month:
        if point.year:
            day = make_date(point.year, point.month, point.day)
            return _with_weekday_check([day], point) if day else None
        if frame is None:
            return None
        days = []
        for year in _nearest_year(point, frame, direction):
            day = make_date(year, point.month, point.day)
            if day:
                days.append(day)
        return _with_weekday_check(days, point)
    if point.day:
        return _set(_days_of_month(point, frame, direction)) if frame else None
    if point.weekday:
        return _set(_weekday_days(point.weekday, frame, expression.shift, direction)) if frame else None
    if point.month:
        years = [point.year] if point.year else _nearest_year(point, frame, direction) if frame else []
        if not years:
            return None
        return _range(*month_bounds(years[0], point.month, point.section))
    if point.season:
        return _season_days(point, expression.shift, frame, direction)
    if point.year:
        return _range(*year_bounds(point.year, point.section))
    return None


def _with_weekday_check(days: list[date], point: Point) -> Days | None:
    """Date and weekday that disagree: both stay possible, and the days say so."""
    if not days or not point.weekday or days[0].isoweekday() == point.weekday:
        return _set(days)
    near = min(
        (days[0] + timedelta(days=i) for i in range(-3, 4)), key=lambda d: d.isoweekday() != point.weekday
    )
    both = _set([days[0], near])
    why = f"{days[0].isoformat()} is weekday {days[0].isoweekday()}, the text says {point.weekday}"
    return replace(both, conflict=why) if both else None


def _days_of_month(point: Point, frame: _Frame, direction: Direction | None) -> list[date]:
    """For "Tuesday 14", "the 14th": the month comes from publication, the weekday rules months out."""
    found = []
    for months in range(-6, 7):
        base = shift_month(frame.first.replace(day=1), months)
        day = make_date(base.year, base.month, point.day or 1) if base else None
        if day is None or (point.weekday and day.isoweekday() != point.weekday):
            continue
        gap = max((frame.first - day).days, (day - frame.last).days, 0)
        if (direction == "past" and day > frame.last) or (direction == "future" and day < frame.first):
            continue
        found.append((gap, day))
    return [min(found)[1]] if found else []


def _season_days(
    point: Point, shift: int | None, frame: _Frame | None, direction: Direction | None
) -> Days | None:
    assert point.season is not None
    if point.year:
        bounds = season_bounds(point.year, point.season)
        return _range(*section_of(bounds, point.section)) if bounds else None
    if frame is None:
        return None
    way = {-1: "past", 1: "future"}.get(shift or 0, direction)
    found = []
    for year in range(max(1, frame.first.year - 1), min(9998, frame.last.year + 1) + 1):
        bounds = season_bounds(year, point.season)
        if bounds is None:
            continue
        first, last = bounds
        if (way == "past" and first > frame.last) or (way == "future" and last < frame.first):
            continue
        found.append((max((frame.first - last).days, (first - frame.last).days, 0), first, last))
    return _range(*section_of(min(found)[1:], point.section)) if found else None


def _resolved_end(start: Days, end: Point, expression: TimeExpression) -> Days | None:
    """The last day of a range that begins on one of `start`."""
    if start.first is None or start.last is None:
        return None
    if end.weekday and not end.day:
        days: set[date] = set()
        for day in start.candidates:
            step = (end.weekday - day.isoweekday()) % 7
            days.update(d for i in range(step + 1) if (d := shift_day(day, i)))
        return _set(days)
    if end.day:
        month = end.month or start.first.month
        last = make_date(end.year or start.first.year, month, end.day)
        if last and last < start.first:
            last = make_date(last.year + 1, month, end.day) if end.month else shift_month(last, 1)
        if last is None or last < start.first:
            return None
        return _set([start.first, last]) if expression.listed else _range(start.first, last)
    if end.month:
        year = end.year or start.first.year + (end.month < start.first.month)
        return _range(start.first, month_bounds(year, end.month, None)[1]) if year <= 9999 else None
    if end.year and not end.month:
        return _range(start.first, date(end.year, 12, 31))
    return None


def _offset_bounds(day: date, offset: Offset, n: float) -> tuple[date, date] | None:
    """The days that lie `n` units from `day`, as exactly as the unit is meant."""
    whole = int(n)
    if offset.unit in (Unit.SECOND, Unit.MINUTE, Unit.HOUR):
        per_day = {Unit.HOUR: 24, Unit.MINUTE: 1440}.get(offset.unit, 86400)
        bounds = shift_day(day, math.floor(n / per_day)), shift_day(day, math.ceil(n / per_day))
        return (bounds[0], bounds[1]) if bounds[0] and bounds[1] else None
    if offset.unit is Unit.DAY:
        moved = shift_day(day, whole)
        return (moved, moved) if moved else None
    if whole in (-1, 0, 1) and offset.unit is Unit.WEEKEND:
        return period_bounds(day, offset.unit, whole)
    if offset.unit in (Unit.WEEK, Unit.FORTNIGHT):
        size = 7 if offset.unit is Unit.WEEK else 14
        middle = round(n * size)
        low, high = shift_day(day, middle - 3), shift_day(day, middle + 3)
        return (low, high) if low and high else None
    if offset.unit is Unit.YEAR and n != whole:
        moved = shift_month(day, round(n * 12))
        return period_bounds(moved, Unit.MONTH, 0) if moved else None
    return period_bounds(day, offset.unit, whole)


_WHOLE_PERIODS = (Unit.WEEK, Unit.WEEKEND, Unit.MONTH, Unit.QUARTER, Unit.YEAR, Unit.DECADE, Unit.CENTURY)


def _offset_days(expression: TimeExpression, frame: _Frame, direction: Direction | None) -> Days | None:
    offset = expression.offset
    assert offset is not None
    assert offset.n is not None
    point = expression.point
    if (frame.last - frame.first).days > 3700:
        return None
    starts = (
        between(frame.first, frame.last)
        if (frame.last - frame.first).days < LISTED
        else [frame.first, frame.last]
    )
    bounds: list[tuple[date, date]] = []
    for day in starts:
        found = (
            period_bounds(day, offset.unit, int(offset.n))
            if expression.whole_period and offset.unit in _WHOLE_PERIODS
            else _offset_bounds(day, offset, offset.n)
        )
        if found is None:
            return None
        if offset.unit is Unit.WEEKEND and offset.n == 0 and day.isoweekday() < 3 and direction != "future":
            earlier = period_bounds(day, offset.unit, -1)  # on a Monday "this week-end" is the one just past
            bounds += [earlier] if earlier else []
            if direction == "past":
                continue
        inside = _within_year(found[0].year, point) if point and point.month else found
        if inside is None:
            return None
        bounds.append(section_of(inside, point.section if point else None))
    if point and point.weekday:
        days = [d for first, last in bounds for d in between(first, last) if d.isoweekday() == point.weekday]
        return _set(days)
    if offset.unit is Unit.WEEKEND:
        return _set(d for first, last in bounds for d in between(first, last))
    return _range(min(b[0] for b in bounds), max(b[1] for b in bounds))


def _within_year(year: int, point: Point) -> tuple[date, date] | None:
    """The day or month of a year counted from the story's: "2 December **last year**"."""
    assert point.month is not None
    if point.day is None:
        return month_bounds(year, point.month, None)
    day = make_date(year, point.month, point.day)
    return (day, day) if day else None


def _frame(days: DayRange | Days | None) -> _Frame | None:
    if days is None or days.first is None or days.last is None:
        return None
    return _Frame(days.first, days.last)


def _moved(expression: TimeExpression, base: Days, direction: Direction | None) -> Days | None:
    """An offset from a set of days that has gaps: each day moves by itself."""
    found: set[date] = set()
    for day in base.candidates:
        moved = _offset_days(expression, _Frame(day, day), direction)
        if moved is None:
            return None
        if not moved.candidates:
            return _offset_days(expression, _Frame(base.candidates[0], base.candidates[-1]), direction)
        found.update(moved.candidates)
    return _set(found)


def _weekday_in_window(weekday: int, window: Window, base: DayRange | Days) -> Days | None:
    frame = _frame(base)
    if (
        frame is None
        or window.first is None
        or window.last is None
        or (frame.last - frame.first).days > LISTED
    ):
        return None
    days = base.candidates if isinstance(base, Days) and base.candidates else between(frame.first, frame.last)
    return _set(
        moved
        for day in days
        for step in range(window.first, window.last + 1)
        if (moved := shift_day(day, step)) and moved.isoweekday() == weekday
    )


def _window_days(
    expression: TimeExpression, published: DayRange | None, reference: Days | None
) -> Days | None:
    window = expression.window
    assert window is not None
    base: DayRange | Days | None = reference
    if base is None and window.origin is Origin.PUBLICATION:
        base = published
    if base is None:
        return None
    if expression.point and expression.point.weekday:
        return _weekday_in_window(expression.point.weekday, window, base)
    first = shift_day(base.first, window.first) if base.first and window.first is not None else None
    last = shift_day(base.last, window.last) if base.last and window.last is not None else None
    return _range(first, last)


def resolve(
    expression: TimeExpression,
    published: DayRange | None,
    *,
    reference: Days | None = None,
    direction: Direction | None = None,
) -> Days | None:
    """The days that an expression allows.

    Args:
        expression: a date or time; durations, sets and ordinals have no days.
        published: when the story may have appeared; None when nothing says so.
        reference: the days of what the story has told so far, or of the event that the expression is
            anchored to; needed for "the day before", "five days after".
        direction: "past" for what the text tells as done, "future" for what it tells as planned; None when
            neither is known: then a date without a year is the nearest one to publication.

    Returns:
        None for what is no date. A date that these arguments cannot resolve has bounds None, no
        candidates and no EDTF, and keeps its phrase and timex. Sets of over LISTED days have only bounds.
        `role` is not applied: "since 2016" gives 2016; see `days_by_role`.
    """
    if expression.kind not in (TimeKind.DATE, TimeKind.TIME):
        return None
    way: Direction | None = (
        "past"
        if expression.direction == "past"
        else "future"
        if expression.direction == "future"
        else direction
    )
    frame = _frame(published)
    days: Days | None = None
    basis = DateBasis.RELATIVE
    if expression.window is not None:
        days = _window_days(expression, published, reference)
    elif expression.offset is not None and expression.offset.n is not None:
        if expression.offset.origin is Origin.PUBLICATION:
            days = _offset_days(expression, frame, way) if frame else None
        elif reference is not None and reference.candidates:
            days = _moved(expression, reference, way)
        else:
            base = _frame(reference)
            days = _offset_days(expression, base, way) if base else None
    elif expression.point is not None:
        days = _point_days(expression, frame, way)
        if days is not None and expression.end is not None:
            days = _resolved_end(days, expression.end, expression)
        if expression.point.year is not None or (expression.point.month and expression.point.day):
            basis = DateBasis.STATED
    elif expression.hour is not None:
        return None
    if days is None:
        return Days(None, None, phrase=expression.span, timex=expression.timex, basis=basis)
    return replace(
        days,
        phrase=expression.span,
        timex=expression.timex,
        basis=basis,
        conflict=days.conflict or expression.conflict,
    )


def anchor_days(expression: TimeExpression, days: Days) -> Days | None:
    """The days of the event that `expression` counts from, given the days of what it dates.

    "He called on the 12th, five days after their meeting": the meeting was on the 7th. None when the
    expression does not count from an event.
    """
    offset, window = expression.offset, expression.window
    if window is not None and window.origin is Origin.EVENT:
        first, last = window.first, window.last
        turned = Window(None if last is None else -last, None if first is None else -first, Origin.EVENT)
        back = replace(expression, window=turned)
    elif window is None and offset is not None and offset.n is not None and offset.origin is Origin.EVENT:
        back = replace(expression, offset=replace(offset, n=-offset.n))
    else:
        return None
    found = resolve(back, None, reference=days)
    return found if found and found.edtf else None


def days_by_role(expression: TimeExpression, days: Days) -> Days:
    """The days on which something can have happened that the expression's preposition ties to `days`.

    since/after 3 March: 3 (4) March or later; before/until/by: up to it. Other roles: `days` unchanged.
    """
    first, last = days.first, days.last
    if expression.role is Role.SINCE:
        low, high = first, None
    elif expression.role is Role.AFTER:
        low, high = (shift_day(first, 1) if first else None), None
    elif expression.role is Role.BEFORE:
        low, high = None, (shift_day(last, -1) if last else None)
    elif expression.role in (Role.UNTIL, Role.BY):
        low, high = None, last
    else:
        return days
    return replace(days, first=low, last=high, candidates=(), edtf=range_to_edtf(low, high))
