#!/usr/bin/env python3
"""How long a harvest takes against FastWARC and Resiliparse alone, on the same files, in as many processes.

    python3 benchmarks/harvest.py [--pages 2000] [--jobs 2] [--rounds 2] [--relevant 0.01]

The full size is `--pages 20000`. Both sides alternate. Seconds are those of the processor, of all processes
together, from when they have loaded what they need, which is told apart; memory is the peak of each process
after each of its files. `--relevant 0` measures the harvest without the reading of what is kept.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from news_archive import write_archives

FILES_PER_PROCESS = 4


def bare(path: Path) -> int:
    """What any harvest must do: unpack, decode, extract."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType
    from resiliparse.extract.html2text import extract_plain_text

    pages = 0
    for record in ArchiveIterator(str(path), record_types=WarcRecordType.response):
        text = record.reader.read().decode("utf-8")
        extract_plain_text(text, main_content=True, alt_texts=False, links=False, comments=False)
        pages += 1
    return pages


def _bare(out: Path) -> Callable[[Path], int]:
    return bare


def _verbale(out: Path) -> Callable[[Path], int]:
    from verbale.harvest.shards import Shard, find_shards
    from verbale.harvest.task import HarvestSettings, harvest_shard, load_harvest_tools

    settings = HarvestSettings(out, version="benchmark")
    load_harvest_tools(settings.actors)

    def harvest(path: Path) -> int:
        (shard,) = find_shards([path])
        assert isinstance(shard, Shard)
        return harvest_shard(shard, settings).pages

    return harvest


def _work(
    load: Callable[[Path], Callable[[Path], int]], out: Path, paths: Sequence[Path], ready: Any, results: Any
) -> None:
    begun = time.perf_counter()
    do = load(out)
    loaded = time.perf_counter() - begun
    ready.wait()
    begun, cpu, pages, peaks = time.perf_counter(), time.process_time(), 0, []
    for path in paths:
        pages += do(path)
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    results.put((loaded, time.perf_counter() - begun, time.process_time() - cpu, pages, peaks))


def timed(
    load: Callable[[Path], Callable[[Path], int]], out: Path, paths: Sequence[Path], jobs: int
) -> list[Any]:
    """Do the files in so many processes: seconds to load, to work, of the processor; pages; peaks in MB."""
    spawn = multiprocessing.get_context("spawn")
    ready, results = spawn.Barrier(jobs), spawn.Queue()
    processes = [
        spawn.Process(target=_work, args=(load, out, paths[i::jobs], ready, results)) for i in range(jobs)
    ]
    for process in processes:
        process.start()
    found = [results.get() for _ in processes]
    for process in processes:
        process.join()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--relevant", type=float, default=0.01)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = FILES_PER_PROCESS * options.jobs
        paths = write_archives(Path(folder, "in"), options.pages, files, relevant=options.relevant)
        size = sum(p.stat().st_size for p in paths) / 1e6
        print(f"{options.pages} pages, {size:.0f} MB packed, {options.jobs} processes")
        best: dict[str, float] = {}
        for number in range(options.rounds):
            for name, load in (("bare", _bare), ("verbale", _verbale)):
                found = timed(load, Path(folder, f"out{number}"), paths, options.jobs)
                seconds, cpu = max(f[1] for f in found), sum(f[2] for f in found)
                best[name] = min(cpu, best.get(name, cpu))
                pages = sum(f[3] for f in found)
                peaks = " ".join(f"[{', '.join(map(str, f[4]))}]" for f in found)
                speed = f"{pages / cpu:.0f} pages a second of the processor"
                print(f"{name:8} {seconds:6.2f} s, {cpu:6.2f} s of the processor, {speed}", flush=True)
                print(f"         loaded in {max(f[0] for f in found):.1f} s; peaks in MB {peaks}", flush=True)
        print(f"ratio of the best: {best['verbale'] / best['bare']:.2f} (target 1.4)")


if __name__ == "__main__":
    main()
