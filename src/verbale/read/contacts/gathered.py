"""One contact while its mentions are gathered, and what of another mention agrees with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from verbale.model import (
    ContactKind,
    ContactStatus,
    Days,
)
from verbale.read.contacts.day_sets import disjoint
from verbale.read.contacts.draft import Draft
from verbale.read.contacts.named_days import contradicts
from verbale.read.contacts.quoted import is_unnamed
from verbale.read.contacts.times import StoryTimes
from verbale.read.names.mention import Referent
from verbale.times import TimeExpression
from verbale.times.resolve import Direction


@dataclass(eq=False)
class Gathered:
    """One contact while its mentions are gathered."""

    drafts: list[Draft] = field(default_factory=list)
    parties: tuple[Referent, ...] = ()
    days: Days | None = None
    main: bool = False
    score: float = 0.0
    reasons: list[str] = field(default_factory=list)

    @property
    def names(self) -> frozenset[str]:
        """Canonical names of the parties."""
        return frozenset(r.actor.name for r in self.parties)

    def has(self, parties: Sequence[Referent]) -> bool:
        """Whether every one of some parties is one of its own; an unnamed office-holder is whoever holds the
        office.
        """
        return all(any(is_same(p, q) for q in self.parties) for p in parties)

    def is_of(self, parties: Sequence[Referent]) -> bool:
        """Whether its parties are these and no others."""
        return len(parties) == len(self.parties) and self.has(parties)

    @property
    def kind(self) -> ContactKind | None:
        """How they met: what a strong word says before what a weak one says."""
        strong = [d.kind for d in self.drafts if d.kind is not None and not d.weak]
        return strong[0] if strong else next((d.kind for d in self.drafts if d.kind is not None), None)

    @property
    def strong(self) -> bool:
        """Whether a word says for sure how they met."""
        return any(d.kind is not None and not d.weak for d in self.drafts)

    @property
    def status(self) -> ContactStatus | None:
        """The strongest of what is said: cancelled and refused over planned, done over planned."""
        said = [d.standing.status for d in self.drafts if d.standing.status is not None]
        for status in (
            ContactStatus.CANCELLED,
            ContactStatus.REFUSED,
            ContactStatus.HELD,
            ContactStatus.PLANNED,
        ):
            if status in said:
                return status
        return None

    @property
    def ahead(self) -> bool:
        """Whether its day lay ahead of the story: planned, or called off before it came."""
        open_day = self.status in (ContactStatus.PLANNED, ContactStatus.CANCELLED)
        return open_day and not any(d.standing.missed for d in self.drafts)

    @property
    def earlier(self) -> bool:
        """Whether it is marked as before what the story tells."""
        return any(d.earlier for d in self.drafts)

    @property
    def expressions(self) -> list[TimeExpression]:
        """The time words of its mentions."""
        return [d.when.expression for d in self.drafts if d.when.expression is not None]

    @property
    def place(self) -> str | None:
        """The first place named with it, a city before a country."""
        places = [d.place for d in self.drafts if d.place is not None]
        cities = [p for p in places if p.city]
        return (cities or places)[0].name if places else None

    def is_denied_by(self, draft: Draft) -> bool:
        """Whether a mention that denies a contact can be of this one."""
        return draft.standing.denied and len(draft.names) > 1 and draft.names == self.names

    def add(self, draft: Draft, why: str) -> None:
        """Take in one more mention; a name replaces an unnamed office-holder."""
        named = [
            next((p for p in draft.parties.all if is_same(p, q) and not is_unnamed(p)), q)
            if is_unnamed(q)
            else q
            for q in self.parties
        ]
        self.parties = tuple(named)
        self.drafts.append(draft)
        self.reasons.append(why)


def is_told_beside(draft: Draft, contact: Gathered) -> bool:
    """Whether a contact is told in the sentence of a draft. *Au lendemain de leur appel* counts from what its
    own sentence tells; where that is no contact, the main one of the story is not meant.
    """
    here = (draft.cue.paragraph.index, draft.cue.anchor.sent.start)
    return any((d.cue.paragraph.index, d.cue.anchor.sent.start) == here for d in contact.drafts)


def is_same(left: Referent, right: Referent) -> bool:
    """Whether two parties can be one: the same actor, or one unnamed and the other of his country and
    office.
    """
    if left.actor.name == right.actor.name:
        return True
    if is_unnamed(left) == is_unnamed(right):
        return False
    unnamed, named = (left, right) if is_unnamed(left) else (right, left)
    if not named.is_person or unnamed.country != named.country:
        return False
    offices = unnamed.offices
    return bool(offices & named.offices) or (
        offices == {"minister"} and any(o.endswith("minister") for o in named.offices)
    )


def kinds_agree(draft: Draft, contact: Gathered) -> bool:
    """Whether a mention's word can be used of a contact of that kind."""
    a, b = draft.kind, contact.kind
    if a is None or b is None or a is b:
        return True
    if draft.weak or not contact.strong:
        return ContactKind.MESSAGE not in (a, b) and not (ContactKind.TALKS in (a, b) and not draft.weak)
    return {a, b} == {ContactKind.CALL, ContactKind.VIDEO} and draft.definite != ""


def statuses_agree(draft: Draft, contact: Gathered) -> bool:
    """Whether what is said of their taking place can be said of one contact."""
    a, b = draft.standing.status, contact.status
    if a is None or b is None or a is b:
        return True
    if {a, b} == {ContactStatus.HELD, ContactStatus.PLANNED}:
        return False
    return ContactStatus.HELD not in (a, b)


def times_agree(draft: Draft, contact: Gathered, times: StoryTimes) -> bool:
    """Whether their days, as far as told, can be the same."""
    mine = draft.when.expression
    if draft.when.counted_from is not None and draft.definite != "this":
        return all(d.when.counted_from is not None for d in contact.drafts) or contact.earlier
    if mine is None:
        return True
    ahead = {ContactStatus.PLANNED, ContactStatus.CANCELLED} & {draft.standing.status, contact.status}
    missed = any(d.standing.missed for d in (draft, *contact.drafts))
    way: Direction = "future" if ahead and not missed else "past"
    for other in contact.expressions:
        if contradicts(mine, other):
            return False
        a, b = times.days(mine, way), times.days(other, way)
        if disjoint(a, b):
            return False
    if draft.when.relative and not any(d.when.relative for d in contact.drafts):
        return mine.offset is not None and mine.offset.n == 0
    return True


def enough(draft: Draft) -> bool:
    """Whether a mention names its parties: two, or a visitor and where, or the leaders of an organisation."""
    names = draft.names
    if draft.kind is ContactKind.VISIT:
        to_somebody = len(names) >= 2 and draft.parties.explicit and not draft.parties.open
        return (len(names) >= 1 and draft.place is not None and not _is_at_home(draft)) or to_somebody
    if len(names) >= 2:
        return not draft.parties.open or len(names) > 2 or draft.parties.explicit
    return len(names) == 1 and next(iter(names)).endswith("(leaders)")


def _is_at_home(draft: Draft) -> bool:
    """*Le chancelier est arrivé dans sa capitale*: nobody is a guest there."""
    country = draft.place.country if draft.place is not None else None
    return country is not None and all(country == (r.country or r.actor.side) for r in draft.parties.all)
