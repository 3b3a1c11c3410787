"""The versions of a story that a watch has kept, and what changed from one to the next."""

from __future__ import annotations

import difflib
import itertools
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verbale.watch.stories import NoStory, page_of

# Paragraphs around a change.
AROUND = 1


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """One version as it can be read.

    Attributes:
        fetched_at: ISO 8601 with its zone.
        text: its title and its paragraphs; "" when it held no story.
    """

    fetched_at: str
    text: str


def changed_stories(db: sqlite3.Connection) -> list[tuple[str, int]]:
    """Stories of which there is more than one version, with how many, in the order of the last change."""
    rows = db.execute("SELECT url, count(*) FROM versions GROUP BY url HAVING count(*) > 1 ORDER BY max(id)")
    return [(url, count) for url, count in rows]


def versions_of(db: sqlite3.Connection, url: str) -> list[KeptVersion]:
    """All versions of a story, the oldest first; none when it is not known."""
    rows = db.execute(
        "SELECT fetched_at, content_type, charset, body FROM versions WHERE url = ? ORDER BY id", (url,)
    )
    return [KeptVersion(at, _text(zlib.decompress(body), kind, charset)) for at, kind, charset, body in rows]


def changes(versions: Sequence[KeptVersion]) -> Iterator[str]:
    """What changed from each version to the next, as lines of a unified diff."""
    for before, after in itertools.pairwise(versions):
        yield from difflib.unified_diff(
            before.text.splitlines(),
            after.text.splitlines(),
            before.fetched_at,
            after.fetched_at,
            lineterm="",
            n=AROUND,
        )


def _text(body: bytes, content_type: str, charset: str | None) -> str:
    try:
        page = page_of(body, content_type, charset)
    except NoStory:
        return ""
    return "\n".join(line for line in ((page.title or ""), *page.text.splitlines()) if line.strip())
