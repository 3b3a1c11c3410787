"""Feeds as the web has them: broken, doubled, of no encoding, or no feeds at all."""

from __future__ import annotations

import time

import pytest

from verbale.watch.answers import Fetched
from verbale.watch.feeds import MOST_ENTRIES, NoFeed, parse_feed, story_address


def answer(body: str | bytes, *, kind: str = "application/rss+xml", charset: str | None = None) -> Fetched:
    data = body.encode() if isinstance(body, str) else body
    return Fetched("http://news.test/feed.xml", data, kind, charset, None, None)


def rss(items: str, *, head: str = "") -> str:
    return f"{head}<rss version='2.0'><channel><title>Le  Gué</title>{items}</channel></rss>"


def item(link: str, title: str = "Titre", more: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


def test_rss_and_atom() -> None:
    date = "<pubDate>Sat, 02 Mar 2024 10:00:00 GMT</pubDate>"
    feed = parse_feed(answer(rss(item("http://news.test/1", "Un appel", date) + item("/2"))))
    assert feed.title == "Le Gué"
    assert [(e.url, e.title) for e in feed.entries] == [
        ("http://news.test/1", "Un appel"),
        ("http://news.test/2", "Titre"),
    ]
    assert feed.entries[0].published == "Sat, 02 Mar 2024 10:00:00 GMT"
    atom = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>G</title><entry><title>Un</title><id>urn:1</id>"
        "<link href='http://news.test/1'/><updated>2024-03-02T10:00:00Z</updated></entry></feed>"
    )
    (entry,) = parse_feed(answer(atom, kind="application/atom+xml")).entries
    assert (entry.url, entry.updated) == ("http://news.test/1", "2024-03-02T10:00:00Z")


def test_doubled_ids_and_addresses() -> None:
    same_id = item("http://news.test/1", more="<guid>7</guid>") + item(
        "http://news.test/2", more="<guid>7</guid>"
    )
    assert len(parse_feed(answer(rss(same_id))).entries) == 2
    doubled = item("http://news.test/1?utm_source=rss#top", "Un") + item("http://news.test/1", "Un, bis")
    (entry,) = parse_feed(answer(rss(doubled))).entries
    assert (entry.url, entry.title) == ("http://news.test/1", "Un")


def test_entries_without_an_address_are_counted() -> None:
    no_address = "<item><title>Sans</title></item>" + item("mailto:a@b.test") + item("javascript:alert(1)")
    feed = parse_feed(answer(rss(no_address + item("http://news.test/1"))))
    assert ([e.url for e in feed.entries], feed.skipped) == (["http://news.test/1"], 3)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<html><body><h1>Page not found</h1></body></html>",
        '{"items": []}',
        b"\x89PNG\r\n\x1a\n\0\0\0",
        b"\xff\xfe\0\0",
        "just words",
    ],
)
def test_no_feed_is_said_to_be_none(body: str | bytes) -> None:
    with pytest.raises(NoFeed, match="no feed"):
        parse_feed(answer(body))


def test_an_empty_feed_is_a_feed() -> None:
    assert parse_feed(answer(rss(""))).entries == ()


@pytest.mark.parametrize("charset", [None, "utf-8", "klingon", "utf-16", "base64"])
def test_a_wrong_charset_costs_no_entries(charset: str | None) -> None:
    body = rss(item("http://news.test/1", "Élysée"), head="<?xml version='1.0' encoding='utf-8'?>")
    (entry,) = parse_feed(answer(body, charset=charset)).entries
    assert entry.url == "http://news.test/1"


def test_a_feed_that_breaks_off_gives_what_it_has() -> None:
    body = rss(item("http://news.test/1") + item("http://news.test/2"))
    feed = parse_feed(answer(body[: body.rindex("<link>")]))
    assert "http://news.test/1" in [e.url for e in feed.entries]


def test_a_feed_cannot_blow_up_or_read_files() -> None:
    lines = "".join(f"<!ENTITY l{i} '{f'&l{i - 1};' * 10}'>" for i in range(1, 12))
    bomb = f"<!DOCTYPE rss [<!ENTITY l0 'ha'>{lines}<!ENTITY f SYSTEM 'file:///etc/hostname'>]>"
    begun = time.monotonic()
    try:
        feed = parse_feed(answer(rss(item("http://news.test/1", "&l11;&f;"), head=bomb)))
        assert all(len(e.title or "") < 10_000 for e in feed.entries)
    except NoFeed:
        pass
    assert time.monotonic() - begun < 5


def test_the_number_of_entries_is_limited() -> None:
    many = "".join(item(f"http://news.test/{i}") for i in range(MOST_ENTRIES + 50))
    assert len(parse_feed(answer(rss(many))).entries) == MOST_ENTRIES


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("http://news.test/a?id=3&utm_medium=rss&b=c%20d#x", "http://news.test/a?id=3&b=c%20d"),
        ("http://news.test/a?utm_medium=rss", "http://news.test/a"),
        (" https://exämple.test/é ", "https://xn--exmple-cua.test/%C3%A9"),
        ("//news.test/a", None),
        ("file:///etc/passwd", None),
        ("http://", None),
        ("x" * 70_000, None),
    ],
)
def test_addresses_of_stories(link: str, expected: str | None) -> None:
    assert story_address(link) == expected
