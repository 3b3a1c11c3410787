"""What `verbale review` prints, one JSON object a line. Keys may be added, never renamed."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from verbale.record.output import PlaceOut
from verbale.review.decision import Action, Decision, Role
from verbale.review.effects import Standing, State


class _Out(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AnchorOut(PlaceOut):
    """The words that a decision rests on; `found`: they are in the record as they were."""

    role: Role
    id: str
    article: str
    quote: str
    found: bool


class DecisionOut(_Out):
    """One entry of the review. `state`: in force, undone, overruled, orphan, partly orphan."""

    entry: int
    action: Action
    by: str
    at: str
    note: str | None
    field: str | None
    value: str | None
    undoes: int | None
    state: State
    undone_by: int | None
    evidence: tuple[AnchorOut, ...]

    @classmethod
    def of(cls, d: Decision, standing: Standing) -> DecisionOut:
        """From a decision and how it stands."""
        return cls(
            entry=d.number,
            action=d.action,
            by=d.by,
            at=d.at,
            note=d.note,
            field=d.field,
            value=d.value,
            undoes=d.undoes,
            state=standing.state,
            undone_by=standing.undone_by,
            evidence=tuple(
                AnchorOut(
                    path=a.path,
                    start=a.start,
                    end=a.end,
                    role=a.role,
                    id=a.id,
                    article=a.sha256,
                    quote=a.quote,
                    found=a not in standing.missing,
                )
                for a in d.anchors
            ),
        )


class DoubtOut(_Out):
    """Something that the program is not sure of, or a decision that found nothing.

    `kind`: `contact` (it may be one with another), `conflict` (its stories exclude each other's days), `date`
    (several days are left), `speaker` (who of several said it), `report` (on which of several commitments a
    statement reports), `orphan` (an entry whose words are not in the record any more). `others`: ids of what
    it may be. `answers`: commands that would settle it, with RECORD for the record and capitals for what only
    a person knows.
    """

    kind: str
    id: str
    about: str
    why: tuple[str, ...]
    others: tuple[str, ...]
    evidence: tuple[PlaceOut, ...]
    answers: tuple[str, ...]
