"""Writing the accounts of some blocks: only what changed is written."""

from __future__ import annotations

import json
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, and_, delete, func, insert, select, update

from verbale.reconcile.judgement import Judgement
from verbale.reconcile.mentions import actor_key, digest
from verbale.record import tables as t
from verbale.record.known_actors import add_actors
from verbale.record.output import ContactOut
from verbale.record.rows import add_rows, next_number, put
from verbale.record.stored import batched
from verbale.record.unlisted import mark_texts_of_contacts

# Accounts that cannot both be right; what one side alone reports is no contradiction.
DIFFERING = frozenset({"value", "date_conflict", "opposed"})
# Most days between the first and the last on which a contact may have been, by class; what has more is open.
SPREADS = (0, 7, 31, 366)


@dataclass(frozen=True, slots=True)
class Made:
    """A contact to be stored.

    Attributes:
        block: see `tellings`.
        made_of: equal when everything that it is made of is.
        mentions: ids.
        statements: by text (sha256) and position, why each statement is on it.
        topics: of what is said on it.
    """

    out: ContactOut
    block: str
    made_of: str
    mentions: tuple[str, ...]
    statements: Mapping[tuple[str, int], str]
    judgements: tuple[Judgement, ...]
    topics: frozenset[str] = frozenset()


def held_contacts(connection: Connection, blocks: Collection[str] | None) -> dict[str, str]:
    """What the contacts of blocks are made of, by id; of all when None."""
    c = t.contacts.c
    query = select(c.id, c.made_of)
    asked = [query] if blocks is None else [query.where(c.block.in_(b)) for b in batched(sorted(blocks))]
    return {row.id: row.made_of for q in asked for row in connection.execute(q)}


def store_contacts(
    connection: Connection,
    made: Sequence[Made],
    gone: Collection[str],
    contact_of: Mapping[str, str],
    when: str,
) -> None:
    """Store contacts, and take away those that are no more.

    Args:
        made: new or changed ones.
        gone: ids that no contact has now.
        contact_of: the contact of each mention of the blocks concerned.
        when: the time of the run; judgements made now get it, those already made keep theirs.
    """
    _keep_old_ids(connection, gone, contact_of, {m.out.id for m in made})
    counted = _Counted()
    counted.note(connection, gone)
    mark_texts_of_contacts(connection, gone)
    for some in batched(sorted(gone)):
        for table in (t.contact_mentions, t.contact_statements, t.contact_participants, t.contact_topics):
            connection.execute(delete(table).where(table.c.contact.in_(some)))
        connection.execute(delete(t.contacts).where(t.contacts.c.id.in_(some)))
    add_actors(connection, (p for m in made for p in m.out.participants))
    for some_made in batched(made):
        names = [m.out.id for m in some_made]
        counted.note(connection, names)
        mark_texts_of_contacts(connection, names)
        _store(connection, some_made, when)
        counted.note(connection, names)
        mark_texts_of_contacts(connection, names)
    counted.count(connection)


@dataclass(slots=True)
class _Counted:
    """The actors and topics whose contacts have to be counted again: those before and those after."""

    actors: set[str] = field(default_factory=set)
    topics: set[str] = field(default_factory=set)

    def note(self, connection: Connection, contacts: Collection[str]) -> None:
        """Take in those of some contacts."""
        people, about = t.contact_participants.c, t.contact_topics.c
        for some in batched(sorted(contacts)):
            self.actors |= set(
                connection.execute(select(people.actor).where(people.contact.in_(some))).scalars()
            )
            self.topics |= set(
                connection.execute(select(about.topic).where(about.contact.in_(some))).scalars()
            )

    def count(self, connection: Connection) -> None:
        """Count the contacts of all that were noted."""
        a, people = t.actors.c, t.contact_participants.c
        number = select(func.count()).where(people.actor == a.key).scalar_subquery()
        for some in batched(sorted(self.actors)):
            connection.execute(update(t.actors).where(a.key.in_(some)).values(contacts=number))
        about = t.contact_topics.c
        for some in batched(sorted(self.topics)):
            connection.execute(delete(t.topics).where(t.topics.c.topic.in_(some)))
            numbers = select(about.topic, func.count()).where(about.topic.in_(some)).group_by(about.topic)
            connection.execute(insert(t.topics).from_select(["topic", "contacts"], numbers))


def drop_judgements(connection: Connection, mentions: Collection[str]) -> None:
    """Forget what was decided by rule about mentions that are no more."""
    for some in batched(sorted(mentions)):
        connection.execute(delete(t.judgements).where(t.judgements.c.left.in_(some)))


def _store(connection: Connection, made: Sequence[Made], when: str) -> None:
    names = [m.out.id for m in made]
    put(connection, t.contacts, [_contact_row(m) for m in made])
    people = {(m.out.id, actor_key(p)): _sorted_by(m.out) for m in made for p in m.out.participants}
    _link(connection, t.contact_participants, ("contact", "actor"), names, people)
    mentions = _mention_rows(connection, made)
    _link(connection, t.contact_mentions, ("mention", "contact"), names, {pair: {} for pair in mentions})
    statements = {pair: {"reason": reason} for pair, reason in _statement_rows(connection, made).items()}
    _link(connection, t.contact_statements, ("statement", "contact"), names, statements)
    topics: dict[tuple[str, str], dict[str, str]] = {
        (m.out.id, topic): {} for m in made for topic in m.topics
    }
    _link(connection, t.contact_topics, ("contact", "topic"), names, topics)
    _store_judgements(connection, made, when)


def _contact_row(m: Made) -> dict[str, Any]:
    c = m.out
    return {
        "id": c.id,
        "kind": c.kind.value,
        "status": c.status.value,
        "date_from": c.date_from.isoformat() if c.date_from else None,
        "date_to": c.date_to.isoformat() if c.date_to else None,
        "json": c.model_dump_json(),
        "block": m.block,
        "made_of": m.made_of,
        "divergent": any(d.kind in DIFFERING for d in c.divergences),
        "who": who_key(c),
        "spread": spread_of(c.date_from, c.date_to),
        **_sorted_by(c),
    }


def _sorted_by(c: ContactOut) -> dict[str, str]:
    return {
        "sort_from": c.date_from.isoformat() if c.date_from else t.UNDATED,
        "sort_to": c.date_to.isoformat() if c.date_to else t.UNDATED,
    }


def spread_of(first: date | None, last: date | None) -> int:
    """The class of how far the first and the last day are apart: at most `SPREADS[class]` days, or more.

    >>> spread_of(date(2031, 5, 4), date(2031, 5, 4)), spread_of(date(2031, 5, 1), date(2031, 5, 31))
    (0, 2)
    >>> spread_of(None, date(2031, 5, 4))
    4
    """
    if first is None or last is None:
        return t.OPEN
    return next((i for i, days in enumerate(SPREADS) if (last - first).days <= days), t.OPEN)


def who_key(c: ContactOut) -> str:
    """Equal for contacts with the same participants; "" for one of nobody named."""
    return digest(sorted({actor_key(a) for a in c.participants})) if c.participants else ""


def _mention_rows(connection: Connection, made: Sequence[Made]) -> set[tuple[int, str]]:
    """Rows of mentions, in all copies of their texts, each with its contact."""
    contact_of = {name: m.out.id for m in made for name in m.mentions}
    found = set()
    for some in batched(sorted(contact_of)):
        c = t.mentions.c
        rows = connection.execute(select(c.id, c.mention_id).where(c.mention_id.in_(some)))
        found |= {(row.id, contact_of[row.mention_id]) for row in rows}
    return found


def _statement_rows(connection: Connection, made: Sequence[Made]) -> dict[tuple[int, str], str]:
    """Rows of statements, in all copies of their texts, each with its contact and the reason."""
    on: dict[tuple[str, int], tuple[str, str]] = {
        place: (m.out.id, reason) for m in made for place, reason in m.statements.items()
    }
    found = {}
    for some in batched(sorted({sha256 for sha256, _ in on})):
        query = (
            select(t.statements.c.id, t.articles.c.sha256, t.statements.c.position)
            .join(t.readings, t.statements.c.reading_id == t.readings.c.id)
            .join(t.articles, t.readings.c.article_id == t.articles.c.id)
            .where(t.articles.c.sha256.in_(some))
        )
        for row in connection.execute(query):
            if (row.sha256, row.position) in on:
                contact, reason = on[row.sha256, row.position]
                found[row.id, contact] = reason
    return found


def _link(
    connection: Connection,
    table: Table,
    columns: tuple[str, str],
    contacts: Sequence[str],
    new: Mapping[tuple[Any, Any], Mapping[str, str]],
) -> None:
    """Make the rows of contacts those that are wanted."""
    first, second = (table.c[name] for name in columns)
    more = [c for c in table.c if c.name not in columns]
    rows = connection.execute(select(first, second, *more).where(table.c.contact.in_(contacts)))
    old: dict[tuple[Hashable, Hashable], dict[str, str]] = {
        (row[0], row[1]): {c.name: row[i + 2] for i, c in enumerate(more)} for row in rows
    }
    for pair in sorted(old.keys(), key=str):
        if new.get(pair) != old[pair]:
            connection.execute(delete(table).where(and_(first == pair[0], second == pair[1])))
    wanted = [
        {columns[0]: pair[0], columns[1]: pair[1], **values}
        for pair, values in sorted(new.items(), key=lambda item: str(item[0]))
        if old.get(pair) != values
    ]
    # A mention or statement may have been another contact's, which is stored later or not at all.
    put(connection, table, wanted)


def _store_judgements(connection: Connection, made: Sequence[Made], when: str) -> None:
    new = {
        (j.left, j.right, j.verdict.value, json.dumps(j.reasons, ensure_ascii=False), j.decided_by)
        for m in made
        for j in m.judgements
    }
    j = t.judgements.c
    old: dict[tuple[Any, ...], int] = {}
    for some in batched(sorted(name for m in made for name in m.mentions)):
        query = select(j.id, j.left, j.right, j.verdict, j.reasons, j.decided_by).where(j.left.in_(some))
        old |= {tuple(row[1:]): row.id for row in connection.execute(query)}
    for some_gone in batched(sorted(i for key, i in old.items() if key not in new)):
        connection.execute(delete(t.judgements).where(j.id.in_(some_gone)))
    columns = ("left", "right", "verdict", "reasons", "decided_by")
    first = next_number(connection, t.judgements)
    rows = [
        dict(zip(columns, key, strict=True), id=i, decided_at=when)
        for i, key in enumerate(sorted(new - old.keys()), first)
    ]
    add_rows(connection, t.judgements, rows)


def _keep_old_ids(
    connection: Connection, gone: Collection[str], contact_of: Mapping[str, str], made: Iterable[str]
) -> None:
    """An id that goes out of use points to the contact that has most of its mentions."""
    heirs: dict[str, list[str]] = {}
    for some in batched(sorted(gone)):
        query = (
            select(t.contact_mentions.c.contact, t.mentions.c.mention_id)
            .join(t.mentions, t.contact_mentions.c.mention == t.mentions.c.id)
            .where(t.contact_mentions.c.contact.in_(some))
        )
        for old, mention in connection.execute(query):
            if mention in contact_of:
                heirs.setdefault(old, []).append(contact_of[mention])
    for some in batched(sorted(made)):
        connection.execute(delete(t.contact_aliases).where(t.contact_aliases.c.old.in_(some)))
    for old, found in sorted(heirs.items()):
        heir = max(sorted(set(found)), key=found.count)
        moved = update(t.contact_aliases).where(t.contact_aliases.c.contact == old)
        connection.execute(moved.values(contact=heir))
        put(connection, t.contact_aliases, [{"old": old, "contact": heir}])
