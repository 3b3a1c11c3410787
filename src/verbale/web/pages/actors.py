"""Who the record knows, and one actor with the contacts that it took part in."""

from __future__ import annotations

from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict

from verbale.record import browse
from verbale.record.commitment_search import Sought, commitment_page
from verbale.record.described import described_actors
from verbale.record.positions import latest_positions
from verbale.web.site import Rows, Site, next_address, words_of
from verbale.web.who import called, described

PER_PAGE = 50
ACTORS_PER_PAGE = 200
POSITIONS_SHOWN = 40
PROMISES_SHOWN = 10
Name = Annotated[str, Query(max_length=200)]


class ActorOut(BaseModel):
    """An actor; `key` is what its address ends in."""

    model_config = ConfigDict(extra="forbid")

    key: str
    name: str
    id: str | None
    side: str | None
    contacts: int

    @classmethod
    def of(cls, row: browse.ActorRow) -> ActorOut:
        """From the record's row."""
        return cls(key=row.key, name=row.name, id=row.id, side=row.side, contacts=row.contacts)


class OfficeOut(BaseModel):
    """An office with its dates as the actor files state them (EDTF), null where they do not."""

    model_config = ConfigDict(extra="forbid")

    office: str
    of: str
    since: str | None
    until: str | None


class ActorPageOut(ActorOut):
    """An actor with what the actor files say of it: names by language, offices."""

    names: dict[str, tuple[str, ...]]
    offices: tuple[OfficeOut, ...]


def routes(site: Site) -> APIRouter:
    """The addresses."""
    router = APIRouter()

    def listed(name: str, after: str | None) -> browse.ActorPage:
        with site.reading() as connection:
            return browse.actor_page(connection, name=name, after=after, limit=ACTORS_PER_PAGE)

    @router.get("/actors.json")
    def actors_json(request: Request, name: Name = "", next: str | None = None) -> Rows[ActorOut]:
        page = listed(name, next)
        rows = [ActorOut.of(row) for row in page.actors]
        return Rows(rows=rows, next=page.next, next_url=next_address(request, page.next))

    @router.get("/actors/{key:path}.json")
    def actor_json(key: str) -> Rows[ActorPageOut]:
        with site.reading() as connection:
            row = browse.find_actor(connection, key)
            entry = described_actors(connection).get(row.id or "")
        offices = [
            OfficeOut(office=t.office.value, of=t.of, since=t.since, until=t.until)
            for t in (entry.tenures if entry is not None else ())
        ]
        names = dict(entry.names) if entry is not None else {}
        found = ActorPageOut(**ActorOut.of(row).model_dump(), names=names, offices=tuple(offices))
        return Rows(rows=[found])

    @router.get("/actors", response_class=HTMLResponse)
    def actors(request: Request, name: Name = "", next: str | None = None) -> HTMLResponse:
        page = listed(name, next)
        following = next_address(request, page.next)
        return site.page(request, "actors.html", actors=page.actors, name=name, next_url=following)

    @router.get("/actors/{key:path}", response_class=HTMLResponse)
    def actor(request: Request, key: str, next: str | None = None) -> HTMLResponse:
        words = words_of(request)
        with site.reading_commitments() as (connection, current):
            found = browse.find_actor(connection, key)
            known = described_actors(connection)
            sought = Sought(actor=found.id or found.name)
            promised = commitment_page(connection, sought, limit=PROMISES_SHOWN, counted=False)
            chosen = browse.ContactFilter(actors=(key,))
            page = browse.contact_lines(connection, chosen, after=next, limit=PER_PAGE)
            said = latest_positions(connection, key, at_most=POSITIONS_SHOWN)
            digests = browse.articles_at(connection, [p.path for p in said])
        return site.page(
            request,
            "actor.html",
            actor=found,
            described=described(words, known, found.id),
            side=called(words, known, found.side) if found.side else None,
            promises=promised.commitments,
            more_promises=promised.next is not None,
            sought=sought,
            current=current,
            contacts=page.contacts,
            total=page.total,
            counted_all=not page.more,
            next_url=next_address(request, page.next),
            positions=[(topic, list(rows)) for topic, rows in groupby(said, lambda p: p.topic)],
            positions_shown=len({p.statement for p in said}),
            positions_at_most=POSITIONS_SHOWN,
            digests=digests,
        )

    return router
