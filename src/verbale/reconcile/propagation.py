"""The days that no clue excludes, where the clues form no circle: handing them on from one day to the next is
exact there, and most contacts need no more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta

from verbale.reconcile.clues import Clue, Variable
from verbale.reconcile.days import ANY_DAY, ANY_PATTERN, LISTED_AT_MOST, DayPattern, DaySet, of_days

# Days of some pattern (Sundays) are listed within bounds not wider than this.
PATTERN_WITHIN = 800


def is_circular(clues: Sequence[Clue], fixed: Collection[Variable]) -> bool:
    """Whether the clues between days that are not known go round in a circle."""
    parent: dict[Variable, Variable] = {}

    def root(v: Variable) -> Variable:
        while (p := parent.setdefault(v, v)) != v:
            v = p
        return v

    # The same said twice is no circle.
    said = {(c.of, c.base, c.first, c.last, c.pattern) for c in clues}
    for of, base, *_ in said:
        if base is None or of in fixed or base in fixed:
            continue
        left, right = root(of), root(base)
        if left == right:
            return True
        parent[left] = right
    return False


def propagate(clues: Sequence[Clue]) -> Mapping[Variable, DaySet] | None:
    """What is left of every day; None when some day has nothing left.

    Exact unless the clues are circular; then more days may be left than can be, never fewer.
    """
    days: dict[Variable, DaySet] = {}
    for c in clues:
        for v in (c.of, c.base):
            if v is not None:
                days.setdefault(v, ANY_DAY)
    waiting = dict.fromkeys(clues)
    touching: dict[Variable, list[Clue]] = {}
    for c in clues:
        for v in (c.of, c.base):
            if v is not None:
                touching.setdefault(v, []).append(c)
    rounds = 0
    while waiting:
        rounds += 1
        if rounds > 50 * len(clues):
            return days  # a circle that closes in by a day at a time
        clue = next(iter(waiting))
        del waiting[clue]
        for v, left in _narrowed(clue, days):
            if left is None:
                return None
            if left != days[v]:
                days[v] = left
                waiting.update(dict.fromkeys(touching[v]))
    return days


def _narrowed(c: Clue, days: Mapping[Variable, DaySet]) -> list[tuple[Variable, DaySet | None]]:
    left = _like(days[c.of].meet(c.days), c.pattern)
    if c.base is None or left is None:
        return [(c.of, left)]
    moved = _moved(days[c.base], c.first, c.last)
    met = left.meet(moved) if moved is not None else None
    own = _like(met, c.pattern)
    if own is None:
        return [(c.of, None)]
    back = _moved(own, None if c.last is None else -c.last, None if c.first is None else -c.first)
    return [(c.of, own), (c.base, days[c.base].meet(back) if back is not None else None)]


def _like(days: DaySet | None, pattern: DayPattern) -> DaySet | None:
    """The days of a pattern; all days while they are not bounded."""
    if days is None or pattern == ANY_PATTERN:
        return days
    if days.days is not None:
        kept = [d for d in days.days if pattern.allows(d)]
    elif pattern.is_day_of_year() and days.first is not None and days.last is not None:
        kept = [d for d in _each_year(days.first, days.last, pattern) if days.allows(d) and pattern.allows(d)]
    elif days.size is not None and days.size <= PATTERN_WITHIN and days.first is not None:
        span = (days.first + timedelta(days=i) for i in range(days.size))
        kept = [d for d in span if pattern.allows(d)]
    else:
        return days
    return of_days(kept) if kept else None


def _each_year(first: date, last: date, pattern: DayPattern) -> Iterator[date]:
    """The same day of each year."""
    for year in range(first.year, last.year + 1):
        try:
            yield date(year, pattern.month or 1, pattern.day or 1)
        except ValueError:
            continue  # 29 February


def _moved(days: DaySet, first: int | None, last: int | None) -> DaySet | None:
    """The days that lie `first` to `last` after one of these; None when the calendar has none."""
    listed = days.listed()
    if listed and first is not None and last is not None and last - first < LISTED_AT_MOST:
        found = [
            moved for d in listed for i in range(first, last + 1) if (moved := _shifted(d, i)) is not None
        ]
        return of_days(found) if found else None
    low = _shifted(days.first, first) if days.first is not None and first is not None else None
    high = _shifted(days.last, last) if days.last is not None and last is not None else None
    return DaySet(low, high)


def _shifted(day: date, by: int) -> date | None:
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return None
