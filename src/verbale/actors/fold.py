"""Folding case and accents without moving a single character."""

from __future__ import annotations

import unicodedata

# Letters whose plain form Unicode does not give as a decomposition, and typographic variants of one sign.
_SINGLE = {
    "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i", "ð": "d", "Ð": "d",
    "’": "'", "‘": "'", "ʼ": "'", "′": "'", "`": "'", "ʹ": "'",
    "‐": "-", "‑": "-",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ",
    "ё": "е", "Ё": "е",
}  # fmt: skip
# Latin, its extensions and Greek lose their accents; Cyrillic only its case, for й is not и.
_ACCENTED = (range(0x00C0, 0x0250), range(0x0370, 0x0400), range(0x1E00, 0x1F00))
_CASED_ONLY = (range(0x0041, 0x005B), range(0x0400, 0x0530))


def _folded(char: str) -> str:
    base = unicodedata.normalize("NFD", char)[0].lower()
    return base if len(base) == 1 else char


_TABLE = {
    **{code: chr(code).lower() for block in _CASED_ONLY for code in block},
    **{code: _folded(chr(code)) for block in _ACCENTED for code in block},
    **{ord(char): plain for char, plain in _SINGLE.items()},
}


def fold(text: str) -> str:
    """Fold case, Latin and Greek accents, apostrophes and no-break signs, one character for one.

    The result has the length of `text`, so offsets found in it hold in `text`. Combining marks of a
    decomposed text (NFD) stay where they are.

    >>> fold("L’Élysée")
    "l'elysee"
    """
    return text.translate(_TABLE)
