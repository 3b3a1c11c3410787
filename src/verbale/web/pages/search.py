"""Full text over statements and stories, and what there is to choose from; accents and case do not matter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict

from verbale.model import ContactKind, SpeechAct
from verbale.record import listing
from verbale.record.listing import Choice, Facet, Listed, ListedArticle
from verbale.record.output import StatementOut
from verbale.web.sheets import Cell, csv_answer, names
from verbale.web.site import Rows, Site, next_address

PER_PAGE = 50
VALUES_SHOWN = 12
Value = Annotated[str, Query(max_length=300)]
STATEMENT_COLUMNS = (
    "id", "day_from", "day_to", "speaker", "act", "polarity", "addressee", "topics", "quote", "reported_by",
    "via", "contact", "path", "start", "end", "independent_sources", "copies", "article",
)  # fmt: skip
ARTICLE_COLUMNS = ("article", "path", "title", "outlet", "language", "published", "excerpt")


class Asked(BaseModel):
    """What the address asks of the search. A facet given several times takes each of its values."""

    model_config = ConfigDict(extra="ignore")

    q: Annotated[str, Query(max_length=500)] = ""
    what: Literal["statements", "articles"] = "statements"
    actor: list[Value] = []
    side: list[Value] = []
    act: list[SpeechAct] = []
    topic: list[Value] = []
    kind: list[ContactKind] = []
    story_language: list[Value] = []
    period: list[Annotated[str, Query(pattern=r"^(\d{4}-\d\d)?$")]] = []
    next: str | None = None

    def choice(self) -> Choice:
        """As the record takes it."""
        given = {facet: [str(v) for v in getattr(self, facet.value) if v] for facet in Facet}
        return Choice(self.q, {facet: values for facet, values in given.items() if values})


class FoundOut(BaseModel):
    """A statement or a story in which the words stand, with their surroundings.

    `article`: the sha256 of the story; `statement`: null for a story.
    """

    model_config = ConfigDict(extra="forbid")

    id: str
    excerpt: str
    article: str
    statement: StatementOut | None = None


class CountOut(BaseModel):
    """How many of the statements found have a value of a facet."""

    model_config = ConfigDict(extra="forbid")

    facet: Facet
    value: str
    name: str
    count: int


def routes(site: Site) -> APIRouter:
    """The addresses."""
    router = APIRouter()

    def found(asked: Asked) -> tuple[list[FoundOut], list[Listed], list[ListedArticle], str | None]:
        """A page: as JSON has it, the statements or stories that it shows, and the key of the next."""
        after = listing.number_of_page(asked.next)
        texts: list[ListedArticle] = []
        with site.reading_list() as connection:
            if asked.what == "articles":
                texts = listing.listed_articles(connection, asked.q, after=after, limit=PER_PAGE + 1)
                rows = [FoundOut(id=a.sha256, excerpt=a.excerpt, article=a.sha256) for a in texts]
                numbers, said = [a.number for a in texts], []
            else:
                said = listing.listed(connection, asked.choice(), after=after, limit=PER_PAGE + 1)
                rows = [
                    FoundOut(id=s.statement.id, excerpt=s.excerpt, article=s.article, statement=s.statement)
                    for s in said
                ]
                numbers = [s.number for s in said]
        following = str(numbers[PER_PAGE - 1]) if len(numbers) > PER_PAGE else None
        return rows[:PER_PAGE], said[:PER_PAGE], texts[:PER_PAGE], following

    @router.get("/search.json")
    def search_json(request: Request, asked: Annotated[Asked, Query()]) -> Rows[FoundOut]:
        rows, _, _, following = found(asked)
        return Rows(rows=rows, next=following, next_url=next_address(request, following))

    @router.get("/search/facets.json")
    def facets_json(asked: Annotated[Asked, Query()]) -> Rows[CountOut]:
        with site.reading_list() as connection:
            counted = listing.counts(connection, asked.choice(), values_at_most=1000)
        return Rows(
            rows=[
                CountOut(facet=facet, value=c.value, name=c.name, count=c.count)
                for facet, values in counted.facets.items()
                for c in values
            ]
        )

    @router.get("/search.csv")
    def search_csv(asked: Annotated[Asked, Query()]) -> StreamingResponse:
        if asked.what == "articles":
            return csv_answer("stories", ARTICLE_COLUMNS, _article_rows(site, asked.q))
        return csv_answer("statements", STATEMENT_COLUMNS, _statement_rows(site, asked.choice()))

    @router.get("/search", response_class=HTMLResponse)
    def search(request: Request, asked: Annotated[Asked, Query()]) -> HTMLResponse:
        rows, said, texts, following = found(asked)
        choice = asked.choice()
        with site.reading_list() as connection:
            counted = (
                listing.counts(connection, choice, values_at_most=VALUES_SHOWN)
                if asked.what == "statements"
                else None
            )
            chosen = [v for f in (Facet.ACTOR, Facet.SIDE) for v in choice.facets.get(f, ())]
            called = listing.actor_names(connection, chosen)
        return site.page(
            request,
            "search.html",
            q=asked.q,
            what=asked.what,
            found=rows,
            said=said,
            texts=texts,
            counted=counted,
            chosen=[(facet, v, called.get(v, v)) for facet, values in choice.facets.items() for v in values],
            next_url=next_address(request, following),
        )

    return router


def _statement_rows(site: Site, choice: Choice) -> Iterator[tuple[Cell, ...]]:
    with site.reading_list() as connection:
        for row in listing.every_listed(connection, choice):
            s = row.statement
            yield (
                s.id,
                row.day_from.isoformat() if row.day_from else None,
                row.day_to.isoformat() if row.day_to else None,
                names(s.speaker),
                s.act.value,
                s.polarity.value,
                names(s.addressee),
                "; ".join(s.topics),
                s.quote,
                names(s.reported_by),
                s.via,
                s.contact,
                s.path,
                s.content.start,
                s.content.end,
                s.independent_sources,
                "; ".join(f"{c.path}:{c.content.start}" for c in s.copies),
                row.article,
            )


def _article_rows(site: Site, words: str) -> Iterator[tuple[Cell, ...]]:
    with site.reading_list() as connection:
        for a in listing.every_article(connection, words):
            yield a.sha256, a.path, a.title, a.outlet, a.language, a.published, a.excerpt
