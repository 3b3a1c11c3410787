"""contacts.toml is read, checked, and every entry does what its examples say."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from verbale.errors import LexiconError
from verbale.lexicon import SUPPORTED_LANGUAGES, language_file, load_toml
from verbale.model import Article, ContactMention, DayRange
from verbale.read.contacts.words import ContactExample, contact_words_from, load_contact_words
from verbale.read.reading import ReadingTools, load_tools, read_article

PUBLISHED = DayRange(date(2024, 11, 5), date(2024, 11, 5))
ACTORS = Path(__file__).parents[3] / "examples" / "actors.toml"
EXAMPLES = [
    (language, name, example)
    for language in SUPPORTED_LANGUAGES
    for name, example in load_contact_words(language).examples()
]
NAMES = [f"{language} {name}: {example.text[:60]}" for language, name, example in EXAMPLES]


@cache
def tools_of(language: str) -> ReadingTools:
    return load_tools(language, actors=[ACTORS])


def contacts_of(text: str, language: str) -> tuple[ContactMention, ...]:
    sha = hashlib.sha256(text.encode()).hexdigest()
    article = Article("a.txt", text, language, sha, PUBLISHED, "2024-11-05")
    return read_article(article, tools_of(language)).contacts


@pytest.mark.parametrize(("language", "name", "example"), EXAMPLES, ids=NAMES)
def test_every_entry_reads_its_example(language: str, name: str, example: ContactExample) -> None:
    found = contacts_of(example.text, language)
    if not example.who:
        assert found == ()
        return
    assert len(found) == 1
    contact = found[0]
    assert {a.name for a in contact.participants} == set(example.who)
    assert example.kind in (None, contact.kind)
    assert example.status in (None, contact.status)
    assert example.place in (None, contact.place)
    if example.initiator is not None:
        assert contact.initiator is not None
        assert contact.initiator.name == example.initiator


def packaged() -> dict[str, object]:
    return load_toml(language_file("fr", "contacts.toml"))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_verb_and_noun_has_an_example(language: str) -> None:
    words = load_contact_words(language)
    for entries in (*words.verbs.values(), *words.nouns.values()):
        assert all(entry.examples for entry in entries)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"lemma": "Rencontrer", "partner": ["obj"], "examples": [{"text": "x"}]}, "lower case"),
        ({"lemma": "s’unir", "partner": ["with"], "examples": [{"text": "x"}]}, "apostrophe"),
        ({"lemma": "unir", "partner": ["with"], "examples": []}, "no example"),
        ({"lemma": "rencontrer", "partner": ["obj"], "examples": [{"text": "x"}]}, "given twice"),
        ({"lemma": "unir", "partner": ["chez-nous"], "examples": [{"text": "x"}]}, "partner"),
        ({"lemma": "unir", "partner": ["with"], "kind": "party", "examples": [{"text": "x"}]}, "kind"),
        (
            {"lemma": "unir", "partner": ["with"], "needs": ["Au Téléphone"], "examples": [{"text": "x"}]},
            "lower case",
        ),
    ],
)
def test_a_bad_entry_is_named(change: dict[str, object], message: str) -> None:
    data = packaged()
    verbs = data["verb"]
    assert isinstance(verbs, list)
    data["verb"] = [*verbs, change]
    with pytest.raises(LexiconError, match=message) as raised:
        contact_words_from(data, language="fr", path="contacts.toml")
    assert raised.value.entry == change["lemma"]


def test_a_place_form_stands_for_one_place() -> None:
    data = packaged()
    places = data["place"]
    assert isinstance(places, list)
    data["place"] = [*places, {"name": "Elsewhere", "forms": ["Genève"]}]
    with pytest.raises(LexiconError, match="given twice"):
        contact_words_from(data, language="fr", path="contacts.toml")
