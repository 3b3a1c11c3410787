"""From a user's paths to articles; everything that is no article is a refusal, and the rest goes on."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from py3langid.langid import LanguageIdentifier

from verbale.errors import StoryRefused
from verbale.ingest.decode import NotText, declared_charset, decode
from verbale.ingest.find import FoundStory, find_stories, read_bytes
from verbale.ingest.json_story import parse_json_story
from verbale.ingest.language import language_code, language_name, language_of, load_identifier
from verbale.ingest.outcome import DEFAULT_LIMITS, Limits, Outcome, Refusal
from verbale.ingest.page import Page, read_page
from verbale.ingest.prose import has_letters, has_prose
from verbale.ingest.publication import narrowed, parse_published
from verbale.lexicon import SUPPORTED_LANGUAGES
from verbale.model import Article
from verbale.sentences import say
from verbale.times import TimeLexicon, load_time_lexicon, publication_from_text, range_to_edtf


@dataclass(frozen=True, slots=True)
class IngestTools:
    """What ingesting needs besides the files.

    Attributes:
        identifier: tells languages apart.
        times: the time words of each supported language.
        language: in which all stories are, on the user's word; None to find out.
    """

    identifier: LanguageIdentifier
    times: Mapping[str, TimeLexicon]
    language: str | None = None
    limits: Limits = DEFAULT_LIMITS


def load_ingest_tools(*, language: str | None = None, limits: Limits = DEFAULT_LIMITS) -> IngestTools:
    """Load what ingesting needs; once for many stories.

    Raises:
        LexiconError: a language's time words cannot be used.
    """
    times = {code: load_time_lexicon(code) for code in SUPPORTED_LANGUAGES}
    return IngestTools(load_identifier(), times, language, limits)


def stories(
    paths: Iterable[Path],
    tools: IngestTools | None = None,
    *,
    on_skipped: Callable[[Path], None] = lambda _: None,
) -> Iterator[Article | Refusal]:
    """The articles under `paths` and, in their places, refusals; in a stable order. Never raises."""
    tools = tools or load_ingest_tools()
    for found in find_stories(paths, limits=tools.limits, on_skipped=on_skipped):
        yield found if isinstance(found, Refusal) else ingest_story(found, tools)


def ingest_story(found: FoundStory, tools: IngestTools) -> Article | Refusal:
    """Open one found story. Touches nothing but its file, so that many processes can share the work."""
    try:
        return _article(found, tools)
    except StoryRefused as e:
        return Refusal(found.path, e.reason)
    except Exception as e:
        # The one place where all is caught: a page that upsets a parser costs this story, not the run.
        return failure(found.path, e)


def failure(path: str, error: Exception) -> Refusal:
    """An unexpected exception as the outcome of one story."""
    trace = "".join(traceback.format_exception(error))
    return Refusal(path, say("unexpected {error}", error=type(error).__name__), Outcome.FAILED, trace)


def article_from_text(
    path: str, text: str, language: str, times: TimeLexicon, *, metadata: Page | None = None
) -> Article:
    """An article of a text at hand, with its publication from metadata and from the text itself."""
    stated = publication_from_text(text, times)
    days = narrowed(metadata.published if metadata else None, stated.days if stated else None)
    return Article(
        path=path,
        text=text,
        language=language,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        published=days,
        published_edtf=range_to_edtf(days.first, days.last) if days else None,
        outlet=metadata.outlet if metadata else None,
        title=metadata.title if metadata else None,
        url=metadata.url if metadata else None,
    )


def article_of_page(path: str, page: Page, declared: str | None, tools: IngestTools) -> Article:
    """An article of a text with its metadata.

    Args:
        declared: the language that whoever gave the text says it is in; None to find out.

    Raises:
        StoryRefused: it is too large, no story, or in a language that is not read.
    """
    text = page.text
    if len(text) > tools.limits.characters:
        limit = f"{tools.limits.characters:,}"
        reason = say(
            "too large: {size} characters of text, the limit for one story is {limit}",
            size=f"{len(text):,}",
            limit=limit,
        )
        raise StoryRefused(path, reason)
    if not text.strip():
        raise StoryRefused(path, say("empty file"))
    if not has_letters(text):
        raise StoryRefused(path, say("no story: no prose found"))
    language = _language(path, text, declared, tools)
    if not has_prose(text):
        raise StoryRefused(path, say("no story: no prose found"))
    return article_from_text(path, text, language, tools.times[language], metadata=page)


def _article(found: FoundStory, tools: IngestTools) -> Article:
    page, declared = _open(found, tools.limits)
    return article_of_page(found.path, page, declared, tools)


def _language(path: str, text: str, declared: str | None, tools: IngestTools) -> str:
    """The language of a story: the user's word, then the .jsonl line's, then what the text looks like."""
    given = tools.language or (language_code(declared) if declared else None)
    language = given or language_of(text, tools.identifier)
    if language not in SUPPORTED_LANGUAGES:
        read = " and ".join(language_name(code) for code in SUPPORTED_LANGUAGES)
        form = (
            "declared to be in {language}; only {languages} can be read"
            if given
            else "written in {language}; only {languages} can be read"
        )
        raise StoryRefused(path, say(form, language=language_name(language), languages=read))
    return language


def _open(found: FoundStory, limits: Limits) -> tuple[Page, str | None]:
    """The text with its metadata, and the language the user declared for it (None if he did not)."""
    data = read_bytes(found, limits)
    if isinstance(data, str):
        raise StoryRefused(found.path, data)
    suffix = found.file.suffix.lower()
    is_page = suffix in (".html", ".htm")
    try:
        text = decode(data, declared_charset(data) if is_page else None)
    except NotText as e:
        raise StoryRefused(found.path, str(e)) from e
    if found.line is not None:
        return _open_json(found.path, text)
    return (_page(found.path, text), None) if is_page else (_plain(text), None)


def _open_json(path: str, line: str) -> tuple[Page, str | None]:
    try:
        story = parse_json_story(line)
    except ValueError as e:
        raise StoryRefused(path, str(e)) from e
    page = _plain(story.text) if story.text else _page(path, story.html or "")
    return (
        Page(
            text=page.text,
            title=story.title or page.title,
            outlet=story.outlet or page.outlet,
            url=story.url or page.url,
            published=(parse_published(story.published) if story.published else None) or page.published,
        ),
        story.language,
    )


def _plain(text: str) -> Page:
    return Page(text, None, None, None, None)


def _page(path: str, html: str) -> Page:
    if not html.strip():
        raise StoryRefused(path, say("empty file"))
    page = read_page(html)
    if not page.text.strip():
        raise StoryRefused(path, say("no story: no text found in the page"))
    return page
