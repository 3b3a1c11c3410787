"""Where a task is in its shard: a page of which processes die is told from one that was met by chance.

A process that dies leaves the number of the page it was at. A page that several processes died of is poison:
it is passed over and gets a row that says so. Deaths for other reasons (a machine that goes down, `kill -9`)
rarely meet the same page so often.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

FOLDER = "working"
DEATHS_OF_POISON = 3
WIDTH = 12


class Cursor:
    """The cursor of one shard; a process that finds one there knows that another died before it."""

    def __init__(self, folder: Path, shard: str) -> None:
        self._path = folder / FOLDER / f"{shard}.at"
        self._deaths_path = folder / FOLDER / f"{shard}.deaths"
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._deaths = self._read_deaths()
        last = self._read_last()
        if last is not None:
            self._deaths[last] += 1
            beside = self._deaths_path.with_suffix(f".{os.getpid()}.tmp")
            beside.write_text(json.dumps(self._deaths), encoding="utf-8")
            os.replace(beside, self._deaths_path)
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o644)

    def is_poison(self, record: int) -> bool:
        """Whether processes died of this page again and again."""
        return self._deaths.get(record, 0) >= DEATHS_OF_POISON

    def at(self, record: int) -> None:
        """Note that this page is being worked on."""
        os.pwrite(self._file, b"%12d" % record, 0)

    def close(self) -> None:
        """The shard is done: nobody died of it."""
        os.close(self._file)
        self._path.unlink(missing_ok=True)
        self._deaths_path.unlink(missing_ok=True)

    def _read_last(self) -> int | None:
        try:
            noted = self._path.read_bytes()
        except FileNotFoundError:
            return None
        return int(noted) if len(noted) == WIDTH and noted.strip().isdigit() else None

    def _read_deaths(self) -> Counter[int]:
        try:
            return Counter({int(k): int(v) for k, v in json.loads(self._deaths_path.read_bytes()).items()})
        except (FileNotFoundError, ValueError, AttributeError):
            return Counter()
