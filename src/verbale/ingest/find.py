"""Which stories the user's paths name: files, and folders with all that is below them, in a stable order."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from verbale.ingest.lines import read_lines
from verbale.ingest.outcome import DEFAULT_LIMITS, Limits, Refusal, megabytes
from verbale.sentences import say

STORY_SUFFIXES = (".txt", ".html", ".htm", ".jsonl")


@dataclass(frozen=True, slots=True)
class FoundStory:
    """One story that has not been opened yet, or one line of a .jsonl as it stands there. Picklable.

    Attributes:
        path: as the user named it, "stories.jsonl#3" for line 3.
        file: where it is.
        line: the bytes of the line; None when the whole file is the story.
    """

    path: str
    file: Path
    line: bytes | None = None


def find_stories(
    paths: Iterable[Path],
    *,
    limits: Limits = DEFAULT_LIMITS,
    on_skipped: Callable[[Path], None] = lambda _: None,
) -> Iterator[FoundStory | Refusal]:
    """The stories under `paths`, each file once however often it is named; folders sorted by name.

    Args:
        on_skipped: told each file inside a folder that is passed over because its name does not end as a
            story's does (a file named by the user is refused instead), and each folder met a second time.
    """
    finder = _Finder(limits, on_skipped)
    for path in paths:
        yield from finder.under(path, named=True)


def shown(path: Path) -> str:
    """A path for people and for JSON; a name that is not UTF-8 has those bytes in hexadecimal."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


class _Finder:
    """One walk over all the user's paths: remembers which files it has met."""

    def __init__(self, limits: Limits, on_skipped: Callable[[Path], None]) -> None:
        self.limits, self.on_skipped = limits, on_skipped
        self.seen: set[tuple[int, int]] = set()
        self.met = 0  # files named as stories are, whatever became of them

    def under(self, path: Path, *, named: bool) -> Iterator[FoundStory | Refusal]:
        """The stories of a file or folder; `named`: by the user, who is then told why there is none."""
        wanted = path.suffix.lower() in STORY_SUFFIXES
        self.met += wanted
        try:
            found = path.stat()
        except (OSError, ValueError) as e:  # ValueError: a null byte in the name
            if named or wanted:
                yield Refusal(shown(path), _why_missing(path, e))
            else:
                self.on_skipped(path)
            return
        if stat.S_ISDIR(found.st_mode):
            if self._is_new(found):
                yield from self._in_folder(path, named)
            else:
                self.on_skipped(path)
        elif not wanted and not named:
            self.on_skipped(path)
        elif not wanted:
            yield Refusal(shown(path), say("not a story file ({endings})", endings=", ".join(STORY_SUFFIXES)))
        elif not stat.S_ISREG(found.st_mode):
            yield Refusal(shown(path), say("not a regular file"))
        elif self._is_new(found):
            yield from _in_file(path, found.st_size, self.limits)

    def _in_folder(self, path: Path, named: bool) -> Iterator[FoundStory | Refusal]:
        try:
            entries = sorted(os.listdir(path))
        except OSError as e:
            yield Refusal(shown(path), _why_unreadable(e))
            return
        met = self.met
        for entry in entries:
            if entry.startswith("."):
                self.on_skipped(path / entry)
            else:
                yield from self.under(path / entry, named=False)
        if named and met == self.met:
            yield Refusal(
                shown(path),
                say("no story file in this folder ({endings})", endings=", ".join(STORY_SUFFIXES)),
            )

    def _is_new(self, found: os.stat_result) -> bool:
        identity = (found.st_dev, found.st_ino)
        if identity in self.seen:
            return False
        self.seen.add(identity)
        return True


def _in_file(path: Path, size: int, limits: Limits) -> Iterator[FoundStory | Refusal]:
    name = shown(path)
    if size == 0:
        yield Refusal(name, say("empty file"))
    elif path.suffix.lower() == ".jsonl":
        yield from _in_jsonl(path, limits)
    elif size > limits.file_bytes:
        yield Refusal(name, too_large(size, limits))
    else:
        yield FoundStory(name, path)


def too_large(size: int, limits: Limits) -> str:
    """The clause for a file or line over the limit."""
    return say(
        "too large: {size}, the limit for one story is {limit}",
        size=megabytes(size),
        limit=megabytes(limits.file_bytes),
    )


def _in_jsonl(path: Path, limits: Limits) -> Iterator[FoundStory | Refusal]:
    name = shown(path)
    count = 0
    try:
        for number, line in read_lines(path, limits.file_bytes):
            count += 1
            if isinstance(line, int):
                yield Refusal(f"{name}#{number}", too_large(line, limits))
            else:
                yield FoundStory(f"{name}#{number}", path, line)
    except OSError as e:
        yield Refusal(name, _why_unreadable(e))
        return
    if not count:
        yield Refusal(name, say("empty file"))


def _why_missing(path: Path, error: OSError | ValueError) -> str:
    if isinstance(error, PermissionError):
        return say("permission denied")
    if isinstance(error, FileNotFoundError):
        if path.is_symlink():
            return say("link to a file that does not exist")
        return say("no such file or folder")
    return _why_unreadable(error)


def _why_unreadable(error: OSError | ValueError) -> str:
    if isinstance(error, PermissionError):
        return say("permission denied")
    return say("not readable ({problem})", problem=getattr(error, "strerror", None) or error)


def read_bytes(found: FoundStory, limits: Limits) -> bytes | str:
    """The bytes of a found story, or the clause that says why there are none."""
    if found.line is not None:
        return found.line
    try:
        with found.file.open("rb") as stream:
            data = stream.read(limits.file_bytes + 1)  # it may have grown since it was found
    except FileNotFoundError:
        return say("no such file or folder")
    except OSError as e:
        return _why_unreadable(e)
    if len(data) > limits.file_bytes:
        return too_large(len(data), limits)
    return data or say("empty file")
