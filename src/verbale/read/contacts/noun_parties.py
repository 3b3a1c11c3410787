"""Who takes part in a contact told by a noun: "un appel entre X et Y", "leur rencontre"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from verbale.model import ContactKind
from verbale.read.contacts.cue import ContactCue, phrase_start
from verbale.read.contacts.cue_clauses import (
    given_participle,
    governed,
    is_fronted,
    main_verb,
    participle_of,
    relatives_of,
    urging_of,
)
from verbale.read.contacts.modality import modality
from verbale.read.contacts.party_maker import Parties, PartyMaker
from verbale.read.contacts.phrases import SUBJECTS
from verbale.read.contacts.quoted import is_principal
from verbale.read.contacts.scene import has_phrase
from verbale.read.contacts.verb_forms import is_passive, lemmas_of
from verbale.read.contacts.words import ContactNoun
from verbale.read.names.mention import Mention, Referent, ReferentKind, unique
from verbale.read.story.document import ParsedParagraph, children
from verbale.read.story.tokens import grammar_of, has_feature, plain
from verbale.syntax.tree import Token


class NounParties(PartyMaker):
    """Finds the parties of contact nouns."""

    def _of_noun(self, cue: ContactCue, entry: ContactNoun) -> Parties:
        paragraph = cue.paragraph
        prepositions = self._words.prepositions
        if entry.adverbial and is_fronted(cue.anchor.head) and self._reaches_whom(cue.anchor.head):
            return Parties(())  # "joint **par téléphone** par l'agence, X a accusé Y"
        giver, given_to = self.given_by(cue)
        if giver and given_to:
            return self._made(cue, giver, given_to, named=True)
        between = self._after_preposition(cue, prepositions.between)
        with_ = self._after_preposition(cue, prepositions.with_)
        genitive = self.holder(cue)
        named = bool(between) or self._has_preposition(cue, prepositions.with_ | prepositions.between)
        others = [*between, *with_]
        given = cue.anchor.dep_ == "obj" and cue.clause.lemma_.lower() in self._words.initiator.giving
        addressed = (ContactKind.CALL, ContactKind.MESSAGE, ContactKind.VISIT)
        carried = False
        if (given or entry.kind in addressed) and not between:
            sender = self.from_whom(cue)
            carried = given and entry.kind is ContactKind.MESSAGE and bool(sender)
            to = self.to_whom(cue)
            if given and not to:
                before = [o for o in children(cue.clause, "obj") if o.i < cue.anchor.i]
                to = self.heads(paragraph, [*children(cue.clause, "iobj"), *before])  # "sent X a letter"
            to = [*to, *sender]
            named, others = named or bool(to), [*others, *to]
        subject: list[Mention] = list(genitive)
        holders = {} if between else self._possessors(cue, others)
        if not between and not subject and not holders:
            subject = self._governing_subject(cue) or self._relative_subject(cue) or self._own_subject(cue)
        if carried:
            subject = []  # "delivered a letter from X to Y"
        brought = entry.kind is ContactKind.MESSAGE and cue.clause.lemma_.lower() in self._words.carrying
        brought = brought and cue.anchor.dep_ == "obj" and bool(genitive)
        if brought and not others:
            others = self._receiver(cue)  # "a remis à Y une lettre de X"
        if not subject and others and cue.anchor.dep_ == "nsubj":
            subject = self._reached(cue)
        if not others and not between and entry.kind in addressed:
            others = self._to_whom_given(cue)
        if not others and not between:
            others = self.predicate(cue)
        if genitive and not others and not between and children(cue.anchor, "cop"):
            # "X is Y's guest in Z"
            others = self.heads(paragraph, children(cue.anchor, "nsubj"))
        visits = entry.kind is ContactKind.VISIT and bool(genitive)  # "après la visite de X, Y a vu Z"
        if subject and not others and not between and not holders and not visits and self.carrier(cue):
            others = self._clause_partner(cue)
        if holders and not others and not between and cue.anchor.dep_ in ("obj", "obl"):
            # "X a refusé de prendre son appel": his is the other's
            subject = self._governing_subject(cue)
        takes = (
            cue.clause.lemma_.lower()
            in self._words.light_verbs | self._words.status.refused | self._words.status.agreed
        )
        if (
            genitive
            and not others
            and takes
            and not brought
            and governed(cue.anchor, self._words)[0] == "obj"
        ):
            subject = [*subject, *self.subject(paragraph, cue.clause)]  # "a décliné un appel de X"
        pair = () if between or with_ else self._compound(cue)
        if pair:
            return Parties(pair, tokens=(cue.anchor,), explicit=True)
        nobody = not any(is_principal(r) for m in (*subject, *others) for r in m.referents)
        if nobody and not others and not holders and self.carrier(cue):
            subject = self._addressed_above(cue) or subject
        if (between or genitive) and cue.anchor.dep_ == "obj" and cue.clause.lower_ in self._words.presence:
            others = [
                *others,
                *self.subject(cue.paragraph, cue.clause),
            ]  # "X joined the call between Y and Z"
        made = self._made(cue, subject, others, named=named or bool(genitive), extra=tuple(holders.values()))
        if self._to_outlet(cue):
            made = Parties(made.all, made.subject, True, made.tokens, False)
        apart = any(a.plain_ in self._words.separately for a in children(cue.anchor, "amod", "acl"))
        apart = apart or any(
            t.lower_ in self._words.including
            for t in cue.paragraph.doc[cue.anchor.i : min(cue.anchor.i + 9, cue.anchor.sent.end)]
        )
        apart = apart or self._counts_calls(cue) or self._one_after_another(cue, with_)
        each = with_ or [m for m in others if m not in between]
        if apart and len(each) > 1 and len(made.subject) == 1:
            # "held separate talks with X and Y", "placed separate calls to X and Y"
            groups = [unique(self._as_parties(m.referents, None)) for m in each]
            return replace(made, groups=tuple(g for g in groups if g))
        if apart and not with_ and self.carrier(cue) and len(made.subject) > 2:
            made = self._each_addressed(cue, made)
        if given and not between and self._counts_calls(cue):
            made = self._each_called(cue, made)
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
            here = [
                m
                for m in self._in_sentence(cue)
                if any(is_principal(r) for r in m.referents) and m.head in cue.own
            ]
            if len(unique(r for m in here for r in m.referents)) == 2:
                made = self._made(cue, here, [], named=False)
        if not made.all and (entry.kind is ContactKind.TALKS or entry.kind is None):
            sides = self._demonym_pair(cue)
            if sides:
                return Parties(sides, tokens=(cue.anchor,), explicit=True)
        return made

    def given_by(self, cue: ContactCue) -> tuple[list[Mention], list[Mention]]:
        """*The call **placed on Monday by X to Y***, whatever else stands between."""
        done = given_participle(cue.anchor, self._words)
        if done is None:
            return [], []
        by, to = self._words.prepositions.by, self._words.prepositions.to
        return self._below(cue, done, by), self._below(cue, done, to)

    def _to_whom_given(self, cue: ContactCue) -> list[Mention]:
        """*L'appel que X a passé mardi **à Y***."""
        for relative in relatives_of(cue.anchor):
            if relative.lemma_.lower() in self._words.initiator.giving:
                return self._below(cue, relative, self._words.prepositions.to)
        return []

    def _below(self, cue: ContactCue, verb: Token, forms: Collection[str]) -> list[Mention]:
        """The principals behind these prepositions that hang on a verb."""
        told = [
            o
            for o in children(verb, "obl", "obl:agent", "obl:arg", "iobj")
            if any(plain(c) in forms for c in children(o, "case"))
        ]
        return [m for m in self.heads(cue.paragraph, told) if any(is_principal(r) for r in m.referents)]

    def _reaches_whom(self, participle: Token) -> bool:
        """*Joint*, *Contacté*, whatever the tagger takes it for."""
        form = participle_of(participle, self._words)
        return any(v.participle == form and v.initiator for vs in self._words.verbs.values() for v in vs)

    def _each_addressed(self, cue: ContactCue, made: Parties) -> Parties:
        """*In separate calls, X urged **Y and Z** to talk*: one with each."""
        told = unique(r for m in self.subject(cue.paragraph, cue.clause) for r in m.referents)
        others = [r for r in made.all if r not in told]
        if len(told) != 1 or len(others) < 2:
            return made
        return replace(made, subject=told, groups=tuple((r,) for r in others))

    def _is_left(self, cue: ContactCue) -> bool:
        """*pulled out **of a meeting with** X*."""
        left = cue.anchor.dep_ in ("obl", "obl:arg") and bool(children(cue.anchor, "case"))
        return left and self._has_preposition(cue, self._words.prepositions.with_)

    def _one_after_another(self, cue: ContactCue, with_: Sequence[Mention]) -> bool:
        """*talks with X, and **immediately afterwards** with Y*."""
        if len(with_) < 2:
            return False
        between = cue.paragraph.doc[with_[0].tokens[1] : with_[-1].tokens[0]]
        apart = self._words.separately | self._words.apart
        return any(t.lower_ in apart and t.pos_ == "ADV" for t in between)

    def _counts_calls(self, cue: ContactCue) -> bool:
        """*X's **calls** with Y and Z*: one with each."""
        one_to_one = (ContactKind.CALL, ContactKind.MESSAGE)
        return cue.entry.kind in one_to_one and has_feature(cue.anchor, "Number", "Plur")

    def _receiver(self, cue: ContactCue) -> list[Mention]:
        """*a remis **à Y** une lettre de X*: who got it."""
        return self._below(cue, cue.clause, self._words.prepositions.to)

    def _each_called(self, cue: ContactCue, made: Parties) -> Parties:
        """*a multiplié les **appels**, à X puis à Y*: one with each."""
        own = unique(r for m in self.subject(cue.paragraph, cue.clause) for r in m.referents)
        others = [r for r in made.all if r.actor.name not in {o.actor.name for o in own}]
        if len(own) != 1 or len(others) < 2 or len(others) == len(made.all):
            return made
        return replace(made, subject=own, groups=tuple((r,) for r in others))

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
            behind = self._pair_behind(cue)
            if behind:
                return {r.actor.name: r for r in behind}
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
        clause = self._cleft(cue) or cue.clause
        top = cue.anchor
        if top.dep_ == "nmod" and {top.head.lemma_.lower(), top.head.lower_} & self._words.amounts:
            top = top.head  # "held an hour of talks", "made a series of calls"
            top = top.head if top.dep_ == "conj" else top  # "an hour and a half"
        light = clause.lemma_.lower() in self._words.light_verbs and governed(top, self._words)[0] in (
            "obj",
            "obl",
            "nsubj:pass",
            "xcomp",
            "iobj",
        )
        status = self._words.status
        lemmas = lemmas_of(clause, self._words) | {clause.lemma_.lower()}
        agreed = bool(lemmas & (status.agreed | status.planned | status.refused | status.cancelled))
        if not light and not any_verb and isinstance(cue.entry, ContactNoun) and cue.entry.summit:
            return []
        reporting = cue.anchor.dep_ in ("obj", "obl", "obl:arg", "iobj") and self._is_reported(cue, lemmas)
        if not (light or any_verb or agreed or reporting or self.carrier(cue)):
            return []
        if clause.pos_ not in ("VERB", "AUX") and not children(clause, "cop", "nsubj"):
            return []
        found = self.subject(cue.paragraph, clause)
        if is_passive(clause, self._words) and clause.lemma_.lower() in self._words.addressing:
            # "X was briefed by Y in a call"
            found = [*found, *self.heads(cue.paragraph, children(clause, "obl:agent"))]
        if not found and is_passive(clause, self._words):
            found = []
        people = [r for m in found for r in m.referents if is_principal(r)]
        if (
            agreed
            and not (light or any_verb or self.carrier(cue))
            and len({r.actor.name for r in people}) < 2
            and not (cue.anchor.dep_ == "obj" and self._has_preposition(cue, self._words.prepositions.with_))
            and not (cue.anchor.dep_ == "obj" and cue.entry.kind is ContactKind.VISIT)
            and not (clause.lemma_.lower() in self._words.initiator.taking and self.from_whom(cue))
            and not (lemmas & status.cancelled and self._is_left(cue))
        ):
            return []
        if (
            len({r.actor.name for r in people}) == 1
            and not any_verb
            and (cue.entry.kind is not ContactKind.MESSAGE or self._only_how(cue))
        ):
            urging = urging_of(cue.anchor, self._words)
            if urging is not None and self.carrier(cue) and self._is_occasion(cue):
                # "X urged Y to leave in a call on Tuesday"
                addressed = self.heads(cue.paragraph, children(urging, "obj", "iobj"))
                found = [*found, *(m for m in addressed if any(is_principal(r) for r in m.referents))]
            telling = [clause]
            if clause.lemma_.lower() in self._words.status.planned and self.carrier(cue):
                telling += children(clause, "xcomp", "acl")  # "in a call on Monday, X plans to ask Y"
            for verb in telling:
                if verb.lemma_.lower() not in self._words.addressing:
                    continue
                # "X a averti Y, lors d'un appel, que"
                addressed = self.heads(cue.paragraph, children(verb, "obj", "iobj"))
                found = [*found, *(m for m in addressed if any(is_principal(r) for r in m.referents))]
            objects = children(clause, "obj")
            conveyed = [o for o in children(clause, "obj") if o.lemma_.lower() not in self._words.nouns]
            to = [
                o
                for o in [
                    *(objects[:1] if len(objects) > 1 else ()),  # "sent X his congratulations"
                    *children(clause, "obl", "iobj", "obl:arg"),
                    *(n for o in conveyed for n in children(o, "nmod")),  # "conveyed condolences to X"
                ]
                if o.pos_ == "PRON"
                or o.dep_ in ("iobj", "obj")
                or any(plain(c) in self._words.prepositions.to for c in children(o, "case"))
            ]
            found = [
                *found,
                *(m for m in self.heads(cue.paragraph, to) if any(is_principal(r) for r in m.referents)),
            ]
        return found

    def _is_reported(self, cue: ContactCue, lemmas: set[str]) -> bool:
        """*X s'est félicité d'un **entretien** avec Y*: he tells of his own."""
        indefinite = any(has_feature(d, "Definite", "Ind") for d in children(cue.anchor, "det"))
        with_ = self._words.prepositions.with_
        return indefinite and bool(lemmas & self._words.reporting) and self._has_preposition(cue, with_)

    def _is_occasion(self, cue: ContactCue) -> bool:
        """*in a call **on Tuesday***, *in phone call*: an occasion, not what somebody is urged to have."""
        if cue.entry.kind is ContactKind.CALL and not children(cue.anchor, "det", "nmod:poss"):
            return True
        behind = cue.paragraph.doc[cue.tokens[-1].i + 1 : cue.tokens[-1].i + 4]
        return any(t.lower_ in self._words.time_nouns or t.like_num for t in behind)

    def _addressed_above(self, cue: ContactCue) -> list[Mention]:
        """*X a averti Y que S, a annoncé Z **à l'issue d'un appel***: X and whom he addressed; *X et Y sont
        convenus de S, a annoncé Z*: both.
        """
        main = main_verb(cue.anchor)
        if main == cue.clause or main.i > cue.anchor.i:
            return []
        remote = (ContactKind.CALL, ContactKind.VIDEO)
        with_ = self._words.prepositions.with_ | self._words.prepositions.between
        both = self.subject(cue.paragraph, main)
        if len({r.actor.name for m in both for r in m.referents if is_principal(r)}) == 2:
            by_telephone = cue.entry.kind in remote or modality(cue, self._words, ()) in remote
            return both if by_telephone and not self._has_preposition(cue, with_) else []
        if main.lemma_.lower() not in self._words.addressing:
            return []
        addressed = [
            m
            for m in self.heads(cue.paragraph, children(main, "obj", "iobj"))
            if any(is_principal(r) for r in m.referents)
        ]
        return [*self.subject(cue.paragraph, main), *addressed] if addressed else []

    def _pair_behind(self, cue: ContactCue) -> tuple[Referent, ...]:
        """*After their meeting on Monday, **X and Y** signed*: the subject of the sentence."""
        if cue.clause.i < cue.anchor.i:
            return ()
        here = [m for m in self._in_sentence(cue) if cue.tokens[-1].i < m.tokens[0] < cue.clause.i]
        people = unique(r for m in here for r in m.referents if is_principal(r))
        return people if len(people) == 2 else ()

    def _own_subject(self, cue: ContactCue) -> list[Mention]:
        """*X had talks*, with the noun taken for the verb."""
        if cue.anchor.dep_ != "ROOT" or not children(cue.anchor, "aux", "cop"):
            return []
        return self.heads(cue.paragraph, children(cue.anchor, "nsubj"))

    def _reached(self, cue: ContactCue) -> list[Mention]:
        """*A call from X **reached Y***."""
        if cue.clause.lemma_.lower() not in self._words.initiator.reaching or is_passive(
            cue.clause, self._words
        ):
            return []
        return self.heads(cue.paragraph, children(cue.clause, "obj"))

    def predicate(self, cue: ContactCue) -> list[Mention]:
        """*Her first call was **to X***."""
        above = cue.anchor.head
        words = self._words.prepositions
        cases = {c.plain_ for c in children(above, "case")}
        if cue.anchor.dep_ != "nsubj" or not children(above, "cop"):
            return []
        if not cases & (words.to | words.with_ | words.from_):
            return []
        people = [m for m in self.heads(cue.paragraph, [above]) if any(is_principal(r) for r in m.referents)]
        doc = cue.paragraph.doc
        return [m for m in people if not self._of_next(doc[above.i + 1 : m.tokens[0]])]

    def _of_next(self, between: Iterable[Token]) -> bool:
        """*Her first call was to X; **her second** to Y*: Y is no party of the first."""
        return any(t.text == ";" or t.lower_ in self._words.ordinals for t in between)

    def _cleft(self, cue: ContactCue) -> Token | None:
        """*C'est lors d'un appel que X a dit*: the clause that the noun leads into."""
        if not children(cue.clause, "cop") and cue.clause.pos_ != "AUX":
            return None
        complement = grammar_of(cue.clause).conjunctions.complement
        for verb in children(cue.clause, "advcl", "ccomp", "acl:relcl", "acl"):
            if verb.pos_ == "VERB" and any(m.plain_ in complement for m in verb.children if m.i < verb.i):
                return verb
        return None

    def _only_how(self, cue: ContactCue) -> bool:
        """*a présenté ses condoléances à X dans un télégramme*: the addressee is that of the clause."""
        alone = not self.to_whom(cue) and not self._after_preposition(cue, self._words.prepositions.with_)
        return alone and cue.anchor.dep_ != "obj"

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
        beside = self._beside_subject(cue)
        if beside:
            return beside
        for relative in relatives_of(cue.anchor):
            if any(
                v.lemma_.lower() in self._words.light_verbs for v in (relative, *children(relative, "xcomp"))
            ):
                return self.subject(cue.paragraph, relative)
        return []

    def subject_of_relative(self, paragraph: ParsedParagraph, verb: Token) -> list[Mention]:
        """*the call that **X** had requested*."""
        own = [s for s in children(verb, *SUBJECTS) if s.plain_ not in self._words.relatives]
        return self.heads(paragraph, own)

    def _beside_subject(self, cue: ContactCue) -> list[Mention]:
        """*The call **X had** with Y was tense*: a relative clause that nothing opens."""
        last = cue.tokens[-1]
        mention = (
            self._mentions.at(cue.paragraph, cue.paragraph.doc[last.i + 1])
            if last.i + 1 < last.sent.end
            else None
        )
        if mention is None or mention.tokens[0] != last.i + 1 or mention.tokens[1] >= last.sent.end:
            return []
        verb = next(
            (t for t in cue.paragraph.doc[mention.tokens[1] : last.sent.end] if t.pos_ != "AUX"), None
        )
        after = cue.paragraph.doc[mention.tokens[1]]
        held = {after.lemma_.lower()} | (
            {verb.lemma_.lower()} if verb is not None and after.pos_ == "AUX" else set()
        )
        return [mention] if held & self._words.light_verbs and after.pos_ in ("VERB", "AUX") else []

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
        if len(others) != 1:
            return made
        asked = self._asked_by(cue, others[0]) or self._began_by(cue, others[0])
        if not (self.carrier(cue) or verbless or asked):
            return made
        return Parties((*others, *made.all), others, made.open, made.tokens, made.explicit)

    def _asked_by(self, cue: ContactCue, who: Referent) -> bool:
        """*The call with X, **requested by** Y, lasted an hour*: whoever asked for it took part."""
        asked = [
            p for p in children(cue.anchor, "acl") if p.lemma_.lower() in self._words.initiator.participles
        ]
        agents = self.heads(cue.paragraph, [a for p in asked for a in children(p, "obl", "obl:agent")])
        return any(r.actor.name == who.actor.name for m in agents for r in m.referents)

    def _began_by(self, cue: ContactCue, who: Referent) -> bool:
        """***À l'initiative de X**, un appel a eu lieu avec Y*: X took part, for nobody else did."""
        if cue.anchor.dep_ != "nsubj":
            return False
        doc = cue.paragraph.doc
        for mention in self._in_sentence(cue):
            first = mention.tokens[0]
            if who.actor.name not in {r.actor.name for r in mention.referents} or first == 0:
                continue
            before = cue.scene.slice(doc[max(first - 5, cue.anchor.sent.start)], doc[first - 1])
            if any(has_phrase(before, p.rpartition(" ")[0]) for p in self._words.initiator.phrases):
                return True
        return False

    def _demonym_pair(self, cue: ContactCue) -> tuple[Referent, ...]:
        """*négociations russo-ukrainiennes*: the delegations of both."""
        doc = cue.paragraph.doc
        start, end = (
            max(phrase_start(cue), cue.anchor.sent.start),
            min(cue.tokens[-1].i + 5, cue.anchor.sent.end),
        )
        text = doc[start:end]
        words = "".join(
            t.lower_ + (" " if t.idx + len(t.text) < t.doc[t.i + 1].idx else "") for t in text[:-1]
        )
        for pair in (words + doc[end - 1].lower_).split():
            first, _, second = pair.partition("-")
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
