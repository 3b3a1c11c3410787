"""Making decisions: what a person names is looked up, anchored to its words, and added as a new entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, select

from verbale.errors import RecordError, ReviewError
from verbale.model import Actor
from verbale.reconcile.commitment_words import Says
from verbale.reconcile.mentions import fold
from verbale.record import tables as t
from verbale.record.commitment_output import CommitmentOut
from verbale.record.commitment_version import are_current
from verbale.record.commitments import find_commitment, renew_commitments
from verbale.record.database import Database
from verbale.record.decided import present
from verbale.record.decisions import add_decision, decisions
from verbale.record.full_text import printable
from verbale.record.listed import bring_listing_up_to_date
from verbale.record.output import ContactOut
from verbale.record.queries import contacts, find_contact, wording
from verbale.record.reconciling import is_reconciled, reconcile_record
from verbale.record.sources import get_state
from verbale.record.stored import StoredReading, stored_readings
from verbale.record.touched import renew_touched
from verbale.record.unlisted import unlisted
from verbale.review.decision import Action, Anchor, Decision, Item, Role, undone_by
from verbale.review.effects import NO_REPORT
from verbale.review.fields import encode, takes_actors
from verbale.review.matching import Present
from verbale.sentences import say
from verbale.times import parse_edtf, range_to_edtf

SHORTEST_ID = 4
# How many places are named where nothing begins at the one that was asked for.
NEAREST = 5


@dataclass(frozen=True, slots=True)
class Signature:
    """Who decides, when (ISO 8601 with zone), and what the person notes with it."""

    by: str
    at: str
    note: str | None = None


Make = Callable[[Connection, Signature], Decision]


def decide(database: Database, make: Make, signature: Signature) -> Decision:
    """Add a decision and make the accounts anew.

    The decision is kept once it is written, whatever happens afterwards; accounts that were not made because
    the program was stopped are made by the next command that needs them.

    Args:
        make: one of the functions below, with its arguments.

    Raises:
        ReviewError: it cannot be decided so.
        RecordError: the record cannot be written.
    """
    if not signature.by.strip():
        raise ReviewError(say("nobody is named who decides: give --by NAME"))
    with database.writing() as connection:
        if not is_reconciled(connection):
            reconcile_record(connection, signature.at)
        decision = add_decision(connection, make(connection, signature))
    bring_up_to_date(database, signature.at)
    with database.reading() as connection:
        touched = unlisted(connection)
    bring_listing_up_to_date(database)
    with database.writing() as connection:
        if not are_current(connection):
            renew_touched(connection, touched)
    return decision


def bring_up_to_date(database: Database, when: str) -> None:
    """Make the accounts anew if readings or decisions came after them, or another Verbale made them."""
    if database.read_only:
        return
    with database.reading() as connection:
        done = is_reconciled(connection)
    if not done:
        with database.writing() as connection:
            if not is_reconciled(connection):  # another process may have been first
                reconcile_record(connection, when)


def accept(name: str) -> Make:
    """The contact or statement of an id is right as it is read."""
    return lambda connection, signature: _new(signature, Action.ACCEPT, _anchors(connection, name))


def reject(name: str) -> Make:
    """The contact or statement of an id is not in the stories."""
    return lambda connection, signature: _new(signature, Action.REJECT, _anchors(connection, name))


def correct(name: str, field: str, words: Sequence[str], *, new: bool = False) -> Make:
    """A field of a contact or statement has other values; no words make it empty.

    Args:
        new: an actor may have a name that the record has not.
    """

    def make(connection: Connection, signature: Signature) -> Decision:
        anchors = _anchors(connection, name)
        statement = anchors[0].item is Item.STATEMENT
        actors: list[Actor] = []
        if takes_actors(field, statement=statement):
            actors = [_actor(w, _called(connection, w), new=new) for w in words]
        value = encode(field, list(words), actors, statement=statement)
        return _new(signature, Action.CORRECT, anchors, field=field, value=value)

    return make


def merge(first: str, others: Sequence[str]) -> Make:
    """Contacts are one."""

    def make(connection: Connection, signature: Signature) -> Decision:
        found = [find_contact(connection, n) for n in (first, *others)]
        ids = [c.id for c in found]
        if len(set(ids)) < len(ids):
            raise ReviewError(
                say("these are one contact already: {listed}", listed=", ".join(sorted(set(ids))))
            )
        here = _mentions(connection, found)
        anchors = anchors_of((here[m.id] for m in found[0].mentions), Role.TARGET)
        for c in found[1:]:
            anchors += anchors_of((here[m.id] for m in c.mentions), Role.OTHER)
        return _new(signature, Action.MERGE, anchors)

    return make


def split(mention: str) -> Make:
    """A mention, with its reprints, is of another contact than the others with which it stands.

    Args:
        mention: its id, how it begins, or a place where it is told: "story.txt:120".
    """

    def make(connection: Connection, signature: Signature) -> Decision:
        links = t.contact_mentions
        query = select(
            t.mentions.c.mention_id,
            links.c.contact,
            t.articles.c.witness,
            t.articles.c.sha256,
            t.mentions.c.position,
        )
        query = query.join(t.mentions, links.c.mention == t.mentions.c.id)
        query = query.join(t.readings, t.mentions.c.reading_id == t.readings.c.id)
        query = query.join(t.articles, t.readings.c.article_id == t.articles.c.id)
        rows = {row.mention_id: row for row in connection.execute(query)}
        own = rows[_mention_named(connection, mention, rows)]
        together = [row for row in rows.values() if row.contact == own.contact]
        reprints = {r.mention_id for r in together if (r.witness, r.position) == (own.witness, own.position)}
        others = {r.mention_id for r in together} - reprints
        if not others:
            raise ReviewError(
                say("{id} stands alone in its contact: nothing to split it from", id=own.mention_id)
            )
        here = _here(connection, {row.sha256 for row in together})
        anchors = anchors_of((here[m] for m in sorted(reprints)), Role.TARGET)
        anchors += anchors_of((here[m] for m in sorted(others)), Role.OTHER)
        return _new(signature, Action.SPLIT, anchors)

    return make


def _mention_named(connection: Connection, name: str, ids: Iterable[str]) -> str:
    place = _as_place(name)
    if place is None:
        return only(name, ids, "mention")
    told = [(m.path, m.start, m.id) for c in contacts(connection) for m in c.mentions]
    return _only_at(place, told, "mention")


def set_date(contact: str, edtf: str) -> Make:
    """A contact was on a day or in a period: EDTF "2031-05-04", "2031-05", "2031-05-04/2031-05-09"."""

    def make(connection: Connection, signature: Signature) -> Decision:
        days = parse_edtf(edtf)
        if days is None:
            raise ReviewError(
                say(
                    "{written} is no day, month, year or period as EDTF writes them (2031-05-04)",
                    written=repr(edtf),
                )
            )
        found = find_contact(connection, contact)
        here = _mentions(connection, [found])
        anchors = anchors_of((here[m.id] for m in found.mentions), Role.TARGET)
        return _new(signature, Action.DATE, anchors, value=range_to_edtf(days.first, days.last))

    return make


def days_contradicted(connection: Connection, contact: str, edtf: str) -> str | None:
    """The days, as EDTF, that the accounts leave for a contact, where none of them is in a period; else None.

    None too where they leave all days, or `edtf` is no day or period. Whoever sets such a date may be right:
    he should know that he contradicts what is told.

    Raises:
        RecordError: there is no such contact, or several.
    """
    days = parse_edtf(edtf)
    found = find_contact(connection, contact) if days is not None else None
    if days is None or found is None or found.date is None:
        return None
    first, last = days.first or date.min, days.last or date.max
    told = found.date_candidates or (found.date_from or date.min, found.date_to or date.max)
    if found.date_candidates:
        apart = not any(first <= day <= last for day in told)
    else:
        apart = last < told[0] or told[1] < first
    return found.date if apart else None


def report(statement: str, commitment: str, says: str) -> Make:
    """A statement says of a commitment what `says` names; NO_REPORT: it says nothing of it."""

    def make(connection: Connection, signature: Signature) -> Decision:
        known = [*Says, NO_REPORT]
        if says not in known:
            raise ReviewError(
                say(
                    "a report cannot say {written}; it can say: {listed}",
                    written=repr(says),
                    listed=", ".join(known),
                )
            )
        promise = _promise(connection, commitment)
        target = statement_of(connection, statement)
        if target.id in {p.statement for p in promise.evidence}:
            raise ReviewError(say("{id} is the commitment itself", id=target.id))
        told = [p.statement for p in promise.evidence]
        here = _here(connection, _texts_of_statements(connection, t.statements.c.statement_id.in_(told)))
        anchors = anchors_of([target], Role.TARGET)
        anchors += anchors_of((here[name] for name in told), Role.COMMITMENT)
        return _new(signature, Action.REPORT, anchors, value=says)

    return make


def _promise(connection: Connection, name: str) -> CommitmentOut:
    """A commitment as it is stored; all are made anew where it is not there, or not told so any more."""
    if get_state(connection, "commitments") is not None:
        with suppress(RecordError):
            found = find_commitment(connection, name)
            told = t.statements.c.statement_id.in_([p.statement for p in found.evidence])
            here = set(connection.execute(select(t.statements.c.statement_id).where(told)).scalars())
            if here.issuperset(p.statement for p in found.evidence):
                return found
    renew_commitments(connection)
    return find_commitment(connection, name)


def undo(number: int) -> Make:
    """An entry is taken back; an undo can be undone."""

    def make(connection: Connection, signature: Signature) -> Decision:
        made = decisions(connection)
        if number not in {d.number for d in made}:
            raise ReviewError(say("there is no entry {n:d}", n=number))
        by = undone_by(made).get(number)
        if by is not None:
            raise ReviewError(
                say(
                    "entry {n:d} is undone already, by entry {later:d}; undo that to have it back",
                    n=number,
                    later=by,
                )
            )
        return _new(signature, Action.UNDO, (), undoes=number)

    return make


def _new(
    signature: Signature,
    action: Action,
    anchors: Iterable[Anchor],
    *,
    field: str | None = None,
    value: str | None = None,
    undoes: int | None = None,
) -> Decision:
    s = signature
    return Decision(0, action, s.by.strip(), s.at, tuple(anchors), field, value, s.note, undoes)


def _anchors(connection: Connection, name: str) -> tuple[Anchor, ...]:
    """The anchors of a contact (all its mentions) or of a statement."""
    if name.startswith("s") or _as_place(name):
        return anchors_of(_with_reprints(connection, statement_of(connection, name)), Role.TARGET)
    found = find_contact(connection, name)
    here = _mentions(connection, [found])
    return anchors_of((here[m.id] for m in found.mentions), Role.TARGET)


def statement_of(connection: Connection, name: str) -> Present:
    """The statement of an id, of an unambiguous beginning of one, or of a place; also one that was rejected.

    Args:
        name: an id, or where its content begins, as it is printed: "story.txt:120".

    Raises:
        ReviewError: there is none, or several.
    """
    place = _as_place(name)
    if place is None:
        begins = t.statements.c.statement_id.startswith(name, autoescape=True)
        here = _statements(_here(connection, _texts_of_statements(connection, begins)))
        return here[only(name, here, "statement")]
    path, start = place
    begins_there = and_(t.statements.c.start == start, t.sources.c.path.endswith(path, autoescape=True))
    readings = list(stored_readings(connection, _texts_of_statements(connection, begins_there)))
    here = _statements({p.id: p for p in present(readings)})
    starts = [
        (own, s.content.start, i)
        for r in readings
        for i, s in zip(r.statement_ids, r.reading.statements, strict=True)
        for own in r.paths
    ]
    return here[_only_at(place, starts, "statement")]


def _statements(found: Mapping[str, Present]) -> dict[str, Present]:
    return {name: p for name, p in found.items() if p.item is Item.STATEMENT}


def _texts_of_statements(connection: Connection, where: ColumnElement[bool]) -> set[str]:
    """The texts (sha256) of statements that are read now."""
    query = (
        select(t.articles.c.sha256)
        .join(t.readings, t.readings.c.article_id == t.articles.c.id)
        .join(t.sources, t.readings.c.source_id == t.sources.c.id)
        .join(t.statements, t.statements.c.reading_id == t.readings.c.id)
    )
    return set(connection.execute(query.where(where).distinct()).scalars())


def _with_reprints(connection: Connection, target: Present) -> list[Present]:
    """A statement, and the same in every reprint of its text that the record has: they are shown as one."""
    a = t.articles.c
    witness = select(a.witness).where(a.sha256 == target.sha256).scalar_subquery()
    reprints = connection.execute(select(a.sha256).where(a.witness == witness)).scalars().all()
    readings = list(stored_readings(connection, reprints))
    here = {p.id: p for p in present(readings)}
    found: dict[tuple[object, ...], list[str]] = {}
    for r in readings:
        seen: Counter[tuple[object, ...]] = Counter()
        for name, s in zip(r.statement_ids, r.reading.statements, strict=True):
            words = wording(s, r.quote(s.content))
            seen[words] += 1
            found.setdefault((*words, seen[words]), []).append(name)
    same = next(names for names in found.values() if target.id in names)
    return [target, *(here[name] for name in same if name != target.id)]


def _as_place(name: str) -> tuple[str, int] | None:
    """A path, or how it ends, and an offset, from "story.txt:120"; None for what is no place."""
    path, colon, start = name.rpartition(":")
    return (path, int(start)) if colon and path and start.isdecimal() else None


def _only_at(place: tuple[str, int], starts: Iterable[tuple[str, int, str]], what: str) -> str:
    """The id of what begins at a place.

    Raises:
        ReviewError: nothing does, or several things.
    """
    path, start = place
    here = [(at, i) for p, at, i in starts if p == path or p.endswith(f"/{path}")]
    found = sorted({i for at, i in here if at == start})
    if len(found) == 1:
        return found[0]
    if not found and here:
        nearest = sorted(sorted({at for at, _ in here}, key=lambda at: abs(at - start))[:NEAREST])
        raise ReviewError(
            say(
                "no {what} begins at {where}; the nearest begin at {listed}",
                what=what,
                where=f"{path}:{start}",
                listed=", ".join(map(str, nearest)),
            )
        )
    if not found:
        raise ReviewError(say("no {what} begins at {where}", what=what, where=f"{path}:{start}"))
    raise ReviewError(
        say(
            "{n:d} {what}s begin at {where}; give one of their ids: {listed}",
            n=len(found),
            what=what,
            where=f"{path}:{start}",
            listed=", ".join(found),
        )
    )


def _mentions(connection: Connection, of: Iterable[ContactOut]) -> dict[str, Present]:
    """All that stands in the texts that tell of some contacts."""
    return _here(connection, {m.article for c in of for m in c.mentions})


def _here(connection: Connection, texts: Collection[str]) -> dict[str, Present]:
    """All mentions and statements of texts (sha256)."""
    return {p.id: p for p in present(stored_readings(connection, texts))}


def anchors_of(found: Iterable[Present], role: Role) -> tuple[Anchor, ...]:
    """One anchor for each mention or statement."""
    unique = {p.id: p for p in found}
    return tuple(
        Anchor(role, p.item, p.id, p.path, p.sha256, p.span.start, p.span.end, p.quote)
        for p in unique.values()
    )


def only(name: str, ids: Iterable[str], what: str) -> str:
    """The id that is `name` or begins so.

    Raises:
        ReviewError: there is none, or several.
    """
    listed = sorted(ids)
    fitting = (
        [name] if name in listed else [i for i in listed if len(name) >= SHORTEST_ID and i.startswith(name)]
    )
    if not fitting:
        raise ReviewError(say("no {what} has the id {id}", what=what, id=repr(name)))
    if len(fitting) > 1:
        raise ReviewError(
            say(
                "the ids of {n:d} {what}s begin with {id}: {listed}",
                n=len(fitting),
                what=what,
                id=repr(name),
                listed=", ".join(fitting[:5]),
            )
        )
    return fitting[0]


def _called(connection: Connection, words: str) -> set[Actor]:
    """The actors of the record with an id or a name. All stories are read only for a name under which nobody
    speaks or takes part in a contact: it may be that of somebody who relays or is spoken to.
    """
    a = t.actors.c
    every = (Actor(row.name, row.qid, row.side) for row in connection.execute(select(a.name, a.qid, a.side)))
    found = {actor for actor in every if words == actor.id or fold(words) == fold(actor.name)}
    return found or _actors(stored_readings(connection))


def _actors(readings: Iterable[StoredReading]) -> set[Actor]:
    found: set[Actor] = set()
    for r in readings:
        for c in r.reading.contacts:
            found.update(c.participants, (a for a in (c.initiator, c.requested_by) if a))
        for s in r.reading.statements:
            found.update(s.speaker, s.reported_by, s.addressee)
    return found


def _actor(words: str, known: Iterable[Actor], *, new: bool) -> Actor:
    """The actor that a person names: by id, by name as the record has it, else, if it may be, a new name.

    Raises:
        ReviewError: none or several actors of the record have the name.
    """
    by_id = [a for a in known if a.id == words]
    fitting = by_id or [a for a in known if fold(a.name) == fold(words)]
    # One actor may be known with an id in one story and without in another.
    best = sorted({a.id or "" for a in fitting} - {""})
    if len(best) > 1:
        raise ReviewError(
            say(
                "several actors are called {name}; give one of their ids: {listed}",
                name=repr(words),
                listed=", ".join(best),
            )
        )
    if not fitting and not new:
        raise ReviewError(
            say(
                "nobody in the record is called {name}; if it is a new name, say so (--new)",
                name=repr(words),
            )
        )
    ranked = sorted(fitting, key=lambda a: (a.id is None, a.side is None, a.name, a.side or ""))
    if ranked:
        return ranked[0]
    name = " ".join(printable(words).split())
    if not fold(name):
        raise ReviewError(say("{written} is no name: it has neither letters nor digits", written=repr(words)))
    return Actor(name)
