"""The ledger of promises: who bound himself to what, and what sources report became of it. No verdict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict

from verbale.reconcile.commitments import State
from verbale.record.commitment_output import CommitmentOut
from verbale.record.commitment_search import (
    CommitmentPage,
    Sought,
    commitment_page,
    every_commitment,
)
from verbale.record.commitments import find_commitment
from verbale.record.listing import number_of_page
from verbale.web.sheets import Cell, csv_answer, names
from verbale.web.site import Rows, Site, next_address

PER_PAGE = 50
COLUMNS = (
    "id", "speaker", "to", "content", "conditions", "due", "made_on", "state", "contact", "reported_by",
    "reports", "places",
)  # fmt: skip


class Asked(BaseModel):
    """What the address asks of the ledger."""

    model_config = ConfigDict(extra="ignore")

    actor: Annotated[str, Query(max_length=200)] = ""
    topic: Annotated[str, Query(max_length=200)] = ""
    state: State | None = None
    next: str | None = None

    def sought(self) -> Sought:
        """As the record takes it."""
        return Sought(self.actor, self.topic, self.state)


def routes(site: Site) -> APIRouter:
    """The addresses."""
    router = APIRouter()

    def page(asked: Asked, *, counted: bool) -> tuple[CommitmentPage, bool]:
        after = number_of_page(asked.next)
        with site.reading_commitments() as (connection, current):
            found = commitment_page(connection, asked.sought(), after=after, limit=PER_PAGE, counted=counted)
            return found, current

    def sheet(asked: Asked) -> Iterator[tuple[Cell, ...]]:
        with site.reading_commitments() as (connection, _):
            yield from map(_sheet_row, every_commitment(connection, asked.sought()))

    @router.get("/commitments.json")
    def commitments_json(request: Request, asked: Annotated[Asked, Query()]) -> Rows[CommitmentOut]:
        found, _ = page(asked, counted=False)
        following = str(found.next) if found.next is not None else None
        return Rows(rows=found.commitments, next=following, next_url=next_address(request, following))

    @router.get("/commitments.csv")
    def commitments_csv(asked: Annotated[Asked, Query()]) -> StreamingResponse:
        return csv_answer("promises", COLUMNS, sheet(asked))

    @router.get("/commitments/{name}.json")
    def commitment_json(name: str) -> Rows[CommitmentOut]:
        with site.reading_commitments() as (connection, _):
            return Rows(rows=[find_commitment(connection, name)])

    @router.get("/commitments/{name}", response_class=HTMLResponse)
    def commitment(request: Request, name: str) -> HTMLResponse:
        with site.reading_commitments() as (connection, current):
            found = find_commitment(connection, name)
        return site.page(request, "commitment.html", c=found, current=current)

    @router.get("/commitments", response_class=HTMLResponse)
    def commitments(request: Request, asked: Annotated[Asked, Query()]) -> HTMLResponse:
        found, current = page(asked, counted=True)
        following = str(found.next) if found.next is not None else None
        return site.page(
            request,
            "commitments.html",
            commitments=found.commitments,
            total=found.total,
            counted_all=not found.more,
            next_url=next_address(request, following),
            states=found.states,
            every_state=list(State),
            asked=asked,
            current=current,
        )

    return router


def _sheet_row(c: CommitmentOut) -> tuple[Cell, ...]:
    return (
        c.id,
        names(c.speaker),
        names(c.to),
        c.content,
        c.conditions,
        c.due,
        c.made_on,
        c.state.value,
        c.contact,
        names(c.reported_by),
        "; ".join(f"{r.date or 'undated'}: {names(r.by) or 'unnamed'}: {r.says}" for r in c.reports),
        "; ".join(f"{e.path}:{e.start}" for e in c.evidence),
    )
