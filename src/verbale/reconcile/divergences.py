"""Versions that cannot both hold, and what only one side reports. Never which of them is right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from verbale.model import Actor
from verbale.reconcile.versions import Evidence, Fact, Value, Version

# Fewer statements relayed by a side are no readout from which anything could be missing.
READOUT_AT_LEAST = 3


class DivergenceKind(StrEnum):
    """value, date_conflict: versions that exclude each other; one_sided: what one side alone reports."""

    VALUE = "value"
    OPPOSED = "opposed"
    ONE_SIDED = "one_sided"
    DATE_CONFLICT = "date_conflict"


@dataclass(frozen=True, slots=True)
class Divergence:
    """A point on which the accounts of a contact differ.

    Attributes:
        about: a fact or a topic.
        explanation: one sentence.
    """

    kind: DivergenceKind
    about: str
    sides: tuple[Actor, ...]
    evidence: tuple[Evidence, ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class Relayed:
    """A statement on a contact that a side relays: the side, the topics and where it stands."""

    side: Actor
    topics: tuple[str, ...]
    evidence: Evidence


def divergences_of(versions: Sequence[Version], day_conflict: bool) -> tuple[Divergence, ...]:
    """Versions of one fact that exclude each other."""
    found = []
    for fact in (Fact.DURATION, Fact.INITIATOR, Fact.REQUESTED_BY):
        given = [v for v in versions if v.fact is fact]
        against = {
            i for i, j in combinations(range(len(given)), 2) if _exclude(given[i], given[j]) for i in (i, j)
        }
        if against:
            found.append(_divergence(DivergenceKind.VALUE, fact, [given[i] for i in sorted(against)]))
    if day_conflict:
        dates = [v for v in versions if v.fact is Fact.DATE]
        found.append(_divergence(DivergenceKind.DATE_CONFLICT, Fact.DATE, dates))
    return tuple(found)


def one_sided(relayed: Iterable[Relayed]) -> tuple[Divergence, ...]:
    """Topics that one side's account has and the other's has not; only where both sides gave an account.

    Silence is not denial, and a topic is only missing as far as the stories at hand relay that side.
    """
    by_side: dict[Actor, list[Relayed]] = {}
    for r in relayed:
        by_side.setdefault(r.side, []).append(r)
    accounts = {side: said for side, said in by_side.items() if len(said) >= READOUT_AT_LEAST}
    if len(accounts) != 2:
        return ()
    found = []
    for side, other in (tuple(accounts), tuple(reversed(tuple(accounts)))):
        theirs = {t for r in accounts[other] for t in r.topics}
        for topic in sorted({t for r in accounts[side] for t in r.topics} - theirs):
            places = tuple(sorted({r.evidence for r in accounts[side] if topic in r.topics}))
            words = (
                f"{side.name} reports on {topic}; {other.name}, as far as relayed here, does not (no denial)."
            )
            found.append(Divergence(DivergenceKind.ONE_SIDED, topic, (side,), places, words))
    return tuple(sorted(found, key=lambda d: (d.about, d.explanation)))


def _exclude(a: Version, b: Version) -> bool:
    """Whether two values of one fact cannot both be right."""
    if isinstance(a.value, int) and isinstance(b.value, int):
        return _durations_exclude(a.value, a.qualifier, b.value, b.qualifier)
    return a.value != b.value


def _durations_exclude(a: int, how_a: str | None, b: int, how_b: str | None) -> bool:
    """Strict: an hour forty and an hour forty-five exclude each other, about an hour and an hour ten not."""
    match (how_a, how_b):
        case ("exact", "exact"):
            return a != b
        case ("exact", "at_least") | ("at_most", "at_least"):
            return a < b
        case ("at_least", "exact") | ("at_least", "at_most"):
            return b < a
        case ("exact", "at_most"):
            return a > b
        case ("at_most", "exact"):
            return b > a
        case _:
            return False


def _divergence(kind: DivergenceKind, fact: Fact, versions: Sequence[Version]) -> Divergence:
    values = [f"{_shown(v.value)}{f' ({v.qualifier})' if v.qualifier else ''}" for v in versions]
    sides = {s for v in versions for s in v.sides}
    return Divergence(
        kind,
        fact.value,
        tuple(sorted(sides, key=lambda a: a.name)),
        tuple(sorted({e for v in versions for e in v.evidence})),
        f"The sources give {fact.value.replace('_', ' ')} as {' and as '.join(values)}.",
    )


def _shown(value: Value) -> str:
    return value.name if isinstance(value, Actor) else str(value)
