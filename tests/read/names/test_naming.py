"""Names of the registry in running text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.actors.registry import How, load_registry
from verbale.read.names.naming import NameFinder, by_capacity

ACTORS = Path(__file__).parents[3] / "examples" / "actors.toml"
FINDER = NameFinder(load_registry([ACTORS]), "fr")


def found(text: str) -> list[tuple[str, str]]:
    return [(h.span.of(text), h.how.name) for h in FINDER.find(text)]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Edmée Sorvane a téléphoné.", [("Edmée Sorvane", "FULL_NAME")]),
        ("Mme Sorvane a téléphoné.", [("Sorvane", "SURNAME")]),
        # accents and case as badly kept pages have them
        ("EDMEE SORVANE a téléphoné.", [("EDMEE SORVANE", "FULL_NAME")]),
        ("Selon Asmere, rien n'est signé.", [("Asmere", "CAPITAL")]),
        ("À Port-Lazare, on attend.", [("Port-Lazare", "CAPITAL")]),
        ("La Valdorie a signé.", [("Valdorie", "NAME")]),
        ("la présidence karsanaise", [("présidence karsanaise", "ALIAS")]),
        ("le ministre rovien du Commerce", [("rovien", "DEMONYM")]),
        ("selon l'Agence rovienne", [("Agence rovienne", "OUTLET")]),
        # the longest name at each place, none inside another
        ("la Ligue des États riverains", [("Ligue des États riverains", "NAME")]),
        ("l'Agence valdorienne de presse", [("Agence valdorienne de presse", "OUTLET")]),
        # a clitic behind a name is no part of it, another word joined by a hyphen is
        ("Asmère-t-elle", [("Asmère", "CAPITAL")]),
        ("le stade Asmère-Nord", []),
        # a name in small letters is a word, an acronym in small letters too
        ("une citadelle de sable", []),
        ("le bateau ler", []),
        ("rien", []),
    ],
)
def test_hits(text: str, hits: list[tuple[str, str]]) -> None:
    assert found(text) == hits


def test_a_demonym_in_capitals_says_so() -> None:
    assert [h.capitalised for h in FINDER.find("Les Roviens et le blé rovien")] == [True, False]


def test_hits_by_capacity() -> None:
    (hit,) = FINDER.find("Mme Sorvane")
    assert by_capacity(hit) == {How.SURNAME: ("ex:sorvane",)}


@given(st.text(st.sampled_from("Edmée Sorvane-LER’' ") | st.characters(), max_size=80))
def test_any_text_has_hits_in_order(text: str) -> None:
    at = 0
    for hit in FINDER.find(text):
        assert at <= hit.span.start < hit.span.end <= len(text)
        assert hit.forms
        at = hit.span.end
