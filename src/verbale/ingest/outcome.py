"""What became of one input: read, refused or failed. Values, so that the rest goes on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """read: there is a reading; refused: the input is unfit, for a reason given; failed: our own fault."""

    READ = "read"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that gives no article.

    Attributes:
        path: the file as the user named it; one line of a .jsonl is "stories.jsonl#3".
        reason: one clear clause, without the path.
        outcome: REFUSED, or FAILED when the program and not the input is at fault.
        trace: the stack trace of a failure, for --debug; None for a refusal.
    """

    path: str
    reason: str
    outcome: Outcome = Outcome.REFUSED
    trace: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """How large an input may be. A news story has some 5,000 characters; these only stop what is no story.

    Attributes:
        file_bytes: of a .txt or .html file, and of one line of a .jsonl (the .jsonl itself is streamed).
        characters: of one story's text; spaCy parses no single text longer than this.
    """

    file_bytes: int = 10_000_000
    characters: int = 1_000_000


DEFAULT_LIMITS = Limits()


def megabytes(size: int) -> str:
    """A size for people, in decimal megabytes: "52.4 MB", "10 MB"; small ones in bytes."""
    if size < 100_000:
        return f"{size} bytes"
    return f"{size / 1_000_000:.1f}".removesuffix(".0") + " MB"
