"""Quotation marks: which characters of a paragraph stand inside them.

Never refuses a text: a mark left open closes at the end of its paragraph, a mark never opened is ignored.
"""

from __future__ import annotations

from dataclasses import dataclass

from verbale.model import Span

OPENING = {"«": "»", "“": "”", "„": "“”", "‹": "›"}
STRAIGHT = '"'
CLOSING = {"»", "”", "›"}
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
    while at < within.end:
        mark = text[at]
        if mark in OPENING or (mark == STRAIGHT and _can_open(text, at, within)):
            closing = _closing_of(text, at, within.end)
            if closing is not None:
                found.append(Quotation(Span(at, closing + 1), Span(at + 1, closing), closed=True))
                at = closing + 1
                continue
            if within.end - at <= LONGEST_UNCLOSED and within.end - at > 2:
                found.append(Quotation(Span(at, within.end), Span(at + 1, within.end), closed=False))
                break
        at += 1
    return tuple(found)


def _can_open(text: str, at: int, within: Span) -> bool:
    """A straight mark opens unless it closes a word and white space follows it (an inch sign, a
    stray mark).
    """
    before = text[at - 1] if at > within.start else " "
    after = text[at + 1] if at + 1 < within.end else " "
    return not after.isspace() or before.isspace() or before in "([«“'’—–-:"


def _closing_of(text: str, at: int, end: int) -> int | None:
    """Index of the mark that closes the one at `at`, nesting counted; None when there is none."""
    mark = text[at]
    if mark == STRAIGHT:
        found = text.find(STRAIGHT, at + 1, end)
        return found if found >= 0 else None
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


def overlap_with(quotations: tuple[Quotation, ...], span: Span) -> int:
    """How many characters of `span` stand inside quotation marks."""
    return sum(max(0, min(q.inner.end, span.end) - max(q.inner.start, span.start)) for q in quotations)
