"""The drafts of a story: one for each contact word, tellings, pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verbale.model import ContactKind, ContactStatus
from verbale.read.contacts.cues import ContactCue, clause_tokens
from verbale.read.contacts.details import Place
from verbale.read.contacts.draft import Draft, DraftParts
from verbale.read.contacts.modality import modality
from verbale.read.contacts.parties import TOLD
from verbale.read.contacts.party_maker import Parties, without_own_side
from verbale.read.contacts.phrases import SUBJECTS, is_delegation, is_principal
from verbale.read.contacts.scene import Scene, has_phrase
from verbale.read.contacts.standing import Standing, not_told
from verbale.read.contacts.status import standing_of
from verbale.read.contacts.times import When, is_date
from verbale.read.contacts.words import ContactNoun, ContactVerb, ContactWords
from verbale.read.names.mention import unique
from verbale.read.story.clauses import is_finite, is_infinitive
from verbale.read.story.document import ParsedParagraph
from verbale.read.story.paragraphs import ParagraphKind

PHOTOGRAPH = ContactNoun(
    "(photograph)", ("(photograph)",), ContactKind.MEETING, False, (), (), False, False, False, None, ()
)


class DraftReader(DraftParts):
    """Makes the drafts of one story."""

    def drafts(self) -> list[Draft]:
        """All drafts in text order; those of words that belong to another contact word's clause are joined
        to it.
        """
        found: list[Draft] = []
        for paragraph in self._story.paragraphs:
            cues = self._cues.find(paragraph)
            joined = _joined(cues, self._words)
            for cue in cues:
                if cue in joined:
                    continue
                others = [
                    o
                    for o in cues
                    if o is not cue and o.anchor.sent == cue.anchor.sent and joined.get(o) is not cue
                ]
                own = [o for o in cues if joined.get(o) is cue]
                found += self._apart(self._draft(paragraph, cue, others, own))
            found += self._tellings(paragraph, cues)
            found += self._pointed(paragraph, found)
            if not cues:
                found += self._photograph(paragraph)
        return sorted(self._without_hoaxes(found), key=lambda d: d.span)

    def _without_hoaxes(self, drafts: Sequence[Draft]) -> list[Draft]:
        """*Un imitateur a piégé X*: no call of X that the story tells of was one with another principal."""
        fooled: set[str] = set()
        for paragraph in self._story.paragraphs:
            for sentence in paragraph.doc.sents:
                text = Scene(paragraph).text[sentence.start_char : sentence.end_char]
                if any(has_phrase(text, p) for p in self._words.hoaxes):
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
        made = []
        for i, group in enumerate(groups):
            parties = replace(draft.parties, all=unique([*draft.parties.subject, *group]), groups=())
            when = When(times[i]) if len(times) == len(groups) else draft.when
            made.append(replace(draft, parties=parties, when=when))
        return made

    def _tellings(self, paragraph: ParsedParagraph, cues: Sequence[ContactCue]) -> list[Draft]:
        """*X a déclaré mardi à Y que ...*, both principals, told as done."""
        if paragraph.kind is ParagraphKind.CAPTION:
            return []
        taken = {c.anchor.i for c in cues} | {c.clause.i for c in cues if self._definite(c) != "this"}
        found = []
        for verb in paragraph.doc:
            if verb.pos_ != "VERB" or verb.i in taken or not is_finite(verb):
                continue
            parties = self._parties.telling(paragraph, verb)
            if parties is None:
                continue
            cue = ContactCue(Scene(paragraph), TOLD, verb, (verb,), verb, clause_tokens(verb))
            standing = standing_of(cue, self._words)
            here = [c for c in cues if c.anchor.sent == verb.sent]
            when = self._times.when(cue, here)
            anaphors = all(self._definite(c) and not c.is_verb for c in here)
            how = modality(cue, self._words, ()) if anaphors else None
            if how in (ContactKind.CALL, ContactKind.VIDEO) and standing.told:
                # "X a rendu compte par téléphone à Y"
                made = self._bare(cue, parties, how, standing, when=when)
                found.append(replace(made, callers=parties.subject))
            elif standing.status is ContactStatus.HELD:
                found.append(self._bare(cue, parties, None, standing, when=when, telling=True))
        return found

    def _pointed(self, paragraph: ParsedParagraph, told: Sequence[Draft]) -> list[Draft]:
        """*celui du 20 octobre*, after *l'appel du 26 septembre entre X et Y*: one more of its parties."""
        found = []
        for token in paragraph.doc:
            if token.lower_ not in self._words.pointing:
                continue
            before = [
                d
                for d in told
                if d.cue.paragraph is paragraph
                and d.cue.anchor.sent == token.sent
                and d.cue.anchor.i < token.i
                and len(d.names) > 1
                and d.cue.anchor.dep_ == "nsubj"
                and d.when.expression is not None
            ]
            reach = paragraph.span_of(paragraph.doc[token.i : min(token.i + 6, token.sent.end)])
            date = next((e for e in self._times.in_span(paragraph, reach) if is_date(e)), None)
            if not before or date is None:
                continue
            last = before[-1]
            cue = ContactCue(
                last.cue.scene, last.cue.entry, token, (token,), last.cue.clause, frozenset({token.i})
            )
            standing = Standing(True, ContactStatus.HELD, "pointed at beside another one")
            found.append(
                self._bare(cue, replace(last.parties, tokens=()), last.kind, standing, when=When(date))
            )
        return found

    def _photograph(self, paragraph: ParsedParagraph) -> list[Draft]:
        """*X et Y, le 7 février à Moscou.*: two principals, a day and a city, and no verb: the caption of a
        picture.
        """
        if any(t.pos_ in ("VERB", "AUX") and is_finite(t) for t in paragraph.doc) or len(paragraph.doc) > 40:
            return []
        mentions = [
            m
            for m in self._mentions.in_paragraph(paragraph.index)
            if any(is_principal(r) for r in m.referents)
        ]
        people = unique(r for m in mentions for r in m.referents if is_principal(r))
        if len(people) != 2:
            return []
        last = paragraph.doc[mentions[-1].tokens[1] - 1]
        cue = ContactCue(
            Scene(paragraph), PHOTOGRAPH, last, (last,), last, frozenset(range(len(paragraph.doc)))
        )
        place = self._places.anywhere(paragraph, last.i)
        when = When(next((e for e in self._times.in_span(paragraph, paragraph.span) if is_date(e)), None))
        if place is None or when.expression is None:
            return []
        parties = Parties(people, tokens=(last,), explicit=True)
        return [
            self._bare(
                cue,
                parties,
                ContactKind.MEETING,
                Standing(True, ContactStatus.HELD, "a picture"),
                when=when,
                place=place,
                caption=True,
            )
        ]

    def _bare(
        self,
        cue: ContactCue,
        parties: Parties,
        kind: ContactKind | None,
        standing: Standing,
        *,
        when: When | None = None,
        place: Place | None = None,
        caption: bool = False,
        telling: bool = False,
    ) -> Draft:
        when = when or self._times.when(cue, ())
        heading = cue.paragraph.kind is ParagraphKind.HEADING
        span = cue.paragraph.span if caption else self._span(cue, parties, (), when)
        return Draft(
            cue,
            parties,
            kind,
            False,
            standing,
            when,
            None,
            place,
            None,
            (),
            "",
            False,
            False,
            caption,
            heading,
            span,
            telling,
        )

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
        if isinstance(entry, ContactNoun) and entry.summit:
            parties = self._summit(cue, parties)
        kinds = [c.entry.kind for c in (cue, *own) if c.entry.kind is not None and not c.entry.weak]
        if len(parties.all) > 1:
            # "s'est rendu à Z pour rencontrer X", "en visite à Z, a été reçu par X"
            kinds = [k for k in kinds if k is not ContactKind.VISIT] or kinds
        kind = kinds[0] if kinds else None
        how = modality(cue, self._words, others)
        weak = False
        by_video = how is ContactKind.VIDEO and kind in (ContactKind.CALL, ContactKind.MEETING)
        if how is not None and (kind is None or by_video):
            kind = how
        if kind is None and entry.weak:
            kind, weak = entry.kind, True
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
            inner = standing_of(joined, self._words)
            if not inner.told or (inner.status and not standing.status):
                standing = inner if standing.told else standing
        when = self._times.when(cue, others)
        if when.expression is None and when.counted_from is None:
            when = self._inherited(cue, others)
        for joined in own:
            if when.expression is None and when.counted_from is None:
                when = self._times.when(joined, others)
        timed = self._times.tokens_timed(cue)
        place = self._places.place_of(cue, others, timed)
        for joined in own:
            place = place or self._places.place_of(joined, others, timed)
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
            callers=self._initiators.callers(cue, parties.subject, others),
            definite=self._definite(cue),
            earlier=self._earlier(cue, standing, when),
            later=self._later(cue),
            caption=paragraph.kind is ParagraphKind.CAPTION,
            heading=paragraph.kind is ParagraphKind.HEADING,
            span=self._span(cue, parties, own, when),
            repeated=any(has_phrase(self._near_text(cue), p) for p in self._words.repeated),
        )


def _both(left: Parties, right: Parties) -> Parties:
    return Parties(
        without_own_side(unique([*left.all, *right.all])),
        left.subject or right.subject,
        left.open or right.open,
        (*left.tokens, *right.tokens),
        left.explicit or right.explicit,
    )


def _joined(cues: Sequence[ContactCue], words: ContactWords) -> dict[ContactCue, ContactCue]:
    """Contact nouns that only say how a contact verb of the same clause went, or stand in apposition to
    another noun.
    """
    found: dict[ContactCue, ContactCue] = {}
    for cue in cues:
        if cue.is_verb:
            # "se sont retrouvées pour discuter": one contact
            above = [
                o
                for o in cues
                if o.is_verb and o is not cue and o.anchor == cue.anchor.head and o not in found
            ]
            if above and is_infinitive(cue.anchor):
                found[cue] = above[0]
            elif isinstance(cue.entry, ContactVerb) and cue.entry.gathers and not found.get(cue):
                # "un appel a réuni X et Y": how they met is what the noun says
                for noun in cues:
                    if not noun.is_verb and noun.anchor.dep_ in SUBJECTS and noun.anchor.head == cue.anchor:
                        found[noun] = cue
            continue
        for other in cues:
            if other is cue or other in found or other.anchor.sent != cue.anchor.sent:
                continue
            if other.is_verb and isinstance(other.entry, ContactVerb):
                inside = cue.clause == other.anchor or (cue.anchor.head == other.anchor)
                how = _is_adverbial(cue) or cue.anchor.dep_ in (
                    "obl",
                    "obj",
                    "xcomp",
                    "advmod",
                    "obl:mod",
                )
                reach = 10
                if other.entry.attached:
                    # "a évoqué X avec Y lors d'un entretien"; "a évoqué les négociations" names a topic
                    how = how and cue.anchor.dep_ != "obj"
                    reach = 24
                marked = 0 < cue.tokens[0].i - other.anchor.i < reach
                if inside and _is_visiting(cue, words) and other.entry.kind is ContactKind.MEETING:
                    found[cue] = other
                    break
                if inside and how and marked and not _new_event(cue, words):
                    found[cue] = other
                    break
    return found


def _is_visiting(cue: ContactCue, words: ContactWords) -> bool:
    """*En visite à Z, X a rencontré Y*."""
    start = cue.scene.slice(cue.paragraph.doc[cue.anchor.sent.start], cue.tokens[-1])
    return cue.entry.kind is ContactKind.VISIT and start.endswith(words.visiting)


def _is_adverbial(cue: ContactCue) -> bool:
    return isinstance(cue.entry, ContactNoun) and cue.entry.adverbial


def _new_event(cue: ContactCue, words: ContactWords) -> bool:
    """*s'est entretenu avec X après leur rencontre*: another contact."""
    before = cue.paragraph.doc[max(cue.tokens[0].i - 5, cue.anchor.sent.start) : cue.tokens[0].i]
    if any(t.lower_ in words.other_event for t in before):
        return True
    return cue.entry.kind is ContactKind.VISIT or bool(getattr(cue.entry, "summit", False))
