"""Who a stretch of text is reported by, and how far that reaches."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.read.reading import ReadingTools
from verbale.read.statements.attribution import find_frames
from verbale.read.statements.relay import Relay
from verbale.read.statements.relays import find_relays
from verbale.read.story.document import Story

Parsed = Callable[[str], Story]


@pytest.fixture(scope="session")
def relays(parsed: Parsed, tools: ReadingTools) -> Callable[[str], list[Relay]]:
    def find(text: str) -> list[Relay]:
        (paragraph,) = parsed(text).paragraphs
        return find_relays(paragraph, find_frames(paragraph, tools.cues), tools.cues)

    return find


@pytest.mark.parametrize(
    ("text", "source", "reach"),
    [
        ("Selon Mirela Kost, le détroit est ouvert.", "Mirela", ["le détroit est ouvert"]),
        ("Le détroit est ouvert, selon Mirela Kost.", "Mirela", ["Le détroit est ouvert"]),
        (
            "Le détroit du Nord, selon Mirela Kost, est ouvert aux navires.",
            "Mirela",
            ["Le détroit du Nord", "est ouvert aux navires"],
        ),
        pytest.param(
            "« C'est faux », a indiqué Mirela Kost.",
            "Mirela",
            ["C'est faux"],
        ),
        ("D'après la chancellerie, le détroit est ouvert.", "chancellerie", ["le détroit est ouvert"]),
        ("Le détroit est ouvert, a indiqué Mirela Kost.", "Mirela", ["Le détroit est ouvert"]),
        ("« Le détroit est ouvert », a indiqué Mirela Kost.", "Mirela", ["Le détroit est ouvert"]),
        # the whole quotation, not only its last sentence
        (
            "« Le détroit est ouvert. Les navires passent », a indiqué Mirela Kost.",
            "Mirela",
            ["Le détroit est ouvert. Les navires passent"],
        ),
        # inside the marks, it speaks for both parts
        (
            "« Le détroit est ouvert, a indiqué Mirela Kost. Les navires passent. »",
            "Mirela",
            ["Le détroit est ouvert", "Les navires passent"],
        ),
        # "pour" names a source only before a comma and a clause
        ("Pour Mirela Kost, le détroit est ouvert.", "Mirela", ["le détroit est ouvert"]),
    ],
)
def test_one_relay(text: str, source: str, reach: list[str], relays: Callable[[str], list[Relay]]) -> None:
    (relay,) = relays(text)
    assert [t.text for t in relay.sources] == [source]
    assert [part.of(text).strip(" .") for part in relay.reach] == reach


def test_a_semicolon_ends_the_reach(relays: Callable[[str], list[Relay]]) -> None:
    text = "Selon Orvik, le pont est sûr ; selon Asmère, il menace ruine."
    assert [[p.of(text).strip(" .") for p in r.reach] for r in relays(text)] == [
        ["le pont est sûr"],
        ["il menace ruine"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Mirela Kost est arrivée mardi.",
        # for somebody's sake, not in his words
        "Il a signé pour Mirela Kost.",
    ],
)
def test_no_relay(text: str, relays: Callable[[str], list[Relay]]) -> None:
    assert relays(text) == []


def test_a_relay_never_reports_its_own_words(relays: Callable[[str], list[Relay]]) -> None:
    for text in (
        "« Le détroit, a dit Mirela Kost, est ouvert, selon les Ormes. »",
        "Selon les Ormes, « le détroit est ouvert », a dit Mirela Kost.",
    ):
        for relay in relays(text):
            assert not any(part.overlaps(relay.own) for part in relay.reach)
