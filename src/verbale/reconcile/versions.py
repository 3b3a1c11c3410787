"""The versions of a contact's facts: each value that a story gives, with its sides, sources and evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from verbale.model import Actor, Span
from verbale.reconcile.days import days_of
from verbale.reconcile.mentions import StoredMention, actor_key, fold
from verbale.reconcile.reporters import side_key, spans_behind


class Fact(StrEnum):
    """What can be told of a contact."""

    DATE = "date"
    KIND = "kind"
    STATUS = "status"
    DURATION = "duration_minutes"
    INITIATOR = "initiator"
    REQUESTED_BY = "requested_by"
    PLACE = "place"
    ORDINAL = "ordinal"


Value: TypeAlias = str | int | Actor


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Characters `start` to `end` of the story at `path` (text: `article`)."""

    path: str
    start: int
    end: int
    article: str


@dataclass(frozen=True, slots=True)
class Version:
    """One value of one fact.

    Attributes:
        value: an EDTF string for a date, minutes for a duration, "2 since 2022-02-24" for an ordinal.
        qualifier: of a duration: exact, approx, at_least, at_most; None for other facts.
        sides: who gives it: the side whose readout it is, or that the press names for it; empty when the
            press gives it on its own account only.
        independent_sources: texts that give it, reprints counted once.
        stories: texts that give it, reprints and all.
    """

    fact: Fact
    value: Value
    qualifier: str | None
    sides: tuple[Actor, ...]
    independent_sources: int
    stories: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """One value as one mention gives it; `key` is equal for values that are the same."""

    fact: Fact
    key: str
    value: Value
    qualifier: str | None
    spans: tuple[Span, ...]


def versions_of(
    mentions: Sequence[StoredMention],
    ids: Mapping[str, str],
    named: Mapping[str, Actor],
) -> tuple[Version, ...]:
    """All versions, in the order of Fact, the better supported first.

    Args:
        mentions: of one contact.
        ids, named: how actors are recognised and shown.
    """
    told: dict[tuple[Fact, str], list[tuple[_Told, StoredMention]]] = {}
    for m in mentions:
        for t in _told(m, ids, named):
            told.setdefault((t.fact, t.key), []).append((t, m))
    versions = [_version(entries) for entries in told.values()]
    order = list(Fact)
    return tuple(
        sorted(versions, key=lambda v: (order.index(v.fact), -v.independent_sources, _sortable(v.value)))
    )


def evidence_of(m: StoredMention, spans: Iterable[Span]) -> Iterator[Evidence]:
    """Where spans of a mention's story stand, in each copy of it."""
    return (Evidence(path, s.start, s.end, m.article) for s in spans for path in m.paths)


def _version(entries: Sequence[tuple[_Told, StoredMention]]) -> Version:
    first = min((t for t, _ in entries), key=lambda t: _sortable(t.value))
    given_by: dict[str, Actor] = {}
    for t, m in entries:
        for span, actor in m.told_by:
            held = given_by.get(side_key(actor))
            if span in t.spans and (held is None or actor.name < held.name):
                given_by[side_key(actor)] = actor
    return Version(
        fact=first.fact,
        value=first.value,
        qualifier=first.qualifier,
        sides=tuple(sorted(given_by.values(), key=lambda a: a.name)),
        independent_sources=len({m.witness for _, m in entries}),
        stories=len({m.article for _, m in entries}),
        evidence=tuple(sorted({e for t, m in entries for e in evidence_of(m, t.spans)})),
    )


def _told(m: StoredMention, ids: Mapping[str, str], named: Mapping[str, Actor]) -> Iterator[_Told]:
    c, spans = m.mention, m.mention.evidence
    edtf = (c.days.edtf if c.days else None) or days_of(c.days).edtf()  # what the story says, not a person
    if c.days is not None and edtf is not None:
        yield _Told(Fact.DATE, edtf, edtf, None, (c.days.phrase,) if c.days.phrase else spans)
    yield _Told(Fact.KIND, c.kind, c.kind.value, None, spans)
    yield _Told(Fact.STATUS, c.status, c.status.value, None, spans)
    if c.duration is not None:
        minutes, qualifier = c.duration.minutes, c.duration.qualifier.value
        yield _Told(Fact.DURATION, f"{minutes} {qualifier}", minutes, qualifier, (c.duration.span,))
    for fact, actor in ((Fact.INITIATOR, c.initiator), (Fact.REQUESTED_BY, c.requested_by)):
        if actor is not None:
            key = actor_key(actor, ids)
            yield _Told(fact, key, named.get(key, actor), None, spans_behind(c, fact.value))
    if c.place is not None:
        yield _Told(Fact.PLACE, fold(c.place), c.place, None, spans_behind(c, "place"))
    if c.ordinal is not None:
        value = f"{c.ordinal.n} since {c.ordinal.since}" if c.ordinal.since else str(c.ordinal.n)
        yield _Told(Fact.ORDINAL, value, value, None, (c.ordinal.span,))


def _sortable(value: Value) -> str:
    return f"{value:06}" if isinstance(value, int) else value.name if isinstance(value, Actor) else value
