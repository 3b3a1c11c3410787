"""The manifest of a harvest: which shards are done, with counts and hashes; one small file a shard."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

FOLDER = "manifest"


class Done(BaseModel):
    """A shard that is done.

    Attributes:
        identity: of the input files when they were harvested.
        settings: of the version of the reader and of what was asked for.
        pages, kept, read, refused, failed: how many.
        trouble: what could not be read of the shard, one clause each.
        part: SHA-256 of its part.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    shard: str
    paths: tuple[str, ...]
    identity: str
    settings: str
    pages: int
    kept: int
    read: int
    refused: int
    failed: int
    trouble: tuple[str, ...]
    part: str


def write_entry(folder: Path, done: Done) -> None:
    """Note a shard as done. Its part stands already: a run that is killed in between only does it again."""
    target = folder / FOLDER / f"{done.shard}.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_suffix(f".{os.getpid()}.tmp")
    try:
        with beside.open("w", encoding="utf-8") as file:
            file.write(done.model_dump_json())
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)


def read_entry(folder: Path, shard: str) -> Done | None:
    """The entry of a shard; None when it is not done."""
    try:
        return Done.model_validate_json((folder / FOLDER / f"{shard}.json").read_bytes())
    except (FileNotFoundError, ValidationError):
        return None
