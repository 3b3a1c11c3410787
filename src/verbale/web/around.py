"""A sentence with what stands around it, for people to judge what was read in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Only for showing: a sentence cut too short here costs a reader a click, not a fact.
_ENDS = re.compile(r"[.!?…][»”\"')\]]*\s+|\n\s*\n")
LONGEST_SIDE = 600


@dataclass(frozen=True, slots=True)
class Around:
    """The words themselves, and those before and after them; joined they are one stretch of the text."""

    before: str
    words: str
    after: str


def around(text: str, start: int, end: int, *, sentences: int = 2) -> Around:
    """The stretch with the rest of its sentence and so many sentences before and after it.

    >>> around("A a. B b. C c. D d. E e.", 12, 13, sentences=1)
    Around(before='B b. C ', words='c', after='. D d.')
    """
    ends = [m.end() for m in _ENDS.finditer(text)]
    before = [e for e in ends if e <= start]
    first = before[-1 - sentences] if len(before) > sentences else 0
    after = [e for e in ends if e >= end]
    last = after[sentences] if len(after) > sentences else len(text)
    first, last = max(first, start - LONGEST_SIDE), min(last, end + LONGEST_SIDE)
    return Around(text[first:start], text[start:end], text[end:last].rstrip())
