"""What sentences of reported speech are made of: verbs with their subjects, contents, addressees."""

from __future__ import annotations

from dataclasses import dataclass, replace

from training.clauses import Pools
from training.noun_phrases import Speakers
from training.phrases import MUTE_START, Sentence, phrase, uncapitalised, word
from training.trees import Tree, children_of, insert, root_of, subtree_of

# The lists of participles that have a list of present forms.
PRESENT_OF = {"said_that": "says", "urged_masculine": "urges", "asked": "asks", "took_object": "takes"}
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


@dataclass(frozen=True, slots=True)
class Parts:
    """The pieces that the frames are made of."""

    speakers: Speakers
    pools: Pools

    def chance(self, probability: float) -> bool:
        """True that often."""
        return self.speakers.random.random() < probability

    def clause(self) -> Tree:
        """A declarative clause."""
        return self.speakers.random.choice(self.pools.clauses)

    def deed(self) -> Tree:
        """An infinitive phrase."""
        return (
            self.speakers.phrase("deeds")
            if self.chance(0.45)
            else self.speakers.random.choice(self.pools.deeds)
        )

    def thing(self) -> Tree:
        """A noun phrase that someone may ask for, reject, speak of."""
        return self.speakers.matter() if self.chance(0.6) else self.speakers.random.choice(self.pools.things)

    def choose(self, *options: str) -> str:
        """One of several."""
        return self.speakers.random.choice(options)

    # -- phrases around a verb -------------------------------------------------

    def said(self, out: Sentence, subject: Tree | None, field: str = "said_that") -> int:
        """Add *X a dit*, *X dit*, *il a dit*, *X n'a pas dit*; the verb's place."""
        if subject is None:
            top = out.add(word(self.choose("il", "il", "elle", "on"), "PRON"))
        else:
            top = out.add(subject)
        if field in PRESENT_OF and self.chance(0.3):
            verb = out.add(word(self.speakers.pick(PRESENT_OF[field]), "VERB"))
        else:
            verb = self._perfect(out, self.speakers.pick(field))
        out.hang(top, "nsubj", verb)
        return verb

    def _perfect(self, out: Sentence, participle: str) -> int:
        negation = []
        is_negated = self.chance(0.07)
        if is_negated:
            negation.append(out.add(word("ne", "ADV")))
        aux = [out.add(word(self.choose("a", "a", "a", "a", "avait", "aurait"), "AUX"))]
        if is_negated:
            negation.append(out.add(word("pas", "ADV")))
        if self.chance(0.13):
            negation.append(out.add(word(self.choose("également", "aussi", "notamment", "ensuite"), "ADV")))
        verb = out.add(word(participle, "VERB"))
        out.hang_all(aux, "aux", verb)
        out.hang_all(negation, "advmod", verb)
        return verb

    def circumstance(self, out: Sentence, verb: int, probability: float = 0.3) -> None:
        """Perhaps add when or where."""
        if self.chance(probability):
            part = self.speakers.phrase("when" if self.chance(0.5) else "where_said")
            out.add(part, "advmod" if part[root_of(part)].form == "lors" else "obl", verb)

    def to_whom(self, out: Sentence, verb: int, probability: float = 1.0) -> None:
        """Perhaps add *à son homologue turc*."""
        if self.chance(probability):
            self.with_case(
                out,
                "à",
                self.speakers.counterpart() if self.chance(0.4) else self.speakers.principal(),
                "obl",
                verb,
            )

    def with_case(self, out: Sentence, case: str, part: Tree, rel: str, head: int) -> int:
        """Add a noun phrase behind a preposition; *à le* becomes *au*."""
        merged = {("à", "le"): "au", ("de", "le"): "du", ("à", "les"): "aux", ("de", "les"): "des"}
        contraction = (
            merged.get((case, part[0].form)) if part[0].upos == "DET" and not _elides(part) else None
        )
        if contraction:
            part = (
                replace(part[0], form=contraction, upos="ADP", rel="case", lemma=None, feats=None),
                *part[1:],
            )
            return out.add(part, rel, head)
        case_place = out.add(word(case, "ADP"))
        place = out.add(part, rel, head)
        out.hang(case_place, "case", place)
        return place

    def that(self, out: Sentence, content: Tree, verb: int, rel: str = "ccomp") -> int:
        """Add *que* and a clause."""
        mark = out.add(word("que", "SCONJ"))
        place = out.add(uncapitalised(content), rel, verb)
        out.hang(mark, "mark", place)
        return place

    def to_do(self, out: Sentence, mark: str, verb: int, rel: str = "xcomp") -> int:
        """Add *à* or *de* and an infinitive, sometimes two."""
        place = self._infinitive(out, mark, rel, verb)
        if self.chance(0.15):
            et = out.add(word("et", "CCONJ"))
            out.hang(et, "cc", self._infinitive(out, mark, "conj", place))
        return place

    def _infinitive(self, out: Sentence, mark: str, rel: str, head: int) -> int:
        deed = self.quoted(self.deed()) if self.chance(0.12) else self.deed()
        mark_place = out.add(word(mark, "ADP"))
        place = out.add(deed, rel, head)
        out.hang(mark_place, "mark", place)
        return place

    @staticmethod
    def quoted(part: Tree) -> Tree:
        """« the phrase »"""
        return quote_span(part, 0, len(part), root_of(part))

    def maybe_fragment(self, clause: Tree) -> Tree:
        """Sometimes put quotation marks around the predicate, or around one phrase of it."""
        if not self.chance(0.3):
            return clause
        top = root_of(clause)
        subject = [
            max(subtree_of(clause, i))
            for i in children_of(clause, top)
            if clause[i].rel in SUBJECTS and i < top
        ]
        if subject and subject[0] < top and self.chance(0.6):
            return quote_span(clause, subject[0] + 1, len(clause), top)
        tail = [i for i in children_of(clause, top) if i > top and len(subtree_of(clause, i)) > 2]
        if not tail:
            return clause
        span = subtree_of(clause, tail[-1])
        return quote_span(clause, span[0], span[-1] + 1, tail[-1])

    def list_of(self, out: Sentence, verb: int, rel: str = "obj") -> int:
        """Add a thing, or a list of things."""
        first = self.thing()
        place = out.add(self._fragment_of(first), rel, verb)
        if self.chance(0.25):
            if self.chance(0.5):
                comma = out.add(word(",", "PUNCT"))
                out.hang(comma, "punct", out.add(self.thing(), "conj", place))
            et = out.add(word("et", "CCONJ"))
            out.hang(et, "cc", out.add(self.thing(), "conj", place))
        return place

    def _fragment_of(self, thing: Tree) -> Tree:
        if thing[0].upos == "DET" and len(thing) > 2 and self.chance(0.25):
            return quote_span(thing, 1 if self.chance(0.5) else 0, len(thing), root_of(thing))
        return thing

    # -- contacts ---------------------------------------------------------------

    def contact(self) -> Tree:
        """X s'est entretenu mardi avec Y; X et Y ont discuté de N; X a été reçu par Y."""
        out = Sentence()
        verb = self.predicate(out, self.speakers.speaker())
        if self.chance(0.25):
            mark = out.add(word("pendant", "ADP"))
            out.hang(mark, "case", out.add(self.speakers.phrase("lengths"), "obl", verb))
        if self.chance(0.15):
            comma = out.add(word(",", "PUNCT"))
            at = out.add(word("à", "ADP"))
            place = out.add(
                self.choose_phrase("la/DET/det:2 demande/NOUN", "l'/DET/det:2 initiative/NOUN"), "obl", verb
            )
            out.hang(at, "case", place)
            out.hang(comma, "punct", place)
            self.with_case(out, "de", self.speakers.principal(), "nmod", place)
        return out.tree()

    def choose_phrase(self, *options: str) -> Tree:
        """One of several phrases."""
        return phrase(self.choose(*options))

    def predicate(self, out: Sentence, subject: Tree | None = None) -> int:
        """Add a contact's verb with the other side, behind its subject if one is given; the verb's place."""
        kind = self.speakers.random.random()
        top = out.add(subject) if subject is not None else None
        if kind < 0.45:
            return self._talked_with(out, top)
        if kind < 0.6:
            aux = [out.add(word("a", "AUX")), out.add(word("été", "AUX"))]
            verb = out.add(word(self.choose("reçu", "appelé", "accueilli", "contacté"), "VERB"))
            out.hang(aux[0], "aux", verb)
            out.hang(aux[1], "aux:pass", verb)
            self._hang_subject(out, top, verb, "nsubj:pass")
            self.circumstance(out, verb, 0.3)
            self.with_case(out, "par", self.speakers.speaker(long=False), "obl:agent", verb)
            return verb
        aux_place = out.add(word(self.choose("a", "a", "avait", "aurait"), "AUX"))
        if kind < 0.85:
            verb = out.add(word(self.choose("rencontré", "reçu", "appelé", "retrouvé", "contacté"), "VERB"))
            self.circumstance(out, verb, 0.3)
            out.add(self.speakers.speaker(long=False), "obj", verb)
        else:
            verb = out.add(word(self.choose("téléphoné", "parlé", "échangé", "discuté"), "VERB"))
            self.circumstance(out, verb, 0.3)
            self.with_case(out, self.choose("avec", "à"), self.speakers.speaker(long=False), "obl", verb)
        out.hang(aux_place, "aux", verb)
        self._hang_subject(out, top, verb, "nsubj")
        self.circumstance(out, verb, 0.25)
        return verb

    def _talked_with(self, out: Sentence, top: int | None) -> int:
        reflexive = out.add(word("se", "PRON"))
        aux = out.add(word(self.choose("est", "est", "était"), "AUX"))
        verb = out.add(word(self.choose("entretenu", "entretenu", "entretenu", "réuni"), "VERB"))
        out.hang(reflexive, "expl", verb)
        out.hang(aux, "aux", verb)
        self._hang_subject(out, top, verb, "nsubj")
        self.circumstance(out, verb, 0.45)
        self.with_case(out, "avec", self.speakers.speaker(long=False), "obl", verb)
        self.circumstance(out, verb, 0.2)
        if self.chance(0.3):
            self.with_case(out, "de", self.thing(), "obl", verb)
        return verb

    @staticmethod
    def _hang_subject(out: Sentence, top: int | None, verb: int, rel: str) -> None:
        if top is not None:
            out.hang(top, rel, verb)


def quote_span(tree: Tree, start: int, end: int, head: int) -> Tree:
    """The tree with « before the word at `start` and » before the word at `end`, both hung on `head`."""
    closed = insert(tree, end, word("»", "PUNCT"), "punct", head)
    return insert(closed, start, word("«", "PUNCT"), "punct", head)


def full_stop(out: Sentence, top: int) -> Tree:
    """The finished sentence."""
    out.add(word(".", "PUNCT"), "punct", top)
    return out.tree()


def without_final_comma(part: Tree) -> Tree:
    """A phrase without the comma that closes its apposition, where another mark follows."""
    return part[:-1] if part[-1].form == "," else part


def _elides(part: Tree) -> bool:
    return part[0].form in {"le", "la"} and bool(MUTE_START.match(part[1].form))
