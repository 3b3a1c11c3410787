"""An HTML page as a story: its main text, and what its head says of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from verbale.ingest.publication import parse_published
from verbale.model import DayRange

# In the order of trust. The first that holds a date counts: pages also carry the dates of other stories.
DATE_META = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "publish-date",
    "publish_date",
    "publication_date",
    "publicationdate",
    "pubdate",
    "date",
)
STORY_TYPES = (
    "article",
    "newsarticle",
    "report",
    "reportagenewsarticle",
    "liveblogposting",
    "blogposting",
    "webpage",
)
NESTED = ("@graph", "mainEntity", "mainEntityOfPage")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page gives; None for what it does not say, "" for a text when no main text was found.

    Not its declared language: templates declare one, and the story is in another.
    """

    text: str
    title: str | None
    outlet: str | None
    url: str | None
    published: DayRange | None


def read_page(html: str) -> Page:
    """The story of a page. Paragraphs of the text are separated by an empty line; comments are left out."""
    root = _parse(html)
    if root is None:
        return Page("", None, None, None, None)
    meta = _meta(root)
    linked = list(_json_ld(root))
    return Page(
        text=main_text(html),
        title=_first(meta, "og:title", "twitter:title", "dc.title")
        or _text(root, "//h1")
        or _text(root, "//title"),
        outlet=_first(meta, "og:site_name", "application-name") or _publisher(linked),
        url=_attribute(root, "//link[contains(concat(' ', @rel, ' '), ' canonical ')]/@href")
        or _first(meta, "og:url"),
        published=_published(root, meta, linked),
    )


def main_text(html: str) -> str:
    """The running text of a page, "" if there is none."""
    import trafilatura  # here: it takes half a second to load, and most commands open no page

    text = trafilatura.extract(html, include_comments=False, include_tables=False, output_format="txt") or ""
    if not text.strip():
        # short notes fall below trafilatura's threshold; its baseline takes what stands in paragraphs
        _, text, _ = trafilatura.baseline(html)
    return "\n\n".join(line.strip() for line in text.splitlines() if line.strip())


def _parse(html: str) -> HtmlElement | None:
    try:
        # as bytes: lxml refuses a str that carries an XML encoding declaration
        data = html.encode("utf-8", "replace")
        return document_fromstring(data, parser=HTMLParser(encoding="utf-8", recover=True))
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _meta(root: HtmlElement) -> dict[str, str]:
    """Meta elements by their lower-case name, property or itemprop; the first of each name."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        content = " ".join((element.get("content") or "").split())
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(key) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _first(meta: dict[str, str], *names: str) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _text(root: HtmlElement, xpath: str) -> str | None:
    for element in root.xpath(xpath):
        words = " ".join(element.text_content().split())
        if words:
            return str(words)
    return None


def _attribute(root: HtmlElement, xpath: str) -> str | None:
    return next((str(value).strip() for value in root.xpath(xpath) if str(value).strip()), None)


def _json_ld(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD that is a story, whatever lists and graphs it stands in."""
    for script in root.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            pending: list[Any] = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue  # broken JSON-LD is common; the page's other marks remain
        while pending:
            value = pending.pop(0)
            if isinstance(value, list):
                pending = value + pending
            elif isinstance(value, dict):
                kinds = value.get("@type")
                kinds = kinds if isinstance(kinds, list) else [kinds]
                if any(str(kind).lower() in STORY_TYPES for kind in kinds):
                    yield value
                pending = [value[key] for key in NESTED if key in value] + pending


def _publisher(linked: list[dict[str, Any]]) -> str | None:
    for story in linked:
        publisher = story.get("publisher")
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        if isinstance(name, str) and name.strip():
            return name.strip()
    return None


def _published(root: HtmlElement, meta: dict[str, str], linked: list[dict[str, Any]]) -> DayRange | None:
    for value in _date_values(root, meta, linked):
        days = parse_published(value)
        if days:
            return days
    return None


def _date_values(root: HtmlElement, meta: dict[str, str], linked: list[dict[str, Any]]) -> Iterator[str]:
    yield from (meta[name] for name in DATE_META[:2] if name in meta)
    for story in sorted(linked, key=lambda s: "webpage" in str(s.get("@type")).lower()):
        if isinstance(story.get("datePublished"), str):
            yield story["datePublished"]
    yield from (meta[name] for name in DATE_META[2:] if name in meta)
    yield from map(str, root.xpath("//*[@itemprop='datePublished']/@datetime"))
    yield from map(str, root.xpath("//time[@pubdate]/@datetime"))
    # An <article> may be a teaser of another story: only a page with a single one says which time is its own.
    articles = root.xpath("//article[not(ancestor::article)]")
    own = articles[0] if len(articles) == 1 else root
    days = {str(value)[:10]: str(value) for value in own.xpath(".//time/@datetime")}
    if articles and len(articles) == 1 and days:
        yield next(iter(days.values()))
    elif len(days) == 1:
        yield from days.values()
