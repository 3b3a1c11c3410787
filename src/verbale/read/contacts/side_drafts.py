"""Drafts without a contact word of their own: tellings, "the one of 20 October", "it lasted", pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from verbale.model import ContactKind, ContactStatus
from verbale.read.contacts.cue import ContactCue
from verbale.read.contacts.cue_clauses import clause_tokens
from verbale.read.contacts.details import Place
from verbale.read.contacts.draft import Draft, DraftParts
from verbale.read.contacts.foreign_captions import words_of
from verbale.read.contacts.initiators import callers_of
from verbale.read.contacts.modality import modality
from verbale.read.contacts.named_days import is_date
from verbale.read.contacts.parties import TOLD
from verbale.read.contacts.party_maker import Parties
from verbale.read.contacts.quoted import is_principal
from verbale.read.contacts.scene import Scene
from verbale.read.contacts.standing import Standing, held
from verbale.read.contacts.status import standing_of
from verbale.read.contacts.times import When
from verbale.read.contacts.verb_forms import has_tense, is_passive
from verbale.read.contacts.verb_status import occurs
from verbale.read.contacts.words import ContactNoun
from verbale.read.names.mention import unique
from verbale.read.story.clauses import is_finite, is_negated
from verbale.read.story.document import ParsedParagraph, children
from verbale.read.story.paragraphs import ParagraphKind
from verbale.syntax.tree import Token

PHOTOGRAPH = ContactNoun(
    "(photograph)", ("(photograph)",), ContactKind.MEETING, False, (), (), False, False, False, None, ()
)


IT = ContactNoun("(it)", ("(it)",), None, False, (), (), True, False, False, None, ())


class SideDrafts(DraftParts):
    """Makes the drafts of what tells of a contact in other words."""

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
                # "in their first telephone call, X congratulated Y": who told, not who called
                of_noun = any(not c.is_verb and c.entry.kind is how for c in here)
                found.append(made if of_noun else replace(made, callers=callers_of(parties.subject)))
            elif standing.status is ContactStatus.HELD:
                found.append(self._bare(cue, parties, None, standing, when=when, telling=True))
        return found

    def _pointed(self, paragraph: ParsedParagraph, told: Sequence[Draft]) -> list[Draft]:
        """*celui du 20 octobre*, after *l'appel du 26 septembre entre X et Y*: one more of its parties."""
        found = []
        for token in paragraph.doc:
            counted = self._is_counted(token)
            if token.lower_ not in self._words.pointing and not counted:
                continue
            before = [
                d
                for d in told
                if d.cue.paragraph is paragraph
                and (d.cue.anchor.sent == token.sent or counted)
                and d.cue.anchor.i < token.i
                and (len(d.names) > 1 or (counted and d.later))
                and (d.cue.anchor.dep_ == "nsubj" or counted)
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
            made = self._bare(cue, replace(last.parties, tokens=()), last.kind, standing, when=When(date))
            if counted:
                own = ContactCue(last.cue.scene, IT, token, (token,), token.head, clause_tokens(token.head))
                made = replace(made, duration=self._duration(own, ()), later=True)
            found.append(made)
        return found

    def _second_of_his(self, paragraph: ParsedParagraph, told: Sequence[Draft]) -> list[Draft]:
        """*Her first call was to X; **her second**, rather longer, **to Y***: one more of hers."""
        found = []
        for owner, token in pairwise(paragraph.doc):
            if token.lower_ not in self._words.ordinals or owner.lower_ not in self._words.possessives:
                continue
            before = [
                d
                for d in told
                if d.cue.paragraph is paragraph
                and d.cue.anchor.i < token.i
                and len(d.names) == 2
                and isinstance(d.cue.entry, ContactNoun)
                and self._definite(d.cue) == "their"
                and d.standing.told
            ]
            other = self._parties.behind_ordinal(paragraph, token)
            if not before or len(other) != 1:
                continue
            last = before[-1]
            mine = last.parties.subject
            first = {t.lower_ for t in paragraph.doc[max(last.cue.anchor.i - 5, 0) : last.cue.anchor.i]}
            if len(mine) != 1 or owner.lower_ not in first or other[0].actor.name in last.names:
                continue
            cue = ContactCue(last.cue.scene, last.cue.entry, token, (token,), token, frozenset({token.i}))
            parties = Parties((*mine, *other), tuple(mine), explicit=True)
            made = self._bare(cue, parties, last.kind, last.standing, when=When())
            found.append(replace(made, callers=callers_of(mine) if last.callers else (), later=True))
        return found

    def _is_counted(self, token: Token) -> bool:
        """*A **third**, on 3 August, lasted six minutes*: the subject of what only a contact does."""
        if token.lower_ not in self._words.ordinals or token.dep_ not in ("nsubj", "nsubj:pass"):
            return False
        return token.head.lemma_.lower() in self._words.lasting and not children(token, "nmod", "compound")

    def _by_pronoun(self, paragraph: ParsedParagraph, told: Sequence[Draft]) -> list[Draft]:
        """*It was initiated by the other side*, *elle a duré une heure*, of the contact told right before."""
        before = [d for d in told if d.cue.paragraph is paragraph and not d.telling]
        found = []
        for verb in paragraph.doc if before else ():
            if verb.pos_ != "VERB":
                continue
            began = self._initiators.tells_whence(verb)
            itself = any(s.plain_ in self._words.itself for s in children(verb, "nsubj", "nsubj:pass"))
            if not (itself or began):
                continue
            earlier = [d for d in before if d.cue.anchor.sent.end <= verb.sent.start]
            lemma = verb.lemma_.lower()
            asked = lemma in self._words.initiator.participles and is_passive(verb, self._words)
            dates = lemma in self._words.dated or occurs(verb, self._words)
            if not earlier or not (asked or began or dates or lemma in self._words.lasting):
                continue
            cue = ContactCue(Scene(paragraph), IT, verb, (verb,), verb, clause_tokens(verb))
            callers = self._initiators.callers(cue, (), ()) if asked else ()
            callers = self._initiators.whence(cue) if began else callers
            length = self._duration(cue, ())
            when = self._times.when(cue, ()) if dates and not is_negated(verb) else When()
            if callers or length is not None or (when.expression is not None and not has_tense(verb, "Fut")):
                standing = held("said of the contact before")
                made = self._bare(cue, Parties(()), None, standing, when=when)
                found.append(replace(made, callers=callers, duration=length, definite="this"))
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

    def _foreign_caption(self, paragraph: ParsedParagraph) -> list[Draft]:
        """*FILE PHOTO: President X speaks with President Y during a video call, June 26, 2020*, in a French
        story.
        """
        if paragraph.kind is not ParagraphKind.CAPTION:
            return []
        text, scene = self._story.article.text, Scene(paragraph)
        here = self._mentions.in_paragraph(paragraph.index)
        people = unique(r for m in here for r in m.referents if is_principal(r))
        said = words_of(text, paragraph.span, scene.text, self._story.article.language)
        if len(people) != 2 or said is None:
            return []
        last = paragraph.doc[len(paragraph.doc) - 1]
        cue = ContactCue(scene, PHOTOGRAPH, last, (last,), last, frozenset(range(len(paragraph.doc))))
        standing = Standing(True, ContactStatus.HELD, "a picture")
        parties = Parties(people, tokens=(last,), explicit=True)
        return [self._bare(cue, parties, said.kind, standing, when=When(said.day), caption=True)]

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
