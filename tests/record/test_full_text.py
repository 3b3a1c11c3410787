"""How words are folded and excerpts cut where the database does not do it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.record.full_text import excerpt_about, words_of

TEXT = (
    "Le ministre d’Étel a promis hier, devant les siens, un cessez-le-feu à Lunde et un corridor vers Étel."
)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Étel", ["etel"]),
        (unicodedata.normalize("NFD", "Étel"), ["etel"]),
        ("ÉTEL-sur-Mer, l’an 2031", ["etel", "sur", "mer", "l", "an", "2031"]),
        ("Ещё её", ["еще", "ее"]),
        # й is a letter of its own, however it is put together; a mark of stress is none
        (unicodedata.normalize("NFD", "Май"), ["май"]),
        ("за\u0301мок", ["замок"]),
        ("snake_case", ["snake", "case"]),
        ("« — » \x00 %", []),
        ("x" * 5000, ["x" * 100]),
    ],
)
def test_words(written: str, words: list[str]) -> None:
    assert words_of(written) == words


@pytest.mark.parametrize(
    ("phrases", "length", "excerpt"),
    [
        ([["lunde"]], 3, "…à Lunde et…"),
        ([["cessez", "le", "feu"]], 3, "…cessez-le-feu…"),
        # where both words are, not where the first of them is for the first time
        ([["etel"], ["corridor"]], 4, "…un corridor vers Étel."),
        ([["le"]], 2, "Le ministre…"),
        ([["nowhere"]], 3, "Le ministre d…"),
        ([["lunde"]], 100, TEXT),
    ],
)
def test_excerpt(phrases: list[list[str]], length: int, excerpt: str) -> None:
    assert excerpt_about(TEXT, phrases, length) == excerpt


@given(st.text(), st.integers(1, 10))
def test_an_excerpt_holds_the_word_it_is_about(written: str, length: int) -> None:
    for word in words_of(written):
        assert word in words_of(excerpt_about(written, [[word]], length))
