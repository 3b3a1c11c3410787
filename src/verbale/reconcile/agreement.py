"""What two mentions of contacts have in common and what keeps them apart: one comparison a sort of evidence.

Each comparison gives a score and a reason in words, or None when it has nothing to say. None of them
knows the others, the days of a whole account or the record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from verbale.model import ContactKind, ContactStatus, DurationQualifier, Span
from verbale.reconcile.days import ANY_PATTERN
from verbale.reconcile.lengths import minutes_in_words
from verbale.reconcile.mentions import StoredMention, Tells, actor_key, fold
from verbale.reconcile.reporters import side_key
from verbale.sentences import say

# Two readouts round one call differently: an hour forty, an hour forty-five.
SAME_MINUTES = 15
STRONG, WEAK = 2, 1
# Nothing outweighs this; CONTRADICTS is outweighed by the same words twice (see grouping).
EXCLUDES, CONTRADICTS, DOUBT = -100, -10, -1
# Words in a row that two speakers do not use by chance; a whole quotation of fewer words tells less.
WORDING = 5
TOPICS_IN_COMMON = 2
# A story about a contact is news of that day or of the day before.
NEWS_DAYS = 1
NEWS = timedelta(days=NEWS_DAYS)

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
class Comparison:
    """What one kind of evidence says of two mentions being one contact.

    Attributes:
        about: what is compared, one word; an account counts each once.
        score: above 0 for, below against.
        reason: in words.
    """

    about: str
    score: int
    reason: str


def compare(left: StoredMention, right: StoredMention) -> tuple[Comparison, ...]:
    """All that the evidence says; days of accounts are compared elsewhere."""
    both, either = left.tells & right.tells, left.tells | right.tells
    found = []
    # What is alike in almost all pairs is looked at here: millions of pairs are compared.
    if left.article == right.article:
        found.append(compare_stories(left, right))
    if left.mention.status is not right.mention.status:
        found.append(compare_statuses(left, right))
    if left.mention.kind is not right.mention.kind:
        found.append(compare_kinds(left, right))
    if either & Tells.PATTERN:
        found.append(compare_patterns(left, right))
    if either & Tells.NO_DAY and either & Tells.FROM_A_DAY:
        found.append(compare_publication(left, right))
    if both:
        found += [check(left, right) for needed, check in COMPARED_IF_TOLD if both & needed]
    return tuple(c for c in found if c is not None)


def contradiction(compared: Iterable[Comparison]) -> Comparison | None:
    """The strongest comparison that speaks against one contact, not only casts doubt; None if none does."""
    against = [c for c in compared if c.score <= CONTRADICTS]
    return min(against, key=lambda c: c.score, default=None)


@lru_cache(maxsize=65536)
def wordings(quotation: str) -> frozenset[str]:
    """The runs of WORDING words of a folded quotation; the whole of a shorter one.

    >>> sorted(wordings("a b c d e f"))
    ['a b c d e', 'b c d e f']
    """
    words = quotation.split()
    if len(words) <= WORDING:
        return frozenset([quotation])
    return frozenset(" ".join(words[i : i + WORDING]) for i in range(len(words) - WORDING + 1))


def compare_stories(left: StoredMention, right: StoredMention) -> Comparison | None:
    """Two contacts of one story are two, unless it tells first of the plan and then of the contact."""
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
    return Comparison("story", EXCLUDES, say("one story tells of both"))


def compare_statuses(left: StoredMention, right: StoredMention) -> Comparison | None:
    """Planned goes with all, else they must be equal."""
    a, b = sorted((left.mention.status, right.mention.status))
    if a is b or {a, b} <= {ContactStatus.PLANNED, ContactStatus.HELD}:
        return None
    if {a, b} <= {ContactStatus.PLANNED, ContactStatus.CANCELLED}:
        return None
    return Comparison(
        "status", EXCLUDES, say("one is {status}, the other {other_status}", status=a, other_status=b)
    )


def compare_kinds(left: StoredMention, right: StoredMention) -> Comparison | None:
    """Call and video call are two words for one thing; so are talks and a meeting of one stated day."""
    a, b = sorted((left.mention.kind, right.mention.kind))
    if a is b:
        return None
    if FAMILIES[a] == FAMILIES[b] == "remote":
        return Comparison("kind", DOUBT, say("a {kind} or a {other_kind}", kind=a, other_kind=b))
    if FAMILIES[a] == FAMILIES[b] and left.days.single is not None and left.days.single == right.days.single:
        return Comparison("kind", DOUBT, say("a {kind} or a {other_kind}", kind=a, other_kind=b))
    return Comparison(
        "kind", EXCLUDES, say("one is a {kind}, the other a {other_kind}", kind=a, other_kind=b)
    )


def compare_patterns(left: StoredMention, right: StoredMention) -> Comparison | None:
    """A Sunday of no known week is no Tuesday; the 7th of February of no known year is that of each year."""
    if left.pattern is right.pattern is ANY_PATTERN:
        return None
    for dated, other in ((left, right), (right, left)):
        if other.pattern == ANY_PATTERN:
            continue
        days = dated.listed_days
        if days and not any(other.pattern.allows(d) for d in days):
            told = other.mention.days.timex if other.mention.days else ""
            reason = say("no day like {timex} is among those of the other", timex=told)
            return Comparison("day", CONTRADICTS, reason)
        day = dated.days.single
        if day and other.days.single is None and other.pattern.is_day_of_year() and other.pattern.allows(day):
            reason = say("both on {day}, one of no stated year", day=f"{day:%m-%d}")
            return Comparison("day", STRONG, reason)
    return None


def compare_durations(left: StoredMention, right: StoredMention) -> Comparison | None:
    """Calls of an hour are many, those of an hour and forty minutes few."""
    a, b = left.mention.duration, right.mention.duration
    if a is None or b is None:
        return None
    compared = _compare_lengths((a.minutes, a.qualifier), (b.minutes, b.qualifier))
    if compared is not None and compared.score <= CONTRADICTS:
        sides = told_by(left, a.span), told_by(right, b.span)
        if all(sides) and not sides[0] & sides[1]:
            reason = say(
                "each side counts for itself: {length} or {other_length}",
                length=minutes_in_words(a.minutes, a.qualifier),
                other_length=minutes_in_words(b.minutes, b.qualifier),
            )
            return Comparison("duration", DOUBT, reason)
    return compared


def compare_ordinals(left: StoredMention, right: StoredMention) -> Comparison | None:
    """The second since a day is not the third since that day."""
    a, b = left.mention.ordinal, right.mention.ordinal
    if a is None or b is None or a.since != b.since:
        return None
    if a.n == b.n:
        # Every pair of leaders has a first call since something.
        if a.since is None:
            return Comparison("ordinal", WEAK, say("both number {n:d} since an unnamed day", n=a.n))
        return Comparison("ordinal", STRONG, say("both number {n:d} since {since}", n=a.n, since=a.since))
    if a.since is None:
        return None
    form = "one is number {n:d} since {since}, the other number {other_n:d}"
    reason = say(form, n=a.n, since=a.since, other_n=b.n)
    return Comparison("ordinal", EXCLUDES, reason)


def compare_quotations(left: StoredMention, right: StoredMention) -> Comparison | None:
    """Papers cut one sentence at different places: a run of words in common is enough."""
    if not left.quotations or not right.quotations:
        return None
    theirs = frozenset(w for q in right.quotations for w in wordings(q))
    shared = [q for q in sorted(left.quotations) if wordings(q) & theirs]
    if not shared:
        return None
    long = sum(len(q.split()) >= WORDING for q in shared)
    score = 2 * STRONG if long > 1 else STRONG if long or len(shared) > 1 else WEAK
    if len(shared) > 1:
        reason = say("both quote “{words}” and {n:d} more", words=shared[0], n=len(shared) - 1)
    else:
        reason = say("both quote “{words}”", words=shared[0])
    return Comparison("quotation", score, reason)


def compare_requests(left: StoredMention, right: StoredMention) -> Comparison | None:
    """A third party that asked for it."""
    a, b = left.mention.requested_by, right.mention.requested_by
    if a is None or b is None or actor_key(a) != actor_key(b):
        return None
    return Comparison("request", STRONG, say("both at the request of {name}", name=a.name))


def compare_places(left: StoredMention, right: StoredMention) -> Comparison | None:
    """Where they met; of a call the place is only where one of them was."""
    a, b = left.mention, right.mention
    if not a.place or not b.place:
        return None
    remote = FAMILIES[a.kind] == "remote"
    if fold(a.place) == fold(b.place):
        return Comparison("place", WEAK if remote else STRONG, say("both in {place}", place=a.place))
    if remote:
        return None
    return Comparison(
        "place", DOUBT, say("in {place} or in {other_place}", place=a.place, other_place=b.place)
    )


def compare_initiators(left: StoredMention, right: StoredMention) -> Comparison | None:
    """Who called: each side may say it was the other."""
    a, b = left.mention.initiator, right.mention.initiator
    if a is None or b is None:
        return None
    if actor_key(a) == actor_key(b):
        return Comparison("initiator", WEAK, say("both at the initiative of {name}", name=a.name))
    reason = say("at the initiative of {name} or of {other_name}", name=a.name, other_name=b.name)
    return Comparison("initiator", DOUBT, reason)


def compare_topics(left: StoredMention, right: StoredMention) -> Comparison | None:
    """What was said: the same act on the same topic by the same speaker, or several topics in common."""
    if not left.points or not right.points:
        return None
    points = sorted(left.points & right.points)
    if points:
        speaker, _, topic = points[0]
        reason = say("the same is said of {topic} by {speaker}", topic=topic, speaker=speaker)
        return Comparison("points", WEAK, reason)
    topics = sorted({t for _, _, t in left.points} & {t for _, _, t in right.points})
    if len(topics) < TOPICS_IN_COMMON:
        return None
    reason = say("both tell of {topic} and {other_topic}", topic=topics[0], other_topic=topics[1])
    return Comparison("points", WEAK, reason)


def compare_publication(left: StoredMention, right: StoredMention) -> Comparison | None:
    """An undated story about a contact appears on its day or the next, and never before it.

    That dates nothing by itself; it tells which of the contacts that others date is meant.
    """
    for undated, dated in ((left, right), (right, left)):
        appeared, days = undated.published, dated.days
        if undated.days.size is not None or appeared is None or days.first is None:
            continue
        if undated.mention.status is not ContactStatus.HELD:
            continue
        if appeared.last is not None and appeared.last < days.first:
            reason = say("the story that gives no day appeared before {day}", day=days.first)
            return Comparison("publication", CONTRADICTS, reason)
        appeared_on = appeared.first if appeared.first == appeared.last else None
        day = days.single
        if undated.mention.main and day is not None and appeared_on is not None and appeared_on - day <= NEWS:
            reason = say("the story that gives no day appeared on {day} or the day after", day=day)
            return Comparison("publication", STRONG, reason)
    return None


_BOTH_MAIN = Comparison("main", WEAK, say("both stories are about it"))


def compare_weight(left: StoredMention, right: StoredMention) -> Comparison | None:
    """Both stories are about their contact; one in passing may be any of many."""
    a, b = left.mention, right.mention
    if a.main and b.main and a.status is b.status:
        return _BOTH_MAIN
    return None


COMPARED_IF_TOLD: tuple[tuple[int, Callable[[StoredMention, StoredMention], Comparison | None]], ...] = (
    (Tells.ORDINAL, compare_ordinals),
    (Tells.DURATION, compare_durations),
    (Tells.QUOTATIONS, compare_quotations),
    (Tells.REQUEST, compare_requests),
    (Tells.PLACE, compare_places),
    (Tells.INITIATOR, compare_initiators),
    (Tells.POINTS, compare_topics),
    (Tells.MAIN, compare_weight),
)


def told_by(m: StoredMention, span: Span) -> frozenset[str]:
    """The sides on whose word a place of a mention stands."""
    return frozenset(side_key(a) for place, a in m.told_by if place == span)


_Length = tuple[int, DurationQualifier]


@lru_cache(maxsize=65536)
def _compare_lengths(a: _Length, b: _Length) -> Comparison | None:
    low_a, high_a = _bounds(*a)
    low_b, high_b = _bounds(*b)
    if low_a > high_b or low_b > high_a:
        form = "one lasts {length}, the other {other_length}"
        reason = say(form, length=minutes_in_words(*a), other_length=minutes_in_words(*b))
        return Comparison("duration", CONTRADICTS, reason)
    (minutes, _), (others, _) = a, b
    if abs(minutes - others) > SAME_MINUTES:
        return None
    score = STRONG if minutes % 60 and others % 60 else WEAK
    form = "both last {length}" if a == b else "one lasts {length}, the other much the same: {other_length}"
    reason = say(form, length=minutes_in_words(*a), other_length=minutes_in_words(*b))
    return Comparison("duration", score, reason)


def _bounds(minutes: int, qualifier: DurationQualifier) -> tuple[float, float]:
    """The minutes for which somebody could say so; half of SAME_MINUTES each way for an exact value."""
    slack = SAME_MINUTES / 2
    match qualifier:
        case DurationQualifier.EXACT:
            return minutes - slack, minutes + slack
        case DurationQualifier.APPROX:
            # "about an hour" is said of fifty minutes and of an hour and a quarter
            return minutes * 0.75 - slack, minutes * 1.25 + slack
        case DurationQualifier.AT_LEAST:
            return minutes - slack, float("inf")
        case DurationQualifier.AT_MOST:
            return 0, minutes + slack
