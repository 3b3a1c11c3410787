"""`verbale show`, `contacts`, `statements`, `sources`."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from verbale.cli.main import app
from verbale.model import (
    Actor,
    Article,
    ContactKind,
    ContactMention,
    ContactStatus,
    Days,
    Directness,
    Reading,
    Span,
    SpeechAct,
    Statement,
)
from verbale.record import open_database
from verbale.record.reconciling import reconcile_record
from verbale.record.sources import add_outcomes

TEXT = "Ana Vell a appelé Bo Karst [red]mardi[/red] et lui a demandé l'ouverture du port."
CONTACT_KEYS = {
    "id", "kind", "status", "participants", "date", "date_from", "date_to", "date_candidates",
    "duration_minutes", "initiator", "requested_by", "place", "mentions", "versions", "divergences",
    "reasons",
}  # fmt: skip
STATEMENT_KEYS = {
    "id", "contact", "path", "independent_sources", "copies", "speaker", "reported_by", "via", "addressee",
    "act", "topics", "directness", "polarity", "certainty", "content", "cue", "source",
}  # fmt: skip


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


def lines(*arguments: object) -> list[dict[str, object]]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ana, bo = Actor("Ana Vell", "Q1"), Actor("Bo Karst")
    article = Article("a.txt", TEXT, "fr", hashlib.sha256(TEXT.encode()).hexdigest())
    day = date(2031, 5, 13)
    days = Days(day, day, (day,), day.isoformat(), Span(33, 38))
    call = ContactMention(ContactKind.CALL, ContactStatus.HELD, True, (ana, bo), (Span(9, 17),), days)
    letter = ContactMention(ContactKind.MESSAGE, ContactStatus.PLANNED, False, (ana, bo), (Span(0, 8),))
    start = TEXT.index("l'ouverture")
    content = Span(start, len(TEXT) - 1)
    said = Statement(
        (ana,), (), SpeechAct.REQUEST, content, Directness.INDIRECT, addressee=(bo,), topics=("port",)
    )
    database = open_database(tmp_path_factory.mktemp("cli") / "record.db", create=True)
    with database.writing() as connection:
        add_outcomes(
            connection, [Reading(article, (call, letter), (said,))], reader="hand", read_at="2031-06-01"
        )
        reconcile_record(connection, "2031-06-01")
    return database.address


def test_contacts_have_the_documented_form(record: Path) -> None:
    call, letter = lines("contacts", record)
    assert call.keys() >= CONTACT_KEYS
    assert call["date_candidates"] == ["2031-05-13"]
    assert call["participants"] == [
        {"name": "Ana Vell", "id": "Q1", "side": None},
        {"name": "Bo Karst", "id": None, "side": None},
    ]
    (mention,) = call["mentions"]  # type: ignore[misc]
    assert {k: mention[k] for k in ("path", "start", "end")} == {"path": "a.txt", "start": 9, "end": 17}
    (versions,) = [v for v in call["versions"] if v["fact"] == "date"]  # type: ignore[attr-defined]
    assert versions["evidence"] == [{"path": "a.txt", "start": 33, "end": 38}]
    assert (letter["date"], letter["date_candidates"]) == (None, [])


def test_statements_have_the_documented_form(record: Path) -> None:
    (call, _), (said,) = lines("contacts", record), lines("statements", record)
    assert said.keys() >= STATEMENT_KEYS
    assert said["contact"] == call["id"]
    assert said["quote"] == "l'ouverture du port"
    assert lines("statements", record, "--contact", call["id"]) == [said]
    assert lines("show", record, call["id"]) == [{"contact": call, "statements": [said]}]


def test_show(record: Path) -> None:
    result = run("show", record)
    assert result.exit_code == 0
    assert "2031-05-13  call               Ana Vell – Bo Karst" in result.stdout
    assert "message (planned)" in result.stdout


def test_show_one_contact_by_the_beginning_of_its_id(record: Path) -> None:
    (call, _) = lines("contacts", record)
    result = run("show", record, str(call["id"])[:8])
    assert result.exit_code == 0
    assert "Call, 2031-05-13: Ana Vell – Bo Karst" in result.stdout
    assert "a.txt:" in result.stdout


def test_filters(record: Path) -> None:
    assert len(lines("show", record, "--actor", "vell")) == 2
    assert len(lines("show", record, "--since", "2031-05-14")) == 0
    result = run("show", record, "--since", "2031-05-13")
    assert "1 undated contact left out" in result.stderr
    assert "message" not in result.stdout


def test_statements_and_sources_for_people(record: Path) -> None:
    assert "a.txt:61: Ana Vell → Bo Karst: request: “l'ouverture du port”" in run("statements", record).stdout
    assert "a.txt" in run("sources", record).stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", "missing.db"], "no such record"),
        (["show", "RECORD", "c0000000000"], "no contact has the id"),
        (["show", "RECORD", "c"], "contacts begin with"),
        (["statements", "RECORD", "--contact", "zzz"], "no contact has the id"),
    ],
)
def test_what_is_not_there(record: Path, arguments: list[str], message: str) -> None:
    result = run(*[str(record) if a == "RECORD" else a for a in arguments])
    assert result.exit_code == 1
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("arguments", [["--since", "yesterday"], ["c1", "--actor", "vell"]])
def test_wrong_usage(record: Path, arguments: list[str]) -> None:
    assert run("show", record, *arguments).exit_code == 2
