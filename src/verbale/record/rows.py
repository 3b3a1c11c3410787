"""Many rows at once, rows that may be there already, numbers of new ones: what databases word differently."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Dialect, Insert, Table, func, insert, select

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

POSTGRESQL = "postgresql"


def add_rows(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Add rows, all with values for the same columns."""
    _many(connection, table, rows, _How.ADD)


def add_new(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Add those rows whose key the table does not have, all with values for the same columns."""
    _many(connection, table, rows, _How.ADD_NEW)


def put(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Add rows, or give those whose key the table has these values.

    Args:
        rows: all with values for the same columns, the key among them.
    """
    _many(connection, table, rows, _How.PUT)


def next_number(connection: Connection, table: Table) -> int:
    """The next number of a table; nobody else writes meanwhile, so it and those behind it are ours."""
    (key,) = table.primary_key
    return (connection.execute(select(func.max(key))).scalar() or 0) + 1


class _How(Enum):
    ADD = "add"
    ADD_NEW = "add new"
    PUT = "put"


def _many(connection: Connection, table: Table, rows: Sequence[dict[str, Any]], how: _How) -> None:
    """Hand rows to the driver as they are: no column's values need converting, and asking takes long."""
    if not rows:
        return
    words, order = _words(connection.dialect, table, tuple(rows[0]), how)
    told = [tuple(row[name] for name in order) for row in rows] if order else list(rows)
    connection.exec_driver_sql(words, told)


@lru_cache(maxsize=256)
def _words(
    dialect: Dialect, table: Table, columns: tuple[str, ...], how: _How
) -> tuple[str, tuple[str, ...]]:
    """The statement in the words of the database, and in which order it takes values; by name if in none."""
    statement: Insert = insert(table)
    if how is not _How.ADD:
        added = _insert(dialect, table)
        keys = [c.name for c in table.primary_key]
        new = {name: added.excluded[name] for name in columns if name not in keys}
        if how is _How.PUT and new:
            statement = added.on_conflict_do_update(index_elements=keys, set_=new)
        else:
            statement = added.on_conflict_do_nothing()
    compiled = statement.compile(dialect=dialect, column_keys=list(columns))
    return str(compiled), tuple(getattr(compiled, "positiontup", None) or ())


def _insert(dialect: Dialect, table: Table) -> sqlite.Insert | postgresql.Insert:
    if dialect.name == POSTGRESQL:
        from sqlalchemy.dialects.postgresql import insert as postgresql_insert

        return postgresql_insert(table)
    from sqlalchemy.dialects.sqlite import insert as sqlite_insert

    return sqlite_insert(table)
