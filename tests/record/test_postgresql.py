"""Records in PostgreSQL: opening them, what is none, who may write, and what only a server can do to one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.conftest import NewAddress
from tests.record import test_database
from tests.show.conftest import ANA, BO, article, at
from verbale.errors import RecordError
from verbale.model import Actor, ContactKind, ContactMention, ContactStatus, Reading
from verbale.record import browse, open_database
from verbale.record import queries as q
from verbale.record.database import there_is
from verbale.record.dialect import BUSY
from verbale.record.reconciling import reconcile_record
from verbale.record.sources import add_outcomes

NOON = "2031-06-01T12:00:00+00:00"


def run(address: object, *statements: str) -> None:
    import psycopg

    with psycopg.connect(str(address), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("what", "message"),
    [
        ("empty", "no such record; make one with: verbale build"),
        ("other", "is a PostgreSQL database, but not a record of Verbale"),
        ("newer", "newer Verbale"),
        ("no schema", "no such record"),
        ("no database", "does not exist"),
    ],
)
def test_what_is_no_record(new_schema: NewAddress, what: str, message: str) -> None:
    address = str(new_schema())
    if what == "other":
        run(address, "CREATE TABLE notes (x int)")
    elif what == "newer":
        open_database(address, create=True)
        run(address, "UPDATE alembic_version SET version_num = '9999'")
    elif what == "no schema":
        address = re.sub("r[0-9]+$", "nowhere", address)
    elif what == "no database":
        address = address.replace("/postgres?", "/nowhere?")
    with pytest.raises(RecordError, match=message):
        open_database(address)


def test_a_record_needs_a_schema_that_is_there(new_schema: NewAddress) -> None:
    nowhere = re.sub("r[0-9]+$", "nowhere", str(new_schema()))
    with pytest.raises(RecordError, match="has no schema to make tables in"):
        open_database(nowhere, create=True)


def test_a_server_that_does_not_answer(tmp_path: Path) -> None:
    address = f"postgresql://ida:secret@/crisis?host={tmp_path}"
    with pytest.raises(RecordError, match="Is the server running") as e:
        open_database(address, create=True)
    assert "secret" not in str(e.value)


def test_there_is_a_record_once_it_is_made(new_schema: NewAddress) -> None:
    address = new_schema()
    assert not there_is(address)
    open_database(address, create=True)
    assert there_is(address)


def test_who_may_only_read(new_schema: NewAddress) -> None:
    address = str(new_schema())
    open_database(address, create=True)
    schema = address.rpartition("%3D")[2]
    reader = f"reader_{schema}"
    run(
        address,
        f"CREATE ROLE {reader} LOGIN",
        f"GRANT USAGE ON SCHEMA {schema} TO {reader}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {reader}",
    )
    database = open_database(address.replace("verbale@", f"{reader}@"))
    assert database.read_only
    with database.reading() as connection:
        assert q.sources(connection) == []
    with pytest.raises(RecordError, match="may only be read here"), database.writing():
        pass


def test_one_who_writes_waits_for_another_but_not_for_ever(
    new_schema: NewAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("verbale.record.postgresql.BUSY_SECONDS", 1)
    database = open_database(new_schema(), create=True)
    other = open_database(database.address)
    with (
        database.writing(),
        other.reading() as connection,
        pytest.raises(RecordError, match=BUSY),
        other.writing(),
    ):
        assert q.sources(connection) == []  # who reads does not wait
    with other.writing():
        pass


def test_records_in_two_schemas_do_not_wait_for_each_other(new_schema: NewAddress) -> None:
    first, second = (open_database(new_schema(), create=True) for _ in range(2))
    with first.writing() as one, second.writing() as two:
        for n, connection in enumerate((one, two)):
            connection.execute(text(f"INSERT INTO state VALUES ('n', '{n}')"))
    with first.reading() as connection:
        assert connection.execute(text("SELECT value FROM state WHERE key = 'n'")).scalar() == "0"


def test_a_connection_that_was_cut_is_made_anew(new_schema: NewAddress) -> None:
    database = open_database(new_schema(), create=True)
    run(
        database.address,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
        "AND application_name = 'verbale' AND state = 'idle'",
    )
    with database.reading() as connection:
        assert q.sources(connection) == []


@pytest.mark.parametrize("change", ["UPDATE decisions SET note = ''", "DELETE FROM decisions"])
def test_decisions_are_only_ever_added(new_schema: NewAddress, change: str) -> None:
    database = open_database(new_schema(), create=True)
    with (
        pytest.raises(RecordError, match="decisions are only ever added"),
        database.writing() as connection,
    ):
        connection.execute(text(change))


def test_tables_of_the_version_before_are_brought_up(new_schema: NewAddress) -> None:
    address = new_schema()
    with open_database(address, create=True).writing() as connection:
        add_outcomes(connection, [Reading(article("a.txt", "Il a plu."), (), ())], reader="r", read_at=NOON)
    run(
        address,
        "DROP TABLE commitment_statements",
        "DROP TABLE text_sketches",
        "DROP INDEX commitments_by_contact, sources_in_order, sources_by_outcome",
        "ALTER TABLE contacts DROP COLUMN spread",
        "ALTER TABLE actors DROP COLUMN folded",
        "INSERT INTO actors(key, name, contacts) VALUES ('Q1', 'Éva', 0)",
        "UPDATE alembic_version SET version_num = '0008'",
    )
    database = open_database(address)
    test_database.test_migrations_make_the_tables_that_the_code_uses(database)
    with database.reading() as connection:
        assert connection.execute(text("SELECT folded FROM actors")).scalar_one() == "eva"
        assert [s.path for s in browse.source_page(connection).sources] == ["a.txt"]


def test_parts_of_words_have_an_index_where_there_is_the_extension(new_schema: NewAddress) -> None:
    address = new_schema()
    try:
        run(address, "CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except Exception as e:
        pytest.skip(f"the server does not have pg_trgm: {e}")
    with open_database(address, create=True).reading() as connection:
        indexes = text("SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()")
        assert "commitments_text_parts" in set(connection.execute(indexes).scalars())


def test_endless_names_and_paths(new_address: NewAddress) -> None:
    endless = Actor("Cy " + "".join(chr(0x4E00 + i % 20000) for i in range(100_000)))
    path = "https://example.org/" + "".join(chr(0x4E00 + i % 20000) for i in range(9000))
    story = "Ils se sont parlé."
    call = ContactMention(
        ContactKind.CALL, ContactStatus.HELD, True, (ANA, BO, endless), (at(story, "se sont parlé"),)
    )
    database = open_database(new_address(), create=True)
    with database.writing() as connection:
        add_outcomes(connection, [Reading(article(path, story), (call,), ())], reader="hand", read_at=NOON)
        reconcile_record(connection, NOON)
    with database.reading() as connection:
        (contact,) = q.contacts(connection)
        assert endless in contact.participants
        assert contact.mentions[0].path == path
        assert len(browse.actor_page(connection).actors) == 3


def test_words_are_in_the_order_of_their_characters(new_address: NewAddress) -> None:
    database = open_database(new_address(), create=True)
    paths = ["a.txt", "B.txt", "é.txt", "Z.txt", "_.txt"]
    with database.writing() as connection:
        readings = [Reading(article(path, path), (), ()) for path in paths]
        add_outcomes(connection, readings, reader="hand", read_at=NOON)
    with database.reading() as connection:
        assert [s.path for s in q.sources(connection)] == sorted(paths)
