"""The time line of a record, and one contact with what each side says was said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, StreamingResponse
from pydantic import BaseModel, BeforeValidator, ConfigDict

from verbale.model import ContactKind
from verbale.reconcile.mentions import fold
from verbale.record import browse, queries
from verbale.record.commitments import commitments_of_contact
from verbale.record.described import described_actors
from verbale.record.listed import statements_of
from verbale.record.output import ContactOut, ContactPageOut, PlaceOut, SourceOut, StatementOut
from verbale.show.page import Said, fact_lines, said, stories_of
from verbale.show.text import clean
from verbale.web.citation import Citation, CslResponse, cite_contact
from verbale.web.pictures import calendar_picture, graph_picture, timeline_picture
from verbale.web.sheets import Cell, csv_answer, names
from verbale.web.site import Rows, Site, next_address, words_of
from verbale.web.who import called

PER_PAGE = 100
TOPICS_OFFERED = 100
ACTORS_OFFERED = 100
PROMISES_SHOWN = 20
COLUMNS = (
    "id", "kind", "status", "date", "date_from", "date_to", "participants", "place", "duration_minutes",
    "duration_qualifier", "initiator", "requested_by", "independent_sources", "stories", "divergences",
    "unsure",
)  # fmt: skip

# A form sends a field that was left empty too.
Day = Annotated[date | None, BeforeValidator(lambda written: written or None)]


class Chosen(BaseModel):
    """What the address asks of the time line."""

    model_config = ConfigDict(extra="ignore")

    actor: list[str] = []
    kind: list[ContactKind] = []
    since: Day = None
    until: Day = None
    side: list[str] = []
    topic: str = ""
    divergent: bool = False
    next: str | None = None

    def filter(self) -> browse.ContactFilter:
        """As the record takes it."""
        kinds = tuple(k.value for k in self.kind)
        return browse.ContactFilter(
            actors=tuple(a for a in self.actor if a),
            kinds=kinds,
            sides=tuple(s for s in self.side if s),
            topic=self.topic.strip() or None,
            divergent=self.divergent,
            since=self.since,
            until=self.until,
        )


def routes(site: Site) -> APIRouter:
    """The addresses."""
    router = APIRouter()

    def cited(request: Request, found: ContactOut, read: Sequence[SourceOut]) -> Citation:
        return cite_contact(found, read, words_of(request), site.address(request, f"/contacts/{found.id}"))

    @router.get("/contacts.json")
    def contacts_json(request: Request, chosen: Annotated[Chosen, Query()]) -> Rows[ContactOut]:
        with site.reading() as connection:
            page = browse.contact_page(connection, chosen.filter(), after=chosen.next, limit=PER_PAGE)
        return Rows(rows=page.contacts, next=page.next, next_url=next_address(request, page.next))

    @router.get("/contacts.csv")
    def contacts_csv(chosen: Annotated[Chosen, Query()]) -> StreamingResponse:
        return csv_answer("contacts", COLUMNS, _sheet_rows(site, chosen.filter()))

    @router.get("/contacts/{name}.json")
    def contact_json(name: str) -> Rows[ContactPageOut]:
        with site.reading() as connection:
            contact = queries.find_contact(connection, name)
            listed = tuple(statements_of(connection, contact.id))
        return Rows(rows=[ContactPageOut(contact=contact, statements=listed)])

    @router.get("/", response_class=HTMLResponse)
    def time_line(request: Request, chosen: Annotated[Chosen, Query()]) -> HTMLResponse:
        with site.reading() as connection:
            page = browse.contact_lines(connection, chosen.filter(), after=chosen.next, limit=PER_PAGE)
            actors = browse.actor_page(connection, limit=ACTORS_OFFERED).actors
            there = {a.key for a in actors}
            actors += tuple(browse.actors_of(connection, [a for a in chosen.actor if a not in there]))
            topics = browse.topic_rows(connection, limit=TOPICS_OFFERED)
            known = described_actors(connection)
        words = words_of(request)
        sides = dict.fromkeys([*chosen.side, *(a.side for a in actors if a.side)])
        return site.page(
            request,
            "timeline.html",
            contacts=page.contacts,
            total=page.total,
            counted_all=not page.more,
            picture=timeline_picture(page.contacts),
            weeks=calendar_picture(page.contacts),
            graph=graph_picture(page.contacts),
            actors=actors,
            topics=topics,
            sides=sorted(((called(words, known, s), s) for s in sides if s), key=lambda x: fold(x[0])),
            kinds=list(ContactKind),
            chosen=chosen,
            next_url=next_address(request, page.next),
        )

    @router.get("/contacts/{name}", response_class=HTMLResponse)
    def contact(request: Request, name: str) -> HTMLResponse:
        with site.reading_commitments() as (connection, current):
            found = queries.find_contact(connection, name)
            listed = tuple(statements_of(connection, found.id))
            promises = commitments_of_contact(connection, found.id, at_most=PROMISES_SHOWN)
            before, after = browse.neighbours(connection, found)
            read = browse.sources_at(connection, [m.path for m in found.mentions])
            places = _places(found, listed)
            texts = queries.texts(connection, (p.path for p in places))
            digests = browse.articles_at(connection, [p.path for p in places])
        stories = stories_of(found, listed, texts)
        return site.page(
            request,
            "contact.html",
            contact=found,
            facts=fact_lines(found, stories),
            compared=compared(
                said(found, listed, stories, both=words_of(request).translations.gettext(" and "))
            ),
            told_at={m.id: m for m in reversed(found.mentions)},
            stories=stories,
            digests=digests,
            promises=promises,
            current=current,
            before=before,
            after=after,
            citation=cited(request, found, read),
        )

    @router.get("/contacts/{name}/citation.json", response_class=CslResponse)
    def citation_json(request: Request, name: str) -> CslResponse:
        found, read = _with_sources(site, name)
        return CslResponse.of([cited(request, found, read)], found.id)

    @router.get("/contacts/{name}/citation.txt", response_class=PlainTextResponse)
    def citation_text(request: Request, name: str) -> PlainTextResponse:
        found, read = _with_sources(site, name)
        return PlainTextResponse(cited(request, found, read).text + "\n")

    return router


def _with_sources(site: Site, name: str) -> tuple[ContactOut, list[SourceOut]]:
    with site.reading() as connection:
        found = queries.find_contact(connection, name)
        return found, browse.sources_at(connection, [m.path for m in found.mentions])


def _sheet_rows(site: Site, chosen: browse.ContactFilter) -> Iterator[tuple[Cell, ...]]:
    after = None
    with site.reading() as connection:
        while True:
            page = browse.contact_page(connection, chosen, after=after, limit=PER_PAGE)
            for c in page.contacts:
                yield (
                    c.id,
                    c.kind.value,
                    c.status.value,
                    c.date,
                    c.date_from.isoformat() if c.date_from else None,
                    c.date_to.isoformat() if c.date_to else None,
                    names(c.participants),
                    c.place,
                    c.duration_minutes,
                    c.duration_qualifier,
                    c.initiator.name if c.initiator else None,
                    c.requested_by.name if c.requested_by else None,
                    c.independent_sources,
                    c.stories,
                    "; ".join(d.explanation for d in c.divergences),
                    "yes" if c.unsure else "no",
                )
            if page.next is None:
                return
            after = page.next


def _places(contact: ContactOut, listed: Sequence[StatementOut]) -> list[PlaceOut]:
    places: list[PlaceOut] = list(contact.mentions)
    places += [p for v in contact.versions for p in v.evidence]
    places += [p for d in contact.divergences for p in d.evidence]
    return places + [PlaceOut(path=s.path, start=s.content.start, end=s.content.end) for s in listed]


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One topic across the sides.

    Attributes:
        mark: "both", "one", or "" where no two sides give an account.
        only: the column of the one side that reports it; 0 where there is no such.
    """

    topic: str
    cells: tuple[tuple[object, ...], ...]
    mark: str
    only: int


@dataclass(frozen=True, slots=True)
class Compared:
    """Topics down, sides across."""

    columns: tuple[str, ...]
    rows: tuple[ComparedRow, ...]


def compared(laid: Said) -> Compared:
    """Mark the topics that both sides report, and those that one alone does."""
    sides = [i for i, column in enumerate(laid.columns) if not column.startswith("press")]
    rows = []
    for topic, cells in laid.rows:
        reporting = sum(bool(cells[i]) for i in sides)
        mark = "" if len(sides) < 2 else "both" if reporting > 1 else "one" if reporting == 1 else ""
        only = next((i for i in sides if cells[i]), 0)
        rows.append(ComparedRow(clean(topic), cells, mark, only))
    return Compared(laid.columns, tuple(rows))
