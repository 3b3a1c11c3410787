"""When a story was published, as its own text says it in metadata lines, stamps and datelines.

Never from a date in the body: a date there is what the story tells of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from verbale.model import DayRange, Span
from verbale.times.edtf import parse_edtf, range_to_edtf
from verbale.times.expression import TimeExpression, TimeKind
from verbale.times.find import find_times
from verbale.times.lexicon import StampEntry, TimeLexicon
from verbale.times.resolve import resolve


class PublicationBasis(StrEnum):
    """What the publication was read from.

    metadata: the line put before the text; stamp: "Published on ..."; updated: "Updated on ...", for when
    nothing better is there; dateline: "OSLO, 3 May (Reuters) -"; comment: an upper bound, since no story is
    later than the first comment on it.
    """

    METADATA = "metadata"
    STAMP = "stamp"
    UPDATED = "updated"
    DATELINE = "dateline"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Publication:
    """The days on which a story may have been published.

    Attributes:
        days: the interval; a side left open is None.
        edtf: the same as EDTF.
        basis: the strongest kind of evidence, then what else narrowed it.
        spans: the words it was read from, to be cut from the prose (of a comment, its stamp alone).
        conflict: which two sources disagree; the stronger one was kept. None if they agree.
    """

    days: DayRange
    edtf: str
    basis: tuple[PublicationBasis, ...]
    spans: tuple[Span, ...]
    conflict: str | None = None


@dataclass(frozen=True, slots=True)
class _Evidence:
    basis: PublicationBasis
    days: DayRange
    span: Span


_METADATA = re.compile(
    r"\s*(?:date|published|publication)\s*[:=]?\s+(\d{4}(?:-\d{2}){0,2})(?![\d-])", re.IGNORECASE
)
# How far (code points) each may stand: from the head of the text, of its line, from its own words.
_DATELINE_REACH = 400
_HEAD_REACH = 800
_LINE_REACH = 160
_STAMP_REACH = 90
_NAME_REACH = 60
_DATELINE_DASH = re.compile(
    r"\s*(?:\([^()\n]{2,40}\)\s*)?[-–—:]{1,2}\s*|\s*[.,]\s*/[^/\n]{2,20}/\s*[.:–—-]?\s*"
    r"|\s*\.\s*[-–—]{1,2}\s+"
    r"|\s*,\s*(?P<agency>[A-Za-z]{2,12})\s*[-–—]{1,2}\s*"
)
_PLACE = re.compile(
    r"(?:(?<=[.\n»\"”)])|^)\s*(?:\([^()\n]{2,30}\)\s*[-–—]\s*)?"
    r"(?P<place>[A-ZÀ-ÖØ-Þ][\w' .’-]{1,40}?(?:, ?[A-Z][\w .]{1,20}?)?)\s*(?P<sep>[,:]|\(|[-–—])\s*$"
)
_LETTERHEAD_LINES = 5
_LETTERHEAD_AT_MOST = 80
_ARTICLE_LENGTH = 3
_PLACE_WORDS = 4
_PADDING = " \t,;:|-–—.()\u00a0"
_LINE = re.compile(r"[^\n]+")


def _metadata(text: str) -> _Evidence | None:
    match = _METADATA.match(text)
    days = parse_edtf(match[1]) if match else None
    if match is None or days is None:
        return None
    start = len(text) - len(text.lstrip())
    return _Evidence(PublicationBasis.METADATA, days, Span(start, match.end()))


def _is_calendar_day(expression: TimeExpression) -> bool:
    point = expression.point
    return (
        expression.kind in (TimeKind.DATE, TimeKind.TIME)
        and expression.end is None
        and expression.shift is None
        and point is not None
        and point.day is not None
        and point.month is not None
    )


def _days_of(expression: TimeExpression, known: DayRange | None) -> DayRange | None:
    """The day; one without a year only inside an interval that is already known."""
    days = resolve(expression, known)
    if days is None or days.first is None or days.last is None or days.conflict:
        return None
    if known and expression.point and expression.point.year is None:
        inside = (known.first is None or days.first >= known.first) and (
            known.last is None or days.last <= known.last
        )
        if not inside:
            return None
    return DayRange(days.first, days.last)


def _stamp_regex(entry: StampEntry) -> re.Pattern[str]:
    return _led_by(tuple(entry.lead))


@cache
def _led_by(leads: tuple[str, ...]) -> re.Pattern[str]:
    lead = "|".join(r"\s+".join(re.escape(w) for w in words.split()) for words in leads)
    return re.compile(rf"(?:^|(?<=\s))(?:{lead})\s*:?\s*")


_BASIS = {
    "published": PublicationBasis.STAMP,
    "updated": PublicationBasis.UPDATED,
    "comment": PublicationBasis.COMMENT,
}


def _is_prose(text: str, end: int, lexicon: TimeLexicon) -> bool:
    """Whether a sentence goes on after the date: "Published on 3 May, the report accuses ..."."""
    rest = re.match(r"\s*,?\s*(\w.{0,20})", text[end : end + 30])
    if rest is None or not rest[1][0].islower():
        return False
    return not any(rest[1].startswith(words) for words in lexicon.file.stamp_goes_on)


def _stamp_at(
    text: str, match: re.Match[str], entry: StampEntry, known: DayRange | None, lexicon: TimeLexicon
) -> _Evidence | None:
    """The date right after a stamp's words, in the same line; a comment's may follow its writer's name."""
    line_end = text.find("\n", match.end())
    reach = Span(match.end(), min(line_end if line_end >= 0 else len(text), match.end() + _STAMP_REACH))
    expression = next(iter(find_times(text, lexicon, span=reach)), None)
    if expression is None or not _is_calendar_day(expression):
        return None
    between = text[match.end() : expression.span.start]
    if entry.means == "comment":
        if "." in between or len(between) > _NAME_REACH:
            return None
    else:
        stands_alone = between.strip(" \t,:;|-–—") in ("", *lexicon.file.stamp_filler)
        if not stands_alone or _is_prose(text, expression.span.end, lexicon):
            return None
    days = _days_of(expression, known)
    return _Evidence(_BASIS[entry.means], days, Span(match.start(), expression.span.end)) if days else None


def _stamps(text: str, known: DayRange | None, lexicon: TimeLexicon) -> list[_Evidence]:
    """The stamps of a text: the story's near its head and near the head of a line, comments' anywhere."""
    found = []
    for entry in lexicon.file.stamp:
        for match in _stamp_regex(entry).finditer(text):
            in_line = match.start() - (text.rfind("\n", 0, match.start()) + 1)
            if entry.where == "start" and (match.start() > _HEAD_REACH or in_line > _LINE_REACH):
                continue
            evidence = _stamp_at(text, match, entry, known, lexicon)
            if evidence:
                found.append(evidence)
    return found


def _names_agency(words: str, lexicon: TimeLexicon) -> bool:
    return any(
        re.search(rf"[(/]{re.escape(a)}\b|, ?{re.escape(a)} ?[-–—]", words) for a in lexicon.file.agencies
    )


def _opens_line(text: str, place: Span, dated: TimeExpression, lexicon: TimeLexicon) -> bool:
    """*New Delhi, 18 June 2025 —* at the head of a paragraph: a dateline with its year in no capitals."""
    words = re.findall(r"[^\W\d_]+", place.of(text))
    named = all(w[0].isupper() or len(w) <= _ARTICLE_LENGTH for w in words) and len(words) <= _PLACE_WORDS
    opens = text[: place.start].rstrip(" \t")[-1:] in ("", "\n")
    phrase = f"{words[0].lower()} " in lexicon.file.stamp_goes_on
    behind = text[dated.span.end : dated.span.end + 3].strip()[:1]
    year = dated.point is not None and dated.point.year is not None
    return named and opens and year and not phrase and behind != ":"


def _dateline(text: str, after: int, known: DayRange | None, lexicon: TimeLexicon) -> _Evidence | None:
    """A dateline in the first lines, "PARIS, 3 mai (Reuters) -": a place, a day, an agency or a dash."""
    reach = Span(after, min(len(text), after + _DATELINE_REACH))
    for expression in find_times(text, lexicon, span=reach):
        if not _is_calendar_day(expression):
            continue
        before = text[after : expression.span.start]
        place = _PLACE.search(before)
        dash = _DATELINE_DASH.match(text, expression.span.end)
        if dash is None:
            continue
        if not before.strip():
            # "Aug 19, 2022 (Reuters) -": the place is left out
            days = _days_of(expression, known) if _names_agency(dash.group(), lexicon) else None
            if days:
                return _Evidence(PublicationBasis.DATELINE, days, Span(expression.span.start, dash.end()))
        if place is None:
            continue
        start = after + place.start() + len(place[0]) - len(place[0].lstrip())
        words = place["place"]
        if not (
            words.isupper()
            or _names_agency(text[start : dash.end()], lexicon)
            or _opens_line(text, Span(start, start + len(words)), expression, lexicon)
        ):
            continue
        days = _days_of(expression, known)
        if days:
            return _Evidence(PublicationBasis.DATELINE, days, Span(start, dash.end()))
    return None


def _bare_stamp(text: str, after: int, lexicon: TimeLexicon) -> _Evidence | None:
    """A line at the head of the text that is a date and a clock time ("11/12/2023 13:12"), or that ends
    a letterhead: "Palais des Ormes, le 26 septembre 2024", "Dimanche 20 octobre 2024 – 18 h 30".
    """
    for count, line in enumerate(_LINE.finditer(text, after)):
        if count >= _LETTERHEAD_LINES:
            return None
        if not any(map(str.isdigit, line.group())):
            continue  # no date with its year
        if any(_stamp_regex(entry).match(text, line.start()) for entry in lexicon.file.stamp):
            continue
        found = find_times(text, lexicon, span=Span(*line.span()))
        dated = next((t for t in found if _is_calendar_day(t) and t.point and t.point.year), None)
        if dated is None or any(t is not dated and t.kind is not TimeKind.TIME for t in found):
            continue
        behind = text[dated.span.end : line.end()]
        for clock in (t for t in found if t.span.start >= dated.span.end):
            behind = behind.replace(clock.span.of(text), "")
        before = text[line.start() : dated.span.start]
        if behind.strip(_PADDING) or not _is_letterhead(before, lexicon):
            continue
        days = _days_of(dated, None)
        if days:
            return _Evidence(PublicationBasis.STAMP, days, dated.span)
    return None


def _is_letterhead(before: str, lexicon: TimeLexicon) -> bool:
    """Whether what stands before a date is nothing, or names in capitals cut off by a comma or a dash.

    A headline ("X reçoit Y, le 12 mars 2022") has a word in lower case that is longer than an article.
    """
    words = before.strip()
    if not words.strip(_PADDING):
        return True
    for filler in lexicon.file.stamp_filler:
        words = words.removesuffix(f" {filler}")
    if len(before) > _LETTERHEAD_AT_MOST or words.rstrip()[-1] not in ",—–-|·•":
        return False
    return all(len(w) <= _ARTICLE_LENGTH or w[0].isupper() for w in re.findall(r"[^\W\d_]+", words))


def _overlap(a: DayRange, b: DayRange) -> DayRange | None:
    first = max((d for d in (a.first, b.first) if d), default=None)
    last = min((d for d in (a.last, b.last) if d), default=None)
    return DayRange(first, last) if not (first and last and first > last) else None


_STRENGTH = (
    PublicationBasis.METADATA,
    PublicationBasis.STAMP,
    PublicationBasis.DATELINE,
    PublicationBasis.UPDATED,
    PublicationBasis.COMMENT,
)


def _combine(evidence: Sequence[_Evidence], comment_reach: int | None) -> Publication | None:
    ordered = sorted(evidence, key=lambda e: (_STRENGTH.index(e.basis), e.days.last or date.max, e.span))
    days: DayRange | None = None
    basis: list[PublicationBasis] = []
    spans: list[Span] = []
    conflict: str | None = None
    for item in ordered:
        known = item.days
        if item.basis is PublicationBasis.COMMENT:
            known = DayRange(None, item.days.last)
            if days is None and comment_reach is not None and item.days.last:
                known = DayRange(item.days.last - timedelta(days=comment_reach), item.days.last)
        if item.basis is PublicationBasis.UPDATED and days is not None:
            spans.append(item.span)  # a later version of a story that is dated already
            continue
        narrowed = known if days is None else _overlap(days, known)
        if narrowed is None:
            assert days is not None
            conflict = conflict or (
                f"{basis[0]} says {range_to_edtf(days.first, days.last)}, "
                f"{item.basis} says {range_to_edtf(known.first, known.last)}"
            )
            continue
        if narrowed != days and item.basis not in basis:
            basis.append(item.basis)
        days = narrowed
        spans.append(item.span)
    edtf = range_to_edtf(days.first, days.last) if days else None
    if days is None or edtf is None:
        return None
    return Publication(days, edtf, tuple(basis), tuple(sorted(set(spans))), conflict)


def publication_from_text(
    text: str, lexicon: TimeLexicon, *, comment_reach: int | None = None
) -> Publication | None:
    """When the story was published, by its own metadata line, stamps, dateline and comments' stamps.

    A date without a year counts only inside an interval that something else gives. Comments bound the
    publication from above, nothing more. Returns None when nothing of the kind stands in the text.

    Args:
        comment_reach: how many days a story may be older than the first comment on it; with 6 a story whose
            first comment is of Tuesday 3 May is of the week that ends there. A convention, not a fact: None
            (the default) leaves that side open.
    """
    evidence: list[_Evidence] = []
    metadata = _metadata(text)
    if metadata:
        evidence.append(metadata)
    after = metadata.span.end if metadata else 0
    known = metadata.days if metadata else None
    bare = _bare_stamp(text, after, lexicon)
    if bare:
        evidence.append(bare)
    stamps = _stamps(text, known, lexicon)
    evidence += stamps
    for item in evidence:
        if item.basis in (PublicationBasis.STAMP, PublicationBasis.UPDATED) and known is None:
            known = item.days
    dateline = _dateline(text, after, known, lexicon)
    if dateline:
        evidence.append(dateline)
    return _combine(evidence, comment_reach)
