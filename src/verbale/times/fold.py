"""Folding a text for matching without moving a single character."""

from __future__ import annotations

import unicodedata

_APOSTROPHES = "’ʼ‘´`"
_HYPHENS = "‐‑‒–"


def _fold_char(char: str) -> str:
    if char in _APOSTROPHES:
        return "'"
    if char in _HYPHENS:
        return "-"
    if char.isspace():
        return "\n" if char in "\n\r\u2028\u2029" else " "
    decomposed = unicodedata.normalize("NFD", char)
    lower = decomposed[0].lower() if all(unicodedata.combining(c) for c in decomposed[1:]) else char.lower()
    return lower if len(lower) == 1 else char


_ASCII = {code: _fold_char(chr(code)) for code in range(0x250)} | {
    ord(c): _fold_char(c) for c in _APOSTROPHES + _HYPHENS + "\u00a0\u2007\u2009\u202f\u3000\u2028\u2029"
}


class _FoldTable(dict[int, str]):
    """A `str.translate` table that learns the rarer characters as it meets them."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_char(chr(code))
        return folded


_TABLE = _FoldTable(_ASCII)


def fold(text: str) -> str:
    """Lower case, no accents, one kind of apostrophe, hyphen and space; code point i stays code point i.

    A single line break becomes a space (phrases run over line ends); a blank line stays one, so that no
    phrase runs over paragraphs. Only precomposed accents are folded: a text in NFD keeps its combining marks.

    >>> fold("L’ÉTÉ dernier")
    "l'ete dernier"
    """
    folded = text.translate(_TABLE)
    if "\n" not in folded:
        return folded
    chars = list(folded)
    start = folded.find("\n")
    while start >= 0:
        end, breaks = start, 0
        while end < len(folded) and folded[end] in " \n":
            if folded[end] == "\n" and not (text[end] == "\n" and end and text[end - 1] == "\r"):
                breaks += 1
            end += 1
        if breaks == 1:
            chars[start:end] = " " * (end - start)
        start = folded.find("\n", max(end, start + 1))
    return "".join(chars)
