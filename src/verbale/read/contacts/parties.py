"""Who takes part in a contact: subject, object, "avec", "entre", possessives; principals only, nobody
invented.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verbale.model import ContactKind
from verbale.read.contacts.cues import ContactCue, Scene, behind_adverb, clause_tokens, governed, modality
from verbale.read.contacts.phrases import SUBJECTS, is_delegation, is_principal
from verbale.read.contacts.slots import SlotReader
from verbale.read.contacts.words import ContactNoun, ContactVerb
from verbale.read.names.mention import Mention, MentionKind, Referent, ReferentKind, unique
from verbale.read.story.clauses import is_finite, is_infinitive
from verbale.read.story.document import ParsedParagraph, children
from verbale.read.story.tokens import plain
from verbale.syntax.tree import Token

TOLD = ContactNoun("(telling)", ("(telling)",), None, False, (), (), True, False, False, None, ())


@dataclass(frozen=True, slots=True)
class Parties:
    """Who takes part as far as the clause tells.

    Attributes:
        all: principals, in the order of the text.
        subject: those of them who are the subject (or the agent of a passive).
        open: a party is named that is no principal, or that could not be told.
        tokens: where they are named.
        explicit: somebody is named as a party by the contact word itself ("avec X", "entre X et Y").
        sides: they are countries told for those who negotiate for them ("les deux pays ont échangé").
    """

    all: tuple[Referent, ...]
    subject: tuple[Referent, ...] = ()
    open: bool = False
    tokens: tuple[Token, ...] = ()
    explicit: bool = False
    sides: bool = False


class PartyFinder(SlotReader):
    """Finds the parties of cues in one story."""

    def parties(self, cue: ContactCue) -> Parties:
        """The parties that the cue's own clause names."""
        if isinstance(cue.entry, ContactVerb):
            return self._of_verb(cue, cue.entry)
        return self._of_noun(cue, cue.entry)

    def _of_verb(self, cue: ContactCue, entry: ContactVerb) -> Parties:
        paragraph, verb = cue.paragraph, cue.anchor
        prepositions = self._words.prepositions
        passive = _is_passive(verb) and not entry.reflexive
        subject = [] if passive else self.subject(paragraph, verb)
        others: list[Mention] = []
        named = False
        if passive and "obj" in entry.partner:
            others += self.subject(paragraph, verb)
            agents = self._after_preposition(cue, prepositions.by)
            subject, named = agents, True
        elif "obj" in entry.partner:
            objects = self._objects(cue)
            named = bool(objects)
            others += objects
        for slot in entry.partner:
            forms = {"with": prepositions.with_, "to": prepositions.to}.get(slot)
            if forms is not None:
                found = self._after_preposition(cue, forms)
                if slot == "to":
                    found += self._clitics(cue)
                named = named or bool(found) or self._has_preposition(cue, forms)
                others += found
        if "in" in entry.partner:
            subject = self.subject(paragraph, verb)
        if not subject and not passive and is_finite(verb):
            subject = self._before(cue)
        made = self._made(cue, subject, others, named=named)
        if entry.attached and not others:
            return Parties(())  # "ont évoqué X": what a contact was about, not a contact
        alone = entry.reciprocal and (is_finite(verb) or is_infinitive(verb) or behind_adverb(verb))
        if others or alone or "in" in entry.partner or all(is_delegation(r.actor) for r in made.all):
            return made
        return Parties(made.all, made.subject, True, made.tokens, made.explicit)

    def _of_noun(self, cue: ContactCue, entry: ContactNoun) -> Parties:
        paragraph = cue.paragraph
        prepositions = self._words.prepositions
        between = self._after_preposition(cue, prepositions.between)
        with_ = self._after_preposition(cue, prepositions.with_)
        genitive = self._genitive(cue)
        named = bool(between) or self._has_preposition(cue, prepositions.with_ | prepositions.between)
        others = [*between, *with_]
        if entry.kind in (ContactKind.CALL, ContactKind.MESSAGE) and not between:
            to = self._after_preposition(cue, prepositions.to, near=True)
            named, others = named or bool(to), [*others, *to]
        subject: list[Mention] = list(genitive)
        holders = {} if between else self._possessors(cue, others)
        if not between and not subject and not holders:
            subject = self._governing_subject(cue) or self._relative_subject(cue)
        if subject and not others and not between and not holders and self.carrier(cue):
            others = self._clause_partner(cue)
        if holders and not others and not between and cue.anchor.dep_ in ("obj", "obl"):
            # "X a refusé de prendre son appel": his is the other's
            subject = self._governing_subject(cue)
        takes = (
            cue.clause.lemma_.lower()
            in self._words.light_verbs | self._words.status.refused | self._words.status.agreed
        )
        if genitive and not others and takes and governed(cue.anchor, self._words)[0] == "obj":
            subject = [*subject, *self.subject(paragraph, cue.clause)]  # "a décliné un appel de X"
        made = self._made(cue, subject, others, named=named or bool(genitive), extra=tuple(holders.values()))
        if self._to_outlet(cue):
            made = Parties(made.all, made.subject, True, made.tokens, False)
        if len(made.all) == 1 and made.explicit and not made.open and not between:
            made = self._completed(cue, made)
        if (
            not made.all
            and not made.explicit
            and not entry.anaphoric
            and entry.needs
            and cue.clause.pos_ not in ("VERB", "AUX")
        ):
            # a title without a verb: "X et Y de nouveau au téléphone"
            made = self._made(cue, self._before(cue), [], named=False)
        if len(made.all) < 2 and not made.explicit and not entry.anaphoric and entry.needs:
            # "le temps qu'ont passé au téléphone X et Y"
            here = [m for m in self._in_sentence(cue) if any(is_principal(r) for r in m.referents)]
            if len(unique(r for m in here for r in m.referents)) == 2:
                made = self._made(cue, here, [], named=False)
        if not made.all and (entry.kind is ContactKind.TALKS or entry.kind is None):
            pair = self._demonym_pair(cue)
            if pair:
                return Parties(pair, tokens=(cue.anchor,), explicit=True)
        return made

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

    def _possessors(self, cue: ContactCue, others: Sequence[Mention]) -> dict[str, Referent]:
        """*leur rencontre*, *son entretien avec X*: who the possessive stands for."""
        first = cue.tokens[0]
        before = [
            t
            for t in cue.paragraph.doc[max(first.sent.start, first.i - 3) : first.i]
            if t.lower_ in self._words.possessives
        ]
        if not before:
            return {}
        plural = before[-1].lower_ in self._words.theirs
        taken = {r.actor.name for m in others for r in m.referents}
        bearer = self._governing_subject(cue, any_verb=True)
        if not plural and not others and cue.anchor.dep_ == "obj" and cue.entry.kind is ContactKind.CALL:
            taken |= {r.actor.name for m in bearer for r in m.referents}
            bearer = []
        own = [r for m in bearer for r in m.referents if is_principal(r) and r.actor.name not in taken]
        if own and (len(own) > 1 or not plural):
            return {r.actor.name: r for r in own}
        earlier = [m for m in self._mentions if (m.paragraph, m.tokens[0]) < (cue.paragraph.index, first.i)]
        if plural:
            with_subject = [r for m in self._clause_persons(cue) for r in m.referents if is_principal(r)]
            if len({r.actor.name for r in with_subject}) >= 2:
                return {r.actor.name: r for r in with_subject}
            for m in reversed(earlier[-12:]):
                if len(m.referents) > 1 and all(is_principal(r) for r in m.referents):
                    return {r.actor.name: r for r in m.referents}
            people = unique(r for m in reversed(earlier[-12:]) for r in m.referents if is_principal(r))
            return {r.actor.name: r for r in people} if len(people) == 2 else {}
        for m in reversed(earlier[-8:]):
            head = self._token(cue, m)
            if (
                len(m.referents) == 1
                and is_principal(m.referents[0])
                and m.referents[0].actor.name not in taken
                and (head is None or head.dep_ in SUBJECTS)
            ):
                return {m.referents[0].actor.name: m.referents[0]}
        return {}

    def _governing_subject(self, cue: ContactCue, *, any_verb: bool = False) -> list[Mention]:
        """The subject (and addressee) of the clause that carries the noun ("X a dit à Y lors d'un appel", "X
        a eu un entretien").
        """
        clause = cue.clause
        light = clause.lemma_.lower() in self._words.light_verbs and governed(cue.anchor, self._words)[0] in (
            "obj",
            "obl",
            "nsubj:pass",
            "xcomp",
            "iobj",
        )
        agreed = clause.lemma_.lower() in self._words.status.agreed | self._words.status.planned
        if not light and not any_verb and isinstance(cue.entry, ContactNoun) and cue.entry.summit:
            return []
        if not (light or any_verb or agreed or self.carrier(cue)):
            return []
        if clause.pos_ not in ("VERB", "AUX") and not children(clause, "cop"):
            return []
        found = self.subject(cue.paragraph, clause)
        if not found and _is_passive(clause):
            found = []
        people = [r for m in found for r in m.referents if is_principal(r)]
        if (
            agreed
            and not (light or any_verb or self.carrier(cue))
            and len({r.actor.name for r in people}) < 2
            and not (cue.anchor.dep_ == "obj" and self._has_preposition(cue, self._words.prepositions.with_))
        ):
            return []
        if (
            len({r.actor.name for r in people}) == 1
            and not any_verb
            and cue.entry.kind is not ContactKind.MESSAGE
        ):
            to = [
                o
                for o in children(clause, "obl", "iobj", "obl:arg")
                if o.pos_ == "PRON"
                or any(plain(c) in self._words.prepositions.to for c in children(o, "case"))
            ]
            found = [
                *found,
                *(m for m in self.heads(cue.paragraph, to) if any(is_principal(r) for r in m.referents)),
            ]
        return found

    def _clause_partner(self, cue: ContactCue) -> list[Mention]:
        """*a évoqué X **avec Y** lors d'un entretien*: the partner stands in the clause of the noun."""
        found = [
            t.head
            for t in cue.paragraph.doc[cue.clause.i + 1 : cue.tokens[0].i]
            if plain(t) in self._words.prepositions.with_ and t.dep_ == "case"
        ]
        return [m for m in self.heads(cue.paragraph, found) if any(is_principal(r) for r in m.referents)]

    def _relative_subject(self, cue: ContactCue) -> list[Mention]:
        """*la visite que X devait effectuer*."""
        for relative in children(cue.anchor, "acl:relcl"):
            if any(
                v.lemma_.lower() in self._words.light_verbs for v in (relative, *children(relative, "xcomp"))
            ):
                return self.subject(cue.paragraph, relative)
        return []

    def _to_outlet(self, cue: ContactCue) -> bool:
        """*un entretien à La Gazette*: an interview."""
        after = cue.paragraph.doc[cue.tokens[-1].i + 1 : min(cue.tokens[-1].i + 6, cue.anchor.sent.end)]
        mentions = [m for m in (self._mentions.at(cue.paragraph, t) for t in after) if m is not None]
        return any(r.kind is ReferentKind.OUTLET for m in mentions for r in m.referents)

    def _completed(self, cue: ContactCue, made: Parties) -> Parties:
        """A title without a verb or with a loose one: the only other principal of its sentence."""
        taken = {r.actor.name for r in made.all}
        others = unique(
            r
            for m in self._mentions.in_paragraph(cue.paragraph.index)
            if cue.anchor.sent.start <= m.tokens[0] < cue.anchor.sent.end
            for r in m.referents
            if is_principal(r) and r.actor.name not in taken
        )
        verbless = cue.clause.pos_ not in ("VERB", "AUX")
        if (
            not others
            and verbless
            and modality(cue, self._words, ()) is ContactKind.CALL
            and cue.anchor.sent.start == cue.tokens[0].i
        ):
            # the title of a readout: "Entretien téléphonique avec Y", by the only other principal of the text
            others = unique(
                r
                for m in self._mentions
                for r in m.referents
                if is_principal(r) and r.actor.name not in taken
            )
        if len(others) != 1 or not (self.carrier(cue) or verbless):
            return made
        return Parties((*others, *made.all), others, made.open, made.tokens, made.explicit)

    def _demonym_pair(self, cue: ContactCue) -> tuple[Referent, ...]:
        """*négociations russo-ukrainiennes*: the delegations of both."""
        for token in cue.paragraph.doc[cue.tokens[-1].i + 1 : cue.tokens[-1].i + 4]:
            first, _, second = token.lower_.partition("-")
            base = self._words.demonym_prefixes.get(first)
            if base is None or not second:
                continue
            found = [self._registry.country_of_demonym(d, self._language) for d in (base, second)]
            sides = [e for e in found if e is not None]
            if len(sides) == 2:
                return tuple(
                    Referent(
                        self._registry.delegation(e.id), ReferentKind.INSTITUTION, None, frozenset(), e.id
                    )
                    for e in sides
                )
        return ()

    def _made(
        self,
        cue: ContactCue,
        subject: Sequence[Mention],
        others: Sequence[Mention],
        *,
        named: bool,
        extra: Sequence[Referent] = (),
    ) -> Parties:
        kind = cue.entry.kind
        others = [*others, *self._present(cue)]
        mine = [r for m in subject for r in self._who(cue.paragraph, m)]
        theirs = [r for m in others for r in self._who(cue.paragraph, m)]
        everyone = [*extra, *mine, *theirs]
        all_ = without_own_side(unique(self._as_parties(everyone, kind)))
        first = unique(self._as_parties([*mine, *extra], kind))
        outsiders = [
            r for r in theirs if not self._as_parties([r], kind) and r.kind is not ReferentKind.COUNTRY
        ]
        blank = [m for m in (*subject, *others) if not self._who(cue.paragraph, m)]
        unresolved = any(m.kind is not MentionKind.OFFICE or len(all_) < 2 for m in blank) or (
            named and not theirs and not mine
        )
        tokens = tuple(cue.paragraph.doc[m.tokens[1] - 1] for m in (*subject, *others))
        sides = (
            bool(all_)
            and all(is_delegation(r.actor) for r in all_)
            and not any(is_delegation(r.actor) for r in everyone)
        )
        return Parties(all_, first, bool(outsiders) or unresolved, tokens, named, sides)

    def _token(self, cue: ContactCue, mention: Mention) -> Token | None:
        return cue.paragraph.doc[mention.head] if mention.paragraph == cue.paragraph.index else None


def without_own_side(parties: tuple[Referent, ...]) -> tuple[Referent, ...]:
    """Two leaders are the parties; their own countries beside them (a dateline) are not."""
    people = [r for r in parties if r.is_person]
    sides = {r.country or r.actor.side for r in people}
    if len(people) < 2:
        return parties
    return tuple(r for r in parties if r.is_person or (r.country or r.actor.side) not in sides)


def _is_passive(verb: Token) -> bool:
    if children(verb, "aux:pass"):
        return True
    if children(verb, "nsubj:pass"):
        # a compound tense with "avoir" is no passive, whatever the parser calls its subject
        return all(a.lemma_ != "avoir" for a in children(verb, "aux"))
    return (
        not is_finite(verb)
        and not is_infinitive(verb)
        and verb.dep_ in ("acl", "advcl", "amod")
        and "Past" in verb.morph.get("Tense", [])
    )
