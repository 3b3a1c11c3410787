"""`verbale watch`: feeds and their stories into a record, as they appear and change."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.address import shown
from verbale.cli.build import Out
from verbale.cli.exits import complain, exit_code, one_line
from verbale.cli.options import Actors, Jobs, Json
from verbale.errors import VerbaleError
from verbale.ingest.outcome import Outcome, Refusal

if TYPE_CHECKING:
    from verbale.read.parallel import Result
    from verbale.watch.events import Event
    from verbale.watch.round import Watch

# Seconds between two rounds at least, and at most: a clock may be set, a file of feeds be long.
SHORTEST_SLEEP = 1.0
LONGEST_SLEEP = 3600.0


class WatchUnusable(VerbaleError):
    """A watch cannot be begun."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("watch")(watch)


def watch(
    feeds: Annotated[
        Path,
        typer.Argument(metavar="FEEDS.toml", help="What is watched.", exists=True, dir_okay=False),
    ],
    out: Out,
    once: Annotated[bool, typer.Option("--once", help="Do one round and end.")] = False,
    actors: Actors = None,
    jobs: Jobs = 1,
    as_json: Json = False,
) -> None:
    """Fetch feeds and their stories politely, keep every version of each, and add them to a record.

    Goes on until it is stopped with Ctrl-C; stopped or killed anywhere, the same command goes on from there.
    Exit code: 0 all well, 3 something could not be fetched or was refused (with --once), 1 a story failed,
    2 wrong usage, 130 interrupted.
    """
    try:
        from verbale.harvest.relevance import load_relevance
        from verbale.watch.round import Watch
        from verbale.watch.settings import load_feeds
        from verbale.watch.store import WatchStore, store_path
    except ImportError as e:
        raise WatchUnusable(
            f"{e.name} is not installed; install Verbale with its extra: verbale[watch]"
        ) from e
    from verbale.actors.registry import load_registry
    from verbale.record.database import there_is

    settings = load_feeds(feeds)
    files = tuple(actors or ())
    keeps = _everything if settings.everything else load_relevance(load_registry(files)).keeps
    is_new = not there_is(out)
    seen: set[Outcome] = set()
    store = WatchStore(store_path(out))

    def tell(event: Event) -> None:
        if event.what == "failed":
            seen.add(Outcome.REFUSED)
        _tell(event, as_json=as_json)

    try:
        if is_new:  # the record was taken away: all that is kept goes into the new one
            store.forget_read()
        rounds = _Rounds(Watch(settings, store, _now, tell), out, files, jobs, keeps)
        while True:
            seen |= rounds.do_one(once=once)
            if once:
                break
            due = store.next_due(settings.feeds) or 0
            time.sleep(min(max(due - time.time(), SHORTEST_SLEEP), LONGEST_SLEEP))
    finally:
        store.close()
    raise typer.Exit(exit_code(seen))


@dataclass(frozen=True, slots=True)
class _Rounds:
    """What a round of fetching and reading needs."""

    watch: Watch
    out: str
    actors: tuple[Path, ...]
    jobs: int
    keeps: Callable[[str], bool]

    def do_one(self, *, once: bool) -> set[Outcome]:
        """Fetch what is due and read what came; what became of it besides being read."""
        from verbale.read.parallel import ReadSettings
        from verbale.record.database import open_database
        from verbale.record.described import keep_actor_files
        from verbale.record.watched import add_watched
        from verbale.watch.round import run_round

        asyncio.run(run_round(self.watch, all_feeds=once))
        settings = ReadSettings(actors=self.actors)
        seen: set[Outcome] = set()

        def on_story(result: Result) -> None:
            if isinstance(result, Refusal):
                complain(result)
                seen.add(result.outcome)

        database = open_database(self.out, create=True)
        keep_actor_files(database, self.actors)
        count = add_watched(
            database,
            self.watch.store,
            settings,
            reader=settings.version(),
            keeps=self.keeps,
            now=_now,
            jobs=self.jobs,
            on_story=on_story,
        )
        if count:
            told = (
                ("read", "read"),
                ("refused", "refused"),
                ("failed", "failed"),
                ("unrelated", "not of leaders"),
            )
            words = ", ".join(f"{count[name]} {word}" for name, word in told if count[name])
            print(f"{shown(self.out)}: {words or 'nothing new'}", file=sys.stderr, flush=True)
        return seen


def _everything(_: str) -> bool:
    return True


def _now() -> datetime:
    return datetime.now().astimezone()


def _tell(event: Event, *, as_json: bool) -> None:
    """An event on standard output as JSON; else, if it is worth a line, on standard error."""
    if as_json:
        told = {"event": event.what, "url": event.url, "detail": event.detail, "again": event.again}
        print(json.dumps(told, ensure_ascii=False), flush=True)
    elif event.what != "unchanged":
        detail = f": {one_line(event.detail)}" if event.detail else ""
        again = " (will be tried again)" if event.again else ""
        print(f"{event.what}: {one_line(event.url)}{detail}{again}", file=sys.stderr, flush=True)
