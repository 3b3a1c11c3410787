"""The filter keeps what may tell of leaders in contact, in six languages, and little else."""

from __future__ import annotations

import pytest

from verbale.actors.registry import load_registry
from verbale.errors import LexiconError
from verbale.harvest.relevance import RelevanceFilter, Term, languages, load_relevance, plain_bytes
from verbale.lexicon import language_file, load_toml
from verbale.read.contacts.words import load_contact_words


@pytest.fixture(scope="module")
def relevance() -> RelevanceFilter:
    return load_relevance(load_registry())


KEPT = [
    "Emmanuel Macron et Vladimir Poutine se sont parlé pendant une heure.",
    "« Macron » : l’entretien avec «Zelensky» a duré deux heures",
    "Le chef de la diplomatie a reçu le ministre.",
    "La ministre, recue par le premier ministre, se tait.",
    "The president phoned his counterpart in the night.",
    "MACRON-PUTIN CALL LASTED AN HOUR",
    "Президент Франции позвонил Путину.",
    "Президент України мав телефонну розмову з прем'єр-міністром.",
    "Der Bundeskanzler telefonierte mit dem russischen Präsidenten.",
    "El presidente conversó por teléfono con su homólogo.",
]
LEFT = [
    "Il pleuvra demain sur toute la côte.",
    "The club president will call a meeting of members.",
    "Macron a inauguré une école, puis il est rentré.",
    "Der Trainer sprach mit seinen Spielern.",
    "El equipo viajó a la costa y ganó.",
    "Команда выиграла матч.",
    # reculer and recueil begin as reçu does without its cedilla
    "Le prix du blé a reculé. La ministre de la Culture publie un recueil.",
    "In May the rice harvest was brown, and the bush burned; residents met the mayor.",
    "",
]


@pytest.mark.parametrize("text", KEPT)
def test_a_contact_of_leaders_is_kept(text: str, relevance: RelevanceFilter) -> None:
    assert relevance.keeps(text)


@pytest.mark.parametrize("text", LEFT)
def test_other_news_is_not(text: str, relevance: RelevanceFilter) -> None:
    assert not relevance.keeps(text)


def test_far_from_each_other_they_say_nothing(relevance: RelevanceFilter) -> None:
    assert not relevance.keeps("Macron et Poutine." + " Il pleut." * 60 + " Ils se sont parlé au téléphone.")


@pytest.mark.parametrize("language", languages())
def test_each_entry_s_example_has_its_words(language: str) -> None:
    data = load_toml(language_file(language, "relevance.toml"))
    for kind in ("contact", "actor"):
        for entry in data[kind]:
            terms = [
                Term(w.removesuffix("*").lower(), kind == "contact", not w.endswith("*"), False, "x")
                for w in entry["words"]
            ]
            found = RelevanceFilter(terms)._automaton.find_matches_as_indexes(
                plain_bytes(entry["example"].lower()), overlapping=True
            )
            assert found, (language, entry["example"])


@pytest.mark.parametrize("language", ["fr"])
def test_the_contact_words_of_the_reader_are_known(language: str, relevance: RelevanceFilter) -> None:
    """Between two leaders' names, every example of a contact in contacts.toml is kept."""
    data = load_toml(language_file(language, "contacts.toml"))
    examples = [
        e["text"]
        for kind in ("verb", "noun")
        for entry in data[kind]
        for e in entry["examples"]
        if e.get("who")
    ]
    assert load_contact_words(language)
    lost = [t for t in examples if not relevance.keeps(f"Macron, Poutine : {t}")]
    assert lost == []


def test_a_broken_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verbale.harvest.relevance.load_toml", lambda path: {"contact": [{"words": "x"}]})
    with pytest.raises(LexiconError, match=r"relevance\.toml"):
        load_relevance(load_registry())


def test_bytes_keep_their_places() -> None:
    text = "« L’Élysée – Kyiv », 12\u00a0h."
    assert len(plain_bytes(text)) == len(text.encode()) + 2
    assert plain_bytes(text).decode().split() == ["L", "Élysée", "Kyiv", "12", "h"]
