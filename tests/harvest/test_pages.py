"""Pages come out of every kind of archive; what cannot be read is told, and reading goes on behind it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from tests.harvest.archives import CALL, page, record, write_warc
from verbale.harvest.page import RawPage, text_of
from verbale.harvest.pages import Trouble, pages_of
from verbale.harvest.shards import Missing, Shard, find_shards

RECORDS = [record(f"http://news.example/{i}", page(f"Text {i}. {CALL}").encode()) for i in range(8)]


def shards(*sources: Path) -> list[Shard]:
    return [s for s in find_shards(sources) if isinstance(s, Shard)]


def opened(*sources: Path) -> tuple[list[RawPage], list[str]]:
    trouble = Trouble()
    pages = [p for shard in shards(*sources) for p in pages_of(shard, trouble)]
    return pages, trouble.reasons


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.warc.zst", "a.warc.lz4"])
def test_warc_in_every_compression(name: str, tmp_path: Path) -> None:
    write_warc(tmp_path / name, RECORDS)
    pages, trouble = opened(tmp_path / name)
    assert [p.uri for p in pages] == [f"http://news.example/{i}" for i in range(8)]
    assert (pages[0].charset, pages[0].day) == ("utf-8", "2024-03-02")
    assert "Élysée" in str(text_of(pages[0]))
    assert trouble == []


def test_only_pages_answered_with_success_are_pages(tmp_path: Path) -> None:
    html = page(CALL).encode()
    others = [
        record("http://x.example/gone", html, status="404 Not Found"),
        record("http://x.example/image", html, kind="image/png"),
        record("http://x.example/empty", b""),
        record("http://x.example/page", html, kind="application/xhtml+xml"),
    ]
    write_warc(tmp_path / "a.warc.gz", others)
    assert [p.uri for p in opened(tmp_path / "a.warc.gz")[0]] == ["http://x.example/page"]


def test_a_truncated_archive_tells_how_much_was_read(tmp_path: Path) -> None:
    members = write_warc(tmp_path / "whole.warc.gz", RECORDS)
    cut = b"".join(members[:5]) + members[5][: len(members[5]) // 2]
    (tmp_path / "cut.warc.gz").write_bytes(cut)
    pages, (reason,) = opened(tmp_path / "cut.warc.gz")
    assert len(pages) == 5
    assert "5 records that were read" in reason
    assert "bytes" in reason


@pytest.mark.parametrize("damaged", [0, 3, 7])
def test_behind_damage_reading_goes_on_at_the_next_member(damaged: int, tmp_path: Path) -> None:
    members = write_warc(tmp_path / "whole.warc.gz", RECORDS)
    half = len(members[damaged]) // 2
    members[damaged] = members[damaged][:half] + b"\0" * 20 + members[damaged][half + 20 :]
    (tmp_path / "bad.warc.gz").write_bytes(b"".join(members))
    pages, trouble = opened(tmp_path / "bad.warc.gz")
    assert [p.uri for p in pages] == [f"http://news.example/{i}" for i in range(8) if i != damaged]
    assert len(trouble) == 1


def test_lines_tables_and_folders(tmp_path: Path) -> None:
    lines = [{"text": CALL, "url": "http://a.example/1", "published": "2024-03-02"}, {"html": page(CALL)}, 7]
    written = "\n".join(json.dumps(x) for x in lines).encode()
    (tmp_path / "a.jsonl").write_bytes(written)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(written))
    (tmp_path / "c.jsonl.zst").write_bytes(zstandard.compress(written))
    for name in ("a.jsonl", "b.jsonl.gz", "c.jsonl.zst"):
        pages, trouble = opened(tmp_path / name)
        assert [(p.uri.partition("#")[2] or p.uri, p.is_html) for p in pages] == [
            ("http://a.example/1", False),
            ("2", True),
            ("3", False),
        ]
        assert trouble == []
    pq.write_table(pa.table({"text": [CALL], "title": ["Un appel"]}), tmp_path / "d.parquet")
    (only,) = opened(tmp_path / "d.parquet")[0]
    assert (only.title, only.is_html) == ("Un appel", False)
    (tmp_path / "folder").mkdir()
    for i in range(3):
        (tmp_path / "folder" / f"{i}.txt").write_text(CALL, encoding="utf-8")
    (shard,) = shards(tmp_path / "folder")
    assert len(list(pages_of(shard, Trouble()))) == 3


def test_feeds_and_ninjs(tmp_path: Path) -> None:
    feed = (
        "<rss version='2.0'><channel><title>Le Gué</title><item><title>Un appel</title>"
        f"<link>http://gue.example/1</link><description>{CALL}</description>"
        "<pubDate>Sat, 02 Mar 2024 10:00:00 GMT</pubDate></item></channel></rss>"
    )
    (tmp_path / "feed.rss").write_text(feed, encoding="utf-8")
    (item,) = opened(tmp_path / "feed.rss")[0]
    assert (item.uri, item.outlet, item.title) == ("http://gue.example/1", "Le Gué", "Un appel")
    assert "Vladimir" in str(text_of(item))
    when = "2024-03-02T10:00:00Z"
    ninjs = {"uri": "urn:x:1", "headline": "Un appel", "body_text": CALL, "versioncreated": when}
    (tmp_path / "n.json").write_text(json.dumps(ninjs), encoding="utf-8")
    (story,) = opened(tmp_path / "n.json")[0]
    assert (story.uri, story.title, story.published) == ("urn:x:1", "Un appel", when)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.parquet", b"PAR1 no"),
        ("a.jsonl.gz", b"\x1f\x8b\x08 no"),
        ("a.jsonl.zst", b"no"),
        ("a.warc.gz", b"no"),
    ],
)
def test_what_is_no_archive_is_told_in_one_clause(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    pages, trouble = opened(tmp_path / name)
    assert pages == []
    assert all(reason and "\n" not in reason for reason in trouble)
    assert len(trouble) <= 1


def test_missing_and_strange_paths_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(b"x")
    (tmp_path / "empty").mkdir()
    found = list(find_shards([tmp_path / "no", tmp_path / "x.docx", tmp_path / "empty"]))
    assert all(isinstance(f, Missing) for f in found)
    assert len({f.reason for f in found if isinstance(f, Missing)}) == 3


def test_a_changed_file_is_another_shard_s_state(tmp_path: Path) -> None:
    write_warc(tmp_path / "a.warc", RECORDS[:2])
    (before,) = shards(tmp_path / "a.warc")
    write_warc(tmp_path / "a.warc", RECORDS[:3])
    (after,) = shards(tmp_path / "a.warc")
    assert before.id == after.id
    assert before.identity != after.identity
