"""Folding a text for comparison: without moving a character, or freely.

`fold_in_place` is for finding: an offset in the folded text holds in the text itself. `fold_freely` is for
comparing: ligatures become two letters, white space is single.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

APOSTROPHES = "’‘ʼ′`ʹ´"
HYPHENS = "‐‑‒"
# Letters whose plain form Unicode does not give as a decomposition.
_PLAIN_LETTERS = {
    "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i", "ð": "d", "Ð": "d",
    "ё": "е", "Ё": "е",
}  # fmt: skip
_LIGATURES = {"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae"}
# Latin, its extensions and Greek lose their accents; Cyrillic only its case, for й is not и.
_ACCENTED = (range(0x00C0, 0x0250), range(0x0370, 0x0400), range(0x1E00, 0x1F00))
_CASED_ONLY = (range(0x0041, 0x005B), range(0x0400, 0x0530))
_BLANKS = (
    "\t",
    "\v",
    "\f",
    "\u00a0",
    "\u1680",
    *map(chr, range(0x2000, 0x200B)),
    "\u202f",
    "\u205f",
    "\u3000",
)


def _folded(char: str) -> str:
    base = unicodedata.normalize("NFD", char)[0].lower()
    return base if len(base) == 1 else char


_SIGNS: dict[int, str] = {
    **{ord(c): "'" for c in APOSTROPHES},
    **{ord(c): "-" for c in HYPHENS},
}
_IN_PLACE: dict[int, str] = {
    **{code: chr(code).lower() for block in _CASED_ONLY for code in block},
    **{code: _folded(chr(code)) for block in _ACCENTED for code in block},
    **{ord(char): plain for char, plain in _PLAIN_LETTERS.items()},
    **{ord(char): " " for char in _BLANKS},
    **_SIGNS,
}
_FREELY: dict[int, str] = {**{ord(k): v for k, v in (_PLAIN_LETTERS | _LIGATURES).items()}, **_SIGNS}
# The accents of our scripts (U+034F joins and is none), and where other scripts have theirs.
_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]+")
_PERHAPS_MARKS = re.compile("[\u0483-\u0489\u0530-\u1fff\u20d0-\U0010ffff]")
_WHITE_SPACE = re.compile(r"\s+")


def plain_text(text: str) -> str:
    """Lower case with straight apostrophes and plain blanks, length kept.

    >>> plain_text("L’Échange")
    "l'échange"
    """
    lowered = text.lower()
    if len(lowered) != len(text) or "Σ" in text:  # a capital of two small letters, or of two forms
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered.replace("’", "'").replace("\u00a0", " ").replace("\n", " ")


@lru_cache(maxsize=64)  # whatever looks for something in a story folds the same text again
def fold_in_place(text: str) -> str:
    """Fold case, Latin and Greek accents, apostrophes, hyphens and blanks, one character for one.

    The result has the length of `text`. Line breaks and dashes stay; so do the combining marks of a
    decomposed text (NFD), and letters that would become two ("ß", "œ").

    >>> fold_in_place("L’Élysée")
    "l'elysee"
    """
    return text.translate(_IN_PLACE)


def fold_freely(text: str) -> str:
    """Fold case, all accents, ligatures, apostrophes, hyphens; white space becomes single spaces.

    There is none at the ends; lengths may change.

    >>> fold_freely(" L’Œuvre désarmée ")
    "l'oeuvre desarmee"
    """
    # twice: what decomposing gives may be a sign or a capital, and a small letter may decompose
    decomposed = unicodedata.normalize("NFKD", text.translate(_FREELY)).casefold()
    plain = unicodedata.normalize("NFKD", decomposed).translate(_FREELY)
    bare = plain
    if not plain.isascii():
        bare = _MARKS.sub("", plain)
        if _PERHAPS_MARKS.search(bare):
            bare = "".join(c for c in bare if not unicodedata.combining(c))
    return _WHITE_SPACE.sub(" ", bare).strip()
