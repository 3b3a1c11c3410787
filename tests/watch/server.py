"""A web server on loopback that misbehaves in whatever way a test asks for."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[["Request"], None]


class Request(BaseHTTPRequestHandler):
    """One request, with ways to answer it well and badly."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        self.close_connection = True
        self.server.seen.append((self.path, dict(self.headers.items()), time.monotonic()))
        behaviour = self.server.pages.get(self.path)
        if behaviour is None:
            self.answer(404, b"nothing here")
        else:
            behaviour(self)

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        """A proper answer; `Content_Type="..."` names a header."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def raw(self, data: bytes) -> None:
        """Any bytes instead of an answer."""
        self.wfile.write(data)
        self.wfile.flush()

    def reset(self) -> None:
        """End the connection as a crashed server does."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def finish(self) -> None:
        with suppress(OSError, ValueError):
            super().finish()


class Server(ThreadingHTTPServer):
    """The server; `pages` may be changed while it runs, `seen` has path, headers and time of each request."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Request)
        self.pages: dict[str, Behaviour] = {}
        self.seen: list[tuple[str, dict[str, str], float]] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def url(self, path: str, host: str = "news.test") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _, _ in self.seen]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away in the middle is what tests are about."""


@contextmanager
def serving() -> Iterator[Server]:
    """A server that runs as long as the block."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def text(body: str, *, charset: str = "utf-8", **headers: str) -> Behaviour:
    """A page, told to be in a charset."""
    told = {"Content_Type": f"text/html; charset={charset}"} | headers
    return lambda request: request.answer(200, body.encode("utf-8"), **told)


def feed(server: Server, stories: Mapping[str, str], *, more: str = "") -> Behaviour:
    """An RSS feed of paths and titles."""
    items = "".join(
        f"<item><title>{title}</title><link>{server.url(path)}</link></item>"
        for path, title in stories.items()
    )
    body = f"<rss version='2.0'><channel><title>Le Gué</title>{items}{more}</channel></rss>"
    return lambda request: request.answer(200, body.encode(), Content_Type="application/rss+xml")


def redirect(to: str, status: int = 302) -> Behaviour:
    return lambda request: request.answer(status, b"", Location=to)


def slow_drip(request: Request) -> None:
    """A byte now and then, for ever."""
    request.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(400):
        request.raw(b"x")
        time.sleep(0.05)


def slow_head(request: Request) -> None:
    """A header now and then, for ever."""
    request.raw(b"HTTP/1.1 200 OK\r\n")
    for i in range(400):
        request.raw(b"X-%d: y\r\n" % i)
        time.sleep(0.05)


def endless(request: Request) -> None:
    """A body without an end."""
    request.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n")
    while True:
        request.raw(b"<p>more</p>" * 5000)
