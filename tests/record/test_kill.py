"""A build that is killed leaves a record that opens, and that the same build completes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from verbale.record import Database, open_database

PROGRAM = Path(__file__).parent / "invented_reader.py"
STORIES = 120
Printed = Callable[[Database], str]


def start(record: Path, jobs: int, seconds: float) -> subprocess.Popen[bytes]:
    arguments = [str(record), str(STORIES), str(jobs), str(seconds)]
    program = subprocess.Popen(
        [sys.executable, str(PROGRAM), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert program.stdout is not None
    program.stdout.readline()  # it has begun
    return program


def run_to_the_end(record: Path, jobs: int = 1) -> None:
    program = start(record, jobs, 0.0)
    _, errors = program.communicate(timeout=120)
    assert program.returncode == 0, errors.decode()


def is_sound(database: Database) -> bool:
    with database.reading() as connection:
        whole = connection.execute(text("PRAGMA integrity_check")).scalar()
        return whole == "ok" and not connection.execute(text("PRAGMA foreign_key_check")).all()


def readings_in(database: Database) -> int:
    with database.reading() as connection:
        return int(connection.execute(text("SELECT count(*) FROM readings")).scalar_one())


def wait_for_more(record: Path, program: subprocess.Popen[bytes], before: int) -> None:
    """Until the build has committed something: a busy machine starts worker processes slowly."""
    database = open_database(record)
    for _ in range(600):
        if program.poll() is not None or readings_in(database) > before:
            return
        time.sleep(0.05)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    record = tmp_path_factory.mktemp("undisturbed") / "record.db"
    run_to_the_end(record)
    return record


@pytest.mark.parametrize(
    ("how", "jobs"), [(signal.SIGKILL, 1), (signal.SIGKILL, 2), (signal.SIGINT, 1), (signal.SIGINT, 2)]
)
def test_killed_builds_are_completed(
    tmp_path: Path, undisturbed: Path, printed: Printed, how: signal.Signals, jobs: int
) -> None:
    record, chance = tmp_path / "record.db", random.Random(how * 10 + jobs)
    seen: list[int] = []
    for attempt in range(6):
        program = start(record, jobs, 0.02)
        if attempt % 2:
            wait_for_more(record, program, seen[-1])
        time.sleep(chance.uniform(0.0, 0.4))
        if how is signal.SIGINT:
            os.killpg(program.pid, how)  # as a terminal does: to the workers, too
        else:
            os.kill(program.pid, how)
        program.communicate(timeout=60)
        database = open_database(record)
        assert is_sound(database)
        seen.append(readings_in(database))
    assert seen == sorted(seen), "what was committed is never lost"
    assert any(0 < count < STORIES for count in seen), "at least one build was stopped in the middle"
    run_to_the_end(record)
    assert is_sound(open_database(record))
    assert printed(open_database(record)) == printed(open_database(undisturbed))


def test_workers_end_with_their_killed_parent(tmp_path: Path) -> None:
    program = start(tmp_path / "record.db", 2, 0.2)
    time.sleep(2.0)
    group = program.pid
    program.kill()
    program.wait()
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    os.killpg(group, signal.SIGKILL)
    pytest.fail("worker processes outlived the build")
