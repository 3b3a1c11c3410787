"""`verbale commitments` and `verbale positions`: what was promised, and how somebody's words changed."""

from __future__ import annotations

import sys
from datetime import date, datetime
from typing import Annotated

import typer

from verbale.cli.options import Json, Record

Topic = Annotated[
    str | None,
    typer.Option("--topic", metavar="WORDS", help="On this topic, or with these words in what is said."),
]
FromDay = Annotated[
    datetime | None,
    typer.Option("--from", metavar="DAY", formats=["%Y-%m-%d"], help="Of this day or later."),
]
ToDay = Annotated[
    datetime | None,
    typer.Option("--to", metavar="DAY", formats=["%Y-%m-%d"], help="Of this day or earlier."),
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("commitments")(commitments)
    app.command("positions")(positions)


def commitments(
    record: Record,
    commitment: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="The id of a commitment, or how it begins.", show_default=False),
    ] = None,
    as_json: Json = False,
    actor: Annotated[
        str | None,
        typer.Option("--actor", metavar="NAME", help="By or towards this actor (part of a name, or id)."),
    ] = None,
    topic: Topic = None,
    state: Annotated[
        str | None,
        typer.Option("--state", metavar="STATE", help="In this state: open, 'reported broken' and so on."),
    ] = None,
    since: FromDay = None,
    until: ToDay = None,
) -> None:
    """Print who is said to have bound himself to what, and what later stories say became of it.

    The state sums up what sources report; it is no verdict.
    """
    from verbale.cli.records import console, open_up_to_date, print_json
    from verbale.record.commitments import bring_commitments_up_to_date, find_commitment
    from verbale.record.commitments import commitments as stored
    from verbale.show.commitments import CommitmentSelection, commitment_lines, list_lines
    from verbale.show.text import counted

    _check_state(state)
    chosen = CommitmentSelection(actor, topic, state, _day(since), _day(until))
    database = open_up_to_date(record)
    bring_commitments_up_to_date(database)
    with database.reading() as connection:
        if commitment is not None:
            found = [find_commitment(connection, commitment)]
        else:
            every = stored(connection)
            found = [c for c in every if chosen.takes(c)]
            undated = sum(chosen.leaves_out_for_its_date(c) for c in every)
            if undated:
                print(f"{counted(undated, 'undated commitment')} left out", file=sys.stderr)
    if as_json:
        print_json(found)
    elif commitment is not None:
        print("\n".join(commitment_lines(found[0])))
    else:
        width = console().width
        print("\n".join(list_lines(found, width)))


def positions(
    record: Record,
    actor: Annotated[
        str, typer.Option("--actor", metavar="NAME", help="Whose positions (part of a name, or id).")
    ],
    as_json: Json = False,
    topic: Topic = None,
    since: FromDay = None,
    until: ToDay = None,
) -> None:
    """Print what somebody is said to have said on each topic, in the order of days, and where it changed."""
    from verbale.cli.records import open_up_to_date, print_json
    from verbale.record.positions import positions as asked
    from verbale.show.positions import position_lines

    with open_up_to_date(record).reading() as connection:
        found = asked(connection, actor, topic=topic, since=_day(since), until=_day(until))
    if as_json:
        print_json(found)
    else:
        print("\n".join(position_lines(found)))


def _check_state(state: str | None) -> None:
    from verbale.reconcile.commitments import State

    if state is not None and state not in list(State):
        raise typer.BadParameter(f"there is no state {state!r}; there are: {', '.join(State)}")


def _day(when: datetime | None) -> date | None:
    return when.date() if when is not None else None
