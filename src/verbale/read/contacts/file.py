"""What contacts.toml may say: its checked shape. The words as the engine uses them are in contact_words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from verbale.errors import LexiconError
from verbale.model import ContactKind, ContactStatus

PartnerSlot = Literal["obj", "à", "avec", "chez", "auprès", "de", "par", "entre", "in"]


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
    participle: str | None = None
    weak: bool = False
    attached: bool = False
    examples: list[ExampleIn]


class NounIn(_Strict):
    """A noun of contact; the fields are those of `ContactNoun`."""

    lemma: str
    kind: ContactKind | None = None
    weak: bool = False
    needs: list[str] = []
    without: list[str] = []
    anaphoric: bool = True
    summit: bool = False
    examples: list[ExampleIn]


class ModalityIn(_Strict):
    """Words that tell how."""

    kind: ContactKind
    phrases: list[str]


class StatusIn(_Strict):
    """Words that say whether it took place."""

    planned: list[str]
    refused: list[str]
    cancelled: list[str]
    agreed: list[str]
    fact: list[str]
    possible: list[str]
    wished: list[str]
    denied: list[str]
    happen: list[str]


class InitiatorIn(_Strict):
    """Words that say who called."""

    phrases: list[str]
    participles: list[str]
    nouns: list[str]


class PlaceIn(_Strict):
    """A place that is no capital, or a building that stands for one."""

    name: str
    forms: list[str]


class WordsIn(_Strict):
    """Closed word classes and phrases."""

    light_verbs: list[str]
    carriers: list[str]
    place_prepositions: list[str]
    again: list[str]
    earlier: list[str]
    later: list[str]
    same_day: list[str]
    possessives: list[str]
    definite: list[str]
    demonstrative: list[str]
    both: list[str]
    traps: list[str]
    lasting: list[str]
    neutral_after: list[str]
    links: list[str]
    ands: list[str]
    relatives: list[str]
    since: list[str]
    presence: list[str]
    where: list[str]
    pointing: list[str]
    time_nouns: list[str]
    distance_after: list[str]
    repeated: list[str]
    times_counted: list[str]
    delegations: list[str]
    office_heads: list[str]
    confirming: list[str]
    topic_verbs: list[str]
    topic_nouns: list[str]
    apart: list[str]
    afterwards: list[str]


class ContactFile(_Strict):
    """The whole file."""

    words: WordsIn
    status: StatusIn
    initiator: InitiatorIn
    modality: list[ModalityIn]
    place: list[PlaceIn]
    verb: list[VerbIn]
    noun: list[NounIn]
    telling: list[ExampleIn]
    demonym_prefixes: dict[str, str]


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
        key = f"{name} {entry.needs}"
        if key in seen:
            raise LexiconError(path, name, "is given twice")
        seen.add(key)
        for phrase in (*entry.needs, *entry.without):
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
