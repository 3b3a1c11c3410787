"""Logging in and out, and one's own password."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from verbale.errors import AccountError
from verbale.web.accounts.attempts import Attempts
from verbale.web.accounts.sessions import LOGIN, Sessions
from verbale.web.accounts.store import NAME_AT_MOST, PASSWORD_AT_LEAST, PASSWORD_AT_MOST, normal_name
from verbale.web.site import Site, account_of

Name = Annotated[str, Form(max_length=NAME_AT_MOST)]
# One more than is taken, so that the reason is ours.
Password = Annotated[str, Form(max_length=PASSWORD_AT_MOST + 1)]
ADDRESS_AT_MOST = 4000


def routes(site: Site, sessions: Sessions) -> APIRouter:
    """The addresses."""
    router = APIRouter()
    attempts = Attempts()

    def page(request: Request, to: str, name: str = "", refused: str = "", status: int = 200) -> HTMLResponse:
        return site.page(
            request, "login.html", status=status, to=to, name=name, refused=refused, at_most=NAME_AT_MOST
        )

    def own(request: Request, *, refused: str = "", done: bool = False, status: int = 200) -> HTMLResponse:
        return site.page(
            request, "account.html", status=status, refused=refused, done=done, at_least=PASSWORD_AT_LEAST
        )

    def allowed(request: Request, name: str) -> bool:
        return attempts.may(normal_name(name), request.client.host if request.client else "")

    @router.get(LOGIN, response_class=HTMLResponse)
    def login(request: Request, to: Annotated[str, Query(max_length=ADDRESS_AT_MOST)] = "") -> HTMLResponse:
        return page(request, to)

    @router.post(LOGIN, response_class=HTMLResponse)
    def log_in(
        request: Request,
        name: Name = "",
        password: Password = "",
        to: Annotated[str, Form(max_length=ADDRESS_AT_MOST)] = "",
    ) -> Response:
        if not allowed(request, name):
            return page(request, to, name, "often", status=429)
        account = sessions.accounts.logged_in(name, password)
        if account is None:
            return page(request, to, name, "wrong", status=401)
        attempts.succeeded(normal_name(name), request.client.host if request.client else "")
        answer = RedirectResponse(own_address(to), 303)
        sessions.begin(request, answer, account)
        return answer

    @router.post("/logout")
    def log_out(request: Request) -> Response:
        account = account_of(request)
        if account is not None:
            sessions.accounts.end_sessions(account)
        answer = RedirectResponse(LOGIN, 303)
        sessions.end(answer)
        return answer

    @router.get("/account", response_class=HTMLResponse)
    def account(request: Request) -> HTMLResponse:
        return own(request)

    @router.post("/account", response_class=HTMLResponse)
    def change_password(request: Request, old: Password = "", new: Password = "") -> Response:
        account = account_of(request)
        assert account is not None  # nobody comes here without one
        if not allowed(request, account.name):
            return own(request, refused="often", status=429)
        if sessions.accounts.logged_in(account.name, old) is None:
            return own(request, refused="wrong", status=401)
        try:
            changed = sessions.accounts.set_password(account.name, new)
        except AccountError as e:
            return own(request, refused=str(e), status=409)
        answer = own(request, done=True)
        sessions.begin(request, answer, changed)
        return answer

    return router


def own_address(to: str) -> str:
    """Where to go after logging in: an address of this application, whatever was asked for.

    >>> own_address("/review?kind=date"), own_address("//evil.example"), own_address("https://evil.example")
    ('/review?kind=date', '/', '/')
    """
    # A browser reads "\\" as "/", and leaves out signs that cannot be printed.
    if not to.startswith("/") or to.startswith("//") or "\\" in to or not to.isprintable():
        return "/"
    return to
