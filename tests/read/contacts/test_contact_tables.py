"""The tables of sentences, language by language: each row is read as it says, or known to be read wrongly."""

from __future__ import annotations

import hashlib
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from verbale.lexicon import SUPPORTED_LANGUAGES
from verbale.model import Actor, Article, ContactMention, DayRange
from verbale.read.reading import ReadingTools, load_tools, read_article
from verbale.times import parse_edtf

PUBLISHED = "2024-11-05"  # a Tuesday
Row = dict[str, Any]


def rows(language: str) -> list[Row]:
    """The rows of a language's table."""
    path = Path(__file__).parent / f"contacts_{language}.toml"
    return list(tomllib.loads(path.read_text(encoding="utf-8"))["row"])


def read_row(row: Row, language: str, tools: ReadingTools) -> tuple[ContactMention, ...]:
    """The contacts read from a row's text."""
    text, stamp = row["text"], row.get("published", PUBLISHED)
    known = parse_edtf(stamp) if stamp != "none" else None
    published = DayRange(known.first, known.last) if known is not None else None
    sha = hashlib.sha256(text.encode()).hexdigest()
    return read_article(
        Article("a.txt", text, language, sha, published, stamp if known else None), tools
    ).contacts


def faults(row: Row, language: str, tools: ReadingTools) -> tuple[tuple[ContactMention, ...], list[str]]:
    """What was read, and every difference from what the row says; none when it is right."""
    found = read_row(row, language, tools)
    left, wrong = list(found), []
    for wanted in row["contacts"]:
        matching = [c for c in left if len(c.participants) == len(wanted["who"]) and _parties(c, wanted)]
        matching.sort(key=lambda c: len(_differences(c, wanted)))
        if not matching:
            wrong.append(f"missed: {wanted['who']}")
            continue
        left.remove(matching[0])
        wrong += [f"{wanted['who']}: {d}" for d in _differences(matching[0], wanted)]
    wrong += [f"invented: {c.kind.value} {[a.name for a in c.participants]}" for c in left]
    return found, wrong


def _parties(contact: ContactMention, wanted: Row) -> bool:
    return all(any(_is(a, name) for a in contact.participants) for name in wanted["who"])


def _is(actor: Actor | None, name: str) -> bool:
    return actor is not None and (actor.name == name or actor.name.split()[-1] == name)


def _differences(contact: ContactMention, wanted: Row) -> list[str]:
    days = contact.days
    first = days.first if days is not None else None
    last = days.last if days is not None else None
    minutes = contact.duration.minutes if contact.duration is not None else 0
    said: dict[str, tuple[bool, object]] = {
        "kind": (contact.kind.value == wanted.get("kind"), contact.kind.value),
        "day": (first == last == _day(wanted.get("day")), (first, last)),
        "from": (first == _day(wanted.get("from")), first),
        "to": (last == _day(wanted.get("to")), last),
        "undated": (first is None and last is None, (first, last)),
        "minutes": (minutes == wanted.get("minutes"), minutes),
        "initiator": (_is(contact.initiator, wanted.get("initiator", "")), contact.initiator),
        "requested_by": (_is(contact.requested_by, wanted.get("requested_by", "")), contact.requested_by),
        "place": (contact.place == wanted.get("place"), contact.place),
        "n": (contact.ordinal is not None and contact.ordinal.n == wanted.get("n"), contact.ordinal),
        "denied": (any("denies" in r for r in contact.reasons) == wanted.get("denied"), contact.reasons),
        "main": (contact.main == wanted.get("main"), contact.main),
    }
    wrong = [f"{key} is {got}" for key, (right, got) in said.items() if key in wanted and not right]
    if contact.status.value != wanted.get("status", "held"):
        wrong.append(f"status is {contact.status.value}")
    return wrong


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written and written != "none" else None


ACTORS = Path(__file__).parents[3] / "examples" / "actors.toml"
LANGUAGES = SUPPORTED_LANGUAGES
EVERY = [(language, row) for language in LANGUAGES for row in rows(language)]
NAMES = [f"{language}: {row['text'][:70]}" for language, row in EVERY]


@cache
def tools_of(language: str) -> ReadingTools:
    return load_tools(language, actors=[ACTORS])


@pytest.mark.parametrize(("language", "row"), EVERY, ids=NAMES)
def test_the_contacts_of_a_row(language: str, row: Row) -> None:
    found, wrong = faults(row, language, tools_of(language))
    if "known_wrong" in row:
        assert wrong, "read rightly by now: take `known_wrong` out of the row"
    else:
        assert not wrong, found


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_row_stands_twice(language: str) -> None:
    texts = [row["text"] for row in rows(language)]
    assert len(texts) == len(set(texts))


def test_what_is_urged_holds_no_word_of_the_call() -> None:
    text = (
        "Edmée Sorvane urged Radomir Tasvek to open the sluices in a phone call on Monday, her office said."
    )
    sha = hashlib.sha256(text.encode()).hexdigest()
    day = date(2024, 11, 5)
    article = Article("a.txt", text, "en", sha, DayRange(day, day), PUBLISHED)
    contents = [s.content for s in read_article(article, tools_of("en")).statements]
    assert [text[c.start : c.end] for c in contents] == ["to open the sluices"]
