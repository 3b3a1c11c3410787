"""What contacts.toml may say: its checked shape. The words as the engine uses them are in contact_words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from verbale.errors import LexiconError
from verbale.model import ContactKind, ContactStatus

PartnerSlot = Literal[
    "obj", "to", "with", "by", "in", "on", "into", "for", "of", "from", "chez", "opposite", "down",
    "poss", "near",
]  # fmt: skip
Words = frozenset[str]
Phrases = tuple[str, ...]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ExampleIn(_Strict):
    """An entry's example."""

    text: str
    who: list[str] = []
    kind: ContactKind | None = None
    status: ContactStatus | None = None
    initiator: str | None = None
    place: str | None = None


class VerbIn(_Strict):
    """A verb of contact; the fields are those of `ContactVerb`."""

    lemma: str
    kind: ContactKind | None = None
    partner: list[PartnerSlot]
    reciprocal: bool = False
    initiator: bool = False
    needs: list[str] = []
    without: list[str] = []
    never: list[str] = []
    participle: str | None = None
    weak: bool = False
    attached: bool = False
    anaphoric: bool = False
    gathers: bool = False
    simple: bool = False
    cancels: bool = False
    answers: bool = False
    examples: list[ExampleIn]


class NounIn(_Strict):
    """A noun of contact; the fields are those of `ContactNoun`."""

    lemma: str
    kind: ContactKind | None = None
    weak: bool = False
    needs: list[str] = []
    without: list[str] = []
    anaphoric: bool = True
    adverbial: bool = False
    summit: bool = False
    of: str | None = None
    examples: list[ExampleIn]


class ModalityIn(_Strict):
    """Words that tell how."""

    kind: ContactKind
    phrases: list[str]


class StatusIn(_Strict):
    """Words that say whether it took place."""

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


class InitiatorIn(_Strict):
    """Words that say who called."""

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


class PrepositionsIn(_Strict):
    """Prepositions by what their phrase is to a contact word."""

    with_: Words = Field(alias="with")
    to: Words
    by: Words
    of: Words
    from_: Words = Field(alias="from")
    between: Words
    towards: Words


class PlaceIn(_Strict):
    """A place that is no capital, or a building that stands for one."""

    name: str
    forms: list[str]


class WordsIn(_Strict):
    """Closed word classes and phrases."""

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


class ContactFile(_Strict):
    """The whole file."""

    words: WordsIn
    prepositions: PrepositionsIn
    status: StatusIn
    initiator: InitiatorIn
    modality: list[ModalityIn]
    place: list[PlaceIn]
    verb: list[VerbIn]
    noun: list[NounIn]
    telling: list[ExampleIn]
    demonym_prefixes: dict[str, str]
    sizes: dict[str, int]


def check_file(file: ContactFile, path: str) -> None:
    """Refuse what the shape alone allows: upper case, entries twice, entries without an example."""
    seen: set[str] = set()
    entries: list[VerbIn | NounIn] = [*file.verb, *file.noun]
    for entry in entries:
        name = entry.lemma
        if name != name.strip().lower() or "’" in name:
            raise LexiconError(path, name, "is not lower case, is padded, or has a typographic apostrophe")
        if not entry.examples:
            raise LexiconError(path, name, "has no example")
        key = f"{type(entry).__name__} {name} {entry.needs}"
        if key in seen:
            raise LexiconError(path, name, "is given twice")
        seen.add(key)
        for phrase in (*entry.needs, *entry.without, *getattr(entry, "never", ())):
            if phrase != phrase.lower() or "’" in phrase:
                raise LexiconError(
                    path, name, f"{phrase!r} is not lower case or has a typographic apostrophe"
                )
    forms: set[str] = set()
    for place in file.place:
        for form in place.forms:
            if form in forms:
                raise LexiconError(path, place.name, f"the form {form!r} is given twice")
            forms.add(form)


def entry_named(data: Mapping[str, Any], loc: tuple[int | str, ...]) -> str:
    """The lemma or name of the entry that a validation error points into; else where it is."""
    try:
        entry = data[str(loc[0])][loc[1]]
        return str(entry.get("lemma") or entry["name"])
    except (KeyError, IndexError, TypeError, AttributeError):
        return ".".join(str(x) for x in loc)


def said(loc: tuple[int | str, ...], message: str) -> str:
    field = ".".join(str(x) for x in loc[2:])
    return f"{field}: {message}" if field else message
