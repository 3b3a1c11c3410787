"""The contact words of a language: which verbs and nouns tell of a call, a meeting, a visit; loaded and
checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from verbale.errors import LexiconError
from verbale.lexicon import language_file, load_toml
from verbale.model import ContactKind, ContactStatus
from verbale.read.contacts.file import (
    ContactFile,
    ExampleIn,
    NounIn,
    Phrases,
    VerbIn,
    Words,
    check_file,
    entry_named,
    said,
)
from verbale.syntax.grammar import load_grammar


@dataclass(frozen=True, slots=True)
class ContactExample:
    """A sentence and what must be read in it.

    Attributes:
        who: names of the participants; empty when the sentence tells of no contact.
        kind, status, initiator, place: checked when not None.
    """

    text: str
    who: tuple[str, ...] = ()
    kind: ContactKind | None = None
    status: ContactStatus | None = None
    initiator: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class ContactVerb:
    """A verb of contact.

    Attributes:
        lemma: as written in the file; `head` and `reflexive` are read from it ("se entretenir").
        kind: None when the verb does not tell how they met.
        partner: where the other party stands: "obj", a preposition, or "in" (a place: the verb tells
            of a visit), "poss" (whose the object is: "shook Y's hand"), "near" (the one other principal
            told of behind the words: "picked up the phone and scolded Y").
        reciprocal: a plural subject alone is enough ("ils se sont parlé").
        initiator: the subject called.
        needs: one of these phrases must stand in the clause ("avoir" ... "au téléphone").
        without: none of these phrases may stand in the clause right after the verb.
        never: none of these may stand anywhere behind the verb in its sentence.
        weak: its kind gives way to that of another word for the same contact ("est attendu à X").
        attached: the phrase of the other party must hang on the verb itself ("a évoqué X avec Y", not
            "un accord avec Y").
        anaphoric: with a subject alone it may take up a contact already told ("c'est X qui a appelé").
        gathers: its subject is no party ("un appel a réuni X et Y").
        simple: what hangs on the verb is no further verb ("saw X resign").
        cancels: that it was done tells of a contact that was to take place ("a fait faux bond à X").
        answers: without an addressee it answers the message told before ("a répondu par un télégramme").
        participle: its past participle, masculine singular, by which it is known where the lemma is wrong.
    """

    lemma: str
    head: str
    reflexive: bool
    kind: ContactKind | None
    partner: tuple[str, ...]
    reciprocal: bool
    initiator: bool
    needs: tuple[str, ...]
    without: tuple[str, ...]
    never: tuple[str, ...]
    participle: str
    weak: bool
    attached: bool
    anaphoric: bool
    gathers: bool
    simple: bool
    cancels: bool
    answers: bool
    examples: tuple[ContactExample, ...]


@dataclass(frozen=True, slots=True)
class ContactNoun:
    """A noun of contact.

    Attributes:
        words: its lemmas or forms in order ("coup de fil").
        kind: None when the noun does not tell how they met.
        weak: tells the kind only when nothing else does ("réunion" of a call).
        needs: one of these must stand among its own words or right before it.
        without: none of these may follow it.
        anaphoric: with a definite article alone it may take up a contact already told ("l'entretien").
        adverbial: it only says how ("au téléphone"), and is never what is asked for or offered.
        summit: the leaders of an organisation named with it take part.
        of: registry id of the organisation that the noun itself names ("Conseil européen"); None for others.
    """

    lemma: str
    words: tuple[str, ...]
    kind: ContactKind | None
    weak: bool
    needs: tuple[str, ...]
    without: tuple[str, ...]
    anaphoric: bool
    adverbial: bool
    summit: bool
    of: str | None
    examples: tuple[ContactExample, ...]


@dataclass(frozen=True, slots=True)
class Modality:
    """Words that tell how a contact took place."""

    kind: ContactKind
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatusWords:
    """Words around a contact word that say whether it took place: lemmas, `happen` and `moot` apart.

    Attributes:
        planned, refused, cancelled: governing words and, for cancelled, predicates of the noun.
        delaying: those of `cancelled` that only put off; short: units of so short a delay that it took place.
        agreed: planned only when a time is given.
        fact: governing verbs that leave the contact a fact ("venir de", "pouvoir" in the past).
        possible: governing words that make it only thinkable: no contact.
        wished: words that ask for, offer or doubt it by a noun ("a appelé au lancement de"): no contact.
        denied: governing words that deny it: no contact.
        must: verbs of what is to be, planned unless in the perfect ("devoir"); must_be: those that plan a
            contact by their noun ("aller avoir un entretien"); can: verbs of what is possible.
        willing: verbs that refuse when negated ("n'a pas voulu").
        future, future_in_past, modal: auxiliaries of languages that tell the future and the possible by them.
        conditions, purposes, sequels: what opens such a clause ("si", "pour", "après").
        have: auxiliaries of the perfect.
        affirming: negations that affirm ("pas moins").
        adjectives: those of `possible` that are participles as well ("ouvert", "se sont ouverts").
        arranging: those of `possible` that with the noun as object arrange it ("organiser une rencontre").
        none: determiners that deny the noun ("aucun").
        not_yet: adverbs that deny an infinitive ("has yet to").
        beginning: verbs whose present with a day tells what is to come ("le sommet s'ouvre jeudi").
        accords: nouns of agreement before an infinitive ("sont tombés d'accord pour se revoir"): planned when
            a time is given; agreeable: verbs that with one of them only tell of being willing.
        supposed: words of supposing that open a sentence ("imaginons que"); fictions: phrases that tell what
            a film or novel tells; inverted: what opens a condition by standing before its subject.
        reports: nouns of what is only said, whose clause tells of no contact unless a verb of `confirmed`
            governs it; according: pronouns that take up such a noun ("selon laquelle").
        scheduled_present: the present with a day tells what is to come ("they meet on Thursday").
        moot: predicates of a contact that nobody has arranged ("pas à l'ordre du jour").
    """

    planned: Words
    refused: Words
    cancelled: Words
    delaying: Words
    short: Words
    agreed: Words
    fact: Words
    possible: Words
    wished: Words
    denied: Words
    happen: Phrases
    must: Words
    must_be: Words
    can: Words
    willing: Words
    future: Words
    future_in_past: Words
    modal: Words
    conditions: Words
    purposes: Words
    sequels: Words
    have: Words
    none: Words
    not_yet: Words
    beginning: Words
    accords: Words
    agreeable: Words
    moot: Phrases
    affirming: Phrases
    adjectives: Words
    arranging: Words
    supposed: Phrases
    fictions: Phrases
    inverted: Words
    reports: Words
    confirmed: Words
    according: Words
    scheduled_present: bool


@dataclass(frozen=True, slots=True)
class InitiatorWords:
    """How a text says who called.

    Attributes:
        phrases: before the name ("à l'initiative de").
        participles: "demandé par X"; nouns: "une initiative française".
        giving: verbs whose subject makes the call that is their object ("passer un appel"); taking: those
            whose subject gets it ("recevoir un appel de X"); coming_from: "l'appel émanait de X"; reaching:
            "a call from X reached Y"; own: "at her own request".
    """

    phrases: Phrases
    participles: Words
    nouns: Words
    giving: Words
    taking: Words
    coming_from: Words
    falling_to: Words
    telling_by: Words
    asking_for: Words
    reaching: Words
    lifting: Words
    own: Words


@dataclass(frozen=True, slots=True)
class ContactPrepositions:
    """Written forms of prepositions by what their phrase is to a contact word.

    `from_`: before who called, where that is not `of`; `towards`: before what is wished for.
    """

    with_: Words
    to: Words
    by: Words
    of: Words
    from_: Words
    between: Words
    towards: Words


@dataclass(frozen=True, slots=True)
class ContactWords:
    """All contact words of one language. What each list holds is said in the file and in docs/contacts.md."""

    language: str
    verbs: Mapping[str, tuple[ContactVerb, ...]]
    nouns: Mapping[str, tuple[ContactNoun, ...]]
    modalities: tuple[Modality, ...]
    prepositions: ContactPrepositions
    status: StatusWords
    initiator: InitiatorWords
    places: Mapping[str, str]
    telling: tuple[ContactExample, ...]
    demonym_prefixes: Mapping[str, str]
    sizes: Mapping[str, int]
    participle_ending: tuple[str, str]
    agreement: Phrases
    light_verbs: Words
    carriers: Phrases
    during: Phrases
    beside: Phrases
    ahead: Phrases
    place_prepositions: Words
    adverb_prepositions: Words
    adverbials: Phrases
    again: Words
    earlier: Phrases
    later: Phrases
    same_day: Phrases
    possessives: Words
    itself: Words
    theirs: Words
    definite: Words
    demonstrative: Words
    articles: Words
    traps: Phrases
    hoaxes: Phrases
    lasting: Words
    dated: Words
    carrying: Words
    transparent: Words
    reporting: Words
    neutral_after: Phrases
    links: Words
    ands: Words
    title_ands: Words
    relatives: Words
    since: Phrases
    presence: Phrases
    joining: Words
    nations: Words
    where: Words
    capitals: Words
    there: Words
    clitics: Words
    dative_clitics: Words
    plural_clitics: Words
    feminine: Words
    takes_things: Words
    pointing: Words
    ordinals: Words
    time_nouns: Words
    occasion_nouns: Words
    distance_after: Phrases
    repeated: Phrases
    separately: Words
    times_counted: Words
    crowds: Words
    bonds: Words
    delegations: Words
    leaders: Words
    office_heads: Words
    relational: Words
    addressing: Words
    confirming: Words
    topic_verbs: Words
    topic_nouns: Words
    topic_predicates: Words
    topic_phrases: Phrases
    topics_arising: Phrases
    topic_parties: Words
    apart: Words
    afterwards: Phrases
    other_event: Words
    visiting: Phrases
    amounts: Words
    including: Words
    before_names: Words
    lengthy: Words
    perhaps_ahead: Words
    silence: Phrases
    day_of: Words
    meanwhile: Phrases
    beginning: Words
    then: Words
    styles: Words
    elected: Phrases
    attendants: Words
    within: Phrases
    tonic: Words
    excess: Words

    @property
    def bearing(self) -> Words:
        """Verbs that carry a contact noun, or say that it came about: their time is the contact's."""
        happening = {w for p in self.status.happen for w in p.split()}
        return self.light_verbs | self.lasting | happening

    def examples(self) -> Iterable[tuple[str, ContactExample]]:
        """Every entry's examples with the entry's name."""
        for verbs in self.verbs.values():
            yield from ((v.lemma, e) for v in verbs for e in v.examples)
        for nouns in self.nouns.values():
            yield from ((n.lemma, e) for n in nouns for e in n.examples)
        yield from (("telling", e) for e in self.telling)


def load_contact_words(language: str) -> ContactWords:
    """Read and check `contacts.toml` of a language (ISO 639-1).

    Raises:
        LexiconError: the file is missing, or an entry breaks a rule; the error names both.
    """
    path = language_file(language, "contacts.toml")
    return contact_words_from(load_toml(path), language=language, path=str(path))


def contact_words_from(data: Mapping[str, Any], *, language: str, path: str) -> ContactWords:
    """The words of a parsed `contacts.toml`; `path` is only for messages.

    Raises:
        LexiconError: an entry breaks a rule.
    """
    try:
        file = ContactFile.model_validate(data)
    except ValidationError as e:
        first = e.errors()[0]
        raise LexiconError(path, entry_named(data, first["loc"]), said(first["loc"], first["msg"])) from e
    check_file(file, path)
    w = file.words.model_dump()
    return ContactWords(
        language=language,
        verbs=_verbs(file.verb, file.words.participle_ending, load_grammar(language).pronouns.reflexive),
        nouns=_nouns(file.noun),
        modalities=tuple(Modality(m.kind, tuple(m.phrases)) for m in file.modality),
        prepositions=ContactPrepositions(**file.prepositions.model_dump()),
        status=StatusWords(**file.status.model_dump()),
        initiator=InitiatorWords(**file.initiator.model_dump()),
        places={form: p.name for p in file.place for form in p.forms},
        telling=_examples(file.telling),
        demonym_prefixes=dict(file.demonym_prefixes),
        sizes=dict(file.sizes),
        **w,
    )


def _verbs(
    entries: Iterable[VerbIn], ending: tuple[str, str], reflexive: Words
) -> Mapping[str, tuple[ContactVerb, ...]]:
    grouped: dict[str, tuple[ContactVerb, ...]] = {}
    for e in entries:
        words = e.lemma.split()
        is_reflexive = words[0] in reflexive and len(words) > 1
        head = words[1] if is_reflexive else words[0]
        made = ContactVerb(
            e.lemma, head, is_reflexive, e.kind, tuple(e.partner), e.reciprocal, e.initiator,
            tuple(e.needs), tuple(e.without), tuple(e.never),
            e.participle or head.removesuffix(ending[0]) + ending[1],
            e.weak, e.attached, e.anaphoric, e.gathers, e.simple, e.cancels, e.answers, _examples(e.examples),
        )  # fmt: skip
        grouped[head] = (*grouped.get(head, ()), made)
    # "s'est rendu chez X" before "s'est rendu à Z": what asks for more words is tried first
    return {head: tuple(sorted(found, key=_specific)) for head, found in grouped.items()}


def _specific(verb: ContactVerb) -> int:
    return 0 if any(" … " in n for n in verb.needs) else 1 if verb.needs else 2


def _nouns(entries: Iterable[NounIn]) -> Mapping[str, tuple[ContactNoun, ...]]:
    grouped: dict[str, list[ContactNoun]] = {}
    for e in entries:
        words = tuple(e.lemma.split())
        made = ContactNoun(
            e.lemma, words, e.kind, e.weak, tuple(e.needs), tuple(e.without),
            e.anaphoric, e.adverbial, e.summit, e.of, _examples(e.examples),
        )  # fmt: skip
        grouped.setdefault(words[0], []).append(made)
    return {head: tuple(sorted(found, key=lambda n: -len(n.words))) for head, found in grouped.items()}


def _examples(examples: Iterable[ExampleIn]) -> tuple[ContactExample, ...]:
    return tuple(
        ContactExample(e.text, tuple(e.who), e.kind, e.status, e.initiator, e.place) for e in examples
    )
