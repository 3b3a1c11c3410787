"""Commitments for people: a list, and one with everything that is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

from verbale.model import Actor, Certainty, Polarity
from verbale.reconcile.commitment_words import Says
from verbale.record.commitment_output import CommitmentOut, ReportOut, StatementPlaceOut
from verbale.record.selection import is_about, is_among
from verbale.show.text import clean, counted, names, quoted, short_paths

NARROWEST = 40
# How each report is told: a source says so, never the record.
REPORTED = {
    Says.KEPT: "says it was kept",
    Says.PARTLY: "says it was kept in part",
    Says.BROKEN: "says it was broken",
    Says.DENIED: "denies it",
    Says.REPEATED: "promises it again",
    Says.WITHDRAWN: "withdraws it",
    Says.DOUBTED: "doubts it",
}
# What a side says of another's promise is no act of its own.
REPORTED_OF_ANOTHER = {
    Says.DENIED: "says it was denied",
    Says.REPEATED: "says it was promised again",
    Says.WITHDRAWN: "says it was withdrawn",
}


@dataclass(frozen=True, slots=True)
class CommitmentSelection:
    """Which commitments are asked for.

    Attributes:
        actor: part of the name of a speaker or of one towards whom, or an id.
        topic: a topic, or words of what was promised.
        since, until: days, both included; what may have been promised on one of them is kept.
    """

    actor: str | None = None
    topic: str | None = None
    state: str | None = None
    since: date | None = None
    until: date | None = None

    def takes(self, c: CommitmentOut) -> bool:
        """Whether a commitment is asked for. One with no date is not, when days are."""
        return self._takes_all_but_days(c) and self._takes_days(c)

    def leaves_out_for_its_date(self, c: CommitmentOut) -> bool:
        """Whether it is left out only because nobody says when it was made."""
        undated = c.made_from is None and c.made_to is None
        return undated and self._takes_all_but_days(c) and not self._takes_days(c)

    def _takes_all_but_days(self, c: CommitmentOut) -> bool:
        return (
            (self.actor is None or is_among(self.actor, (*c.speaker, *c.to)))
            and (self.topic is None or is_about(self.topic, c.topics, [p.quote for p in c.evidence]))
            and (self.state is None or c.state == self.state)
        )

    def _takes_days(self, c: CommitmentOut) -> bool:
        if self.since is None and self.until is None:
            return True
        if c.made_from is None and c.made_to is None:
            return False
        late = self.until is not None and c.made_from is not None and c.made_from > self.until
        early = self.since is not None and c.made_to is not None and c.made_to < self.since
        return not late and not early


def list_lines(commitments: Sequence[CommitmentOut], width: int) -> Iterator[str]:
    """One paragraph a commitment."""
    for c in commitments:
        head = f"{made_words(c)}  {names(c.speaker, between=' and ')}{_towards(c)}  [{c.id}] {c.state}"
        yield clean(head)
        for line in wrap(_promise(c), max(width - 2, NARROWEST)):
            yield f"  {line}"
        for r in c.reports:
            yield f"  - {_report(r, c)}"
    if not commitments:
        yield "no commitments"


def commitment_lines(c: CommitmentOut) -> Iterator[str]:
    """All of one commitment, every word with its place."""
    short = short_paths(_paths(c))
    yield clean(f"{names(c.speaker, between=' and ')}{_towards(c)}: {c.act}{_marks(c)}, {made_words(c)}")
    sources = counted(c.independent_sources, "independent source")
    topics = f"; {', '.join(c.topics)}" if c.topics else ""
    yield clean(f"{c.id}; {c.state}; {sources}{topics}" + (f"; contact {c.contact}" if c.contact else ""))
    if c.repeats:
        yield f"repeats {c.repeats}"
    yield ""
    yield "Promised"
    for p in c.evidence:
        per = f", according to {names(p.reported_by)}" if p.reported_by else ""
        yield f"  {quoted(p.quote)}{per}  {short[p.path]}:{p.start}"
    if c.conditions and c.condition_at:
        yield f"  condition: {quoted(c.conditions)}  {short[c.condition_at.path]}:{c.condition_at.start}"
    if c.due and c.due_at:
        yield f"  due: {c.due}  {short[c.due_at.path]}:{c.due_at.start}"
    yield ""
    yield "Reported since"
    for r in c.reports:
        yield f"  {_report(r, c)}  {_at(r.evidence, short)}"
        yield from (f"      {clean(reason)}" for reason in r.reasons)
    if not c.reports:
        yield "  nothing that these stories say"
    if c.possible_reports:
        yield ""
        yield "May report on it"
        for m in c.possible_reports:
            yield f"  {quoted(m.quote)}  {_at(m, short)}: {clean(m.why)}"
    yield ""
    yield "Why"
    yield from (f"  {clean(reason)}" for reason in c.reasons)


def _paths(c: CommitmentOut) -> Iterator[str]:
    yield from (p.path for p in c.evidence)
    yield from (r.evidence.path for r in c.reports)
    yield from (p.path for p in c.possible_reports)
    yield from (p.path for p in (c.condition_at, c.due_at) if p)


def _at(p: StatementPlaceOut, short: dict[str, str]) -> str:
    return f"{short[p.path]}:{p.start}"


def made_words(c: CommitmentOut) -> str:
    """When it was made, no surer than the record is."""
    return days_words(c.made_from, c.made_to)


def days_words(first: date | None, last: date | None) -> str:
    """Days in words: "2031-05-04", "until 2031-05-04", "2031-05-01 to 2031-05-31?", "undated"."""
    if first is None or last is None:
        return f"from {first}" if first else f"until {last}" if last else "undated"
    return first.isoformat() if first == last else f"{first} to {last}?"


def _towards(c: CommitmentOut) -> str:
    return f" → {names(c.to, between=' and ')}" if c.to else ""


def _marks(c: CommitmentOut) -> str:
    marks = ["negated"] if c.polarity is Polarity.NEGATIVE else []
    marks += ["hedged"] if c.certainty is Certainty.HEDGED else []
    return "".join(f", {m}" for m in marks)


def _promise(c: CommitmentOut) -> str:
    due = f", due {c.due}" if c.due else ""
    condition = f", condition {quoted(c.conditions)}" if c.conditions else ""
    per = f", according to {names(c.reported_by)}" if c.reported_by else ""
    return f"{c.act}{_marks(c)}: {quoted(c.content)}{condition}{due}{per}"


def _report(r: ReportOut, c: CommitmentOut) -> str:
    own = _sides(r.by) & _sides(c.speaker)
    words = REPORTED[r.says] if own else REPORTED_OF_ANOTHER.get(r.says, REPORTED[r.says])
    who = names(r.by, between=" and ") or "a story"
    per = f", according to {names(r.reported_by)}" if r.reported_by else ""
    hedged = ", hedged" if r.certainty is Certainty.HEDGED else ""
    return f"{days_words(r.date_from, r.date_to)}  {who} {words}{hedged}{per}: {quoted(r.quote)}"


def _sides(actors: tuple[Actor, ...]) -> set[str]:
    return {key for a in actors for key in (a.id or a.name, a.side) if key}
