"""Reading back what the record holds of the stories: one reading a text, with every path it came by."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import starmap
from typing import TypeVar

from sqlalchemy import Connection, Table, select

from verbale.model import Article, Reading, Span
from verbale.read.form import reading_from_json
from verbale.reconcile.mentions import mention_id, statement_id
from verbale.record import tables as t

# SQLite takes some thousands of values in one question; older ones 999.
ASKED_AT_ONCE = 500
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class StoredReading:
    """The reading of one text.

    Attributes:
        reading: of the copy that knows best when it was published; copies of one text are one witness.
        paths: of all copies, sorted.
        witness: shared by reprints.
        mention_ids, statement_ids: of each contact and statement of the reading, as the reader gave it.
        known_by: a day after the one on which it was first read as it is now: no part of the world was a day
            further on, so it cannot have appeared later.
        mention_rows, statement_rows: of each contact and statement of the reading, in all copies.
    """

    reading: Reading
    paths: tuple[str, ...]
    witness: str
    mention_ids: tuple[str, ...]
    statement_ids: tuple[str, ...]
    mention_rows: tuple[tuple[int, ...], ...]
    statement_rows: tuple[tuple[int, ...], ...]
    known_by: date | None = None

    @property
    def article(self) -> Article:
        """The text and where it is from."""
        return self.reading.article

    def quote(self, span: Span) -> str:
        """The characters of a span."""
        return span.of(self.article.text)


@dataclass(frozen=True, slots=True)
class _Copy:
    """One text at one path; `published` is EDTF, `read_at` ISO 8601."""

    reading_id: int
    json: str
    path: str
    published: str | None
    read_at: str
    sha256: str
    witness: str
    text: str


def stored_readings(connection: Connection, texts: Collection[str] | None = None) -> Iterator[StoredReading]:
    """All texts that are read now, by sha256.

    Args:
        texts: only those with such a sha256.
    """
    for some in [None] if texts is None else batched(sorted(texts)):
        yield from _readings(connection, some)


def _readings(connection: Connection, texts: Sequence[str] | None) -> Iterator[StoredReading]:
    query = (
        select(
            t.readings.c.id,
            t.readings.c.json,
            t.sources.c.path,
            t.sources.c.published,
            t.sources.c.read_at,
            t.articles.c.sha256,
            t.articles.c.witness,
            t.articles.c.text,
        )
        .join(t.sources, t.readings.c.source_id == t.sources.c.id)
        .join(t.articles, t.readings.c.article_id == t.articles.c.id)
        .order_by(t.articles.c.sha256, t.sources.c.path)
    )
    if texts is not None:
        query = query.where(t.articles.c.sha256.in_(texts))
    mentions = _rows_by_reading(connection, t.mentions, texts)
    statements = _rows_by_reading(connection, t.statements, texts)
    copies: list[_Copy] = []
    for row in starmap(_Copy, connection.execute(query)):
        if copies and copies[0].sha256 != row.sha256:
            yield _stored(copies, mentions, statements)
            copies = []
        copies.append(row)
    if copies:
        yield _stored(copies, mentions, statements)


def batched(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Values in lists that are not too long for one question to a database."""
    for i in range(0, len(values), ASKED_AT_ONCE):
        yield values[i : i + ASKED_AT_ONCE]


def _rows_by_reading(
    connection: Connection, table: Table, texts: Sequence[str] | None
) -> dict[int, dict[int, int]]:
    found: dict[int, dict[int, int]] = {}
    query = select(table.c.reading_id, table.c.position, table.c.id)
    if texts is not None:
        query = query.join(t.readings, table.c.reading_id == t.readings.c.id)
        query = query.join(t.articles, t.readings.c.article_id == t.articles.c.id)
        query = query.where(t.articles.c.sha256.in_(texts))
    for reading, position, key in connection.execute(query):
        found.setdefault(reading, {})[position] = key
    return found


def _stored(
    copies: Sequence[_Copy],
    mentions: dict[int, dict[int, int]],
    statements: dict[int, dict[int, int]],
) -> StoredReading:
    # A longer EDTF date is a tighter one; the path only makes the choice the same every time.
    best = min(copies, key=lambda c: (-len(c.published or ""), c.path))
    reading = reading_from_json(best.json, best.text)
    return StoredReading(
        reading=reading,
        paths=tuple(c.path for c in copies),
        witness=best.witness,
        mention_ids=tuple(mention_id(best.sha256, c) for c in reading.contacts),
        statement_ids=tuple(statement_id(best.sha256, s) for s in reading.statements),
        mention_rows=_rows_of_copies(copies, mentions, len(reading.contacts)),
        statement_rows=_rows_of_copies(copies, statements, len(reading.statements)),
        known_by=min(datetime.fromisoformat(c.read_at).date() for c in copies) + timedelta(days=1),
    )


def _rows_of_copies(
    copies: Sequence[_Copy],
    rows: dict[int, dict[int, int]],
    count: int,
) -> tuple[tuple[int, ...], ...]:
    """One text is read alike wherever it stands (but for its publication), so positions correspond."""
    return tuple(
        tuple(sorted(r[i] for c in copies if i in (r := rows.get(c.reading_id, {})))) for i in range(count)
    )
