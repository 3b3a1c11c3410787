"""Where a contact took place, how (by telephone, face to face), and who called."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from verbale.actors.registry import ActorRegistry
from verbale.actors.schema import ActorKind
from verbale.model import Actor, ContactKind
from verbale.read.contacts.cues import ContactCue
from verbale.read.contacts.parties import PartyFinder
from verbale.read.contacts.words import ContactVerb, ContactWords
from verbale.read.names.mention import MentionIndex, Referent, ReferentKind
from verbale.read.story.clauses import is_finite
from verbale.read.story.document import ParsedParagraph, children
from verbale.read.story.tokens import plain
from verbale.syntax.tree import Doc, Token

QUOTES = r"[\s«»\"“”]*"
NEAR = 18


@dataclass(frozen=True, slots=True)
class Place:
    """A place named with a contact. `token` is where it stands; `city` False for a country."""

    name: str
    token: Token
    city: bool


class PlaceFinder:
    """Knows capitals and countries from the registry, other places from contacts.toml."""

    def __init__(self, registry: ActorRegistry, words: ContactWords) -> None:
        self._words = words
        forms: dict[str, tuple[str, bool]] = {}
        for entry in registry.entries(ActorKind.COUNTRY):
            english = entry.capital.get("en", ())
            for form in (entry.name, *entry.names.get(words.language, ()), *entry.names.get("any", ())):
                forms.setdefault(form, (entry.name, False))
            for form in (*entry.capital.get(words.language, ()), *entry.capital.get("any", ())):
                forms[form] = (english[0] if english else form, True)
        forms.update({form: (name, True) for form, name in words.places.items()})
        self._forms: Mapping[tuple[str, ...], tuple[str, bool]] = {
            tuple(_pieces(f)): v for f, v in forms.items()
        }
        self._longest = max((len(k) for k in self._forms), default=1)

    def place_of(self, cue: ContactCue, others: Sequence[ContactCue], timed: frozenset[int]) -> Place | None:
        """The place named in the cue's own clause after a preposition of place; a city before its country.

        Args:
            timed: indices of the tokens of time expressions, which may stand before the place.
        """
        doc = cue.paragraph.doc
        found: list[Place] = []
        for token in doc[cue.anchor.sent.start : cue.anchor.sent.end]:
            if token.lower_ not in self._words.place_prepositions:
                continue
            of = plain(token) in self._words.prepositions.of
            if of and not (not cue.is_verb and 0 < token.i - cue.tokens[-1].i <= 3):
                continue
            place = self._at(doc, token.i + 1)
            if (
                place is None
                or _owner(cue, place.token, others) is not cue
                or not _hangs_on(cue, token, place.token, timed)
            ):
                continue
            before = doc[token.i - 1] if token.i > cue.anchor.sent.start else None
            if (
                before is not None
                and before.pos_ == "NOUN"
                and before.i not in timed
                and before not in cue.tokens
                and not place.city
            ):
                continue  # "la guerre en Ukraine"
            found.append(place)
        if not found:
            found = self._antecedent(cue)
        cities = [p for p in found if p.city]
        listed = cities or found
        return listed[0] if listed else None

    def _antecedent(self, cue: ContactCue) -> list[Place]:
        """*à Z, où il a été reçu*: the place stands before the relative clause."""
        doc = cue.paragraph.doc
        for token in doc[max(cue.anchor.sent.start, cue.clause.i - 8) : cue.clause.i]:
            if token.lower_ not in self._words.where:
                continue
            for i in range(token.i - 1, max(token.i - 5, cue.anchor.sent.start) - 1, -1):
                place = self._at(doc, i)
                if place is not None:
                    return [place]
        return []

    def anywhere(self, paragraph: ParsedParagraph, after: int) -> Place | None:
        """The first city of a paragraph that stands after a preposition of place and after a token."""
        for token in paragraph.doc[after:]:
            if token.lower_ in self._words.place_prepositions:
                place = self._at(paragraph.doc, token.i + 1)
                if place is not None and place.city:
                    return place
        return None

    def _at(self, doc: Doc, start: int) -> Place | None:
        i = start
        while i < len(doc) and i < start + 2 and plain(doc[i]) in self._words.articles:
            i += 1
        for size in range(min(self._longest, len(doc) - i), 0, -1):
            key = tuple(p for t in doc[i : i + size] for p in _pieces(t.text))
            if key in self._forms:
                name, city = self._forms[key]
                return Place(name, doc[i], city)
        return None


def _hangs_on(cue: ContactCue, preposition: Token, place: Token, timed: frozenset[int]) -> bool:
    """Whether a place is that of the contact and not of another noun ("la guerre **en Ukraine**")."""
    head = place
    while head.dep_ in ("flat", "flat:name", "appos", "conj", "case") and head.head != head:
        head = head.head
    governors = {cue.anchor, cue.clause, *children(cue.anchor, "acl")}
    at = cue.anchor
    while at.dep_ in ("xcomp", "ccomp") and at.head != at:
        at = at.head
        governors.add(at)
    if (
        head.dep_ == "nmod"
        and head.head.pos_ == "NOUN"
        and head.head.i not in timed
        and head.head
        not in (
            *cue.tokens,
            cue.clause,
        )
    ):
        return False  # "la situation à X et à Y"
    if head.head in governors or (head.head.i in cue.own and head.head.pos_ == "VERB"):
        return True
    if preposition.i <= cue.anchor.i:
        return False
    between = [t for t in cue.paragraph.doc[cue.tokens[-1].i + 1 : preposition.i] if t.i not in timed]
    return (
        len(between) <= 10
        and not any(
            t.pos_ == "PUNCT"
            or (t.pos_ == "VERB" and is_finite(t))
            or (t.pos_ == "NOUN" and t.dep_ in ("obj", "nsubj"))
            for t in between
        )
        and not _other_noun(between)
    )


def _other_noun(tokens: Sequence[Token]) -> bool:
    return any(
        t.pos_ == "NOUN"
        and t.dep_ == "obl"
        and t.i + 1 < len(t.doc)
        and not any(c.dep_ in ("appos", "flat:name", "nmod") for c in t.children)
        for t in tokens
    )


def _pieces(text: str) -> list[str]:
    return re.findall(r"\w+", text.replace("’", "'"))


def _owner(cue: ContactCue, token: Token, others: Sequence[ContactCue]) -> ContactCue | None:
    """The contact word a place belongs to: the nearest above it in the tree, else the nearest before it in
    the clause.
    """
    everyone = (cue, *others)
    for above in (token, *token.ancestors):
        for c in everyone:
            if above == c.anchor:
                return c
    before = [c for c in everyone if c.anchor.i < token.i and token.i - c.anchor.i < NEAR]
    if before:
        nearest = max(before, key=lambda c: c.anchor.i)
        between = cue.paragraph.doc[nearest.anchor.i + 1 : token.i]
        verbs = [t for t in between if t.pos_ == "VERB" and "Fin" in t.morph.get("VerbForm", [])]
        return nearest if not verbs or token.i in nearest.own else None
    return cue if token.i in cue.own else None


class InitiatorFinder:
    """Reads who called, and at whose request."""

    def __init__(
        self, mentions: MentionIndex, parties: PartyFinder, registry: ActorRegistry, words: ContactWords
    ) -> None:
        self._mentions, self._parties, self._registry, self._words = mentions, parties, registry, words
        self._phrases = [
            re.compile(
                QUOTES.join(re.escape(w) for w in p.removesuffix(" de").split())
                + QUOTES
                + r"(?:,[^,]{2,40},"
                + QUOTES
                + r")?(?=de\b|d'|du\b|des\b)"
            )
            for p in words.initiator.phrases
        ]

    def callers(
        self, cue: ContactCue, subject: Sequence[Referent], others: Sequence[ContactCue]
    ) -> tuple[Referent, ...]:
        """Whom the text gives as having called or asked for the contact, the surest first.

        A phrase ("à la demande de X") comes before the subject of a verb of calling; who of them takes part
        is settled later.
        """
        found = (
            self._by_phrase(cue, others)
            or self._by_participle(cue)
            or self._by_noun(cue)
            or self._by_request(cue)
        )
        calls = isinstance(cue.entry, ContactVerb) and cue.entry.initiator
        if (calls or cue.entry.kind is ContactKind.MESSAGE) and len(subject) == 1:
            return (*found, *subject)
        return found

    def _by_request(self, cue: ContactCue) -> tuple[Referent, ...]:
        """*X a sollicité cet entretien*: only of a contact already told; "a demandé un entretien" tells of
        none.
        """
        verb = cue.anchor.head
        if (
            cue.is_verb
            or cue.anchor.dep_ != "obj"
            or verb.lemma_.lower() not in self._words.initiator.participles
        ):
            return ()
        if not any(d.lower_ in self._words.demonstrative for d in children(cue.anchor, "det")):
            return ()
        return tuple(r for m in self._parties.subject(cue.paragraph, verb) for r in m.referents)

    def _by_phrase(self, cue: ContactCue, others: Sequence[ContactCue]) -> tuple[Referent, ...]:
        text = cue.scene.sentence(cue.anchor)
        offset = cue.anchor.sent.start_char
        for phrase in self._phrases:
            for match in phrase.finditer(text):
                after = [
                    t for t in cue.paragraph.doc if offset + match.end() <= t.idx < cue.anchor.sent.end_char
                ]
                if after and others and _owner(cue, cue.paragraph.doc[after[0].i - 1], others) is not cue:
                    continue
                who = self._first_mention(cue, after[:7])
                if who:
                    return who
        return ()

    def _first_mention(self, cue: ContactCue, tokens: Sequence[Token]) -> tuple[Referent, ...]:
        for token in tokens:
            mention = self._mentions.at(cue.paragraph, token)
            if mention is not None and mention.referents:
                return mention.referents
            if token.pos_ in ("VERB", "PUNCT") and token.text not in '«»"“”':
                return ()
            country = self._registry.country_of_demonym(token.text, self._words.language)
            if country is not None:  # "la partie valdorienne"
                return (
                    Referent(
                        self._registry.to_actor(country), ReferentKind.COUNTRY, None, frozenset(), country.id
                    ),
                )
        return ()

    def _by_participle(self, cue: ContactCue) -> tuple[Referent, ...]:
        """*un appel demandé par X*, *l'échange a été sollicité par X*, *réunis par X*."""
        doc = cue.paragraph.doc
        for token in doc[cue.anchor.sent.start : cue.anchor.sent.end]:
            if token.lemma_.lower() not in self._words.initiator.participles or token.pos_ not in (
                "VERB",
                "ADJ",
            ):
                continue
            if not (
                token in cue.anchor.subtree
                or token == cue.clause
                or token.head == cue.clause
                or cue.clause in token.subtree
            ):
                continue
            for following in doc[token.i + 1 : min(token.i + 4, cue.anchor.sent.end)]:
                if plain(following) in self._words.prepositions.by:
                    who = self._first_mention(cue, list(doc[following.i + 1 : following.i + 7]))
                    if who:
                        return who
        return ()

    def _by_noun(self, cue: ContactCue) -> tuple[Referent, ...]:
        """*une « initiative française »*, *l'initiative du Maroc*, *une demande russe*."""
        doc = cue.paragraph.doc
        for token in doc[cue.anchor.sent.start : cue.anchor.sent.end]:
            if token.lower_ not in self._words.initiator.nouns:
                continue
            bound = (
                token in cue.anchor.subtree
                or token.head == cue.anchor
                or token == cue.clause
                or token.head == cue.clause
                or (cue.anchor in token.subtree)
            )
            if not bound or token.i <= cue.anchor.i:
                continue
            following = doc[token.i + 1] if token.i + 1 < cue.anchor.sent.end else None
            if following is None:
                continue
            if plain(following) in self._words.prepositions.of:
                who = self._first_mention(cue, list(doc[following.i : following.i + 5]))
                if who:
                    return who
            country = self._registry.country_of_demonym(following.text, self._words.language)
            if country is not None:
                return (
                    Referent(
                        self._registry.to_actor(country), ReferentKind.COUNTRY, None, frozenset(), country.id
                    ),
                )
        return ()


def caller_among(
    callers: Sequence[Referent], parties: Sequence[Referent]
) -> tuple[Actor | None, Actor | None]:
    """The initiator (a participant, or the one who speaks for the side named) and the third party that
    asked.
    """
    initiator: Actor | None = None
    requested: Actor | None = None
    for who in callers:
        party = _party(who, parties)
        if party is not None:
            initiator = initiator or party.actor
        else:
            requested = requested or who.actor
    return initiator, requested


def _party(who: Referent, parties: Sequence[Referent]) -> Referent | None:
    for party in parties:
        if party.actor.name == who.actor.name:
            return party
    side = who.country or (who.actor.id if who.kind is ReferentKind.COUNTRY else None) or who.actor.side
    if who.is_person or side is None:
        return None
    mine = [p for p in parties if side in (p.country, p.actor.side)]
    return mine[0] if len(mine) == 1 else None
