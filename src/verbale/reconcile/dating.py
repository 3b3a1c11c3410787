"""Dates solved together: what the days of contacts and of stories say of each other.

Mentions are already in groups. Each group has the days that its own mentions allow; here these are narrowed
by what stories say of days beside other days ("five days after their meeting"; "yesterday", told by a story
whose own day is only known from another contact it tells). Where clues exclude each other, the fewest that do
are given, and none of them is believed more than the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from verbale.reconcile.clues import Clue, Unknown, Variable, clues_of, components, series_of
from verbale.reconcile.days import ANY_DAY, DaySet, of_days
from verbale.reconcile.grouping import Group
from verbale.reconcile.propagation import is_circular, propagate
from verbale.reconcile.solving import GaveUpError, is_satisfiable, possible_days, smallest_conflict

# So many contradictions are taken out of one component before it is left unsolved.
CONFLICTS_AT_MOST = 5
# Beyond so many clues no explanation is looked for one by one.
EXPLAINED_AT_MOST = 60


@dataclass(frozen=True, slots=True)
class Removal:
    """Days that were ruled out.

    Attributes:
        left: what is left without them.
        by: the clues that together rule them out.
    """

    left: DaySet
    by: tuple[Clue, ...]


@dataclass(slots=True)
class Dating:
    """What solving dates together gives, by mention.

    Attributes:
        narrowed: the days that are left, where they are fewer than the mention's group allowed.
        doubted: where clues exclude each other, all days that are left when one or the other is not believed.
        removals: why.
        conflicts: clues that exclude each other, for each mention that they concern.
        stories: when stories appeared, by sha256, where that could be told from their contacts.
    """

    narrowed: dict[str, DaySet] = field(default_factory=dict)
    doubted: dict[str, DaySet] = field(default_factory=dict)
    removals: dict[str, tuple[Removal, ...]] = field(default_factory=dict)
    conflicts: dict[str, tuple[tuple[Clue, ...], ...]] = field(default_factory=dict)
    stories: dict[str, DaySet] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Answer:
    """The solution of one component.

    Attributes:
        clues: those that hold together.
        against: each the fewest that exclude each other.
        doubted: the days of what they concern.
    """

    days: Mapping[Variable, DaySet]
    clues: Sequence[Clue]
    against: Sequence[tuple[Clue, ...]] = ()
    doubted: Mapping[Variable, DaySet] = field(default_factory=dict)


def date_groups(groups: Sequence[Group]) -> Dating:
    """Narrow the days of groups by what is said of them together.

    Args:
        groups: all that any relation of their mentions ties together.
    """
    concerned = sorted(_concerned(groups), key=lambda g: g.mentions[0].id)
    clues = clues_of(concerned, range(len(concerned)))
    fixed = frozenset(
        (Unknown.CONTACT, n) for n, g in enumerate(concerned) if g.days.single and not g.day_conflict
    )
    found = Dating()
    for part in components(clues, fixed):
        _take(_answer(part, fixed), concerned, found)
    return found


def _concerned(groups: Sequence[Group]) -> list[Group]:
    """Groups with relations, those that these count from, and those that are counted, in order."""
    with_relations = {n for n, g in enumerate(groups) if any(m.mention.relations for m in g.mentions)}
    bases = {
        (m.article, r.contact)
        for n in with_relations
        for m in groups[n].mentions
        for r in m.mention.relations
        if r.contact is not None
    }
    return [
        g
        for n, g in enumerate(groups)
        if n in with_relations
        or (bases and any((m.article, m.position) in bases for m in g.mentions))
        or any(series_of(m.mention) is not None for m in g.mentions)
    ]


def _take(answer: _Answer, groups: Sequence[Group], into: Dating) -> None:
    """Note what an answer says of each mention."""
    for conflict in answer.against:
        for n in _contacts(conflict):
            for m in groups[n].mentions:
                into.conflicts[m.id] = (*into.conflicts.get(m.id, ()), conflict)
    for (kind, name), days in answer.doubted.items():
        if kind is Unknown.CONTACT:
            for m in groups[int(name)].mentions:
                into.doubted[m.id] = days
    for variable, left in sorted(answer.days.items()):
        kind, name = variable
        if kind is Unknown.STORY:
            if left.is_known:
                into.stories[str(name)] = left
            continue
        g = groups[int(name)]
        left = _without_reach(left, variable, answer.clues)
        if g.day_conflict or left == g.days or g.days.meet(left) is None:
            continue
        why = _removals(answer.clues, variable, g.days, left)
        for m in g.mentions:
            into.narrowed[m.id] = left
            into.removals[m.id] = why


def _without_reach(days: DaySet, variable: Variable, clues: Sequence[Clue]) -> DaySet:
    """Days in so wide a range that they are not listed say nothing more for the years of an office, nor for
    the day on which a story was read.
    """
    if days.listed() or not any(c.is_reach or c.term is not None for c in clues):
        return days
    without = propagate([c for c in clues if not c.is_reach and c.term is None])
    return days if without is None else without.get(variable, ANY_DAY)


def _answer(part: Sequence[Clue], fixed: frozenset[Variable]) -> _Answer:
    clues: Sequence[Clue] = list(part)
    against: list[tuple[Clue, ...]] = []
    doubted: dict[Variable, DaySet] = {}
    try:
        for _ in range(CONFLICTS_AT_MOST):
            days = _days(clues, fixed)
            if days is None and any(c.gives_way for c in clues):
                clues = [c for c in clues if not c.gives_way]
                continue
            if days is not None:
                return _Answer(days, clues, against, doubted)
            conflict = smallest_conflict(clues)
            if not conflict or all(c.base is None for c in conflict):
                break
            against.append(conflict)
            for variable, left in _days_in_doubt(clues, conflict, fixed).items():
                doubted[variable] = doubted[variable].join(left) if variable in doubted else left
            clues = [c for c in clues if c not in conflict or c.base is None]
    except GaveUpError:
        pass
    return _Answer({}, clues, against, doubted)


def _days(clues: Sequence[Clue], fixed: frozenset[Variable]) -> Mapping[Variable, DaySet] | None:
    days = propagate(clues)
    if days is None or not is_circular(clues, fixed):
        return days
    return possible_days(clues, sorted(days))


def _days_in_doubt(
    clues: Sequence[Clue], conflict: Sequence[Clue], fixed: frozenset[Variable]
) -> dict[Variable, DaySet]:
    """The days that are left when one or another of the clues that exclude each other is not believed."""
    found: dict[Variable, DaySet] = {}
    concerned = {v for c in conflict for v in (c.of, c.base) if v is not None}
    for doubtful in conflict:
        days = _days([c for c in clues if c is not doubtful], fixed - concerned)
        for v in concerned if days is not None else ():
            left = days.get(v, ANY_DAY) if days is not None else ANY_DAY
            found[v] = found[v].join(left) if v in found else left
    return found


def _contacts(conflict: Sequence[Clue]) -> list[int]:
    variables = {v for c in conflict for v in (c.of, c.base) if v is not None}
    return sorted(int(name) for kind, name in variables if kind is Unknown.CONTACT)


def _removals(clues: Sequence[Clue], variable: Variable, before: DaySet, left: DaySet) -> tuple[Removal, ...]:
    """The clues that ruled out each day, days with the same clues together."""
    gone = [d for d in before.listed() if not left.allows(d)]
    if before == ANY_DAY or not gone or len(clues) > EXPLAINED_AT_MOST:
        return (Removal(left, tuple(c for c in clues if variable in (c.of, c.base))),)
    found = []
    kept = before
    while gone:
        why = _why_not(clues, variable, of_days(gone[:1]))
        out = {d for d in gone if not _may_be([*why, Clue(variable, "", of_days([d]))])} | {gone[0]}
        gone = [d for d in gone if d not in out]
        kept = of_days(d for d in kept.listed() if d not in out)
        found.append(Removal(kept, tuple(why)))
    return tuple(found)


def _why_not(clues: Sequence[Clue], variable: Variable, day: DaySet) -> list[Clue]:
    """Clues none of which can be left out for the day to be ruled out."""
    asked = Clue(variable, "", day)
    needed = list(clues)
    for clue in clues:
        without = [c for c in needed if c is not clue]
        if not _may_be([*without, asked]):
            needed = without
    return needed


def _may_be(clues: Sequence[Clue]) -> bool:
    try:
        return is_satisfiable(clues)
    except GaveUpError:
        return True
