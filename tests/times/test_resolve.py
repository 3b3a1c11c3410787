"""Which days an expression allows, by when the story appeared and what it told before."""

from __future__ import annotations

from datetime import date

import pytest

from verbale.model import DateBasis, DayRange, Days
from verbale.times import (
    TimeExpression,
    TimeLexicon,
    anchor_days,
    days_by_role,
    event_beginnings,
    event_reference,
    find_times,
    parse_edtf,
    range_to_edtf,
    resolve,
    years_matching,
)


def only(phrase: str, lexicon: TimeLexicon) -> TimeExpression:
    (expression,) = find_times(phrase, lexicon)
    return expression


ROWS = [
    # phrase, published, direction, EDTF
    ("le 12 mars 2022", None, None, "2022-03-12"),
    ("le 12 mars 2022", "2024", None, "2022-03-12"),
    ("en mars 2021", None, None, "2021-03"),
    ("début mars 2021", None, None, "2021-03-01/2021-03-10"),
    ("mi-juin 2021", None, None, "2021-06-10/2021-06-20"),
    ("fin février 2024", None, None, "2024-02-20/2024-02-29"),
    ("en 2018", None, None, "2018"),
    ("au printemps 2023", None, None, "2023-03-01/2023-05-31"),
    ("fin 2021", None, None, "2021-09-01/2021-12-31"),
    ("du 3 au 5 mai 2023", None, None, "2023-05-03/2023-05-05"),
    ("du 30 décembre au 2 janvier 2023", None, None, "2022-12-30/2023-01-02"),
    ("de 2014 à 2019", None, None, "2014-01-01/2019-12-31"),
    # without a publication only a full date says a day
    ("mardi", None, None, None),
    ("hier", None, None, None),
    ("le 12 mars", None, None, None),
    ("samedi 12 mars", None, None, None),
    ("ces dernières heures", None, None, None),
    # a month of publication: all such days in it
    ("mardi", "2023-05", None, "[2023-05-02,2023-05-09,2023-05-16,2023-05-23,2023-05-30]"),
    ("ce dimanche", "2023-05", "past", "[2023-05-07,2023-05-14,2023-05-21,2023-05-28]"),
    ("mardi dernier", "2023-05", None, "[2023-04-25,2023-05-02,2023-05-09,2023-05-16,2023-05-23,2023-05-30]"),
    (
        "mardi prochain",
        "2023-05",
        None,
        "[2023-05-02,2023-05-09,2023-05-16,2023-05-23,2023-05-30,2023-06-06]",
    ),
    ("hier", "2023-05", None, "2023-04-30/2023-05-30"),
    ("aujourd'hui", "2023-05", None, "2023-05"),
    ("le 24 mai", "2023-05", None, "2023-05-24"),
    ("dans les prochains jours", "2023-05", None, "2023-05-01/2023-06-15"),
    # a day of publication: the last such day up to it
    ("mardi", "2023-05-10", None, "2023-05-09"),
    ("mercredi", "2023-05-10", "past", "2023-05-10"),
    ("mercredi", "2023-05-10", "future", "2023-05-10"),
    ("jeudi", "2023-05-10", "past", "2023-05-04"),
    ("jeudi", "2023-05-10", "future", "2023-05-11"),
    ("mercredi dernier", "2023-05-10", None, "2023-05-03"),
    ("mercredi prochain", "2023-05-10", None, "2023-05-17"),
    ("hier soir", "2023-05-10", None, "2023-05-09"),
    ("avant-hier", "2023-05-10", None, "2023-05-08"),
    ("demain", "2023-05-10", None, "2023-05-11"),
    ("ce matin", "2023-05-10", None, "2023-05-10"),
    ("dans la nuit de lundi à mardi", "2023-05-10", None, "2023-05-08/2023-05-09"),
    ("la semaine dernière", "2023-05-10", None, "2023-05-01/2023-05-07"),
    ("cette semaine", "2023-05-10", None, "2023-05-08/2023-05-14"),
    ("la semaine prochaine", "2023-05-10", None, "2023-05-15/2023-05-21"),
    ("lundi de la semaine prochaine", "2023-05-10", None, "2023-05-15"),
    ("le mois dernier", "2023-05-10", None, "2023-04"),
    ("l'an dernier", "2023-05-10", None, "2022"),
    ("au début de l'année prochaine", "2023-05-10", None, "2024-01-01/2024-05-01"),
    ("à la fin du mois", "2023-05-10", None, "2023-05-21/2023-05-31"),
    ("le week-end dernier", "2023-05-10", None, "2023-05-06/2023-05-07"),
    ("ce week-end", "2023-05-12", None, "2023-05-13/2023-05-14"),
    # on a Monday "this week-end" may be either
    ("ce week-end", "2023-05-08", None, "[2023-05-06,2023-05-07,2023-05-13,2023-05-14]"),
    ("ce week-end", "2023-05-08", "past", "2023-05-06/2023-05-07"),
    ("ces dernières heures", "2023-05-10", None, "2023-05-09/2023-05-10"),
    ("ces derniers jours", "2023-05-10", None, "2023-04-25/2023-05-10"),
    ("récemment", "2023-05-10", None, "../2023-05-10"),
    ("prochainement", "2023-05-10", None, "2023-05-10/.."),
    ("sous quinze jours", "2023-05-10", None, "2023-05-10/2023-05-25"),
    ("il y a trois jours", "2023-05-10", None, "2023-05-07"),
    ("il y a deux mois", "2023-05-10", None, "2023-03"),
    ("il y a un an et demi", "2023-05-10", None, "2021-11"),
    ("il y a deux heures", "2023-05-10", None, "2023-05-09/2023-05-10"),
    ("il y a plus de deux mois", "2023-05-10", None, "../2023-03-15"),
    ("il y a une dizaine de jours", "2023-05-10", None, "2023-04-27/2023-05-03"),
    ("il y a quelques semaines", "2023-05-10", None, "2023-04-05/2023-05-03"),
    ("dans trois jours", "2023-05-10", None, "2023-05-13"),
    ("lundi en huit", "2023-05-10", None, "2023-05-22"),
    # a date without a year
    ("le 24 février", "2023-05-10", None, "2023-02-24"),
    ("le 24 décembre", "2023-01-10", None, "2022-12-24"),
    ("le 24 décembre", "2023-11-10", None, "2023-12-24"),
    ("le 24 décembre", "2023-11-10", "past", "2022-12-24"),
    ("le 24 février dernier", "2023-05-10", None, "2023-02-24"),
    ("le 24 février", "2023-05-10", "future", "2024-02-24"),
    ("le 29 février", "2023-05-10", "past", "2020-02-29"),
    ("en juin", "2023-05-10", None, "2023-06"),
    ("en avril dernier", "2023-05-10", None, "2023-04"),
    ("en octobre prochain", "2023-05-10", None, "2023-10"),
    ("mardi 16", "2023-05-10", None, "2023-05-16"),
    ("vendredi 31", "2023-05-10", "past", "2023-03-31"),
    # the weekday rules the nearest year out: 12 March was a Saturday in 2022
    ("samedi 12 mars", "2023-09-10", "past", "2022-03-12"),
    # a near date that the weekday confirms stands whatever the direction; without one the direction says
    ("lundi 12 novembre", "2018-11-13", "future", "2018-11-12"),
    ("jeudi 15 novembre", "2018-11-13", "past", "2018-11-15"),
    ("le 12 novembre", "2018-11-13", "future", "2019-11-12"),
    ("mardi 12 novembre", "2018-11-13", "future", "2019-11-12"),
]


@pytest.mark.parametrize(("phrase", "published", "direction", "edtf"), ROWS)
def test_days(
    phrase: str, published: str | None, direction: str | None, edtf: str | None, french: TimeLexicon
) -> None:
    expression = only(phrase, french)
    days = resolve(expression, parse_edtf(published) if published else None, direction=direction)  # type: ignore[arg-type]
    assert days is not None
    assert days.phrase == expression.span
    assert days.edtf == edtf
    if edtf is None:
        assert (days.first, days.last, days.candidates) == (None, None, ())
        assert days.timex == expression.timex


def day(text: str) -> Days:
    d = date.fromisoformat(text)
    return Days(d, d, (d,))


@pytest.mark.parametrize(
    ("phrase", "reference", "edtf"),
    [
        ("la veille", "2023-05-10", "2023-05-09"),
        ("le lendemain", "2023-05-10", "2023-05-11"),
        ("le surlendemain", "2023-05-10", "2023-05-12"),
        ("le même jour", "2023-05-10", "2023-05-10"),
        ("trois jours plus tôt", "2023-05-10", "2023-05-07"),
        ("deux mois plus tard", "2023-05-10", "2023-07"),
        ("le mardi suivant", "2023-05-09", "2023-05-16"),
        ("le mardi précédent", "2023-05-09", "2023-05-02"),
        ("la semaine suivante", "2023-05-10", "2023-05-15/2023-05-21"),
        ("moins d'une semaine plus tôt", "2023-05-10", "2023-05-03/2023-05-10"),
        ("plus de trois jours plus tard", "2023-05-10", "2023-05-13/.."),
        ("cinq jours après leur rencontre", "2023-05-10", "2023-05-15"),
        ("au lendemain du vote", "2023-05-10", "2023-05-11"),
        ("à la veille du vote", "2023-05-10", "2023-05-09"),
        # the first day of a war is the day it began
        ("au dixième jour de la guerre", "2023-05-10", "2023-05-19"),
        ("ces dernières heures", "2023-05-10", "2023-05-09/2023-05-10"),
    ],
)
def test_days_counted_from_what_was_told(phrase: str, reference: str, edtf: str, french: TimeLexicon) -> None:
    expression = only(phrase, french)
    days = resolve(expression, parse_edtf("2023-06"), reference=day(reference))
    assert days is not None
    assert days.edtf == edtf
    assert days.basis is DateBasis.RELATIVE


def test_counted_from_nothing_told_has_no_days(french: TimeLexicon) -> None:
    days = resolve(only("la veille", french), parse_edtf("2023-06-02"))
    assert days is not None
    assert (days.first, days.last, days.edtf) == (None, None, None)


def test_a_reference_with_gaps_keeps_them(french: TimeLexicon) -> None:
    tuesdays = resolve(only("mardi", french), parse_edtf("2023-05"))
    days = resolve(only("le lendemain", french), None, reference=tuesdays)
    assert days is not None
    assert days.edtf == "[2023-05-03,2023-05-10,2023-05-17,2023-05-24,2023-05-31]"


def test_the_anchor_is_dated_from_what_it_dates(french: TimeLexicon) -> None:
    expression = only("cinq jours après leur rencontre", french)
    meeting = anchor_days(expression, day("2023-05-15"))
    assert meeting is not None
    assert meeting.edtf == "2023-05-10"
    assert anchor_days(only("la veille", french), day("2023-05-15")) is None
    entry = anchor_days(only("plus de deux mois après leur rencontre", french), day("2023-05-15"))
    assert entry is not None
    assert entry.edtf == "../2023-03-20"


@pytest.mark.parametrize(
    ("phrase", "first", "last"),
    [
        ("depuis le 3 mars 2023", "2023-03-03", None),
        ("après le 3 mars 2023", "2023-03-04", None),
        ("avant le 3 mars 2023", None, "2023-03-02"),
        ("jusqu'au 3 mars 2023", None, "2023-03-03"),
        ("d'ici au 3 mars 2023", None, "2023-03-03"),
        ("le 3 mars 2023", "2023-03-03", "2023-03-03"),
    ],
)
def test_prepositions_open_a_side(
    phrase: str, first: str | None, last: str | None, french: TimeLexicon
) -> None:
    expression = only(phrase, french)
    days = resolve(expression, None)
    assert days is not None
    bounds = days_by_role(expression, days)
    assert (bounds.first, bounds.last) == (
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
    )


def test_date_and_weekday_that_disagree_are_both_kept(french: TimeLexicon) -> None:
    full = only("mardi 12 mars 2022", french)
    assert full.conflict == "2022-03-12 is weekday 6, the text says 2"
    days = resolve(full, None)
    assert days is not None
    assert days.conflict == full.conflict
    assert days.candidates == (date(2022, 3, 12), date(2022, 3, 15))
    # without a year the conflict shows only against the publication
    days = resolve(only("mardi 12 mars", french), parse_edtf("2022-03-15"))
    assert days is not None
    assert days.candidates == (date(2022, 3, 12), date(2022, 3, 15))
    assert days.conflict


def test_durations_and_sets_have_no_days(french: TimeLexicon) -> None:
    for phrase in ("pendant deux heures", "tous les mardis", "à 14h30"):
        assert resolve(only(phrase, french), parse_edtf("2023-05-10")) is None


def test_years_matching() -> None:
    assert years_matching(3, 12, 6, 2015, 2025) == (2016, 2022)
    assert years_matching(2, 29, 6, 2000, 2030) == (2020,)
    assert years_matching(2, 30, 6, 2000, 2030) == ()


STORY = (
    "Les deux présidents se sont parlé au quatrième jour de l'offensive. "
    "C'est leur second appel depuis le début, le 6 juin, de l'invasion de la Norlande."
)


def test_the_day_a_war_began(french: TimeLexicon) -> None:
    times = find_times(STORY, french)
    published = parse_edtf("2031-06")
    (beginning,) = event_beginnings(STORY, times, french)
    assert beginning.event.of(STORY) == "invasion"
    reference = event_reference(times[0], STORY, times, published, french)
    assert reference is not None
    days = resolve(times[0], published, reference=reference)
    assert days is not None
    assert days.edtf == "2031-06-09"


def test_two_beginnings_decide_nothing(french: TimeLexicon) -> None:
    story = STORY + " La guerre civile avait éclaté le 2 mars."
    times = find_times(story, french)
    assert event_reference(times[0], story, times, parse_edtf("2031-06"), french) is None


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2022-02", "2022-02-01", "2022-02-28"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("2022-03-06", "2022-03-06", "2022-03-06"),
        ("2022-02-27/2022-02-28", "2022-02-27", "2022-02-28"),
        ("../2022-02-28", None, "2022-02-28"),
        ("2022-02-28/..", "2022-02-28", None),
    ],
)
def test_edtf_there_and_back(edtf: str, first: str | None, last: str | None) -> None:
    days = parse_edtf(edtf)
    assert days == DayRange(
        date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None
    )
    assert range_to_edtf(days.first, days.last) == edtf


@pytest.mark.parametrize(
    "value", ["", "22-3", "2022-13", "2022-02-30", "2022-03-02/2022-03-01", "x/2022", "../.."]
)
def test_what_is_no_edtf_date(value: str) -> None:
    assert parse_edtf(value) is None
