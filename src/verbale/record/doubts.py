"""What the program is unsure of, for a person to decide; and what persons decided."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, or_, select

from verbale.reconcile.judgement import Verdict
from verbale.record import tables as t
from verbale.record.commitment_output import CommitmentOut, PossibleOut
from verbale.record.commitment_version import are_current
from verbale.record.decided import decided_readings, effects_on, present
from verbale.record.decisions import decisions
from verbale.record.doubted_acts import doubts_of_acts
from verbale.record.output import ContactOut, PlaceOut
from verbale.record.review_output import DecisionOut, DoubtOut
from verbale.record.stored import StoredReading, batched, stored_readings
from verbale.record.unlisted import texts_of_contacts
from verbale.review.decision import Decision, about_texts, texts_of
from verbale.review.effects import Standing, State, effects_of
from verbale.review.matching import Index
from verbale.sentences import say

ORPHANS = (State.ORPHAN, State.PARTLY_ORPHAN)
# More days than these are told by the first and the last.
DAYS_NAMED = 6


def history(connection: Connection, entries: Collection[int] | None = None) -> list[DecisionOut]:
    """Entries in the order in which they were made, with how each stands; all, or those of some numbers."""
    made = decisions(connection)
    wanted = {d.number for d in made} if entries is None else set(entries)
    about = texts_of(made)
    some = about_texts(made, {sha256 for number in wanted & about.keys() for sha256 in about[number]})
    # An undo of what had no words, or an entry without any, stands by itself.
    some = [d for d in made if d.number in wanted or d in some]
    standing = _standing(connection, some)
    return [DecisionOut.of(d, standing[d.number]) for d in made if d.number in wanted]


def doubts(connection: Connection) -> list[DoubtOut]:
    """All that a person could decide, what matters most first, looked for anew."""
    of_contacts = sorted(doubts_of_contacts(connection, None), key=lambda found: _by_day(found[0]))
    kinds = {kind: [d for _, d in of_contacts if d.kind == kind] for kind in ("contact", "conflict", "date")}
    found = orphans(connection, None)[1] + kinds["contact"] + kinds["conflict"]
    found += [d for _, d in doubts_of_speakers(connection, None)]
    found += [d for _, d in doubts_of_acts(connection, None)]
    if are_current(connection):
        found += doubts_of_reports(connection)
    return found + kinds["date"]


def _by_day(c: ContactOut) -> tuple[str, str, str]:
    first, last = (d.isoformat() if d else t.UNDATED for d in (c.date_from, c.date_to))
    return first, last, c.id


def _standing(connection: Connection, made: Sequence[Decision]) -> Mapping[int, Standing]:
    anchored = {a.sha256 for d in made for a in d.anchors}
    return effects_of(made, Index(present(stored_readings(connection, anchored)))).standing


def orphans(connection: Connection, texts: Collection[str] | None) -> tuple[list[int], list[DoubtOut]]:
    """The entries about some texts (None: all), by number; and the doubt of each whose words are gone."""
    every = decisions(connection)
    made = every if texts is None else about_texts(every, texts)
    standing = _standing(connection, made) if made else {}
    found = [
        _orphan(d, standing[d.number].missing, standing[d.number].state)
        for d in made
        if standing[d.number].state in ORPHANS
    ]
    return [d.number for d in made], found


def doubts_of_speakers(connection: Connection, texts: Collection[str] | None) -> list[tuple[str, DoubtOut]]:
    """Who of several said something in some texts (None: all), each with its text."""
    asked = _texts_of_several_speakers(connection) if texts is None else texts
    readings, effects = decided_readings(connection, asked)
    return [(r.article.sha256, d) for r in readings for d in _several_speakers([r], effects.accepted)]


def contacts_at(connection: Connection, texts: Collection[str]) -> set[str]:
    """The contacts that some texts tell of, and those that may be one with them."""
    links, m, r, a = t.contact_mentions.c, t.mentions.c, t.readings.c, t.articles.c
    found: set[str] = set()
    mentions: set[str] = set()
    for some in batched(sorted(texts)):
        query = (
            select(links.contact)
            .select_from(t.articles)
            .join(t.readings, r.article_id == a.id)
            .join(t.mentions, m.reading_id == r.id)
            .join(t.contact_mentions, links.mention == m.id)
            .where(a.sha256.in_(some))
        )
        found |= set(connection.execute(query).scalars())
    for some in batched(sorted(found)):
        of_them = select(m.mention_id).join(t.contact_mentions, links.mention == m.id)
        mentions |= set(connection.execute(of_them.where(links.contact.in_(some))).scalars())
    j = t.judgements.c
    left: set[str] = set()
    for some in batched(sorted(mentions)):
        possible = select(j.left).where(j.right.in_(some), j.verdict == Verdict.POSSIBLE.value)
        left |= set(connection.execute(possible).scalars())
    return found | set(_contacts_of(connection, left).values())


def doubts_of_contacts(
    connection: Connection, ids: Collection[str] | None
) -> list[tuple[ContactOut, DoubtOut]]:
    """What is not sure of some contacts (None: all): with which they are one, and on which day they were."""
    listed = _contacts_in_doubt(connection, ids)
    possible = _possible(connection, None if ids is None else {m.id for c in listed for m in c.mentions})
    contact_of = _contacts_of(connection, {right for others in possible.values() for right in others})
    accepted = _accepted(connection, listed, set(contact_of.values()))
    settled = _holding(connection, accepted)
    found: list[tuple[ContactOut, DoubtOut]] = []
    for c in listed:
        if any(m.id in accepted for m in c.mentions):
            continue
        own = [d for d in (_may_be_one(c, possible, contact_of, settled), _conflict(c)) if d is not None]
        # One in passing that no story dates is nobody's task; one with a few days left is nearly dated.
        if not own and (c.main or c.date_candidates) and not _is_on_one_day(c):
            own.append(_no_day(c))
        found += [(c, d) for d in own]
    return found


def doubts_of_reports(connection: Connection) -> list[DoubtOut]:
    """On which of several promises statements report."""
    return list(possible_reports(_commitments_in_doubt(connection)))


def _accepted(
    connection: Connection, listed: Sequence[ContactOut], others: Collection[str]
) -> frozenset[str]:
    """What persons accepted of some contacts."""
    texts = {m.article for c in listed for m in c.mentions} | texts_of_contacts(connection, others)
    return effects_on(connection, texts).accepted


def _holding(connection: Connection, mentions: Collection[str]) -> set[str]:
    return set(_contacts_of(connection, mentions).values())


def _contacts_of(connection: Connection, mentions: Collection[str]) -> dict[str, str]:
    """The contact of each mention that has one."""
    m, links = t.mentions.c, t.contact_mentions.c
    found: dict[str, str] = {}
    for some in batched(sorted(mentions)):
        query = select(m.mention_id, links.contact).join(t.contact_mentions, links.mention == m.id)
        for row in connection.execute(query.where(m.mention_id.in_(some))):
            found[row.mention_id] = row.contact
    return found


def _orphan(d: Decision, missing: Sequence[object], state: State) -> DoubtOut:
    gone = [a for a in d.anchors if a in missing]
    what = " ".join(filter(None, (d.action.value, d.field, d.value)))
    return DoubtOut(
        kind="orphan",
        id=f"entry {d.number}",
        about=f"{what} by {d.by} on {d.at[:10]}",
        why=tuple(
            say("not in the record as it was: {path}: {quote}", path=a.path, quote=a.quote) for a in gone
        ),
        others=(),
        evidence=tuple(PlaceOut(path=a.path, start=a.start, end=a.end) for a in gone),
        answers=(f"verbale review undo RECORD {d.number}",) if state is State.ORPHAN else (),
    )


def _possible(
    connection: Connection, mentions: Collection[str] | None
) -> dict[str, dict[str, tuple[str, ...]]]:
    """For each of some mentions (None: of all) that may be one with others: those, with the reasons."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    j = t.judgements.c
    query = select(j.left, j.right, j.reasons).where(j.verdict == Verdict.POSSIBLE.value)
    query = query.order_by(j.left, j.right)
    asked = [query] if mentions is None else [query.where(j.left.in_(m)) for m in batched(sorted(mentions))]
    for q in asked:
        for left, right, reasons in connection.execute(q):
            found.setdefault(left, {})[right] = tuple(map(str, json.loads(reasons)))
    return found


def _texts_of_several_speakers(connection: Connection) -> set[str]:
    """The texts that leave open, somewhere, who of several said something: the others need not be read."""
    r, a = t.readings.c, t.articles.c
    query = select(a.sha256).join(t.readings, r.article_id == a.id)
    return set(connection.execute(query.where(r.json.like('%"candidates":[{%'))).scalars())


def _contacts_in_doubt(connection: Connection, ids: Collection[str] | None) -> list[ContactOut]:
    """The contacts, of some or of all, that may be in doubt by what their row says."""
    c = t.contacts.c
    unsure = (c.json.like('%"unsure":true%'), c.json.like('%"date_conflict"%'))
    no_day = (c.date_from.is_(None), c.date_to.is_(None), c.date_from != c.date_to)
    query = select(c.json).where(or_(*unsure, *no_day))
    asked = [query] if ids is None else [query.where(c.id.in_(some)) for some in batched(sorted(ids))]
    return [ContactOut.model_validate_json(form) for q in asked for form in connection.execute(q).scalars()]


def _commitments_in_doubt(connection: Connection) -> list[CommitmentOut]:
    c = t.commitments.c
    found = connection.execute(select(c.json).where(c.unsure).order_by(c.number)).scalars()
    return [CommitmentOut.model_validate_json(form) for form in found]


def _may_be_one(
    c: ContactOut,
    possible: Mapping[str, Mapping[str, tuple[str, ...]]],
    contact_of: Mapping[str, str],
    settled: Collection[str],
) -> DoubtOut | None:
    others: dict[str, tuple[str, ...]] = {}
    for m in c.mentions:
        for right, reasons in possible.get(m.id, {}).items():
            other = contact_of.get(right)
            if other is not None and other != c.id and other not in settled:
                others.setdefault(other, reasons)
    if not c.unsure or not others:
        return None
    return DoubtOut(
        kind="contact",
        id=c.id,
        about=about_contact(c),
        why=tuple(dict.fromkeys(r for reasons in others.values() for r in reasons)),
        others=tuple(others),
        evidence=_places(c),
        answers=(
            *(f"verbale review merge RECORD {c.id} {other}" for other in others),
            *(() if _is_on_one_day(c) else (f"verbale review date RECORD {c.id} DAY",)),
            f"verbale review accept RECORD {c.id}",
        ),
    )


def _conflict(c: ContactOut) -> DoubtOut | None:
    conflicts = [d for d in c.divergences if d.kind == "date_conflict"]
    if not conflicts:
        return None
    return DoubtOut(
        kind="conflict",
        id=c.id,
        about=about_contact(c),
        why=tuple(d.explanation for d in conflicts),
        others=(),
        evidence=tuple(p for d in conflicts for p in d.evidence),
        answers=(f"verbale review date RECORD {c.id} DAY",),
    )


def _is_on_one_day(c: ContactOut) -> bool:
    return c.date_from is not None and c.date_from == c.date_to


def _no_day(c: ContactOut) -> DoubtOut:
    if c.date_candidates:
        left = say("{n:d} days are left", n=len(c.date_candidates))
    else:
        left = say("no story says which day")
    return DoubtOut(
        kind="date",
        id=c.id,
        about=about_contact(c),
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
                    why=(say("the story leaves open which of these said it"),),
                    others=tuple(a.name for a in s.candidates),
                    evidence=(PlaceOut(path=r.paths[0], start=s.content.start, end=s.content.end),),
                    answers=tuple(
                        f'verbale review correct RECORD {name} speaker "{a.name}"' for a in s.candidates
                    ),
                )


def possible_reports(listed: Iterable[CommitmentOut]) -> Iterator[DoubtOut]:
    """For each statement that may report on some commitments: these."""
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


def about_contact(c: ContactOut) -> str:
    """A contact in a few words; many days by the first and the last."""
    who = " – ".join(a.name for a in c.participants) or "nobody named"
    when = c.date or "undated"
    if len(c.date_candidates) > DAYS_NAMED and "," in when:  # "[2022-02-06,2022-02-13,...]"
        when = f"one of {len(c.date_candidates)} days from {c.date_from} to {c.date_to}"
    return f"{c.kind}, {when}: {who}"


def _places(c: ContactOut) -> tuple[PlaceOut, ...]:
    return tuple(PlaceOut(path=m.path, start=m.start, end=m.end) for m in c.mentions)
