"""The words of `coreference.toml`: pronouns, pairs, counterparts and what else stands for somebody named
elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from verbale.actors.schema import InstitutionKey, Office
from verbale.errors import LexiconError
from verbale.lexicon import language_file, load_toml
from verbale.read.names.office_families import MINISTERS

# Whom "les deux présidents", "les deux ministres" can mean.
PRESIDENTS = frozenset(
    {"president", "junta_leader", "commission_president", "council_president", "chair", "parliament_speaker"}
)
IN_GOVERNMENT = MINISTERS | {"prime_minister", "deputy_prime_minister", "deputy_foreign_minister"}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Pronoun(_Strict):
    forms: list[str]
    role: Literal["subject", "object", "demonstrative", "former", "owner"]
    gender: Literal["m", "f", "n"] | None = None
    number: Literal["singular", "plural"]
    example: str


class _Pair(_Strict):
    determiners: list[str] = []
    nouns: list[str] = []
    phrases: list[str] = []
    kind: Literal["person", "side", "three"]
    masculine: list[str] = []
    feminine: list[str] = []
    presidents: list[str] = []
    ministers: list[str] = []
    example: str


class _Phrases(_Strict):
    phrases: list[str]
    institutions: list[InstitutionKey] = []
    example: str


class _Nouns(_Strict):
    nouns: list[str]
    needs_country: bool = False
    example: str


class _Rank(_Strict):
    nouns: list[str]
    before_name: list[str]
    offices: list[Office] = []
    example: str


class _Courtesy(_Strict):
    singular_masculine: list[str]
    singular_feminine: list[str]
    neutral: list[str] = []
    plural: list[str]
    example: str = ""


class _Demonyms(_Strict):
    collective_endings: list[str] = []
    masculine_endings: list[str] = []
    feminine_endings: list[str] = []
    plural_endings: list[str] = []
    example: str = ""


class _Owners(_Strict):
    behind: list[str] = []
    before: list[str] = []
    offices: list[Office] = []
    institutions: list[InstitutionKey] = []
    example: str = ""


class _UnknownNames(_Strict):
    never_after: list[str] = []
    not_people: list[str] = []
    also_words: list[str] = []
    never_before_surname: list[str] = []
    example: str = ""


class _File(_Strict):
    pronoun: list[_Pronoun]
    pair: list[_Pair]
    counterpart: list[_Nouns]
    same_source: list[_Phrases]
    delegation: list[_Nouns]
    rank: list[_Rank] = []
    courtesy: _Courtesy
    demonyms: _Demonyms = _Demonyms()
    owners: _Owners = _Owners()
    unknown_names: _UnknownNames = _UnknownNames()


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun form; `gender` is None when the form shows none, "n" when it stands for no person."""

    role: str
    gender: str | None
    plural: bool


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank that stands for its bearer; when nobody bears it, for the only holder of one of `offices`."""

    key: str
    offices: frozenset[str]


@dataclass(frozen=True, slots=True)
class DemonymNouns:
    """How a noun for the people of a country ends: as a whole people, one man, one woman, several."""

    collective: tuple[str, ...]
    masculine: tuple[str, ...]
    feminine: tuple[str, ...]
    plural: tuple[str, ...]

    def gender(self, noun: str) -> str | None:
        """The gender that a lower-case noun shows."""
        if noun.endswith(self.feminine):
            return "f"
        return "m" if noun.endswith(self.masculine) else None

    def is_plural(self, noun: str) -> bool:
        """Whether a lower-case noun stands for more than one."""
        return noun.endswith((*self.collective, *self.plural))


@dataclass(frozen=True, slots=True)
class OwnerWords:
    """What ties an office to the person whose it is; only these offices and institutions are somebody's."""

    behind: frozenset[str]
    before: frozenset[str]
    offices: frozenset[str]
    institutions: frozenset[str]


@dataclass(frozen=True, slots=True)
class UnknownNameWords:
    """What tells that a sequence of capitals is no person, which surnames are words as well, and which words
    with a capital are no part of the name beside them.
    """

    never_after: frozenset[str]
    not_people: frozenset[str]
    also_words: frozenset[str]
    never_before_surname: frozenset[str]


@dataclass(frozen=True, slots=True)
class CoreferenceWords:
    """All of coreference.toml, in the form the resolver looks things up in.

    Attributes:
        pronouns: by lower-case form; forms of several words are keyed as written.
        pairs: (determiner, lower-case noun lemma) to "person", "side" or "three".
        pair_genders: lower-case nouns that only men or only women are called, to "m" or "f".
        pair_offices: lower-case nouns to the only offices of those who are called so.
        pair_phrases: whole phrases of lower-case words to the same.
        counterparts: noun lemmas; with_country: those of them that need a country (*her Russian colleague*).
        ranks: lower-case nouns to the rank; rank_before: what stands before a name to the key of its rank.
        same_source: phrases of lower-case words, each with the only institutions it can mean (none: all).
        examples: every example with the kind of entry it stands for, for the tests.
    """

    pronouns: Mapping[str, Pronoun]
    pairs: Mapping[tuple[str, str], str]
    pair_genders: Mapping[str, str]
    pair_offices: Mapping[str, frozenset[str]]
    pair_phrases: Mapping[tuple[str, ...], str]
    counterparts: frozenset[str]
    with_country: frozenset[str]
    ranks: Mapping[str, Rank]
    rank_before: Mapping[str, str]
    same_source: Mapping[tuple[str, ...], frozenset[str]]
    delegations: frozenset[str]
    courtesy: Mapping[str, tuple[str | None, bool]]
    demonyms: DemonymNouns
    owners: OwnerWords
    unknown_names: UnknownNameWords
    examples: tuple[tuple[str, str], ...]


def load_coreference(language: str) -> CoreferenceWords:
    """Read and check `coreference.toml` of a language.

    Raises:
        LexiconError: it is missing or an entry is not of the shape.
    """
    path = language_file(language, "coreference.toml")
    try:
        file = _File.model_validate(load_toml(path))
    except ValidationError as e:
        first = e.errors()[0]
        raise LexiconError(str(path), ".".join(str(x) for x in first["loc"]), first["msg"]) from e
    courtesy: dict[str, tuple[str | None, bool]] = {}
    for forms, gender, plural in (
        (file.courtesy.singular_masculine, "m", False),
        (file.courtesy.singular_feminine, "f", False),
        (file.courtesy.neutral, None, False),
        (file.courtesy.plural, None, True),
    ):
        courtesy.update(dict.fromkeys(forms, (gender, plural)))
    kinds = ("pronoun", "pair", "counterpart", "same_source", "delegation", "rank")
    return CoreferenceWords(
        pronouns={f: Pronoun(p.role, p.gender, p.number == "plural") for p in file.pronoun for f in p.forms},
        pair_genders={
            n.lower(): g
            for p in file.pair
            for g, nouns in (("m", p.masculine), ("f", p.feminine))
            for n in nouns
        },
        pairs={(d, n.lower()): p.kind for p in file.pair for d in p.determiners for n in p.nouns},
        pair_offices={
            n.lower(): offices
            for p in file.pair
            for offices, nouns in ((PRESIDENTS, p.presidents), (IN_GOVERNMENT, p.ministers))
            for n in nouns
        },
        pair_phrases={tuple(f.split()): p.kind for p in file.pair for f in p.phrases},
        counterparts=frozenset(n for c in file.counterpart for n in c.nouns),
        with_country=frozenset(n for c in file.counterpart if c.needs_country for n in c.nouns),
        ranks={n: Rank(r.nouns[0], frozenset(map(str, r.offices))) for r in file.rank for n in r.nouns},
        rank_before={b: r.nouns[0] for r in file.rank for b in r.before_name},
        same_source={
            tuple(p.split()): frozenset(map(str, s.institutions)) for s in file.same_source for p in s.phrases
        },
        delegations=frozenset(n for d in file.delegation for n in d.nouns),
        courtesy=courtesy,
        demonyms=DemonymNouns(
            tuple(file.demonyms.collective_endings),
            tuple(file.demonyms.masculine_endings),
            tuple(file.demonyms.feminine_endings),
            tuple(file.demonyms.plural_endings),
        ),
        owners=OwnerWords(
            frozenset(file.owners.behind),
            frozenset(file.owners.before),
            frozenset(map(str, file.owners.offices)),
            frozenset(map(str, file.owners.institutions)),
        ),
        unknown_names=UnknownNameWords(
            frozenset(file.unknown_names.never_after),
            frozenset(file.unknown_names.not_people),
            frozenset(file.unknown_names.also_words),
            frozenset(file.unknown_names.never_before_surname),
        ),
        examples=tuple((kind, entry.example) for kind in kinds for entry in getattr(file, kind)),
    )
