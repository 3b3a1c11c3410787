"""Accounts in the making, and which of them a mention must be compared with: those of its days or words.

Comparing each mention with each account of the same participants would take the square of their number.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

from verbale.reconcile.agreement import (
    CONTRADICTS,
    NEWS_DAYS,
    Comparison,
    compare,
    compare_stories,
    told_by,
    wordings,
)
from verbale.reconcile.days import DaySet
from verbale.reconcile.judgement import Judgement
from verbale.reconcile.mentions import StoredMention, actor_key, fold
from verbale.reconcile.override import Constraints, Override

# A group has few tellings that differ in anything that is compared; beyond these only days and words count.
FACES_AT_MOST = 24
# A weekday in a month allows at most five days, a stated part of a week fewer than eight.
FEW_DAYS = 7
# Of those that share only a day among many, so many are compared: to be named as possible.
BESIDE_AT_MOST = 5
# What more accounts than this share (an initiator, a round length) tells none of them apart.
SHARED_AT_MOST = 30


@dataclass(eq=False, slots=True)
class OpenGroup:
    """A group in the making.

    Attributes:
        number: the order in which groups were begun.
        faces: mentions that differ in what is compared; copies and bare tellings are like one of them.
        day_conflict: no day satisfies all its mentions; `days` has then all that any of them allows.
    """

    number: int
    days: DaySet
    mentions: list[StoredMention] = field(default_factory=list)
    faces: list[StoredMention] = field(default_factory=list)
    day_conflict: bool = False
    judgements: list[Judgement] = field(default_factory=list)
    _signatures: set[Hashable] = field(default_factory=set)
    _by_article: dict[str, list[StoredMention]] = field(default_factory=dict)
    _by_witness: dict[str, list[StoredMention]] = field(default_factory=dict)
    _decided: list[DaySet] = field(default_factory=list)

    def add(self, m: StoredMention) -> None:
        """Take in a mention. Days that a person set count alone; else those that all mentions allow, or,
        when none does, all: which is right is not for us to say.
        """
        if m.decided_days is not None:
            self._decided.append(m.decided_days)
        if self._decided:
            first, *others = self._decided
            self.day_conflict = any(d != first for d in others)
            self.days = first
            for d in others:
                self.days = self.days.join(d)
        elif self.mentions:
            met = None if self.day_conflict else self.days.meet(m.days)
            self.day_conflict = met is None
            self.days = self.days.join(m.days) if met is None else met
            if not self.day_conflict and self.days.size is not None:
                # A story that appeared before all of these days was told apart, or a person put it here.
                self.days = self.days.meet(m.not_after) or self.days
        self.mentions.append(m)
        self._by_article.setdefault(m.article, []).append(m)
        self._by_witness.setdefault(m.witness, []).append(m)
        signature = _signature(m)
        if signature not in self._signatures and len(self.faces) < FACES_AT_MOST:
            self._signatures.add(signature)
            self.faces.append(m)

    def is_on(self, day: date) -> bool:
        """Whether it is on that day, or, where its days exclude each other, on that day by some telling."""
        if self.day_conflict:
            return any(m.days.single == day for m in self.mentions)
        return self.days.single == day

    def compare(self, m: StoredMention) -> tuple[Comparison, ...]:
        """The best of each sort of evidence for, the strongest against, over all tellings."""
        best: dict[str, Comparison] = {}
        worst: dict[str, Comparison] = {}
        for own in self._by_article.get(m.article, ()):
            against = compare_stories(own, m)
            if against is not None:
                worst[against.about] = against
        for face in self.faces:
            for c in compare(face, m):
                if c.score > 0:
                    if c.about not in best or _rank(c) > _rank(best[c.about]):
                        best[c.about] = c
                elif c.about not in worst or c.score < worst[c.about].score:
                    worst[c.about] = c
        # An initiator or place that some telling shares is no reason for doubt because another differs; nor
        # is a length, where the sides give two.
        doubts = {
            a: c for a, c in worst.items() if a not in best or (c.score <= CONTRADICTS and a != "duration")
        }
        return tuple(sorted((*best.values(), *doubts.values()), key=lambda c: (-c.score, c.reason)))

    def decided_apart(self, m: StoredMention, constraints: Constraints) -> Override | None:
        """What a person said against m being one of these."""
        return next((o for other in self.mentions if (o := constraints.apart_by(other.id, m.id))), None)

    def reprint_of(self, m: StoredMention) -> StoredMention | None:
        """A mention here of which m is the same in a reprint of the text."""
        for other in self._by_witness.get(m.witness, ()):
            if other.article == m.article or other.mention.kind is not m.mention.kind:
                continue
            if other.mention.status is not m.mention.status:
                continue
            if other.telling and other.telling == m.telling:
                return other
            met = other.days.meet(m.days)
            if other.position == m.position and (met is not None or not other.telling):
                return other
        return None


def _rank(c: Comparison) -> tuple[int, str]:
    return c.score, c.reason


def _signature(m: StoredMention) -> Hashable:
    c = m.mention
    return (
        c.kind, c.status, c.main, m.days, m.pattern, c.place, m.quotations, m.points,
        (c.duration.minutes, c.duration.qualifier, told_by(m, c.duration.span)) if c.duration else None,
        (c.ordinal.n, c.ordinal.since) if c.ordinal else None,
        m.published if m.days.size is None else None,
        actor_key(c.initiator) if c.initiator else None,
        actor_key(c.requested_by) if c.requested_by else None,
    )  # fmt: skip


@dataclass(slots=True)
class Candidates:
    """The groups of one block, found by day and by what they share with a mention."""

    groups: list[OpenGroup] = field(default_factory=list)
    _by_day: dict[date, list[OpenGroup]] = field(default_factory=dict)
    _by_feature: dict[Hashable, list[OpenGroup]] = field(default_factory=dict)
    _of_mention: dict[str, OpenGroup] = field(default_factory=dict)

    def begin(self, m: StoredMention) -> OpenGroup:
        """A new group of one mention."""
        g = OpenGroup(len(self.groups), m.days)
        self.groups.append(g)
        self.join(g, m)
        return g

    def join(self, g: OpenGroup, m: StoredMention) -> None:
        """Add a mention to a group."""
        g.add(m)
        self._of_mention[m.id] = g
        for day in m.listed_days:
            _enter(self._by_day, day, g)
        for feature in (*_own_features(m), *_shared_features(m)):
            _enter(self._by_feature, feature, g)

    def of(self, mentions: Iterable[str]) -> OpenGroup | None:
        """The group that holds one of these mentions."""
        return next((self._of_mention[m] for m in mentions if m in self._of_mention), None)

    def for_mention(self, m: StoredMention) -> tuple[list[OpenGroup], bool]:
        """Groups worth comparing, in the order in which they were begun; whether others have days in common.

        Of few days all groups are worth it. Of many days, or none, only those that share something else: no
        other could be joined.
        """
        found: dict[int, OpenGroup] = {}
        for feature in _own_features(m):
            found.update((g.number, g) for g in self._by_feature.get(feature, ()))
        days = m.listed_days
        if 0 < len(days) <= FEW_DAYS:
            for day in days:
                found.update((g.number, g) for g in self._by_day.get(day, ()))
            return [found[number] for number in sorted(found)], False
        for day in news_days(m):
            found.update((g.number, g) for g in self._by_day.get(day, ()))
        for feature in _shared_features(m):
            sharing = self._by_feature.get(feature, ())
            if len(sharing) <= SHARED_AT_MOST:
                found.update((g.number, g) for g in sharing)
        beside = (g for day in days for g in self._by_day.get(day, ()) if g.number not in found)
        few = {g.number: g for g in islice(beside, BESIDE_AT_MOST)}
        return [g for _, g in sorted({**found, **few}.items())], next(beside, None) is not None

    def some(self, count: int) -> Iterator[OpenGroup]:
        """The first groups, for a mention that could be any."""
        return iter(self.groups[:count])


def _enter(
    index: dict[date, list[OpenGroup]] | dict[Hashable, list[OpenGroup]], key: object, g: OpenGroup
) -> None:
    held = index.setdefault(key, [])  # type: ignore[arg-type]
    if not held or (held[-1] is not g and g not in held[-SHARED_AT_MOST:]):
        held.append(g)


def news_days(m: StoredMention) -> Iterator[date]:
    """The days of which an undated story of a known day may be the news."""
    day = m.published.first if m.published is not None else None
    if m.days.size is None and m.published is not None and day is not None and day == m.published.last:
        earliest = min(NEWS_DAYS, (day - date.min).days)
        yield from (day - timedelta(days=back) for back in range(earliest + 1))


def _own_features(m: StoredMention) -> Iterator[Hashable]:
    """What is hardly shared by two contacts."""
    yield "witness", m.witness
    for q in m.quotations:
        for w in wordings(q):
            yield "words", w


def _shared_features(m: StoredMention) -> Iterator[Hashable]:
    """What several contacts may share."""
    c = m.mention
    if c.ordinal:
        yield "ordinal", c.ordinal.n, c.ordinal.since
    if m.days.single:
        yield "day of year", m.days.single.month, m.days.single.day
    elif m.pattern.is_day_of_year():
        yield "day of year", m.pattern.month, m.pattern.day
    if c.requested_by:
        yield "request", actor_key(c.requested_by)
    if c.place:
        yield "place", fold(c.place)
    if c.initiator:
        yield "initiator", actor_key(c.initiator)
    if c.duration:
        for step in (-1, 0, 1):
            yield "duration", c.duration.minutes // 15 + step
    for point in m.points:
        yield "point", point
