"""The decisions of persons in the record: added, read, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, func, insert, select

from verbale.record import tables as t
from verbale.record.rows import next_number
from verbale.record.sources import NOT_RECONCILED, set_state
from verbale.review.decision import Action, Anchor, Decision, Item, Role


def add_decision(connection: Connection, decision: Decision) -> Decision:
    """Add an entry; the accounts have to be made again after it.

    Args:
        connection: in a writing transaction.
        decision: its number does not count.

    Returns:
        The decision with its number.
    """
    number = next_number(connection, t.decisions)
    row = {
        "number": number,
        "action": decision.action.value,
        "field": decision.field,
        "value": decision.value,
        "by": decision.by,
        "at": decision.at,
        "note": decision.note,
        "undoes": decision.undoes,
    }
    connection.execute(insert(t.decisions).values(**row))
    rows = [_anchor_row(number, i, a) for i, a in enumerate(decision.anchors)]
    if rows:
        connection.execute(insert(t.decision_anchors), rows)
    set_state(connection, "accounts", NOT_RECONCILED)
    return replace(decision, number=number)


def last_entry(connection: Connection) -> int:
    """The number of the last entry, which is how many there are; 0 when there is none."""
    return connection.execute(select(func.max(t.decisions.c.number))).scalar() or 0


def decisions(connection: Connection) -> list[Decision]:
    """All entries, in order."""
    a = t.decision_anchors
    anchors: dict[int, list[Anchor]] = {}
    for row in connection.execute(select(a).order_by(a.c.decision, a.c.position)):
        anchor = Anchor(
            role=Role(row.role),
            item=Item(row.item),
            id=row.item_id,
            path=row.path,
            sha256=row.sha256,
            start=row.start,
            end=row.end,
            quote=row.quote,
        )
        anchors.setdefault(row.decision, []).append(anchor)
    return [
        Decision(
            number=row.number,
            action=Action(row.action),
            by=row.by,
            at=row.at,
            anchors=tuple(anchors.get(row.number, ())),
            field=row.field,
            value=row.value,
            note=row.note,
            undoes=row.undoes,
        )
        for row in connection.execute(select(t.decisions).order_by(t.decisions.c.number))
    ]


def _anchor_row(decision: int, position: int, a: Anchor) -> dict[str, Sequence[str] | str | int]:
    return {
        "decision": decision,
        "position": position,
        "role": a.role.value,
        "item": a.item.value,
        "item_id": a.id,
        "path": a.path,
        "sha256": a.sha256,
        "start": a.start,
        "end": a.end,
        "quote": a.quote,
    }
