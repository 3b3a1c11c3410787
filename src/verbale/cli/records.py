"""Opening and printing records, as several commands do it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import BaseModel

    from verbale.record import Database


def open_up_to_date(record: Path) -> Database:
    """A record whose accounts are those of its readings and decisions, as this Verbale makes them.

    Raises:
        RecordError: there is none, or it cannot be opened or written.
    """
    from verbale.record import open_database
    from verbale.record.reviewing import bring_up_to_date

    database = open_database(record)
    bring_up_to_date(database, datetime.now().astimezone().isoformat(timespec="seconds"))
    return database


def print_json(objects: Iterable[BaseModel]) -> None:
    """One object a line."""
    for o in objects:
        print(o.model_dump_json())
