"""Folding a text for time patterns: lines joined, paragraphs apart, no character moved."""

from __future__ import annotations

from verbale.fold import fold_in_place

# A dash between two days is a hyphen to the patterns; every line break is the same one.
_DASHES_AND_BREAKS = {ord("–"): "-"} | dict.fromkeys(map(ord, "\n\r\u2028\u2029\x85"), "\n")


def fold(text: str) -> str:
    """`fold_in_place` with en dashes as hyphens.

    A single line break becomes a space (phrases run over line ends); a blank line stays one, so that no
    phrase runs over paragraphs.

    >>> fold("L’ÉTÉ dernier")
    "l'ete dernier"
    """
    folded = fold_in_place(text).translate(_DASHES_AND_BREAKS)
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
