"""A Dask cluster on loopback: a scheduler and workers, each a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

START_SECONDS = 30
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A cluster as long as the block: the scheduler's address, and the workers' processes."""
    told = folder / "scheduler.json"
    dask = [sys.executable, "-m", "dask"]
    ports = ["--port", "0", "--no-dashboard"]
    started = [
        subprocess.Popen(
            [*dask, "scheduler", "--host", "127.0.0.1", *ports, "--scheduler-file", told],
            **QUIET,  # type: ignore[call-overload]
        )
    ]
    try:
        deadline = time.monotonic() + START_SECONDS
        while not told.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        address = json.loads(told.read_bytes())["address"]
        options = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", folder]
        for _ in range(workers):
            started.append(subprocess.Popen([*dask, "worker", address, *options], **QUIET))  # type: ignore[call-overload]
        yield address, started[1:]
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()
