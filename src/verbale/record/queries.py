"""What is asked of a record: its contacts, statements and sources, and where words stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, text

from verbale.errors import RecordError
from verbale.model import Span, Statement
from verbale.reconcile.mentions import actor_key, fold
from verbale.record import full_text
from verbale.record import tables as t
from verbale.record.decided import decided_readings
from verbale.record.full_text import FullText
from verbale.record.output import ContactOut, CopyOut, SourceOut, StatementOut
from verbale.record.stored import StoredReading, batched
from verbale.sentences import say

# Shorter contents ("an immediate ceasefire") are worded alike by chance.
SAME_WORDING_AT_LEAST = 24
EXCERPT_WORDS = 24


def contacts(connection: Connection) -> list[ContactOut]:
    """All accounts, by date, the undated last."""
    c = t.contacts.c
    query = select(c.json).order_by(c.date_from.is_(None), c.date_from, c.date_to.is_(None), c.date_to, c.id)
    return [ContactOut.model_validate_json(form) for form in connection.execute(query).scalars()]


def find_contact(connection: Connection, name: str) -> ContactOut:
    """The contact of an id, of an unambiguous beginning of one, or of an id it had before.

    Raises:
        RecordError: there is none, or several ids begin so.
    """
    exact = connection.execute(select(t.contacts.c.json).where(t.contacts.c.id == name)).scalar()
    if exact is not None:
        return ContactOut.model_validate_json(exact)
    known = list(connection.execute(select(t.contacts.c.id).order_by(t.contacts.c.id)).scalars())
    old = {row.old: row.contact for row in connection.execute(select(t.contact_aliases))}
    fitting = [i for i in known if name and i.startswith(name)]
    if not fitting:
        fitting = sorted({c for o, c in old.items() if name and o.startswith(name) and c in known})
    if not fitting:
        raise RecordError(say("no contact has the id {id}; verbale show RECORD lists them", id=repr(name)))
    if len(fitting) > 1:
        listed = ", ".join(fitting[:5]) + (", ..." if len(fitting) > 5 else "")
        raise RecordError(
            say(
                "the ids of {n:d} contacts begin with {id}: {listed}",
                n=len(fitting),
                id=repr(name),
                listed=listed,
            )
        )
    form = connection.execute(select(t.contacts.c.json).where(t.contacts.c.id == fitting[0])).scalar_one()
    return ContactOut.model_validate_json(form)


@dataclass(frozen=True, slots=True)
class InText:
    """A statement in one text.

    Attributes:
        id: as the reader gave it.
        contact: where it was made; None when that is not known.
        decided: who accepted or corrected it, in words.
    """

    stored: StoredReading
    id: str
    statement: Statement
    contact: str | None
    decided: tuple[str, ...]

    @property
    def wording(self) -> tuple[object, ...]:
        """Equal for tellings of the same words by the same speakers through the same relay."""
        return wording(self.statement, self.stored.quote(self.statement.content))


def wording(s: Statement, quote: str) -> tuple[object, ...]:
    """Equal for statements with the same words, act, speakers and relayers."""
    who = (tuple(sorted(map(actor_key, s.speaker))), tuple(sorted(map(actor_key, s.reported_by))))
    return (*who, s.act, fold(quote))


def statements(connection: Connection, contact: str | None = None) -> Iterator[StatementOut]:
    """All statements, by path and place; reprints of one text give one line, with the others as its copies.

    Args:
        contact: only those of this contact.
    """
    links = t.contact_statements
    texts = None if contact is None else _texts_of(connection, contact)
    query = select(links) if contact is None else select(links).where(links.c.contact == contact)
    contact_of = {row.statement: row.contact for row in connection.execute(query)}
    found = _statements(connection, texts, contact_of)
    return (s for s in found if contact is None or s.contact == contact)


def statements_in(connection: Connection, texts: set[str]) -> list[StatementOut]:
    """The statements of some texts, by path and place; copies elsewhere are not counted.

    Args:
        texts: their sha256.
    """
    return _statements(connection, texts, contacts_in(connection, texts))


def same_in_texts(connection: Connection, texts: set[str]) -> list[list[InText]]:
    """The statements of some texts, each in all reprints of its text that are among these, by path.

    Args:
        texts: their sha256, with those of all their reprints.
    """
    return _reprinted(_in_texts(connection, texts, contacts_in(connection, texts)))


def contacts_in(connection: Connection, texts: set[str]) -> dict[int, str]:
    """The contact of each row of a statement in some texts that belongs to one."""
    s, r, a, links = t.statements.c, t.readings.c, t.articles.c, t.contact_statements.c
    contact_of: dict[int, str] = {}
    for some in batched(sorted(texts)):
        query = (
            select(links.statement, links.contact)
            .select_from(t.articles)
            .join(t.readings, r.article_id == a.id)
            .join(t.statements, s.reading_id == r.id)
            .join(t.contact_statements, links.statement == s.id)
            .where(a.sha256.in_(some))
        )
        contact_of |= {row.statement: row.contact for row in connection.execute(query)}
    return contact_of


def find_statement(connection: Connection, name: str) -> StatementOut:
    """The statement of an id, with its copies.

    Raises:
        RecordError: there is none, or a person rejected it.
    """
    s, r, a, links = t.statements.c, t.readings.c, t.articles.c, t.contact_statements.c
    query = (
        select(s.id, s.act, s.content, s.start, s.end, t.sources.c.path, a.witness, links.contact)
        .select_from(t.statements)
        .join(t.readings, s.reading_id == r.id)
        .join(t.articles, r.article_id == a.id)
        .join(t.sources, r.source_id == t.sources.c.id)
        .outerjoin(t.contact_statements, links.statement == s.id)
        .where(s.statement_id == name)
    )
    rows = connection.execute(query).all()
    contact = next((row.contact for row in rows if row.contact is not None), None)
    texts = _texts_like(connection, rows) if contact is None else _texts_of(connection, contact)
    texts |= set(
        connection.execute(select(a.sha256).where(a.witness.in_({row.witness for row in rows}))).scalars()
    )
    belonging = select(t.contact_statements).where(links.contact == contact)
    contact_of = {row.statement: row.contact for row in connection.execute(belonging)}
    # In a reprint the id is another one: a statement goes by that of its first copy.
    places = {(row.path, Span(row.start, row.end)) for row in rows}
    for found in _statements(connection, texts, contact_of) if rows else ():
        if places & {(found.path, found.content), *((c.path, c.content) for c in found.copies)}:
            return found
    raise RecordError(say("no statement has the id {id}", id=repr(name[:80])))


def _texts_like(connection: Connection, rows: Sequence[Any]) -> set[str]:
    """The texts that say the same, of no contact either, in the same words."""
    s, r, a, who = t.statements.c, t.readings.c, t.articles.c, t.statement_speakers.c
    query = (
        select(a.sha256, s.content)
        .select_from(t.statements)
        .join(t.readings, s.reading_id == r.id)
        .join(t.articles, r.article_id == a.id)
    )
    found: set[str] = set()
    for row in rows[:1]:
        speakers = connection.execute(select(who.actor).where(who.statement == row.id)).scalars().all()
        if speakers:
            same = select(who.statement).where(who.actor == speakers[0])
            query = query.where(s.id.in_(same))
        query = query.where(s.act == row.act)
        wanted = fold(row.content)
        found |= {x.sha256 for x in connection.execute(query) if fold(x.content) == wanted}
    return found


def _statements(
    connection: Connection, texts: set[str] | None, contact_of: Mapping[int, str]
) -> list[StatementOut]:
    """The statements of some texts (None: all), by path and place.

    Args:
        contact_of: the contact of each row that belongs to one.
    """
    tellings = _in_texts(connection, texts, contact_of)
    witnesses: dict[tuple[object, ...], set[str]] = {}
    for told in tellings:
        witnesses.setdefault((told.contact, *told.wording), set()).add(told.stored.witness)
    found = [
        statement_out(same, len(witnesses[(same[0].contact, *same[0].wording)]))
        for same in _reprinted(tellings)
    ]
    return sorted(found, key=lambda s: (s.path, s.content, s.id))


def _in_texts(connection: Connection, texts: set[str] | None, contact_of: Mapping[int, str]) -> list[InText]:
    readings, effects = decided_readings(connection, texts)
    return [
        InText(
            stored,
            name,
            statement,
            next((contact_of[r] for r in rows if r in contact_of), None),
            effects.words_on(name),
        )
        for stored in readings
        for name, statement, rows in zip(
            stored.statement_ids, stored.reading.statements, stored.statement_rows, strict=True
        )
    ]


def _texts_of(connection: Connection, contact: str) -> set[str]:
    """The texts that say something of a contact, with their reprints."""
    s, r, a, links = t.statements.c, t.readings.c, t.articles.c, t.contact_statements.c
    witnesses = (
        select(a.witness)
        .join(t.readings, r.article_id == a.id)
        .join(t.statements, s.reading_id == r.id)
        .join(t.contact_statements, links.statement == s.id)
        .where(links.contact == contact)
    )
    return set(connection.execute(select(a.sha256).where(a.witness.in_(witnesses))).scalars())


def _reprinted(tellings: Sequence[InText]) -> list[list[InText]]:
    """Tellings of one statement in one witness: the n-th of a wording in each reprint, by path."""
    groups: dict[tuple[object, ...], list[InText]] = {}
    seen: dict[tuple[object, ...], int] = {}
    for told in tellings:
        within = (told.stored.article.sha256, *told.wording)
        seen[within] = seen.get(within, 0) + 1
        groups.setdefault((told.stored.witness, *told.wording, seen[within]), []).append(told)
    return [sorted(g, key=lambda told: told.stored.paths[0]) for g in groups.values()]


def statement_out(same: Sequence[InText], witnesses: int) -> StatementOut:
    """One statement, in all reprints of its text; so many independent texts have it in these words."""
    first = same[0]
    stored, statement = first.stored, first.statement
    quote = stored.quote(statement.content)
    places = sorted((path, told.statement.content) for told in same for path in told.stored.paths)
    return StatementOut.of(
        statement,
        name=first.id,
        contact=first.contact,
        path=stored.paths[0],
        quote=quote,
        copies=tuple(CopyOut(path=p, content=span) for p, span in places if p != stored.paths[0]),
        decided=tuple(dict.fromkeys(words for told in same for words in told.decided)),
        independent_sources=witnesses if len(fold(quote)) >= SAME_WORDING_AT_LEAST else 1,
    )


def sources(connection: Connection, *, history: bool = False) -> list[SourceOut]:
    """What became of each input, by path.

    Args:
        history: also what later runs replaced.
    """
    s = t.sources.c
    query = select(t.sources).order_by(s.path, s.superseded_at.isnot(None), s.id)
    if not history:
        query = query.where(s.superseded_at.is_(None))
    kept = set(SourceOut.model_fields) - {"current"}
    return [
        SourceOut(**{k: v for k, v in row.items() if k in kept}, current=row["superseded_at"] is None)
        for row in connection.execute(query).mappings()
    ]


def texts(connection: Connection, paths: Iterable[str]) -> dict[str, str]:
    """The texts that stand at paths now."""
    wanted = set(paths)
    query = (
        select(t.sources.c.path, t.articles.c.text)
        .join(t.readings, t.readings.c.source_id == t.sources.c.id)
        .join(t.articles, t.readings.c.article_id == t.articles.c.id)
    )
    found: dict[str, str] = {}
    for path in sorted(wanted):
        for row in connection.execute(query.where(t.sources.c.path == path)):
            found[row.path] = row.text
    return found


@dataclass(frozen=True, slots=True)
class Found:
    """A text in which words stand: a statement or an article, with the words in their surroundings."""

    id: str
    excerpt: str


def search_statements(connection: Connection, words: str, *, limit: int = 100) -> list[Found]:
    """Statements that hold all the words, the best first; accents and case do not matter."""
    return _search(connection, full_text.STATEMENTS, "statements", "statement_id", words, limit)


def search_articles(connection: Connection, words: str, *, limit: int = 100) -> list[Found]:
    """Texts (by sha256) that hold all the words, the best first; accents and case do not matter."""
    return _search(connection, full_text.ARTICLES, "articles", "sha256", words, limit)


def _search(
    connection: Connection, words_of: FullText, table: str, key: str, words: str, limit: int
) -> list[Found]:
    sought = full_text.search(connection, words_of, words, of="x", length=EXCERPT_WORDS)
    if sought is None:
        return []
    query = (
        f"SELECT x.{key} AS id, {sought.excerpt} AS excerpt "
        f"FROM {words_of.name} JOIN {table} x ON x.id = {words_of.name}.rowid "
        f"WHERE {sought.condition} ORDER BY {sought.best_first}, x.id LIMIT :limit"
    )
    rows = connection.execute(text(query), {**sought.values, "limit": limit})
    return [Found(row.id, sought.cut(row.excerpt)) for row in rows]
