"""What is a reprint and what is not."""

from __future__ import annotations

import random

import pytest

from verbale.reconcile.reprints import are_reprints, bands_of, may_be_reprints, runs_of, sketch_of, witnesses

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
        left_sketch, right_sketch = (sketch_of(r) for r in runs)
        assert left_sketch is not None
        assert right_sketch is not None
        assert set(bands_of(left_sketch)) & set(bands_of(right_sketch))
        assert may_be_reprints(left_sketch, [right_sketch]).tolist() == [True]


def test_bands_find_nearly_all_trimmed_copies() -> None:
    found = 0
    for seed in range(200):
        text = text_of(seed, 300)
        runs = runs_of(" ".join(text)), runs_of(" ".join(edited(text[:120], 40)))
        whole, trimmed = (sketch_of(r) for r in runs)
        assert whole is not None
        assert trimmed is not None
        found += bool(set(bands_of(whole)) & set(bands_of(trimmed)) and may_be_reprints(trimmed, [whole])[0])
    assert found >= 190


def test_bands_of_other_texts_hardly_meet() -> None:
    seen = [set(bands_of(sketch_of(runs_of(" ".join(text_of(seed, 300)))))) for seed in range(60)]
    assert sum(bool(a & b) for i, a in enumerate(seen) for b in seen[:i]) == 0


def test_sketches_tell_texts_of_one_kind_apart() -> None:
    """Texts that share a long paragraph share bands, but their sketches are not alike."""
    shared, texts = text_of(900, 40), [text_of(seed, 260) for seed in range(120)]
    sketches = [sketch_of(runs_of(" ".join([*shared, *words]))) for words in texts]
    known = [s for s in sketches if s is not None]
    assert len(known) == 120
    likely = sum(int(may_be_reprints(s, known[:i]).sum()) for i, s in enumerate(known) if i)
    assert likely < 0.02 * 120 * 119 / 2


def test_too_short_a_text_has_no_sketch() -> None:
    assert sketch_of(runs_of(" ".join(A[:20]))) is None
    assert bands_of(None) == ()


def test_witnesses_do_not_depend_on_the_order() -> None:
    own = {1: "c", 2: "a", 3: "b", 4: "d"}
    assert witnesses(own, [(1, 2), (3, 1)]) == {1: "a", 2: "a", 3: "a", 4: "d"}
    assert witnesses(own, [(1, 3), (2, 1), (4, 9)]) == {1: "a", 2: "a", 3: "a", 4: "d"}
