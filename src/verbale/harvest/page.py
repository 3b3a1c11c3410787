"""One page on its way from an archive to a story: decoded, its main text found, looked at for leaders."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.ingest.decode import NotText, declared_charset, decode


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page or story as an archive holds it.

    Attributes:
        uri: its address; for stories without one, the shard and where in it ("news.jsonl#3").
        data: the bytes as they were served or stored.
        charset: as the server declared it; None when it did not.
        is_html: a page, not plain text.
        day: ISO date on which it was fetched, which is no earlier than it was published; None if unknown.
        outlet, title, published: what metadata say; None when nothing does.
        language: ISO 639-1 as metadata declare it; None when they do not.
    """

    uri: str
    data: bytes
    charset: str | None = None
    is_html: bool = True
    day: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None


def text_of(page: RawPage) -> str | None:
    """The characters of a page: strict UTF-8, the declared charset, detection. None: it is no text."""
    declared = page.charset or (declared_charset(page.data) if page.is_html else None)
    try:
        return decode(page.data, declared)
    except NotText:
        return None


def quick_text(html: str) -> str:
    """The main text of a page, found fast; good enough to tell whether it is about leaders.

    Source: Resiliparse's extraction, comments left out.
    """
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html, main_content=True, alt_texts=False, links=False, comments=False))
