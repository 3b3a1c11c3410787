"""Folding keeps every character in its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.actors.fold import fold


@given(st.text())
def test_fold_keeps_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L’Élysée", "l'elysee"),
        ("Ağrı, Łódź, Kraków", "agri, lodz, krakow"),
        ("Пётр Йорданов", "петр йорданов"),  # ё is е, but й is not и
        ("10\u00a0Downing\u202fStreet", "10 downing street"),
        ("porte‑parole", "porte-parole"),
        ("Straße", "straße"),  # ss would be two characters
        ("İzmir", "izmir"),
        ("e\u0301mir", "e\u0301mir"),  # decomposed text keeps its marks: nothing may move
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
