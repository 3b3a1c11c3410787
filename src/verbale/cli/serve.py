"""`verbale serve`: the record as a local web application."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from verbale.errors import VerbaleError


class ServeError(VerbaleError):
    """The record cannot be served."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("serve")(serve)


def serve(
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="A record that `verbale build` made.")],
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port to listen on.")] = 8321,
) -> None:
    """Open a record in the browser, on this machine alone."""
    import socket

    import uvicorn

    from verbale.record import open_database
    from verbale.web.app import create_app
    from verbale.web.settings import Settings

    hosts = frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]"))
    app = create_app(Settings(open_database(record), hosts))
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(("127.0.0.1", port))
            listening.listen()
        except OSError as e:
            raise ServeError(
                f"port {port} cannot be listened on ({e.strerror}); choose another with --port"
            ) from e
        print(f"open http://127.0.0.1:{port}/ in a browser; Ctrl-C ends", flush=True)
        config = uvicorn.Config(app, log_level="warning", access_log=False)
        uvicorn.Server(config).run(sockets=[listening])
