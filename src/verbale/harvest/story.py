"""One relevant page to one row: an article and its reading, or why there is none."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from verbale.errors import StoryRefused
from verbale.harvest.page import RawPage
from verbale.ingest.articles import IngestTools, article_of_page
from verbale.ingest.outcome import Outcome
from verbale.ingest.page import Page, read_page
from verbale.ingest.publication import narrowed, parse_published
from verbale.model import Article, DayRange
from verbale.read.form import reading_to_json
from verbale.read.reading import ReadingTools, read_article
from verbale.times import range_to_edtf


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a part.

    Attributes:
        record: the page's number in its shard.
        outcome: read, refused or failed, with the `reason` for the latter two.
        reading: in JSON, as `verbale read --json` prints it; None without one.
        reader: the version that read it.
    """

    uri: str
    record: int
    outcome: str
    reason: str | None = None
    language: str | None = None
    published: str | None = None
    outlet: str | None = None
    title: str | None = None
    sha256: str | None = None
    text: str | None = None
    reading: str | None = None
    reader: str | None = None


def read_story(
    page: RawPage,
    record: int,
    text: str,
    ingest: IngestTools,
    tools: Mapping[str, ReadingTools],
    reader: str,
    keeps: Callable[[str], bool],
) -> Row | None:
    """Read a page that may tell of a contact. Never raises: whatever goes wrong is the row's reason.

    Args:
        text: the page's characters.
        keeps: whether a story may tell of a contact, once it is parted from the teasers around it; reading
            it takes some hundred times as long as asking.

    Returns:
        None when it may not.
    """
    row = Row(page.uri, record, Outcome.REFUSED.value, reader=reader)
    try:
        found = read_page(text) if page.is_html else Page(text, None, None, None, None)
        article = _fetched(
            article_of_page(page.uri, _with_metadata(found, page), page.language, ingest), page
        )
        if page.is_html and not keeps(f"{article.title or ''}\n{article.text}"):
            return None
        reading = read_article(article, tools[article.language])
    except StoryRefused as e:
        return replace(row, reason=e.reason)
    except Exception as e:
        # The one place where all is caught: a page that upsets a parser costs its row, not the shard.
        clause = "".join(traceback.format_exception_only(e)).strip()
        return replace(row, outcome=Outcome.FAILED.value, reason=f"unexpected {clause}"[:300])
    return replace(
        row,
        outcome=Outcome.READ.value,
        language=article.language,
        published=article.published_edtf,
        outlet=article.outlet,
        title=article.title,
        sha256=article.sha256,
        text=article.text,
        reading=reading_to_json(reading),
    )


def _with_metadata(found: Page, page: RawPage) -> Page:
    """The page with what its archive says of it."""
    stated = parse_published(page.published) if page.published else None
    return Page(
        found.text,
        found.title or page.title,
        found.outlet or page.outlet,
        found.url or page.uri,
        narrowed(found.published, stated),
    )


def _fetched(article: Article, page: RawPage) -> Article:
    """When only the day of fetching is known, the article was published on that day or before."""
    fetched = parse_published(page.day) if page.day is not None else None
    if article.published is not None or fetched is None:
        return article
    days = DayRange(None, fetched.last)
    return replace(article, published=days, published_edtf=range_to_edtf(None, days.last))
