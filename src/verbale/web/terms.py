"""The program's own words in the reader's language: kinds of contacts, speech acts, when something was."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from verbale.model import ContactKind, ContactStatus
from verbale.record.output import AnyContact
from verbale.show.page import ACCORDING_TO, NO_TOPIC, NOT_NAMED, PRESS
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


def contact_word(words: Words, contact: AnyContact) -> str:
    """What a contact was; only what did not simply take place is marked: "call (planned)"."""
    return kind_and_status(words, contact.kind, contact.status)


@lru_cache(maxsize=256)
def kind_and_status(words: Words, kind: ContactKind, status: ContactStatus) -> str:
    """A kind with its status, which in some languages takes the gender of the kind."""
    _ = words.translations.gettext
    known = {
        (ContactKind.CALL, ContactStatus.PLANNED): _("call (planned)"),
        (ContactKind.CALL, ContactStatus.REFUSED): _("call (refused)"),
        (ContactKind.CALL, ContactStatus.CANCELLED): _("call (cancelled)"),
        (ContactKind.VIDEO, ContactStatus.PLANNED): _("video call (planned)"),
        (ContactKind.VIDEO, ContactStatus.REFUSED): _("video call (refused)"),
        (ContactKind.VIDEO, ContactStatus.CANCELLED): _("video call (cancelled)"),
        (ContactKind.MEETING, ContactStatus.PLANNED): _("meeting (planned)"),
        (ContactKind.MEETING, ContactStatus.REFUSED): _("meeting (refused)"),
        (ContactKind.MEETING, ContactStatus.CANCELLED): _("meeting (cancelled)"),
        (ContactKind.VISIT, ContactStatus.PLANNED): _("visit (planned)"),
        (ContactKind.VISIT, ContactStatus.REFUSED): _("visit (refused)"),
        (ContactKind.VISIT, ContactStatus.CANCELLED): _("visit (cancelled)"),
        (ContactKind.TALKS, ContactStatus.PLANNED): _("talks (planned)"),
        (ContactKind.TALKS, ContactStatus.REFUSED): _("talks (refused)"),
        (ContactKind.TALKS, ContactStatus.CANCELLED): _("talks (cancelled)"),
        (ContactKind.MESSAGE, ContactStatus.PLANNED): _("message (planned)"),
        (ContactKind.MESSAGE, ContactStatus.REFUSED): _("message (refused)"),
        (ContactKind.MESSAGE, ContactStatus.CANCELLED): _("message (cancelled)"),
    }
    return known.get((kind, status)) or kind_word(words, kind)


def when(contact: AnyContact, words: Words) -> str:
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


def fact_word(words: Words, fact: str) -> str:
    """The name of a fact, as `verbale.show.page` gives it."""
    _ = words.translations.gettext
    known = {
        "date": _("date"),
        "duration": _("duration"),
        "kind": _("kind"),
        "status": _("status"),
        "place": _("place"),
        "initiative of": _("initiative of"),
        "at the request of": _("at the request of"),
    }
    return known.get(fact, fact)


def given_by(words: Words, sources: int, sides: str) -> str:
    """How many sources give a value, and according to which sides."""
    found = words.translations.ngettext("%(n)s source", "%(n)s sources", sources) % {"n": sources}
    if not sides:
        return found
    return words.translations.gettext("%(said)s, according to %(whom)s") % {"said": found, "whom": sides}


def column_word(words: Words, column: str) -> str:
    """The heading of a column of a comparison, as `verbale.show.page` gives it."""
    _ = words.translations.gettext
    if column == PRESS:
        return _("press, unattributed")
    whom = column.removeprefix(ACCORDING_TO)
    return _("according to %(whom)s") % {"whom": whom} if whom != column else column


def mark_word(words: Words, mark: str) -> str:
    """What a statement is marked with; who decided is left as it is written."""
    _ = words.translations.gettext
    return {"negated": _("negated"), "hedged": _("hedged")}.get(mark, mark)


def topic_word(words: Words, topic: str) -> str:
    """A topic; one that the language data do not name stays as it is."""
    if topic == NO_TOPIC:
        return words.translations.gettext("other")
    return french_topics().get(topic, topic) if words.language == "fr" else topic


@cache
def french_topics() -> dict[str, str]:
    """The topics of the language data, in French."""
    data = files("verbale.web").joinpath("words", "topics_fr.toml").read_text(encoding="utf-8")
    found: dict[str, str] = tomllib.loads(data)
    return found


def speaker_word(words: Words, who: str) -> str:
    """Who says something to whom; "not named" where nobody is."""
    rest = who.removeprefix(NOT_NAMED)
    return words.translations.gettext("not named") + rest if rest != who else who


OPENING, CLOSING = '«“"„', '»”"“'


def bare(quote: str) -> str:
    """Words without the quotation marks around them, or that half of a pair that stands at an end alone.

    >>> bare("« deux vannes »"), bare("un « pacte » et un « accord »"), bare('"deux vannes')
    ('deux vannes', 'un « pacte » et un « accord »', 'deux vannes')
    """
    words = quote.strip()
    opens = OPENING.find(words[0]) if words else -1
    if opens >= 0 and not {OPENING[opens], CLOSING[opens]} & set(words[1:-1]):
        return words[1:].removesuffix(CLOSING[opens]).strip()
    closes = CLOSING.find(words[-1]) if words else -1
    if closes >= 0 and OPENING[closes] not in words[:-1]:
        words = words[:-1]
    return words.strip()
