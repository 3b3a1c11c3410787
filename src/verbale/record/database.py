"""Opening a record: one SQLite file, brought up to the newest tables, its errors turned into ours."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import NullPool

from verbale.errors import RecordError

HEAD = "0008"
BUSY_SECONDS = 20
SQLITE_HEADER = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class Database:
    """An open record.

    Attributes:
        path: as the user named it.
        read_only: the file or its folder may not be written; what needs no writing works all the same.
    """

    path: Path
    engine: Engine
    read_only: bool = False

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the record throughout."""
        with self._in_our_words(), self.engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            try:
                yield connection
            finally:
                connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all of it is kept, or, whatever ends it, nothing. One at a time; others wait."""
        if self.read_only:
            raise RecordError(f"{self.path}: may only be read here; copy it to where it may be written")
        with self._in_our_words(), self.engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.commit()
            except BaseException:
                connection.rollback()
                raise

    @contextmanager
    def _in_our_words(self) -> Iterator[None]:
        try:
            yield
        except OperationalError as e:
            if "locked" in str(e.orig):
                reason = f"another program has been writing to it for more than {BUSY_SECONDS} seconds"
            else:
                reason = str(e.orig)
            raise RecordError(f"{self.path}: {reason}") from e
        except DatabaseError as e:
            raise RecordError(f"{self.path}: {e.orig}") from e


def open_database(path: Path, *, create: bool = False) -> Database:
    """Open a record and bring its tables up to date.

    Args:
        create: make it when there is none.

    Raises:
        RecordError: there is none, it is no record, was made by a newer Verbale, or cannot be opened.
    """
    _check(path, create)
    read_only = not create and not _can_write(path)
    address = _read_only_address(path) if read_only else URL.create("sqlite", database=str(path))
    engine = create_engine(address, poolclass=NullPool, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _set_up_to_read if read_only else _set_up)
    database = Database(path, engine, read_only)
    with database._in_our_words(), engine.connect() as connection:
        current = _revision(connection)
    if current != HEAD:
        _migrate(database)
    return database


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


def _revision(connection: Connection) -> str | None:
    """The newest migration that the file has seen; None for a file without tables.

    Raises:
        RecordError: the tables are not ours, or newer than we know.
    """
    tables = set(inspect(connection).get_table_names())
    where = connection.engine.url.database
    if not tables:
        return None
    if "alembic_version" not in tables or not {"sources", "readings"} <= tables:
        raise RecordError(f"{where}: is an SQLite file, but not a record of Verbale")
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found is None or not found.isdigit() or int(found) > int(HEAD):
        raise RecordError(f"{where}: was made by a newer Verbale (tables {found}, this one knows {HEAD})")
    return str(found)


def _migrate(database: Database) -> None:
    # Alembic is slow to import, and a record that is up to date does not need it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "verbale.record:migrations")
    with database.writing() as connection:
        if _revision(connection) != HEAD:  # another process may have been first
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
