"""What the program is unsure of, for a person to decide; and what persons decided."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, or_, select

from verbale.reconcile.judgement import Verdict
from verbale.record import tables as t
from verbale.record.commitment_output import CommitmentOut, PossibleOut
from verbale.record.commitments import are_current
from verbale.record.decided import decided_readings, present
from verbale.record.decisions import decisions
from verbale.record.output import ContactOut, PlaceOut
from verbale.record.review_output import DecisionOut, DoubtOut
from verbale.record.stored import StoredReading, stored_readings
from verbale.review.decision import Decision
from verbale.review.effects import State, effects_of
from verbale.review.matching import Index

ORPHANS = (State.ORPHAN, State.PARTLY_ORPHAN)


def history(connection: Connection) -> list[DecisionOut]:
    """All entries in the order in which they were made, with how each stands."""
    made = decisions(connection)
    anchored = {a.sha256 for d in made for a in d.anchors}
    standing = effects_of(made, Index(present(stored_readings(connection, anchored)))).standing
    return [DecisionOut.of(d, standing[d.number]) for d in made]


def doubts(connection: Connection) -> list[DoubtOut]:
    """All that a person could decide, what matters most first."""
    made = {d.number: d for d in decisions(connection)}
    decided = {a.sha256 for d in made.values() for a in d.anchors}
    readings, effects = decided_readings(connection, decided | _texts_of_several_speakers(connection))
    listed = _contacts_in_doubt(connection)
    open_ones = [c for c in listed if not any(m.id in effects.accepted for m in c.mentions)]
    found: list[DoubtOut] = []
    for number, standing in sorted(effects.standing.items()):
        if standing.state in ORPHANS:
            found.append(_orphan(made[number], standing.missing, standing.state))
    found += _may_be_one(connection, open_ones, _possible(connection), effects.accepted)
    found += [_conflict(c) for c in open_ones if any(d.kind == "date_conflict" for d in c.divergences)]
    found += _several_speakers(readings, effects.accepted)
    if are_current(connection):
        found += _possible_reports(_commitments_in_doubt(connection))
    named = {d.id for d in found}
    found += [
        _no_day(c)
        for c in open_ones
        # One in passing that no story dates is nobody's task; one with a few days left is nearly dated.
        if (c.main or c.date_candidates) and not _is_on_one_day(c) and c.id not in named
    ]
    return found


def _orphan(d: Decision, missing: Sequence[object], state: State) -> DoubtOut:
    gone = [a for a in d.anchors if a in missing]
    what = " ".join(filter(None, (d.action.value, d.field, d.value)))
    return DoubtOut(
        kind="orphan",
        id=f"entry {d.number}",
        about=f"{what} by {d.by} on {d.at[:10]}",
        why=tuple(f"not in the record as it was: {a.path}: {a.quote}" for a in gone),
        others=(),
        evidence=tuple(PlaceOut(path=a.path, start=a.start, end=a.end) for a in gone),
        answers=(f"verbale review undo RECORD {d.number}",) if state is State.ORPHAN else (),
    )


def _possible(connection: Connection) -> dict[str, dict[str, tuple[str, ...]]]:
    """For each mention that may be one with others: those, with the reasons."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    j = t.judgements.c
    query = select(j.left, j.right, j.reasons).where(j.verdict == Verdict.POSSIBLE.value)
    for left, right, reasons in connection.execute(query.order_by(j.left, j.right)):
        found.setdefault(left, {})[right] = tuple(map(str, json.loads(reasons)))
    return found


def _texts_of_several_speakers(connection: Connection) -> set[str]:
    """The texts that leave open, somewhere, who of several said something: the others need not be read."""
    r, a = t.readings.c, t.articles.c
    query = select(a.sha256).join(t.readings, r.article_id == a.id)
    return set(connection.execute(query.where(r.json.like('%"candidates":[{%'))).scalars())


def _contacts_in_doubt(connection: Connection) -> list[ContactOut]:
    """The contacts, by date, that may be in doubt by what their row says."""
    c = t.contacts.c
    query = select(c.json).order_by(c.date_from.is_(None), c.date_from, c.date_to.is_(None), c.date_to, c.id)
    unsure = (c.json.like('%"unsure":true%'), c.json.like('%"date_conflict"%'))
    no_day = (c.date_from.is_(None), c.date_to.is_(None), c.date_from != c.date_to)
    found = connection.execute(query.where(or_(*unsure, *no_day))).scalars()
    return [ContactOut.model_validate_json(form) for form in found]


def _commitments_in_doubt(connection: Connection) -> list[CommitmentOut]:
    c = t.commitments.c
    query = select(c.json).order_by(c.made_to.is_(None), c.made_to, c.made_from, c.id)
    found = connection.execute(query.where(c.json.not_like('%"possible_reports":[]%'))).scalars()
    return [CommitmentOut.model_validate_json(form) for form in found]


def _may_be_one(
    connection: Connection,
    listed: Sequence[ContactOut],
    possible: dict[str, dict[str, tuple[str, ...]]],
    accepted: frozenset[str],
) -> Iterator[DoubtOut]:
    told, links = t.mentions.c, t.contact_mentions.c
    query = select(told.mention_id, links.contact).join(t.contact_mentions, links.mention == told.id)
    every = {row.mention_id: row.contact for row in connection.execute(query)}
    settled = {every[name] for name in accepted if name in every}
    contact_of = {name: contact for name, contact in every.items() if contact not in settled}
    for c in listed:
        others: dict[str, tuple[str, ...]] = {}
        for m in c.mentions:
            for right, reasons in possible.get(m.id, {}).items():
                other = contact_of.get(right)
                if other not in (None, c.id):
                    others.setdefault(str(other), reasons)
        if c.unsure and others:
            yield DoubtOut(
                kind="contact",
                id=c.id,
                about=_about(c),
                why=tuple(dict.fromkeys(r for reasons in others.values() for r in reasons)),
                others=tuple(others),
                evidence=_places(c),
                answers=(
                    *(f"verbale review merge RECORD {c.id} {other}" for other in others),
                    *(() if _is_on_one_day(c) else (f"verbale review date RECORD {c.id} DAY",)),
                    f"verbale review accept RECORD {c.id}",
                ),
            )


def _conflict(c: ContactOut) -> DoubtOut:
    conflicts = [d for d in c.divergences if d.kind == "date_conflict"]
    return DoubtOut(
        kind="conflict",
        id=c.id,
        about=_about(c),
        why=tuple(d.explanation for d in conflicts),
        others=(),
        evidence=tuple(p for d in conflicts for p in d.evidence),
        answers=(f"verbale review date RECORD {c.id} DAY",),
    )


def _is_on_one_day(c: ContactOut) -> bool:
    return c.date_from is not None and c.date_from == c.date_to


def _no_day(c: ContactOut) -> DoubtOut:
    left = f"{len(c.date_candidates)} days are left" if c.date_candidates else "no story says which day"
    return DoubtOut(
        kind="date",
        id=c.id,
        about=_about(c),
        why=(left,),
        others=tuple(d.isoformat() for d in c.date_candidates),
        evidence=_places(c),
        answers=(f"verbale review date RECORD {c.id} DAY",),
    )


def _several_speakers(readings: Iterable[StoredReading], accepted: frozenset[str]) -> Iterator[DoubtOut]:
    for r in readings:
        for name, s in zip(r.statement_ids, r.reading.statements, strict=True):
            if s.candidates and not s.speaker and name not in accepted:
                yield DoubtOut(
                    kind="speaker",
                    id=name,
                    about=f"{s.act}: {r.quote(s.content)}",
                    why=("the story leaves open which of these said it",),
                    others=tuple(a.name for a in s.candidates),
                    evidence=(PlaceOut(path=r.paths[0], start=s.content.start, end=s.content.end),),
                    answers=tuple(
                        f'verbale review correct RECORD {name} speaker "{a.name}"' for a in s.candidates
                    ),
                )


def _possible_reports(listed: Iterable[CommitmentOut]) -> Iterator[DoubtOut]:
    """For each statement that may report on commitments: these."""
    found: dict[str, list[tuple[CommitmentOut, PossibleOut]]] = {}
    for c in listed:
        for p in c.possible_reports:
            found.setdefault(p.statement, []).append((c, p))
    for name, fitting in sorted(found.items()):
        _, p = fitting[0]
        yield DoubtOut(
            kind="report",
            id=name,
            about=p.quote,
            why=tuple(dict.fromkeys(p.why for _, p in fitting)),
            others=tuple(c.id for c, _ in fitting),
            evidence=(PlaceOut(path=p.path, start=p.start, end=p.end),),
            answers=tuple(f"verbale review report RECORD {name} {c.id} SAYS" for c, _ in fitting),
        )


def _about(c: ContactOut) -> str:
    who = " – ".join(a.name for a in c.participants) or "nobody named"
    return f"{c.kind}, {c.date or 'undated'}: {who}"


def _places(c: ContactOut) -> tuple[PlaceOut, ...]:
    return tuple(PlaceOut(path=m.path, start=m.start, end=m.end) for m in c.mentions)
