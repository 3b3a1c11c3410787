"""Counts that stories give ("the sixth call since the invasion") against what the record holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from verbale.model import ContactStatus
from verbale.reconcile.days import DaySet
from verbale.reconcile.grouping import Block, Group
from verbale.reconcile.versions import Evidence, evidence_of
from verbale.sentences import say
from verbale.times import parse_edtf


@dataclass(frozen=True, slots=True)
class Count:
    """One count of a contact, checked.

    Attributes:
        n, since: as told, `since` as EDTF.
        at_least: contacts of the record that fall between for sure, itself included.
        at_most: with those that may.
        explanation: one sentence.
    """

    n: int
    since: str
    at_least: int
    at_most: int
    explanation: str
    evidence: tuple[Evidence, ...]

    @property
    def is_exceeded(self) -> bool:
        """Whether the record holds more than the count allows: that is a contradiction; fewer is a gap."""
        return self.at_least > self.n


def counts_by_group(groups: Sequence[Group]) -> dict[str, tuple[Count, ...]]:
    """The counts that stories give, checked, by the first mention of the group that they count.

    Args:
        groups: all contacts of the blocks that they belong to.
    """
    blocks: dict[Block, list[Group]] = {}
    for g in groups:
        blocks.setdefault(g.block, []).append(g)
    held = {block: [g for g in of_block if _held(g)] for block, of_block in blocks.items()}
    return {
        g.mentions[0].id: counts_of(g, held[g.block])
        for g in groups
        if any(m.mention.ordinal is not None for m in g.mentions)
    }


def counts_of(group: Group, same_participants: Sequence[Group]) -> tuple[Count, ...]:
    """The counts that mentions of a contact give, each once, checked against the other contacts.

    Args:
        same_participants: all contacts of the same participants and family of kinds that took place.
    """
    told: dict[tuple[int, str], list[Evidence]] = {}
    for m in group.mentions:
        ordinal = m.mention.ordinal
        if ordinal is not None and ordinal.since is not None and parse_edtf(ordinal.since) is not None:
            told.setdefault((ordinal.n, ordinal.since), []).extend(evidence_of(m, (ordinal.span,)))
    return tuple(
        _checked(group, n, since, tuple(sorted(set(evidence))), same_participants)
        for (n, since), evidence in sorted(told.items())
    )


def _checked(
    group: Group, n: int, since: str, evidence: tuple[Evidence, ...], others: Sequence[Group]
) -> Count:
    start = parse_edtf(since)
    # "The first since September": one in September is what it counts from; "the second since the 24th" may
    # have been preceded on the 24th itself.
    first = (start.last if n == 1 else start.first) if start is not None else None
    between = [_between(g.days, first, n == 1, group.days) for g in others if g is not group]
    at_least, at_most = 1 + between.count(True), 1 + sum(b is not False for b in between)
    has = f"{at_least}" if at_least == at_most else f"{at_least} to {at_most}"
    if at_least > n:
        verdict = say("the record has {has} up to it, more than that", has=has)
    elif at_most < n:
        verdict = say("the record has {has}: {n:d} or more are not in it", has=has, n=n - at_most)
    else:
        verdict = say("the record has {has}", has=has)
    explanation = say("Counted as number {n:d} since {since}; {it_has}.", n=n, since=since, it_has=verdict)
    return Count(n, since, at_least, at_most, explanation, evidence)


def _held(g: Group) -> bool:
    statuses = {m.mention.status for m in g.mentions}
    return ContactStatus.HELD in statuses


def _between(days: DaySet, first: date | None, after: bool, last: DaySet) -> bool | None:
    """Whether days lie between a day and a contact; None when they may."""
    if first is not None and days.last is not None and (days.last < first or (after and days.last <= first)):
        return False
    if last.last is not None and days.first is not None and days.first > last.last:
        return False
    begun = first is None or (
        days.first is not None and (days.first > first or (not after and days.first >= first))
    )
    ended = days.last is not None and last.first is not None and days.last < last.first
    return True if begun and ended else None
