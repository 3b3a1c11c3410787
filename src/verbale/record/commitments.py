"""The commitments of a record: made of all statements, stored, and read back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from verbale.actors.registry import load_registry
from verbale.errors import RecordError
from verbale.model import Actor, DayRange
from verbale.read.parallel import code_version
from verbale.reconcile.commitment_reports import with_reports
from verbale.reconcile.commitment_words import CommitmentLexicon, Says, load_commitment_words
from verbale.reconcile.commitments import Commitment, Report, Told, commitments_of
from verbale.reconcile.days import ANY_DAY, DaySet, of_days
from verbale.reconcile.name_forms import learned_names, name_forms
from verbale.record import tables as t
from verbale.record.commitment_output import CommitmentOut
from verbale.record.database import Database
from verbale.record.decided import decided_readings
from verbale.record.sources import get_state, set_state
from verbale.record.stored import StoredReading
from verbale.review.effects import Effects

_registry = lru_cache(load_registry)
# What decides how statements become commitments, besides some files of each language.
PARTS = ("model.py", "fold.py", "times", "actors", "reconcile", "review", "record")
LANGUAGE_FILES = ("commitments.toml", "times.toml")


@cache
def _version() -> str:
    """Names what makes commitments of statements; with an equal version they are the same."""
    folders = sorted(f.name for f in files("verbale").joinpath("languages").iterdir() if f.is_dir())
    return code_version(
        [*PARTS, *(f"languages/{folder}/{name}" for folder in folders for name in LANGUAGE_FILES)]
    )


def are_current(connection: Connection) -> bool:
    """Whether the commitments are those of the statements, as this version of Verbale makes them."""
    return get_state(connection, "commitments") == _version()


def bring_commitments_up_to_date(database: Database) -> None:
    """Make the commitments anew if accounts were made after them, or another Verbale made them.

    They need all statements of the record, so that is done when they are asked for, not with each story.
    """
    if database.read_only:
        return
    with database.reading() as connection:
        if are_current(connection):
            return
    with database.writing() as connection:
        renew_commitments(connection)


def renew_commitments(connection: Connection) -> None:
    """The same, in a writing transaction."""
    if not are_current(connection):
        readings, effects = decided_readings(connection)
        _store(connection, make_commitments(list(_told(connection, readings)), effects))
        set_state(connection, "commitments", _version())


def _told(connection: Connection, readings: Iterable[StoredReading]) -> Iterator[Told]:
    """All statements with the days on which they can have been said and were reported."""
    days_of = _contact_days(connection)
    contact_of = {row.statement: row.contact for row in connection.execute(select(t.contact_statements))}
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
    c = t.contacts.c
    found: dict[str, DaySet] = {}
    for row in connection.execute(select(c.id, c.date_from, c.date_to)):
        first, last = (date.fromisoformat(d) if d else None for d in (row.date_from, row.date_to))
        found[row.id] = DaySet(first, last)
    several = select(c.id, c.json).where(c.date_from != c.date_to)
    for name, form in connection.execute(several):
        listed = json.loads(form)["date_candidates"]
        if listed:
            found[name] = of_days(map(date.fromisoformat, listed))
    return found


def _days(published: DayRange | None) -> DaySet:
    return DaySet(published.first, published.last) if published else ANY_DAY


def make_commitments(told: Sequence[Told], effects: Effects) -> list[Commitment]:
    """All commitments with their reports, those that persons marked included."""
    languages = {x.article.language for x in told}
    lexicons: dict[str, CommitmentLexicon] = {
        code: words for code in sorted(languages) if (words := load_commitment_words(code)) is not None
    }
    actors: set[Actor] = {a for x in told for a in (*x.statement.speaker, *x.statement.addressee)}
    forms = name_forms(actors, _registry, learned_names(told))
    found = with_reports(commitments_of(told, lexicons, forms), told, lexicons, forms)
    return _as_marked(found, {x.id: x for x in told}, effects)


def _as_marked(
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
                    says, told[mark.statement], None, (f"marked as {says}, {words}",), decided=words
                )
                reports.append(marked)
            reports.sort(key=lambda r: (r.told.heard.first is None, r.told.heard.first, r.told.id))
            found[name] = replace(c, reports=tuple(reports), possible=possible)
    return [found[c.id] for c in commitments]


def _store(connection: Connection, commitments: Iterable[Commitment]) -> None:
    """Store commitments in place of those stored; only what changed is written."""
    new = {c.id: CommitmentOut.of(c) for c in commitments}
    held = t.commitments
    old = {row.id: row.json for row in connection.execute(select(held.c.id, held.c.json))}
    for name in sorted(old.keys() - new.keys()):
        connection.execute(delete(held).where(held.c.id == name))
    for name, out in sorted(new.items()):
        form = out.model_dump_json()
        if old.get(name) == form:
            continue
        row = {
            "id": name,
            "contact": out.contact,
            "state": out.state.value,
            "made_from": out.made_from.isoformat() if out.made_from else None,
            "made_to": out.made_to.isoformat() if out.made_to else None,
            "json": form,
        }
        upsert = sqlite_insert(held).values(**row)
        connection.execute(upsert.on_conflict_do_update(index_elements=["id"], set_=row))


def commitments(connection: Connection) -> list[CommitmentOut]:
    """All commitments, by the last day on which they can have been made, the undated last."""
    c = t.commitments.c
    query = select(c.json).order_by(c.made_to.is_(None), c.made_to, c.made_from, c.id)
    return [CommitmentOut.model_validate_json(form) for form in connection.execute(query).scalars()]


def find_commitment(connection: Connection, name: str) -> CommitmentOut:
    """The commitment of an id, of an unambiguous beginning of one, or of a statement that tells of it.

    Raises:
        RecordError: there is none, or several ids begin so.
    """
    every = commitments(connection)
    fitting = [c for c in every if c.id == name or any(p.statement == name for p in c.evidence)]
    fitting = fitting or [c for c in every if name and c.id.startswith(name)]
    if not fitting:
        raise RecordError(f"no commitment has the id {name!r}; verbale commitments RECORD lists them")
    if len(fitting) > 1:
        listed = ", ".join(c.id for c in fitting[:5])
        raise RecordError(f"the ids of {len(fitting)} commitments begin with {name!r}: {listed}")
    return fitting[0]
