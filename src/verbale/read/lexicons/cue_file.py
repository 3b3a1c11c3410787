"""The form of `cues.toml` and the rules that its entries keep; `cues.py` makes the lexicon of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from verbale.errors import LexiconError
from verbale.model import SpeechAct

# Slots that are not prepositions: complement clause, infinitive clause of the source's own doing, infinitive
# clause of the object's doing, direct object, second object, predicate, object with its predicate, quotation.
SYNTACTIC_SLOTS = frozenset({"clause", "inf", "obj_inf", "obj", "iobj", "adj", "predication", "quote"})
DOCUMENT_KINDS = frozenset({"around", "document", "outlet", "staff", "unnamed"})


class StrictIn(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ExampleIn(StrictIn):
    text: str
    source: str | None = None
    content: str | None = None
    addressee: str | None = None
    target: str | None = None
    act: SpeechAct | None = None


class EntryIn(StrictIn):
    lemma: str
    examples: list[ExampleIn]


class VerbIn(EntryIn):
    act: SpeechAct
    content: list[str]
    addressee: list[str] = []
    target: list[str] = []
    noun_act: bool = False
    noun_only: bool = False
    incise: bool = False
    plain_obj: bool = True
    future_act: SpeechAct | None = None
    negated_act: SpeechAct | None = None
    claim_act: SpeechAct | None = None
    together: bool = False
    mental: bool = False
    narrated: bool = False
    beside: list[str] = []


class WordIn(EntryIn):
    act: SpeechAct
    content: list[str] = []
    participle_of: str | None = None
    attitude: bool = False


class AdpositionIn(StrictIn):
    form: str
    only_before_quote_or_clause: bool = False
    examples: list[ExampleIn]


class DocumentIn(EntryIn):
    kind: str
    label: str | None = None


class ModalIn(EntryIn):
    act: SpeechAct
    speaker_only: bool = False
    impersonal: bool = False


class HedgeIn(EntryIn):
    passive: bool = False


class CueFile(StrictIn):
    prepositions: list[str]
    verb: list[VerbIn]
    noun: list[WordIn]
    adjective: list[WordIn]
    evaluation: list[WordIn]
    adposition: list[AdpositionIn]
    document: list[DocumentIn]
    modal: list[ModalIn]
    hedge: list[HedgeIn]
    reproach: list[EntryIn]
    threat: list[EntryIn]
    silence: list[EntryIn]
    claim: list[EntryIn] = []


def checked_file(data: Mapping[str, Any], path: str) -> CueFile:
    """A parsed `cues.toml` once every rule holds; `path` is only for messages.

    Raises:
        LexiconError: an entry breaks a rule; the error names it.
    """
    try:
        file = CueFile.model_validate(data)
    except ValidationError as e:
        first = e.errors()[0]
        raise LexiconError(path, _entry_named(data, first["loc"]), _said(first["loc"], first["msg"])) from e
    _check_examples(file, path)
    prepositions = frozenset(file.prepositions)
    for verb in file.verb:
        _check_slots(verb.lemma, (*verb.content, *verb.addressee, *verb.target), prepositions, path)
        if not verb.content:
            raise LexiconError(path, verb.lemma, "a verb needs at least one content slot")
    for words in (file.noun, file.adjective, file.evaluation):
        for word in words:
            _check_slots(word.lemma, word.content, prepositions, path)
    _check_conflicts([(" ".join((v.lemma, *v.beside)), v.content) for v in file.verb], path)
    sections: tuple[Sequence[EntryIn], ...] = (
        file.noun, file.adjective, file.evaluation, file.document,
        file.modal, file.hedge, file.reproach, file.threat, file.silence, file.claim,
    )  # fmt: skip
    for section in sections:
        _check_repeats([e.lemma for e in section], path)
    _check_repeats([a.form for a in file.adposition], path)
    for document in file.document:
        if document.kind not in DOCUMENT_KINDS:
            raise LexiconError(path, document.lemma, f"unknown kind {document.kind!r}")
    return file


def _check_slots(lemma: str, slots: Iterable[str], prepositions: frozenset[str], path: str) -> None:
    for slot in slots:
        if slot not in SYNTACTIC_SLOTS and slot not in prepositions:
            raise LexiconError(path, lemma, f"slot {slot!r} is neither syntactic nor in `prepositions`")


def _check_conflicts(entries: Iterable[tuple[str, Sequence[str]]], path: str) -> None:
    """A lemma may have several entries, but a slot only in one of them."""
    seen: set[tuple[str, str]] = set()
    for lemma, content in entries:
        for slot in content:
            if (lemma, slot) in seen:
                raise LexiconError(path, lemma, f"content slot {slot!r} is given twice")
            seen.add((lemma, slot))


def _check_repeats(lemmas: Iterable[str], path: str) -> None:
    seen: set[str] = set()
    for lemma in lemmas:
        if lemma in seen:
            raise LexiconError(path, lemma, "is given twice")
        seen.add(lemma)


def _check_examples(file: CueFile, path: str) -> None:
    named: list[tuple[str, list[ExampleIn]]] = [(a.form, a.examples) for a in file.adposition]
    for entries in (
        file.verb, file.noun, file.adjective, file.evaluation, file.document,
        file.modal, file.hedge, file.reproach, file.threat, file.silence, file.claim,
    ):  # fmt: skip
        named.extend((e.lemma, e.examples) for e in entries)
    for name, examples in named:
        if name != name.strip().lower() or "’" in name:
            raise LexiconError(path, name, "is not lower case, is padded, or has a typographic apostrophe")
        if not examples:
            raise LexiconError(path, name, "has no example")
        for example in examples:
            for part in (example.source, example.content, example.addressee, example.target):
                if part is not None and part not in example.text:
                    raise LexiconError(path, name, f"{part!r} is not in its example")


def _entry_named(data: Mapping[str, Any], loc: tuple[int | str, ...]) -> str:
    """The lemma or form of the entry that a validation error points into; else where it is."""
    try:
        entry = data[str(loc[0])][loc[1]]
        return str(entry.get("lemma") or entry["form"])
    except (KeyError, IndexError, TypeError, AttributeError):
        return ".".join(str(x) for x in loc)


def _said(loc: tuple[int | str, ...], message: str) -> str:
    field = ".".join(str(x) for x in loc[2:])
    return f"{field}: {message}" if field else message
