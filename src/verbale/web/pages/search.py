"""Full text over statements and stories; accents and case do not matter."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict

from verbale.record import queries
from verbale.web.site import Rows, Site

AT_MOST = 100
What = Literal["statements", "articles"]


class FoundOut(BaseModel):
    """A statement or a story in which the words stand, with their surroundings."""

    model_config = ConfigDict(extra="forbid")

    id: str
    excerpt: str


def routes(site: Site) -> APIRouter:
    """The addresses."""
    router = APIRouter()

    @router.get("/search.json")
    def search_json(
        q: Annotated[str, Query(max_length=500)] = "", what: What = "statements"
    ) -> Rows[FoundOut]:
        return Rows(rows=[FoundOut(id=f.id, excerpt=f.excerpt) for f in _found(site, q, what)])

    @router.get("/search", response_class=HTMLResponse)
    def search(
        request: Request, q: Annotated[str, Query(max_length=500)] = "", what: What = "statements"
    ) -> HTMLResponse:
        return site.page(request, "search.html", q=q, what=what, found=_found(site, q, what), at_most=AT_MOST)

    return router


def _found(site: Site, q: str, what: What) -> list[queries.Found]:
    find = queries.search_statements if what == "statements" else queries.search_articles
    with site.reading() as connection:
        return find(connection, q, limit=AT_MOST)
