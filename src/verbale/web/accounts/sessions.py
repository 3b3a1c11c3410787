"""Who is logged in: a signed cookie that names the account, and what is refused to whom."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.concurrency import run_in_threadpool

from verbale.web.accounts.store import Account, Accounts, Right
from verbale.web.guard import SAFE
from verbale.web.site import Site

LASTS_SECONDS = 12 * 60 * 60
LOGIN = "/login"
# What can be had without an account: logging in, and what its page looks like.
OPEN = (LOGIN, "/static/")
# What any account may send; every other form needs the right to review.
OF_EVERY_ACCOUNT = frozenset({"/logout", "/account"})
Next = Callable[[Request], Awaitable[Response]]


class Sessions:
    """Sessions of accounts, kept by the browser, signed by us."""

    def __init__(self, accounts: Accounts) -> None:
        self.accounts = accounts
        self._signer = URLSafeTimedSerializer(accounts.key, salt="session", signer_kwargs={
            "digest_method": hashlib.sha256})  # fmt: skip
        # Cookies of one host know no ports: two records served beside each other need two names.
        self.cookie = f"session-{hashlib.sha256(accounts.key.encode()).hexdigest()[:8]}"

    def begin(self, request: Request, answer: Response, account: Account) -> None:
        """Log an account in."""
        signed = self._signer.dumps([account.number, account.sessions_since])
        answer.set_cookie(
            self.cookie, signed, max_age=LASTS_SECONDS,
            httponly=True, samesite="lax", secure=request.url.scheme == "https",
        )  # fmt: skip

    def end(self, answer: Response) -> None:
        """Forget the session in this browser."""
        answer.delete_cookie(self.cookie, httponly=True, samesite="lax")

    def account(self, request: Request) -> Account | None:
        """Whose session a request belongs to; None for nobody's, or one that has ended."""
        try:
            number, since = self._signer.loads(request.cookies.get(self.cookie, ""), max_age=LASTS_SECONDS)
        except (BadSignature, ValueError, TypeError):
            return None
        account = self.accounts.of_number(number)
        return account if account is not None and account.sessions_since == since else None


def add_sessions(app: FastAPI, site: Site, sessions: Sessions) -> None:
    """Let nobody in without an account, and each account do what it may."""

    @app.middleware("http")
    async def only_accounts(request: Request, call_next: Next) -> Response:
        path = request.url.path
        account = await run_in_threadpool(sessions.account, request)
        request.state.account = account
        if path.startswith("/static/"):
            return await call_next(request)
        answer = _refusal(site, request, account) or await call_next(request)
        answer.headers["Cache-Control"] = "private, no-store"
        return answer


def needed_right(request: Request) -> Right | None:
    """What a request needs; None for what everybody may ask."""
    path = request.url.path
    if path == LOGIN or path.startswith(OPEN[1]):
        return None
    if path == "/accounts" or path.startswith(("/accounts/", "/accounts.")):
        return Right.ADMIN
    return Right.VIEW if request.method in SAFE or path in OF_EVERY_ACCOUNT else Right.REVIEW


def _refusal(site: Site, request: Request, account: Account | None) -> Response | None:
    needed = needed_right(request)
    if needed is None or (account is not None and account.right.includes(needed)):
        return None
    if account is not None:
        return site.failure(request, 403, f"the account {account.name!r} may not do this")
    if request.url.path.endswith(".json") or request.method not in SAFE:
        return site.failure(request, 401, "log in first")
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(LOGIN if asked == "/" else f"{LOGIN}?to={quote(asked, safe='')}", 303)
