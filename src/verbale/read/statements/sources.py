"""Who a noun phrase names as a source: the mention itself, or the one behind a document, a member of staff, a
side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verbale.actors.registry import ActorRegistry
from verbale.model import Span
from verbale.read.lexicons.cues import CueDocument, CueLexicon
from verbale.read.names.mention import Mention, MentionIndex, MentionKind, Referent, ReferentKind, unique
from verbale.read.statements.described import DescribedSources
from verbale.read.story.clauses import preposition_of
from verbale.read.story.document import ParsedParagraph, children, conjuncts
from verbale.read.story.tokens import grammar_of, has_feature, is_finite_form, language_of, plain
from verbale.syntax.tree import Token

# How far behind a document or a member of staff the one it speaks for may stand, inside the phrase and after
# it.
INSIDE_WITHIN = 12
AFTER_WITHIN = 3
# How many paragraphs back those stand who agreed together.
JOINT_WITHIN = 3
# ... where somebody is quoted as telling of it.
NEAR_WITHIN = 2


@dataclass(frozen=True, slots=True)
class Source:
    """Who says, and the words that name him.

    Attributes:
        referents: who; several speak jointly; empty when nobody could be told.
        candidates: who it may be, when ambiguous.
        outlets: names of news outlets among the sources: channels, not speakers.
        span: the words.
        nameless: whether somebody speaks of whom nothing is told (*officials said*).
    """

    referents: tuple[Referent, ...]
    span: Span | None
    candidates: tuple[Referent, ...] = ()
    outlets: tuple[str, ...] = ()
    kind: MentionKind | None = None
    nameless: bool = False


NOBODY = Source((), None)


class SourceFinder:
    """Resolves the heads that frames and relays give to actors."""

    def __init__(
        self,
        mentions: MentionIndex,
        registry: ActorRegistry,
        lexicon: CueLexicon,
        paragraphs: Sequence[ParsedParagraph] = (),
    ) -> None:
        self._mentions, self._registry, self._lexicon = mentions, registry, lexicon
        self._paragraphs = paragraphs
        self._described = DescribedSources(mentions, registry, paragraphs)

    def speaker(self, paragraph: ParsedParagraph, heads: Sequence[Token]) -> Source:
        """Who the heads of a source name together, those who are only described among them."""
        found = self.source(paragraph, heads)
        if len(heads) > 1 and found.referents and any(self._is_unknown(paragraph, h) for h in heads):
            return NOBODY
        if found.referents or found.outlets or found.candidates:
            return found
        described = [d for d in (self._described.at(paragraph, h) for h in heads) if d is not None]
        if not described:
            return found
        everyone = unique([r for _, who in described for r in who])
        spans = [m.span for m, _ in described if m.paragraph == paragraph.index]
        span = Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else found.span
        kind = described[0][0].kind
        return Source(everyone, span, kind=kind, nameless=not everyone)

    def _is_unknown(self, paragraph: ParsedParagraph, head: Token) -> bool:
        """*Le chef des insurgés et X ont promis P*: X does not speak alone; *X et son équipe* is X."""
        possessive = grammar_of(head).determiners.possessive
        if head.pos_ != "NOUN" or any(plain(d) in possessive for d in children(head, "det", "nmod:poss")):
            return False
        found = self._one(paragraph, head)
        told = found is not None and bool(found[1] or found[0].candidates)
        return not told and self._described.at(paragraph, head) is None

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
            who = self._with_coordinated(paragraph, head, mention, who)
            spans.append(mention.span)
            kinds.append(mention.kind)
            referents += who
            candidates += mention.candidates
        if not referents and len(heads) == 1 and plain(heads[0]) in grammar_of(heads[0]).pronouns.indefinite:
            return self._where(paragraph, heads[0])
        everyone = unique(referents)
        outlets = tuple(r.actor.name for r in everyone if r.kind is ReferentKind.OUTLET)
        speakers = tuple(r for r in everyone if r.kind is not ReferentKind.OUTLET)
        span = Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else None
        if span is None and heads:
            span = paragraph.at(heads[0])
        return Source(speakers, span, unique(candidates), outlets, kinds[0] if kinds else None)

    def _with_coordinated(
        self, paragraph: ParsedParagraph, head: Token, mention: Mention, who: tuple[Referent, ...]
    ) -> tuple[Referent, ...]:
        """*X et le ministre Y condamnent*, one of them lost: the plural of the verb tells that both do."""
        verb = head.head
        finite = [t for t in (verb, *children(verb, "aux", "aux:pass", "cop")) if is_finite_form(t)]
        if len(who) != 1 or not any(has_feature(t, "Number", "Plur") for t in finite):
            return who
        coordinating = grammar_of(head).conjunctions.coordinating
        for other in self._mentions.in_paragraph(paragraph.index):
            left, right = (other, mention) if other.tokens < mention.tokens else (mention, other)
            between = [t for t in paragraph.doc[left.tokens[1] : right.tokens[0]] if t.pos_ != "DET"]
            if (
                other != mention
                and len(between) == 1
                and plain(between[0]) in coordinating
                and len(other.referents) == 1
            ):
                return unique([*left.referents, *right.referents])
        return who

    def _where(self, paragraph: ParsedParagraph, on: Token) -> Source:
        """*souligne-t-on à la Citadelle*, *à Asmère, on dément*: *on* is the side that the place
        stands for.
        """
        prepositions = grammar_of(on).prepositions
        places: list[tuple[int, Mention]] = []
        for mention in self._mentions.in_paragraph(paragraph.index):
            head = paragraph.doc[mention.head]
            if mention.kind not in (MentionKind.SIDE, MentionKind.CAPITAL) or head.sent != on.sent:
                continue
            if len(mention.referents) != 1 or mention.referents[0].kind is ReferentKind.OUTLET:
                continue
            place = head
            while place.dep_ in ("nmod", "conj") and place.head.sent == on.sent and place.head != place:
                place = place.head
            over = (on.head, *on.head.ancestors)
            if place.dep_ == "obl" and place.head in over and preposition_of(place) in prepositions.of_place:
                # "la balle est dans le camp d'Asmère, juge-t-on à Orvik": the place of the verb itself
                places.append(((place is not head) + 2 * (place.head is not on.head), mention))
        if places:
            mention = min(places, key=lambda f: f[0])[1]
            who = tuple(self.institution_of(r) for r in mention.referents)
            return Source(who, mention.span, kind=mention.kind)
        for token in on.sent:
            if token.i + 1 < on.sent.end and plain(token) in prepositions.place_nouns:
                # "du côté karsanais, on exige"
                found = self._adjective(paragraph, token.nbor())
                if found is not None:
                    return Source(found[1], found[0].span, kind=found[0].kind)
        return Source((), paragraph.at(on))

    def _one(self, paragraph: ParsedParagraph, head: Token) -> tuple[Mention, tuple[Referent, ...]] | None:
        document = self._document(head)
        mention = self._mentions.at(paragraph, head)
        if mention is None or not mention.referents or self._is_title(mention):
            # "le maire de Lisse, Bastien Corvo", "la porte-parole Clarisse Aubrelle": the name stands in
            # apposition
            beside = children(head, "appos", "flat:name", "flat", "nmod")
            names = [c for c in beside if c.pos_ == "PROPN" and not children(c, "case")]
            if mention is not None and mention.referents:
                names = [c for c in names if c.dep_ == "appos" and _stands_behind_comma(c)]
            named = [m for m in (self._mentions.at(paragraph, c) for c in names) if m is not None]
            # "allies of X Y", with the two names apart
            named = [m for m in named if not children(paragraph.doc[m.tokens[0]], "case")]
            people = [m for m in named if m != mention and len(m.referents) == 1 and m.referents[0].is_person]
            if people and (document is None or document.kind in ("staff", "around")):
                return people[0], people[0].referents
        if mention is not None and (document is None or mention.referents):
            return mention, mention.referents
        if document is None:
            return self._adjective(paragraph, head) if head.pos_ == "ADJ" else self._side(paragraph, head)
        behind = self._behind(paragraph, head)
        if behind is None and document.kind in ("staff", "around"):
            behind = self._of_own(paragraph, head)
        if behind is None:
            return (mention, mention.referents) if mention is not None else None
        if document.kind == "outlet" and behind.kind is MentionKind.DEMONYM:
            return None  # "un site russe" speaks for nobody
        if document.kind in ("document", "outlet"):
            return behind, behind.referents
        label = document.label
        if any(plain(c) in grammar_of(head).former for c in children(head, "amod")):
            # "a former Citadel official" speaks for it no more
            past = f"former {label or document.lemma}"
            return behind, tuple(self._unnamed(r, past) for r in behind.referents if r.country is not None)
        several = has_feature(head, "Number", "Plur")
        if document.kind == "around":
            label = f"{label}s" if several else label
            return behind, tuple(
                self._unnamed(r, label or "") for r in behind.referents if r.country is not None
            )
        if label is not None and not several:
            # "a Citadel source" is the Citadel, "a Karsanese source" somebody of Karsan
            whole = document.kind == "unnamed"
            return behind, tuple(
                r if whole and r.kind is ReferentKind.INSTITUTION else self._unnamed(r, label)
                for r in behind.referents
            )
        return behind, tuple(self.institution_of(r) for r in behind.referents)

    def _document(self, head: Token) -> CueDocument | None:
        """The entry of a noun that is not the source itself, with all the words of the entry: *point de
        presse*, *press release*.
        """
        documents = self._lexicon.documents
        for entry in documents.get(head.lemma_.lower()) or documents.get(head.lower_) or ():
            behind = head.doc[head.i + 1 : head.i + 1 + len(entry.rest)]
            if tuple(t.lower_ for t in behind) == entry.rest:
                return entry
        for before in children(head, "compound"):
            for entry in documents.get(before.lemma_.lower(), ()):
                if entry.rest == (head.lemma_.lower(),):
                    return entry
        return None

    def _is_title(self, mention: Mention) -> bool:
        """A title alone: the name behind it (*le chef de la Citadelle, Roman Skilny*) knows better."""
        return mention.kind is MentionKind.OFFICE and len(mention.referents) == 1

    def _behind(self, paragraph: ParsedParagraph, head: Token) -> Mention | None:
        """The mention inside the phrase of a document or of staff: *un communiqué du Kremlin*, *l'entourage
        de X*.
        """
        for adjective in [c for c in head.children if c.pos_ == "ADJ" and c.i < head.i]:
            before = self._adjective(paragraph, adjective)
            if before is not None:
                return before[0]  # "a Karsanese statement on Valdoria"
        named = [m for m in self._mentions.in_paragraph(paragraph.index) if m.referents]
        if not self._is_document(head):
            named = [m for m in named if not _is_beyond(paragraph, m, head)]
        ahead = [m for m in named if m.head < head.i and paragraph.doc[m.head].head == head]
        if ahead and paragraph.doc[ahead[-1].head].dep_ in ("compound", "nmod:poss", "flat"):
            return ahead[-1]  # "a Citadel readout"
        last = min(head.right_edge.i, head.i + INSIDE_WITHIN)
        within = [m for m in named if head.i < m.head <= last and not _is_topic(paragraph, m, head)]
        inside = next((m for m in within if not self._owns_another(paragraph, m, head)), None)
        if inside is not None and not _is_place(paragraph, inside, head):
            return inside
        for adjective in [c for c in head.children if c.pos_ == "ADJ" and c.i > head.i]:
            found = self._adjective(paragraph, adjective)
            if found is not None:
                return found[0]
        if inside is not None:
            return inside
        after = (m for m in named if 0 < m.tokens[0] - head.i <= AFTER_WITHIN and m not in within)
        behind = next((m for m in after if not _is_topic(paragraph, m, head)), None)
        # "as per reports, X's office has worked": nobody's reports
        between = paragraph.doc[head.i + 1 : behind.tokens[0]] if behind is not None else ()
        return None if any(t.text in (",", ";") for t in between) else behind

    def _is_document(self, head: Token) -> bool:
        """A text, not somebody."""
        documents = self._lexicon.documents
        entries = documents.get(head.lemma_.lower()) or documents.get(head.lower_) or ()
        return any(e.kind == "document" for e in entries)

    def owner(self, paragraph: ParsedParagraph, noun: Token) -> Source:
        """*X repeated **Y's** demand*, *a transmis la demande **de Y***: the person whose a cue noun is."""
        owning = grammar_of(noun).prepositions.genitive
        for phrase in noun.children:
            behind = phrase.i == noun.i + 2 and preposition_of(phrase) == owning
            if phrase.pos_ != "PROPN" or not (
                phrase.dep_ == "nmod:poss" or (phrase.dep_ == "nmod" and behind)
            ):
                continue
            mention = self._mentions.at(paragraph, phrase)
            if mention is not None and mention.referents and all(r.is_person for r in mention.referents):
                return Source(mention.referents, mention.span, kind=mention.kind)
        return NOBODY

    def _owns_another(self, paragraph: ParsedParagraph, mention: Mention, head: Token) -> bool:
        """*an interview with **X's** biographer*: of somebody else, whom nothing names."""
        token = paragraph.doc[mention.head]
        owned = token.head
        if token.dep_ != "nmod:poss" or owned is head or owned.i < mention.tokens[1]:
            return False
        return (
            self._mentions.at(paragraph, owned) is None
            and owned.lemma_.lower() not in self._lexicon.documents
        )

    def _of_own(self, paragraph: ParsedParagraph, head: Token) -> Mention | None:
        """*a indiqué son porte-parole*: the person that the possessive stands for, the first of its
        sentence.
        """
        possessive = grammar_of(head).determiners.possessive
        if not any(plain(c) in possessive for c in children(head, "det", "nmod:poss", "nmod")):
            return None
        people = [
            m
            for m in self._mentions.in_paragraph(paragraph.index)
            if len(m.referents) == 1
            and m.referents[0].is_person
            and m.head < head.i
            and paragraph.doc[m.head].sent.start == head.sent.start
            and paragraph.doc[m.head].dep_ in ("nsubj", "flat:name", "appos")
        ]
        return people[0] if people else None

    def _adjective(
        self, paragraph: ParsedParagraph, head: Token
    ) -> tuple[Mention, tuple[Referent, ...]] | None:
        """*les inquiétudes françaises*: the adjective of a country names it."""
        country = self._registry.country_of_demonym(head.text, language_of(paragraph.doc))
        if country is None:
            return None
        actor = self._registry.to_actor(country)
        who = Referent(actor, ReferentKind.COUNTRY, None, frozenset(), country.id)
        span = paragraph.at(head)
        return Mention(span, paragraph.index, (head.i, head.i + 1), head.i, MentionKind.DEMONYM, (who,)), (
            who,
        )

    def _side(self, paragraph: ParsedParagraph, head: Token) -> tuple[Mention, tuple[Referent, ...]] | None:
        """*la partie russe*, *le côté français*: a noun that only carries its adjective."""
        if head.lemma_.lower() not in grammar_of(head).side:
            return None
        behind = self._behind(paragraph, head)
        if behind is None or any(r.is_person for r in behind.referents):
            return None  # "the party of X" is not X
        return behind, behind.referents

    def _unnamed(self, referent: Referent, label: str) -> Referent:
        """*un conseiller de X*: somebody of a side whom the text does not name; X's office without a
        country.
        """
        if referent.country is None or self._registry.get(referent.country) is None:
            return self.institution_of(referent)
        actor = self._registry.unnamed(referent.country, label)
        return Referent(actor, ReferentKind.PERSON, None, frozenset(), referent.country)

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

    def joint(self, paragraph: ParsedParagraph, before: Token, *, near: bool = False) -> Source:
        """Those whom the story has last named together, up to a word: *it was agreed that S* names nobody.

        Args:
            near: look no further back than the paragraph before; who is quoted may speak of others.
        """
        within = NEAR_WITHIN if near else JOINT_WITHIN
        for index in range(paragraph.index, max(paragraph.index - within, -1), -1):
            here = index == paragraph.index
            named = [
                m
                for m in self._mentions.in_paragraph(index)
                if len(m.referents) > 1 and (not here or m.tokens[1] <= before.i)
            ]
            if named and all(r.is_person for r in named[-1].referents):
                return Source(named[-1].referents, None, kind=named[-1].kind)
            together = self._named_together(self._paragraphs[index], before.i if here else None)
            if together:
                return Source(together, None, kind=MentionKind.NAME)
        return NOBODY

    def _named_together(self, paragraph: ParsedParagraph, end: int | None) -> tuple[Referent, ...]:
        """The last people that a paragraph names side by side, as one subject, up to a word."""
        for token in reversed(paragraph.doc.tokens[:end]):
            everyone = conjuncts(token) if token.dep_ in ("nsubj", "nsubj:pass") else []
            if len(everyone) > 1:
                who = self.phrase(paragraph, token)
                return who if len(who) == len(everyone) and all(r.is_person for r in who) else ()
        return ()

    def phrase(self, paragraph: ParsedParagraph, head: Token) -> tuple[Referent, ...]:
        """The actors that a noun phrase or clitic names, for addressees and targets."""
        found: list[Referent] = []
        for token in conjuncts(head):
            one = self._one(paragraph, token)
            if one is not None:
                found += one[1]
        return unique(found)


def _is_place(paragraph: ParsedParagraph, mention: Mention, noun: Token) -> bool:
    """*une source française **à Orvik***: where it is, not whose."""
    prepositions = grammar_of(noun).prepositions.of_place
    return preposition_of(paragraph.doc[mention.head]) in prepositions


def _stands_behind_comma(name: Token) -> bool:
    """A comma stands before its phrase, wherever the parser hung it."""
    return name.i > 0 and (name.left_edge.text == "," or name.left_edge.nbor(-1).text == ",")


def _is_beyond(paragraph: ParsedParagraph, mention: Mention, noun: Token) -> bool:
    """*sources who said X left*, *a source with contacts to X*, *officials briefed on X's call*: nobody is of
    whom he speaks, meets or knows.
    """
    token = paragraph.doc[mention.head]
    if token.i < noun.i:
        return False
    if any(map(is_finite_form, paragraph.doc[noun.i + 1 : mention.tokens[0]])):
        return True
    prepositions = grammar_of(noun).prepositions
    apart = {*prepositions.of_topic, prepositions.comitative, prepositions.parties} - {""}
    while token.head not in (noun, token):
        if preposition_of(token) in apart:
            return True
        token = token.head
    return preposition_of(token) in apart


def _is_topic(paragraph: ParsedParagraph, mention: Mention, noun: Token) -> bool:
    """*a statement on Karsan*, *un communiqué sur le Karsan*: what a document is about, not whose it is."""
    token = paragraph.doc[mention.head]
    while token.head not in (noun, token):
        token = token.head
    return preposition_of(token) in grammar_of(noun).prepositions.of_topic
