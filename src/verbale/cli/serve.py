"""`verbale serve`: the record as a local web application, or, with accounts, one for a desk."""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.address import shown
from verbale.cli.options import Record
from verbale.errors import VerbaleError

if TYPE_CHECKING:
    from verbale.web.accounts.store import Accounts

LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")


class ServeError(VerbaleError):
    """The record cannot be served."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("serve")(serve)


def serve(
    record: Record,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port to listen on.")] = 8321,
    auth: Annotated[
        bool, typer.Option("--auth", help="Let in only those who have an account (`verbale accounts`).")
    ] = False,
    address: Annotated[
        str,
        typer.Option("--address", metavar="IP", help="The address to listen on; others need --auth."),
    ] = "127.0.0.1",
    host: Annotated[
        list[str] | None,
        typer.Option(
            "--host",
            metavar="NAME[:PORT]",
            help="A name under which browsers ask for it. May be given several times.",
            show_default="this machine's own",
        ),
    ] = None,
) -> None:
    """Open a record in the browser, on this machine alone, or with accounts to others."""
    import uvicorn

    from verbale.cli.records import open_to_show
    from verbale.web.app import create_app, stay_out_of_the_way
    from verbale.web.settings import Settings

    where = _where(address, auth=auth)
    hosts = served_hosts(where, port, host or ())
    database = open_to_show(record)
    app = create_app(Settings(database, hosts, accounts=_accounts(record) if auth else None))
    family = socket.AF_INET6 if where.version == 6 else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((str(where), port))
            listening.listen()
        except OSError as e:
            raise ServeError(
                f"{where}, port {port} cannot be listened on ({e.strerror}); choose another with --port"
            ) from e
        print(f"open http://{_shown(where, port, host or ())}/ in a browser; Ctrl-C ends", flush=True)
        stay_out_of_the_way()
        config = uvicorn.Config(app, log_level="warning", access_log=False)
        uvicorn.Server(config).run(sockets=[listening])


Where = ipaddress.IPv4Address | ipaddress.IPv6Address


def _where(address: str, *, auth: bool) -> Where:
    try:
        where = ipaddress.ip_address(address)
    except ValueError as e:
        raise ServeError(f"{address!r} is no IP address to listen on") from e
    if not where.is_loopback and not auth:
        raise ServeError(
            f"others than this machine could reach {where}: give --auth, and make accounts with "
            "verbale accounts add"
        )
    return where


def served_hosts(where: Where, port: int, named: tuple[str, ...] | list[str]) -> frozenset[str]:
    """The names, with their ports, under which the application may be asked for.

    Raises:
        ServeError: it listens on every address, and no name is given.
    """
    if where.is_unspecified and not named:
        raise ServeError(f"{where} is every address of this machine: say with --host what it is called")
    literal = f"[{where}]" if where.version == 6 else str(where)
    own = () if where.is_unspecified else (literal,)
    names = {*own, *(LOOPBACK_NAMES if where.is_loopback else ())}
    # Browsers leave out the port that goes with http or https; a proxy before us takes these.
    given = {form for name in named for form in ((name,) if _has_port(name) else (name, f"{name}:{port}"))}
    return frozenset(h.lower() for h in {*(f"{n}:{port}" for n in names), *given})


def _has_port(name: str) -> bool:
    return name.rpartition("]")[2].count(":") == 1


def _shown(where: Where, port: int, named: tuple[str, ...] | list[str]) -> str:
    if named:
        return named[0] if _has_port(named[0]) else f"{named[0]}:{port}"
    return f"[{where}]:{port}" if where.version == 6 else f"{where}:{port}"


def _accounts(record: str) -> Accounts:
    from verbale.web.accounts.store import Accounts, accounts_path

    path = accounts_path(record)
    if path.exists() and (accounts := Accounts(path)).listed():
        return accounts
    raise ServeError(
        f"nobody has an account ({path}): verbale accounts add {shown(record)} NAME --right admin"
    )
