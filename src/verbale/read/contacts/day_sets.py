"""Days on which a contact may have been, taken together: both at once, one or another, within bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from verbale.model import DateBasis, Days
from verbale.times import Origin, TimeExpression, days_to_edtf, range_to_edtf, resolve


def disjoint(left: Days | None, right: Days | None) -> bool:
    """Whether two sets of days have no day in common; unknown bounds never are."""
    if left is None or right is None:
        return False
    if left.candidates and right.candidates:
        return not set(left.candidates) & set(right.candidates)
    if left.last and right.first and left.last < right.first:
        return True
    return bool(left.first and right.last and left.first > right.last)


def narrowed(left: Days, right: Days) -> Days:
    """Both at once; `left` where they contradict or nothing is gained."""
    if disjoint(left, right) or (right.first is None and right.last is None):
        return left
    if left.first is None and left.last is None:
        return right
    if left.candidates or right.candidates:
        listed = left.candidates or right.candidates
        other = right if left.candidates else left
        kept = tuple(
            d
            for d in listed
            if (not other.candidates or d in other.candidates)
            and (other.first is None or d >= other.first)
            and (other.last is None or d <= other.last)
        )
        return _of(kept, left) if kept else left
    first = max((d for d in (left.first, right.first) if d), default=None)
    last = min((d for d in (left.last, right.last) if d), default=None)
    return replace(
        left,
        first=first,
        last=last,
        edtf=left.edtf if (first, last) == (left.first, left.last) else right.edtf,
    )


def either(sets: Sequence[Days]) -> Days | None:
    """The days of one set or another; unknown where one of them is; None of no set."""
    if not sets or all(s == sets[0] for s in sets):
        return sets[0] if sets else None
    if not all(s.candidates for s in sets):
        unknown = [s for s in sets if s.first is None or s.last is None]
        if unknown:
            return unknown[0]
        first = min(s.first for s in sets if s.first)
        last = max(s.last for s in sets if s.last)
        return replace(sets[0], first=first, last=last, candidates=(), edtf=range_to_edtf(first, last))
    return _of(tuple(sorted({d for s in sets for d in s.candidates})), sets[0])


def bounded(days: Days, first: date | None, last: date | None) -> Days:
    """The days that lie in bounds; unchanged when none does."""
    kept = tuple(d for d in days.candidates if (first is None or d >= first) and (last is None or d <= last))
    return _of(kept, days) if kept else days


def _of(kept: tuple[date, ...], base: Days) -> Days:
    return replace(base, first=kept[0], last=kept[-1], candidates=kept, edtf=days_to_edtf(kept))


def moved_back(reference: Days, expression: TimeExpression) -> Days | None:
    """The days of the event that an offset counts from: "five days after our meeting", told of a day, dates
    the meeting.
    """
    if expression.offset is None or expression.offset.n is None:
        return None
    back = replace(
        expression,
        offset=replace(expression.offset, n=-expression.offset.n, origin=Origin.REFERENCE),
        anchor=None,
    )
    found = resolve(back, None, reference=reference)
    if found is None or (found.first is None and found.last is None):
        return None
    return replace(found, phrase=expression.span, basis=DateBasis.RELATIVE)
