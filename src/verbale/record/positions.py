"""What somebody is said to have said on a topic, in the order of days, and where it changed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection, select

from verbale.model import Actor, Certainty, DayRange, Polarity, SpeechAct
from verbale.reconcile.days import DaySet
from verbale.reconcile.mentions import actor_key
from verbale.record import tables as t
from verbale.record.browse import sources_at
from verbale.record.listed import last_said
from verbale.record.output import SourceOut, StatementOut
from verbale.record.queries import contacts, sources, statements, statements_in
from verbale.record.selection import is_about, is_meant
from verbale.record.stored import batched
from verbale.sentences import say
from verbale.times import parse_edtf

NEVER = datetime.date.max


class Basis(StrEnum):
    """Where the date of a position comes from."""

    CONTACT = "contact"
    PUBLICATION = "publication"


@dataclass(frozen=True, slots=True)
class Said:
    """A statement and the days on which it can have been made."""

    statement: StatementOut
    days: DaySet
    basis: Basis | None


class PositionOut(BaseModel):
    """One statement as a position on a topic.

    `date` is that of its contact, else the publication of its story; `date_basis` says which. `topic` is null
    for a statement with none. `change`: how act or polarity differ from what the same actor said last on the
    topic, in words; null when they do not, or nothing is surely from before.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    topic: str | None
    date: str | None
    date_from: datetime.date | None
    date_to: datetime.date | None
    date_basis: Basis | None
    speaker: tuple[Actor, ...]
    to: tuple[Actor, ...]
    act: SpeechAct
    polarity: Polarity
    certainty: Certainty
    reported_by: tuple[Actor, ...]
    via: str | None
    content: str
    path: str
    start: int
    end: int
    statement: str
    contact: str | None
    independent_sources: int
    change: str | None


def positions(
    connection: Connection,
    actor: str,
    *,
    topic: str | None = None,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> list[PositionOut]:
    """Everything that an actor says, topic by topic, by day; a statement on two topics stands under both.

    Args:
        actor: part of a name, or an id.
        topic: a topic, or words of what is said; the words then stand as the topic.
        since, until: days, both included; a change is seen against what was said before, shown or not.
    """
    of_contacts = {c.id: DaySet(c.date_from, c.date_to) for c in contacts(connection)}
    days = _Days(of_contacts, sources(connection))
    found: dict[tuple[str | None, str], list[Said]] = {}
    for s in statements(connection):
        speaker = next((a for a in s.speaker if is_meant(a, actor)), None)
        if speaker is None:
            continue
        for about in _topics(s, topic):
            found.setdefault((about, actor_key(speaker)), []).append(days.of(s))
    listed = [p for (about, _), said in sorted(found.items(), key=_in_order) for p in sequence(about, said)]
    return [p for p in listed if _is_within(p, since, until)]


def latest_positions(connection: Connection, key: str, *, at_most: int) -> list[PositionOut]:
    """What an actor said last, topic by topic, by day.

    A change is seen against what else is among these.

    Args:
        key: of the actor.
        at_most: so many statements.
    """
    said = last_said(connection, key, at_most=at_most)
    if said is None:
        said = _last_published(connection, key, at_most)
    days = _Days.around(connection, said)
    found: dict[tuple[str | None, str], list[Said]] = {}
    for x in said:
        for about in x.topics or (None,):
            found.setdefault((about, key), []).append(days.of(x))
    return [p for (about, _), of in sorted(found.items(), key=_in_order) for p in sequence(about, of)]


def _last_published(connection: Connection, key: str, at_most: int) -> list[StatementOut]:
    """What an actor said in the stories that were published last."""
    who, s, r, a = t.statement_speakers.c, t.statements.c, t.readings.c, t.articles.c
    query = (
        select(s.statement_id, a.sha256)
        .select_from(t.statement_speakers)
        .join(t.statements, who.statement == s.id)
        .join(t.readings, s.reading_id == r.id)
        .join(t.articles, r.article_id == a.id)
        .join(t.sources, r.source_id == t.sources.c.id)
        .where(who.actor == key)
        .order_by(t.sources.c.published.is_(None), t.sources.c.published.desc(), s.id.desc())
        .limit(at_most)
    )
    rows = connection.execute(query).all()
    wanted = {row.statement_id for row in rows}
    return [x for x in statements_in(connection, {row.sha256 for row in rows}) if x.id in wanted]


def _in_order(item: tuple[tuple[str | None, str], object]) -> tuple[bool, str, str]:
    (topic, who), _ = item
    return topic is None, topic or "", who


def _topics(s: StatementOut, wanted: str | None) -> Sequence[str | None]:
    if wanted is None:
        return s.topics or (None,)
    named = [t for t in s.topics if is_about(wanted, [t], [])]
    return named or ([wanted] if is_about(wanted, [], [s.quote]) else [])


class _Days:
    """When statements were made, as far as the record knows."""

    def __init__(self, contacts: Mapping[str, DaySet], read: Iterable[SourceOut]) -> None:
        self._contacts = contacts
        self._published: dict[str, DayRange | None] = {
            s.path: parse_edtf(s.published) if s.published else None for s in read
        }

    @classmethod
    def around(cls, connection: Connection, said: Sequence[StatementOut]) -> _Days:
        """Only those of some statements."""
        c = t.contacts.c
        days: dict[str, DaySet] = {}
        for some in batched(sorted({s.contact for s in said if s.contact is not None})):
            for row in connection.execute(select(c.id, c.date_from, c.date_to).where(c.id.in_(some))):
                first, last = (
                    datetime.date.fromisoformat(d) if d else None for d in (row.date_from, row.date_to)
                )
                days[row.id] = DaySet(first, last)
        paths = [p for s in said for p in (s.path, *(x.path for x in s.copies))]
        return cls(days, sources_at(connection, paths))

    def of(self, s: StatementOut) -> Said:
        """A statement with its days."""
        known = self._contacts.get(s.contact or "", DaySet())
        if known != DaySet():
            return Said(s, known, Basis.CONTACT)
        found = [d for path in (s.path, *(c.path for c in s.copies)) if (d := self._published.get(path))]
        if not found:
            return Said(s, DaySet(), None)
        # Of a text that came out several times the first is the nearest to what was said.
        first = min(found, key=lambda d: d.last or NEVER)
        return Said(s, DaySet(first.first, first.last), Basis.PUBLICATION)


def sequence(topic: str | None, said: Iterable[Said]) -> list[PositionOut]:
    """One actor's statements on one topic, by day, with what changed; without a topic nothing is compared."""
    ordered = sorted(said, key=lambda x: (*_step(x), x.statement.path, x.statement.content))
    found: list[PositionOut] = []
    steps: list[list[Said]] = []
    # What is said on one day has no order among itself.
    for _, group in groupby(ordered, key=_step):
        step = list(group)
        before = next((other for other in reversed(steps) if _is_before(other[0].days, step[0].days)), [])
        for s in step:
            change = _change(s.statement, before) if topic is not None else None
            found.append(_position(topic, s, change))
        steps.append(step)
    return found


def _step(said: Said) -> tuple[datetime.date, datetime.date]:
    return said.days.last or NEVER, said.days.first or NEVER


def _is_before(earlier: DaySet, later: DaySet) -> bool:
    return earlier.last is not None and later.first is not None and earlier.last < later.first


def _change(s: StatementOut, before: Sequence[Said]) -> str | None:
    """In words, like "before: request (2031-05-04); now: refuse"."""
    said = {(b.statement.act, b.statement.polarity) for b in before}
    if not said or (s.act, s.polarity) in said:
        return None
    earlier = ", ".join(sorted({_act(act, polarity) for act, polarity in said}))
    days, now = before[0].days.edtf(), _act(s.act, s.polarity)
    return say("before: {acts} ({said_on}); now: {acts_now}", acts=earlier, said_on=days, acts_now=now)


def _act(act: SpeechAct, polarity: Polarity) -> str:
    return f"{act}, negated" if polarity is Polarity.NEGATIVE else act.value


def _position(topic: str | None, said: Said, change: str | None) -> PositionOut:
    s, days = said.statement, said.days
    return PositionOut(
        topic=topic,
        date=days.edtf(),
        date_from=days.first,
        date_to=days.last,
        date_basis=said.basis,
        speaker=s.speaker,
        to=s.addressee,
        act=s.act,
        polarity=s.polarity,
        certainty=s.certainty,
        reported_by=s.reported_by,
        via=s.via,
        content=s.quote,
        path=s.path,
        start=s.content.start,
        end=s.content.end,
        statement=s.id,
        contact=s.contact,
        independent_sources=s.independent_sources,
        change=change,
    )


def _is_within(p: PositionOut, since: datetime.date | None, until: datetime.date | None) -> bool:
    if since is None and until is None:
        return True
    if p.date_from is None and p.date_to is None:
        return False
    late = until is not None and (p.date_from or p.date_to or NEVER) > until
    early = since is not None and p.date_to is not None and p.date_to < since
    return not late and not early
