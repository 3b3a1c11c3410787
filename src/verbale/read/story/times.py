"""The time expressions of a story, found once for all who ask."""

from __future__ import annotations

from collections.abc import Mapping

from verbale.read.story.document import Story
from verbale.times import TimeExpression, TimeLexicon, find_times

# By the index of the parsed paragraph, in the order of the text.
StoryExpressions = Mapping[int, tuple[TimeExpression, ...]]


def find_story_times(story: Story, lexicon: TimeLexicon) -> StoryExpressions:
    """The expressions of each paragraph that is read; offsets index the story's text."""
    text = story.article.text
    return {p.index: find_times(text, lexicon, span=p.span) for p in story.paragraphs}
