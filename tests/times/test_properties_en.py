"""What must hold of English dates, offsets and lengths, whichever day it is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verbale.model import DayRange, Days
from verbale.times import TimeLexicon, find_times, load_time_lexicon, parse_edtf, resolve

ENGLISH = load_time_lexicon("en")
DATES = st.dates(date(1900, 1, 1), date(2099, 12, 31))
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
SHORT = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
slow_ok = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])


def _suffixed(day: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th") if day not in (11, 12, 13) else "th"
    return f"{day}{ending}"


def _forms(day: date) -> list[str]:
    month, short, weekday = MONTHS[day.month - 1], SHORT[day.month - 1], WEEKDAYS[day.weekday()]
    return [
        f"{month} {day.day}, {day.year}",
        f"{short} {day.day}, {day.year}",
        f"{day.day} {month} {day.year}",
        f"{_suffixed(day.day)} {month} {day.year}",
        f"the {_suffixed(day.day)} of {month}, {day.year}",
        f"{weekday}, {month} {day.day}, {day.year}",
        f"{weekday} {day.day} {month} {day.year}",
        f"{weekday}, {short} {_suffixed(day.day)}, {day.year}",
        f"{month.upper()} {day.day}, {day.year}",
        f"{day.day}\u00a0{month}\u202f{day.year}",
        f"{weekday} {day.day} {month} {day.year} at 2:30 p.m.",
        day.isoformat(),
    ]


@given(DATES)
@slow_ok
def test_a_full_date_comes_back_from_every_form(day: date) -> None:
    for form in _forms(day):
        (expression,) = find_times(f"on {form}", ENGLISH)
        days = resolve(expression, None)
        assert days is not None
        assert days.candidates == (day,), form
        assert days.conflict is None


@given(DATES)
@slow_ok
def test_digits_that_can_be_two_days_are_both(day: date) -> None:
    (expression,) = find_times(f"{day.day:02}/{day.month:02}/{day.year}", ENGLISH)
    days = resolve(expression, None)
    assert days is not None
    assert day in days.candidates
    both = day.day <= 12 and day.day != day.month
    assert len(days.candidates) == (2 if both else 1)
    assert {(d.day, d.month) for d in days.candidates} <= {(day.day, day.month), (day.month, day.day)}


@given(DATES)
@slow_ok
def test_a_date_without_year_comes_back_near_its_publication(day: date) -> None:
    for text in (f"{SHORT[day.month - 1]} {day.day}", f"{day.day} {MONTHS[day.month - 1]}"):
        for later in (0, 1, 40, 150):
            (expression,) = find_times(text, ENGLISH)
            published = day + timedelta(days=later)
            days = resolve(expression, DayRange(published, published), direction="past")
            assert days is not None
            assert days.candidates == (day,)


@given(DATES, st.integers(0, 6), st.sampled_from(["on {}", "late {}", "earlier on {}", "on {} evening"]))
@slow_ok
def test_a_weekday_is_one_of_the_last_seven_days(published: date, weekday: int, words: str) -> None:
    (expression,) = find_times(f"She called him {words.format(WEEKDAYS[weekday])}.", ENGLISH)
    days = resolve(expression, DayRange(published, published))
    assert days is not None
    (found,) = days.candidates
    assert found.weekday() == weekday
    assert 0 <= (published - found).days < 7


@given(DATES)
@slow_ok
def test_a_weekday_in_a_month_is_every_such_day_of_it(day: date) -> None:
    (expression,) = find_times(f"She called him on {WEEKDAYS[day.weekday()]}.", ENGLISH)
    days = resolve(expression, parse_edtf(f"{day.year:04}-{day.month:02}"))
    assert days is not None
    assert day in days.candidates
    assert len(days.candidates) in (4, 5)
    assert all(d.month == day.month for d in days.candidates)


@given(DATES, st.integers(1, 12))
@slow_ok
def test_offsets_count_days(day: date, n: int) -> None:
    s = "s" if n > 1 else ""
    reference = Days(day, day, (day,))
    for words, published, told, expected in (
        (f"{NUMBERS[n - 1]} day{s} ago", day, None, -n),
        (f"{n} day{s} from now", day, None, n),
        (f"{n} day{s} earlier", None, reference, -n),
        (f"{NUMBERS[n - 1]} day{s} later", None, reference, n),
        (f"{n} day{s} after the summit", None, reference, n),
        (f"{n} day{s} before the summit", None, reference, -n),
        (f"on day {n} of the offensive", None, reference, n - 1),
    ):
        (expression,) = find_times(words, ENGLISH)
        known = DayRange(published, published) if published else None
        days = resolve(expression, known, reference=told)
        assert days is not None
        assert days.candidates == (day + timedelta(days=expected),), words
        assert resolve(expression, None).edtf is None  # type: ignore[union-attr]  # counted from nothing


@pytest.mark.parametrize("hours", range(1, 5))
@pytest.mark.parametrize("minutes", [5, 10, 15, 20, 30, 40, 45, 50, 59])
def test_a_length_comes_back_from_every_form(hours: int, minutes: int, english: TimeLexicon) -> None:
    s = "s" if hours > 1 else ""
    forms = [
        f"{hours} hour{s} {minutes} minutes",
        f"{hours} hour{s} and {minutes} minutes",
        f"{NUMBERS[hours - 1]} hour{s} and {minutes} minutes",
        f"{hours * 60 + minutes} minutes",
    ]
    for form in forms:
        text = f"The conversation lasted {form}, according to the presidency."
        (expression,) = find_times(text, english)
        assert (expression.span.of(text), expression.minutes) == (form, hours * 60 + minutes)
