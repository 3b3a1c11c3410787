"""Opening records: new ones, ours, and what is none."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from verbale.errors import RecordError
from verbale.record import Database, open_database
from verbale.record.database import HEAD
from verbale.record.queries import sources
from verbale.record.tables import metadata


# Both are told of an index of an expression that it cannot be compared.
@pytest.mark.filterwarnings("ignore:.*expression-based index")
def test_migrations_make_the_tables_that_the_code_uses(database: Database) -> None:
    # in PostgreSQL the newest are made at once
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _is_ours})
        assert compare_metadata(context, metadata) == []


def _is_ours(name: str | None, type_: str, _: object) -> bool:
    return type_ != "table" or name in metadata.tables


def test_the_newest_migration_is_the_one_expected() -> None:
    folder = Path(__file__).parents[2] / "src/verbale/record/migrations/versions"
    assert sorted(p.name[1:5] for p in folder.glob("r*.py"))[-1] == HEAD


def test_settings(tmp_path: Path) -> None:
    with open_database(tmp_path / "record.db", create=True).reading() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_opening_again_changes_nothing(database: Database, as_stored: Callable[[Database], object]) -> None:
    before = as_stored(database)
    open_database(database.address)
    assert as_stored(database) == before


def test_an_empty_file_is_a_new_record(tmp_path: Path) -> None:
    # what a run that is killed right at its beginning leaves
    (tmp_path / "record.db").touch()
    with open_database(tmp_path / "record.db").reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM sources")).scalar() == 0


@pytest.mark.parametrize(
    ("what", "message"),
    [
        ("missing", "no such record"),
        ("folder", "is a folder"),
        ("text", "not an SQLite file"),
        ("other", "not a record of Verbale"),
        ("newer", "newer Verbale"),
        ("torn", "malformed|not a database|disk image"),
    ],
)
def test_what_is_no_record(tmp_path: Path, what: str, message: str) -> None:
    path = tmp_path / "record.db"
    if what == "folder":
        path.mkdir()
    elif what == "text":
        path.write_text("a story, not a record")
    elif what == "other":
        with sqlite3.connect(path) as other:
            other.execute("CREATE TABLE notes (x)")
    elif what == "newer":
        open_database(path, create=True)
        with sqlite3.connect(path) as newer:
            newer.execute("UPDATE alembic_version SET version_num = '9999'")
    elif what == "torn":
        path.write_bytes(b"SQLite format 3\x00" + b"torn" * 2000)
    with pytest.raises(RecordError, match=message) as e:
        open_database(path)
    assert str(path) in str(e.value)


def test_failed_transaction_leaves_nothing(database: Database) -> None:
    def fail() -> None:
        with database.writing() as connection:
            connection.execute(text("INSERT INTO state VALUES ('a', 'b')"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM state WHERE key = 'a'")).scalar() == 0


def test_a_record_that_may_not_be_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a folder's record?.db"
    open_database(path, create=True)
    monkeypatch.setattr("verbale.record.sqlite._can_write", lambda _: False)
    database = open_database(path)
    assert database.read_only
    with database.reading() as connection:
        assert sources(connection) == []
    with pytest.raises(RecordError, match="may only be read here"), database.writing():
        pass
    assert {p.name for p in tmp_path.iterdir()} == {path.name}
