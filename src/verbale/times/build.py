"""From a pattern's slots to a time expression: one builder for each thing a pattern can mean."""

from __future__ import annotations

import math
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date

from verbale.model import DurationQualifier, Span
from verbale.times.expression import (
    Measures,
    Offset,
    Origin,
    Point,
    TimeExpression,
    TimeKind,
    Unit,
    Window,
)
from verbale.times.lexicon import Means, SlotValue

Fields = Mapping[str, SlotValue]

MINUTES: dict[Unit, float] = {
    Unit.SECOND: 1 / 60,
    Unit.MINUTE: 1,
    Unit.HOUR: 60,
    Unit.DAY: 24 * 60,
    Unit.WEEKEND: 2 * 24 * 60,
    Unit.WEEK: 7 * 24 * 60,
    Unit.FORTNIGHT: 14 * 24 * 60,
    Unit.MONTH: 30 * 24 * 60,
    Unit.QUARTER: 91 * 24 * 60,
    Unit.YEAR: 365 * 24 * 60,
    Unit.DECADE: 3652 * 24 * 60,
    Unit.CENTURY: 36525 * 24 * 60,
}
DAYS: dict[Unit, int] = {
    Unit.SECOND: 1, Unit.MINUTE: 1, Unit.HOUR: 1, Unit.DAY: 1, Unit.WEEKEND: 7, Unit.WEEK: 7,
    Unit.FORTNIGHT: 14,
    Unit.MONTH: 31, Unit.QUARTER: 92, Unit.SEASON: 92, Unit.HALF: 183, Unit.YEAR: 366, Unit.DECADE: 3653,
    Unit.CENTURY: 36525,
}  # fmt: skip
VAGUE_DAYS: dict[Unit, int] = {Unit.SECOND: 1, Unit.MINUTE: 1, Unit.HOUR: 1, Unit.DAY: 15, Unit.WEEKEND: 30}
"""How far "these last hours", "the coming days" reach, in days; other units: five of them."""
LEAST_DAYS: dict[Unit, int] = {
    Unit.SECOND: 0,
    Unit.MINUTE: 0,
    Unit.HOUR: 0,
    Unit.MONTH: 28,
    Unit.QUARTER: 89,
    Unit.YEAR: 365,
}
"""The shortest a unit can be, in days, where it is not DAYS."""
_TIMEX_UNIT: dict[Unit, str] = {
    Unit.SECOND: "TS", Unit.MINUTE: "TM", Unit.HOUR: "TH", Unit.DAY: "D", Unit.WEEKEND: "WE", Unit.WEEK: "W",
    Unit.FORTNIGHT: "W", Unit.MONTH: "M", Unit.QUARTER: "Q", Unit.YEAR: "Y", Unit.DECADE: "DE",
    Unit.CENTURY: "CE",
}  # fmt: skip


def _int(fields: Fields, *names: str) -> int | None:
    for name in names:
        value = fields.get(name)
        if value is not None:
            return int(value)
    return None


def _number(fields: Fields, *names: str) -> float | None:
    for name in names:
        value = fields.get(name)
        if value is not None:
            return float(value)
    return None


def _text(fields: Fields, *names: str) -> str | None:
    for name in names:
        value = fields.get(name)
        if value is not None:
            return str(value)
    return None


def _unit(fields: Fields, *names: str) -> Unit | None:
    word = _text(fields, *(names or ("unit", "period")))
    return Unit(word) if word else None


def full_year(two_digits: int) -> int:
    """The POSIX pivot: 69-99 are 1969-1999, 00-68 are 2000-2068."""
    return two_digits + (1900 if two_digits >= 69 else 2000)


def _year(fields: Fields, suffix: str = "") -> int | None:
    short = _int(fields, "year2" + suffix)
    return full_year(short) if short is not None else _int(fields, "year" + suffix)


def weekday_conflict(point: Point) -> str | None:
    """Why a full date and its weekday cannot both be right; None if they can.

    >>> weekday_conflict(Point(2022, 3, 12, weekday=2))
    '2022-03-12 is weekday 6, the text says 2'
    """
    if point.year and point.month and point.day and point.weekday:
        day = date(point.year, point.month, point.day)
        if day.isoweekday() != point.weekday:
            return f"{day.isoformat()} is weekday {day.isoweekday()}, the text says {point.weekday}"
    return None


def possible_day(point: Point) -> bool:
    """Whether the calendar has such a day (29 February is one when no year is said)."""
    if point.day is None or point.month is None:
        return True
    return point.day <= monthrange(point.year or 2000, point.month)[1]


def _point_timex(point: Point, daypart: str | None) -> str | None:
    year = f"{point.year:04}" if point.year else "XXXX"
    tail = f"T{daypart}" if daypart else ""
    if point.day and point.month:
        return f"{year}-{point.month:02}-{point.day:02}{tail}"
    if point.day:
        return f"XXXX-XX-{point.day:02}{tail}"
    if point.month:
        return f"{year}-{point.month:02}"
    if point.weekday:
        return f"XXXX-WXX-{point.weekday}{tail}"
    if point.season:
        return f"{year}-{point.season}"
    return year if point.year else None


def _part(fields: Fields) -> str | None:
    return _text(fields, "part", "part_b", "part_c", "part_d")


def build_date(span: Span, name: str, fields: Fields) -> TimeExpression | None:
    """A calendar point, or a range between two."""
    point = Point(
        year=_year(fields),
        month=_int(fields, "month", "month_digits"),
        day=_int(fields, "day"),
        weekday=_int(fields, "weekday", "weekday0"),
        section=_text(fields, "section"),
        season=_text(fields, "season"),
    )
    end: Point | None = None
    if any(k in fields for k in ("day2", "month2", "weekday2", "year2e")):
        end = Point(
            year=_int(fields, "year2e"),
            month=_int(fields, "month2"),
            day=_int(fields, "day2"),
            weekday=_int(fields, "weekday2"),
        )
        if point.year is None and end.year is not None and (end.month or end.day):
            turns = bool(point.month and end.month and point.month > end.month)  # 30 December to 2 January
            point = Point(end.year - turns, point.month, point.day, point.weekday)
        if point.month is None and end.month is not None and point.day is not None:
            point = Point(point.year, end.month, point.day, point.weekday)
    if fields.get("either"):
        point, end = _either_order(point)
    if not possible_day(point) or (end and not possible_day(end)):
        return None
    daypart = _part(fields)
    shift = _int(fields, "last")
    return TimeExpression(
        span=span,
        kind=TimeKind.TIME if daypart else TimeKind.DATE,
        pattern=name,
        timex=_point_timex(point, daypart) if end is None else None,
        point=point,
        end=end,
        listed=bool(fields.get("listed") or fields.get("either")),
        shift=shift,
        daypart=daypart,
        direction={-1: "past", 1: "future"}.get(shift or 0),
        conflict=weekday_conflict(point),
    )


def _either_order(point: Point) -> tuple[Point, Point | None]:
    """A date in digits, day first in one country and month first in another: both, the earlier first."""
    if point.day is None or point.month is None or point.day == point.month:
        return point, None
    early, late = sorted((point.day, point.month))
    return Point(point.year, early, late), Point(point.year, late, early)


def _origin(fields: Fields) -> Origin:
    return Origin(_text(fields, "origin") or "publication")


def _window_ahead(least: int | None, most: int | None, sign: float, origin: Origin) -> Window:
    """From `least` to `most` days away, into the past when `sign` is negative."""
    if sign >= 0:
        return Window(least, most, origin)
    return Window(None if most is None else -most, None if least is None else -least, origin)


def _hedged_window(n: float, unit: Unit, fields: Fields, origin: Origin) -> Window | None:
    """The days that a hedged distance allows: "more than two months ago", "about ten days later"."""
    hedge = _text(fields, "hedge") or ("approx" if "collective" in fields else None)
    if hedge is None or unit in (Unit.HOUR, Unit.MINUTE, Unit.SECOND):
        return None
    days = abs(n) * DAYS[unit]
    if hedge == "at_least":
        return _window_ahead(int(abs(n) * LEAST_DAYS.get(unit, DAYS[unit])), None, n, origin)
    if hedge == "at_most":
        return _window_ahead(0, math.ceil(days), n, origin)
    slack = max(1, math.ceil(days / 4))
    return _window_ahead(max(0, math.floor(days) - slack), math.ceil(days) + slack, n, origin)


def build_shift(span: Span, name: str, fields: Fields) -> TimeExpression | None:
    """So many units from publication, from what was told before, or from an event named after the words."""
    unit = _unit(fields, "unit", "period")
    if unit is None:
        return None
    origin = _origin(fields)
    n: float | None
    if "ordinal" in fields:
        n = float(fields["ordinal"]) - 1  # the first day of an offensive is the day it began
    elif fields.get("vague"):
        n = None
    else:
        n = _number(fields, "n", "collective")
        if n is None:
            n = float(_int(fields, "last") or 0)
    sign = _int(fields, "sign", "distance_word")
    if n is None and not fields.get("vague"):
        return None
    if n is not None and sign is not None:
        n *= sign
    fraction = _number(fields, "fraction")
    if n is not None and fraction:
        n += math.copysign(fraction, n)
    window = None
    if n is None:
        if sign is None:
            return None
        least = LEAST_DAYS.get(unit, DAYS[unit])
        window = _window_ahead(least, VAGUE_DAYS.get(unit, 5 * DAYS[unit]), sign, origin)
    elif n:
        window = _hedged_window(n, unit, fields, origin)
    point = Point(
        month=_int(fields, "month"),
        day=_int(fields, "day"),
        weekday=_int(fields, "weekday"),
        section=_text(fields, "section"),
    )
    daypart = _part(fields)
    sub_day = unit in (Unit.HOUR, Unit.MINUTE, Unit.SECOND)
    way = n if n is not None else sign
    return TimeExpression(
        span=span,
        kind=TimeKind.TIME if daypart or sub_day else TimeKind.DATE,
        pattern=name,
        point=point if point != Point() else None,
        offset=Offset(n, unit, origin),
        whole_period="period" in fields or bool(fields.get("whole")),
        window=window,
        daypart=daypart,
        direction=None if not way or origin is not Origin.PUBLICATION else "past" if way < 0 else "future",
    )


def build_window(span: Span, name: str, fields: Fields) -> TimeExpression | None:
    """Vague nearness: "lately", "in the coming days", "within a fortnight", "the Tuesday after"."""
    sign = _int(fields, "sign", "last") or 1
    past = sign < 0
    origin = _origin(fields)
    weekday = _int(fields, "weekday")
    first, last = _int(fields, "first"), _int(fields, "last_day")
    counted: Offset | None = None
    if first is None or last is None:
        unit = _unit(fields, "unit", "period")
        n = _number(fields, "n")
        reach: int | None = None
        if unit is not None:
            size = 1 / 24 if unit is Unit.HOUR else DAYS[unit]
            reach = math.ceil(n * size) if n else VAGUE_DAYS.get(unit, 5 * DAYS[unit])
            counted = Offset(None if n is None else -n if past else n, unit, origin)
        first, last = (None if reach is None else -reach, 0) if past else (0, reach)
    return TimeExpression(
        span=span,
        kind=TimeKind.DATE,
        pattern=name,
        timex=f"XXXX-WXX-{weekday}" if weekday else "PAST_REF" if past else "FUTURE_REF",
        point=Point(weekday=weekday) if weekday else None,
        offset=counted,
        window=Window(first, last, origin),
        direction=None if origin is not Origin.PUBLICATION else "past" if past else "future",
    )


def build_clock(span: Span, name: str, fields: Fields) -> TimeExpression | None:
    """A time of day; the day comes from elsewhere."""
    written = _int(fields, "hhmm")
    hour = _int(fields, "hour", "noon") if written is None else written // 100
    if hour is None or hour < (_int(fields, "least_hour") or 0):
        return None
    fraction = _number(fields, "fraction")
    minute = _int(fields, "minutes2", "minutes_b", "past") if written is None else written % 100
    if minute is None:
        minute = int(60 * fraction) if fraction else 0
    minus = _number(fields, "fraction_minus")
    back = int(60 * minus) if minus else _int(fields, "minus", "minus_b")
    daypart = _part(fields)
    half = _text(fields, "half_day")
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "PM" else 0)
    hour = twelve_hours_on(hour, daypart)
    if back:
        hour, minute = divmod(hour * 60 - back, 60)
        hour %= 24
    return TimeExpression(
        span=span,
        kind=TimeKind.TIME,
        pattern=name,
        timex=f"T{hour:02}:{minute:02}",
        hour=hour,
        minute=minute,
        daypart=daypart,
    )


def twelve_hours_on(hour: int, daypart: str | None) -> int:
    """The hour on the 24-hour clock, as far as the part of the day says: 3 in the afternoon is 15.

    >>> twelve_hours_on(3, "AF"), twelve_hours_on(3, "MO"), twelve_hours_on(20, "EV")
    (15, 3, 20)
    """
    return hour + 12 if daypart in ("AF", "EV") and 1 <= hour < 12 else hour


def _plain(number: float) -> str:
    return f"{number:g}" if number < 1e6 else str(int(number))


def duration_timex(n: float | None, unit: Unit, minutes: int | None) -> str:
    """The TIMEX3 value: "PT1H30M", "P3W", "PXD" when the number is not said."""
    tail = _TIMEX_UNIT.get(unit, "D")
    time, letter = ("T", tail[1:]) if tail.startswith("T") else ("", tail)
    if n is None:
        return f"P{time}X{letter}"
    if unit is Unit.HOUR and n != int(n) and minutes is not None:
        hours, rest = divmod(minutes, 60)
        return f"PT{hours}H{rest}M" if hours else f"PT{rest}M"
    return f"P{time}{_plain(n)}{letter}"


_TIGHTEN = {
    "at_least": DurationQualifier.AT_LEAST,
    "at_most": DurationQualifier.AT_MOST,
    "approx": DurationQualifier.APPROX,
}


def build_duration(span: Span, name: str, fields: Fields) -> TimeExpression | None:
    """How long: number, unit, fraction, smaller unit, and what qualifies them."""
    unit = _unit(fields, "unit")
    if unit is None:
        return None
    n = None if fields.get("vague") else _number(fields, "n", "collective", "n_fraction")
    if n is None and not fields.get("vague"):
        return None
    n_max = _number(fields, "n_max")
    if n is not None and n_max is not None and n_max <= n:
        return None
    qualifier = DurationQualifier.EXACT
    for slot in ("qualifier", "hedge_word", "hedge_after", "hedge"):  # the outermost word has the last say
        word = _text(fields, slot)
        if word is not None:
            qualifier = _TIGHTEN[word]
    if n_max is not None:
        qualifier = DurationQualifier.APPROX
    minutes: int | None = None
    if n is not None:
        n += (_number(fields, "fraction") or 0) - (_number(fields, "fraction_minus") or 0)
        extra = _number(fields, "minutes2", "minutes_b", "n2")
        if extra is not None:
            n += extra * MINUTES[Unit(_text(fields, "unit2") or "minute")] / MINUTES[unit]
        minutes = round(n * MINUTES[unit])
    return TimeExpression(
        span=span,
        kind=TimeKind.DURATION,
        pattern=name,
        timex=duration_timex(n, unit, minutes),
        minutes=minutes,
        minutes_max=round(n_max * MINUTES[unit]) if n_max is not None else None,
        qualifier=qualifier,
        measures=Measures.LASTED,
        offset=Offset(n, unit, Origin.REFERENCE),
    )


def build_set(span: Span, name: str, fields: Fields) -> TimeExpression | None:
    """What recurs; never a day of its own."""
    weekday = _int(fields, "weekday", "weekdays")
    unit = _unit(fields, "unit")
    part = _part(fields)
    timex = f"XXXX-WXX-{weekday}" if weekday else "XXXX-XX-XX" if part else None
    if timex is not None and part:
        timex += f"T{part}"
    elif timex is None and unit is not None:
        timex = duration_timex(_number(fields, "n") or 1, unit, None)
    return TimeExpression(span=span, kind=TimeKind.SET, pattern=name, timex=timex, daypart=part)


def build_ordinal(span: Span, name: str, fields: Fields) -> TimeExpression | None:
    """The n-th contact."""
    return TimeExpression(span=span, kind=TimeKind.ORDINAL, pattern=name, ordinal=_int(fields, "ordinal"))


def build_vague(span: Span, name: str, fields: Fields) -> TimeExpression | None:
    """PRESENT_REF, PAST_REF or FUTURE_REF without bounds."""
    return TimeExpression(span=span, kind=TimeKind.DATE, pattern=name, timex=_text(fields, "timex"))


def build_nothing(span: Span, name: str, fields: Fields) -> TimeExpression | None:
    """Words that only look like a time."""
    return None


BUILDERS: dict[Means, Callable[[Span, str, Fields], TimeExpression | None]] = {
    Means.DATE: build_date,
    Means.SHIFT: build_shift,
    Means.WINDOW: build_window,
    Means.CLOCK: build_clock,
    Means.DURATION: build_duration,
    Means.SET: build_set,
    Means.ORDINAL: build_ordinal,
    Means.VAGUE: build_vague,
    Means.NOTHING: build_nothing,
}
