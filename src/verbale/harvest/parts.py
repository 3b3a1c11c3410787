"""Parts: the rows of one shard in one Parquet file, written beside and renamed: whole, or not there."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from verbale.harvest.story import Row

SCHEMA = pa.schema([(f.name, pa.int64() if f.name == "record" else pa.string()) for f in fields(Row)])
FOLDER = "parts"


def write_part(folder: Path, name: str, rows: Sequence[Row]) -> str:
    """Write a part and give its SHA-256; the file appears whole, under its name, or not at all."""
    target = folder / FOLDER / f"{name}.parquet"
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_suffix(f".{os.getpid()}.tmp")
    try:
        table = pa.Table.from_pylist([asdict(r) for r in rows], schema=SCHEMA)
        with beside.open("wb") as file:
            pq.write_table(table, file, compression="zstd")
            file.flush()
            os.fsync(file.fileno())
        sha256 = hashlib.sha256(beside.read_bytes()).hexdigest()
        os.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)
    return sha256


def read_part(path: Path) -> Iterator[Row]:
    """The rows of a part.

    Raises:
        ValueError: it is no part.
    """
    try:
        file = pq.ParquetFile(path)
        if file.schema_arrow.names != SCHEMA.names:
            raise ValueError("no part of a harvest: it has other columns")
        for batch in file.iter_batches(batch_size=512):
            yield from (Row(**row) for row in batch.to_pylist())
    except pa.ArrowException as e:
        raise ValueError(f"no Parquet file that can be read ({str(e).splitlines()[0][:120]})") from e
