"""How fast stories are read, against the bare parser on the same text in the same run, and how memory grows.

    OPENBLAS_NUM_THREADS=1 python benchmarks/read.py [--stories 200] [--language fr] [--memory]

The stories are those of `examples/` (English: of `tests/gold/`), cut at paragraphs and joined to some 2,000
characters each. Parser and reader take turns over the same stories, so that a busy machine slows both; what
counts is the middle one of the ratios of all turns. With more than one thread matrix products are no measure.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count, islice
from pathlib import Path
from statistics import median

from verbale.model import Article
from verbale.read.reading import ReadingTools, load_tools, read_article
from verbale.read.story.document import UNREAD
from verbale.read.story.paragraphs import split_paragraphs
from verbale.syntax.pipeline import plain_blanks

EXAMPLES = Path(__file__).parents[1] / "examples"
STORIES = {"fr": EXAMPLES / "stories", "en": EXAMPLES.parent / "tests" / "gold" / "en" / "stories" / "dev"}
CHARACTERS = 2000
BATCH = 20
MEMORY_STORIES = 20_000
MEMORY_STEP = 2_000


def stories(language: str) -> Iterator[Article]:
    """Stories of about 2,000 characters without end, always the same ones, no two alike."""
    paragraphs = [
        p
        for path in sorted(STORIES[language].glob("*.txt"))
        for p in path.read_text(encoding="utf-8", errors="ignore").split("\n\n")
        if len(p) > 80
    ]
    draw = random.Random(7)
    for i in count():
        text = ""
        while len(text) < CHARACTERS:
            text += draw.choice(paragraphs).strip() + "\n\n"
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        yield Article(f"{i}.txt", text, language, sha256)


def seconds(work: Callable[[Article], object], articles: Sequence[Article]) -> float:
    """Processor time of doing the work on each."""
    before = time.process_time()
    for article in articles:
        work(article)
    return time.process_time() - before


def measure(articles: Sequence[Article], tools: ReadingTools) -> None:
    """Print characters and stories a second, and the ratio of reader to parser."""

    def parse(article: Article) -> object:
        kept = [p for p in split_paragraphs(article.text, tools.noise) if p.kind not in UNREAD]
        return list(tools.pipeline.pipe(plain_blanks(p.span.of(article.text)) for p in kept))

    def read(article: Article) -> object:
        return read_article(article, tools)

    seconds(read, articles[:BATCH])
    parsed = read_in = 0.0
    ratios = []
    for first in range(0, len(articles), BATCH):
        batch = articles[first : first + BATCH]
        bare, whole = seconds(parse, batch), seconds(read, batch)
        parsed, read_in = parsed + bare, read_in + whole
        ratios.append(whole / bare)
    characters = sum(len(a.text) for a in articles)
    print(f"{len(articles)} stories, {characters / len(articles):.0f} characters each, one core")
    print(f"parser alone    {len(articles) / parsed:6.1f} stories a second")
    speed = f"{len(articles) / read_in:6.1f} stories a second, {characters / read_in:.0f} characters"
    print(f"reading         {speed}")
    print(f"reading / parser {median(ratios):.2f}")


def measure_memory(tools: ReadingTools, language: str) -> None:
    """Print the peak of resident memory while 20,000 stories are read."""
    for number, article in enumerate(islice(stories(language), MEMORY_STORIES), 1):
        read_article(article, tools)
        if number % MEMORY_STEP == 0:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{number:6} stories  peak {peak:6.0f} MiB", flush=True)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--stories", type=int, default=200)
    parser.add_argument("--language", default="fr")
    parser.add_argument(
        "--memory", action="store_true", help="read 20,000 stories and print the peak of memory"
    )
    options = parser.parse_args()
    tools = load_tools(options.language, actors=[EXAMPLES / "actors.toml"])
    if options.memory:
        measure_memory(tools, options.language)
    else:
        measure(list(islice(stories(options.language), options.stories)), tools)


if __name__ == "__main__":
    main()
