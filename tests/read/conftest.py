"""The French tools with the actors of the invented crisis, loaded once, and a short way from a text to its parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from verbale.ingest import article_from_text
from verbale.model import Article, DayRange
from verbale.read.document import Story, parse_story
from verbale.read.paragraphs import split_paragraphs
from verbale.read.reading import ReadingTools, load_tools

ACTORS = Path(__file__).parents[2] / "examples" / "actors.toml"
# All texts of these tables are of that month, unless they say a day of their own.
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
