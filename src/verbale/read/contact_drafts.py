"""One draft for each contact word: who, how, when, where, as its own sentence tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from verbale.actors.registry import ActorRegistry
from verbale.model import ContactKind, ContactStatus, Duration, Ordinal, Span
from verbale.read.contact_cues import ContactCue, CueFinder, Scene, clause_tokens, has_phrase, modality
from verbale.read.contact_details import InitiatorFinder, Place, PlaceFinder
from verbale.read.contact_parties import TOLD, Parties, PartyFinder, is_delegation, is_principal
from verbale.read.contact_status import Standing, standing_of
from verbale.read.contact_times import StoryTimes, When, is_date
from verbale.read.contact_words import ContactNoun, ContactVerb, ContactWords
from verbale.read.document import ParsedParagraph, Story
from verbale.read.frames import is_finite, is_infinitive
from verbale.read.mention import MentionIndex, Referent, ReferentKind, unique
from verbale.read.paragraphs import ParagraphKind


@dataclass(frozen=True, eq=False)
class Draft:
    """What one contact word tells.

    Attributes:
        parties: principals, and whether somebody else is named as a party.
        kind: None when the sentence does not say how they met; `weak`: said by a word that is also used of others.
        definite: "this", "the", "their" or "" (a verb, or something new).
        earlier: marked as before what the story tells; `later`: marked as still to come.
        callers: whoever is said to have called or asked for it.
        span: the words from the contact word to its last party or time.
        telling: no contact word, but one principal says something to another ("X a déclaré mardi à Y que"): it makes
            no contact, but dates one, and stands behind "cette conversation".
        repeated: several contacts told together ("à plusieurs reprises").
    """

    cue: ContactCue
    parties: Parties
    kind: ContactKind | None
    weak: bool
    standing: Standing
    when: When
    duration: Duration | None
    place: Place | None
    ordinal: Ordinal | None
    callers: tuple[Referent, ...]
    definite: str
    earlier: bool
    later: bool
    caption: bool
    heading: bool
    span: Span
    telling: bool = False
    repeated: bool = False

    @property
    def names(self) -> frozenset[str]:
        """Canonical names of the parties."""
        return frozenset(r.actor.name for r in self.parties.all)

    @property
    def is_anaphor(self) -> bool:
        """Whether it may only take up a contact that the story tells elsewhere ("l'entretien", "une heure d'échange")."""
        entry = self.cue.entry
        if self.parties.open or not isinstance(entry, ContactNoun):
            return False
        return (bool(self.definite) and entry.anaphoric) or (self.duration is not None and not self.parties.explicit)


PHOTOGRAPH = ContactNoun("(photograph)", ("(photograph)",), ContactKind.MEETING, False, (), (), False, False, ())


class DraftReader:
    """Makes the drafts of one story."""

    def __init__(
        self,
        story: Story,
        mentions: MentionIndex,
        registry: ActorRegistry,
        words: ContactWords,
        times: StoryTimes,
        places: PlaceFinder,
    ) -> None:
        self._story, self._mentions, self._registry, self._words, self._times = story, mentions, registry, words, times
        self._cues = CueFinder(words)
        self._parties = PartyFinder(mentions, registry, words, story.article.language)
        self._places = places
        self._initiators = InitiatorFinder(mentions, self._parties, registry, words)

    def drafts(self) -> list[Draft]:
        """All drafts in text order; those of words that belong to another contact word's clause are joined to it."""
        found: list[Draft] = []
        for paragraph in self._story.paragraphs:
            cues = self._cues.find(paragraph)
            joined = _joined(cues)
            for cue in cues:
                if cue in joined:
                    continue
                others = [o for o in cues if o is not cue and o.anchor.sent == cue.anchor.sent and joined.get(o) is not cue]
                found.append(self._draft(paragraph, cue, others, [o for o in cues if joined.get(o) is cue]))
            found += self._tellings(paragraph, cues)
            found += self._pointed(paragraph, found)
            if not cues:
                found += self._photograph(paragraph)
        return sorted(found, key=lambda d: d.span)

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
                found.append(self._bare(cue, parties, how, standing, when=when))
            elif standing.status is ContactStatus.HELD:
                found.append(self._bare(cue, parties, None, standing, when=when, telling=True))
        return found

    def _pointed(self, paragraph: ParsedParagraph, told: Sequence[Draft]) -> list[Draft]:
        """*celui du 20 octobre*, after *l'appel du 26 septembre entre X et Y*: one more of the same parties."""
        found = []
        for token in paragraph.doc:
            if token.lower_ not in self._words.pointing:
                continue
            before = [d for d in told if d.cue.paragraph is paragraph and d.cue.anchor.sent == token.sent and d.cue.anchor.i < token.i and len(d.names) > 1 and d.cue.anchor.dep_ == "nsubj" and d.when.expression is not None]
            reach = paragraph.span_of(paragraph.doc[token.i : min(token.i + 6, token.sent.end)])
            date = next((e for e in self._times.in_span(paragraph, reach) if is_date(e)), None)
            if not before or date is None:
                continue
            last = before[-1]
            cue = ContactCue(last.cue.scene, last.cue.entry, token, (token,), last.cue.clause, frozenset({token.i}))
            standing = Standing(True, ContactStatus.HELD, "pointed at beside another one")
            found.append(self._bare(cue, replace(last.parties, tokens=()), last.kind, standing, when=When(date)))
        return found

    def _photograph(self, paragraph: ParsedParagraph) -> list[Draft]:
        """*X et Y, le 7 février à Moscou.*: two principals, a day and a city, and no verb: the caption of a picture."""
        if any(t.pos_ in ("VERB", "AUX") and is_finite(t) for t in paragraph.doc) or len(paragraph.doc) > 40:
            return []
        mentions = [m for m in self._mentions.in_paragraph(paragraph.index) if any(is_principal(r) for r in m.referents)]
        people = unique(r for m in mentions for r in m.referents if is_principal(r))
        if len(people) != 2:
            return []
        last = paragraph.doc[mentions[-1].tokens[1] - 1]
        cue = ContactCue(Scene(paragraph), PHOTOGRAPH, last, (last,), last, frozenset(range(len(paragraph.doc))))
        place = self._places.anywhere(paragraph, last.i)
        when = When(next((e for e in self._times.in_span(paragraph, paragraph.span) if is_date(e)), None))
        if place is None or when.expression is None:
            return []
        parties = Parties(people, tokens=(last,), explicit=True)
        return [self._bare(cue, parties, ContactKind.MEETING, Standing(True, ContactStatus.HELD, "a picture"), when=when, place=place, caption=True)]

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
            cue, parties, kind, False, standing, when, None, place, None, (), "", False, False, caption, heading, span, telling
        )

    def _draft(self, paragraph: ParsedParagraph, cue: ContactCue, others: Sequence[ContactCue], own: Sequence[ContactCue]) -> Draft:
        entry = cue.entry
        parties = self._parties.parties(cue)
        for joined in own:
            parties = _both(parties, self._parties.parties(joined))
        if isinstance(entry, ContactNoun) and entry.summit:
            parties = self._summit(cue, parties)
        kinds = [c.entry.kind for c in (cue, *own) if c.entry.kind is not None and not c.entry.weak]
        kind = kinds[0] if kinds else None
        how = modality(cue, self._words, others)
        weak = False
        if how is not None and (kind is None or (kind is ContactKind.CALL and how is ContactKind.VIDEO)):
            kind = how
        if kind is None and entry.weak:
            kind, weak = entry.kind, True
        if kind in (None, ContactKind.MEETING) and len(parties.all) > 1 and all(is_delegation(r.actor) for r in parties.all):
            kind, weak = ContactKind.TALKS, False
        standing = standing_of(cue, self._words)
        if any(t.lower_ in self._words.times_counted and t.i and t.doc[t.i - 1].pos_ == "NUM" for t in cue.paragraph.doc[cue.anchor.i : cue.anchor.sent.end][:8]):
            standing = Standing(False, why="counts several")
        for joined in own:
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

    def _inherited(self, cue: ContactCue, others: Sequence[ContactCue]) -> When:
        """*s'est rendue jeudi à Z, **où** elle a rencontré Y*: the day of the clause above."""
        doc = cue.paragraph.doc
        near = doc[max(cue.anchor.sent.start, cue.clause.i - 7) : cue.clause.i]
        if not any(t.lower_ in self._words.where for t in near):
            return When()
        before = [o for o in others if o.anchor.i < cue.anchor.i]
        return self._times.when(before[-1], [cue]) if before else When()

    # --- parts -----------------------------------------------------------------------------------------------------

    def _definite(self, cue: ContactCue) -> str:
        if cue.is_verb:
            return ""
        first = cue.tokens[0]
        doc = cue.paragraph.doc
        for token in reversed(doc[max(first.sent.start, first.i - 3) : first.i]):
            form = token.lower_.replace("’", "'")
            if form in self._words.demonstrative:
                return "this"
            if form in self._words.possessives:
                return "their"
            if form in self._words.definite:
                return "the"
            if token.pos_ not in ("ADJ", "NUM", "PUNCT"):
                return ""
        return ""

    def _near_text(self, cue: ContactCue) -> str:
        """The cue's clause in plain text, without what lies far from the cue."""
        doc = cue.paragraph.doc
        inside = [i for i in cue.own if cue.anchor.sent.start <= i < cue.anchor.sent.end and abs(i - cue.anchor.i) <= 12]
        inside += [t.i for t in cue.tokens]
        if not cue.is_verb:
            inside = [i for i in inside if i >= cue.tokens[0].i - 4 and i <= cue.tokens[-1].i + 6]
        return cue.scene.slice(doc[min(inside)], doc[max(inside)])

    def _earlier(self, cue: ContactCue, standing: Standing, when: When) -> bool:
        text = self._near_text(cue)
        if any(has_phrase(text, p) for p in self._words.earlier):
            return True
        expression = when.expression
        if expression is not None and expression.offset is not None and when.relative and (expression.offset.n or 0) < 0:
            return True
        if expression is not None and expression.shift == -1:
            return True
        return standing.past_before and cue.is_verb and expression is not None

    def _later(self, cue: ContactCue) -> bool:
        text = self._near_text(cue)
        return any(has_phrase(text, p) for p in self._words.later) or cue.anchor.lemma_.lower() in self._words.again

    def _duration(self, cue: ContactCue, others: Sequence[ContactCue]) -> Duration | None:
        """A length in the sentence, unless it stands nearer to another contact word."""
        sentence = cue.paragraph.span_of(list(cue.anchor.sent))
        found = self._times.duration(cue.paragraph, sentence)
        if found is None:
            return None
        everyone = [cue, *others]
        before = [c for c in everyone if c.span.start < found.span.start]
        nearest = max(before, key=lambda c: c.span.start) if before else min(everyone, key=lambda c: c.span.start)
        return found if nearest is cue else None

    def _summit(self, cue: ContactCue, parties: Parties) -> Parties:
        """The leaders of the organisation that the summit is of, and whoever attends."""
        first, last = max(cue.anchor.sent.start, cue.tokens[0].i - 2), min(cue.tokens[-1].i + 8, cue.anchor.sent.end)
        found: list[Referent] = []
        if cue.entry.lemma == "conseil européen":
            union = self._registry.get("Q458")
            if union is not None:
                found.append(Referent(self._registry.leaders(union.id), ReferentKind.GROUP, None, frozenset(), union.id))
        for mention in self._mentions.in_paragraph(cue.paragraph.index):
            if not first <= mention.tokens[0] < last or (mention.span.overlaps(cue.span) and len(cue.tokens) > 1):
                continue
            between = cue.paragraph.doc[cue.tokens[-1].i + 1 : mention.tokens[0]]
            if any(t.pos_ in ("VERB", "AUX", "PUNCT") or t.lower_ in ("à", "avec", "par") for t in between):
                continue
            for r in mention.referents:
                if r.kind is ReferentKind.ORGANISATION and r.actor.id and self._registry.get(r.actor.id):
                    found.append(Referent(self._registry.leaders(r.actor.id), ReferentKind.GROUP, None, frozenset(), r.actor.id))
        if not found:
            return parties
        people = parties.all if parties.explicit else ()
        return Parties(unique([*found, *people]), open=False, tokens=parties.tokens, explicit=True)

    def _span(self, cue: ContactCue, parties: Parties, own: Sequence[ContactCue], when: When) -> Span:
        tokens = [*cue.tokens, *(t for o in own for t in o.tokens)]
        if cue.is_verb:
            tokens += [c for c in cue.anchor.children if c.dep_ in ("aux", "aux:pass", "expl", "expl:pass", "expl:comp", "obj", "iobj") and c.i < cue.anchor.i and c.pos_ in ("AUX", "PRON")]
        end = max(t.i for t in tokens)
        tokens += [t for t in parties.tokens if end < t.i < end + 24 and t.sent == cue.anchor.sent]
        span = cue.paragraph.span_of(tokens)
        e = when.expression
        if e is not None and is_date(e) and e.span.end > span.end and e.span.start - span.end < 20:
            span = Span(span.start, e.span.end)
        return span


def _both(left: Parties, right: Parties) -> Parties:
    return Parties(
        unique([*left.all, *right.all]),
        left.subject or right.subject,
        left.open or right.open,
        (*left.tokens, *right.tokens),
        left.explicit or right.explicit,
    )


def _joined(cues: Sequence[ContactCue]) -> dict[ContactCue, ContactCue]:
    """Contact nouns that only say how a contact verb of the same clause went, or stand in apposition to another noun."""
    found: dict[ContactCue, ContactCue] = {}
    for cue in cues:
        if cue.is_verb:
            # "se sont retrouvées pour discuter": one contact
            above = [o for o in cues if o.is_verb and o is not cue and o.anchor == cue.anchor.head and o not in found]
            if above and is_infinitive(cue.anchor):
                found[cue] = above[0]
            continue
        for other in cues:
            if other is cue or other in found or other.anchor.sent != cue.anchor.sent:
                continue
            if other.is_verb and isinstance(other.entry, ContactVerb):
                inside = cue.clause == other.anchor or (cue.anchor.head == other.anchor)
                how = cue.entry.lemma == "téléphone" or cue.anchor.dep_ in ("obl", "obj", "xcomp", "advmod", "obl:mod")
                marked = cue.tokens[0].i > other.anchor.i and cue.tokens[0].i - other.anchor.i < 10
                if inside and how and marked and not _new_event(cue):
                    found[cue] = other
                    break
    return found


def _new_event(cue: ContactCue) -> bool:
    """*s'est entretenu avec X après leur rencontre*: another contact."""
    before = cue.paragraph.doc[max(cue.tokens[0].i - 5, cue.anchor.sent.start) : cue.tokens[0].i]
    if any(t.lower_ in ("après", "avant", "depuis", "lendemain", "veille", "marge", "suite") for t in before):
        return True
    return cue.entry.kind is ContactKind.VISIT or bool(getattr(cue.entry, "summit", False))
