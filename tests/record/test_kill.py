"""A build that is killed leaves a record that opens, and that the same build completes."""

from __future__ import annotations

import contextlib
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

from verbale.address import Address
from verbale.record import Database, open_database

PROGRAM = Path(__file__).parent / "invented_reader.py"
STORIES = 120
Printed = Callable[[Database], str]


def start(record: Address, jobs: int, seconds: float) -> subprocess.Popen[bytes]:
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


def run_to_the_end(record: Address, jobs: int = 1) -> None:
    program = start(record, jobs, 0.0)
    _, errors = program.communicate(timeout=120)
    assert program.returncode == 0, errors.decode()


def readings_in(database: Database) -> int:
    with database.reading() as connection:
        return int(connection.execute(text("SELECT count(*) FROM readings")).scalar_one())


def wait_for_more(record: Address, program: subprocess.Popen[bytes], before: int) -> None:
    """Until the build has committed something: a busy machine starts worker processes slowly."""
    database = open_database(record, create=True)
    for _ in range(600):
        if program.poll() is not None or readings_in(database) > before:
            return
        time.sleep(0.05)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    record = tmp_path_factory.mktemp("undisturbed") / "record.db"
    run_to_the_end(record)
    return record


# Starting programs takes most of the time, so a server sees two of the four.
@pytest.mark.parametrize(
    ("kind", "how", "jobs"),
    [
        ("sqlite", signal.SIGKILL, 1),
        ("sqlite", signal.SIGKILL, 2),
        ("sqlite", signal.SIGINT, 1),
        ("sqlite", signal.SIGINT, 2),
        ("postgresql", signal.SIGKILL, 1),
        ("postgresql", signal.SIGINT, 2),
    ],
)
def test_killed_builds_are_completed(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    undisturbed: Path,
    printed: Printed,
    is_sound: Callable[[Database], bool],
    kind: str,
    how: signal.Signals,
    jobs: int,
) -> None:
    of_server = kind == "postgresql"
    record: Address = request.getfixturevalue("new_schema")() if of_server else tmp_path / "record.db"
    chance = random.Random(how * 10 + jobs)
    seen: list[int] = []
    for attempt in range(4):
        program = start(record, jobs, 0.02)
        if attempt % 2:
            wait_for_more(record, program, seen[-1])
        time.sleep(chance.uniform(0.0, 0.4))
        with contextlib.suppress(ProcessLookupError):  # a quick machine may have ended by now
            if how is signal.SIGINT:
                os.killpg(program.pid, how)  # as a terminal does: to the workers, too
            else:
                os.kill(program.pid, how)
        program.communicate(timeout=60)
        database = open_database(record, create=True)  # that was killed before it made its tables
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
