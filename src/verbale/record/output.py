"""What `verbale contacts`, `statements` and `sources` print, one JSON object a line.

Keys may be added, never renamed.
"""

from __future__ import annotations

import datetime

from pydantic import BaseModel, ConfigDict

from verbale.model import (
    Actor,
    Certainty,
    ContactKind,
    ContactStatus,
    Directness,
    Polarity,
    Span,
    SpeechAct,
    Statement,
)
from verbale.reconcile.accounts import Account
from verbale.reconcile.counts import Count
from verbale.reconcile.date_reasons import DateReason
from verbale.reconcile.divergences import Divergence
from verbale.reconcile.said import Common
from verbale.reconcile.versions import Evidence, Version


class _Out(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PlaceOut(_Out):
    """Where something stands: code points of the story at `path`, half-open."""

    path: str
    start: int
    end: int

    @classmethod
    def of(cls, evidence: Evidence) -> PlaceOut:
        """From evidence."""
        return cls(path=evidence.path, start=evidence.start, end=evidence.end)


class MentionOut(PlaceOut):
    """A place that tells of a contact; `id` is the mention's, `article` the text's sha256."""

    id: str
    article: str


class VersionOut(_Out):
    """One value of one fact; `value` is an actor for initiator and requested_by."""

    fact: str
    value: int | str | Actor
    qualifier: str | None
    sides: tuple[Actor, ...]
    independent_sources: int
    stories: int = 1
    evidence: tuple[PlaceOut, ...]

    @classmethod
    def of(cls, version: Version) -> VersionOut:
        """From a version."""
        return cls(
            fact=version.fact.value,
            value=version.value,
            qualifier=version.qualifier,
            sides=version.sides,
            independent_sources=version.independent_sources,
            stories=version.stories,
            evidence=tuple(map(PlaceOut.of, version.evidence)),
        )


class DivergenceOut(_Out):
    """A point on which the accounts differ."""

    kind: str
    about: str
    sides: tuple[Actor, ...]
    evidence: tuple[PlaceOut, ...]
    explanation: str

    @classmethod
    def of(cls, divergence: Divergence) -> DivergenceOut:
        """From a divergence."""
        return cls(
            kind=divergence.kind.value,
            about=divergence.about,
            sides=divergence.sides,
            evidence=tuple(map(PlaceOut.of, divergence.evidence)),
            explanation=divergence.explanation,
        )


class CommonOut(_Out):
    """What the accounts of both sides report."""

    about: str
    sides: tuple[Actor, ...]
    evidence: tuple[PlaceOut, ...]
    explanation: str

    @classmethod
    def of(cls, common: Common) -> CommonOut:
        """From what accounts have in common."""
        places = tuple(map(PlaceOut.of, common.evidence))
        return cls(about=common.about, sides=common.sides, evidence=places, explanation=common.explanation)


class DateReasonOut(_Out):
    """One step from all days to those that are left: `left` are these as EDTF, null when not bounded."""

    left: str | None
    because: str
    evidence: tuple[PlaceOut, ...]

    @classmethod
    def of(cls, reason: DateReason) -> DateReasonOut:
        """From a reason."""
        return cls(left=reason.left, because=reason.words, evidence=tuple(map(PlaceOut.of, reason.evidence)))


class CountOut(_Out):
    """A count that a story gives: number `n` since `since`; the record has `at_least` to `at_most`."""

    n: int
    since: str
    at_least: int
    at_most: int
    explanation: str
    evidence: tuple[PlaceOut, ...]

    @classmethod
    def of(cls, count: Count) -> CountOut:
        """From a checked count."""
        return cls(
            n=count.n,
            since=count.since,
            at_least=count.at_least,
            at_most=count.at_most,
            explanation=count.explanation,
            evidence=tuple(map(PlaceOut.of, count.evidence)),
        )


class ContactOut(_Out):
    """One contact. `unsure`: some mention may belong to another contact; `reasons` say which.

    `independent_sources` counts reprints of a text once, `stories` counts each.
    """

    id: str
    kind: ContactKind
    status: ContactStatus
    participants: tuple[Actor, ...]
    date: str | None
    date_from: datetime.date | None
    date_to: datetime.date | None
    date_candidates: tuple[datetime.date, ...]
    duration_minutes: int | None
    duration_qualifier: str | None
    initiator: Actor | None
    requested_by: Actor | None
    place: str | None
    main: bool
    independent_sources: int
    stories: int = 1
    mentions: tuple[MentionOut, ...]
    versions: tuple[VersionOut, ...]
    divergences: tuple[DivergenceOut, ...]
    common: tuple[CommonOut, ...] = ()
    counts: tuple[CountOut, ...] = ()
    date_reasons: tuple[DateReasonOut, ...] = ()
    unsure: bool
    reasons: tuple[str, ...]

    @classmethod
    def of(
        cls,
        account: Account,
        mentions: tuple[MentionOut, ...],
        more: tuple[Divergence, ...],
        common: tuple[Common, ...],
    ) -> ContactOut:
        """From an account.

        Args:
            mentions: every place that tells of it.
            more: divergences found in the statements.
            common: what both sides' accounts report.
        """
        days = account.days
        return cls(
            id=account.id,
            kind=account.kind,
            status=account.status,
            participants=account.participants,
            date=days.edtf(),
            date_from=days.first,
            date_to=days.last,
            date_candidates=days.listed(),
            duration_minutes=account.duration_minutes,
            duration_qualifier=account.duration_qualifier,
            initiator=account.initiator,
            requested_by=account.requested_by,
            place=account.place,
            main=account.main,
            independent_sources=account.independent_sources,
            stories=account.stories,
            mentions=mentions,
            versions=tuple(map(VersionOut.of, account.versions)),
            divergences=tuple(map(DivergenceOut.of, (*account.divergences, *more))),
            common=tuple(map(CommonOut.of, common)),
            counts=tuple(map(CountOut.of, account.counts)),
            date_reasons=tuple(map(DateReasonOut.of, account.date_reasons)),
            unsure=account.unsure,
            reasons=account.reasons,
        )


class CopyOut(_Out):
    """The same statement in a copy or reprint of its story."""

    path: str
    content: Span


class StatementOut(_Out):
    """A reading's statement, with its id, its contact and its copies; `quote` is the content itself.

    `decided`: who accepted or corrected it, in words.
    """

    id: str
    contact: str | None
    path: str
    speaker: tuple[Actor, ...]
    reported_by: tuple[Actor, ...]
    via: str | None
    addressee: tuple[Actor, ...]
    act: SpeechAct
    topics: tuple[str, ...]
    directness: Directness
    polarity: Polarity
    certainty: Certainty
    content: Span
    quote: str
    cue: Span | None
    source: Span | None
    evidence: tuple[Span, ...]
    independent_sources: int
    copies: tuple[CopyOut, ...]
    reasons: tuple[str, ...]
    decided: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        statement: Statement,
        *,
        name: str,
        contact: str | None,
        path: str,
        quote: str,
        copies: tuple[CopyOut, ...],
        independent_sources: int,
        decided: tuple[str, ...] = (),
    ) -> StatementOut:
        """From a reading's statement."""
        s = statement
        return cls(
            id=name,
            contact=contact,
            path=path,
            speaker=s.speaker,
            reported_by=s.reported_by,
            via=s.via,
            addressee=s.addressee,
            act=s.act,
            topics=s.topics,
            directness=s.directness,
            polarity=s.polarity,
            certainty=s.certainty,
            content=s.content,
            quote=quote,
            cue=s.cue,
            source=s.source,
            evidence=s.evidence,
            independent_sources=independent_sources,
            copies=copies,
            reasons=s.reasons,
            decided=decided,
        )


class DivergenceLine(BaseModel):
    """What a list shows of a divergence."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    kind: str


class ContactLine(BaseModel):
    """What a list shows of a contact, read from the same JSON in a fraction of the time."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    kind: ContactKind
    status: ContactStatus
    participants: tuple[Actor, ...]
    date_from: datetime.date | None
    date_to: datetime.date | None
    date_candidates: tuple[datetime.date, ...]
    duration_minutes: int | None
    duration_qualifier: str | None
    place: str | None
    main: bool
    independent_sources: int
    divergences: tuple[DivergenceLine, ...]
    unsure: bool


AnyContact = ContactOut | ContactLine


class ContactPageOut(_Out):
    """What `verbale show RECORD CONTACT --json` prints."""

    contact: ContactOut
    statements: tuple[StatementOut, ...]


class SourceOut(_Out):
    """What became of one input; `current` is false for what a later run replaced."""

    path: str
    outcome: str
    reason: str | None
    sha256: str | None
    language: str | None
    outlet: str | None
    title: str | None
    url: str | None
    published: str | None
    reader: str
    read_at: str
    current: bool
