"""A small record made by hand: a call with two readouts, a planned meeting, a letter nobody dates."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from tests.conftest import NewAddress
from verbale.address import Address
from verbale.model import (
    Actor,
    Article,
    Certainty,
    ContactKind,
    ContactMention,
    ContactStatus,
    Days,
    Directness,
    Duration,
    DurationQualifier,
    Polarity,
    Reading,
    Span,
    SpeechAct,
    Statement,
)
from verbale.record import Database, open_database
from verbale.record.reconciling import reconcile_record
from verbale.record.sources import add_outcomes

NOON = "2031-06-01T12:00:00+00:00"
ANA, BO = Actor("Ana Vell", "Q1", side="Q10"), Actor("Bo Karst", "Q2", side="Q20")
NORTH, SOUTH = (
    Actor("Norland (presidency)", "Q11", side="Q10"),
    Actor("Karstia (presidency)", "Q21", side="Q20"),
)

NORTH_STORY = (
    "Ana Vell a parlé mardi 13 mai une heure quarante avec Bo Karst. Selon la présidence de Norland, "
    "elle lui a demandé « l'ouverture du port d'Ostrel » ; il « ne promet rien ». Ils se verront à "
    "Lunde le 20 mai."
)
SOUTH_STORY = (
    "L'appel du 13 mai, d'une heure quarante-cinq, [bold]utile[/bold] selon Karstia : Bo Karst aurait "
    "proposé \x1b[31mun échange de prisonniers\x1b[0m. Le port d'Ostrel reste fermé, a dit Ana Vell."
)
LETTER_STORY = "Dans une lettre, Bo Karst remercie Cy Onda."


def article(path: str, text: str) -> Article:
    return Article(path, text, "fr", hashlib.sha256(text.encode()).hexdigest())


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def on(text: str, words: str, day: date) -> Days:
    return Days(day, day, (day,), day.isoformat(), at(text, words))


def said(
    text: str,
    words: str,
    by: Actor,
    act: SpeechAct,
    to: Actor | None = None,
    per: Actor | None = None,
    **more: object,
) -> Statement:
    return Statement(
        (by,),
        (per,) if per else (),
        act,
        at(text, words),
        Directness.MIXED,
        addressee=(to,) if to else (),
        **more,  # type: ignore[arg-type]
    )


def call(text: str, words: str, phrase: str, minutes: int, length: str) -> ContactMention:
    return ContactMention(
        ContactKind.CALL,
        ContactStatus.HELD,
        True,
        (ANA, BO),
        (at(text, words),),
        on(text, phrase, date(2031, 5, 13)),
        Duration(minutes, DurationQualifier.EXACT, at(text, length)),
    )


@pytest.fixture(scope="session")
def readings() -> list[Reading]:
    """The three stories as read."""
    n, s, letter = NORTH_STORY, SOUTH_STORY, LETTER_STORY
    meeting = ContactMention(
        ContactKind.MEETING,
        ContactStatus.PLANNED,
        False,
        (ANA, BO),
        (at(n, "se verront"),),
        on(n, "20 mai", date(2031, 5, 20)),
        place="Lunde",
    )
    asked = said(n, "« l'ouverture du port d'Ostrel »", ANA, SpeechAct.REQUEST, BO, NORTH, topics=("port",))
    nothing = said(n, "« ne promet rien »", BO, SpeechAct.COMMIT, ANA, NORTH, polarity=Polarity.NEGATIVE)
    offered = said(
        s, "\x1b[31mun échange de prisonniers", BO, SpeechAct.OFFER, ANA, SOUTH,
        topics=("prisoners",), certainty=Certainty.HEDGED,
    )  # fmt: skip
    closed = said(
        s, "Le port d'Ostrel reste fermé", ANA, SpeechAct.ASSERT, topics=("port",), via="Radio Lunde"
    )
    message = ContactMention(
        ContactKind.MESSAGE, ContactStatus.HELD, True, (BO, Actor("Cy Onda")), (at(letter, "une lettre"),)
    )
    return [
        Reading(
            article("north/a.txt", n),
            (call(n, "a parlé", "mardi 13 mai", 100, "une heure quarante"), meeting),
            (asked, nothing),
        ),
        Reading(
            article("south/a.txt", s),
            (call(s, "L'appel", "13 mai", 105, "une heure quarante-cinq"),),
            (offered, closed),
        ),
        Reading(article("letter.txt", letter), (message,)),
    ]


@pytest.fixture(scope="session")
def record(new_address: NewAddress, readings: list[Reading]) -> Database:
    """The record of these stories."""
    database = open_database(new_address(), create=True)
    with database.writing() as connection:
        add_outcomes(connection, readings, reader="hand", read_at=NOON)
        reconcile_record(connection, NOON)
    return database


@pytest.fixture(scope="session")
def record_path(record: Database) -> Address:
    """Where it is."""
    return record.address
