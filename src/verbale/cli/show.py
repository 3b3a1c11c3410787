"""`verbale show`, `contacts`, `statements`, `sources`: what a record holds, for people and as JSON."""

from __future__ import annotations

import sys
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from verbale.cli.options import Json, Record
from verbale.cli.records import console, open_to_show, print_json

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from verbale.record.output import ContactOut

ActorName = Annotated[
    str | None,
    typer.Option("--actor", metavar="NAME", help="Contacts with this participant (part of a name, or id)."),
]
Since = Annotated[
    datetime | None,
    typer.Option(
        "--since", metavar="DAY", formats=["%Y-%m-%d"], help="Contacts that may be of this day or later."
    ),
]
Until = Annotated[
    datetime | None,
    typer.Option(
        "--until", metavar="DAY", formats=["%Y-%m-%d"], help="Contacts that may be of this day or earlier."
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("show")(show)
    app.command("contacts")(contacts)
    app.command("statements")(statements)
    app.command("sources")(sources)


def show(
    record: Record,
    contact: Annotated[
        str | None,
        typer.Argument(
            metavar="[CONTACT]", help="The id of a contact, or how it begins.", show_default=False
        ),
    ] = None,
    as_json: Json = False,
    actor: ActorName = None,
    since: Since = None,
    until: Until = None,
) -> None:
    """Print the time line of a record; with CONTACT, one contact and what each side says was said.

    Uncertain dates are shown as what they are: "2022-03-01 or 08", "2022-03-01 to 2022-03-31?", "undated".
    With --json the time line has the form of `verbale contacts`, one contact is an object with its
    statements.
    """
    if contact is None:
        _show_timeline(record, as_json, actor, _day(since), _day(until))
    elif actor or since or until:
        raise typer.BadParameter("--actor, --since and --until choose among contacts; CONTACT names one")
    else:
        _show_contact(record, contact, as_json)


def contacts(
    record: Record, as_json: Json = False, actor: ActorName = None, since: Since = None, until: Until = None
) -> None:
    """Print all contacts; with --json one object a line, with every version, divergence and reason."""
    _show_timeline(record, as_json, actor, _day(since), _day(until))


def statements(
    record: Record,
    as_json: Json = False,
    contact: Annotated[
        str | None, typer.Option("--contact", metavar="ID", help="Only those of this contact.")
    ] = None,
) -> None:
    """Print all statements; with --json one object a line."""
    from verbale.record.queries import find_contact
    from verbale.record.queries import statements as stored
    from verbale.show.page import said_line

    with open_to_show(record).reading() as connection:
        _warn_if_stale(connection)
        name = find_contact(connection, contact).id if contact is not None else None
        found = list(stored(connection, name))
    if as_json:
        print_json(found)
        return
    for line in (said_line(s, s.path) for s in found):
        act = ", ".join((line.act, *line.marks))
        print(f"{line.place.where}: {line.who}: {act}: {line.place.quote}")


def sources(
    record: Record,
    as_json: Json = False,
    history: Annotated[
        bool, typer.Option("--history", help="Also what later runs replaced, with every run's outcome.")
    ] = False,
) -> None:
    """Print what became of each input: read, refused or failed, and why."""
    from verbale.record import open_database
    from verbale.record.queries import sources as stored
    from verbale.show.text import clean

    with open_database(record).reading() as connection:
        found = stored(connection, history=history)
    if as_json:
        print_json(found)
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for heading in ("outcome", "published", "path", "reason"):
        table.add_column(heading, overflow="fold")
    for s in found:
        outcome = s.outcome if s.current else f"{s.outcome} (replaced)"
        table.add_row(*(Text(clean(v or "")) for v in (outcome, s.published, s.path, s.reason)))
    console().print(table)


def _show_timeline(
    record: str, as_json: bool, actor: str | None, since: date | None, until: date | None
) -> None:
    from verbale.record.queries import contacts as stored
    from verbale.show.text import counted
    from verbale.show.timeline import Selection, print_timeline, short_ids

    with open_to_show(record).reading() as connection:
        _warn_if_stale(connection)
        every = stored(connection)
    selection = Selection(actor, since, until)
    chosen: list[ContactOut] = [c for c in every if selection.takes(c)]
    undated = selection.leaves_out_undated(every)
    if undated:
        print(f"{counted(undated, 'undated contact')} left out", file=sys.stderr)
    if as_json:
        print_json(chosen)
    else:
        print_timeline(console(), chosen, short_ids(every))


def _show_contact(record: str, name: str, as_json: bool) -> None:
    from verbale.record.output import ContactPageOut
    from verbale.record.queries import find_contact, texts
    from verbale.record.queries import statements as stored
    from verbale.show.contact import print_contact

    with open_to_show(record).reading() as connection:
        _warn_if_stale(connection)
        contact = find_contact(connection, name)
        said = tuple(stored(connection, contact.id))
        places = [p for v in contact.versions for p in v.evidence]
        places += [p for d in contact.divergences for p in d.evidence]
        stories = texts(connection, (p.path for p in places))
    if as_json:
        print_json([ContactPageOut(contact=contact, statements=said)])
    else:
        print_contact(console(), contact, said, stories)


def _warn_if_stale(connection: Connection) -> None:
    from verbale.record.reconciling import lacks_readings

    if lacks_readings(connection):
        print("not all stories read are in the accounts yet: run `verbale build` again", file=sys.stderr)


def _day(when: datetime | None) -> date | None:
    return when.date() if when is not None else None
