#!/usr/bin/env python3
"""Read annotated time expressions and write what Verbale makes of them, in the form that eval_time.py scores.

    python3 benchmarks/times.py GOLD_DIR [--out DIR] [--scorer eval_time.py] [--show N]

GOLD_DIR holds *.jsonl files of {"id", "dct", "text", "timexes"}; those whose name ends in _fr are French.
For each file the system's answer goes to DIR (a temporary folder by default); with --scorer its figures are
printed. The speed is that of finding alone, on one core, after a warm-up.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from verbale.times import TimeKind, TimeLexicon, find_times, load_time_lexicon
from verbale.times.value import timex_value

FILES = ("recognizers_fr", "recognizers_parser_fr", "duckling_fr", "french_timebank_spans")


def read_story(story: dict, lexicon: TimeLexicon, direction: str | None) -> dict:
    """One line of the system's answer."""
    published = date.fromisoformat(story["dct"])
    timexes = []
    for expression in find_times(story["text"], lexicon):
        if expression.kind is TimeKind.ORDINAL:
            continue
        start, end = expression.span.start, expression.span.end
        timexes.append(
            {
                "s": start,
                "e": end,
                "type": expression.kind.value.upper(),
                "value": timex_value(expression, published, direction=direction),
                "text": story["text"][start:end],
            }
        )
    return {"id": story["id"], "timexes": timexes}


def speed(texts: list[str], lexicon: TimeLexicon) -> float:
    """MB of UTF-8 a second."""
    size = sum(len(t.encode()) for t in texts)
    best = 0.0
    for _ in range(3):
        start = time.perf_counter()
        for text in texts:
            find_times(text, lexicon)
        best = max(best, size / (time.perf_counter() - start) / 1e6)
    return best


def main() -> None:
    """Run every file that is there."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--file", action="append")
    args = parser.parse_args()
    out = args.out or Path(tempfile.mkdtemp(prefix="times-"))
    out.mkdir(parents=True, exist_ok=True)
    lexicon = load_time_lexicon("fr")
    for name in args.file or FILES:
        gold = args.gold / f"{name}.jsonl"
        if not gold.exists():
            print(f"{name}: not there", file=sys.stderr)
            continue
        stories = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
        # Duckling's suite expects the next such day; the others accept either side.
        direction = "future" if name.startswith("duckling") else None
        answer = out / f"{name}.system.jsonl"
        with answer.open("w", encoding="utf-8") as f:
            for story in stories:
                f.write(json.dumps(read_story(story, lexicon, direction), ensure_ascii=False) + "\n")
        rate = speed([s["text"] for s in stories], lexicon)
        print(f"{name}: {len(stories)} texts, {rate:.2f} MB/s -> {answer}", flush=True)
        if args.scorer:
            command = [sys.executable, str(args.scorer), str(gold), str(answer), "--show", str(args.show)]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
