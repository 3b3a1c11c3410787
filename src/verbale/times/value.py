"""The TIMEX3 value of an expression in a story of a known day, as annotated corpora give it."""

from __future__ import annotations

from datetime import date, timedelta

from verbale.model import DayRange, Days
from verbale.times.build import duration_timex
from verbale.times.calendar import shift_month
from verbale.times.expression import Offset, Origin, TimeExpression, TimeKind, Unit
from verbale.times.resolve import Direction, resolve

_COARSE = {Unit.YEAR: len("2009"), Unit.MONTH: len("2009-03")}
_WEEKS = (Unit.WEEK, Unit.FORTNIGHT)


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def _clock(expression: TimeExpression) -> str | None:
    if expression.hour is not None:
        return f"T{expression.hour:02}:{expression.minute or 0:02}"
    return f"T{expression.daypart}" if expression.daypart else None


def _moved(day: date, expression: TimeExpression) -> date | None:
    """The one day that lies so many units away, however vaguely it is meant."""
    offset = expression.offset
    if offset is None or offset.n is None:
        return None
    n = offset.n
    try:
        if offset.unit in (Unit.DAY, Unit.WEEK, Unit.FORTNIGHT):
            size = {Unit.DAY: 1, Unit.WEEK: 7, Unit.FORTNIGHT: 14}[offset.unit]
            return day + timedelta(days=round(n * size))
    except OverflowError:
        return None
    months = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12, Unit.DECADE: 120, Unit.CENTURY: 1200}.get(
        offset.unit
    )
    return shift_month(day, round(n * months)) if months else None


def _length(offset: Offset) -> str:
    """How long, whichever way: "the past two years" and "two years after" are P2Y."""
    return duration_timex(abs(offset.n) if offset.n else None, offset.unit, None)


def _period_value(days: Days, expression: TimeExpression) -> str | None:
    offset, first = expression.offset, days.first
    if offset is None or first is None:
        return None
    if offset.unit in _WEEKS:
        return _week(first)
    if offset.unit is Unit.WEEKEND:
        return _week(first) + "-WE"
    if offset.unit is Unit.MONTH:
        return f"{first.year:04}-{first.month:02}"
    if offset.unit is Unit.QUARTER:
        return f"{first.year:04}-Q{(first.month - 1) // 3 + 1}"
    return f"{first.year:04}" if offset.unit is Unit.YEAR else None


def timex_value(
    expression: TimeExpression,
    published: date,
    *,
    reference: date | None = None,
    direction: Direction | None = None,
    coarse: bool = False,
) -> str | None:
    """The value in ISO 24617-1's manner: "2022-03-12", "2022-W10", "2022-03-12T14:30", "PT1H30M".

    Args:
        expression: as found.
        published: the day of the story (the document creation time of annotated corpora).
        reference: the day told before, for "the day after"; the day of publication when None.
        direction: as for `resolve`.
        coarse: as TimeML's guidelines have it: "two years ago" is a year, "a month ago" a month; of "two
            hours after the call" and "the past two days" only the length is annotated. Else days.

    Returns:
        None when the words have no value.
    """
    if expression.kind not in (TimeKind.DATE, TimeKind.TIME):
        return expression.timex
    clock = _clock(expression)
    if expression.point is None and expression.offset is None:
        return f"{published.isoformat()}{clock}" if clock else expression.timex
    if expression.window and expression.timex and expression.point is None:
        return _length(expression.offset) if coarse and expression.offset else expression.timex
    anchor = reference or published
    days = resolve(
        expression,
        DayRange(published, published),
        reference=Days(anchor, anchor, (anchor,)),
        direction=direction,
    )
    if days is None or days.first is None:
        return expression.timex
    if coarse and expression.offset and expression.offset.origin is Origin.EVENT:
        return _length(expression.offset)
    if expression.point is None and not expression.whole_period:
        moved = _moved(anchor, expression)
        if coarse and moved and expression.offset and expression.offset.unit in _COARSE:
            return moved.isoformat()[: _COARSE[expression.offset.unit]]
        return f"{moved.isoformat()}{clock or ''}" if moved else None
    point = expression.point
    if expression.whole_period and not (point and (point.weekday or point.month)):
        return _period_value(days, expression)
    if point and point.season:
        return f"{days.first.year:04}-{point.season}"
    if days.first == days.last or (point and point.day) or (point and point.weekday):
        return f"{days.first.isoformat()}{clock or ''}"
    if point and point.month:
        return f"{days.first.year:04}-{point.month:02}"
    return f"{days.first.year:04}"
