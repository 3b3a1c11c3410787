"""Lists as CSV for spreadsheets: every row, sent as it is read, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from fastapi.responses import StreamingResponse

from verbale.model import Actor

Cell = str | int | None
# A cell that begins with one of these is a formula to some spreadsheet, also behind spaces.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
ROWS_AT_ONCE = 200


def csv_answer(name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> StreamingResponse:
    """A file to download. UTF-8 with a byte order mark, without which spreadsheets misread accents."""
    return StreamingResponse(
        (part.encode() for part in _written(header, rows)),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def _written(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    buffer = io.StringIO()
    buffer.write("\ufeff")
    writer = csv.writer(buffer)
    writer.writerow(header)
    for count, row in enumerate(rows, 1):
        writer.writerow([harmless(cell) for cell in row])
        if count % ROWS_AT_ONCE == 0:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def harmless(cell: Cell) -> Cell:
    """Words that no spreadsheet takes for a formula: an apostrophe stands before what looks like one.

    >>> harmless("=1+1"), harmless("- 3 %"), harmless(" @me"), harmless("« oui »"), harmless(-3)
    ("'=1+1", "'- 3 %", "' @me", '« oui »', -3)
    """
    if isinstance(cell, str) and (cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA)):
        return f"'{cell}"
    return cell


def names(actors: Iterable[Actor]) -> str:
    """Several actors in one cell."""
    return "; ".join(a.name for a in actors)
