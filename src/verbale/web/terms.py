"""The program's own words in the reader's language: kinds of contacts, speech acts, when something was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from verbale.model import ContactKind, ContactStatus
from verbale.record.output import ContactOut
from verbale.web.words import Words


def act_word(words: Words, act: str) -> str:
    """A speech act."""
    _ = words.translations.gettext
    known = {
        "assert": _("asserts"),
        "request": _("asks"),
        "commit": _("promises"),
        "agree": _("agrees"),
        "refuse": _("refuses"),
        "deny": _("denies"),
        "accuse": _("accuses"),
        "warn": _("warns"),
        "offer": _("offers"),
        "concern": _("is concerned"),
        "praise": _("praises"),
        "doubt": _("doubts"),
    }
    return known.get(act, act)


def kind_word(words: Words, kind: ContactKind) -> str:
    """A kind of contact."""
    _ = words.translations.gettext
    return {
        ContactKind.CALL: _("call"),
        ContactKind.VIDEO: _("video call"),
        ContactKind.MEETING: _("meeting"),
        ContactKind.VISIT: _("visit"),
        ContactKind.TALKS: _("talks"),
        ContactKind.MESSAGE: _("message"),
    }[kind]


def contact_word(words: Words, contact: ContactOut) -> str:
    """What a contact was; only what did not simply take place is marked: "call (planned)"."""
    _ = words.translations.gettext
    status = {
        ContactStatus.HELD: "",
        ContactStatus.PLANNED: _("planned"),
        ContactStatus.REFUSED: _("refused"),
        ContactStatus.CANCELLED: _("cancelled"),
    }[contact.status]
    kind = kind_word(words, contact.kind)
    return f"{kind} ({status})" if status else kind


def when(contact: ContactOut, words: Words) -> str:
    """When a contact was, in words, no surer than the record is."""
    return span(words, contact.date_from, contact.date_to, contact.date_candidates)


def span(words: Words, first: date | None, last: date | None, days: Sequence[date] = ()) -> str:
    """The days from the first to the last, or one of those listed; None leaves a side open."""
    _ = words.translations.gettext
    if first is None and last is None:
        return _("undated")
    if first is None and last is not None:
        return _("until %(day)s") % {"day": words.day(last)}
    if last is None and first is not None:
        return _("from %(day)s") % {"day": words.day(first)}
    assert first is not None
    assert last is not None
    if first == last:
        return words.day(first)
    if 0 < len(days) <= 6 and len(days) < (last - first).days + 1:
        listed = ", ".join(words.short_day(d) for d in days[:-1])
        return _("%(days)s or %(last)s") % {"days": listed, "last": words.day(days[-1])}
    return _("between %(first)s and %(last)s") % {"first": words.day(first), "last": words.day(last)}


def sources_word(words: Words, count: int) -> str:
    """How many stories that are no reprints of each other tell of something."""
    found = words.translations.ngettext("%(n)s independent source", "%(n)s independent sources", count)
    return found % {"n": count}
