"""Stories that mean harm: names without end, overrides of direction, markup, right-to-left names."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from tests.conftest import NewAddress
from tests.show.conftest import BO, NOON, article, at
from tests.web.conftest import HOST
from verbale.model import (
    Actor,
    ContactKind,
    ContactMention,
    ContactStatus,
    Directness,
    Reading,
    SpeechAct,
    Statement,
)
from verbale.record import open_database
from verbale.record.reconciling import reconcile_record
from verbale.record.sources import add_outcomes
from verbale.web.app import create_app
from verbale.web.settings import Settings

ENDLESS = "<b onclick=alert(1)>Ana\u202e" + "Vell " * 200_000
HEBREW = "\u05d0\u05e0\u05d4 \u05d5\u05dc"
TEXT = "Une longue histoire. Ils se sont parlé. Elle promet « la \u202e paix </q><script>alert(2)</script> »."
WORDS = "« la \u202e paix </q><script>alert(2)</script> »"
SCRIPT = re.compile(r"<script(?! src=)|<b onclick", re.IGNORECASE)


@pytest.fixture(scope="module", params=[ENDLESS, HEBREW], ids=["endless", "right to left"])
def named(request: pytest.FixtureRequest, new_address: NewAddress) -> tuple[str, TestClient]:
    """A name, and the application over a record of whom it is."""
    who = Actor(request.param)
    call = ContactMention(ContactKind.CALL, ContactStatus.HELD, True, (who, BO), (at(TEXT, "se sont parlé"),))
    said = Statement((who,), (), SpeechAct.COMMIT, at(TEXT, WORDS), Directness.DIRECT, addressee=(BO,))
    database = open_database(new_address(), create=True)
    with database.writing() as connection:
        add_outcomes(
            connection, [Reading(article("a.txt", TEXT), (call,), (said,))], reader="hand", read_at=NOON
        )
        reconcile_record(connection, NOON)
    return request.param, TestClient(
        create_app(Settings(database, frozenset({HOST}))), base_url=f"http://{HOST}"
    )


def test_no_page_is_upset(named: tuple[str, TestClient]) -> None:
    name, client = named
    contact = client.get("/contacts.json").json()["rows"][0]
    assert contact["participants"][0]["name"] == name or contact["participants"][1]["name"] == name
    story = contact["mentions"][0]["article"]
    for address in (
        "/", f"/contacts/{contact['id']}", f"/articles/{story}", "/actors", "/commitments", "/review",
        "/search", "/search?q=paix", "/sources", "/actors?name=Vell",
    ):  # fmt: skip
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert not SCRIPT.search(answer.text), address
        if not address.startswith("/articles"):  # a story is shown as it is written, isolated
            assert "\u202e" not in answer.text, address


def test_a_right_to_left_name_stands_by_itself(named: tuple[str, TestClient]) -> None:
    name, client = named
    if name == HEBREW:
        for address in ("/", "/actors", "/commitments"):
            assert f"<bdi>{HEBREW}</bdi>" in client.get(address).text
