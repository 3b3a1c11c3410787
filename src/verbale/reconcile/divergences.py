"""Versions that cannot both hold, and what only one side reports. Never which of them is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from verbale.model import Actor
from verbale.reconcile.lengths import minutes_in_words
from verbale.reconcile.versions import Evidence, Fact, Version
from verbale.sentences import say


class DivergenceKind(StrEnum):
    """How accounts differ.

    value, date_conflict: versions that exclude each other; opposed: statements that do; one_sided: what one
    side alone reports.
    """

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
    sides = {s for v in versions for s in v.sides}
    return Divergence(
        kind,
        fact.value,
        tuple(sorted(sides, key=lambda a: a.name)),
        tuple(sorted({e for v in versions for e in v.evidence})),
        _in_words(fact, " and as ".join(_shown(v) for v in versions)),
    )


def _in_words(fact: Fact, values: str) -> str:
    match fact:
        case Fact.DURATION:
            return say("The sources give the length as {lengths}.", lengths=values)
        case Fact.INITIATOR:
            return say("The sources give the initiator as {values}.", values=values)
        case Fact.REQUESTED_BY:
            return say("The sources give the one who asked for it as {values}.", values=values)
    return say("The sources give the {fact} as {values}.", fact=fact.value, values=values)


def _shown(v: Version) -> str:
    if v.fact is Fact.DURATION:
        return minutes_in_words(int(str(v.value)), v.qualifier)
    return v.value.name if isinstance(v.value, Actor) else str(v.value)
