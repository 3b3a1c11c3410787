"""Decisions in a record: what they change, that they outlive every build, and that none is ever lost."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from tests.conftest import NewAddress
from verbale.errors import RecordError, ReviewError
from verbale.record import Database, open_database, reconciling
from verbale.record import queries as q
from verbale.record.decisions import decisions
from verbale.record.doubts import doubts, history
from verbale.record.output import ContactOut
from verbale.record.reviewing import (
    Make,
    Signature,
    accept,
    bring_up_to_date,
    correct,
    decide,
    merge,
    reject,
    set_date,
    split,
    undo,
)
from verbale.record.stored import StoredReading, stored_readings
from verbale.review.decision import Decision
from verbale.review.effects import State

NOON = "2031-06-01T12:00:00+00:00"
STORIES = {
    "a.txt": "2031-05-04; Ana Vell, Bo Karst; 90; « grain shall pass the strait »",
    "b.txt": "2031-05-04; Ana Vell, Bo Karst; 90; « no ship will sail this week »",
    "c.txt": "2031-05-11; Ana Vell, Bo Karst; 40; « the ports stay open to all »",
}
PROGRAM = Path(__file__).parent / "review_program.py"
Add = Callable[..., object]


def by_ida(database: Database, make: Make, note: str | None = None) -> Decision:
    return decide(database, make, Signature("Ida", NOON, note))


def contacts(database: Database) -> list[ContactOut]:
    with database.reading() as connection:
        return q.contacts(connection)


def stories(database: Database) -> list[tuple[str | None, str]]:
    """For each contact its date and the letters of its stories."""
    return [(c.date, "".join(sorted({m.path[0] for m in c.mentions}))) for c in contacts(database)]


def states(database: Database) -> list[State]:
    with database.reading() as connection:
        return [d.state for d in history(connection)]


def statement_ids(database: Database) -> dict[str, str]:
    with database.reading() as connection:
        return {s.path[0]: s.id for s in q.statements(connection)}


@pytest.fixture
def record(add: Add, database: Database) -> Database:
    add(STORIES)
    return database


@pytest.fixture(scope="module")
def untouched(new_address: NewAddress, invented: Any) -> Database:
    """The same for tests that leave it as it is."""
    from verbale.record.building import build

    database = open_database(new_address(), create=True)
    found = invented.found(STORIES)
    build(database, found, invented.InventedReader(), reader="invented", now=invented.at_noon)
    return database


def test_merge_and_undo(record: Database) -> None:
    first, second = contacts(record)
    made = by_ida(record, merge(first.id, [second.id]), "one call, says the palace")
    assert stories(record) == [("[2031-05-04,2031-05-11]", "abc")]
    (one,) = contacts(record)
    assert any("decided by Ida on 2031-06-01 (entry 1): one call, says the palace" in r for r in one.reasons)
    by_ida(record, undo(made.number))
    assert contacts(record) == [first, second]


def test_split_by_place_and_by_id(record: Database) -> None:
    by_ida(record, split("b.txt:0"))
    assert stories(record) == [("2031-05-04", "a"), ("2031-05-04", "b"), ("2031-05-11", "c")]
    by_ida(record, undo(1))
    assert stories(record)[0] == ("2031-05-04", "ab")
    mention = next(m.id for m in contacts(record)[0].mentions if m.path == "b.txt")
    by_ida(record, split(mention[:8]))
    assert len(stories(record)) == 3


def test_a_split_takes_reprints_along(add: Add, database: Database) -> None:
    add(STORIES | {"r.txt": STORIES["b.txt"].upper().replace("ANA VELL, BO KARST", "Ana Vell, Bo Karst")})
    assert stories(database)[0] == ("2031-05-04", "abr")
    by_ida(database, split("b.txt:0"))
    assert stories(database)[:2] in (
        [("2031-05-04", "a"), ("2031-05-04", "br")],
        [("2031-05-04", "br"), ("2031-05-04", "a")],
    )


def test_date_and_correct_and_reject_a_contact(record: Database) -> None:
    first, second = contacts(record)
    by_ida(record, set_date(second.id, "2031-05-12"))
    by_ida(record, correct(first.id, "duration_minutes", ["95"]))
    by_ida(record, correct(first.id, "place", ["Lunde"]))
    changed, moved = contacts(record)
    assert (changed.duration_minutes, changed.place) == (95, "Lunde")
    assert [v.value for v in changed.versions if v.fact == "duration_minutes"] == [90]
    assert moved.date == "2031-05-12"
    by_ida(record, reject(first.id))
    assert stories(record) == [("2031-05-12", "c")]
    with record.reading() as connection:
        said = {s.path: s.contact for s in q.statements(connection)}
    assert said["a.txt"] is None, "what was said at no contact belongs to none"


def test_corrected_participants_decide_which_contact_it_is(add: Add, database: Database) -> None:
    add(STORIES | {"d.txt": "2031-05-04; Ana Vell, Karstia; 90; « the strait is a matter of all »"})
    other = next(c for c in contacts(database) if c.mentions[0].path == "d.txt")
    by_ida(database, correct(other.id, "participants", ["Ana Vell", "Bo Karst"]))
    assert stories(database) == [("2031-05-04", "abd"), ("2031-05-11", "c")]
    assert any("decided by Ida" in r for r in contacts(database)[0].reasons)


def test_statements_are_corrected_accepted_and_rejected(record: Database) -> None:
    ids = statement_ids(record)
    by_ida(record, correct(ids["a"], "act", ["deny"]))
    by_ida(record, correct(ids["a"], "speaker", ["bo karst"]))
    by_ida(record, accept(ids["b"]), "heard it")
    by_ida(record, reject("c.txt:36"))
    with record.reading() as connection:
        a, b = q.statements(connection)
    assert (a.act, [x.name for x in a.speaker], a.id) == ("deny", ["Bo Karst"], ids["a"])
    assert "act corrected from assert to deny, decided by Ida on 2031-06-01 (entry 1)" in a.reasons
    assert "accepted, decided by Ida on 2031-06-01 (entry 3): heard it" in b.reasons


def test_a_decision_on_a_statement_holds_for_its_reprints(add: Add, database: Database) -> None:
    reprint = STORIES["a.txt"].replace("grain shall", "GRAIN shall")
    add(STORIES | {"r.txt": reprint})
    made = by_ida(database, correct("a.txt:36", "act", ["deny"]))
    assert len(made.anchors) == 2
    with database.reading() as connection:
        (a,) = [s for s in q.statements(connection) if s.path == "a.txt"]
        assert [s.act for s in q.statements(connection) if s.path == "r.txt"] == []
    assert (a.act, [c.path for c in a.copies]) == ("deny", ["r.txt"])
    assert a.decided == ("decided by Ida on 2031-06-01 (entry 1)",)
    by_ida(database, reject("r.txt:36"))
    with database.reading() as connection:
        assert {s.path for s in q.statements(connection)} == {"b.txt", "c.txt"}


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (accept("cffff"), "no contact has the id"),
        (accept("sffff"), "no statement has the id"),
        (accept("nowhere.txt:3"), "no statement begins at nowhere.txt:3"),
        (split("nowhere.txt:3"), "no mention begins at nowhere.txt:3"),
        (split("c.txt:5"), "no mention begins at c.txt:5; the nearest begin at 0"),
        (split("c.txt:0"), "stands alone"),
        (undo(7), "there is no entry 7"),
        (correct("a.txt:36", "speaker", ["Cy Onda"]), "nobody in the record is called 'Cy Onda'"),
        (correct("a.txt:36", "mood", ["gay"]), "no field 'mood'"),
    ],
)
def test_what_cannot_be_decided_leaves_no_entry(untouched: Database, make: Make, message: str) -> None:
    with pytest.raises((ReviewError, RecordError), match=message):
        by_ida(untouched, make)
    assert states(untouched) == []


def test_dates_that_are_none(untouched: Database) -> None:
    record = untouched
    for wrong in ("soon", "2031-02-30", "31/05/2031", ""):
        with pytest.raises(ReviewError, match="is no day"):
            by_ida(record, set_date(contacts(record)[0].id, wrong))
    with pytest.raises(ReviewError, match="one contact already"):
        by_ida(record, merge(contacts(record)[0].id, [contacts(record)[0].id]))
    with pytest.raises(ReviewError, match="nobody is named"):
        decide(record, undo(1), Signature(" ", NOON))


def test_a_new_name_must_be_meant(record: Database) -> None:
    for no_name in ("\0", "…", "\u202e"):
        with pytest.raises(ReviewError, match="is no name"):
            by_ida(record, correct("a.txt:36", "addressee", [no_name], new=True))
    by_ida(record, correct("a.txt:36", "addressee", ["Cy  Onda"], new=True))
    with record.reading() as connection:
        assert next(iter(q.statements(connection))).addressee[0].name == "Cy Onda"
    by_ida(record, correct(contacts(record)[0].id, "participants", ["Ana Vell", "Di Marn"], new=True))
    assert {a.name for c in contacts(record) for a in c.participants} >= {"Ana Vell", "Di Marn"}
    by_ida(record, undo(2))
    assert "Di Marn" not in {a.name for c in contacts(record) for a in c.participants}


def test_a_known_name_is_found_without_reading_all_stories(
    record: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[object] = []

    def spied(connection: Connection, texts: Collection[str] | None = None) -> Iterator[StoredReading]:
        read.append(texts)
        return stored_readings(connection, texts)

    monkeypatch.setattr("verbale.record.reviewing.stored_readings", spied)
    by_ida(record, correct("a.txt:36", "speaker", ["bo karst"]))
    assert read, "the text that is decided about is read"
    assert None not in read


def test_decisions_outlive_a_newer_reader(
    record: Database, add: Add, printed: Callable[[Database], str]
) -> None:
    first, second = contacts(record)
    by_ida(record, merge(first.id, [second.id]))
    by_ida(record, correct("a.txt:36", "act", ["deny"]))
    before = contacts(record), statement_ids(record)
    add(STORIES, reader="a newer one")
    assert (contacts(record), statement_ids(record)) == before
    assert states(record) == [State.IN_FORCE, State.IN_FORCE]


def test_a_changed_text_leaves_an_orphan_that_is_listed(record: Database, add: Add) -> None:
    by_ida(record, reject("c.txt:36"))
    by_ida(record, merge(*_two(record)))
    add({"c.txt": STORIES["c.txt"].replace("to all", "to everybody")})
    assert states(record) == [State.ORPHAN, State.ORPHAN]
    assert "c" in statement_ids(record), "the lookalike is not rejected"
    assert len(contacts(record)) == 2
    with record.reading() as connection:
        orphans = [d for d in doubts(connection) if d.kind == "orphan"]
    assert [d.id for d in orphans] == ["entry 1", "entry 2"]
    assert "« the ports stay open to all »" in orphans[0].why[0], "its words are kept with it"
    add({"c.txt": STORIES["c.txt"]})
    assert states(record) == [State.IN_FORCE, State.IN_FORCE], "when the text is back, so is the decision"


def _two(record: Database) -> tuple[str, list[str]]:
    first, second = contacts(record)
    return first.id, [second.id]


def test_an_entry_cannot_be_changed_or_removed(record: Database) -> None:
    by_ida(record, accept("a.txt:36"))
    for statement in (
        "UPDATE decisions SET by = 'Bo'",
        "DELETE FROM decisions",
        "UPDATE decision_anchors SET quote = 'x'",
        "DELETE FROM decision_anchors",
    ):
        with (
            record.engine.connect() as connection,
            pytest.raises(IntegrityError, match="only ever added"),
        ):
            connection.execute(text(statement))


def test_what_is_accepted_is_no_longer_in_doubt(add: Add, database: Database) -> None:
    add(STORIES | {"u.txt": "?; Ana Vell, Bo Karst; ?; « winter is coming to the strait »"})

    def in_doubt() -> list[tuple[str, str]]:
        with database.reading() as connection:
            return [(d.kind, d.id) for d in doubts(connection)]

    ((kind, name),) = in_doubt()
    assert kind == "contact"
    by_ida(database, accept(name))
    assert in_doubt() == []
    assert not any(c.unsure for c in contacts(database) if c.id == name)


def test_accounts_of_another_version_are_made_anew(record: Database) -> None:
    expected = contacts(record)
    with record.writing() as connection:
        connection.execute(text("UPDATE state SET value = 'older' WHERE key = 'accounts'"))
        connection.execute(text("DELETE FROM contacts"))
    bring_up_to_date(record, NOON)
    assert contacts(record) == expected


def test_a_record_made_before_there_were_decisions(record: Database) -> None:
    if not isinstance(record.address, Path):
        pytest.skip("no record in PostgreSQL is as old as that")
    with sqlite3.connect(record.address) as old:
        newer = (
            "decision_anchors",
            "decisions",
            "commitment_statements",
            "commitments",
            "text_sketches",
            "text_bands",
            "reprints",
            "unreconciled",
            "tellings",
            "listed_text",
            "listed_statements",
            "listed_facets",
            "listed_totals",
            "contact_topics",
            "topics",
            "listed_texts",
            "unlisted",
            "commitments_text",
            "doubts",
        )
        for table in newer:
            old.execute(f"DROP TABLE {table}")
        for index in (
            "contacts_by_block",
            "contacts_in_order",
            "contacts_by_spread",
            "contacts_by_who",
            "contact_participants_in_order",
            "actors_by_contacts",
            "actors_by_side",
            "sources_in_order",
            "sources_by_outcome",
        ):
            old.execute(f"DROP INDEX {index}")
        for table, columns in {
            "contacts": ("block", "made_of", "divergent", "sort_from", "sort_to", "who", "spread"),
            "contact_participants": ("sort_from", "sort_to"),
            "actors": ("contacts", "folded"),
        }.items():
            for column in columns:
                old.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        old.execute("DELETE FROM state WHERE key = 'accounts made by'")
        old.execute("UPDATE alembic_version SET version_num = '0001'")
    opened = open_database(record.address)
    by_ida(opened, merge(*_two(opened)))
    assert [s for _, s in stories(opened)] == ["abc"]


MAKES: list[Callable[[Database], Make]] = [
    lambda d: merge(*_two(d)),
    lambda d: split("b.txt:0"),
    lambda d: set_date(contacts(d)[0].id, "2031-05-20"),
    lambda d: reject(contacts(d)[-1].id),
    lambda d: accept("a.txt:36"),
    lambda d: reject("a.txt:36"),
    lambda d: correct("b.txt:36", "act", ["warn"]),
    lambda d: correct(contacts(d)[0].id, "place", ["Lunde"]),
]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    chosen=st.lists(st.sampled_from(range(len(MAKES))), max_size=5), order=st.randoms(use_true_random=False)
)
def test_entries_only_grow_and_undoing_all_gives_all_back(
    tmp_path_factory: pytest.TempPathFactory,
    invented: Any,
    printed: Callable[[Database], str],
    chosen: list[int],
    order: random.Random,
) -> None:
    from verbale.record.building import build

    database = open_database(tmp_path_factory.mktemp("any") / "record.db", create=True)
    build(
        database, invented.found(STORIES), invented.InventedReader(), reader="invented", now=invented.at_noon
    )
    untouched = printed(database)
    seen: list[Decision] = []

    def grown() -> None:
        with database.reading() as connection:
            now = decisions(connection)
        assert now[: len(seen)] == seen
        seen[:] = now

    for i in chosen:
        # there may not be two contacts any more, or none
        with suppress(ReviewError, ValueError, IndexError, RecordError):
            by_ida(database, MAKES[i](database))
        grown()
    made = [d.number for d in seen]
    order.shuffle(made)
    for number in made:
        by_ida(database, undo(number))
        grown()
    assert len(seen) == 2 * len(made)
    assert printed(database) == untouched


def test_killed_at_any_moment_no_acknowledged_decision_is_lost(
    record: Database, is_sound: Callable[[Database], bool]
) -> None:
    chance = random.Random(7)
    acknowledged: list[int] = []
    for attempt in range(5):
        program = subprocess.Popen(
            [sys.executable, str(PROGRAM), str(record.address), "Bo", "200"], stdout=subprocess.PIPE
        )
        assert program.stdout is not None
        if attempt:
            acknowledged.append(int(program.stdout.readline()))
        time.sleep(chance.uniform(0.0, 0.15))
        program.kill()
        rest, _ = program.communicate(timeout=60)
        acknowledged += [int(line) for line in rest.split()]
    opened = open_database(record.address)
    assert is_sound(opened)
    with opened.reading() as connection:
        stored = [d.number for d in decisions(connection)]
    assert len(acknowledged) >= 4
    assert set(acknowledged) <= set(stored)
    assert stored == list(range(1, len(stored) + 1))
    bring_up_to_date(opened, NOON)
    assert len(states(opened)) == len(stored)


def test_two_write_at_once(record: Database) -> None:
    programs = [
        subprocess.Popen(
            [sys.executable, str(PROGRAM), str(record.address), name, "6"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for name in ("Ida", "Bo")
    ]
    numbers: list[int] = []
    for program in programs:
        out, errors = program.communicate(timeout=120)
        assert program.returncode == 0, errors.decode()
        numbers += map(int, out.split())
    assert sorted(numbers) == list(range(1, 19)), "nine entries each, none twice, none lost"
    with record.reading() as connection:
        by = [d.by for d in decisions(connection)]
    assert (by.count("Ida"), by.count("Bo")) == (9, 9)


def test_two_decide_while_stories_are_added(
    record: Database, add: Add, printed: Callable[[Database], str]
) -> None:
    programs = [
        subprocess.Popen(
            [sys.executable, str(PROGRAM), str(record.address), name, "6"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for name in ("Ida", "Bo")
    ]
    more = {
        f"{letter}.txt": f"2031-05-{day:02}; Ana Vell, Bo Karst; {30 + day}; « word number {day} of the day »"
        for letter, day in zip("defghijklm", range(2, 12), strict=True)
    }
    for path, story in more.items():
        add({path: story})
    for program in programs:
        _, errors = program.communicate(timeout=120)
        assert program.returncode == 0, errors.decode()
    bring_up_to_date(record, NOON)
    with record.reading() as connection:
        by = [d.by for d in decisions(connection)]
        assert {s.path for s in q.sources(connection)} == STORIES.keys() | more.keys()
    assert (by.count("Ida"), by.count("Bo")) == (9, 9)
    as_it_grew = printed(record)
    with record.writing() as connection:
        reconciling._reconcile_all(connection, NOON)
    assert printed(record) == as_it_grew
