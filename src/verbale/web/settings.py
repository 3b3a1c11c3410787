"""What a running application is told from outside."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.record.database import Database


@dataclass(frozen=True, slots=True)
class Settings:
    """The application's settings.

    Attributes:
        database: the record it serves.
        hosts: names under which it may be asked for, with the port; any other Host is refused.
    """

    database: Database
    hosts: frozenset[str]
