"""Opening a record: brought up to the newest tables, its errors turned into ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DatabaseError

from verbale.address import Address, is_postgresql, shown
from verbale.errors import RecordError
from verbale.record.dialect import Dialect
from verbale.record.sqlite import SQLITE, file_engine
from verbale.sentences import say

HEAD = "0010"


@dataclass(frozen=True, slots=True)
class Database:
    """An open record.

    Attributes:
        address: as the user named it.
        read_only: it may not be written; what needs no writing works all the same.
    """

    address: Address
    engine: Engine
    dialect: Dialect
    read_only: bool = False

    @property
    def name(self) -> str:
        """What it is called in messages."""
        return shown(self.address)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the record throughout."""
        with self._in_our_words(), self.engine.connect() as connection:
            self.dialect.begin_to_read(connection)
            try:
                yield connection
            finally:
                connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all of it is kept, or, whatever ends it, nothing. One at a time; others wait."""
        if self.read_only:
            raise RecordError(
                say("{path}: may only be read here; copy it to where it may be written", path=self.name)
            )
        with self._in_our_words(), self.engine.connect() as connection:
            self.dialect.begin_to_write(connection)
            try:
                yield connection
                connection.commit()
            except BaseException:
                connection.rollback()
                raise

    def after_many(self) -> None:
        """Have the database know how much it holds now, where it does not by itself."""
        if self.dialect.after_many is not None:
            with self.writing() as connection:
                self.dialect.after_many(connection)

    @contextmanager
    def _in_our_words(self) -> Iterator[None]:
        try:
            yield
        except DatabaseError as e:
            raise RecordError(f"{self.name}: {self.dialect.reason(e)}") from e


def open_database(address: Address, *, create: bool = False) -> Database:
    """Open a record and bring its tables up to date.

    Args:
        address: a file, or a PostgreSQL database: "postgresql://desk@host/crisis".
        create: make it when there is none. The database itself, or the folder, has to be there.

    Raises:
        RecordError: there is none, it is no record, was made by a newer Verbale, or cannot be opened.
    """
    if is_postgresql(address):
        return _open_postgresql(str(address), create)
    engine, read_only = file_engine(Path(address), create=create)
    database = Database(Path(address), engine, SQLITE, read_only)
    with database._in_our_words(), engine.connect() as connection:
        current = _revision(connection, database)
    if current != HEAD:
        _migrate(database)
    return database


def _open_postgresql(address: str, create: bool) -> Database:
    from verbale.record.postgresql import SERVER, may_only_be_read, server_engine

    database = Database(address, server_engine(address), SERVER)
    with database._in_our_words(), database.engine.connect() as connection:
        current = _revision(connection, database)
        if current is None and not create:
            raise RecordError(
                f"{database.name}: no such record; make one with: verbale build STORIES -o {database.name}"
            )
        read_only = current is not None and may_only_be_read(connection)
    database = replace(database, read_only=read_only)
    if current != HEAD:
        _migrate(database)
    return database


def there_is(address: Address) -> bool:
    """Whether there is a record.

    Raises:
        RecordError: it is no record, or cannot be opened.
    """
    if not is_postgresql(address):
        return Path(address).exists()
    from verbale.record.postgresql import SERVER, server_engine

    database = Database(address, server_engine(str(address)), SERVER)
    with database._in_our_words(), database.engine.connect() as connection:
        return _revision(connection, database) is not None


def _revision(connection: Connection, database: Database) -> str | None:
    """The newest migration that the record has seen; None where there are no tables.

    Raises:
        RecordError: the tables are not ours, or newer than we know.
    """
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return None
    if "alembic_version" not in tables or not {"sources", "readings"} <= tables:
        raise RecordError(f"{database.name}: is {database.dialect.name}, but not a record of Verbale")
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found is None or not found.isdigit() or int(found) > int(HEAD):
        raise RecordError(
            f"{database.name}: was made by a newer Verbale (tables {found}, this one knows {HEAD})"
        )
    return str(found)


def _migrate(database: Database) -> None:
    # Alembic is slow to import, and a record that is up to date does not need it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "verbale.record:migrations")
    with database.writing() as connection:
        current = _revision(connection, database)
        if current == HEAD:  # another process was first
            return
        config.attributes["connection"] = connection
        if current is None and database.dialect.make_tables is not None:
            database.dialect.make_tables(connection, database.name)
            command.stamp(config, "head")
        else:
            command.upgrade(config, "head")
