"""Who a noun phrase names as a source: the mention itself, or the one behind a document, a member of staff, a side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from verbale.actors.registry import ActorRegistry
from verbale.model import Span
from verbale.read.cues import CueLexicon
from verbale.read.document import ParsedParagraph, conjuncts
from verbale.read.frames import CONTRACTED, case_text
from verbale.read.mention import Mention, MentionIndex, MentionKind, Referent, ReferentKind, unique

PRINCIPAL_OFFICES = frozenset({"president", "monarch", "prime_minister", "chancellor"})


@dataclass(frozen=True, slots=True)
class Source:
    """Who says, and the words that name him.

    Attributes:
        referents: who; several speak jointly; empty when nobody could be told.
        candidates: who it may be, when ambiguous.
        outlets: names of news outlets among the sources: channels, not speakers.
        span: the words.
    """

    referents: tuple[Referent, ...]
    span: Span | None
    candidates: tuple[Referent, ...] = ()
    outlets: tuple[str, ...] = ()
    kind: MentionKind | None = None


NOBODY = Source((), None)
PLACES = frozenset({"à", "dans", "chez", "du côté de", "de côté de", "côté", "en"})


def preposition_of(noun: Token) -> str:
    """The preposition before a noun phrase, contractions undone."""
    written = case_text(noun)
    return CONTRACTED.get(written, written)


class SourceFinder:
    """Resolves the heads that frames and relays give to actors."""

    def __init__(self, mentions: MentionIndex, registry: ActorRegistry, lexicon: CueLexicon) -> None:
        self._mentions, self._registry, self._lexicon = mentions, registry, lexicon

    def source(self, paragraph: ParsedParagraph, heads: Sequence[Token]) -> Source:
        """Who the coordinated heads name together."""
        referents: list[Referent] = []
        candidates: list[Referent] = []
        spans: list[Span] = []
        kinds: list[MentionKind] = []
        for head in heads:
            found = self._one(paragraph, head)
            if found is None:
                continue
            mention, who = found
            spans.append(mention.span)
            kinds.append(mention.kind)
            referents += who
            candidates += mention.candidates
        if not referents and len(heads) == 1 and heads[0].lower_.lstrip("-t") in ("on", "-on"):
            return self._where(paragraph, heads[0])
        everyone = unique(referents)
        outlets = tuple(r.actor.name for r in everyone if r.kind is ReferentKind.OUTLET)
        speakers = tuple(r for r in everyone if r.kind is not ReferentKind.OUTLET)
        span = Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else None
        if span is None and heads:
            span = paragraph.at(heads[0])
        return Source(speakers, span, unique(candidates), outlets, kinds[0] if kinds else None)

    def _where(self, paragraph: ParsedParagraph, on: Token) -> Source:
        """*souligne-t-on à la Citadelle*, *à Asmère, on dément*: *on* is the side that the place stands for."""
        for mention in self._mentions.in_paragraph(paragraph.index):
            head = paragraph.doc[mention.head]
            if head.sent != on.sent or mention.kind not in (MentionKind.SIDE, MentionKind.CAPITAL) or len(mention.referents) != 1:
                continue
            if mention.referents[0].kind is ReferentKind.OUTLET:
                continue
            place = head
            while place.dep_ in ("nmod", "conj") and place.head.sent == on.sent and place.head != place:
                place = place.head
            if place.dep_ == "obl" and place.head in (on.head, *on.head.ancestors) and preposition_of(place) in PLACES:
                return Source(tuple(self.institution_of(r) for r in mention.referents), mention.span, (), (), mention.kind)
        for token in on.sent:
            if token.lower_ == "côté" and token.i + 1 < on.sent.end:
                # "du côté karsanais, on exige"
                found = self._adjective(paragraph, token.nbor())
                if found is not None:
                    return Source(found[1], found[0].span, (), (), found[0].kind)
        return Source((), paragraph.at(on))

    def _one(self, paragraph: ParsedParagraph, head: Token) -> tuple[Mention, tuple[Referent, ...]] | None:
        lemma = head.lemma_.lower()
        document = self._lexicon.documents.get(lemma) or self._lexicon.documents.get(head.lower_)
        mention = self._mentions.at(paragraph, head)
        if mention is None or not mention.referents:
            # "le maire de Lisse, Bastien Corvo", "la porte-parole Clarisse Aubrelle": the name stands in apposition
            named = [self._mentions.at(paragraph, c) for c in head.children if c.dep_ in ("appos", "flat:name", "flat", "nmod") and c.pos_ == "PROPN"]
            people = [m for m in named if m is not None and m != mention and len(m.referents) == 1 and m.referents[0].is_person]
            if people and document is None:
                return people[0], people[0].referents
        if mention is not None and (document is None or mention.referents):
            return mention, mention.referents
        if document is None:
            return self._adjective(paragraph, head) if head.pos_ == "ADJ" else self._side(paragraph, head)
        behind = self._behind(paragraph, head)
        if behind is None:
            return (mention, mention.referents) if mention is not None else None
        if document[0].kind == "document":
            return behind, behind.referents
        return behind, tuple(self.institution_of(r) for r in behind.referents)

    def _behind(self, paragraph: ParsedParagraph, head: Token) -> Mention | None:
        """The mention inside the phrase of a document or of staff: *un communiqué du Kremlin*, *l'entourage de X*."""
        first, last = head.left_edge.i, head.right_edge.i
        inside = [
            m
            for m in self._mentions.in_paragraph(paragraph.index)
            if head.i < m.head <= min(last, head.i + 12) and m.referents and first <= m.head
        ]
        if inside:
            return inside[0]
        for adjective in [c for c in head.children if c.pos_ == "ADJ" and c.i > head.i]:
            found = self._adjective(paragraph, adjective)
            if found is not None:
                return found[0]
        following = [m for m in self._mentions.in_paragraph(paragraph.index) if 0 < m.tokens[0] - head.i <= 3 and m.referents]
        return following[0] if following else None

    def _adjective(self, paragraph: ParsedParagraph, head: Token) -> tuple[Mention, tuple[Referent, ...]] | None:
        """*les inquiétudes françaises*: the adjective of a country names it."""
        country = self._registry.country_of_demonym(head.text, paragraph.doc.lang_ if paragraph.doc.lang_ != "xx" else "fr")
        if country is None:
            return None
        actor = self._registry.to_actor(country)
        who = Referent(actor, ReferentKind.COUNTRY, None, frozenset(), country.id)
        span = paragraph.at(head)
        return Mention(span, paragraph.index, (head.i, head.i + 1), head.i, MentionKind.DEMONYM, (who,)), (who,)

    def _side(self, paragraph: ParsedParagraph, head: Token) -> tuple[Mention, tuple[Referent, ...]] | None:
        """*la partie russe*, *le côté français*: a noun that only carries its adjective."""
        if head.lemma_.lower() not in ("partie", "côté", "camp", "pouvoir", "autorité", "régime"):
            return None
        behind = self._behind(paragraph, head)
        return (behind, behind.referents) if behind is not None else None

    def institution_of(self, referent: Referent) -> Referent:
        """The office that speaks for a principal (*les conseillers de X* are his presidency); others stay."""
        if not referent.is_person or referent.country is None:
            return referent
        if referent.offices & {"president", "monarch"}:
            key = "presidency"
        elif referent.offices & {"prime_minister", "chancellor"}:
            key = "government" if "chancellor" in referent.offices else "prime_minister_office"
        elif "foreign_minister" in referent.offices:
            key = "foreign_ministry"
        else:
            return referent
        if self._registry.get(referent.country) is None:
            return referent
        actor = self._registry.institution(referent.country, key)
        return Referent(actor, ReferentKind.INSTITUTION, None, frozenset(), referent.country)

    def phrase(self, paragraph: ParsedParagraph, head: Token) -> tuple[Referent, ...]:
        """The actors that a noun phrase or clitic names, for addressees and targets."""
        found: list[Referent] = []
        for token in conjuncts(head):
            one = self._one(paragraph, token)
            if one is not None:
                found += one[1]
        return unique(found)
