"""What the story has told so far: the resolved mentions in order, with where each of them stood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verbale.read.lexicons.cues import CueLexicon
from verbale.read.names.mention import Mention, MentionKind, Referent, ReferentKind, unique
from verbale.read.names.office_families import HEADS_OF_BODIES, PRINCIPALS
from verbale.read.names.raw_mention import RawMention
from verbale.read.names.story_people import StoryPeople
from verbale.read.story.document import ParsedParagraph
from verbale.read.story.tokens import grammar_of, plain, preposition
from verbale.syntax.tree import Token

SPEAKING_RELATIONS = frozenset({"nsubj", "nsubj:pass", "obl:agent"})
BEFORE_NOUN = frozenset({"compound", "nmod:poss", "amod"})
# What somebody is named by; kept though nobody can tell who that is.
PEOPLE = frozenset({MentionKind.NAME, MentionKind.SURNAME, MentionKind.OFFICE})
# How a capital hangs that is only where something took place.
PLACES = frozenset({"obl", "obl:mod", "ROOT", "advmod"})
ACTED_ON = frozenset({"obj", "iobj", "obl", "obl:arg"})
# What tells of people when a pair is looked for.
TOLD = PEOPLE | {MentionKind.COUNTERPART, MentionKind.DEMONYM}
# Over how many sentences a pair without principals reaches back.
SENTENCES_BACK = 3
# In a form of the lexicon: the source.
GAP = "*"
# How many mentions back the rules look.
LOOK_BACK = 40
# How many words behind a verb the rest of its entry stands ("laid the plan out").
PARTICLE_WITHIN = 4


@dataclass(frozen=True, slots=True)
class Past:
    """A resolved mention with where it stood.

    Attributes:
        sentence: index of the paragraph, index of the sentence's first token in it.
        speaking: subject of a cue verb, or after *selon*.
        main: subject of the main clause.
        by_document: named as whose statement, readout or the like the subject is.
        relaying: named only as who reports what stands before (*, a annoncé X*, *selon X*).
        acted_on: an object or complement of a main verb.
        located: a capital that may be only where something took place.
    """

    mention: Mention
    raw: RawMention
    sentence: tuple[int, int]
    subject: bool
    speaking: bool
    quoted: bool
    main: bool
    by_document: bool = False
    relaying: bool = False
    acted_on: bool = False
    located: bool = False

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
        document = self._lexicon.documents.get(head.head.lemma_.lower())
        if _names_holder(head) and document is not None and document[0].kind in ("document", "outlet"):
            head = head.head  # "a Citadel statement said ...": the Citadel did
        told = self._lexicon.documents.get(head.lemma_.lower(), ())
        by_document = head is not token and any(d.kind in ("document", "outlet") for d in told)
        verb, subject = head.head, head.dep_ in SPEAKING_RELATIONS
        says = self._is_of_saying(verb) or verb.dep_ == "parataxis"
        if not subject and _stands_before_colon(paragraph, mention):
            subject = says = True  # "Spokesman X: “S”"
        if not subject and _is_origin(head, self._lexicon):
            subject = says = True  # "the announcement came from X"
        speaking = subject and (says or by_document)  # "the Citadel's statement goes further"
        if head.dep_ == "obl:agent" and verb.dep_ in ("acl", "acl:relcl", "advcl"):
            subject = speaking = False  # "X, who was briefed by Y, said": of X
        source = is_after_source_adposition(head, self._lexicon)
        self._past.append(
            Past(
                mention,
                raw,
                (paragraph.index, token.sent.start),
                subject,
                speaking or source or _opens_as_source(paragraph, mention, self._lexicon),
                any(q.inner.contains(mention.span) for q in paragraph.quotations),
                subject and (_is_main(verb) or _stands_before_colon(paragraph, mention)),
                by_document=subject and by_document,
                relaying=source or (speaking and _stands_beside(verb, head)),
                located=mention.kind is MentionKind.CAPITAL and head.dep_ in PLACES,
                acted_on=not source and head.dep_ in ACTED_ON and verb.pos_ == "VERB" and _is_main(verb),
            )
        )

    def _is_of_saying(self, verb: Token) -> bool:
        """Whether a verb is of the lexicon, with the words of an entry behind it (*laid out*, not *laid*)."""
        behind = {t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 1 + PARTICLE_WITHIN]}
        behind |= {t.lemma_.lower() for t in verb.doc[verb.i + 1 : verb.i + 1 + PARTICLE_WITHIN]}
        entries = self._lexicon.verbs.get(verb.lemma_.lower(), ())
        return any(not e.rest or e.rest[0] in behind for e in entries)

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

    def possessor(self, here: tuple[int, int] | None) -> Referent | None:
        """Whose *son ministre* is: the nearest subject's, of the sentence itself first; None when nobody can
        tell who the nearest is.
        """
        subjects = [p for p in self.recent(unresolved=True) if p.subject]
        if here is not None:
            subjects = [p for p in subjects if p.sentence == here] or subjects
        nearest = subjects[0] if subjects else None
        if nearest is not None and (not nearest.who or nearest.sentence == here):
            return nearest.alone
        return self.last_person()

    def side_speaking(self, here: tuple[int, int] | None) -> str | None:
        """The country whose body speaks in a sentence, so far as it is told (*the Oslavian side said that the
        president ...*).
        """
        for past in self.recent():
            who = past.alone
            if past.sentence == here and past.speaking and who is not None and not who.is_person:
                return who.country or who.actor.id
        return None

    def last_person(self) -> Referent | None:
        """The nearest subject that is one person, else the nearest person: the possessor of *son*."""
        persons = [(p, p.alone) for p in self.recent()]
        for past, who in persons:
            if past.subject and who is not None and who.is_person:
                return who
        return next((who for _, who in persons if who is not None and who.is_person), None)

    def last_together(
        self,
        count: int,
        *,
        ahead: bool = True,
        gender: str | None = None,
        here: tuple[int, int] | None = None,
    ) -> tuple[Referent, ...]:
        """The principals that the story has just brought together, when they are so many; else nobody.

        Where no principals are told of, the people of the nearest sentence that names so many.

        Args:
            ahead: whether they may be told before their names (*les deux présidents*, never *ils*).
            gender: whom the words can mean: *les deux femmes*.
            here: the sentence of the words; who acts in it, acts on the two.
        """
        met = self._met_last(count, gender)
        if met and self._another_acts_since(met, here):
            return ()
        if any(not _is_principal(w) for w in met):
            return met  # the head of an organisation is an equal where he acts beside one
        if self._tells_of_unknown():
            return met  # "the prime minister called X": whoever he is, he is one of the two
        people = unique(w for p in self.recent() for w in p.who if _may_be(w, gender) and _is_principal(w))
        if len(people) == count:
            return tuple(reversed(people))
        by_sentence: dict[tuple[int, int], dict[str, Referent]] = {}
        acting: dict[tuple[int, int], set[str]] = {}
        for past in self._past:
            for who in past.who:
                if _is_principal(who) and _may_be(who, gender):
                    by_sentence.setdefault(past.sentence, {}).setdefault(who.actor.name, who)
                    if past.subject or past.acted_on:
                        acting.setdefault(past.sentence, set()).add(who.actor.name)
        full = [s for s in reversed(by_sentence) if len(by_sentence[s]) == count]
        # first where each of them acts or is acted on: "he worried about the health of Orel" does not bring
        # the two together
        full.sort(key=lambda s: len(acting.get(s, ())) < count)
        if full:
            return tuple(by_sentence[full[0]].values())
        # A pair told before its names: the only principals of the whole story.
        whole = [w for w in self._people.in_office(PRINCIPALS) if _may_be(w, gender)]
        if ahead and len(whole) == count and not people:
            return tuple(whole)
        return self._last_people(count, gender) if len(people) < count else ()

    def _another_acts_since(self, met: tuple[Referent, ...], here: tuple[int, int] | None) -> bool:
        """*X received Y. Z, X's host of the week before, was brief. The two ...*: a third acts last."""
        names = {w.actor.name for w in met}
        for past in self.recent():
            if past.sentence == here:
                continue  # "Z called the two": one who acts on them
            beside = [p for p in self._past if p.sentence == past.sentence]
            if names <= {w.actor.name for p in beside for w in p.who} or any(p.raw.plural for p in beside):
                return False  # "the presidents were brought together by Z"
            if past.main and past.alone is not None and _is_principal(past.alone):
                return past.alone.actor.name not in names
        return False

    def _tells_of_unknown(self) -> bool:
        """Whether a principal of whom nobody can tell who he is was the subject of a main clause."""
        return any(
            not p.who and p.main and p.raw.offices & PRINCIPALS and not p.raw.plural and not p.raw.of_another
            for p in self.recent(unresolved=True)
        )

    def _met_last(self, count: int, gender: str | None) -> tuple[Referent, ...]:
        """Those who act or are acted on in the nearest sentence with so many heads of states or bodies."""
        told: dict[tuple[int, int], dict[str, Referent]] = {}
        for past in self._past:
            for who in past.who if past.subject or past.acted_on else ():
                if who.is_person and who.offices & (PRINCIPALS | HEADS_OF_BODIES) and _may_be(who, gender):
                    told.setdefault(past.sentence, {}).setdefault(who.actor.name, who)
        return next((tuple(t.values()) for s in reversed(told) if len(t := told[s]) == count), ())

    def _last_people(self, count: int, gender: str | None) -> tuple[Referent, ...]:
        """Those of the nearest sentences, when they are so many and nobody unknown is among them."""
        sentences = list(dict.fromkeys(p.sentence for p in self._past))[-SENTENCES_BACK:]
        for sentence in reversed(sentences):
            told = [p for p in self._past if p.sentence == sentence and p.mention.kind in TOLD]
            people = unique(w for p in told for w in p.who if w.is_person and _may_be(w, gender))
            if any(not p.who for p in told) or len(people) > count:
                return ()
            if len(people) == count:
                return people
        return ()


def _may_be(who: Referent, gender: str | None) -> bool:
    return gender is None or who.gender in (None, gender)


def _is_principal(who: Referent) -> bool:
    return who.is_person and bool(who.offices & PRINCIPALS)


def is_after_source_adposition(head: Token, lexicon: CueLexicon) -> bool:
    """*selon X*, *d'après X*: words before the phrase name it as a source (not *pour X*, which also
    may not).
    """
    if head.dep_ == "nmod:poss" and _is_around_source(head, lexicon):
        return True
    before = [c for c in head.children if c.i < head.i]
    ends = [*before, *(f for c in before for f in c.children if f.dep_ == "fixed")]  # "d'après"
    sure = lexicon.sure_adpositions
    return any(
        _end_at(c, words) for c in ends for last in {plain(c), preposition(c)} for words in sure.get(last, ())
    )


def _is_around_source(holder: Token, lexicon: CueLexicon) -> bool:
    """*in **X**'s words*, *by **her** own account*."""
    noun = holder.head
    around = [a.words for a in lexicon.adpositions if GAP in a.words]
    before = {plain(c) for c in noun.children if c.dep_ == "case"}
    return any(words[-1] == plain(noun) and words[0] in before for words in around)


def _end_at(last: Token, words: Sequence[str]) -> bool:
    """Whether words of the lexicon end at a token."""
    first = last.i + 1 - len(words)
    return first >= 0 and all(
        w in (plain(t), preposition(t)) for w, t in zip(words, last.doc[first:], strict=False)
    )


def _names_holder(head: Token) -> bool:
    """*a Citadel statement*, *Karsan's readout*, *a statement by the ministry*: whose the noun is."""
    prepositions = grammar_of(head).prepositions
    of = (prepositions.genitive, prepositions.agent)
    return head.dep_ in BEFORE_NOUN or (
        head.dep_ == "nmod" and any(preposition(c) in of for c in head.children if c.dep_ == "case")
    )


def _stands_beside(verb: Token, subject: Token) -> bool:
    """Whether a verb of saying stands behind what is said: *S, a annoncé X*, *S, X said*."""
    if verb.dep_ == "parataxis":
        return True
    first = min(verb.i, subject.i)
    return any(c.dep_ in ("ccomp", "parataxis") and c.i < first for c in verb.children)


def _opens_as_source(paragraph: ParsedParagraph, mention: Mention, lexicon: CueLexicon) -> bool:
    """*Pour X, S*: somebody who opens the sentence behind an adposition, before a comma."""
    first, end = mention.tokens
    doc = paragraph.doc
    if not first or end >= len(doc) or doc[end].text != ",":
        return False
    if not all(r.is_person for r in mention.referents):
        return False
    words = [plain(t) for t in doc[doc[first].sent.start : first]]
    return any(a.words == tuple(words) for a in lexicon.adpositions)


def _stands_before_colon(paragraph: ParsedParagraph, mention: Mention) -> bool:
    """*Spokesman X: “S”*: a name before a colon and a quotation."""
    behind = paragraph.doc[mention.tokens[1]] if mention.tokens[1] < len(paragraph.doc) else None
    if behind is None or behind.text != ":":
        return False
    at = paragraph.at(behind).end
    return any(0 <= q.span.start - at <= 2 for q in paragraph.quotations)


def _is_origin(phrase: Token, lexicon: CueLexicon) -> bool:
    """*The answer came **from X***: who it comes from has told it."""
    grammar, verb = grammar_of(phrase), phrase.head
    plain_ones = {grammar.prepositions.genitive, grammar.prepositions.agent}
    cases = {preposition(c) for c in phrase.children if c.dep_ == "case"}
    if phrase.dep_ != "obl" or not cases & (grammar.prepositions.of_origin - plain_ones):
        return False
    said = {t.lemma_.lower() for t in verb.children if t.dep_ in SPEAKING_RELATIONS}
    told = any(n in lexicon.nouns or n in lexicon.documents or n in grammar.sayings for n in said)
    return told and verb.lemma_.lower() in grammar.verbs.standing and _is_main(verb)


def _is_main(verb: Token) -> bool:
    """Whether the verb heads the sentence, or is coordinated with what does."""
    while verb.dep_ == "conj" and verb.head != verb:
        verb = verb.head
    return verb.dep_ in ("ROOT", "parataxis")
