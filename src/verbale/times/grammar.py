"""The small pattern language of `times.toml`: compiled to a regular expression over folded text.

A pattern is words with
    " "        one or more spaces                 "_"          spaces or none
    (a|b)      one of                             [a|b]        one of, or nothing
    {slot}     a word or number of that slot      {slot:name}  the same under another name
Everything else stands for itself, folded (case and accents do not count).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from verbale.times.fold import fold

DIGITS = "0"
"""The first-word key of everything that begins with a digit."""


class PatternError(ValueError):
    """A pattern is not written in the pattern language."""


@dataclass(frozen=True, slots=True)
class SlotRegex:
    """How a slot is written: an expression without groups of its own, and the words it may begin with."""

    regex: str
    first: frozenset[str]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A pattern ready to run.

    Attributes:
        first: the keys of the words it may begin with.
        needs: keys of words, one of each set stands wherever the pattern matches.
    """

    source: str
    first: frozenset[str]
    slots: tuple[tuple[str, str], ...]
    needs: tuple[frozenset[str], ...] = ()

    @property
    def regex(self) -> re.Pattern[str]:
        """The expression; compiled when it is first needed, since few stories need all of them."""
        return _compiled(self.source)


@functools.cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


@dataclass(frozen=True, slots=True)
class _Node:
    """A part of a pattern.

    Attributes:
        first, needs: as in `Compiled`.
        nullable: whether it can match nothing.
        whole: whether it begins with a word of `first` as it is, not with a longer word that begins so.
        joins: whether letters behind it go on in its last word.
    """

    regex: str
    first: frozenset[str]
    nullable: bool
    whole: bool = True
    joins: bool = False
    needs: tuple[frozenset[str], ...] = ()


_FIRST_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]+")


def first_key(folded: str, at: int = 0) -> str:
    """The key under which patterns that can begin at `at` are found: the first run of letters, or DIGITS."""
    if at < len(folded) and folded[at].isdigit():
        return DIGITS
    letters = _LETTERS.match(folded, at)
    if letters is not None and letters[0].isalpha():
        return letters[0]
    end = at  # "½" counts among the letters of an expression, and is none
    while end < len(folded) and folded[end].isalpha():
        end += 1
    return folded[at:end]


def keys_in(folded: str) -> set[str]:
    """The keys of all words of a text, as in `Compiled.needs`."""
    found = set(_LETTERS.findall(folded))
    return found | {DIGITS} if any(map(str.isdigit, folded)) else found


def words_regex(words: list[str]) -> SlotRegex:
    """Any of these words, longest first; a hyphen may also be a space."""
    folded = {fold(w) for w in words}
    regex = _alternatives(frozenset(tuple(re.split("[- ]+", w)) for w in folded))
    return SlotRegex(regex, frozenset(first_key(w) for w in folded))


def _whole(word: str) -> str:
    """What must not follow a word that ends so ("h" reads on in "14h30"): a letter, or a digit."""
    return r"(?![^\W\d_])" if word[-1].isalpha() else r"(?!\d)" if word[-1].isdigit() else ""


def _alternatives(entries: frozenset[tuple[str, ...]]) -> str:
    """One expression for entries of one or more words; heads that go on alike are written once.

    "vingt, vingt-deux, trente, trente-deux" becomes (vingt|trente)(-deux)?: ten times shorter for a
    language's number words, which stand in most patterns.
    """
    tails: dict[str, set[tuple[str, ...]]] = {}
    for head, *tail in entries:
        tails.setdefault(head, set()).add(tuple(tail))
    alike: dict[tuple[frozenset[tuple[str, ...]], str], list[str]] = {}
    for head, endings in tails.items():
        alike.setdefault((frozenset(endings), _whole(head)), []).append(head)
    parts = []
    # a head that ends in a sign ("p.m.") before the same one without it
    for (ends, whole), heads in sorted(alike.items(), key=lambda item: (item[0][1] != "", min(item[1]))):
        ordered = sorted(heads, key=lambda h: (-len(h), h))
        part = "(?:" + "|".join(re.escape(h) for h in ordered) + ")" + whole
        longer = frozenset(e for e in ends if e)
        if longer:
            part += f"(?:[- ]+{_alternatives(longer)})" + ("?" if () in ends else "")
        parts.append(part)
    return "(?:" + "|".join(parts) + ")"


class _Parser:
    def __init__(self, pattern: str, slots: Mapping[str, SlotRegex]) -> None:
        self.text = fold(pattern)
        self.raw = pattern
        self.at = 0
        self.slots = slots
        self.used: list[tuple[str, str]] = []

    def fail(self, why: str) -> PatternError:
        return PatternError(f"{why} at character {self.at} of {self.raw!r}")

    def alternatives(self, closing: str) -> _Node:
        branches = [self.sequence(closing)]
        while self.at < len(self.text) and self.text[self.at] == "|":
            self.at += 1
            branches.append(self.sequence(closing))
        if closing:
            if self.at >= len(self.text):
                raise self.fail(f"no closing {closing!r}")
            self.at += 1
        regex = (
            "(?:" + "|".join(b.regex for b in branches) + ")"
            if len(branches) > 1 or closing
            else branches[0].regex
        )
        first = frozenset().union(*(b.first for b in branches))
        return _Node(
            regex,
            first,
            any(b.nullable for b in branches),
            all(b.whole for b in branches),
            any(b.joins for b in branches),
            branches[0].needs if len(branches) == 1 else (),
        )

    def sequence(self, closing: str) -> _Node:
        nodes: list[_Node] = []
        needs: list[frozenset[str]] = []
        joins = False
        while self.at < len(self.text) and self.text[self.at] not in f"|{closing}":
            blank = self.text[self.at] in " _"
            node = self.item()
            nodes.append(node)
            if node.first and node.whole and not node.nullable and not joins:
                needs.append(node.first)
            joins = not blank and (node.joins or (node.nullable and joins))
        regex = "".join(n.regex for n in nodes)
        first: frozenset[str] = frozenset()
        whole = True
        for node in nodes:
            first |= node.first
            whole = whole and node.whole
            if not node.nullable:
                return _Node(regex, first, False, whole, joins, tuple(needs))
        return _Node(regex, first, True, whole, joins)

    def item(self) -> _Node:
        char = self.text[self.at]
        if char in ")]}":
            raise self.fail(f"unexpected {char!r}")
        if char == "(":
            self.at += 1
            return self.alternatives(")")
        if char == "[":
            self.at += 1
            inner = self.alternatives("]")
            return _Node(inner.regex + "?", inner.first, True)
        if char == "{":
            return self.slot()
        if char in " _":
            self.at += 1
            return _Node(" +" if char == " " else " *", frozenset(), True)
        start = self.at
        while self.at < len(self.text) and self.text[self.at] not in " _()[]{}|":
            self.at += 1
        literal = self.text[start : self.at]
        regex = re.escape(literal)
        key = first_key(literal)
        whole, joins = bool(key) and len(key) < len(literal), literal[-1].isalnum()
        if literal[-1].isalpha() and (self.at >= len(self.text) or self.text[self.at] in " |)]_"):
            regex += r"(?![^\W\d_])"  # a whole word: "de" does not match the head of "dernier"
            whole, joins = bool(key), False
        return _Node(regex, frozenset([key]), False, whole, joins)

    def slot(self) -> _Node:
        end = self.text.find("}", self.at)
        if end < 0:
            raise self.fail("no closing '}'")
        kind, _, name = self.raw[self.at + 1 : end].partition(":")
        if kind not in self.slots:
            raise self.fail(f"no slot {kind!r}")
        self.at = end + 1
        name = name or kind
        if not name.isidentifier():
            raise self.fail(f"{name!r} is no name")
        if any(name == other for other, _ in self.used):
            raise self.fail(f"two slots are called {name!r}")
        self.used.append((name, kind))
        slot = self.slots[kind]
        return _Node(f"(?P<{name}>{slot.regex})", slot.first, False)


def compile_pattern(pattern: str, slots: Mapping[str, SlotRegex]) -> Compiled:
    """Compile one pattern.

    Raises:
        PatternError: it is not written in the pattern language, names an unknown slot, or may match nothing.
    """
    parser = _Parser(pattern, slots)
    node = parser.alternatives("")
    if parser.at < len(parser.text):
        raise parser.fail(f"unexpected {parser.text[parser.at]!r}")
    if node.nullable or "" in node.first:
        raise PatternError(f"{pattern!r} can match nothing or begins with a sign")
    whole_word = r"(?:(?<![^\W_])|(?![^\W_]))"
    return Compiled(node.regex + whole_word, node.first, tuple(parser.used), node.needs)
