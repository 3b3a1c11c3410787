#!/usr/bin/env python3
"""The relevance filter alone: how fast, how many stories with a contact it keeps, how much unrelated news.

    python3 benchmarks/filter.py [GOLD ...] [--actors FILE ...] [--unrelated FILE.conllu ...]

GOLD: folders of stories (`x.txt` or `x.html` beside `x.json` with `contacts`), the repository's own unless
given. Unrelated news are 400 paragraphs in six languages from `unrelated.toml`: those that come near, as they
stand, and others drawn from its sentences; with `--unrelated` also paragraphs of four sentences of treebanks
in CoNLL-U, which are told apart: what stands in them nobody chose.
Seconds are those of the processor.
"""

from __future__ import annotations

import argparse
import json
import random
import time
import tomllib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from verbale.actors.registry import load_registry
from verbale.harvest.page import quick_text
from verbale.harvest.relevance import load_relevance

HERE = Path(__file__).parent
OWN = [HERE.parent / "tests" / "gold" / language for language in ("fr", "en")]
ACTORS = [HERE.parent / "tests" / "gold" / "actors.toml"]
PARAGRAPHS = 400
SENTENCES = 4


def gold_stories(folders: list[Path]) -> Iterator[tuple[Path, str]]:
    """The texts of stories that have a contact, each with its file."""
    for folder in folders:
        for gold in sorted(folder.rglob("*.json")):
            story = next((p for s in (".txt", ".html") if (p := gold.with_suffix(s)).exists()), None)
            told = json.loads(gold.read_bytes())
            if story is not None and isinstance(told, dict) and told.get("contacts"):
                text = story.read_text(encoding="utf-8", errors="replace")
                yield gold, quick_text(text) if story.suffix == ".html" else text


def own_paragraphs() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Unrelated news with their languages: those that come near, and those drawn."""
    sentences = tomllib.loads((HERE / "unrelated.toml").read_text(encoding="utf-8"))
    near = [(code, text) for code, texts in sentences.pop("near").items() for text in texts]
    drawn = random.Random(1)
    languages = list(sentences)
    drawings = [languages[i % len(languages)] for i in range(PARAGRAPHS - len(near))]
    return near, [(code, " ".join(drawn.sample(sentences[code], SENTENCES))) for code in drawings]


def treebank_paragraphs(path: Path) -> list[str]:
    """Sentences of a treebank, four together."""
    lines = path.read_text(encoding="utf-8").splitlines()
    sentences = iter([line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")])
    return [" ".join(four) for four in iter(lambda: list(islice(sentences, SENTENCES)), [])]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path, nargs="*", default=OWN)
    parser.add_argument("--unrelated", type=Path, nargs="+", default=[])
    parser.add_argument("--actors", type=Path, nargs="+", default=ACTORS)
    parser.add_argument("--megabytes", type=float, default=20)
    options = parser.parse_args()
    keeps = load_relevance(load_registry(options.actors)).keeps

    stories = list(gold_stories(options.gold))
    lost = [path.stem for path, text in stories if not keeps(text)]
    print(f"stories with a contact: {len(stories)}, kept {len(stories) - len(lost)} (target all)")
    for name in lost:
        print(f"  lost: {name}")
    near, far = own_paragraphs()
    unrelated = near + far
    kept = [(code, text) for code, text in unrelated if keeps(text)]
    share = f"{len(kept) / len(unrelated):.1%}"
    print(f"unrelated paragraphs: {len(unrelated)}, kept {len(kept)}, {share} (target 2 %)")
    print(f"of these come near: {len(near)}, kept {sum(keeps(text) for _, text in near)}")
    for code, text in kept[:10]:
        print(f"  kept ({code}): {text[:150]}")
    for path in options.unrelated:
        paragraphs = treebank_paragraphs(path)
        count = sum(map(keeps, paragraphs))
        print(
            f"{path.name}: {len(paragraphs)} paragraphs, kept {count}, {count / max(len(paragraphs), 1):.1%}"
        )

    texts = [" ".join(text for _, text in unrelated[i : i + 10]) for i in range(0, len(unrelated), 10)]
    texts += [text for _, text in stories]
    size = sum(len(t.encode()) for t in texts)
    rounds = max(1, round(options.megabytes * 1e6 / size))
    for name, some in (("all of these texts", texts), ("unrelated ones", texts[: PARAGRAPHS // 10])):
        amount = sum(len(t.encode()) for t in some) / 1e6
        begun = time.process_time()
        for _ in range(rounds):
            for text in some:
                keeps(text)
        seconds = time.process_time() - begun
        print(f"speed on {name}: {amount * rounds / seconds:.0f} MB/s a core (target 60)")


if __name__ == "__main__":
    main()
