"""Every error that Verbale raises on purpose."""

from __future__ import annotations

from pathlib import Path


class VerbaleError(Exception):
    """Base of every error Verbale raises on purpose; its text is one sentence for the user."""


class LexiconError(VerbaleError):
    """An entry of a language or actor data file cannot be used."""

    def __init__(self, path: Path | str, entry: str, reason: str) -> None:
        super().__init__(f"{path}: entry {entry!r}: {reason}")
        self.path, self.entry, self.reason = path, entry, reason


class PipelineError(VerbaleError):
    """A syntactic pipeline is missing or does not give what Verbale needs."""


class StoryRefused(VerbaleError):
    """A file or one story in it cannot be read; the rest goes on.

    Attributes:
        path: the file, as the user named it.
        reason: one clear clause, without the path.
    """

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path, self.reason = str(path), reason


class RecordError(VerbaleError):
    """The record (database file) is missing, of another version, or locked for too long."""


class ReviewError(VerbaleError):
    """A decision cannot be made as asked: no such thing, no such field, nothing to undo."""


class AccountError(VerbaleError):
    """An account cannot be made, changed or used as asked."""
