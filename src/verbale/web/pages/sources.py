"""What was read, when and by which reader, and what was refused and why."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from verbale.record import browse
from verbale.record.output import SourceOut
from verbale.web.site import Rows, Site, next_address


def routes(site: Site) -> APIRouter:
    """The addresses."""
    router = APIRouter()

    @router.get("/sources.json")
    def sources_json(request: Request, history: bool = False, next: str | None = None) -> Rows[SourceOut]:
        with site.reading() as connection:
            page = browse.source_page(connection, history=history, after=next)
        return Rows(rows=page.sources, next=page.next, next_url=next_address(request, page.next))

    @router.get("/sources", response_class=HTMLResponse)
    def sources(request: Request, history: bool = False, next: str | None = None) -> HTMLResponse:
        with site.reading() as connection:
            page = browse.source_page(connection, history=history, after=next)
        following = next_address(request, page.next)
        return site.page(request, "sources.html", sources=page.sources, history=history, next_url=following)

    return router
