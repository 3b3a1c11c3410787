"""The actor registry: who a name, a capital, a demonym or an office can denote, and when."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from verbale.actors.schema import (
    ActorFile,
    ActorIn,
    ActorKind,
    CompiledActors,
    InstitutionKey,
    Office,
    TenureIn,
    edtf_bounds,
)
from verbale.actors.spellings import SpellingRules, load_spellings
from verbale.errors import LexiconError
from verbale.fold import fold_in_place
from verbale.lexicon import load_toml
from verbale.model import Actor, DayRange

ANY_LANGUAGE = "any"
COMPILED = "compiled.json"


class How(StrEnum):
    """In what capacity a form stands for an actor."""

    FULL_NAME = "full_name"
    SURNAME = "surname"
    NAME = "name"
    ALIAS = "alias"
    CAPITAL = "capital"
    DEMONYM = "demonym"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Form:
    """One thing a surface form can denote.

    Attributes:
        written: the form as the press writes it; in folded text, "le monde" is the newspaper only if the
            text has the capital of "Le Monde".
    """

    entry_id: str
    how: How
    written: str


@dataclass(frozen=True, slots=True)
class Tenure:
    """One office held by a person.

    Attributes:
        of: id of the country, organisation or group.
        first, last: the widest days that the stated dates allow ("2017-05" begins on the 1st, ends on the
            31st); None when unknown, which for `last` includes: still in office.
        known_to: with an unknown `last`, the last day for which a source says that the office was held;
            None when nothing suggests that the data is older than the story.
        since, until: the dates as stated, no surer than they are ("2017-05"); None when left out.
    """

    office: Office
    of: str
    first: date | None
    last: date | None
    known_to: date | None = None
    since: str | None = None
    until: str | None = None

    def may_cover(self, days: DayRange | None) -> bool:
        """Whether the office may have been held on some day of the range, as far as is known.

        None is any day at all. Past `known_to` the answer is no: a name from an old list is not put
        into a newer story.
        """
        if days is None:
            return True
        last = self.last or self.known_to
        too_late = self.first is not None and days.last is not None and self.first > days.last
        too_early = last is not None and days.first is not None and last < days.first
        return not (too_late or too_early)


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """One actor of the registry; `names` and `surnames` are by language, with "any" for all languages."""

    id: str
    name: str
    kind: ActorKind
    side: str | None
    gender: str | None
    names: Mapping[str, tuple[str, ...]]
    surnames: Mapping[str, tuple[str, ...]]
    capital: Mapping[str, tuple[str, ...]]
    demonyms: Mapping[str, tuple[str, ...]]
    tenures: tuple[Tenure, ...]
    institution: InstitutionKey | None


_INSTITUTION_LABELS = {
    InstitutionKey.PRESIDENCY: "presidency",
    InstitutionKey.GOVERNMENT: "government",
    InstitutionKey.PRIME_MINISTER_OFFICE: "prime minister's office",
    InstitutionKey.FOREIGN_MINISTRY: "foreign ministry",
    InstitutionKey.DEFENCE_MINISTRY: "defence ministry",
    InstitutionKey.INTERIOR_MINISTRY: "interior ministry",
    InstitutionKey.ARMY: "army",
    InstitutionKey.PARLIAMENT: "parliament",
    InstitutionKey.EMBASSY: "embassy",
    InstitutionKey.INTELLIGENCE: "intelligence",
    InstitutionKey.ROYAL_COURT: "royal court",
    InstitutionKey.DELEGATION: "delegation",
    InstitutionKey.AUTHORITIES: "authorities",
}
_OFFICE_LABELS = {Office.SECURITY_ADVISER: "national security adviser", Office.ENVOY: "special envoy"}


class ActorRegistry:
    """All actors known, with indexes. It is never changed after it is built."""

    def __init__(self, entries: Iterable[ActorEntry]) -> None:
        self._entries: dict[str, ActorEntry] = {entry.id: entry for entry in entries}
        self._forms: dict[str, Mapping[str, tuple[Form, ...]]] = {}
        self._folded: dict[str, Mapping[str, tuple[Form, ...]]] = {}
        self._demonyms: dict[str, Mapping[str, ActorEntry]] = {}
        self._institutions = {
            (entry.side, entry.institution): entry for entry in self._entries.values() if entry.institution
        }
        self._by_office: dict[tuple[str, str], list[ActorEntry]] = {}
        for entry in self._entries.values():
            for office, of in dict.fromkeys((t.office, t.of) for t in entry.tenures):
                self._by_office.setdefault((office, of), []).append(entry)

    def __len__(self) -> int:
        return len(self._entries)

    def entries(self, kind: ActorKind | None = None) -> tuple[ActorEntry, ...]:
        """All entries, or those of one kind, in the order of the files."""
        return tuple(e for e in self._entries.values() if kind is None or e.kind == kind)

    def get(self, entry_id: str) -> ActorEntry | None:
        """The entry of that id; None if there is none."""
        return self._entries.get(entry_id)

    def forms(self, language: str) -> Mapping[str, tuple[Form, ...]]:
        """Every surface form as written in `language` and what it can denote, in the order of the files."""
        if language not in self._forms:
            written = [pair for e in self._entries.values() for pair in _forms_of(e, language)]
            self._forms[language] = _index([*written, *_respelt(written, load_spellings(language))])
        return self._forms[language]

    def folded_forms(self, language: str) -> Mapping[str, tuple[Form, ...]]:
        """`forms` keyed by folded form, to be looked up in folded text."""
        if language not in self._folded:
            self._folded[language] = _index(
                (fold_in_place(form), hit) for form, hits in self.forms(language).items() for hit in hits
            )
        return self._folded[language]

    def holders(
        self, office: str | Collection[str], of: str, days: DayRange | None
    ) -> tuple[ActorEntry, ...]:
        """Everybody who may have held one of the offices on some day of the range.

        Args:
            days: None asks for all holders ever known. More than one answer is an ambiguity that the
                caller decides on; a person who held the office twice is one answer.
        """
        offices = (office,) if isinstance(office, str) else tuple(office)
        found: dict[str, ActorEntry] = {}
        for key in offices:
            for entry in self._by_office.get((key, of), ()):
                if any(t.office == key and t.of == of and t.may_cover(days) for t in entry.tenures):
                    found[entry.id] = entry
        return tuple(found.values())

    def offices_of(self, person_id: str, days: DayRange | None) -> tuple[Tenure, ...]:
        """The offices that a person may have held on some day of the range; empty for an unknown id."""
        entry = self._entries.get(person_id)
        return tuple(t for t in entry.tenures if t.may_cover(days)) if entry else ()

    def country_of_demonym(self, form: str, language: str) -> ActorEntry | None:
        """The only country (or organisation) with that demonym; None if there is none or more than one."""
        return self._of_demonym(language).get(fold_in_place(form))

    def _of_demonym(self, language: str) -> Mapping[str, ActorEntry]:
        """The demonyms that only one has, folded."""
        if language not in self._demonyms:
            of = {
                form: {h.entry_id for h in hits if h.how == How.DEMONYM}
                for form, hits in self.folded_forms(language).items()
            }
            self._demonyms[language] = {f: self._entries[ids.pop()] for f, ids in of.items() if len(ids) == 1}
        return self._demonyms[language]

    def side_of(self, entry_id: str, days: DayRange | None = None) -> str | None:
        """The country or organisation an actor speaks for.

        A country or organisation is its own side. A person's is the one stated, else the one whose offices
        the person may have held in the range; None when that is none or more than one, and for an outlet
        without a stated side.
        """
        entry = self._entries.get(entry_id)
        if entry is None:
            return None
        if entry.side is not None:
            return entry.side
        if entry.kind in (ActorKind.COUNTRY, ActorKind.ORGANISATION, ActorKind.GROUP):
            return entry.id
        sides = {_body_of(t.of, self._entries) or self.side_of(t.of) for t in self.offices_of(entry_id, days)}
        sides.discard(None)
        return sides.pop() if len(sides) == 1 else None

    def to_actor(self, entry: ActorEntry, days: DayRange | None = None) -> Actor:
        """The actor as a reading names it."""
        return Actor(name=entry.name, id=entry.id, side=self.side_of(entry.id, days))

    def institution(self, country_id: str, key: InstitutionKey | str) -> Actor:
        """A country's (or an organisation's) body: "Algeria (presidency)", or the one with a name of its own.

        Raises:
            KeyError: no entry has that id.
            ValueError: no such institution key.
        """
        key = InstitutionKey(key)
        own = self._institutions.get((country_id, key))
        if own is not None:
            return self.to_actor(own)
        return Actor(
            f"{self._entries[country_id].name} ({_INSTITUTION_LABELS[key]})",
            f"{country_id}:{key}",
            country_id,
        )

    def delegation(self, country_id: str) -> Actor:
        """Those who negotiate for a country: "Russia (delegation)"."""
        return self.institution(country_id, InstitutionKey.DELEGATION)

    def leaders(self, organisation_id: str) -> Actor:
        """The heads of an organisation's members together: "European Union (leaders)"."""
        entry = self._entries[organisation_id]
        return Actor(f"{entry.name} (leaders)", f"{entry.id}:leaders", entry.id)

    def unnamed(self, country_id: str, label: str) -> Actor:
        """Somebody of a country who bears no office: "Ukraine (senior official)"."""
        key = label.replace(" ", "_")
        return Actor(f"{self._entries[country_id].name} ({label})", f"{country_id}:{key}", country_id)

    def former_holder(self, country_id: str, office: Office | str) -> Actor:
        """Somebody without a name who held an office: "Ukraine (former foreign minister)"."""
        return self.unnamed(country_id, f"former {_label_of(office)}")

    def unnamed_office(self, country_id: str, office: Office | str) -> Actor:
        """An office-holder whom the text does not name: "Ukraine (foreign minister)"."""
        name = f"{self._entries[country_id].name} ({_label_of(office)})"
        return Actor(name, f"{country_id}:{Office(office)}", country_id)


def _label_of(office: Office | str) -> str:
    office = Office(office)
    return _OFFICE_LABELS.get(office, office.replace("_", " "))


def _forms_of(entry: ActorEntry, language: str) -> Iterable[tuple[str, Form]]:
    main = {ActorKind.PERSON: How.FULL_NAME, ActorKind.OUTLET: How.OUTLET}.get(entry.kind, How.NAME)
    other = main if entry.kind in (ActorKind.PERSON, ActorKind.OUTLET) else How.ALIAS
    own = _in_language(entry.names, language)
    yield entry.name, Form(entry.id, main, entry.name)
    for rank, form in enumerate(own):
        yield form, Form(entry.id, main if rank == 0 else other, form)
    surnames = entry.surnames.get(language) or entry.surnames.get(ANY_LANGUAGE, ())
    for how, words in (
        (How.SURNAME, surnames),
        (How.CAPITAL, _in_language(entry.capital, language)),
        (How.DEMONYM, _in_language(entry.demonyms, language)),
    ):
        for form in words:
            yield form, Form(entry.id, how, form)


def _respelt(written: Sequence[tuple[str, Form]], spellings: SpellingRules) -> Iterable[tuple[str, Form]]:
    """Other spellings of people's names, save those that are somebody's written name."""
    taken = {fold_in_place(form) for form, _ in written}
    for form, hit in written:
        if hit.how in (How.FULL_NAME, How.SURNAME):
            for other in spellings.variants(form):
                if fold_in_place(other) not in taken:
                    yield other, Form(hit.entry_id, hit.how, other)


def _in_language(words: Mapping[str, tuple[str, ...]], language: str) -> tuple[str, ...]:
    return words.get(language, ()) + words.get(ANY_LANGUAGE, ())


def _index(pairs: Iterable[tuple[str, Form]]) -> Mapping[str, tuple[Form, ...]]:
    found: dict[str, dict[str, Form]] = {}
    for form, hit in pairs:
        found.setdefault(form, {}).setdefault(hit.entry_id, hit)  # the first, strongest capacity stands
    return MappingProxyType({form: tuple(hits.values()) for form, hits in found.items()})


def load_registry(extra: Sequence[Path] = ()) -> ActorRegistry:
    """Read the packaged actors, then the user's own files of the same shape.

    Args:
        extra: TOML files; an entry with a known id replaces the packaged one.

    Raises:
        LexiconError: a file is missing or an entry is not of the shape; the message names both.
    """
    entries: dict[str, ActorEntry] = {}
    for path, actors in _packaged():
        for actor in actors:
            if actor.id in entries:
                raise LexiconError(path, actor.id, "the id is already taken")
            entries[actor.id] = _entry(actor)
    for file in extra:
        own = [_entry(actor) for actor in read_actor_file(file)]
        repeated = [e.id for e in own if sum(e.id == o.id for o in own) > 1]
        if repeated:
            raise LexiconError(str(file), repeated[0], "the id occurs twice in this file")
        entries.update((e.id, e) for e in own)
        _check_references(own, entries, str(file))
    return ActorRegistry(entries.values())


def registry_with(own: Iterable[ActorIn]) -> ActorRegistry:
    """The packaged actors with others, which replace those of the same id. References are not checked."""
    entries = {actor.id: _entry(actor) for _, actors in _packaged() for actor in actors}
    return ActorRegistry({**entries, **{actor.id: _entry(actor) for actor in own}}.values())


def _packaged() -> list[tuple[str, Sequence[ActorIn]]]:
    """The packaged actors by file: compiled if that is up to date with the TOML, which is read otherwise."""
    data = files("verbale.actors").joinpath("data")
    sources = sorted((f for f in data.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    compiled = data.joinpath(COMPILED)
    if compiled.is_file():
        # TOML is slow to parse in pure Python; the digest tells when the compiled copy is stale.
        ready = CompiledActors.model_validate_json(compiled.read_bytes())
        if ready.digest == digest_of(sources):
            return [(str(compiled), ready.actor)]
    return [(str(f), read_actor_file(f)) for f in sources]


def digest_of(sources: Iterable[Traversable]) -> str:
    """SHA-256 over the names and bytes of the files, in the given order."""
    digest = hashlib.sha256()
    for source in sources:
        digest.update(source.name.encode() + b"\0" + source.read_bytes() + b"\0")
    return digest.hexdigest()


def _check_references(own: Iterable[ActorEntry], known: Mapping[str, ActorEntry], path: str) -> None:
    for entry in own:
        for target in (entry.side, *(t.of for t in entry.tenures)):
            if target is not None and target not in known and _body_of(target, known) is None:
                raise LexiconError(path, entry.id, f"no actor has the id {target!r} that it refers to")


def _body_of(target: str, known: Mapping[str, ActorEntry]) -> str | None:
    """The country of an institution id made by rule ("Q159:foreign_ministry"); None if it is no such id."""
    country, _, key = target.rpartition(":")
    return country if country in known and key in InstitutionKey.__members__.values() else None


def read_actor_file(path: Traversable | Path) -> tuple[ActorIn, ...]:
    """Read and check one actor file.

    Raises:
        LexiconError: it is missing, is not TOML, or an entry is not of the shape.
    """
    raw: dict[str, Any] = load_toml(path)
    try:
        return ActorFile.model_validate(raw).actor
    except ValidationError as e:
        first = e.errors()[0]
        place = first["loc"]
        label = "-"
        if len(place) > 1 and place[0] == "actor" and isinstance(place[1], int):
            given = raw["actor"][place[1]]
            label = str(given.get("id") or given.get("name") or f"number {place[1] + 1}")
        where = ".".join(str(part) for part in place[2:])
        raise LexiconError(str(path), label, f"{where}: {first['msg']}" if where else first["msg"]) from e


def _entry(actor: ActorIn) -> ActorEntry:
    surnames = {**actor.surnames, ANY_LANGUAGE: actor.surname} if actor.surname else actor.surnames
    return ActorEntry(
        id=actor.id,
        name=actor.name,
        kind=actor.kind,
        side=actor.side,
        gender=actor.gender,
        names=actor.names,
        surnames=surnames,
        capital=actor.capital,
        demonyms=actor.demonyms,
        tenures=tuple([_tenure(t) for t in actor.offices]),
        institution=actor.institution,
    )


def _tenure(given: TenureIn) -> Tenure:
    return Tenure(
        office=given.office,
        of=given.of,
        first=edtf_bounds(given.from_)[0] if given.from_ else None,
        last=edtf_bounds(given.to)[1] if given.to else None,
        known_to=edtf_bounds(given.known_to)[1] if given.known_to else None,
        since=given.from_,
        until=given.to,
    )
