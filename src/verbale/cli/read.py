"""`verbale read`: what each story says, printed story by story."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from verbale.cli.exits import complain, exit_code
from verbale.cli.options import Actors, Debug, Jobs, Json, Language, Paths, Pipeline
from verbale.cli.progress import progress
from verbale.ingest.outcome import Outcome, Refusal

Explain = Annotated[
    bool, typer.Option("--explain", help="Print why: rule, lexicon entry and words behind every field.")
]
Html = Annotated[
    Path | None,
    typer.Option(
        "--html",
        metavar="FILE",
        help="With --explain: write one web page, with the stories highlighted, instead of printing.",
        dir_okay=False,
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("read")(read)


def read(
    paths: Paths,
    as_json: Json = False,
    explain: Explain = False,
    html: Html = None,
    actors: Actors = None,
    pipeline: Pipeline = None,
    language: Language = None,
    jobs: Jobs = 1,
    debug: Debug = False,
) -> None:
    """Read stories and print what each says: contacts, and statements with who made and who reported them.

    Exit code: 0 all read, 3 some refused, 1 some failed, 2 wrong usage.
    """
    # here: loading spaCy takes a second that `--help` need not wait for
    from verbale.cli.human import reading_lines
    from verbale.ingest import find_stories
    from verbale.model import Reading
    from verbale.read.form import reading_to_json
    from verbale.read.parallel import ReadSettings, read_all
    from verbale.show.explain import explain_lines
    from verbale.show.explain_page import explain_page

    if html is not None and not explain:
        raise typer.BadParameter("--html goes with --explain")
    if explain and as_json:
        raise typer.BadParameter("--json already has the grounds of every field; --explain is for people")
    explained: list[Reading] = []
    settings = ReadSettings(language, pipeline, tuple(actors or ()))
    seen: set[Outcome] = set()
    with progress("reading") as advance:
        for result in read_all(find_stories(paths), settings, jobs):
            if isinstance(result, Refusal):
                complain(result, debug=debug)
                seen.add(result.outcome)
            elif isinstance(result, Reading):
                if html is not None:
                    explained.append(result)
                elif explain:
                    print("\n".join(explain_lines(result)), flush=True)
                else:
                    print(
                        reading_to_json(result) if as_json else "\n".join(reading_lines(result)), flush=True
                    )
            advance()
    if html is not None:
        html.write_text(explain_page(explained), encoding="utf-8")
    raise typer.Exit(exit_code(seen))
