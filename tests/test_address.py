"""Addresses of records: what is shown of them, and what stands beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from verbale.address import beside, is_postgresql, shown


@pytest.mark.parametrize(
    ("address", "in_words"),
    [
        ("crisis.db", "crisis.db"),
        ("postgresql://ida:se:cr@et@db.example/crisis", "postgresql://ida@db.example/crisis"),
        ("postgres://ida@db:5433/crisis?sslmode=require", "postgres://ida@db:5433/crisis?sslmode=require"),
        ("postgresql:///crisis?user=ida&password=secret", "postgresql:///crisis?user=ida&password=***"),
        ("postgresql:///crisis?sslpassword=secret&host=/run", "postgresql:///crisis?sslpassword=***&host=/run"),
    ],
)  # fmt: skip
def test_no_password_is_shown(address: str, in_words: str) -> None:
    assert shown(address) == in_words


@pytest.mark.parametrize(
    ("address", "file"),
    [
        (Path("desk/crisis.db"), "desk/crisis.db.watch"),
        ("desk/crisis.db", "desk/crisis.db.watch"),
        ("postgresql:///crisis", "/data/crisis.watch"),
        # who connects, and how, does not matter; which record it is, does
        ("postgresql://ida:secret@db.example/crisis?sslmode=require", "/data/db.example-crisis.watch"),
        ("postgresql://db/crisis?options=-csearch_path%3Diran", "/data/db-crisis-csearch_path-iran.watch"),
        ("postgresql:///../etc/passwd", "/data/..-etc-passwd.watch"),
    ],
)  # fmt: skip
def test_what_stands_beside_a_record(address: Path | str, file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert beside(address, "watch").as_posix().replace("/verbale/", "/") == file


def test_a_file_may_have_any_name() -> None:
    assert not is_postgresql(Path("postgresql:/x"))
    assert not is_postgresql("postgresql.db")
    assert is_postgresql("postgres://x")
