"""One draft for each contact word, and the reading of its parts: article, time, length, place, evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from verbale.actors.registry import ActorRegistry
from verbale.actors.schema import ActorKind
from verbale.model import ContactKind, Duration, Ordinal, Span
from verbale.read.contacts.carriers import carrier_of
from verbale.read.contacts.cue import ContactCue, phrase_start
from verbale.read.contacts.cue_clauses import clause_tokens, main_verb
from verbale.read.contacts.cues import CueFinder
from verbale.read.contacts.details import Place, PlaceFinder
from verbale.read.contacts.initiators import Caller, InitiatorFinder
from verbale.read.contacts.named_days import is_date
from verbale.read.contacts.parties import PartyFinder
from verbale.read.contacts.party_maker import Parties
from verbale.read.contacts.quoted import is_principal
from verbale.read.contacts.scene import has_any
from verbale.read.contacts.standing import Standing
from verbale.read.contacts.times import StoryTimes, When
from verbale.read.contacts.verb_forms import has_tense, is_perfect
from verbale.read.contacts.words import ContactNoun, ContactWords
from verbale.read.names.mention import Mention, MentionIndex, Referent, ReferentKind, unique
from verbale.read.names.story_people import Referents
from verbale.read.story.document import Story, children
from verbale.read.story.tokens import plain
from verbale.times import Role


@dataclass(frozen=True, eq=False)
class Draft:
    """What one contact word tells.

    Attributes:
        parties: principals, and whether somebody else is named as a party.
        kind: None when the sentence does not say how they met; `weak`: said by a word that is also
            used of others.
        definite: "this", "the", "their" or "" (a verb, or something new).
        earlier: marked as before what the story tells; `later`: marked as still to come.
        callers: whoever is said to have called or asked for it.
        span: the words from the contact word to its last party or time.
        telling: no contact word, but one principal says something to another ("X a déclaré mardi à Y
            que"): it makes
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
    callers: tuple[Caller, ...]
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
    def is_summit(self) -> bool:
        """Whether the word is that of a summit, which "la rencontre" does not take up."""
        entry = self.cue.entry
        return isinstance(entry, ContactNoun) and entry.summit

    @property
    def is_anaphor(self) -> bool:
        """Whether it may only take up a contact that the story tells elsewhere ("l'entretien", "une heure
        d'échange").
        """
        entry = self.cue.entry
        if self.parties.open or not isinstance(entry, ContactNoun):
            return False
        return (bool(self.definite) and entry.anaphoric) or (
            self.duration is not None and not self.parties.explicit
        )


class DraftParts:
    """Reads the parts of a draft from the sentence of its contact word."""

    def __init__(
        self,
        story: Story,
        mentions: MentionIndex,
        registry: ActorRegistry,
        words: ContactWords,
        times: StoryTimes,
        places: PlaceFinder,
    ) -> None:
        self._story, self._mentions, self._registry, self._words, self._times = (
            story,
            mentions,
            registry,
            words,
            times,
        )
        self._cues = CueFinder(words)
        referents = Referents(registry, story.article.published)
        self._parties = PartyFinder(mentions, referents, words, story.article.language)
        self._places = places
        self._initiators = InitiatorFinder(mentions, self._parties, registry, words)

    def _inherited(self, cue: ContactCue, others: Sequence[ContactCue]) -> When:
        """*s'est rendue jeudi à Z, **où** elle a rencontré Y*: the day of the clause above."""
        doc = cue.paragraph.doc
        if not cue.is_verb and cue.clause.dep_ == "parataxis" and self._parties.carrier(cue):
            return self._of_main_clause(cue)
        occasion = self._occasion(cue, others)
        if occasion is not None:
            return self._times.when(occasion, [cue])
        near = doc[max(cue.anchor.sent.start, cue.clause.i - 7) : cue.clause.i]
        if not any(t.lower_ in self._words.where for t in near):
            return When()
        before = [o for o in others if o.anchor.i < cue.anchor.i]
        if before:
            return self._times.when(before[-1], [cue])
        # "s'envolera jeudi pour Z, **où** elle aura un entretien": the only day before
        where = next(t for t in near if t.lower_ in self._words.where)
        sentence = cue.paragraph.span_of(list(cue.anchor.sent))
        left = Span(sentence.start, cue.paragraph.at(where).start)
        found = [
            e for e in self._times.in_span(cue.paragraph, left) if is_date(e) and e.role in (None, Role.AT)
        ]
        return When(found[0]) if len(found) == 1 and not found[0].anchor else When()

    def _occasion(self, cue: ContactCue, others: Sequence[ContactCue]) -> ContactCue | None:
        """*X and Y will meet **on the sidelines of a summit** in Z in November*."""
        for other in others:
            if (
                not other.is_verb
                and other.clause == cue.clause
                and self._parties.carrier(other) in self._words.beside
            ):
                return other
        return None

    def _of_main_clause(self, cue: ContactCue) -> When:
        """*X a averti **lundi** Y que S, a annoncé Z à l'issue d'un appel*."""
        own = clause_tokens(main_verb(cue.anchor))
        sentence = cue.paragraph.span_of(list(cue.anchor.sent))
        for e in self._times.in_span(cue.paragraph, sentence):
            tokens = cue.paragraph.tokens_in(e.span)
            if is_date(e) and tokens and tokens[0].i in own and e.span.end < cue.span.start:
                return When(e)
        return When()

    def _definite(self, cue: ContactCue) -> str:
        if cue.is_verb:
            return ""
        first = cue.tokens[0]
        doc = cue.paragraph.doc
        if any(p.lower_ in self._words.time_nouns for p in children(cue.anchor, "nmod:poss")):
            return "the"  # "Saturday's call"
        start = min(max(first.sent.start, first.i - 3), phrase_start(cue))
        for token in reversed(doc[start : first.i]):
            form = plain(token)
            if form in self._words.demonstrative:
                return "this"
            if form in self._words.possessives:
                return "their"
            if form in self._words.definite:
                return "the"
            if token.pos_ not in ("ADJ", "NUM", "PUNCT") and token.dep_ != "compound":
                return ""
        return ""

    def _near_text(self, cue: ContactCue) -> str:
        """The cue's clause in plain text, without what lies far from the cue."""
        doc = cue.paragraph.doc
        inside = [
            i
            for i in cue.own
            if cue.anchor.sent.start <= i < cue.anchor.sent.end and abs(i - cue.anchor.i) <= 12
        ]
        inside += [t.i for t in cue.tokens]
        if not cue.is_verb:
            inside = [i for i in inside if i >= cue.tokens[0].i - 4 and i <= cue.tokens[-1].i + 6]
        return cue.scene.slice(doc[min(inside)], doc[max(inside)])

    def _earlier(self, cue: ContactCue, standing: Standing, when: When) -> bool:
        text = self._near_text(cue)
        if has_any(text, self._words.earlier):
            return True
        expression = when.expression
        if (
            expression is not None
            and expression.offset is not None
            and when.relative
            and (expression.offset.n or 0) < 0
        ):
            return True
        if expression is not None and expression.shift == -1:
            return True
        if not cue.is_verb and self._definite(cue) == "their" and expression is not None:
            # "leur face-à-face du 7 février **avait** duré"
            return has_tense(cue.clause, "Imp") and is_perfect(cue.clause)
        return standing.past_before and cue.is_verb and expression is not None

    def _counted_from(self, cue: ContactCue, others: Sequence[ContactCue], when: When) -> bool:
        """*Their first call **since the meeting of 2 December***: before what is counted from it."""
        if cue.is_verb or when.expression is None or not others:
            return False
        return carrier_of(cue, self._words.since, self._words.prepositions.of) is not None

    def _later(self, cue: ContactCue) -> bool:
        text = self._near_text(cue)
        above = cue.anchor.head
        was_to = above.lemma_.lower() in self._words.status.must and has_tense(above, "Imp")
        again = cue.anchor.lemma_.lower() in self._words.again and not was_to  # "ils devaient se retrouver"
        return has_any(text, self._words.later) or again

    def _duration(self, cue: ContactCue, others: Sequence[ContactCue]) -> Duration | None:
        """A length in the sentence, unless it stands nearer to another contact word."""
        sentence = cue.paragraph.span_of(list(cue.anchor.sent))
        found = self._times.duration(cue.paragraph, sentence)
        if found is None:
            return None
        everyone = [cue, *others]
        before = [c for c in everyone if c.span.start < found.span.start]
        nearest = (
            max(before, key=lambda c: c.span.start) if before else min(everyone, key=lambda c: c.span.start)
        )
        return found if nearest is cue else None

    def _is_session(self, cue: ContactCue, others: Sequence[ContactCue]) -> bool:
        """*Le Conseil européen de juin*, *lors du Conseil européen*; *le Conseil européen a décidé* is the
        body.
        """
        start, end = cue.paragraph.span_of(cue.tokens).start, cue.paragraph.span_of(cue.tokens).end
        beside = self._times.in_span(cue.paragraph, Span(max(start - 20, 0), end + 30))
        return bool(
            any(is_date(e) for e in beside)
            or self._parties.carrier(cue)
            or cue.clause.lemma_.lower() in self._words.bearing - self._words.light_verbs
            or self._places.place_of(cue, others, frozenset())
        )

    def _summit(self, cue: ContactCue, parties: Parties) -> Parties:
        """The leaders of the organisation that the summit is of, and whoever attends."""
        first, last = (
            max(cue.anchor.sent.start, cue.tokens[0].i - 2),
            min(cue.tokens[-1].i + 8, cue.anchor.sent.end),
        )
        found: list[Referent] = []
        words = self._words.prepositions
        apart = words.to | words.with_ | words.by
        own = (
            self._registry.get(cue.entry.of) if isinstance(cue.entry, ContactNoun) and cue.entry.of else None
        )
        if own is not None:
            leaders = self._registry.leaders(own.id)
            found.append(Referent(leaders, ReferentKind.GROUP, None, frozenset(), own.id))
        for mention in self._mentions.in_paragraph(cue.paragraph.index):
            if not first <= mention.tokens[0] < last or (
                mention.span.overlaps(cue.span) and len(cue.tokens) > 1
            ):
                continue
            between = cue.paragraph.doc[cue.tokens[-1].i + 1 : mention.tokens[0]]
            if any(t.pos_ in ("VERB", "AUX", "PUNCT") or plain(t) in apart for t in between):
                continue
            if any(r.actor.name.endswith("(leaders)") for r in mention.referents):
                return replace(parties, all=unique(mention.referents), open=False, explicit=True)
            for r in mention.referents:
                if r.kind is ReferentKind.ORGANISATION and r.actor.id and self._registry.get(r.actor.id):
                    found.append(
                        Referent(
                            self._registry.leaders(r.actor.id),
                            ReferentKind.GROUP,
                            None,
                            frozenset(),
                            r.actor.id,
                        )
                    )
        found += self._summit_of_several(cue)
        if not found and self._parties.carrier(cue):
            # "the Union's leaders will discuss it at a summit"
            clauses = [cue.clause, *([cue.clause.head] if cue.clause.dep_ in ("acl", "advcl") else [])]
            clauses += [main_verb(cue.anchor)]
            above = [m for c in clauses for m in self._parties.subject(cue.paragraph, c)]
            found += [r for m in above for r in m.referents if r.actor.name.endswith("(leaders)")]
            found = list(unique(found)) or self._of_both(cue, above)
        if not found:
            return parties
        people = parties.all if parties.explicit else ()
        return Parties(unique([*found, *people]), open=False, tokens=parties.tokens, explicit=True)

    def _of_both(self, cue: ContactCue, told: Sequence[Mention]) -> list[Referent]:
        """*After Saturday's **summit**, X and Y said*: theirs, where nobody else's is named."""
        people = unique(r for m in told for r in m.referents if is_principal(r))
        behind = cue.paragraph.doc[cue.tokens[-1].i + 1 : cue.tokens[-1].i + 2]
        whose = any(plain(t) in self._words.prepositions.of for t in behind)
        return list(people) if len(people) == 2 and not whose else []

    def _summit_of_several(self, cue: ContactCue) -> list[Referent]:
        """*sommet conjoint ABC-DEF*: organisations joined by a hyphen, in one token of the parse."""
        found: list[Referent] = []
        forms = self._registry.forms(self._words.language)
        for token in cue.paragraph.doc[cue.tokens[-1].i + 1 : cue.tokens[-1].i + 4]:
            parts = token.text.split("-")
            if len(parts) < 2 or token.sent != cue.anchor.sent:
                continue
            for part in parts:
                ids = {f.entry_id for f in forms.get(part, ())}
                entries = [e for e in (self._registry.get(i) for i in sorted(ids)) if e is not None]
                if len(entries) == 1 and entries[0].kind is ActorKind.ORGANISATION:
                    leaders = self._registry.leaders(entries[0].id)
                    found.append(Referent(leaders, ReferentKind.GROUP, None, frozenset(), entries[0].id))
        return found

    def _span(self, cue: ContactCue, parties: Parties, own: Sequence[ContactCue], when: When) -> Span:
        tokens = [*cue.tokens, *(t for o in own for t in o.tokens)]
        if cue.is_verb:
            tokens += [
                c
                for c in cue.anchor.children
                if c.dep_ in ("aux", "aux:pass", "expl", "expl:pass", "expl:comp", "obj", "iobj")
                and c.i < cue.anchor.i
                and c.pos_ in ("AUX", "PRON")
            ]
        end = max(t.i for t in tokens)
        tokens += [t for t in parties.tokens if end < t.i < end + 24 and t.sent == cue.anchor.sent]
        span = cue.paragraph.span_of(tokens)
        e = when.expression
        if e is not None and is_date(e) and e.span.end > span.end and e.span.start - span.end < 20:
            span = Span(span.start, e.span.end)
        return span
