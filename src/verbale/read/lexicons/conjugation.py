"""The inflected forms of cue words, by the rules of `conjugation.toml`.

A trained lemmatiser errs on verbs that its treebanks lack ("exclut" becomes "exclaure"). The cues are a
closed list, so their forms can be listed. A language whose verbs have principal parts gives those
(`irregular`); one whose verbs have a handful of forms gives endings (`ending`) and the exceptions (`verb`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from verbale.errors import LexiconError
from verbale.lexicon import language_file, load_toml

IMPERFECT = ("ais", "ait", "ions", "iez", "aient")
FUTURE = ("ai", "as", "a", "ons", "ez", "ont", *IMPERFECT)


@dataclass(frozen=True, slots=True)
class Irregular:
    """Principal parts of the verbs that end in `ending`; what the fields hold is told in the file."""

    ending: str
    present: tuple[str, ...]
    future: str
    past: tuple[str, ...]
    participle: str
    subjunctive: tuple[str, ...]
    also: tuple[str, ...]
    example: tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Endings:
    """What stands in place of the ending `of` in the other forms of a word."""

    of: str
    others: tuple[str, ...]
    example: tuple[str, tuple[str, ...]]

    def forms(self, word: str) -> frozenset[str]:
        """The word and its other forms; it must end in `of`."""
        stem = word.removesuffix(self.of)
        return frozenset({word, *(stem + other for other in self.others)})


@dataclass(frozen=True, slots=True)
class Conjugation:
    """How verbs are inflected, and adjectives agree.

    Attributes:
        doubling: verbs whose last consonant is doubled before some endings.
        irregular: verbs with principal parts, by how they end, longest ending first.
        endings: verbs that only change their ending, longest first.
        verbs: the forms of verbs that no rule gives.
        agreement: adjectives and nouns by how they end, longest ending first.
    """

    language: str
    doubling: frozenset[str]
    irregular: tuple[Irregular, ...] = ()
    endings: tuple[Endings, ...] = ()
    verbs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    agreement: tuple[Endings, ...] = ()

    def agreeing(self, word: str) -> frozenset[str]:
        """An adjective or noun with its other genders and numbers.

        >>> sorted(load_conjugation("fr").agreeing("constructif"))
        ['constructif', 'constructifs', 'constructive', 'constructives']
        """
        rule = next((e for e in self.agreement if word.endswith(e.of)), None)
        return rule.forms(word) if rule is not None else frozenset({word})

    def forms(self, infinitive: str) -> frozenset[str]:
        """All simple forms of a verb, its participles with gender and number; the infinitive is one of them.

        A verb that no rule covers gives its infinitive only.
        """
        if infinitive in self.verbs:
            return frozenset({infinitive, *self.verbs[infinitive]})
        if self.endings:
            stem = infinitive + infinitive[-1] if infinitive in self.doubling else infinitive
            doubled = {f for e in self.endings[-1:] for f in e.forms(stem) if stem != infinitive} - {stem}
            rule = next((e for e in self.endings if infinitive.endswith(e.of)), None)
            return frozenset({infinitive, *doubled, *(rule.forms(infinitive) if rule is not None else ())})
        for entry in self.irregular:
            if infinitive.endswith(entry.ending):
                return frozenset({infinitive, *_irregular_forms(infinitive, entry)})
        if infinitive.endswith("er"):
            return frozenset({infinitive, *_regular_forms(infinitive, infinitive in self.doubling)})
        return frozenset({infinitive})


def lemmas_by_form(infinitives: Iterable[str], conjugation: Conjugation) -> Mapping[str, str]:
    """From each form to its infinitive; a form that two of the verbs share is left out."""
    found: dict[str, str | None] = {}
    for infinitive in sorted(set(infinitives)):
        for form in conjugation.forms(infinitive):
            found[form] = None if form in found else infinitive
    return {form: lemma for form, lemma in found.items() if lemma is not None}


def _participles(participle: str) -> tuple[str, ...]:
    masculine = participle if participle.endswith("s") else participle + "s"
    return (participle, participle + "e", masculine, participle + "es")


def _irregular_forms(infinitive: str, entry: Irregular) -> Iterable[str]:
    base = infinitive[: len(infinitive) - len(entry.ending)]
    nous = entry.present[3].removesuffix("ons") if entry.present[3].endswith("ons") else None
    yield from (base + p for p in entry.present)
    yield from (base + entry.future + e for e in FUTURE)
    yield from (base + p for p in (*entry.past, *entry.also, *entry.subjunctive))
    yield from (base + p for p in _participles(entry.participle))
    yield from (base + entry.subjunctive[0].removesuffix("e") + e for e in ("es", "ent"))
    if nous is not None:
        yield from (base + nous + e for e in (*IMPERFECT, "ant"))


def _regular_forms(infinitive: str, doubling: bool) -> Iterable[str]:
    """A verb in -er, with the usual changes of spelling (ç, ge, è, ll, i)."""
    stem = infinitive.removesuffix("er")
    soft = {"c": stem[:-1] + "ç", "g": stem + "e"}.get(stem[-1], stem)
    mute = _before_mute_e(stem, doubling)
    yield from (mute + e for e in ("e", "es", "ent"))
    yield from (soft + e for e in ("ons", "ais", "ait", "aient", "ant", "a", "ai", "as", "âmes"))
    yield from (stem + e for e in ("ez", "ions", "iez", "èrent"))
    # "répètera" and "répétera" are both in use
    yield from (m + "er" + e for m in {mute, stem} for e in FUTURE)
    yield from _participles(stem + "é")


def _before_mute_e(stem: str, doubling: bool) -> str:
    """The stem of "appelle", "lève", "répète", "emploie"; the stem itself where nothing changes."""
    if doubling:
        return stem if stem.endswith("ll") else stem + stem[-1]
    if stem.endswith(("oy", "uy")):
        return stem[:-1] + "i"
    # lever, achever: any "e" before one consonant; répéter, célébrer, alléguer: "é" before one sound
    match = re.fullmatch(r"(.*[^e])(?:e([bcdfglmnprstv])|é([bcdfglmnprstv][rlhn]?|[gq]u))", stem)
    return f"{match[1]}è{match[2] or match[3]}" if match else stem


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Example(_Strict):
    infinitive: str
    forms: list[str]


class _Irregular(_Strict):
    ending: str
    present: list[str] = Field(min_length=6, max_length=6)
    future: str
    past: list[str] = Field(min_length=2, max_length=2)
    participle: str
    subjunctive: list[str] = Field(min_length=2, max_length=2)
    also: list[str] = []
    example: _Example


class _WordExample(_Strict):
    word: str
    forms: list[str]


class _Endings(_Strict):
    of: str
    others: list[str]
    example: _WordExample


class _Verb(_Strict):
    infinitive: str
    forms: list[str]


class _File(_Strict):
    doubling: list[str] = []
    irregular: list[_Irregular] = []
    ending: list[_Endings] = []
    verb: list[_Verb] = []
    agreement: list[_Endings]


def load_conjugation(language: str) -> Conjugation:
    """Read and check `conjugation.toml` of a language (ISO 639-1).

    Raises:
        LexiconError: the file is missing, or an entry breaks a rule.
    """
    path = language_file(language, "conjugation.toml")
    data: dict[str, Any] = load_toml(path)
    try:
        file = _File.model_validate(data)
    except ValidationError as e:
        first = e.errors()[0]
        raise LexiconError(str(path), ".".join(str(x) for x in first["loc"]), first["msg"]) from e
    entries = [
        Irregular(
            i.ending, tuple(i.present), i.future, tuple(i.past), i.participle, tuple(i.subjunctive),
            tuple(i.also), (i.example.infinitive, tuple(i.example.forms)),
        )
        for i in file.irregular
    ]  # fmt: skip
    if len({e.ending for e in entries}) != len(entries):
        raise LexiconError(str(path), "irregular", "an ending is given twice")
    return Conjugation(
        language,
        frozenset(file.doubling),
        tuple(sorted(entries, key=lambda e: -len(e.ending))),
        _endings(file.ending),
        {v.infinitive: tuple(v.forms) for v in file.verb},
        _endings(file.agreement),
    )


def _endings(entries: Iterable[_Endings]) -> tuple[Endings, ...]:
    """Longest ending first."""
    made = [Endings(e.of, tuple(e.others), (e.example.word, tuple(e.example.forms))) for e in entries]
    return tuple(sorted(made, key=lambda e: -len(e.of)))
