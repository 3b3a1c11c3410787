"""What there is to harvest: one input file, or some files of a folder, is one shard and one task."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ARCHIVES = (".warc", ".warc.gz", ".warc.zst", ".warc.lz4")
TABLES = (".parquet",)
LINES = (".jsonl", ".jsonl.gz", ".jsonl.zst")
FEEDS = (".rss", ".atom", ".xml")
STORIES = (".txt", ".html", ".htm", ".json")
# Files of a folder that are harvested together.
FILES_PER_SHARD = 500


@dataclass(frozen=True, slots=True)
class Shard:
    """One task.

    Attributes:
        id: of its paths; the name of its part and of its entry in the manifest.
        paths: one file of many pages, or several files of one page each.
        identity: of the files' names, sizes and times of change: another one must be harvested again.
    """

    id: str
    paths: tuple[str, ...]
    identity: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A path that gives no shard, and why, in one clause."""

    path: str
    reason: str


def find_shards(sources: Iterable[Path]) -> Iterator[Shard | Missing]:
    """The shards under files and folders, in a stable order."""
    for source in sources:
        if source.is_dir():
            yield from _in_folder(source)
        elif not source.is_file():
            yield Missing(str(source), "no such file or folder")
        elif not source.name.lower().endswith((*ARCHIVES, *TABLES, *LINES, *FEEDS, *STORIES)):
            known = ", ".join((*ARCHIVES, *TABLES, *LINES, *FEEDS, *STORIES))
            yield Missing(str(source), f"not a kind of file that can be harvested ({known})")
        else:
            yield _shard([source])


def _in_folder(folder: Path) -> Iterator[Shard | Missing]:
    met = False
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        small: list[Path] = []
        for name in sorted(names):
            lower = name.lower()
            if name.startswith("."):
                continue
            if lower.endswith((*ARCHIVES, *TABLES, *LINES, *FEEDS)):
                met = True
                yield _shard([Path(where, name)])
            elif lower.endswith(STORIES):
                small.append(Path(where, name))
        for first in range(0, len(small), FILES_PER_SHARD):
            met = True
            yield _shard(small[first : first + FILES_PER_SHARD])
    if not met:
        yield Missing(str(folder), "nothing in this folder can be harvested")


def _shard(paths: list[Path]) -> Shard:
    names = tuple(str(p) for p in paths)
    stats = [p.stat() for p in paths]
    facts = "\0".join(f"{n}\0{s.st_size}\0{s.st_mtime_ns}" for n, s in zip(names, stats, strict=True))
    return Shard(_digest("\0".join(names)), names, _digest(facts))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:20]
