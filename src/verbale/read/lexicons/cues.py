"""The cue lexicon: the words that say that somebody says something, and where what is said stands.

`cues.toml` of a language is checked on loading and turned into plain frozen entries, looked up by the lemma
of their head word. Nothing here looks at a sentence; the engine does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from verbale.lexicon import language_file, load_toml
from verbale.model import SpeechAct
from verbale.read.lexicons.conjugation import Conjugation, lemmas_by_form, load_conjugation
from verbale.read.lexicons.cue_file import (
    SYNTACTIC_SLOTS,
    AdpositionIn,
    EntryIn,
    ExampleIn,
    VerbIn,
    WordIn,
    checked_file,
)
from verbale.read.lexicons.senses import NO_SENSES, SenseLexicon, load_senses


@dataclass(frozen=True, slots=True)
class CueExample:
    """A sentence with what the entry reads in it; each part is an exact substring of `text`.

    Attributes:
        content: what is said, without the conjunction or preposition before it; a reading covers it.
        act: the act of this sentence when it is not the entry's (noun_act, negated_act); else None.
    """

    text: str
    source: str | None = None
    content: str | None = None
    addressee: str | None = None
    target: str | None = None
    act: SpeechAct | None = None


@dataclass(frozen=True, slots=True)
class CueVerb:
    """A verb of saying and its frame.

    Attributes:
        lemma: as written in the file ("se engager", "mettre en garde").
        head: the lemma of the verb itself; `rest`: the lemmas of the fixed words after it, in order.
        reflexive: whether the entry is read only with a reflexive pronoun.
        act: the act of what it introduces, unless `noun_act`, an adjective or a negation changes it.
        content: slots in which what is said stands; SYNTACTIC_SLOTS or a preposition.
        addressee, target: "obj" or prepositions; the target is accused, praised, thanked.
        noun_act: the act is that of the object noun when that is a cue noun.
        noun_only: what is no cue noun with a possessive is no content.
        incise: can stand as an incise after a quotation or a clause.
        plain_obj: whether an object that is neither cue noun nor quotation counts as content.
        negated_act: the act when the cue itself is negated; None: same act, negative polarity.
        future_act: the act when what is said lies in the future and is nobody else's doing; None: none other.
        claim_act: the act when the object is a claim ("rejected the allegations" denies); None: none other.
        together: whether the fixed words stand right behind the verb, adverbs apart ("call on").
        narrated: whether it is read only in the story's own words; in a quotation it is what somebody thinks
            of another ("« Il veut la guerre »").
        mental: whether it tells what somebody knows or notices, which he has not said.
        beside: adverbs, one of which goes with the verb ("assessed positively"); empty: any or none.
    """

    lemma: str
    head: str
    rest: tuple[str, ...]
    reflexive: bool
    act: SpeechAct
    content: tuple[str, ...]
    addressee: tuple[str, ...]
    target: tuple[str, ...]
    noun_act: bool
    noun_only: bool
    incise: bool
    plain_obj: bool
    negated_act: SpeechAct | None
    future_act: SpeechAct | None
    claim_act: SpeechAct | None
    together: bool
    mental: bool
    narrated: bool
    beside: frozenset[str]
    examples: tuple[CueExample, ...]

    def takes(self, slot: str) -> bool:
        """Whether what is said can stand in `slot`."""
        return slot in self.content

    @property
    def prepositions(self) -> tuple[str, ...]:
        """The content slots that are prepositions, in the order of the file."""
        return tuple(s for s in self.content if s not in SYNTACTIC_SLOTS)


@dataclass(frozen=True, slots=True)
class CueWord:
    """A noun, adjective or evaluation; `head` and `rest` as in CueVerb, `content` as there (empty: none).

    Attributes:
        participle_of: the infinitive that a lemmatiser may give instead ("préoccuper"), or None.
        attitude: whether a noun names what somebody feels or is ready for, not what he has said.
    """

    lemma: str
    head: str
    rest: tuple[str, ...]
    act: SpeechAct
    content: tuple[str, ...]
    participle_of: str | None
    attitude: bool
    examples: tuple[CueExample, ...]

    def takes(self, slot: str) -> bool:
        """Whether what is said can stand in `slot`."""
        return slot in self.content


@dataclass(frozen=True, slots=True)
class CueAdposition:
    """Words before a source: "selon", "aux yeux de".

    Attributes:
        form: as written in the file; `words`: the lower-case forms, in order ("du" stands as "de").
        only_before_quote_or_clause: a source only when a quotation or clause goes with it ("pour X, ...").
    """

    form: str
    words: tuple[str, ...]
    only_before_quote_or_clause: bool
    examples: tuple[CueExample, ...]


@dataclass(frozen=True, slots=True)
class CueDocument:
    """A noun that is not the source itself: its "de X" or adjective is (kind "unnamed": perhaps nobody).

    Attributes:
        kind: "document" (communiqué de X), "outlet" (site de X; not that of a country: *un site russe*),
            "staff" (conseiller de X), "around" (proche de X: does not speak for him), "unnamed" (source
            diplomatique).
        label: what one of them is called who is not named ("adviser": the actor "Kestria (adviser)"); None:
            he stands for the office.
    """

    lemma: str
    head: str
    rest: tuple[str, ...]
    kind: str
    examples: tuple[CueExample, ...]
    label: str | None = None


@dataclass(frozen=True, slots=True)
class CueModal:
    """A main predicate of the content that turns an assertion into another act.

    Attributes:
        act: request ("doit cesser") or commit ("va livrer").
        impersonal: only with an empty subject ("il convient de", not "ils sont convenus de").
        speaker_only: only when the subject is the speaker ("nous allons"; "la Valdorie va", said by it).
    """

    lemma: str
    head: str
    rest: tuple[str, ...]
    act: SpeechAct
    speaker_only: bool
    impersonal: bool
    examples: tuple[CueExample, ...]


@dataclass(frozen=True, slots=True)
class CueMark:
    """A hedge, reproach, threat, silence or claim word; `head` and `rest` as in CueVerb.

    Attributes:
        passive: a hedge only in the passive ("is reported to have asked").
    """

    lemma: str
    head: str
    rest: tuple[str, ...]
    examples: tuple[CueExample, ...]
    passive: bool = False


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """All cues of one language. Mappings go from the head lemma to its entries, longest `rest` first.

    Adjectives and evaluations are found by their feminine and plurals too, participles also by their
    infinitive: lemmatisers differ over them.

    Attributes:
        adposition_openings: the adpositions by their first word, longest first.
        sure_adpositions: the words of those before any source, by their last word.
        claims: what is denied when it is rejected ("allegation").
        silences: what somebody who declines to comment declines ("refuser de commenter"): no statement.
        lemma_of: from each inflected form of a cue verb to its infinitive, for the forms that a lemmatiser
            gets wrong; forms that two cue verbs share are left out. Empty when made without a conjugation.
        senses: turns of phrase that show what is done in saying something; see senses.py.
    """

    language: str
    prepositions: frozenset[str]
    verbs: Mapping[str, tuple[CueVerb, ...]]
    nouns: Mapping[str, tuple[CueWord, ...]]
    adjectives: Mapping[str, tuple[CueWord, ...]]
    evaluations: Mapping[str, tuple[CueWord, ...]]
    adpositions: tuple[CueAdposition, ...]
    adposition_openings: Mapping[str, tuple[CueAdposition, ...]]
    sure_adpositions: Mapping[str, tuple[tuple[str, ...], ...]]
    documents: Mapping[str, tuple[CueDocument, ...]]
    modals: Mapping[str, tuple[CueModal, ...]]
    hedges: Mapping[str, tuple[CueMark, ...]]
    reproaches: Mapping[str, tuple[CueMark, ...]]
    threats: Mapping[str, tuple[CueMark, ...]]
    silences: Mapping[str, tuple[CueMark, ...]]
    claims: Mapping[str, tuple[CueMark, ...]]
    lemma_of: Mapping[str, str]
    senses: SenseLexicon = NO_SENSES

    def verb_entries(self, head: str, *, reflexive: bool) -> tuple[CueVerb, ...]:
        """The entries of a verb lemma with or without a reflexive pronoun, longest first."""
        return tuple(v for v in self.verbs.get(head, ()) if v.reflexive == reflexive)


def load_cues(language: str) -> CueLexicon:
    """Read and check `cues.toml` of a language (ISO 639-1).

    Raises:
        LexiconError: the file is missing, or an entry breaks a rule; the error names both.
    """
    path = language_file(language, "cues.toml")
    conjugation = load_conjugation(language)
    cues = cues_from(load_toml(path), language=language, path=str(path), conjugation=conjugation)
    return replace(cues, senses=load_senses(language, conjugation))


def cues_from(
    data: Mapping[str, Any], *, language: str, path: str, conjugation: Conjugation | None = None
) -> CueLexicon:
    """The lexicon of a parsed `cues.toml`; `path` is only for messages.

    Raises:
        LexiconError: an entry breaks a rule.
    """
    file = checked_file(data, path)
    verbs = [_verb(v) for v in file.verb]
    return CueLexicon(
        language=language,
        prepositions=frozenset(file.prepositions),
        verbs=_by_head(verbs),
        nouns=_by_head(_word(w) for w in file.noun),
        adjectives=_with_forms(_by_head(_word(w) for w in file.adjective), conjugation),
        evaluations=_with_forms(_by_head(_word(w) for w in file.evaluation), conjugation),
        adpositions=_adpositions(file.adposition),
        adposition_openings=_by_opening(_adpositions(file.adposition)),
        sure_adpositions=_by_last(
            a.words for a in _adpositions(file.adposition) if not a.only_before_quote_or_clause
        ),
        documents=_by_head(
            CueDocument(d.lemma, *_split(d.lemma)[1:], d.kind, _examples(d.examples), d.label)
            for d in file.document
        ),
        modals=_by_head(
            CueModal(
                m.lemma, *_split(m.lemma)[1:], m.act, m.speaker_only, m.impersonal, _examples(m.examples)
            )
            for m in file.modal
        ),
        hedges=_by_head(
            CueMark(h.lemma, *_split(h.lemma)[1:], _examples(h.examples), h.passive) for h in file.hedge
        ),
        reproaches=_marks(file.reproach),
        threats=_marks(file.threat),
        silences=_marks(file.silence),
        claims=_marks(file.claim),
        lemma_of=lemmas_by_form((v.head for v in verbs), conjugation) if conjugation else {},
    )


_T = TypeVar("_T", CueVerb, CueWord, CueDocument, CueModal, CueMark)


def _by_head(entries: Iterable[_T]) -> Mapping[str, tuple[_T, ...]]:
    grouped: dict[str, list[_T]] = {}
    for entry in entries:
        grouped.setdefault(entry.head, []).append(entry)
    # sorted() is stable: entries of one length keep the order of the file
    return {head: tuple(sorted(group, key=lambda e: -len(e.rest))) for head, group in grouped.items()}


def _with_forms(
    by_head: Mapping[str, tuple[CueWord, ...]], conjugation: Conjugation | None
) -> Mapping[str, tuple[CueWord, ...]]:
    """The same, each adjective found by all its forms and each participle by its infinitive too."""
    found: dict[str, tuple[CueWord, ...]] = {}
    for head, entries in by_head.items():
        infinitives = {e.participle_of for e in entries if e.participle_of}
        for form in infinitives | (conjugation.agreeing(head) if conjugation is not None else frozenset()):
            found[form] = entries
    found.update(by_head)
    return found


def _split(lemma: str) -> tuple[bool, str, tuple[str, ...]]:
    """Whether reflexive, head, rest: "se engager" -> (True, "engager", ())."""
    words = lemma.split()
    reflexive = len(words) > 1 and words[0] == "se"
    if reflexive:
        words = words[1:]
    return reflexive, words[0], tuple(words[1:])


def _verb(v: VerbIn) -> CueVerb:
    reflexive, head, rest = _split(v.lemma)
    return CueVerb(
        v.lemma, head, rest, reflexive, v.act, tuple(v.content), tuple(v.addressee), tuple(v.target),
        v.noun_act, v.noun_only, v.incise, v.plain_obj and "obj" in v.content, v.negated_act, v.future_act,
        v.claim_act, v.together, v.mental, v.narrated,
        frozenset(v.beside), _examples(v.examples),
    )  # fmt: skip


def _word(w: WordIn) -> CueWord:
    words = w.lemma.split()
    return CueWord(
        w.lemma, words[0], tuple(words[1:]), w.act, tuple(w.content), w.participle_of, w.attitude,
        _examples(w.examples),
    )  # fmt: skip


def _marks(entries: Iterable[EntryIn]) -> Mapping[str, tuple[CueMark, ...]]:
    return _by_head(CueMark(e.lemma, *_split(e.lemma)[1:], _examples(e.examples)) for e in entries)


def _adpositions(entries: Iterable[AdpositionIn]) -> tuple[CueAdposition, ...]:
    made = [
        CueAdposition(a.form, _forms(a.form), a.only_before_quote_or_clause, _examples(a.examples))
        for a in entries
    ]
    return tuple(sorted(made, key=lambda a: -len(a.words)))


def _by_opening(adpositions: Iterable[CueAdposition]) -> Mapping[str, tuple[CueAdposition, ...]]:
    found: dict[str, tuple[CueAdposition, ...]] = {}
    for a in adpositions:
        found[a.words[0]] = (*found.get(a.words[0], ()), a)
    return found


def _by_last(phrases: Iterable[tuple[str, ...]]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        found[phrase[-1]] = (*found.get(phrase[-1], ()), phrase)
    return found


def _forms(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as the tokenizer cuts them: "de l'aveu de" -> de, l', aveu, de (not "l'on")."""
    return tuple(w for w in re.split(r"\s+|(?<=')(?!on\b)", phrase) if w)


def _examples(examples: Iterable[ExampleIn]) -> tuple[CueExample, ...]:
    return tuple(CueExample(e.text, e.source, e.content, e.addressee, e.target, e.act) for e in examples)
