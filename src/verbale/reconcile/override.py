"""What persons decided about mentions: it wins over every rule. Pure; who decides is no matter here.

Grouping asks three things: which mentions must be with this one, which must not, and which days were set.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from verbale.reconcile.days import DaySet
from verbale.reconcile.mentions import StoredMention


class OverrideKind(StrEnum):
    """What a decision says of mentions.

    together: all `mentions` are one contact. apart: none of `mentions` is of the contact of any of `others`.
    days: each of `mentions` was on one of `days`, whatever its story says.
    """

    TOGETHER = "together"
    APART = "apart"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Override:
    """One decision about mentions.

    Attributes:
        number: decisions are numbered in the order in which they were made; a later one wins.
        mentions, others: ids of mentions; what the record has no more is passed over.
        days: for `days` only.
        by: who decided.
        reason: in words, as it stands among the reasons of a contact: "decided by NAME on DATE".
    """

    number: int
    kind: OverrideKind
    mentions: tuple[str, ...]
    by: str
    reason: str
    others: tuple[str, ...] = ()
    days: DaySet | None = None


@dataclass(frozen=True, slots=True)
class Constraints:
    """What decisions leave to grouping.

    Attributes:
        overruled: numbers of overrides that later ones left without any effect.
    """

    _component: Mapping[str, str] = field(default_factory=dict)
    _members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _apart: Mapping[tuple[str, str], Override] = field(default_factory=dict)
    _bound: Mapping[str, Override] = field(default_factory=dict)
    overruled: frozenset[int] = frozenset()

    @property
    def tells_apart(self) -> bool:
        """Whether any decision says that mentions are not one contact."""
        return bool(self._apart)

    def partners(self, mention: str) -> tuple[str, ...]:
        """The mentions that must be of one contact with this one, itself included, sorted."""
        return self._members.get(self._component.get(mention, ""), (mention,))

    def together_by(self, mention: str) -> Override | None:
        """The latest decision that put this mention with others; None if none did."""
        return self._bound.get(mention)

    def apart_by(self, left: str, right: str) -> Override | None:
        """The decision by which two mentions are not one contact; None if none says so."""
        pair = _pair(self._component.get(left, left), self._component.get(right, right))
        return self._apart.get(pair)


NO_CONSTRAINTS = Constraints()


def constraints_of(overrides: Iterable[Override], mentions: Iterable[str]) -> Constraints:
    """The constraints of all overrides on mentions that there are; of two that clash the later one holds.

    Args:
        mentions: ids of all mentions to be grouped.
    """
    there = set(mentions)
    latest: dict[tuple[str, str], Override] = {}
    asked: set[int] = set()
    for o in sorted(overrides, key=lambda o: o.number):
        for pair in _pairs_of(o, there):
            latest[pair] = o
            asked.add(o.number)
    forest = _Forest()
    apart: dict[tuple[str, str], Override] = {}
    bound: dict[str, Override] = {}
    held: set[int] = set()
    for pair, o in sorted(latest.items(), key=lambda item: (-item[1].number, item[0])):
        left, right = forest.root(pair[0]), forest.root(pair[1])
        if o.kind is OverrideKind.APART and left != right:
            apart.setdefault(_pair(left, right), o)
        elif o.kind is OverrideKind.TOGETHER and _pair(left, right) not in apart:
            if left != right:
                apart = _renamed(apart, right, left)
                forest.join(left, right)
            for mention in pair:
                bound.setdefault(mention, o)
        else:
            continue
        held.add(o.number)
    return Constraints(
        _component={m: forest.root(m) for m in there},
        _members=forest.members(there),
        _apart=apart,
        _bound=bound,
        overruled=frozenset(asked - held),
    )


def decided_days(overrides: Iterable[Override]) -> dict[str, DaySet]:
    """The days that were set, by mention; the latest decision holds."""
    decided: dict[str, DaySet] = {}
    for o in sorted(overrides, key=lambda o: o.number):
        if o.kind is OverrideKind.DAYS and o.days is not None:
            decided.update(dict.fromkeys(o.mentions, o.days))
    return decided


def with_decided_days(
    mentions: Iterable[StoredMention], overrides: Iterable[Override]
) -> list[StoredMention]:
    """The mentions, with the days that were decided in place of those that their stories allow."""
    decided = decided_days(overrides)
    return [replace(m, decided_days=decided[m.id]) if m.id in decided else m for m in mentions]


def _pairs_of(o: Override, there: set[str]) -> Iterable[tuple[str, str]]:
    mentions: Sequence[str] = [m for m in dict.fromkeys(o.mentions) if m in there]
    if o.kind is OverrideKind.TOGETHER:
        # A chain would do to join them, but a later decision may take one out of the middle.
        return [_pair(a, b) for i, a in enumerate(mentions) for b in mentions[i + 1 :]]
    if o.kind is OverrideKind.APART:
        others = [m for m in dict.fromkeys(o.others) if m in there and m not in mentions]
        return [_pair(a, b) for a in mentions for b in others]
    return []


def _pair(left: str, right: str) -> tuple[str, str]:
    return (left, right) if left <= right else (right, left)


def _renamed(
    apart: Mapping[tuple[str, str], Override], old: str, new: str
) -> dict[tuple[str, str], Override]:
    """What held of the root `old` holds of `new`; the later decision is kept where both have one."""
    found: dict[tuple[str, str], Override] = {}
    for (left, right), o in apart.items():
        pair = _pair(new if left == old else left, new if right == old else right)
        if pair not in found or found[pair].number < o.number:
            found[pair] = o
    return found


class _Forest:
    """Disjoint sets of mentions, each named by one of them."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def root(self, m: str) -> str:
        while (parent := self._parent.get(m, m)) != m:
            m = parent
        return m

    def join(self, left: str, right: str) -> None:
        self._parent[right] = left

    def members(self, there: Iterable[str]) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for m in sorted(there):
            found.setdefault(self.root(m), []).append(m)
        return {root: tuple(m) for root, m in found.items()}
