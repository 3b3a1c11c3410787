"""What stands in a feed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import feedparser
import httpx

from verbale.watch.answers import Fetched

# No feed of news holds more; one that does is cut.
MOST_ENTRIES = 500
# Parts of an address that say where a reader came from.
TRACKING = b"utm_"


class NoFeed(ValueError):
    """The body is no feed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A story that a feed tells of.

    Attributes:
        published, updated: as written; None without one.
    """

    url: str
    title: str | None
    published: str | None
    updated: str | None


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed: its title, and its entries, each address once; `skipped` have no address."""

    title: str | None
    entries: tuple[Entry, ...]
    skipped: int


def parse_feed(answer: Fetched) -> ParsedFeed:
    """The entries of a feed.

    Raises:
        NoFeed: it is none.
    """
    feed = _parsed(answer, answer.charset)
    if (
        not _is_feed(feed) and answer.charset
    ):  # a wrong charset; without it, that of the XML declaration holds
        feed = _parsed(answer, None)
    if not _is_feed(feed):
        raise NoFeed("no feed that can be read")
    entries: dict[str, Entry] = {}
    skipped = 0
    for entry in feed.entries[:MOST_ENTRIES]:
        url = story_address(entry.get("link") or entry.get("id") or "")
        if url is None:
            skipped += 1
            continue
        # an address that stands twice (a broken id, a changed title) is one story; the first tells of it
        entries.setdefault(
            url,
            Entry(url, _text(entry.get("title")), _text(entry.get("published")), _text(entry.get("updated"))),
        )
    return ParsedFeed(_text(feed.feed.get("title")), tuple(entries.values()), skipped)


def _parsed(answer: Fetched, charset: str | None) -> Any:
    kind = answer.content_type or "application/xml"
    told = {"content-type": f"{kind}; charset={charset}" if charset else kind, "content-location": answer.url}
    return feedparser.parse(answer.body, response_headers=told)


def _is_feed(feed: Any) -> bool:
    return bool(feed.entries or feed.get("version"))


def story_address(link: str) -> str | None:
    """The address of a story without what does not belong to it; None when it is no address of the web."""
    try:
        url = httpx.URL(link.strip())
    except (httpx.InvalidURL, UnicodeError, ValueError):
        return None
    if url.scheme not in ("http", "https") or not url.host:
        return None
    parts = url.query.split(b"&")
    kept = [part for part in parts if not part.lower().startswith(TRACKING)]
    if len(kept) < len(parts):
        url = url.copy_with(query=b"&".join(kept) or None)
    return str(url.copy_with(fragment=None))


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
