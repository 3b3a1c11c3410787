"""What the actor files given to builds say of actors, kept with the record, so that pages can tell it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from verbale.actors.registry import ActorRegistry, read_actor_file, registry_with
from verbale.actors.schema import ActorIn
from verbale.record.database import Database
from verbale.record.sources import get_state, set_state

KEY = "actors described"


def keep_actor_files(database: Database, files: Iterable[Path]) -> None:
    """Keep what files say of actors in a record; of one described before, what was said last counts.

    Raises:
        LexiconError: a file is missing or an entry is not of the shape.
    """
    given = {
        actor.id: actor.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        for file in files
        for actor in read_actor_file(file)
    }
    with database.reading() as connection:
        if given.items() <= _held(connection).items():
            return
    with database.writing() as connection:
        kept = json.dumps({**_held(connection), **given}, ensure_ascii=False, sort_keys=True)
        set_state(connection, KEY, kept)


def described_actors(connection: Connection) -> ActorRegistry:
    """The packaged actors, and those that the record's files describe."""
    return _registry(get_state(connection, KEY) or "{}")


def _held(connection: Connection) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(get_state(connection, KEY) or "{}")
    return found


@lru_cache(maxsize=2)
def _registry(kept: str) -> ActorRegistry:
    return registry_with(ActorIn.model_validate(form) for form in json.loads(kept).values())
