"""How a contact or a statement is cited: a line of text, and CSL-JSON for programs that keep references.

A statement is cited by the story that it stands in. A date that is not sure is given in words, never as one
day.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from fastapi import Response
from pydantic import BaseModel, ConfigDict, Field

from verbale.model import Reading, Statement
from verbale.record.output import ContactOut, SourceOut
from verbale.show.text import clean, names, without_outer_marks
from verbale.web.codes import edtf_word
from verbale.web.terms import contact_word, sources_word, when
from verbale.web.words import Words

STORIES_NAMED = 4
LONGEST_QUOTE = 400
NAME = "Verbale"


class CslName(BaseModel):
    """A name that is not split."""

    model_config = ConfigDict(extra="forbid")

    literal: str


class CslDate(BaseModel):
    """A day, month or year, or two of them as a span; or words where that is not known."""

    model_config = ConfigDict(extra="forbid")

    date_parts: list[list[int]] | None = Field(default=None, serialization_alias="date-parts")
    literal: str | None = None


class CslItem(BaseModel):
    """A reference. Source: the CSL-JSON schema, version 1.0.2 (citationstyles.org)."""

    model_config = ConfigDict(extra="forbid")

    id: str
    type: Literal["entry", "article-newspaper", "webpage"]
    title: str | None = None
    author: list[CslName] | None = None
    container_title: str | None = Field(default=None, serialization_alias="container-title")
    issued: CslDate | None = None
    event_date: CslDate | None = Field(default=None, serialization_alias="event-date")
    event_place: str | None = Field(default=None, serialization_alias="event-place")
    language: str | None = None
    archive: str | None = None
    archive_location: str | None = None
    note: str | None = None
    url: str | None = Field(default=None, serialization_alias="URL")

    def form(self) -> dict[str, object]:
        """As JSON, without what is not known."""
        found: dict[str, object] = self.model_dump(mode="json", by_alias=True, exclude_none=True)
        return found


class CslResponse(Response):
    """References to import, as a file to keep."""

    media_type = "application/vnd.citationstyles.csl+json"

    @classmethod
    def of(cls, citations: Iterable[Citation], name: str) -> CslResponse:
        """The references of some citations.

        Args:
            name: of the file, without its ending; letters, digits and hyphens.
        """
        forms = json.dumps([c.item.form() for c in citations], ensure_ascii=False, indent=1)
        return cls(forms, headers={"Content-Disposition": f'attachment; filename="{name}.csl.json"'})


@dataclass(frozen=True, slots=True)
class Citation:
    """What can be pasted, what can be imported, and where the thing itself stands.

    Attributes:
        address: None for pages that nobody has published.
    """

    text: str
    item: CslItem
    address: str | None


def cite_contact(
    contact: ContactOut, sources: Sequence[SourceOut], words: Words, address: str | None
) -> Citation:
    """A contact, as an entry of this record.

    Args:
        sources: the stories that tell of it.
    """
    what = contact_word(words, contact)
    title = f"{what[:1].upper()}{what[1:]}, {names(contact.participants, between=' – ')}"
    stories = _stories(sources, words)
    told = sources_word(words, contact.independent_sources) + (f" ({stories})" if stories else "")
    where = f", {address}" if address else ""
    first, last = contact.date_from, contact.date_to
    known = first is not None and first == last
    day = CslDate(date_parts=[[first.year, first.month, first.day]]) if known and first else None
    item = CslItem(
        id=contact.id,
        type="entry",
        title=title,
        container_title=NAME,
        event_date=day or CslDate(literal=when(contact, words)),
        event_place=clean(contact.place) if contact.place else None,
        note=told,
        url=address,
    )
    return Citation(f"{title}, {when(contact, words)}. {told}. {NAME} {contact.id}{where}", item, address)


def cite_statement(
    name: str, statement: Statement, reading: Reading, words: Words, address: str | None
) -> Citation:
    """A statement, as words in a story."""
    _ = words.translations.gettext
    article, issuer = reading.article, reading.issuer.name if reading.issuer else None
    said = _quoted(statement.content.of(article.text), words)
    if statement.speaker:
        said = _("%(who)s: %(said)s") % {"who": names(statement.speaker), "said": said}
    if statement.reported_by:
        said = _("%(said)s, according to %(whom)s") % {"said": said, "whom": names(statement.reported_by)}
    day = edtf_word(words, article.published_edtf)
    outlet = issuer or article.outlet
    title = clean(article.title) if article.title else None
    public = article.url if article.url and article.url.startswith(("https://", "http://")) else None
    parts = [outlet and clean(outlet), title, day, public or clean(article.path)]
    place = f"{statement.content.start}–{statement.content.end}"
    kept = f"{NAME} {name}, {article.sha256[:12]}:{place}" + (f", {address}" if address else "")
    item = CslItem(
        id=name,
        type="webpage" if issuer else "article-newspaper",
        title=title or clean(article.path),
        author=[CslName(literal=clean(issuer))] if issuer else None,
        container_title=clean(article.outlet) if article.outlet else None,
        issued=_issued(article.published_edtf),
        language=article.language,
        archive=NAME,
        archive_location=address or f"{name} {article.sha256[:12]}:{place}",
        note=said,
        url=public,
    )
    return Citation(f"{said}. {', '.join(p for p in parts if p)}. {kept}", item, address)


def _issued(edtf: str | None) -> CslDate | None:
    """A publication: a day, month or year as such; what is less plain as it is written."""
    if edtf is None:
        return None
    parts = edtf.split("-")
    plain = len(parts) <= 3 and all(p.isdecimal() for p in parts)
    return CslDate(date_parts=[[int(p) for p in parts]]) if plain else CslDate(literal=edtf)


def _stories(sources: Sequence[SourceOut], words: Words) -> str:
    """The stories by outlet and day, the first few; by path where no outlet is known."""
    named = list(dict.fromkeys(_story(s, words) for s in sources))
    shown = "; ".join(named[:STORIES_NAMED])
    more = len(named) - STORIES_NAMED
    if more <= 0:
        return shown
    others = words.translations.ngettext("%(n)s more story", "%(n)s more stories", more)
    return f"{shown}; {others % {'n': more}}"


def _story(source: SourceOut, words: Words) -> str:
    name = clean(source.outlet or source.path)
    return f"{name}, {edtf_word(words, source.published)}" if source.published else name


def _quoted(text: str, words: Words) -> str:
    said = without_outer_marks(text)
    short = said if len(said) <= LONGEST_QUOTE else said[:LONGEST_QUOTE].rstrip() + " …"
    return words.translations.gettext("“%(words)s”") % {"words": short}
