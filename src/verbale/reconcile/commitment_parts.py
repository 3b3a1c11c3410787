"""What stands inside a promise: its condition, in the text's own words, and by when it is due."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from verbale.fold import fold_in_place
from verbale.lexicon import language_file
from verbale.model import DayRange, Span
from verbale.reconcile.commitment_words import CommitmentLexicon, ConditionWords
from verbale.reconcile.days import DaySet, days_of
from verbale.reconcile.word_patterns import matches_before, words_of
from verbale.times import (
    Origin,
    Role,
    TimeExpression,
    TimeKind,
    TimeLexicon,
    find_times,
    load_time_lexicon,
    resolve,
)

SENTENCE_END = re.compile(r"[.!?…](?=[\s»”\"]|$)|\n")
CLAUSE_END = re.compile(r"[,;:()–—]")
AROUND = " \t\n,;:.!?…«»“”\"()–—'"
TIMES = "times.toml"
# How many words before a time may say that it is another deed's.
DONE_REACH = 3
DEADLINES = (Role.BY, Role.BEFORE)


@dataclass(frozen=True, slots=True)
class Due:
    """By when a promise is to be kept.

    Attributes:
        days: one of these is the last day; for "in April" all days of April.
        edtf: the same as EDTF.
        span: the words.
    """

    days: DaySet
    edtf: str
    span: Span


def condition_in(text: str, content: Span, words: CommitmentLexicon) -> Span | None:
    """The condition that a promise names, in its own words; None when it names none.

    Looked for in the content, and right behind it in the same sentence.
    """
    folded = fold_in_place(text)
    found = [c for marker in words.conditions for c in _opened_by(marker, text, folded, content, words)]
    return min(found, default=None)


def _opened_by(
    marker: ConditionWords, text: str, folded: str, content: Span, words: CommitmentLexicon
) -> list[Span]:
    stop = SENTENCE_END.search(text, content.end)
    sentence_end = stop.start() if stop else len(text)
    behind = (
        content.end
        + len(text[content.end : sentence_end])
        - len(text[content.end : sentence_end].lstrip(AROUND))
    )
    found = []
    for m in marker.marker.finditer(folded, content.start, sentence_end):
        inside = m.start() < content.end
        if not (inside or m.start() == behind) or not _holds(marker, text, folded, m.start(), m.end()):
            continue
        end = content.end if inside else sentence_end
        opens = not text[content.start : m.start()].strip(AROUND)
        found.append(_trimmed(text, m.start(), _end_of(text, folded, m.start(), end, words, opens)))
    return found


def _holds(marker: ConditionWords, text: str, folded: str, start: int, end: int) -> bool:
    if matches_before(marker.unless_after, folded, start):
        return False
    if marker.unless_before is not None and marker.unless_before.match(folded, end):
        return False
    if marker.only_before is None and not marker.before_name:
        return True
    named = marker.before_name and text[end : end + 1].isupper()
    return named or (marker.only_before is not None and marker.only_before.match(folded, end) is not None)


def _end_of(text: str, folded: str, start: int, end: int, words: CommitmentLexicon, opens: bool) -> int:
    """Where a condition ends: at a comma behind which the promise goes on, else with the content."""
    for stop in CLAUSE_END.finditer(text, start, end):
        if opens or stop.group() != ",":
            return stop.start()
        after = stop.end() + len(text[stop.end() : end]) - len(text[stop.end() : end].lstrip())
        if words.resumes.match(folded, after):
            return stop.start()
    return end


def _trimmed(text: str, start: int, end: int) -> Span:
    return Span(start, start + len(text[start:end].rstrip(AROUND)))


def due_in(
    text: str,
    content: Span,
    words: CommitmentLexicon,
    *,
    published: DayRange | None,
    made: DaySet,
    quoted: bool,
) -> Due | None:
    """By when a promise is due; None when it does not say, says it of another deed, or says several things.

    Args:
        published: when the story was; what it counts from ("next week").
        made: the days on which the promise can have been made; nothing is due before.
        quoted: all of it is in quotation marks: then it counts from the day it was made, where that is known.
    """
    times = time_words(words.language)
    if times is None:
        return None
    counts_from = DayRange(made.single, made.single) if made.single else None
    frame = counts_from if (quoted or published is None) and counts_from else published
    found = [
        (e, due)
        for e in find_times(text, times, span=content)
        if _is_of_the_promise(e, text, words) and (due := _due(e, frame, made)) is not None
    ]
    if len(found) > 1:
        found = [(e, due) for e, due in found if e.role in DEADLINES or e.window is not None]
    return found[0][1] if len(found) == 1 else None


def _is_of_the_promise(e: TimeExpression, text: str, words: CommitmentLexicon) -> bool:
    """Whether a time can say by when: a length of time, a beginning, an end of a state do not."""
    if e.kind not in (TimeKind.DATE, TimeKind.TIME) or e.conflict is not None:
        return False
    counted = e.offset or e.window
    if counted is not None and counted.origin is not Origin.PUBLICATION:
        return False
    if e.offset is not None and e.offset.n is None:
        return False  # "in the coming days": nobody said how many
    if e.role in DEADLINES:
        return True
    start = e.role_span.start if e.role_span else e.span.start
    return e.role is Role.AT and not _follows_a_deed(fold_in_place(text), start, words)


def _follows_a_deed(folded: str, start: int, words: CommitmentLexicon) -> bool:
    begin = max(0, start - 60)
    before = words_of(folded[begin:start])[-DONE_REACH:]
    return bool(before) and words.done.search(folded, begin + before[0][0], start) is not None


def _due(e: TimeExpression, frame: DayRange | None, made: DaySet) -> Due | None:
    days = resolve(e, frame, direction="future")
    if days is None or days.edtf is None or days.conflict is not None:
        return None
    whole = days_of(days)
    if e.window is not None or (e.point is not None and e.point.section == "END"):
        # "within ten days", "by the end of the month": the last day is the one that counts.
        whole = _last_days(e, frame)
    after = whole.meet(DaySet(made.first, None)) if made.first else whole
    edtf = after.edtf() if after else None
    return Due(after, edtf, _words(e)) if after and edtf else None


def _last_days(e: TimeExpression, frame: DayRange | None) -> DaySet:
    """The last day of a period; all that may be it when the story may be of several days."""
    edges = [DayRange(d, d) for d in (frame.first, frame.last) if d] if frame else [None]
    lasts = [d.last for edge in edges if (d := resolve(e, edge, direction="future")) and d.last]
    return DaySet(min(lasts, default=None), max(lasts, default=None))


def _words(e: TimeExpression) -> Span:
    return Span(e.role_span.start, e.span.end) if e.role_span else e.span


@lru_cache
def time_words(language: str) -> TimeLexicon | None:
    """The time words of a language; None when it has none."""
    return load_time_lexicon(language) if language_file(language, TIMES).is_file() else None
