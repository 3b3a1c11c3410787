"""Promises of a large record are made beside the pages, which say so until they are there."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.show.conftest import NOON
from tests.web.test_review import desk  # noqa: F401  (a fixture)
from verbale.record import open_database
from verbale.record.reconciling import reconcile_record
from verbale.web import renewal
from verbale.web.renewal import Renewal


def test_pages_do_not_wait_for_the_promises_of_a_large_record(
    desk: TestClient,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun: list[Renewal] = []
    monkeypatch.setattr(Renewal, "wait_or_begin", lambda self: begun.append(self) is not None)
    for address in ("/commitments", "/review"):
        assert "is being worked out" in desk.get(address).text
    assert len(begun) == 2
    assert desk.get("/review.json").json()["rows"], "other questions are there"


def test_they_are_made_by_a_process_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renewal, "LARGE", 0)
    database = open_database(tmp_path / "record.db", create=True)
    with database.writing() as connection:
        reconcile_record(connection, NOON)
    made = Renewal(database)
    assert not made.wait_or_begin()
    assert made._running is not None
    made._running.join(120)
    assert made._running.exitcode == 0
    assert made.wait_or_begin()


def test_those_of_a_small_record_are_there_at_once(desk: TestClient) -> None:  # noqa: F811
    assert "is being worked out" not in desk.get("/commitments").text
