"""What actor files say of an actor, in the reader's language: names, offices with their dates, its side."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from verbale.actors.registry import ANY_LANGUAGE, ActorEntry, ActorRegistry, Tenure
from verbale.actors.schema import Office
from verbale.web.codes import edtf_word, language_word
from verbale.web.words import Words


@dataclass(frozen=True, slots=True)
class HeldOffice:
    """An office in words: what it is, of whom, from when and until when."""

    office: str
    of: str
    of_key: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Described:
    """An actor as the files have it.

    Attributes:
        names: further names by the name of their language.
    """

    names: tuple[tuple[str, str], ...] = ()
    offices: tuple[HeldOffice, ...] = ()


def described(words: Words, known: ActorRegistry, key: str | None) -> Described:
    """What the files say of the actor of an id; nothing of one that they do not have."""
    entry = known.get(key or "")
    if entry is None:
        return Described()
    return Described(
        tuple((_language(words, code), ", ".join(names)) for code, names in sorted(entry.names.items())),
        tuple(_held(words, known, entry, t) for t in sorted(entry.tenures, key=_began)),
    )


def _began(tenure: Tenure) -> str:
    return tenure.since or tenure.until or ""


def called(words: Words, known: ActorRegistry, key: str, name: str | None = None) -> str:
    """How an actor is called in the reader's language; else its name, else its id.

    An institution that is made by rule ("Q159:foreign_ministry") goes by its country.
    """
    entry = known.get(key)
    if entry is None:
        of, _, body = key.rpartition(":")
        country = known.get(of)
        made = f"{_name(words, country)} ({body.replace('_', ' ')})" if country is not None else key
        return name or made
    return _name(words, entry)


def _name(words: Words, entry: ActorEntry) -> str:
    own = entry.names.get(words.language, ())
    return own[0] if own and words.language != "en" else entry.name


def _language(words: Words, code: str) -> str:
    if code == ANY_LANGUAGE:
        return words.translations.gettext("in any language")
    return language_word(words, code)


def _held(words: Words, known: ActorRegistry, entry: ActorEntry, tenure: Tenure) -> HeldOffice:
    _ = words.translations.gettext
    if tenure.until is not None:
        until = edtf_word(words, tenure.until)
    elif tenure.known_to is not None:
        until = _("at least until %(day)s") % {"day": words.day(tenure.known_to)}
    else:
        until = _("as far as is known, still")
    return HeldOffice(
        office_word(words, tenure.office, entry.gender),
        called(words, known, tenure.of),
        tenure.of,
        edtf_word(words, tenure.since) if tenure.since is not None else "–",
        until,
    )


def office_word(words: Words, office: Office, gender: str | None) -> str:
    """An office, of a man or a woman where the language says so."""
    if words.language == "fr":
        return french_offices()[office.value][gender or "m"]
    return office.value.replace("_", " ")


@cache
def french_offices() -> Mapping[str, Mapping[str, str]]:
    """The offices in French, by gender."""
    data = files("verbale.web").joinpath("words", "offices_fr.toml").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = tomllib.loads(data)
    return found
