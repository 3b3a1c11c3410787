"""What actor files say of actors, on pages: names, offices with dates no surer than stated, sides."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import NewAddress
from verbale.actors.registry import ActorRegistry, load_registry
from verbale.actors.schema import Office
from verbale.record import open_database
from verbale.record.described import described_actors, keep_actor_files
from verbale.web.who import called, described, french_offices
from verbale.web.words import words_in

FILE = """
[[actor]]
id = "x:arvelle"
kind = "country"
name = "Arvelle"
names.fr = ["Arvellie"]

[[actor]]
id = "x:marand"
kind = "person"
name = "Ilse Marand"
gender = "f"
names = { fr = ["Ilse Marand", "I. Marand"], ru = ["Ильзе Маранд"] }
offices = [
  { office = "president", of = "x:arvelle", from = "2031-05", to = "2036" },
  { office = "foreign_minister", of = "x:arvelle:foreign_ministry", known_to = "2030-02" },
]
"""
EN, FR = words_in("en"), words_in("fr")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("actors") / "mine.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def known(file: Path) -> ActorRegistry:
    return load_registry([file])


def test_names_and_offices_in_words(known: ActorRegistry) -> None:
    french = described(FR, known, "x:marand")
    assert french.names == (("français", "Ilse Marand, I. Marand"), ("russe", "Ильзе Маранд"))
    assert [(o.office, o.of, o.since, o.until) for o in french.offices] == [
        (
            "ministre des Affaires étrangères",
            "Arvellie (foreign ministry)",
            "–",
            "au moins jusqu'au 28 février 2030",
        ),
        ("présidente", "Arvellie", "mai 2031", "2036"),
    ]
    assert described(EN, known, "x:marand").offices[1].office == "president"
    assert described(EN, known, None) == described(EN, known, "nobody") != french


def test_sides_by_name(known: ActorRegistry) -> None:
    assert (called(EN, known, "x:arvelle"), called(FR, known, "x:arvelle")) == ("Arvelle", "Arvellie")
    assert called(FR, known, "x:none", "None of ours") == "None of ours"


def test_every_office_is_in_french() -> None:
    assert set(french_offices()) == {office.value for office in Office}
    assert all(set(forms) == {"m", "f"} for forms in french_offices().values())


def test_a_record_keeps_what_its_files_say(new_address: NewAddress, file: Path, tmp_path: Path) -> None:
    database = open_database(new_address(), create=True)
    keep_actor_files(database, [file])
    (later := tmp_path / "later.toml").write_text(FILE.replace("Arvellie", "Arvelle-la-Neuve"), "utf-8")
    keep_actor_files(database, [later])
    keep_actor_files(database, [])
    with database.reading() as connection:
        found = described_actors(connection)
    assert called(FR, found, "x:arvelle") == "Arvelle-la-Neuve"
    assert found.get("Q142") is not None, "the packaged actors are there too"
