"""Pages of a WARC archive: counted, so that one which ends too early is told and not taken for whole.

Source: ISO 28500 (WARC). FastWARC ends silently where a member is cut off; so the bytes of each record are
held against its Content-Length, and behind damage reading goes on at the next member that begins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from verbale.harvest.page import RawPage

# A body longer than this is no news page.
LONGEST_BODY = 10_000_000
GZIP_MEMBER = b"\x1f\x8b\x08"
SEARCHED = 1 << 20
OK = 200
HTML_TYPES = ("text/html", "application/xhtml+xml")


def warc_pages(path: Path, tell: Callable[[str], None]) -> Iterator[RawPage]:
    """The HTML pages that were answered with success, in order.

    Args:
        tell: told in one clause what of the archive could not be read, with how much was read.
    """
    size = path.stat().st_size
    start: int | None = 0
    records, silent = 0, False
    while start is not None and start < size:
        at, broken = start, None
        try:
            for record in _records(path, start):
                at = start + record.stream_pos
                body = record.reader.read(LONGEST_BODY + 1)
                if len(body) < min(record.content_length, LONGEST_BODY + 1):
                    broken = f"a record ends after {len(body):,} of {record.content_length:,} bytes"
                    break
                records += 1
                silent = False
                page = _page(record, body)
                if page is not None:
                    yield page
        except (OSError, ValueError, EOFError) as e:
            broken = (str(e).splitlines() or [type(e).__name__])[0][:120]
        if broken is None:
            return
        if not silent:  # one piece of damage is told once, however often reading is tried behind it
            tell(f"{broken}, behind byte {at:,} of {size:,} and {records:,} records that were read")
        silent = True
        start = _next_member(path, at + 1)


def _records(path: Path, start: int) -> Iterator[WarcRecord]:
    """The responses from a byte on, where a member begins."""
    if not start:
        yield from ArchiveIterator(str(path), record_types=WarcRecordType.response, fsspec_args=False)
        return
    with path.open("rb") as file:
        file.seek(start)
        rest = _From(file, start)
        yield from ArchiveIterator(rest, record_types=WarcRecordType.response, fsspec_args=False)


class _From:
    """A file from a byte on, as a stream that begins there."""

    def __init__(self, file: BinaryIO, start: int) -> None:
        self._file, self._start = file, start

    def read(self, size: int = -1) -> bytes:
        return self._file.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset + (self._start if whence == 0 else 0), whence) - self._start

    def tell(self) -> int:
        return self._file.tell() - self._start

    def close(self) -> None:
        self._file.close()


def _next_member(path: Path, start: int) -> int | None:
    """Where the next gzip member begins; None when there is none, or members cannot be told apart."""
    if not path.name.lower().endswith(".gz"):
        return None
    with path.open("rb") as file:
        file.seek(start)
        kept = b""
        base = start
        while block := file.read(SEARCHED):
            found = (kept + block).find(GZIP_MEMBER)
            if found >= 0:
                return base - len(kept) + found
            base += len(block)
            kept = block[-2:]
    return None


def _page(record: WarcRecord, body: bytes) -> RawPage | None:
    http = record.http_headers
    if http is None or http.status_code != OK or len(body) > LONGEST_BODY or not body:
        return None
    if (record.http_content_type or "").lower() not in HTML_TYPES:
        return None
    date = record.record_date
    address = record.headers.get("WARC-Target-URI") or ""
    return RawPage(
        address.strip("<>"),
        body,
        charset=record.http_charset,
        day=date.date().isoformat() if date is not None else None,
    )
