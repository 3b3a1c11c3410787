"""Reprints: copies of one text, trimmed, retitled or touched up, are one witness.

Candidates share one of 32 bands of a MinHash (Broder 1997; rensa); whether they are reprints is then counted:
how much of the shorter text stands in the longer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from rensa import RMinHash

from verbale.reconcile.mentions import fold_story

BANDS, ROWS, SEED = 32, 2, 20310504
# Runs of so many words; a paper that changes a word here and there keeps most of them.
RUN = 4
# Shorter texts are alike by chance (a headline, a template): they are copies only when equal.
RUNS_AT_LEAST = 40
# How much of the shorter text must stand in the longer, and how short it may be beside it: a paper prints the
# first third of an agency's text, but a story that quotes a readout of three lines is no reprint of it.
SHARED_AT_LEAST, LENGTH_AT_LEAST = 0.7, 1 / 3
VERSION = f"{BANDS}.{ROWS}.{SEED}.{RUN}.{RMinHash.ALGORITHM_VERSION}"


@lru_cache(maxsize=1024)  # an agency's text is held against many
def runs_of(text: str) -> frozenset[str]:
    """The runs of RUN words of the folded text.

    >>> sorted(runs_of("Il pleut, il neige."))
    ['il pleut il neige']
    """
    words = fold_story(text).split()
    return frozenset(" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def bands_of(runs: frozenset[str]) -> tuple[int, ...]:
    """Keys of which reprints nearly always share one; none for a text that is too short.

    Each is below 2**63, so that any database can hold it.
    """
    if len(runs) < RUNS_AT_LEAST:
        return ()
    sketch = RMinHash(num_perm=BANDS * ROWS, seed=SEED)
    sketch.update(sorted(runs))
    digest = sketch.digest()
    return tuple(_key(band, digest[band * ROWS : (band + 1) * ROWS]) for band in range(BANDS))


def _key(band: int, rows: Sequence[int]) -> int:
    words = ".".join(map(str, (band, *rows)))
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=8).digest(), "big") >> 1


def are_reprints(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two texts, by their runs, are one text printed twice."""
    short, long = sorted((left, right), key=len)
    if len(short) < RUNS_AT_LEAST or len(short) < LENGTH_AT_LEAST * len(long):
        return False
    return len(short & long) >= SHARED_AT_LEAST * len(short)


def witnesses(own: Mapping[int, str], pairs: Iterable[tuple[int, int]]) -> dict[int, str]:
    """The witness of each text: the least of those of all texts that it is tied to by reprints.

    Args:
        own: by text, what it would be if it had no reprint.
        pairs: texts that are reprints of each other.
    """
    parent: dict[int, int] = {}

    def root(text: int) -> int:
        while (p := parent.setdefault(text, text)) != text:
            parent[text] = text = parent[p]
        return text

    for left, right in pairs:
        if left in own and right in own:
            parent[root(left)] = root(right)
    least: dict[int, str] = {}
    for text, name in own.items():
        r = root(text)
        least[r] = min(least.get(r, name), name)
    return {text: least[root(text)] for text in own}
