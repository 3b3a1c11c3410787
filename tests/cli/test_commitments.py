# ruff: noqa: E501 (texts)
"""`verbale commitments` and `positions`, and reports that a person marks."""

from __future__ import annotations

import hashlib
import json
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
    DayRange,
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

ANA, BO = Actor("Ana Vell", "Q1"), Actor("Bo Karst")
# Keys that RECORD's form of a commitment and of a report must have.
KEYS = {
    "id", "speaker", "to", "topics", "content", "conditions", "due", "reported_by", "made_on", "contact",
    "reports", "state",
}  # fmt: skip
NOON = "2031-06-01T12:00:00+00:00"
CALL = "Ana Vell a appelé Bo Karst dimanche. Il a promis {d'ouvrir le [red]port[/red] d'Ostrel avant le 20 mai si les tirs cessent}."
ACCUSED = "Ana Vell accuse Bo Karst {de n'avoir pas tenu sa promesse d'ouvrir le port d'Ostrel}."
VAGUE = "Ana Vell dit {que Bo Karst n'a pas tenu parole}."
CLOSED = "Bo Karst a refusé {d'ouvrir le port d'Ostrel}."


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


def lines(*arguments: object) -> list[dict[str, Any]]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def reading(
    path: str, marked: str, day: int, act: str, by: Actor, cue: str, to: Actor | None = None
) -> Reading:
    start = marked.index("{")
    text = marked.replace("{", "").replace("}", "")
    content = Span(start, marked.index("}") - 1)
    when = date(2031, 5, day)
    article = Article(
        path, text, "fr", hashlib.sha256(text.encode()).hexdigest(), DayRange(when, when), when.isoformat()
    )
    at = text.index(cue)
    said = Statement(
        (by,), (), SpeechAct(act), content, Directness.INDIRECT, addressee=(to,) if to else (),
        topics=("ports",), cue=Span(at, at + len(cue)),
    )  # fmt: skip
    call = ContactMention(
        ContactKind.CALL, ContactStatus.HELD, True, (ANA, BO), (Span(9, 17),),
        Days(date(2031, 5, 4), date(2031, 5, 4), (date(2031, 5, 4),), "2031-05-04"),
    )  # fmt: skip
    return Reading(article, (call,) if path == "call.txt" else (), (said,))


@pytest.fixture
def record(tmp_path: Path) -> Path:
    vague = reading("vague.txt", VAGUE, 23, "assert", ANA, "dit")
    (said,) = vague.statements
    readings = [
        reading("call.txt", CALL, 5, "commit", BO, "promis", ANA),
        reading("accused.txt", ACCUSED, 22, "accuse", ANA, "accuse"),
        reading("closed.txt", CLOSED, 25, "refuse", BO, "refusé"),
        Reading(vague.article, (), (Statement(said.speaker, (), said.act, said.content, said.directness, cue=said.cue),)),
    ]  # fmt: skip
    path = tmp_path / "record.db"
    database = open_database(path, create=True)
    with database.writing() as connection:
        add_outcomes(connection, readings, reader="hand", read_at=NOON)
        reconcile_record(connection, NOON)
    return path


def test_json(record: Path) -> None:
    (c,) = lines("commitments", record)
    assert c.keys() >= KEYS
    assert [a["name"] for a in c["speaker"]] == ["Bo Karst"]
    assert [a["name"] for a in c["to"]] == ["Ana Vell"]
    assert c["content"] == "d'ouvrir le [red]port[/red] d'Ostrel avant le 20 mai si les tirs cessent"
    assert (c["conditions"], c["due"], c["made_on"]) == ("si les tirs cessent", "2031-05-20", "2031-05-04")
    assert c["state"] == "reported broken"
    (r,) = c["reports"]
    assert (r["date"], r["says"], r["by"][0]["name"]) == ("2031-05-22", "broken", "Ana Vell")
    assert r["evidence"].keys() >= {"path", "start", "end"}
    text = CALL.replace("{", "").replace("}", "")
    for place, words in (
        (c["condition_at"], c["conditions"]),
        (c["due_at"], "avant le 20 mai"),
        (c["evidence"][0], c["content"]),
    ):
        assert text[place["start"] : place["end"]] == words


def test_for_people(record: Path) -> None:
    listed = run("commitments", record).stdout
    assert "2031-05-04 Bo Karst → Ana Vell [p" in listed
    assert "Ana Vell says it was broken" in listed
    assert "[red]" in listed, "what stories say is no markup"
    name = lines("commitments", record)[0]["id"]
    one = run("commitments", record, name[:6]).stdout
    assert "condition: “si les tirs cessent”  call.txt:" in one
    assert "due: 2031-05-20  call.txt:" in one
    assert "“pas tenu sa promesse”" not in one
    assert "is read as broken" in one
    assert "May report on it" in one


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (("--actor", "karst"), 1),
        (("--actor", "Q1"), 1),
        (("--actor", "Onda"), 0),
        (("--topic", "ports"), 1),
        (("--topic", "ostrel"), 1),
        (("--topic", "grain"), 0),
        (("--state", "reported broken"), 1),
        (("--state", "open"), 0),
        (("--from", "2031-05-04", "--to", "2031-05-04"), 1),
        (("--from", "2031-05-05"), 0),
        (("--to", "2031-05-03"), 0),
    ],
)
def test_filters(record: Path, options: tuple[str, ...], count: int) -> None:
    assert len(lines("commitments", record, *options)) == count


def test_wrong_questions(record: Path) -> None:
    wrong = run("commitments", record, "--state", "mended")
    assert (wrong.exit_code, "there is no state 'mended'" in wrong.stderr) == (2, True)
    missing = run("commitments", record, "pffff")
    assert (missing.exit_code, "no commitment has the id" in missing.stderr) == (1, True)


def test_what_may_report_is_in_doubt_until_a_person_says(record: Path) -> None:
    (doubt,) = [d for d in lines("review", record) if d["kind"] == "report"]
    name = lines("commitments", record)[0]["id"]
    assert doubt["others"] == [name]
    said = run("review", "report", record, doubt["id"], name, "broken", "--by", "Ida")
    assert said.exit_code == 0, said.output
    assert not [d for d in lines("review", record) if d["kind"] == "report"]
    reports = lines("commitments", record)[0]["reports"]
    assert [r["decided"] for r in reports] == [None, reports[1]["decided"]]
    assert reports[1]["decided"].startswith("decided by Ida on ")
    assert "decided by Ida" in run("commitments", record, name).stdout


def test_a_report_that_is_none(record: Path) -> None:
    (c,) = lines("commitments", record)
    start = ACCUSED.index("{")
    assert (
        run("review", "report", record, f"accused.txt:{start}", c["id"], "none", "--by", "Ida").exit_code == 0
    )
    (c,) = lines("commitments", record)
    assert (c["reports"], c["state"]) == ([], "open")
    assert run("review", "undo", record, "1", "--by", "Ida").exit_code == 0
    assert lines("commitments", record)[0]["state"] == "reported broken"


@pytest.mark.parametrize(
    ("says", "message"), [("mended", "a report cannot say 'mended'"), ("kept", "is the commitment itself")]
)
def test_reports_that_cannot_be(record: Path, says: str, message: str) -> None:
    (c,) = lines("commitments", record)
    result = run("review", "report", record, c["evidence"][0]["statement"], c["id"], says, "--by", "Ida")
    assert (result.exit_code, message in result.stderr) == (1, True)


def test_a_rejected_promise_is_none(record: Path) -> None:
    (c,) = lines("commitments", record)
    assert run("review", "reject", record, c["evidence"][0]["statement"], "--by", "Ida").exit_code == 0
    assert lines("commitments", record) == []
    assert run("commitments", record).stdout == "no commitments\n"


def test_positions(record: Path) -> None:
    found = lines("positions", record, "--actor", "karst", "--topic", "ports")
    assert [(p["date"], p["date_basis"], p["act"], p["change"]) for p in found] == [
        ("2031-05-04", "contact", "commit", None),
        ("2031-05-25", "publication", "refuse", "before: commit (2031-05-04); now: refuse"),
    ]
    printed = run("positions", record, "--actor", "karst").stdout
    assert "CHANGE before: commit (2031-05-04); now: refuse" in " ".join(printed.split())
    assert [p["change"] for p in lines("positions", record, "--actor", "karst", "--from", "2031-05-20")] == [
        "before: commit (2031-05-04); now: refuse"
    ], "a change is seen against what is not shown, too"
    assert lines("positions", record, "--actor", "karst", "--to", "2031-05-01") == []
    assert run("positions", record, "--actor", "nobody").stdout == "no statements\n"
    assert run("positions", record).exit_code == 2
