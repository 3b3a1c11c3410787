"""Which contact words of one story tell of the same contact, and what they say of it together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from verbale.model import Actor, ContactKind, ContactMention, ContactStatus, DayRange, Days, Duration, Ordinal, Span
from verbale.read.contact_details import caller_among
from verbale.read.contact_drafts import Draft
from verbale.read.contact_words import ContactNoun
from verbale.read.contact_times import StoryTimes, bounded, contradicts, disjoint, moved_back, narrowed
from verbale.read.mention import Referent, unique
from verbale.times import Origin, TimeExpression, parse_edtf
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
        """Whether every one of some parties is one of its own; an unnamed office-holder is whoever holds the office."""
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
        for status in (ContactStatus.CANCELLED, ContactStatus.REFUSED, ContactStatus.HELD, ContactStatus.PLANNED):
            if status in said:
                return status
        return None

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

    def add(self, draft: Draft, why: str) -> None:
        """Take in one more mention; a name replaces an unnamed office-holder."""
        named = [next((p for p in draft.parties.all if is_same(p, q) and not is_unnamed(p)), q) if is_unnamed(q) else q for q in self.parties]
        self.parties = tuple(named)
        self.drafts.append(draft)
        self.reasons.append(why)


def is_unnamed(party: Referent) -> bool:
    """Whether a party is an office-holder whom the text does not name ("Ukraine (foreign minister)")."""
    return party.is_person and ":" in (party.actor.id or "") and party.actor.name.endswith(")")


def is_same(left: Referent, right: Referent) -> bool:
    """Whether two parties can be one: the same actor, or one unnamed and the other of his country and office."""
    if left.actor.name == right.actor.name:
        return True
    if is_unnamed(left) == is_unnamed(right):
        return False
    unnamed, named = (left, right) if is_unnamed(left) else (right, left)
    if not named.is_person or unnamed.country != named.country:
        return False
    offices = unnamed.offices
    return bool(offices & named.offices) or (offices == {"minister"} and any(o.endswith("minister") for o in named.offices))


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
    way: Direction = "future" if ContactStatus.PLANNED in (draft.standing.status, contact.status) else "past"
    for other in contact.expressions:
        if contradicts(mine, other):
            return False
        a, b = times.days(mine, way), times.days(other, way)
        if disjoint(a, b):
            return False
    if draft.when.relative and not any(d.when.relative for d in contact.drafts):
        return mine.offset is not None and mine.offset.n == 0
    return True


class Gatherer:
    """Gathers the drafts of one story into contacts."""

    def __init__(self, times: StoryTimes) -> None:
        self._times = times
        self.contacts: list[Gathered] = []
        self._waiting: list[Draft] = []
        self._tellings: list[Draft] = []
        self._offers: list[Draft] = []

    def gather(self, drafts: Sequence[Draft]) -> list[Gathered]:
        """All contacts in text order."""
        for draft in drafts:
            self._take(draft)
        for draft in self._tellings:
            self._told(draft)
        for draft in self._waiting:
            if not self._take_up(draft, first_pass=False) and not self._agreed(draft):
                self._earlier_one(draft)
        self._distribute()
        return self.contacts

    def _distribute(self) -> None:
        """A title that tells of two contacts at once ("X s'entretient avec Y et Z") makes no third one."""
        for contact in list(self.contacts):
            if len(contact.names) < 3 or not all(d.heading or d.is_anaphor for d in contact.drafts):
                continue
            parts = [c for c in self.contacts if c.names < contact.names and kinds_agree(contact.drafts[0], c)]
            if len(parts) > 1 and frozenset[str]().union(*(c.names for c in parts)) == contact.names:
                self.contacts.remove(contact)

    def _agreed(self, draft: Draft) -> bool:
        """*X et Y ont accepté de se voir. La rencontre doit avoir lieu sous quinze jours*: planned by both together."""
        if draft.standing.status is not ContactStatus.PLANNED or draft.when.expression is None or not draft.is_anaphor:
            return False
        for offer in reversed(self._offers):
            if len(offer.names) > 1 and not offer.parties.open and (offer.kind is None or draft.kind in (None, offer.kind)):
                made = Gathered(parties=offer.parties.all)
                made.add(draft, "agreed on before, and dated here")
                made.add(offer, "agreed on")
                self.contacts.append(made)
                return True
        return False

    def _earlier_one(self, draft: Draft) -> None:
        """*l'appel de jeudi dernier*, *un premier appel avait déjà eu lieu*: one more contact of the same parties."""
        entry = draft.cue.entry
        if not draft.earlier or not isinstance(entry, ContactNoun) or not entry.anaphoric or draft.parties.open:
            return
        told = [c for c in self.contacts if c.has(draft.parties.all) and not c.earlier and len(c.names) > 1]
        told = [c for c in told if c.kind in (None, draft.kind) or draft.kind is None]
        if not told or (draft.when.expression is None and not draft.definite):
            return
        size = self._size(draft)
        most = max(told, key=lambda c: (len(c.parties) == size, len(c.drafts)))
        made = Gathered(parties=most.parties)
        made.add(draft, "an earlier one of the same parties")
        self.contacts.append(made)

    def _take(self, draft: Draft) -> None:
        if not draft.standing.told:
            return
        if draft.standing.needs_time and draft.when.expression is None:
            self._offers.append(draft)
            return
        if draft.telling:
            self._tellings.append(draft)
        elif enough(draft):
            self._take_full(draft)
        elif draft.is_anaphor or (len(draft.parties.all) == 1 and not draft.parties.open):
            if not self._take_up(draft, first_pass=True) and not self._take_telling(draft):
                self._waiting.append(draft)
        elif draft.earlier and draft.when.expression is not None and not draft.parties.open:
            self._waiting.append(draft)

    def _take_telling(self, draft: Draft) -> bool:
        """*Dans cette conversation* after *X a déclaré mardi à Y*: the telling was the contact."""
        if draft.kind not in (None, ContactKind.CALL) or not draft.definite or draft.earlier or draft.place is not None:
            return False
        here = draft.cue.paragraph.index
        for telling in reversed(self._tellings):
            if here - telling.cue.paragraph.index > 2 or not draft.names <= telling.names:
                continue
            made = Gathered(parties=telling.parties.all)
            made.add(telling, "one says something to the other, and the story calls it a contact")
            made.add(draft, "takes up what was told")
            self.contacts.append(made)
            return True
        return False

    def _told(self, telling: Draft) -> None:
        """A telling between the parties of a contact that has no time of its own dates it."""
        fits = [
            c for c in self.contacts
            if c.names == telling.names and not c.expressions and not c.earlier and c.status in (None, ContactStatus.HELD) and c.kind is not ContactKind.MESSAGE
        ]
        if len(fits) == 1 and telling.when.expression is not None and telling not in fits[0].drafts:
            fits[0].add(telling, "said to the other party in it")

    def _size(self, draft: Draft) -> int | None:
        """*un appel à trois*: how many took part; None when that is not said."""
        after = [t.lower_ for t in draft.cue.paragraph.doc[draft.cue.tokens[-1].i + 1 : draft.cue.tokens[-1].i + 3]]
        both = self._times.words.both
        return both.index(after[1]) + 2 if len(after) == 2 and after[0] == "à" and after[1] in both else None

    def _take_full(self, draft: Draft) -> None:
        if draft.parties.sides:
            # "les deux pays ont aussi échangé" after their ministers did
            sides = {r.country or r.actor.side for r in draft.parties.all}
            mine = [c for c in self.contacts if {p.country or p.actor.side for p in c.parties} == sides and self._fits_loosely(draft, c)]
            if mine:
                mine[-1].add(draft, "told of the sides of its parties")
                return
        fits = [c for c in self.contacts if c.is_of(draft.parties.all) and self._fits(draft, c)]
        if not fits and draft.kind is ContactKind.MEETING and len(draft.names) > 1:
            # "est attendu à X" tells of the same as "son entretien à X avec Y"
            fits = [
                c for c in self.contacts
                if c.kind is ContactKind.VISIT and not c.strong and c.names < draft.names and self._fits(draft, c) and (draft.place is None or c.place == draft.place.name)
            ]
            for c in fits[:1]:
                c.parties = unique([*c.parties, *draft.parties.all])
        if not fits and draft.kind is ContactKind.VISIT and draft.weak:
            fits = [
                c for c in self.contacts
                if c.kind is ContactKind.MEETING and draft.names < c.names and self._fits(draft, c) and draft.place is not None and c.place == draft.place.name
            ]
        if fits:
            best = max(fits, key=lambda c: (self._affinity(draft, c), len(c.drafts)))
            best.add(draft, "the same parties, nothing against it")
            return
        made = Gathered(parties=draft.parties.all)
        made.add(draft, "told first here")
        self.contacts.append(made)

    def _affinity(self, draft: Draft, contact: Gathered) -> int:
        same_time = any(e.timex == draft.when.expression.timex for e in contact.expressions) if draft.when.expression else False
        return 2 * same_time + (contact.kind is draft.kind)

    def _fits(self, draft: Draft, contact: Gathered) -> bool:
        if not kinds_agree(draft, contact) or not statuses_agree(draft, contact) or not times_agree(draft, contact, self._times):
            return False
        if draft.place is not None and contact.place is not None and draft.place.name != contact.place:
            if draft.place.city and any(d.place.city for d in contact.drafts if d.place):
                return False
        if draft.later and draft.standing.status is ContactStatus.PLANNED and contact.status is not ContactStatus.PLANNED:
            return False
        if draft.repeated != any(d.repeated for d in contact.drafts) and not draft.is_anaphor:
            return draft.definite != ""
        if draft.earlier != contact.earlier:
            return self._same_words(draft, contact)
        return True

    def _fits_loosely(self, draft: Draft, contact: Gathered) -> bool:
        own = draft.cue.entry.kind
        return own in (None, contact.kind) and statuses_agree(draft, contact) and times_agree(draft, contact, self._times)

    def _same_words(self, draft: Draft, contact: Gathered) -> bool:
        """An earlier contact and one not so marked are one only when dated by the same words."""
        mine = draft.when.expression
        return mine is not None and any(e.timex is not None and e.timex == mine.timex for e in contact.expressions)

    def _take_up(self, draft: Draft, *, first_pass: bool) -> bool:
        """Join a mention without parties of its own to the contact that it takes up."""
        fits = [
            c for c in self.contacts
            if c.has(draft.parties.all)
            and (draft.kind is ContactKind.MESSAGE) == (c.kind is ContactKind.MESSAGE)
            and self._fits(draft, c)
            and (draft.kind is None or draft.weak or c.kind is None or draft.kind is c.kind or not c.strong)
        ]
        if not draft.is_anaphor:
            adds = (draft.duration or draft.callers) and draft.kind is not ContactKind.MESSAGE
            fits = [c for c in fits if len(c.names) == 2 and draft.kind in (None, c.kind)] if adds else []
        if draft.place is not None:
            fits = [c for c in fits if c.place == draft.place.name or (c.place is None and not draft.weak and c.kind is not ContactKind.CALL)]
        if not fits:
            return False
        here = [c for c in fits if c.drafts[-1].cue.paragraph is draft.cue.paragraph] if first_pass else []
        last = max(here or fits, key=lambda c: c.drafts[-1].span)
        recent = last if draft.definite == "this" or here else max(fits, key=lambda c: (len(c.drafts), -self.contacts.index(c)))
        recent.add(draft, "takes up what was told" if first_pass else "told before its parties were named")
        return True


def enough(draft: Draft) -> bool:
    """Whether a mention names its parties: two, or a visitor and where, or the leaders of an organisation."""
    names = draft.names
    if draft.kind is ContactKind.VISIT:
        return len(names) >= 1 and draft.place is not None
    if len(names) >= 2:
        return not draft.parties.open or len(names) > 2 or draft.parties.explicit
    return len(names) == 1 and next(iter(names)).endswith("(leaders)")


# --- what they say together --------------------------------------------------------------------------------------------


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


def date_all(contacts: Sequence[Gathered], times: StoryTimes) -> None:
    """Give every contact its days: its own words first, then what counts from another contact."""
    main = next((c for c in contacts if c.main), None)
    if main is not None:
        main.days = _since_ordinal(main, _own_days(main, times, None))
        if main.days is not None and main.days.first is None:
            main.days = _before_publication(main, times) or main.days
        _by_background(main, contacts, times)
    told = _told_on(main, times)
    for contact in contacts:
        if contact is main:
            continue
        contact.days = _since_ordinal(contact, _own_days(contact, times, told))
        if main is not None:
            _by_other(contact, main, times)


def _before_publication(main: Gathered, times: StoryTimes) -> Days | None:
    """*La veille, X avait eu Y au bout du fil*, with nothing told before it: the eve of the story's own day."""
    known = times.published
    if known is None or known.first is None or known.first != known.last:
        return None
    day = Days(known.first, known.first, (known.first,), known.first.isoformat())
    for draft in main.drafts:
        if draft.when.relative and draft.when.expression is not None:
            found = times.days(draft.when.expression, _direction(main), day)
            return found if found is not None and found.first is not None else None
    return None


def _since_ordinal(contact: Gathered, days: Days | None) -> Days | None:
    ordinal = _ordinal(contact)
    since = parse_edtf(ordinal.since) if ordinal is not None and ordinal.since is not None else None
    return bounded(days, since.first, None) if days is not None and since is not None else days


def _told_on(main: Gathered | None, times: StoryTimes) -> DayRange | None:
    """When the story can have appeared, told from the day of its main contact ("lundi", "ce 12 février")."""
    if main is None or main.days is None or main.days.first is None or main.days.first != main.days.last:
        return None
    if main.status is ContactStatus.PLANNED or not any(e.point is not None and (e.point.weekday or e.shift == 0) for e in main.expressions):
        return None
    return times.told_about(main.days.first)


def _by_background(main: Gathered, contacts: Sequence[Gathered], times: StoryTimes) -> None:
    """*cinq jours après leur rencontre du 7 février*: the meeting's day dates the main contact, when nothing else does."""
    if main.days is not None and main.days.first is not None:
        return
    for contact in contacts:
        for draft in contact.drafts:
            e = draft.when.counted_from
            if contact is main or e is None or not any(d.cue.anchor.sent == draft.cue.anchor.sent for d in main.drafts):
                continue
            base = _own_days(contact, times, None)
            if base is not None and base.first is not None and e.offset is not None:
                onward = replace(e, offset=replace(e.offset, origin=Origin.REFERENCE), anchor=None)
                days = times.days(onward, None, base)
                if days is not None and days.first is not None:
                    main.days = replace(days, phrase=e.span)


def _direction(contact: Gathered) -> Direction:
    return "future" if contact.status is ContactStatus.PLANNED else "past"


def _own_days(contact: Gathered, times: StoryTimes, told: DayRange | None) -> Days | None:
    """What the contact's own time words allow together. `told`: when the story appeared, narrower than published."""
    found: Days | None = None
    for e in contact.expressions:
        days = times.days(e, _direction(contact), told=told)
        if days is None:
            continue
        found = days if found is None else narrowed(found, days)
    return found


def _ordinal(contact: Gathered) -> Ordinal | None:
    found = [d.ordinal for d in contact.drafts if d.ordinal is not None]
    return next((o for o in found if o.since), found[0] if found else None)


def _by_other(contact: Gathered, main: Gathered, times: StoryTimes) -> None:
    """Days that follow from those of the main contact: counted from it, relative to it, or before it."""
    reference = main.days
    for draft in contact.drafts:
        e = draft.when.counted_from
        if e is not None and reference is not None and reference.first is not None:
            back = moved_back(reference, e)
            if back is not None:
                contact.days = back if contact.days is None or contact.days.first is None else narrowed(contact.days, back)
        own = draft.when.expression
        if own is not None and draft.when.relative and reference is not None:
            days = times.days(own, _direction(contact), reference)
            if days is not None and days.first is not None:
                contact.days = days
    if contact.days is None and reference is not None and any(_same_day(d, times) for d in contact.drafts):
        contact.days = replace(reference, phrase=None)
    ordinal = _ordinal(main)
    days = contact.days
    if days is None or not contact.earlier or contact.names != main.names or reference is None:
        return
    since = parse_edtf(ordinal.since) if ordinal is not None and ordinal.since and ordinal.n > 1 else None
    contact.days = bounded(days, since.first if since else None, reference.last)


def _same_day(draft: Draft, times: StoryTimes) -> bool:
    return times.says_same_day(draft.cue)


def finished(contact: Gathered) -> ContactMention:
    """The contact as the reading gives it."""
    initiator: Actor | None = None
    requested: Actor | None = None
    for draft in contact.drafts:
        mine, third = caller_among(draft.callers, contact.parties)
        initiator, requested = initiator or mine, requested or third
    return ContactMention(
        kind=contact.kind or _default_kind(contact),
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
        reasons=tuple(f"{d.cue.entry.lemma}: {why}" + (f" ({d.standing.why})" if d.standing.why else "") for d, why in zip(contact.drafts, contact.reasons, strict=True)),
    )


def _default_kind(contact: Gathered) -> ContactKind:
    """Leaders of different countries who "spoke" with no word of a place or a form did so by telephone; others met."""
    sides = {r.country or r.actor.side for r in contact.parties}
    return ContactKind.CALL if len(sides) > 1 else ContactKind.MEETING


def _duration(contact: Gathered) -> Duration | None:
    found = [d.duration for d in contact.drafts if d.duration is not None]
    return found[0] if found else None


def _spans(contact: Gathered) -> tuple[Span, ...]:
    return tuple(sorted(dict.fromkeys(d.span for d in contact.drafts if not d.telling or len(contact.drafts) == 1 or d is contact.drafts[0])))
