"""Where a contact took place, how (by telephone, face to face), and who called."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from verbale.actors.registry import ActorRegistry
from verbale.actors.schema import ActorKind
from verbale.model import Actor, ContactKind
from verbale.read.contact_cues import ContactCue, has_phrase, plain
from verbale.read.contact_parties import PartyFinder, is_principal
from verbale.read.contact_words import ContactVerb, ContactWords
from verbale.read.document import children
from verbale.read.mention import MentionIndex, Referent, ReferentKind

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
        self._forms: Mapping[tuple[str, ...], tuple[str, bool]] = {tuple(_pieces(f)): v for f, v in forms.items()}
        self._longest = max((len(k) for k in self._forms), default=1)

    def place_of(self, cue: ContactCue, others: Sequence[ContactCue]) -> Place | None:
        """The place named in the cue's own clause after a preposition of place; a city before its country."""
        doc = cue.paragraph.doc
        found: list[Place] = []
        for token in doc[cue.anchor.sent.start : cue.anchor.sent.end]:
            if token.lower_ not in self._words.place_prepositions:
                continue
            of = token.lower_ in ("de", "du", "d'", "d’")
            if of and not (not cue.is_verb and 0 < token.i - cue.tokens[-1].i <= 3):
                continue
            place = self._at(doc, token.i + 1)
            if place is None or _owner(cue, place.token, others) is not cue or not _hangs_on(cue, token, place.token):
                continue
            found.append(place)
        cities = [p for p in found if p.city]
        return (cities or found or [None])[0]

    def _at(self, doc: Sequence[Token], start: int) -> Place | None:
        i = start
        while i < len(doc) and i < start + 2 and doc[i].lower_.replace("’", "'") in ("le", "la", "l'", "les"):
            i += 1
        for size in range(min(self._longest, len(doc) - i), 0, -1):
            key = tuple(p for t in doc[i : i + size] for p in _pieces(t.text))
            if key in self._forms:
                name, city = self._forms[key]
                return Place(name, doc[i], city)
        return None


def _hangs_on(cue: ContactCue, preposition: Token, place: Token) -> bool:
    """Whether a place is that of the contact and not of another noun ("la guerre **en Ukraine**")."""
    head = place
    while head.dep_ in ("flat", "flat:name", "appos", "conj", "case") and head.head is not head:
        head = head.head
    governors = {cue.anchor, cue.clause}
    at = cue.anchor
    while at.dep_ in ("xcomp", "ccomp") and at.head is not at:
        at = at.head
        governors.add(at)
    if head.head in governors:
        return True
    if preposition.i <= cue.anchor.i:
        return False
    between = cue.paragraph.doc[cue.tokens[-1].i + 1 : preposition.i]
    return len(between) <= 10 and not any(t.pos_ in ("VERB", "PUNCT") or (t.pos_ == "NOUN" and t.ent_type_ == "" and t.dep_ in ("obj", "nsubj")) for t in between) and not _other_noun(between)


def _other_noun(tokens: Sequence[Token]) -> bool:
    return any(t.pos_ == "NOUN" and t.dep_ == "obl" and t.i + 1 < len(t.doc) and not any(c.dep_ in ("appos", "flat:name", "nmod") for c in t.children) for t in tokens)


def _pieces(text: str) -> list[str]:
    return re.findall(r"\w+", text.replace("’", "'"))


def _owner(cue: ContactCue, token: Token, others: Sequence[ContactCue]) -> ContactCue | None:
    """The contact word a place belongs to: the nearest above it in the tree, else the nearest before it in the clause."""
    everyone = (cue, *others)
    for above in (token, *token.ancestors):
        for c in everyone:
            if above is c.anchor:
                return c
    before = [c for c in everyone if c.anchor.i < token.i and token.i - c.anchor.i < NEAR]
    if before:
        nearest = max(before, key=lambda c: c.anchor.i)
        between = cue.paragraph.doc[nearest.anchor.i + 1 : token.i]
        verbs = [t for t in between if t.pos_ == "VERB" and "Fin" in t.morph.get("VerbForm")]
        return nearest if not verbs or token.i in nearest.own else None
    return cue if token.i in cue.own else None


def modality(cue: ContactCue, words: ContactWords, others: Sequence[ContactCue]) -> ContactKind | None:
    """How the contact took place by the words of its sentence; None when they do not say, or say two things.

    With another contact in the same sentence only the words next to the cue count.
    """
    doc = cue.paragraph.doc
    first, last = cue.anchor.sent.start, cue.anchor.sent.end
    rivals = [o for o in others if not o.is_verb and o.entry.kind is not None and o.anchor.head is not cue.anchor and not _same_clause(o, cue)]
    if rivals:
        left = [o.anchor.i for o in rivals if o.anchor.i < cue.anchor.i]
        right = [o.anchor.i for o in rivals if o.anchor.i > cue.anchor.i]
        first, last = max([first, *left]), min([last, *right])
    if last <= first:
        return None
    text = cue.scene.slice(doc[first], doc[last - 1])
    kinds = [m.kind for m in words.modalities if any(has_phrase(text, p) for p in m.phrases)]
    if ContactKind.VIDEO in kinds and ContactKind.CALL in kinds:
        return ContactKind.VIDEO
    return kinds[0] if len(kinds) == 1 else None


def _same_clause(other: ContactCue, cue: ContactCue) -> bool:
    return other.anchor.i in cue.own or other.clause is cue.clause


class InitiatorFinder:
    """Reads who called, and at whose request."""

    def __init__(self, mentions: MentionIndex, parties: PartyFinder, registry: ActorRegistry, words: ContactWords) -> None:
        self._mentions, self._parties, self._registry, self._words = mentions, parties, registry, words
        self._phrases = [
            re.compile(QUOTES.join(re.escape(w) for w in p.removesuffix(" de").split()) + QUOTES + r"(?:,[^,]{2,40}," + QUOTES + r")?(?=de\b|d'|du\b|des\b)")
            for p in words.initiator.phrases
        ]

    def callers(self, cue: ContactCue, subject: Sequence[Referent]) -> tuple[Referent, ...]:
        """Whom the text gives as having called or asked for the contact; who of them takes part is told by the caller."""
        found = self._by_phrase(cue) or self._by_participle(cue) or self._by_noun(cue)
        if found:
            return found
        if isinstance(cue.entry, ContactVerb) and cue.entry.initiator and len(subject) == 1:
            return tuple(subject)
        return self._by_act(cue)

    def asked(self, cue: ContactCue) -> bool:
        """Whether the sentence itself says at whose request or initiative."""
        return bool(self._by_phrase(cue))

    def _by_phrase(self, cue: ContactCue) -> tuple[Referent, ...]:
        text = cue.scene.sentence(cue.anchor)
        offset = cue.anchor.sent.start_char
        for phrase in self._phrases:
            for match in phrase.finditer(text):
                after = [t for t in cue.paragraph.doc if offset + match.end() <= t.idx < cue.anchor.sent.end_char]
                who = self._first_mention(cue, after[:7])
                if who:
                    return who
        return ()

    def _first_mention(self, cue: ContactCue, tokens: Sequence[Token]) -> tuple[Referent, ...]:
        for token in tokens:
            mention = self._mentions.at(cue.paragraph, token)
            if mention is not None and mention.referents:
                return mention.referents
            if token.pos_ in ("VERB", "PUNCT") and token.text not in "«»\"“”":
                return ()
        return ()

    def _by_participle(self, cue: ContactCue) -> tuple[Referent, ...]:
        """*un appel demandé par X*, *l'échange a été sollicité par X*, *réunis par X*."""
        doc = cue.paragraph.doc
        for token in doc[cue.anchor.sent.start : cue.anchor.sent.end]:
            if token.lemma_.lower() not in self._words.initiator.participles or token.pos_ not in ("VERB", "ADJ"):
                continue
            if not (token in cue.anchor.subtree or token is cue.clause or token.head is cue.clause or cue.clause in token.subtree):
                continue
            for following in doc[token.i + 1 : min(token.i + 4, cue.anchor.sent.end)]:
                if following.lower_ == "par":
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
            bound = token in cue.anchor.subtree or token.head is cue.anchor or token is cue.clause or token.head is cue.clause or (cue.anchor in token.subtree)
            if not bound or token.i <= cue.anchor.i:
                continue
            following = doc[token.i + 1] if token.i + 1 < cue.anchor.sent.end else None
            if following is None:
                continue
            country = self._registry.country_of_demonym(following.text, self._words.language)
            if country is not None:
                return (Referent(self._registry.to_actor(country), ReferentKind.COUNTRY, None, frozenset(), country.id),)
        return ()

    def _by_act(self, cue: ContactCue) -> tuple[Referent, ...]:
        """*X a pris son téléphone pour ...*: whoever does so calls."""
        doc = cue.paragraph.doc
        for token in doc[cue.anchor.sent.start : cue.anchor.sent.end]:
            if token.lower_ not in ("téléphone", "combiné"):
                continue
            words = plain(doc[max(token.i - 1, 0) : token.i + 1].text)
            if words not in self._words.initiator.acts or token.head.pos_ not in ("VERB", "AUX"):
                continue
            if token.head.lemma_.lower() not in ("prendre", "décrocher", "saisir"):
                continue
            subject = [r for m in self._parties.subject(cue.paragraph, token.head) for r in m.referents if is_principal(r)]
            if len(subject) == 1:
                return tuple(subject)
        return ()


def caller_among(callers: Sequence[Referent], parties: Sequence[Referent]) -> tuple[Actor | None, Actor | None]:
    """The initiator and the third party that asked: a participant (or a side that one of them speaks for), or another."""
    if len(callers) != 1:
        return None, None
    who = callers[0]
    for party in parties:
        if party.actor.name == who.actor.name:
            return party.actor, None
    side = who.country or (who.actor.id if who.kind is ReferentKind.COUNTRY else None) or who.actor.side
    if not who.is_person and side is not None:
        mine = [p for p in parties if side in (p.country, p.actor.side)]
        if len(mine) == 1:
            return mine[0].actor, None
    return None, who.actor


def has_adjective(cue: ContactCue, lemmas: frozenset[str]) -> bool:
    """Whether an adjective of the noun is one of these."""
    return any(c.lemma_.lower() in lemmas for c in children(cue.anchor, "amod"))
