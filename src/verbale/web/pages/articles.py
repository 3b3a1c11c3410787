"""One story whole, with what was read in it and why."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict

from verbale.read.form import ReadingForm
from verbale.record import browse
from verbale.show.explain import MarkKind, cited_starts, explain, marks_of
from verbale.show.explain_page import pieces
from verbale.web.site import Rows, Site


class ArticleOut(BaseModel):
    """A story: its text, its reading, where it stands, its reprints (digest and path)."""

    model_config = ConfigDict(extra="forbid")

    text: str
    reading: ReadingForm
    paths: tuple[str, ...]
    reprints: tuple[tuple[str, str], ...]


def routes(site: Site) -> APIRouter:
    """The addresses."""
    router = APIRouter()

    @router.get("/articles/{sha256}.json")
    def article_json(sha256: str) -> Rows[ArticleOut]:
        with site.reading() as connection:
            found = browse.find_article(connection, sha256)
        form = ReadingForm.of(found.reading)
        row = ArticleOut(
            text=found.reading.article.text, reading=form, paths=found.paths, reprints=found.reprints
        )
        return Rows(rows=[row])

    @router.get("/articles/{sha256}", response_class=HTMLResponse)
    def article(request: Request, sha256: str) -> HTMLResponse:
        with site.reading() as connection:
            found = browse.find_article(connection, sha256)
        reading = found.reading
        return site.page(
            request,
            "article.html",
            article=reading.article,
            items=explain(reading),
            pieces=pieces(reading.article.text, marks_of(reading), cited_starts(reading)),
            mark_kinds=list(MarkKind),
            paths=found.paths,
            reprints=found.reprints,
        )

    return router
