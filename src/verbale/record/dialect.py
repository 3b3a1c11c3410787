"""What every kind of database does in its own way when a record is opened, read and written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from verbale.sentences import say

# So long one who writes waits for another.
BUSY_SECONDS = 20
BUSY = say("another program has been writing to it for more than {n:d} seconds", n=BUSY_SECONDS)


@dataclass(frozen=True, slots=True)
class Dialect:
    """One kind of database.

    Attributes:
        name: for people.
        begin_to_read: begin a transaction that sees one state of the record throughout.
        begin_to_write: begin one while nobody else writes; it sees what those before it have written.
        reason: why it refused, in words.
        after_many: what to do once many rows were written; None where nothing need be done.
        make_tables: make the newest tables in an empty database, which is named in errors; None where the
            migrations make them all.
    """

    name: str
    begin_to_read: Callable[[Connection], None]
    begin_to_write: Callable[[Connection], None]
    reason: Callable[[DatabaseError], str]
    make_tables: Callable[[Connection, str], None] | None = None
    after_many: Callable[[Connection], None] | None = None
