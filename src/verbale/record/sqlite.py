"""Records that are files: SQLite."""

from __future__ import annotations

import os
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import NullPool

from verbale.errors import RecordError
from verbale.record.dialect import BUSY, BUSY_SECONDS, Dialect

SQLITE_HEADER = b"SQLite format 3\x00"


def _begin_to_read(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _begin_to_write(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _reason(error: DatabaseError) -> str:
    locked = isinstance(error, OperationalError) and "locked" in str(error.orig)
    return BUSY if locked else str(error.orig)


SQLITE = Dialect("an SQLite file", _begin_to_read, _begin_to_write, _reason)


def file_engine(path: Path, *, create: bool) -> tuple[Engine, bool]:
    """What opens a file, and whether it may only be read.

    Args:
        create: there need not be one.

    Raises:
        RecordError: there is none, or it is no SQLite file.
    """
    _check(path, create)
    read_only = not create and not _can_write(path)
    address = _read_only_address(path) if read_only else URL.create("sqlite", database=str(path))
    engine = create_engine(address, poolclass=NullPool, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _set_up_to_read if read_only else _set_up)
    return engine, read_only


def _read_only_address(path: Path) -> URL:
    # In write-ahead mode SQLite opens a file only where it may write beside it, or is told that nobody does.
    query = {"mode": "ro", "immutable": "1", "uri": "true"}
    return URL.create("sqlite", database=f"file:{quote(str(path))}", query=query)


def _can_write(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


def _check(path: Path, create: bool) -> None:
    try:
        if path.is_dir():
            raise RecordError(f"{path}: is a folder, not a record")
        if not path.exists():
            if not create:
                raise RecordError(f"{path}: no such record; make one with: verbale build STORIES -o {path}")
            if not path.absolute().parent.is_dir():
                raise RecordError(f"{path}: there is no folder {path.parent}")
            return
        with path.open("rb") as f:
            start = f.read(len(SQLITE_HEADER))
    except OSError as e:
        raise RecordError(f"{path}: cannot be opened ({e.strerror})") from e
    if start and start != SQLITE_HEADER:  # an empty file is what a killed first run may leave
        raise RecordError(f"{path}: is not a record (not an SQLite file)")


def _set_up_to_read(connection: SqliteConnection, _: Any) -> None:
    connection.isolation_level = None


def _set_up(connection: SqliteConnection, _: Any) -> None:
    # Python's own transactions do not cover DDL; ours are begun in words, by Database.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA foreign_keys=ON")
