"""Promises that a decision touches, made anew at once; all others follow when all are (see `commitments`).

What is told of a promise at one contact needs the statements of that contact alone; which statements
elsewhere report on it needs all. So tellings are gathered anew here, reports from elsewhere stay with their
promises, and what is said in the texts concerned is taken as it is now.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, select

from verbale.reconcile.commitments import Told, commitments_of, state_of
from verbale.record import tables as t
from verbale.record.commitment_output import CommitmentOut, PossibleOut, ReportOut
from verbale.record.commitment_search import number_wanted, told_by
from verbale.record.commitments import (
    as_marked,
    days_of_contacts,
    forms_in,
    lexicons_of,
    replace_stored,
    told_in,
)
from verbale.record.decided import decided_readings
from verbale.record.doubted import renew_doubts_of_some_reports
from verbale.record.queries import contacts_in
from verbale.record.sources import get_state
from verbale.record.stored import ASKED_AT_ONCE, batched
from verbale.record.unlisted import texts_of_contacts
from verbale.review.effects import MarkedReport

# Numbers behind the one wanted that are looked at: hardly two are the same.
NUMBERS_TRIED = 16

_Stored = Mapping[str, tuple[int, str]]


def renew_touched(connection: Connection, texts: Collection[str]) -> None:
    """Make the promises that some texts (sha256) tell of, or report on, anew, in a writing transaction."""
    if not texts or get_state(connection, "commitments") is None:
        return
    texts = _with_all_that_tell(connection, texts)
    here = _statements_in(connection, texts)
    old = _about(connection, here)
    readings, effects = decided_readings(connection, texts)
    contact_of = contacts_in(connection, texts)
    days = days_of_contacts(connection, t.contacts.c.id.in_(set(contact_of.values())))
    told = list(told_in(readings, contact_of, days))
    made = as_marked(
        commitments_of(told, lexicons_of(told), forms_in(told)), {x.id: x for x in told}, effects
    )
    before = {name: CommitmentOut.model_validate_json(form) for name, (_, form) in old.items()}
    there = {x.id: x for x in told}
    new = {c.id: CommitmentOut.of(c) for c in made}
    marks = effects.reports
    new = {name: _with_reports(c, before.values(), there, here, marks) for name, c in new.items()}
    for name, c in before.items():
        if here.isdisjoint(e.statement for e in c.evidence):
            new[name] = _with_reports(c, [c], there, here, ())
    _replace(connection, old, new)
    _ask_anew(connection, [*before.values(), *new.values()])


def _with_all_that_tell(connection: Connection, texts: Collection[str]) -> set[str]:
    """Texts, their reprints, and all that tell of a contact at which something in them was said."""
    a = t.articles.c
    found = set(texts)
    found |= texts_of_contacts(connection, set(contacts_in(connection, found).values()))
    witnesses: set[str] = set()
    for some in batched(sorted(found)):
        witnesses |= set(connection.execute(select(a.witness).where(a.sha256.in_(some))).scalars())
    for some in batched(sorted(witnesses)):
        found |= set(connection.execute(select(a.sha256).where(a.witness.in_(some))).scalars())
    return found


def _statements_in(connection: Connection, texts: Collection[str]) -> set[str]:
    """The ids of all statements of texts, rejected or not."""
    s, r, a = t.statements.c, t.readings.c, t.articles.c
    found: set[str] = set()
    for some in batched(sorted(texts)):
        query = select(s.statement_id).join(t.readings, s.reading_id == r.id)
        query = query.join(t.articles, r.article_id == a.id).where(a.sha256.in_(some))
        found |= set(connection.execute(query).scalars())
    return found


def _about(connection: Connection, statements: Iterable[str]) -> dict[str, tuple[int, str]]:
    """The promises of which statements tell, or on which they report or may do so."""
    forms = {form for name in sorted(statements) for form in told_by(connection, name)}
    ids = {CommitmentOut.model_validate_json(form).id for form in forms}
    c = t.commitments.c
    found: dict[str, tuple[int, str]] = {}
    for some in batched(sorted(ids)):
        for row in connection.execute(select(c.id, c.number, c.json).where(c.id.in_(some))):
            found[row.id] = row.number, row.json
    return found


def _with_reports(
    c: CommitmentOut,
    before: Iterable[CommitmentOut],
    told: Mapping[str, Told],
    here: Collection[str],
    marks: Iterable[MarkedReport],
) -> CommitmentOut:
    """A promise with what was reported of the same promise before, as far as that is still said.

    Args:
        before: the promises as they were.
        told: the statements of the texts concerned, as decided; here: the ids of all, rejected ones too.
        marks: what persons say of statements and promises; what they said of this one stands in `c` already.
    """
    pieces = {e.statement for e in c.evidence}
    same = [b for b in before if not pieces.isdisjoint(e.statement for e in b.evidence)]
    own = not marks and c in same
    reports = {} if own else {r.evidence.statement: r for r in c.reports}
    settled = {m.statement for m in marks if not pieces.isdisjoint(m.commitment)} | pieces | reports.keys()
    possible: dict[str, PossibleOut] = {}
    for b in same:
        for r in b.reports:
            name = r.evidence.statement
            # What a person marked in these texts is told by the decisions that hold now.
            undone = not own and r.decided is not None and name in here
            still = None if name in settled or undone else _as_told(r, told, here)
            if still is not None:
                reports[name] = still
        for p in b.possible_reports:
            if p.statement not in settled and (p.statement not in here or p.statement in told):
                possible[p.statement] = p
    ordered = sorted(reports.values(), key=lambda r: (r.date_from is None, r.date_from, r.evidence.statement))
    return c.model_copy(
        update={
            "reports": tuple(ordered),
            "possible_reports": tuple(possible.values()),
            "state": state_of(r.says for r in ordered),
            "repeats": next((b.repeats for b in same if b.repeats), None),
        }
    )


def _as_told(r: ReportOut, told: Mapping[str, Told], here: Collection[str]) -> ReportOut | None:
    """A report as its statement stands now; None if that is not there any more."""
    name = r.evidence.statement
    if name not in here:
        return r
    if name not in told:
        return None
    s = told[name].statement
    heard = told[name].heard
    return r.model_copy(
        update={
            "by": s.speaker or s.reported_by,
            "reported_by": s.reported_by if s.speaker else (),
            "certainty": s.certainty,
            "contact": told[name].contact,
            "date": heard.edtf(),
            "date_from": heard.first,
            "date_to": heard.last,
        }
    )


def _replace(connection: Connection, old: _Stored, new: Mapping[str, CommitmentOut]) -> None:
    n = t.commitments.c.number
    near = {number_wanted(c) + more for c in new.values() for more in range(NUMBERS_TRIED)}
    taken: set[int] = set()
    numbers = sorted(near)
    for i in range(0, len(numbers), ASKED_AT_ONCE):
        where = n.in_(numbers[i : i + ASKED_AT_ONCE])
        taken |= set(connection.execute(select(n).where(where)).scalars())
    held = dict(old)
    for some in batched(sorted(new.keys() - old.keys())):
        c = t.commitments.c
        for row in connection.execute(select(c.id, c.number, c.json).where(c.id.in_(some))):
            held[row.id] = row.number, row.json
    replace_stored(connection, held, new.values(), taken)


def _ask_anew(connection: Connection, changed: Iterable[CommitmentOut]) -> None:
    """Put the questions about reports anew that changed promises were or are in."""
    statements = {p.statement for c in changed for p in c.possible_reports}
    if statements:
        forms = {form for name in sorted(statements) for form in told_by(connection, name)}
        listed = [CommitmentOut.model_validate_json(form) for form in sorted(forms)]
        renew_doubts_of_some_reports(connection, statements, listed)
