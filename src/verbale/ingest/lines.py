"""Reading a file line by line in bounded memory, whatever stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

CHUNK = 1 << 20


def read_lines(path: Path, longest: int) -> Iterator[tuple[int, bytes | int]]:
    """The lines of a file that hold anything, with their numbers from 1, without line ends.

    A line of more than `longest` bytes is given as its size in bytes and never held in memory.
    """
    with path.open("rb") as stream:
        number = 0
        while line := stream.readline(longest + 2):
            number += 1
            if len(line.rstrip(b"\r\n")) > longest:
                size = len(line)
                while not line.endswith(b"\n") and (line := stream.readline(CHUNK)):
                    size += len(line)
                yield number, size - line.endswith(b"\n")
            elif line.strip():
                yield number, line.rstrip(b"\r\n")
