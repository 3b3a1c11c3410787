"""What a stretch of text is about: topics by word patterns, from `topics.toml` of its language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ahocorasick_rs import AhoCorasick
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from verbale.errors import LexiconError
from verbale.fold import fold_freely
from verbale.lexicon import language_file, load_toml

_FOLDED = re.compile(r"[a-z0-9'* -]+")
_IPTC = r"^medtop:\d{8}$"


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic.

    Attributes:
        name: Verbale's English name ("humanitarian access").
        iptc: the IPTC Media Topic that holds it, often a wider one; None when none was looked up.
        pattern: matches folded text.
        excluded: what is blanked out of the folded text first; None when nothing is.
        example, counter_example: a sentence that has the topic; one that only looks as if it had, or None.
    """

    name: str
    iptc: str | None
    pattern: re.Pattern[str]
    excluded: re.Pattern[str] | None
    example: str
    counter_example: str | None


@dataclass(frozen=True, slots=True)
class TopicLexicon:
    """The topics of one language, in the order of the file.

    Attributes:
        pieces: finds a piece of each pattern, without which it cannot match.
        owners: the index of the topic of each piece.
    """

    language: str
    topics: tuple[Topic, ...]
    pieces: AhoCorasick
    owners: tuple[int, ...]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    iptc: str | None = Field(None, pattern=_IPTC)
    patterns: list[str] = Field(min_length=1)
    except_: list[str] = Field([], alias="except")
    example: str
    counter_example: str | None = None


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    topic: list[_Entry]


def find_topics(text: str, lexicon: TopicLexicon) -> tuple[str, ...]:
    """The topics whose words stand in `text`, in the order of their first words, then of the file."""
    folded = fold_freely(text)
    found: list[tuple[int, int, str]] = []
    here = {lexicon.owners[i] for i, _, _ in lexicon.pieces.find_matches_as_indexes(folded, overlapping=True)}
    for order in sorted(here):
        topic, looked_at = lexicon.topics[order], folded
        if topic.excluded is not None:
            looked_at = topic.excluded.sub(lambda m: "\0" * len(m.group()), folded)
        match = topic.pattern.search(looked_at)
        if match is not None:
            found.append((match.start(), order, topic.name))
    return tuple(name for _, _, name in sorted(found))


def load_topics(language: str) -> TopicLexicon:
    """Read and check `topics.toml` of a language (ISO 639-1).

    Raises:
        LexiconError: the file is missing, or an entry breaks a rule; the error names both.
    """
    path = language_file(language, "topics.toml")
    return topics_from(load_toml(path), language=language, path=str(path))


def topics_from(data: Mapping[str, Any], *, language: str, path: str) -> TopicLexicon:
    """The lexicon of a parsed `topics.toml`; `path` is only for messages.

    Raises:
        LexiconError: an entry breaks a rule.
    """
    try:
        file = _File.model_validate(data)
    except ValidationError as e:
        first = e.errors()[0]
        raise LexiconError(path, _entry_named(data, first["loc"]), first["msg"]) from e
    seen: set[str] = set()
    topics = []
    for entry in file.topic:
        if entry.name in seen:
            raise LexiconError(path, entry.name, "is given twice")
        seen.add(entry.name)
        for pattern in (*entry.patterns, *entry.except_):
            if not _FOLDED.fullmatch(pattern) or pattern != pattern.strip():
                raise LexiconError(path, entry.name, f"pattern {pattern!r} is not folded")
        topics.append(
            Topic(
                entry.name,
                entry.iptc,
                _compiled(entry.patterns),
                _compiled(entry.except_) if entry.except_ else None,
                entry.example,
                entry.counter_example,
            )
        )
    pieces = [(max(p.split("*"), key=len), i) for i, entry in enumerate(file.topic) for p in entry.patterns]
    found = AhoCorasick([piece for piece, _ in pieces])
    return TopicLexicon(language, tuple(topics), found, tuple(i for _, i in pieces))


def _compiled(patterns: list[str]) -> re.Pattern[str]:
    """One expression for all patterns of a topic: whole words, "*" for the rest of a word."""
    parts = [re.escape(p).replace(r"\*", r"\w*") for p in patterns]
    # a pattern that ends in an apostrophe goes on in the next word
    ends = [part if p.endswith("'") else part + r"(?!\w)" for p, part in zip(patterns, parts, strict=True)]
    return re.compile(r"(?<!\w)(?:" + "|".join(ends) + ")")


def _entry_named(data: Mapping[str, Any], loc: tuple[int | str, ...]) -> str:
    """The name of the entry that a validation error points into; else where it is."""
    try:
        return str(data[str(loc[0])][loc[1]]["name"])
    except (KeyError, IndexError, TypeError):
        return ".".join(str(x) for x in loc)
