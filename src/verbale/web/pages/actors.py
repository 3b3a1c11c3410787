"""Who the record knows, and one actor with the contacts that it took part in."""

from __future__ import annotations

from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict

from verbale.record import browse
from verbale.record.positions import latest_positions
from verbale.web.site import Rows, Site, next_address

PER_PAGE = 50
ACTORS_PER_PAGE = 200
POSITIONS_SHOWN = 40
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
    def actor_json(key: str) -> Rows[ActorOut]:
        with site.reading() as connection:
            return Rows(rows=[ActorOut.of(browse.find_actor(connection, key))])

    @router.get("/actors", response_class=HTMLResponse)
    def actors(request: Request, name: Name = "", next: str | None = None) -> HTMLResponse:
        page = listed(name, next)
        following = next_address(request, page.next)
        return site.page(request, "actors.html", actors=page.actors, name=name, next_url=following)

    @router.get("/actors/{key:path}", response_class=HTMLResponse)
    def actor(request: Request, key: str, next: str | None = None) -> HTMLResponse:
        with site.reading() as connection:
            found = browse.find_actor(connection, key)
            chosen = browse.ContactFilter(actors=(key,))
            page = browse.contact_page(connection, chosen, after=next, limit=PER_PAGE)
            said = latest_positions(connection, key, at_most=POSITIONS_SHOWN)
            digests = browse.articles_at(connection, [p.path for p in said])
        return site.page(
            request,
            "actor.html",
            actor=found,
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
