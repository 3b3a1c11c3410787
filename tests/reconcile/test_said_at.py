# ruff: noqa: E501 (tables)
"""Which contact of a story a statement belongs to."""

from __future__ import annotations

import pytest

from verbale.model import (
    Actor,
    Article,
    ContactKind,
    ContactMention,
    ContactStatus,
    Directness,
    Reading,
    Span,
    SpeechAct,
    Statement,
)
from verbale.reconcile.said_at import contacts_of_statements

ANA, BO = Actor("Ana Vell", "Q1", side="Q10"), Actor("Bo Karst", "Q2", side="Q20")
CY, PALACE = Actor("Cy Onda", "Q3", side="Q30"), Actor("Norland (presidency)", "Q11", side="Q10")


def contact(*who: Actor, at: int, main: bool = True, status: str = "held") -> ContactMention:
    return ContactMention(ContactKind.CALL, ContactStatus(status), main, who, (Span(at, at + 5),))


def said(speaker: Actor, to: Actor | None = None, *, at: int = 100) -> Statement:
    addressee = (to,) if to else ()
    content = Span(at, at + 9)
    return Statement((speaker,), (), SpeechAct.ASSERT, content, Directness.DIRECT, addressee=addressee)


@pytest.mark.parametrize(
    ("why", "contacts", "statement", "expected"),
    [
        ("both took part", [contact(ANA, BO, at=10)], said(ANA, BO), 0),
        ("both took part in another one", [contact(ANA, CY, at=10), contact(ANA, BO, at=30)], said(ANA, BO), 1),
        ("in passing, but between the two", [contact(ANA, BO, at=10, main=False)], said(BO, ANA), 0),
        ("the main one of two", [contact(ANA, BO, at=10, main=False), contact(ANA, BO, at=50)], said(ANA, BO), 1),
        ("said to one who was not there", [contact(ANA, BO, at=10)], said(ANA, CY), None),
        ("no addressee, the speaker took part", [contact(ANA, BO, at=10)], said(ANA), 0),
        ("no addressee, a contact in passing", [contact(ANA, BO, at=10, main=False)], said(ANA), None),
        ("the presidency speaks of its president's call", [contact(ANA, BO, at=10)], said(PALACE), 0),
        ("somebody else speaks", [contact(ANA, BO, at=10)], said(CY), None),
        ("a call that was only planned", [contact(ANA, BO, at=10, status="planned")], said(ANA, BO), None),
        ("two calls: the one told last before", [contact(ANA, BO, at=10), contact(ANA, CY, at=60)], said(ANA), 1),
        ("two calls, both told only later", [contact(ANA, BO, at=210), contact(ANA, CY, at=260)], said(ANA), None),
    ],
)  # fmt: skip
def test_said_at(
    why: str, contacts: list[ContactMention], statement: Statement, expected: int | None
) -> None:
    article = Article("a.txt", "x" * 300, "fr", "0" * 64)
    (found,) = contacts_of_statements(Reading(article, tuple(contacts), (statement,)))
    assert found.contact == expected
    assert found.reason
