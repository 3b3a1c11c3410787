"""One story whole, with what was read in it and why."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse
from pydantic import BaseModel, ConfigDict

from verbale.model import Reading
from verbale.read.form import ReadingForm
from verbale.reconcile.mentions import statement_id
from verbale.record import browse
from verbale.record.listed import statement_named
from verbale.record.output import StatementOut
from verbale.show.explain import MarkKind, cited_starts, marks_of
from verbale.show.explain_page import pieces
from verbale.web.citation import Citation, CslResponse, cite_statement
from verbale.web.explained import explained
from verbale.web.site import Rows, Site, words_of


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

    def cited(request: Request, reading: Reading) -> dict[str, Citation]:
        """How each statement is cited, by the key of its card."""
        found = {}
        for i, s in enumerate(reading.statements, 1):
            name = statement_id(reading.article.sha256, s)
            address = site.address(request, f"/statements/{name}")
            found[f"s{i}"] = cite_statement(name, s, reading, words_of(request), address)
        return found

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
            records = browse.rests_on(connection, found.reading.article.sha256)
        reading = found.reading
        return site.page(
            request,
            "article.html",
            article=reading.article,
            items=explained(words_of(request), reading),
            pieces=pieces(reading.article.text, marks_of(reading), cited_starts(reading)),
            mark_kinds=list(MarkKind),
            paths=found.paths,
            reprints=found.reprints,
            digest=reading.article.sha256,
            citations=cited(request, reading),
            contacts={f"c{i + 1}": c for i, c in records.contacts.items()}
            | {f"s{i + 1}": c for i, c in records.statements.items()},
            promises={f"s{i + 1}": names for i, names in records.promises.items()},
        )

    @router.get("/articles/{sha256}/citations.json", response_class=CslResponse)
    def citations(request: Request, sha256: str) -> CslResponse:
        with site.reading() as connection:
            reading = browse.find_article(connection, sha256).reading
        return CslResponse.of(cited(request, reading).values(), reading.article.sha256[:12])

    @router.get("/statements/{name}.json")
    def statement_json(name: str) -> Rows[StatementOut]:
        with site.reading() as connection:
            return Rows(rows=[statement_named(connection, name)])

    @router.get("/statements/{name}", response_class=RedirectResponse, status_code=307)
    def statement(name: str) -> RedirectResponse:
        """Where a statement stands now; its own address outlives a new reading of other words."""
        with site.reading() as connection:
            place = browse.statement_place(connection, name)
        return RedirectResponse(f"/articles/{place.sha256}#s{place.position + 1}")

    @router.get("/statements/{name}/citation.json", response_class=CslResponse)
    def citation_json(request: Request, name: str) -> CslResponse:
        return CslResponse.of([_one(request, name)], name)

    @router.get("/statements/{name}/citation.txt", response_class=PlainTextResponse)
    def citation_text(request: Request, name: str) -> PlainTextResponse:
        return PlainTextResponse(_one(request, name).text + "\n")

    def _one(request: Request, name: str) -> Citation:
        with site.reading() as connection:
            place = browse.statement_place(connection, name)
            reading = browse.find_article(connection, place.sha256).reading
        return cited(request, reading)[f"s{place.position + 1}"]

    return router
