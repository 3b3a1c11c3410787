"""What a build adds, and what it leaves as it is."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import NewAddress
from verbale.record import Database, open_database
from verbale.record import queries as q
from verbale.record import tables as t
from verbale.record.building import BuildReport, build

Add = Callable[..., BuildReport]
Printed = Callable[[Database], str]
A = "2031-05-04; Ana Vell, Bo Karst; 90; « the grain shall pass this summer »"
B = "2031-05-04; Bo Karst, Ana Vell; 90; « no ship was stopped by anybody at all »"


def test_two_stories_of_one_call(database: Database, add: Add) -> None:
    add({"a.txt": A, "b.txt": B})
    with database.reading() as connection:
        (contact,) = q.contacts(connection)
        statements = list(q.statements(connection, contact.id))
    assert contact.independent_sources == 2
    assert [m.path for m in contact.mentions] == ["a.txt", "b.txt"]
    assert [(s.path, s.contact, s.independent_sources) for s in statements] == [
        ("a.txt", contact.id, 1),
        ("b.txt", contact.id, 1),
    ]
    assert statements[0].quote == "« the grain shall pass this summer »"


def test_second_run_changes_nothing(
    database: Database, add: Add, printed: Printed, as_stored: Callable[[Database], object]
) -> None:
    first = add({"a.txt": A, "b.txt": B, "empty.txt": ""})
    before, stored = printed(database), as_stored(database)
    again = add({"a.txt": A, "b.txt": B, "empty.txt": ""})
    assert (first.read, again.read, again.known) == (2, 0, 2)
    assert printed(database) == before
    assert as_stored(database) == stored


def test_order_and_pieces_of_the_input_change_nothing(
    new_address: NewAddress, invented: ModuleType, printed: Printed
) -> None:
    stories = list(invented.many(40).items())
    found = []
    for seed, pieces in ((0, 1), (1, 1), (2, 4)):
        random.Random(seed).shuffle(stories)
        database = open_database(new_address(), create=True)
        for i in range(pieces):
            piece = invented.found(dict(stories[i::pieces]))
            build(database, piece, invented.InventedReader(), reader="invented", now=invented.at_noon)
        found.append(printed(database))
    assert found[0] == found[1] == found[2]
    assert found[0].count("\n") > 60


def test_parallel_build_is_the_same(tmp_path: Path, invented: ModuleType, printed: Printed) -> None:
    found = []
    for jobs in (1, 2):
        database = open_database(tmp_path / f"{jobs}.db", create=True)
        stories = invented.found(invented.many(30))
        build(database, stories, invented.InventedReader(), reader="i", now=invented.at_noon, jobs=jobs)
        found.append(printed(database))
    assert found[0] == found[1]


def test_changed_story_replaces_its_reading_and_keeps_its_history(database: Database, add: Add) -> None:
    add({"a.txt": A, "b.txt": B})
    add({"a.txt": A.replace("2031-05-04", "2031-05-09")})
    with database.reading() as connection:
        assert [str(c.date_from) for c in q.contacts(connection)] == ["2031-05-04", "2031-05-09"]
        history = [(s.path, s.current) for s in q.sources(connection, history=True)]
        assert history == [("a.txt", True), ("a.txt", False), ("b.txt", True)]
        assert len(connection.execute(t.articles.select()).all()) == 2


def test_other_reader_reads_again(database: Database, add: Add, printed: Printed) -> None:
    add({"a.txt": A})
    with database.reading() as connection:
        before = [c.model_dump_json() for c in q.contacts(connection)]
    assert add({"a.txt": A}, reader="invented 2").read == 1
    with database.reading() as connection:
        assert [c.model_dump_json() for c in q.contacts(connection)] == before
        assert [s.reader for s in q.sources(connection, history=True)] == ["invented 2", "invented"]


def test_one_text_under_two_paths_is_one_witness(database: Database, add: Add) -> None:
    add({"a.txt": A, "copies/a.txt": A, "reprint.txt": A.replace("«", "“").replace("»", "”").upper()})
    with database.reading() as connection:
        (contact,) = q.contacts(connection)
        said = list(q.statements(connection))
    assert contact.independent_sources == 1
    assert [m.path for m in contact.mentions] == ["a.txt", "copies/a.txt", "reprint.txt"]
    assert [(s.path, [c.path for c in s.copies]) for s in said] == [
        ("a.txt", ["copies/a.txt", "reprint.txt"])
    ]


def test_what_is_refused_is_recorded_and_the_rest_goes_on(database: Database, add: Add) -> None:
    stories = {"a.txt": A, "empty.txt": "", "no.txt": "refuse", "odd.txt": "break", "b.txt": B}
    report = add(stories)
    assert (report.read, report.refused, report.failed) == (2, 2, 1)
    with database.reading() as connection:
        outcomes = {s.path: (s.outcome, s.reason) for s in q.sources(connection)}
    assert outcomes["empty.txt"] == ("refused", "is empty")
    assert outcomes["no.txt"] == ("refused", "is no story")
    assert outcomes["odd.txt"] == ("failed", "failed unexpectedly (RuntimeError)")
    assert outcomes["b.txt"] == ("read", None)


def test_a_refusal_does_not_take_away_what_was_read(database: Database, add: Add) -> None:
    add({"a.txt": A})
    add({"a.txt": ""})
    with database.reading() as connection:
        assert len(q.contacts(connection)) == 1
        assert [s.outcome for s in q.sources(connection)] == ["read", "refused"]
    add({"a.txt": B})
    with database.reading() as connection:
        assert [s.outcome for s in q.sources(connection)] == ["read"]


def test_story_that_kills_its_process_costs_only_itself(database: Database, add: Add) -> None:
    stories = {f"{i}.txt": A.replace("2031-05-04", f"2031-05-{i + 1:02}") for i in range(12)}
    report = add({"first.txt": "die", **stories, "last.txt": "die"}, jobs=2)
    assert (report.read, report.failed) == (12, 2)
    with database.reading() as connection:
        reasons = {s.path: s.reason for s in q.sources(connection) if s.outcome == "failed"}
    died = "the process that read it died"
    assert reasons == {"first.txt": died, "last.txt": died}


def test_old_id_leads_to_the_contact_that_has_its_mentions(database: Database, add: Add) -> None:
    add({"a.txt": "?; Ana Vell, Bo Karst; 105; « no day is known »"})
    with database.reading() as connection:
        (undated,) = q.contacts(connection)
    add({"b.txt": "2031-05-04; Ana Vell, Bo Karst; 105; « on a day that is known »"})
    with database.reading() as connection:
        (dated,) = q.contacts(connection)
        assert dated.id != undated.id
        assert q.find_contact(connection, undated.id).id == dated.id
        assert q.find_contact(connection, dated.id[:6]).id == dated.id


@pytest.mark.parametrize("name", ["", "c", "nothing", "c%", "'"])
def test_no_or_no_single_contact(database: Database, add: Add, name: str) -> None:
    add({"a.txt": A, "b.txt": B.replace("2031-05-04", "2031-05-09")})
    from verbale.errors import RecordError

    with database.reading() as connection, pytest.raises(RecordError):
        q.find_contact(connection, name)
