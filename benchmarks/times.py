#!/usr/bin/env python3
"""Read annotated time expressions and write what Verbale makes of them, in the form that eval_time.py scores.

    python3 benchmarks/times.py GOLD_DIR [--out DIR] [--scorer eval_time.py] [--show N]

GOLD_DIR holds *.jsonl files of {"id", "dct", "text", "timexes"}, named as in FILES.
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
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from verbale.times import TimeKind, TimeLexicon, find_times, load_time_lexicon
from verbale.times.resolve import Direction
from verbale.times.value import timex_value


@dataclass(frozen=True, slots=True)
class Convention:
    """How a set gives its values: on which side of publication a bare day lies, how coarse a distance is."""

    language: str
    direction: Direction | None = None
    coarse: bool = False


# Duckling's suite expects the next such day, news the last; the other suites accept either side.
FILES = {
    "recognizers_fr": Convention("fr"),
    "recognizers_parser_fr": Convention("fr"),
    "duckling_fr": Convention("fr", direction="future"),
    "french_timebank_spans": Convention("fr"),
    "recognizers_en": Convention("en"),
    "te3_platinum_en": Convention("en", direction="past", coarse=True),
}


def read_story(story: dict, lexicon: TimeLexicon, convention: Convention) -> dict:
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
                "value": timex_value(
                    expression, published, direction=convention.direction, coarse=convention.coarse
                ),
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
    parser.add_argument("--file", action="append", choices=sorted(FILES))
    args = parser.parse_args()
    out = args.out or Path(tempfile.mkdtemp(prefix="times-"))
    out.mkdir(parents=True, exist_ok=True)
    for name in args.file or FILES:
        lexicon = load_time_lexicon(FILES[name].language)
        gold = args.gold / f"{name}.jsonl"
        if not gold.exists():
            print(f"{name}: not there", file=sys.stderr)
            continue
        stories = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
        answer = out / f"{name}.system.jsonl"
        with answer.open("w", encoding="utf-8") as f:
            for story in stories:
                f.write(json.dumps(read_story(story, lexicon, FILES[name]), ensure_ascii=False) + "\n")
        rate = speed([s["text"] for s in stories], lexicon)
        print(f"{name}: {len(stories)} texts, {rate:.2f} MB/s -> {answer}", flush=True)
        if args.scorer:
            command = [sys.executable, str(args.scorer), str(gold), str(answer), "--show", str(args.show)]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
