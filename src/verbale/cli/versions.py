"""`verbale versions`: what papers have changed in stories that a watch has fetched."""

from __future__ import annotations

import json
from contextlib import closing
from typing import Annotated

import typer

from verbale.address import shown
from verbale.cli.exits import one_line
from verbale.cli.options import Json
from verbale.errors import VerbaleError


class VersionsUnknown(VerbaleError):
    """There is no watch of this record, or it has no such story."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("versions")(versions)


def versions(
    record: Annotated[str, typer.Argument(metavar="RECORD", help="A record that `verbale watch` fills.")],
    story: Annotated[
        str | None, typer.Argument(metavar="[URL]", help="A story's address; without it, which have changed.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List the stories that changed after they were first fetched, or show what changed in one."""
    from verbale.watch.store import open_store, store_path
    from verbale.watch.versions import changed_stories, changes, versions_of

    path = store_path(record)
    if not path.exists():
        raise VersionsUnknown(f"{shown(record)}: nothing has been watched for it (there is no {path.name})")
    with closing(open_store(path)) as db:
        if story is None:
            for url, count in changed_stories(db):
                told = {"url": url, "versions": count}
                print(json.dumps(told, ensure_ascii=False) if as_json else f"{count}  {one_line(url)}")
            return
        found = versions_of(db, story)
    if not found:
        raise VersionsUnknown(f"{shown(record)}: no such story: {one_line(story)}")
    if as_json:
        for version in found:
            print(json.dumps({"fetched_at": version.fetched_at, "text": version.text}, ensure_ascii=False))
        return
    lines = list(changes(found))
    for line in lines or [f"one version, fetched at {found[0].fetched_at}"]:
        print(one_line(line))
