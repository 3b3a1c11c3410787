"""The French tools with the actors of the invented crisis, loaded once, and ways from a text to its parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import spacy

from verbale.ingest import article_from_text
from verbale.model import Article, DayRange
from verbale.read.names.coreference import find_mentions
from verbale.read.names.mention import MentionIndex
from verbale.read.reading import ReadingTools, load_tools
from verbale.read.story.document import Story, parse_story
from verbale.read.story.paragraphs import split_paragraphs
from verbale.syntax.tree import Doc

ACTORS = Path(__file__).parents[2] / "examples" / "actors.toml"
# All texts of these tests are of that month, unless they say a day of their own.
PUBLISHED = DayRange(date(2024, 10, 1), date(2024, 10, 31))


@pytest.fixture(scope="session")
def tools() -> ReadingTools:
    return load_tools("fr", actors=[ACTORS])


@pytest.fixture(scope="session")
def article(tools: ReadingTools) -> Callable[[str], Article]:
    """An article of a text, published in October 2024."""

    def make(text: str) -> Article:
        made = article_from_text("table.txt", text, "fr", tools.times)
        return made if made.published else replace(made, published=PUBLISHED, published_edtf="2024-10")

    return make


@pytest.fixture(scope="session")
def parsed(tools: ReadingTools, article: Callable[[str], Article]) -> Callable[[str], Story]:
    """A text as a story with its syntax; nobody named yet."""

    def make(text: str) -> Story:
        return parse_story(article(text), split_paragraphs(text, tools.noise), tools.pipeline)

    return make


@pytest.fixture(scope="session")
def named(tools: ReadingTools) -> Callable[[Story], MentionIndex]:
    """The mentions of a parsed story, with who they are."""

    def make(story: Story) -> MentionIndex:
        return find_mentions(story, tools.mentions, tools.registry, tools.coreference, tools.cues)

    return make


@pytest.fixture(scope="session")
def tree() -> Callable[[str], Doc]:
    """A sentence parsed by hand, so that a test of what is done with a tree does not test the parser.

    Words are parted by " / ", each "word lemma POS relation head features", where the head is the number of a
    word counted from 1 (0: the root) and the features are as UD writes them, left out if there are none.
    """
    vocab = spacy.blank("fr").vocab

    def make(written: str) -> Doc:
        rows = [word.split() for word in written.split(" / ")]
        heads = [int(r[4]) - 1 if int(r[4]) else i for i, r in enumerate(rows)]
        parsed = spacy.tokens.Doc(
            vocab,
            words=[r[0] for r in rows],
            lemmas=[r[1] for r in rows],
            pos=[r[2] for r in rows],
            deps=[r[3] for r in rows],
            heads=heads,
            morphs=[r[5] if len(r) > 5 else "" for r in rows],
        )
        return Doc(parsed, "fr")

    return make
