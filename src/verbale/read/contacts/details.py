"""Where a contact took place, how (by telephone, face to face), and who called."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from verbale.actors.registry import ActorRegistry
from verbale.actors.schema import ActorKind
from verbale.model import ContactKind
from verbale.read.contacts.cue import ContactCue
from verbale.read.contacts.words import ContactNoun, ContactVerb, ContactWords
from verbale.read.story.clauses import is_finite
from verbale.read.story.document import ParsedParagraph, children
from verbale.read.story.tokens import plain
from verbale.syntax.tree import Doc, Token

NEAR = 18


@dataclass(frozen=True, slots=True)
class Place:
    """A place named with a contact. `token` is where it stands; `city` False for a country; `country` its
    id, of capitals and countries.
    """

    name: str
    token: Token
    city: bool
    country: str | None = None


class PlaceFinder:
    """Knows capitals and countries from the registry, other places from contacts.toml."""

    def __init__(self, registry: ActorRegistry, words: ContactWords) -> None:
        self._words = words
        self._registry = registry
        forms: dict[str, tuple[str, bool, str | None]] = {}
        capitals: dict[str, tuple[str, bool, str | None]] = {}
        for entry in registry.entries(ActorKind.COUNTRY):
            english = entry.capital.get("en", ())
            for form in (entry.name, *entry.names.get(words.language, ()), *entry.names.get("any", ())):
                forms.setdefault(form, (entry.name, False, entry.id))
            for form in (*entry.capital.get(words.language, ()), *entry.capital.get("any", ())):
                forms[form] = (english[0] if english else form, True, entry.id)
                capitals.setdefault(entry.id, forms[form])
        forms.update({form: (name, True, None) for form, name in words.places.items()})
        self._capitals = capitals
        self._forms: Mapping[tuple[str, ...], tuple[str, bool, str | None]] = {
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
        if isinstance(cue.entry, ContactVerb) and {"in", "obj"} <= set(cue.entry.partner):
            at = [self._at(doc, min(t.i for t in o.subtree)) for o in children(cue.anchor, "obj")]
            found = [p for p in at if p is not None]
        for token in doc[cue.anchor.sent.start : cue.anchor.sent.end]:
            if token.lower_ not in self._words.place_prepositions:
                continue
            of = plain(token) in self._words.prepositions.of
            if of and not (not cue.is_verb and 0 < token.i - cue.tokens[-1].i <= 3):
                continue
            place = self._at(doc, token.i + 1)
            if (
                place is None
                or owner_of(cue, place.token, others) is not cue
                or not _hangs_on(cue, token, place.token, timed)
            ):
                continue
            before = doc[token.i - 1] if token.i > cue.anchor.sent.start else None
            if (
                before is not None
                and before.pos_ == "NOUN"
                and before.i not in timed
                and before not in cue.tokens
                and not (before.dep_ == "nmod" and before.head in cue.tokens)  # "visite **d'État** en Z"
                and not place.city
            ):
                continue  # "la guerre en Ukraine"
            found.append(place)
        if not found:
            found = self._antecedent(cue) or self._there(cue)
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

    def _there(self, cue: ContactCue) -> list[Place]:
        """*Attendue à Z, X **y** rencontrera Y*: the city named last before it."""
        if not any(c.lower_ in self._words.there for c in cue.anchor.children):
            return []
        doc = cue.paragraph.doc
        for token in reversed(doc[: cue.anchor.i]):
            place = self._at(doc, token.i + 1) if token.lower_ in self._words.place_prepositions else None
            if place is not None and place.token.i < cue.anchor.i:
                return [place] if place.city else []
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
            if key in self._forms and not _possesses(doc, i + size):
                name, city, country = self._forms[key]
                return Place(name, doc[i], city, country)
        return self._capital_of(doc, i)

    def _capital_of(self, doc: Doc, i: int) -> Place | None:
        """*dans la **capitale karsanaise***: the capital of the one country with that adjective."""
        words = doc[i : i + 2]
        if len(words) < 2 or not {t.lower_ for t in words} & self._words.capitals:
            return None
        sides = [self._registry.country_of_demonym(t.text, self._words.language) for t in words]
        known = [self._capitals[e.id] for e in sides if e is not None and e.id in self._capitals]
        return Place(known[0][0], words[0], True, known[0][2]) if len(known) == 1 else None


def _possesses(doc: Doc, after: int) -> bool:
    """*at **Z**'s request*: a side, no place."""
    token = doc[after] if after < len(doc) else None
    return (
        token is not None and token.dep_ == "case" and token.head.dep_ == "nmod:poss" and token.head.i < after
    )


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
        # "la situation à X et à Y"; "à la même table, à Z" is of the clause
        return preposition.i > 0 and preposition.nbor(-1).text == "," and head.head.head in governors
    if head.head in governors or (head.head.i in cue.own and head.head.pos_ == "VERB"):
        return True
    if preposition.i <= cue.anchor.i:
        return False
    between = [t for t in cue.paragraph.doc[cue.tokens[-1].i + 1 : preposition.i] if t.i not in timed]
    own = set(cue.anchor.subtree)
    if timed and between and all(t.text == "," or (t in own and not is_finite(t)) for t in between):
        between = []  # "leur rencontre, lundi à Z", "la rencontre entre X et Y, lundi à Z"
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


@lru_cache(maxsize=10_000)
def _pieces(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.replace("’", "'")))


def _only_says_how(cue: ContactCue) -> bool:
    """*au téléphone*, *en déplacement à Z*: a noun that says how or where another contact took place."""
    return isinstance(cue.entry, ContactNoun) and (cue.entry.adverbial or cue.entry.kind is ContactKind.VISIT)


def owner_of(cue: ContactCue, token: Token, others: Sequence[ContactCue]) -> ContactCue | None:
    """The contact word a place belongs to: the nearest above it in the tree, else the nearest before it in
    the clause.
    """
    everyone = (cue, *others)
    for c in everyone:
        if not c.is_verb and not _only_says_how(c) and token.i - c.tokens[-1].i == 2:
            return c  # "leur rencontre à Z", whatever it hangs on
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
