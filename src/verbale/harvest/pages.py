"""The pages of a shard, whatever kind of file holds them; what cannot be read of it is told beside them."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, cast

import zstandard

from verbale.harvest.page import RawPage
from verbale.harvest.shards import ARCHIVES, FEEDS, LINES, TABLES, Shard
from verbale.harvest.warc import warc_pages

# What the readers of files raise on bytes that are not what their name says.
BROKEN = (OSError, EOFError, ValueError, zlib.error, zstandard.ZstdError)
# A line of a .jsonl longer than this is no story.
LONGEST_LINE = 20_000_000
TEXT_KEYS = ("text", "body_text", "maintext")
HTML_KEYS = ("html", "body_xhtml", "body_html")
DAY_KEYS = ("published", "date_publish", "versioncreated", "firstcreated", "date")
TITLE_KEYS = ("title", "headline")
ADDRESS_KEYS = ("url", "uri", "link")


@dataclass(slots=True)
class Trouble:
    """What could not be read of a shard: one clause each, with how much was read before."""

    reasons: list[str] = field(default_factory=list)


def pages_of(shard: Shard, trouble: Trouble) -> Iterator[RawPage]:
    """All pages of a shard, in order."""
    for name in shard.paths:
        path, lower = Path(name), name.lower()
        try:
            if lower.endswith(ARCHIVES):
                yield from warc_pages(path, trouble.reasons.append)
            elif lower.endswith(TABLES):
                yield from _table_pages(path)
            elif lower.endswith(LINES):
                yield from _line_pages(path)
            elif lower.endswith(FEEDS):
                yield from _feed_pages(path)
            elif lower.endswith(".json"):
                yield from _json_pages(path, path.read_bytes(), name)
            else:
                yield RawPage(name, path.read_bytes(), is_html=lower.endswith((".html", ".htm")))
        except BROKEN as e:
            trouble.reasons.append(f"{path.name}: {_clause(e)}")


def _clause(error: Exception) -> str:
    strerror = getattr(error, "strerror", None)
    return (str(strerror or error).splitlines() or [type(error).__name__])[0][:200]


def _line_pages(path: Path) -> Iterator[RawPage]:
    with _opened(path) as stream:
        for number, line in enumerate(_lines(stream), 1):
            if line.strip():
                yield from _json_pages(path, line, f"{path}#{number}")


def _opened(path: Path) -> BinaryIO:
    match path.suffix.lower():
        case ".gz":
            return cast(BinaryIO, gzip.open(path, "rb"))
        case ".zst":
            return cast(BinaryIO, io.BufferedReader(zstandard.open(path, "rb")))
        case _:
            return path.open("rb")


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    while line := stream.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            raise ValueError(f"a line is longer than {LONGEST_LINE:,} bytes")
        yield line


def _json_pages(path: Path, data: bytes, uri: str) -> Iterator[RawPage]:
    """A story as a JSON object: our own keys, those of news-please, and ninjs."""
    try:
        story = json.loads(data)
    except ValueError:
        yield RawPage(uri, data, is_html=False)  # the row then says that it is no JSON story
        return
    if not isinstance(story, dict):
        yield RawPage(uri, data, is_html=False)
        return
    text, html = _first(story, TEXT_KEYS), _first(story, HTML_KEYS)
    yield RawPage(
        _first(story, ADDRESS_KEYS) or uri,
        (text or html or "").encode("utf-8", "replace"),
        charset="utf-8",
        is_html=text is None,
        outlet=_first(story, ("outlet", "source_domain", "source")),
        title=_first(story, TITLE_KEYS),
        published=_first(story, DAY_KEYS),
        language=_first(story, ("language",)),
    )


def _first(story: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    return next((story[k] for k in keys if isinstance(story.get(k), str) and story[k].strip()), None)


def _table_pages(path: Path) -> Iterator[RawPage]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(path)
        at = 0
        for batch in file.iter_batches(batch_size=256):
            for row in batch.to_pylist():
                at += 1
                yield from _json_pages(path, json.dumps(row, default=str).encode(), f"{path}#{at}")
    except pa.ArrowException as e:
        raise ValueError(f"no Parquet file that can be read ({str(e).splitlines()[0][:120]})") from e


def _feed_pages(path: Path) -> Iterator[RawPage]:
    """The stories that a saved RSS or Atom feed carries whole or in short."""
    import feedparser

    feed = feedparser.parse(path.read_bytes())
    if not feed.entries and feed.bozo:
        raise ValueError("no feed that can be read")
    outlet = feed.feed.get("title")
    for number, entry in enumerate(feed.entries, 1):
        whole = [c.get("value", "") for c in entry.get("content", ())]
        html = max([*whole, entry.get("summary", "")], key=len)
        title = entry.get("title")
        page = f"<html><body><article><h1>{title or ''}</h1>{html}</article></body></html>"
        yield RawPage(
            entry.get("link") or f"{path}#{number}",
            page.encode(),
            charset="utf-8",
            outlet=outlet,
            title=title,
            published=entry.get("published") or entry.get("updated"),
        )
