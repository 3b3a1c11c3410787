"""What happens while watching, one thing at a time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """feed: answered; new, changed, unchanged: a story; gone: a story that was there; failed: either, for now
    or for good.
    """

    FEED = "feed"
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    GONE = "gone"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to an address.

    Attributes:
        detail: one clause; None when there is nothing to say.
        again: it will be tried again (of `failed`).
    """

    what: What
    url: str
    detail: str | None = None
    again: bool = False
