"""What speaks against two mentions being one contact, and what speaks for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from verbale.model import ContactKind, ContactStatus, Duration, DurationQualifier
from verbale.reconcile.days import DayPattern
from verbale.reconcile.mentions import StoredMention, actor_key, fold

# Two readouts round one call differently: an hour forty, an hour forty-five.
SAME_MINUTES = 15
STRONG, WEAK = 2, 1
NO_PATTERN = DayPattern()

# Kinds that may be two words for one contact. A visit is more than the meeting during it.
FAMILIES = {
    ContactKind.CALL: "remote",
    ContactKind.VIDEO: "remote",
    ContactKind.MEETING: "in person",
    ContactKind.TALKS: "in person",
    ContactKind.VISIT: "visit",
    ContactKind.MESSAGE: "message",
}


@dataclass(frozen=True, slots=True)
class Support:
    """One thing that two mentions share.

    Attributes:
        about: what it is, one word; an account counts each once.
        weight: STRONG or WEAK.
        reason: in words.
    """

    about: str
    weight: int
    reason: str


def contradiction(left: StoredMention, right: StoredMention) -> str | None:
    """Why two mentions of the same participants cannot be one contact; None if they can.

    The days are compared elsewhere: of a whole account at once.
    """
    for check in (_one_story, _patterns, _statuses, _kinds, _durations, _ordinals):
        reason = check(left, right)
        if reason is not None:
            return reason
    return None


def support(left: StoredMention, right: StoredMention) -> tuple[Support, ...]:
    """What two mentions share beyond participants, kind and days, strongest first."""
    a, b = left.mention, right.mention
    found = []
    if left.witness == right.witness and left.position == right.position and left.article != right.article:
        found.append(Support("reprint", 2 * STRONG, "one is a reprint of the other"))
    if a.duration and b.duration and _agree(a.duration, b.duration):
        # Calls of an hour are many, those of an hour and forty minutes few.
        weight = STRONG if a.duration.minutes % 60 and b.duration.minutes % 60 else WEAK
        both = f"{_minutes(a.duration)} ({_minutes(b.duration)})"
        found.append(Support("duration", weight, f"both last {both}"))
    if a.ordinal and b.ordinal and (a.ordinal.n, a.ordinal.since) == (b.ordinal.n, b.ordinal.since):
        since = a.ordinal.since or "an unnamed day"
        found.append(Support("ordinal", STRONG, f"both number {a.ordinal.n} since {since}"))
    day = _same_day_of_year(left, right)
    if day is not None:
        found.append(Support("day", STRONG, f"both on {day:%m-%d}, one of no stated year"))
    shared = sorted(left.quotations & right.quotations)
    if shared:
        found.append(Support("quotation", STRONG, f"both quote “{shared[0]}”"))
    if a.requested_by and b.requested_by and actor_key(a.requested_by) == actor_key(b.requested_by):
        found.append(Support("request", STRONG, f"both at the request of {a.requested_by.name}"))
    if a.place and b.place and fold(a.place) == fold(b.place):
        weight = WEAK if FAMILIES[a.kind] == "remote" else STRONG
        found.append(Support("place", weight, f"both in {a.place}"))
    if a.initiator and b.initiator and actor_key(a.initiator) == actor_key(b.initiator):
        found.append(Support("initiator", WEAK, f"both at the initiative of {a.initiator.name}"))
    points = sorted(left.points & right.points)
    if points:
        found.append(Support("points", WEAK, f"the same is said of {points[0][2]} by {points[0][0]}"))
    if a.main and b.main and a.status is b.status:
        found.append(Support("main", WEAK, "both stories are about it"))
    return tuple(found)


def disagreement(left: StoredMention, right: StoredMention) -> str | None:
    """What makes it doubtful, though not impossible, that two mentions are one contact."""
    a, b = left.mention, right.mention
    if a.place and b.place and fold(a.place) != fold(b.place) and FAMILIES[a.kind] != "remote":
        return f"{a.place} or {b.place}"
    if a.initiator and b.initiator and actor_key(a.initiator) != actor_key(b.initiator):
        return f"at the initiative of {a.initiator.name} or of {b.initiator.name}"
    if a.kind is not b.kind:
        return f"a {a.kind} or a {b.kind}"
    return None


def _one_story(left: StoredMention, right: StoredMention) -> str | None:
    if left.article != right.article:
        return None
    statuses = {left.mention.status, right.mention.status}
    day = left.days.single
    if (
        day is not None
        and day == right.days.single
        and statuses == {ContactStatus.PLANNED, ContactStatus.HELD}
    ):
        return None  # "they were to speak on Sunday ... on Sunday they spoke"
    return "one story tells of both"


def _patterns(left: StoredMention, right: StoredMention) -> str | None:
    for dated, other in ((left, right), (right, left)):
        if other.pattern == NO_PATTERN:
            continue
        days = dated.days.listed()
        if days and not any(other.pattern.allows(d) for d in days):
            told = other.mention.days.timex if other.mention.days else ""
            return f"no day like {told} is among those of the other"
    return None


def _same_day_of_year(left: StoredMention, right: StoredMention) -> date | None:
    """The day, when one story has it whole and the other all but the year."""
    for dated, other in ((left, right), (right, left)):
        day = dated.days.single
        if day and other.days.size is None and other.pattern.is_day_of_year() and other.pattern.allows(day):
            return day
    return None


def _statuses(left: StoredMention, right: StoredMention) -> str | None:
    a, b = sorted((left.mention.status, right.mention.status))
    if a is b or {a, b} <= {ContactStatus.PLANNED, ContactStatus.HELD}:
        return None
    if {a, b} <= {ContactStatus.PLANNED, ContactStatus.CANCELLED}:
        return None
    return f"one is {a}, the other {b}"


def _kinds(left: StoredMention, right: StoredMention) -> str | None:
    a, b = sorted((left.mention.kind, right.mention.kind))
    if a is b or FAMILIES[a] == FAMILIES[b] == "remote":
        return None
    if FAMILIES[a] == FAMILIES[b] and left.days.single is not None and left.days.single == right.days.single:
        return None  # talks and a meeting on one stated day are two words for it
    return f"one is a {a}, the other a {b}"


def _durations(left: StoredMention, right: StoredMention) -> str | None:
    a, b = left.mention.duration, right.mention.duration
    if a is None or b is None or _can_be_equal(a, b):
        return None
    return f"one lasts {_minutes(a)}, the other {_minutes(b)}"


def _can_be_equal(a: Duration, b: Duration) -> bool:
    """Whether one duration can satisfy both, as roughly as durations are told."""
    low_a, high_a = _bounds(a)
    low_b, high_b = _bounds(b)
    return low_a <= high_b and low_b <= high_a


def _bounds(d: Duration) -> tuple[float, float]:
    """The minutes for which somebody could say so; half of SAME_MINUTES each way for an exact value."""
    slack = SAME_MINUTES / 2
    match d.qualifier:
        case DurationQualifier.EXACT:
            return d.minutes - slack, d.minutes + slack
        case DurationQualifier.APPROX:
            # "about an hour" is said of fifty minutes and of an hour and a quarter
            return d.minutes * 0.75 - slack, d.minutes * 1.25 + slack
        case DurationQualifier.AT_LEAST:
            return d.minutes - slack, float("inf")
        case DurationQualifier.AT_MOST:
            return 0, d.minutes + slack


def _agree(a: Duration, b: Duration) -> bool:
    """Whether two durations are near enough to speak for one contact, not only not against it."""
    return _can_be_equal(a, b) and abs(a.minutes - b.minutes) <= SAME_MINUTES


def _minutes(d: Duration) -> str:
    return {
        DurationQualifier.EXACT: "{} minutes",
        DurationQualifier.APPROX: "about {} minutes",
        DurationQualifier.AT_LEAST: "at least {} minutes",
        DurationQualifier.AT_MOST: "at most {} minutes",
    }[d.qualifier].format(d.minutes)


def _ordinals(left: StoredMention, right: StoredMention) -> str | None:
    a, b = left.mention.ordinal, right.mention.ordinal
    if a is None or b is None or a.since is None or a.since != b.since or a.n == b.n:
        return None
    return f"one is number {a.n} since {a.since}, the other number {b.n}"
