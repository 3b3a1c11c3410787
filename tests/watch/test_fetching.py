"""Fetching from a server that misbehaves in every way: each costs a clause, time and memory within limits."""

from __future__ import annotations

import asyncio
import gzip
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from email.utils import formatdate

import pytest

from tests.watch.server import Request, Server, endless, redirect, serving, slow_drip, slow_head, text
from verbale.watch.answers import Answer, Fetched, NotModified, Unfetched
from verbale.watch.fetching import Fetcher, FetchLimits
from verbale.watch.network import GuardedBackend
from verbale.watch.pacing import Pace

# news.test is allowed by name; private.test, on the same address, is not.
ALLOWED = frozenset({"news.test", "other.test"})
QUICK = FetchLimits(seconds=1, size=100_000, redirects=3, tries=2, backoff=0.05, patience=1.5)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


async def on_loopback(name: str, port: int) -> list[str]:
    if name == "nowhere.test":
        raise OSError("no such name")
    return ["127.0.0.1"] if name.endswith(".test") or name == "127.0.0.1" else [name]


def fetch(address: str, *, limits: FetchLimits = QUICK, pause: float = 0, **options: str | None) -> Answer:
    async def go() -> Answer:
        pace = Pace(pause, patience=limits.patience, clock=time.time)
        backend = GuardedBackend(ALLOWED, on_loopback)
        ports = ALLOWED | {"private.test", "127.0.0.1", "::1", "nowhere.test"}
        fetcher = Fetcher(
            backend, pace, limits=limits, contact="desk@news.test", any_port=ports, clock=time.time
        )
        async with fetcher:
            return await fetcher.fetch(address, **options)  # type: ignore[arg-type]

    return asyncio.run(go())


def reason(answer: Answer) -> str:
    assert isinstance(answer, Unfetched), answer
    assert "\n" not in answer.reason
    return answer.reason


def test_a_page_comes_with_what_its_server_says_of_it(server: Server) -> None:
    server.pages["/a"] = text("bonjour", ETag='"v1"', Last_Modified="Sat, 02 Mar 2024 10:00:00 GMT")
    answer = fetch(server.url("/a#part"))
    assert answer == Fetched(
        server.url("/a"), b"bonjour", "text/html", "utf-8", '"v1"', "Sat, 02 Mar 2024 10:00:00 GMT"
    )
    ((path, headers, _),) = server.seen
    assert (path, headers["Host"]) == ("/a", f"news.test:{server.port}")
    assert headers["User-Agent"].startswith("Verbale/")
    assert headers["User-Agent"].endswith("(+desk@news.test)")


def test_what_is_known_is_not_sent_again(server: Server) -> None:
    def conditional(request: Request) -> None:
        same = request.headers.get("If-None-Match") == '"v1"' and "If-Modified-Since" in request.headers
        request.answer(304 if same else 200, b"")

    server.pages["/a"] = conditional
    when = formatdate(0, usegmt=True)
    assert fetch(server.url("/a"), etag='"v1"', modified=when) == NotModified()
    assert isinstance(fetch(server.url("/a"), etag='"v0"'), Fetched)


def test_a_304_of_nothing_is_an_error_that_may_pass(server: Server) -> None:
    server.pages["/a"] = lambda request: request.answer(304, b"")
    assert "nothing has changed" in reason(fetch(server.url("/a")))


@pytest.mark.parametrize("behaviour", [slow_drip, slow_head, lambda request: time.sleep(5)])
def test_time_is_limited_however_slowly_bytes_drip(behaviour: object, server: Server) -> None:
    server.pages["/a"] = behaviour  # type: ignore[assignment]
    begun = time.monotonic()
    answer = fetch(server.url("/a"), limits=FetchLimits(seconds=0.4, tries=1))
    assert reason(answer) == "took longer than 0.4 seconds"
    assert isinstance(answer, Unfetched)
    assert answer.passing
    assert time.monotonic() - begun < 2


def bomb(coding: str) -> bytes:
    stream = zlib.compressobj(9, zlib.DEFLATED, 31 if coding == "gzip" else 15)
    return b"".join(stream.compress(bytes(1 << 20)) for _ in range(200)) + stream.flush()


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_bomb_is_refused_in_little_memory(coding: str, server: Server) -> None:
    packed = bomb(coding)
    server.pages["/a"] = lambda request: request.answer(
        200, packed, Content_Type="text/html", Content_Encoding=coding
    )
    tracemalloc.start()
    answer = fetch(server.url("/a"), limits=FetchLimits(size=1_000_000, tries=1))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert reason(answer) == "larger than 1,000,000 bytes"
    assert peak < 12_000_000


@pytest.mark.parametrize(
    "behaviour",
    [
        endless,
        lambda request: request.answer(200, bytes(200_000)),
        lambda request: request.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nx"),
    ],
)
def test_size_is_limited(behaviour: object, server: Server) -> None:
    server.pages["/a"] = behaviour  # type: ignore[assignment]
    assert reason(fetch(server.url("/a"))) == "larger than 100,000 bytes"


def test_the_beginning_of_too_much_is_given_when_that_is_enough(server: Server) -> None:
    server.pages["/a"] = endless
    answer = fetch(server.url("/a"), cut=True)  # type: ignore[arg-type]
    assert isinstance(answer, Fetched)
    assert len(answer.body) == 100_000


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "deflate", "identity"])
def test_packed_bodies_are_unpacked(coding: str, server: Server) -> None:
    body = "é".encode() * 5000
    packed = {"identity": body, "deflate": zlib.compress(body)}.get(coding, gzip.compress(body))
    server.pages["/a"] = lambda request: request.answer(200, packed, Content_Encoding=coding)
    answer = fetch(server.url("/a"))
    assert isinstance(answer, Fetched)
    assert answer.body == body


@pytest.mark.parametrize(
    ("coding", "body", "expected"),
    [
        ("br", b"x", "packed as 'br'"),
        ("gzip", b"not packed at all", "damaged"),
        ("gzip", gzip.compress(b"x" * 5000, mtime=0)[:-20], "ends too early"),
    ],
)
def test_what_cannot_be_unpacked_is_refused(coding: str, body: bytes, expected: str, server: Server) -> None:
    server.pages["/a"] = lambda request: request.answer(200, body, Content_Encoding=coding)
    assert expected in reason(fetch(server.url("/a")))


@pytest.mark.parametrize(
    "behaviour",
    [
        lambda request: request.reset(),
        lambda request: request.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nshort"),
        lambda request: request.raw(b"HTTP/1.1 200 OK\r\nContent-Length: -3\r\n\r\nx"),
        lambda request: request.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nxxxx"),
        lambda request: request.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
        lambda request: request.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"),
        lambda request: request.raw(b"\x16\x03\x01 this is no HTTP\r\n\r\n"),
        lambda request: request.raw(b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 300_000 + b"\r\n\r\n"),
        lambda request: request.raw(b""),
    ],
    ids=[
        "reset",
        "short",
        "negative",
        "two lengths",
        "bad chunk",
        "cut chunk",
        "no HTTP",
        "long head",
        "nothing",
    ],
)
def test_broken_answers_are_tried_again_and_told(behaviour: object, server: Server) -> None:
    server.pages["/a"] = behaviour  # type: ignore[assignment]
    answer = fetch(server.url("/a"))
    assert "connection failed" in reason(answer)
    assert isinstance(answer, Unfetched)
    assert answer.passing
    assert server.paths() == ["/a"] * QUICK.tries


def test_more_than_was_announced_is_cut_off(server: Server) -> None:
    server.pages["/a"] = lambda request: request.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdef")
    answer = fetch(server.url("/a"))
    assert isinstance(answer, Fetched)
    assert answer.body == b"abc"


def test_what_passes_is_got_at_the_next_try(server: Server) -> None:
    def first_fails(request: Request) -> None:
        request.answer(500 if len(server.seen) == 1 else 200, b"x")

    server.pages["/a"] = first_fails
    assert isinstance(fetch(server.url("/a")), Fetched)
    assert len(server.seen) == 2


@pytest.mark.parametrize(
    ("status", "passing"),
    [(400, False), (403, False), (404, False), (410, False), (429, True), (500, True), (503, True)],
)
def test_answers_that_are_none(status: int, passing: bool, server: Server) -> None:
    server.pages["/a"] = lambda request: request.answer(status, b"")
    answer = fetch(server.url("/a"))
    assert isinstance(answer, Unfetched)
    assert (answer.reason, answer.status, answer.passing) == (f"answered with {status}", status, passing)
    assert len(server.seen) == (QUICK.tries if passing else 1)


def test_retry_after_is_waited_for_when_short(server: Server) -> None:
    def first_asks(request: Request) -> None:
        if len(server.seen) == 1:
            request.answer(429, b"", Retry_After="1")
        else:
            request.answer(200, b"x")

    server.pages["/a"] = first_asks
    assert isinstance(fetch(server.url("/a")), Fetched)
    assert server.seen[1][2] - server.seen[0][2] >= 0.95


@pytest.mark.parametrize("is_date", [False, True])
def test_retry_after_is_heeded_when_long(is_date: bool, server: Server) -> None:
    value = formatdate(time.time() + 3600, usegmt=True) if is_date else "3600"
    server.pages["/a"] = lambda request: request.answer(503, b"", Retry_After=value)
    answer = fetch(server.url("/a"))
    assert isinstance(answer, Unfetched)
    assert answer.retry_at is not None
    assert 3500 < answer.retry_at - time.time() <= 3600
    assert len(server.seen) == 1


@pytest.mark.parametrize("value", ["soon", "-5", "99999999999999999999"])
def test_a_strange_retry_after_does_no_harm(value: str, server: Server) -> None:
    server.pages["/a"] = lambda request: request.answer(429, b"", Retry_After=value)
    answer = fetch(server.url("/a"))
    assert isinstance(answer, Unfetched)
    assert answer.retry_at is None or answer.retry_at <= time.time() + 86_401


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(status: int, server: Server) -> None:
    server.pages["/a"] = redirect("b?x=1", status)
    server.pages["/b?x=1"] = text("x")
    answer = fetch(server.url("/a"))
    assert isinstance(answer, Fetched)
    assert answer.url == server.url("/b?x=1")


def test_redirects_are_capped(server: Server) -> None:
    server.pages["/a"], server.pages["/b"] = redirect("/b"), redirect("/a")
    assert reason(fetch(server.url("/a"))) == "more than 3 redirects"
    assert len(server.seen) == 4


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        ("http://127.0.0.1:{port}/secret", "loopback"),
        ("http://private.test:{port}/secret", "private.test is 127.0.0.1, a loopback address"),
        ("http://[::1]:{port}/secret", "loopback"),
        ("http://[::ffff:127.0.0.1]/secret", "loopback"),
        ("http://169.254.169.254/latest/meta-data/", "link-local"),
        ("http://10.1.2.3/secret", "private"),
        ("//192.168.0.1/secret", "private"),
        ("http://8.8.8.8:{port}/secret", "port"),
        ("file:///etc/passwd", "no http or https address (file)"),
        ("ftp://news.test/x", "no http or https address (ftp)"),
        ("http://user:word@news.test/x", "a user's name"),
        ("http://[broken/", "no address"),
        ("/" + "x" * 5000, "too long"),
    ],
)
def test_redirects_to_where_nothing_may_be_fetched_are_refused(
    to: str, expected: str, server: Server
) -> None:
    server.pages["/a"] = redirect(to.format(port=server.port))
    server.pages["/secret"] = text("secret")
    answer = fetch(server.url("/a"))
    assert expected in reason(answer)
    assert isinstance(answer, Unfetched)
    assert not answer.passing
    assert server.paths() == ["/a"]


@pytest.mark.parametrize("address", ["http://2130706433/", "http://0x7f.1/", "http://localhost/"])
def test_loopback_in_disguise_is_still_loopback(address: str) -> None:
    async def go() -> Answer:
        pace = Pace(0, patience=1, clock=time.time)
        fetcher = Fetcher(
            GuardedBackend(frozenset()),
            pace,
            limits=QUICK,
            contact=None,
            any_port=frozenset(),
            clock=time.time,
        )
        async with fetcher:
            return await fetcher.fetch(address)

    answer = asyncio.run(go())
    assert "a loopback address" in reason(answer)


def test_a_name_without_an_address_and_a_port_where_nobody_listens(server: Server) -> None:
    assert "no address of nowhere.test is known" in reason(fetch("http://nowhere.test/"))
    with serving() as gone:
        address = gone.url("/")
    assert "connection failed" in reason(fetch(address))


def test_hosts_are_given_their_pause(server: Server) -> None:
    server.pages["/a"], server.pages["/b"] = redirect("/b"), text("x")
    assert isinstance(fetch(server.url("/a"), pause=0.5), Fetched)
    assert server.seen[1][2] - server.seen[0][2] >= 0.5


def test_a_strange_charset_does_no_harm(server: Server) -> None:
    server.pages["/a"] = text("x", charset="klingon-" + "9" * 500)
    server.pages["/b"] = lambda request: request.answer(200, b"x", Content_Type="?;;=\x80;charset=*")
    for path in ("/a", "/b"):
        answer = fetch(server.url(path))
        assert isinstance(answer, Fetched)
        assert answer.charset is None or len(answer.charset) < 40
