"""Saying in the browser on which promise a statement reports, and seeing it at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.cli.test_commitments import record  # noqa: F401  (a fixture)
from tests.web.conftest import HOST
from tests.web.test_review import answer, doubt
from verbale.record import open_database
from verbale.web.app import create_app
from verbale.web.renewal import Renewal
from verbale.web.settings import Settings


@pytest.fixture
def desk(record: Path) -> TestClient:  # noqa: F811
    app = create_app(Settings(open_database(record), frozenset({HOST})))
    return TestClient(app, base_url=f"http://{HOST}")


def test_a_statement_is_said_to_report_on_a_promise(
    desk: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = doubt(desk, "report")
    page = desk.get("/review?kind=report").text
    (button,) = re.findall(r'value="(report:\w+)"', page)
    assert "ouvrir le" in page
    # what is decided is seen before all promises are made anew
    monkeypatch.setattr(Renewal, "wait_or_begin", lambda self: False)
    assert answer(desk, answer=button, target=asked["id"], says="broken") == 303
    assert "It is about this one" not in desk.get("/review?kind=report").text
    assert "decided by Ida" in desk.get("/commitments").text


def test_what_it_says_must_be_chosen(desk: TestClient) -> None:
    asked = doubt(desk, "report")
    (button,) = re.findall(r'value="(report:\w+)"', desk.get("/review?kind=report").text)
    assert answer(desk, answer=button, target=asked["id"], says="") == 409
