"""A PostgreSQL server of the tests' own, in a temporary folder, where one can be started."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

# PostgreSQL refuses to run as root.
INSTEAD_OF_ROOT = "nobody"
DEBIAN = "/usr/lib/postgresql"
# Nothing of it has to outlive the tests. Words are sorted as a dictionary does, so that what relies on the
# database's own order is noticed.
SETTINGS = ("fsync=off", "full_page_writes=off", "listen_addresses=", "max_connections=300", "jit=off")
INIT = ("--no-sync", "-A", "trust", "-U", "verbale", "-E", "UTF8", "--locale=C")
LINGUISTIC = ("--locale-provider=icu", "--icu-locale=en")


class NoServer(Exception):
    """No server can be started here, and why."""


@contextmanager
def running() -> Iterator[str]:
    """The address of a server, without the name of a database.

    Raises:
        NoServer: none can be started.
    """
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    who: dict[str, Any] = {}
    if os.geteuid() == 0:
        who = {"user": INSTEAD_OF_ROOT, "extra_groups": []}
        shutil.chown(folder, INSTEAD_OF_ROOT)
    log = (folder / "log").open("wb")
    server = None
    try:
        _make_cluster(programs, folder, who, log)
        options = [word for s in (*SETTINGS, f"unix_socket_directories={folder}") for word in ("-c", s)]
        server = subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", *options], stderr=log, cwd="/", **who
        )
        _wait_for(server, folder)
        yield f"postgresql://verbale@/postgres?host={quote(str(folder), safe='')}"
    finally:
        if server is not None:
            server.send_signal(signal.SIGINT)
            server.wait()
        log.close()
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    found = shutil.which("postgres")
    folders = [Path(found).parent] if found else []
    folders += sorted(Path(DEBIAN).glob("*/bin"), reverse=True)
    for folder in folders:
        if (folder / "postgres").exists() and (folder / "initdb").exists():
            return folder
    raise NoServer("PostgreSQL is not installed")


def _make_cluster(programs: Path, folder: Path, who: dict[str, Any], log: Any) -> None:
    for order in (LINGUISTIC, ()):
        command = [programs / "initdb", "-D", folder / "data", *INIT, *order]
        if subprocess.run(command, stdout=log, stderr=log, cwd="/", check=False, **who).returncode == 0:
            return
        shutil.rmtree(folder / "data", ignore_errors=True)
    raise NoServer(f"initdb fails: {(folder / 'log').read_text()[-500:]}")


def _wait_for(server: subprocess.Popen[bytes], folder: Path) -> None:
    import psycopg

    for _ in range(600):
        if server.poll() is not None:
            raise NoServer(f"the server ended: {(folder / 'log').read_text()[-500:]}")
        try:
            psycopg.connect(host=str(folder), user="verbale", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise NoServer("the server does not answer")
