"""In place of the search, for pages without a server: an index of the words that are said."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from verbale.errors import RecordError
from verbale.sentences import say
from verbale.web.site import Site
from verbale.web.word_index import WordIndex


def routes(site: Site, index: WordIndex) -> APIRouter:
    """The addresses."""
    router = APIRouter()

    @router.get("/search", response_class=HTMLResponse)
    def contents(request: Request) -> HTMLResponse:
        return site.page(request, "words.html", ranges=index.ranges, entries=None, number=0)

    @router.get("/search/{number}", response_class=HTMLResponse)
    def words(request: Request, number: int) -> HTMLResponse:
        if not 1 <= number <= index.pages:
            raise RecordError(say("the index of words has no page {n:d}", n=number))
        entries = index.by_page[number - 1]
        return site.page(request, "words.html", ranges=index.ranges, entries=entries, number=number)

    return router
