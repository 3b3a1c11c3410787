"""What is a reprint and what is not."""

from __future__ import annotations

import random

import pytest

from verbale.reconcile.reprints import are_reprints, bands_of, runs_of, witnesses

WORDS = [f"mot{i}" for i in range(400)]


def text_of(seed: int, words: int) -> list[str]:
    drawn = random.Random(seed)
    return [drawn.choice(WORDS) for _ in range(words)]


def edited(words: list[str], every: int) -> list[str]:
    return [f"{w}x" if i % every == 0 else w for i, w in enumerate(words)]


A, B = text_of(1, 300), text_of(2, 300)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (A, A, True),
        (A, ["Un", "autre", "titre", *A], True),
        (A, A[:150], True),
        (A, A[40:190], True),
        (A, edited(A, 25), True),  # a word changed in each line
        (A, edited(A, 3), False),  # told in other words
        (A, B, False),
        (A, A[:60], False),  # a readout of a few lines in a long story
        (A, A[:60] + B, False),
        (A[:20], A[:20], False),  # too short to say
        (A + B, A, True),
    ],
)
def test_reprints(left: list[str], right: list[str], expected: bool) -> None:
    runs = runs_of(" ".join(left)), runs_of(" ".join(right))
    assert are_reprints(*runs) is are_reprints(*runs[::-1]) is expected
    if expected:
        assert set(bands_of(runs[0])) & set(bands_of(runs[1]))


def test_bands_find_nearly_all_trimmed_copies() -> None:
    found = 0
    for seed in range(200):
        text = text_of(seed, 300)
        runs = runs_of(" ".join(text)), runs_of(" ".join(edited(text[:120], 40)))
        found += bool(set(bands_of(runs[0])) & set(bands_of(runs[1])))
    assert found >= 190


def test_bands_of_other_texts_hardly_meet() -> None:
    seen = [set(bands_of(runs_of(" ".join(text_of(seed, 300))))) for seed in range(60)]
    assert sum(bool(a & b) for i, a in enumerate(seen) for b in seen[:i]) == 0


def test_witnesses_do_not_depend_on_the_order() -> None:
    own = {1: "c", 2: "a", 3: "b", 4: "d"}
    assert witnesses(own, [(1, 2), (3, 1)]) == {1: "a", 2: "a", 3: "a", 4: "d"}
    assert witnesses(own, [(1, 3), (2, 1), (4, 9)]) == {1: "a", 2: "a", 3: "a", 4: "d"}
