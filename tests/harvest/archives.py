"""Archives made for tests: WARC records as Common Crawl writes them, whole, cut off and damaged."""

from __future__ import annotations

import gzip
import uuid
from collections.abc import Iterable
from pathlib import Path

import lz4.frame
import zstandard

CALL = (
    "Le président français Emmanuel Macron s'est entretenu mardi au téléphone avec son homologue russe "
    "Vladimir Poutine pendant une heure, a indiqué l'Élysée."
)
WEATHER = (
    "Il pleuvra demain sur toute la côte, et le vent soufflera en rafales dans les vallées du nord. " * 4
)


def page(text: str, *, title: str = "Une page", more: str = "") -> str:
    """An HTML page with a main text."""
    body = "".join(f"<p>{p}</p>" for p in text.split("\n"))
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{title}</title>{more}</head>"
        f"<body><nav>Menu</nav><main><article><h1>{title}</h1>{body}</article></main></body></html>"
    )


def record(uri: str, html: bytes, *, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    """One response record."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(html)}\r\n\r\n".encode() + html
    name = uuid.uuid5(uuid.NAMESPACE_URL, uri)
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Target-URI: {uri}\r\nWARC-Date: 2024-03-02T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:{name}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def compressed(records: Iterable[bytes], suffix: str) -> list[bytes]:
    """Each record as a member of its own, as archives have it."""
    how = {
        ".warc": bytes,
        ".gz": gzip.compress,
        ".zst": zstandard.compress,
        ".lz4": lz4.frame.compress,
    }[suffix]
    return [how(r) for r in records]


def write_warc(path: Path, records: Iterable[bytes]) -> list[bytes]:
    """Write an archive and give its members."""
    members = compressed(records, path.suffix)
    path.write_bytes(b"".join(members))
    return members
