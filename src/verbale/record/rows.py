"""Rows that may be there already, and the numbers of new ones: what each database has its own words for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, func, select

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

POSTGRESQL = "postgresql"


def add_new(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Add those rows whose key the table does not have."""
    if rows:
        connection.execute(_insert(connection, table).on_conflict_do_nothing(), list(rows))


def put(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Add rows, or give those whose key the table has these values.

    Args:
        rows: all with values for the same columns, the key among them.
    """
    if not rows:
        return
    keys = [c.name for c in table.primary_key]
    insert = _insert(connection, table)
    new = {name: insert.excluded[name] for name in rows[0] if name not in keys}
    if new:
        connection.execute(insert.on_conflict_do_update(index_elements=keys, set_=new), list(rows))
    else:
        add_new(connection, table, rows)


def next_number(connection: Connection, table: Table) -> int:
    """The next number of a table; nobody else writes meanwhile, so it and those behind it are ours."""
    (key,) = table.primary_key
    return (connection.execute(select(func.max(key))).scalar() or 0) + 1


def _insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    if connection.dialect.name == POSTGRESQL:
        from sqlalchemy.dialects.postgresql import insert as postgresql_insert

        return postgresql_insert(table)
    from sqlalchemy.dialects.sqlite import insert as sqlite_insert

    return sqlite_insert(table)
