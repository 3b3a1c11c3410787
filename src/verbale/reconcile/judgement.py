"""A decision about two mentions, with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Whether two mentions tell of the same contact."""

    SAME = "same"
    POSSIBLE = "possible"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether two mentions tell of the same contact, and on whose word.

    Attributes:
        left, right: ids of mentions.
        reasons: in words, for a reader of the record.
        decided_by: a rule's name, or a person's.
    """

    left: str
    right: str
    verdict: Verdict
    reasons: tuple[str, ...]
    decided_by: str
