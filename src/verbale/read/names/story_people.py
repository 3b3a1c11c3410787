"""The people of a story: who is named in full anywhere in it, with the offices that its text gives them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from verbale.actors.registry import ActorEntry, ActorRegistry
from verbale.actors.schema import ActorKind
from verbale.model import Actor, DayRange
from verbale.read.names.mention import MentionKind, Referent, ReferentKind
from verbale.read.names.office_families import (
    HEADS_OF_GOVERNMENT,
    HEADS_OF_STATE,
    HOLDERS_BY_INSTITUTION,
)
from verbale.read.names.raw_mention import RawMention

KINDS = {
    ActorKind.PERSON: ReferentKind.PERSON,
    ActorKind.COUNTRY: ReferentKind.COUNTRY,
    ActorKind.INSTITUTION: ReferentKind.INSTITUTION,
    ActorKind.ORGANISATION: ReferentKind.ORGANISATION,
    ActorKind.GROUP: ReferentKind.GROUP,
    ActorKind.OUTLET: ReferentKind.OUTLET,
}


PEOPLE = frozenset({MentionKind.NAME, MentionKind.SURNAME, MentionKind.OFFICE})
SIDES = frozenset({MentionKind.SIDE, MentionKind.CAPITAL, MentionKind.DEMONYM})
NOBODY: frozenset[str] = frozenset()
HEADS = HEADS_OF_STATE | HEADS_OF_GOVERNMENT


class Resolved(NamedTuple):
    """Who a mention is; `candidates` are those it may be when there is no telling."""

    referents: tuple[Referent, ...] = ()
    candidates: tuple[Referent, ...] = ()


UNRESOLVED = Resolved()


def only(found: Sequence[Referent]) -> Resolved:
    """The one that was found; several are candidates."""
    return Resolved(tuple(found), ()) if len(found) == 1 else Resolved((), tuple(found))


class Referents:
    """Actors of the registry as referents, as they were in the days of the story."""

    def __init__(self, registry: ActorRegistry, days: DayRange | None) -> None:
        self.registry, self.days = registry, days

    def of_entry(self, entry: ActorEntry, raw: RawMention | None = None) -> Referent:
        """The actor of an entry, with what the mention itself tells of it."""
        offices = frozenset(str(t.office) for t in entry.tenures if t.may_cover(self.days))
        if raw is not None and not raw.former:
            offices |= raw.offices
        country = self.registry.side_of(entry.id, self.days) or self.registry.side_of(entry.id)
        if country is None and raw is not None:
            country = self.country_of(raw.of)
        gender = entry.gender or (raw.gender if raw is not None else None)
        actor = self.registry.to_actor(entry, self.days)
        return Referent(actor, KINDS[entry.kind], gender, offices, country)

    def entries(self, ids: Iterable[str]) -> list[ActorEntry]:
        """The entries of ids that the registry has."""
        return [e for e in (self.registry.get(i) for i in ids) if e is not None]

    def of_ids(self, ids: Iterable[str]) -> tuple[Referent, ...]:
        """All that a name can denote."""
        return tuple(self.of_entry(e) for e in self.entries(ids))

    def likely_entries(self, ids: Iterable[str]) -> list[ActorEntry]:
        """Of several with one name, those who held office at the time, if any did."""
        entries = self.entries(ids)
        if len(entries) <= 1:
            return entries
        return [e for e in entries if any(t.may_cover(self.days) for t in e.tenures)] or entries

    def base(self, of: str) -> str:
        """The actor behind "Q159:foreign_ministry", an institution made by rule: "Q159"."""
        return of if self.registry.get(of) is not None else of.rpartition(":")[0]

    def country_of(self, of: Sequence[str]) -> str | None:
        """The one side that the ids belong to."""
        bases = [self.base(i) for i in of]
        sides = {self.registry.side_of(b) or b for b in bases if self.registry.get(b)}
        return next(iter(sides)) if len(sides) == 1 else None

    def named(self, raw: RawMention) -> tuple[Referent, ...]:
        """The person of a full name; none when it is shared and the story does not tell which."""
        if raw.unknown_name is not None:
            country = self.country_of(raw.of)
            actor = Actor(raw.unknown_name, None, country)
            return (Referent(actor, ReferentKind.PERSON, raw.gender, raw.offices, country),)
        entries = self.likely_entries(raw.entries)
        return (self.of_entry(entries[0], raw),) if len(entries) == 1 else ()


class StoryPeople:
    """Everybody whom the story names, in full or by a surname that can be one person only.

    Attributes:
        sender: id of the country whose readout the story is, by its letterhead; None when it has none.
        sides: ids of the countries that it names anywhere, by themselves or as somebody's.
    """

    def __init__(
        self,
        raw: Sequence[Sequence[RawMention]],
        referents: Referents,
        also_words: frozenset[str] = frozenset(),
        sender: str | None = None,
    ) -> None:
        self._registry = referents.registry
        self._by_key: dict[str, Referent] = {}
        self._by_surname: dict[str, list[str]] = {}
        self._by_rank: dict[str, list[str]] = {}
        self._by_title: dict[str, set[tuple[str, ...]]] = {}
        self._at_home: set[str] = set()
        self.sender = sender
        self._houses = frozenset(h for listed in raw for m in listed for h in _houses(m, referents))
        mentions = [m for listed in raw for m in listed]
        sides = [i for m in mentions for i in (*m.of, *(m.entries if m.kind in SIDES else ()))]
        self.sides = frozenset(referents.registry.side_of(b) or b for b in map(referents.base, sides) if b)
        before: list[RawMention] = []
        for mention in mentions:
            for referent in referents.named(mention) if mention.kind is MentionKind.NAME else ():
                if mention.counterpart and not referent.offices:
                    referent = replace(referent, offices=self._offices_of_last(before))
                self._learn(mention, referent)
            before.append(mention)
        alone = [m for m in mentions if m.kind is MentionKind.SURNAME and m.entries and not m.unknown_name]
        named = {
            s for m in alone if (s := m.surname) and not self.of_surname(s) and not self.unknown_called(s)
        }
        for mention in alone:
            if mention.surname in named and (mention.gender or mention.surname not in also_words):
                for referent in referents.named(mention):
                    self._learn(mention, referent)

    def _offices_of_last(self, told: Sequence[RawMention]) -> frozenset[str]:
        """What whoever was told of last holds: *X received his counterpart Y*."""
        last = next((m for m in reversed(told) if m.kind in PEOPLE), None)
        if last is None or last.plural or last.offices:
            return last.offices if last is not None and not last.plural else frozenset()
        name = last.unknown_name or last.surname
        known = [*self.of_ids(last.entries), *(self.of_surname(name) if name else ())]
        return known[0].offices if len({p.actor.name for p in known}) == 1 else frozenset()

    def _learn(self, raw: RawMention, referent: Referent) -> None:
        key = _key(referent)
        if raw.offices and not raw.of and not raw.former and raw.offices & HEADS and referent.country:
            self._at_home.add(referent.country)
        if raw.rank is not None and key not in self._by_rank.setdefault(raw.rank, []):
            self._by_rank[raw.rank].append(key)
        if raw.only_of:
            self._by_title.setdefault(key, set()).add(raw.only_of)
        old = self._by_key.get(key)
        if old is not None:
            gender, country = old.gender or referent.gender, old.country or referent.country
            referent = Referent(old.actor, old.kind, gender, old.offices | referent.offices, country)
        self._by_key[key] = referent
        surname = _surname(raw.unknown_name or referent.actor.name)
        listed = self._by_surname.setdefault(surname, [])
        if key not in listed:
            listed.append(key)

    def everybody(self) -> list[Referent]:
        """All, the first named first."""
        return list(self._by_key.values())

    def with_ids(self) -> Iterable[tuple[str, Referent]]:
        """All with their keys: the id, the name for whom the registry does not know."""
        return self._by_key.items()

    def of_rank(self, rank: str) -> list[Referent]:
        """Those whom the story gives a rank before their names."""
        return [self._by_key[k] for k in self._by_rank.get(rank, ())]

    def is_called(self, who: Referent, only_of: tuple[str, ...]) -> bool:
        """Whether a title that only some countries have is of his country, or the story gives it to him."""
        return not only_of or who.country in only_of or only_of in self._by_title.get(_key(who), ())

    def house_of(self, offices: frozenset[str]) -> str | None:
        """The one country whose presidency, chancellery or the like the story names, for holders of these
        offices: *Downing Street said that the Prime Minister ...*.
        """
        sides = {side for side, key in self._houses if HOLDERS_BY_INSTITUTION.get(key, NOBODY) & offices}
        return next(iter(sides)) if len(sides) == 1 else None

    @property
    def home(self) -> str | None:
        """The one country whose leader needs no country in the story: *le président de la République, X*."""
        return next(iter(self._at_home)) if len(self._at_home) == 1 else None

    def institution_of(self, who: Referent) -> str | None:
        """Which institution of its side a body is; None when it is none or has no such key."""
        entry = self._registry.get(who.actor.id or "")
        if entry is not None:
            return str(entry.institution) if entry.institution else None
        side, _, key = (who.actor.id or "").rpartition(":")
        return key if side and who.kind is ReferentKind.INSTITUTION else None

    def body(self, of: str, institutions: frozenset[str]) -> Referent | None:
        """The institution of an id made by rule ("Q159:foreign_ministry"), if it is one of these kinds."""
        side, _, key = of.rpartition(":")
        if key not in institutions or self._registry.get(side) is None:
            return None
        return Referent(self._registry.institution(side, key), ReferentKind.INSTITUTION, country=side)

    def known(self, referent: Referent) -> Referent:
        """The same actor with all that the story tells of it."""
        return self._by_key.get(_key(referent), referent)

    def of_ids(self, ids: Iterable[str]) -> list[Referent]:
        """Those of some ids whom the story names."""
        return [self._by_key[i] for i in ids if i in self._by_key]

    def of_surname(self, name: str) -> list[Referent]:
        """Those whose name ends as this one does."""
        return [self._by_key[k] for k in self._by_surname.get(_surname(name), ())]

    def unknown_called(self, word: str) -> list[Referent]:
        """People whom only the story knows and whose name begins or ends with a word: *Orel* is the Ana Orel
        of this story before any other.
        """
        return [
            p
            for p in self._by_key.values()
            if p.actor.id is None and word.casefold() in (_first(p.actor.name), _surname(p.actor.name))
        ]

    def in_office(self, offices: frozenset[str], country: str | None = None) -> list[Referent]:
        """Holders of one of the offices, of one country if it is told."""
        found = [p for p in self._by_key.values() if p.offices & offices]
        return found if country is None else [p for p in found if p.country == country]


def _houses(raw: RawMention, referents: Referents) -> Iterable[tuple[str, str]]:
    """The side and the kind of each institution that a mention names, or speaks for."""
    for entry in referents.entries((*raw.entries, *raw.of)):
        if entry.kind is ActorKind.INSTITUTION and entry.side and entry.institution:
            yield entry.side, str(entry.institution)
    if raw.institution and len(raw.of) == 1 and referents.registry.get(raw.of[0]) is not None:
        yield raw.of[0], raw.institution


def _key(referent: Referent) -> str:
    return referent.actor.id or referent.actor.name


def _first(name: str) -> str:
    return name.split()[0].casefold()


def _surname(name: str) -> str:
    return name.split()[-1].casefold()
