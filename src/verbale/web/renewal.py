"""Promises of a large record made anew beside the application: nobody who decides waits for them."""

from __future__ import annotations

import multiprocessing
from multiprocessing.process import BaseProcess
from threading import Lock

from sqlalchemy import func, select

from verbale.address import Address
from verbale.record import Database, open_database
from verbale.record import tables as t
from verbale.record.commitment_version import are_current
from verbale.record.commitments import bring_commitments_up_to_date

# Those of fewer statements are made in about a second, while the page waits.
LARGE = 2000


class Renewal:
    """Makes the promises of a record anew: at once where it is small, else in a process of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = Lock()
        self._running: BaseProcess | None = None

    def wait_or_begin(self) -> bool:
        """Whether the promises are those of all stories and decisions; if not, they will be."""
        with self._database.reading() as connection:
            if are_current(connection):
                return True
            last = connection.execute(select(func.max(t.statements.c.id))).scalar() or 0
        if last < LARGE or self._database.read_only:
            bring_commitments_up_to_date(self._database)
            return not self._database.read_only
        with self._lock:
            if self._running is None or not self._running.is_alive():
                spawn = multiprocessing.get_context("spawn")
                self._running = spawn.Process(target=_renew, args=(self._database.address,), daemon=True)
                self._running.start()
        return False


def _renew(address: Address) -> None:
    bring_commitments_up_to_date(open_database(address))
