"""What was read, when and by which reader, and what was refused and why."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from verbale.record import queries
from verbale.record.output import SourceOut
from verbale.web.site import Rows, Site


def routes(site: Site) -> APIRouter:
    """The addresses."""
    router = APIRouter()

    @router.get("/sources.json")
    def sources_json(history: bool = False) -> Rows[SourceOut]:
        with site.reading() as connection:
            return Rows(rows=queries.sources(connection, history=history))

    @router.get("/sources", response_class=HTMLResponse)
    def sources(request: Request, history: bool = False) -> HTMLResponse:
        with site.reading() as connection:
            rows = queries.sources(connection, history=history)
        return site.page(request, "sources.html", sources=rows, history=history)

    return router
