"""Which version of Verbale made the commitments that a record holds."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from sqlalchemy import Connection

from verbale.read.parallel import code_version
from verbale.record.sources import get_state

# What decides how statements become commitments, besides some files of each language.
PARTS = ("model.py", "fold.py", "times", "actors", "reconcile", "review", "record")
LANGUAGE_FILES = ("commitments.toml", "times.toml")


@cache
def commitments_version() -> str:
    """Names what makes commitments of statements; with an equal version they are the same."""
    folders = sorted(f.name for f in files("verbale").joinpath("languages").iterdir() if f.is_dir())
    return code_version(
        [*PARTS, *(f"languages/{folder}/{name}" for folder in folders for name in LANGUAGE_FILES)]
    )


def are_current(connection: Connection) -> bool:
    """Whether the commitments are those of the statements, as this version of Verbale makes them."""
    return get_state(connection, "commitments") == commitments_version()
