"""What is cited can be pasted, imported and found again; nothing in it is surer than the record."""

from __future__ import annotations

from datetime import date

import pytest
from fastapi.testclient import TestClient

from tests.show.conftest import ANA, NORTH, at
from tests.web.conftest import HOST
from verbale.model import Actor, Article, Directness, Reading, SpeechAct, Statement
from verbale.record.output import ContactOut
from verbale.web.citation import cite_contact, cite_statement
from verbale.web.words import words_in

# From the CSL-JSON schema 1.0.2: fields of an item that are strings, dates and names, and its types.
STRINGS = {
    "id", "type", "title", "container-title", "event-place", "language", "archive", "archive_location",
    "note", "URL",
}  # fmt: skip
DATES = {"issued", "event-date"}
TYPES = {"article-newspaper", "entry", "webpage"}
PORT = "La présidence dit : « Ouvrez le port. »"


def assert_csl(item: dict[str, object]) -> None:
    assert item["type"] in TYPES
    assert isinstance(item["id"], str)
    for key, value in item.items():
        if key in STRINGS:
            assert isinstance(value, str)
            assert value
        elif key in DATES:
            assert isinstance(value, dict)
            assert set(value) in ({"date-parts"}, {"literal"})
            for parts in value.get("date-parts", ()):
                assert 1 <= len(parts) <= 3
                assert all(type(p) is int for p in parts)
        else:
            assert key == "author"
            assert isinstance(value, list)
            assert all(set(name) == {"literal"} for name in value)


def listed(client: TestClient) -> list[dict[str, object]]:
    found: list[dict[str, object]] = client.get("/contacts.json").json()["rows"]
    return found


def test_every_contact_and_statement_has_a_reference(client: TestClient) -> None:
    for contact in listed(client):
        answer = client.get(f"/contacts/{contact['id']}/citation.json")
        assert answer.headers["content-type"] == "application/vnd.citationstyles.csl+json"
        assert answer.headers["content-disposition"].endswith(f'"{contact["id"]}.csl.json"')
        (item,) = answer.json()
        assert_csl(item)
        assert item["URL"] == f"http://{HOST}/contacts/{contact['id']}"
        text = client.get(f"/contacts/{contact['id']}/citation.txt").text.strip()
        page = client.get(f"/contacts/{contact['id']}").text
        assert text.replace("'", "&#39;") in page
        for s in client.get(f"/contacts/{contact['id']}.json").json()["rows"][0]["statements"]:
            (item,) = client.get(f"/statements/{s['id']}/citation.json").json()
            assert_csl(item)
            assert client.get(f"/statements/{s['id']}.json").json()["rows"] == [s]
            cited = client.get(f"/statements/{s['id']}/citation.txt").text.strip()
            story = client.get(f"/statements/{s['id']}")
            assert str(story.url).startswith(f"http://{HOST}/articles/")
            assert cited.replace("'", "&#39;") in story.text
            assert cited.count("\n") == 0


def test_all_references_of_a_story_come_in_one_file(client: TestClient) -> None:
    digest = next(m["article"] for c in listed(client) for m in c["mentions"])  # type: ignore[attr-defined]
    items = client.get(f"/articles/{digest}/citations.json").json()
    assert items
    for item in items:
        assert_csl(item)
        assert digest in client.get(f"/statements/{item['id']}").url.path


@pytest.mark.parametrize("address", ["/statements/s0", "/statements/s0/citation.txt", "/statements/s0.json"])
def test_what_nobody_said_is_not_cited(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("language", "days", "expected", "day"),
    [
        ("en", ((2031, 5, 13), (2031, 5, 13), ()), "Call, Ana Vell, 13 May 2031. 2 independent", None),
        ("fr", ((2031, 5, 13), (2031, 5, 13), ()), "Appel, Ana Vell, 13 mai 2031. 2 sources", None),
        ("en", ((2031, 5, 5), (2031, 5, 12), (5, 12)), "5 May or 12 May 2031", "5 May or 12 May 2031"),
        ("fr", (None, (2031, 5, 12), ()), "jusqu'au 12 mai 2031", "jusqu'au 12 mai 2031"),
        ("en", (None, None, ()), "undated", "undated"),
    ],
)  # fmt: skip
def test_a_date_is_cited_as_sure_as_it_is(
    client: TestClient,
    language: str,
    days: tuple[tuple[int, int, int] | None, tuple[int, int, int] | None, tuple[int, ...]],
    expected: str,
    day: str | None,
) -> None:
    first, last, of_may = days
    form = next(c for c in listed(client) if c["kind"] == "call")
    changed = {
        "participants": [{"name": "Ana Vell"}],
        "date_from": date(*first) if first else None,
        "date_to": date(*last) if last else None,
        "date_candidates": [date(2031, 5, d) for d in of_may],
    }
    contact = ContactOut.model_validate({**form, **changed})
    citation = cite_contact(contact, (), words_in(language), None)
    assert expected in citation.text
    assert_csl(citation.item.form())
    assert citation.item.form()["event-date"] == (
        {"literal": day} if day else {"date-parts": [[2031, 5, 13]]}
    )
    assert "URL" not in citation.item.form()


def test_a_readout_is_cited_by_its_issuer_and_the_press_by_its_outlet() -> None:
    said = Statement((ANA,), (NORTH,), SpeechAct.REQUEST, at(PORT, "« Ouvrez le port. »"), Directness.DIRECT)
    story = Article(
        "a.txt", PORT, "fr", "0" * 64, published_edtf="2031-05", title="Le port", outlet="Le Quotidien",
        url="https://quotidien.example/port",
    )  # fmt: skip
    press = cite_statement("s1", said, Reading(story, (), (said,)), words_in("fr"), None)
    assert press.text == (
        "Ana Vell : « Ouvrez le port. », selon Norland (presidency). Le Quotidien, Le port, mai 2031, "
        "https://quotidien.example/port. Verbale s1, 000000000000:20–39"
    )
    form = press.item.form()
    assert_csl(form)
    assert (form["type"], form["container-title"], form["issued"]) == (
        "article-newspaper", "Le Quotidien", {"date-parts": [[2031, 5]]},
    )  # fmt: skip
    readout = Reading(story, (), (said,), issuer=Actor("Norland (presidency)"))
    own = cite_statement("s1", said, readout, words_in("en"), "http://x.example/s1").item.form()
    assert (own["type"], own["author"]) == ("webpage", [{"literal": "Norland (presidency)"}])
    assert own["archive_location"] == "http://x.example/s1"
