"""What a watch remembers: an SQLite file of its own beside the record, right after a kill at any moment.

It holds every version of every story as it was served, so that what a paper changed without saying so can
still be read, and all can be read again.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from verbale.address import Address, beside, make_folder_of
from verbale.errors import VerbaleError
from verbale.watch.feeds import Entry
from verbale.watch.robots import Rules
from verbale.watch.settings import Feed

VERSION = 1
TABLES = """
CREATE TABLE feeds (
    url TEXT PRIMARY KEY, title TEXT, etag TEXT, modified TEXT,
    due REAL NOT NULL DEFAULT 0, alone_until REAL NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0, reason TEXT
);
CREATE TABLE stories (
    url TEXT PRIMARY KEY, feed TEXT NOT NULL, title TEXT, published TEXT, updated TEXT,
    outlet TEXT, language TEXT, etag TEXT, modified TEXT,
    due REAL, first_fetched REAL, failures INTEGER NOT NULL DEFAULT 0, reason TEXT
);
CREATE INDEX stories_due ON stories (due);
CREATE TABLE versions (
    id INTEGER PRIMARY KEY, url TEXT NOT NULL REFERENCES stories (url), fetched_at TEXT NOT NULL,
    text_sha256 TEXT NOT NULL, content_type TEXT NOT NULL, charset TEXT, body BLOB NOT NULL,
    read_by TEXT, kept INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX versions_url ON versions (url, id);
CREATE TABLE robots (site TEXT PRIMARY KEY, text TEXT, until REAL NOT NULL, reason TEXT);
CREATE TABLE hosts (host TEXT PRIMARY KEY, alone_until REAL NOT NULL);
"""


class WatchError(VerbaleError):
    """The file of a watch cannot be used."""


@dataclass(frozen=True, slots=True)
class DueFeed:
    """A feed that is to be asked, with what it answered the last time."""

    url: str
    etag: str | None
    modified: str | None
    failures: int


@dataclass(frozen=True, slots=True)
class DueStory:
    """A story that is to be fetched.

    Attributes:
        first_fetched: seconds since the epoch; None before.
        text_sha256: of its newest version; None without one.
    """

    url: str
    etag: str | None
    modified: str | None
    failures: int
    first_fetched: float | None
    text_sha256: str | None


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a story, with what its feed says of it.

    Attributes:
        fetched_at: ISO 8601 with its zone.
        kept: an earlier version of this story has been put into the record.
    """

    id: int
    url: str
    fetched_at: str
    content_type: str
    charset: str | None
    body: bytes
    title: str | None
    published: str | None
    outlet: str | None
    language: str | None
    kept: bool


def store_path(record: Address) -> Path:
    """Where the watch of a record is kept: beside it, or, in PostgreSQL, in the folder of data."""
    return beside(record, "watch")


class WatchStore:
    """The file of one watch, held by one process at a time."""

    def __init__(self, path: Path) -> None:
        """Open it, or make it.

        Raises:
            WatchError: it is none, is of another Verbale, or another process watches with it.
        """
        self._path = path
        try:
            make_folder_of(path)
            # SQLite's own lock on a file of its own: it goes with the process, however that ends
            self._held = sqlite3.connect(f"{path}.lock", timeout=0, isolation_level=None)
            self._held.execute("BEGIN EXCLUSIVE")
        except OSError as e:
            raise WatchError(f"{path}: cannot be made ({e.strerror})") from e
        except sqlite3.Error as e:
            reason = "another process watches with it" if "locked" in str(e) else str(e)
            raise WatchError(f"{path}: {reason}") from e
        self._db = open_store(path)

    def close(self) -> None:
        """Let go of it."""
        self._db.close()
        self._held.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._db:
                yield self._db
        except sqlite3.Error as e:
            raise WatchError(f"{self._path}: {e}") from e

    def set_feeds(self, feeds: Sequence[Feed]) -> None:
        """Know these feeds; what is known of them already stays."""
        with self._writing() as db:
            db.executemany("INSERT OR IGNORE INTO feeds (url) VALUES (?)", [(f.url,) for f in feeds])

    def due_feeds(self, feeds: Sequence[Feed], now: float, *, all_feeds: bool) -> list[DueFeed]:
        """Feeds whose time has come; all but those that asked to be left alone, when `all_feeds`."""
        rows = self._db.execute(
            "SELECT url, etag, modified, failures, due, alone_until FROM feeds"
        ).fetchall()
        known = {row[0]: row for row in rows}
        found = [known[f.url] for f in feeds]
        return [DueFeed(*row[:4]) for row in found if row[5] <= now and (all_feeds or row[4] <= now)]

    def feed_done(
        self, url: str, due: float, *, title: str | None, etag: str | None, modified: str | None
    ) -> None:
        """A feed answered with itself."""
        with self._writing() as db:
            db.execute(
                "UPDATE feeds SET due=?, alone_until=0, failures=0, reason=NULL, title=?, etag=?, modified=?"
                " WHERE url=?",
                (due, title, etag, modified, url),
            )

    def feed_unchanged(self, url: str, due: float) -> None:
        """A feed answered that it is as it was."""
        with self._writing() as db:
            db.execute(
                "UPDATE feeds SET due=?, alone_until=0, failures=0, reason=NULL WHERE url=?", (due, url)
            )

    def feed_failed(
        self, url: str, due: float, alone_until: float | None, reason: str, *, counts: bool
    ) -> None:
        """A feed did not answer as it should; `counts`: it was asked."""
        with self._writing() as db:
            db.execute(
                "UPDATE feeds SET due=?, alone_until=?, failures=failures+?, reason=? WHERE url=?",
                (due, alone_until or 0, int(counts), reason, url),
            )

    def add_entries(self, feed: Feed, title: str | None, entries: Sequence[Entry], now: float) -> int:
        """Know the stories of a feed; one that its feed says was updated is due at once.

        Returns:
            How many were new.
        """
        new = 0
        with self._writing() as db:
            for e in entries:
                known = db.execute("SELECT updated FROM stories WHERE url=?", (e.url,)).fetchone()
                if known is None:
                    new += 1
                    db.execute(
                        "INSERT INTO stories (url, feed, title, published, updated, outlet, language, due)"
                        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        (
                            e.url,
                            feed.url,
                            e.title,
                            e.published,
                            e.updated,
                            feed.outlet or title,
                            feed.language,
                            now,
                        ),
                    )
                elif e.updated is not None and known[0] != e.updated:
                    db.execute(
                        "UPDATE stories SET updated=?, due=?, failures=0 WHERE url=?", (e.updated, now, e.url)
                    )
        return new

    def due_stories(self, now: float) -> list[DueStory]:
        """Stories whose time has come, those that have waited longest first."""
        rows = self._db.execute(
            "SELECT url, etag, modified, failures, first_fetched,"
            " (SELECT text_sha256 FROM versions v WHERE v.url = s.url ORDER BY id DESC LIMIT 1)"
            " FROM stories s WHERE due <= ? ORDER BY due, rowid",
            (now,),
        )
        return [DueStory(*row) for row in rows]

    def next_due(self, feeds: Sequence[Feed]) -> float | None:
        """When the next feed or story is due, in seconds since the epoch; None if nothing is."""
        rows = self._db.execute("SELECT url, max(due, alone_until) FROM feeds").fetchall()
        watched = {f.url for f in feeds}
        times = [at for url, at in rows if url in watched]
        times += [at for (at,) in self._db.execute("SELECT min(due) FROM stories") if at is not None]
        return min(times, default=None)

    def story_fetched(
        self, url: str, now: float, due: float | None, *, etag: str | None, modified: str | None
    ) -> None:
        """A story came."""
        with self._writing() as db:
            self._story_fetched(db, url, now, due, etag, modified)

    def add_version(
        self,
        url: str,
        now: float,
        due: float | None,
        *,
        etag: str | None,
        modified: str | None,
        fetched_at: str,
        text_sha256: str,
        content_type: str,
        charset: str | None,
        body: bytes,
    ) -> None:
        """A story came, and is another than it was."""
        with self._writing() as db:
            db.execute(
                "INSERT INTO versions (url, fetched_at, text_sha256, content_type, charset, body)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (url, fetched_at, text_sha256, content_type, charset, zlib.compress(body)),
            )
            self._story_fetched(db, url, now, due, etag, modified)

    @staticmethod
    def _story_fetched(
        db: sqlite3.Connection,
        url: str,
        now: float,
        due: float | None,
        etag: str | None,
        modified: str | None,
    ) -> None:
        db.execute(
            "UPDATE stories SET due=?, first_fetched=coalesce(first_fetched, ?), failures=0, reason=NULL,"
            " etag=?, modified=? WHERE url=?",
            (due, now, etag, modified, url),
        )

    def story_failed(self, url: str, due: float | None, reason: str, *, counts: bool) -> None:
        """A story did not come; it is not tried again when `due` is None.

        Args:
            counts: whether it counts as a try.
        """
        with self._writing() as db:
            db.execute(
                "UPDATE stories SET due=?, failures=failures+?, reason=? WHERE url=?",
                (due, int(counts), reason, url),
            )

    def unread(self, reader: str, limit: int = 200) -> list[Version]:
        """Versions that the record has not, of each story the oldest; else the newest, if another read it."""
        rows = self._db.execute(
            "WITH wanted AS ("
            " SELECT min(id) AS id FROM versions WHERE read_by IS NULL GROUP BY url"
            " UNION SELECT max(id) FROM versions GROUP BY url HAVING sum(read_by IS NULL) = 0)"
            " SELECT v.id, v.url, v.fetched_at, v.content_type, v.charset, v.body,"
            " s.title, s.published, s.outlet, s.language,"
            " EXISTS (SELECT 1 FROM versions o WHERE o.url = v.url AND o.kept)"
            " FROM wanted JOIN versions v USING (id) JOIN stories s ON s.url = v.url"
            " WHERE v.read_by IS NULL OR v.read_by != ? ORDER BY v.id LIMIT ?",
            (reader, limit),
        )
        return [
            Version(*row[:5], zlib.decompress(row[5]), *row[6:10], kept=bool(row[10]))  # type: ignore[misc, call-arg]
            for row in rows
        ]

    def set_read(self, version: int, reader: str, *, kept: bool) -> None:
        """A version is in the record (`kept`), or does not belong there."""
        with self._writing() as db:
            db.execute(
                "UPDATE versions SET read_by=?, kept=max(kept, ?) WHERE id=?", (reader, int(kept), version)
            )

    def forget_read(self) -> None:
        """The record is another one: it has nothing yet."""
        with self._writing() as db:
            db.execute("UPDATE versions SET read_by=NULL, kept=0")

    def rules(self, site: str) -> Rules | None:
        """See `RulesStore`."""
        row = self._db.execute("SELECT text, until, reason FROM robots WHERE site=?", (site,)).fetchone()
        return Rules(*row) if row else None

    def keep_rules(self, site: str, rules: Rules) -> None:
        """See `RulesStore`."""
        with self._writing() as db:
            db.execute(
                "INSERT OR REPLACE INTO robots VALUES (?, ?, ?, ?)",
                (site, rules.text, rules.until, rules.reason),
            )

    def alone(self, now: float) -> dict[str, float]:
        """Hosts that asked to be left alone, and until when."""
        return dict(self._db.execute("SELECT host, alone_until FROM hosts WHERE alone_until > ?", (now,)))

    def leave_alone(self, host: str, until: float) -> None:
        """A host asked to be left alone."""
        with self._writing() as db:
            db.execute("INSERT OR REPLACE INTO hosts VALUES (?, ?)", (host, until))


def open_store(path: Path) -> sqlite3.Connection:
    """Open the file of a watch, also while another process watches.

    Raises:
        WatchError: it is none, or is of another Verbale.
    """
    try:
        db = sqlite3.connect(path, timeout=20)
        db.execute("PRAGMA journal_mode=WAL")
        (found,) = db.execute("PRAGMA user_version").fetchone()
        if found == 0 and not db.execute("SELECT 1 FROM sqlite_master").fetchone():
            db.executescript(f"BEGIN; {TABLES} PRAGMA user_version={VERSION}; COMMIT;")
        elif found != VERSION:
            raise WatchError(f"{path}: is no file of a watch, or one of another Verbale")
    except sqlite3.Error as e:
        raise WatchError(f"{path}: is no file of a watch ({e})") from e
    return db
