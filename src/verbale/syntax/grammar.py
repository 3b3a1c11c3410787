"""The word classes of `grammar.toml`: what the rules tell from a word's letters, language by language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from verbale.errors import LexiconError
from verbale.lexicon import language_file, load_toml
from verbale.syntax.tree import Doc

Words = frozenset[str]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid")
    example: str


class _Future(_Section):
    future_endings: tuple[str, ...] = ()
    conditional_endings: tuple[str, ...] = ()
    irregular_stems: tuple[str, ...] = ()
    auxiliaries: Words = frozenset()
    not_before: Words = frozenset()


class _Negation(_Section):
    particles: Words
    negators: Words = frozenset()
    restrictors: Words = frozenset()
    neither: Words = frozenset()
    either: Words = frozenset()
    unable: Words = frozenset()
    determiners: Words = frozenset()
    privatives: Words
    absolute: Words
    nothing: Words
    pending: Words = frozenset()


class _Prepositions(_Section):
    agent: str
    dative: str
    genitive: str
    contracted: dict[str, str] = {}
    before_infinitive: Words
    on_object: Words
    of_place: Words
    of_topic: Words
    comitative: str
    place_nouns: Words
    predicative: str = ""
    doer: str = ""
    parties: str = ""
    against: Words = frozenset()
    repeated: Words = frozenset()
    of_origin: Words = frozenset()


class _Conjunctions(_Section):
    complement: Words
    manner: Words = frozenset()
    coordinating: Words
    joints: tuple[str, ...]
    enumerating: Words
    between_sides: Words
    adversative: Words = frozenset()
    contrasting: Words = frozenset()
    conditional: Words = frozenset()
    concessive: Words = frozenset()
    naming: tuple[str, ...] = ()
    unfulfilled: tuple[str, ...] = ()
    awaiting: tuple[str, ...] = ()
    interrogative: Words = frozenset()
    adverbial: Words = frozenset()
    prepositional: Words = frozenset()
    thus: Words = frozenset()
    grounds: Words = frozenset()


class _Pronouns(_Section):
    reflexive: Words
    dative: Words
    indefinite: Words
    relative: Words
    subordinating: Words
    clitics: tuple[str, ...]
    impersonal: Words = frozenset()
    first_person: Words = frozenset()
    relative_person: Words = frozenset()
    relative_object: Words = frozenset()
    of_clause: Words = frozenset()
    object: Words = frozenset()
    of_place: Words = frozenset()
    pointing: Words = frozenset()


class _Determiners(_Section):
    masculine: Words = frozenset()
    feminine: Words = frozenset()
    articles: Words
    before_people: Words
    plural: Words
    before_title: Words
    possessive: Words
    first_person_possessive: Words
    partitive: Words = frozenset()
    whole: Words = frozenset()
    amounts: Words = frozenset()


class _Verbs(_Section):
    copula: str
    staying: Words
    declaring: Words
    dative_control: Words
    citing: Words
    blaming: Words = frozenset()
    blamed: Words = frozenset()
    nominal_forms: Words = frozenset({"Inf"})
    subject_first: bool = False
    trailing: Words = frozenset()
    adding: Words = frozenset()
    before_clause: Words = frozenset()
    naming: Words = frozenset()
    frank: Words = frozenset()
    speaking: Words = frozenset()
    expecting: Words = frozenset()
    modal: Words = frozenset()
    obliging: Words = frozenset()
    perfect: Words = frozenset()
    infinitive_endings: tuple[str, ...] = ()
    imperative_endings: tuple[str, ...] = ()
    predicates: Words = frozenset()
    headline: Words = frozenset()
    before_bare: Words = frozenset()
    like_adjectives: Words = frozenset()
    wishing: Words = frozenset()
    naming_sources: Words = frozenset()
    glossing: Words = frozenset()
    striving: Words = frozenset()
    ability: Words = frozenset()
    telling_of: Words = frozenset()
    standing: Words = frozenset()
    seeking: Words = frozenset()
    gaining: Words = frozenset()


class _Nouns(_Section):
    own_side: Words
    side: Words
    former: Words = frozenset()
    experts: Words = frozenset()
    of_infinitive: Words = frozenset()
    sayings: Words = frozenset()
    occasions: Words = frozenset()
    times: Words = frozenset()
    speakers: dict[str, tuple[str, ...]] = {}


class _Adverbs(_Section):
    additive: Words


class _Names(_Section):
    particles: Words


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    future: _Future
    negation: _Negation
    prepositions: _Prepositions
    conjunctions: _Conjunctions
    pronouns: _Pronouns
    determiners: _Determiners
    verbs: _Verbs
    nouns: _Nouns
    adverbs: _Adverbs
    names: _Names


@dataclass(frozen=True, slots=True)
class Negation:
    """Words that negate a clause; what each class is for stands beside it in the file."""

    particles: Words
    negators: Words
    restrictors: Words
    neither: Words
    either: Words
    unable: Words
    determiners: Words
    privatives: Words
    absolute: Words
    nothing: Words
    pending: Words


@dataclass(frozen=True, slots=True)
class Prepositions:
    """Prepositions by what their phrase is to a verb or a noun.

    Attributes:
        agent, dative, genitive: one plain preposition each, as slots of the cue lexicon name it.
        contracted: written form to the plain preposition ("du": "de").
        of_topic: before what a document is about ("a statement *on* Karsan"), never whose it is.
        comitative: before whom one speaks to ("a conversation *with* X").
        predicative: what may stand before the predicate of an object ("described it *as* useful"), or "".
        doer: before who is to do what an infinitive says ("the need *for* both to talk"), or "".
        parties: before the sides of what is told ("an agreement *between* A and B"), or "".
        against: before what is fought ("the fight *against* terrorism").
        of_origin: before who something said comes from ("the reply from X").
        repeated: those that stand again before each noun of a list ("de A et de B").
    """

    agent: str
    dative: str
    genitive: str
    contracted: Mapping[str, str]
    before_infinitive: Words
    on_object: Words
    of_place: Words
    of_topic: Words
    comitative: str
    place_nouns: Words
    predicative: str
    doer: str
    parties: str
    against: Words
    repeated: Words
    of_origin: Words

    def plain(self, written: str) -> str:
        """A preposition as the lexicons write it.

        >>> load_grammar("fr").prepositions.plain("aux")
        'à'
        """
        return self.contracted.get(written, written)


@dataclass(frozen=True, slots=True)
class Conjunctions:
    """Conjunctions by what they join; phrases are the words of each, in order.

    Attributes:
        concessive: those before a condition that with a past set one thing that is so against another.
        naming: before the items of a list, as a colon ("namely").
        thus: before who put it so ("“S”: so X described N").
        grounds: what opens a reason that a speaker gives ("“S,” said X, now that “T”").
        unfulfilled: before what has not come about ("provided that").
        awaiting: before what has not come about where the verb is in the present or future ("until").
    """

    complement: Words
    manner: Words
    coordinating: Words
    joints: tuple[tuple[str, ...], ...]
    enumerating: Words
    between_sides: Words
    adversative: Words
    contrasting: Words
    conditional: Words
    concessive: Words
    naming: tuple[tuple[str, ...], ...]
    unfulfilled: tuple[tuple[str, ...], ...]
    awaiting: tuple[tuple[str, ...], ...]
    interrogative: Words
    adverbial: Words
    prepositional: Words
    thus: Words
    grounds: Words


@dataclass(frozen=True, slots=True)
class Pronouns:
    """Pronouns by form; `clitics` are beginnings of what follows a hyphenated verb; `pointing`: what stands
    for what has just been said.
    """

    reflexive: Words
    dative: Words
    indefinite: Words
    relative: Words
    subordinating: Words
    clitics: tuple[str, ...]
    impersonal: Words
    first_person: Words
    relative_person: Words
    relative_object: Words
    of_clause: Words
    object: Words
    of_place: Words
    pointing: Words


@dataclass(frozen=True, slots=True)
class Determiners:
    """Determiners by what they show of the noun after them; `own`: possessives of the third and the first
    person; `first`: those of the first; `partitive`: articles of an unknown number or amount;
    `amounts`: adverbs that with the genitive stand for an article ("beaucoup de").
    """

    genders: Mapping[str, str]
    articles: Words
    before_people: Words
    plural: Words
    before_title: Words
    possessive: Words
    own: Words
    first: Words
    partitive: Words
    whole: Words
    amounts: Words


@dataclass(frozen=True, slots=True)
class Verbs:
    """Lemmas of verbs with a syntax of their own, and how the language uses its verbs.

    Attributes:
        nominal_forms: values of VerbForm that head a clause which stands for a noun ("Inf", "Ger").
        speaking: their participle names the outlet that is spoken to ("speaking to X").
        trailing: their participle behind a comma goes on with who spoke last ("S, adding that T").
        adding: those of them that only go on telling, whatever stands before.
        naming: lemmas of verbs whose object is called something ("what she calls “a theft”").
        before_clause: lemmas of verbs that take a clause without a conjunction, and nobody as their object.
        frank: adjectives said of who then says it behind a colon ("X was clear: S").
        expecting: forms under which an infinitive is not done yet, or never ("was due to").
        modal: auxiliaries of what somebody may or should do.
        obliging: lemmas of verbs whose infinitive somebody has to do.
        perfect: auxiliaries of the perfect, where a phrase may stand before the participle.
        infinitive_endings, imperative_endings: how infinitives end, and imperatives to several people.
        predicates: fixed words that are a predicate of the copula ("d'accord").
        headline: lemmas of verbs that a headline may have for its only one, and that are nouns elsewhere.
        before_bare: lemmas of verbs that bear a bare infinitive ("helped free the crew").
        like_adjectives: verbs whose infinitive is an adjective elsewhere ("to free sailors").
        wishing: lemmas of verbs that wish with a modal before them ("would like the talks to resume").
        naming_sources: what a source asks not to be ("asked not to be named").
        glossing: lemmas of verbs whose participle only explains what was said ("referring to N").
        striving: lemmas of verbs before an infinitive that names an aim ("will work to ensure that S").
        ability: auxiliaries of what somebody can do ("could not say whether S").
        telling_of: lemmas of verbs with a person for their object and “of” before what he is told.
        standing: lemmas of verbs between a quotation and the noun for it ("“S,” was X's answer").
        seeking: lemmas of verbs whose object nobody has given yet ("is seeking X's consent"); gaining: those
            of which so much holds in the infinitive ("hopes to win X's consent").
        subject_first: whether each finite clause has a subject before its verb, or an incise one behind it.
    """

    copula: str
    staying: Words
    declaring: Words
    dative_control: Words
    citing: Words
    blaming: Words
    blamed: Words
    nominal_forms: Words
    subject_first: bool
    trailing: Words
    adding: Words
    before_clause: Words
    naming: Words
    frank: Words
    speaking: Words
    expecting: Words
    modal: Words
    obliging: Words
    perfect: Words
    infinitive_endings: tuple[str, ...]
    imperative_endings: tuple[str, ...]
    predicates: Words
    headline: Words
    before_bare: Words
    like_adjectives: Words
    wishing: Words
    naming_sources: Words
    glossing: Words
    striving: Words
    ability: Words
    telling_of: Words
    standing: Words
    seeking: Words
    gaining: Words


@dataclass(frozen=True, slots=True)
class Grammar:
    """The closed classes of one language.

    Attributes:
        stems: of the future and the conditional, where they are not the infinitive.
        future_auxiliaries: words that make a future of the verb, unless one of `no_future_before` follows.
        own_side, side: lemmas of nouns; of_infinitive: those with an infinitive of what they aim at; sayings:
            those for what has been said that are no cues; former: words for one who no longer is what a
            noun says; experts: nouns before which a country's name is what they know of.
        speakers: lemmas of nouns for those who speak unnamed, each with its name in English: "itself"
            for its own words, "body" for the name that goes with it.
        occasions: lemmas of nouns behind which stands who then spoke ("l'occasion pour X de rappeler N").
        times: lemmas of nouns for a stretch of time, no object of a verb of saying ("a refusé la semaine
            dernière de signer").
        additive: adverbs.
        name_particles: small words inside a name.
        examples: section and sentence; a test reads them.
    """

    future_endings: tuple[str, ...]
    conditional_endings: tuple[str, ...]
    stems: Words
    future_auxiliaries: Words
    no_future_before: Words
    negation: Negation
    prepositions: Prepositions
    conjunctions: Conjunctions
    pronouns: Pronouns
    determiners: Determiners
    verbs: Verbs
    own_side: Words
    side: Words
    former: Words
    experts: Words
    of_infinitive: Words
    sayings: Words
    occasions: Words
    times: Words
    speakers: Mapping[str, str]
    additive: Words
    name_particles: Words
    examples: tuple[tuple[str, str], ...]

    def tense_of(self, form: str, infinitive: str) -> str | None:
        """Tell "future" or "conditional" when the letters of a verb form show it; None else.

        >>> load_grammar("fr").tense_of("livrerait", "livrer")
        'conditional'
        >>> load_grammar("fr").tense_of("entrait", "entrer") is None
        True
        """
        if not self.future_endings:
            return None
        stem = infinitive.removesuffix("e")
        for name, endings in (("conditional", self.conditional_endings), ("future", self.future_endings)):
            for ending in endings:
                before = form.removesuffix(ending)
                if before != form and (before == stem or before in self.stems):
                    return name
        return None


def check_tenses(doc: Doc) -> Doc:
    """Correct mood and tense where letters or auxiliaries show a future or a conditional, in place."""
    grammar = load_grammar(doc.language)
    for token in doc:
        if token.dep_ == "aux" and token.plain_ in grammar.future_auxiliaries:
            beside = {t.plain_ for t in token.head.children if token.i < t.i < token.head.i}
            if not beside & grammar.no_future_before:
                token.morph = token.morph.changed(VerbForm="Fin", Mood="Ind", Tense="Fut")
            continue
        if token.pos_ not in ("VERB", "AUX") or "Inf" in token.morph.get("VerbForm"):
            continue
        tense = grammar.tense_of(token.lower_, token.lemma_.lower())
        if tense == "conditional":
            token.morph = token.morph.changed(VerbForm="Fin", Mood="Cnd", Tense="Pres")
        elif tense == "future":
            token.morph = token.morph.changed(VerbForm="Fin", Mood="Ind", Tense="Fut")
    return doc


@cache
def load_grammar(language: str) -> Grammar:
    """Read and check `grammar.toml` of a language.

    Raises:
        LexiconError: it is missing or not of the shape.
    """
    path = language_file(language, "grammar.toml")
    try:
        file = _File.model_validate(load_toml(path))
    except ValidationError as e:
        first = e.errors()[0]
        raise LexiconError(str(path), ".".join(str(x) for x in first["loc"]), first["msg"]) from e
    return _grammar(file)


def _grammar(file: _File) -> Grammar:
    return Grammar(
        future_endings=file.future.future_endings,
        conditional_endings=file.future.conditional_endings,
        stems=frozenset(file.future.irregular_stems),
        future_auxiliaries=file.future.auxiliaries,
        no_future_before=file.future.not_before,
        negation=Negation(**_fields(file.negation)),
        prepositions=Prepositions(**_fields(file.prepositions)),
        conjunctions=Conjunctions(
            **{
                **_fields(file.conjunctions),
                "joints": _split(file.conjunctions.joints),
                "naming": _split(file.conjunctions.naming),
                "unfulfilled": _split(file.conjunctions.unfulfilled),
                "awaiting": _split(file.conjunctions.awaiting),
            }
        ),
        pronouns=Pronouns(**_fields(file.pronouns)),
        determiners=_determiners(file.determiners),
        verbs=Verbs(**_fields(file.verbs)),
        own_side=file.nouns.own_side,
        side=file.nouns.side,
        former=file.nouns.former,
        experts=file.nouns.experts,
        of_infinitive=file.nouns.of_infinitive,
        sayings=file.nouns.sayings,
        occasions=file.nouns.occasions,
        times=file.nouns.times,
        speakers={lemma: name for name, lemmas in file.nouns.speakers.items() for lemma in lemmas},
        additive=file.adverbs.additive,
        name_particles=file.names.particles,
        examples=tuple((name, getattr(file, name).example) for name in _File.model_fields),
    )


def _split(phrases: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in phrases)


def _fields(section: _Section) -> dict[str, Any]:
    return section.model_dump(exclude={"example"})


def _determiners(section: _Determiners) -> Determiners:
    return Determiners(
        genders={**dict.fromkeys(section.masculine, "m"), **dict.fromkeys(section.feminine, "f")},
        articles=section.articles,
        before_people=section.before_people,
        plural=section.plural,
        before_title=section.before_title,
        possessive=section.possessive,
        own=section.possessive | section.first_person_possessive,
        first=section.first_person_possessive,
        partitive=section.partitive,
        whole=section.whole,
        amounts=section.amounts,
    )
