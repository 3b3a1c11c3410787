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
from verbale.read.contacts.file import ContactFile, ExampleIn, NounIn, VerbIn, check_file, entry_named, said


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
            of a visit).
        reciprocal: a plural subject alone is enough ("ils se sont parlé").
        initiator: the subject called.
        needs: one of these phrases must stand in the clause ("avoir" ... "au téléphone").
        without: none of these phrases may stand in the clause right after the verb.
        weak: its kind gives way to that of another word for the same contact ("est attendu à X").
        attached: the phrase of the other party must hang on the verb itself ("a évoqué X avec Y", not
            "un accord avec Y").
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
    participle: str
    weak: bool
    attached: bool
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
        summit: the leaders of an organisation named with it take part.
    """

    lemma: str
    words: tuple[str, ...]
    kind: ContactKind | None
    weak: bool
    needs: tuple[str, ...]
    without: tuple[str, ...]
    anaphoric: bool
    summit: bool
    examples: tuple[ContactExample, ...]


@dataclass(frozen=True, slots=True)
class Modality:
    """Words that tell how a contact took place."""

    kind: ContactKind
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatusWords:
    """Words around a contact word that say whether it took place. All are lemmas, except `phrases`.

    Attributes:
        planned, refused, cancelled: governing words and, for cancelled, predicates of the noun.
        agreed: planned only when a time is given.
        fact: governing verbs that leave the contact a fact ("venir de", "pouvoir" in the past).
        possible: governing words that make it only thinkable: no contact.
        wished: words that ask for, offer or doubt it by a noun ("a appelé au lancement de"): no contact.
        denied: governing words that deny it: no contact.
    """

    planned: frozenset[str]
    refused: frozenset[str]
    cancelled: frozenset[str]
    agreed: frozenset[str]
    fact: frozenset[str]
    possible: frozenset[str]
    wished: frozenset[str]
    denied: frozenset[str]
    happen: frozenset[str]


@dataclass(frozen=True, slots=True)
class InitiatorWords:
    """How a text says who called: `phrases` come before the name ("à l'initiative de")."""

    phrases: tuple[str, ...]
    participles: frozenset[str]
    nouns: frozenset[str]


@dataclass(frozen=True, slots=True)
class ContactWords:
    """All contact words of one language. What each list holds is said in the file and in docs/contacts.md."""

    language: str
    verbs: Mapping[str, tuple[ContactVerb, ...]]
    nouns: Mapping[str, tuple[ContactNoun, ...]]
    modalities: tuple[Modality, ...]
    light_verbs: frozenset[str]
    carriers: tuple[str, ...]
    status: StatusWords
    initiator: InitiatorWords
    places: Mapping[str, str]
    place_prepositions: frozenset[str]
    again: frozenset[str]
    earlier: tuple[str, ...]
    later: tuple[str, ...]
    same_day: tuple[str, ...]
    possessives: frozenset[str]
    definite: frozenset[str]
    demonstrative: frozenset[str]
    both: tuple[str, ...]
    traps: tuple[str, ...]
    telling: tuple[ContactExample, ...]
    lasting: frozenset[str]
    neutral_after: tuple[str, ...]
    links: frozenset[str]
    ands: frozenset[str]
    relatives: frozenset[str]
    since: tuple[str, ...]
    presence: tuple[str, ...]
    where: frozenset[str]
    pointing: frozenset[str]
    time_nouns: frozenset[str]
    distance_after: tuple[str, ...]
    repeated: tuple[str, ...]
    times_counted: frozenset[str]
    delegations: frozenset[str]
    office_heads: frozenset[str]
    confirming: frozenset[str]
    topic_verbs: frozenset[str]
    topic_nouns: frozenset[str]
    apart: frozenset[str]
    afterwards: tuple[str, ...]
    demonym_prefixes: Mapping[str, str]

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
    w, s, i = file.words, file.status, file.initiator
    return ContactWords(
        language=language,
        verbs=_verbs(file.verb),
        nouns=_nouns(file.noun),
        modalities=tuple(Modality(m.kind, tuple(m.phrases)) for m in file.modality),
        light_verbs=frozenset(w.light_verbs),
        carriers=tuple(w.carriers),
        status=StatusWords(
            planned=frozenset(s.planned),
            refused=frozenset(s.refused),
            cancelled=frozenset(s.cancelled),
            agreed=frozenset(s.agreed),
            fact=frozenset(s.fact),
            possible=frozenset(s.possible),
            wished=frozenset(s.wished),
            denied=frozenset(s.denied),
            happen=frozenset(s.happen),
        ),
        initiator=InitiatorWords(tuple(i.phrases), frozenset(i.participles), frozenset(i.nouns)),
        places={form: p.name for p in file.place for form in p.forms},
        place_prepositions=frozenset(w.place_prepositions),
        again=frozenset(w.again),
        earlier=tuple(w.earlier),
        later=tuple(w.later),
        same_day=tuple(w.same_day),
        possessives=frozenset(w.possessives),
        definite=frozenset(w.definite),
        demonstrative=frozenset(w.demonstrative),
        both=tuple(w.both),
        traps=tuple(w.traps),
        telling=_examples(file.telling),
        lasting=frozenset(w.lasting),
        neutral_after=tuple(w.neutral_after),
        links=frozenset(w.links),
        ands=frozenset(w.ands),
        relatives=frozenset(w.relatives),
        since=tuple(w.since),
        presence=tuple(w.presence),
        where=frozenset(w.where),
        pointing=frozenset(w.pointing),
        time_nouns=frozenset(w.time_nouns),
        distance_after=tuple(w.distance_after),
        repeated=tuple(w.repeated),
        times_counted=frozenset(w.times_counted),
        delegations=frozenset(w.delegations),
        office_heads=frozenset(w.office_heads),
        confirming=frozenset(w.confirming),
        topic_verbs=frozenset(w.topic_verbs),
        topic_nouns=frozenset(w.topic_nouns),
        apart=frozenset(w.apart),
        afterwards=tuple(w.afterwards),
        demonym_prefixes=dict(file.demonym_prefixes),
    )


def _verbs(entries: Iterable[VerbIn]) -> Mapping[str, tuple[ContactVerb, ...]]:
    grouped: dict[str, tuple[ContactVerb, ...]] = {}
    for e in entries:
        reflexive = e.lemma.startswith("se ")
        head = e.lemma.removeprefix("se ").split()[0]
        made = ContactVerb(
            e.lemma, head, reflexive, e.kind, tuple(e.partner), e.reciprocal, e.initiator,
            tuple(e.needs), tuple(e.without), e.participle or head.removesuffix("er") + "é",
            e.weak, e.attached, _examples(e.examples),
        )  # fmt: skip
        grouped[head] = (*grouped.get(head, ()), made)
    return grouped


def _nouns(entries: Iterable[NounIn]) -> Mapping[str, tuple[ContactNoun, ...]]:
    grouped: dict[str, list[ContactNoun]] = {}
    for e in entries:
        words = tuple(e.lemma.split())
        made = ContactNoun(
            e.lemma,
            words,
            e.kind,
            e.weak,
            tuple(e.needs),
            tuple(e.without),
            e.anaphoric,
            e.summit,
            _examples(e.examples),
        )
        grouped.setdefault(words[0], []).append(made)
    return {head: tuple(sorted(found, key=lambda n: -len(n.words))) for head, found in grouped.items()}


def _examples(examples: Iterable[ExampleIn]) -> tuple[ContactExample, ...]:
    return tuple(
        ContactExample(e.text, tuple(e.who), e.kind, e.status, e.initiator, e.place) for e in examples
    )
