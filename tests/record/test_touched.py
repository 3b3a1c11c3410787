"""What a decision does to promises is seen at once, and is what making all of them anew gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.test_commitments import record  # noqa: F401  (a fixture)
from verbale.record import Database, open_database
from verbale.record.commitment_output import CommitmentOut
from verbale.record.commitment_version import are_current
from verbale.record.commitments import bring_commitments_up_to_date, commitments
from verbale.record.doubted import every_doubt
from verbale.record.listed import bring_listing_up_to_date
from verbale.record.queries import contacts, statements
from verbale.record.reviewing import (
    Make,
    Signature,
    accept,
    correct,
    decide,
    reject,
    report,
    set_date,
    undo,
)

NOON = "2031-06-01T12:00:00+00:00"
State = tuple[list[CommitmentOut], list[str]]


@pytest.fixture
def database(record: Path) -> Database:  # noqa: F811
    opened = open_database(record)
    bring_listing_up_to_date(opened)
    bring_commitments_up_to_date(opened)
    return opened


def stored(database: Database) -> State:
    with database.reading() as connection:
        return commitments(connection), [d.id for d in every_doubt(connection) if d.kind == "report"]


def made_by(database: Database, *decisions: Make) -> State:
    for make in decisions:
        decide(database, make, Signature("Ida", NOON))
    with database.reading() as connection:
        assert not are_current(connection), "not all are made anew: that is what pages would wait for"
    return stored(database)


def ids(database: Database) -> dict[str, str]:
    """The statement of each story; the promise; the contact."""
    with database.reading() as connection:
        found = {s.path.removesuffix(".txt"): s.id for s in statements(connection)}
        found |= {"promise": commitments(connection)[0].id, "contact": contacts(connection)[0].id}
    return found


Decided = Callable[[dict[str, str]], list[Make]]


@pytest.mark.parametrize(
    "decided",
    [
        lambda of: [report(of["vague"], of["promise"], "broken")],
        lambda of: [report(of["accused"], of["promise"], "none")],
        lambda of: [reject(of["accused"])],
        lambda of: [reject(of["vague"])],
        lambda of: [reject(of["call"])],
        lambda of: [accept(of["call"])],
        lambda of: [correct(of["accused"], "speaker", ["Bo Karst"])],
        lambda of: [correct(of["call"], "addressee", [])],
        lambda of: [correct(of["call"], "act", ["offer"])],
        lambda of: [correct(of["call"], "act", ["deny"])],
        lambda of: [set_date(of["contact"], "2031-05-03")],
        lambda of: [reject(of["contact"])],
    ],
)
def test_at_once_as_later(database: Database, decided: Decided) -> None:
    at_once = made_by(database, *decided(ids(database)))
    bring_commitments_up_to_date(database)
    later = stored(database)
    assert _told(at_once) == _told(later)


@pytest.mark.parametrize(
    "decided",
    [
        lambda of: [report(of["vague"], of["promise"], "kept"), undo(1)],
        lambda of: [reject(of["call"]), undo(1)],
    ],
)
def test_what_rules_had_found_of_a_promise_is_back_when_all_are_made(
    database: Database, decided: Decided
) -> None:
    before = stored(database)
    at_once, _ = made_by(database, *decided(ids(database)))
    assert [(c.id, c.speaker, c.evidence) for c in at_once] == [
        (c.id, c.speaker, c.evidence) for c in before[0]
    ]
    assert not any(r.decided for c in at_once for r in c.reports)
    bring_commitments_up_to_date(database)
    assert _told(stored(database)) == _told(before)


def _told(state: State) -> object:
    found, asked = state
    return (
        [
            (c.id, c.speaker, c.to, c.act, c.made_on, c.contact, c.state, [_said(r) for r in c.reports])
            for c in found
        ],
        [[p.statement for p in c.possible_reports] for c in found],
        sorted(asked),
    )


def _said(r: object) -> object:
    return (r.says, r.by, r.evidence.statement, r.decided)  # type: ignore[attr-defined]


def test_a_report_is_marked_without_making_all_promises_anew(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = ids(database)
    decide(database, reject(of["vague"]), Signature("Ida", NOON))
    monkeypatch.setattr("verbale.record.reviewing.renew_commitments", _forbidden)
    decide(database, report(of["accused"], of["promise"], "kept"), Signature("Ida", NOON))
    (promise,), _ = stored(database)
    assert [r.says.value for r in promise.reports if r.decided] == ["kept"]


def _forbidden(connection: object) -> None:
    raise AssertionError("all promises are made anew")


def test_promises_never_made_are_not_begun(record: Path) -> None:  # noqa: F811
    database = open_database(record)
    with database.reading() as connection:
        name = next(iter(statements(connection))).id
    decide(database, accept(name), Signature("Ida", NOON))
