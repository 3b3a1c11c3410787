"""`verbale review`: what the program is unsure of, and what a person decides about it."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from verbale.address import shown
from verbale.cli.options import Json, Record

if TYPE_CHECKING:
    from verbale.record.reviewing import Make

LIST = "list"


class _ListUnlessNamed(TyperGroup):
    """`verbale review RECORD` is `verbale review list RECORD`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = [LIST, *args]
        return super().parse_args(ctx, args)


By = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", help="Who decides.", show_default="the user that is logged in"),
]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Why; kept with the decision.")]
Target = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help="The id of a contact or statement, how it begins, or where a statement stands (story.txt:120).",
    ),
]
Contact = Annotated[str, typer.Argument(metavar="CONTACT", help="The id of a contact, or how it begins.")]

app = typer.Typer(
    cls=_ListUnlessNamed,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    help="List what the program is unsure of, and decide. Every decision is a new entry, with who made it "
    "and when; none is ever changed or removed, all can be undone.",
)


def register(main: typer.Typer) -> None:
    """Add the command and its subcommands."""
    main.add_typer(app, name="review")


@app.command(LIST)
def list_doubts(record: Record, as_json: Json = False) -> None:
    """List what the program is unsure of, with commands that would settle it; `list` may be left out."""
    from verbale.cli.records import open_up_to_date, print_json
    from verbale.record.commitments import bring_commitments_up_to_date
    from verbale.record.doubts import doubts
    from verbale.show.review import doubt_lines

    database = open_up_to_date(record)
    bring_commitments_up_to_date(database)
    with database.reading() as connection:
        found = doubts(connection)
    if as_json:
        print_json(found)
    else:
        print("\n".join(doubt_lines(found, shown(record))))


@app.command("history")
def history(record: Record, as_json: Json = False) -> None:
    """List all decisions, in the order in which they were made, and which are in force."""
    from verbale.cli.records import open_up_to_date, print_json
    from verbale.record.doubts import history as stored
    from verbale.show.review import entry_lines

    with open_up_to_date(record).reading() as connection:
        found = stored(connection)
    if as_json:
        print_json(found)
    else:
        print("\n".join(entry_lines(found)))


@app.command("accept")
def accept(record: Record, target: Target, by: By = None, note: Note = None) -> None:
    """A contact or statement is right as it is."""
    from verbale.record import reviewing

    _decide(record, lambda: reviewing.accept(target), by, note)


@app.command("reject")
def reject(record: Record, target: Target, by: By = None, note: Note = None) -> None:
    """A contact or statement is not in the stories: it is left out from now on."""
    from verbale.record import reviewing

    _decide(record, lambda: reviewing.reject(target), by, note)


@app.command("correct", context_settings={"ignore_unknown_options": True})  # -5 is a value, if a wrong one
def correct(
    record: Record,
    target: Target,
    field: Annotated[str, typer.Argument(metavar="FIELD", help="Which field, as --json names it.")],
    values: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[VALUE]...", help="What it is; nothing to make it empty.", show_default=False
        ),
    ] = None,
    new: Annotated[
        bool, typer.Option("--new", help="An actor may have a name that the record does not have yet.")
    ] = False,
    by: By = None,
    note: Note = None,
) -> None:
    """A field of a contact or statement has another value. An actor is given by name or id."""
    from verbale.record import reviewing

    for value in values or []:
        if value.startswith("--"):
            raise typer.BadParameter(f"no such option: {value}")
    _decide(record, lambda: reviewing.correct(target, field, values or [], new=new), by, note)


@app.command("merge")
def merge(
    record: Record,
    contact: Contact,
    others: Annotated[list[str], typer.Argument(metavar="CONTACT...", help="Those that are the same.")],
    by: By = None,
    note: Note = None,
) -> None:
    """Contacts are one."""
    from verbale.record import reviewing

    _decide(record, lambda: reviewing.merge(contact, others), by, note)


@app.command("split")
def split(
    record: Record,
    mention: Annotated[
        str,
        typer.Argument(
            metavar="MENTION", help="The id of a mention, or where a story tells of it (story.txt:120)."
        ),
    ],
    by: By = None,
    note: Note = None,
) -> None:
    """A mention is of another contact than the others with which it stands."""
    from verbale.record import reviewing

    _decide(record, lambda: reviewing.split(mention), by, note)


@app.command("date")
def date(
    record: Record,
    contact: Contact,
    day: Annotated[
        str, typer.Argument(metavar="DATE", help="EDTF: 2031-05-04, 2031-05, 2031-05-04/2031-05-09.")
    ],
    by: By = None,
    note: Note = None,
) -> None:
    """A contact was on this day, or in this period."""
    from verbale.record import open_database, reviewing

    with open_database(record).reading() as connection:
        told = reviewing.days_contradicted(connection, contact, day)
    _decide(record, lambda: reviewing.set_date(contact, day), by, note)
    if told is not None:
        print(f"verbale: no account allows that date; they leave {told}", file=sys.stderr)


@app.command("report")
def report(
    record: Record,
    statement: Annotated[
        str, typer.Argument(metavar="STATEMENT", help="Its id, or where it stands (story.txt:120).")
    ],
    commitment: Annotated[str, typer.Argument(metavar="COMMITMENT", help="Its id, or how it begins.")],
    says: Annotated[
        str,
        typer.Argument(
            metavar="SAYS",
            help="kept, partly, broken, denied, repeated, withdrawn, doubted; none for no report on it.",
        ),
    ],
    by: By = None,
    note: Note = None,
) -> None:
    """A statement says of a commitment that it was kept, broken ..., or nothing of it."""
    from verbale.record import reviewing

    _decide(record, lambda: reviewing.report(statement, commitment, says), by, note)


@app.command("undo")
def undo(
    record: Record,
    entry: Annotated[int, typer.Argument(metavar="ENTRY", help="The number of a decision.")],
    by: By = None,
    note: Note = None,
) -> None:
    """A decision is taken back; that is an entry itself, and can be undone."""
    from verbale.record import reviewing

    _decide(record, lambda: reviewing.undo(entry), by, note)


def _decide(record: str, make: Callable[[], Make], by: str | None, note: str | None) -> None:
    from verbale.record import open_database
    from verbale.record.doubts import history as stored
    from verbale.record.reviewing import Signature, decide
    from verbale.show.review import entry_line

    database = open_database(record)
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    made = decide(database, make(), Signature(by if by is not None else _user(), at, note))
    with database.reading() as connection:
        print(next(entry_line(d) for d in stored(connection) if d.entry == made.number))


def _user() -> str:
    """Who is logged in; "" when nobody can tell."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no such variable, and a user id without a name
        return ""
