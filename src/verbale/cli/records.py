"""Opening and printing records, as several commands do it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from rich.console import Console

if TYPE_CHECKING:
    from pydantic import BaseModel

    from verbale.address import Address
    from verbale.record import Database

# Without a terminal nothing says how wide lines may be.
WIDTH_WITHOUT_TERMINAL = 120


def open_up_to_date(record: Address) -> Database:
    """A record whose accounts are those of its readings and decisions, as this Verbale makes them.

    Raises:
        RecordError: there is none, or it cannot be opened or written.
    """
    from verbale.record import open_database
    from verbale.record.reviewing import bring_up_to_date

    database = open_database(record)
    bring_up_to_date(database, datetime.now().astimezone().isoformat(timespec="seconds"))
    return database


def open_to_show(record: Address) -> Database:
    """The same, but while stories wait to be brought together the accounts stay as they are.

    A build is running then, or was stopped; it makes the accounts.

    Raises:
        RecordError: there is none, or it cannot be opened or written.
    """
    from verbale.record import open_database
    from verbale.record.reconciling import stories_wait

    database = open_database(record)
    with database.reading() as connection:
        waiting = stories_wait(connection)
    return database if waiting else open_up_to_date(record)


def print_json(objects: Iterable[BaseModel]) -> None:
    """One object a line."""
    for o in objects:
        print(o.model_dump_json())


def console() -> Console:
    """Where people read; of a set width without a terminal, for then nothing says how wide lines may be."""
    found = Console(highlight=False)
    if not found.is_terminal and "COLUMNS" not in os.environ:
        found = Console(highlight=False, width=WIDTH_WITHOUT_TERMINAL)
    return found
