"""What a page of the web application shows, found without reading the whole record.

Long lists come page by page: each page ends with a key, and the next one begins behind it, so that the last
page of a million rows costs what the first one does.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    Connection,
    Select,
    and_,
    bindparam,
    func,
    literal,
    or_,
    select,
    text,
    union_all,
)

from verbale.errors import RecordError
from verbale.ingest.outcome import Outcome
from verbale.model import Reading
from verbale.read.form import reading_from_json
from verbale.reconcile.mentions import fold
from verbale.record import full_text
from verbale.record import tables as t
from verbale.record.listing import no_page
from verbale.record.output import ContactLine, ContactOut, SourceOut
from verbale.record.stored import ASKED_AT_ONCE, batched
from verbale.record.storing import SPREADS, who_key
from verbale.sentences import say

LONGEST_NUMBER = 15
# Of more contacts it is only said that they are more.
COUNTED_AT_MOST = 10_000
_ACTOR = (t.actors.c.key, t.actors.c.name, t.actors.c.qid, t.actors.c.side, t.actors.c.contacts)


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


AContact = TypeVar("AContact", ContactOut, ContactLine)


@dataclass(frozen=True, slots=True)
class ContactPage(Generic[AContact]):
    """Some contacts by day, and where the next page begins; None on the last page.

    Attributes:
        total: how many there are; `more`: there are more than so many, which were not counted.
    """

    contacts: tuple[AContact, ...]
    next: str | None
    total: int
    more: bool = False


def contact_page(
    connection: Connection, chosen: ContactFilter, *, after: str | None = None, limit: int = 200
) -> ContactPage[ContactOut]:
    """One page of the contacts that a filter takes, by day, the undated last.

    Raises:
        RecordError: `after` is no key that a page has given.
    """
    return _page(connection, chosen, after, limit, ContactOut)


def contact_lines(
    connection: Connection, chosen: ContactFilter, *, after: str | None = None, limit: int = 200
) -> ContactPage[ContactLine]:
    """The same with what a list shows of each."""
    return _page(connection, chosen, after, limit, ContactLine)


def _page(
    connection: Connection, chosen: ContactFilter, after: str | None, limit: int, form: type[AContact]
) -> ContactPage[AContact]:
    total = _total(connection, chosen)
    # By key alone first: what is sorted or passed over should not carry whole accounts along.
    behind = read_key(after, 3) if after is not None else None
    keys = connection.execute(_in_order(chosen, behind).limit(limit + 1)).all()
    shown = keys[:limit]
    following = page_key(shown[-1][0], shown[-1][1], shown[-1][2]) if len(keys) > limit else None
    held = contact_forms(connection, [key[2] for key in shown])
    contacts = tuple(form.model_validate_json(f) for f in held)
    return ContactPage(contacts, following, min(total, COUNTED_AT_MOST), total > COUNTED_AT_MOST)


def contact_forms(connection: Connection, ids: Sequence[str]) -> list[str]:
    """The contacts of ids as JSON, in their order; those that are gone are left out."""
    c = t.contacts.c
    found = {
        row.id: row.json
        for some in batched(ids)
        for row in connection.execute(select(c.id, c.json).where(c.id.in_(some)))
    }
    return [found[name] for name in ids if name in found]


def _total(connection: Connection, chosen: ContactFilter) -> int:
    if chosen == ContactFilter(actors=chosen.actors) and len(chosen.actors) == 1:
        known = connection.execute(select(t.actors.c.contacts).where(t.actors.c.key == chosen.actors[0]))
        return known.scalar() or 0
    most = COUNTED_AT_MOST + 1
    one = select(literal(1).label("one")).select_from(t.contacts)
    parts = [select(one.where(*where).limit(most).subquery()) for where in _ways(chosen)]
    some = union_all(*parts).limit(most).subquery()
    return connection.execute(select(func.count()).select_from(some)).scalar_one()


def _in_order(chosen: ContactFilter, behind: Sequence[str] | None) -> Select[Any] | CompoundSelect[Any]:
    """The keys of contacts by day, from an index that has them so: that of an actor, if one is asked for."""
    c, p = t.contacts.c, t.contact_participants.c
    if chosen.actors:
        rows = (p.sort_from, p.sort_to, p.contact)
        query = select(*rows).where(p.actor == chosen.actors[0])
        if chosen != ContactFilter(actors=chosen.actors[:1]):
            query = query.join(t.contacts, c.id == p.contact).where(*_conditions(chosen))
        return (query.where(_behind(rows, behind)) if behind else query).order_by(*rows)
    rows = (c.sort_from, c.sort_to, c.id)
    further = [_behind(rows, behind)] if behind else []
    parts = [select(*rows).where(*where, *further) for where in _ways(chosen)]
    return (parts[0] if len(parts) == 1 else union_all(*parts)).order_by("sort_from", "sort_to", "id")


def _ways(chosen: ContactFilter) -> list[list[Any]]:
    """The conditions of a choice: once, or, of one that begins with a day, for each class of contacts by how
    far their days are apart, so that an index need not be gone through from its beginning.
    """
    where, c = _conditions(chosen), t.contacts.c
    if chosen.since is None or chosen.actors:
        return [where]
    ways = []
    for spread, days in enumerate(SPREADS):
        begin = date.fromordinal(max(1, chosen.since.toordinal() - days))
        ways.append([c.spread == spread, c.sort_from >= begin.isoformat(), *_until(chosen), *where])
    return [*ways, [c.spread == t.OPEN, *where]]


def _until(chosen: ContactFilter) -> list[Any]:
    return [] if chosen.until is None else [t.contacts.c.sort_from <= chosen.until.isoformat()]


def _behind(rows: tuple[Any, Any, Any], key: Sequence[str]) -> Any:
    first, last, name = rows
    # The first comparison alone is what an index can begin at.
    return and_(
        first >= key[0],
        or_(first > key[0], last > key[1], and_(last == key[1], name > key[2])),
    )


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
        raise no_page(key) from e
    if not isinstance(found, list) or len(found) != parts or not all(isinstance(x, str) for x in found):
        raise no_page(key)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor as the record knows it. `key`: its id, or "name:" and its folded name."""

    key: str
    name: str
    id: str | None
    side: str | None
    contacts: int


@dataclass(frozen=True, slots=True)
class ActorPage:
    """Some actors, and where the next page begins; None on the last page."""

    actors: tuple[ActorRow, ...]
    next: str | None


def actor_page(
    connection: Connection, *, name: str = "", after: str | None = None, limit: int = 200
) -> ActorPage:
    """One page of the actors that take part in a contact, those with most contacts first.

    Args:
        name: only those whose name has these words, accents and case aside; or of this id.

    Raises:
        RecordError: `after` is no key that a page has given.
    """
    a = t.actors.c
    query = select(*_ACTOR).where(a.contacts > 0).order_by(a.contacts.desc(), a.key.desc())
    if after is not None:
        contacts, key = read_key(after, 2)
        query = query.where(
            a.contacts <= _number(contacts, after), or_(a.contacts < _number(contacts, after), a.key < key)
        )
    if name.strip():
        query = query.where(_is_meant(connection, name))
    rows = [ActorRow(*row) for row in connection.execute(query.limit(limit + 1))]
    following = page_key(str(rows[limit - 1].contacts), rows[limit - 1].key) if len(rows) > limit else None
    return ActorPage(tuple(rows[:limit]), following)


def _is_meant(connection: Connection, name: str) -> Any:
    """The same as `selection.is_meant`, asked of the database."""
    a, wanted = t.actors.c, fold(name)
    if not wanted:
        return a.qid == name
    held = full_text.part_of(connection, "actors.folded", "wanted")
    value: BindParameter[str] = bindparam("wanted", full_text.part(connection, wanted))
    return or_(a.qid == name, text(held).bindparams(value))


def _number(written: str, key: str) -> int:
    if not written.isdecimal() or len(written) > LONGEST_NUMBER:
        raise no_page(key)
    return int(written)


def actors_of(connection: Connection, keys: Sequence[str]) -> list[ActorRow]:
    """The actors of keys, in any order; those that there are not are left out."""
    rows = connection.execute(select(*_ACTOR).where(t.actors.c.key.in_(list(keys)[:ASKED_AT_ONCE])))
    return [ActorRow(*row) for row in rows]


def find_actor(connection: Connection, key: str) -> ActorRow:
    """The actor of a key.

    Raises:
        RecordError: there is none.
    """
    row = connection.execute(select(*_ACTOR).where(t.actors.c.key == key)).first()
    if row is None:
        raise RecordError(say("no actor has the key {key}", key=repr(key[:300])))
    return ActorRow(*row)


def topic_rows(connection: Connection, *, limit: int) -> list[tuple[str, int]]:
    """The topics of most contacts, and of how many each."""
    c = t.topics.c
    query = select(c.topic, c.contacts).order_by(c.contacts.desc(), c.topic.desc()).limit(limit)
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
        raise RecordError(say("no story has the digest {digest}", digest=repr(sha256[:80])))
    others = connection.execute(query.where(a.witness == rows[0].witness, a.sha256 != sha256)).all()
    reprints: dict[str, str] = {row.sha256: row.path for row in others}
    return StoredArticle(
        reading_from_json(rows[0].json, rows[0].text),
        tuple(row.path for row in rows),
        tuple(sorted(reprints.items(), key=lambda x: x[1])),
    )


@dataclass(frozen=True, slots=True)
class RestsOn:
    """The records that rest on a text: contacts by the position of its contacts and of its statements, the
    promises that a statement tells of or may report on by the latter.
    """

    contacts: Mapping[int, str]
    statements: Mapping[int, str]
    promises: Mapping[int, tuple[str, ...]]


def rests_on(connection: Connection, sha256: str) -> RestsOn:
    """What rests on the text of a digest."""
    a, r, m, s, c = t.articles.c, t.readings.c, t.mentions.c, t.statements.c, t.commitments.c
    told, said, of = t.contact_mentions.c, t.contact_statements.c, t.commitment_statements.c
    read = select(r.id).join(t.articles, r.article_id == a.id).where(a.sha256 == sha256)
    contacts = select(m.position, told.contact).join(t.contact_mentions, told.mention == m.id)
    statements = select(s.position, said.contact).join(t.contact_statements, said.statement == s.id)
    promises = (
        select(s.position, c.id)
        .join(t.commitment_statements, of.statement == s.statement_id)
        .join(t.commitments, c.number == of.number)
        .where(s.reading_id.in_(read))
    )
    found: dict[int, dict[str, None]] = {}
    for row in connection.execute(promises.order_by(s.position, c.number)):
        found.setdefault(row.position, {})[row.id] = None
    return RestsOn(
        {row.position: row.contact for row in connection.execute(contacts.where(m.reading_id.in_(read)))},
        {row.position: row.contact for row in connection.execute(statements.where(s.reading_id.in_(read)))},
        {position: tuple(ids) for position, ids in found.items()},
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
        raise RecordError(say("no statement has the id {id}", id=repr(name[:80])))
    return StatementPlace(row.sha256, row.position)


def neighbours(connection: Connection, contact: ContactOut) -> tuple[ContactOut | None, ContactOut | None]:
    """The contacts of the same participants right before and right after one, by day."""
    c = t.contacts.c
    if not contact.participants:
        return None, None
    rows = (c.sort_from, c.sort_to, c.id)
    own = connection.execute(select(*rows).where(c.id == contact.id)).first()
    if own is None:
        return None, None
    same = select(c.id).where(c.who == who_key(contact))
    later = connection.execute(same.where(_behind(rows, own)).order_by(*rows).limit(1)).scalar()
    down = [row.desc() for row in rows]
    earlier = connection.execute(same.where(_before(rows, own)).order_by(*down).limit(1)).scalar()
    found: dict[str | None, ContactOut | None] = {earlier: None, later: None}
    for form in contact_forms(connection, [name for name in found if name is not None]):
        beside = ContactOut.model_validate_json(form)
        found[beside.id] = beside
    return found[earlier], found[later]


def _before(rows: tuple[Any, Any, Any], key: Sequence[str]) -> Any:
    first, last, name = rows
    return and_(
        first <= key[0],
        or_(first < key[0], last < key[1], and_(last == key[1], name < key[2])),
    )


@dataclass(frozen=True, slots=True)
class SourcePage:
    """Some inputs by path, and where the next page begins; None on the last page."""

    sources: tuple[SourceOut, ...]
    next: str | None


def source_page(
    connection: Connection,
    *,
    history: bool = False,
    outcome: Outcome | None = None,
    after: str | None = None,
    limit: int = 200,
) -> SourcePage:
    """One page of what became of each input, by path.

    Args:
        outcome: only those of which this became.

    Raises:
        RecordError: `after` is no key that a page has given.
    """
    s = t.sources.c
    query = select(t.sources).order_by(t.path_begins, s.path, s.id).limit(limit + 1)
    if not history:
        query = query.where(s.superseded_at.is_(None))
    if outcome is not None:
        query = query.where(s.outcome == outcome.value)
    if after is not None:
        path, number = read_key(after, 2)
        # The first comparison alone is what an index can begin at.
        query = query.where(
            t.path_begins >= path[: t.PATH_BEGINS],
            or_(s.path > path, and_(s.path == path, s.id > _number(number, after))),
        )
    rows = connection.execute(query).mappings().all()
    kept = set(SourceOut.model_fields) - {"current"}
    shown = tuple(
        SourceOut(**{k: v for k, v in row.items() if k in kept}, current=row["superseded_at"] is None)
        for row in rows[:limit]
    )
    following = page_key(rows[limit - 1]["path"], str(rows[limit - 1]["id"])) if len(rows) > limit else None
    return SourcePage(shown, following)
