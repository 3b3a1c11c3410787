"""Keeping what is made of a whole record as long as the record stays as it was."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from sqlalchemy import Connection

from verbale.record.state import RecordState, record_state

Made = TypeVar("Made")


class Kept(Generic[Made]):
    """One such thing; two requests at once make it once."""

    def __init__(self, make: Callable[[Connection], Made]) -> None:
        self._make = make
        self._lock = Lock()
        self._of: tuple[RecordState, Made] | None = None

    def of(self, connection: Connection) -> Made:
        """The thing as the record is now."""
        state = record_state(connection)
        with self._lock:
            if self._of is None or self._of[0] != state:
                self._of = state, self._make(connection)
            return self._of[1]
