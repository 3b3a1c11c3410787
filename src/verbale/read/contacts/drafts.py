"""The drafts of a story: one for each contact word, with those that belong to its clause joined to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verbale.model import ContactKind, ContactStatus
from verbale.read.contacts.cue import ContactCue
from verbale.read.contacts.draft import Draft
from verbale.read.contacts.initiators import Caller
from verbale.read.contacts.joining import is_attached, joined_cues
from verbale.read.contacts.modality import modality
from verbale.read.contacts.named_days import is_date
from verbale.read.contacts.party_maker import Parties, without_own_side
from verbale.read.contacts.phrases import is_delegation
from verbale.read.contacts.plural_pronouns import are_several, could_be_others
from verbale.read.contacts.quoted import is_principal
from verbale.read.contacts.scene import Scene, has_any
from verbale.read.contacts.silences import SilenceDrafts
from verbale.read.contacts.standing import Standing, not_told, planned
from verbale.read.contacts.status import standing_of
from verbale.read.contacts.times import When
from verbale.read.contacts.verb_forms import has_tense, is_perfect, is_progressive
from verbale.read.contacts.wish import only_wished
from verbale.read.contacts.words import ContactNoun
from verbale.read.names.mention import unique
from verbale.read.story.document import ParsedParagraph, children
from verbale.read.story.paragraphs import ParagraphKind
from verbale.times import Origin, TimeExpression

OPEN_OR_HELD = (None, ContactStatus.HELD)


class DraftReader(SilenceDrafts):
    """Makes the drafts of one story."""

    def drafts(self) -> list[Draft]:
        """All drafts in text order; those of words that belong to another contact word's clause are joined
        to it.
        """
        found: list[Draft] = []
        for paragraph in self._story.paragraphs:
            cues = self._cues.find(paragraph)
            joined = joined_cues(cues, self._words)
            empty = {c for c in cues if is_attached(c) and not self._parties.parties(c).all}
            here: list[Draft] = []
            for cue in cues:
                if cue in joined:
                    continue
                others = [
                    o
                    for o in cues
                    if o is not cue
                    and o.anchor.sent == cue.anchor.sent
                    and joined.get(o) is not cue
                    and (o not in empty or joined.get(cue) is o)
                ]
                own = [o for o in cues if joined.get(o) is cue]
                here += self._apart(self._draft(paragraph, cue, others, own))
            found += [*here, *self._before_silences(paragraph, here)]
            found += self._tellings(paragraph, cues)
            found += self._pointed(paragraph, found)
            found += self._second_of_his(paragraph, found)
            found += self._by_pronoun(paragraph, found)
            if not cues:
                found += self._photograph(paragraph) or self._foreign_caption(paragraph)
        return sorted(self._without_hoaxes(found), key=lambda d: d.span)

    def _without_hoaxes(self, drafts: Sequence[Draft]) -> list[Draft]:
        """*Un imitateur a piégé X*: no call of X that the story tells of was one with another principal."""
        fooled: set[str] = set()
        for paragraph in self._story.paragraphs:
            scene = Scene(paragraph)
            if not has_any(scene.text, self._words.hoaxes):
                continue
            for sentence in paragraph.doc.sents:
                text = scene.text[sentence.start_char : sentence.end_char]
                if has_any(text, self._words.hoaxes):
                    here = (
                        m
                        for m in self._mentions.in_paragraph(paragraph.index)
                        if sentence.start <= m.tokens[0] < sentence.end
                    )
                    fooled |= {r.actor.name for m in here for r in m.referents if is_principal(r)}
        calls = (None, ContactKind.CALL, ContactKind.VIDEO)
        return [d for d in drafts if not (d.kind in calls and d.names & fooled)]

    def _apart(self, draft: Draft) -> list[Draft]:
        """One draft for each party that had a contact of his own, with the time named before him."""
        groups = draft.parties.groups
        if not groups:
            return [draft]
        times = [
            e
            for e in self._times.in_span(
                draft.cue.paragraph, draft.cue.paragraph.span_of(draft.cue.anchor.sent)
            )
            if is_date(e)
        ]
        sentence = draft.cue.paragraph.span_of(draft.cue.anchor.sent)
        lengths = self._times.durations(draft.cue.paragraph, sentence)
        each = len(lengths) == len(groups) and draft.duration is not None
        made = []
        for i, group in enumerate(groups):
            parties = replace(draft.parties, all=unique([*draft.parties.subject, *group]), groups=())
            when = When(times[i]) if len(times) == len(groups) else draft.when
            duration = draft.duration if i == 0 or not self._is_of_first(draft) else None
            duration = lengths[i] if each else duration
            made.append(replace(draft, parties=parties, when=when, duration=duration))
        return made

    def _is_of_first(self, draft: Draft) -> bool:
        """*spoke to X **for 15 minutes** and to Y for five*: a length with a party behind it is not his."""
        if draft.duration is None or draft.duration.span is None or len(draft.parties.tokens) < 2:
            return False
        behind = draft.cue.paragraph.span_of([max(draft.parties.tokens, key=lambda t: t.i)]).start
        first = draft.cue.paragraph.span_of([draft.cue.anchor]).start
        return first < draft.duration.span.start < behind

    def _draft(
        self,
        paragraph: ParsedParagraph,
        cue: ContactCue,
        others: Sequence[ContactCue],
        own: Sequence[ContactCue],
    ) -> Draft:
        entry = cue.entry
        parties = self._parties.parties(cue)
        for joined in own:
            parties = _both(parties, self._parties.parties(joined))
        if could_be_others(cue, parties, self._mentions) or are_several(cue, parties, self._words):
            parties = Parties((), open=True)
        if isinstance(entry, ContactNoun) and entry.summit:
            parties = self._summit(cue, parties)
        callers = self._initiators.callers(cue, parties.subject, others)
        parties = _with_caller(cue, parties, callers)
        kinds = [c.entry.kind for c in (cue, *own) if c.entry.kind is not None and not c.entry.weak]
        if len(parties.all) > 1:
            # "s'est rendu à Z pour rencontrer X", "en visite à Z, a été reçu par X"
            # and "flew to Z for talks with X"
            open_word = any(c.entry.kind is not ContactKind.VISIT for c in own)
            kinds = [k for k in kinds if k is not ContactKind.VISIT] or ([] if open_word else kinds)
        kind = kinds[0] if kinds else None
        how = modality(cue, self._words, others)
        weak = False
        by_video = how is ContactKind.VIDEO and kind in (ContactKind.CALL, ContactKind.MEETING)
        if how is not None and (kind is None or by_video):
            kind = how
        if kind is None and entry.weak:
            kind, weak = entry.kind, True
            met = [c.entry.kind for c in own if c.entry.kind is not ContactKind.VISIT]
            if kind is ContactKind.VISIT and len(parties.all) > 1 and met:
                kind = met[0]  # "landed in Z for a meeting with X"
        if (
            kind in (None, ContactKind.MEETING)
            and len(parties.all) > 1
            and all(is_delegation(r.actor) for r in parties.all)
        ):
            kind, weak = ContactKind.TALKS, False
        standing = standing_of(cue, self._words)
        if isinstance(entry, ContactNoun) and entry.of and not self._is_session(cue, others):
            standing = not_told("the body, not a session of it")
        if any(
            t.lower_ in self._words.times_counted
            and t.i
            and (t.doc[t.i - 1].pos_ == "NUM" or t.doc[t.i - 1].dep_ == "nummod")
            for t in cue.paragraph.doc[cue.anchor.i : cue.anchor.sent.end][:8]
        ):
            standing = Standing(False, why="counts several")
        for joined in own:
            if joined.is_verb and joined.anchor.head == cue.anchor:
                continue  # "called X to discuss": what it was for
            if not joined.is_verb and joined.clause == cue.anchor and only_wished(joined, self._words):
                continue  # "hosted X for a working dinner"
            inner = standing_of(joined, self._words)
            if not inner.told or (inner.status and not standing.status):
                standing = inner if standing.told else standing
        when = self._times.when(cue, others)
        if when.expression is None and when.counted_from is None:
            when = self._inherited(cue, others)
        for joined in own:
            if when.expression is None and when.counted_from is None:
                when = self._times.when(joined, others)
        if standing.told and standing.status is None and self._is_scheduled(cue, when):
            standing = planned("the present, with a day")
        if (
            standing.told
            and standing.status in OPEN_OR_HELD
            and self._parties.carrier(cue) in self._words.perhaps_ahead
        ):
            standing = replace(standing, either_way=True)  # "dined before their call on Thursday"
        timed = self._times.tokens_timed(cue)
        occasion = self._occasion(cue, others)
        place = self._places.place_of(cue, others, timed)
        for joined in own:
            place = place or self._places.place_of(joined, others, timed)
        if place is None and occasion is not None:
            place = self._places.place_of(occasion, [cue], timed)
        if kind is ContactKind.CALL:
            place = None
        if kind is None and place is not None and place.city and (not parties.all or len(parties.all) > 1):
            kind, weak = ContactKind.MEETING, True
        return Draft(
            cue=cue,
            parties=parties,
            kind=kind,
            weak=weak,
            standing=standing,
            when=when,
            duration=self._duration(cue, others),
            place=place,
            ordinal=self._times.ordinal(cue, self._times.published),
            callers=callers,
            definite=self._definite(cue),
            earlier=self._earlier(cue, standing, when) or self._counted_from(cue, others, when),
            later=self._later(cue),
            caption=paragraph.kind is ParagraphKind.CAPTION,
            heading=paragraph.kind is ParagraphKind.HEADING,
            span=self._span(cue, parties, own, when),
            repeated=has_any(self._near_text(cue), self._words.repeated),
        )

    def _is_ahead(self, e: TimeExpression | None) -> bool:
        """*next week*, *tomorrow*, seen from the day of the story."""
        if e is None or e.offset is None:
            return False
        return e.offset.origin is Origin.PUBLICATION and (e.offset.n or 0) > 0

    def _is_scheduled(self, cue: ContactCue, when: When) -> bool:
        """*They **meet** again **on Thursday***, *a call **is** in the diary **for Wednesday***."""
        e = when.expression
        verb = cue.anchor if cue.is_verb else cue.clause
        opens = not cue.is_verb and verb.lemma_.lower() in self._words.status.beginning
        if not cue.is_verb and self._is_ahead(e):
            return True  # "made its best effort for X's visit next week"
        if not (self._words.status.scheduled_present or opens) or e is None or not is_date(e):
            return False
        ahead = self._is_ahead(e)
        weekday = (
            e.point is not None and e.point.weekday is not None and e.point.day is None and e.shift != -1
        )
        if not (ahead or weekday) or (not cue.is_verb and not opens and not children(verb, "cop")):
            return False
        if opens and verb.pos_ == "NOUN" and verb.lower_ in self._words.status.beginning:
            return verb.i > cue.anchor.i  # "talks resume on Thursday", with the verb taken for one more noun
        return has_tense(verb, "Pres") and (not is_perfect(verb) or is_progressive(verb))


def _with_caller(cue: ContactCue, parties: Parties, callers: Sequence[Caller]) -> Parties:
    """*The call with X took place **at Y's request***: Y is the other party."""
    who = [c.who for c in callers if c.told is not None and c.who.is_person]
    alone = len(parties.all) == 1 and parties.explicit and not parties.open and not cue.is_verb
    if not alone or len(who) != 1 or who[0].actor.name == parties.all[0].actor.name:
        return parties
    return replace(parties, all=unique([who[0], *parties.all]))


def _both(left: Parties, right: Parties) -> Parties:
    return Parties(
        without_own_side(unique([*left.all, *right.all])),
        left.subject or right.subject,
        left.open or right.open,
        (*left.tokens, *right.tokens),
        left.explicit or right.explicit,
        groups=left.groups or right.groups,
    )
