"""What was read in a story and why, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable

from verbale.model import ContactKind, ContactStatus, Reading
from verbale.show.explain import UNNAMED, Explained, ExplainedField, Why, explain
from verbale.web.codes import explained_word, field_word
from verbale.web.terms import kind_and_status
from verbale.web.told import told
from verbale.web.words import Words


def explained(words: Words, reading: Reading) -> list[Explained]:
    """All contacts, then all statements, with names, values and rules in words."""
    both, either = words.translations.gettext(" and "), words.translations.gettext(" or ")
    return [_item(words, item) for item in explain(reading, both=both, either=either)]


def _item(words: Words, item: Explained) -> Explained:
    fields = tuple(_field(words, f) for f in item.fields)
    value = {old.name: new.value for old, new in zip(item.fields, fields, strict=True)}
    held = {f.name: f.value for f in item.fields}
    if item.key.startswith("c"):
        what = kind_and_status(words, ContactKind(held["kind"]), ContactStatus(held["status"]))
        colon = " : " if words.language == "fr" else ": "
        heading = f"{what}{colon}{value['participants']}"
    else:
        heading = f"{value['speaker']} · {value['act']}"
        if "reported_by" in value:
            by = words.translations.gettext("according to %(whom)s") % {"whom": value["reported_by"]}
            heading = f"{heading}, {by}"
    return Explained(item.key, heading, fields)


def _field(words: Words, field: ExplainedField) -> ExplainedField:
    _ = words.translations.gettext
    value = explained_word(words, field.name, field.value)
    if field.name == "speaker" and value == UNNAMED:
        value = _("unnamed")
    elif field.name == "read":
        value = _("as told here")
    elif field.name in ("ordinal", "duration"):
        value = told(words, value)
    return ExplainedField(field_word(words, field.name), value, tuple(_reasons(words, field.because)))


def _reasons(words: Words, because: Iterable[Why]) -> Iterable[Why]:
    return (Why(told(words, why.rule), why.entry, why.quote, why.where) for why in because)
