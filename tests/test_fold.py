"""Folding: in place, where every character keeps its position, and freely."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.fold import fold_freely, fold_in_place


@given(st.text())
def test_fold_keeps_length(text: str) -> None:
    assert len(fold_in_place(text)) == len(text)


@given(st.text())
def test_fold_is_idempotent(text: str) -> None:
    assert fold_in_place(fold_in_place(text)) == fold_in_place(text)


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
    assert fold_in_place(text) == folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  L’ÉLECTION\nest\u00a0là ", "l'election est la"),
        ("L’Œuvre désarmée", "l'oeuvre desarmee"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("e\u0301mir", "emir"),
        ("porte‑parole", "porte-parole"),
        ("Наи\u0306дено, שָׁלוֹם", "наидено, שלום"),  # marks of any script go
    ],
)
def test_fold_freely(text: str, folded: str) -> None:
    assert fold_freely(text) == folded


@given(st.text())
def test_folding_freely_is_idempotent(text: str) -> None:
    assert fold_freely(fold_freely(text)) == fold_freely(text)
