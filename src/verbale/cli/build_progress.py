"""How far a build has come: a bar on a terminal, now and then a plain line elsewhere. On standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from verbale.ingest.find import find_stories

PLAIN_EVERY_SECONDS = 10.0


class BuildProgress(Protocol):
    """What a build tells of itself."""

    def advance(self) -> None:
        """One more story is done."""
        ...

    def reconciling(self) -> None:
        """All are read; the accounts are made."""
        ...


@contextmanager
def build_progress(paths: Iterable[Path]) -> Iterator[BuildProgress]:
    """Show a build's progress while it runs."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _Plain()
        return
    # Counting opens no story (a .jsonl is run through once).
    total = sum(1 for _ in find_stories(paths))
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as display:
        yield _Bar(display, total)


class _Bar:
    def __init__(self, display: Progress, total: int) -> None:
        self._display = display
        self._task = display.add_task("reading", total=total)

    def advance(self) -> None:
        self._display.advance(self._task)

    def reconciling(self) -> None:
        self._display.update(self._task, description="reconciling")


@dataclass(slots=True)
class _Plain:
    done: int = 0
    last: float = field(default_factory=time.monotonic)

    def advance(self) -> None:
        self.done += 1
        if time.monotonic() - self.last >= PLAIN_EVERY_SECONDS:
            self.last = time.monotonic()
            print(f"{self._told()} done", file=sys.stderr, flush=True)

    def reconciling(self) -> None:
        if self.done and time.monotonic() - self.last >= 1:
            print(f"{self._told()} done; reconciling", file=sys.stderr, flush=True)

    def _told(self) -> str:
        return "1 story" if self.done == 1 else f"{self.done} stories"
