"""What was said without the call in which it was said: *to leave in a call on Tuesday*."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from verbale.model import Span, Statement


def without_occasions(
    statements: Iterable[Statement], text: str, occasions: Sequence[Span]
) -> tuple[Statement, ...]:
    """The statements, each content cut where the phrase of its contact ends it; `text` is the whole story."""
    return tuple(replace(s, content=_cut(s.content, text, occasions)) for s in statements)


def _cut(content: Span, text: str, occasions: Sequence[Span]) -> Span:
    for phrase in occasions:
        if content.start < phrase.start < content.end <= phrase.end:
            return Span(content.start, len(text[: phrase.start].rstrip()))
    return content
