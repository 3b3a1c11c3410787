"""The interface says all it says in French too, with the same places for names and numbers."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from verbale.web.terms import bare, french_topics

WEB = Path(str(files("verbale.web")))
METHODS = [("**/templates/**.html", "jinja2"), ("**/*.py", "python")]
OPTIONS = {"**/templates/**.html": {"trimmed": "true"}}


def said() -> Iterator[str | tuple[str, ...]]:
    """All messages of the templates and the code."""
    for _, _, message, *_ in extract_from_dir(WEB, METHODS, OPTIONS):
        yield message


def catalogue() -> dict[str, Message]:
    with (WEB / "words" / "fr.po").open("rb") as file:
        return {m.id if isinstance(m.id, str) else m.id[0]: m for m in read_po(file) if m.id}


def places(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)s", text))


FRENCH = catalogue()
SAID = sorted({m if isinstance(m, str) else m[0] for m in said()})


@pytest.mark.parametrize("message", SAID)
def test_every_message_is_in_french(message: str) -> None:
    found = FRENCH[message].string
    for french in (found,) if isinstance(found, str) else found or ("",):
        assert french
        assert places(french) == places(message)


def test_every_topic_is_in_french() -> None:
    named = {
        topic["name"]
        for file in WEB.parent.joinpath("languages").glob("*/topics.toml")
        for topic in tomllib.loads(file.read_text(encoding="utf-8"))["topic"]
    }
    assert set(french_topics()) == named
    assert all(french_topics().values())


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("« deux vannes »", "deux vannes"),
        ("«l’envoi d’observateurs»", "l’envoi d’observateurs"),
        ('"deux vannes', "deux vannes"),
        ("fin »", "fin"),
        # the marks at the ends are not of one pair
        ("« a » et « b »", "« a » et « b »"),
        ('"a" et "b"', '"a" et "b"'),
        ("d’examiner « dans un esprit »", "d’examiner « dans un esprit »"),
        ('la promesse, cette fois "avant mai"', 'la promesse, cette fois "avant mai"'),
        ("", ""),
        ('"', ""),
    ],
)
def test_a_quotation_has_one_pair_of_marks(quote: str, shown: str) -> None:
    assert bare(quote) == shown


def test_no_message_is_left_over() -> None:
    assert set(FRENCH) == set(SAID)
