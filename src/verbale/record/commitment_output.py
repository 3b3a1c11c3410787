"""What `verbale commitments` prints, one JSON object a line. Keys may be added, never renamed."""

from __future__ import annotations

import datetime

from pydantic import BaseModel, ConfigDict

from verbale.model import Actor, Certainty, Polarity, Span, SpeechAct
from verbale.reconcile.commitment_words import Says
from verbale.reconcile.commitments import Commitment, Report, State, Told
from verbale.record.output import PlaceOut
from verbale.sentences import say


class _Out(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StatementPlaceOut(PlaceOut):
    """Where a statement stands; `article` is the text's sha256."""

    statement: str
    article: str

    @classmethod
    def of_told(cls, told: Told) -> StatementPlaceOut:
        """From a statement."""
        span = told.statement.content
        return cls(
            path=told.path, start=span.start, end=span.end, statement=told.id, article=told.article.sha256
        )


class PieceOut(StatementPlaceOut):
    """One telling of a commitment."""

    quote: str
    reported_by: tuple[Actor, ...]


class ReportOut(_Out):
    """What somebody says became of a commitment. `decided`: a person marked it, in words; null for a rule."""

    date: str | None
    date_from: datetime.date | None
    date_to: datetime.date | None
    by: tuple[Actor, ...]
    reported_by: tuple[Actor, ...]
    says: Says
    certainty: Certainty
    quote: str
    evidence: StatementPlaceOut
    copies: tuple[StatementPlaceOut, ...]
    contact: str | None
    reasons: tuple[str, ...]
    decided: str | None

    @classmethod
    def of(cls, r: Report) -> ReportOut:
        """From a report."""
        told = r.told
        return cls(
            date=told.heard.edtf(),
            date_from=told.heard.first,
            date_to=told.heard.last,
            by=r.by,
            reported_by=told.statement.reported_by if told.statement.speaker else (),
            says=r.says,
            certainty=told.statement.certainty,
            quote=told.quote,
            evidence=StatementPlaceOut.of_told(told),
            copies=tuple(map(StatementPlaceOut.of_told, r.copies)),
            contact=told.contact,
            reasons=r.reasons,
            decided=r.decided,
        )


class PossibleOut(StatementPlaceOut):
    """A statement that may report on a commitment."""

    quote: str
    why: str


class CommitmentOut(_Out):
    """One commitment. `conditions` are the text's own words, at `condition_at`; `due_at` those of `due`."""

    id: str
    speaker: tuple[Actor, ...]
    to: tuple[Actor, ...]
    act: SpeechAct
    polarity: Polarity
    certainty: Certainty
    topics: tuple[str, ...]
    content: str
    conditions: str | None
    condition_at: PlaceOut | None
    due: str | None
    due_from: datetime.date | None
    due_to: datetime.date | None
    due_at: PlaceOut | None
    reported_by: tuple[Actor, ...]
    made_on: str | None
    made_from: datetime.date | None
    made_to: datetime.date | None
    contact: str | None
    independent_sources: int
    evidence: tuple[PieceOut, ...]
    reports: tuple[ReportOut, ...]
    possible_reports: tuple[PossibleOut, ...]
    repeats: str | None
    state: State
    reasons: tuple[str, ...]

    @classmethod
    def of(cls, c: Commitment) -> CommitmentOut:
        """From a commitment."""
        lead = c.lead.told
        conditional = next((p for p in c.pieces if p.condition is not None), None)
        dated = next((p for p in c.pieces if p.due is not None), None) if c.due else None
        hedged = all(p.told.statement.certainty is Certainty.HEDGED for p in c.pieces)
        return cls(
            id=c.id,
            speaker=c.speaker,
            to=c.to,
            act=lead.statement.act,
            polarity=lead.statement.polarity,
            certainty=Certainty.HEDGED if hedged else Certainty.STATED,
            topics=c.topics,
            content=lead.quote,
            conditions=_words(conditional.told, conditional.condition) if conditional else None,
            condition_at=_place(conditional.told, conditional.condition) if conditional else None,
            due=c.due.edtf if c.due else None,
            due_from=c.due.days.first if c.due else None,
            due_to=c.due.days.last if c.due else None,
            due_at=_place(dated.told, dated.due.span) if dated and dated.due else None,
            reported_by=c.reported_by,
            made_on=c.made.edtf(),
            made_from=c.made.first,
            made_to=c.made.last,
            contact=c.contact,
            independent_sources=len({p.told.witness for p in c.pieces}),
            evidence=tuple(
                PieceOut(
                    **StatementPlaceOut.of_told(p.told).model_dump(),
                    quote=p.told.quote,
                    reported_by=p.told.statement.reported_by,
                )
                for p in c.pieces
            ),
            reports=tuple(map(ReportOut.of, c.reports)),
            possible_reports=tuple(
                PossibleOut(**StatementPlaceOut.of_told(t).model_dump(), quote=t.quote, why=why)
                for t, why in c.possible
            ),
            repeats=c.repeats,
            state=c.state,
            reasons=_reasons(c),
        )


def _words(told: Told, span: Span | None) -> str | None:
    return span.of(told.article.text) if span else None


def _place(told: Told, span: Span | None) -> PlaceOut | None:
    return PlaceOut(path=told.path, start=span.start, end=span.end) if span else None


def _reasons(c: Commitment) -> tuple[str, ...]:
    found = [r for p in c.pieces for r in p.told.statement.reasons]
    if len(c.pieces) > 1:
        found.append(
            say("{n:d} statements of one contact promise the same in the same words", n=len(c.pieces))
        )
    return tuple(dict.fromkeys(found))
