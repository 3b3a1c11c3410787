"""Whether a text may tell of a contact between leaders: actors and contact words within reach of each other.

One pass of an Aho-Corasick automaton over the bytes of the text finds all terms of all languages at once. The
terms come from the actor files and from `relevance.toml` of each language. It errs on the side of keeping:
what is kept is read in full.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

from ahocorasick_rs import BytesAhoCorasick, Implementation
from pydantic import BaseModel, ConfigDict, ValidationError

from verbale.actors.registry import ActorRegistry
from verbale.actors.schema import ActorKind
from verbale.errors import LexiconError
from verbale.fold import fold_in_place
from verbale.lexicon import language_file, load_toml

# Bytes between a contact word and an actor: a sentence or two.
REACH = 250
# Different actors that must stand near one contact word.
ACTORS_AT_LEAST = 2
SHORTEST_NAME = 3
_SIGNS_TO_SPACES = bytes(i if i > 0x7F or chr(i).isalnum() else 0x20 for i in range(256))
_WIDE_SIGNS = tuple((sign.encode(), b" " * len(sign.encode())) for sign in "«»’‘“”„–—…\u00a0\u202f")


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    words: list[str]
    example: str


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    contact: list[_Entry]
    actor: list[_Entry]


@dataclass(frozen=True, slots=True)
class Term:
    """A term to find, always from the beginning of a word.

    Attributes:
        text: lower case, words parted by single spaces.
        is_contact: a word of contacts, else one of actors.
        whole: nothing but a word's end may follow; else the rest of a word may.
        capital: it must begin with a capital where it stands: a name that is also a word.
        actor: whom it may name; terms of one actor count once.
    """

    text: str
    is_contact: bool
    whole: bool
    capital: bool
    actor: str


class RelevanceFilter:
    """Decides about one text after the other; made once in each process."""

    def __init__(self, terms: Iterable[Term]) -> None:
        unique = {_pattern(t): t for t in terms}
        self._terms = list(unique.values())
        self._automaton = BytesAhoCorasick(list(unique), implementation=Implementation.DFA)

    def keeps(self, text: str) -> bool:
        """Whether the text may tell of a contact."""
        written = b" " + text.encode("utf-8", "replace")
        lowered = text.lower()
        found = plain_bytes(lowered)
        aligned = len(written) + 1 == len(found)  # a few letters take other bytes in lower case
        contacts: list[int] = []
        actors: list[tuple[int, str]] = []
        for index, start, _ in self._automaton.find_matches_as_indexes(found, overlapping=True):
            term = self._terms[index]
            if term.is_contact:
                contacts.append(start)
            elif not term.capital or not aligned or _is_capital(written[start + 1]):
                actors.append((start, term.actor))
        return bool(contacts) and _near(contacts, sorted(actors))


def plain_bytes(lowered: str) -> bytes:
    """The text in UTF-8 between two spaces, a space for each byte of a sign; all places stay."""
    data = lowered.encode("utf-8", "replace").translate(_SIGNS_TO_SPACES)
    for sign, spaces in _WIDE_SIGNS:
        if sign in data:
            data = data.replace(sign, spaces)
    return b" " + data + b" "


def _pattern(term: Term) -> bytes:
    words = " ".join(plain_bytes(term.text).decode().split())
    return f" {words} ".encode() if term.whole else f" {words}".encode()


def _is_capital(byte: int) -> bool:
    return 0x41 <= byte <= 0x5A or byte > 0x7F  # beyond ASCII a letter's case is not told from one byte


def _near(contacts: Sequence[int], actors: Sequence[tuple[int, str]]) -> bool:
    starts = [start for start, _ in actors]
    for at in contacts:
        around = actors[bisect_left(starts, at - REACH) : bisect_left(starts, at + REACH)]
        if len({actor for _, actor in around}) >= ACTORS_AT_LEAST:
            return True
    return False


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
    """Surnames of people, names of institutions. Countries stand in all news, so they are no sign."""
    for entry in registry.entries(ActorKind.PERSON):
        surnames = [s for forms in entry.surnames.values() for s in forms] or entry.name.split()[-1:]
        for name in surnames:
            if len(name) >= SHORTEST_NAME:
                yield from _spelled(name, is_contact=False, whole=True, capital=True, actor=entry.id)
    for entry in registry.entries(ActorKind.INSTITUTION):
        for form in (entry.name, *(f for forms in entry.names.values() for f in forms)):
            yield from _spelled(form, is_contact=False, whole=True, capital=True, actor=entry.id)


def _spelled(text: str, *, is_contact: bool, whole: bool, capital: bool, actor: str) -> Iterator[Term]:
    """The term as it is spelled, and without its accents."""
    for form in {text.lower(), fold_in_place(text)}:
        yield Term(form, is_contact, whole, capital, actor)


def _of_language(language: str) -> Iterator[Term]:
    path = language_file(language, "relevance.toml")
    try:
        file = _File.model_validate(load_toml(path))
    except ValidationError as e:
        first = e.errors()[0]
        raise LexiconError(str(path), ".".join(map(str, first["loc"])), first["msg"]) from e
    for is_contact, entries in ((True, file.contact), (False, file.actor)):
        for entry in entries:
            for word in entry.words:
                yield from _spelled(
                    word.removesuffix("*"),
                    is_contact=is_contact,
                    whole=not word.endswith("*"),
                    capital=False,
                    actor=f"{language}:{entry.words[0]}",
                )
