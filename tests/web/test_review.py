"""Reviewing as a desk does: a question, a decision, its undoing; signed, and refused when it cannot be."""

from __future__ import annotations

from datetime import date

import pytest
from fastapi.testclient import TestClient

from tests.conftest import NewAddress
from tests.show.conftest import ANA, BO, NOON, article, at
from tests.web.conftest import HOST
from verbale.model import (
    ContactKind,
    ContactMention,
    ContactStatus,
    Days,
    Directness,
    Reading,
    SpeechAct,
    Statement,
)
from verbale.record import open_database
from verbale.record.reconciling import reconcile_record
from verbale.record.sources import add_outcomes
from verbale.web.app import create_app
from verbale.web.around import around
from verbale.web.settings import Settings

ORIGIN = {"origin": f"http://{HOST}"}
MONDAYS = "Ana Vell a parlé lundi avec Bo Karst. Il a plu."
UNDATED = "<script>alert(1)</script> Ana Vell et Bo Karst se sont parlé. Il promet « la paix »."


@pytest.fixture
def desk(new_address: NewAddress) -> TestClient:
    """A contact of one of two Mondays, an undated one, and a statement that two may have made."""
    mondays = (date(2031, 5, 5), date(2031, 5, 12))
    days = Days(*mondays, mondays, "[2031-05-05,2031-05-12]", at(MONDAYS, "lundi"))
    call, held = ContactKind.CALL, ContactStatus.HELD
    either = ContactMention(call, held, True, (ANA, BO), (at(MONDAYS, "a parlé"),), days)
    undated = ContactMention(call, held, True, (ANA, BO), (at(UNDATED, "se sont parlé"),))
    peace = at(UNDATED, "« la paix »")
    said = Statement((), (), SpeechAct.COMMIT, peace, Directness.DIRECT, candidates=(ANA, BO))
    readings = [
        Reading(article("mondays.txt", MONDAYS), (either,)),
        Reading(article("undated.txt", UNDATED), (undated,), (said,)),
    ]
    database = open_database(new_address(), create=True)
    with database.writing() as connection:
        add_outcomes(connection, readings, reader="hand", read_at=NOON)
        reconcile_record(connection, NOON)
    return TestClient(create_app(Settings(database, frozenset({HOST}))), base_url=f"http://{HOST}")


def doubt(desk: TestClient, kind: str) -> dict[str, str]:
    found: dict[str, str] = next(d for d in desk.get("/review.json").json()["rows"] if d["kind"] == kind)
    return found


def answer(desk: TestClient, **form: str) -> int:
    return desk.post(
        "/review", data={"by": "Ida", **form}, headers=ORIGIN, follow_redirects=False
    ).status_code


def test_each_question_shows_its_words_as_text(desk: TestClient) -> None:
    kinds = {d["kind"] for d in desk.get("/review.json").json()["rows"]}
    assert kinds >= {"contact", "speaker", "date"}
    for kind in kinds:
        page = desk.get(f"/review?kind={kind}").text
        assert "<mark>" in page
        assert "<script>alert" not in page
    assert "&lt;script&gt;" in desk.get("/review?kind=speaker").text


def test_a_date_set_holds_until_it_is_undone(desk: TestClient) -> None:
    name = doubt(desk, "date")["id"]
    assert answer(desk, answer="date", target=name, date="2031-05-12", note="the palace's diary") == 303
    (entry,) = desk.get("/review/history.json").json()["rows"]
    assert (entry["by"], entry["action"], entry["note"]) == ("Ida", "date", "the palace's diary")
    (dated,) = [c for c in desk.get("/contacts.json").json()["rows"] if c["date"] == "2031-05-12"]
    assert "the palace&#39;s diary" in desk.get(f"/contacts/{dated['id']}").text
    assert "Entry 1 by Ida is kept" in desk.get("/review?made=1").text
    assert answer(desk, answer="undo", target="1") == 303
    assert doubt(desk, "date")["id"] == name
    assert [d["state"] for d in desk.get("/review/history.json").json()["rows"]] == ["undone", "in force"]


def test_who_judges_whether_two_are_one_sees_the_words_of_both(desk: TestClient) -> None:
    question = doubt(desk, "contact")
    page = desk.get("/review?kind=contact").text
    other = page[page.index(f"merge:{question['others'][0]}") :]
    known = {c["id"]: c["mentions"] for c in desk.get("/contacts.json").json()["rows"]}
    assert other.count("<mark>") == min(2, len({m["path"] for m in known[question["others"][0]]}))
    first = known[question["others"][0]][0]
    assert f"#t{first['start']}" in other


def test_two_contacts_are_made_one(desk: TestClient) -> None:
    question = doubt(desk, "contact")
    assert answer(desk, answer=f"merge:{question['others'][0]}", target=question["id"]) == 303
    assert len(desk.get("/contacts.json").json()["rows"]) == 1


def test_who_said_it(desk: TestClient) -> None:
    question = doubt(desk, "speaker")
    assert answer(desk, answer="speaker:Bo Karst", target=question["id"]) == 303
    assert not [d for d in desk.get("/review.json").json()["rows"] if d["kind"] == "speaker"]


@pytest.mark.parametrize(
    ("form", "reason"),
    [
        ({"answer": "accept", "by": " "}, "nobody is named who decides"),
        ({"answer": "date", "date": "soon"}, "is no day"),
        ({"answer": "merge:nothing"}, "no contact has the id"),
        ({"answer": "correct", "field": "colour", "value": "red"}, "there is no field"),
        ({"answer": "correct", "field": "kind", "value": "dance"}, "cannot be dance"),
        ({"answer": "undo", "target": "77"}, "there is no entry 77"),
        ({"answer": "undo", "target": "x"}, "is no number of an entry"),
        ({"answer": "burn"}, "is no decision"),
        ({"answer": "accept", "target": ""}, "nothing is named"),
    ],
)
def test_what_cannot_be_decided_is_said_and_nothing_is_kept(
    desk: TestClient, form: dict[str, str], reason: str
) -> None:
    given = {"target": doubt(desk, "date")["id"], "by": "Ida", **form}
    refused = desk.post("/review", data=given, headers=ORIGIN)
    assert refused.status_code == 409
    assert reason in refused.text.replace("&#39;", "'")
    assert desk.get("/review/history.json").json()["rows"] == []


def test_the_name_is_remembered(desk: TestClient) -> None:
    answer(desk, answer="accept", target=doubt(desk, "date")["id"], by="Zoé Ωmega")
    assert 'value="Zoé Ωmega"' in desk.get("/review").text


def test_the_words_around_are_those_of_the_text() -> None:
    text = "One. Two. Three here. Four.\n\nFive. Six."
    found = around(text, text.index("here"), text.index("here") + 4)
    assert (found.before, found.words, found.after) == ("One. Two. Three ", "here", ". Four.\n\nFive.")
    whole = around("x" * 5000, 2500, 2501)
    assert len(whole.before + whole.after) == 1200


def test_the_search_follows_decisions(desk: TestClient) -> None:
    (said,) = desk.get("/search.json?q=paix").json()["rows"]
    assert desk.get("/search.json?actor=name:bo+karst").json()["rows"] == []
    assert answer(desk, answer="speaker:Bo Karst", target=doubt(desk, "speaker")["id"]) == 303
    (decided,) = desk.get("/search.json?q=paix").json()["rows"]
    assert [a["name"] for a in decided["statement"]["speaker"]] == ["Bo Karst"]
    assert "Bo Karst" in desk.get("/search?q=paix").text
    assert answer(desk, answer="reject", target=decided["id"]) == 303
    assert said["statement"]["speaker"] == []
    assert desk.get("/search.json?q=paix").json()["rows"] == []


def test_words_that_are_two_acts_are_asked_about(new_address: NewAddress) -> None:
    words = "que les vannes restent ouvertes tout l'hiver"
    readings = []
    for path, verb, act in (
        ("a.txt", "demande", SpeechAct.REQUEST),
        ("b.txt", "exige", SpeechAct.REQUEST),
        ("c.txt", "prévient", SpeechAct.WARN),
    ):
        story = f"Le 5 mai 2031, Ana Vell a parlé avec Bo Karst. Elle {verb} {words}."
        call = ContactMention(
            ContactKind.CALL,
            ContactStatus.HELD,
            True,
            (ANA, BO),
            (at(story, "a parlé"),),
            Days(
                date(2031, 5, 5), date(2031, 5, 5), (date(2031, 5, 5),), "2031-05-05", at(story, "5 mai 2031")
            ),
        )
        said = Statement((ANA,), (), act, at(story, words), Directness.INDIRECT, addressee=(BO,))
        readings.append(Reading(article(path, story), (call,), (said,)))
    database = open_database(new_address(), create=True)
    with database.writing() as connection:
        add_outcomes(connection, readings, reader="hand", read_at=NOON)
        reconcile_record(connection, NOON)
    client = TestClient(
        create_app(Settings(database, frozenset({HOST}))), base_url=f"http://{HOST}", follow_redirects=False
    )
    (doubt,) = client.get("/review.json?kind=act").json()["rows"]
    assert (doubt["others"], doubt["evidence"][0]["path"]) == (["request"], "c.txt")
    page = client.get("/review?kind=act", headers={"accept-language": "fr"}).text
    assert "lus ici : avertit ; ailleurs : demande" in page
    form = {"answer": "act:request", "target": doubt["id"], "by": "Ida"}
    assert client.post("/review", data=form, headers=ORIGIN).status_code == 303
    assert client.get("/review.json?kind=act").json()["rows"] == []
    form = {"answer": "undo", "target": "1", "by": "Ida"}
    client.post("/review", data=form, headers=ORIGIN)
    (again,) = client.get("/review.json?kind=act").json()["rows"]
    assert again == doubt
    form = {"answer": "accept", "target": doubt["id"], "by": "Ida"}
    client.post("/review", data=form, headers=ORIGIN)
    assert client.get("/review.json?kind=act").json()["rows"] == []
