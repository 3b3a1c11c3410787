"""What was read, when and by which reader, and what was refused and why."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from pydantic import BeforeValidator

from verbale.ingest.outcome import Outcome
from verbale.record import browse
from verbale.record.output import SourceOut
from verbale.web.site import Rows, Site, next_address

# A form sends a choice that was left empty too.
Asked = Annotated[Outcome | None, BeforeValidator(lambda written: written or None)]


def routes(site: Site) -> APIRouter:
    """The addresses."""
    router = APIRouter()

    @router.get("/sources.json")
    def sources_json(
        request: Request, history: bool = False, outcome: Asked = None, next: str | None = None
    ) -> Rows[SourceOut]:
        with site.reading() as connection:
            page = browse.source_page(connection, history=history, outcome=outcome, after=next)
        return Rows(rows=page.sources, next=page.next, next_url=next_address(request, page.next))

    @router.get("/sources", response_class=HTMLResponse)
    def sources(
        request: Request, history: bool = False, outcome: Asked = None, next: str | None = None
    ) -> HTMLResponse:
        with site.reading() as connection:
            page = browse.source_page(connection, history=history, outcome=outcome, after=next)
        following = next_address(request, page.next)
        return site.page(
            request,
            "sources.html",
            sources=page.sources,
            history=history,
            outcome=outcome,
            outcomes=list(Outcome),
            next_url=following,
        )

    return router
