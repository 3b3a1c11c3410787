"""Whether a text may tell of a contact between leaders: them and words of contacts in reach of each other.

One pass of an Aho-Corasick automaton over the bytes of the text finds all terms of all languages at once. The
terms come from the actor files and from `relevance.toml` of each language. It errs on the side of keeping:
what is kept is read in full.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind
from pydantic import BaseModel, ConfigDict, ValidationError

from verbale.actors.registry import ActorEntry, ActorRegistry
from verbale.actors.schema import ActorKind
from verbale.errors import LexiconError
from verbale.fold import fold_in_place
from verbale.lexicon import language_file, load_toml

# Bytes between a word of contacts and a leader, or between leaders: a sentence or two.
REACH = 250
SHORTEST_NAME = 3
_SPACE = 0x20
_SIGNS = "«»‘’‚“”„–—‑…\u00a0\u202f\u2009"


def _folded(byte: int) -> int:
    """A byte of UTF-8 without case, which in Latin-1 and Cyrillic is a matter of one bit of the last byte."""
    if byte < 0x80:
        return ord(chr(byte).lower()) if chr(byte).isalnum() else _SPACE
    if byte == 0xD1:  # the second half of small Cyrillic letters; of the capitals both begin with D0
        return 0xD0
    return byte | 0x20 if byte < 0xA0 else byte


_TABLE = bytes(map(_folded, range(256)))


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    words: list[str]
    example: str


class _Contact(_Entry):
    """Attributes:
    strong: it tells of contacts between leaders and of little else: with it one leader is enough.
    """

    strong: bool = False


class _Leader(_Entry):
    """Attributes:
    office: entries of all languages with the same one name the same leader; None: each word is a name.
    several: the words name more than one.
    """

    office: str | None = None
    several: bool = False


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    contact: list[_Contact]
    actor: list[_Leader]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a term tells of.

    Attributes:
        is_contact: a word of contacts.
        is_strong: one of contacts between leaders, and of little else.
        leaders: whom it names; each counts once.
        is_name: it names them by name, not by office.
        country: the country it names, by id.
    """

    is_contact: bool = False
    is_strong: bool = False
    leaders: tuple[str, ...] = ()
    is_name: bool = False
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A term to find, always from the beginning of a word.

    Attributes:
        text: as it is written.
        whole: nothing but a word's end may follow; else the rest of a word may.
        capital: it must be written with its capitals: a name that is also a word.
    """

    text: str
    meaning: Meaning
    whole: bool
    capital: bool


class RelevanceFilter:
    """Decides about one text after the other; made once in each process."""

    def __init__(self, terms: Iterable[Term]) -> None:
        meanings: dict[bytes, Meaning] = {}
        whole: dict[bytes, bool] = {}
        capital: dict[bytes, bool] = {}
        for term in terms:
            for pattern in _patterns(term):
                known = meanings.get(pattern)
                meanings[pattern] = term.meaning if known is None else _both(known, term.meaning)
                whole[pattern] = term.whole and whole.get(pattern, True)
                capital[pattern] = term.capital and capital.get(pattern, True)
        self._automaton = BytesAhoCorasick(
            list(meanings), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
        )
        self._meanings = list(meanings.values())
        beginnings = {p: m for p, m in meanings.items() if not whole[p]}
        self._is_whole = [whole[p] for p in meanings]
        self._is_capital = [capital[p] for p in meanings]
        self._in_longer_words = [_beginning_of(p, beginnings) for p in meanings]

    def keeps(self, text: str) -> bool:
        """Whether the text may tell of a contact."""
        written = spaced_bytes(text)
        data = written.translate(_TABLE)
        contacts: list[tuple[int, bool]] = []
        leaders: list[tuple[int, Meaning]] = []
        countries: list[tuple[int, str]] = []
        meanings, is_whole, is_capital = self._meanings, self._is_whole, self._is_capital
        for index, start, end in self._automaton.find_matches_as_indexes(data):
            meaning: Meaning | None = meanings[index]
            if is_whole[index] and data[end] != _SPACE:
                meaning = self._in_longer_words[index]
            if meaning is None or (is_capital[index] and not _is_capital(written[start + 1])):
                continue
            if meaning.is_contact:
                contacts.append((start, meaning.is_strong))
            if meaning.leaders:
                leaders.append((start, meaning))
            elif meaning.country is not None:
                countries.append((start, meaning.country))
        return _is_relevant(contacts, leaders, countries)


def spaced_bytes(text: str) -> bytes:
    """The text in UTF-8 between spaces, the signs of typography made spaces."""
    if not text.isascii():
        for sign in _SIGNS:
            text = text.replace(sign, " ")
    return b" " + text.encode("utf-8", "replace") + b" "


def _is_capital(byte: int) -> bool:
    return 0x41 <= byte <= 0x5A or byte > 0x7F  # beyond ASCII a letter's case is not told from one byte


def _is_relevant(
    contacts: Sequence[tuple[int, bool]],
    leaders: Sequence[tuple[int, Meaning]],
    countries: Sequence[tuple[int, str]],
) -> bool:
    """Two leaders near a word of contacts, or one and two countries; or leaders near each other, three or by
    the names of two countries' people, whatever word tells what they did.
    """
    places = [at for at, _ in leaders]
    grounds = [at for at, _ in countries]
    for at, is_strong in contacts:
        near = leaders[bisect_left(places, at - REACH) : bisect_left(places, at + REACH)]
        if (near and is_strong) or len({one for _, m in near for one in m.leaders}) > 1:
            return True
        around = countries[bisect_left(grounds, at - REACH) : bisect_left(grounds, at + REACH)]
        if (near or is_strong) and len({country for _, country in around}) > 1:
            return True
    for first, at in enumerate(places):
        near = leaders[first : bisect_left(places, at + REACH)]
        if len({m.country for _, m in near if m.country is not None}) > 1:
            return True
        if len({one for _, m in near for one in m.leaders}) > 2 and any(m.is_name for _, m in near):
            return True
    return False


def _both(one: Meaning, other: Meaning) -> Meaning:
    """What a term tells that stands in two lists; whom it names, by the first of them."""
    first = one if one.leaders else other
    return Meaning(
        one.is_contact or other.is_contact,
        one.is_strong or other.is_strong,
        first.leaders,
        first.is_name,
        one.country or other.country,
    )


def _patterns(term: Term) -> set[bytes]:
    """The ways to write a term: with its accents and without; of some letters both cases."""
    forms = {form for text in (term.text, fold_in_place(term.text)) for form in (text.lower(), text.title())}
    forms |= {form.upper() for form in forms}
    return {b" " + b" ".join(spaced_bytes(form).translate(_TABLE).split()) for form in forms if form.strip()}


def _beginning_of(pattern: bytes, beginnings: Mapping[bytes, Meaning]) -> Meaning | None:
    """What the longest open term tells with which a pattern begins; None if there is none."""
    shorter = (pattern[:end] for end in range(len(pattern) - 1, 1, -1))
    return next((beginnings[p] for p in shorter if p in beginnings), None)


def load_relevance(registry: ActorRegistry) -> RelevanceFilter:
    """The filter for all languages that have a `relevance.toml`.

    Raises:
        LexiconError: a file cannot be used.
    """
    terms = list(_of_registry(registry))
    for language in languages():
        terms += _of_language(language)
    return RelevanceFilter(terms)


def languages() -> tuple[str, ...]:
    """The languages that the filter knows, those that are not read yet among them."""
    folders = files("verbale").joinpath("languages").iterdir()
    return tuple(sorted(f.name for f in folders if f.joinpath("relevance.toml").is_file()))


def _of_registry(registry: ActorRegistry) -> Iterator[Term]:
    """Surnames of people, names of institutions; countries, which stand in all news and tell little alone."""
    for entry in registry.entries(ActorKind.PERSON):
        surnames = [s for forms in entry.surnames.values() for s in forms] or entry.name.split()[-1:]
        side = entry.tenures[-1].of if entry.tenures else entry.side
        meaning = Meaning(leaders=(entry.id,), is_name=True, country=side)
        for name in surnames:
            if len(name) >= SHORTEST_NAME:
                yield Term(name, meaning, whole=True, capital=True)
    for entry in registry.entries(ActorKind.INSTITUTION):
        for form in _all_names(entry):
            yield Term(form, Meaning(leaders=(entry.id,)), whole=True, capital=True)
    for entry in registry.entries(ActorKind.COUNTRY):
        places = (*entry.demonyms.values(), *entry.capital.values())
        words = [*_all_names(entry), *(form for forms in places for form in forms)]
        for form in words:
            yield Term(form, Meaning(country=entry.id), whole=True, capital=form[:1].isupper())


def _all_names(entry: ActorEntry) -> Iterator[str]:
    yield entry.name
    for forms in entry.names.values():
        yield from forms


def _of_language(language: str) -> Iterator[Term]:
    path = language_file(language, "relevance.toml")
    try:
        file = _File.model_validate(load_toml(path))
    except ValidationError as e:
        first = e.errors()[0]
        raise LexiconError(str(path), ".".join(map(str, first["loc"])), first["msg"]) from e
    for entry in file.contact:
        for word in entry.words:
            yield _term(word, Meaning(is_contact=True, is_strong=entry.strong))
    for leader in file.actor:
        for word in leader.words:
            named = leader.office or word
            several = (named, f"another {named}") if leader.several else (named,)
            yield _term(word, Meaning(leaders=several, is_name=leader.office is None))


def _term(word: str, meaning: Meaning) -> Term:
    return Term(word.removesuffix("*"), meaning, whole=not word.endswith("*"), capital=word[:1].isupper())
