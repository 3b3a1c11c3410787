"""The text of a parsed paragraph as rules look phrases up in it: lower case, straight apostrophes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick

from verbale.read.story.document import ParsedParagraph
from verbale.syntax.tree import Token


@dataclass(frozen=True, eq=False)
class Scene:
    """One parsed paragraph with what is asked of it again and again. `before` holds the paragraphs already
    read.
    """

    paragraph: ParsedParagraph

    @property
    def text(self) -> str:
        """The paragraph in plain lower case; offsets are those of its doc."""
        return self.paragraph.doc.plain_

    def sentence(self, token: Token) -> str:
        """The plain text of a token's sentence."""
        return self.text[token.sent.start_char : token.sent.end_char]

    def written_sentence(self, at: int, back: int = 0) -> tuple[int, int]:
        """Where the sentence around an offset starts and ends by its marks alone: a parser may cut one
        within a name. `back` takes in so many before it.
        """
        start = at
        for _ in range(back + 1):
            start = max(self.text.rfind(f"{mark} ", 0, start) for mark in ".!?") + 1
        ends = [e for e in (self.text.find(f"{mark} ", at) for mark in ".!?") if e >= 0]
        return max(start, 0), min(ends, default=len(self.text))

    def slice(self, first: Token, last: Token) -> str:
        """The plain text from one token to another, both included."""
        return self.text[first.idx : last.idx + len(last.text)]


def places(text: str, phrase: str) -> Iterator[tuple[int, int]]:
    """Where a phrase stands in a plain text as whole words: start and end."""
    at = text.find(phrase)
    while at >= 0:
        end = at + len(phrase)
        starts = at == 0 or not text[at - 1].isalnum()
        if starts and (end >= len(text) or not text[end].isalpha()):
            yield at, end
        at = text.find(phrase, end)


def has_phrase(text: str, phrase: str) -> bool:
    """Whether a phrase stands in a plain text as whole words."""
    return phrase in text and any(True for _ in places(text, phrase))


def has_in_order(text: str, phrases: str) -> bool:
    """Whether phrases parted by "…" stand in a plain text, one behind the other, as whole words."""
    at = 0
    for phrase in phrases.split(" … "):
        found = next(places(text[at:], phrase), None)
        if found is None:
            return False
        at += found[1]
    return True


def has_any(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether one of the phrases does."""
    return _finder(phrases).may_be_in(text) and _any_of(phrases).search(text) is not None


class _Finder:
    """Looks for all phrases at once: most texts have none, and need no slower look."""

    def __init__(self, phrases: tuple[str, ...]) -> None:
        self._phrases = AhoCorasick(phrases)

    def may_be_in(self, text: str) -> bool:
        """Whether one of the phrases stands in a text, be it inside a word."""
        return bool(self._phrases.find_matches_as_indexes(text))


_finder = cache(_Finder)


@cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """One expression for phrases of a word list: whole words, as `places` finds them."""
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, phrases)) or '(?!)'})(?![^\W\d_])")
