"""The `verbale` command: parses, calls, prints; everything else is in the packages above."""

from __future__ import annotations

import logging
import sys
import warnings
from importlib.metadata import version
from io import TextIOWrapper
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from verbale.cli import (
    accounts,
    build,
    commitments,
    export,
    harvest,
    read,
    review,
    serve,
    show,
    versions,
    watch,
)
from verbale.cli.exits import errors_as_lines


class _Commands(TyperGroup):
    """All commands; the one place where errors become lines and exit codes."""

    def invoke(self, ctx: Any) -> Any:
        with errors_as_lines():
            return super().invoke(ctx)


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"verbale {version('verbale')}")
        raise typer.Exit()


@app.callback()
def verbale(
    print_version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Keep the minutes of contacts between leaders.

    Verbale reads news stories and official readouts: who spoke with whom, and who is reported to have said
    what, according to whom. Every value points at the words it was read from.
    """


for command in (read, build, show, commitments, review, serve, accounts, export, harvest, watch, versions):
    command.register(app)


def main() -> None:
    """Run the command line. Data go to standard output as UTF-8, everything else to standard error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    # Libraries warn and log on standard error, where the user expects one line for each refused story.
    logging.getLogger().addHandler(logging.NullHandler())
    warnings.simplefilter("ignore")
    app()


if __name__ == "__main__":
    main()
