"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from verbale.lexicon import SUPPORTED_LANGUAGES


def _supported(language: str | None) -> str | None:
    if language is not None and language not in SUPPORTED_LANGUAGES:
        raise typer.BadParameter(f"{language!r} is not supported; known: {', '.join(SUPPORTED_LANGUAGES)}")
    return language


Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH...", help="Stories: .txt, .html, .jsonl (one story a line), and folders of them."
    ),
]
Record = Annotated[
    str,
    typer.Argument(
        metavar="RECORD",
        help="A record that `verbale build` made: a file, or postgresql://USER@HOST/DATABASE.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
Actors = Annotated[
    list[Path] | None,
    typer.Option(
        "--actors",
        metavar="FILE",
        help="A file of actors of your own (TOML), besides those built in. May be given several times.",
        exists=True,
        dir_okay=False,
        readable=True,
    ),
]
Pipeline = Annotated[
    str | None,
    typer.Option(
        "--pipeline",
        metavar="NAME",
        help="Another installed spaCy pipeline with Universal Dependencies labels.",
        show_default="the one built in",
    ),
]
Language = Annotated[
    str | None,
    typer.Option(
        "--language",
        metavar="CODE",
        help="Take all stories to be in this language.",
        callback=_supported,
        show_default="found out for each story",
    ),
]
Jobs = Annotated[int, typer.Option("--jobs", min=1, metavar="N", help="How many processes share the work.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show the stack trace of each failure.")]
