"""The JSON form of a reading: what `verbale read --json` prints, one line a story. Documented in docs/cli.md.

Offsets are code points of the story's text. Lists are empty, never null; dates are ISO 8601 or EDTF. Keys may
be added, never renamed. Statements, actors and spans look in JSON as they do in the model; contacts and the
article are flatter here than there.
"""

from __future__ import annotations

import datetime
import hashlib

from pydantic import BaseModel, ConfigDict

from verbale.errors import VerbaleError
from verbale.model import (
    Actor,
    Article,
    ContactKind,
    ContactMention,
    ContactReport,
    ContactStatus,
    DateBasis,
    DayRange,
    DayRelation,
    Days,
    Duration,
    DurationQualifier,
    Ground,
    Ordinal,
    Reading,
    Span,
    Statement,
    Term,
)

# str.splitlines breaks at these, and many programs read JSON lines with it; JSON itself lets them stand.
LINE_BREAKS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}


class ReadingFormError(VerbaleError):
    """A line is not the JSON form of a reading, or not of this text."""


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OrdinalForm(_Form):
    """The n-th contact since a day; `since` is EDTF."""

    n: int
    since: str | None
    evidence: Span

    def ordinal(self) -> Ordinal:
        """To the model's ordinal."""
        return Ordinal(self.n, self.since, self.evidence)


class ArticleForm(_Form):
    """Which story was read. `published` is EDTF, `published_from` and `published_to` its bounds."""

    path: str
    language: str
    published: str | None
    published_from: datetime.date | None = None
    published_to: datetime.date | None = None
    sha256: str
    outlet: str | None = None
    title: str | None = None
    url: str | None = None

    @classmethod
    def of(cls, article: Article) -> ArticleForm:
        """From the model's article, without its text."""
        days = article.published
        return cls(
            path=article.path,
            language=article.language,
            published=article.published_edtf,
            published_from=days.first if days else None,
            published_to=days.last if days else None,
            sha256=article.sha256,
            outlet=article.outlet,
            title=article.title,
            url=article.url,
        )

    def article(self, text: str) -> Article:
        """To the model's article."""
        known = self.published_from or self.published_to
        return Article(
            path=self.path,
            text=text,
            language=self.language,
            sha256=self.sha256,
            published=DayRange(self.published_from, self.published_to) if known else None,
            published_edtf=self.published,
            outlet=self.outlet,
            title=self.title,
            url=self.url,
        )


class ContactForm(_Form):
    """One contact as the story tells it.

    `date` to `date_conflict` are null (`date_candidates` empty) when the story gives no time; `date_phrase`
    are the words, `timex` their TIMEX3-like value. `relations` tie its day to that of the story or of
    another of its contacts (`contact`: its index). `terms` are those of its participants' offices,
    `reports` who tells of it.
    """

    kind: ContactKind
    status: ContactStatus
    main: bool
    participants: tuple[Actor, ...]
    date: str | None = None
    date_from: datetime.date | None = None
    date_to: datetime.date | None = None
    date_candidates: tuple[datetime.date, ...] = ()
    date_phrase: Span | None = None
    timex: str | None = None
    date_basis: DateBasis | None = None
    date_conflict: str | None = None
    duration_minutes: int | None = None
    duration_qualifier: DurationQualifier | None = None
    duration_evidence: Span | None = None
    initiator: Actor | None = None
    requested_by: Actor | None = None
    place: str | None = None
    ordinal: OrdinalForm | None = None
    evidence: tuple[Span, ...]
    in_caption: bool = False
    reasons: tuple[str, ...] = ()
    relations: tuple[DayRelation, ...] = ()
    grounds: tuple[Ground, ...] = ()
    terms: tuple[Term, ...] = ()
    reports: tuple[ContactReport, ...] = ()

    @classmethod
    def of(cls, contact: ContactMention) -> ContactForm:
        """From the model's contact."""
        days, duration, ordinal = contact.days, contact.duration, contact.ordinal
        return cls(
            kind=contact.kind,
            status=contact.status,
            main=contact.main,
            participants=contact.participants,
            date=days.edtf if days else None,
            date_from=days.first if days else None,
            date_to=days.last if days else None,
            date_candidates=days.candidates if days else (),
            date_phrase=days.phrase if days else None,
            timex=days.timex if days else None,
            date_basis=days.basis if days else None,
            date_conflict=days.conflict if days else None,
            duration_minutes=duration.minutes if duration else None,
            duration_qualifier=duration.qualifier if duration else None,
            duration_evidence=duration.span if duration else None,
            initiator=contact.initiator,
            requested_by=contact.requested_by,
            place=contact.place,
            ordinal=OrdinalForm(n=ordinal.n, since=ordinal.since, evidence=ordinal.span) if ordinal else None,
            evidence=contact.evidence,
            in_caption=contact.in_caption,
            reasons=contact.reasons,
            relations=contact.relations,
            grounds=contact.grounds,
            terms=contact.terms,
            reports=contact.reports,
        )

    def contact(self) -> ContactMention:
        """To the model's contact."""
        return ContactMention(
            kind=self.kind,
            status=self.status,
            main=self.main,
            participants=self.participants,
            evidence=self.evidence,
            days=self._days(),
            duration=self._duration(),
            initiator=self.initiator,
            requested_by=self.requested_by,
            place=self.place,
            ordinal=self.ordinal.ordinal() if self.ordinal else None,
            in_caption=self.in_caption,
            reasons=self.reasons,
            relations=self.relations,
            grounds=self.grounds,
            terms=self.terms,
            reports=self.reports,
        )

    def _days(self) -> Days | None:
        if self.date_basis is None:
            return None
        return Days(
            first=self.date_from,
            last=self.date_to,
            candidates=self.date_candidates,
            edtf=self.date,
            phrase=self.date_phrase,
            timex=self.timex,
            basis=self.date_basis,
            conflict=self.date_conflict,
        )

    def _duration(self) -> Duration | None:
        if self.duration_minutes is None or self.duration_qualifier is None or self.duration_evidence is None:
            return None
        return Duration(self.duration_minutes, self.duration_qualifier, self.duration_evidence)


class ReadingForm(_Form):
    """One line of `verbale read --json`."""

    article: ArticleForm
    contacts: tuple[ContactForm, ...]
    statements: tuple[Statement, ...]
    notes: tuple[str, ...] = ()
    issuer: Actor | None = None

    @classmethod
    def of(cls, reading: Reading) -> ReadingForm:
        """From the model's reading."""
        return cls(
            article=ArticleForm.of(reading.article),
            contacts=tuple(ContactForm.of(c) for c in reading.contacts),
            statements=reading.statements,
            notes=reading.notes,
            issuer=reading.issuer,
        )

    def reading(self, text: str) -> Reading:
        """To the model's reading, of a story with this text."""
        return Reading(
            article=self.article.article(text),
            contacts=tuple(c.contact() for c in self.contacts),
            statements=self.statements,
            notes=self.notes,
            issuer=self.issuer,
        )


def reading_to_json(reading: Reading) -> str:
    """One line without a line end, the same for the same reading; characters are written as they are."""
    line = ReadingForm.of(reading).model_dump_json()
    for character, escape in LINE_BREAKS.items():
        line = line.replace(character, escape)
    return line


def reading_from_json(line: str, text: str = "") -> Reading:
    """Read one line back.

    Args:
        text: the story itself, which the line does not hold; left out, the article's text is "".

    Raises:
        ReadingFormError: the line is not a reading, or `text` is not the text it was read from.
    """
    try:
        reading = ReadingForm.model_validate_json(line).reading(text)
    except ValueError as e:
        raise ReadingFormError(f"not a reading: {e}") from e
    if text and hashlib.sha256(text.encode("utf-8")).hexdigest() != reading.article.sha256:
        raise ReadingFormError(f"{reading.article.path}: the text is not the one that was read")
    return reading
