"""Reprints: copies of one text, trimmed, retitled or touched up, are one witness.

Candidates share one of 32 bands of a MinHash (Broder 1997; rensa) and have sketches alike enough; whether
they are reprints is then counted: how much of the shorter text stands in the longer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
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
# Two sketches may agree in fewer places than they should; so many standard deviations are allowed for.
DEVIATIONS = 3.5
VERSION = f"{BANDS}.{ROWS}.{SEED}.{RUN}.{RMinHash.ALGORITHM_VERSION}.sketch"


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text to tell which others it may be a reprint of.

    Attributes:
        runs: how many runs the text has.
        minima: the least of BANDS x ROWS hashes of them each, four bytes a hash.
    """

    runs: int
    minima: bytes


@lru_cache(maxsize=1024)  # an agency's text is held against many
def runs_of(text: str) -> frozenset[str]:
    """The runs of RUN words of the folded text.

    >>> sorted(runs_of("Il pleut, il neige."))
    ['il pleut il neige']
    """
    words = fold_story(text).split()
    return frozenset(" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def sketch_of(runs: frozenset[str]) -> Sketch | None:
    """The sketch of a text by its runs; None for one that is too short."""
    if len(runs) < RUNS_AT_LEAST:
        return None
    hashed = RMinHash(num_perm=BANDS * ROWS, seed=SEED)
    hashed.update(sorted(runs))
    return Sketch(len(runs), np.array(hashed.digest(), dtype="<u4").tobytes())


def bands_of(sketch: Sketch | None) -> tuple[int, ...]:
    """Keys of which reprints nearly always share one; none for a text that is too short.

    Each is below 2**63, so that any database can hold it.
    """
    if sketch is None:
        return ()
    minima = _minima(sketch).tolist()
    return tuple(_key(band, minima[band * ROWS : (band + 1) * ROWS]) for band in range(BANDS))


def may_be_reprints(sketch: Sketch, others: Sequence[Sketch]) -> NDArray[np.bool_]:
    """Which of some texts may be reprints of a text: by their length and by how many minima they share.

    Of these as large a part is shared, on average, as of all runs of the two texts (Broder 1997).
    """
    runs = np.array([o.runs for o in others])
    short, long = np.minimum(runs, sketch.runs), np.maximum(runs, sketch.runs)
    shared = SHARED_AT_LEAST * short
    needed = shared / (short + long - shared)
    slack = DEVIATIONS * np.sqrt(needed * (1 - needed) / (BANDS * ROWS))
    minima = np.frombuffer(b"".join(o.minima for o in others), dtype="<u4").reshape(len(others), -1)
    alike = (minima == _minima(sketch)).mean(axis=1)
    likely: NDArray[np.bool_] = (short >= LENGTH_AT_LEAST * long) & (alike >= needed - slack)
    return likely


def _minima(sketch: Sketch) -> NDArray[np.uint32]:
    return np.frombuffer(sketch.minima, dtype="<u4")


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
