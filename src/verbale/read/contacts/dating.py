"""What the mentions of a contact say together: which is the main one, its days, and the contact as the
reading gives it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from verbale.model import (
    ContactKind,
    ContactMention,
    ContactStatus,
    DateBasis,
    DayRange,
    Days,
    Duration,
    Ordinal,
    Span,
)
from verbale.read.contacts.counting import counted_from
from verbale.read.contacts.day_sets import bounded, either, moved_back, narrowed
from verbale.read.contacts.draft import Draft
from verbale.read.contacts.gathered import Gathered, is_told_beside
from verbale.read.contacts.grounds import contact_grounds
from verbale.read.contacts.initiators import caller_among
from verbale.read.contacts.posts import SLACK
from verbale.read.contacts.same_day import is_of_same_day, told_then
from verbale.read.contacts.times import StoryTimes
from verbale.times import Origin, parse_edtf, range_to_edtf
from verbale.times.resolve import Direction

# How long after a post a story that embeds it as news may appear.
SOON = timedelta(days=5)


def choose_main(contacts: Sequence[Gathered]) -> None:
    """Mark the contact that the story is about: told most often and first, not as background."""
    for i, c in enumerate(contacts):
        told = [d for d in c.drafts if not d.caption]
        c.score = len(told) + 1.5 * any(d.heading and d.cue.paragraph.index < 2 for d in told) - 0.3 * i
        if not told:
            c.score = -10.0
        if c.earlier or any(d.when.counted_from for d in c.drafts):
            c.score -= 3
        if len(c.names) == 1 or c.kind is ContactKind.TALKS:
            c.score -= 1
        if any(d.duration or d.callers for d in told):
            c.score += 1
        if told and told[0].cue.paragraph.index < 2:
            c.score += 0.5
    best = max(contacts, key=lambda c: c.score, default=None)
    if best is not None and best.score > -5:
        best.main = True


def date_all(
    contacts: Sequence[Gathered],
    times: StoryTimes,
    posted: Mapping[int, date] | None = None,
    titles: Sequence[Draft] = (),
) -> None:
    """Give every contact its days: its own words first, then what counts from another contact.

    Args:
        posted: the day of a party's post that tells of a contact, by the contact's number.
        titles: what the first line of the story tells of without a verb ("Telephone conversation with X").
    """
    main = next((c for c in contacts if c.main), None)
    if main is not None:
        main.days = _since_ordinal(main, _own_days(main, times, None))
        if _as_counted(main, contacts, times):
            pass
        elif main.days is not None and main.days.first is None:
            main.days = _before_publication(main, times) or main.days
        _by_background(main, contacts, times)
        _by_letterhead(main, times, titles)
    told = _told_on(main, times)
    for i, day in sorted((posted or {}).items()):
        told = _by_post(contacts[i], day, times) or told
    for contact in contacts:
        if contact is main:
            continue
        contact.days = _since_ordinal(contact, _own_days(contact, times, told))
        if not _as_counted(contact, contacts, times) and main is not None:
            _by_other(contact, main, times)
    for contact in contacts:
        _by_visit(contact, contacts)
        _after_told(contact, contacts, times)
        _no_later_than_told(contact, times)


def _no_later_than_told(contact: Gathered, times: StoryTimes) -> None:
    """*X met Y on Tuesday. The week after, he called Z*, published that Friday: a contact that was held is
    not counted to a day behind its story; none is known if all of them are.
    """
    days, told = contact.days, times.published.last if times.published is not None else None
    if days is None or told is None or days.basis is DateBasis.STATED:
        return
    if contact.status not in (None, ContactStatus.HELD) or contact.ahead or _either_way(contact):
        return
    if days.first is not None and days.first > told + SLACK:
        contact.days = replace(days, first=None, last=None, candidates=(), edtf=None)
    elif days.last is not None and days.last > told + SLACK:
        contact.days = bounded(days, None, told + SLACK)


def _by_letterhead(main: Gathered, times: StoryTimes, titles: Sequence[Draft]) -> None:
    """*Telephone conversation with X / August 19, 2025, 21:40 / Y had ...*: the day at the head of a readout
    whose title is the contact, where nothing else dates it.
    """
    if main.days is not None or main.earlier or main.status not in (None, ContactStatus.HELD):
        return
    if any(d.names and d.names <= main.names for d in titles):
        main.days = times.letterhead()


def _by_visit(contact: Gathered, told: Sequence[Gathered]) -> None:
    """*X s'est rendu lundi à Z. Il y a été reçu par Y*: received where and when the visit was."""
    if contact.kind is not ContactKind.MEETING or contact.expressions or contact.earlier:
        return
    for visit in told:
        days = visit.days
        if days is None or days.first is None or days.first != days.last or not _is_guest(contact, visit):
            continue
        hosts = contact.names - visit.names
        received = any(d.cue.is_verb and d.parties.subject and _are(d, hosts) for d in contact.drafts)
        if received and contact.days is None:
            contact.days = replace(days, phrase=None)


def _are(draft: Draft, names: frozenset[str]) -> bool:
    return {r.actor.name for r in draft.parties.subject} <= names


def _by_post(contact: Gathered, day: date, times: StoryTimes) -> DayRange | None:
    """*They spoke on Sunday*, in a story that embeds what one of them posted of it on `day`: the Sunday that
    was not after the post, in a story that was not before it.

    Returns:
        When the story can have appeared, if this leaves one day; None where nothing is learnt.
    """
    known = times.published
    exact = contact.days is not None and contact.days.first is not None
    if exact or (known is not None and known.first == known.last) or times.tells_of_later(day):
        return None
    first, last = day, day + SOON
    if known is not None:
        first, last = max(first, known.first or first), min(last, known.last or last)
    if first > last:
        return None
    days = _own_days(contact, times, DayRange(first, last))
    if days is None or not days.candidates:
        return None
    days = bounded(days, None, day + SLACK)
    if days.last is None or days.last > day + SLACK:
        return None
    contact.days = days
    if not contact.main or days.first != days.last:
        return None
    return DayRange(first, max(first, min(last, days.last + SLACK)))


def _after_told(contact: Gathered, contacts: Sequence[Gathered], times: StoryTimes) -> None:
    """*Il s'est ensuite entretenu avec Y*: from the day of the contact told before to that of the story."""
    index = told_then(contact, contacts, times)
    days = contacts[index].days if index is not None else None
    if contact.days is not None or days is None or days.first is None:
        return
    first, last = days.first, times.published.last if times.published is not None else None
    if last is None or last >= first:
        listed = (first,) if last == first else ()
        edtf = range_to_edtf(first, last)
        contact.days = Days(first, last, listed, edtf, basis=DateBasis.RELATIVE)


def _as_counted(contact: Gathered, contacts: Sequence[Gathered], times: StoryTimes) -> bool:
    """Days that count from the day or the contact that was told last.

    Returns:
        Whether the words count so; the days may still be unknown.
    """
    way = _direction(contact)
    for draft in contact.drafts:
        base, own = counted_from(draft, contact, contacts, times), draft.when.expression
        if base is None or own is None:
            continue
        bases = [times.days(named, way) for named in base.named]
        if base.told is not None:
            told = contacts[base.told]
            bases.append(told.days or _own_days(told, times, None))
        contact.days = either([d for d in (times.days(own, way, b) for b in bases) if d is not None])
        return True
    return False


def _before_publication(main: Gathered, times: StoryTimes) -> Days | None:
    """*La veille, X avait eu Y au bout du fil*, with nothing told before: the eve of the story's day."""
    known = times.published
    if known is None or known.first is None or known.first != known.last:
        return None
    day = Days(known.first, known.first, (known.first,), known.first.isoformat())
    for draft in main.drafts:
        if draft.when.relative and draft.when.expression is not None:
            found = times.days(draft.when.expression, _direction(main), day)
            before = found is not None and found.last is not None and found.last <= known.first
            return found if before else None
    return None


def _since_ordinal(contact: Gathered, days: Days | None) -> Days | None:
    ordinal = _ordinal(contact)
    since = parse_edtf(ordinal.since) if ordinal is not None and ordinal.since is not None else None
    return bounded(days, since.first, None) if days is not None and since is not None else days


def _told_on(main: Gathered | None, times: StoryTimes) -> DayRange | None:
    """When the story can have appeared, told from the day of its main contact ("lundi", "ce 12 février")."""
    if main is None or main.days is None or main.days.first is None or main.days.first != main.days.last:
        return None
    if main.status is ContactStatus.PLANNED or not any(
        e.point is not None and (e.point.weekday or e.shift == 0) for e in main.expressions
    ):
        return None
    return times.told_about(main.days.first)


def _by_background(main: Gathered, contacts: Sequence[Gathered], times: StoryTimes) -> None:
    """*cinq jours après leur rencontre du 7 février*: the meeting's day dates the main contact, when nothing
    else does.
    """
    if main.days is not None and main.days.first is not None:
        return
    for contact in contacts:
        for draft in contact.drafts:
            e = draft.when.counted_from
            if (
                contact is main
                or e is None
                or not any(d.cue.anchor.sent == draft.cue.anchor.sent for d in main.drafts)
            ):
                continue
            base = _own_days(contact, times, None)
            if base is not None and base.first is not None and e.offset is not None:
                onward = replace(e, offset=replace(e.offset, origin=Origin.REFERENCE), anchor=None)
                days = times.days(onward, None, base)
                if days is not None and days.first is not None:
                    main.days = replace(days, phrase=e.span)


def _direction(contact: Gathered) -> Direction:
    # what is called off in the news still lay ahead
    return "future" if contact.ahead else "past"


def _own_days(contact: Gathered, times: StoryTimes, told: DayRange | None) -> Days | None:
    """What the contact's own time words allow together. `told`: when the story appeared, narrower than
    published.
    """
    found: Days | None = None
    for e in contact.expressions:
        days = times.days(e, _direction(contact), told=told)
        if days is None:
            continue
        if contact.ahead and (contact.status is ContactStatus.CANCELLED or _either_way(contact)):
            days = times.or_just_before(days, e)
        elif _either_way(contact):
            days = times.or_ahead(days, e)
        found = days if found is None else narrowed(found, days)
    return found


def _either_way(contact: Gathered) -> bool:
    """Whether its day may be over or still to come: nothing that is said of it tells."""
    said = [d.standing.either_way for d in contact.drafts]
    return any(said) if contact.status is ContactStatus.CANCELLED else all(said)


def _ordinal(contact: Gathered) -> Ordinal | None:
    found = [d.ordinal for d in contact.drafts if d.ordinal is not None]
    return next((o for o in found if o.since), found[0] if found else None)


def _by_other(contact: Gathered, main: Gathered, times: StoryTimes) -> None:
    """Days that follow from those of the main contact: counted from it, relative to it, or before it."""
    reference = main.days
    for draft in contact.drafts:
        e = draft.when.counted_from
        counts = e is not None and is_told_beside(draft, main)
        if e is not None and counts and reference is not None and reference.first is not None:
            back = moved_back(reference, e)
            if back is not None:
                contact.days = (
                    back
                    if contact.days is None or contact.days.first is None
                    else narrowed(contact.days, back)
                )
        own = draft.when.expression
        if own is not None and draft.when.relative and reference is not None:
            days = times.days(own, _direction(contact), reference)
            if days is not None and days.first is not None:
                contact.days = days
    same = any(is_of_same_day(d, main, times) for d in contact.drafts)
    if contact.days is None and reference is not None and same:
        contact.days = replace(reference, phrase=None)
    ordinal = _ordinal(main)
    days = contact.days
    if days is None or not contact.earlier or contact.names != main.names or reference is None:
        return
    since = parse_edtf(ordinal.since) if ordinal is not None and ordinal.since and ordinal.n > 1 else None
    contact.days = bounded(days, since.first if since else None, reference.last)


def finished(contact: Gathered, told: Sequence[Gathered]) -> ContactMention:
    """The contact as the reading gives it, among all that the story tells."""
    initiator, requested = caller_among([c for d in contact.drafts for c in d.callers], contact.parties)
    return ContactMention(
        kind=contact.kind or _default_kind(contact, told),
        status=contact.status or ContactStatus.HELD,
        main=contact.main,
        participants=tuple(r.actor for r in contact.parties),
        evidence=_spans(contact),
        days=contact.days,
        duration=_duration(contact),
        initiator=initiator,
        requested_by=requested,
        place=None if contact.kind in (ContactKind.CALL, None) else contact.place,
        ordinal=_ordinal(contact),
        in_caption=all(d.caption for d in contact.drafts),
        reasons=tuple(
            f"{d.cue.entry.lemma}: {why}" + (f" ({d.standing.why})" if d.standing.why else "")
            for d, why in zip(contact.drafts, contact.reasons, strict=True)
        ),
        grounds=contact_grounds(contact),
    )


def _default_kind(contact: Gathered, told: Sequence[Gathered]) -> ContactKind:
    """Leaders of different countries who "spoke" with no word of a place or a form did so by telephone;
    others met, and so did a guest and his host (*X est arrivé à Z. Il s'est entretenu avec Y*).
    """
    sides = {r.country or r.actor.side for r in contact.parties}
    if any(_is_guest(contact, visit) for visit in told):
        return ContactKind.MEETING
    return ContactKind.CALL if len(sides) > 1 or None in sides else ContactKind.MEETING


def _is_guest(contact: Gathered, visit: Gathered) -> bool:
    """Whether a visit told in the same paragraph took one party to the country of another."""
    if visit.kind is not ContactKind.VISIT or visit.earlier or not visit.names < contact.names:
        return False
    if (visit.status or ContactStatus.HELD) is not (contact.status or ContactStatus.HELD):
        return False
    hosts = {r.country or r.actor.side for r in contact.parties if r.actor.name not in visit.names}
    here = {d.cue.paragraph.index for d in contact.drafts}
    visits = [d for d in visit.drafts if d.cue.paragraph.index in here and d.place is not None]
    return any(d.place is not None and d.place.country in hosts - {None} for d in visits)


def _duration(contact: Gathered) -> Duration | None:
    found = [d.duration for d in contact.drafts if d.duration is not None]
    return found[0] if found else None


def _spans(contact: Gathered) -> tuple[Span, ...]:
    return tuple(
        sorted(
            dict.fromkeys(
                d.span
                for d in contact.drafts
                if not d.telling or len(contact.drafts) == 1 or d is contact.drafts[0]
            )
        )
    )
