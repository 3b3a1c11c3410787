"""What a day counts from that is told by what came before: *la veille*, *two days later*, *the same day*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verbale.read.contacts.draft import Draft
from verbale.read.contacts.gathered import Gathered
from verbale.read.contacts.times import StoryTimes
from verbale.times import TimeExpression


@dataclass(frozen=True, slots=True)
class CountedFrom:
    """What a contact's day may count from; of several it is one.

    Attributes:
        named: days named before, the last one first; none where that is the day of `told`.
        told: index of the contact told last; None if a day named since is meant, or no contact was told.
    """

    named: tuple[TimeExpression, ...]
    told: int | None


def counted_from(
    draft: Draft, contact: Gathered, contacts: Sequence[Gathered], times: StoryTimes
) -> CountedFrom | None:
    """*On Friday X accused Y. **The same day**, Z phoned*: counted from the day named last.

    A day in another paragraph, or that is not what its sentence is told of, may be that of something else
    ("X, on Friday, accused Y of an attack on Wednesday. Z, briefed **later in the day**"): the contact told
    last stays possible as well. One that only dates another (*five days after their meeting*) is passed over.

    Returns:
        None where the words do not count so, or nothing was told before.
    """
    own = draft.when.expression
    if own is None or not draft.when.relative:
        return None
    before = [
        (d.span, i)
        for i, c in enumerate(contacts)
        for d in c.drafts
        if c is not contact and d.span.start < draft.span.start and d.when.counted_from is None
    ]
    told = max(before)[1] if before else None
    named: list[TimeExpression] = []
    for day in times.days_before(draft.cue, own):
        if told is not None and day in contacts[told].expressions:
            break
        named.append(day)
        if times.sets_the_scene(day, draft.cue):
            told = None
            break
        if not times.is_beside(day, draft.cue):
            break
    return CountedFrom(tuple(named), told) if named or told is not None else None
