"""A record of made-up stories, written by the record's own writers, for benchmarks that need a large one."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterable, Iterator

from sqlalchemy import select

from verbale.ingest.outcome import Refusal
from verbale.model import Reading
from verbale.record import Database
from verbale.record import tables as t
from verbale.record.commitments import bring_commitments_up_to_date
from verbale.record.listed import bring_listing_up_to_date
from verbale.record.reconciling import reconcile_record
from verbale.record.sources import add_outcomes

NOW = "2031-06-01T12:00:00+00:00"
AT_ONCE = 1000


def write_record(database: Database, stories: Iterable[Reading | Refusal], *, derived: bool = True) -> None:
    """Write stories into a record that has none, as `verbale build` does, and print how long each step takes.

    Args:
        derived: also make the list of statements, the questions and the promises.
    """
    with database.reading() as connection:
        if connection.execute(select(t.sources.c.id).limit(1)).first() is not None:
            return
    _timed("written", lambda: _add(database, stories))
    _timed("reconciled", lambda: _reconcile(database))
    if derived:
        _timed("statements listed", lambda: bring_listing_up_to_date(database))
        _timed("promises made", lambda: bring_commitments_up_to_date(database))


def _timed(what: str, step: Callable[[], None]) -> None:
    begun, cpu = time.perf_counter(), time.process_time()
    step()
    seconds = time.process_time() - cpu
    print(f"{what} in {seconds:.0f} s of the processor, {time.perf_counter() - begun:.0f} s", flush=True)


def _add(database: Database, stories: Iterable[Reading | Refusal]) -> None:
    for some in _batches(iter(stories)):
        with database.writing() as connection:
            add_outcomes(connection, some, reader="benchmark", read_at=NOW)


def _reconcile(database: Database) -> None:
    with database.writing() as connection:
        reconcile_record(connection, NOW)


def _batches(stories: Iterator[Reading | Refusal]) -> Iterator[list[Reading | Refusal]]:
    while some := list(itertools.islice(stories, AT_ONCE)):
        yield some
