"""The ledger of promises: who bound himself to what, and what sources report became of it. No verdict."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict

from verbale.reconcile.commitments import State
from verbale.record.commitment_output import CommitmentOut
from verbale.record.commitments import commitments as stored
from verbale.record.commitments import find_commitment
from verbale.show.commitments import CommitmentSelection
from verbale.web.site import Rows, Site

PER_PAGE = 100


class Asked(BaseModel):
    """What the address asks of the ledger."""

    model_config = ConfigDict(extra="ignore")

    actor: Annotated[str, Query(max_length=200)] = ""
    topic: Annotated[str, Query(max_length=200)] = ""
    state: State | None = None
    at: Annotated[int, Query(ge=0, le=10**9)] = 0

    def selection(self) -> CommitmentSelection:
        """As the command line takes it."""
        return CommitmentSelection(self.actor or None, self.topic or None, self.state, None, None)


def routes(site: Site) -> APIRouter:
    """The addresses."""
    router = APIRouter()

    def chosen(asked: Asked) -> list[CommitmentOut]:
        with site.reading_commitments() as connection:
            return [c for c in stored(connection) if asked.selection().takes(c)]

    @router.get("/commitments.json")
    def commitments_json(asked: Annotated[Asked, Query()]) -> Rows[CommitmentOut]:
        return Rows(rows=chosen(asked))

    @router.get("/commitments/{name}.json")
    def commitment_json(name: str) -> Rows[CommitmentOut]:
        with site.reading_commitments() as connection:
            return Rows(rows=[find_commitment(connection, name)])

    @router.get("/commitments", response_class=HTMLResponse)
    def commitments(request: Request, asked: Annotated[Asked, Query()]) -> HTMLResponse:
        found = chosen(asked)
        return site.page(
            request,
            "commitments.html",
            commitments=found[asked.at : asked.at + PER_PAGE],
            total=len(found),
            following=asked.at + PER_PAGE if len(found) > asked.at + PER_PAGE else None,
            states=Counter(c.state for c in found),
            every_state=list(State),
            asked=asked,
        )

    return router
