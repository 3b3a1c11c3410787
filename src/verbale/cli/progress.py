"""A progress display on standard error, while that is a terminal and the data go elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)


@contextmanager
def progress(what: str, total: int | None = None) -> Iterator[Callable[[], None]]:
    """Show how many things are done; the function given is called after each.

    Args:
        total: None when nobody knows beforehand, as with a .jsonl.
    """
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    display = Progress(
        *columns,
        console=console,
        transient=True,
        disable=not console.is_terminal or sys.stdout.isatty(),
        redirect_stdout=False,  # Rich would send the data to the terminal, too
    )
    with display:
        task = display.add_task(what, total=total)
        yield lambda: display.advance(task)
