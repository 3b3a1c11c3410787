"""Who is who in a passage of any language, with the packaged actors and those of the invented crisis."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from verbale.actors.registry import ActorRegistry, load_registry
from verbale.actors.titles import load_titles
from verbale.ingest import article_from_text
from verbale.read.lexicons.cues import load_cues
from verbale.read.names.coreference import find_mentions
from verbale.read.names.coreference_words import load_coreference
from verbale.read.names.mention import Mention
from verbale.read.names.naming import NameFinder
from verbale.read.names.raw_mentions import RawMentionFinder
from verbale.read.story.document import parse_story
from verbale.read.story.paragraphs import load_noise, split_paragraphs
from verbale.syntax.pipeline import load_pipeline
from verbale.times import load_time_lexicon, parse_edtf

Who = Callable[..., list[Mention]]
ACTORS = Path(__file__).parents[3] / "examples" / "actors.toml"


@cache
def _registry() -> ActorRegistry:
    return load_registry([ACTORS])


@cache
def _finder(language: str) -> RawMentionFinder:
    registry = _registry()
    words = load_coreference(language)
    return RawMentionFinder(registry, NameFinder(registry, language), load_titles(language, registry), words)


@pytest.fixture(scope="session")
def who_in() -> Who:
    """All mentions of a passage; keywords: `language`, `published` (EDTF, October 2024 by default)."""

    def find(text: str, *, language: str = "en", published: str | None = "2024-10") -> list[Mention]:
        days = parse_edtf(published) if published else None
        article = article_from_text("table.txt", text, language, load_time_lexicon(language))
        article = replace(article, published=days, published_edtf=published)
        story = parse_story(article, split_paragraphs(text, load_noise(language)), load_pipeline(language))
        words, cues = load_coreference(language), load_cues(language)
        return list(find_mentions(story, _finder(language), _registry(), words, cues))

    return find


@pytest.fixture(scope="session")
def last_in(who_in: Who) -> Callable[..., Mention | None]:
    """The last mention that shares a character with the last place of the words; None: there is none."""

    def find(text: str, words: str, **more: str) -> Mention | None:
        start = text.rindex(words)
        found = [m for m in who_in(text, **more) if m.span.start < start + len(words) and start < m.span.end]
        return found[-1] if found else None

    return find
