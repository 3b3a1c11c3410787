"""The interface says all it says in French too, with the same places for names and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

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


def test_no_message_is_left_over() -> None:
    assert set(FRENCH) == set(SAID)
