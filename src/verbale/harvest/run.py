"""A run of a harvest: the shards that are not done yet, given to an engine; what came of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from verbale.harvest.manifest import Done, read_entry
from verbale.harvest.shards import Missing, Shard
from verbale.harvest.task import HarvestSettings


@dataclass(frozen=True, slots=True)
class Undone:
    """A shard that could not be done; the same command tries it again."""

    shard: Shard
    reason: str


@dataclass(frozen=True, slots=True)
class Known:
    """A shard that an earlier run has done, with these files and this reader."""

    done: Done


Event = Done | Undone | Known | Missing


class Engine(Protocol):
    """What runs tasks: processes of this machine, or a cluster."""

    def run(self, shards: Sequence[Shard], settings: HarvestSettings) -> Iterator[Done | Undone]:
        """Do the shards, in any order. A task may be done twice; its output is the same."""
        ...


def harvest(shards: Iterable[Shard | Missing], settings: HarvestSettings, engine: Engine) -> Iterator[Event]:
    """Do what is not done yet. Killed anywhere, the same call does the rest."""
    left: list[Shard] = []
    seen: set[str] = set()
    for shard in shards:
        if isinstance(shard, Missing):
            yield shard
        elif shard.id not in seen:
            seen.add(shard.id)
            entry = read_entry(settings.out, shard.id)
            if entry is not None and (entry.identity, entry.settings) == (shard.identity, settings.version):
                yield Known(entry)
            else:
                left.append(shard)
    yield from engine.run(left, settings)
