"""Asking the registry who a form, an office or a demonym denotes, and when."""

from datetime import date
from pathlib import Path

import pytest

from verbale.actors.registry import ActorRegistry, How, load_registry
from verbale.actors.schema import InstitutionKey
from verbale.errors import LexiconError
from verbale.model import Actor, DayRange

FRANCE, RUSSIA, UNITED_STATES, ALGERIA, UKRAINE = "Q142", "Q159", "Q30", "Q262", "Q212"


def day(text: str) -> DayRange:
    return DayRange(date.fromisoformat(text), date.fromisoformat(text))


@pytest.mark.parametrize(
    ("office", "of", "on", "names"),
    [
        ("president", FRANCE, "2022-03-15", ["Emmanuel Macron"]),
        ("president", FRANCE, "2006-03-15", ["Jacques Chirac"]),
        ("president", FRANCE, "2010-03-15", ["Nicolas Sarkozy"]),
        ("president", RUSSIA, "2010-03-15", ["Dmitry Medvedev"]),
        ("prime_minister", RUSSIA, "2010-03-15", ["Vladimir Putin"]),
        ("president", "Q30", "2019-06-01", ["Donald Trump"]),
        ("president", "Q30", "2022-06-01", ["Joe Biden"]),
        ("president", "Q30", "2025-06-01", ["Donald Trump"]),
        ("foreign_minister", FRANCE, "2022-03-15", ["Jean-Yves Le Drian"]),
        ("foreign_minister", RUSSIA, "2022-03-15", ["Sergey Lavrov"]),
        ("chancellor", "Q183", "2022-03-15", ["Olaf Scholz"]),
        ("president", UKRAINE, "2022-03-15", ["Volodymyr Zelensky"]),
        ("prime_minister", "Q145", "2022-03-15", ["Boris Johnson"]),
        ("secretary_general", "Q1065", "2022-03-15", ["António Guterres"]),
        ("secretary_general", "Q7184", "2022-03-15", ["Jens Stoltenberg"]),
        ("commission_president", "Q458", "2022-03-15", ["Ursula von der Leyen"]),
        ("spokesperson", "verbale:kremlin", "2022-03-15", ["Dmitry Peskov"]),
        ("spokesperson", "Q159:foreign_ministry", "2022-03-15", ["Maria Zakharova"]),
        ("leader", "verbale:hamas", "2024-06-01", ["Ismail Haniyeh"]),
        ("president", FRANCE, "1950-01-01", []),
        ("prime_minister", "Q17", "2025-03-10", ["Shigeru Ishiba"]),
        ("foreign_minister", "Q17", "2024-03-10", ["Yoko Kamikawa"]),
        ("president", "Q884", "2023-06-01", ["Yoon Suk-yeol"]),
        ("foreign_minister", "Q884", "2025-09-01", ["Cho Hyun"]),
        ("foreign_minister", "Q183", "2015-06-01", ["Frank-Walter Steinmeier"]),
        ("foreign_minister", "Q183", "2017-06-01", ["Sigmar Gabriel"]),
        ("prime_minister", "Q55", "2023-06-01", ["Mark Rutte"]),
        ("prime_minister", "Q55", "2026-04-01", ["Rob Jetten"]),
        ("prime_minister", "Q843", "2023-10-01", ["Anwaar-ul-Haq Kakar"]),
        ("president", "Q1016", "2024-06-01", ["Mohammed al-Menfi"]),
        ("prime_minister", "Q948", "2024-10-01", ["Kamel Madouri"]),
        ("prosecutor", "Q47488", "2023-03-17", ["Karim Khan"]),
        ("high_commissioner", "verbale:unhcr", "2022-03-15", ["Filippo Grandi"]),
        ("commission_president", "Q193272", "2023-08-01", ["Omar Touray"]),
    ],
)
def test_holder_on_a_day(registry: ActorRegistry, office: str, of: str, on: str, names: list[str]) -> None:
    assert [e.name for e in registry.holders(office, of, day(on))] == names


def test_a_range_over_a_handover_gives_both(registry: ActorRegistry) -> None:
    month = DayRange(date(2017, 5, 1), date(2017, 5, 31))
    assert {e.name for e in registry.holders("president", FRANCE, month)} == {
        "François Hollande",
        "Emmanuel Macron",
    }


def test_an_acting_president_stands_beside_the_suspended_one(registry: ActorRegistry) -> None:
    found = registry.holders("president", "Q884", day("2025-01-15"))
    assert {e.name for e in found} == {"Yoon Suk-yeol", "Choi Sang-mok"}


def test_two_terms_are_one_person(registry: ActorRegistry) -> None:
    names = [e.name for e in registry.holders("president", UNITED_STATES, None)]
    assert names.count("Donald Trump") == 1


def test_several_offices_at_once(registry: ActorRegistry) -> None:
    found = registry.holders(("president", "prime_minister"), RUSSIA, day("2010-03-15"))
    assert {e.name for e in found} == {"Dmitry Medvedev", "Vladimir Putin"}


def test_an_old_list_makes_no_claim_about_later_years(registry: ActorRegistry) -> None:
    """Offices read from a list of 2022 with no end are not given to stories of 2026."""
    stale = [
        e for e in registry.entries() for t in e.tenures if t.known_to and not t.may_cover(day("2026-01-01"))
    ]
    assert stale
    assert all(t.known_to is None or t.last is None for e in registry.entries() for t in e.tenures)


@pytest.mark.parametrize(
    ("form", "name", "how"),
    [
        ("Poutine", "Vladimir Putin", How.SURNAME),
        ("Vladimir Poutine", "Vladimir Putin", How.FULL_NAME),
        ("Zelenski", "Volodymyr Zelensky", How.SURNAME),
        ("Sergueï Lavrov", "Sergey Lavrov", How.FULL_NAME),
        ("Mikhaïlo Podoliak", "Mykhailo Podolyak", How.FULL_NAME),
        ("Hemedti", "Mohamed Hamdan Dagalo", How.FULL_NAME),
        ("Xi", "Xi Jinping", How.SURNAME),
        ("Élysée", "Elysee", How.NAME),
        ("palais de l'Élysée", "Elysee", How.ALIAS),
        ("Maison-Blanche", "White House", How.ALIAS),
        ("Moscou", "Russia", How.CAPITAL),
        ("Kyiv", "Ukraine", How.CAPITAL),
        ("Nouvelle Delhi", "India", How.CAPITAL),
        ("marocaines", "Morocco", How.DEMONYM),
        ("Otan", "NATO", How.NAME),
        ("Cédéao", "ECOWAS", How.NAME),
        ("BFMTV", "BFM TV", How.OUTLET),
    ],
)
def test_french_forms(registry: ActorRegistry, form: str, name: str, how: How) -> None:
    hits = [(registry.get(f.entry_id), f.how, f.written) for f in registry.forms("fr")[form]]
    assert (registry.get(hits[0][0].id).name, hits[0][1], hits[0][2]) == (name, how, form)  # type: ignore[union-attr]


def test_folded_forms_keep_what_is_written(registry: ActorRegistry) -> None:
    """The newspaper and the world are told apart by the capital."""
    assert [f.written for f in registry.folded_forms("fr")["le monde"]] == ["Le Monde"]
    assert {f.entry_id for f in registry.folded_forms("fr")["elysee"]} == {"verbale:elysee"}


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("français", "France"),
        ("Russes", "Russia"),
        ("européenne", "European Union"),
        ("congolais", None),
        ("lunaire", None),
    ],
)
def test_country_of_demonym(registry: ActorRegistry, form: str, name: str | None) -> None:
    found = registry.country_of_demonym(form, "fr")
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("country", "key", "actor"),
    [
        (FRANCE, "presidency", Actor("Elysee", "verbale:elysee", FRANCE)),
        (RUSSIA, "presidency", Actor("Kremlin", "verbale:kremlin", RUSSIA)),
        (UNITED_STATES, "presidency", Actor("White House", "verbale:white-house", UNITED_STATES)),
        (
            UNITED_STATES,
            "foreign_ministry",
            Actor("United States (State Department)", "verbale:state-department", "Q30"),
        ),
        (UNITED_STATES, "defence_ministry", Actor("Pentagon", "verbale:pentagon", "Q30")),
        (ALGERIA, "presidency", Actor("Algeria (presidency)", "Q262:presidency", ALGERIA)),
        (
            ALGERIA,
            "prime_minister_office",
            Actor("Algeria (prime minister's office)", "Q262:prime_minister_office", ALGERIA),
        ),
        ("Q183", "government", Actor("Germany (government)", "verbale:german-government", "Q183")),
    ],
)
def test_institution(registry: ActorRegistry, country: str, key: str, actor: Actor) -> None:
    assert registry.institution(country, key) == actor


def test_made_names(registry: ActorRegistry) -> None:
    assert registry.delegation(RUSSIA) == Actor("Russia (delegation)", "Q159:delegation", RUSSIA)
    assert registry.leaders("Q458") == Actor("European Union (leaders)", "Q458:leaders", "Q458")
    assert registry.unnamed_office(UKRAINE, "foreign_minister").name == "Ukraine (foreign minister)"
    assert {key.value for key in InstitutionKey} == {
        registry.institution(ALGERIA, key).id.split(":")[1]  # type: ignore[union-attr]
        for key in InstitutionKey
    }


@pytest.mark.parametrize(
    ("form", "on", "side"),
    [
        ("Emmanuel Macron", "2022-03-15", "France"),
        ("Dmitry Peskov", "2022-03-15", "Russia"),
        ("Maria Zakharova", "2022-03-15", "Russia"),
        ("Mark Rutte", "2025-03-15", "NATO"),  # a country's prime minister before
        ("Mark Rutte", "2015-03-15", "Netherlands"),
        ("TASS", "2022-03-15", "Russia"),
        ("Reuters", "2022-03-15", None),
    ],
)
def test_side(registry: ActorRegistry, form: str, on: str, side: str | None) -> None:
    entry_id = registry.forms("fr")[form][0].entry_id
    found = registry.side_of(entry_id, day(on))
    assert (registry.get(found).name if found else None) == side  # type: ignore[union-attr]


OWN = """
[[actor]]
id = "x:arvelle"
kind = "country"
name = "Arvelle"
capital = { fr = ["Port-Arvel"] }
demonyms = { fr = ["arvellois", "arvelloise"] }

[[actor]]
id = "x:ilse-marand"
kind = "person"
name = "Ilse Marand"
gender = "f"
surname = ["Marand"]
offices = [{ office = "president", of = "x:arvelle", from = "2031-05" }]
"""


def test_a_user_adds_actors(tmp_path: Path) -> None:
    path = tmp_path / "arvelle.toml"
    path.write_text(OWN, encoding="utf-8")
    registry = load_registry([path])
    assert [e.name for e in registry.holders("president", "x:arvelle", day("2031-05-01"))] == ["Ilse Marand"]
    assert registry.country_of_demonym("arvelloise", "fr") is not None
    assert registry.side_of("x:ilse-marand") == "x:arvelle"
    assert registry.institution("x:arvelle", "presidency").name == "Arvelle (presidency)"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[actor]\n", "not valid TOML"),
        ('[[actor]]\nid = "x:a"\nkind = "planet"\nname = "A"', "entry 'x:a': kind"),
        ('[[actor]]\nid = "x:a"\nkind = "country"\nname = "A"\nmotto = "b"', "entry 'x:a': motto"),
        ('[[actor]]\nid = "x:a"\nkind = "country"\nname = "A"\ngender = "f"', "only a person has"),
        (
            '[[actor]]\nid = "x:a"\nkind = "institution"\nname = "A"\nside = "x:b"',
            "no actor has the id 'x:b'",
        ),
        (
            '[[actor]]\nid = "x:a"\nkind = "person"\nname = "A"\n'
            'offices = [{ office = "president", of = "Q142", from = "2020", to = "2019" }]',
            "ends before it begins",
        ),
        (
            '[[actor]]\nid = "x:a"\nkind = "person"\nname = "A"\n'
            'offices = [{ office = "tsar", of = "Q142" }]',
            "entry 'x:a': offices.0.office",
        ),
        (
            '[[actor]]\nid = "x:a"\nkind = "person"\nname = "A"\n'
            'offices = [{ office = "president", of = "Q142", from = "May" }]',
            "not a date",
        ),
        ('[[actor]]\nid = "x:a"\nkind = "country"\nname = "A"\n' * 2, "occurs twice"),
    ],
)
def test_a_bad_file_is_refused_by_name(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=r"mine\.toml") as refused:
        load_registry([path])
    assert says in str(refused.value)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "latin.toml"
    path.write_bytes('[[actor]]\nname = "Valdorie é"\n'.encode("latin-1"))
    with pytest.raises(LexiconError, match="not UTF-8"):
        load_registry([path])


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"nowhere\.toml"):
        load_registry([tmp_path / "nowhere.toml"])
