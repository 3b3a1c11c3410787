"""The words of promises and of what became of them: `languages/<language>/commitments.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from verbale.errors import LexiconError
from verbale.lexicon import language_file, load_toml
from verbale.reconcile.word_patterns import WordPatternError, compile_patterns

FILE = "commitments.toml"
# In `only_before`: a word that begins with a capital.
NAME = "Name"
LISTS = (
    "negation", "not_yet", "partly", "wholly", "unsaid", "promise", "common", "own", "own_start", "addressed",
    "by", "not_to", "opinion", "state", "clause", "future", "done", "resumes",
)  # fmt: skip


class Says(StrEnum):
    """What a later statement reports of a promise."""

    KEPT = "kept"
    PARTLY = "partly"
    BROKEN = "broken"
    DENIED = "denied"
    REPEATED = "repeated"
    WITHDRAWN = "withdrawn"
    DOUBTED = "doubted"


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ConditionExample(_In):
    """A content; `condition` are its words that state one, None when none does."""

    text: str
    condition: str | None = None


class ReportExample(_In):
    """Words of a report; `says` None when they report nothing."""

    text: str
    says: Says | None = None


class ConditionIn(_In):
    """One [[condition]] of commitments.toml."""

    marker: str
    only_before: list[str] = []
    unless_after: list[str] = []
    unless_before: list[str] = []
    examples: list[ConditionExample] = Field(min_length=1)


class ReportIn(_In):
    """One [[report]] of commitments.toml."""

    says: Says
    negated: Says | None = None
    fixed: bool = False
    words: list[str] = Field(min_length=1)
    examples: list[ReportExample] = Field(min_length=1)


class CommitmentFile(_In):
    """A whole commitments.toml; docs/commitments.md says what each list is for."""

    negation: list[str]
    not_yet: list[str]
    partly: list[str]
    wholly: list[str]
    unsaid: list[str]
    promise: list[str]
    common: list[str]
    own: list[str]
    own_start: list[str]
    addressed: list[str]
    by: list[str]
    not_to: list[str]
    opinion: list[str]
    state: list[str]
    clause: list[str]
    future: list[str]
    done: list[str]
    resumes: list[str]
    condition: list[ConditionIn]
    report: list[ReportIn]


Words = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class ConditionWords:
    """What opens a condition; None for what is not asked. `before_name`: a capital may follow."""

    marker: Words
    only_before: Words | None
    before_name: bool
    unless_after: Words | None
    unless_before: Words | None


@dataclass(frozen=True, slots=True)
class ReportWords:
    """What reports on a promise; `negated` is what it says beside a negation, `fixed` heeds none."""

    says: Says
    negated: Says | None
    fixed: bool
    words: Words


@dataclass(frozen=True, slots=True)
class CommitmentLexicon:
    """The words of one language, ready to be looked for in folded text; `file` has them as written."""

    language: str
    file: CommitmentFile
    negation: Words
    not_yet: Words
    partly: Words
    wholly: Words
    unsaid: Words
    promise: Words
    common: Words
    own: Words
    own_start: Words
    addressed: Words
    by: Words
    not_to: Words
    opinion: Words
    state: Words
    clause: Words
    future: Words
    done: Words
    resumes: Words
    conditions: tuple[ConditionWords, ...]
    reports: tuple[ReportWords, ...]


def load_commitment_words(language: str) -> CommitmentLexicon | None:
    """The words of a language (ISO 639-1); None when it has no such file.

    Raises:
        LexiconError: an entry cannot be used; the error names it.
    """
    path = language_file(language, FILE)
    return commitment_words(load_toml(path), language=language, path=str(path)) if path.is_file() else None


def commitment_words(data: Mapping[str, Any], *, language: str, path: str) -> CommitmentLexicon:
    """The lexicon of a parsed `commitments.toml`; `path` is only for messages.

    Raises:
        LexiconError: an entry breaks a rule.
    """
    try:
        file = CommitmentFile.model_validate(data)
    except ValidationError as e:
        first = e.errors()[0]
        raise LexiconError(path, ".".join(map(str, first["loc"])), first["msg"]) from e

    def words(entry: str, patterns: list[str]) -> Words | None:
        try:
            return compile_patterns(patterns)
        except WordPatternError as e:
            raise LexiconError(path, entry, str(e)) from e

    lists: dict[str, Words] = {}
    for name in LISTS:
        found = words(name, getattr(file, name))
        if found is None:
            raise LexiconError(path, name, "is empty")
        lists[name] = found

    def needed(entry: str, patterns: list[str]) -> Words:
        found = words(entry, patterns)
        if found is None:
            raise LexiconError(path, entry, "has no words")
        return found

    return CommitmentLexicon(
        language=language,
        file=file,
        conditions=tuple(
            ConditionWords(
                marker=needed(c.marker, [c.marker]),
                only_before=words(c.marker, [w for w in c.only_before if w != NAME]),
                before_name=NAME in c.only_before,
                unless_after=words(c.marker, c.unless_after),
                unless_before=words(c.marker, c.unless_before),
            )
            for c in file.condition
        ),
        reports=tuple(
            ReportWords(r.says, r.negated, r.fixed, needed(f"report {r.says} {r.words[0]}", r.words))
            for r in file.report
        ),
        **lists,
    )
