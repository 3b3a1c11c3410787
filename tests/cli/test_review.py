"""`verbale review`, as a person and as a program use it."""

from __future__ import annotations

import getpass
import hashlib
import json
import shlex
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from verbale.cli.main import app
from verbale.model import (
    Actor,
    Article,
    ContactKind,
    ContactMention,
    ContactStatus,
    DateBasis,
    Days,
    Directness,
    Reading,
    Span,
    SpeechAct,
    Statement,
)
from verbale.record import open_database, reviewing
from verbale.record.decisions import add_decision
from verbale.record.reconciling import reconcile_record
from verbale.record.sources import add_outcomes

ANA, BO = Actor("Ana Vell", "Q1"), Actor("Bo Karst")
WORDS = "l'ouverture du [red]port[/red]"
TEXT = f"Ana Vell a appelé Bo Karst et lui a demandé {WORDS}. « Non », dit l'un d'eux."


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["review", *(str(a) for a in arguments)])


def lines(*arguments: object) -> list[dict[str, Any]]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """Two undated calls, and a refusal of which nobody knows who spoke it."""
    start, no = TEXT.index(WORDS), TEXT.index("Non")
    call = ContactMention(ContactKind.CALL, ContactStatus.HELD, True, (ANA, BO), (Span(9, 17),))
    asked = Statement(
        (ANA,), (), SpeechAct.REQUEST, Span(start, start + len(WORDS)), Directness.INDIRECT, addressee=(BO,)
    )
    refused = Statement((), (), SpeechAct.REFUSE, Span(no, no + 3), Directness.DIRECT, candidates=(ANA, BO))
    readings = []
    for path, text in (("a.txt", TEXT), ("b.txt", TEXT.replace("appelé", "rappelé"))):
        article = Article(path, text, "fr", hashlib.sha256(text.encode()).hexdigest())
        readings.append(Reading(article, (call,), (asked, refused) if path == "a.txt" else ()))
    path = tmp_path / "my record.db"
    database = open_database(path, create=True)
    with database.writing() as connection:
        noon = "2031-06-01T12:00:00+00:00"
        add_outcomes(connection, readings, reader="hand", read_at=noon)
        reconcile_record(connection, noon)
    return path


def test_list_may_be_left_out(record: Path) -> None:
    assert run(record).stdout == run("list", record).stdout
    assert run().exit_code == 2
    assert run("--help").exit_code == 0


def test_doubts_for_people(record: Path) -> None:
    printed = run(record).stdout
    assert "1 doubt: statements with several possible speakers" in printed
    assert f"$ verbale review correct '{record}' s" in printed, "the path is quoted for a shell"
    assert 'speaker "Bo Karst"' in printed


def test_the_answers_that_are_printed_settle_the_doubts(record: Path) -> None:
    kinds = [d["kind"] for d in lines(record)]
    assert set(kinds) == {"contact", "speaker", "date"}
    while kinds:
        doubt = lines(record)[0]
        day = {"RECORD": str(record), "DAY": "2031-05-04"}
        words = [day.get(w, w) for w in shlex.split(doubt["answers"][0])[2:]]
        assert run(*words, "--by", "Ida").exit_code == 0
        left = [d["kind"] for d in lines(record)]
        assert len(left) < len(kinds)
        kinds = left


def test_a_contact_in_passing_is_offered_where_a_few_days_are_left(record: Path) -> None:
    tuesdays = tuple(date(2031, 5, day) for day in (6, 13, 20, 27))
    days = Days(tuesdays[0], tuesdays[-1], tuesdays, basis=DateBasis.RELATIVE)
    told = ContactMention(ContactKind.MEETING, ContactStatus.HELD, False, (ANA, BO), (Span(0, 8),), days)
    undated = replace(told, kind=ContactKind.VISIT, days=None)
    text = "Ana Vell avait reçu Bo Karst un mardi, après une visite."
    article = Article("c.txt", text, "fr", hashlib.sha256(text.encode()).hexdigest())
    with open_database(record).writing() as connection:
        noon = "2031-06-01T12:00:00+00:00"
        add_outcomes(connection, [Reading(article, (told, undated), ())], reader="hand", read_at=noon)
        reconcile_record(connection, noon)
    offered = [d for d in lines(record) if d["evidence"][0]["path"] == "c.txt"]
    (doubt,) = offered
    assert doubt["kind"] == "date"
    assert doubt["others"] == [day.isoformat() for day in tuesdays]
    words = shlex.split(doubt["answers"][0].replace("RECORD", shlex.quote(str(record))))[2:-1]
    for contradicted in ("2031-05-14", "2032", "2031-05-07/2031-05-12"):
        warned = run(*words, contradicted, "--by", "Ida")
        assert warned.exit_code == 0
        assert "no account allows that date; they leave [2031-05-06,2031-05-13," in warned.stderr
        assert run("undo", record, lines("history", record)[-1]["entry"], "--by", "Ida").exit_code == 0
    told = run(*words, "2031-05-13", "--by", "Ida")
    assert (told.exit_code, told.stderr) == (0, "")
    assert not [d for d in lines(record) if d["evidence"][0]["path"] == "c.txt"]


def test_a_value_that_begins_with_a_hyphen_is_a_value(record: Path) -> None:
    contact = lines(record)[0]["id"]
    for wrong in ("-5", "0", "--minutes"):
        result = run("correct", record, contact, "duration_minutes", wrong, "--by", "Ida")
        assert result.exit_code != 0
        said = " ".join(str(result.exception or "").split()) + " ".join(result.output.split())
        assert ("no such option: --minutes" if wrong == "--minutes" else "greater than 0") in said
    assert lines("history", record) == []
    assert run("correct", record, contact, "place", "-18 station", "--by", "Ida").exit_code == 0


def test_a_decision_is_shown_and_kept(record: Path) -> None:
    made = run(
        "correct", record, f"a.txt:{TEXT.index(WORDS)}", "act", "warn", "--by", "Ida", "--note", "see\n[1]"
    )
    assert made.exit_code == 0, made.output
    assert made.stdout.startswith("1 ")
    assert made.stdout.endswith("act warn (in force): see [1]\n")
    (entry,) = lines("history", record)
    assert (entry["action"], entry["by"], entry["note"], entry["state"]) == (
        "correct", "Ida", "see\n[1]", "in force",
    )  # fmt: skip
    assert entry["evidence"][0]["quote"] == WORDS
    assert entry["evidence"][0]["found"] is True
    shown = run("history", record).stdout
    assert f"a.txt:{TEXT.index(WORDS)} “{WORDS}”" in shown


def test_the_user_of_the_machine_decides_unless_told(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "ida")
    assert run("reject", record, f"a.txt:{TEXT.index(WORDS)}").exit_code == 0
    assert lines("history", record)[0]["by"] == "ida"

    def nobody() -> str:
        raise OSError("no name")

    monkeypatch.setattr(getpass, "getuser", nobody)
    refused = run("undo", record, 1)
    assert refused.exit_code == 1
    assert "give --by NAME" in refused.stderr


def test_undo_of_an_undo(record: Path) -> None:
    place = f"a.txt:{TEXT.index(WORDS)}"
    for arguments in (("reject", record, place), ("undo", record, 1), ("undo", record, 2)):
        assert run(*arguments, "--by", "Ida").exit_code == 0
    assert [e["state"] for e in lines("history", record)] == ["in force", "undone", "in force"]
    assert "undone by entry 3" in run("history", record).stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("accept", "RECORD", "c000000"), "no contact has the id"),
        (("undo", "RECORD", "1"), "there is no entry 1"),
        (("date", "RECORD", "c000000", "soon"), "is no day"),
        (("history", "nowhere.db"), "no such record"),
    ],
)
def test_what_cannot_be_done_is_one_line(record: Path, arguments: tuple[str, ...], message: str) -> None:
    result = run(*(record if a == "RECORD" else a for a in arguments))
    assert result.exit_code == 1
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_decision_whose_program_was_killed_is_shown_all_the_same(record: Path) -> None:
    database = open_database(record)
    with database.writing() as connection:
        make = reviewing.reject(f"a.txt:{TEXT.index(WORDS)}")
        add_decision(connection, make(connection, reviewing.Signature("Ida", "2031-06-01T12:00:00+00:00")))
    shown = CliRunner().invoke(app, ["statements", str(record), "--json"])
    assert WORDS not in shown.stdout
    assert shown.stderr == ""


def test_no_decision_yet(record: Path) -> None:
    assert run("history", record).stdout == "no decision was made yet\n"
