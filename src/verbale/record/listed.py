"""Keeping the list of statements, and the questions of the review, in step with the accounts, text by text.

A statement's number puts it in the order of days, those of one text together, and takes what place is free:
so a statement that comes or goes leaves all others where they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, delete, func, select, text, update

from verbale.model import DayRange
from verbale.read.parallel import code_version
from verbale.reconcile.mentions import actor_key, digest, fold
from verbale.reconcile.reporters import side_key
from verbale.record import full_text
from verbale.record import tables as t
from verbale.record.database import Database
from verbale.record.doubted import renew_doubts
from verbale.record.listing import (
    ALL,
    PLACE_BITS,
    TEXT_BITS,
    Facet,
    last_of_actor,
    listed_by_id,
    listed_of_contact,
)
from verbale.record.output import StatementOut
from verbale.record.queries import (
    SAME_WORDING_AT_LEAST,
    InText,
    find_statement,
    same_in_texts,
    statement_out,
    statements,
)
from verbale.record.rows import add_rows
from verbale.record.sources import get_state, set_state
from verbale.record.stored import batched
from verbale.record.unlisted import unlisted

PARTS = ("model.py", "fold.py", "times", "reconcile", "review", "record")
# A statement that may be of more months than this is of none that could be chosen.
MONTHS_AT_MOST = 12
WITNESSES_AT_ONCE = 200


def bring_listing_up_to_date(database: Database) -> None:
    """List what changed since it was last done; all, if another Verbale made the list.

    Raises:
        RecordError: it has to be done, and the record may only be read.
    """
    with database.reading() as connection:
        if is_listed(connection):
            return
    with database.writing() as connection:
        renew_listing(connection)


def is_listed(connection: Connection) -> bool:
    """Whether the list is that of the accounts, as this version of Verbale makes it."""
    if get_state(connection, "listing") != code_version(PARTS):
        return False
    return connection.execute(select(t.unlisted).limit(1)).first() is None


def statements_of(connection: Connection, contact: str) -> list[StatementOut]:
    """The statements of a contact, by path and place: from the list where it is up to date."""
    if is_listed(connection):
        return listed_of_contact(connection, contact)
    return list(statements(connection, contact))


def statement_named(connection: Connection, name: str) -> StatementOut:
    """The statement of an id, with its copies: from the list where it is up to date.

    Raises:
        RecordError: there is none, or a person rejected it.
    """
    found = listed_by_id(connection, name) if is_listed(connection) else None
    return found if found is not None else find_statement(connection, name)


def last_said(connection: Connection, key: str, *, at_most: int) -> list[StatementOut] | None:
    """What an actor said last, from the list; None where that is not up to date."""
    return last_of_actor(connection, key, at_most=at_most) if is_listed(connection) else None


def renew_listing(connection: Connection) -> None:
    """The same as `bring_listing_up_to_date`, in a writing transaction."""
    if get_state(connection, "listing") == code_version(PARTS):
        changed = unlisted(connection)
        _list_again(connection, changed)
        renew_doubts(connection, changed)
    else:
        _list_all(connection)
        renew_doubts(connection, None)
        set_state(connection, "listing", code_version(PARTS))
    connection.execute(delete(t.unlisted))


def _list_all(connection: Connection) -> None:
    for table in (t.listed_statements, t.listed_texts, t.listed_facets, t.listed_totals):
        connection.execute(delete(table))
    full_text.take_all(connection, full_text.LISTED)
    wordings: set[str] = set()
    totals: Counter[tuple[str, str]] = Counter()
    for texts in _by_witness(connection, None):
        _add(connection, texts, totals, wordings)
    _count_sources(connection, None)
    _add_to_totals(connection, totals)


def _list_again(connection: Connection, changed: Collection[str]) -> None:
    texts = set(changed)
    rows = _rows_of(connection, texts)
    # A statement is listed once for all reprints of its text: those that are still so, and those that were.
    for some in batched(sorted(rows)):
        where = t.listed_texts.c.number.in_(some)
        texts |= set(connection.execute(select(t.listed_texts.c.sha256).where(where)).scalars())
    groups = list(_by_witness(connection, texts))
    texts = texts.union(*groups)
    totals: Counter[tuple[str, str]] = Counter()
    wordings = _take_away(connection, _rows_of(connection, texts), totals)
    for some_texts in groups:
        _add(connection, some_texts, totals, wordings)
    _count_sources(connection, wordings)
    _add_to_totals(connection, totals)


def _rows_of(connection: Connection, texts: Collection[str]) -> set[int]:
    found: set[int] = set()
    for some in batched(sorted(texts)):
        where = t.listed_texts.c.sha256.in_(some)
        found |= set(connection.execute(select(t.listed_texts.c.number).where(where)).scalars())
    return found


def _by_witness(connection: Connection, texts: Collection[str] | None) -> Iterator[set[str]]:
    """The texts that are read now (all, or these), with their reprints, some at once."""
    a = t.articles.c
    witnesses: set[str] = set()
    if texts is None:
        witnesses.update(connection.execute(select(a.witness)).scalars())
    else:
        for some in batched(sorted(texts)):
            witnesses.update(connection.execute(select(a.witness).where(a.sha256.in_(some))).scalars())
    ordered = sorted(witnesses)
    for i in range(0, len(ordered), WITNESSES_AT_ONCE):
        of_these = a.witness.in_(ordered[i : i + WITNESSES_AT_ONCE])
        yield set(connection.execute(select(a.sha256).where(of_these)).scalars())


def _take_away(connection: Connection, rows: Collection[int], totals: Counter[tuple[str, str]]) -> set[str]:
    """Take statements from the list; give the wordings that they had."""
    wordings: set[str] = set()
    own, f = t.listed_statements.c, t.listed_facets.c
    for some in batched(sorted(rows)):
        query = select(own.number, own.content, own.wording).where(own.number.in_(some))
        held = connection.execute(query).all()
        wordings |= {row.wording for row in held if row.wording is not None}
        full_text.take_texts(connection, full_text.LISTED, [(row.number, (row.content,)) for row in held])
        counted = select(f.facet, f.value, func.count()).where(f.number.in_(some)).group_by(f.facet, f.value)
        totals.subtract({(row[0], row[1]): row[2] for row in connection.execute(counted)})
        totals[ALL, ""] -= len(held)
        for table in (t.listed_facets, t.listed_texts, t.listed_statements):
            connection.execute(delete(table).where(table.c.number.in_(some)))
    return wordings


@dataclass(frozen=True, slots=True)
class _Row:
    """A statement to be listed."""

    same: Sequence[InText]
    out: StatementOut
    days: DayRange
    kind: str | None

    @property
    def wording(self) -> str | None:
        """Equal for those that say the same of one contact; None for what is worded alike by chance."""
        if len(fold(self.out.quote)) < SAME_WORDING_AT_LEAST:
            return None
        return digest(self.out.contact, *self.same[0].wording)

    @property
    def number(self) -> int:
        """Where it would stand, were the place free."""
        sha256 = self.same[0].stored.article.sha256
        day: int = (self.days.first or self.days.last or date.max).toordinal()
        # The last few of either are kept free for what has to move on.
        of_text: int = int(sha256[:8], 16) % (2**TEXT_BITS - 2)
        place: int = min(self.out.content.start, 2**PLACE_BITS - 2**6)
        return (day << TEXT_BITS | of_text) << PLACE_BITS | place


def _add(
    connection: Connection, texts: set[str], totals: Counter[tuple[str, str]], wordings: set[str]
) -> None:
    rows = _rows(connection, texts)
    numbers = _free(connection, [row.number for row in rows])
    if not rows:
        return
    facets: list[tuple[Facet, str, int]] = []
    places: list[dict[str, Any]] = []
    for n, row in zip(numbers, rows, strict=True):
        facets += [(facet, value, n) for facet, value in sorted(_facets(row))]
        places += [{"sha256": x.stored.article.sha256, "number": n} for x in row.same]
        if row.wording is not None:
            wordings.add(row.wording)
    add_rows(connection, t.listed_statements, [_values(n, row) for n, row in zip(numbers, rows, strict=True)])
    add_rows(connection, t.listed_texts, places)
    add_rows(connection, t.listed_facets, [{"facet": f.value, "value": v, "number": n} for f, v, n in facets])
    full_text.add_texts(
        connection,
        full_text.LISTED,
        [(n, (row.out.quote,)) for n, row in zip(numbers, rows, strict=True)],
    )
    totals.update((f.value, v) for f, v, _ in facets)
    totals[ALL, ""] += len(rows)


def _rows(connection: Connection, texts: set[str]) -> list[_Row]:
    groups = same_in_texts(connection, texts)
    c = t.contacts.c
    known: dict[str, tuple[str, DayRange]] = {}
    for some in batched(sorted({same[0].contact for same in groups if same[0].contact is not None})):
        query = select(c.id, c.kind, c.date_from, c.date_to).where(c.id.in_(some))
        for row in connection.execute(query):
            known[row.id] = row.kind, DayRange(_day(row.date_from), _day(row.date_to))
    found = []
    for same in groups:
        kind, days = known.get(same[0].contact or "", (None, DayRange(None, None)))
        if days.first is None and days.last is None:
            days = same[0].stored.article.published or days
        found.append(_Row(same, statement_out(same, 1), days, kind))
    return sorted(found, key=lambda row: (row.number, row.out.path, row.out.content, row.out.id))


def _values(number: int, row: _Row) -> dict[str, Any]:
    days = row.days
    return {
        "number": number,
        "article": row.same[0].stored.article.sha256,
        "witness": row.same[0].stored.witness,
        "contact": row.out.contact,
        "day_from": days.first.isoformat() if days.first else None,
        "day_to": days.last.isoformat() if days.last else None,
        "wording": row.wording,
        "sources": 1,
        "content": row.out.quote,
        "json": row.out.model_dump_json(),
    }


def _free(connection: Connection, wanted: Sequence[int]) -> list[int]:
    """A number that nothing has for each that is wanted: itself, or the next one.

    Args:
        wanted: in order.
    """
    own = t.listed_statements.c
    taken: set[int] = set()
    for some in batched(wanted):
        taken |= set(connection.execute(select(own.number).where(own.number.in_(some))).scalars())
    found = []
    for number in wanted:
        while number in taken:
            number += 1
            query = select(own.number).where(own.number == number)
            if number not in taken and connection.execute(query).first():
                taken.add(number)
        taken.add(number)
        found.append(number)
    return found


def _count_sources(connection: Connection, wordings: Collection[str] | None) -> None:
    """Count the independent texts that have the same words of one contact."""
    own = t.listed_statements.c
    counted = select(own.wording, func.count(own.witness.distinct())).group_by(own.wording)
    asked = (
        [counted.where(own.wording.is_not(None))]
        if wordings is None
        else [counted.where(own.wording.in_(some)) for some in batched(sorted(wordings))]
    )
    for query in asked:
        for wording, sources in connection.execute(query).all():
            if sources > 1 or wordings is not None:
                new = update(t.listed_statements).where(own.wording == wording, own.sources != sources)
                connection.execute(new.values(sources=sources))


def _add_to_totals(connection: Connection, changes: Counter[tuple[str, str]]) -> None:
    rows = [{"f": f, "v": v, "n": n} for (f, v), n in sorted(changes.items()) if n]
    if rows:
        connection.execute(
            text(
                "INSERT INTO listed_totals(facet, value, count) VALUES (:f, :v, :n) "
                "ON CONFLICT(facet, value) DO UPDATE SET count = listed_totals.count + excluded.count"
            ),
            rows,
        )
        connection.execute(delete(t.listed_totals).where(t.listed_totals.c.count == 0))


def _facets(row: _Row) -> set[tuple[Facet, str]]:
    s, language = row.out, row.same[0].stored.article.language
    found = {(Facet.ACTOR, actor_key(a)) for a in s.speaker}
    found |= {(Facet.SIDE, side_key(a)) for a in s.speaker if a.id or a.side}
    found |= {(Facet.TOPIC, topic) for topic in s.topics}
    found |= {(Facet.PERIOD, month) for month in _months(row.days)}
    found.add((Facet.ACT, s.act.value))
    found |= {(Facet.LANGUAGE, language)} if language else set()
    return found | ({(Facet.KIND, row.kind)} if row.kind is not None else set())


@lru_cache(maxsize=256)  # what is said of one contact asks again
def _months(days: DayRange) -> Iterable[str]:
    if days.first is None or days.last is None:
        return ()
    first, last = (12 * d.year + d.month - 1 for d in (days.first, days.last))
    months = range(first, last + 1)
    return tuple(f"{m // 12:04}-{m % 12 + 1:02}" for m in months) if len(months) <= MONTHS_AT_MOST else ()


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
