"""`verbale harvest`: archives of the web to Parquet parts of articles and readings."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from verbale.cli.exits import ExitCode, one_line
from verbale.cli.options import Actors, Json
from verbale.errors import VerbaleError

if TYPE_CHECKING:
    from verbale.harvest.run import Engine, Event


class EngineName(StrEnum):
    """What runs the tasks."""

    LOCAL = "local"
    DASK = "dask"


class HarvestError(VerbaleError):
    """A harvest cannot be begun."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("harvest")(harvest)


def harvest(
    sources: Annotated[
        list[Path],
        typer.Argument(
            metavar="SOURCE...",
            help="WARC (.gz, .zst, .lz4), Parquet, .jsonl (.gz, .zst), saved feeds, folders of stories.",
        ),
    ],
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="DIR", help="The folder of parts and manifest.")
    ],
    actors: Actors = None,
    engine: Annotated[EngineName, typer.Option("--engine", help="What runs the tasks.")] = EngineName.LOCAL,
    scheduler: Annotated[
        str | None,
        typer.Option("--scheduler", metavar="ADDRESS", help="Of the Dask cluster: tcp://HOST:8786."),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", min=1, metavar="N", help="Processes.", show_default="the number of processors"
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Read every page, also those that seem to tell of no leaders.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Read what archives of the web hold about leaders, shard by shard; `verbale build` takes the output.

    Running it again does only what is not done yet; killed anywhere, the same command completes it.
    Exit code: 0 all done, 3 some inputs could not be read whole, 1 some shards not done, 2 wrong usage.
    """
    if (engine is EngineName.DASK) != (scheduler is not None):
        raise typer.BadParameter("--engine dask and --scheduler ADDRESS go together")
    try:
        from verbale.harvest.run import harvest as run
        from verbale.harvest.shards import find_shards
        from verbale.harvest.task import HarvestSettings
    except ImportError as e:
        raise HarvestError(
            f"{e.name} is not installed; install Verbale with its extra: verbale[harvest]"
        ) from e
    from verbale.read.parallel import ReadSettings

    files = tuple(actors or ())
    version = ReadSettings(actors=files).version() + (" all" if everything else "")
    settings = HarvestSettings(out.absolute(), files, everything, version)
    out.mkdir(parents=True, exist_ok=True)
    counts: Counter[str] = Counter()
    for event in run(find_shards(sources), settings, _engine(engine, scheduler, jobs)):
        _count(event, counts)
        if as_json:
            print(json.dumps(_as_json(event), ensure_ascii=False), flush=True)
        else:
            _tell(event)
    _sum_up(counts, out)
    raise typer.Exit(
        ExitCode.FAILED if counts["undone"] else ExitCode.REFUSED if counts["trouble"] else ExitCode.OK
    )


def _engine(name: EngineName, scheduler: str | None, jobs: int | None) -> Engine:
    if name is EngineName.DASK:
        from verbale.harvest.engines.cluster import DaskEngine

        return DaskEngine(scheduler or "")
    from verbale.harvest.engines.local import LocalEngine

    return LocalEngine(jobs or os.cpu_count() or 1)


def _count(event: Event, counts: Counter[str]) -> None:
    from verbale.harvest.manifest import Done
    from verbale.harvest.run import Known, Undone

    if isinstance(event, Undone):
        counts["undone"] += 1
        return
    done = event.done if isinstance(event, Known) else event
    if not isinstance(done, Done):
        counts["trouble"] += 1
        return
    counts["known" if isinstance(event, Known) else "done"] += 1
    counts["trouble"] += bool(done.trouble)
    for name in ("pages", "kept", "read", "refused", "failed"):
        counts[name] += getattr(done, name)


def _as_json(event: Event) -> dict[str, Any]:
    from verbale.harvest.manifest import Done
    from verbale.harvest.run import Known, Undone

    match event:
        case Done():
            return {"event": "done", **event.model_dump()}
        case Known():
            return {"event": "known", **event.done.model_dump()}
        case Undone():
            return {"event": "undone", "paths": event.shard.paths, "reason": event.reason}
    return {"event": "missing", "path": event.path, "reason": event.reason}


def _tell(event: Event) -> None:
    """One line for each shard and each piece of trouble, on standard error."""
    from verbale.harvest.manifest import Done
    from verbale.harvest.run import Known, Undone
    from verbale.harvest.shards import Missing

    match event:
        case Done():
            more = f" and {len(event.paths) - 1} more" if len(event.paths) > 1 else ""
            name = one_line(event.paths[0] + more)
            print(f"done: {name}: {event.pages} pages, {event.kept} kept, {event.read} read", file=sys.stderr)
            for reason in event.trouble:
                print(f"incomplete: {name}: {one_line(reason)}", file=sys.stderr)
        case Known():  # nothing was done, but it is still incomplete, which the exit code says too
            for reason in event.done.trouble:
                print(f"incomplete: {one_line(event.done.paths[0])}: {one_line(reason)}", file=sys.stderr)
        case Undone():
            print(f"failed: {one_line(event.shard.paths[0])}: {one_line(event.reason)}", file=sys.stderr)
        case Missing():
            print(f"refused: {one_line(event.path)}: {one_line(event.reason)}", file=sys.stderr)


def _sum_up(counts: Counter[str], out: Path) -> None:
    known = f", {counts['known']} known before" if counts["known"] else ""
    undone = f", {counts['undone']} not done" if counts["undone"] else ""
    pages = ", ".join(f"{counts[name]} {name}" for name in ("pages", "kept", "read", "refused", "failed"))
    print(f"{out}: {counts['done']} shards done{known}{undone}; {pages}", file=sys.stderr)
