"""The ledger of promises: who bound himself to what, and what sources report became of it. No verdict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict

from verbale.reconcile.commitments import State
from verbale.record.commitment_output import CommitmentOut
from verbale.record.commitment_search import CommitmentSearch, Found, commitments_of_ids
from verbale.record.commitments import find_commitment
from verbale.web.kept import Kept
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
    at: Annotated[int, Query(ge=0, le=10**9)] = 0


def routes(site: Site) -> APIRouter:
    """The addresses."""
    router = APIRouter()

    every = Kept(CommitmentSearch)

    def chosen(asked: Asked) -> tuple[Found, list[CommitmentOut]]:
        with site.reading_commitments() as connection:
            found = every.of(connection).find(asked.actor or None, asked.topic or None, asked.state)
            return found, commitments_of_ids(connection, found.ids[asked.at : asked.at + PER_PAGE])

    def sheet(asked: Asked) -> Iterator[tuple[Cell, ...]]:
        with site.reading_commitments() as connection:
            found = every.of(connection).find(asked.actor or None, asked.topic or None, asked.state)
            for i in range(0, len(found.ids), PER_PAGE):
                yield from map(_sheet_row, commitments_of_ids(connection, found.ids[i : i + PER_PAGE]))

    @router.get("/commitments.json")
    def commitments_json(request: Request, asked: Annotated[Asked, Query()]) -> Rows[CommitmentOut]:
        found, shown = chosen(asked)
        following = _following(found, asked)
        address = next_address(request, following, name="at")
        return Rows(rows=shown, next=following, next_url=address)

    @router.get("/commitments.csv")
    def commitments_csv(asked: Annotated[Asked, Query()]) -> StreamingResponse:
        return csv_answer("promises", COLUMNS, sheet(asked))

    @router.get("/commitments/{name}.json")
    def commitment_json(name: str) -> Rows[CommitmentOut]:
        with site.reading_commitments() as connection:
            return Rows(rows=[find_commitment(connection, name)])

    @router.get("/commitments", response_class=HTMLResponse)
    def commitments(request: Request, asked: Annotated[Asked, Query()]) -> HTMLResponse:
        found, shown = chosen(asked)
        return site.page(
            request,
            "commitments.html",
            commitments=shown,
            total=len(found.ids),
            following=_following(found, asked),
            states=found.states,
            every_state=list(State),
            asked=asked,
        )

    return router


def _following(found: Found, asked: Asked) -> str | None:
    """Where the next page begins."""
    following = asked.at + PER_PAGE
    return str(following) if len(found.ids) > following else None


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
