# ruff: noqa: E501 (tables)
"""Conditions and due days inside promises; all is invented. Stories are of 12 February 2031, a Wednesday."""

from __future__ import annotations

from datetime import date

import pytest

from verbale.model import DayRange, Span
from verbale.reconcile.commitment_parts import condition_in, due_in
from verbale.reconcile.commitment_words import CommitmentLexicon, load_commitment_words
from verbale.reconcile.days import ANY_DAY, DaySet, of_days

DAY = date(2031, 2, 12)
ON_THE_DAY = DayRange(DAY, DAY)
IN_FEBRUARY = DayRange(date(2031, 2, 1), date(2031, 2, 28))
CALL = of_days([date(2031, 2, 11)])


def lexicon(language: str) -> CommitmentLexicon:
    words = load_commitment_words(language)
    assert words is not None
    return words


def marked(text: str) -> tuple[str, Span]:
    """A text with its content between [ and ]."""
    start = text.index("[")
    end = text.index("]") - 1
    return text.replace("[", "").replace("]", ""), Span(start, end)


@pytest.mark.parametrize(
    ("language", "text", "condition"),
    [
        (
            "fr",
            "Karst s'est engagé [à ouvrir le port, à condition que les tirs cessent et que les marins soient libres].",
            "à condition que les tirs cessent et que les marins soient libres",
        ),
        ("fr", "Karst s'est dit [prêt, si Ostrel cesse le feu, à ouvrir le port].", "si Ostrel cesse le feu"),
        ("fr", "Karst a promis [d'ouvrir le port] si les tirs cessent. Il pleut.", "si les tirs cessent"),
        (
            "fr",
            "Karst a promis [d'ouvrir le port], pourvu que les tirs cessent, et de livrer le blé.",
            "pourvu que les tirs cessent",
        ),
        # a condition of another sentence, or of what stands before, is none of the promise
        ("fr", "Karst a promis [d'ouvrir le port]. Si les tirs cessent, la foule rentrera.", None),
        ("fr", "Si la trêve tient, c'est grâce à Karst, qui a promis [d'ouvrir le port].", None),
        ("fr", "Karst a promis [d'ouvrir le port] avant de demander si Ostrel viendrait.", None),
        ("fr", "Karst a promis [d'ouvrir le port].", None),
        ("en", "Karst pledged [to open the port once the mines are cleared].", "once the mines are cleared"),
        ("en", "Karst was [ready, if Ostrel agrees, to open the port].", "if Ostrel agrees"),
        ("en", "Karst vowed [to open the port] unless attacked, and left.", "unless attacked"),
        ("en", "Karst vowed [to open the port]. If it rains, the crowd will leave.", None),
    ],
)
def test_condition(language: str, text: str, condition: str | None) -> None:
    plain, content = marked(text)
    found = condition_in(plain, content, lexicon(language))
    assert (found.of(plain) if found else None) == condition


@pytest.mark.parametrize(
    ("language", "content", "due"),
    [
        ("fr", "d'ouvrir le port avant le 1er mars", "2031-03-01"),
        ("fr", "de livrer le blé d’ici vendredi", "2031-02-14"),
        ("fr", "de livrer le blé d’ici à la fin du mois", "2031-02-28"),
        ("fr", "de livrer le blé dans les dix jours", "2031-02-22"),
        ("fr", "de livrer le blé demain", "2031-02-13"),
        ("fr", "de livrer le blé en avril", "2031-04"),
        ("fr", "de livrer le blé vendredi", "2031-02-14"),
        # times of other deeds
        ("fr", "de respecter l'accord signé mardi", None),
        ("fr", "d'appliquer les accords du 3 mars", None),
        ("fr", "de libérer les marins capturés le 3 janvier", None),
        # how long, from when, how often: not by when
        ("fr", "de respecter la trêve jusqu'à dimanche", None),
        ("fr", "de tenir jusqu'en avril", None),
        ("fr", "de se taire pendant trois jours", None),
        ("fr", "d'ouvrir le port à partir du 3 mars", None),
        ("fr", "d'ouvrir le port dans les prochains jours", None),
        # before it was promised
        ("fr", "de livrer le blé le 3 janvier 2031", None),
        # two days: which is it?
        ("fr", "de livrer le blé jeudi et le riz samedi", None),
        # of two, the one that is a deadline
        ("fr", "de recevoir Ana Vell jeudi et de livrer le blé avant le 1er mars", "2031-03-01"),
        ("en", "to open the port by Friday", "2031-02-14"),
        ("en", "to open the port within ten days", "2031-02-22"),
        ("en", "to open the port before 1 March", "2031-03-01"),
        ("en", "to honour the accord signed on Tuesday", None),
        ("en", "to observe the truce until Sunday", None),
    ],
)
def test_due(language: str, content: str, due: str | None) -> None:
    found = due_in(
        content, Span(0, len(content)), lexicon(language), published=ON_THE_DAY, made=CALL, quoted=False
    )
    assert (found.edtf if found else None) == due


@pytest.mark.parametrize(
    ("published", "made", "quoted", "due"),
    [
        (ON_THE_DAY, CALL, True, "2031-02-12"),  # "tomorrow", said on the 11th
        (ON_THE_DAY, CALL, False, "2031-02-13"),
        (None, CALL, False, "2031-02-12"),  # an undated story: the day of the call is known from others
        (None, ANY_DAY, False, None),
        (IN_FEBRUARY, DaySet(None, IN_FEBRUARY.last), False, "[2031-02-02..2031-03-01]"),
        # a story of some day in February, on a call of the 20th
        (IN_FEBRUARY, of_days([date(2031, 2, 20)]), False, "[2031-02-20..2031-03-01]"),
    ],
)
def test_what_a_due_day_counts_from(
    published: DayRange | None, made: DaySet, quoted: bool, due: str | None
) -> None:
    content = "de livrer le blé demain"
    found = due_in(
        content, Span(0, len(content)), lexicon("fr"), published=published, made=made, quoted=quoted
    )
    assert (found.edtf if found else None) == due


def test_the_end_of_a_month_in_a_story_of_some_day_in_it() -> None:
    content = "de livrer le blé avant la fin du mois"
    found = due_in(
        content, Span(0, len(content)), lexicon("fr"), published=IN_FEBRUARY, made=ANY_DAY, quoted=False
    )
    assert found is not None
    assert found.edtf == "2031-02-28"
    assert found.span.of(content) == "avant la fin du mois"
