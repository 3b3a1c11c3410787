"""From versions of stories, as they were served, to stories as `verbale build` takes them."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from pathlib import Path

from verbale.ingest.decode import NotText, declared_charset, decode
from verbale.ingest.find import FoundStory
from verbale.ingest.page import Page, read_page
from verbale.ingest.publication import narrowed, parse_published
from verbale.model import DayRange
from verbale.sentences import say
from verbale.times import range_to_edtf
from verbale.watch.answers import Fetched
from verbale.watch.store import Version

PAGES = ("text/html", "application/xhtml+xml")
# Where a server names no type, what it serves is looked at as a page.
STORIES = (*PAGES, "text/plain", "")


class NoStory(ValueError):
    """The body holds no story; the text is one clause."""


def fingerprint(answer: Fetched) -> str:
    """The SHA-256 of a story's title and text: pages change all day around a story that does not.

    Raises:
        NoStory: it is no page and no text.
    """
    page = page_of(answer.body, answer.content_type, answer.charset)
    told = f"{page.title or ''}\n{page.text}" if page.text else answer.body.decode("utf-8", "replace")
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def page_of(body: bytes, content_type: str, charset: str | None) -> Page:
    """A body as a page.

    Raises:
        NoStory: it is no page and no text.
    """
    if content_type not in STORIES:
        raise NoStory(say("no page ({content})", content=content_type[:60]))
    is_page = content_type != "text/plain"
    try:
        text = decode(body, charset or (declared_charset(body) if is_page else None))
    except NotText as e:
        raise NoStory(str(e)) from e
    if not text.strip():
        raise NoStory(say("an empty page"))
    if not is_page:
        return Page(text, None, None, None, None)
    try:
        return read_page(text)
    except Exception as e:  # whatever an HTML parser may raise on a page costs this page alone
        raise NoStory(f"a page that cannot be parsed ({type(e).__name__})") from e


def found_story(version: Version, page: Page) -> FoundStory:
    """A version as a story to be read; its path is its address.

    When neither page nor feed dates it, it was published on the day on which it was fetched or before.
    """
    told = parse_published(version.published) if version.published else None
    days = narrowed(page.published, told)
    if days is None:
        days = DayRange(None, datetime.fromisoformat(version.fetched_at).date())
    story = {
        "text": page.text or None,
        "title": page.title or version.title,
        "url": version.url,
        "outlet": version.outlet or page.outlet,
        "language": version.language,
        "published": range_to_edtf(days.first, days.last),
    }
    line = json.dumps({k: v for k, v in story.items() if v is not None})
    return FoundStory(version.url, Path(version.url), line.encode())
