"""Which mentions are one contact: careful rather than complete.

Mentions of other participants or another family of kinds do not meet here (see `standing_in` for whom a
country or an office stands for). Within such a block each mention, the most tightly dated first, joins the
one account that it fits, or begins its own. The order is that of the mentions' own content, so the result
does not depend on the order in which stories came in. What is not sure stays apart, and the account says what
it may belong to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from verbale.model import ContactStatus, DateBasis, DurationQualifier
from verbale.reconcile.agreement import (
    DOUBT,
    EXCLUDES,
    FAMILIES,
    STRONG,
    Comparison,
    contradiction,
)
from verbale.reconcile.candidates import Candidates, OpenGroup, news_days
from verbale.reconcile.days import ANY_DAY, DaySet
from verbale.reconcile.judgement import Judgement, Verdict
from verbale.reconcile.mentions import StoredMention, actor_key
from verbale.reconcile.override import Constraints
from verbale.sentences import say

# More days than these are as good as none: the length of a call comes back within two months.
MANY_DAYS = 31
# The support needed to join the only account that fits; one that allows many days must be recognised besides.
NEEDED = 2
# The support needed to choose one of several accounts that fit, and by how much it must lead.
NEEDED_TO_CHOOSE, LEAD = 3, 2
# What an account that shares nothing else has for it at most: that its stories are about it.
OTHERS_WEIGH = 1
# The same words, and more: needed against days or lengths that exclude each other, and how far apart these
# days may be. A paper gets a weekday wrong, or the day after midnight.
NEEDED_AGAINST, APART_AT_MOST = 4, 7
# A day that was counted ("five days after") is more easily one off than one that was told.
COUNTED_APART_AT_MOST = 1
POSSIBLE_LISTED = 5
TRIED_AT_MOST = 20

Block = tuple[tuple[str, ...], str, bool]


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions that are one contact.

    Attributes:
        block: participants, family of kinds, whether it was refused: what all its mentions share.
        mentions: in the order in which they joined; the first is the most tightly dated.
        days: what all of them allow together; when no day does, all that any of them allows.
        day_conflict: whether no day satisfies all.
        judgements: why these are one, and what others may or cannot be the same.
    """

    block: Block
    mentions: tuple[StoredMention, ...]
    days: DaySet
    day_conflict: bool
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class _Fit:
    group: OpenGroup
    compared: tuple[Comparison, ...]

    @property
    def support(self) -> tuple[Comparison, ...]:
        return tuple(c for c in self.compared if c.score > 0)

    @property
    def weight(self) -> int:
        return sum(c.score for c in self.support) + (DOUBT if self.doubts else 0)

    @property
    def doubts(self) -> tuple[Comparison, ...]:
        return tuple(c for c in self.compared if c.score == DOUBT)

    def score(self, about: str) -> int:
        return next((c.score for c in self.support if c.about == about), 0)

    @property
    def is_recognised(self) -> bool:
        """Whether a mention says something that only this contact has.

        Two leaders have spoken for an hour and three quarters more than once, and twice on a Sunday: a length
        needs something said or done beside it.
        """
        telling = [c for c in self.support if c.about != "main"]
        return any(c.score >= STRONG and c.about != "duration" for c in telling) or (
            len(telling) > 1 and sum(c.score for c in telling) > STRONG
        )


def block_of(m: StoredMention, ids: Mapping[str, str]) -> Block:
    """What mentions must share to be compared.

    Args:
        ids: ids of folded names, as `known_ids` gives them.
    """
    who = sorted({actor_key(a, ids) for a in m.mention.participants})
    refused = m.mention.status is ContactStatus.REFUSED
    # A contact of nobody in particular cannot be recognised again.
    return tuple(who) or (f"unknown:{m.witness}",), FAMILIES[m.mention.kind], refused


def group_block(block: Block, mentions: Sequence[StoredMention], constraints: Constraints) -> list[Group]:
    """The groups of one block."""
    candidates = Candidates()
    for m in sorted(mentions, key=strength):
        _place(m, candidates, constraints)
    _tell_neighbours_apart(candidates.groups)
    return [
        Group(block, tuple(g.mentions), g.days, g.day_conflict, tuple(g.judgements))
        for g in candidates.groups
    ]


def strength(m: StoredMention) -> tuple[int, int, int, str]:
    """Tightly dated and well described first; the id only makes the order total."""
    exact = m.mention.duration is not None and m.mention.duration.qualifier is DurationQualifier.EXACT
    features = 2 * exact + sum(
        f is not None for f in (m.mention.duration, m.mention.ordinal, m.mention.place, m.mention.initiator)
    )
    size = m.days.size
    held = m.mention.status is ContactStatus.HELD
    return (10**6 if size is None else size, 0 if m.mention.main and held else 1, -features, m.id)


def _place(m: StoredMention, candidates: Candidates, constraints: Constraints) -> None:
    """Put a mention into one of the groups, or into one of its own."""
    partners = constraints.partners(m.id)
    own = candidates.of(partners) if len(partners) > 1 else None
    if own is not None:
        decided = constraints.together_by(m.id)
        if decided is None:
            raise AssertionError(f"{m.id} has partners that nobody decided on")
        candidates.join(own, m)
        own.judgements.append(_judged(m, own, Verdict.SAME, (decided.reason,), decided.by))
        return
    worth, has_others = candidates.for_mention(m)
    apart = []
    if constraints.tells_apart:
        apart = [(g, o) for g in worth if (o := g.decided_apart(m, constraints)) is not None]
    told_apart = {g.number for g, _ in apart}
    own = _place_freely(m, [g for g in worth if g.number not in told_apart], candidates, has_others)
    for g, o in apart:
        own.judgements.append(_judged(m, g, Verdict.DIFFERENT, (o.reason,), o.by))


def _place_freely(
    m: StoredMention, worth: Sequence[OpenGroup], candidates: Candidates, has_others: bool
) -> OpenGroup:
    for g in worth:
        reprinted = g.reprint_of(m)
        if reprinted is not None:
            _join(candidates, g, m, (say("one is a reprint of the other"),), say("reprint"))
            return g
    if not _can_be_recognised(m):
        return _stand_alone(m, candidates)
    fits: list[_Fit] = []
    rejected: list[tuple[OpenGroup, str]] = []
    against_all: list[_Fit] = []
    for g in worth:
        fit = _Fit(g, g.compare(m))
        against = contradiction(fit.compared)
        if against is None and g.days.meet(m.days) is not None:
            fits.append(fit)
        elif _is_the_same_against(fit, g, m):
            against_all.append(fit)
        elif against is not None and g.days.meet(m.days) is not None:
            rejected.append((g, against.reason))
    chosen, rule, unsure = _choose(m, fits, has_others)
    if chosen is None and len(against_all) == 1 and not any(f.score("quotation") for f in fits):
        chosen, rule = against_all[0], say("same words")
    if chosen is not None:
        own = chosen.group
        _join(candidates, own, m, [c.reason for c in chosen.compared], rule)
    else:
        own = candidates.begin(m)
        for fit in fits[:POSSIBLE_LISTED]:
            reasons = (unsure, *(c.reason for c in fit.compared))
            own.judgements.append(_judged(m, fit.group, Verdict.POSSIBLE, reasons, rule))
    for g, reason in rejected[:POSSIBLE_LISTED]:
        if g is not own and m.days.is_known:
            own.judgements.append(_judged(m, g, Verdict.DIFFERENT, (reason,), say("contradiction")))
    return own


def _judged(m: StoredMention, g: OpenGroup, verdict: Verdict, reasons: Sequence[str], by: str) -> Judgement:
    return Judgement(m.id, g.mentions[0].id, verdict, tuple(reasons), by)


def _can_be_recognised(m: StoredMention) -> bool:
    """Whether a mention has a date, or anything else by which its contact could be told from others."""
    c = m.mention
    told = (c.duration, c.ordinal, c.place, c.initiator, c.requested_by, m.quotations, m.points)
    is_news = c.main and any(True for _ in news_days(m))
    return m.days.size is not None or m.pattern.is_day_of_year() or any(told) or is_news


def _stand_alone(m: StoredMention, candidates: Candidates) -> OpenGroup:
    """A contact of its own, with a few of those that it may be: many stories name one only in passing."""
    reasons = (say("it is not dated, and nothing else tells it apart"),)
    possible = []
    for g in candidates.some(TRIED_AT_MOST):
        if g.days.meet(m.days) is not None and contradiction(g.compare(m)) is None:
            possible.append(_judged(m, g, Verdict.POSSIBLE, reasons, say("nothing to recognise")))
        if len(possible) == POSSIBLE_LISTED:
            break
    own = candidates.begin(m)
    own.judgements += possible
    return own


def _is_the_same_against(fit: _Fit, g: OpenGroup, m: StoredMention) -> bool:
    """Whether the same words are told, though days or lengths exclude each other: one story got it wrong."""
    if any(c.score <= EXCLUDES for c in fit.compared):
        return False
    apart = _days_between(g.days, m.days)
    if apart is None or apart > APART_AT_MOST:
        return False
    if fit.score("place") >= STRONG and apart <= COUNTED_APART_AT_MOST and _is_counted(m, g):
        return True
    words = fit.score("quotation")
    beside = fit.score("duration") + fit.score("ordinal") + fit.score("request")
    return words >= NEEDED_AGAINST or (words >= STRONG and words + beside >= NEEDED_AGAINST)


def _is_counted(m: StoredMention, g: OpenGroup) -> bool:
    """Whether one of the days was counted from another one."""
    counted = DateBasis.RELATIVE
    told = (m, *g.mentions)
    return any(
        x.mention.days is not None and x.mention.days.basis is counted and x.mention.relations for x in told
    )


def _days_between(left: DaySet, right: DaySet) -> int | None:
    """How many days lie between two sets; 0 when they overlap; None when a side is open."""
    if left.first is None or left.last is None or right.first is None or right.last is None:
        return None
    return max((left.first - right.last).days, (right.first - left.last).days, 0)


def _choose(m: StoredMention, fits: Sequence[_Fit], has_others: bool) -> tuple[_Fit | None, str, str]:
    """The account to join, the rule that says so; or None, the rule, and why it is not sure.

    Args:
        has_others: accounts beside `fits`, that share nothing but days, fit too.
    """
    if not fits:
        return None, say("alone"), ""
    day, size = m.days.single, m.days.size
    on_day = [f for f in fits if day is not None and f.group.is_on(day)]
    if len(on_day) == 1:
        return on_day[0], say("same day"), ""
    if on_day:
        unsure = say("{n:d} contacts on that day fit", n=len(on_day))
        return _leading(on_day, 0, 1, say("same day"), unsure)
    must_recognise = size is None or size > MANY_DAYS
    if len(fits) > 1 or has_others:
        unsure = _several_fit(size, len(fits), has_others)
        best, rule, reason = _leading(fits, NEEDED_TO_CHOOSE, LEAD, say("best support"), unsure)
        if best is not None and must_recognise and not best.is_recognised:
            return None, say("several fit"), unsure
        return best, rule, reason
    (only,) = fits
    if only.weight >= NEEDED and (not must_recognise or only.is_recognised):
        return only, say("only one fits"), ""
    if size is None:
        why = say("it is not dated, and too little else speaks for it")
    else:
        why = say("it allows {n:d} days, and too little else speaks for it", n=size)
    return None, say("too little support"), why


def _several_fit(size: int | None, fitting: int, has_others: bool) -> str:
    if size is None and has_others:
        return say("it is not dated, and more than {n:d} contacts fit", n=fitting)
    if size is None:
        return say("it is not dated, and {n:d} contacts fit", n=fitting)
    if has_others:
        return say(
            "it allows {days_left:d} days, and more than {n:d} contacts fit", days_left=size, n=fitting
        )
    return say("it allows {days_left:d} days, and {n:d} contacts fit", days_left=size, n=fitting)


def _leading(
    fits: Sequence[_Fit], needed: int, lead: int, rule: str, unsure: str
) -> tuple[_Fit | None, str, str]:
    ranked = sorted(fits, key=lambda f: -f.weight)
    second = ranked[1].weight if len(ranked) > 1 else OTHERS_WEIGH
    if ranked[0].weight >= needed and ranked[0].weight - second >= lead:
        return ranked[0], rule, ""
    return None, say("several fit"), unsure


def _join(candidates: Candidates, g: OpenGroup, m: StoredMention, why: Sequence[str], rule: str) -> None:
    met = g.days.meet(m.days)
    both = (
        say("the same participants; both allow {days}", days=_shown(met))
        if met is not None
        else say(
            "the same participants; one allows {days}, the other {other_days}",
            days=_shown(g.days),
            other_days=_shown(m.days),
        )
    )
    candidates.join(g, m)
    g.judgements.append(_judged(m, g, Verdict.SAME, (both, *why), rule))


def _tell_neighbours_apart(groups: Sequence[OpenGroup]) -> None:
    """One judgement between each dated account and the next of the same participants: all are too many."""
    dated = sorted(
        (g for g in groups if g.days.is_known), key=lambda g: (g.days.first, g.days.last, g.mentions[0].id)
    )
    for left, right in pairwise(dated):
        if left.days.meet(right.days) is None:
            form = "no day fits both {days} and {other_days}"
            reason = say(form, days=_shown(left.days), other_days=_shown(right.days))
            right.judgements.append(
                _judged(right.mentions[0], left, Verdict.DIFFERENT, (reason,), say("other days"))
            )


def _shown(days: DaySet) -> str:
    return (days.edtf() if days != ANY_DAY else None) or say("any day")
