"""`verbale accounts` and `verbale serve --auth` from the outside."""

from __future__ import annotations

import subprocess
import sys
from ipaddress import ip_address
from pathlib import Path

import pytest

from verbale.cli.exits import ExitCode
from verbale.cli.serve import ServeError, served_hosts
from verbale.record import open_database

VERBALE = [sys.executable, "-m", "verbale.cli.main"]


def verbale(*words: str | Path, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run([*VERBALE, *words], input=typed, capture_output=True, text=True, check=False)


def test_accounts_are_made_listed_and_removed(tmp_path: Path) -> None:
    record = tmp_path / "r.db"
    open_database(record, create=True)
    refused = verbale("serve", record, "--auth")
    assert (refused.returncode, "nobody has an account" in refused.stderr) == (ExitCode.FAILED, True)
    assert (
        verbale("accounts", "add", record, "Ida", "--right", "admin", typed="a lantern, lit\n").returncode
        == 0
    )
    assert verbale("accounts", "add", record, "Rut", typed="a lantern, lit\n").returncode == 0
    short = verbale("accounts", "password", record, "Rut", typed="short\n")
    assert (short.returncode, "at least 12" in short.stderr) == (ExitCode.FAILED, True)
    assert verbale("accounts", "right", record, "Rut", "view").returncode == 0
    listed = verbale("accounts", "list", record).stdout.splitlines()
    assert [line.split()[::2] for line in listed] == [["admin", "Ida"], ["view", "Rut"]]
    assert verbale("accounts", "remove", record, "Rut").returncode == 0
    assert len(verbale("accounts", "list", record).stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--address", "0.0.0.0"], "give --auth"),
        (["--address", "192.0.2.1"], "give --auth"),
        (["--address", "::"], "give --auth"),
        (["--address", "0.0.0.0", "--auth"], "say with --host"),
        (["--address", "desk"], "is no IP address"),
    ],
)
def test_others_are_not_let_in_by_a_slip(tmp_path: Path, options: list[str], reason: str) -> None:
    open_database(tmp_path / "r.db", create=True)
    ended = verbale("serve", tmp_path / "r.db", *options)
    assert ended.returncode == ExitCode.FAILED
    assert reason in ended.stderr


@pytest.mark.parametrize(
    ("address", "named", "hosts"),
    [
        ("127.0.0.1", [], {"127.0.0.1:80", "localhost:80", "[::1]:80"}),
        ("192.0.2.1", [], {"192.0.2.1:80"}),
        ("2001:db8::1", [], {"[2001:db8::1]:80"}),
        ("192.0.2.1", ["Desk.example"], {"192.0.2.1:80", "desk.example", "desk.example:80"}),
        ("0.0.0.0", ["desk.example:8443"], {"desk.example:8443"}),
    ],
)
def test_the_names_it_is_asked_for_by(address: str, named: list[str], hosts: set[str]) -> None:
    assert served_hosts(ip_address(address), 80, named) == hosts


def test_every_address_needs_a_name() -> None:
    with pytest.raises(ServeError, match="--host"):
        served_hosts(ip_address("::"), 80, [])
