"""The search: what is found, what there is to choose from, and all of it as a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.plans import plan, sorts
from verbale.record import Database, listing
from verbale.record.listing import Choice, Facet
from verbale.web.sheets import csv_answer, harmless


def rows(client: TestClient, address: str) -> list[dict[str, Any]]:
    answer = client.get(address).json()
    assert answer["ok"]
    found: list[dict[str, Any]] = answer["rows"]
    return found


def sheet(client: TestClient, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.headers["content-type"].startswith("text/csv")
    assert "attachment" in answer.headers["content-disposition"]
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_each_choice_takes_as_many_as_its_number_says(client: TestClient) -> None:
    facets = rows(client, "/search/facets.json")
    assert {f["facet"] for f in facets} >= {
        "actor",
        "side",
        "act",
        "topic",
        "kind",
        "story_language",
        "period",
    }
    for f in facets:
        found = client.get("/search.json", params={f["facet"]: f["value"]}).json()["rows"]
        assert len(found) == f["count"], f
        counted = client.get("/search/facets.json", params={f["facet"]: f["value"]}).json()["rows"]
        assert f in counted


def test_choices_agree_with_the_statements(client: TestClient) -> None:
    found = rows(client, "/search.json")
    acts = Counter(s["statement"]["act"] for s in found)
    listed = {f["value"]: f["count"] for f in rows(client, "/search/facets.json") if f["facet"] == "act"}
    assert listed == acts


def test_choices_narrow_each_other_and_the_words(client: TestClient) -> None:
    asked = rows(client, "/search.json?act=request")
    assert asked
    assert {s["statement"]["act"] for s in asked} == {"request"}
    either = rows(client, "/search.json?act=request&act=offer")
    assert {s["statement"]["act"] for s in either} == {"request", "offer"}
    words = rows(client, "/search.json?q=port")
    both = rows(client, "/search.json?q=PORT&act=request")
    assert [s["id"] for s in both] == [s["id"] for s in words if s["statement"]["act"] == "request"]
    assert rows(client, "/search.json?act=request&topic=nothing+of+the+kind") == []


def test_a_page_leads_to_the_words_and_to_its_spreadsheet(client: TestClient) -> None:
    page = client.get("/search?q=port&language=fr").text
    assert "#t" in page
    assert '/search.csv?q=port"' in page
    assert "tous les résultats en CSV" in page
    assert "a été trouvé" in client.get("/search?q=unheardof").text


@pytest.mark.parametrize("query", ["", "?q=port", "?act=request", "?q=port&what=articles"])
def test_the_spreadsheet_has_every_row(client: TestClient, query: str) -> None:
    found = rows(client, f"/search.json{query}")
    listed = sheet(client, f"/search.csv{query}")
    key = "article" if "articles" in query else "id"
    assert [r[key] for r in listed] == [f[key] for f in found] != []


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/search.json?act=dance", 422),
        ("/search.json?period=soon", 422),
        ("/search.json?next=x", 404),
        ("/search.json?next=" + "9" * 40, 404),
        ("/search.csv?kind=dance", 422),
    ],
)
def test_what_cannot_be_asked(client: TestClient, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def test_pages_follow_each_other(record: Database, client: TestClient) -> None:
    rows(client, "/search.json")  # makes the list
    with record.reading() as connection:
        for choice in (Choice(), Choice("port"), Choice("", {Facet.ACT: ("request", "offer")})):
            whole = listing.listed(connection, choice, limit=1000)
            paged: list[listing.Listed] = []
            while some := listing.listed(connection, choice, after=paged[-1].number if paged else 0, limit=1):
                paged += some
            assert paged == whole != []
            days = [s.day_from.isoformat() if s.day_from else "9999" for s in whole]
            assert days == sorted(days)


@pytest.mark.parametrize(
    "choice",
    [Choice("port"), Choice("", {Facet.ACT: ("request",)}), Choice("port", {Facet.ACTOR: ("Q1",)}), Choice()],
)
def test_a_page_is_found_without_sorting(record: Database, client: TestClient, choice: Choice) -> None:
    rows(client, "/search.json")
    with record.reading() as connection:
        chosen = listing._chosen(connection, choice)
        assert chosen is not None
        query = f"SELECT l.number {chosen.tables} WHERE {chosen.where} ORDER BY {chosen.number} LIMIT 2"
        asked = {**chosen.values, "after": 0}
        steps = plan(connection, query, asked)
    assert not sorts(steps), steps


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+33 1", "'+33 1"),
        ("- un port", "'- un port"),
        ("@here", "'@here"),
        ("\t=1", "'\t=1"),
        ("\u00a0=1", "'\u00a0=1"),
        ("＝1", "'＝1"),
        ("1-2", "1-2"),
        ("", ""),
        (None, None),
        (-3, -3),
    ],
)
def test_no_cell_is_a_formula(cell: str | int | None, kept: str | int | None) -> None:
    assert harmless(cell) == kept


def test_a_spreadsheet_is_sent_in_parts() -> None:
    answer = csv_answer("many", ["n"], ([n] for n in range(1000)))
    assert answer.headers["content-disposition"] == 'attachment; filename="many.csv"'


def test_other_lists_as_spreadsheets(client: TestClient) -> None:
    contacts = client.get("/contacts.json?kind=call").json()["rows"]
    assert [r["id"] for r in sheet(client, "/contacts.csv?kind=call")] == [c["id"] for c in contacts] != []
    promises = client.get("/commitments.json").json()["rows"]
    assert [r["id"] for r in sheet(client, "/commitments.csv")] == [p["id"] for p in promises] != []
