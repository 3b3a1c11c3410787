"""Sets of days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.reconcile.days import ANY_DAY, DaySet, of_days

START = date(2031, 5, 1)
DAY = st.integers(0, 40).map(lambda n: START + timedelta(days=n))
LISTED = st.lists(DAY, min_size=1, max_size=8).map(of_days)
RANGE = st.tuples(st.none() | DAY, st.none() | DAY).map(
    lambda p: DaySet(min(p), max(p)) if p[0] and p[1] else DaySet(p[0], p[1])
)
SET = LISTED | RANGE


@pytest.mark.parametrize(
    ("days", "edtf"),
    [
        (DaySet(date(2031, 5, 4), date(2031, 5, 4)), "2031-05-04"),
        (DaySet(date(2031, 5, 1), date(2031, 5, 31)), "2031-05"),
        (DaySet(date(2031, 1, 1), date(2031, 12, 31)), "2031"),
        (DaySet(date(2032, 2, 1), date(2032, 2, 29)), "2032-02"),
        (DaySet(date(2031, 5, 1), date(2031, 5, 3)), "[2031-05-01..2031-05-03]"),
        (of_days([date(2031, 5, 6), date(2031, 5, 13)]), "[2031-05-06,2031-05-13]"),
        # listed one by one, but without a gap
        (of_days([date(2031, 5, 6), date(2031, 5, 7)]), "[2031-05-06..2031-05-07]"),
        (DaySet(None, date(2031, 5, 3)), "[..2031-05-03]"),
        (DaySet(date(2031, 5, 3), None), "[2031-05-03..]"),
        (ANY_DAY, None),
    ],
)
def test_edtf(days: DaySet, edtf: str | None) -> None:
    assert days.edtf() == edtf


@given(SET, SET, DAY)
def test_meet_allows_what_both_allow(left: DaySet, right: DaySet, day: date) -> None:
    both = left.meet(right)
    assert (both is not None and both.allows(day)) == (left.allows(day) and right.allows(day))
    assert left.meet(right) == right.meet(left)


@given(SET, SET, DAY)
def test_join_allows_at_least_what_either_allows(left: DaySet, right: DaySet, day: date) -> None:
    if left.allows(day) or right.allows(day):
        assert left.join(right).allows(day)


@given(LISTED)
def test_listed_days_are_the_days(days: DaySet) -> None:
    assert len(days.listed()) == days.size
    assert all(days.allows(d) for d in days.listed())


def test_a_set_of_days_reads_alike_in_every_process() -> None:
    days = [date(2031, 5, 6), date(2031, 5, 20), date(2031, 5, 13)]
    assert repr(of_days(days)) == repr(of_days(reversed(days)))
    listed = [date(2031, 5, 6), date(2031, 5, 13), date(2031, 5, 20)]
    assert repr(of_days(days)) == f"DaySet(2031-05-06, 2031-05-20, {listed})"
