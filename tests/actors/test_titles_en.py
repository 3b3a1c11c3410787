"""Office titles and nominal institutions in English."""

import pytest

from verbale.actors.registry import ActorRegistry
from verbale.actors.schema import Office
from verbale.actors.title_file import PhraseIn
from verbale.actors.titles import TitleLexicon, load_titles


@pytest.fixture(scope="session")
def english(registry: ActorRegistry) -> TitleLexicon:
    return load_titles("en", registry)


def name_of(registry: ActorRegistry, side: str) -> str:
    if entry := registry.get(side):
        return entry.name
    country, _, key = side.rpartition(":")
    return f"{registry.get(country).name}:{key}"  # type: ignore[union-attr]


def test_every_example(registry: ActorRegistry, english: TitleLexicon) -> None:
    def runs(entry: PhraseIn) -> bool:
        return any(
            match.entry is entry
            and entry.example[match.start : match.end] == entry.finds
            and tuple(name_of(registry, side) for side in match.of) == entry.of
            for match in english.find(entry.example)
        )

    assert [entry.finds for entry in english.entries if not runs(entry)] == []


def test_every_office_has_a_title(english: TitleLexicon) -> None:
    assert {office for entry in english.entries for office in entry.offices} == set(Office)


@pytest.mark.parametrize(
    ("text", "phrase", "key", "of"),
    [
        ("French President Emmanuel Macron", "French President", "president", ["France"]),
        (
            "US Secretary of State Antony Blinken",
            "US Secretary of State",
            "foreign_minister",
            ["United States"],
        ),
        ("Ukraine's Foreign Minister", "Ukraine's Foreign Minister", "foreign_minister", ["Ukraine"]),
        (
            "the United States' defense secretary",
            "United States' defense secretary",
            "defence_minister",
            ["United States"],
        ),
        (
            "the presidents of France and Poland",
            "presidents of France and Poland",
            "president",
            ["France", "Poland"],
        ),
        (
            "the leaders of France, Germany and Italy",
            "leaders of France, Germany and Italy",
            "leader",
            ["France", "Germany", "Italy"],
        ),
        (
            "the French, German, and Polish foreign ministers",
            "French, German, and Polish foreign ministers",
            "foreign_minister",
            ["France", "Germany", "Poland"],
        ),
        ("a Kremlin spokesman", "Kremlin spokesman", "spokesperson", ["Kremlin"]),
        (
            "Russian Foreign Ministry spokeswoman Maria Zakharova",
            "Russian Foreign Ministry spokeswoman",
            "spokesperson",
            ["Russia:foreign_ministry"],
        ),
        ("a spokesman for the Elysee", "spokesman for the Elysee", "spokesperson", ["Elysee"]),
        ("White House press secretary", "White House press secretary", "spokesperson", ["White House"]),
        ("UN Secretary-General", "UN Secretary-General", "secretary_general", ["United Nations"]),
        ("China's top diplomat", "China's top diplomat", "foreign_minister", ["China"]),
        ("the EU's top diplomat", "EU's top diplomat", "high_representative", ["European Union"]),
        ("the U.S. special envoy for Ukraine", "U.S. special envoy for Ukraine", "envoy", ["United States"]),
        ("the ambassador to Qatar", "ambassador to Qatar", "ambassador", []),
        ("the Congolese president", "Congolese president", "president", []),
        ("Mali's interim president", "Mali's interim president", "president", ["Mali"]),
        ("the prime minister", "prime minister", "prime_minister", []),
        ("the Turkish president's office", "Turkish president's office", "presidency", ["Turkey"]),
        ("Britain's Foreign Office", "Britain's Foreign Office", "foreign_ministry", ["United Kingdom"]),
        ("US officials", "US officials", "authorities", ["United States"]),
        ("the Israeli army chief", "Israeli army chief", "chief_of_general_staff", ["Israel"]),
    ],
)
def test_title(
    registry: ActorRegistry, english: TitleLexicon, text: str, phrase: str, key: str, of: list[str]
) -> None:
    match = english.find(text)[0]
    assert text[match.start : match.end] == phrase
    assert (match.institution or match.offices[0]) == key
    assert [name_of(registry, side) for side in match.of] == of


@pytest.mark.parametrize(
    "text",
    [
        "at 3 PM they left",
        "it is on 101.5 FM",
        "the army of volunteers",
        "the forces of the market",
        "officials in the capital",
        "the government fell",
        "the chief complained",
        "they told us officials had lied",
    ],
)
def test_no_title_where_there_is_none(english: TitleLexicon, text: str) -> None:
    assert [m for m in english.find(text) if m.slots or not m.entry.of_person] == []


@pytest.mark.parametrize(
    "text",
    [
        "the former French president",
        "France's former president",
        "ex-president",
        "then-President",
        "the late king",
    ],
)
def test_a_former_holder_is_marked(english: TitleLexicon, text: str) -> None:
    assert english.find(text)[0].former


def test_gender_and_number(english: TitleLexicon) -> None:
    assert [english.find(w)[0].gender for w in ("the king", "the queen", "the president")] == ["m", "f", None]
    assert english.find("the presidents")[0].plural
    assert not english.find("the president")[0].plural


def test_an_acting_holder_is_marked(english: TitleLexicon) -> None:
    assert english.find("Mali's interim president")[0].acting
    assert not english.find("Mali's president")[0].acting
