"""Processes of this machine. One that dies costs a try of the shard it was at; the others go on."""

from __future__ import annotations

import multiprocessing
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from verbale.errors import VerbaleError
from verbale.harvest.cursor import DEATHS_OF_POISON
from verbale.harvest.manifest import Done
from verbale.harvest.run import Undone
from verbale.harvest.shards import Shard
from verbale.harvest.task import HarvestSettings, harvest_shard
from verbale.read.parallel import follow_parent

# Deaths that one shard may cost beyond those of which its poison is learnt.
TRIES = 4 * DEATHS_OF_POISON


@dataclass(frozen=True, slots=True)
class LocalEngine:
    """So many processes."""

    jobs: int

    def run(self, shards: Sequence[Shard], settings: HarvestSettings) -> Iterator[Done | Undone]:
        """Do the shards.

        Raises:
            VerbaleError: the tools cannot be loaded, here as anywhere.
        """
        left = deque(shards)
        tries: Counter[str] = Counter()
        while left:
            pool = ProcessPoolExecutor(
                min(self.jobs, len(left)),
                multiprocessing.get_context("spawn"),
                initializer=follow_parent,
            )
            running: dict[Future[Done], Shard] = {}
            try:
                yield from _until_broken(pool, running, left, self.jobs, settings)
            except BrokenProcessPool:
                for shard in running.values():
                    tries[shard.id] += 1
                    if tries[shard.id] < TRIES:
                        left.append(shard)
                    else:
                        yield Undone(shard, f"the processes that did it died, {TRIES} times")
            finally:
                pool.shutdown(wait=False, cancel_futures=True)
                for process in list((pool._processes or {}).values()):
                    process.terminate()


def _until_broken(
    pool: ProcessPoolExecutor,
    running: dict[Future[Done], Shard],
    left: deque[Shard],
    jobs: int,
    settings: HarvestSettings,
) -> Iterator[Done | Undone]:
    """Hand out shards, a few ahead, until all are done.

    Raises:
        BrokenProcessPool: a process died; what was handed out stands in `running`.
    """
    while left or running:
        while left and len(running) < 2 * jobs:
            shard = left.popleft()
            running[pool.submit(harvest_shard, shard, settings)] = shard
        finished, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in finished:
            try:
                done = future.result()
            except (BrokenProcessPool, VerbaleError):
                raise
            except OSError as e:
                yield Undone(running.pop(future), f"{e.strerror or e}")
            else:
                running.pop(future)
                yield done
