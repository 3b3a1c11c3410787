"""From files, folders, pages and JSON lines to articles; see docs/ingest.md."""

from verbale.ingest.articles import (
    IngestTools,
    article_from_text,
    failure,
    ingest_story,
    load_ingest_tools,
    stories,
)
from verbale.ingest.find import STORY_SUFFIXES, FoundStory, find_stories
from verbale.ingest.outcome import Limits, Outcome, Refusal

__all__ = [
    "STORY_SUFFIXES",
    "FoundStory",
    "IngestTools",
    "Limits",
    "Outcome",
    "Refusal",
    "article_from_text",
    "failure",
    "find_stories",
    "ingest_story",
    "load_ingest_tools",
    "stories",
]
