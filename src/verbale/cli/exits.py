"""How a command ends: exit codes, and the one place where errors become a line on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import IntEnum

import typer

from verbale.errors import VerbaleError
from verbale.ingest.outcome import Outcome, Refusal


class ExitCode(IntEnum):
    """Documented in docs/cli.md; 2 is Typer's own."""

    OK = 0
    FAILED = 1
    USAGE = 2
    REFUSED = 3
    INTERRUPTED = 130
    BROKEN_PIPE = 141


def exit_code(outcomes: Iterable[Outcome]) -> ExitCode:
    """The code for a run over many inputs: a failure weighs more than a refusal."""
    seen = set(outcomes)
    if Outcome.FAILED in seen:
        return ExitCode.FAILED
    return ExitCode.REFUSED if Outcome.REFUSED in seen else ExitCode.OK


def one_line(text: str) -> str:
    """A text for one line of a terminal: control characters and line ends are written out."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def complain(refusal: Refusal, *, debug: bool = False) -> None:
    """One line on standard error for an input without a reading; with `debug` a failure's trace before it."""
    if debug and refusal.trace:
        print(refusal.trace, file=sys.stderr, end="")
    print(f"{refusal.outcome}: {one_line(refusal.path)}: {one_line(refusal.reason)}", file=sys.stderr)


@contextmanager
def errors_as_lines() -> Iterator[None]:
    """Turn what ends a command early into one line and an exit code.

    Raises:
        typer.Exit: in place of a VerbaleError, an interrupt, or a reader that closed the pipe.
    """
    try:
        yield
        sys.stdout.flush()
    except VerbaleError as e:
        print(f"verbale: {one_line(str(e))}", file=sys.stderr)
        raise typer.Exit(ExitCode.FAILED) from e
    except KeyboardInterrupt as e:
        print("verbale: interrupted", file=sys.stderr)
        raise typer.Exit(ExitCode.INTERRUPTED) from e
    except BrokenPipeError as e:
        # Python flushes standard output once more when it ends, which would fail again, with a trace
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(ExitCode.BROKEN_PIPE) from e
    except OSError as e:  # a full disk, an output file in a folder that may not be written
        print(f"verbale: {one_line(str(e))}", file=sys.stderr)
        raise typer.Exit(ExitCode.FAILED) from e
