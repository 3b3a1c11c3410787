"""What the story has told so far: the resolved mentions in order, with where each of them stood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verbale.read.lexicons.cues import CueLexicon
from verbale.read.names.mention import Mention, MentionKind, Referent, ReferentKind, unique
from verbale.read.names.office_families import PRINCIPALS
from verbale.read.names.raw_mention import RawMention
from verbale.read.names.story_people import StoryPeople
from verbale.read.story.document import ParsedParagraph
from verbale.read.story.tokens import plain, preposition
from verbale.syntax.tree import Token

SPEAKING_RELATIONS = frozenset({"nsubj", "nsubj:pass", "obl:agent"})
# What somebody is named by; kept though nobody can tell who that is.
PEOPLE = frozenset({MentionKind.NAME, MentionKind.SURNAME, MentionKind.OFFICE})
ACTED_ON = frozenset({"obj", "iobj", "obl", "obl:arg"})
# How many mentions back the rules look.
LOOK_BACK = 40


@dataclass(frozen=True, slots=True)
class Past:
    """A resolved mention with where it stood.

    Attributes:
        sentence: index of the paragraph, index of the sentence's first token in it.
        speaking: subject of a cue verb, or after *selon*.
        main: subject of the main clause.
        relaying: named only as who reports what stands before (*, a annoncé X*, *selon X*).
        acted_on: an object or complement of a main verb.
    """

    mention: Mention
    raw: RawMention
    sentence: tuple[int, int]
    subject: bool
    speaking: bool
    quoted: bool
    main: bool
    relaying: bool = False
    acted_on: bool = False

    @property
    def who(self) -> tuple[Referent, ...]:
        """Who it was."""
        return self.mention.referents

    @property
    def alone(self) -> Referent | None:
        """Who it was when it was one."""
        return self.who[0] if len(self.who) == 1 else None


class Memory:
    """The resolved mentions so far."""

    def __init__(self, people: StoryPeople, lexicon: CueLexicon) -> None:
        self._past: list[Past] = []
        self._people, self._lexicon = people, lexicon

    def remember(self, paragraph: ParsedParagraph, raw: RawMention, mention: Mention) -> None:
        """Keep a mention of somebody; outlets are channels and nobody's antecedent."""
        if mention.referents and all(r.kind is ReferentKind.OUTLET for r in mention.referents):
            return
        if not mention.referents and mention.kind not in PEOPLE:
            return
        token = paragraph.doc[raw.head]
        head = token
        while head.dep_ in ("conj", "appos", "flat:name", "flat") and head.head != head:
            head = head.head
        if head.dep_ == "nmod:poss" and head.head.dep_ in SPEAKING_RELATIONS:
            head = head.head  # "Vask's position is firm. She said ...": told of her
        verb, subject = head.head, head.dep_ in SPEAKING_RELATIONS
        speaking = subject and (verb.lemma_.lower() in self._lexicon.verbs or verb.dep_ == "parataxis")
        if head.dep_ == "obl:agent" and verb.dep_ in ("acl", "acl:relcl", "advcl"):
            subject = speaking = False  # "X, who was briefed by Y, said": of X
        source = is_after_source_adposition(head, self._lexicon)
        self._past.append(
            Past(
                mention,
                raw,
                (paragraph.index, token.sent.start),
                subject,
                speaking or source,
                any(q.inner.contains(mention.span) for q in paragraph.quotations),
                subject and _is_main(verb),
                relaying=source or (speaking and _stands_beside(verb, head)),
                acted_on=not source and head.dep_ in ACTED_ON and verb.pos_ == "VERB" and _is_main(verb),
            )
        )

    def at(self, paragraph: int, token: int) -> Past | None:
        """The last resolved mention that covers a token of a paragraph."""
        covering = (
            p for p in self.recent() if p.sentence[0] == paragraph and token in range(*p.mention.tokens)
        )
        return next(covering, None)

    def recent(self, *, unresolved: bool = False) -> Iterator[Past]:
        """The latest mentions, the last one first.

        Args:
            unresolved: also those of people of whom there was no telling who they are.
        """
        return (p for p in reversed(self._past[-LOOK_BACK:]) if unresolved or p.who)

    def institution_of(self, who: Referent) -> str | None:
        """Which institution of its side a body is; None when it is none or has no such key."""
        return self._people.institution_of(who)

    def bodies_in_title(self, past: Past, institutions: frozenset[str]) -> tuple[Referent, ...]:
        """The one body of these kinds that the title of a mention names (*spokesman of the ministry*)."""
        named = [body for of in past.raw.of if (body := self._people.body(of, institutions)) is not None]
        return tuple(named) if len(named) == 1 else ()

    def last_named(self, sentence: tuple[int, int]) -> Past | None:
        """The last mention in a sentence."""
        return next((p for p in reversed(self._past) if p.who and p.sentence == sentence), None)

    def last_person(self) -> Referent | None:
        """The nearest subject that is one person, else the nearest person: the possessor of *son*."""
        persons = [(p, p.alone) for p in self.recent()]
        for past, who in persons:
            if past.subject and who is not None and who.is_person:
                return who
        return next((who for _, who in persons if who is not None and who.is_person), None)

    def last_together(self, count: int, *, ahead: bool = True) -> tuple[Referent, ...]:
        """The principals that the story has just brought together, when they are so many; else nobody.

        Args:
            ahead: whether they may be told before their names (*les deux présidents*, never *ils*).
        """
        people = unique(w for p in self.recent() for w in p.who if _is_principal(w))
        if len(people) == count:
            return tuple(reversed(people))
        by_sentence: dict[tuple[int, int], dict[str, Referent]] = {}
        for past in self._past:
            for who in past.who:
                if _is_principal(who):
                    by_sentence.setdefault(past.sentence, {}).setdefault(who.actor.name, who)
        for sentence in reversed(by_sentence):
            if len(by_sentence[sentence]) == count:
                return tuple(by_sentence[sentence].values())
        # A pair told before its names: the only principals of the whole story.
        whole = self._people.in_office(PRINCIPALS)
        return tuple(whole) if ahead and len(whole) == count and not people else ()


def _is_principal(who: Referent) -> bool:
    return who.is_person and bool(who.offices & PRINCIPALS)


def is_after_source_adposition(head: Token, lexicon: CueLexicon) -> bool:
    """*selon X*, *d'après X*: words before the phrase name it as a source (not *pour X*, which also
    may not).
    """
    sure = [a.words for a in lexicon.adpositions if not a.only_before_quote_or_clause]
    return any(_end_at(c, words) for c in head.children if c.i < head.i for words in sure)


def _end_at(last: Token, words: Sequence[str]) -> bool:
    """Whether words of the lexicon end at a token."""
    first = last.i + 1 - len(words)
    if words[-1] not in (plain(last), preposition(last)) or first < 0:
        return False
    return all(w in (plain(t), preposition(t)) for w, t in zip(words, last.doc[first:], strict=False))


def _stands_beside(verb: Token, subject: Token) -> bool:
    """Whether a verb of saying stands behind what is said: *S, a annoncé X*, *S, X said*."""
    if verb.dep_ == "parataxis":
        return True
    first = min(verb.i, subject.i)
    return any(c.dep_ in ("ccomp", "parataxis") and c.i < first for c in verb.children)


def _is_main(verb: Token) -> bool:
    """Whether the verb heads the sentence, or is coordinated with what does."""
    while verb.dep_ == "conj" and verb.head != verb:
        verb = verb.head
    return verb.dep_ in ("ROOT", "parataxis")
