"""What expressions of time say by their words alone: a day at all, the same one, contrary ones."""

from __future__ import annotations

from datetime import date

from verbale.times import Origin, Point, Role, TimeExpression, TimeKind, Unit


def is_date(e: TimeExpression) -> bool:
    """Whether an expression can say on which day something took place; a bare clock time cannot."""
    if e.kind not in (TimeKind.DATE, TimeKind.TIME):
        return False
    return e.point is not None or e.offset is not None or e.window is not None


def names_day(e: TimeExpression) -> bool:
    if not is_date(e) or e.role in (Role.SINCE, Role.UNTIL):
        return False
    if e.offset is not None:
        return e.offset.origin is Origin.PUBLICATION and e.offset.unit is Unit.DAY
    return e.point is not None and (e.point.weekday is not None or e.point.day is not None)


def contradicts(left: TimeExpression, right: TimeExpression) -> bool:
    """Whether two expressions cannot mean one day, from their words alone ("lundi", "mardi"; "2018",
    "2022").
    """
    a, b = left.point, right.point
    if a is None or b is None:
        return False
    pairs = ((a.year, b.year), (a.month, b.month), (a.day, b.day), (_weekday(a), _weekday(b)))
    if any(x is not None and y is not None and x != y for x, y in pairs):
        return True
    return (left.shift or 0) != (right.shift or 0) and -1 in (left.shift, right.shift)


def is_same_day(left: TimeExpression, right: TimeExpression) -> bool:
    """Whether two expressions have the same words, or name the same day of a month."""
    if left.timex is not None and left.timex == right.timex:
        return True
    a, b = left.point, right.point
    named = a is not None and b is not None and a.day is not None and (a.month, a.day) == (b.month, b.day)
    return named and not contradicts(left, right)


def _weekday(point: Point) -> int | None:
    """The weekday as written, else that of a whole date."""
    if point.weekday is not None or point.year is None or point.month is None or point.day is None:
        return point.weekday
    try:
        return date(point.year, point.month, point.day).isoweekday()
    except ValueError:
        return None
