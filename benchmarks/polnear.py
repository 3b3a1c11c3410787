"""Attributions in the form of PolNeAR, scored against its annotation.

    python benchmarks/polnear.py GOLD.jsonl [--out SYSTEM.jsonl] [--evaluate EVALUATE.py]

GOLD has one object a line: {"id", "text", "attributions": [{"source", "cue", "content"}]}, each a list of
pairs of offsets. All attributions count, whoever their source is, so nobody is looked up: this measures the
cues, the frames and the spans alone. Prints how many were found and, with the evaluation program at hand, its
figures.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language

from verbale.model import Article, Span
from verbale.read.lexicons.cues import CueLexicon, load_cues
from verbale.read.statements.attribution_spans import AttributionSpans, attributions_in
from verbale.read.story.document import parse_story
from verbale.read.story.paragraphs import split_paragraphs
from verbale.syntax.pipeline import load_pipeline

LANGUAGE = "en"


def main() -> int:
    arguments = _arguments()
    pipeline, cues = load_pipeline(LANGUAGE), load_cues(LANGUAGE)
    stories = [json.loads(line) for line in arguments.gold.read_text(encoding="utf-8").splitlines() if line]
    found = [extracted(story, pipeline, cues) for story in stories]
    number = sum(len(f["attributions"]) for f in found)
    print(f"{len(stories)} stories, {number} attributions found", file=sys.stderr)
    out = arguments.out or Path(tempfile.mkstemp(suffix=".jsonl")[1])
    out.write_text("".join(json.dumps(f, ensure_ascii=False) + "\n" for f in found), encoding="utf-8")
    if arguments.evaluate is None:
        return 0
    for subset in ("all", "direct", "indirect"):
        command = [sys.executable, str(arguments.evaluate), str(arguments.gold), str(out), "--subset", subset]
        print(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return 0


def extracted(story: dict[str, Any], pipeline: Language, cues: CueLexicon) -> dict[str, Any]:
    """One story with what is attributed in it, in the form of the gold."""
    article = Article(path=story["id"], text=story["text"], language=LANGUAGE, sha256="")
    parsed = parse_story(article, split_paragraphs(article.text, ()), pipeline)
    attributions = [a for p in parsed.paragraphs for a in attributions_in(p, cues)]
    return {"id": story["id"], "text": story["text"], "attributions": [_written(a) for a in attributions]}


def _written(attribution: AttributionSpans) -> dict[str, list[list[int]]]:
    source = [attribution.source] if attribution.source is not None else []
    return {
        "source": list(_pairs(source)),
        "cue": list(_pairs([attribution.cue])),
        "content": list(_pairs(attribution.contents)),
    }


def _pairs(spans: list[Span] | tuple[Span, ...]) -> Iterator[list[int]]:
    yield from ([s.start, s.end] for s in spans)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Score attributions against PolNeAR.")
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, help="where the attributions found are written")
    parser.add_argument("--evaluate", type=Path, help="the evaluation program")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
