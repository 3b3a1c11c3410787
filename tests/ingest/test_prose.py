"""Stories from lists, tables and scraps."""

from __future__ import annotations

import pytest

from verbale.ingest.prose import has_letters, has_prose

LINKS = "\n".join(
    [
        "Accueil",
        "Politique",
        "International",
        "Sport",
        "Abonnez-vous",
        "Mentions légales",
        "https://exemple.org/a",
    ]
    * 8
)
HEADLINES = "\n".join(
    ["Guerre des prix : le gouvernement recule", "Football : Lomé bat Accra", "Météo du jeudi"] * 9
)


@pytest.mark.parametrize(
    "text",
    [
        "Le président ghanéen a téléphoné jeudi à son homologue togolais pour parler du port de Lomé.",
        # no full stop, as agencies' flashes have none
        "Le président ghanéen a téléphoné jeudi à son homologue togolais pour parler du port, selon Accra",
        "LE PRÉSIDENT GHANÉEN A TÉLÉPHONÉ JEUDI À SON HOMOLOGUE TOGOLAIS POUR PARLER DU PORT DE LOMÉ.",
        # full of names
        "Ghanaian President Ama Boateng met Togolese President Essi Koffi in Lomé on Tuesday, May 9, 2023.",
        # hard-wrapped
        "Le président ghanéen a téléphoné jeudi\nà son homologue togolais pour parler du\nport de Lomé, "
        "où des navires attendent\ndepuis lundi.",
        f"{HEADLINES}\n\n« Nous avons parlé du port de Lomé », a dit le président. Il n’en a pas dit plus.",
    ],
)
def test_prose(text: str) -> None:
    assert has_letters(text)
    assert has_prose(text)


@pytest.mark.parametrize(
    "text",
    [
        LINKS,
        HEADLINES,
        "Accueil > International > Afrique. Lire aussi.",
        "Home News World Africa Sport Contact Us About.",
    ],
)
def test_words_that_tell_nothing(text: str) -> None:
    assert not has_prose(text)


@pytest.mark.parametrize(
    "text",
    [
        "12 345,6 78 90 " * 50,
        "https://exemple.org/une/longue/adresse/sans/fin\n" * 20,
        "- - - * * * " * 30,
        "ok",
    ],
)
def test_too_few_letters_to_tell_the_language(text: str) -> None:
    assert not has_letters(text)
