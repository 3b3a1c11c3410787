"""Whether a text tells anything: sentences, not a list of links, a table of numbers or a few words."""

from __future__ import annotations

import re

from verbale.ingest.language import ADDRESS

WORD = re.compile(r"[^\W\d_]+")
SENTENCE_END = re.compile(r"(?<=[.!?…])[»\"”')\]]*(?:\s+|$)|\n+")
WRAP = re.compile(r"[^\S\n]*\n[^\S\n]*(?=([^\W\d_]))")
ENDS_AS_SENTENCE = re.compile(r"[.!?…:;][»\"”')\]\s]*$")
MIN_SENTENCE_WORDS = 6
# A line without a full stop is taken for a sentence from this length on; headings are shorter.
MIN_OPEN_WORDS = 14
MIN_PROSE_WORDS = 10
MIN_LETTERS = 40
MIN_LETTER_SHARE = 0.5
# Titles of sections are in capitals; a sentence with its full stop may be full of names.
MIN_LOWER_SHARE = 0.4
MIN_LOWER_SHARE_OF_SENTENCE = 0.2


def has_letters(text: str) -> bool:
    """Whether there is enough writing, in any script, to tell the language of; addresses do not count."""
    shown = "".join(ADDRESS.sub(" ", text).split())
    letters = sum(map(str.isalpha, shown))
    return letters >= MIN_LETTERS and letters >= MIN_LETTER_SHARE * len(shown)


def has_prose(text: str) -> bool:
    """Whether there are sentences of running words; for languages that put spaces between words.

    A line that begins in lower case goes on from the line above: text may be wrapped.
    """
    text = WRAP.sub(lambda m: " " if m[1].islower() else "\n", ADDRESS.sub(" ", text))
    capitals_only = not any(map(str.islower, text))
    total = 0
    for piece in SENTENCE_END.split(text):
        words = WORD.findall(piece)
        lower = sum(w[0].islower() for w in words)
        ended = ENDS_AS_SENTENCE.search(piece) is not None
        needed = MIN_SENTENCE_WORDS if ended else MIN_OPEN_WORDS
        share = MIN_LOWER_SHARE_OF_SENTENCE if ended else MIN_LOWER_SHARE
        if len(words) >= needed and (capitals_only or lower >= share * len(words)):
            total += len(words)
            if total >= MIN_PROSE_WORDS:
                return True
    return False
