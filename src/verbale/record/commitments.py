"""The commitments of a record: made of all statements, stored, and read back."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, select, text, true

from verbale.actors.registry import load_registry
from verbale.errors import RecordError
from verbale.model import Actor, DayRange
from verbale.reconcile.commitment_reports import with_reports
from verbale.reconcile.commitment_words import CommitmentLexicon, Says, load_commitment_words
from verbale.reconcile.commitments import Commitment, Report, Told, commitments_of
from verbale.reconcile.days import ANY_DAY, DaySet, of_days
from verbale.reconcile.name_forms import learned_names, name_forms
from verbale.reconcile.report_words import Forms
from verbale.record import tables as t
from verbale.record.commitment_output import CommitmentOut
from verbale.record.commitment_search import number_wanted, statements_of, told_by, words_of
from verbale.record.commitment_version import are_current, commitments_version
from verbale.record.database import Database
from verbale.record.decided import decided_readings
from verbale.record.decisions import last_entry
from verbale.record.doubted import renew_doubts_of_reports
from verbale.record.rows import add_rows
from verbale.record.sources import get_state, set_state
from verbale.record.stored import StoredReading, batched
from verbale.review.effects import Effects
from verbale.sentences import say

_registry = lru_cache(load_registry)
# Then with everybody else waiting.
WORKED_OUT_AT_MOST = 3


def bring_commitments_up_to_date(database: Database) -> None:
    """Make the commitments anew if accounts were made after them, or another Verbale made them.

    They need all statements of the record, so a build makes them once, at its end. Others can write while
    they are worked out; if somebody has, that is done again.
    """
    if database.read_only:
        return
    for _ in range(WORKED_OUT_AT_MOST):
        with database.reading() as connection:
            if are_current(connection):
                return
            basis, made = _basis(connection), _made(connection)
        with database.writing() as connection:
            if are_current(connection):  # another process may have been first
                return
            if _basis(connection) == basis:
                _keep(connection, made)
                return
    with database.writing() as connection:
        renew_commitments(connection)


def renew_commitments(connection: Connection) -> None:
    """The same, in a writing transaction."""
    if not are_current(connection):
        _keep(connection, _made(connection))


def _basis(connection: Connection) -> tuple[object, ...]:
    """Equal as long as the statements are."""
    last = connection.execute(select(func.max(t.sources.c.id))).scalar()
    return get_state(connection, "accounts"), last, last_entry(connection)


def _made(connection: Connection) -> list[Commitment]:
    readings, effects = decided_readings(connection)
    return make_commitments(list(_told(connection, readings)), effects)


def _keep(connection: Connection, made: Sequence[Commitment]) -> None:
    _store(connection, made)
    set_state(connection, "commitments", commitments_version())
    renew_doubts_of_reports(connection)


def _told(connection: Connection, readings: Iterable[StoredReading]) -> Iterator[Told]:
    """All statements with the days on which they can have been said and were reported."""
    contact_of = {row.statement: row.contact for row in connection.execute(select(t.contact_statements))}
    return told_in(readings, contact_of, _contact_days(connection))


def told_in(
    readings: Iterable[StoredReading], contact_of: Mapping[int, str], days_of: Mapping[str, DaySet]
) -> Iterator[Told]:
    """The statements of readings with the days on which they can have been said and were reported.

    Args:
        contact_of: by row of a statement; days_of: by contact.
    """
    for r in readings:
        published = _days(r.article.published)
        up_to_then = DaySet(None, published.last)
        for name, s, rows in zip(r.statement_ids, r.reading.statements, r.statement_rows, strict=True):
            contact = next((contact_of[row] for row in rows if row in contact_of), None)
            days = days_of.get(contact or "", ANY_DAY)
            known = days != ANY_DAY
            yield Told(
                id=name,
                statement=s,
                article=r.article,
                path=r.paths[0],
                witness=r.witness,
                contact=contact,
                said=(days.meet(up_to_then) or days) if known else up_to_then,
                heard=days if known else published,
            )


def _contact_days(connection: Connection) -> dict[str, DaySet]:
    """The days that the record leaves each contact."""
    return days_of_contacts(connection, true())


def days_of_contacts(connection: Connection, where: ColumnElement[bool]) -> dict[str, DaySet]:
    """The days that the record leaves some contacts."""
    c = t.contacts.c
    found: dict[str, DaySet] = {}
    for row in connection.execute(select(c.id, c.date_from, c.date_to).where(where)):
        first, last = (date.fromisoformat(d) if d else None for d in (row.date_from, row.date_to))
        found[row.id] = DaySet(first, last)
    several = select(c.id, c.json).where(c.date_from != c.date_to, where)
    for name, form in connection.execute(several):
        listed = json.loads(form)["date_candidates"]
        if listed:
            found[name] = of_days(map(date.fromisoformat, listed))
    return found


def _days(published: DayRange | None) -> DaySet:
    return DaySet(published.first, published.last) if published else ANY_DAY


def make_commitments(told: Sequence[Told], effects: Effects) -> list[Commitment]:
    """All commitments with their reports, those that persons marked included."""
    lexicons, forms = lexicons_of(told), forms_in(told)
    found = with_reports(commitments_of(told, lexicons, forms), told, lexicons, forms)
    return as_marked(found, {x.id: x for x in told}, effects)


def lexicons_of(told: Iterable[Told]) -> dict[str, CommitmentLexicon]:
    """The words of promises in each language that is spoken."""
    languages = {x.article.language for x in told}
    return {code: words for code in sorted(languages) if (words := load_commitment_words(code)) is not None}


def forms_in(told: Sequence[Told]) -> Forms:
    """How the actors of statements are named."""
    actors: set[Actor] = {a for x in told for a in (*x.statement.speaker, *x.statement.addressee)}
    return name_forms(actors, _registry, learned_names(told))


def as_marked(
    commitments: Sequence[Commitment], told: Mapping[str, Told], effects: Effects
) -> list[Commitment]:
    """What a person says of a statement and a commitment stands in place of what a rule found."""
    found = {c.id: c for c in commitments}
    holder = {p.told.id: c.id for c in commitments for p in c.pieces}
    for mark in effects.reports:
        for name in {holder[s] for s in mark.commitment if s in holder}:
            c = found[name]
            reports = [r for r in c.reports if r.told.id != mark.statement]
            possible = tuple(p for p in c.possible if p[0].id != mark.statement)
            if mark.says is not None and mark.statement in told:
                says, words = Says(mark.says), mark.decision.words
                marked = Report(
                    says,
                    told[mark.statement],
                    None,
                    (say("marked as {says}, {by}", says=says, by=words),),
                    decided=words,
                )
                reports.append(marked)
            reports.sort(key=lambda r: (r.told.heard.first is None, r.told.heard.first, r.told.id))
            found[name] = replace(c, reports=tuple(reports), possible=possible)
    return [found[c.id] for c in commitments]


def _store(connection: Connection, commitments: Iterable[Commitment]) -> None:
    """Store commitments in place of all those stored; only what changed is written."""
    held = t.commitments.c
    old = {
        row.id: (row.number, row.json) for row in connection.execute(select(held.id, held.number, held.json))
    }
    taken = {number for number, _ in old.values()}
    replace_stored(connection, old, [CommitmentOut.of(c) for c in commitments], taken)


def replace_stored(
    connection: Connection,
    old: Mapping[str, tuple[int, str]],
    commitments: Iterable[CommitmentOut],
    taken: Collection[int],
) -> None:
    """Store commitments in place of some stored ones; only what changed is written.

    Args:
        old: numbers and JSON of these, by id.
        taken: numbers that are taken now, as far as one may be wanted.
    """
    new = {out.id: out for out in commitments}
    forms = {name: out.model_dump_json() for name, out in new.items()}
    held = t.commitments.c
    gone = [number for name, (number, form) in old.items() if forms.get(name) != form]
    for some in batched(sorted(gone)):
        connection.execute(delete(t.commitments).where(held.number.in_(some)))
    if gone:
        connection.execute(text("DELETE FROM commitments_text WHERE rowid = :n"), [{"n": n} for n in gone])
    not_free = set(taken).difference(gone)
    changed = [out for name, out in sorted(new.items()) if name not in old or old[name][1] != forms[name]]
    rows: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    told: list[dict[str, Any]] = []
    for out in changed:
        number = number_wanted(out)
        while number in not_free:
            number += 1
        not_free.add(number)
        rows.append(
            {
                "number": number,
                "id": out.id,
                "contact": out.contact,
                "state": out.state.value,
                "made_from": out.made_from.isoformat() if out.made_from else None,
                "made_to": out.made_to.isoformat() if out.made_to else None,
                "unsure": bool(out.possible_reports),
                "json": forms[out.id],
            }
        )
        words.append({"number": number, **words_of(out)})
        told += [{"statement": name, "number": number} for name in statements_of(out)]
    if rows:
        add_rows(connection, t.commitments, rows)
        connection.execute(
            text(
                "INSERT INTO commitments_text(rowid, ids, names, topics, quotes) "
                "VALUES (:number, :ids, :names, :topics, :quotes)"
            ),
            sorted(words, key=lambda row: row["number"]),
        )
    add_rows(connection, t.commitment_statements, told)


def commitments(connection: Connection) -> list[CommitmentOut]:
    """All commitments, by the last day on which they can have been made, the undated last."""
    c = t.commitments.c
    query = select(c.json).order_by(c.made_to.is_(None), c.made_to, c.made_from, c.id)
    return [CommitmentOut.model_validate_json(form) for form in connection.execute(query).scalars()]


def commitments_of_contact(connection: Connection, contact: str, *, at_most: int) -> list[CommitmentOut]:
    """The commitments made at a contact, in the order of all."""
    c = t.commitments.c
    query = select(c.json).where(c.contact == contact).order_by(c.number).limit(at_most)
    return [CommitmentOut.model_validate_json(form) for form in connection.execute(query).scalars()]


def stored_commitments(connection: Connection, ids: Sequence[str]) -> list[CommitmentOut]:
    """The commitments of ids, in their order; those that are gone are left out."""
    c = t.commitments.c
    found = {
        row.id: row.json
        for some in batched(ids)
        for row in connection.execute(select(c.id, c.json).where(c.id.in_(some)))
    }
    return [CommitmentOut.model_validate_json(found[name]) for name in ids if name in found]


def find_commitment(connection: Connection, name: str) -> CommitmentOut:
    """The commitment of an id, of an unambiguous beginning of one, or of a statement that tells of it.

    Raises:
        RecordError: there is none, or several ids begin so.
    """
    c = t.commitments.c
    query = select(c.json).order_by(c.id)
    forms = connection.execute(query.where(c.id == name)).scalars().all()
    forms = forms or _told_by(connection, name)
    if not forms and name:
        forms = connection.execute(query.where(c.id.startswith(name, autoescape=True))).scalars().all()
    fitting = [CommitmentOut.model_validate_json(form) for form in forms]
    if not fitting:
        raise RecordError(
            say("no commitment has the id {id}; verbale commitments RECORD lists them", id=repr(name[:80]))
        )
    if len(fitting) > 1:
        listed = ", ".join(c.id for c in fitting[:5])
        raise RecordError(
            say(
                "the ids of {n:d} commitments begin with {id}: {listed}",
                n=len(fitting),
                id=repr(name),
                listed=listed,
            )
        )
    return fitting[0]


def _told_by(connection: Connection, statement: str) -> Sequence[str]:
    """The commitments, as JSON, of which a statement tells."""
    forms = told_by(connection, statement)
    return [f for f in forms if any(e["statement"] == statement for e in json.loads(f)["evidence"])]
