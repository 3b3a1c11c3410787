"""The filter keeps what may tell of leaders in contact, in six languages, and little else."""

from __future__ import annotations

import pytest

from verbale.actors.registry import load_registry
from verbale.errors import LexiconError
from verbale.harvest.relevance import (
    Meaning,
    RelevanceFilter,
    _term,
    languages,
    load_relevance,
)
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
    # one leader whom the actor files know is enough where a word tells of little else
    "Le président de la République s’est entretenu mardi avec M. Wolan.",
    "Macron spoke by phone with Mr Wolan on Tuesday.",
    "The negotiators of both sides left after an hour.",
    # one leader and two countries
    "Le Président élu de Pologne a reçu un appel ce matin ; il est attendu en Lituanie.",
    # leaders by name, and no word of contacts
    "Macron told Zelensky that the guns would come.",
    "В понедельник Макрон и Зеленский говорили два часа.",
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
    # one leader, however his office and his name are put together
    "Le Premier ministre a visité une école.",
    "The foreign minister arrived late. The general manager's letter was read out.",
    "Élection présidentielle : la présidente appelle à voter.",
    # the same office is in two languages' lists
    "La ministre est arrivée.",
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
    assert not relevance.keeps(
        "Le président, la ministre." + " Il pleut." * 60 + " Ils se sont parlé au téléphone."
    )


@pytest.mark.parametrize("language", languages())
def test_each_entry_s_example_has_its_words(language: str) -> None:
    data = load_toml(language_file(language, "relevance.toml"))
    for kind in ("contact", "actor"):
        for entry in data[kind]:
            terms = [_term(word, Meaning(is_contact=True, is_strong=True)) for word in entry["words"]]
            leader = _term("Zzz", Meaning(leaders=("zzz",)))
            assert RelevanceFilter([*terms, leader]).keeps(f"{entry['example']} Zzz"), (language, entry)


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


@pytest.mark.parametrize(
    ("term", "text", "is_found"),
    [
        ("Élysée", "l’Élysée", True),
        ("Élysée", "ELYSEE", True),
        ("Élysée", "elysee", False),  # a name has its capital
        ("appel*", "(Appelé)", True),
        ("appel*", "rappel", False),  # from the beginning of a word
        ("visite", "visiter", False),
        ("chef d'état", "Chef d’État", True),
        ("chef d'état", "CHEF\u00a0D’ÉTAT", True),
        ("зустріч", "«ЗУСТРІЧ»", True),
        ("Київ", "“Київ”…", True),
        ("Їжак", "ЇЖАК", True),
        ("Łódź", "w Łodzi i ŁÓDŹ", True),
    ],
)
def test_a_term_is_found_as_it_is_written(term: str, text: str, is_found: bool) -> None:
    one = RelevanceFilter([_term(term, Meaning(True, True)), _term("Zzz", Meaning(leaders=("zzz",)))])
    assert one.keeps(f"Zzz {text}") == is_found


def test_a_longer_term_does_not_hide_a_shorter_one() -> None:
    one = RelevanceFilter(
        [
            _term("visit*", Meaning(True, True)),
            _term("visite", Meaning()),
            _term("Zzz", Meaning(leaders=("zzz",))),
        ]
    )
    assert one.keeps("Zzz visiters")
