"""Whether a record is still as it was, for what is made of the whole of it and kept."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from verbale.record import tables as t

RecordState = tuple[object, ...]


def record_state(connection: Connection) -> RecordState:
    """Equal as long as no story was read, no decision made, nothing brought together or made anew."""
    kept = connection.execute(select(t.state.c.key, t.state.c.value).order_by(t.state.c.key)).all()
    last = [
        connection.execute(select(func.max(column))).scalar()
        for column in (t.sources.c.id, t.decisions.c.number)
    ]
    return (*map(tuple, kept), *last)
