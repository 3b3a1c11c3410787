"""What a time expression says, before anybody knows which days it means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from verbale.model import DurationQualifier, Span


class TimeKind(StrEnum):
    """TIMEX3's four types, and the ordinal of a contact ("the second since ...").

    Source: ISO 24617-1 (DATE, TIME, DURATION, SET).
    """

    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    SET = "set"
    ORDINAL = "ordinal"


class Role(StrEnum):
    """How the words before the expression tie it to what is told.

    at: on that day (or nothing said); since/after, before/until/by: one side of it; of: the date belongs to
    the noun before it ("the accords of 12 February").
    """

    AT = "at"
    SINCE = "since"
    AFTER = "after"
    BEFORE = "before"
    UNTIL = "until"
    BY = "by"
    OF = "of"


class Origin(StrEnum):
    """From where an offset counts: publication, the day the story is at, or an event named after it."""

    PUBLICATION = "publication"
    REFERENCE = "reference"
    EVENT = "event"


class Unit(StrEnum):
    """Units of durations and offsets."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


class Measures(StrEnum):
    """What a duration measures: how long something lasted, or how far back or ahead something lies."""

    LASTED = "lasted"
    DISTANCE = "distance"


@dataclass(frozen=True, slots=True)
class Point:
    """A calendar point as written; None for what is not said.

    Attributes:
        weekday: ISO, Monday 1.
        section: START, MID or END of the month, year or season.
        season: SP, SU, FA or WI (TIMEX3).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    section: str | None = None
    season: str | None = None


@dataclass(frozen=True, slots=True)
class Offset:
    """`n` units from `origin`, negative for the past. `n` None: some, not said how many."""

    n: float | None
    unit: Unit
    origin: Origin


@dataclass(frozen=True, slots=True)
class Window:
    """Days around `origin`, both ends included; None leaves that side open ("lately": None..0)."""

    first: int | None
    last: int | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """One expression of time in a text.

    Attributes:
        span: its words, absolute code points, without the preposition that gives the role.
        kind: TIMEX3 type.
        pattern: the entry of times.toml that read it.
        timex: the TIMEX3-like value as far as the words alone give it ("XXXX-03-12", "XXXX-WXX-2",
            "PT1H30M"); None when only the context gives one.
        role, role_span: the preposition before it; None when there is none.
        point, end: the calendar point; `end` closes a range ("from 3 to 5 March").
        listed: `end` is a second day instead ("on 12 and 19 March").
        shift: last (-1), this (0), next (1): "last Tuesday", "this 12 February"; None when not said.
        offset: for what counts from another day; with a weekday in `point`, the weekday of that week. Of
            vague nearness how far it reaches ("in the past two weeks"), if the words say so.
        whole_period: `offset` is a whole calendar period ("last week", "this month"), not a distance.
        window: for vague nearness ("in these last hours").
        anchor: where the event stands from which `offset` counts: the words after it up to the next
            punctuation mark; None if it counts from publication or from what was told before.
        daypart: TIMEX3 part of day (MO, MI, AF, EV, NI); None when not said.
        hour, minute: clock time.
        minutes: length of a duration in minutes; None when the words give none ("several hours").
        minutes_max: the upper end when the words give a range ("one to two hours").
        qualifier, measures: of a duration.
        ordinal: n of the n-th.
        direction: "past" or "future" when the words say so themselves, else None.
        conflict: why its own parts cannot all be true ("12 March 2022 is a Saturday"), else None.
    """

    span: Span
    kind: TimeKind
    pattern: str
    timex: str | None = None
    role: Role = Role.AT
    role_span: Span | None = None
    point: Point | None = None
    end: Point | None = None
    listed: bool = False
    shift: int | None = None
    offset: Offset | None = None
    whole_period: bool = False
    window: Window | None = None
    anchor: Span | None = None
    daypart: str | None = None
    hour: int | None = None
    minute: int | None = None
    minutes: int | None = None
    minutes_max: int | None = None
    qualifier: DurationQualifier | None = None
    measures: Measures | None = None
    ordinal: int | None = None
    direction: str | None = None
    conflict: str | None = None
