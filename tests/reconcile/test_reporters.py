# ruff: noqa: E501 (tables)
"""On whose word a story tells of a contact."""

from __future__ import annotations

import hashlib

import pytest

from verbale.model import (
    Actor,
    Article,
    ContactKind,
    ContactMention,
    ContactReport,
    ContactStatus,
    Directness,
    Duration,
    DurationQualifier,
    Ground,
    Reading,
    Span,
    SpeechAct,
    Statement,
)
from verbale.reconcile.reporters import sentence_around, spans_behind, told_by

ANA, BO = Actor("Ana Vell", "Q1", "NOR"), Actor("Bo Karst", "Q2", "KAR")
NORTH, SOUTH = (
    Actor("Norland (presidency)", "NOR:presidency", "NOR"),
    Actor("Karstia (presidency)", "KAR:presidency", "KAR"),
)
LEAGUE = Actor("League", "L", "L")


def statement(text: str, source: str, speaker: Actor, by: tuple[Actor, ...] = ()) -> Statement:
    start = text.index(source)
    where = Span(start, start + len(source))
    return Statement((speaker,), by, SpeechAct.ASSERT, Span(0, 1), Directness.INDIRECT, source=where)


def report(text: str, source: str, *who: Actor) -> tuple[ContactReport, ...]:
    """What a source of the sentence tells, up to itself."""
    at = text.index(source)
    named = Span(at, at + len(source))
    return tuple(ContactReport(w, named, Span(sentence_around(text, named).start, at)) for w in who)


def sides(
    text: str,
    *statements: Statement,
    issuer: Actor | None = None,
    reports: tuple[ContactReport, ...] = (),
) -> list[str]:
    """The sides that give the length of the call that a text tells of."""
    told, length = text.index("spoke"), text.index("an hour")
    contact = ContactMention(
        ContactKind.CALL, ContactStatus.HELD, True, (ANA, BO), (Span(told, told + 5),),
        duration=Duration(60, DurationQualifier.EXACT, Span(length, length + 7)),
        reports=reports,
    )  # fmt: skip
    sha = hashlib.sha256(text.encode()).hexdigest()
    reading = Reading(Article("a", text, "en", sha), (contact,), statements, issuer=issuer)
    return [actor.name for span, actor in told_by(reading, contact) if span.start == length]


ONE = "They spoke for an hour, the northern palace said. The south was silent."
TWO = "They spoke on Sunday, the southern palace said. It took an hour, the northern palace said."
BOTH = "They spoke for an hour, the northern palace and the southern palace said."


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (sides(ONE), []),
        (sides(ONE, statement(ONE, "the northern palace", ANA, (NORTH,))), ["Norland (presidency)"]),
        (sides(ONE, reports=report(ONE, "the northern palace", NORTH)), ["Norland (presidency)"]),
        (sides(ONE, statement(ONE, "the northern palace", NORTH)), []),  # what it says of something else
        (sides(ONE, reports=report(ONE, "the northern palace", LEAGUE)), []),
        (sides(ONE, reports=report(ONE, "The south", SOUTH)), []),
        (sides(TWO, reports=(*report(TWO, "the southern palace", SOUTH), *report(TWO, "the northern palace", NORTH))), ["Norland (presidency)"]),
        (sides(BOTH, reports=report(BOTH, "the northern palace", NORTH, SOUTH)), ["Norland (presidency)", "Karstia (presidency)"]),  # together
        (sides(BOTH, reports=(*report(BOTH, "the northern palace", NORTH), *report(BOTH, "the southern palace", SOUTH))), []),  # apart
        (sides(ONE, statement(ONE, "the northern palace", LEAGUE)), []),  # no side of theirs
        (sides(ONE, statement(ONE, "the northern palace", ANA)), []),  # her own words on something else
        (sides(ONE, statement(ONE, "The south", BO, (SOUTH,))), []),  # another sentence
        (sides(TWO, statement(TWO, "the southern palace", BO, (SOUTH,)), statement(TWO, "the northern palace", ANA, (NORTH,))), ["Norland (presidency)"]),
        (sides(BOTH, statement(BOTH, "the northern palace", ANA, (NORTH,)), statement(BOTH, "the southern palace", BO, (SOUTH,))), []),
        (sides(ONE, issuer=SOUTH), ["Karstia (presidency)"]),
    ],
)  # fmt: skip
def test_who_gives_the_length(found: list[str], expected: list[str]) -> None:
    assert found == expected


@pytest.mark.parametrize(
    ("text", "at", "sentence"),
    [
        ("One. Two. Three.", 5, "Two."),
        ("One. Two. Three.", 0, "One."),
        ("One. Two. Three.", 10, "Three."),
        (
            "M. Karst parle.\nAilleurs",
            3,
            "Karst parle.",
        ),  # rough: an abbreviation ends one, which only says less
        ("Une fin »\n\nAutre", 0, "Une fin »"),
        ("no end", 2, "no end"),
    ],
)
def test_sentence_around(text: str, at: int, sentence: str) -> None:
    assert sentence_around(text, Span(at, at + 1)).of(text) == sentence


def test_a_field_rests_on_its_own_words_where_the_reading_gives_them() -> None:
    contact = ContactMention(
        ContactKind.CALL, ContactStatus.HELD, True, (ANA, BO), (Span(4, 9),), initiator=BO, place="Lisse",
        grounds=(Ground("initiator", "asked for it", None, Span(20, 30)), Ground("place", "as the story before")),
    )  # fmt: skip
    assert spans_behind(contact, "initiator") == (Span(20, 30),)
    assert spans_behind(contact, "place") == (Span(4, 9),)
