"""`verbale accounts`: who may use a record that `verbale serve --auth` shows to others."""

from __future__ import annotations

import getpass
import sys
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.options import Record
from verbale.errors import AccountError

if TYPE_CHECKING:
    from verbale.web.accounts.store import Accounts

accounts_app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Manage who may use a record with `verbale serve --auth`.",
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="The name of the account.")]


class RightName(StrEnum):
    """What an account may do."""

    VIEW = "view"
    REVIEW = "review"
    ADMIN = "admin"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(accounts_app, name="accounts")


@accounts_app.command("add")
def add(
    record: Record,
    name: Name,
    right: Annotated[
        RightName, typer.Option("--right", help="What it may do; each includes those before it.")
    ] = RightName.REVIEW,
) -> None:
    """Make an account; its password is asked for, or read from standard input."""
    from verbale.web.accounts.store import Right

    accounts = _accounts(record, create=True)
    when = datetime.now().astimezone().isoformat(timespec="seconds")
    accounts.add(name, _password(), Right(right.value), when=when)


@accounts_app.command("list")
def listed(record: Record) -> None:
    """Print the accounts with their rights."""
    for account in _accounts(record).listed():
        print(f"{account.right:6}  {account.made_at[:10]}  {account.name}")


@accounts_app.command("remove")
def remove(record: Record, name: Name) -> None:
    """Take an account away; what it decided stays."""
    _accounts(record).remove(name)


@accounts_app.command("password")
def password(record: Record, name: Name) -> None:
    """Give an account another password, asked for or read from standard input; its sessions end."""
    _accounts(record).set_password(name, _password())


@accounts_app.command("right")
def right(
    record: Record,
    name: Name,
    right: Annotated[RightName, typer.Argument(metavar="RIGHT", help="view, review or admin.")],
) -> None:
    """Give an account another right."""
    from verbale.web.accounts.store import Right

    _accounts(record).set_right(name, Right(right.value))


def _accounts(record: Record, *, create: bool = False) -> Accounts:
    from verbale.record import open_database
    from verbale.web.accounts.store import Accounts, accounts_path

    open_database(record)  # so that a slip of the pen makes no accounts of nothing
    return Accounts(accounts_path(record), create=create)


def _password() -> str:
    """What is typed twice at the terminal, or the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    typed = getpass.getpass("password: ")
    if getpass.getpass("the same again: ") != typed:
        raise AccountError("the two passwords are not the same")
    return typed
