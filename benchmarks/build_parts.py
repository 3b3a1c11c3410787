#!/usr/bin/env python3
"""How fast `build` takes what a harvest has read, while somebody looks things up in the record.

    python3 benchmarks/build_parts.py [--readings 5000] [--statements 8] [--written-only]

The readings are made up (those of benchmarks/reconcile.py, with statements).
The full size is `--readings 100000`; with `--written-only` it ends before the accounts are made.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from reconcile import readings

from verbale.harvest.parts import write_part
from verbale.harvest.story import Row
from verbale.model import Article, Directness, Reading, Span, SpeechAct, Statement
from verbale.read.form import reading_to_json
from verbale.read.parallel import ReadSettings
from verbale.record import open_database
from verbale.record.building import build
from verbale.record.harvested import already_read, parts_under
from verbale.record.queries import search_statements

READER = "benchmark"
ROWS = 2500
ACTS = list(SpeechAct)


class Written(Exception):
    """All is written; the accounts are not made."""


def told(count: int, statements: int) -> Iterator[Reading]:
    """Readings with so many statements each."""
    drawn = random.Random(3)
    for r in islice(readings(10 * count), count):
        text = r.article.text + "\n\n"
        spans = []
        for _ in range(statements):
            sentence = " ".join(f"w{int(drawn.paretovariate(0.6)) % 20000}" for _ in range(14))
            spans.append(Span(len(text), len(text) + len(sentence)))
            text += sentence + ". "
        people = r.contacts[0].participants
        some = tuple(
            Statement((people[i % 2],), (), ACTS[i % len(ACTS)], span, Directness.INDIRECT)
            for i, span in enumerate(spans)
        )
        article: Article = replace(r.article, text=text, sha256=sha256(text.encode()).hexdigest())
        yield replace(r, article=article, statements=some)


def write_parts(folder: Path, count: int, statements: int) -> int:
    """Write parts; give how many statements they hold."""
    rows: list[Row] = []
    total = number = 0
    for r in told(count, statements):
        total += len(r.statements)
        a = r.article
        row = Row(a.path, len(rows), "read", language=a.language, sha256=a.sha256, text=a.text, reader=READER)
        rows.append(replace(row, reading=reading_to_json(r)))
        if len(rows) == ROWS:
            write_part(folder, f"{number:04}", rows)
            rows, number = [], number + 1
    write_part(folder, f"{number:04}", rows)
    return total


def look_up(record: Path, stop: Any, results: Any) -> None:
    """Search the record again and again."""
    drawn = random.Random(5)
    slowest, count = 0.0, 0
    while not stop.is_set():
        begun = time.perf_counter()
        with open_database(record).reading() as connection:
            search_statements(connection, f"w{drawn.randrange(200)} w{drawn.randrange(20)}", limit=20)
        slowest, count = max(slowest, time.perf_counter() - begun), count + 1
        time.sleep(0.05)
    results.put((count, slowest))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--readings", type=int, default=5000)
    parser.add_argument("--statements", type=int, default=8)
    parser.add_argument("--written-only", action="store_true")
    options = parser.parse_args()
    spawn = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as name:
        folder, record = Path(name, "out"), Path(name, "r.db")
        total = write_parts(folder, options.readings, options.statements)
        database = open_database(record, create=True)
        stop, results = spawn.Event(), spawn.Queue()
        reader = spawn.Process(target=look_up, args=(record, stop, results))
        reader.start()
        parts, _ = parts_under([folder])
        marks = {"written": 0.0}
        begun, cpu = time.perf_counter(), time.process_time()

        def on_reconciling() -> None:
            marks["written"] = time.perf_counter() - begun
            marks["cpu"] = time.process_time() - cpu
            if options.written_only:
                raise Written

        with suppress(Written):
            build(
                database,
                (),
                ReadSettings(),
                reader=READER,
                now=lambda: datetime.now(UTC),
                readings=already_read(parts, READER),
                on_reconciling=on_reconciling,
            )
        whole, whole_cpu = time.perf_counter() - begun, time.process_time() - cpu
        stop.set()
        count, slowest = results.get()
        reader.join()
        print(f"{options.readings} readings, {total} statements, record {record.stat().st_size / 1e6:.0f} MB")
        print(
            f"written with the full-text index: {total / marks['written']:.0f} statements/s, "
            f"{total / marks['cpu']:.0f} per second of the processor (target 5,000)"
        )
        if not options.written_only:
            speeds = f"{total / whole:.0f} statements/s, {total / whole_cpu:.0f} of the processor"
            print(f"with the accounts made: {speeds}")
        print(f"somebody searched all the while: {count} searches, the slowest took {slowest * 1000:.0f} ms")


if __name__ == "__main__":
    main()
