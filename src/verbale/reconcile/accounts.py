"""One account of each contact: its facts in all their versions, each with who gives it and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from verbale.model import Actor, ContactKind, ContactStatus, DurationQualifier
from verbale.reconcile.collecting import without_collecting
from verbale.reconcile.counts import Count, counts_by_group
from verbale.reconcile.date_reasons import Dated, DateReason, reasons_of
from verbale.reconcile.days import DaySet
from verbale.reconcile.divergences import Divergence, DivergenceKind, divergences_of
from verbale.reconcile.grouping import Group
from verbale.reconcile.judgement import Judgement, Verdict
from verbale.reconcile.mentions import StoredMention, actor_key, digest, fold, known_ids
from verbale.reconcile.override import Override, constraints_of, with_decided_days
from verbale.reconcile.together import Together, blocks_of, bring_together, unique_mentions
from verbale.reconcile.versions import Evidence, Fact, Version, evidence_of, versions_of
from verbale.sentences import say

# A contact that took place was once planned; one that was cancelled too.
STATUS_ORDER = (ContactStatus.HELD, ContactStatus.CANCELLED, ContactStatus.PLANNED, ContactStatus.REFUSED)


@dataclass(frozen=True, slots=True)
class Account:
    """What all stories together say of one contact.

    Attributes:
        id: see `contact_id`.
        duration_minutes, initiator, requested_by, place: the value when the versions can all hold; None when
            nobody gives one or the versions contradict each other (then `versions` has them all).
        days: the days on which it can have been.
        day_conflict: no day satisfies all stories; `days` then has all that any of them allows.
        mentions: ids, sorted.
        independent_sources: texts that tell of it, reprints counted once.
        stories: texts that tell of it, reprints and all.
        date_reasons: which source ruled out which days.
        counts: the counts that stories give ("the sixth since"), against the record.
        main: whether any story is about it.
        unsure: why some of it may be another contact's, in words; part of `reasons`.
    """

    id: str
    kind: ContactKind
    status: ContactStatus
    participants: tuple[Actor, ...]
    days: DaySet
    day_conflict: bool
    duration_minutes: int | None
    duration_qualifier: DurationQualifier | None
    initiator: Actor | None
    requested_by: Actor | None
    place: str | None
    main: bool
    mentions: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    independent_sources: int
    versions: tuple[Version, ...]
    divergences: tuple[Divergence, ...]
    judgements: tuple[Judgement, ...]
    reasons: tuple[str, ...]
    unsure: bool
    stories: int = 1
    date_reasons: tuple[DateReason, ...] = ()
    counts: tuple[Count, ...] = ()


def reconcile(mentions: Iterable[StoredMention], overrides: Sequence[Override] = ()) -> list[Account]:
    """One account of each contact, by date, the undated last.

    Args:
        mentions: all that the stories tell, in any order.
        overrides: what persons decided about mentions; it wins over every rule.
    """
    with without_collecting():
        unique = unique_mentions(with_decided_days(mentions, overrides))
        ids = known_ids(a for m in unique.values() for a in m.mention.participants)
        constraints = constraints_of(overrides, unique)
        together = bring_together(blocks_of(unique.values(), constraints, ids), constraints)
        counts = counts_by_group(together.groups)
        accounts = accounts_of(together, ids, names_of(unique.values(), ids), counts)
    return sorted(accounts, key=lambda a: (a.days.first or date.max, a.days.last or date.max, a.id))


def accounts_of(
    together: Together,
    ids: Mapping[str, str],
    named: Mapping[str, Actor],
    counts: Mapping[str, tuple[Count, ...]],
    only: Collection[str] | None = None,
) -> list[Account]:
    """The account of each group.

    Args:
        together: all contacts of the blocks that they belong to, for their ids and counts.
        ids, named: how actors are recognised and shown.
        counts: as `counts_by_group` gives them.
        only: ids of the contacts that are wanted; None for all.
    """
    numbered = contact_ids(together.groups)
    return [
        _account(
            g,
            numbered[g.mentions[0].id],
            ids,
            named,
            together.dated,
            counts.get(g.mentions[0].id, ()),
        )
        for g in together.groups
        if only is None or numbered[g.mentions[0].id] in only
    ]


def contact_id(block: Sequence[object], days: DaySet, tie: str | None) -> str:
    """The name of a contact in this record and in every other that holds the same stories.

    A contact on one day is named by participants, family of kinds and that day: more stories change nothing.
    One that is not (yet) dated to the day, and the second and further ones of the same day, are named
    by their most tightly dated mention (`tie`) besides.
    """
    return "c" + digest(*block, days.single.isoformat() if days.single else "", tie or "")


def contact_ids(groups: Sequence[Group]) -> dict[str, str]:
    """The id of the contact of each group, by the id of the group's first mention.

    Args:
        groups: all of the blocks that they belong to.
    """
    by_day: dict[tuple[object, ...], list[Group]] = {}
    found = {}
    for g in groups:
        if g.days.single is None:
            found[g.mentions[0].id] = contact_id(_flat(g), g.days, g.mentions[0].id)
        else:
            by_day.setdefault((*_flat(g), g.days.single), []).append(g)
    for same_day in by_day.values():
        # The one that most sources tell keeps the plain name.
        ranked = sorted(same_day, key=lambda g: (-len({m.witness for m in g.mentions}), g.mentions[0].id))
        for i, g in enumerate(ranked):
            found[g.mentions[0].id] = contact_id(_flat(g), g.days, g.mentions[0].id if i else None)
    return found


def _flat(g: Group) -> tuple[str, ...]:
    participants, family, refused = g.block
    return (*participants, family, "refused" if refused else "")


def names_of(mentions: Iterable[StoredMention], ids: Mapping[str, str]) -> dict[str, Actor]:
    """The form in which each actor is shown: one with an id and a side before one without, then by name."""
    best: dict[str, Actor] = {}
    for m in mentions:
        c = m.mention
        for actor in (*c.participants, *(a for a in (c.initiator, c.requested_by) if a)):
            key = actor_key(actor, ids)
            if key not in best or actor_rank(actor) < actor_rank(best[key]):
                best[key] = actor
    return best


def actor_rank(actor: Actor) -> tuple[bool, bool, str, str]:
    """The lower, the better a form of an actor's name is to be shown."""
    return (actor.id is None, actor.side is None, actor.name, actor.side or "")


def _account(
    group: Group,
    name: str,
    ids: Mapping[str, str],
    named: Mapping[str, Actor],
    dated: Mapping[str, Dated],
    counts: tuple[Count, ...],
) -> Account:
    mentions = group.mentions
    versions = versions_of(mentions, ids, named)
    by_fact: dict[Fact, list[Version]] = {}
    for v in versions:
        by_fact.setdefault(v.fact, []).append(v)
    days, conflict = _days_of(group, dated)
    divergences = (
        *divergences_of(versions, group.day_conflict),
        *_date_conflicts(mentions, dated),
        *_exceeded(counts, versions),
    )
    contradicted = {d.about for d in divergences}
    duration = None if Fact.DURATION in contradicted else _best_duration(by_fact.get(Fact.DURATION, []))
    unsure = any(j.verdict is Verdict.POSSIBLE for j in group.judgements)
    date_reasons = reasons_of(mentions, dated)
    return Account(
        id=name,
        kind=_kind(mentions),
        status=min((m.mention.status for m in mentions), key=STATUS_ORDER.index),
        participants=_participants(group, ids, named),
        days=days,
        day_conflict=conflict,
        duration_minutes=duration[0] if duration else None,
        duration_qualifier=duration[1] if duration else None,
        initiator=_only_actor(by_fact.get(Fact.INITIATOR, [])),
        requested_by=_only_actor(by_fact.get(Fact.REQUESTED_BY, [])),
        place=_only_text(by_fact.get(Fact.PLACE, [])),
        main=any(m.mention.main for m in mentions),
        mentions=tuple(sorted(m.id for m in mentions)),
        evidence=tuple(sorted({e for m in mentions for e in evidence_of(m, m.mention.evidence)})),
        independent_sources=len({m.witness for m in mentions}),
        stories=len({m.article for m in mentions}),
        versions=versions,
        divergences=divergences,
        judgements=group.judgements,
        reasons=_reasons(group, days, conflict, date_reasons, counts),
        date_reasons=date_reasons,
        counts=counts,
        unsure=unsure,
    )


def _days_of(group: Group, dated: Mapping[str, Dated]) -> tuple[DaySet, bool]:
    """The days of a contact; whether they are those of sources that exclude each other."""
    days, conflict = group.days, group.day_conflict
    for m in group.mentions:
        doubted = dated[m.id].doubted if m.id in dated else None
        if doubted is not None:
            days, conflict = days.join(doubted), True
    return days, conflict


def _date_conflicts(mentions: Sequence[StoredMention], dated: Mapping[str, Dated]) -> Iterable[Divergence]:
    """What stories say of days together that cannot all be right."""
    told = (c for m in mentions if m.id in dated for c in dated[m.id].conflicts)
    for words, evidence in dict.fromkeys(told):
        where = {(e.article, e.start, e.end) for e in evidence}
        named = {a for m in mentions for s, a in m.told_by if (m.article, s.start, s.end) in where}
        sides = tuple(sorted(named, key=lambda a: a.name))
        yield Divergence(DivergenceKind.DATE_CONFLICT, Fact.DATE.value, sides, evidence, words)


def _exceeded(counts: Iterable[Count], versions: Sequence[Version]) -> Iterable[Divergence]:
    """Counts that the record contradicts: it holds more contacts than were counted."""
    for count in counts:
        if count.is_exceeded:
            sides = {a for v in versions if v.fact is Fact.ORDINAL for a in v.sides}
            named = tuple(sorted(sides, key=lambda a: a.name))
            yield Divergence(
                DivergenceKind.VALUE, Fact.ORDINAL.value, named, count.evidence, count.explanation
            )


def _participants(group: Group, ids: Mapping[str, str], named: Mapping[str, Actor]) -> tuple[Actor, ...]:
    """Those of the group's block: a mention that a person brought in may name others.

    Whom a person alone named is not among those that the record knows.
    """
    block, _, _ = group.block
    told = {actor_key(a, ids): a for m in group.mentions for a in m.mention.participants}
    found = [named.get(key, actor) for key, actor in told.items() if key in block]
    return tuple(sorted(found, key=lambda a: (fold(a.name), a.id or "")))


def _kind(mentions: Sequence[StoredMention]) -> ContactKind:
    """The kind that most independent sources give; between equals the first of ContactKind."""
    count = Counter(k for _, k in {(m.witness, m.mention.kind) for m in mentions})
    return max(ContactKind, key=lambda k: (count[k], -list(ContactKind).index(k)))


def _best_duration(versions: Sequence[Version]) -> tuple[int, DurationQualifier] | None:
    """The most exact of durations that can all hold; of equals what most sources give."""
    if not versions:
        return None
    order = list(DurationQualifier)
    ranked = [(DurationQualifier(v.qualifier or "exact"), v) for v in versions]
    qualifier, best = min(
        ranked, key=lambda r: (order.index(r[0]), -r[1].independent_sources, str(r[1].value))
    )
    return (best.value, qualifier) if isinstance(best.value, int) else None


def _only_actor(versions: Sequence[Version]) -> Actor | None:
    return versions[0].value if len(versions) == 1 and isinstance(versions[0].value, Actor) else None


def _only_text(versions: Sequence[Version]) -> str | None:
    return versions[0].value if len(versions) == 1 and isinstance(versions[0].value, str) else None


def _reasons(
    group: Group,
    days: DaySet,
    conflict: bool,
    dated: Sequence[DateReason],
    counts: Sequence[Count],
) -> tuple[str, ...]:
    """Why these mentions are one contact and why it has these days, then what remains unsure."""
    found: list[str] = []
    told = len({m.witness for m in group.mentions})
    if len(group.mentions) == 1:
        found.append(say("told once; nothing else to compare with"))
    else:
        form = "{n:d} mentions in {told:d} independent texts"
        if told == 1:
            form = "{n:d} mentions in {told:d} independent text"
        found.append(say(form, n=len(group.mentions), told=told))
    for j in group.judgements:
        parts = {
            "left": j.left,
            "right": j.right,
            "decided_by": j.decided_by,
            "because": "; ".join(j.reasons),
        }
        if j.verdict is Verdict.SAME:
            found.append(say("{left} is {right} ({decided_by}): {because}", **parts))
        elif j.verdict is Verdict.POSSIBLE:
            found.append(say("{left} may be {right}, not sure ({decided_by}): {because}", **parts))
    if len(dated) > 1:
        found += [say("date: {dated}", dated=r.words) for r in dated]
    if conflict:
        found.append(say("the stories give days that exclude each other; all are kept"))
    elif days.edtf() is None:
        found.append(say("undated: no story gives a day"))
    else:
        count = days.size
        form = "the days left by the {known:d} dated of {n:d} mentions: {days}"
        if count == 1:
            form = "one day is left by the {known:d} dated of {n:d} mentions: {days}"
        elif count:
            form = "{days_left:d} days are left by the {known:d} dated of {n:d} mentions: {days}"
        known = sum(m.days.is_known for m in group.mentions)
        n = len(group.mentions)
        found.append(say(form, days_left=count or 0, known=known, n=n, days=days.edtf()))
    found += [c.explanation for c in counts]
    return tuple(found)
