"""The statements of a record as a list that can be searched, chosen from and counted without reading it all.

They are numbered by day, so that every choice of them is in that order and each page begins behind a number:
the last page of a million costs what the first does. `listed` keeps the list in step with the accounts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, func, select, text

from verbale.errors import RecordError
from verbale.model import Span
from verbale.record import full_text
from verbale.record import tables as t
from verbale.record.full_text import Search
from verbale.record.output import StatementOut
from verbale.record.stored import batched
from verbale.sentences import say

# The counts beside a choice that takes more are those of its first so many.
COUNTED_AT_MOST = 1000
READ_AT_ONCE = 1000
EXCERPT_WORDS = 40
ARTICLE_EXCERPT_WORDS = 24
# Under which the totals count all statements.
ALL = "all"
# The largest number that a row can have.
LAST_NUMBER = 2**63 - 1
# The bits of a number below those of its day: which text, and where in it. What nobody dates comes behind.
TEXT_BITS: Final = 29
PLACE_BITS: Final = 12
UNDATED_FROM = date.max.toordinal() << (TEXT_BITS + PLACE_BITS)


class Facet(StrEnum):
    """What statements can be chosen by."""

    ACTOR = "actor"
    SIDE = "side"
    ACT = "act"
    TOPIC = "topic"
    KIND = "kind"
    LANGUAGE = "story_language"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which statements are asked for; what is empty does not choose.

    Attributes:
        words: all of them stand in the content; accents, case and signs do not matter.
        facets: of each, one of the values. An actor is a key, a period a month ("2031-05").
    """

    words: str = ""
    facets: Mapping[Facet, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listed:
    """One statement of the list.

    Attributes:
        article: the sha256 of the text where it stands.
        day_from, day_to: of its contact, else of the story; None where not bounded.
        excerpt: its content, or what is about the words asked for.
    """

    number: int
    article: str
    day_from: date | None
    day_to: date | None
    excerpt: str
    statement: StatementOut


@dataclass(frozen=True, slots=True)
class Count:
    """How many statements of a choice have a value. `name`: of an actor or side; else the value itself."""

    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What a choice has; `more`: it takes more than `total`, and what is counted is its beginning."""

    total: int
    more: bool
    facets: Mapping[Facet, tuple[Count, ...]]


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def listed(connection: Connection, choice: Choice, *, after: int = 0, limit: int) -> list[Listed]:
    """Statements of a choice behind a number, by day, those of no known day last."""
    chosen = _chosen(connection, choice)
    if chosen is None:
        return []
    excerpt = chosen.words.excerpt if chosen.words is not None else "l.content"
    query = (
        f"SELECT l.number, l.article, l.day_from, l.day_to, l.sources, {excerpt} AS excerpt, l.json "
        f"{chosen.tables} WHERE {chosen.where} ORDER BY {chosen.number} LIMIT :limit"
    )
    rows = connection.execute(text(query), {**chosen.values, "after": after, "limit": limit}).all()
    return [
        Listed(
            number=row.number,
            article=row.article,
            day_from=_day(row.day_from),
            day_to=_day(row.day_to),
            excerpt=row.excerpt if chosen.words is None else chosen.words.cut(row.excerpt),
            statement=_statement(row.json, row.sources),
        )
        for row in rows
    ]


def _statement(form: str, sources: int) -> StatementOut:
    found = StatementOut.model_validate_json(form)
    return found if sources == 1 else found.model_copy(update={"independent_sources": sources})


def listed_of_contact(connection: Connection, contact: str) -> list[StatementOut]:
    """The statements of a contact, by path and place."""
    own = t.listed_statements.c
    rows = connection.execute(select(own.json, own.sources).where(own.contact == contact))
    found = [_statement(row.json, row.sources) for row in rows]
    return sorted(found, key=lambda s: (s.path, s.content, s.id))


def listed_by_id(connection: Connection, name: str) -> StatementOut | None:
    """The statement of an id, or of which that is a copy; None if none is listed."""
    own, places, s = t.listed_statements.c, t.listed_texts.c, t.statements.c
    query = (
        select(s.start, s.end, t.articles.c.sha256, t.sources.c.path)
        .select_from(t.statements)
        .join(t.readings, s.reading_id == t.readings.c.id)
        .join(t.articles, t.readings.c.article_id == t.articles.c.id)
        .join(t.sources, t.readings.c.source_id == t.sources.c.id)
        .where(s.statement_id == name)
    )
    stands = connection.execute(query).all()
    wanted = {(row.path, Span(row.start, row.end)) for row in stands}
    rows = connection.execute(
        select(own.json, own.sources)
        .join_from(t.listed_texts, t.listed_statements, own.number == places.number)
        .where(places.sha256.in_({row.sha256 for row in stands}))
    )
    for row in rows:
        found = _statement(row.json, row.sources)
        if wanted & {(found.path, found.content), *((c.path, c.content) for c in found.copies)}:
            return found
    return None


def last_of_actor(connection: Connection, key: str, *, at_most: int) -> list[StatementOut]:
    """What an actor said last, the last first; what nobody dates comes in only where there is room."""
    f, own = t.listed_facets.c, t.listed_statements.c
    of_actor = select(f.number).where(f.facet == Facet.ACTOR.value, f.value == key)
    dated = of_actor.where(f.number < UNDATED_FROM).order_by(f.number.desc()).limit(at_most)
    numbers = list(connection.execute(dated).scalars())
    undated = of_actor.where(f.number >= UNDATED_FROM).order_by(f.number).limit(at_most - len(numbers))
    numbers += connection.execute(undated).scalars()
    rows = connection.execute(select(own.number, own.json, own.sources).where(own.number.in_(numbers)))
    found = {row.number: _statement(row.json, row.sources) for row in rows}
    return [found[n] for n in numbers]


def every_listed(connection: Connection, choice: Choice) -> Iterator[Listed]:
    """All statements of a choice, read as they are taken."""
    after = 0
    while some := listed(connection, choice, after=after, limit=READ_AT_ONCE):
        yield from some
        after = some[-1].number


def counts(connection: Connection, choice: Choice, *, values_at_most: int) -> Counts:
    """How many statements a choice takes, and of each facet the values that most of them have."""
    chosen = _chosen(connection, choice)
    if chosen is None:
        return Counts(0, False, {})
    if not choice.words.strip() and not any(choice.facets.values()):
        rows: list[tuple[str, str, int]] = [
            (row[0], row[1], row[2]) for row in connection.execute(select(t.listed_totals))
        ]
        total = sum(n for facet, _, n in rows if facet == ALL)
        return Counts(total, False, _ranked(connection, rows, values_at_most))
    first = (
        f"SELECT {chosen.number} {chosen.leads} WHERE {chosen.where} ORDER BY {chosen.number} LIMIT :limit"
    )
    asked = {**chosen.values, "after": 0, "limit": COUNTED_AT_MOST + 1}
    numbers = list(connection.execute(text(first), asked).scalars())
    counted = _counted(connection, numbers[:COUNTED_AT_MOST])
    found = _ranked(connection, counted, values_at_most)
    return Counts(min(len(numbers), COUNTED_AT_MOST), len(numbers) > COUNTED_AT_MOST, found)


def _counted(connection: Connection, numbers: Sequence[int]) -> list[tuple[str, str, int]]:
    """How many statements of some numbers have each value."""
    f = t.listed_facets.c
    query = select(f.facet, f.value, func.count()).group_by(f.facet, f.value)
    found: Counter[tuple[str, str]] = Counter()
    for some in batched(numbers):
        for row in connection.execute(query.where(f.number.in_(some))):
            found[row[0], row[1]] += row[2]
    return [(facet, value, n) for (facet, value), n in found.items()]


def _ranked(
    connection: Connection, rows: Sequence[tuple[str, str, int]], at_most: int
) -> dict[Facet, tuple[Count, ...]]:
    found: dict[Facet, tuple[Count, ...]] = {}
    for facet in Facet:
        ranked = sorted(((n, v) for f, v, n in rows if f == facet), key=lambda x: (-x[0], x[1]))[:at_most]
        names = actor_names(connection, [v for _, v in ranked]) if facet in (Facet.ACTOR, Facet.SIDE) else {}
        found[facet] = tuple(Count(v, names.get(v, v), n) for n, v in ranked)
    return found


def actor_names(connection: Connection, keys: Sequence[str]) -> dict[str, str]:
    """How the actors of some keys are called; what is no key is left out."""
    a = t.actors.c
    return {
        row.key: row.name for row in connection.execute(select(a.key, a.name).where(a.key.in_(set(keys))))
    }


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A choice as parts of a question in SQL.

    The table that leads gives its rows by number, so that nothing has to be sorted.

    Attributes:
        tables: the one that leads, and that of the statements as `l`.
        leads: the former alone, which is all that the conditions are about.
        number: of a statement, in the table that leads.
        words: that are looked for.
    """

    tables: str
    leads: str
    number: str
    where: str
    values: Mapping[str, Any]
    words: Search | None


def _chosen(connection: Connection, choice: Choice) -> _Chosen | None:
    """None when nothing can be chosen."""
    values: dict[str, Any] = {}
    conditions: list[str] = []
    leads = tables = "FROM listed_statements l"
    number, words = "l.number", None
    joined = full_text.led_by(connection)
    facets = [(facet, list(wanted)) for facet, wanted in choice.facets.items() if wanted]
    if choice.words.strip():
        words = full_text.search(connection, full_text.LISTED, choice.words, of="l", length=EXCERPT_WORDS)
        if words is None:
            return None
        number = "listed_text.rowid"
        leads = "FROM listed_text"
        tables = f"{leads} {joined} listed_statements l ON l.number = {number}"
        conditions.append(words.condition)
        values |= words.values
    elif facets and len(facets[0][1]) == 1:
        number = "f.number"
        leads = "FROM listed_facets f"
        tables = f"{leads} {joined} listed_statements l ON l.number = {number}"
        facet, wanted = facets.pop(0)
        values |= {"facet": facet.value, "value": wanted[0]}
        conditions.append("f.facet = :facet AND f.value = :value")
    conditions.append(f"{number} > :after")
    for i, (facet, wanted) in enumerate(facets):
        names = [f"value{i}_{j}" for j in range(len(wanted))]
        values |= {f"facet{i}": facet.value, **dict(zip(names, wanted, strict=True))}
        listed_names = ", ".join(f":{n}" for n in names)
        conditions.append(
            f"EXISTS (SELECT 1 FROM listed_facets x WHERE x.facet = :facet{i} "
            f"AND x.value IN ({listed_names}) AND x.number = {number})"
        )
    return _Chosen(tables, leads, number, " AND ".join(conditions), values, words)


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """A text in which words stand; what is known of it is that of its first path."""

    number: int
    sha256: str
    excerpt: str
    path: str
    title: str | None
    outlet: str | None
    language: str | None
    published: str | None


def listed_articles(connection: Connection, words: str, *, after: int = 0, limit: int) -> list[ListedArticle]:
    """Texts that hold all the words, in the order in which they were added, behind a number."""
    sought = full_text.search(connection, full_text.ARTICLES, words, of="a", length=ARTICLE_EXCERPT_WORDS)
    if sought is None:
        return []
    joined = full_text.led_by(connection)
    query = (
        f"SELECT a.id AS number, a.sha256, {sought.excerpt} AS excerpt, s.path, "
        "s.title, s.outlet, s.language, s.published FROM articles_text "
        f"{joined} articles a ON a.id = articles_text.rowid "
        f"{joined} sources s ON s.id = (SELECT min(r.source_id) FROM readings r WHERE r.article_id = a.id) "
        f"WHERE {sought.condition} AND articles_text.rowid > :after "
        "ORDER BY articles_text.rowid LIMIT :limit"
    )
    rows = connection.execute(text(query), {**sought.values, "after": after, "limit": limit})
    return [ListedArticle(**{**row, "excerpt": sought.cut(row["excerpt"])}) for row in rows.mappings()]


def every_article(connection: Connection, words: str) -> Iterator[ListedArticle]:
    """All texts that hold the words, read as they are taken."""
    after = 0
    while some := listed_articles(connection, words, after=after, limit=READ_AT_ONCE):
        yield from some
        after = some[-1].number


def no_page(key: str) -> RecordError:
    """A page was asked for by a key that none of ours has."""
    return RecordError(say("no page begins at {key}", key=repr(key[:40])))


def number_of_page(key: str | None) -> int:
    """Behind which number a page begins.

    Raises:
        RecordError: `key` is none of ours.
    """
    if key is None:
        return 0
    if not (
        key.isascii() and key.isdecimal() and len(key) <= len(str(LAST_NUMBER)) and int(key) <= LAST_NUMBER
    ):
        raise no_page(key)
    return int(key)
