"""Why a story was read as it was: each contact and statement with its fields, their rules and their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from verbale.model import (
    Actor,
    Certainty,
    ContactMention,
    ContactStatus,
    Ground,
    Polarity,
    Reading,
    Span,
    Statement,
)
from verbale.sentences import say
from verbale.show.text import clean, minutes_words, names, quoted

UNNAMED = "unnamed"


class MarkKind(StrEnum):
    """What a marked stretch of a story is."""

    CONTACT = "contact"
    CONTENT = "content"
    SOURCE = "source"
    CUE = "cue"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the story to highlight; `key` names the contact or statement it is of ("c1", "s3")."""

    span: Span
    kind: MarkKind
    key: str


@dataclass(frozen=True, slots=True)
class Why:
    """One reason for one field.

    Attributes:
        quote, where: the words it was read from and their offsets; "" when the rule looked at none.
    """

    rule: str
    entry: str | None
    quote: str
    where: str


@dataclass(frozen=True, slots=True)
class ExplainedField:
    """One field: its name, its value in words, and the reasons for it (none where it follows from others)."""

    name: str
    value: str
    because: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """A contact or a statement.

    Attributes:
        key: "c1" for the first contact, "s1" for the first statement.
        heading: what it is, in one line.
    """

    key: str
    heading: str
    fields: tuple[ExplainedField, ...]


def explain(reading: Reading, *, both: str = " and ", either: str = " or ") -> tuple[Explained, ...]:
    """All contacts, then all statements, in the order of the text.

    Args:
        both, either: what stands between the names of several actors.
    """
    text = reading.article.text
    contacts = (_contact(f"c{i}", c, text) for i, c in enumerate(reading.contacts, 1))
    statements = (_statement(f"s{i}", s, text, both, either) for i, s in enumerate(reading.statements, 1))
    return (*contacts, *statements)


def marks_of(reading: Reading) -> tuple[Mark, ...]:
    """The stretches of the story that its contacts and statements were read from, in order."""
    found = {mark for i, c in enumerate(reading.contacts, 1) for mark in _contact_marks(f"c{i}", c)}
    found |= {mark for i, s in enumerate(reading.statements, 1) for mark in _statement_marks(f"s{i}", s)}
    return tuple(sorted(found, key=lambda m: (m.span, list(MarkKind).index(m.kind), m.key)))


def cited_starts(reading: Reading) -> frozenset[int]:
    """Where the words begin that any value of a contact or statement was read from."""
    spans: list[Span | None] = []
    for c in reading.contacts:
        spans += [*c.evidence, *(g.span for g in c.grounds), *(r.phrase for r in c.relations)]
        spans += [x.span for x in (c.duration, c.ordinal) if x is not None]
        spans += [c.days.phrase if c.days is not None else None]
    for s in reading.statements:
        spans += [s.content, s.cue, s.source, *s.evidence, *(g.span for g in s.grounds)]
    return frozenset(span.start for span in spans if span is not None)


def explain_lines(reading: Reading) -> Iterator[str]:
    """The explanation of one story as lines for a terminal."""
    article = reading.article
    published = article.published_edtf or "at an unknown date"
    yield f"{clean(article.path)} ({article.language}, published {published})"
    for item in explain(reading):
        yield ""
        yield f"  {item.key}  {item.heading}"
        for f in item.fields:
            yield f"      {f.name}: {f.value}"
            yield from (f"          {_why_line(why)}" for why in f.because)
    if not reading.contacts and not reading.statements:
        yield "  no contact and no statement found"
    yield ""


def _why_line(why: Why) -> str:
    entry = f" [{clean(why.entry)}]" if why.entry else ""
    place = f"  {why.where} {why.quote}" if why.where else ""
    return f"{why.rule}{entry}{place}"


def _contact(key: str, contact: ContactMention, text: str) -> Explained:
    values = [
        ("kind", str(contact.kind)),
        ("status", str(contact.status)),
        ("participants", names(contact.participants)),
        ("date", _days_words(contact)),
        ("duration", _duration_words(contact)),
        ("initiator", _name(contact.initiator)),
        ("requested_by", _name(contact.requested_by)),
        ("place", clean(contact.place or "")),
        ("ordinal", _ordinal_words(contact)),
        ("main", "the story is about it" if contact.main else "told in passing"),
    ]
    status = "" if contact.status is ContactStatus.HELD else f"{contact.status} "
    return _explained(
        key, f"{status}{contact.kind}: {names(contact.participants)}", values, contact.grounds, text
    )


def _statement(key: str, s: Statement, text: str, both: str, either: str) -> Explained:
    values = [
        ("speaker", names(s.speaker, between=both) or UNNAMED),
        ("act", str(s.act)),
        ("content", quoted(s.content.of(text))),
        ("reported_by", names(s.reported_by, between=both)),
        ("via", clean(s.via or "")),
        ("addressee", names(s.addressee, between=both)),
        ("topics", ", ".join(s.topics)),
        ("directness", str(s.directness)),
        ("polarity", str(s.polarity) if s.polarity is Polarity.NEGATIVE else ""),
        ("certainty", str(s.certainty) if s.certainty is Certainty.HEDGED else ""),
        ("candidates", names(s.candidates, between=either)),
        ("told again", " · ".join(_where(e) for e in s.evidence)),
    ]
    who = names(s.speaker, between=both) or UNNAMED
    by = f", according to {names(s.reported_by, between=both)}" if s.reported_by else ""
    return _explained(key, f"{who} · {s.act}{by}", values, s.grounds, text)


def _explained(
    key: str, heading: str, values: Sequence[tuple[str, str]], grounds: Sequence[Ground], text: str
) -> Explained:
    """The fields that have a value, with what is known of why. A ground under another field's name (that a
    contact is told at all) comes first.
    """
    known = {name for name, _ in values}
    told = tuple(_why(g, text) for g in grounds if g.field not in known)
    fields = [ExplainedField("read", "as told here", told)] if told else []
    for name, value in values:
        if value:
            fields.append(
                ExplainedField(name, value, tuple(_why(g, text) for g in grounds if g.field == name))
            )
    return Explained(key, heading, tuple(fields))


def _why(ground: Ground, text: str) -> Why:
    span = ground.span
    quote, where = (quoted(span.of(text)), _where(span)) if span is not None else ("", "")
    return Why(clean(ground.rule), ground.entry, quote, where)


def _where(span: Span) -> str:
    return f"{span.start}-{span.end}"


def _name(actor: Actor | None) -> str:
    return clean(actor.name) if actor is not None else ""


def _days_words(contact: ContactMention) -> str:
    days = contact.days
    if days is None:
        return ""
    if days.first is None and days.last is None:
        return days.timex or ""
    return days.edtf or f"{days.first or '..'}/{days.last or '..'}"


def _duration_words(contact: ContactMention) -> str:
    d = contact.duration
    return "" if d is None else minutes_words(d.minutes, d.qualifier)


def _ordinal_words(contact: ContactMention) -> str:
    o = contact.ordinal
    if o is None:
        return ""
    return say("number {n:d} since {since}", n=o.n, since=o.since) if o.since else say("number {n:d}", n=o.n)


def _contact_marks(key: str, contact: ContactMention) -> Iterator[Mark]:
    for span in contact.evidence:
        yield Mark(span, MarkKind.CONTACT, key)
    times = [g.span for g in contact.grounds if g.field in ("date", "duration")]
    times.append(contact.days.phrase if contact.days is not None else None)
    for time in times:
        if time is not None:
            yield Mark(time, MarkKind.TIME, key)


def _statement_marks(key: str, statement: Statement) -> Iterator[Mark]:
    for span in (statement.content, *statement.evidence):
        yield Mark(span, MarkKind.CONTENT, key)
    if statement.source is not None:
        yield Mark(statement.source, MarkKind.SOURCE, key)
    if statement.cue is not None:
        yield Mark(statement.cue, MarkKind.CUE, key)
    for ground in statement.grounds:
        if ground.field == "reported_by" and ground.span is not None:
            yield Mark(ground.span, MarkKind.SOURCE, key)
