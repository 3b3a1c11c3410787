"""What a harvest gives a record: readings as they are, or, of another reader, the texts to read again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from verbale.errors import RecordError
from verbale.ingest.find import FoundStory
from verbale.ingest.outcome import Outcome, Refusal
from verbale.model import Reading
from verbale.read.form import ReadingFormError, reading_from_json
from verbale.sentences import say

PARTS = "parts"
SUFFIX = ".parquet"


def parts_under(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """The parts that paths name (files, or folders of a harvest), and the paths that name none."""
    parts: list[Path] = []
    others: list[Path] = []
    for path in paths:
        if path.suffix.lower() == SUFFIX:
            parts.append(path)
        elif (path / PARTS).is_dir():
            parts += sorted((path / PARTS).glob(f"*{SUFFIX}"))
        else:
            others.append(path)
    return parts, others


def already_read(parts: Iterable[Path], reader: str) -> Iterator[Reading | Refusal]:
    """What this reader has read of some parts, and what was refused of them."""
    return (row for row in _rows(parts, reader) if not isinstance(row, FoundStory))


def unread(parts: Iterable[Path], reader: str) -> Iterator[FoundStory]:
    """The texts of some parts that another reader has read, to be read again."""
    return (row for row in _rows(parts, reader) if isinstance(row, FoundStory))


def _rows(parts: Iterable[Path], reader: str) -> Iterator[Reading | FoundStory | Refusal]:
    """All rows of some parts, in order.

    Args:
        reader: the version of the reader now; what another one has read is given as a story to read.

    Raises:
        RecordError: there are parts, and what reads Parquet is not installed.
    """
    for part in parts:
        try:  # only now: most builds have no parts, and what reads Parquet is not installed with them
            from verbale.harvest.parts import read_part
        except ImportError as e:
            reason = f"{e.name} is not installed; install Verbale with its extra: verbale[harvest]"
            raise RecordError(f"{part}: {reason}") from e
        try:
            for row in read_part(part):
                if row.outcome != Outcome.READ.value or row.text is None or row.reading is None:
                    yield Refusal(row.uri, row.reason or say("no story"), Outcome(row.outcome))
                elif row.reader == reader:
                    yield reading_from_json(row.reading, row.text)
                else:
                    story = {"text": row.text, "published": row.published, "language": row.language}
                    told = {"outlet": row.outlet, "title": row.title, "url": row.uri}
                    known = {k: v for k, v in (story | told).items() if v is not None}
                    yield FoundStory(row.uri, part, json.dumps(known).encode())
        except (OSError, ValueError, ReadingFormError) as e:
            yield Refusal(str(part), str(getattr(e, "strerror", None) or e).splitlines()[0][:200])
