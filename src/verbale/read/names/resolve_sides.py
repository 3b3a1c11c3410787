"""Which country, body or delegation a phrase means."""

from __future__ import annotations

from verbale.read.names.memory import Memory
from verbale.read.names.mention import Referent, ReferentKind, unique
from verbale.read.names.office_families import HOLDERS_BY_INSTITUTION
from verbale.read.names.raw_mention import RawMention
from verbale.read.names.story_people import UNRESOLVED, Referents, Resolved, StoryPeople, only

# A country's authorities are the country itself (GOLD.md).
AUTHORITIES = "authorities"
DELEGATION = "delegation"


class SideResolver:
    """Finds the countries, institutions and delegations that phrases mean."""

    def __init__(self, people: StoryPeople, memory: Memory, referents: Referents) -> None:
        self._people, self._memory, self._referents = people, memory, referents
        self._registry = referents.registry

    def side(self, raw: RawMention) -> Resolved:
        """A country, an organisation, a capital, or an institution phrase."""
        if raw.institution is None:
            return only(self._referents.of_ids(raw.entries))
        if raw.of:
            bodies = [self._body(self._referents.base(o), raw.institution, raw) for o in raw.of]
            return Resolved(tuple(b for b in bodies if b is not None))
        # "the North's ministry", whoever the North is
        return UNRESOLVED if raw.of_another else self._bare_institution(raw.institution, raw)

    def _bare_institution(self, institution: str, raw: RawMention) -> Resolved:
        """*la présidence* alone: the one named last, else that of the only president of the story."""
        for past in self._memory.recent():
            for who in past.who:
                named = who.actor.id or ""
                made = who.kind is ReferentKind.INSTITUTION and named.endswith(f":{institution}")
                entry = self._registry.get(named)
                if made or (entry is not None and entry.institution == institution):
                    return Resolved((who,))
        wanted = HOLDERS_BY_INSTITUTION.get(institution)
        if wanted is not None:
            countries = {p.country for p in self._people.in_office(wanted) if p.country}
            if self._people.home in countries:
                countries = {self._people.home}
            if len(countries) == 1:
                body = self._body(next(iter(countries)), institution, raw)
                return Resolved((body,)) if body is not None else UNRESOLVED
        return UNRESOLVED

    def _body(self, country: str, institution: str, raw: RawMention) -> Referent | None:
        side = self._registry.side_of(country) or country
        entry = self._registry.get(side)
        if entry is None or (raw.former and raw.label is None):
            return None  # "the former government" speaks for nobody in office
        if institution == AUTHORITIES:
            if raw.label is None:
                return self._referents.of_entry(entry)
            label = f"former {raw.label}" if raw.former else raw.label
            actor = self._registry.unnamed(side, label)
            return Referent(actor, ReferentKind.INSTITUTION, None, frozenset(), side)
        if institution == DELEGATION:
            actor = self._registry.delegation(side)
        else:
            actor = self._registry.institution(side, institution)
        return Referent(actor, ReferentKind.INSTITUTION, raw.gender, frozenset(), side)

    def delegations(self, raw: RawMention) -> Resolved:
        """*les délégations russe et ukrainienne*."""
        found = []
        for of in raw.of:
            side = self._registry.side_of(of) or of
            if self._registry.get(side) is not None:
                actor = self._registry.delegation(side)
                found.append(Referent(actor, ReferentKind.INSTITUTION, None, frozenset(), side))
        return Resolved(unique(found))
