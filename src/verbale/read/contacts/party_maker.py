"""Who takes part, put together from the mentions in the slots of a word; principals only, nobody invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from verbale.model import ContactKind
from verbale.read.contacts.clitics import CliticReader
from verbale.read.contacts.cue import ContactCue
from verbale.read.contacts.phrases import is_delegation
from verbale.read.contacts.quoted import is_principal, is_unnamed
from verbale.read.contacts.scene import has_any
from verbale.read.names.mention import Mention, MentionKind, Referent, ReferentKind, unique
from verbale.read.names.office_families import HOLDERS_BY_INSTITUTION
from verbale.syntax.tree import Token

# How far below its title a readout names whom the title meant.
TITLED = 2
# Houses whose name stands for whoever lives there.
HOUSES = frozenset({"presidency", "prime_minister_office", "royal_court"})


@dataclass(frozen=True, slots=True)
class Parties:
    """Who takes part as far as the clause tells.

    Attributes:
        all: principals, in the order of the text.
        subject: those of them who are the subject (or the agent of a passive).
        open: a party is named that is no principal, or that could not be told.
        tokens: where they are named.
        explicit: somebody is named as a party by the contact word itself ("avec X", "entre X et Y").
        groups: the others, where each had a contact of his own ("séparément avec X et Y"); else empty.
        sides: they are countries told for those who negotiate for them ("les deux pays ont échangé").
    """

    all: tuple[Referent, ...]
    subject: tuple[Referent, ...] = ()
    open: bool = False
    tokens: tuple[Token, ...] = ()
    explicit: bool = False
    sides: bool = False
    groups: tuple[tuple[Referent, ...], ...] = ()


class PartyMaker(CliticReader):
    """Makes parties of mentions."""

    def _made(
        self,
        cue: ContactCue,
        subject: Sequence[Mention],
        others: Sequence[Mention],
        *,
        named: bool,
        extra: Sequence[Referent] = (),
    ) -> Parties:
        kind: ContactKind | None = cue.entry.kind
        others = [self._of_nations(cue, m) for m in (*others, *self._present(cue))]
        subject = [self._of_nations(cue, m) for m in subject]
        mine = [r for m in subject for r in self._who(cue.paragraph, m)]
        theirs = [r for m in others for r in self._who(cue.paragraph, m)]
        if kind in (ContactKind.CALL, ContactKind.VIDEO):
            theirs = [self._of_house(r) for r in theirs]
        theirs = [self._promoted(cue, r) for r in theirs]
        if not any(is_principal(r) for r in (*extra, *mine, *theirs)):
            pairs = [m for m in (*subject, *others) if m.kind is MentionKind.PAIR and not m.referents]
            pairs = [m for m in pairs if not self._are_nations(cue, m)]
            mine += self._only_two() if pairs else ()
        everyone = [*extra, *mine, *theirs]
        if any(is_delegation(r.actor) for r in everyone):
            kind = ContactKind.TALKS  # "la délégation de X a rencontré celle de Y"
        all_ = without_own_side(unique(self._as_parties(everyone, kind)))
        first = unique(self._as_parties([*mine, *extra], kind))
        if kind is ContactKind.MESSAGE and [r.kind for r in mine] == [ReferentKind.COUNTRY]:
            # "Karsan, which sent X a message of congratulations"
            all_, first = unique([*mine, *all_]), tuple(mine)
        outsiders = [
            r for r in theirs if not self._as_parties([r], kind) and r.kind is not ReferentKind.COUNTRY
        ]
        blank = [m for m in (*subject, *others) if not self._who(cue.paragraph, m)]
        unresolved = any(
            m.kind not in (MentionKind.OFFICE, MentionKind.PAIR) or len(all_) < 2 for m in blank
        ) or (named and not theirs and not mine)
        tokens = tuple(cue.paragraph.doc[m.tokens[1] - 1] for m in (*subject, *others))
        sides = (
            bool(all_)
            and all(is_delegation(r.actor) for r in all_)
            and not any(is_delegation(r.actor) for r in everyone)
        )
        return Parties(all_, first, bool(outsiders) or unresolved, tokens, named, sides)

    def _of_nations(self, cue: ContactCue, pair: Mention) -> Mention:
        """*Talks between **the two countries***: nobody's leaders, but where the paragraph has named both."""
        people = {r.actor.name for r in pair.referents if r.is_person}
        if pair.kind is not MentionKind.PAIR or not people or not self._are_nations(cue, pair):
            return pair
        here = (m for m in self._mentions.in_paragraph(cue.paragraph.index) if m.tokens < pair.tokens)
        named = {r.actor.name for m in here for r in m.referents}
        return pair if people <= named else replace(pair, referents=())

    def _are_nations(self, cue: ContactCue, pair: Mention) -> bool:
        head = self._token(cue, pair)
        return head is not None and head.lemma_.lower() in self._words.nations

    def _of_house(self, who: Referent) -> Referent:
        """*phoned **the palace***, *her call to **the Kremlin***: whose house it is."""
        entry = self._registry.get(who.actor.id or "")
        key = str(entry.institution) if entry is not None else (who.actor.id or "").rpartition(":")[2]
        if who.kind is not ReferentKind.INSTITUTION or who.country is None or key not in HOUSES:
            return who
        held = self._registry.holders(HOLDERS_BY_INSTITUTION[key], who.country, self._referents.days)
        return self._referents.of_entry(held[0]) if len(held) == 1 else who

    def _promoted(self, cue: ContactCue, who: Referent) -> Referent:
        """*called Mr Y to congratulate him **on his election***: somebody whose office is about to begin."""
        if not who.is_person or who.offices:
            return who
        if has_any(cue.scene.sentence(cue.anchor), self._words.elected):
            return replace(who, offices=frozenset({"elected"}))
        return self._of_title(cue, who)

    def _of_title(self, cue: ContactCue, who: Referent) -> Referent:
        """*Entretien avec le ministre de N / X s'est entretenu avec **M. Y***: Y is whom the title means,
        where it names one office-holder by his office alone.
        """
        if not 0 < cue.paragraph.index <= TITLED or who.actor.id is not None:
            return who
        title = self._mentions.in_paragraph(0)
        unnamed = unique(r for m in title for r in m.referents if is_unnamed(r))
        if len(unnamed) != 1 or who.country not in (None, unnamed[0].country):
            return who
        return replace(who, offices=unnamed[0].offices, country=unnamed[0].country)

    def _only_two(self) -> tuple[Referent, ...]:
        """***The two presidents** spoke, X said. Y agreed*: the only two principals of the story."""
        people = unique(r for m in self._mentions for r in m.referents if is_principal(r))
        sides = {r.country or r.actor.side for r in people}
        return people if len(people) == len(sides) == 2 else ()

    def _token(self, cue: ContactCue, mention: Mention) -> Token | None:
        return cue.paragraph.doc[mention.head] if mention.paragraph == cue.paragraph.index else None


def without_own_side(parties: tuple[Referent, ...]) -> tuple[Referent, ...]:
    """Two leaders are the parties; their own countries beside them (a dateline) are not."""
    people = [r for r in parties if r.is_person]
    sides = {r.country or r.actor.side for r in people}
    if len(people) < 2:
        return parties
    return tuple(r for r in parties if r.is_person or (r.country or r.actor.side) not in sides)
