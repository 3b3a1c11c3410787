"""Where the reaches of relays end: the relays of one sentence share it out."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from verbale.model import Span
from verbale.read.statements.relay import Relay
from verbale.read.statements.relay_reach import SHORTEST_PART, SHORTEST_QUOTED, opens
from verbale.read.story.document import ParsedParagraph
from verbale.read.story.tokens import grammar_of, is_finite_form, plain


def _side_by_side(paragraph: ParsedParagraph, relays: list[Relay]) -> list[Relay]:
    """*Selon X, S, selon Y T*: two relays, each before its own clause."""
    found = list(relays)
    for i, (left, right) in enumerate(pairwise(relays)):
        if left.rule != "adposition" or right.rule != "adposition" or not found[i].reach or not right.reach:
            continue
        before, whole = right.reach[0], found[i].reach[-1]
        first = paragraph.tokens_in(left.own)[0]
        opening = opens(first.doc, first.i) and whole.start >= left.own.end and whole.contains(right.own)
        if not opening or before.end > right.own.start or right.own.end >= whole.end:
            continue
        own = Span(right.own.end, whole.end)
        if any(is_finite_form(t) for t in paragraph.tokens_in(own)):
            words = [t for t in paragraph.tokens_in(Span(whole.start, right.own.start)) if not t.is_space]
            while len(words) > 1 and (words[-1].is_punct or words[-1].pos_ == "CCONJ"):
                words.pop()
            told = paragraph.span_of(words)
            found[i] = replace(left, reach=(Span(told.start, _before_relative(paragraph, told)),))
            found[i + 1] = replace(right, reach=(own,))
    return found


def bounded(paragraph: ParsedParagraph, relays: list[Relay]) -> list[Relay]:
    """Cut each reach where another relay of the same sentence stands: the nearer source wins."""
    bounded: list[Relay] = []
    relays = _side_by_side(paragraph, relays)
    for relay in relays:
        others = [o for o in relays if o is not relay]
        reach: list[Span] = []
        for part in relay.reach:
            start, end = part.start, part.end
            for other in others:
                own = other.own
                if part.end <= relay.own.start:  # reported text stands before its relay
                    nearer = start < own.end <= relay.own.start and not relay.own.contains(own)
                    if nearer and _took_text_before(other, part) and not _is_inside(other, relay):
                        start = max(start, own.end)
                elif _is_inside(relay, other):
                    end = min(end, other.own.start)
                elif other.relative and relay.own.end < own.start < end:
                    end = min(end, own.start)
            while start < end and paragraph.doc.text[start - paragraph.span.start] in " ,;\u00a0\n":
                start += 1
            if end < part.end:
                end = _before_relative(paragraph, Span(start, end))
            whole = start == part.start and end == part.end  # "Grain, he said, is no charity"
            if whole or end - start >= (SHORTEST_QUOTED if relay.quoted else SHORTEST_PART):
                reach.append(Span(start, end))
        # "imputables à X selon Y et à Z selon W"
        beside = any(o.set_off and p.start - o.own.end in (1, 2) for o in others for p in reach[:1])
        bounded.append(replace(relay, reach=tuple(reach), set_off=relay.set_off or beside))
    return bounded


def _before_relative(paragraph: ParsedParagraph, part: Span) -> int:
    """Where a part that another source cuts ends: *S, ce qui, selon lui, T* without *ce qui*."""
    words = [t for t in paragraph.tokens_in(part) if not t.is_space]
    pronouns = grammar_of(words[0]).pronouns if words else None
    if pronouns is None or len(words) < 2 or plain(words[-1 - words[-1].is_punct]) not in pronouns.relative:
        return part.end
    while len(words) > 1 and (
        words[-1].is_punct or plain(words[-1]) in pronouns.relative | pronouns.of_clause
    ):
        words.pop()
    return paragraph.at(words[-1]).end


def _is_inside(inner: Relay, outer: Relay) -> bool:
    """*The pass, they agreed, must reopen, X said*: one before the predicate, one at the end."""
    if inner is outer or inner.frame is None or outer.frame is None or inner.quoted:
        return False
    first, last = inner.frame.anchor, outer.frame.anchor
    return first.head == last.head and first.i < first.head.i < last.i


def _took_text_before(other: Relay, part: Span) -> bool:
    """Whether the other relay already took the text before it (then what follows it is the later one's)."""
    return any(p.end <= other.own.start for p in other.reach) and other.own.start > part.start
