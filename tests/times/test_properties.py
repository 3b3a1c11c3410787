"""What must hold for any text and any date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verbale.model import DayRange, Days, Span
from verbale.times import (
    TimeLexicon,
    find_times,
    load_time_lexicon,
    parse_edtf,
    publication_from_text,
    resolve,
)
from verbale.times.fold import fold
from verbale.times.value import timex_value

FRENCH, ENGLISH = load_time_lexicon("fr"), load_time_lexicon("en")
DATES = st.dates(date(1900, 1, 1), date(2099, 12, 31))
MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]

DIGITS_AND_SIGNS = ["12", "2022", "14h30", "1h", "3", "31", "02", "\n", "\n\n", ",", "(", ")", "—", "/"]
LITTLE = {"fr": ["le", "mars", "à", "de", "l'"], "en": ["the", "May", "at", "of", "'s", "p.m.", "3rd"]}


def _texts(lexicon: TimeLexicon) -> st.SearchStrategy[str]:
    words = sorted(
        {word for entry in lexicon.file.pattern for word in entry.example.split()}
        | {w.split("|")[0] for slot in lexicon.file.slots.values() for w in slot}
        | {*DIGITS_AND_SIGNS, *LITTLE[lexicon.language]}
    )
    return st.one_of(
        st.text(max_size=200),
        st.lists(st.sampled_from(words), max_size=30).map(" ".join),
        st.lists(st.sampled_from(words), max_size=30).map("".join),
    )


BY_LANGUAGE = {lexicon.language: (lexicon, _texts(lexicon)) for lexicon in (FRENCH, ENGLISH)}
READ = st.one_of(*(st.tuples(st.just(lexicon), texts) for lexicon, texts in BY_LANGUAGE.values()))
READ_BEHIND = st.one_of(*(st.tuples(st.just(lexicon), t, t) for lexicon, t in BY_LANGUAGE.values()))
slow_ok = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


@given(st.text(max_size=300))
@slow_ok
def test_folding_moves_nothing(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(READ)
@slow_ok
def test_any_text_gives_expressions_in_order_and_inside(read: tuple[TimeLexicon, str]) -> None:
    lexicon, text = read
    found = find_times(text, lexicon)
    last = 0
    for expression in found:
        assert last <= expression.span.start < expression.span.end <= len(text)
        words = expression.span.of(text)
        assert words == words.strip()
        last = expression.span.end
        if expression.anchor:
            assert expression.span.end <= expression.anchor.start < expression.anchor.end <= len(text)
        if expression.role_span:
            assert expression.role_span.end <= expression.span.start


@given(READ_BEHIND)
@slow_ok
def test_a_part_is_read_in_place(read: tuple[TimeLexicon, str, str]) -> None:
    lexicon, before, text = read
    whole = before + "\n\n" + text
    part = Span(len(before) + 2, len(whole))
    shift = len(before) + 2
    alone = [Span(e.span.start + shift, e.span.end + shift) for e in find_times(text, lexicon)]
    assert [e.span for e in find_times(whole, lexicon, span=part)] == alone


@given(READ, DATES, st.integers(0, 40), st.sampled_from([None, "past", "future"]))
@slow_ok
def test_resolving_never_fails_and_stays_sane(
    read: tuple[TimeLexicon, str], first: date, length: int, direction: str | None
) -> None:
    lexicon, text = read
    published = DayRange(first, first + timedelta(days=length))
    reference = Days(first, first, (first,))
    for expression in find_times(text, lexicon):
        for ref in (None, reference):
            days = resolve(expression, published, reference=ref, direction=direction)  # type: ignore[arg-type]
            if days is None:
                continue
            if days.first and days.last:
                assert days.first <= days.last
            if days.candidates:
                assert list(days.candidates) == sorted(set(days.candidates))
                assert (days.candidates[0], days.candidates[-1]) == (days.first, days.last)
            assert (days.edtf is None) == (days.first is None and days.last is None)
        timex_value(expression, first)
        timex_value(expression, first, coarse=True)
        resolve(expression, None)


@given(READ)
@slow_ok
def test_publication_of_any_text(read: tuple[TimeLexicon, str]) -> None:
    lexicon, text = read
    publication = publication_from_text(text, lexicon)
    if publication:
        assert publication.edtf
        assert all(s.end <= len(text) for s in publication.spans)


def _forms(day: date) -> list[str]:
    month, weekday = MONTHS[day.month - 1], WEEKDAYS[day.weekday()]
    first = "1er" if day.day == 1 else str(day.day)
    return [
        f"le {first} {month} {day.year}",
        f"ce {first} {month} {day.year}",
        f"{weekday} {first} {month} {day.year}",
        f"le {weekday} {day.day} {month.upper()} {day.year}",
        f"{day.day:02}/{day.month:02}/{day.year}",
        f"{day.day:02}.{day.month:02}.{day.year}",
        day.isoformat(),
        f"le {first}\u00a0{month}\u202f{day.year}",
        f"{weekday.capitalize()} {first} {month.capitalize()} {day.year} à 14h30",
    ]


@given(DATES)
@slow_ok
def test_a_full_date_comes_back_from_every_form(day: date) -> None:
    for form in _forms(day):
        (expression,) = find_times(form, FRENCH)
        days = resolve(expression, None)
        assert days is not None
        assert days.candidates == (day,), form
        assert days.conflict is None


@given(DATES)
@slow_ok
def test_a_date_without_year_comes_back_near_its_publication(day: date) -> None:
    text = f"le {'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]}"
    for later in (0, 1, 40, 150):
        (expression,) = find_times(text, FRENCH)
        published = day + timedelta(days=later)
        days = resolve(expression, DayRange(published, published), direction="past")
        assert days is not None
        assert days.candidates == (day,)


@given(DATES, st.integers(0, 6), st.sampled_from(["past", None]))
@slow_ok
def test_a_weekday_is_one_of_the_last_seven_days(
    published: date, weekday: int, direction: str | None
) -> None:
    (expression,) = find_times(f"Il l'a appelé {WEEKDAYS[weekday]}.", FRENCH)
    days = resolve(expression, DayRange(published, published), direction=direction)  # type: ignore[arg-type]
    assert days is not None
    (found,) = days.candidates
    assert found.weekday() == weekday
    assert 0 <= (published - found).days < 7


@given(DATES)
@slow_ok
def test_a_weekday_in_a_month_is_every_such_day_of_it(day: date) -> None:
    month = parse_edtf(f"{day.year:04}-{day.month:02}")
    (expression,) = find_times(f"Il l'a appelé {WEEKDAYS[day.weekday()]}.", FRENCH)
    days = resolve(expression, month)
    assert days is not None
    assert day in days.candidates
    assert len(days.candidates) in (4, 5)
    assert all(d.month == day.month for d in days.candidates)


HOURS = ["une", "deux", "trois", "quatre"]


@pytest.mark.parametrize("hours", range(1, 5))
@pytest.mark.parametrize("minutes", [5, 10, 15, 20, 30, 40, 45, 50, 59])
def test_a_length_comes_back_from_every_form(hours: int, minutes: int, french: TimeLexicon) -> None:
    s = "s" if hours > 1 else ""
    forms = [
        f"{hours}h{minutes:02}",
        f"{hours} h {minutes:02}",
        f"{hours}H{minutes:02}",
        f"{hours} heure{s} {minutes:02}",
        f"{hours} heure{s} et {minutes} minutes",
        f"{HOURS[hours - 1]} heure{s} et {minutes} minutes",
        f"{hours * 60 + minutes} minutes",
        f"{hours * 60 + minutes} min",
    ]
    for form in forms:
        text = f"L'entretien a duré {form}, selon la présidence."
        (expression,) = find_times(text, french)
        assert (expression.span.of(text), expression.minutes) == (form, hours * 60 + minutes)
