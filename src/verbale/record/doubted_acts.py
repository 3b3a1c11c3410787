"""Statements whose words one story has as one act and the next as another: a person may say which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from verbale.model import SpeechAct, Statement
from verbale.reconcile.mentions import actor_key, fold
from verbale.record import tables as t
from verbale.record.decided import decided_readings
from verbale.record.output import PlaceOut
from verbale.record.queries import SAME_WORDING_AT_LEAST, contacts_in
from verbale.record.review_output import DoubtOut
from verbale.record.stored import StoredReading, batched
from verbale.sentences import say


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement in its text."""

    name: str
    statement: Statement
    stored: StoredReading

    @property
    def place(self) -> PlaceOut:
        span = self.statement.content
        return PlaceOut(path=self.stored.paths[0], start=span.start, end=span.end)


def doubts_of_acts(connection: Connection, contacts: Collection[str] | None) -> list[tuple[str, DoubtOut]]:
    """What was said at some contacts (None: all) in the same words by the same people, and is read as more
    than one act; each with the text of the statement that is asked about.
    """
    worded = set(_read_in_two_ways(connection, contacts))
    texts = _texts_of(connection, {contact for contact, _ in worded})
    readings, effects = decided_readings(connection, texts)
    contact_of = contacts_in(connection, texts)
    groups: dict[tuple[object, ...], list[_Said]] = {}
    for r in readings:
        for name, s, rows in zip(r.statement_ids, r.reading.statements, r.statement_rows, strict=True):
            contact = next((contact_of[row] for row in rows if row in contact_of), None)
            quote = r.quote(s.content)
            if contact is not None and s.speaker and (contact, quote) in worded:
                who = tuple(sorted(map(actor_key, s.speaker)))
                groups.setdefault((contact, who, fold(quote)), []).append(_Said(name, s, r))
    asked = [d for same in groups.values() if (d := _doubt(same, effects.accepted)) is not None]
    return sorted(asked, key=lambda found: (found[1].evidence[0].path, found[1].id))


def _read_in_two_ways(connection: Connection, contacts: Collection[str] | None) -> Iterator[tuple[str, str]]:
    """Contacts and words of what was said at them, read as several acts."""
    s, links = t.statements.c, t.contact_statements.c
    query = (
        select(links.contact, s.content)
        .join(t.statements, links.statement == s.id)
        .where(func.length(s.content) >= SAME_WORDING_AT_LEAST)
        .group_by(links.contact, s.content)
        .having(func.count(s.act.distinct()) > 1)
    )
    asked = (
        [query]
        if contacts is None
        else [query.where(links.contact.in_(c)) for c in batched(sorted(contacts))]
    )
    for q in asked:
        yield from ((row.contact, row.content) for row in connection.execute(q))


def _texts_of(connection: Connection, contacts: Collection[str]) -> set[str]:
    s, r, a, links = t.statements.c, t.readings.c, t.articles.c, t.contact_statements.c
    query = (
        select(a.sha256)
        .join(t.readings, r.article_id == a.id)
        .join(t.statements, s.reading_id == r.id)
        .join(t.contact_statements, links.statement == s.id)
    )
    found: set[str] = set()
    for some in batched(sorted(contacts)):
        found |= set(connection.execute(query.where(links.contact.in_(some))).scalars())
    return found


def _doubt(same: Sequence[_Said], accepted: Collection[str]) -> tuple[str, DoubtOut] | None:
    """The question about the rarest of the readings of the same words; None where all independent texts have
    an act in common, for one may do two things at once, or where a person has seen it.
    """
    by_witness: dict[str, set[SpeechAct]] = {}
    for x in same:
        by_witness.setdefault(x.stored.witness, set()).add(x.statement.act)
    if set.intersection(*by_witness.values()) or any(x.name in accepted for x in same):
        return None
    acts = Counter(act for held in by_witness.values() for act in held)
    ordered = sorted(same, key=lambda x: (acts[x.statement.act], x.stored.paths[0], x.statement.content))
    asked = ordered[0]
    others = sorted({act.value for act in acts} - {asked.statement.act.value})
    shown = {x.statement.act: x.place for x in reversed(ordered)}
    doubt = DoubtOut(
        kind="act",
        id=asked.name,
        about=f"{asked.statement.act}: {asked.stored.quote(asked.statement.content)}",
        why=(
            say(
                "the same words at the same contact are read as {acts_now} here and as {acts} elsewhere",
                acts_now=asked.statement.act.value,
                acts=", ".join(others),
            ),
        ),
        others=tuple(others),
        evidence=(asked.place, *(shown[act] for act in sorted(shown) if act is not asked.statement.act)),
        answers=(
            *(f"verbale review correct RECORD {asked.name} act {act}" for act in others),
            f"verbale review accept RECORD {asked.name}",
        ),
    )
    return asked.stored.article.sha256, doubt
