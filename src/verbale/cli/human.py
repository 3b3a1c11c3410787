"""A reading as people read it: contacts, then statements, each with the words it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.model import (
    Actor,
    Certainty,
    ContactMention,
    ContactStatus,
    Duration,
    DurationQualifier,
    Polarity,
    Reading,
    Span,
    Statement,
)

QUALIFIERS = {
    DurationQualifier.EXACT: "",
    DurationQualifier.APPROX: "about ",
    DurationQualifier.AT_LEAST: "at least ",
    DurationQualifier.AT_MOST: "at most ",
}
NOBODY = "unnamed"


def reading_lines(reading: Reading) -> Iterator[str]:
    """The lines of one reading, without colours."""
    article = reading.article
    about = [article.outlet, article.title, f"published {article.published_edtf or 'at an unknown date'}"]
    yield f"{article.path} ({', '.join(part for part in about if part)})"
    for contact in reading.contacts:
        yield ""
        yield f"  {_contact(contact)}"
        yield from (f"      {_quoted(article.text, span)}" for span in contact.evidence[:1])
    for statement in reading.statements:
        yield ""
        yield f"  {_statement(statement)}"
        yield f"      {_quoted(article.text, statement.content)}"
    if not reading.contacts and not reading.statements:
        yield "  no contact and no statement found"
    yield ""


def _contact(contact: ContactMention) -> str:
    status = "" if contact.status is ContactStatus.HELD else f"{contact.status} "
    parts = [f"{status}{contact.kind}: {_names(contact.participants)}"]
    if contact.days:
        parts.append(contact.days.edtf or _open_range(contact))
    if contact.duration:
        parts.append(duration_words(contact.duration))
    if contact.place:
        parts.append(contact.place)
    if contact.initiator:
        parts.append(f"initiated by {contact.initiator.name}")
    if contact.requested_by:
        parts.append(f"requested by {contact.requested_by.name}")
    if contact.ordinal:
        since = f" since {contact.ordinal.since}" if contact.ordinal.since else ""
        parts.append(f"number {contact.ordinal.n}{since}")
    if not contact.main:
        parts.append("in passing")
    return ", ".join(parts)


def _open_range(contact: ContactMention) -> str:
    days = contact.days
    return f"{(days and days.first) or '..'}/{(days and days.last) or '..'}"


def duration_words(duration: Duration) -> str:
    """A duration for people: "about 1 h 45 min"."""
    hours, minutes = divmod(duration.minutes, 60)
    words = [f"{hours} h"] * bool(hours) + [f"{minutes} min"] * bool(minutes or not hours)
    return QUALIFIERS[duration.qualifier] + " ".join(words)


def _statement(statement: Statement) -> str:
    marks = [str(statement.act)]
    if statement.polarity is Polarity.NEGATIVE:
        marks.append("negated")
    if statement.certainty is Certainty.HEDGED:
        marks.append("hedged")
    line = f"{_names(statement.speaker) or NOBODY} · {', '.join(marks)}"
    if statement.addressee:
        line += f" → {_names(statement.addressee)}"
    if statement.reported_by:
        line += f" · according to {_names(statement.reported_by)}"
    if statement.via:
        line += f" · via {statement.via}"
    return line


def _names(actors: tuple[Actor, ...]) -> str:
    return " and ".join(actor.name for actor in actors)


def _quoted(text: str, span: Span) -> str:
    return f"{span.start}-{span.end} « {' '.join(span.of(text).split())} »"
