"""When the event began that a story counts from: "the fifth day of the offensive" needs its first day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from verbale.model import DayRange, Days, Span
from verbale.times.expression import Origin, TimeExpression, TimeKind
from verbale.times.fold import fold
from verbale.times.lexicon import TimeLexicon
from verbale.times.resolve import resolve

REACH = 70
"""How far (code points) the words of a beginning may stand from its date, inside one sentence."""

_SENTENCE_END = re.compile(r"[.!?\n](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Beginning:
    """A date told as the day an event began."""

    event: Span
    date: TimeExpression


def _words(words: Iterable[str]) -> re.Pattern[str]:
    body = "|".join(re.escape(fold(w)) for w in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?:{body})(?![^\W_])" if body else r"(?!)")


def _around(folded: str, span: Span) -> Span:
    """The part of the sentence within REACH of `span`."""
    start = max(0, span.start - REACH)
    for end_mark in _SENTENCE_END.finditer(folded, start, span.start):
        start = end_mark.end()
    stop = _SENTENCE_END.search(folded, span.end, span.end + REACH)
    return Span(start, stop.start() if stop else min(len(folded), span.end + REACH))


def event_beginnings(
    text: str, expressions: Sequence[TimeExpression], lexicon: TimeLexicon
) -> tuple[Beginning, ...]:
    """Dates of a day and a month beside a word for an event and a word for its beginning, in one sentence."""
    events, begins = _words(lexicon.file.events.words), _words(lexicon.file.events.begin)
    folded = fold(text)
    found = []
    for expression in expressions:
        point = expression.point
        if expression.kind not in (TimeKind.DATE, TimeKind.TIME) or not (point and point.day and point.month):
            continue
        near = _around(folded, expression.span)
        begin = begins.search(folded, near.start, near.end)
        closest = min(
            (Span(*m.span()) for m in events.finditer(folded, near.start, near.end)),
            key=lambda s: max(expression.span.start - s.end, s.start - expression.span.end),
            default=None,
        )
        if begin and closest:
            found.append(Beginning(closest, expression))
    return tuple(found)


def event_reference(
    expression: TimeExpression,
    text: str,
    expressions: Sequence[TimeExpression],
    published: DayRange | None,
    lexicon: TimeLexicon,
) -> Days | None:
    """The day the event began from which `expression` counts, to be passed to `resolve` as its reference.

    Only when the text itself dates one beginning: two beginnings on different days decide nothing.
    """
    if expression.anchor is None or expression.offset is None or expression.offset.origin is not Origin.EVENT:
        return None
    if not _words(lexicon.file.events.words).search(fold(expression.anchor.of(text))):
        return None
    days = {
        resolved.candidates: resolved
        for beginning in event_beginnings(text, expressions, lexicon)
        if (resolved := resolve(beginning.date, published, direction="past")) and resolved.candidates
    }
    return next(iter(days.values())) if len(days) == 1 else None
