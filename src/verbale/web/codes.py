"""Words for what the record keeps as codes: fields and their values, days, actions, states."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from verbale.model import ContactKind
from verbale.times import parse_edtf
from verbale.web.terms import act_word, kind_word, span, topic_word
from verbale.web.words import Words

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def field_word(words: Words, name: str) -> str:
    """A field of a contact or a statement."""
    _ = words.translations.gettext
    known = {
        "speaker": _("speaker"),
        "act": _("act"),
        "content": _("content"),
        "reported_by": _("reported by"),
        "via": _("by way of"),
        "addressee": _("addressee"),
        "topics": _("topics"),
        "directness": _("quoted or not"),
        "polarity": _("polarity"),
        "certainty": _("certainty"),
        "candidates": _("said by one of"),
        "told again": _("told again"),
        "kind": _("kind"),
        "status": _("status"),
        "participants": _("participants"),
        "date": _("date"),
        "duration": _("duration"),
        "duration_minutes": _("minutes"),
        "duration_qualifier": _("minutes: exact or not"),
        "initiator": _("initiative of"),
        "requested_by": _("at the request of"),
        "place": _("place"),
        "ordinal": _("counted as"),
        "main": _("weight"),
        "read": _("why it is told"),
    }
    return known.get(name, name)


def value_word(words: Words, value: str) -> str:
    """A value of a field; names and words of stories stay as they are."""
    _ = words.translations.gettext
    known = {
        "held": _("held"),
        "planned": _("planned"),
        "refused": _("refused"),
        "cancelled": _("cancelled"),
        "direct": _("word for word"),
        "mixed": _("partly word for word"),
        "indirect": _("in the story's words"),
        "positive": _("not negated"),
        "negative": _("negated"),
        "stated": _("stated"),
        "hedged": _("hedged"),
        "exact": _("exact"),
        "approx": _("about"),
        "at_least": _("at least"),
        "at_most": _("at most"),
        "nothing": _("nothing"),
        "negated": _("negated"),
        "the story is about it": _("the story is about it"),
        "told in passing": _("told in passing"),
    }
    if value in known:
        return known[value]
    if value in set(ContactKind):
        return kind_word(words, ContactKind(value))
    return act_word(words, value)


def action_word(words: Words, action: str) -> str:
    """What a person did in the review."""
    _ = words.translations.gettext
    known = {
        "accept": _("accepted"),
        "correct": _("corrected"),
        "reject": _("left out"),
        "merge": _("joined with another contact"),
        "split": _("split off"),
        "date": _("dated"),
        "report": _("report on a promise"),
        "undo": _("undone entry"),
    }
    return known.get(action, action)


def state_word(words: Words, state: str) -> str:
    """How a decision stands."""
    _ = words.translations.gettext
    known = {
        "in force": _("in force"),
        "undone": _("undone"),
        "overruled": _("overruled"),
        "orphan": _("without its words"),
        "partly orphan": _("without some of its words"),
    }
    return known.get(state, state)


def report_word(words: Words, says: str) -> str:
    """What somebody says became of a promise."""
    _ = words.translations.gettext
    known = {
        "kept": _("says it was kept"),
        "partly": _("says it was kept in part"),
        "broken": _("says it was broken"),
        "denied": _("denies it"),
        "repeated": _("promises it again"),
        "withdrawn": _("withdraws it"),
        "doubted": _("doubts it"),
        "none": _("no report on it"),
    }
    return known.get(says, says)


def named_word(words: Words, named: str) -> str:
    """How a text names somebody."""
    _ = words.translations.gettext
    known = {
        "name": _("by name"),
        "surname": _("by surname"),
        "office": _("by office"),
        "side": _("by country or institution"),
        "capital": _("by capital"),
        "demonym": _("by a word for the country's people"),
        "counterpart": _("as the counterpart"),
        "pair": _("as one of the two"),
        "pronoun": _("by a pronoun"),
        "same source": _("as the same source"),
        "delegation": _("as the delegation"),
    }
    return known.get(named, named)


def language_word(words: Words, code: str | None) -> str:
    """The name of a language in the reader's; its code where that is not known."""
    return words.language_name(code) if code else ""


def edtf_word(words: Words, edtf: str | None) -> str:
    """Days as the record keeps them (EDTF) in words; what is no day stays as it is written.

    >>> from verbale.web.words import words_in
    >>> edtf_word(words_in("en"), "[2024-10-14,2024-10-21]"), edtf_word(words_in("en"), "[..2024-10-14]")
    ('14 Oct or 21 October 2024', 'until 14 October 2024')
    """
    if not edtf:
        return words.translations.gettext("undated")
    if MONTH.fullmatch(edtf):
        return words.month(date.fromisoformat(f"{edtf}-01"))
    if edtf.isdecimal():
        return edtf
    listed = _listed(edtf)
    if listed:
        return span(words, listed[0], listed[-1], listed)
    first, dots, last = edtf.strip("[]").partition("..")
    found = parse_edtf(f"{first or '..'}/{last or '..'}" if dots and edtf[0] == "[" else edtf)
    return edtf if found is None else span(words, found.first, found.last)


def _listed(edtf: str) -> list[date]:
    if not (edtf.startswith("[") and edtf.endswith("]")) or ".." in edtf:
        return []
    try:
        return [date.fromisoformat(day) for day in edtf[1:-1].split(",")]
    except ValueError:
        return []


def explained_word(words: Words, field: str, value: str) -> str:
    """The value of a field of an explanation (`verbale.show.explain`)."""
    tell: dict[str, Callable[[], str]] = {
        "date": lambda: edtf_word(words, value),
        "topics": lambda: ", ".join(topic_word(words, t) for t in value.split(", ")),
    }
    for name in ("kind", "status", "act", "directness", "polarity", "certainty", "main"):
        tell[name] = lambda: value_word(words, value)
    return tell[field]() if field in tell else value
