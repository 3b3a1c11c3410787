"""The application: its pages, its JSON, its guard, and errors as pages."""

from __future__ import annotations

import gc
from http import HTTPStatus
from importlib.resources import files

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from verbale.errors import RecordError
from verbale.sentences import say
from verbale.web.accounts.sessions import Sessions, add_sessions
from verbale.web.guard import add_guard
from verbale.web.pages import (
    accounts,
    actors,
    articles,
    commitments,
    contacts,
    login,
    review,
    search,
    sources,
    word_index,
)
from verbale.web.settings import Settings
from verbale.web.site import Site


def stay_out_of_the_way() -> None:
    """Take what is loaded by now out of the garbage collector's sight.

    It stays for as long as the server runs, and looking through it held up a request now and then by a fifth
    of a second.
    """
    gc.collect()
    gc.freeze()


def create_app(settings: Settings) -> FastAPI:
    """The application over one record."""
    app = FastAPI(title="Verbale", docs_url=None, redoc_url=None, openapi_url="/openapi.json")
    site = Site(settings)
    for page in (contacts, articles, actors, commitments, review, sources):
        app.include_router(page.routes(site))
    app.include_router(
        search.routes(site) if settings.words is None else word_index.routes(site, settings.words)
    )
    app.mount("/static", StaticFiles(directory=str(files("verbale.web").joinpath("static"))), name="static")
    _handle_errors(app, site)
    if settings.accounts is not None:
        sessions = Sessions(settings.accounts)
        app.include_router(login.routes(site, sessions))
        app.include_router(accounts.routes(site, sessions))
        add_sessions(app, site, sessions)
    add_guard(app, settings.hosts)
    return app


def _handle_errors(app: FastAPI, site: Site) -> None:
    failed = site.failure

    @app.exception_handler(RecordError)
    def not_in_record(request: Request, error: Exception) -> Response:
        return failed(request, 404, str(error))

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return failed(request, error.status_code, _plain(error))

    @app.exception_handler(RequestValidationError)
    def misread(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        first = error.errors()[0]
        place, wrong = first["loc"][-1], first["msg"]
        if request.url.path.endswith(".json"):
            return failed(request, 422, f"{place}: {wrong}")
        return failed(request, 422, say("what the address gives for {written} does not fit", written=place))


def _plain(error: HTTPException) -> str:
    """What was refused, in a sentence of ours where the framework has only a code for it."""
    known = {404: say("there is no page at this address"), 405: say("this address takes no such request")}
    is_phrase = error.detail == HTTPStatus(error.status_code).phrase
    return known.get(error.status_code, error.detail) if is_phrase else error.detail
