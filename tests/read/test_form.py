"""The JSON form of a reading: its keys, and that nothing is lost on the way there and back."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.model import (
    Actor,
    Article,
    Certainty,
    ContactKind,
    ContactMention,
    ContactStatus,
    DateBasis,
    DayRange,
    Days,
    Directness,
    Duration,
    DurationQualifier,
    Ordinal,
    Polarity,
    Reading,
    Span,
    SpeechAct,
    Statement,
)
from verbale.read.form import ReadingFormError, reading_from_json, reading_to_json

TEXT = "Jeudi, Ana Sorel a demandé à Otto Brandt « de rouvrir le col ». Ils se sont parlé une heure."
ANA, OTTO = Actor("Ana Sorel", "Q1", "Q10"), Actor("Otto Brandt")
SHA = hashlib.sha256(TEXT.encode()).hexdigest()
FULL = Reading(
    article=Article(
        "a.txt",
        TEXT,
        "fr",
        SHA,
        DayRange(date(2023, 4, 1), date(2023, 4, 30)),
        "2023-04",
        "Radio",
        "Titre",
        "https://a.example",
    ),
    contacts=(
        ContactMention(
            kind=ContactKind.CALL,
            status=ContactStatus.HELD,
            main=True,
            participants=(ANA, OTTO),
            evidence=(Span(64, 85),),
            days=Days(
                date(2023, 4, 6),
                date(2023, 4, 13),
                (date(2023, 4, 6), date(2023, 4, 13)),
                "[2023-04-06,2023-04-13]",
                Span(0, 5),
                "XXXX-WXX-4",
                DateBasis.RELATIVE,
            ),
            duration=Duration(60, DurationQualifier.EXACT, Span(85, 94)),
            initiator=ANA,
            requested_by=OTTO,
            place="Arvène",
            ordinal=Ordinal(2, "2023-01-05", Span(0, 5)),
            reasons=("a rule",),
        ),
    ),
    statements=(
        Statement(
            speaker=(ANA,),
            reported_by=(OTTO,),
            act=SpeechAct.REQUEST,
            content=Span(41, 61),
            directness=Directness.DIRECT,
            addressee=(OTTO,),
            topics=("border",),
            cue=Span(19, 26),
            source=Span(7, 16),
            evidence=(Span(0, 3),),
            candidates=(ANA, OTTO),
            reasons=("demander à X de P",),
            via="Radio",
        ),
    ),
    notes=("a note",),
)
BARE = Reading(
    article=Article("b.txt", TEXT, "fr", SHA),
    contacts=(
        ContactMention(ContactKind.TALKS, ContactStatus.PLANNED, False, (), ()),
        # a day known only on one side
        ContactMention(
            ContactKind.VISIT, ContactStatus.HELD, False, (ANA,), (), days=Days(date(2023, 4, 6), None)
        ),
    ),
    statements=(Statement((), (), SpeechAct.ASSERT, Span(0, 1), Directness.INDIRECT),),
)


@pytest.mark.parametrize("reading", [FULL, BARE], ids=["full", "bare"])
def test_there_and_back(reading: Reading) -> None:
    assert reading_from_json(reading_to_json(reading), TEXT) == reading


def test_without_the_text_only_the_text_is_missing() -> None:
    back = reading_from_json(reading_to_json(FULL))
    assert back == replace(FULL, article=replace(FULL.article, text=""))


def test_the_keys_that_other_programs_rely_on() -> None:
    form = json.loads(reading_to_json(FULL))
    assert set(form["article"]) >= {"path", "language", "published", "sha256"}
    contact, statement = form["contacts"][0], form["statements"][0]
    actor = {"name": "Ana Sorel", "id": "Q1", "side": "Q10"}
    expected_contact = {
        "kind": "call",
        "status": "held",
        "main": True,
        "date": "[2023-04-06,2023-04-13]",
        "date_from": "2023-04-06",
        "date_to": "2023-04-13",
        "date_candidates": ["2023-04-06", "2023-04-13"],
        "duration_minutes": 60,
        "duration_qualifier": "exact",
        "initiator": actor,
        "place": "Arvène",
        "evidence": [{"start": 64, "end": 85}],
    }
    assert {key: contact[key] for key in expected_contact} == expected_contact
    assert [a["name"] for a in contact["participants"]] == ["Ana Sorel", "Otto Brandt"]
    assert contact["requested_by"] == {"name": "Otto Brandt", "id": None, "side": None}
    assert (contact["ordinal"]["n"], contact["ordinal"]["since"]) == (2, "2023-01-05")
    expected_statement = {
        "speaker": [actor],
        "reported_by": [{"name": "Otto Brandt", "id": None, "side": None}],
        "via": "Radio",
        "addressee": [{"name": "Otto Brandt", "id": None, "side": None}],
        "act": "request",
        "topics": ["border"],
        "directness": "direct",
        "polarity": "positive",
        "certainty": "stated",
        "content": {"start": 41, "end": 61},
        "cue": {"start": 19, "end": 26},
        "source": {"start": 7, "end": 16},
    }
    assert {key: statement[key] for key in expected_statement} == expected_statement


def test_what_is_not_said_is_null_or_an_empty_list() -> None:
    form = json.loads(reading_to_json(BARE))
    contact, statement = form["contacts"][0], form["statements"][0]
    for key in ("date", "date_from", "date_to", "duration_minutes", "initiator", "place", "ordinal"):
        assert contact[key] is None
    assert contact["date_candidates"] == contact["participants"] == []
    assert statement["speaker"] == statement["topics"] == statement["addressee"] == []
    assert statement["cue"] is statement["source"] is statement["via"] is None


@given(st.text(min_size=1))
def test_a_reading_is_one_line_whatever_it_holds(name: str) -> None:
    reading = replace(BARE, contacts=(), statements=(), notes=(name, "\u2028 \x85 \x0b \x1e \n é"))
    line = reading_to_json(reading)
    assert line.splitlines() == [line]
    assert "é" in line
    assert reading_from_json(line).notes == reading.notes


@pytest.mark.parametrize("name", list(Polarity) + list(Certainty))
def test_marks_are_written_as_words(name: Polarity | Certainty) -> None:
    field = "polarity" if isinstance(name, Polarity) else "certainty"
    marked = Statement((), (), SpeechAct.ASSERT, Span(0, 1), Directness.INDIRECT, **{field: name})
    line = reading_to_json(replace(BARE, statements=(marked,)))
    assert json.loads(line)["statements"][0][field] == name.value
    assert reading_from_json(line).statements == (marked,)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "not a reading"),
        ("{}", "not a reading"),
        (reading_to_json(FULL).replace('"act":"request"', '"act":"urge"'), "not a reading"),
        (reading_to_json(FULL).replace('"notes"', '"remarks"'), "not a reading"),
        (reading_to_json(FULL).replace('{"start":41,"end":61}', '{"start":61,"end":41}'), "not a reading"),
        (reading_to_json(FULL).replace(SHA, "0" * 64), "not the one that was read"),
    ],
)
def test_what_is_no_reading_is_told(line: str, why: str) -> None:
    with pytest.raises(ReadingFormError, match=why):
        reading_from_json(line, TEXT)
