"""Office titles and nominal institutions in French."""

import pytest

from verbale.actors.registry import ActorRegistry
from verbale.actors.schema import Office
from verbale.actors.title_file import PhraseIn
from verbale.actors.titles import TitleLexicon, TitleMatch, load_titles
from verbale.errors import LexiconError


def name_of(registry: ActorRegistry, side: str) -> str:
    if entry := registry.get(side):
        return entry.name
    country, _, key = side.rpartition(":")
    return f"{registry.get(country).name}:{key}"  # type: ignore[union-attr]


def test_every_example(registry: ActorRegistry, titles: TitleLexicon) -> None:
    def runs(entry: PhraseIn) -> bool:
        return any(
            match.entry is entry
            and entry.example[match.start : match.end] == entry.finds
            and tuple(name_of(registry, side) for side in match.of) == entry.of
            for match in titles.find(entry.example)
        )

    assert [entry.finds for entry in titles.entries if not runs(entry)] == []


def test_every_office_has_a_title(titles: TitleLexicon) -> None:
    assert {office for entry in titles.entries for office in entry.offices} == set(Office)


def test_restrictions_name_known_countries(registry: ActorRegistry, titles: TitleLexicon) -> None:
    assert all(registry.get(country) for entry in titles.entries for country in entry.only_of)


def one(titles: TitleLexicon, text: str) -> TitleMatch:
    (match,) = titles.find(text)
    return match


@pytest.mark.parametrize(
    ("text", "phrase", "office", "of"),
    [
        ("la présidente moldave", "présidente moldave", "president", ["Moldova"]),
        ("le président de la République du Congo", "président de la République du Congo", "president",
         ["Republic of the Congo"]),
        ("le président de la République française", "président de la République française", "president",
         ["France"]),
        ("le Premier ministre de la Grande-Bretagne", "Premier ministre de la Grande-Bretagne",
         "prime_minister", ["United Kingdom"]),
        ("les présidents de la Finlande et de l'Estonie", "présidents de la Finlande et de l'Estonie",
         "president", ["Finland", "Estonia"]),
        ("les ministres kényan, ougandais et rwandais de la Défense",
         "ministres kényan, ougandais et rwandais de la Défense", "defence_minister",
         ["Kenya", "Uganda", "Rwanda"]),
        ("le chef de la diplomatie hongroise", "chef de la diplomatie hongroise", "foreign_minister",
         ["Hungary"]),
        ("la cheffe de la diplomatie européenne", "cheffe de la diplomatie européenne",
         "high_representative", ["European Union"]),
        ("le porte-parole du Kremlin", "porte-parole du Kremlin", "spokesperson", ["Kremlin"]),
        ("la porte-parole du ministère qatari des Affaires étrangères",
         "porte-parole du ministère qatari des Affaires étrangères", "spokesperson",
         ["Qatar:foreign_ministry"]),
        ("le porte-parole du département d'État américain", "porte-parole du département d'État américain",
         "spokesperson", ["United States (State Department)"]),
        ("le chef du Hamas", "chef du Hamas", "leader", ["Hamas"]),
        ("le secrétaire d'État américain", "secrétaire d'État américain", "foreign_minister",
         ["United States"]),
        # in France a secrétaire d'État is a junior minister
        ("le secrétaire d'État français", "secrétaire d'État français", "minister", ["France"]),
        ("le président congolais", "président congolais", "president", []),
        ("le président du Conseil présidentiel libyen", "président", "president", []),
        ("le patron de l'ONU", "patron de l'ONU", "leader", ["United Nations"]),
        ("le ministre", "ministre", "minister", []),
    ],
)  # fmt: skip
def test_title(
    registry: ActorRegistry, titles: TitleLexicon, text: str, phrase: str, office: str, of: list[str]
) -> None:
    match = one(titles, text)
    assert (text[match.start : match.end], match.offices[0]) == (phrase, office)
    assert [name_of(registry, side) for side in match.of] == of


def test_an_ambiguous_country_keeps_its_place(registry: ActorRegistry, titles: TitleLexicon) -> None:
    match = one(titles, "les présidents congolais et rwandais")
    assert [{name_of(registry, side) for side in slot} for slot in match.slots] == [
        {"DR Congo", "Republic of the Congo"},
        {"Rwanda"},
    ]
    assert [name_of(registry, side) for side in match.of] == ["Rwanda"]


def test_gender_and_number(titles: TitleLexicon) -> None:
    assert (one(titles, "la présidente").gender, one(titles, "la présidente").plural) == ("f", False)
    assert (one(titles, "le roi").gender, one(titles, "les présidents").plural) == ("m", True)
    assert one(titles, "le porte-parole").gender is None


@pytest.mark.parametrize(
    "text", ["l'ancien président chilien", "l'ex-président chilien", "l’ex président chilien"]
)
def test_a_former_holder_is_marked(titles: TitleLexicon, text: str) -> None:
    assert one(titles, text).former


def test_an_interim_holder_is_marked(titles: TitleLexicon) -> None:
    assert one(titles, "le président bolivien par intérim").acting
    assert not one(titles, "le président bolivien").acting


@pytest.mark.parametrize(
    "text",
    [
        "le président, français jusqu'au bout",
        "une armée de bénévoles",
        "les forces du marché",
        "le pouvoir des mots",
    ],
)
def test_no_country_where_there_is_none(titles: TitleLexicon, text: str) -> None:
    assert [m.of for m in titles.find(text) if m.of] == []


def test_offsets_hold_with_typographic_apostrophes(titles: TitleLexicon) -> None:
    text = "Selon le chef de l’État sénégalais, rien n’est signé."
    match = one(titles, text)
    assert text[match.start : match.end] == "chef de l’État sénégalais"


def test_a_language_without_titles_is_refused(registry: ActorRegistry) -> None:
    with pytest.raises(LexiconError, match=r"titles\.toml"):
        load_titles("xx", registry)
