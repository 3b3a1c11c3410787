"""Cutting a story into paragraphs, and telling prose from headings, captions and page furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from verbale.errors import LexiconError
from verbale.fold import fold_freely
from verbale.lexicon import language_file, load_toml
from verbale.model import Span

# A line this long that ends without a full stop, followed by a line in lower case, was broken by a text
# wrapper.
WRAPPED_AFTER = 50
LONGEST_PARAGRAPH = 6_000
HEADING_AT_MOST = 170
SENTENCE_ENDS = (".", "!", "?", "…")


class ParagraphKind(StrEnum):
    """What a paragraph is; only furniture and bylines are never read."""

    PROSE = "prose"
    HEADING = "heading"
    CAPTION = "caption"
    BYLINE = "byline"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the story, without the white space around it."""

    span: Span
    kind: ParagraphKind


@dataclass(frozen=True, slots=True)
class NoisePattern:
    """One entry of noise.toml; texts are folded.

    Attributes:
        short: only paragraphs of at most so many characters; None is any length.
        open: only paragraphs that do not end as a sentence does.
    """

    kind: ParagraphKind
    starts: tuple[str, ...]
    contains: tuple[str, ...]
    short: int | None
    open: bool
    example: str

    def matches(self, folded: str) -> bool:
        """Whether the folded paragraph is of this kind."""
        if self.short is not None and len(folded) > self.short:
            return False
        if self.open and folded.endswith(SENTENCE_ENDS):
            return False
        if folded.startswith(self.starts) and any(_begins_with(folded, s) for s in self.starts):
            return True
        return any(c in folded for c in self.contains)


def _begins_with(folded: str, start: str) -> bool:
    """Whether a paragraph begins with these words: "search", not "searches"."""
    if not folded.startswith(start):
        return False
    return not (start[-1:].isalnum() and folded[len(start) : len(start) + 1].isalnum())


@cache
def load_noise(language: str) -> tuple[NoisePattern, ...]:
    """The noise patterns of a language.

    Raises:
        LexiconError: noise.toml has an entry that cannot be used.
    """
    path = language_file(language, "noise.toml")
    data = load_toml(path)
    found = [
        _pattern(e, ParagraphKind(e.get("kind", "furniture")), str(path)) for e in data.get("pattern", [])
    ]
    found += [_pattern(e, ParagraphKind.BYLINE, str(path)) for e in data.get("byline", [])]
    return tuple(found)


def _pattern(entry: dict[str, Any], kind: ParagraphKind, path: str) -> NoisePattern:
    starts, contains = tuple(entry.get("starts", ())), tuple(entry.get("contains", ()))
    if not (starts or contains) or "example" not in entry:
        raise LexiconError(path, str(entry), "needs starts or contains, and an example")
    short, unfinished = entry.get("short"), entry.get("open", False)
    return NoisePattern(kind, starts, contains, short, unfinished, entry["example"])


def split_paragraphs(
    text: str, noise: Sequence[NoisePattern], *, skip: Sequence[Span] = ()
) -> tuple[Paragraph, ...]:
    """All paragraphs of a story in order.

    Args:
        text: the article's text.
        noise: what is not prose.
        skip: spans that are metadata (a leading date line): cut from the paragraph in which they stand.
    """
    lines = [piece for line in _joined(text, list(_lines(text, skip))) for piece in _bounded(text, line)]
    kinds = [_kind(text, line, noise) for line in lines]
    return tuple(Paragraph(line, kind) for line, kind in zip(lines, kinds, strict=True))


def _bounded(text: str, line: Span) -> Iterator[Span]:
    """A paragraph as it is; a page without paragraphs cut at full stops: long ones cost more."""
    start = line.start
    while line.end - start > LONGEST_PARAGRAPH:
        stop = text.rfind(". ", start, start + LONGEST_PARAGRAPH)
        cut = stop + 1 if stop > start else start + LONGEST_PARAGRAPH
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, line.end)


def _lines(text: str, skip: Sequence[Span]) -> Iterator[Span]:
    cuts = sorted(skip)
    for m in re.finditer(r"[^\n\r\u2028\u2029]+", text):
        start = m.start()
        for cut in cuts:
            if start <= cut.start < m.end():
                yield from _trimmed(text, start, cut.start)
                start = min(cut.end, m.end())
        yield from _trimmed(text, start, m.end())


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if any(c.isalnum() for c in text[start:end]):
        yield Span(start, end)


def _joined(text: str, lines: list[Span]) -> Iterator[Span]:
    """Join lines that a text wrapper broke in the middle of a sentence."""
    current: Span | None = None
    for line in lines:
        if (
            current is not None
            and current.end - current.start >= WRAPPED_AFTER
            and text[line.start].islower()
            and text[current.end - 1] not in '.!?…:;»"”)'
            and text.count("\n", current.end, line.start) == 1
        ):
            current = Span(current.start, line.end)
            continue
        if current is not None:
            yield current
        current = line
    if current is not None:
        yield current


def _kind(text: str, span: Span, noise: Sequence[NoisePattern]) -> ParagraphKind:
    written = span.of(text)
    folded = fold_freely(written)
    for pattern in noise:
        if pattern.matches(folded):
            return pattern.kind
    if len(written) <= HEADING_AT_MOST and written.rstrip(" \u00a0")[-1] not in '.!…;»"”)':
        return ParagraphKind.HEADING
    return ParagraphKind.PROSE
