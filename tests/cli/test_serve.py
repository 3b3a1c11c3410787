"""`verbale serve` from the outside: it answers, and a port that is taken is said in one line."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

from verbale.cli.exits import ExitCode
from verbale.record import open_database

SERVE = [sys.executable, "-m", "verbale.cli.main", "serve"]


def test_it_answers_where_it_says_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    open_database(tmp_path / "r.db", create=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [*SERVE, tmp_path / "r.db", "--port", str(port)], stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    line = server.stdout.readline()
    address = f"http://127.0.0.1:{port}/"
    assert address in line
    with urlopen(address) as answer:
        assert "Verbale" in answer.read().decode()
    server.send_signal(signal.SIGINT)
    assert server.wait(30) in (0, ExitCode.INTERRUPTED)


def test_a_port_that_is_taken_is_one_line(tmp_path: Path) -> None:
    open_database(tmp_path / "r.db", create=True)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command = [*SERVE, tmp_path / "r.db", "--port", str(taken.getsockname()[1])]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == ExitCode.FAILED
    assert ended.stdout == ""
    assert "choose another with --port" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
