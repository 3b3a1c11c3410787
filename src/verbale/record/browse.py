"""What a page of the web application shows, found without reading the whole record.

Long lists come page by page: each page ends with a key, and the next one begins behind it, so that the last
page of a million rows costs what the first one does.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, func, or_, select

from verbale.errors import RecordError
from verbale.model import Reading
from verbale.read.form import reading_from_json
from verbale.reconcile.mentions import actor_key
from verbale.record import tables as t
from verbale.record.output import ContactOut, SourceOut
from verbale.record.stored import batched

# Sorts behind every day: contacts that nobody dates come last.
UNDATED = "9999-99-99"
LONGEST_NUMBER = 15


@dataclass(frozen=True, slots=True)
class ContactFilter:
    """Which contacts are asked for; what is None or empty does not choose.

    Attributes:
        actors: keys; all of them take part.
        kinds: of contacts.
        sides: ids; somebody of each takes part, or itself.
        topic: of something that is said on it.
        divergent: only where the accounts exclude each other.
        since, until: days, both included; what may have been on one of them is kept, the undated are not.
    """

    actors: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    topic: str | None = None
    divergent: bool = False
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ContactPage:
    """Some contacts by day, and where the next page begins; None on the last page."""

    contacts: tuple[ContactOut, ...]
    next: str | None
    total: int


def contact_page(
    connection: Connection, chosen: ContactFilter, *, after: str | None = None, limit: int = 200
) -> ContactPage:
    """One page of the contacts that a filter takes, by day, the undated last.

    Raises:
        RecordError: `after` is no key that a page has given.
    """
    c = t.contacts.c
    first, last = func.coalesce(c.date_from, UNDATED), func.coalesce(c.date_to, UNDATED)
    where = _conditions(chosen)
    total = connection.execute(select(func.count()).select_from(t.contacts).where(*where)).scalar_one()
    query = select(c.id, first, last, c.json).where(*where).order_by(first, last, c.id).limit(limit + 1)
    if after is not None:
        key = read_key(after, 3)
        query = query.where(
            or_(
                first > key[0], and_(first == key[0], or_(last > key[1], and_(last == key[1], c.id > key[2])))
            )
        )
    rows = connection.execute(query).all()
    shown = rows[:limit]
    following = page_key(shown[-1][1], shown[-1][2], shown[-1][0]) if len(rows) > limit else None
    return ContactPage(tuple(ContactOut.model_validate_json(r[3]) for r in shown), following, total)


def _conditions(chosen: ContactFilter) -> list[Any]:
    c, p = t.contacts.c, t.contact_participants.c
    where: list[Any] = [c.id.in_(select(p.contact).where(p.actor == actor)) for actor in chosen.actors]
    a = t.actors.c
    for side in chosen.sides:
        of_it = select(a.key).where(or_(a.side == side, a.key == side))
        where.append(c.id.in_(select(p.contact).where(p.actor.in_(of_it))))
    if chosen.topic:
        about = t.contact_topics.c
        where.append(c.id.in_(select(about.contact).where(about.topic == chosen.topic)))
    if chosen.divergent:
        where.append(c.divergent)
    if chosen.kinds:
        where.append(c.kind.in_(chosen.kinds))
    if chosen.since is not None:
        where.append(
            or_(c.date_to >= chosen.since.isoformat(), and_(c.date_to.is_(None), c.date_from.is_not(None)))
        )
    if chosen.until is not None:
        where.append(
            or_(c.date_from <= chosen.until.isoformat(), and_(c.date_from.is_(None), c.date_to.is_not(None)))
        )
    return where


def page_key(*parts: str) -> str:
    """Where a page ends, as one word for an address."""
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def read_key(key: str, parts: int) -> tuple[str, ...]:
    """The parts of a key.

    Raises:
        RecordError: it is none of ours.
    """
    try:
        found = json.loads(base64.urlsafe_b64decode(key + "=" * (-len(key) % 4)))
    except ValueError as e:
        raise RecordError(f"no page begins at {key[:40]!r}") from e
    if not isinstance(found, list) or len(found) != parts or not all(isinstance(x, str) for x in found):
        raise RecordError(f"no page begins at {key[:40]!r}")
    return tuple(found)


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor as the record knows it. `key`: its id, or "name:" and its folded name."""

    key: str
    name: str
    id: str | None
    side: str | None
    contacts: int


def actor_rows(connection: Connection) -> list[ActorRow]:
    """All actors that take part in a contact, those with most contacts first."""
    a, p = t.actors.c, t.contact_participants.c
    count = func.count(p.contact)
    query = (
        select(a.key, a.name, a.qid, a.side, count)
        .join(t.contact_participants, p.actor == a.key)
        .group_by(a.key)
        .order_by(count.desc(), a.name)
    )
    return [ActorRow(*row) for row in connection.execute(query)]


def find_actor(connection: Connection, key: str) -> ActorRow:
    """The actor of a key.

    Raises:
        RecordError: there is none.
    """
    a, p = t.actors.c, t.contact_participants.c
    count = select(func.count()).select_from(t.contact_participants).where(p.actor == key).scalar_subquery()
    row = connection.execute(select(a.key, a.name, a.qid, a.side, count).where(a.key == key)).first()
    if row is None:
        raise RecordError(f"no actor has the key {key!r}")
    return ActorRow(*row)


def topic_rows(connection: Connection, *, limit: int) -> list[tuple[str, int]]:
    """The topics of most contacts, and of how many each."""
    c = t.contact_topics.c
    count = func.count()
    query = select(c.topic, count).group_by(c.topic).order_by(count.desc(), c.topic).limit(limit)
    return [(row[0], row[1]) for row in connection.execute(query)]


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """A text with its reading and the paths where it stands, and the other texts of its witness."""

    reading: Reading
    paths: tuple[str, ...]
    reprints: tuple[tuple[str, str], ...]


def find_article(connection: Connection, sha256: str) -> StoredArticle:
    """The text of a digest, or of an unambiguous beginning of one, as it was last read.

    Raises:
        RecordError: there is none.
    """
    a, r, s = t.articles.c, t.readings.c, t.sources.c
    query: Select[Any] = (
        select(r.json, a.text, a.sha256, a.witness, s.path)
        .select_from(t.readings)
        .join(t.articles, r.article_id == a.id)
        .join(t.sources, r.source_id == s.id)
        .order_by(s.path)
    )
    rows = connection.execute(query.where(a.sha256 == sha256)).all()
    if not rows:
        raise RecordError(f"no story has the digest {sha256[:80]!r}")
    others = connection.execute(query.where(a.witness == rows[0].witness, a.sha256 != sha256)).all()
    reprints: dict[str, str] = {row.sha256: row.path for row in others}
    return StoredArticle(
        reading_from_json(rows[0].json, rows[0].text),
        tuple(row.path for row in rows),
        tuple(sorted(reprints.items(), key=lambda x: x[1])),
    )


def articles_at(connection: Connection, paths: Sequence[str]) -> dict[str, str]:
    """The digest of the text that stands at each path now."""
    s = t.sources.c
    query = select(s.path, s.sha256).where(
        s.path.in_(set(paths)), s.superseded_at.is_(None), s.sha256.is_not(None)
    )
    return {row.path: row.sha256 for row in connection.execute(query)}


def sources_at(connection: Connection, paths: Sequence[str]) -> list[SourceOut]:
    """What is known of the stories that stand at paths now, by path."""
    s = t.sources.c
    kept = set(SourceOut.model_fields) - {"current"}
    rows: list[SourceOut] = []
    for some in batched(sorted(set(paths))):
        query = select(t.sources).where(s.path.in_(some), s.superseded_at.is_(None), s.sha256.is_not(None))
        for row in connection.execute(query.order_by(s.path)).mappings():
            rows.append(SourceOut(**{k: v for k, v in row.items() if k in kept}, current=True))
    return rows


@dataclass(frozen=True, slots=True)
class StatementPlace:
    """Where a statement stands: its text, and its position among the statements that were read in it."""

    sha256: str
    position: int


def statement_place(connection: Connection, name: str) -> StatementPlace:
    """Where the statement of an id stands.

    Raises:
        RecordError: no story says it.
    """
    s, r, a = t.statements.c, t.readings.c, t.articles.c
    query = (
        select(a.sha256, s.position)
        .select_from(t.statements)
        .join(t.readings, s.reading_id == r.id)
        .join(t.articles, r.article_id == a.id)
        .where(s.statement_id == name)
        .order_by(s.id)
        .limit(1)
    )
    row = connection.execute(query).first()
    if row is None:
        raise RecordError(f"no statement has the id {name[:80]!r}")
    return StatementPlace(row.sha256, row.position)


def neighbours(connection: Connection, contact: ContactOut) -> tuple[ContactOut | None, ContactOut | None]:
    """The contacts of the same participants right before and right after one, by day."""
    c, p = t.contacts.c, t.contact_participants.c
    who = {actor_key(a) for a in contact.participants}
    if not who:
        return None, None
    # From those of one actor: a scan of all contacts would cost what the record is large.
    with_each = [c.id.in_(select(p.contact).where(p.actor == key)) for key in sorted(who)]
    number = select(func.count()).where(p.contact == c.id).scalar_subquery()
    first, last = func.coalesce(c.date_from, UNDATED), func.coalesce(c.date_to, UNDATED)
    query = select(c.id).where(*with_each, number == len(who)).order_by(first, last, c.id)
    same = list(connection.execute(query).scalars())
    at = same.index(contact.id) if contact.id in same else None
    if at is None:
        return None, None
    beside = (same[at - 1] if at else None, same[at + 1] if at + 1 < len(same) else None)
    forms = connection.execute(select(c.id, c.json).where(c.id.in_([x for x in beside if x])))
    found = {row.id: ContactOut.model_validate_json(row.json) for row in forms}
    return found.get(beside[0] or ""), found.get(beside[1] or "")


@dataclass(frozen=True, slots=True)
class SourcePage:
    """Some inputs by path, and where the next page begins; None on the last page."""

    sources: tuple[SourceOut, ...]
    next: str | None


def source_page(
    connection: Connection, *, history: bool = False, after: str | None = None, limit: int = 200
) -> SourcePage:
    """One page of what became of each input, by path.

    Raises:
        RecordError: `after` is no key that a page has given.
    """
    s = t.sources.c
    query = select(t.sources).order_by(s.path, s.id).limit(limit + 1)
    if not history:
        query = query.where(s.superseded_at.is_(None))
    if after is not None:
        path, number = read_key(after, 2)
        if not number.isdecimal() or len(number) > LONGEST_NUMBER:
            raise RecordError(f"no page begins at {after[:40]!r}")
        query = query.where(or_(s.path > path, and_(s.path == path, s.id > int(number))))
    rows = connection.execute(query).mappings().all()
    kept = set(SourceOut.model_fields) - {"current"}
    shown = tuple(
        SourceOut(**{k: v for k, v in row.items() if k in kept}, current=row["superseded_at"] is None)
        for row in rows[:limit]
    )
    following = page_key(rows[limit - 1]["path"], str(rows[limit - 1]["id"])) if len(rows) > limit else None
    return SourcePage(shown, following)
