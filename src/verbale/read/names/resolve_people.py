"""Who a name, a title, a demonym or a counterpart is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verbale.actors.registry import ActorEntry
from verbale.actors.schema import ActorKind, InstitutionKey, Office
from verbale.read.names.coreference_words import CoreferenceWords
from verbale.read.names.memory import Memory
from verbale.read.names.mention import MentionKind, Referent, ReferentKind, unique
from verbale.read.names.office_families import (
    HEADS_OF_GOVERNMENT,
    HEADS_OF_STATE,
    MINISTERS,
    PRINCIPALS,
    family_of,
    office_of,
)
from verbale.read.names.raw_mention import RawMention
from verbale.read.names.story_people import UNRESOLVED, Referents, Resolved, StoryPeople, only

OFFICE_ORDER = [str(o) for o in Office]
DELEGATION = ":delegation"
# Bodies whose spokesman is not that of the president or the government.
MINISTRIES = frozenset(
    {
        InstitutionKey.FOREIGN_MINISTRY,
        InstitutionKey.DEFENCE_MINISTRY,
        InstitutionKey.INTERIOR_MINISTRY,
        InstitutionKey.ARMY,
        InstitutionKey.PARLIAMENT,
    }
)
# Among how many of the latest named candidates a counterpart must be the only one.
NEAREST = 3
# The office of whoever is only called a leader: it may be any.
VAGUE = "leader"
# Offices that few countries have.
SOVEREIGNS = frozenset({"monarch", "crown_prince", "supreme_leader", "chancellor"})


class PeopleResolver:
    """Finds the people that names and titles mean: those of the story first, then the registry's."""

    def __init__(
        self, people: StoryPeople, memory: Memory, referents: Referents, words: CoreferenceWords
    ) -> None:
        self._people, self._memory, self._referents = people, memory, referents
        self._also_words = words.unknown_names.also_words
        self._owned = words.owners.offices
        self._registry = referents.registry

    def name(self, raw: RawMention) -> Resolved:
        """A full name."""
        known = tuple(self._people.known(r) for r in self._referents.named(raw))
        return Resolved(known, () if known else self._referents.of_ids(raw.entries))

    def surname(self, raw: RawMention) -> Resolved:
        """The person of the story with that name; else the only one in the registry who held office at the
        time.
        """
        if raw.unknown_name is not None:
            name = raw.unknown_name
            return _fitting(self._people.of_surname(name) or self._people.unknown_called(name), raw)
        in_story = [*self._people.of_ids(raw.entries), *self._people.unknown_called(raw.surname or "")]
        if in_story:
            return _fitting(in_story, raw)
        if raw.gender is None and raw.surname in self._also_words:
            return UNRESOLVED  # "Long talks": a word, unless the story names somebody so
        entries = self._referents.likely_entries(raw.entries)
        return _fitting([self._referents.of_entry(e, raw) for e in entries], raw)

    def office(self, raw: RawMention, here: tuple[int, int] | None = None) -> Resolved:
        """*le président oslave*, *le chef de l'État*: a holder at the time, one of the story's
        people first.

        Args:
            here: its sentence, as the memory keeps it.
        """
        if raw.rank is not None:
            return self._of_rank(raw)
        if not raw.offices or (raw.of_another and not raw.of and not raw.possessive):
            return UNRESOLVED
        if raw.possessive and not raw.of and not raw.plural and raw.offices <= self._owned:
            return self._owned_by(self._memory.possessor(here), raw)
        if raw.of_another and not raw.of:
            return UNRESOLVED
        if raw.plural and len(raw.of) > 1:
            anybody = replace(raw, gender=None)  # "les présidents oslave et vaskois": one may be a woman
            each = [self._holder(raw.offices, of, anybody).referents for of in raw.of]
            return Resolved(unique(r for who in each for r in who)) if all(each) else UNRESOLVED
        if raw.plural:
            return self._leaders(raw)
        if raw.of and raw.indefinite:
            return self._somebody_of(raw)
        if raw.of:
            return self._holder(raw.offices, raw.of[0], raw)
        return self._bare_office(raw, here)

    def _of_rank(self, raw: RawMention) -> Resolved:
        """*the general*: whom the story calls so; else the only one whose office goes with the rank."""
        bearers = self._people.of_rank(raw.rank or "")
        return only(bearers or self._people.in_office(raw.offices))

    def _owned_by(self, own: Referent | None, raw: RawMention) -> Resolved:
        """*his foreign minister*: of the country of whoever is told of; nobody is his own president."""
        if own is None or own.country is None:
            return UNRESOLVED
        if raw.offices == {Office.SPOKESPERSON}:
            return self.spokesman_of(own, raw)
        who = self._holder(raw.offices, own.country, raw)
        return UNRESOLVED if own in who.referents else who

    def spokesman_of(self, owner: Referent, raw: RawMention) -> Resolved:
        """*Vask's spokesman*: the one whom the story names, else the office of whoever he speaks for."""
        named = [
            p for p in self._people.in_office(raw.offices, owner.country) if p.gender in (None, raw.gender)
        ]
        if len(named) == 1:
            return Resolved((named[0],))
        key = office_of(owner.offices)
        if owner.country is None or key is None:
            return UNRESOLVED if owner.country is None else self._holder(raw.offices, owner.country, raw)
        body = self._registry.institution(owner.country, key)
        return Resolved((Referent(body, ReferentKind.INSTITUTION, None, frozenset(), owner.country),))

    def _somebody_of(self, raw: RawMention) -> Resolved:
        """*un conseiller de la présidence oslave*: nobody by name; a body speaks, else an unnamed holder."""
        base = self._referents.base(raw.of[0])
        entry = self._registry.get(base)
        if entry is None:
            return UNRESOLVED
        if raw.former:
            return self._former_holder(raw.offices, self._registry.side_of(base) or base, raw)
        if entry.kind is ActorKind.INSTITUTION:
            return Resolved((self._referents.of_entry(entry),))
        institution = raw.of[0].removeprefix(base).removeprefix(":")
        if institution:
            actor = self._registry.institution(base, institution)
            return Resolved((Referent(actor, ReferentKind.INSTITUTION, None, frozenset(), base),))
        return self._unnamed_holder(raw.offices, entry, self._registry.side_of(base) or base, raw)

    def _leaders(self, raw: RawMention) -> Resolved:
        """*les chefs d'État de l'Union*: the members' leaders together."""
        if len(raw.of) == 1:
            entry = self._registry.get(raw.of[0])
            if entry is not None and entry.kind is ActorKind.ORGANISATION:
                actor = self._registry.leaders(entry.id)
                return Resolved((Referent(actor, ReferentKind.ORGANISATION, None, frozenset(), entry.id),))
        offices = raw.offices | (MINISTERS if Office.MINISTER in raw.offices else frozenset())
        if not raw.of and not raw.of_another and raw.definite and offices & (PRINCIPALS | MINISTERS):
            # "les chefs d'État", "les ministres" alone: those just brought together, when they hold such
            # offices
            pair = self._memory.last_together(2)
            if pair and all(w.offices & offices for w in pair):
                return Resolved(pair)
        return UNRESOLVED

    def _holder(self, offices: frozenset[str], of: str, raw: RawMention) -> Resolved:
        """The holder of an office of a country or institution."""
        base = self._referents.base(of)
        country = self._registry.side_of(base) or base
        ministry = of.removeprefix(base).removeprefix(":")
        own_speaker = offices == {Office.SPOKESPERSON} and ministry in MINISTRIES
        places = (of,) if own_speaker else (of, base, country)
        in_story = self._holders_in_story(offices, set(places), raw)
        if not in_story and offices == {Office.MINISTER} and not raw.of_another:
            # "la ministre oslave": the only minister of that country whom the story names
            in_story = self._holders_in_story(MINISTERS, {of, base, country}, raw)
        if raw.former and in_story:
            return _fitting(in_story, raw) if len(in_story) == 1 else Resolved((), tuple(in_story))
        if raw.former:
            return self._former_holder(offices, country, raw)
        if len(in_story) == 1:
            return Resolved((in_story[0],))
        if in_story:
            current = [p for p in in_story if p.offices & offices]
            return Resolved((current[0],)) if len(current) == 1 else Resolved((), tuple(in_story))
        if of.endswith(DELEGATION):
            delegation = self._registry.delegation(base)
            return Resolved((Referent(delegation, ReferentKind.INSTITUTION, None, frozenset(), base),))
        entry = self._registry.get(base)
        if entry is None:
            return UNRESOLVED
        in_registry = self._holders_in_registry(offices, places, raw)
        if in_registry is not None:
            return in_registry
        return self._unnamed_holder(offices, entry, country, raw)

    def _holders_in_story(self, offices: frozenset[str], sides: set[str], raw: RawMention) -> list[Referent]:
        """People of the story with the office as far as the story goes, then those who held it at
        any time.
        """
        now = [
            p
            for p in self._people.in_office(offices)
            if p.country in sides and p.gender in (None, raw.gender or p.gender)
        ]
        ever = [
            p
            for key, p in self._people.with_ids()
            if p not in now
            and any(str(t.office) in offices and t.of in sides for t in self._registry.offices_of(key, None))
        ]
        return [*now, *ever]

    def _holders_in_registry(
        self, offices: frozenset[str], places: Sequence[str], raw: RawMention
    ) -> Resolved | None:
        """Who held the office at the time; None when the registry does not tell."""
        for place in dict.fromkeys(places):
            held = self._registry.holders(offices, place, self._referents.days)
            held = tuple(h for h in held if raw.gender is None or h.gender in (None, raw.gender))
            if len(held) == 1 or (held and self._referents.days is not None):
                return only([self._referents.of_entry(h, raw) for h in held])
        return None

    def _unnamed_holder(
        self, offices: frozenset[str], entry: ActorEntry, country: str, raw: RawMention
    ) -> Resolved:
        """Whoever holds the office, without a name."""
        if not offices or (entry.kind is ActorKind.INSTITUTION and entry.side is None):
            return UNRESOLVED
        if Office.NEGOTIATOR in offices:
            # "le chef de la délégation oslave": who speaks for it is the delegation
            delegation = self._registry.delegation(country)
            return Resolved(
                (Referent(delegation, ReferentKind.INSTITUTION, raw.gender, frozenset(), country),)
            )
        holding = country if self._registry.get(country) is not None else entry.id
        actor = self._registry.unnamed_office(holding, min(offices, key=OFFICE_ORDER.index))
        return Resolved((Referent(actor, ReferentKind.PERSON, raw.gender, offices, country),))

    def _former_holder(self, offices: frozenset[str], country: str, raw: RawMention) -> Resolved:
        """*un ancien ministre oslave*, whom nothing names: nobody in office. Who is to hold it (*le futur
        ministre*) is nobody known.
        """
        if raw.coming or not offices or self._registry.get(country) is None:
            return UNRESOLVED
        actor = self._registry.former_holder(country, min(offices, key=OFFICE_ORDER.index))
        return Resolved((Referent(actor, ReferentKind.PERSON, raw.gender, frozenset(), country),))

    def _bare_office(self, raw: RawMention, here: tuple[int, int] | None = None) -> Resolved:
        """*le président*: of a readout, its own; else the only one of the story, that of the side whose
        words these are, or the unnamed one told of before. The one whom the story calls so without a country
        and the one whom it last told of must not be two: then nobody can tell.
        """
        offices = raw.offices | (MINISTERS if raw.offices == {Office.MINISTER} else frozenset())
        held = self._people.in_office(offices)
        holders = [
            p
            for p in held
            if p.gender in (None, raw.gender or p.gender) and self._people.is_called(p, raw.only_of)
        ]
        # "the emir" is not the man whom the story only calls a leader, where it has an emir
        holders = [p for p in holders if VAGUE not in p.offices or VAGUE in raw.offices] or holders
        sender = self._people.sender
        if sender is not None and raw.offices <= PRINCIPALS and not raw.former:
            own = self._holder(raw.offices, sender, raw).referents
            if own and (self._registry.get(own[0].actor.id or "") or own[0] in held):
                return Resolved(own)
        house = self._people.house_of(raw.offices)
        heads = HEADS_OF_STATE | HEADS_OF_GOVERNMENT
        alone = raw.definite and not raw.indefinite and not raw.former and raw.offices <= heads
        alone = alone and (not raw.only_of or house in raw.only_of)
        known = house is not None and self._registry.holders(raw.offices, house, self._referents.days)
        if house is not None and known and alone and not any(p.country == house for p in held):
            return self._holder(raw.offices, house, raw)
        if len(holders) == 1:
            return Resolved((holders[0],))
        speaking = self._memory.side_speaking(here)
        theirs = [p for p in holders if p.country is not None and p.country == speaking]
        if len(theirs) == 1:
            return Resolved((theirs[0],))
        at_home = [p for p in holders if p.country is not None and p.country == self._people.home]
        told = self._subject_among(holders)
        likely = unique([*(at_home if len(at_home) == 1 else ()), *([told] if told is not None else ())])
        if len(likely) == 1:
            return Resolved(likely)
        if holders:
            return Resolved((), tuple(holders))
        told_before = self._told_before(offices, raw)
        if told_before.referents:
            return told_before
        spoken_for = self._of_speaking_side(speaking, raw)
        return spoken_for if spoken_for.referents else self._only_sovereign(raw)

    def _only_sovereign(self, raw: RawMention) -> Resolved:
        """*L'émir* of a story that names nobody so: of the only one of its countries that has an emir."""
        if not raw.definite or not raw.offices <= SOVEREIGNS or raw.former or raw.of_another:
            return UNRESOLVED
        days = self._referents.days
        held = [
            h for side in sorted(self._people.sides) for h in self._registry.holders(raw.offices, side, days)
        ]
        fit = [h for h in held if raw.gender is None or h.gender in (None, raw.gender)]
        return Resolved((self._referents.of_entry(fit[0], raw),)) if len(fit) == 1 else UNRESOLVED

    def _of_speaking_side(self, country: str | None, raw: RawMention) -> Resolved:
        """*« Le président est prêt », a dit le porte-parole du K*: who holds it there by the registry."""
        if (
            country is None
            or not raw.offices <= PRINCIPALS
            or raw.former
            or raw.indefinite
            or not raw.definite
        ):
            return UNRESOLVED
        own = self._holder(raw.offices, country, raw)
        known = own.referents and self._registry.get(own.referents[0].actor.id or "")
        return own if known else UNRESOLVED

    def _subject_among(self, holders: Sequence[Referent]) -> Referent | None:
        """Which of some people the story last told of."""
        names = {p.actor.name for p in holders}
        subjects = (past.alone for past in self._memory.recent() if past.subject)
        return next((who for who in subjects if who is not None and who.actor.name in names), None)

    def _told_before(self, offices: frozenset[str], raw: RawMention) -> Resolved:
        """*the ambassador*, *the spokesman* once more: the one of that office told of without a name."""
        if raw.indefinite or raw.of_another or raw.former:
            return UNRESOLVED
        told = (
            w
            for p in self._memory.recent()
            for w in p.who
            if p.mention.kind is MentionKind.OFFICE
            and len(p.who) == 1
            and p.raw.offices & offices
            and not p.raw.plural
            and raw.gender in (None, p.raw.gender or raw.gender)
        )
        return only(unique(told))

    def demonym(self, raw: RawMention) -> Resolved:
        """*le Français*: the country's principal of whom the story tells; *les Français*: the country."""
        if len(raw.entries) != 1:
            return UNRESOLVED
        country = raw.entries[0]
        if raw.plural:
            return Resolved(self._referents.of_ids([country]))
        people = unique(
            w
            for p in self._memory.recent()
            for w in p.who
            if w.is_person
            and w.country == country
            and w.offices & PRINCIPALS
            and w.gender in (None, raw.gender or w.gender)
        )
        return only(people or self._people.in_office(PRINCIPALS, country))

    def counterpart(self, raw: RawMention, owner: Referent | None = None) -> Resolved:
        """*son homologue russe*: the holder of the same office on the other side.

        Args:
            owner: whose counterpart it is when the words say so (*Vask's counterpart*).
        """
        own = owner or self._memory.last_person()
        if raw.plural:  # "ses homologues oslave et vaskois"
            each = [self._counterpart_of(of, own, raw).referents for of in raw.of]
            return Resolved(unique(r for who in each for r in who)) if all(each) else UNRESOLVED
        if raw.of:
            return self._counterpart_of(raw.of[0], own, raw)
        if own is None:
            return Resolved((), tuple(self._people.in_office(PRINCIPALS)))
        equals = self._people.in_office(family_of(own.offices))
        others = [p for p in equals if p.actor.name != own.actor.name]
        if len(others) == 1:
            return Resolved((others[0],))
        recent = [w for p in self._memory.recent() for w in p.who if w in others]
        near = unique(recent[:NEAREST])
        return Resolved(near) if len(near) == 1 else Resolved((), tuple(others))

    def _counterpart_of(self, of: str, own: Referent | None, raw: RawMention) -> Resolved:
        offices = family_of(own.offices) if own is not None else PRINCIPALS
        country = self._registry.side_of(of) or of
        in_story = self._people.in_office(offices, country) or self._people.in_office(PRINCIPALS, country)
        if in_story or own is None:
            return only(in_story)
        return self._holder(self._closest_offices(own.offices, country), country, raw)

    def _closest_offices(self, offices: frozenset[str], country: str) -> frozenset[str]:
        """A president's counterpart where the registry knows holders: president, monarch; else the head of
        government.
        """
        for family in (HEADS_OF_STATE, HEADS_OF_GOVERNMENT):
            if offices & family and self._registry.holders(family, country, self._referents.days):
                return family
        return family_of(offices)


def _fitting(people: Sequence[Referent], raw: RawMention) -> Resolved:
    """The only one whom the mention's gender and country fit."""
    fitting = [p for p in people if raw.gender is None or p.gender in (None, raw.gender)]
    if raw.of:
        fitting = [p for p in fitting if p.country in raw.of] or fitting
    return only(fitting)
