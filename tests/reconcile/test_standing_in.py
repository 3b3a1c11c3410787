# ruff: noqa: E501 (tables)
"""A country or an office where another story names the person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from verbale.model import Actor
from verbale.reconcile.accounts import reconcile
from verbale.reconcile.mentions import StoredMention

Make = Callable[..., StoredMention]
ACTORS = {
    "Ana": Actor("Ana Vell", "Q1", "NOR"), "Ada": Actor("Ada Lund", "Q5", "NOR"), "Bo": Actor("Bo Karst", "Q2", "KAR"),
    "Norland": Actor("Norland", "NOR", "NOR"), "Karstia": Actor("Karstia", "KAR", "KAR"),
    "Norland (foreign minister)": Actor("Norland (foreign minister)", "NOR:foreign_minister", "NOR"),
    "Norland (delegation)": Actor("Norland (delegation)", "NOR:delegation", "NOR"), "Cy": Actor("Cy Onda"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("why", "rows", "expected"),
    [
        ("two countries for two persons", [("a", "Ana, Bo", "04"), ("b", "Norland, Karstia", "04")], ["ab"]),
        (
            "an office for a person",
            [("a", "Ana, Bo", "04"), ("b", "Norland (foreign minister), Bo", "04")],
            ["ab"],
        ),
        ("another day", [("a", "Ana, Bo", "04"), ("b", "Norland, Karstia", "05")], ["a", "b"]),
        (
            "two who may be meant",
            [("a", "Ana, Bo", "04"), ("b", "Norland, Bo", "04"), ("c", "Ada, Bo", "04")],
            ["a", "b", "c"],
        ),
        ("two persons are two", [("a", "Ana, Bo", "04"), ("b", "Ada, Bo", "04")], ["a", "b"]),
        (
            "a delegation is not its leader",
            [("a", "Ana, Bo", "04"), ("b", "Norland (delegation), Bo", "04")],
            ["a", "b"],
        ),
        ("one more at the table", [("a", "Ana, Bo, Cy", "04"), ("b", "Norland, Bo", "04")], ["a", "b"]),
        ("whose side is not known", [("a", "Cy, Bo", "04"), ("b", "Norland, Bo", "04")], ["a", "b"]),
        ("no day", [("a", "Ana, Bo", "04"), ("b", "Norland, Bo", None)], ["a", "b"]),
        ("one story tells of both", [("a", "Ana, Bo", "04"), ("a", "Norland, Bo", "04")], ["a", "a"]),
    ],
)
def test_standing_in(
    why: str, rows: list[tuple[str, str, str | None]], expected: list[str], mention: Make
) -> None:
    mentions = []
    for i, (story, who, day) in enumerate(rows):
        made = mention(story, f"2031-05-{day}" if day else None, at=i * 50, position=i)
        participants = tuple(ACTORS[n] for n in who.split(", "))
        mentions.append(replace(made, mention=replace(made.mention, participants=participants), id=f"m{i}"))
    story_of = {m.id: m.paths[0][0] for m in mentions}
    accounts = reconcile(mentions)
    assert sorted("".join(sorted(story_of[i] for i in a.mentions)) for a in accounts) == expected
    assert {frozenset(a.mentions) for a in accounts} == {
        frozenset(a.mentions) for a in reconcile(mentions[::-1])
    }
    if expected == ["ab"]:
        assert [p.name for p in accounts[0].participants] == ["Ana Vell", "Bo Karst"]
        assert any("for whom they stand" in r for r in accounts[0].reasons)
