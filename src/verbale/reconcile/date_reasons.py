"""Why a contact has its days: which source ruled out which, which sources exclude each other, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from verbale.reconcile.clues import Clue, Unknown
from verbale.reconcile.dating import Dating, Removal
from verbale.reconcile.days import ANY_DAY, DayPattern, DaySet, days_of
from verbale.reconcile.mentions import StoredMention
from verbale.reconcile.versions import Evidence, evidence_of

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DateReason:
    """One step from all days to those that are left.

    Attributes:
        left: the days left after it, as EDTF; None when they are not bounded.
        words: one sentence.
        evidence: the words that say so.
    """

    left: str | None
    words: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """What dating contacts together told of a mention.

    Attributes:
        narrowed: the days left; None when these are all that its own words allow.
        doubted: all days that are left where sources exclude each other; None where they do not.
        reasons: how `narrowed` came about.
        conflicts: what cannot all be right, each as one sentence with where it stands.
    """

    narrowed: DaySet | None = None
    doubted: DaySet | None = None
    reasons: tuple[DateReason, ...] = ()
    conflicts: tuple[tuple[str, tuple[Evidence, ...]], ...] = ()


def in_words(dating: Dating, by_id: Mapping[str, StoredMention]) -> dict[str, Dated]:
    """What was found, by mention, with its reasons in words.

    Args:
        by_id: all mentions that clues may name.
    """
    concerned = {*dating.narrowed, *dating.doubted, *dating.conflicts}
    return {
        m: Dated(
            dating.narrowed.get(m),
            dating.doubted.get(m),
            _removed(dating.removals.get(m, ()), by_id),
            tuple(
                (conflict_in_words(c, by_id), clue_evidence(c, by_id))
                for c in dict.fromkeys(dating.conflicts.get(m, ()))
            ),
        )
        for m in concerned
    }


def reasons_of(mentions: Sequence[StoredMention], dated: Mapping[str, Dated]) -> tuple[DateReason, ...]:
    """What each source did to the days of a contact, the widest first, then what they did together."""
    together = dict.fromkeys(r for m in mentions if m.id in dated for r in dated[m.id].reasons)
    return (*_own(mentions), *together)


def _removed(removals: Iterable[Removal], by_id: Mapping[str, StoredMention]) -> tuple[DateReason, ...]:
    found = []
    for removal in removals:
        said = dict.fromkeys(clue_in_words(c, by_id) for c in removal.by)
        words = "; ".join(said) or "the other days are ruled out"
        found.append(
            DateReason(
                removal.left.edtf(), f"{words}: {_left(removal.left)}", clue_evidence(removal.by, by_id)
            )
        )
    return tuple(found)


def _own(mentions: Sequence[StoredMention]) -> Iterable[DateReason]:
    """What the mentions' own words allow, one after the other; those that change nothing are left out."""
    days = ANY_DAY
    told = [(m, m.decided_days or days_of(m.mention.days)) for m in mentions]
    dated = [(m, d) for m, d in told if d != ANY_DAY]
    for m, own in sorted(dated, key=lambda x: (-(x[1].size or 10**6), x[0].paths, x[0].id)):
        met = days.meet(own)
        if met is None or met == days:
            continue
        phrase = m.mention.days.phrase if m.mention.days and not m.decided_days else None
        spans = (phrase,) if phrase is not None else m.mention.evidence
        words = f"{m.paths[0]} allows {own.edtf()}{_gone(days, met)}"
        yield DateReason(met.edtf(), words, tuple(sorted(evidence_of(m, spans))))
        days = met
    for m in sorted(mentions, key=lambda m: (m.paths, m.id)) if days.size is not None else ():
        met = days.meet(m.not_after)
        if met is not None and met != days:
            words = f"{m.paths[0]} tells of it and appeared by {m.not_after.last}{_gone(days, met)}"
            yield DateReason(met.edtf(), words, tuple(sorted(evidence_of(m, m.mention.evidence))))
            days = met


def _gone(days: DaySet, left: DaySet) -> str:
    out = [d for d in days.listed() if not left.allows(d)]
    return f", which rules out {_some(out)}" if out else ""


def conflict_in_words(conflict: Sequence[Clue], by_id: Mapping[str, StoredMention]) -> str:
    """One sentence on clues that exclude each other."""
    told = " but ".join(dict.fromkeys(clue_in_words(c, by_id) for c in conflict))
    return f"These cannot all be right: {told}."


def clue_evidence(clues: Iterable[Clue], by_id: Mapping[str, StoredMention]) -> tuple[Evidence, ...]:
    """Where the words of clues stand."""
    found: set[Evidence] = set()
    for c in clues:
        m = by_id.get(c.mention)
        if m is not None:
            found.update(evidence_of(m, (c.phrase,) if c.phrase is not None else m.mention.evidence))
    return tuple(sorted(found))


def clue_in_words(clue: Clue, by_id: Mapping[str, StoredMention]) -> str:
    """A clue as an archivist would put it."""
    m = by_id.get(clue.mention)
    path = m.paths[0] if m is not None else "a story"
    if clue.base is None:
        if clue.of[0] is Unknown.STORY:
            return f"{path} appeared on {clue.days.edtf()}"
        if clue.days != ANY_DAY:
            return f"{path} allows {clue.days.edtf()}"
        return f"{path} puts it on {_pattern(clue.pattern)}"
    day = f"on {_pattern(clue.pattern)}, " if clue.pattern != DayPattern() else ""
    if clue.is_count:
        return f"{path} counts {_contact(clue, by_id)} after another one"
    base = "the day it appeared" if clue.base[0] is Unknown.STORY else "another contact it tells of"
    return f"{path} puts {_contact(clue, by_id)} {day}{_distance(clue.first, clue.last)} {base}"


def _contact(clue: Clue, by_id: Mapping[str, StoredMention]) -> str:
    m = by_id.get(clue.mention)
    return f"the {m.mention.kind}" if m is not None else "it"


def _pattern(pattern: DayPattern) -> str:
    date = " ".join(
        filter(None, (str(pattern.day or ""), MONTHS[pattern.month - 1] if pattern.month else ""))
    )
    weekday = f"a {WEEKDAYS[pattern.weekday - 1]}" if pattern.weekday else ""
    return ", ".join(filter(None, (weekday, date)))


def _distance(first: int | None, last: int | None) -> str:
    """How far from a day, in words.

    >>> _distance(-1, -1), _distance(0, 0), _distance(-6, 0), _distance(None, 0)
    ('1 day before', 'on', '0 to 6 days before', 'not after')
    """
    if first == last and first is not None:
        return f"{_count(abs(first))} {'after' if first > 0 else 'before'}" if first else "on"
    if first is None:
        return "not after" if last == 0 else f"at most {_count(last or 0)} after"
    if last is None:
        return "not before" if first == 0 else f"at least {_count(first)} after"
    if last <= 0:
        return f"{-last} to {_count(-first)} before"
    if first >= 0:
        return f"{first} to {_count(last)} after"
    return f"from {_count(-first)} before to {_count(last)} after"


def _count(days: int) -> str:
    return f"{days} day{'' if abs(days) == 1 else 's'}"


def _left(days: DaySet) -> str:
    return f"{days.edtf()} is left" if days.single else f"left are {days.edtf() or 'days without bounds'}"


def _some(days: Sequence[object]) -> str:
    listed = [str(d) for d in days[:5]]
    return ", ".join(listed) + (f" and {len(days) - 5} more" if len(days) > 5 else "")
