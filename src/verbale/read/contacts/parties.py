"""Who takes part in a contact: those of a verb ("X a appelé Y"), of a noun, of a telling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verbale.model import ContactKind
from verbale.read.contacts.cue import ContactCue
from verbale.read.contacts.cue_clauses import behind_adverb, clause_tokens, is_fronted, participle_of
from verbale.read.contacts.noun_parties import NounParties
from verbale.read.contacts.party_maker import Parties
from verbale.read.contacts.phrases import SUBJECTS, is_delegation
from verbale.read.contacts.quoted import is_principal
from verbale.read.contacts.scene import Scene, has_any
from verbale.read.contacts.verb_forms import is_passive
from verbale.read.contacts.words import ContactNoun, ContactVerb
from verbale.read.names.mention import Mention, MentionKind, Referent, unique
from verbale.read.story.clauses import is_finite, is_infinitive
from verbale.read.story.document import ParsedParagraph, children
from verbale.read.story.tokens import has_feature, plain
from verbale.syntax.tree import Token

TOLD = ContactNoun("(telling)", ("(telling)",), None, False, (), (), True, False, False, None, ())


class PartyFinder(NounParties):
    """Finds the parties of cues in one story."""

    def parties(self, cue: ContactCue) -> Parties:
        """The parties that the cue's own clause names."""
        if isinstance(cue.entry, ContactVerb):
            return self._of_verb(cue, cue.entry)
        return self._of_noun(cue, cue.entry)

    def _of_verb(self, cue: ContactCue, entry: ContactVerb) -> Parties:
        paragraph, verb = cue.paragraph, cue.anchor
        prepositions = self._words.prepositions
        fronted = is_fronted(verb) and any(t.plain_ in prepositions.by for t in self._own(cue))
        # "X reçue par Y", with the participle taken for a finite form
        agents = [a for a in children(verb, "obl:agent") if self._mentions.at(paragraph, a) is not None]
        by_agent = bool(agents) and participle_of(verb, self._words) == entry.participle
        passive = (is_passive(verb, self._words) or fronted or by_agent) and not entry.reflexive
        # "was put through to Y": who is the subject takes part whatever the voice
        through = passive and "obj" not in entry.partner and not entry.attached
        subject = [] if passive and not through else self.subject(paragraph, verb)
        if any(m.kind is MentionKind.SAME_SOURCE for m in subject):
            return Parties(())  # "the statement welcomed X's readiness"
        others: list[Mention] = []
        named = False
        if passive and "obj" in entry.partner:
            others += self.subject(paragraph, verb) or self._after_comma(cue)
            if not others and children(verb, "aux", "aux:pass"):
                others += self._before(cue)  # "Arrivé à Z, X y a été reçu par Y", with X in a sentence before
            subject, named = self._after_preposition(cue, prepositions.by), True
        elif "obj" in entry.partner and is_fronted(verb):
            others, named = self._after_comma(cue), True
        elif "obj" in entry.partner:
            objects = self._objects(cue)
            named = bool(objects)
            others += objects
        if through and not any(m.referents for m in others):
            others += self._after_preposition(cue, prepositions.by)
        whom = {"of": self._of_whom, "poss": self._owners}
        for slot in entry.partner:
            forms = {"with": prepositions.with_, "to": prepositions.to}.get(slot, frozenset({slot}))
            if slot in whom:
                others += whom[slot](cue)
            elif slot not in ("obj", "in", "near"):
                found = self._after_preposition(cue, forms)
                if slot == "to":
                    found += self._clitics(cue)
                named = named or bool(found) or self._has_preposition(cue, forms)
                others += found
        if "in" in entry.partner:
            subject = self.subject(paragraph, verb)
        if not passive and not any(m.referents for m in others):
            by_clitic = self._by_clitic(cue, subject)
            named = named or bool(by_clitic)
            others = by_clitic or others
        if not subject and not passive and is_finite(verb):
            subject = self._before(cue)
        if "near" in entry.partner and not others:
            others += self._only_other(cue, subject)
            named = named or bool(others)
        if not subject and not passive and not is_finite(verb) and verb.dep_ == "advcl":
            # "after speaking with X, Y said"
            known = {r.actor.name for m in others for r in m.referents}
            behind = self._after_comma(cue)
            subject = [m for m in behind if not known & {r.actor.name for r in m.referents}]
        if entry.gathers and not passive:
            subject = []  # "un appel a réuni X et Y"; "X a réuni Y et Z" in one room is read by its own words
        made = self._made(cue, subject, others, named=named)
        if len(made.all) > 1 and not made.subject and not (passive or entry.gathers or "in" in entry.partner):
            return Parties((), open=True)  # nobody knows who spoke to X and to Y
        if entry.attached and not others:
            return Parties(())  # "ont évoqué X": what a contact was about, not a contact
        if entry.reciprocal and "in" not in entry.partner and self._only_unnamed(cue, entry, others):
            return Parties(made.all, made.subject, True, made.tokens)  # "X and Y spoke to workers"
        ahead = any(
            m.plain_ in prepositions.to for m in children(verb, "mark")
        )  # "looked forward to meeting"
        bare = is_finite(verb) or is_infinitive(verb) or ahead or behind_adverb(verb)
        alone = entry.reciprocal and (bare or through)
        if others or alone or "in" in entry.partner or all(is_delegation(r.actor) for r in made.all):
            return self._apart(cue, made, subject, others)
        if entry.anaphoric and not named and not children(verb, "obj", "xcomp", "ccomp"):
            return Parties(made.all, made.subject, False, made.tokens)  # "c'est X qui a appelé"
        return Parties(made.all, made.subject, True, made.tokens, made.explicit)

    def _only_unnamed(self, cue: ContactCue, entry: ContactVerb, others: Sequence[Mention]) -> bool:
        """*spoke **to workers***, *met **students***: whom they met are people whom nobody names."""
        words = self._words.prepositions
        forms = {"with": words.with_, "to": words.to}
        for below in children(cue.anchor, "obl", "obl:arg", "obj"):
            cases = {plain(c) for c in children(below, "case")}
            fills = any(
                cases & forms.get(slot, frozenset({slot})) if slot != "obj" else below.dep_ == "obj"
                for slot in entry.partner
            )
            inside = {t.i for t in below.subtree}  # "spoke to students of Z"
            met = [m for m in others if m.tokens[0] not in inside and not self._is_subject(cue, m)]
            if fills and not met and self._is_crowd(cue.paragraph, below):
                return True
        return False

    def _is_subject(self, cue: ContactCue, mention: Mention) -> bool:
        """*talk to those **they** might persuade*."""
        head = cue.paragraph.doc[mention.tokens[0]]
        return head.dep_ in SUBJECTS and head.head != cue.anchor

    def _is_crowd(self, paragraph: ParsedParagraph, noun: Token) -> bool:
        """*the nation*; a plural that names no person, time or number of times (*à plusieurs reprises*)."""
        counted = self._words.time_nouns | self._words.times_counted | self._words.amounts
        if noun.lemma_.lower() in self._words.attendants:
            return False  # "spoke for an hour, with two interpreters"
        return noun.lemma_.lower() in self._words.crowds or (
            noun.pos_ == "NOUN"
            and has_feature(noun, "Number", "Plur")
            and not {noun.lower_, noun.lemma_.lower()} & counted
            and self._mentions.at(paragraph, noun) is None
        )

    def _preposition(self, cue: ContactCue, mention: Mention) -> str | None:
        """The preposition right before a mention or its article, or that it begins with; None when it has
        none.
        """
        first = cue.paragraph.doc[mention.tokens[0]]
        before = cue.paragraph.doc[mention.tokens[0] - 1] if mention.tokens[0] else first
        if before.pos_ == "DET" and before.i:
            before = cue.paragraph.doc[before.i - 1]
        return next((t.plain_ for t in (first, before) if t.pos_ == "ADP"), None)

    def _own(self, cue: ContactCue) -> list[Token]:
        return [cue.paragraph.doc[i] for i in sorted(cue.own)]

    def _after_comma(self, cue: ContactCue) -> list[Mention]:
        """*Reçu jeudi par X, **Y** a*: the subject of the main clause."""
        doc = cue.paragraph.doc
        for token in doc[cue.anchor.i + 1 : cue.anchor.sent.end]:
            if token.text == "," and token.i + 1 < cue.anchor.sent.end:
                mention = self._starting_near(cue.paragraph, token.i + 1)
                return self.run(cue.paragraph, mention, listed=True) if mention is not None else []
        return []

    def _apart(
        self, cue: ContactCue, made: Parties, subject: Sequence[Mention], others: Sequence[Mention]
    ) -> Parties:
        """*séparément avec X et Y*, *avec X, puis avec Y*, *samedi à X et dimanche à Y*: one contact each."""
        doc = cue.paragraph.doc
        entry = cue.entry
        telephoned = (
            entry.kind is ContactKind.CALL and isinstance(entry, ContactVerb) and "obj" in entry.partner
        )
        called = isinstance(entry, ContactVerb) and (entry.initiator or telephoned) and not entry.gathers
        beside = doc[cue.anchor.i : others[0].tokens[0]] if others else ()
        each = called or any(t.plain_ in self._words.separately for t in beside)
        if each and len(others) == 1 and len(others[0].referents) > 1:
            # "a appelé les deux hommes"
            single = [unique(self._as_parties([r], None)) for r in others[0].referents]
            return replace(made, groups=tuple(g for g in single if g)) if all(single) else made
        if len(others) < 2 or len(unique(r for m in subject for r in m.referents)) != 1:
            return made
        ordered = sorted(others, key=lambda m: m.tokens)
        end = min(ordered[-1].tokens[1] + 2, cue.anchor.sent.end)
        begin = min(cue.anchor.i, ordered[0].tokens[0])
        each = called or any(t.plain_ in self._words.separately for t in doc[begin:end])
        # "in separate calls, X spoke to Y and Z", "has spoken in recent days with Y and Z"
        each = each or has_any(cue.scene.sentence(cue.anchor), self._words.repeated)
        each = each or any(
            t.plain_ in self._words.separately and t.head.lemma_.lower() in self._words.nouns
            for t in doc[cue.anchor.sent.start : cue.anchor.i]
        )
        each = each or any(t.lower_ in self._words.including for t in doc[begin : ordered[0].tokens[0]])
        groups: list[list[Mention]] = []
        for mention in ordered:
            again = bool(groups) and self._preposition(cue, mention) == self._preposition(cue, groups[0][0])
            same = groups and {r.actor.name for r in mention.referents} == {
                r.actor.name for m in groups[-1] for r in m.referents
            }
            bare = self._preposition(cue, mention) is None
            if groups and (same or not ((again and not bare) or each)):
                groups[-1].append(mention)
            else:
                groups.append([mention])
        parties = [unique(self._as_parties([r for m in g for r in m.referents], None)) for g in groups]
        if len(groups) < 2 or not all(parties):
            return made
        return replace(made, groups=tuple(parties))

    def behind_ordinal(self, paragraph: ParsedParagraph, ordinal: Token) -> tuple[Referent, ...]:
        """*her second, rather longer, **to Y***: who stands behind the preposition; empty behind a noun."""
        words = self._words.prepositions
        for token in paragraph.doc[ordinal.i + 1 : min(ordinal.i + 8, ordinal.sent.end)]:
            if token.plain_ in words.to | words.with_ and token.pos_ != "PART":
                mention = self._starting_near(paragraph, token.i + 1)
                return tuple(r for r in mention.referents if is_principal(r)) if mention is not None else ()
            if token.pos_ in ("NOUN", "PROPN") or (token.pos_ == "VERB" and not self._may_carry(token)):
                return ()
        return ()

    def _may_carry(self, verb: Token) -> bool:
        """*her third **went** to Y*."""
        return verb.lemma_.lower() in self._words.lasting

    def _pseudo(self, paragraph: ParsedParagraph, verb: Token) -> ContactCue:
        return ContactCue(Scene(paragraph), TOLD, verb, (verb,), verb, clause_tokens(verb))

    def telling(self, paragraph: ParsedParagraph, verb: Token) -> Parties | None:
        """The principals of *X a déclaré à Y*: one subject, one addressee; None if it is not that."""
        if is_infinitive(verb) or children(verb, "aux:pass", "nsubj:pass"):
            return None
        to = [
            o
            for o in children(verb, "obl", "iobj", "obl:arg")
            if any(plain(c) in self._words.prepositions.to for c in children(o, "case"))
        ]
        subject = unique(r for m in self.subject(paragraph, verb) for r in m.referents if is_principal(r))
        if verb.lemma_.lower() in self._words.addressing:
            to += [o for o in children(verb, "obj", "iobj") if o.pos_ in ("PROPN", "NOUN", "PRON")]
        mentions = self.heads(paragraph, to) or (
            self._after_preposition(self._pseudo(paragraph, verb), self._words.prepositions.to)
            if subject
            else []
        )
        other = unique(r for m in mentions for r in m.referents if is_principal(r))
        if len(subject) != 1 or len(other) != 1 or subject[0].actor.name == other[0].actor.name:
            return None
        return Parties(
            (*subject, *other), subject, tokens=tuple(paragraph.doc[m.tokens[1] - 1] for m in mentions)
        )
