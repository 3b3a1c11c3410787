"""What guards every answer: the Host that was asked for, where a form came from, what a page may load."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from fastapi import FastAPI, Request, Response
from fastapi.responses import PlainTextResponse

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
Next = Callable[[Request], Awaitable[Response]]


def add_guard(app: FastAPI, hosts: frozenset[str]) -> None:
    """Refuse other hosts (DNS rebinding) and other sites' forms (CSRF); put the headers on each answer."""

    @app.middleware("http")
    async def guard(request: Request, call_next: Next) -> Response:
        answer = _refusal(request, hosts) or await call_next(request)
        for name, value in HEADERS.items():
            answer.headers.setdefault(name, value)
        return answer


def _refusal(request: Request, hosts: frozenset[str]) -> Response | None:
    host = request.headers.get("host", "").lower()
    if host not in hosts:
        return PlainTextResponse("This address is not served here.\n", 421)
    if request.method in SAFE:
        return None
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None and site != "same-origin":
        return PlainTextResponse("Forms are taken from this site alone.\n", 403)
    if origin is None and site is None:
        return PlainTextResponse("A form must say where it comes from.\n", 403)
    if origin is not None and urlsplit(origin).netloc.lower() != host:
        return PlainTextResponse("Forms are taken from this site alone.\n", 403)
    return None
