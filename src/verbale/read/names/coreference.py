"""Second pass: who each raw mention is, told in text order from the registry, the story's date and what came
before.

Nothing is guessed: a mention that could be two people keeps both as candidates and no referent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from verbale.actors.registry import ActorRegistry
from verbale.actors.schema import ActorKind, InstitutionKey, Office
from verbale.read.lexicons.cues import CueLexicon
from verbale.read.names.coreference_words import CoreferenceWords
from verbale.read.names.memory import Memory
from verbale.read.names.mention import Mention, MentionIndex, MentionKind, Referent
from verbale.read.names.namesakes import without_namesakes
from verbale.read.names.office_families import PRINCIPALS, office_of
from verbale.read.names.raw_mention import RawMention
from verbale.read.names.raw_mentions import RawMentionFinder, find_surnames_again
from verbale.read.names.resolve_people import PeopleResolver
from verbale.read.names.resolve_pronouns import PronounResolver
from verbale.read.names.resolve_sides import SideResolver
from verbale.read.names.sender import sender_of
from verbale.read.names.short_names import find_short_names, first_words
from verbale.read.names.story_people import UNRESOLVED, Referents, Resolved, StoryPeople
from verbale.read.story.document import ParsedParagraph, Story
from verbale.read.story.openings import subject_behind
from verbale.read.story.paragraphs import ParagraphKind

# Whom a verb is directed at.
OBJECTS = frozenset({"obj", "iobj", "obl", "obl:arg"})
# Mentions of somebody who may speak in a quotation.
SPEAKERS = frozenset({MentionKind.NAME, MentionKind.SURNAME, MentionKind.OFFICE, MentionKind.PRONOUN})
# What opens and closes a word of the story's own behind a pronoun.
BRACKETS = {"[": "]", "(": ")"}
# What may stand in them before a name or an office: *the*, *Mr.*
BEFORE_NAMES = frozenset({"DET", "PROPN", "NOUN"})
# Letters between what is quoted and whoever wrote it: ", a indiqué dans un communiqué ".
NEAR_QUOTATION = 40


def find_mentions(
    story: Story,
    finder: RawMentionFinder,
    registry: ActorRegistry,
    words: CoreferenceWords,
    lexicon: CueLexicon,
) -> MentionIndex:
    """All mentions of a story with who they are: both passes."""
    first = [finder.find(p) for p in story.paragraphs]
    names = [m.unknown_name for found in first for m in found if m.unknown_name]
    surnames = frozenset(_called_by(n) for n in names if " " in n)
    told = list(zip(story.paragraphs, first, strict=True))
    bodies = first_words(told, registry)
    raw = [
        sorted(
            [*found, *find_surnames_again(p, found, surnames), *find_short_names(p, found, bodies)],
            key=lambda m: m.tokens,
        )
        for p, found in told
    ]
    return resolve_mentions(story, raw, registry, words, lexicon)


def _called_by(name: str) -> str:
    """The word of a full name that a story goes on with: the last, or the first before a hyphened one (*Pyo
    Do-jin*).
    """
    first, *_, last = name.split()
    return first if "-" in last and last.rpartition("-")[2].islower() else last


def resolve_mentions(
    story: Story,
    raw: Sequence[Sequence[RawMention]],
    registry: ActorRegistry,
    words: CoreferenceWords,
    lexicon: CueLexicon,
) -> MentionIndex:
    """All mentions of a story with who they are.

    Args:
        raw: the raw mentions of each paragraph, in the order of `story.paragraphs`.
    """
    referents = Referents(registry, story.article.published)
    raw = without_namesakes(raw, referents)
    people = StoryPeople(raw, referents, words.unknown_names.also_words, sender_of(story, raw, registry))
    memory = Memory(people, lexicon)
    resolver = _Resolver(people, memory, referents, words, lexicon)
    index = MentionIndex()
    for paragraph, raws in zip(story.paragraphs, raw, strict=True):
        by_tokens = {one.tokens: one for one in raws}
        for one in raws:
            who = resolver.resolve(paragraph, one, by_tokens)
            mention = Mention(
                one.span,
                one.paragraph,
                one.tokens,
                one.head,
                one.kind,
                who.referents,
                who.candidates,
                frozenset() if one.former or one.of_another else one.offices,
            )
            index.add(mention)
            if paragraph.kind is not ParagraphKind.CAPTION:
                memory.remember(paragraph, one, mention)
    return index


def _may_stand_for(raw: RawMention, who: Referent) -> bool:
    """Whether a pronoun in a clause before its noun, *il* or *elle*, can be somebody."""
    pronoun = raw.pronoun
    if pronoun is None or pronoun.plural or pronoun.role != "subject" or raw.gender not in ("m", "f"):
        return False
    return who.gender in (None, raw.gender)


def _office_of(raw: RawMention, owner: Referent) -> str | None:
    """The institution of an owner's *office*: a president's is the presidency, a minister's the ministry."""
    if raw.institution != InstitutionKey.PRESIDENCY:
        return raw.institution
    return office_of(owner.offices) or raw.institution


def _in_brackets_after(
    paragraph: ParsedParagraph, raw: RawMention, by_tokens: Mapping[tuple[int, int], RawMention]
) -> RawMention | None:
    """What the story puts in brackets behind a pronoun to say whom it means: *“He [Vask] refused”*."""
    doc, opening = paragraph.doc, raw.tokens[1]
    if opening >= len(doc) or doc[opening].text not in BRACKETS:
        return None
    closing = BRACKETS[doc[opening].text]
    first = opening + (2 if opening + 1 < len(doc) and doc[opening + 1].pos_ in BEFORE_NAMES else 1)
    inside = (one for one in by_tokens.values() if one.tokens[0] in (opening + 1, first))
    ends = (one for one in inside if one.tokens[1] < len(doc) and doc[one.tokens[1]].text == closing)
    return next((one for one in ends if one.kind is not MentionKind.PRONOUN), None)


def _quoting(
    paragraph: ParsedParagraph, raw: RawMention, by_tokens: Mapping[tuple[int, int], RawMention]
) -> RawMention | None:
    """Who is named right behind the quotation in which a principal's title stands."""
    if not raw.offices & PRINCIPALS:
        return None
    end = next((q.span.end for q in paragraph.quotations if q.inner.contains(raw.span)), None)
    behind = [one for one in by_tokens.values() if end is not None and end <= one.span.start]
    first = min(behind, key=lambda one: one.span.start, default=None)
    if end is None or first is None or first.span.start - end > NEAR_QUOTATION:
        return None
    return first


def _quoting_side(
    paragraph: ParsedParagraph,
    raw: RawMention,
    by_tokens: Mapping[tuple[int, int], RawMention],
    registry: ActorRegistry,
) -> str | None:
    """*« Le président a exprimé A », a indiqué le palais*: the president alone is its own."""
    first = _quoting(paragraph, raw, by_tokens)
    if first is None or first.kind is not MentionKind.SIDE:
        return None
    if first.institution == InstitutionKey.PRESIDENCY and len(first.of) == 1:
        return first.of[0]
    bodies = [e for e in map(registry.get, first.entries) if e and e.kind is ActorKind.INSTITUTION]
    return bodies[0].side if len(bodies) == 1 else None


class _Resolver:
    """Hands each mention to the rules of its kind."""

    def __init__(
        self,
        people: StoryPeople,
        memory: Memory,
        referents: Referents,
        words: CoreferenceWords,
        lexicon: CueLexicon,
    ) -> None:
        self._people = PeopleResolver(people, memory, referents, words)
        self._sides = SideResolver(people, memory, referents)
        self._pronouns = PronounResolver(memory, lexicon)
        self._registry = referents.registry

    def resolve(
        self,
        paragraph: ParsedParagraph,
        raw: RawMention,
        by_tokens: Mapping[tuple[int, int], RawMention] = MappingProxyType({}),
    ) -> Resolved:
        """Who one mention is.

        Args:
            by_tokens: the raw mentions of the paragraph, to find whose adviser or counterpart it is.
        """
        owner: Referent | None = None
        if raw.owner is not None:
            owners = self.resolve(paragraph, replace(by_tokens[raw.owner], owner=None)).referents
            if len(owners) != 1 or owners[0].country is None:
                return UNRESOLVED
            owner = owners[0]
            if raw.kind is MentionKind.OFFICE and raw.offices == {Office.SPOKESPERSON}:
                return self._people.spokesman_of(owner, raw)
            if raw.kind is not MentionKind.COUNTERPART:
                raw = replace(raw, of=(owners[0].country,), institution=_office_of(raw, owner))
        match raw.kind:
            case MentionKind.NAME:
                return self._people.name(raw)
            case MentionKind.SURNAME:
                return self._people.surname(raw)
            case MentionKind.OFFICE:
                here = (paragraph.index, paragraph.doc[raw.head].sent.start)
                if not raw.of and not raw.of_another and not raw.plural and not raw.possessive:
                    side = _quoting_side(paragraph, raw, by_tokens, self._registry)
                    side = side or self._side_of_quoted(paragraph, raw, by_tokens)
                    raw = replace(raw, of=(side,)) if side is not None else raw
                who = self._people.office(raw, here)
                beside = frozenset() if raw.of else self._beside(paragraph, raw, by_tokens)
                # "the president spoke with Vask": whoever the president is, it is not Vask
                return UNRESOLVED if any(w.actor.name in beside for w in who.referents) else who
            case MentionKind.DEMONYM:
                return self._people.demonym(raw)
            case MentionKind.COUNTERPART:
                owner = owner or self._subject_behind(paragraph, raw, by_tokens)
                return self._people.counterpart(raw, owner)
            case MentionKind.SIDE | MentionKind.CAPITAL:
                return self._sides.side(raw)
            case MentionKind.DELEGATION:
                return self._sides.delegations(raw)
            case MentionKind.PAIR:
                here = (paragraph.index, paragraph.doc[raw.head].sent.start)
                return Resolved(self._pronouns.pair(raw, here))
            case MentionKind.PRONOUN:
                bracketed = _in_brackets_after(paragraph, raw, by_tokens)
                if bracketed is not None:
                    return self.resolve(paragraph, bracketed, by_tokens)
                behind = self._subject_behind(paragraph, raw, by_tokens)
                if behind is not None and _may_stand_for(raw, behind):
                    return Resolved((behind,))
                return Resolved(
                    self._pronouns.pronoun(paragraph, raw, self._objects(paragraph, raw, by_tokens))
                )
            case MentionKind.SAME_SOURCE:
                return Resolved(self._pronouns.same_source(raw))

    def _subject_behind(
        self, paragraph: ParsedParagraph, raw: RawMention, by_tokens: Mapping[tuple[int, int], RawMention]
    ) -> Referent | None:
        """*Lors d'un appel avec **son homologue**, X a dit*: the subject that follows, if it is named."""
        subject = subject_behind(paragraph.doc[raw.head])
        if subject is None:
            return None
        kinds = (MentionKind.NAME, MentionKind.SURNAME)
        named = [one for one in by_tokens.values() if subject.i in range(*one.tokens) and one.kind in kinds]
        who = self.resolve(paragraph, named[0], by_tokens).referents if len(named) == 1 else ()
        return who[0] if len(who) == 1 and who[0].is_person else None

    def _side_of_quoted(
        self,
        paragraph: ParsedParagraph,
        raw: RawMention,
        by_tokens: Mapping[tuple[int, int], RawMention],
    ) -> str | None:
        """*« Le président est prêt », a dit le porte-parole*: the country of who is no principal."""
        first = _quoting(paragraph, raw, by_tokens)
        if first is None or first.kind not in SPEAKERS:
            return None
        who = self.resolve(paragraph, first, by_tokens).referents
        if len(who) != 1 or not who[0].is_person or not who[0].offices or who[0].offices & PRINCIPALS:
            return None
        return who[0].country

    def _objects(
        self, paragraph: ParsedParagraph, raw: RawMention, by_tokens: Mapping[tuple[int, int], RawMention]
    ) -> frozenset[str]:
        """The names of whom the pronoun's own verb has for objects behind it."""
        token = paragraph.doc[raw.head]
        return (
            self._beside(paragraph, raw, by_tokens, after=token.i) if token.dep_ == "nsubj" else frozenset()
        )

    def _beside(
        self,
        paragraph: ParsedParagraph,
        raw: RawMention,
        by_tokens: Mapping[tuple[int, int], RawMention],
        *,
        after: int = -1,
    ) -> frozenset[str]:
        """The names of the others that one verb has for subject and objects."""
        token = paragraph.doc[raw.head]
        if token.dep_ not in {"nsubj", *OBJECTS}:
            return frozenset()
        relations = {"nsubj", *OBJECTS}
        heads = {c.i for c in token.head.children if c.dep_ in relations and c.i > after and c is not token}
        people = (MentionKind.NAME, MentionKind.SURNAME)
        named = [one for one in by_tokens.values() if one.head in heads and one.kind in people]
        who = (self.resolve(paragraph, one, by_tokens).referents for one in named)
        return frozenset(r.actor.name for found in who for r in found)
