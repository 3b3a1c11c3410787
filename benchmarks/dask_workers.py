#!/usr/bin/env python3
"""What a second Dask worker brings: the same harvest with one worker and with two, each a process of its own.

    python3 benchmarks/dask_workers.py [--pages 400] [--relevant 0.05]

Seconds count from when all workers have loaded what they need.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from news_archive import write_archives

from tests.harvest.cluster import cluster
from verbale.harvest.engines.cluster import DaskEngine
from verbale.harvest.shards import Shard, find_shards
from verbale.harvest.task import HarvestSettings, load_harvest_tools

FILES = 12


def load() -> int:
    """Load the tools in a worker."""
    return len(load_harvest_tools(()).reading)


def timed(folder: Path, shards: list[Shard], workers: int) -> float:
    """Seconds that the shards take so many workers."""
    from dask.distributed import Client

    folder.mkdir()
    with cluster(folder, workers) as (address, _):
        with Client(address, timeout=30) as client:
            client.wait_for_workers(workers, timeout=60)
            client.run(load)
        begun = time.perf_counter()
        done = list(DaskEngine(address).run(shards, HarvestSettings(folder / "out", version="benchmark")))
        seconds = time.perf_counter() - begun
    assert len(done) == len(shards)
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--relevant", type=float, default=0.05)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_archives(folder / "in", options.pages, FILES, relevant=options.relevant)
        shards = [s for s in find_shards([folder / "in"]) if isinstance(s, Shard)]
        seconds = {n: timed(folder / str(n), shards, n) for n in (1, 2)}
    for n, took in seconds.items():
        print(f"{n} worker{'s' * (n > 1)}: {took:.2f} s for {options.pages} pages, {FILES} shards")
    print(f"ratio: {seconds[1] / seconds[2]:.2f} (target 1.8)")


if __name__ == "__main__":
    main()
