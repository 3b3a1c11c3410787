"""The questions of the review, kept in the record in the order in which they are put, and in step with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, select

from verbale.record import tables as t
from verbale.record.commitment_output import CommitmentOut
from verbale.record.doubted_acts import doubts_of_acts
from verbale.record.doubts import (
    contacts_at,
    doubts_of_contacts,
    doubts_of_reports,
    doubts_of_speakers,
    orphans,
    possible_reports,
)
from verbale.record.output import ContactOut
from verbale.record.queries import contacts_in
from verbale.record.review_output import DoubtOut
from verbale.record.rows import add_new
from verbale.record.stored import batched
from verbale.record.unlisted import texts_of_contacts

# What matters most comes first.
KINDS = ("orphan", "contact", "conflict", "speaker", "act", "report", "date")
# So many characters of a path are enough to sort by, and no index has to hold an endless one.
SORTED_BY = 300
OF_CONTACTS = ("contact", "conflict", "date")


@dataclass(frozen=True, slots=True)
class DoubtPage:
    """Some questions, and of how many of each kind they are some."""

    doubts: tuple[DoubtOut, ...]
    kinds: dict[str, int]


def doubt_page(connection: Connection, *, kind: str | None = None, at: int = 0, limit: int) -> DoubtPage:
    """Questions in order, from a place on; only those of a kind, if one is named."""
    d = t.doubts.c
    numbers = connection.execute(select(d.kind, func.count()).group_by(d.kind))
    counted: dict[str, int] = {row[0]: row[1] for row in numbers}
    keys = select(d.kind, d.id).order_by(d.rank, d.sort_from, d.sort_to, d.id, d.kind)
    keys = keys.offset(at).limit(limit)
    found: list[DoubtOut] = []
    for row in connection.execute(keys if kind is None else keys.where(d.kind == kind)).all():
        form = select(d.json).where(d.kind == row.kind, d.id == row.id)
        found.append(DoubtOut.model_validate_json(connection.execute(form).scalar_one()))
    return DoubtPage(tuple(found), {k: counted[k] for k in KINDS if k in counted})


def every_doubt(connection: Connection) -> list[DoubtOut]:
    """All questions, in order."""
    d = t.doubts.c
    query = select(d.json).order_by(d.rank, d.sort_from, d.sort_to, d.id, d.kind)
    return [DoubtOut.model_validate_json(form) for form in connection.execute(query).scalars()]


def renew_doubts(connection: Connection, texts: Collection[str] | None) -> None:
    """Put the questions about some texts (None: all) anew, but for those about promises."""
    d = t.doubts.c
    entries, gone = orphans(connection, texts)
    contacts = None if texts is None else contacts_at(connection, texts)
    if contacts is None:
        connection.execute(delete(t.doubts).where(d.kind != "report"))
    else:
        _take_away(connection, ("orphan",), [_entry(number) for number in entries])
        _take_away(connection, OF_CONTACTS, contacts)
        still = select(t.contacts.c.id)
        connection.execute(delete(t.doubts).where(d.kind.in_(OF_CONTACTS), d.id.not_in(still)))
        for some in batched(sorted(texts or ())):
            connection.execute(delete(t.doubts).where(d.kind == "speaker", d.article.in_(some)))
    said_at = None if texts is None or contacts is None else contacts | _said_at(connection, texts)
    if said_at is not None:
        for some in batched(sorted({*(texts or ()), *texts_of_contacts(connection, said_at)})):
            connection.execute(delete(t.doubts).where(d.kind == "act", d.article.in_(some)))
    _put(connection, [_row(x, number=int(x.id.split()[1])) for x in gone])
    _put(connection, [_row(x, contact=c) for c, x in doubts_of_contacts(connection, contacts)])
    _put(connection, [_row(x, article=sha256) for sha256, x in doubts_of_speakers(connection, texts)])
    _put(connection, [_row(x, article=sha256) for sha256, x in doubts_of_acts(connection, said_at)])


def _said_at(connection: Connection, texts: Collection[str]) -> set[str]:
    """The contacts at which something in some texts was said."""
    return set(contacts_in(connection, set(texts)).values())


def renew_doubts_of_reports(connection: Connection) -> None:
    """Put the questions about promises anew."""
    connection.execute(delete(t.doubts).where(t.doubts.c.kind == "report"))
    _put(connection, [_row(x) for x in doubts_of_reports(connection)])


def renew_doubts_of_some_reports(
    connection: Connection, statements: Collection[str], listed: Iterable[CommitmentOut]
) -> None:
    """Put the questions on which promises some statements report anew.

    Args:
        listed: all promises on which they may report.
    """
    _take_away(connection, ("report",), statements)
    _put(connection, [_row(x) for x in possible_reports(listed) if x.id in statements])


def _entry(number: int) -> str:
    return f"entry {number}"


def _take_away(connection: Connection, kinds: Collection[str], ids: Iterable[str]) -> None:
    d = t.doubts.c
    for some in batched(sorted(ids)):
        connection.execute(delete(t.doubts).where(d.kind.in_(kinds), d.id.in_(some)))


def _row(
    doubt: DoubtOut, *, contact: ContactOut | None = None, article: str | None = None, number: int = 0
) -> dict[str, Any]:
    first, last = (contact.date_from, contact.date_to) if contact is not None else (None, None)
    place = doubt.evidence[0] if doubt.evidence else None
    return {
        "kind": doubt.kind,
        "id": doubt.id,
        "rank": KINDS.index(doubt.kind),
        "sort_from": first.isoformat() if first else f"{number:09}" if number else t.UNDATED,
        "sort_to": last.isoformat() if last else place.path[:SORTED_BY] if article and place else t.UNDATED,
        "article": article,
        "json": doubt.model_dump_json(),
    }


def _put(connection: Connection, rows: list[dict[str, Any]]) -> None:
    # Two statements that are alike in all that names them are one question.
    add_new(connection, t.doubts, rows)
