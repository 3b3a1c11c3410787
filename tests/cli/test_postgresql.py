"""Every command takes a database's address where it takes a file, and prints the same of the same record."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import text
from typer.testing import CliRunner

from tests.conftest import NewAddress
from tests.show.conftest import NOON, readings  # noqa: F401  (a fixture)
from verbale.cli.main import app
from verbale.model import Reading
from verbale.record import open_database
from verbale.record.reconciling import reconcile_record
from verbale.record.sources import add_outcomes

STORY = "La présidente Ana Vell a appelé le président Bo Karst mardi 13 mai 2031."


def run(*arguments: object, typed: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments], input=typed)


@pytest.fixture
def both(new_schema: NewAddress, tmp_path: Path, readings: list[Reading]) -> tuple[str, str]:  # noqa: F811
    """One record in a file, and the same in PostgreSQL."""
    addresses = str(tmp_path / "small.db"), str(new_schema())
    for address in addresses:
        with open_database(address, create=True).writing() as connection:
            add_outcomes(connection, readings, reader="hand", read_at=NOON)
            reconcile_record(connection, NOON)
    return addresses


def test_the_same_is_printed(both: tuple[str, str]) -> None:
    file, database = both
    contact = run("contacts", file, "--json").stdout.partition('"id":"')[2].partition('"')[0]
    for order in (
        ["show"],
        ["show", contact],
        ["contacts", "--json"],
        ["contacts", "--actor", "karst"],
        ["statements", "--json"],
        ["statements", "--contact", contact],
        ["sources"],
        ["commitments"],
        ["positions", "--actor", "Vell"],
        ["review", "list", "--json"],
        ["review", "accept", contact, "--by", "Ida"],
        ["review", "undo", "1", "--by", "Ida"],
        ["commitments", "--json"],
    ):
        command = order[:2] if order[0] == "review" else order[:1]
        rest = order[len(command) :]
        of_file, of_database = (run(*command, where, *rest) for where in (file, database))
        assert of_file.exit_code == 0, of_file.output
        at = str.maketrans("0123456789", "0" * 10) if "--by" in order else {}
        assert of_database.output.translate(at) == of_file.output.translate(at) != "", order
    answers = [run("review", "list", where).output.replace(shlex.quote(where), "RECORD") for where in both]
    assert answers[0] == answers[1]


def test_pages_are_written_out_alike(both: tuple[str, str], tmp_path: Path) -> None:
    sites = [tmp_path / "of file", tmp_path / "of database"]
    for where, site in zip(both, sites, strict=True):
        written = run("export", "site", where, site, "--language", "en")
        assert written.exit_code == 0, written.output
    held = [{p.relative_to(s): p.read_bytes() for p in s.rglob("*.html")} for s in sites]
    assert held[0] == held[1]


def test_what_stands_beside_a_record_is_in_the_folder_of_data(
    both: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    made = run("accounts", "add", both[1], "Ida", "--right", "admin", typed="a lantern, lit\n")
    assert made.exit_code == 0, made.output
    (accounts,) = (tmp_path / "data" / "verbale").iterdir()
    assert accounts.name.endswith(".accounts")
    assert accounts.parent.stat().st_mode & 0o077 == 0
    monkeypatch.chdir(tmp_path)
    assert "Ida" in run("accounts", "list", both[1]).output
    assert "nothing has been watched for it" in run("versions", both[1]).output


def test_a_build_makes_the_record_and_adds_to_it(new_schema: NewAddress, tmp_path: Path) -> None:
    address = str(new_schema())
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    for summary in ("1 story read", "0 stories read, 1 known before"):
        built = run("build", tmp_path / "a.txt", "-o", address, "--jobs", "1")
        assert built.exit_code == 0, built.output
        assert f"{address}: {summary}" in built.stderr
    assert "2031-05-13" in run("show", address).output
    with open_database(address).reading() as connection:
        known = text("SELECT reltuples FROM pg_class WHERE oid = 'listed_statements'::regclass")
        assert connection.execute(known).scalar_one() >= 0, "the server knows how many rows there are"
