"""Which mentions are one contact: a first account, careful rather than complete.

Mentions of other participants or another family of kinds never meet. Within such a block each mention, the
most tightly dated first, joins the one account that it fits, or begins its own. The order is that of the
mentions' own content, so the result does not depend on the order in which stories came in. What is not sure
stays apart, and the account says what it may belong to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from verbale.model import ContactStatus, DurationQualifier
from verbale.reconcile.agreement import FAMILIES, STRONG, Support, contradiction, disagreement, support
from verbale.reconcile.days import ANY_DAY, DaySet
from verbale.reconcile.judgement import Judgement, Verdict
from verbale.reconcile.mentions import StoredMention, actor_key, known_ids
from verbale.reconcile.override import Constraints, Override, constraints_of, with_decided_days

# A weekday in a month allows at most five days, a stated part of a week fewer than eight.
FEW_DAYS = 7
# The support needed to join the only account that fits, by how many days the mention allows; an undated one
# must be recognised besides.
NEEDED_FEW_DAYS, NEEDED_MANY_DAYS, NEEDED_ANY_DAY = 1, 2, 2
# The support needed to choose one of several accounts that fit, and by how much it must lead.
NEEDED_TO_CHOOSE, LEAD = 3, 2
POSSIBLE_LISTED = 5

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


@dataclass(slots=True)
class _Open:
    """A group in the making."""

    mentions: list[StoredMention]
    days: DaySet
    day_conflict: bool = False
    judgements: list[Judgement] = field(default_factory=list)

    def decided_apart(self, m: StoredMention, constraints: Constraints) -> Override | None:
        return next((o for other in self.mentions if (o := constraints.apart_by(other.id, m.id))), None)

    def contradiction(self, m: StoredMention) -> str | None:
        return next((r for other in self.mentions if (r := contradiction(other, m))), None)

    def support(self, m: StoredMention) -> list[Support]:
        """The best of each sort of support that any member gives, strongest first."""
        best: dict[str, Support] = {}
        for other in self.mentions:
            for s in support(other, m):
                if s.about not in best or (best[s.about].weight, best[s.about].reason) < (s.weight, s.reason):
                    best[s.about] = s
        return sorted(best.values(), key=lambda s: (-s.weight, s.reason))


@dataclass(frozen=True, slots=True)
class _Fit:
    group: _Open
    support: tuple[Support, ...]
    doubt: str | None

    @property
    def weight(self) -> int:
        return sum(s.weight for s in self.support) - (1 if self.doubt else 0)


def group_mentions(mentions: Iterable[StoredMention], overrides: Sequence[Override] = ()) -> list[Group]:
    """All mentions in groups, ordered by block and by their first mention.

    Args:
        overrides: what persons decided; it wins over every rule.
    """
    decided = with_decided_days(mentions, overrides)
    unique = {m.id: m for m in sorted(decided, key=lambda m: (m.id, m.paths, m.position, repr(m.mention)))}
    constraints = constraints_of(overrides, unique)
    ids = known_ids(a for m in unique.values() for a in m.mention.participants)
    blocks: dict[Block, list[StoredMention]] = {}
    for m in unique.values():
        # Mentions that a person brought together meet in the block of the best described of them.
        best = min((unique[p] for p in constraints.partners(m.id)), key=_strength)
        blocks.setdefault(_block_of(best, ids), []).append(m)
    return [g for block in sorted(blocks) for g in _group_block(block, blocks[block], constraints)]


def _block_of(m: StoredMention, ids: dict[str, str]) -> Block:
    who = sorted({actor_key(a, ids) for a in m.mention.participants})
    refused = m.mention.status is ContactStatus.REFUSED
    # A contact of nobody in particular cannot be recognised again.
    return tuple(who) or (f"unknown:{m.witness}",), FAMILIES[m.mention.kind], refused


def _group_block(block: Block, mentions: Sequence[StoredMention], constraints: Constraints) -> list[Group]:
    groups: list[_Open] = []
    for m in sorted(mentions, key=_strength):
        _place(m, groups, constraints)
    _tell_neighbours_apart(groups)
    return [Group(block, tuple(g.mentions), g.days, g.day_conflict, tuple(g.judgements)) for g in groups]


def _strength(m: StoredMention) -> tuple[int, int, int, str]:
    """Tightly dated and well described first; the id only makes the order total."""
    exact = m.mention.duration is not None and m.mention.duration.qualifier is DurationQualifier.EXACT
    features = 2 * exact + sum(
        f is not None for f in (m.mention.duration, m.mention.ordinal, m.mention.place, m.mention.initiator)
    )
    size = m.days.size
    held = m.mention.status is ContactStatus.HELD
    return (10**6 if size is None else size, 0 if m.mention.main and held else 1, -features, m.id)


def _place(m: StoredMention, every: list[_Open], constraints: Constraints) -> None:
    """Put a mention into one of the groups, or into one of its own that is added to `every`."""
    partners = set(constraints.partners(m.id))
    for g in every:
        if any(other.id in partners for other in g.mentions):
            _join_as_decided(g, m, constraints)
            return
    _place_by_rule(m, every, constraints)


def _place_by_rule(m: StoredMention, every: list[_Open], constraints: Constraints) -> None:
    apart = [(g, o) for g in every if (o := g.decided_apart(m, constraints)) is not None]
    if not apart:
        _place_freely(m, every)
        return
    groups = [g for g in every if all(g is not other for other, _ in apart)]
    count = len(groups)
    _place_freely(m, groups)
    every.extend(groups[count:])
    own = next(g for g in every if m in g.mentions)
    for g, o in apart:
        own.judgements.append(Judgement(m.id, g.mentions[0].id, Verdict.DIFFERENT, (o.reason,), o.by))


def _place_freely(m: StoredMention, groups: list[_Open]) -> None:
    reprinted = _reprint_of(m, groups)
    if reprinted is not None:
        _join(reprinted.group, m, reprinted.support, "reprint")
        return
    if not _can_be_recognised(m):
        groups.append(_stand_alone(m, groups))
        return
    fits: list[_Fit] = []
    rejected: list[tuple[_Open, str]] = []
    for g in groups:
        if g.days.meet(m.days) is None:
            continue
        against = g.contradiction(m)
        if against is not None:
            rejected.append((g, against))
            continue
        doubt = next((d for other in g.mentions if (d := disagreement(other, m))), None)
        fits.append(_Fit(g, tuple(g.support(m)), doubt))
    chosen, rule, unsure = _choose(m, fits)
    if chosen is not None:
        _join(chosen.group, m, chosen.support, rule)
        own = chosen.group
    else:
        own = _Open([m], m.days)
        groups.append(own)
        for fit in fits[:POSSIBLE_LISTED]:
            reasons = (unsure, *(s.reason for s in fit.support), *([fit.doubt] if fit.doubt else []))
            own.judgements.append(Judgement(m.id, fit.group.mentions[0].id, Verdict.POSSIBLE, reasons, rule))
    for g, against in rejected[:POSSIBLE_LISTED]:
        if g is not own and m.days.is_known:
            left, right = m.id, g.mentions[0].id
            own.judgements.append(Judgement(left, right, Verdict.DIFFERENT, (against,), "contradiction"))


def _can_be_recognised(m: StoredMention) -> bool:
    """Whether a mention has a date, or anything else by which its contact could be told from others."""
    c = m.mention
    told = (c.duration, c.ordinal, c.place, c.initiator, c.requested_by, m.quotations, m.points)
    return m.days.size is not None or m.pattern.is_day_of_year() or any(told)


def _stand_alone(m: StoredMention, groups: list[_Open]) -> _Open:
    """A contact of its own, with a few of those that it may be: many stories name one only in passing."""
    fitting = (g for g in groups if g.days.meet(m.days) is not None and g.contradiction(m) is None)
    reasons = ("it is not dated, and nothing else tells it apart",)
    few = islice(fitting, POSSIBLE_LISTED)
    possible = [
        Judgement(m.id, g.mentions[0].id, Verdict.POSSIBLE, reasons, "nothing to recognise") for g in few
    ]
    return _Open([m], m.days, judgements=possible)


def _reprint_of(m: StoredMention, groups: list[_Open]) -> _Fit | None:
    """The group that holds the same mention of a reprinted text, whatever day the reprints give it."""
    for g in groups:
        for other in g.mentions:
            same_place = other.position == m.position and other.mention.kind is m.mention.kind
            if other.witness == m.witness and other.article != m.article and same_place:
                return _Fit(g, support(other, m)[:1], None)
    return None


def _choose(m: StoredMention, fits: list[_Fit]) -> tuple[_Fit | None, str, str]:
    """The account to join, the rule that says so; or None, the rule, and why it is not sure."""
    if not fits:
        return None, "alone", ""
    day, size = m.days.single, m.days.size
    on_day = [f for f in fits if day is not None and f.group.days.single == day]
    if len(on_day) == 1:
        return on_day[0], "same day", ""
    if on_day:
        return _leading(on_day, 0, 1, "same day", f"{len(on_day)} contacts on that day fit")
    if size is None:
        needed, why = NEEDED_ANY_DAY, "it is not dated"
    elif size <= FEW_DAYS:
        needed, why = NEEDED_FEW_DAYS, f"it allows {size} days"
    else:
        needed, why = NEEDED_MANY_DAYS, f"it allows {size} days"
    if len(fits) > 1:
        unsure = f"{why}, and {len(fits)} contacts fit"
        best, rule, reason = _leading(fits, NEEDED_TO_CHOOSE, LEAD, "best support", unsure)
        if best is not None and size is None and not _is_recognised(best):
            return None, "several fit", unsure
        return best, rule, reason
    (only,) = fits
    if only.weight >= needed and (size is not None or _is_recognised(only)):
        return only, "only one fits", ""
    return None, "too little support", f"{why}, and too little else speaks for it"


def _is_recognised(fit: _Fit) -> bool:
    """Whether an undated mention says something that only this contact has.

    Two leaders have spoken for an hour and three quarters more than once, and twice on a Sunday: a length
    needs something said or done beside it.
    """
    telling = [s for s in fit.support if s.about != "main"]
    return any(s.weight >= STRONG and s.about != "duration" for s in telling) or (
        len(telling) > 1 and sum(s.weight for s in telling) > STRONG
    )


def _leading(
    fits: list[_Fit], needed: int, lead: int, rule: str, unsure: str
) -> tuple[_Fit | None, str, str]:
    ranked = sorted(fits, key=lambda f: -f.weight)
    if ranked[0].weight >= needed and ranked[0].weight - ranked[1].weight >= lead:
        return ranked[0], rule, ""
    return None, "several fit", unsure


def _join_as_decided(g: _Open, m: StoredMention, constraints: Constraints) -> None:
    o = constraints.together_by(m.id)
    if o is None:
        raise AssertionError(f"{m.id} has partners that nobody decided on")
    _add(g, m)
    g.judgements.append(Judgement(m.id, g.mentions[0].id, Verdict.SAME, (o.reason,), o.by))


def _add(g: _Open, m: StoredMention) -> None:
    """Days that a person set count alone; else those that all mentions allow, or, when none does, all."""
    g.mentions.append(m)
    set_by_person = [d for other in g.mentions if (d := other.decided_days) is not None]
    if set_by_person:
        g.days, g.day_conflict = set_by_person[0], any(d != set_by_person[0] for d in set_by_person)
        for d in set_by_person:
            g.days = g.days.join(d)
        return
    met = g.days.meet(m.days)
    if met is None or g.day_conflict:
        # Both days are kept: which is right is not for us to say.
        g.day_conflict, g.days = True, g.days.join(m.days)
    else:
        g.days = met


def _join(g: _Open, m: StoredMention, why: Iterable[Support], rule: str) -> None:
    met = g.days.meet(m.days)
    _add(g, m)
    reasons = [f"the same participants; both allow {_shown(g.days)}"] if met is not None else []
    reasons += [s.reason for s in why]
    g.judgements.append(Judgement(m.id, g.mentions[0].id, Verdict.SAME, tuple(reasons), rule))


def _tell_neighbours_apart(groups: list[_Open]) -> None:
    """One judgement between each dated account and the next of the same participants: all are too many."""
    dated = sorted(
        (g for g in groups if g.days.is_known), key=lambda g: (g.days.first, g.days.last, g.mentions[0].id)
    )
    for left, right in pairwise(dated):
        if left.days.meet(right.days) is None:
            reason = f"no day fits both {_shown(left.days)} and {_shown(right.days)}"
            judgement = Judgement(
                right.mentions[0].id, left.mentions[0].id, Verdict.DIFFERENT, (reason,), "other days"
            )
            right.judgements.append(judgement)


def _shown(days: DaySet) -> str:
    return "any day" if days == ANY_DAY else days.edtf() or "any day"
