"""What ties the days of contacts to the day of their story and to each other, when the story has no date."""

from __future__ import annotations

import hashlib

import pytest

from verbale.model import Article, ContactMention, DayRange
from verbale.read.reading import ReadingTools, read_article
from verbale.times import parse_edtf

CALL = "Edmée Sorvane s'est entretenue au téléphone avec Radomir Tasvek"


def contacts_of(text: str, tools: ReadingTools, published: DayRange | None) -> tuple[ContactMention, ...]:
    sha = hashlib.sha256(text.encode()).hexdigest()
    return read_article(Article("a.txt", text, "fr", sha, published), tools).contacts


@pytest.mark.parametrize(
    ("text", "first", "last", "weekday", "month", "day"),
    [
        (f"{CALL} mardi.", -6, 0, 2, None, None),
        (f"{CALL} mardi dernier.", -7, -1, 2, None, None),
        (f"{CALL} hier.", -1, -1, None, None, None),
        (f"{CALL} aujourd'hui.", 0, 0, None, None, None),
        (f"{CALL} ce jeudi 26 septembre.", -366, 0, 4, 9, 26),
        (f"{CALL} il y a trois jours.", -3, -3, None, None, None),
        ("Edmée Sorvane doit rencontrer Radomir Tasvek à Orvik jeudi prochain.", 1, 7, 4, None, None),
    ],
)
def test_days_beside_that_of_an_undated_story(
    text: str,
    first: int,
    last: int,
    weekday: int | None,
    month: int | None,
    day: int | None,
    tools: ReadingTools,
) -> None:
    (contact,) = contacts_of(text, tools, None)
    (found,) = contact.relations
    assert (found.contact, found.first, found.last) == (None, first, last)
    assert (found.weekday, found.month, found.day) == (weekday, month, day)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (f"{CALL} mardi.", "2024-10-02"),  # the day is known
        (f"{CALL} le 26 septembre 2024.", None),  # nothing depends on the story's day
        (f"{CALL}.", None),
        ("Edmée Sorvane a annoncé mardi un plan. Elle a appelé Radomir Tasvek.", None),
    ],
)
def test_nothing_to_relate(text: str, published: str | None, tools: ReadingTools) -> None:
    range_ = parse_edtf(published) if published else None
    assert [c.relations for c in contacts_of(text, tools, range_)] == [()]


def test_what_is_counted_from_something_else_is_not_tied_to_the_main_contact(tools: ReadingTools) -> None:
    """What the sentence tells of the day after is that nobody believes it, not the visit."""
    text = (
        "Edmée Sorvane a reçu jeudi à Asmère Radomir Tasvek. La visite a duré trois heures. "
        "Au lendemain de l'appel téléphonique entre Edmée Sorvane et Marten Quilvane, nul n'y croit plus."
    )
    others = [c for c in contacts_of(text, tools, None) if not c.main]
    assert others
    assert all(r.contact is None for c in others for r in c.relations)
    assert all(c.days is None or c.days.first is None for c in others)


def test_one_contact_is_dated_from_the_other(tools: ReadingTools) -> None:
    eve_of_it = "La veille, elle avait appelé Marten Quilvane."
    text = f"{CALL} mardi, cinq jours après leur rencontre à Orvik. {eve_of_it}"
    call, meeting, eve = contacts_of(text, tools, None)
    assert call.main
    assert [(r.contact, r.first, r.last) for r in meeting.relations] == [(0, -5, -5)]
    assert (0, -1, -1) in [(r.contact, r.first, r.last) for r in eve.relations]
    assert all(r.phrase is not None for r in meeting.relations)


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("La présidente Edmée Sorvane a appelé Radomir Tasvek jeudi 26 septembre.", ["president"]),
        (
            "Le roi Aldéric II a reçu le chancelier Marten Quilvane mardi 3 mai à Asmère.",
            ["monarch", "chancellor"],
        ),
        ("Edmée Sorvane a appelé Radomir Tasvek jeudi 26 septembre.", []),  # by no office
        ("L'ancienne présidente Edmée Sorvane a appelé Radomir Tasvek jeudi 26 septembre.", []),
        ("L'ex-chancelier Marten Quilvane a appelé Radomir Tasvek jeudi.", []),
        # the day is known without it
        ("La présidente Edmée Sorvane a appelé Radomir Tasvek le 26 septembre 2024.", []),
        # still to come, or told as past before what the story is at
        ("La présidente Edmée Sorvane doit appeler Radomir Tasvek jeudi.", []),
        ("Le président Radomir Tasvek avait rencontré Edmée Sorvane à Orvik un lundi 4 mars.", []),
    ],
)
def test_terms_of_the_offices_by_which_a_story_calls_them(
    text: str, offices: list[str], tools: ReadingTools
) -> None:
    (contact,) = contacts_of(text, tools, None)
    assert [t.office for t in contact.terms] == offices
