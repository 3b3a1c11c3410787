"""`verbale export`: what a record holds, written out for other hands."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from verbale.cli.options import Record
from verbale.cli.progress import progress
from verbale.cli.records import open_to_show

export_app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Write a record out for other hands."
)


class InterfaceLanguage(StrEnum):
    """A language of the interface."""

    EN = "en"
    FR = "fr"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(export_app, name="export")


@export_app.command("site")
def site(
    record: Record,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder to write: new, or an earlier site.")],
    language: Annotated[
        list[InterfaceLanguage] | None,
        typer.Option(
            "--language",
            help="The language of the interface. May be given several times.",
            show_default="all",
        ),
    ] = None,
    address: Annotated[
        str | None,
        typer.Option("--address", metavar="URL", help="Where OUT will be published; citations then name it."),
    ] = None,
) -> None:
    """Write the pages of the web application as files that open from disk, without a server or a script.

    The folder appears when all is written; a run that was stopped is completed by the same command.
    """
    from verbale.show.text import counted
    from verbale.web.export.write import export_site

    languages = sorted({code.value for code in language or InterfaceLanguage})
    with progress("pages") as done:
        written = export_site(open_to_show(record), out, languages, address=address, done=done)
    known = f", {written.known} of them before" if written.known else ""
    print(f"{counted(written.pages, 'page')} written{known}", file=sys.stderr)
    print(out / "index.html")
