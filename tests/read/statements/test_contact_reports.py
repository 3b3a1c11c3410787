# ruff: noqa: E501 (tables)
"""Who is said to tell of a contact, and how far his words reach."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import pytest

from verbale.model import Article
from verbale.read.form import reading_from_json, reading_to_json
from verbale.read.reading import ReadingTools, load_tools, read_article

ACTORS = Path(__file__).parents[3] / "examples" / "actors.toml"


@cache
def tools_of(language: str) -> ReadingTools:
    return load_tools(language, actors=[ACTORS])


def reports(text: str, language: str) -> list[tuple[str, str]]:
    """Who tells, and what, of the only contact of a text."""
    article = Article("a.txt", text, language, hashlib.sha256(text.encode()).hexdigest())
    reading = read_article(article, tools_of(language))
    (contact,) = reading.contacts
    assert reading_from_json(reading_to_json(reading), text) == reading
    return [(r.who.name, r.told.of(text)) for r in contact.reports]


FR = "Edmée Sorvane s'est entretenue lundi avec Radomir Tasvek"
EN = "Radomir Tasvek spoke to Edmée Sorvane by phone on Monday"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", f"{FR}.", []),
        ("fr", f"{FR}, a confirmé la Citadelle.", [("Citadel", FR)]),
        ("fr", f"{FR}. Selon la Citadelle, l'échange a duré une heure.", [("Citadel", "l'échange a duré une heure.")]),
        ("fr", f"{FR}. La Citadelle a indiqué que l'appel avait duré une heure.", [("Citadel", "que l'appel avait duré une heure")]),
        # what is not confirmed, asked or denied is told by nobody
        ("fr", f"{FR}. La Citadelle n'a pas confirmé que l'appel avait duré une heure.", []),
        ("fr", f"{FR}. La Citadelle a démenti que l'appel eût duré une heure.", []),
        # nor does a party report what it took part in
        ("fr", f"Radomir Tasvek a indiqué que l'appel avait duré une heure. {FR}.", []),
        # what a source says of something else is no report of the contact
        ("fr", f"{FR}. Le barrage tiendra, a assuré la Citadelle.", []),
        ("en", f"{EN}, the Citadel said.", [("Citadel", EN)]),
        ("en", f"{EN}. The call lasted an hour, according to the Citadel.", [("Citadel", "The call lasted an hour")]),
        ("en", f"{EN}. The Citadel said the call lasted an hour.", [("Citadel", "the call lasted an hour")]),
        ("en", f"{EN}. The Citadel declined to say how long the call lasted.", []),
        ("en", f"{EN}. The dam will hold, the Citadel said.", []),
    ],
)  # fmt: skip
def test_reports(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert reports(text, language) == expected
