"""Finding time expressions in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from verbale.model import Span
from verbale.times.build import BUILDERS, possible_day, twelve_hours_on, weekday_conflict
from verbale.times.expression import Measures, Offset, Origin, Role, TimeExpression, TimeKind, Unit
from verbale.times.fold import fold
from verbale.times.grammar import first_key, keys_in
from verbale.times.lexicon import Means, Pattern, SlotValue, TimeLexicon

_WORD_START = re.compile(r"(?<![^\W_])[^\W_]")
_LEFT_REACH = 40
_ANCHOR = re.compile(r" *(?P<words>[^\n.,;:!?()«»\"“”]{1,80})")
_NUMBER_BEFORE = re.compile(r"\d[.,/:\-]$|[\d]$|[€$£]\s?$")
_NUMBER_GOES_ON = re.compile(r"[.,:/]?\d|[ ]?[%€$£°]|-\d|/\w")


def _context_holds(pattern: Pattern, folded: str, start: int, end: int) -> bool:
    if pattern.only_after or pattern.unless_after:
        left = folded[max(0, start - _LEFT_REACH) : start]
        if pattern.only_after and not pattern.only_after.search(left):
            return False
        if pattern.unless_after and pattern.unless_after.search(left):
            return False
    if pattern.only_before and not pattern.only_before.match(folded, end):
        return False
    return not (pattern.unless_before and pattern.unless_before.match(folded, end))


def _ends_cleanly(folded: str, end: int) -> bool:
    last = folded[end - 1]
    return not (last.isdigit() and _NUMBER_GOES_ON.match(folded, end))


def _trap_at(text: str, at: int, traps: tuple[str, ...]) -> str | None:
    for trap in traps:
        end = at + len(trap)
        if text.startswith(trap, at) and not (end < len(text) and (text[end].isalnum() or text[end] == "_")):
            return trap
    return None


def _trap_within(text: str, folded: str, start: int, end: int, lexicon: TimeLexicon) -> int | None:
    """Where a trap ends that begins inside what was read ("Le Mardi gras"); None if none does."""
    for word in _WORD_START.finditer(folded, start + 1, end):
        trap = _trap_at(text, word.start(), lexicon.traps.get(first_key(folded, word.start()), ()))
        if trap:
            return word.start() + len(trap)
    return None


def _is_written_as_name(text: str, pattern: Pattern, match: re.Match[str], lexicon: TimeLexicon) -> bool:
    """Whether the words that are a time only with a capital have one."""
    return all(
        match[name] is None
        or match[name].rstrip(".") not in lexicon.capitals
        or text[match.start(name)].isupper()
        for name, _ in pattern.compiled.slots
    )


def _read_at(
    text: str, folded: str, start: int, patterns: tuple[Pattern, ...], lexicon: TimeLexicon
) -> tuple[int, TimeExpression | None] | None:
    """The longest pattern that matches at `start`; among equals the first of the file."""
    if not patterns or (folded[start].isdigit() and _NUMBER_BEFORE.search(folded, max(0, start - 2), start)):
        return None
    found: list[tuple[int, Pattern, re.Match[str]]] = []
    for pattern in patterns:
        match = pattern.compiled.regex.match(folded, start)
        if match is None or not _is_written_as_name(text, pattern, match, lexicon):
            continue
        stop = match.end()
        while folded[stop - 1] == " ":
            stop -= 1
        if _ends_cleanly(folded, stop) and _context_holds(pattern, folded, start, stop):
            found.append((stop, pattern, match))
    found.sort(key=lambda f: -f[0])
    for stop, pattern, match in found:
        if pattern.entry.means is Means.NOTHING:
            return stop, None
        fields: dict[str, SlotValue] = dict(pattern.entry.set)
        for name, slot in pattern.compiled.slots:
            words = match[name]
            if words is not None:
                fields[name] = lexicon.value(slot, words)
        expression = BUILDERS[pattern.entry.means](Span(start, stop), pattern.entry.name, fields)
        if expression is not None or pattern.entry.means is Means.DATE:
            return stop, expression  # a day that no calendar has is no shorter date either
    return None


def _with_anchor(expression: TimeExpression, folded: str, end: int) -> TimeExpression:
    counted = expression.window or expression.offset
    if counted is None or counted.origin is not Origin.EVENT:
        return expression
    match = _ANCHOR.match(folded, expression.span.end, end)
    if match is None:
        return expression
    start, stop = match.span("words")
    while stop > start and folded[stop - 1] == " ":
        stop -= 1
    return replace(expression, anchor=Span(start, stop)) if stop > start else expression


def _of_year_named(
    expression: TimeExpression, before: list[TimeExpression], folded: str, lexicon: TimeLexicon
) -> TimeExpression:
    """*in February 2022; they spoke **in September of that year***: of the year named last, not the story's.

    Where no year was named it counts from what was told before, as nothing else is known of it.
    """
    point = expression.point
    if lexicon.same_year is None or point is None or point.month is None or point.year is not None:
        return expression
    match = lexicon.same_year.match(folded, expression.span.end)
    if match is None:
        return expression
    span = Span(expression.span.start, match.end())
    year = next((e.point.year for e in reversed(before) if e.point is not None and e.point.year), None)
    dated = replace(point, year=year)
    if year is None or not possible_day(dated):
        return replace(expression, span=span, point=None, offset=Offset(None, Unit.YEAR, Origin.REFERENCE))
    end = expression.end
    if end is not None and end.month is not None:
        end = replace(end, year=year)
    timex = expression.timex and expression.timex.replace("XXXX", f"{year:04}", 1)
    conflict = weekday_conflict(dated)
    return replace(expression, span=span, point=dated, end=end, timex=timex, conflict=conflict)


def _with_role(expression: TimeExpression, folded: str, start: int, lexicon: TimeLexicon) -> TimeExpression:
    left_from = max(start, expression.span.start - _LEFT_REACH)
    left = folded[left_from : expression.span.start]
    if expression.kind is TimeKind.DURATION:
        if lexicon.distance_before.search(left):
            return replace(expression, measures=Measures.DISTANCE)
        return expression
    owns = lexicon.of_after is not None and lexicon.of_after.match(folded, expression.span.end)
    for role, preposition in lexicon.roles:
        match = preposition.search(left)
        if match:
            words = Span(left_from + match.start("role"), left_from + match.end("role"))
            if owns and role not in (Role.SINCE, Role.UNTIL):
                break
            return replace(expression, role=role, role_span=words)
    return replace(expression, role=Role.OF) if owns else expression


def _is_day(expression: TimeExpression) -> bool:
    return (expression.point is not None or expression.offset is not None) and expression.kind in (
        TimeKind.DATE,
        TimeKind.TIME,
    )


def _joined(left: TimeExpression, right: TimeExpression) -> TimeExpression | None:
    """A day and a clock time that stand together are one expression."""
    day, clock = (left, right) if _is_day(left) else (right, left)
    if not _is_day(day) or day.hour is not None or clock.hour is None or _is_day(clock):
        return None
    hour = twelve_hours_on(clock.hour, day.daypart)
    stamp = f"T{hour:02}:{clock.minute or 0:02}"
    return replace(
        day,
        span=Span(left.span.start, right.span.end),
        kind=TimeKind.TIME,
        timex=f"{day.timex.split('T')[0]}{stamp}" if day.timex else None,
        hour=hour,
        minute=clock.minute,
        role=left.role,
        role_span=left.role_span,
    )


def _join(found: list[TimeExpression], folded: str, lexicon: TimeLexicon) -> Iterator[TimeExpression]:
    previous: TimeExpression | None = None
    for expression in found:
        if previous is not None:
            between = folded[previous.span.end : expression.span.start]
            together = _joined(previous, expression) if lexicon.join.fullmatch(between) else None
            if together is not None:
                previous = together
                continue
            yield previous
        previous = expression
    if previous is not None:
        yield previous


class _Patterns(dict[str, tuple[Pattern, ...]]):
    """The patterns that may begin with a word, less those of which the text lacks a word."""

    def __init__(self, folded: str, lexicon: TimeLexicon) -> None:
        super().__init__()
        self._by_first = lexicon.by_first
        here = 0
        for key in keys_in(folded):
            here |= lexicon.bits.get(key, 0)
        self._missing = ~here

    def __missing__(self, key: str) -> tuple[Pattern, ...]:
        listed = self._by_first.get(key, ())
        found = self[key] = tuple(p for p in listed if not p.needs & self._missing)
        return found


def _find(text: str, lexicon: TimeLexicon) -> Iterator[TimeExpression]:
    folded = fold(text)
    patterns = _Patterns(folded, lexicon)
    found: list[TimeExpression] = []
    at = 0
    for word in _WORD_START.finditer(folded):
        begin = word.start()
        if begin < at:
            continue
        key = first_key(folded, begin)
        if key not in lexicon.by_first and key not in lexicon.traps:
            continue
        trap = _trap_at(text, begin, lexicon.traps.get(key, ()))
        if trap:
            at = begin + len(trap)
            continue
        read = _read_at(text, folded, begin, patterns[key], lexicon)
        if read is None:
            continue
        stop, expression = read
        inner = _trap_within(text, folded, begin, stop, lexicon)
        if inner is not None:
            at = inner
            continue
        at = stop
        if expression is not None:
            expression = _of_year_named(expression, found, folded, lexicon)
            at = max(at, expression.span.end)
            found.append(_with_role(_with_anchor(expression, folded, len(folded)), folded, 0, lexicon))
    return _join(found, folded, lexicon)


def _moved(span: Span | None, by: int) -> Span | None:
    return Span(span.start + by, span.end + by) if span else None


def find_times(text: str, lexicon: TimeLexicon, *, span: Span | None = None) -> tuple[TimeExpression, ...]:
    """All time expressions, in the order of the text, none overlapping another.

    Args:
        text: the whole article; offsets of the result index it.
        span: the part to read; None reads all. Words outside the part are not seen.
    """
    if span is None:
        return tuple(_find(text, lexicon))
    by = span.start
    return tuple(
        replace(
            e,
            span=Span(e.span.start + by, e.span.end + by),
            role_span=_moved(e.role_span, by),
            anchor=_moved(e.anchor, by),
        )
        for e in _find(text[span.start : span.end], lexicon)
    )
