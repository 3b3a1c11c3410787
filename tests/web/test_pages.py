"""Each screen and its JSON: found, linked, safe, in two languages."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest
from fastapi.testclient import TestClient

from tests.web.conftest import HOST


class Links(HTMLParser):
    """The addresses that a page links to, and its tags."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.addresses: set[str] = set()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        # Choices of choices have no end: no crawler is to follow them.
        if ("rel", "nofollow") not in attrs:
            self.addresses |= {v for k, v in attrs if k in ("href", "src", "action") and v}


def ids(client: TestClient) -> list[str]:
    return [c["id"] for c in client.get("/contacts.json").json()["rows"]]


def test_every_address_that_a_page_links_to_is_there(client: TestClient) -> None:
    seen, left = set(), {"/"}
    while left:
        address = left.pop()
        seen.add(address)
        answer = client.get(address)
        assert answer.status_code == 200, address
        if "text/html" in answer.headers["content-type"]:
            found = Links(answer.text).addresses
            left |= {urljoin(address, a).partition("#")[0] for a in found} - seen
    assert any(a.startswith("/contacts/") for a in seen)
    assert any(a.startswith("/articles/") for a in seen)
    assert any(a.startswith("/actors/") for a in seen)


@pytest.mark.parametrize(
    "address", ["/contacts.json", "/actors.json", "/sources.json", "/search.json?q=port", "/search.json?q=*"]
)
def test_json_lists_have_one_shape(client: TestClient, address: str) -> None:
    answer = client.get(address).json()
    assert set(answer) == {"ok", "rows", "next", "next_url"}
    assert answer["ok"] is True


def test_each_page_has_its_json(client: TestClient) -> None:
    name = ids(client)[0]
    contact = client.get(f"/contacts/{name}.json").json()["rows"][0]
    assert contact["contact"]["id"] == name
    digest = contact["contact"]["mentions"][0]["article"]
    assert "text" in client.get(f"/articles/{digest}.json").json()["rows"][0]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/contacts/nobody", 404),
        ("/articles/0", 404),
        ("/actors/x%2Fy", 404),
        ("/?since=yesterday", 422),
        ("/?next=%00", 404),
        ("/nowhere", 404),
        ("/search?q=" + "a" * 600, 422),
    ],
)
def test_what_is_not_there_is_said_in_both_forms(client: TestClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert "<main" in answer.text
    path, mark, query = address.partition("?")
    form = "contacts.json" if path == "/" else f"{path.lstrip('/')}.json"
    failure = client.get(f"/{form}{mark}{query}").json()
    assert failure["ok"] is False
    assert failure["error"]


def test_a_contact_is_compared_side_by_side(client: TestClient) -> None:
    pages = [client.get(f"/contacts/{name}").text for name in ids(client)]
    page = next(p for p in pages if "Karstia" in p and "Norland" in p)
    assert "[bold]" not in page
    assert "\x1b" not in page
    for words in ("silent", "only Karstia", "asks", "offers, hedged", "1 h 40", "1 h 45"):
        assert words in page


def test_a_story_links_to_what_rests_on_it_and_a_contact_to_its_promises(client: TestClient) -> None:
    pages = {name: client.get(f"/contacts/{name}").text for name in ids(client)}
    promised = {
        promise: name for name, page in pages.items() for promise in re.findall(r"/commitments/(\w+)", page)
    }
    assert promised
    for promise, name in promised.items():
        page = client.get(f"/commitments/{promise}")
        assert f"/contacts/{name}" in page.text
        story = re.search(r"/articles/(\w+)", page.text)
        assert story is not None
        text = client.get(f"/articles/{story[1]}").text
        assert f"/contacts/{name}" in text
        assert f"/commitments/{promise}" in text


def test_inputs_by_outcome(client: TestClient) -> None:
    assert client.get("/sources.json?outcome=read").json()["rows"]
    assert client.get("/sources.json?outcome=refused").json()["rows"] == []
    assert "No input is as asked for" in client.get("/sources?outcome=failed").text
    assert client.get("/sources?outcome=").status_code == 200
    assert client.get("/sources?outcome=eaten").status_code == 422


def test_on_paper_the_comparison_has_numbered_sources(client: TestClient) -> None:
    page = client.get(f"/contacts/{ids(client)[0]}").text
    numbers = re.findall(r'<sup class="note">(\d+)</sup>', page)
    notes = re.search(r'<ol class="notes"[^>]*>(.*?)</ol>', page)
    assert notes is not None
    assert numbers == [str(n + 1) for n in range(notes[1].count("<li>"))] != []


def test_filters_choose(client: TestClient) -> None:
    everything = client.get("/contacts.json").json()["rows"]
    of_may = client.get("/contacts.json?since=2031-05-20&until=2031-05-20").json()["rows"]
    assert [c["date_from"] for c in of_may] == ["2031-05-20"]
    messages = client.get("/contacts.json?kind=message").json()["rows"]
    assert [c["kind"] for c in messages] == ["message"]
    of_ana = client.get("/contacts.json?actor=Q1").json()["rows"]
    assert {c["id"] for c in of_ana} == {c["id"] for c in everything} - {c["id"] for c in messages}


def test_nothing_is_loaded_from_elsewhere_and_nothing_runs_inline(client: TestClient) -> None:
    for address in ("/", "/actors", "/sources", *(f"/contacts/{i}" for i in ids(client))):
        answer = client.get(address)
        found = Links(answer.text)
        assert all(a.startswith(("/", "#", "?")) or a.startswith(f"http://{HOST}") for a in found.addresses)
        assert "style" not in found.attributes | found.tags
        assert not [a for a in found.attributes if a.startswith("on")]
        assert not re.search(r"<script[^>]*>[^<]", answer.text)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_the_language_is_the_reader_s(client: TestClient) -> None:
    assert 'lang="en"' in client.get("/").text
    french = client.get("/", headers={"accept-language": "fr-BE,fr;q=0.9"})
    assert "Chronologie" in french.text
    assert "13 mai 2031" in french.text
    chosen = client.get("/?language=fr")
    assert "language=fr" in chosen.headers["set-cookie"]
    assert "Chronologie" in chosen.text


def test_a_contact_is_told_in_french(client: TestClient) -> None:
    pages = [client.get(f"/contacts/{name}?language=fr").text for name in ids(client)]
    page = next(p for p in pages if "Karstia" in p and "Norland" in p)
    for words in ("selon Karstia", "presse, sans source nommée", "durée", "au conditionnel", "autre"):
        assert words in page, words
    for words in ("according to Karstia", "press, unattributed", "hedged", ">duration<"):
        assert words not in page, words


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        ("GET", {"host": "evil.example"}, 421),
        ("GET", {"host": "127.0.0.1"}, 421),
        ("POST", {}, 403),
        ("POST", {"origin": "http://evil.example"}, 403),
        ("POST", {"origin": f"http://{HOST}", "sec-fetch-site": "cross-site"}, 403),
        ("POST", {"origin": f"http://{HOST}"}, 405),  # from here, but this page takes no forms
    ],
)
def test_other_hosts_and_other_sites_are_refused(
    client: TestClient, method: str, headers: dict[str, str], status: int
) -> None:
    assert client.request(method, "/", headers=headers).status_code == status


def test_promises_and_what_somebody_says_topic_by_topic(client: TestClient) -> None:
    listed = client.get("/commitments.json").json()["rows"]
    page = client.get("/commitments").text
    assert listed, "they are made when they are first asked for"
    assert f"{len(listed)} promise" in page
    for promise in listed:
        assert f'id="{promise["id"]}"' in page
        assert client.get(f"/commitments/{promise['id']}.json").json()["rows"] == [promise]
    assert client.get("/commitments.json?actor=nobody").json()["rows"] == []
    assert client.get("/commitments?state=forgotten").status_code == 422
    ana = client.get("/actors/Q1").text
    assert "<h3>port</h3>" in ana
    assert "Radio Lunde" in ana


def test_contacts_are_chosen_by_what_was_said_by_side_and_by_difference(client: TestClient) -> None:
    everything = client.get("/contacts.json").json()["rows"]
    differing = {"value", "date_conflict", "opposed"}
    divergent = [c["id"] for c in everything if {d["kind"] for d in c["divergences"]} & differing]
    assert [c["id"] for c in client.get("/contacts.json?divergent=true").json()["rows"]] == divergent != []
    said = {
        c["id"]: {
            t
            for s in client.get(f"/contacts/{c['id']}.json").json()["rows"][0]["statements"]
            for t in s["topics"]
        }
        for c in everything
    }
    for topic in set().union(*said.values()):
        found = client.get("/contacts.json", params={"topic": topic}).json()["rows"]
        assert [c["id"] for c in found] == [c["id"] for c in everything if topic in said[c["id"]]]
    assert client.get("/contacts.json?topic=nothing").json()["rows"] == []
    sides = {c["id"]: {s for p in c["participants"] for s in (p["side"], p["id"])} for c in everything}
    for side in {s for found in sides.values() for s in found if s}:
        found = client.get("/contacts.json", params={"side": side}).json()["rows"]
        assert [c["id"] for c in found] == [c["id"] for c in everything if side in sides[c["id"]]]
    page = client.get("/?divergent=true&topic=port").text
    assert 'value="port"' in page
    assert " checked" in page


def test_a_form_with_nothing_filled_in_asks_for_everything(client: TestClient) -> None:
    everything = client.get("/contacts.json").json()["rows"]
    assert client.get("/contacts.json?actor=&since=&until=&topic=&side=").json()["rows"] == everything


def test_reasons_lead_to_their_places(client: TestClient) -> None:
    for row in client.get("/contacts.json").json()["rows"]:
        page = client.get(f"/contacts/{row['id']}").text
        own = {m["id"] for m in row["mentions"]}
        assert not own & set(re.findall(r"\bm[0-9a-f]{12}\b", page))
