"""What a promise or a report is about: topics, and the words that tell it from other promises."""

from __future__ import annotations

from verbale.fold import fold_in_place
from verbale.model import Span
from verbale.reconcile.commitment_words import CommitmentLexicon
from verbale.reconcile.word_patterns import words_of

SHORTEST_WORD = 4
# Inflected forms of a word mostly share so many letters ("rouvrir", "rouvert" do not: then other words must).
STEM = 5


def matter_of(
    text: str, span: Span, words: CommitmentLexicon, names: frozenset[str] = frozenset()
) -> frozenset[str]:
    """The beginnings of the telling words of a stretch of text.

    Args:
        names: folded names that do not count: those of the people who promise and report.
    """
    folded = fold_in_place(text)[span.start : span.end]
    parts = {part for name in names for part in name.split()}
    found = (folded[start:end].rstrip("'") for start, end in words_of(folded))
    return frozenset(w[:STEM] for w in found if _tells(w, words) and w not in parts)


def _tells(word: str, words: CommitmentLexicon) -> bool:
    if word.isdigit():
        return False
    return len(word) >= SHORTEST_WORD and not words.common.fullmatch(word)


def overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """The share of the smaller set that the other has too; 0 when one is empty."""
    smaller = min(len(left), len(right))
    return len(left & right) / smaller if smaller else 0.0
