"""Which contact words of one story tell of the same contact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verbale.model import (
    ContactKind,
    ContactStatus,
)
from verbale.read.contacts.draft import Draft
from verbale.read.contacts.gathered import (
    Gathered,
    enough,
    is_told_beside,
    kinds_agree,
    statuses_agree,
    times_agree,
)
from verbale.read.contacts.initiators import callers_of
from verbale.read.contacts.named_days import is_same_day
from verbale.read.contacts.scene import has_any, has_phrase
from verbale.read.contacts.side_drafts import PHOTOGRAPH
from verbale.read.contacts.times import StoryTimes
from verbale.read.contacts.words import ContactNoun, ContactVerb
from verbale.read.names.mention import unique
from verbale.read.story.document import children
from verbale.read.story.tokens import has_feature


class Gatherer:
    """Gathers the drafts of one story into contacts."""

    def __init__(self, times: StoryTimes) -> None:
        self._times = times
        self.contacts: list[Gathered] = []
        self._waiting: list[Draft] = []
        self._tellings: list[Draft] = []
        self._offers: list[Draft] = []
        self._joining: list[Draft] = []
        self._messages: list[Draft] = []

    def gather(self, drafts: Sequence[Draft]) -> list[Gathered]:
        """All contacts in text order."""
        pictures = [d for d in drafts if d.cue.entry is PHOTOGRAPH]
        for draft in drafts:
            if draft.cue.entry is not PHOTOGRAPH:
                self._take(draft)
        for draft in self._tellings:
            self._told(draft)
        for draft in self._waiting:
            if (
                not self._take_up(draft, first_pass=False)
                and not self._agreed(draft)
                and not self._take_telling(draft, behind=True)
            ):
                self._earlier_one(draft)
        for draft in self._messages:
            self._take_content(draft)
        for draft in self._joining:
            self._join(draft)
        for draft in pictures:
            self._take(draft)  # nothing in the prose takes up what only a caption tells
        self._distribute()
        if pictures:
            self.contacts.sort(key=lambda c: min(d.span for d in c.drafts))
        return self.contacts

    def _distribute(self) -> None:
        """A title that tells of two contacts at once ("X s'entretient avec Y et Z") makes no third one."""
        for contact in list(self.contacts):
            if len(contact.names) < 3 or not all(d.heading or d.is_anaphor for d in contact.drafts):
                continue
            parts = [
                c for c in self.contacts if c.names < contact.names and kinds_agree(contact.drafts[0], c)
            ]
            if len(parts) > 1 and frozenset[str]().union(*(c.names for c in parts)) == contact.names:
                self.contacts.remove(contact)

    def _agreed(self, draft: Draft) -> bool:
        """*X et Y ont accepté de se voir. La rencontre doit avoir lieu sous quinze jours*: planned by both
        together.
        """
        if (
            draft.standing.status is not ContactStatus.PLANNED
            or draft.when.expression is None
            or not draft.is_anaphor
        ):
            return False
        for offer in reversed(self._offers):
            if (
                len(offer.names) > 1
                and not offer.parties.open
                and (offer.kind is None or draft.kind in (None, offer.kind))
            ):
                made = Gathered(parties=offer.parties.all)
                made.add(draft, "agreed on before, and dated here")
                made.add(offer, "agreed on")
                self.contacts.append(made)
                return True
        return False

    def _earlier_one(self, draft: Draft) -> None:
        """*l'appel de jeudi dernier*, *un premier appel avait déjà eu lieu*: one more contact of the same
        parties.
        """
        entry = draft.cue.entry
        if (
            not (draft.earlier or self._is_theirs(draft))
            or not (_is_of_both(draft) if isinstance(entry, ContactVerb) else entry.anaphoric)
            or draft.parties.open
        ):
            return
        told = [c for c in self.contacts if c.has(draft.parties.all) and not c.earlier and len(c.names) > 1]
        theirs = self._is_theirs(draft)
        told = [c for c in told if theirs or c.kind in (None, draft.kind) or draft.kind is None]
        if theirs and len({c.names for c in told}) > 1:
            return
        if not told or (draft.when.expression is None and not draft.definite):
            return
        size = self._size(draft)
        most = max(told, key=lambda c: (len(c.parties) == size, len(c.drafts)))
        made = Gathered(parties=most.parties)
        made.add(draft, "an earlier one of the same parties")
        self.contacts.append(made)

    def _is_theirs(self, draft: Draft) -> bool:
        """***Leur** face-à-face **du 7 février***, on another day than what is told of them."""
        first = draft.cue.tokens[0]
        before = draft.cue.paragraph.doc[max(first.i - 3, first.sent.start) : first.i]
        theirs = any(t.lower_ in self._times.words.theirs for t in before)
        over = draft.standing.status in (None, ContactStatus.HELD)
        return theirs and over and draft.definite == "their" and draft.when.expression is not None

    def _take(self, draft: Draft) -> None:
        if not draft.standing.told:
            return
        if draft.standing.needs_time and not (self._has_day(draft) or self._has_occasion(draft)):
            self._offers.append(draft)
            return
        if draft.telling:
            self._tellings.append(draft)
        elif self._answer(draft) or self._gathered_there(draft):
            return
        elif self._is_joining(draft):
            self._joining.append(draft)
        elif enough(draft):
            self._take_full(draft)
        elif self._again(draft):
            return
        elif draft.is_anaphor or (len(draft.parties.all) == 1 and not draft.parties.open):
            if not self._take_up(draft, first_pass=True) and not self._take_telling(draft):
                self._waiting.append(draft)
        elif draft.earlier and draft.when.expression is not None and not draft.parties.open:
            self._waiting.append(draft)
        elif draft.kind is ContactKind.MESSAGE and not (draft.parties.all or draft.parties.open):
            self._messages.append(draft)

    def _again(self, draft: Draft) -> bool:
        """*X and Y spoke on Friday. **A second call** is planned for Thursday*: one more of both."""
        entry = draft.cue.entry
        if not (isinstance(entry, ContactNoun) and entry.anaphoric and draft.later) or draft.definite:
            return False
        if draft.parties.all or draft.parties.open or draft.parties.explicit:
            return False
        if draft.when.expression is None and draft.duration is None and draft.standing.status is None:
            return False
        here = draft.cue.paragraph.index
        told = [
            c
            for c in self.contacts
            if len(c.names) > 1
            and kinds_agree(draft, c)
            and here - max(d.cue.paragraph.index for d in c.drafts) <= 1
        ]
        told = [c for c in told if any(d.cue.paragraph.index == here for d in c.drafts)] or told
        if not told or any(c.names != told[0].names for c in told):
            return False
        made = Gathered(parties=told[0].parties)
        made.add(draft, "a further one of the same parties")
        self.contacts.append(made)
        return True

    def _gathered_there(self, draft: Draft) -> bool:
        """*X and Y met on Monday. They were **brought together by Z***: Z took part."""
        entry, when = draft.cue.entry, draft.when
        if not (isinstance(entry, ContactVerb) and entry.gathers and children(draft.cue.anchor, "aux:pass")):
            return False
        if when.expression is not None or when.counted_from is not None or draft.later or draft.earlier:
            return False
        told = [c for c in self.contacts if any(d.cue.paragraph is draft.cue.paragraph for d in c.drafts)]
        last = told[-1] if told else None
        if last is None or not last.names < draft.names or len(draft.names) != len(last.names) + 1:
            return False
        if not kinds_agree(draft, last) or last.status not in (None, ContactStatus.HELD):
            return False
        last.parties = unique([*last.parties, *draft.parties.all])
        last.add(draft, "who brought them together took part")
        return True

    def _is_joining(self, draft: Draft) -> bool:
        """*X spoke to Y. Z **joined the call***: one more took part, who is told of alone; *Z et W **ont pris
        part** à cet appel*: so did both, where one was told of.
        """
        verb, own = draft.cue.clause, draft.cue.anchor.dep_ in ("obj", "obl", "obl:arg")
        beside = children(verb, "obj", "xcomp", "compound:prt", "advmod", "fixed")
        said = {verb.lemma_.lower(), *(f"{verb.lemma_} {b.lemma_}".lower() for b in beside)}
        known = draft.definite in ("the", "this") and not draft.parties.open
        alone = len(draft.parties.all) == 1 or (len(draft.parties.all) > 1 and bool(self._joined_by(draft)))
        if draft.cue.is_verb or not (own and known and alone) or draft.parties.explicit:
            return False
        joins = bool(said & self._times.words.joining)
        return joins and draft.standing.status is not ContactStatus.PLANNED

    def _joined_by(self, draft: Draft) -> list[Gathered]:
        """The contacts told right before that who joins may have joined."""
        here = draft.cue.paragraph.index
        return [
            c
            for c in self.contacts
            if len(c.names) > 1
            and kinds_agree(draft, c)
            and not c.names & draft.names
            and c.status in (None, ContactStatus.HELD)
            and any(here - d.cue.paragraph.index in (0, 1) and d.span < draft.span for d in c.drafts)
        ]

    def _join(self, draft: Draft) -> None:
        """Add who joined to the contact told last before."""
        told = self._joined_by(draft)
        if not told:
            return
        last = max(told, key=lambda c: max(d.span for d in c.drafts if d.span < draft.span))
        last.parties = unique([*last.parties, *draft.parties.all])
        last.add(draft, "one more joined it")

    def _has_day(self, draft: Draft) -> bool:
        """Whether a day is set, however vague; *soon* sets none."""
        e = draft.when.expression
        if e is None:
            return False
        days = self._times.days(e, "future")
        return days is None or self._times.published is None or days.last is not None or e.point is not None

    def _has_occasion(self, draft: Draft) -> bool:
        """*Sont convenus de se revoir **en marge de la prochaine session***."""
        behind = draft.cue.paragraph.doc[draft.cue.tokens[-1].i + 1 : draft.cue.anchor.sent.end]
        text = draft.cue.scene.slice(behind[0], behind[-1]) if len(behind) else ""
        return any(has_phrase(text, p) for p in self._times.words.beside)

    def _answer(self, draft: Draft) -> bool:
        """*X a écrit à Y. Y a répondu par un télégramme*: a message back."""
        entry = draft.cue.entry
        if not (isinstance(entry, ContactVerb) and entry.answers and len(draft.names) == 1):
            return False
        told = [c for c in self.contacts if c.kind is ContactKind.MESSAGE and c.has(draft.parties.all)]
        if not told:
            return False
        made = Gathered(parties=told[-1].parties)
        made.add(draft, "answers the message told before")
        self.contacts.append(made)
        return True

    def _take_telling(self, draft: Draft, *, behind: bool = False) -> bool:
        """*Dans cette conversation* after *X a déclaré mardi à Y*: the telling was the contact.

        Args:
            behind: the tellings that follow, where all are of the same two (*The call lasted an hour. X told
                Y that*).
        """
        if draft.kind is ContactKind.MESSAGE and behind:
            return self._take_content(draft)
        if (
            draft.kind not in (None, ContactKind.CALL)
            or not draft.definite
            or draft.earlier
            or draft.place is not None
        ):
            return False
        here = draft.cue.paragraph.index
        told = [t for t in reversed(self._tellings) if here - t.cue.paragraph.index <= 2]
        if behind:
            told = [t for t in told if t.cue.paragraph.index - here <= 1 and t.span > draft.span]
            if len({t.names for t in told}) != 1 or draft.when.expression is not None:
                return False
        for telling in told:
            if not draft.names <= telling.names:
                continue
            made = Gathered(parties=telling.parties.all)
            made.add(telling, "one says something to the other, and the story calls it a contact")
            made.add(draft, "takes up what was told")
            self.contacts.append(made)
            return True
        return False

    def _take_content(self, draft: Draft) -> bool:
        """*A letter came on Friday. **In it**, X asked Y for a truce*: what X wrote to Y."""
        for telling in self._tellings:
            sentence = telling.cue.anchor.sent
            if telling.cue.paragraph is not draft.cue.paragraph or sentence.start < draft.cue.anchor.sent.end:
                continue
            between = sentence.start - draft.cue.anchor.sent.end
            text = telling.cue.scene.sentence(telling.cue.anchor)
            if between > 0 or not has_any(text, self._times.words.within):
                return False
            made = Gathered(parties=telling.parties.all)
            sender = callers_of(telling.parties.subject)
            made.add(replace(draft, callers=draft.callers or sender), "what it holds is told behind it")
            self.contacts.append(made)
            return True
        return False

    def _told(self, telling: Draft) -> None:
        """A telling between the parties of a contact that has no time of its own dates it."""
        fits = [
            c
            for c in self.contacts
            if c.names == telling.names
            and not c.expressions
            and not c.earlier
            and c.status in (None, ContactStatus.HELD)
            and c.kind is not ContactKind.MESSAGE
        ]
        if len(fits) == 1 and telling.when.expression is not None and telling not in fits[0].drafts:
            fits[0].add(telling, "said to the other party in it")

    def _size(self, draft: Draft) -> int | None:
        """*un appel à trois*: how many took part; None when that is not said."""
        first, last = draft.cue.tokens[0], draft.cue.tokens[-1]
        doc = draft.cue.paragraph.doc
        near = draft.cue.scene.slice(
            doc[max(first.i - 2, first.sent.start)], doc[min(last.i + 2, last.sent.end - 1)]
        )
        return next((n for phrase, n in self._times.words.sizes.items() if has_phrase(near, phrase)), None)

    def _take_full(self, draft: Draft) -> None:
        if draft.parties.sides:
            # "les deux pays ont aussi échangé" after their ministers did
            sides = {r.country or r.actor.side for r in draft.parties.all}
            mine = [
                c
                for c in self.contacts
                if {p.country or p.actor.side for p in c.parties} == sides and self._fits_loosely(draft, c)
            ]
            if mine:
                mine[-1].add(draft, "told of the sides of its parties")
                return
        fits = [c for c in self.contacts if c.is_of(draft.parties.all) and self._fits(draft, c)]
        if not fits and draft.kind is ContactKind.MEETING and len(draft.names) > 1:
            # "est attendu à X" tells of the same as "son entretien à X avec Y"
            fits = [
                c
                for c in self.contacts
                if c.kind is ContactKind.VISIT
                and not c.strong
                and c.names < draft.names
                and self._fits(draft, c)
                and (draft.place is None or c.place == draft.place.name)
            ]
            for c in fits[:1]:
                c.parties = unique([*c.parties, *draft.parties.all])
        if not fits and draft.kind is ContactKind.VISIT and draft.weak:
            fits = [
                c
                for c in self.contacts
                if c.kind is ContactKind.MEETING
                and draft.names < c.names
                and self._fits(draft, c)
                and draft.place is not None
                and c.place == draft.place.name
            ]
        undated = draft.when.expression is None and not draft.later
        if not fits and undated and not draft.cue.is_verb:
            # "their first meeting" of two whom a third one brought together
            fits = [
                c
                for c in self.contacts
                if any(d.names == draft.names for d in c.drafts)
                and draft.names < c.names
                and self._fits(draft, c)
            ]
        if fits:
            best = max(fits, key=lambda c: (self._affinity(draft, c), len(c.drafts)))
            best.add(draft, "the same parties, nothing against it")
            return
        made = Gathered(parties=draft.parties.all)
        made.add(draft, "told first here")
        self.contacts.append(made)

    def _affinity(self, draft: Draft, contact: Gathered) -> int:
        same_time = (
            any(e.timex == draft.when.expression.timex for e in contact.expressions)
            if draft.when.expression
            else False
        )
        return 2 * same_time + (contact.kind is draft.kind)

    def _fits(self, draft: Draft, contact: Gathered) -> bool:
        if (
            not kinds_agree(draft, contact)
            or not statuses_agree(draft, contact)
            or not times_agree(draft, contact, self._times)
        ):
            return False
        elsewhere = draft.place is not None and contact.place not in (None, draft.place.name)
        if elsewhere and all(d.place.city for d in (draft, *contact.drafts) if d.place is not None):
            return False
        if (
            draft.later
            and draft.standing.status is ContactStatus.PLANNED
            and contact.status is not ContactStatus.PLANNED
        ):
            return False
        if draft.cue.is_verb and draft.later and self._afterwards(draft):
            return False
        if draft.repeated != any(d.repeated for d in contact.drafts) and not draft.is_anaphor:
            return draft.definite != ""
        if draft.earlier != contact.earlier:
            # "they had spoken earlier in the day. The conversation lasted an hour", with no other told
            beside = (
                draft.when.expression is None and len(draft.names) == 1 and is_told_beside(draft, contact)
            )
            if beside and draft.cue.is_verb and draft.callers:
                return True  # "they last spoke in January, when X phoned"
            only = (
                draft.is_anaphor and draft.when.expression is None and all(c.earlier for c in self.contacts)
            )
            return only or self._same_words(draft, contact)
        return True

    def _afterwards(self, draft: Draft) -> bool:
        """*Deux heures plus tard, X rappelait Y*: a second contact, after the one told."""
        return any(
            has_phrase(draft.cue.scene.sentence(draft.cue.anchor), p) for p in self._times.words.afterwards
        )

    def _fits_loosely(self, draft: Draft, contact: Gathered) -> bool:
        own = draft.cue.entry.kind
        return (
            own in (None, contact.kind)
            and statuses_agree(draft, contact)
            and times_agree(draft, contact, self._times)
        )

    def _same_words(self, draft: Draft, contact: Gathered) -> bool:
        """An earlier contact and one not so marked are one only when dated by the same words."""
        mine = draft.when.expression
        return mine is not None and any(is_same_day(e, mine) for e in contact.expressions)

    def _take_up(self, draft: Draft, *, first_pass: bool) -> bool:
        """Join a mention without parties of its own to the contact that it takes up."""
        fits = [
            c
            for c in self.contacts
            if c.has(draft.parties.all)
            and (draft.kind is ContactKind.MESSAGE) == (c.kind is ContactKind.MESSAGE)
            and (
                draft.is_summit == any(d.is_summit for d in c.drafts)
                or (draft.is_summit and draft.definite != "" and _may_be_summit(c))
            )
            and self._fits(draft, c)
            and (draft.kind is None or draft.weak or c.kind is None or draft.kind is c.kind or not c.strong)
        ]
        if not draft.is_anaphor:
            dated = draft.cue.paragraph.index == 0 and draft.when.expression is not None  # a title
            adds = (draft.duration or draft.callers or dated) and draft.kind is not ContactKind.MESSAGE
            fits = [c for c in fits if len(c.names) == 2 and _kind_may_be(draft, c)] if adds else []
        if draft.place is not None:
            fits = [
                c
                for c in fits
                if c.place == draft.place.name
                or (c.place is None and not draft.weak and c.kind is not ContactKind.CALL)
            ]
        if not fits:
            return False
        here = [c for c in fits if c.drafts[-1].cue.paragraph is draft.cue.paragraph] if first_pass else []
        last = max(here or fits, key=lambda c: c.drafts[-1].span)
        recent = (
            last
            if draft.definite == "this" or here
            else max(fits, key=lambda c: (len(c.drafts), -self.contacts.index(c)))
        )
        recent.add(draft, "takes up what was told" if first_pass else "told before its parties were named")
        return True


def _kind_may_be(draft: Draft, contact: Gathered) -> bool:
    return draft.kind is None or contact.kind in (None, draft.kind)


def _may_be_summit(contact: Gathered) -> bool:
    """*Le sommet a duré trois heures* after two leaders met: their meeting."""
    return contact.kind is ContactKind.MEETING and contact.strong and len(contact.names) > 1


def _is_of_both(draft: Draft) -> bool:
    """***They** had last met in June*: a plural subject, and nobody else named."""
    verb, entry = draft.cue.anchor, draft.cue.entry
    subjects = children(verb, "nsubj")
    both = len(subjects) == 1 and (has_feature(subjects[0], "Number", "Plur") or subjects[0].pos_ == "NUM")
    alone = not draft.parties.all and not draft.parties.explicit and draft.when.expression is not None
    return (
        isinstance(entry, ContactVerb) and entry.reciprocal and both and alone and not children(verb, "obj")
    )
