"""robots.txt is asked for once, heeded, and when it cannot be reached nothing else is fetched."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator

import httpx
import pytest

from tests.watch.server import Request, Server, redirect, serving
from verbale.watch.answers import Unfetched
from verbale.watch.fetching import Fetcher, FetchLimits
from verbale.watch.network import GuardedBackend
from verbale.watch.pacing import Pace
from verbale.watch.robots import KEPT_SECONDS, UNREACHABLE_SECONDS, Robots, Rules

ALLOWED = frozenset({"news.test"})


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


class Store:
    """Rules in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, Rules] = {}

    def rules(self, site: str) -> Rules | None:
        return self.kept.get(site)

    def keep_rules(self, site: str, rules: Rules) -> None:
        self.kept[site] = rules


def ask(store: Store, *addresses: str, pace: Pace | None = None) -> list[Unfetched | None]:
    async def on_loopback(name: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    async def go() -> list[Unfetched | None]:
        turns = pace or Pace(0, patience=1, clock=time.time)
        limits = FetchLimits(seconds=0.5, tries=2, backoff=0.05)
        fetcher = Fetcher(
            GuardedBackend(ALLOWED, on_loopback),
            turns,
            limits=limits,
            contact=None,
            any_port=ALLOWED,
            clock=time.time,
        )
        async with fetcher:
            robots = Robots(fetcher, store, turns, clock=time.time)
            return [await robots.allows(httpx.URL(a)) for a in addresses]

    return asyncio.run(go())


def rules(text: str) -> object:
    return lambda request: request.answer(200, text.encode())


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /private", "/story", True),
        ("User-agent: *\nDisallow: /private", "/private/1", False),
        ("User-agent: *\nDisallow: /", "/story", False),
        ("User-agent: Verbale\nDisallow: /\n\nUser-agent: *\nAllow: /", "/story", False),
        ("User-agent: Other\nDisallow: /", "/story", True),
        ("User-agent: *\nDisallow: /*.pdf$\nAllow: /", "/a.pdf", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),  # the longer rule counts
        ("", "/story", True),
        ("<html>no rules</html>", "/story", True),
        ("\0\xff\xfe" * 1000, "/story", True),
    ],
)
def test_rules_are_heeded(text: str, path: str, allowed: bool, server: Server) -> None:
    server.pages["/robots.txt"] = rules(text)  # type: ignore[assignment]
    (answer,) = ask(Store(), server.url(path))
    assert (answer is None) is allowed
    if answer is not None:
        assert (answer.reason, answer.passing) == ("robots.txt forbids it", False)


def test_a_site_is_asked_once_a_day(server: Server) -> None:
    server.pages["/robots.txt"] = rules("User-agent: *\nDisallow: /b")  # type: ignore[assignment]
    store = Store()
    ask(store, server.url("/a"), server.url("/b"))
    ask(store, server.url("/a"))
    assert server.paths() == ["/robots.txt"]
    ((site, kept),) = store.kept.items()
    assert site == f"http://news.test:{server.port}"
    assert 0 < kept.until - time.time() <= KEPT_SECONDS
    store.kept[site] = Rules(kept.text, time.time() - 1)
    ask(store, server.url("/a"))
    assert server.paths() == ["/robots.txt"] * 2


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_no_such_file_allows_all(status: int, server: Server) -> None:
    server.pages["/robots.txt"] = lambda request: request.answer(status, b"")
    assert ask(Store(), server.url("/a")) == [None]


@pytest.mark.parametrize(
    "behaviour",
    [
        lambda request: request.answer(500, b""),
        lambda request: request.answer(429, b"", Retry_After="3000"),
        lambda request: request.reset(),
        lambda request: time.sleep(2),
        redirect("http://10.0.0.1/robots.txt"),
        redirect("/robots.txt"),
    ],
    ids=["500", "429", "reset", "slow", "private", "loop"],
)
def test_unreachable_forbids_for_now(behaviour: object, server: Server) -> None:
    server.pages["/robots.txt"] = behaviour  # type: ignore[assignment]
    (answer,) = ask(Store(), server.url("/a"))
    assert isinstance(answer, Unfetched)
    assert answer.reason.startswith("its robots.txt cannot be reached (")
    assert answer.passing
    assert answer.retry_at is not None
    assert answer.retry_at - time.time() > UNREACHABLE_SECONDS - 10
    assert "/a" not in server.paths()


def test_rules_known_before_hold_while_the_file_cannot_be_reached(server: Server) -> None:
    server.pages["/robots.txt"] = lambda request: request.answer(500, b"")
    store = Store()
    site = f"http://news.test:{server.port}"
    store.kept[site] = Rules("User-agent: *\nDisallow: /b", 0)
    assert [a is None for a in ask(store, server.url("/a"), server.url("/b"))] == [True, False]


def test_redirected_rules_and_rules_without_end(server: Server) -> None:
    server.pages["/robots.txt"] = redirect("/real.txt")

    def very_long(request: Request) -> None:
        request.answer(200, b"User-agent: *\nDisallow: /b\n" + b"# more\n" * 1_000_000)

    server.pages["/real.txt"] = very_long
    assert [a is None for a in ask(Store(), server.url("/a"), server.url("/b"))] == [True, False]


def test_a_crawl_delay_is_the_host_s_pause(server: Server) -> None:
    server.pages["/robots.txt"] = rules("User-agent: *\nCrawl-delay: 20")  # type: ignore[assignment]
    pace = Pace(0, patience=1, clock=time.time)
    ask(Store(), server.url("/a"), pace=pace)

    async def one_turn() -> None:
        async with pace.turn("news.test"):
            pass

    asyncio.run(one_turn())
    assert 18 < pace.alone_until("news.test") - time.time() <= 20
