"""An index of the words that are said, as at the end of a book: a static site's way to be searched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from verbale.fold import fold_freely
from verbale.record import queries
from verbale.record.output import StatementOut
from verbale.show.text import clean, names

SHORTEST_WORD = 3
# A word that more statements have than this says nothing of any of them.
AT_MOST_IN = 12
AT_MOST_SHARE = 0.04
PLACES_SHOWN = 20
PLACES_A_PAGE = 1500
AROUND = 60
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class WordPlace:
    """One statement that has the word.

    Attributes:
        who: speaks; "" when nobody is named.
        before, word, after: the words around it, and itself as written.
        article, start: the statement's story (sha256), and where it begins there.
    """

    who: str
    before: str
    word: str
    after: str
    article: str
    start: int


@dataclass(frozen=True, slots=True)
class WordEntry:
    """A word with the statements that have it; `more` of them are not shown."""

    word: str
    places: tuple[WordPlace, ...]
    more: int


@dataclass(frozen=True, slots=True)
class WordIndex:
    """All words but the most frequent and the shortest, in order, page by page."""

    by_page: tuple[tuple[WordEntry, ...], ...]

    @property
    def pages(self) -> int:
        """How many there are."""
        return len(self.by_page)

    @property
    def ranges(self) -> tuple[tuple[str, str], ...]:
        """The first and the last word of each page."""
        return tuple((page[0].word, page[-1].word) for page in self.by_page)

    @classmethod
    def of(cls, connection: Connection) -> WordIndex:
        """The index of a record."""
        read = {s.path: s.sha256 for s in queries.sources(connection) if s.sha256 is not None}
        return cls.over(queries.statements(connection), read)

    @classmethod
    def over(cls, statements: Iterable[StatementOut], articles: dict[str, str]) -> WordIndex:
        """The index of some statements.

        Args:
            articles: the sha256 of the text at each path.
        """
        found: dict[str, list[WordPlace]] = {}
        spelled: dict[str, str] = {}
        number = 0
        for s in statements:
            number += 1
            if s.path not in articles:
                continue
            for word, place in _words(s, articles[s.path]):
                spelled.setdefault(word, place.word.lower())
                found.setdefault(word, []).append(place)
        often = max(AT_MOST_IN, AT_MOST_SHARE * number)
        entries = (
            WordEntry(spelled[w], tuple(places[:PLACES_SHOWN]), len(places[PLACES_SHOWN:]))
            for w, places in sorted(found.items())
            if len(places) <= often
        )
        return cls(tuple(_paged(entries)))


def _words(s: StatementOut, article: str) -> Iterator[tuple[str, WordPlace]]:
    """Each word of a statement once, folded, where it first stands."""
    text = clean(s.quote)
    seen: set[str] = set()
    for m in _WORD.finditer(text):
        word = fold_freely(m.group())
        if len(word) < SHORTEST_WORD or word in seen or not any(c.isalpha() for c in word):
            continue
        seen.add(word)
        before, after = text[max(0, m.start() - AROUND) : m.start()], text[m.end() : m.end() + AROUND]
        cut_before = before.partition(" ")[2] if m.start() > AROUND else before
        cut_after = after.rpartition(" ")[0] if len(text) > m.end() + AROUND else after
        who = names(s.speaker)
        yield word, WordPlace(who, cut_before, m.group(), cut_after, article, s.content.start)


def _paged(entries: Iterable[WordEntry]) -> Iterator[tuple[WordEntry, ...]]:
    page: list[WordEntry] = []
    places = 0
    for entry in entries:
        page.append(entry)
        places += len(entry.places)
        if places >= PLACES_A_PAGE:
            yield tuple(page)
            page, places = [], 0
    if page:
        yield tuple(page)
