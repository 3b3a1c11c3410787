"""`verbale serve`: the record as a local web application."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("serve")(serve)


def serve(
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="A record that `verbale build` made.")],
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port to listen on.")] = 8321,
) -> None:
    """Open a record in the browser, on this machine alone."""
    import uvicorn

    from verbale.record import open_database
    from verbale.web.app import create_app
    from verbale.web.settings import Settings

    hosts = frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]"))
    app = create_app(Settings(open_database(record), hosts))
    print(f"open http://127.0.0.1:{port}/ in a browser; Ctrl-C ends", flush=True)
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning", access_log=False)
