"""Why a contact has its days: which source ruled out which, which sources exclude each other, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from verbale.model import Term
from verbale.reconcile.clues import Clue, Unknown
from verbale.reconcile.dating import Dating, Removal
from verbale.reconcile.days import ANY_DAY, DayPattern, DaySet, days_of
from verbale.reconcile.mentions import StoredMention
from verbale.reconcile.versions import Evidence, evidence_of
from verbale.sentences import say

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
        because = "; ".join(said) or say("the other days are ruled out")
        words = say("{because}: {left_over}", because=because, left_over=_left(removal.left))
        found.append(DateReason(removal.left.edtf(), words, clue_evidence(removal.by, by_id)))
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
        gone = _gone(days, met)
        form = "{path} allows {days}, which rules out {gone}" if gone else "{path} allows {days}"
        words = say(form, path=m.paths[0], days=own.edtf(), gone=gone)
        yield DateReason(met.edtf(), words, tuple(sorted(evidence_of(m, spans))))
        days = met
    for m in sorted(mentions, key=lambda m: (m.paths, m.id)) if days.size is not None else ():
        met = days.meet(m.not_after)
        if met is not None and met != days:
            gone = _gone(days, met)
            form = "{path} tells of it and appeared by {day}"
            if gone:
                form = "{path} tells of it and appeared by {day}, which rules out {gone}"
            words = say(form, path=m.paths[0], day=m.not_after.last, gone=gone)
            yield DateReason(met.edtf(), words, tuple(sorted(evidence_of(m, m.mention.evidence))))
            days = met


def _gone(days: DaySet, left: DaySet) -> str:
    return _some([d for d in days.listed() if not left.allows(d)])


def conflict_in_words(conflict: Sequence[Clue], by_id: Mapping[str, StoredMention]) -> str:
    """One sentence on clues that exclude each other."""
    told = " but ".join(dict.fromkeys(clue_in_words(c, by_id) for c in conflict))
    return say("These cannot all be right: {told}.", told=told)


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
    path = m.paths[0] if m is not None else say("a story")
    if clue.term is not None:
        return _called(path, clue.term)
    if clue.is_reach:
        return say("{path} was read by {day}", path=path, day=clue.days.last)
    if clue.base is None:
        if clue.of[0] is Unknown.STORY:
            return say("{path} appeared on {days}", path=path, days=clue.days.edtf())
        if clue.days != ANY_DAY:
            return say("{path} allows {days}", path=path, days=clue.days.edtf())
        return say("{path} puts it on {pattern}", path=path, pattern=_pattern(clue.pattern))
    if clue.is_count:
        return say("{path} counts {it} after another one", path=path, it=_contact(clue, by_id))
    form = "{path} puts {it} on {pattern}, {distance} {base}"
    if clue.pattern == DayPattern():
        form = "{path} puts {it} {distance} {base}"
    return say(
        form,
        path=path,
        it=_contact(clue, by_id),
        pattern=_pattern(clue.pattern),
        distance=_distance(clue.first, clue.last),
        base=say("the day it appeared")
        if clue.base[0] is Unknown.STORY
        else say("another contact it tells of"),
    )


def _contact(clue: Clue, by_id: Mapping[str, StoredMention]) -> str:
    m = by_id.get(clue.mention)
    return say("the {kind}", kind=m.mention.kind) if m is not None else say("it")


def _called(path: str, term: Term) -> str:
    """How a story calls somebody, from when until when he was that."""
    form = "{path} calls {name} by an office held from {first} to {last}"
    if term.last is None:
        form = "{path} calls {name} by an office held from {first} on"
    elif term.first is None:
        form = "{path} calls {name} by an office held until {last}"
    return say(form, path=path, name=term.actor.name, first=term.first, last=term.last)


def _pattern(pattern: DayPattern) -> str:
    date = " ".join(
        filter(None, (str(pattern.day or ""), MONTHS[pattern.month - 1] if pattern.month else ""))
    )
    weekday = say("a {weekday}", weekday=WEEKDAYS[pattern.weekday - 1]) if pattern.weekday else ""
    return ", ".join(filter(None, (weekday, date)))


def _distance(first: int | None, last: int | None) -> str:
    """How far from a day, in words.

    >>> _distance(-1, -1), _distance(0, 0), _distance(-6, 0), _distance(None, 0)
    ('1 day before', 'on', '0 to 6 days before', 'not after')
    """
    if first == last and first is not None:
        if first == 0:
            return say("on")
        days = _count(abs(first))
        return say("{count} after", count=days) if first > 0 else say("{count} before", count=days)
    if first is None:
        return say("not after") if last == 0 else say("at most {count} after", count=_count(last or 0))
    if last is None:
        return say("not before") if first == 0 else say("at least {count} after", count=_count(first))
    if last <= 0:
        return say("{n:d} to {count} before", n=-last, count=_count(-first))
    if first >= 0:
        return say("{n:d} to {count} after", n=first, count=_count(last))
    return say("from {count} before to {other_count} after", count=_count(-first), other_count=_count(last))


def _count(days: int) -> str:
    return say("{n:d} day", n=days) if abs(days) == 1 else say("{n:d} days", n=days)


def _left(days: DaySet) -> str:
    if days.single:
        return say("{days} is left", days=days.edtf())
    return say("left are {days}", days=days.edtf()) if days.edtf() else say("left are days without bounds")


def _some(days: Sequence[object]) -> str:
    listed = ", ".join(str(d) for d in days[:5])
    return say("{listed} and {n:d} more", listed=listed, n=len(days) - 5) if len(days) > 5 else listed
