"""A watch from feeds to the record: every version kept, nothing lost to a kill, nothing asked twice."""

from __future__ import annotations

import asyncio
import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.conftest import NewAddress
from tests.harvest.archives import CALL, WEATHER, page
from tests.watch.server import Request, Server, feed, redirect, serving, text
from verbale.address import Address
from verbale.cli.main import app
from verbale.read.parallel import ReadSettings
from verbale.record import open_database
from verbale.record.queries import contacts
from verbale.record.queries import sources as sources_of
from verbale.record.watched import add_watched
from verbale.watch.events import Event, What
from verbale.watch.fetching import FetchLimits
from verbale.watch.network import GuardedBackend
from verbale.watch.round import FIRST_RETRY, TRIES_OF_A_STORY, Watch, run_round
from verbale.watch.settings import Feed, FeedsError, WatchSettings, load_feeds
from verbale.watch.store import WatchError, WatchStore, open_store, store_path

LIMITS = FetchLimits(seconds=1, tries=1, backoff=0.01, patience=1)
HOUR = 3600.0
EARLIER = "Le président français Emmanuel Macron a parlé mercredi au téléphone avec Vladimir Poutine."


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@dataclass
class Watching:
    """A watch of one feed whose clock is turned by hand."""

    server: Server
    store: WatchStore
    settings: WatchSettings
    when: datetime = datetime(2024, 3, 2, 10, tzinfo=UTC)
    events: list[Event] = field(default_factory=list)

    def round(self, *, hours: float = 0, all_feeds: bool = False) -> list[tuple[str, str]]:
        """What a round tells, that much later: kinds and paths."""
        self.when += timedelta(hours=hours)
        self.events.clear()

        async def on_loopback(name: str, port: int) -> list[str]:
            return ["127.0.0.1"]

        backend = GuardedBackend(self.settings.allowed, on_loopback)
        watch = Watch(self.settings, self.store, lambda: self.when, self.events.append, LIMITS, backend)
        asyncio.run(run_round(watch, all_feeds=all_feeds))
        return [(e.what.value, e.url.rpartition("/")[2]) for e in self.events]


@pytest.fixture
def watching(server: Server, tmp_path: Path) -> Iterator[Watching]:
    store = WatchStore(tmp_path / "r.db.watch")
    one = Feed(server.url("/feed"), None, None, 0.5 * HOUR)
    settings = WatchSettings((one,), None, 0, (HOUR, 24 * HOUR), frozenset({"news.test"}), False)
    yield Watching(server, store, settings)
    store.close()


def story(words: str, *, more: str = "") -> str:
    return page(words + "\n" + WEATHER, title="Un appel", more=more)


def test_stories_are_fetched_when_they_appear_and_looked_at_again(watching: Watching, server: Server) -> None:
    server.pages["/feed"] = feed(server, {"/1": "Un", "/2": "Deux"})
    server.pages["/1"] = text(story(CALL), ETag='"one"')
    assert watching.round() == [("feed", "feed"), ("new", "1"), ("failed", "2")]
    assert watching.round(hours=0.1) == []
    server.pages["/feed"] = feed(server, {"/1": "Un", "/2": "Deux", "/3": "Trois"})
    server.pages["/3"] = text(story(EARLIER))
    assert watching.round(hours=0.5) == [("feed", "feed"), ("new", "3")]
    # an hour after its first fetch, then a day after it, then never again; what gave 404 is not asked again
    assert ("unchanged", "1") in watching.round(hours=0.5)
    assert ("unchanged", "3") in watching.round(hours=1)
    assert [u for _, u in watching.round(hours=25)] == ["feed", "1", "3"]
    assert [u for _, u in watching.round(hours=100)] == ["feed"]
    assert server.paths().count("/2") == 1
    asked = [headers for path, headers, _ in server.seen if path == "/1"]
    assert [h.get("If-None-Match") for h in asked] == [None, '"one"', '"one"']


def test_a_feed_that_has_not_changed_is_not_sent_again(watching: Watching, server: Server) -> None:
    def conditional(request: Request) -> None:
        if request.headers.get("If-None-Match") == '"f"':
            request.answer(304, b"")
        else:
            request.answer(200, b"<rss version='2.0'><channel><title>x</title></channel></rss>", ETag='"f"')

    server.pages["/feed"] = conditional
    watching.round()
    watching.round(hours=1)
    assert [e.detail for e in watching.events] == ["unchanged"]


def test_each_version_of_a_story_is_kept_and_noise_makes_none(watching: Watching, server: Server) -> None:
    server.pages["/feed"] = feed(server, {"/1": "Un"})
    server.pages["/1"] = text(story(CALL, more="<meta name='now' content='10:00'>"))
    watching.round()
    server.pages["/1"] = text(story(CALL, more="<meta name='now' content='11:00'><script>ad()</script>"))
    assert ("unchanged", "1") in watching.round(hours=1)
    server.pages["/1"] = text(story(CALL.replace("une heure", "deux heures")))
    assert ("changed", "1") in watching.round(hours=24)
    bodies = [v.body.decode() for v in versions(watching)]
    assert ["une heure" in b for b in bodies] == [True]  # the record is given the oldest first
    watching.store.set_read(versions(watching)[0].id, "r", kept=True)
    assert ["deux heures" in v.body.decode() for v in versions(watching)] == [True]


def versions(watching: Watching) -> list:  # type: ignore[type-arg]
    return watching.store.unread("r")


def test_a_story_that_its_feed_says_was_updated_is_fetched_at_once(
    watching: Watching, server: Server
) -> None:
    def atom(updated: str) -> str:
        return (
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>G</title><entry><title>Un</title><id>urn:1</id>"
            f"<link href='{server.url('/1')}'/><updated>{updated}</updated></entry></feed>"
        )

    server.pages["/feed"] = text(atom("2024-03-02T10:00:00Z"))
    server.pages["/1"] = text(story(CALL))
    watching.round()
    server.pages["/feed"] = text(atom("2024-03-02T10:20:00Z"))
    assert watching.round(hours=0.5) == [("feed", "feed"), ("unchanged", "1")]


def test_a_story_that_vanishes_is_told_and_kept(watching: Watching, server: Server) -> None:
    server.pages["/feed"] = feed(server, {"/1": "Un"})
    server.pages["/1"] = text(story(CALL))
    watching.round()
    server.pages["/1"] = lambda request: request.answer(410, b"")
    assert ("gone", "1") in watching.round(hours=1)
    assert len(versions(watching)) == 1


@pytest.mark.parametrize(
    ("behaviour", "expected", "again"),
    [
        (lambda request: request.answer(500, b""), "answered with 500", True),
        (lambda request: request.reset(), "connection failed", True),
        (redirect("http://127.0.0.1/x"), "a loopback address", True),
        (redirect("/1"), "redirects", False),
        (
            lambda request: request.answer(200, b"%PDF-1.7", Content_Type="application/pdf"),
            "no page (application/pdf)",
            False,
        ),
        (lambda request: request.answer(200, b"\x89PNG\0\0\0", Content_Type="text/html"), "binary", False),
        (lambda request: request.answer(200, b"  ", Content_Type="text/html"), "an empty page", False),
    ],
)
def test_a_story_that_does_not_come_costs_only_itself(
    behaviour: object, expected: str, again: bool, watching: Watching, server: Server
) -> None:
    server.pages["/feed"] = feed(server, {"/1": "Un", "/2": "Deux"})
    server.pages["/1"], server.pages["/2"] = behaviour, text(story(CALL))  # type: ignore[assignment]
    assert watching.round() == [("feed", "feed"), ("failed", "1"), ("new", "2")]
    failed = watching.events[1]
    assert expected in (failed.detail or "")
    assert failed.again is again


def test_what_fails_is_tried_less_and_less_and_given_up(watching: Watching, server: Server) -> None:
    server.pages["/feed"] = feed(server, {"/1": "Un"})
    server.pages["/1"] = lambda request: request.answer(500, b"")
    watching.round()
    assert ("failed", "1") not in watching.round(hours=(FIRST_RETRY - 10) / HOUR)
    assert ("failed", "1") in watching.round(hours=20 / HOUR)
    assert ("failed", "1") not in watching.round(hours=(2 * FIRST_RETRY - 10) / HOUR)
    for _ in range(2 * TRIES_OF_A_STORY):
        watching.round(hours=7)
    assert server.paths().count("/1") == TRIES_OF_A_STORY


def test_a_host_that_asks_to_be_left_alone_is(watching: Watching, server: Server, tmp_path: Path) -> None:
    server.pages["/feed"] = feed(server, {"/1": "Un", "/2": "Deux"})
    server.pages["/1"] = lambda request: request.answer(429, b"", Retry_After="7200")
    server.pages["/2"] = text(story(CALL))
    assert watching.round() == [("feed", "feed"), ("failed", "1"), ("failed", "2")]
    asked = len(server.seen)
    assert "/2" not in server.paths()
    watching.store.close()  # also another process heeds it
    watching.store = WatchStore(tmp_path / "r.db.watch")
    server.pages["/1"] = text(story(EARLIER))
    watching.round(hours=1.9, all_feeds=True)
    assert len(server.seen) == asked
    assert [w for w, _ in watching.round(hours=0.2)] == ["feed", "new", "new"]


def test_robots_are_heeded_also_behind_redirects(watching: Watching, server: Server) -> None:
    server.pages["/robots.txt"] = lambda request: request.answer(200, b"User-agent: *\nDisallow: /x")
    server.pages["/feed"] = feed(server, {"/x1": "Un", "/2": "Deux"})
    server.pages["/2"] = redirect("/x2")
    watching.round()
    assert [e.detail for e in watching.events[1:]] == ["robots.txt forbids it"] * 2
    assert not {"/x1", "/x2"} & set(server.paths())


@pytest.mark.parametrize(
    "behaviour",
    [text("<html>no feed</html>"), lambda request: request.answer(500, b""), lambda request: request.reset()],
)
def test_a_feed_that_fails_is_asked_again_later(
    behaviour: object, watching: Watching, server: Server
) -> None:
    server.pages["/feed"] = behaviour  # type: ignore[assignment]
    assert watching.round() == [("failed", "feed")]
    assert watching.round(hours=0.1) == []
    server.pages["/feed"] = feed(server, {})
    assert watching.round(hours=0.5) == [("feed", "feed")]


def test_a_page_in_another_charset_is_read(watching: Watching, server: Server) -> None:
    server.pages["/feed"] = feed(server, {"/1": "Un"})
    body = story(CALL).replace("<meta charset='utf-8'>", "").encode("cp1252")
    server.pages["/1"] = lambda request: request.answer(
        200, body, Content_Type="text/html; charset=iso-8859-1"
    )
    assert ("new", "1") in watching.round()


def test_two_watches_of_one_record_are_one_too_many(tmp_path: Path) -> None:
    path = tmp_path / "r.db.watch"
    first = WatchStore(path)
    with pytest.raises(WatchError, match="another process watches"):
        WatchStore(path)
    open_store(path).close()  # whoever only reads may
    first.close()
    WatchStore(path).close()
    (tmp_path / "x").write_bytes(b"no database at all, but long enough to look at" * 30)
    with pytest.raises(WatchError, match="is no file of a watch"):
        WatchStore(tmp_path / "x")


def test_versions_go_into_the_record_in_order_and_once(
    watching: Watching, server: Server, new_address: NewAddress
) -> None:
    server.pages["/feed"] = feed(server, {"/1": "Un", "/2": "Deux"})
    server.pages["/1"], server.pages["/2"] = text(story(CALL)), text(page(WEATHER * 3))
    watching.round()
    server.pages["/1"] = text(story(CALL.replace("mardi", "mercredi")))
    watching.round(hours=1)
    database, settings = open_database(new_address(), create=True), ReadSettings()

    def add(reader: str) -> dict[str, int]:
        return dict(
            add_watched(
                database,
                watching.store,
                settings,
                reader=reader,
                keeps=lambda t: "Macron" in t,
                now=lambda: watching.when,
            )
        )

    assert add("r") == {"read": 2, "unrelated": 1}
    assert add("r") == {}
    with database.reading() as connection:
        (contact,) = contacts(connection)
        assert [m.path for m in contact.mentions] == [server.url("/1")]
        (now,) = sources_of(connection)
        assert (now.path, now.title, now.outlet) == (server.url("/1"), "Un appel", "Le Gué")
        text_now, history = connection.exec_driver_sql(
            "SELECT (SELECT text FROM articles),"
            " (SELECT count(*) FROM sources WHERE superseded_at IS NOT NULL)"
        ).one()
    assert "mercredi" in text_now
    assert history == 1
    # another reader reads the newest version again, and what was passed over is looked at again
    assert add("s") == {"read": 1, "unrelated": 1}
    # a new record gets all of it
    database = open_database(new_address(), create=True)
    watching.store.forget_read()
    assert add("s") == {"read": 2, "unrelated": 1}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", "feed: field required"),
        ("[[feed]]\nurl='ftp://x.test/'", "feed.0.url: 'ftp://x.test/' is no http or https address"),
        ("[[feed]]\nurl='http://x.test/'\nlang='fr'", "feed.0.lang: extra inputs are not permitted"),
        ("[[feed]]\nurl='http://x.test/'\nlanguage='tlh'", "feed.0.language: 'tlh' is not read"),
        ("every_minutes=0\n[[feed]]\nurl='http://x.test/'", "every_minutes: input should be greater than 0"),
        (
            "allow_private=['http://x']\n[[feed]]\nurl='http://x.test/'",
            "allow_private: 'http://x' is no name of a host",
        ),
        ("contact=\"a\\nb\"\n[[feed]]\nurl='http://x.test/'", "contact:"),
        ("not toml", "not valid TOML"),
        (b"\xff", "not UTF-8"),
    ],
)
def test_a_wrong_file_is_told_by_its_entry(written: str | bytes, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "f.toml"
    path.write_bytes(written if isinstance(written, bytes) else written.encode())
    with pytest.raises(FeedsError) as told:
        load_feeds(path)
    assert str(told.value).startswith(f"{path}: {expected}") or expected in str(told.value)


def test_a_file_of_feeds(tmp_path: Path) -> None:
    path = tmp_path / "f.toml"
    path.write_text(
        "contact = 'desk@x.test'\nallow_private = ['Intranet.Test', '[::1]', '10.0.0.7']\n"
        "recheck_hours = [6, 1]\n"
        "[[feed]]\nurl = 'https://x.test/a'\noutlet = 'X'\nlanguage = 'fr'\nevery_minutes = 5\n"
        "[[feed]]\nurl = 'https://x.test/b'\n"
    )
    settings = load_feeds(path)
    assert settings.feeds == (
        Feed("https://x.test/a", "X", "fr", 300),
        Feed("https://x.test/b", None, None, 900),
    )
    assert settings.allowed == {"intranet.test", "::1", "10.0.0.7"}
    assert settings.rechecks == (3600, 21600)


# The whole command, in a process of its own

COUNTS = "SELECT count(*), count(DISTINCT url), count(read_by) FROM versions"

VERBALE = [sys.executable, "-m", "verbale.cli.main", "watch"]


def feeds_file(server: Server, folder: Path) -> Path:
    path = folder / "feeds.toml"
    path.write_text(
        "allow_private = ['localhost']\nseconds_between_requests = 0.05\n"
        f"[[feed]]\nurl = '{server.url('/feed', 'localhost')}'\n"
    )
    return path


def many_stories(server: Server, count: int) -> None:
    links = {f"/{i}": f"Titre {i}" for i in range(count)}
    items = "".join(
        f"<item><title>{t}</title><link>{server.url(p, 'localhost')}</link></item>" for p, t in links.items()
    )
    body = f"<rss version='2.0'><channel><title>Le Gué</title>{items}</channel></rss>".encode()
    server.pages["/feed"] = lambda request: request.answer(
        200, body, Content_Type="application/rss+xml", ETag='"f"'
    )
    for i, path in enumerate(links):
        server.pages[path] = text(story(f"Article {i}. {CALL if i % 2 else WEATHER}"))


def told_by(record: Address) -> set[tuple[str, str | None]]:
    with open_database(record).reading() as connection:
        return {(s.path, s.sha256) for s in sources_of(connection)}


def test_killed_at_random_it_goes_on_and_loses_nothing(
    new_address: NewAddress, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many_stories(server, 10)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    record = new_address()
    draw = random.Random(7)
    command = [*VERBALE, feeds_file(server, tmp_path), "-o", record, "--once", "--jobs", "1"]
    for _ in range(4):
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            run.wait(draw.uniform(0.8, 7))
        except subprocess.TimeoutExpired:
            run.kill()
            run.wait()
    last = subprocess.run(command, capture_output=True, text=True, check=False)
    assert last.returncode == 0, last.stderr
    assert {path for path, _ in told_by(record)} == {
        server.url(f"/{i}", "localhost") for i in (1, 3, 5, 7, 9)
    }
    assert all(sha256 for _, sha256 in told_by(record))
    kept = sqlite3.connect(store_path(record))
    assert kept.execute(COUNTS).fetchone() == (
        10,
        10,
        10,
    )
    # each story once: what a killed run had fetched is not fetched again, but for the one it died in
    for i in range(10):
        assert server.paths().count(f"/{i}") <= 2


def test_what_a_paper_changed_can_be_read(
    watching: Watching, server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.pages["/feed"] = feed(server, {"/1": "Un", "/2": "Deux"})
    server.pages["/1"] = server.pages["/2"] = text(story(CALL))
    watching.round()
    server.pages["/1"] = text(story(CALL.replace("une heure", "deux heures")))
    watching.round(hours=1)

    def run(*arguments: str) -> tuple[int, str, str]:
        code = app([*arguments], standalone_mode=False) or 0
        return (code, *capsys.readouterr())

    record = str(tmp_path / "r.db")
    assert run("versions", record) == (0, f"2  {server.url('/1')}\n", "")
    _, out, _ = run("versions", record, server.url("/1"))
    minus, plus = (next(x for x in out.splitlines() if x.startswith(f"{sign}Le pr")) for sign in "-+")
    assert "une heure" in minus
    assert "deux heures" in plus
    assert run("versions", record, server.url("/2"))[1].startswith("one version, fetched at 2024-03-02T10")
    first, second = (
        json.loads(x) for x in run("versions", record, server.url("/1"), "--json")[1].splitlines()
    )
    assert first["fetched_at"] < second["fetched_at"]
    assert "une heure" in first["text"]
    assert (
        run("versions", record, "http://no.test/")[2]
        == f"verbale: {record}: no such story: http://no.test/\n"
    )
    assert "nothing has been watched for it" in run("versions", str(tmp_path / "no.db"))[2]


def test_the_loop_ends_cleanly_with_ctrl_c(server: Server, tmp_path: Path) -> None:
    many_stories(server, 2)
    record = tmp_path / "r.db"
    run = subprocess.Popen(
        [*VERBALE, feeds_file(server, tmp_path), "-o", record, "--json", "--jobs", "1"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while not (record.exists() and told_by(record)) and time.monotonic() < deadline:
        time.sleep(0.2)
    time.sleep(0.5)
    assert run.poll() is None, run.stderr.read() if run.stderr else ""
    run.send_signal(signal.SIGINT)
    out, err = run.communicate(timeout=20)
    assert run.returncode == 130
    assert err.splitlines()[-1] == "verbale: interrupted"
    assert "Traceback" not in err
    assert {json.loads(line)["event"] for line in out.splitlines()} == {What.FEED, What.NEW}
    assert len(told_by(record)) == 1


def test_ctrl_c_while_a_server_is_silent(server: Server, tmp_path: Path) -> None:
    server.pages["/feed"] = lambda request: time.sleep(25)
    server.pages["/robots.txt"] = lambda request: request.answer(404, b"")
    run = subprocess.Popen(
        [*VERBALE, feeds_file(server, tmp_path), "-o", tmp_path / "r.db", "--once"],
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    deadline = time.monotonic() + 30
    while "/feed" not in server.paths() and time.monotonic() < deadline:
        time.sleep(0.1)
    begun = time.monotonic()
    run.send_signal(signal.SIGINT)
    _, err = run.communicate(timeout=20)
    assert run.returncode == 130
    assert err == "verbale: interrupted\n"
    assert time.monotonic() - begun < 5


def test_what_could_not_be_fetched_is_in_the_exit_code(server: Server, tmp_path: Path) -> None:
    server.pages["/feed"] = lambda request: request.answer(404, b"")
    run = subprocess.run(
        [*VERBALE, feeds_file(server, tmp_path), "-o", tmp_path / "r.db", "--once"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 3
    assert (
        run.stderr == f"failed: {server.url('/feed', 'localhost')}: answered with 404 (will be tried again)\n"
    )
