"""Reading each story that the user's paths name, in this process or in several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from verbale.cli.workers import in_processes
from verbale.ingest import (
    FoundStory,
    IngestTools,
    Outcome,
    Refusal,
    failure,
    find_stories,
    ingest_story,
    load_ingest_tools,
)
from verbale.lexicon import SUPPORTED_LANGUAGES
from verbale.model import Reading
from verbale.read.reading import ReadingTools, load_tools, read_article


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """What the user chose; hashable and picklable, so that every process can load the same tools from it.

    Attributes:
        language: in which all stories are; None to find out for each.
        pipeline: the name of an installed spaCy pipeline; None for Verbale's own.
        actors: the user's actor files, read besides Verbale's.
    """

    language: str | None = None
    pipeline: str | None = None
    actors: tuple[Path, ...] = ()


def read_each(
    paths: Iterable[Path],
    settings: ReadSettings,
    *,
    jobs: int = 1,
    on_skipped: Callable[[Path], None] = lambda _: None,
) -> Iterator[Reading | Refusal]:
    """The readings and refusals of all stories under `paths`, in their order.

    Raises:
        LexiconError, PipelineError: the tools cannot be loaded; before the first story.
    """
    _ingest_tools(settings)
    for language in [settings.language] if settings.language else SUPPORTED_LANGUAGES:
        _reading_tools(settings, language)
    found = find_stories(paths, on_skipped=on_skipped)
    task = partial(_read_story, settings)
    return map(task, found) if jobs <= 1 else in_processes(task, found, jobs, _lost)


def _read_story(settings: ReadSettings, found: FoundStory | Refusal) -> Reading | Refusal:
    if isinstance(found, Refusal):
        return found
    article = ingest_story(found, _ingest_tools(settings))
    if isinstance(article, Refusal):
        return article
    tools = _reading_tools(settings, article.language)
    try:
        return read_article(article, tools)
    except Exception as e:
        return failure(article.path, e)  # one story's fault must not end the run over a thousand


def _lost(found: FoundStory | Refusal) -> Refusal:
    return Refusal(found.path, "the process that read it died", Outcome.FAILED)


# Cached by settings rather than kept in a variable, so that a worker process loads them for itself, once.
@cache
def _ingest_tools(settings: ReadSettings) -> IngestTools:
    return load_ingest_tools(language=settings.language)


@cache
def _reading_tools(settings: ReadSettings, language: str) -> ReadingTools:
    return load_tools(language, pipeline=settings.pipeline, actors=settings.actors)
