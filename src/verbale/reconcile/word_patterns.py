"""Patterns of words in data files: what a linguist writes, and the expression that finds it in folded text.

A pattern is words with single spaces between. `a|b` is one of, `wor*` the rest of a word, `*` any one word,
`[word]` may be left out, `..` is up to four words within a clause. Quotation marks may stand between words.
Case, accents and kinds of apostrophe do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from verbale.fold import fold_in_place

_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*'?|'")
_ALLOWED = re.compile(r"\*?[^\W_A-Z][\w'*-]*(?:\|\*?[^\W_A-Z][\w'*-]*)*")
_BETWEEN = r"[\s«»“”\"]"
_GAP = rf"(?:[\w'-]+{_BETWEEN}+){{0,4}}?"


class WordPatternError(ValueError):
    """A pattern cannot be read."""


def compile_patterns(patterns: Iterable[str]) -> re.Pattern[str] | None:
    """One expression for several patterns, for text folded in place; None when there are none.

    Raises:
        WordPatternError: a pattern holds something else than folded words and the signs above.
    """
    parts = [_expression(p) for p in patterns]
    # Where no word begins nothing is tried.
    return re.compile(r"(?<![\w-])(?:" + "|".join(parts) + ")") if parts else None


def _expression(pattern: str) -> str:
    words = fold_in_place(pattern).split(" ")
    if pattern != pattern.strip() or not all(words):
        raise WordPatternError(f"pattern {pattern!r} has spaces too many")
    found = [_word(w, pattern) for w in words]
    if ".." in (words[0], words[-1]):
        raise WordPatternError(f"pattern {pattern!r} begins or ends with a gap")
    return "(?:" + "".join(found) + ")"


def _word(word: str, pattern: str) -> str:
    """A word with what separates it from the next."""
    if word == "..":
        return _GAP
    optional = word.startswith("[") and word.endswith("]")
    inner = word[1:-1] if optional else word
    if inner == "*":
        any_word = rf"(?:[\w'-]+{_BETWEEN}+)"
        return f"{any_word}?" if optional else any_word
    if not _ALLOWED.fullmatch(inner):
        raise WordPatternError(f"pattern {pattern!r}: {word!r} is no word")
    forms = [_form(f) for f in inner.split("|")]
    either = "(?:" + "|".join(forms) + f"){_BETWEEN}*"
    return f"(?:{either})?" if optional else either


def _form(form: str) -> str:
    expression = re.escape(form).replace(r"\*", r"[\w-]*")
    # a form that ends in an apostrophe goes on in the next word
    return expression if form.endswith("'") else expression + r"(?![\w-])"


def words_of(folded: str) -> list[tuple[int, int]]:
    """Where the words of a folded text stand; an elided word is one of its own ("l'" "accord")."""
    found: list[tuple[int, int]] = []
    for match in _WORD.finditer(folded):
        start, word = match.start(), match.group()
        cut = word.find("'")
        while 0 <= cut < len(word) - 1:
            found.append((start, start + cut + 1))
            start, word = start + cut + 1, word[cut + 1 :]
            cut = word.find("'")
        found.append((start, start + len(word)))
    return found


def matches_before(pattern: re.Pattern[str] | None, folded: str, at: int, reach: int = 60) -> bool:
    """Whether words of a pattern end right before a place."""
    begin = max(0, at - reach)
    window = folded[begin:at]
    return pattern is not None and any(m.end() == len(window) for m in pattern.finditer(window))
