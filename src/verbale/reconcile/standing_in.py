"""Contacts of which one story names the persons and another only a country or an office of theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import product

from verbale.model import Actor
from verbale.reconcile.agreement import Comparison, compare, contradiction
from verbale.reconcile.grouping import Group
from verbale.reconcile.judgement import Judgement, Verdict
from verbale.reconcile.mentions import actor_key
from verbale.reconcile.override import Constraints
from verbale.reconcile.reporters import side_key
from verbale.sentences import say

# Those who negotiate for a country, or its leaders together, are not whoever holds its office.
SEVERAL_PEOPLE = ("delegation", "leaders")
# Mentions of each account that are compared.
COMPARED_AT_MOST = 6

# What the accounts in question have in common: sides, family of kinds, whether refused, the day.
_Place = tuple[tuple[str, ...], str, bool, date]


def stands_for(vague: Actor, person: Actor) -> bool:
    """Whether a story that names only `vague`, a country or an office of it, may mean `person`.

    >>> karstia, bo = Actor("Karstia", "Q9", "Q9"), Actor("Bo Karst", "Q1", "Q9")
    >>> stands_for(karstia, bo), stands_for(bo, karstia)
    (True, False)
    """
    side = person.side
    if side is None or vague.id is None or person.id is None or _is_of(person.id, side):
        return False
    return _is_of(vague.id, side) and vague.id.rpartition(":")[2] not in SEVERAL_PEOPLE


def _is_of(name: str, side: str) -> bool:
    """Whether an id is that of a country or of an office or body of it."""
    return name == side or name.startswith(f"{side}:")


def join_standing_in(groups: Sequence[Group], constraints: Constraints) -> list[Group]:
    """Accounts whose participants stand for those of one other account of the same day are joined to it.

    Two accounts that could be meant decide nothing.
    """
    by_place: dict[_Place, list[int]] = {}
    for n, g in enumerate(groups):
        place = _place(g)
        if place is not None:
            by_place.setdefault(place, []).append(n)
    joined: dict[int, Group] = {}
    gone: set[int] = set()
    for numbers in by_place.values():
        for n in numbers if len(numbers) > 1 else ():
            meant = [o for o in numbers if o != n and o not in gone and _is_meant(groups[n], groups[o])]
            fitting = [o for o in meant if _against(groups[n], groups[o], constraints) is None]
            if len(fitting) == 1:
                (other,) = fitting
                joined[other] = _join(joined.get(other, groups[other]), groups[n])
                gone.add(n)
    return [joined.get(n, g) for n, g in enumerate(groups) if n not in gone]


def _place(g: Group) -> _Place | None:
    if g.days.single is None or g.day_conflict:
        return None
    sides = tuple(sorted(side_key(a) for a in g.mentions[0].mention.participants))
    return (sides, *g.block[1:], g.days.single) if len(sides) > 1 else None


def _is_meant(vague: Group, named: Group) -> bool:
    """Whether each participant of the one is, or may stand for, one of the other, at least one of them so."""
    theirs = {side_key(a): a for a in named.mentions[0].mention.participants}
    own = vague.mentions[0].mention.participants
    if len(theirs) != len(own):
        return False  # two of one side: who stands for whom is not to be told
    pairs = [(a, theirs[side_key(a)]) for a in own if side_key(a) in theirs]
    same = [actor_key(a) == actor_key(b) for a, b in pairs]
    return not all(same) and all(s or stands_for(a, b) for s, (a, b) in zip(same, pairs, strict=True))


def _against(vague: Group, named: Group, constraints: Constraints) -> Comparison | None:
    """What speaks against one contact, by rule or by a person."""
    for m, other in product(vague.mentions, named.mentions):
        decided = constraints.apart_by(m.id, other.id)
        if decided is not None:
            return Comparison("person", 0, decided.reason)
        if m.article == other.article:
            return Comparison("story", 0, say("one story tells of both"))
    few = product(vague.mentions[:COMPARED_AT_MOST], named.mentions[:COMPARED_AT_MOST])
    return next((c for m, other in few if (c := contradiction(compare(other, m)))), None)


def _join(named: Group, vague: Group) -> Group:
    who = ", ".join(sorted(a.name for a in vague.mentions[0].mention.participants))
    reason = say("{names}: the only contact on that day of persons for whom they stand", names=who)
    judged = Judgement(
        vague.mentions[0].id, named.mentions[0].id, Verdict.SAME, (reason,), say("standing in")
    )
    return replace(
        named,
        mentions=(*named.mentions, *vague.mentions),
        judgements=(*named.judgements, *vague.judgements, judged),
    )
