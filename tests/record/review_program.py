"""Decides again and again about an invented record, as a program of its own that can be killed."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from verbale.record import open_database
from verbale.record import queries as q
from verbale.record.reviewing import Signature, accept, decide, undo


def main() -> None:
    path, name, count = sys.argv[1:]
    database = open_database(path)
    with database.reading() as connection:
        contact = q.contacts(connection)[0].id
    for i in range(int(count)):
        signature = Signature(name, datetime.now(UTC).isoformat(timespec="seconds"), f"{name} {i}")
        made = decide(database, accept(contact), signature)
        print(made.number, flush=True)
        if i % 2:
            print(decide(database, undo(made.number), signature).number, flush=True)


if __name__ == "__main__":
    main()
