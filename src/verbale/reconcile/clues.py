"""What each source says of days, as constraints between the days of contacts and those of stories."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TypeAlias

from verbale.model import ContactMention, DayRelation, Span, Term
from verbale.reconcile.agreement import FAMILIES
from verbale.reconcile.days import ANY_DAY, ANY_PATTERN, DayPattern, DaySet
from verbale.reconcile.grouping import Group
from verbale.reconcile.mentions import StoredMention, actor_key


class Unknown(StrEnum):
    """Whose day it is: a contact's, or that on which a story appeared."""

    CONTACT = "contact"
    STORY = "story"


# A contact by the number of its group, a story by the sha256 of its text.
Variable = tuple[Unknown, int | str]
# Somebody is called president when he is elected, and some time after he has left.
AROUND_A_TERM = timedelta(days=100)
# Who, the family of kinds, since when.
Series: TypeAlias = tuple[frozenset[str], str, str]


@dataclass(frozen=True, slots=True)
class Clue:
    """One constraint, on the word of one mention; or, with a term, of the actor data.

    Attributes:
        of: whose day is constrained.
        days: where it lies by itself.
        pattern: what kind of day it is.
        base: the day that it is counted from; None when it is constrained by itself only.
        first, last: how many days after `base`, both included; None leaves that side open.
        mention: id of the mention that says so.
        phrase: the words; None when there are none.
        is_count: it only follows from the number of the contact ("the second"): a miscount puts no day in
            doubt, it is told where counts are checked.
        term: it only follows from the years of an office: what contradicts it puts no day in doubt.
        is_reach: the day by which a story had been read. It helps to tell which of several years is meant,
            and is no day of anything.
    """

    of: Variable
    mention: str
    days: DaySet = ANY_DAY
    pattern: DayPattern = ANY_PATTERN
    base: Variable | None = None
    first: int | None = None
    last: int | None = None
    phrase: Span | None = None
    is_count: bool = False
    term: Term | None = None
    is_reach: bool = False

    @property
    def gives_way(self) -> bool:
        """Whether it is dropped when it does not go with the others."""
        return self.is_count or self.is_reach or self.term is not None


def clues_of(groups: Sequence[Group], numbers: Sequence[int]) -> list[Clue]:
    """All constraints on the days of these groups and of the stories that tell of them.

    Args:
        numbers: a number for each group, by which its variable is named.
    """
    places = {(m.article, m.position): n for g, n in zip(groups, numbers, strict=True) for m in g.mentions}
    found: dict[Clue, None] = {}
    for g, n in zip(groups, numbers, strict=True):
        for m in sorted(g.mentions, key=lambda m: m.id):
            for clue in _of_mention(m, (Unknown.CONTACT, n), g.day_conflict, places):
                found[clue] = None
    found.update(dict.fromkeys(_in_series(groups, numbers)))
    return list(found)


def series_of(mention: ContactMention) -> Series | None:
    """The series that a mention counts its contact in ("the second call since May"); None for none."""
    ordinal = mention.ordinal
    if ordinal is None or ordinal.since is None:
        return None
    who = frozenset(actor_key(a) for a in mention.participants)
    return who, FAMILIES[mention.kind], ordinal.since


def _in_series(groups: Sequence[Group], numbers: Sequence[int]) -> Iterator[Clue]:
    """The third since a day is not before the second. A number that two contacts have orders nothing."""
    series: dict[Series, dict[int, dict[int, StoredMention]]] = {}
    for g, number in zip(groups, numbers, strict=True):
        for m in sorted(g.mentions, key=lambda m: m.id):
            counted = series_of(m.mention)
            if counted is not None and m.mention.ordinal is not None:
                series.setdefault(counted, {}).setdefault(m.mention.ordinal.n, {}).setdefault(number, m)
    for by_n in series.values():
        clear = [(n, *told.popitem()) for n, told in sorted(by_n.items()) if len(told) == 1]
        for (_, before, _), (_, after, m) in pairwise(clear):
            phrase = m.mention.ordinal.span if m.mention.ordinal is not None else None
            if before != after:
                base = (Unknown.CONTACT, before)
                yield Clue((Unknown.CONTACT, after), m.id, base=base, first=0, phrase=phrase, is_count=True)


def _of_mention(
    m: StoredMention, of: Variable, conflict: bool, places: Mapping[tuple[str, int], int]
) -> Iterator[Clue]:
    phrase = m.mention.days.phrase if m.mention.days else None
    if not conflict and m.days != ANY_DAY:
        yield Clue(of, m.id, days=m.days, phrase=phrase)
    if not conflict and m.not_after != ANY_DAY:
        yield Clue(of, m.id, days=m.not_after)
    if not conflict and m.days.size is None and m.pattern != ANY_PATTERN:
        yield Clue(of, m.id, pattern=m.pattern, phrase=phrase)
    if m.decided_days is not None or conflict:
        return  # a person has set the day, or the days exclude each other as it is
    for r in m.mention.relations:
        pattern = DayPattern(r.weekday, r.month, r.day)
        if r.contact is None:
            story = (Unknown.STORY, m.article)
            if m.published is not None:
                yield Clue(story, m.id, days=DaySet(m.published.first, m.published.last))
            yield from _by_terms(m, of, story)
            yield _related(of, story, r, pattern, m)
        elif (base := places.get((m.article, r.contact))) is not None and (Unknown.CONTACT, base) != of:
            yield _related(of, (Unknown.CONTACT, base), r, pattern, m)


def _by_terms(m: StoredMention, of: Variable, story: Variable) -> Iterator[Clue]:
    """Between which days the offices of the participants put it, in a story that was read by some day."""
    for term in m.mention.terms:
        first, last = _earlier(term.first, AROUND_A_TERM), _earlier(term.last, -AROUND_A_TERM)
        yield Clue(of, m.id, days=DaySet(first, last), phrase=term.span, term=term)
    if m.mention.terms and m.known_by is not None:
        yield Clue(story, m.id, days=DaySet(None, m.known_by), is_reach=True)


def _earlier(day: date | None, by: timedelta) -> date | None:
    return day - by if day is not None else None


def _related(of: Variable, base: Variable, r: DayRelation, pattern: DayPattern, m: StoredMention) -> Clue:
    return Clue(of, m.id, pattern=pattern, base=base, first=r.first, last=r.last, phrase=r.phrase)


def components(clues: Sequence[Clue], fixed: frozenset[Variable]) -> list[list[Clue]]:
    """Clues in sets that share no unknown day: what can be solved apart.

    Args:
        fixed: days that are known; they hold no two sets together.
    """
    parent: dict[Variable, Variable] = {}

    def root(v: Variable) -> Variable:
        while (p := parent.setdefault(v, v)) != v:
            parent[v] = v = parent[p]
        return v

    for c in clues:
        if c.base is not None and c.of not in fixed and c.base not in fixed:
            parent[root(c.of)] = root(c.base)
    found: dict[Variable, list[Clue]] = {}
    for c in clues:
        if c.base is None or (c.is_count and c.of in fixed and c.base in fixed):
            continue
        free = [v for v in (c.of, c.base) if v not in fixed]
        # Between two known days there is nothing to solve, but something to check.
        found.setdefault(root(free[0]) if free else c.of, []).append(c)
    by_variable: dict[Variable, list[Clue]] = {}
    for c in clues:
        if c.base is None:
            by_variable.setdefault(c.of, []).append(c)
    whole = []
    for related in found.values():
        variables = dict.fromkeys(v for c in related for v in (c.of, c.base) if v is not None)
        whole.append([*related, *(c for v in variables for c in by_variable.get(v, ()))])
    return whole
