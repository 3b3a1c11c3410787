"""The ledger of promises: who bound himself to what, and what sources report became of it. No verdict."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict

from verbale.reconcile.commitments import State
from verbale.record.commitment_output import CommitmentOut
from verbale.record.commitment_search import CommitmentSearch, Found, commitments_of_ids
from verbale.record.commitments import find_commitment
from verbale.web.kept import Kept
from verbale.web.site import Rows, Site, next_address

PER_PAGE = 50


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

    @router.get("/commitments.json")
    def commitments_json(request: Request, asked: Annotated[Asked, Query()]) -> Rows[CommitmentOut]:
        found, shown = chosen(asked)
        following = _following(found, asked)
        address = next_address(request, following, name="at")
        return Rows(rows=shown, next=following, next_url=address)

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
