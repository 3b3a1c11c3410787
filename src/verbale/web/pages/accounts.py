"""Managing the accounts."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from verbale.errors import AccountError
from verbale.sentences import say
from verbale.web.accounts.sessions import Sessions
from verbale.web.accounts.store import NAME_AT_MOST, PASSWORD_AT_LEAST, Right
from verbale.web.pages.login import Name, Password
from verbale.web.site import Site


def routes(site: Site, sessions: Sessions) -> APIRouter:
    """The addresses."""
    router = APIRouter()
    accounts = sessions.accounts

    def page(request: Request, refused: str = "", status: int = 200) -> HTMLResponse:
        return site.page(
            request,
            "accounts.html",
            status=status,
            accounts=accounts.listed(),
            rights=list(Right),
            refused=refused,
            at_most=NAME_AT_MOST,
            at_least=PASSWORD_AT_LEAST,
        )

    @router.get("/accounts", response_class=HTMLResponse)
    def listed(request: Request) -> HTMLResponse:
        return page(request)

    @router.post("/accounts", response_class=HTMLResponse)
    def change(
        request: Request,
        answer: Annotated[str, Form(max_length=20)],
        name: Name = "",
        password: Password = "",
        right: Annotated[Right, Form()] = Right.VIEW,
    ) -> Response:
        """Add or remove an account, or give it another right or password: `answer` says which."""
        try:
            match answer:
                case "add":
                    when = datetime.now().astimezone().isoformat(timespec="seconds")
                    accounts.add(name, password, right, when=when)
                case "right":
                    accounts.set_right(name, right)
                case "password":
                    accounts.set_password(name, password)
                case "remove":
                    accounts.remove(name)
                case _:
                    raise AccountError(
                        say("{written} is nothing that can be done with an account", written=repr(answer))
                    )
        except AccountError as e:
            return page(request, str(e), status=409)
        return RedirectResponse("/accounts", 303)

    return router
