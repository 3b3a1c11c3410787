"""Quotation marks: which characters of a paragraph stand inside them.

Never refuses a text: a mark left open closes at the end of its paragraph, a mark never opened is ignored.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from verbale.model import Span

OPENING = {"«": "»", "“": "”", "„": "“”", "‹": "›"}
STRAIGHT = '"'
# Two apostrophes that stand for a straight mark.
DOUBLED = "''"
# Single marks; the closing one is also an apostrophe.
SINGLE, SINGLE_CLOSING = "‘", "’"
CLOSING = {"»", "”", "›"}
_MAY_OPEN = re.compile("|".join(map(re.escape, (*OPENING, STRAIGHT, DOUBLED, SINGLE))))
# Beyond this a quotation that was never closed is taken for a stray mark, not for the rest of a long
# paragraph.
LONGEST_UNCLOSED = 600


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation.

    Attributes:
        span: with its marks.
        inner: without them.
        closed: False when the closing mark is missing.
    """

    span: Span
    inner: Span
    closed: bool


def find_quotations(text: str, within: Span) -> tuple[Quotation, ...]:
    """The outermost quotations of one paragraph, in order.

    Args:
        text: the article's text.
        within: the paragraph; marks are never matched across paragraphs.

    >>> text = 'Il a dit « oui » puis "non"'
    >>> [q.inner.of(text) for q in find_quotations(text, Span(0, len(text)))]
    [' oui ', 'non']
    """
    found: list[Quotation] = []
    at = within.start
    while (may_open := _MAY_OPEN.search(text, at, within.end)) is not None:
        at = may_open.start()
        mark = _mark_at(text, at, within)
        if mark is None:
            at += 1
            continue
        size = len(mark)
        closing = _closing_of(text, at, within.end, mark)
        if closing is not None:
            found.append(Quotation(Span(at, closing + size), Span(at + size, closing), closed=True))
            at = closing + size
            continue
        if mark != SINGLE and 2 * size < within.end - at <= LONGEST_UNCLOSED:
            found.append(Quotation(Span(at, within.end), Span(at + size, within.end), closed=False))
            break
        at += size
    return tuple(found)


def _mark_at(text: str, at: int, within: Span) -> str | None:
    """The opening mark at an offset; None where there is none."""
    mark = text[at]
    if mark in OPENING:
        return mark
    if mark == STRAIGHT and _can_open(text, at, within):
        return STRAIGHT
    if text.startswith(DOUBLED, at, within.end) and _can_open(text, at, within, DOUBLED):
        return DOUBLED
    if mark == SINGLE and (at == within.start or not text[at - 1].isalnum()):
        return SINGLE
    return None


def _can_open(text: str, at: int, within: Span, mark: str = STRAIGHT) -> bool:
    """A straight mark opens unless it closes a word and white space follows it (an inch sign, a
    stray mark).
    """
    before = text[at - 1] if at > within.start else " "
    after = text[at + len(mark)] if at + len(mark) < within.end else " "
    return not after.isspace() or before.isspace() or before in "([«“'’—–-:"


def _closing_of(text: str, at: int, end: int, mark: str) -> int | None:
    """Index of the mark that closes the one at `at`, nesting counted; None when there is none."""
    if mark in (STRAIGHT, DOUBLED):
        found = text.find(mark, at + len(mark), end)
        curly = text.find("”", at + 1, found if found >= 0 else end)
        if mark == STRAIGHT and curly >= 0 and "“" not in text[at:curly]:
            return curly  # a straight mark that a curly one closes
        return found if found >= 0 else None
    if mark == SINGLE:
        return _single_closing(text, at, end)
    wanted, depth = OPENING[mark], 1
    last_closing: int | None = None
    for i in range(at + 1, end):
        if text[i] == mark:
            depth += 1
        elif text[i] in wanted:
            depth -= 1
            last_closing = i
            if depth == 0:
                return i
    # A nested mark that was left open must not swallow the closing mark of the outer one.
    return last_closing


def _single_closing(text: str, at: int, end: int) -> int | None:
    """The closing mark among the apostrophes: one behind punctuation, else one that no genitive can be."""
    next_opening = text.find(SINGLE, at + 1, end)
    stop = next_opening if next_opening >= 0 else end
    ends = [
        i
        for i in range(at + 1, stop)
        if text[i] == SINGLE_CLOSING and not (i + 1 < end and text[i + 1].isalnum())
    ]
    after_punctuation = [i for i in ends if text[i - 1] in ".,!?…"]
    sure = [i for i in ends if text[i - 1] != "s"]
    return next(iter([*after_punctuation, *sure, *ends]), None)


def overlap_with(quotations: tuple[Quotation, ...], span: Span) -> int:
    """How many characters of `span` stand inside quotation marks."""
    return sum(max(0, min(q.inner.end, span.end) - max(q.inner.start, span.start)) for q in quotations)
