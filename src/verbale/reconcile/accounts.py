"""One account of each contact: its facts in all their versions, each with who gives it and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from verbale.model import Actor, ContactKind, ContactStatus, DurationQualifier
from verbale.reconcile.days import DaySet
from verbale.reconcile.divergences import Divergence, divergences_of
from verbale.reconcile.grouping import Group, group_mentions
from verbale.reconcile.judgement import Judgement, Verdict
from verbale.reconcile.mentions import StoredMention, actor_key, digest, fold, known_ids
from verbale.reconcile.override import Override
from verbale.reconcile.versions import Evidence, Fact, Version, evidence_of, versions_of

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


def reconcile(
    mentions: Iterable[StoredMention],
    sides: Mapping[str, Actor] | None = None,
    overrides: Sequence[Override] = (),
) -> list[Account]:
    """One account of each contact, by date, the undated last.

    Args:
        mentions: all that the stories tell, in any order.
        sides: for an article whose outlet speaks for a side (a presidency's own site), that side, by sha256.
        overrides: what persons decided about mentions.
    """
    listed = list(mentions)
    ids = known_ids(a for m in listed for a in m.mention.participants)
    named = _names(listed, ids)
    groups = group_mentions(listed, overrides)
    numbered = _contact_ids(groups)
    accounts = [_account(g, numbered[g.mentions[0].id], ids, named, sides or {}) for g in groups]
    return sorted(accounts, key=lambda a: (a.days.first or date.max, a.days.last or date.max, a.id))


def contact_id(block: Sequence[object], days: DaySet, tie: str | None) -> str:
    """The name of a contact in this record and in every other that holds the same stories.

    A contact on one day is named by participants, family of kinds and that day: more stories change nothing.
    One that is not (yet) dated to the day, and the second and further ones of the same day, are named
    by their most tightly dated mention (`tie`) besides.
    """
    return "c" + digest(*block, days.single.isoformat() if days.single else "", tie or "")


def _contact_ids(groups: Sequence[Group]) -> dict[str, str]:
    """Ids by the id of each group's first mention."""
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


def _names(mentions: Iterable[StoredMention], ids: Mapping[str, str]) -> dict[str, Actor]:
    """The form in which each actor is shown: one with an id and a side before one without, then by name."""
    best: dict[str, Actor] = {}
    for m in mentions:
        c = m.mention
        for actor in (*c.participants, *(a for a in (c.initiator, c.requested_by) if a)):
            key = actor_key(actor, ids)
            if key not in best or _rank(actor) < _rank(best[key]):
                best[key] = actor
    return best


def _rank(actor: Actor) -> tuple[bool, bool, str, str]:
    return (actor.id is None, actor.side is None, actor.name, actor.side or "")


def _account(
    group: Group, name: str, ids: Mapping[str, str], named: Mapping[str, Actor], sides: Mapping[str, Actor]
) -> Account:
    mentions = group.mentions
    versions = versions_of(mentions, ids, named, sides)
    by_fact: dict[Fact, list[Version]] = {}
    for v in versions:
        by_fact.setdefault(v.fact, []).append(v)
    divergences = divergences_of(versions, group.day_conflict)
    contradicted = {d.about for d in divergences}
    duration = None if Fact.DURATION in contradicted else _best_duration(by_fact.get(Fact.DURATION, []))
    unsure = any(j.verdict is Verdict.POSSIBLE for j in group.judgements)
    return Account(
        id=name,
        kind=_kind(mentions),
        status=min((m.mention.status for m in mentions), key=STATUS_ORDER.index),
        participants=_participants(group, ids, named),
        days=group.days,
        day_conflict=group.day_conflict,
        duration_minutes=duration[0] if duration else None,
        duration_qualifier=duration[1] if duration else None,
        initiator=_only_actor(by_fact.get(Fact.INITIATOR, [])),
        requested_by=_only_actor(by_fact.get(Fact.REQUESTED_BY, [])),
        place=_only_text(by_fact.get(Fact.PLACE, [])),
        main=any(m.mention.main for m in mentions),
        mentions=tuple(sorted(m.id for m in mentions)),
        evidence=tuple(sorted({e for m in mentions for e in evidence_of(m, m.mention.evidence)})),
        independent_sources=len({m.witness for m in mentions}),
        versions=versions,
        divergences=divergences,
        judgements=group.judgements,
        reasons=_reasons(group),
        unsure=unsure,
    )


def _participants(group: Group, ids: Mapping[str, str], named: Mapping[str, Actor]) -> tuple[Actor, ...]:
    """Those of the group's block: a mention that a person brought in may name others."""
    block, _, _ = group.block
    keys = {actor_key(a, ids) for m in group.mentions for a in m.mention.participants} & set(block)
    return tuple(sorted((named[k] for k in keys), key=lambda a: (fold(a.name), a.id or "")))


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


def _reasons(group: Group) -> tuple[str, ...]:
    """Why these mentions are one contact and why it has these days, then what remains unsure."""
    found: list[str] = []
    told = len({m.witness for m in group.mentions})
    if len(group.mentions) == 1:
        found.append("told once; nothing else to compare with")
    else:
        found.append(
            f"{len(group.mentions)} mentions in {told} independent {'text' if told == 1 else 'texts'}"
        )
    for j in group.judgements:
        words = "; ".join(j.reasons)
        if j.verdict is Verdict.SAME:
            found.append(f"{j.left} is {j.right} ({j.decided_by}): {words}")
        elif j.verdict is Verdict.POSSIBLE:
            found.append(f"{j.left} may be {j.right}, not sure ({j.decided_by}): {words}")
    if group.day_conflict:
        found.append("the stories give days that exclude each other; all are kept")
    elif group.days.edtf() is None:
        found.append("undated: no story gives a day")
    else:
        count = group.days.size
        left = "one day is" if count == 1 else f"{count} days are" if count else "the days"
        dated = sum(m.days.is_known for m in group.mentions)
        found.append(
            f"{left} left by the {dated} dated of {len(group.mentions)} mentions: {group.days.edtf()}"
        )
    return tuple(found)
