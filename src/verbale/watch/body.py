"""The body of an answer, unpacked as it comes in and never larger than it may be, however it is packed."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterable

UNPACKED_AT_ONCE = 1 << 16
# Either header: some servers send the bare stream, some the one with zlib's header (RFC 9110 tells of both).
GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
PACKED = ("gzip", "x-gzip", "deflate")


class BodyRefused(Exception):
    """The body is too large, or packed in a way that cannot be unpacked; the text is one clause."""


async def read_body(
    chunks: AsyncIterable[bytes], coding: str | None, *, limit: int, cut: bool = False
) -> bytes:
    """All of a body.

    Args:
        coding: its Content-Encoding.
        limit: bytes, before unpacking as after it.
        cut: give the first `limit` bytes of a larger body instead of refusing it.

    Raises:
        BodyRefused: it is larger than the limit, or cannot be unpacked.
    """
    name = (coding or "identity").strip().lower()
    if name not in (*PACKED, "identity", ""):
        raise BodyRefused(f"packed as {name[:40]!r}, which was not asked for")
    unpacker = _Unpacker() if name in PACKED else None
    body = bytearray()
    received = 0
    async for chunk in chunks:
        received += len(chunk)
        body += unpacker.feed(chunk, limit + 1 - len(body)) if unpacker else chunk
        if len(body) > limit or received > limit:
            if cut:
                return bytes(body[:limit])
            raise BodyRefused(f"larger than {limit:,} bytes")
    if unpacker is not None and not unpacker.whole and received:
        raise BodyRefused("its packed body ends too early")
    return bytes(body)


class _Unpacker:
    def __init__(self) -> None:
        self._stream = zlib.decompressobj(GZIP_OR_ZLIB)
        self._fresh = True

    @property
    def whole(self) -> bool:
        """Whether the packed stream has come to its end."""
        return self._stream.eof

    def feed(self, data: bytes, room: int) -> bytes:
        """At most `room` bytes of what a piece unpacks to."""
        out = bytearray()
        while data and len(out) < room:
            if self._stream.eof:  # a second member, as `cat a.gz b.gz` makes; or padding
                if not data.startswith(b"\x1f\x8b"):
                    break
                self._stream = zlib.decompressobj(GZIP_OR_ZLIB)
            try:
                out += self._stream.decompress(data, min(UNPACKED_AT_ONCE, room - len(out)))
            except zlib.error as e:
                if not self._fresh:
                    raise BodyRefused("its packed body is damaged") from e
                self._stream, self._fresh = zlib.decompressobj(-zlib.MAX_WBITS), False
                continue
            self._fresh = False
            data = self._stream.unconsumed_tail or self._stream.unused_data
        return bytes(out)
