"""`verbale build`: from stories to a record."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from itertools import chain
from typing import Annotated

import typer

from verbale.address import shown
from verbale.cli.exits import complain, exit_code
from verbale.cli.options import Actors, Debug, Language, Paths, Pipeline
from verbale.ingest.outcome import Outcome, Refusal

Out = Annotated[
    str,
    typer.Option(
        "--out",
        "-o",
        metavar="RECORD",
        help="The record to make or to add to: a file (SQLite), or postgresql://USER@HOST/DATABASE.",
    ),
]
BuildJobs = Annotated[
    int | None,
    typer.Option(
        "--jobs", min=1, metavar="N", help="How many processes read.", show_default="the number of processors"
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("build")(build)


def build(
    paths: Paths,
    out: Out,
    actors: Actors = None,
    pipeline: Pipeline = None,
    language: Language = None,
    jobs: BuildJobs = None,
    debug: Debug = False,
) -> None:
    """Read stories, group what they tell into one account of each contact, and keep all of it in a record.

    What `verbale harvest` has read is taken as it is. Running it again adds what is new and changes nothing
    else; stopped anywhere, the same command completes it.
    Exit code: 0 all read, 3 some refused, 1 some failed, 2 wrong usage, 130 interrupted.
    """
    # here: loading spaCy takes a second that `--help` need not wait for
    from verbale.cli.build_progress import build_progress
    from verbale.ingest.find import find_stories
    from verbale.read.parallel import ReadSettings, Result
    from verbale.record.building import build as build_record
    from verbale.record.database import open_database
    from verbale.record.described import keep_actor_files
    from verbale.record.harvested import already_read, parts_under, unread

    settings = ReadSettings(language, pipeline, tuple(actors or ()))
    reader = settings.version()
    parts, others = parts_under(paths)
    seen: set[Outcome] = set()
    with build_progress(paths) as progress:

        def on_story(result: Result) -> None:
            if isinstance(result, Refusal):
                complain(result, debug=debug)
                seen.add(result.outcome)
            progress.advance()

        database = open_database(out, create=True)
        keep_actor_files(database, settings.actors)
        report = build_record(
            database,
            chain(find_stories(others), unread(parts, reader)),
            settings,
            reader=reader,
            now=lambda: datetime.now().astimezone(),
            jobs=jobs or os.cpu_count() or 1,
            readings=already_read(parts, reader),
            on_story=on_story,
            on_reconciling=progress.reconciling,
        )
    print(f"{shown(out)}: {report.summary()}", file=sys.stderr)
    raise typer.Exit(exit_code(seen))
