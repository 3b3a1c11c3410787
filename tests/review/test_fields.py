"""Values of fields: which are taken, how they are written, and what a wrong one is told."""

from __future__ import annotations

import re

import pytest

from verbale.errors import ReviewError
from verbale.model import Actor, Directness, Span, SpeechAct, Statement
from verbale.review.fields import CONTACT_FIELDS, STATEMENT_FIELDS, corrected_statement, decode, encode

ANA, BO = Actor("Ana Vell", "Q1"), Actor("Bo Karst")


@pytest.mark.parametrize(
    ("field", "words", "actors", "statement", "value"),
    [
        ("act", ["deny"], [], True, SpeechAct.DENY),
        ("speaker", ["Q1", "Bo Karst"], [ANA, BO], True, (ANA, BO)),
        ("speaker", [], [], True, ()),
        ("topics", ["grain", "ports"], [], True, ("grain", "ports")),
        ("via", [], [], True, None),
        ("via", ["Radio Lunde"], [], True, "Radio Lunde"),
        ("duration_minutes", ["90"], [], False, 90),
        ("duration_minutes", [], [], False, None),
        ("initiator", ["Q1"], [ANA], False, ANA),
        ("initiator", [], [], False, None),
        ("participants", ["Q1", "Bo Karst"], [ANA, BO], False, (ANA, BO)),
    ],
)
def test_values_are_kept(
    field: str, words: list[str], actors: list[Actor], statement: bool, value: object
) -> None:
    written = encode(field, words, actors, statement=statement)
    assert decode(field, written, statement=statement) == value


@pytest.mark.parametrize(
    ("field", "words", "statement", "message"),
    [
        ("act", ["frown"], True, "act cannot be frown"),
        ("act", [], True, "act cannot be empty"),
        ("act", ["deny", "warn"], True, "act has one value, not 2"),
        ("duration_minutes", ["long"], False, "duration_minutes cannot be long"),
        ("content", ["x"], True, "there is no field 'content' to correct; there are: speaker"),
        ("act", ["deny"], False, "there is no field 'act'"),
        # days have a command of their own, which takes whole sets of days
        ("date", ["2031-05-04"], False, "there is no field 'date'"),
    ],
)
def test_what_a_field_cannot_be(field: str, words: list[str], statement: bool, message: str) -> None:
    with pytest.raises(ReviewError, match=re.escape(message)):
        encode(field, words, [], statement=statement)


def test_fields_are_those_of_the_model() -> None:
    assert STATEMENT_FIELDS.keys() <= Statement.__dataclass_fields__.keys()
    assert "date" not in CONTACT_FIELDS


def test_a_corrected_statement_says_what_it_was() -> None:
    s = Statement((ANA,), (), SpeechAct.ASSERT, Span(0, 5), Directness.INDIRECT, reasons=("cue",))
    new = corrected_statement(s, "act", '"deny"', "decided by Ida on 2031-06-01 (entry 1)")
    assert (new.act, new.speaker) == (SpeechAct.DENY, (ANA,))
    assert new.reasons == ("cue", "act corrected from assert to deny, decided by Ida on 2031-06-01 (entry 1)")


def test_who_names_the_speaker_leaves_no_candidates() -> None:
    s = Statement((), (), SpeechAct.ASSERT, Span(0, 5), Directness.INDIRECT, candidates=(ANA, BO))
    new = corrected_statement(
        s, "speaker", encode("speaker", ["Q1"], [ANA], statement=True), "decided by Ida"
    )
    assert (new.speaker, new.candidates) == ((ANA,), ())
