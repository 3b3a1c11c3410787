"""Second pass: who each raw mention is, told in text order from the registry, the story's date and what came before.

Nothing is guessed: a mention that could be two people keeps both as candidates and no referent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from verbale.actors.registry import ActorEntry, ActorRegistry, How
from verbale.actors.schema import ActorKind, Office
from verbale.model import Actor, DayRange
from verbale.read.coreference_words import CoreferenceWords
from verbale.read.cues import CueLexicon
from verbale.read.document import ParsedParagraph, Story
from verbale.read.mention import Mention, MentionIndex, MentionKind, Referent, ReferentKind, unique
from verbale.read.paragraphs import ParagraphKind
from verbale.read.raw_mentions import RawMention, RawMentionFinder, surnames_again

KINDS = {
    ActorKind.PERSON: ReferentKind.PERSON,
    ActorKind.COUNTRY: ReferentKind.COUNTRY,
    ActorKind.INSTITUTION: ReferentKind.INSTITUTION,
    ActorKind.ORGANISATION: ReferentKind.ORGANISATION,
    ActorKind.GROUP: ReferentKind.GROUP,
    ActorKind.OUTLET: ReferentKind.OUTLET,
}
HEADS_OF_STATE = frozenset({"president", "monarch", "junta_leader", "supreme_leader"})
HEADS_OF_GOVERNMENT = frozenset({"prime_minister", "chancellor"})
# Offices whose holders talk to each other as equals: the counterpart of a president is a president, of a head of
# government a head of government, whatever the title in his country.
PRINCIPALS = HEADS_OF_STATE | HEADS_OF_GOVERNMENT | {"foreign_minister", "defence_minister"}
SPEAKING_RELATIONS = frozenset({"nsubj", "nsubj:pass", "obl:agent"})
LOOK_BACK = 40
OFFICE_ORDER = [str(o) for o in Office]


@dataclass(slots=True)
class _Known:
    """What the story as a whole says of people: who is named in full, and what offices the text gives them."""

    people: dict[str, Referent] = field(default_factory=dict)
    by_surname: dict[str, list[str]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Past:
    """A resolved mention with where it stood."""

    mention: Mention
    raw: RawMention
    sentence: tuple[int, int]
    subject: bool
    speaking: bool
    quoted: bool
    main: bool


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
    return _Resolver(story, raw, registry, words, lexicon).run()


class _Resolver:
    def __init__(
        self,
        story: Story,
        raw: Sequence[Sequence[RawMention]],
        registry: ActorRegistry,
        words: CoreferenceWords,
        lexicon: CueLexicon,
    ) -> None:
        self._story, self._raw, self._registry = story, raw, registry
        self._words, self._lexicon = words, lexicon
        self._days: DayRange | None = story.article.published
        self._known = _Known()
        self._past: list[_Past] = []

    def run(self) -> MentionIndex:
        self._learn()
        index = MentionIndex()
        for paragraph, raws in zip(self._story.paragraphs, self._raw, strict=True):
            for raw in raws:
                who, candidates = self._resolve(paragraph, raw)
                mention = Mention(raw.span, raw.paragraph, raw.tokens, raw.head, raw.kind, who, candidates)
                index.add(mention)
                if paragraph.kind is not ParagraphKind.CAPTION:
                    self._remember(paragraph, raw, mention)
        return index

    # --- what the whole story says ---------------------------------------------------------------------------------

    def _learn(self) -> None:
        for raws in self._raw:
            for raw in raws:
                if raw.kind is not MentionKind.NAME:
                    continue
                for referent in self._named(raw):
                    key = referent.actor.id or referent.actor.name
                    old = self._known.people.get(key)
                    if old is not None:
                        referent = Referent(
                            old.actor, old.kind, old.gender or referent.gender, old.offices | referent.offices, old.country or referent.country
                        )
                    self._known.people[key] = referent
                    self._known.counts[key] = self._known.counts.get(key, 0) + 1
                    last = (raw.unknown_name or referent.actor.name).split()[-1].casefold()
                    listed = self._known.by_surname.setdefault(last, [])
                    if key not in listed:
                        listed.append(key)

    def _named(self, raw: RawMention) -> tuple[Referent, ...]:
        """The person of a full name; none when it is shared and the story does not tell which."""
        if raw.unknown_name is not None:
            country = self._country_of(raw.of)
            actor = Actor(raw.unknown_name, None, country)
            return (Referent(actor, ReferentKind.PERSON, raw.gender, raw.offices, country),)
        entries = [e for e in (self._registry.get(i) for i in raw.entries) if e is not None]
        if len(entries) > 1:
            entries = self._at_the_time(entries)
        return (self._referent(entries[0], raw),) if len(entries) == 1 else ()

    def _country_of(self, of: Sequence[str]) -> str | None:
        bases = [self._base(i) for i in of]
        sides = {self._registry.side_of(b) or b for b in bases if self._registry.get(b)}
        return next(iter(sides)) if len(sides) == 1 else None

    def _base(self, of: str) -> str:
        """The actor behind "Q159:foreign_ministry", an institution made by rule: "Q159"."""
        return of if self._registry.get(of) is not None else of.rpartition(":")[0]

    def _at_the_time(self, entries: list[ActorEntry]) -> list[ActorEntry]:
        in_office = [e for e in entries if e.tenures and any(t.may_cover(self._days) for t in e.tenures)]
        return in_office or entries

    def _referent(self, entry: ActorEntry, raw: RawMention | None = None) -> Referent:
        days = self._days
        offices = frozenset(str(t.office) for t in entry.tenures if t.may_cover(days))
        if raw is not None and not raw.former:
            offices |= raw.offices
        country = self._registry.side_of(entry.id, days) or self._registry.side_of(entry.id)
        if country is None and raw is not None:
            country = self._country_of(raw.of)
        actor = self._registry.to_actor(entry, days)
        gender = entry.gender or (raw.gender if raw is not None else None)
        return Referent(actor, KINDS[entry.kind], gender, offices, country)

    # --- one mention -----------------------------------------------------------------------------------------------

    def _resolve(self, paragraph: ParsedParagraph, raw: RawMention) -> tuple[tuple[Referent, ...], tuple[Referent, ...]]:
        match raw.kind:
            case MentionKind.NAME:
                found = self._named(raw)
                known = tuple(self._known.people.get(r.actor.id or r.actor.name, r) for r in found)
                return known, () if known else self._all(raw.entries)
            case MentionKind.SURNAME:
                return self._surname(raw)
            case MentionKind.OFFICE:
                return self._office(paragraph, raw)
            case MentionKind.SIDE | MentionKind.CAPITAL:
                return self._side(raw)
            case MentionKind.DEMONYM:
                return self._demonym(raw)
            case MentionKind.COUNTERPART:
                return self._counterpart(paragraph, raw)
            case MentionKind.PAIR:
                return self._pair(paragraph, raw), ()
            case MentionKind.PRONOUN:
                return self._pronoun(paragraph, raw), ()
            case MentionKind.SAME_SOURCE:
                return self._same_source(paragraph, raw), ()
            case MentionKind.DELEGATION:
                return self._delegations(raw), ()
        return (), ()

    def _all(self, ids: Iterable[str]) -> tuple[Referent, ...]:
        return tuple(self._referent(e) for e in (self._registry.get(i) for i in ids) if e is not None)

    def _surname(self, raw: RawMention) -> tuple[tuple[Referent, ...], tuple[Referent, ...]]:
        """The person of the story with that name; else the only one in the registry who held office at the time."""
        if raw.unknown_name is not None:
            listed = self._known.by_surname.get(raw.unknown_name.split()[-1].casefold(), [])
            return self._one_of([self._known.people[k] for k in listed], raw)
        in_story = [self._known.people[i] for i in raw.entries if i in self._known.people]
        if in_story:
            return self._one_of(in_story, raw)
        entries = [e for e in (self._registry.get(i) for i in raw.entries) if e is not None]
        if len(entries) > 1:
            entries = self._at_the_time(entries)
        return self._one_of([self._referent(e, raw) for e in entries], raw)

    def _one_of(self, people: list[Referent], raw: RawMention) -> tuple[tuple[Referent, ...], tuple[Referent, ...]]:
        fitting = [p for p in people if raw.gender is None or p.gender in (None, raw.gender)]
        if raw.of:
            fitting = [p for p in fitting if p.country in raw.of] or fitting
        return (tuple(fitting), ()) if len(fitting) == 1 else ((), tuple(fitting))

    def _office(self, paragraph: ParsedParagraph, raw: RawMention) -> tuple[tuple[Referent, ...], tuple[Referent, ...]]:
        """*le président oslave*, *le chef de l'État*: a holder at the time, one of the story's people first."""
        if raw.plural and len(raw.of) > 1:
            each = [self._holder(raw.offices, of, raw) for of in raw.of]
            if all(who for who, _ in each):
                return unique(r for who, _ in each for r in who), ()
            return (), ()
        if raw.plural:
            return self._leaders(raw)
        if raw.of:
            return self._holder(raw.offices, raw.of[0], raw)
        return self._bare_office(raw)

    def _leaders(self, raw: RawMention) -> tuple[tuple[Referent, ...], tuple[Referent, ...]]:
        """*les chefs d'État de l'Union*: the members' leaders together."""
        if len(raw.of) == 1:
            entry = self._registry.get(raw.of[0])
            if entry is not None and entry.kind is ActorKind.ORGANISATION:
                actor = self._registry.leaders(entry.id)
                return (Referent(actor, ReferentKind.ORGANISATION, None, frozenset(), entry.id),), ()
        if not raw.of and raw.offices & PRINCIPALS:
            # "les chefs d'État", "les ministres" alone: those just brought together, when they hold such offices
            pair = self._last_together(2)
            if pair and all(w.offices & raw.offices for w in pair):
                return pair, ()
        return (), ()

    def _holder(self, offices: frozenset[str], of: str, raw: RawMention) -> tuple[tuple[Referent, ...], tuple[Referent, ...]]:
        base = self._base(of)
        country = self._registry.side_of(base) or base
        sides = {of, base, country}
        in_story = [
            p for p in self._known.people.values() if p.country in sides and p.offices & offices and p.gender in (None, raw.gender or p.gender)
        ]
        in_story += [
            p
            for k, p in self._known.people.items()
            if p not in in_story and any(str(t.office) in offices and t.of in sides for t in self._registry.offices_of(k, None))
        ]
        if raw.former:
            return self._one_of(in_story, raw) if len(in_story) == 1 else ((), tuple(in_story))
        if len(in_story) == 1:
            return (in_story[0],), ()
        if len(in_story) > 1:
            current = [p for p in in_story if p.offices & offices]
            if len(current) == 1:
                return (current[0],), ()
            return (), tuple(in_story)
        if of.endswith(":delegation"):
            who = Referent(self._registry.delegation(base), ReferentKind.INSTITUTION, None, frozenset(), base)
            return (who,), ()
        entry = self._registry.get(base)
        if entry is not None:
            for place in dict.fromkeys((of, base, country)):
                held = self._registry.holders(offices, place, self._days)
                held = tuple(h for h in held if raw.gender is None or h.gender in (None, raw.gender))
                if len(held) == 1:
                    return (self._referent(held[0], raw),), ()
                if len(held) > 1 and self._days is not None:
                    return (), tuple(self._referent(h, raw) for h in held)
        if entry is None or entry.kind is ActorKind.INSTITUTION and entry.side is None:
            return (), ()
        unnamed = self._registry.unnamed_office(country if self._registry.get(country) else base, min(offices, key=OFFICE_ORDER.index))
        return (Referent(unnamed, ReferentKind.PERSON, raw.gender, offices, country),), ()

    def _bare_office(self, raw: RawMention) -> tuple[tuple[Referent, ...], tuple[Referent, ...]]:
        holders = [p for p in self._known.people.values() if p.offices & raw.offices and p.gender in (None, raw.gender or p.gender)]
        if len(holders) == 1:
            return (holders[0],), ()
        if not holders:
            return (), ()
        names = {p.actor.name for p in holders}
        for past in reversed(self._past[-LOOK_BACK:]):
            who = past.mention.referents
            if past.subject and len(who) == 1 and who[0].actor.name in names:
                return who, ()
        return (), tuple(holders)

    def _side(self, raw: RawMention) -> tuple[tuple[Referent, ...], tuple[Referent, ...]]:
        if raw.institution is not None:
            return self._institution(raw)
        entries = [e for e in (self._registry.get(i) for i in raw.entries) if e is not None]
        found = [self._referent(e) for e in entries]
        return (tuple(found), ()) if len(found) == 1 else ((), tuple(found))

    def _institution(self, raw: RawMention) -> tuple[tuple[Referent, ...], tuple[Referent, ...]]:
        assert raw.institution is not None
        if raw.of:
            base = [self._base(o) for o in raw.of]
            found = [self._body(b, raw) for b in base]
            return tuple(f for f in found if f is not None), ()
        # "la présidence" alone: the one named last, else that of the only president of the story.
        for past in reversed(self._past[-LOOK_BACK:]):
            for who in past.mention.referents:
                if who.kind is ReferentKind.INSTITUTION and (who.actor.id or "").endswith(f":{raw.institution}"):
                    return (who,), ()
                entry = self._registry.get(who.actor.id or "")
                if entry is not None and entry.institution == raw.institution:
                    return (who,), ()
        offices = {"presidency": HEADS_OF_STATE, "government": HEADS_OF_GOVERNMENT, "foreign_ministry": frozenset({"foreign_minister"})}
        wanted = offices.get(raw.institution)
        if wanted is not None:
            countries = {p.country for p in self._known.people.values() if p.offices & wanted and p.country}
            if len(countries) == 1:
                body = self._body(next(iter(countries)), raw)
                return ((body,), ()) if body is not None else ((), ())
        return (), ()

    def _body(self, country: str, raw: RawMention) -> Referent | None:
        side = self._registry.side_of(country) or country
        if self._registry.get(side) is None or raw.institution is None:
            return None
        if raw.institution == "authorities":
            entry = self._registry.get(side)  # a government is its country (GOLD.md)
            return self._referent(entry) if entry is not None else None
        if raw.institution == "delegation":
            actor = self._registry.delegation(side)
        else:
            actor = self._registry.institution(side, raw.institution)
        return Referent(actor, ReferentKind.INSTITUTION, raw.gender, frozenset(), side)

    def _demonym(self, raw: RawMention) -> tuple[tuple[Referent, ...], tuple[Referent, ...]]:
        if len(raw.entries) != 1:
            return (), ()
        country = raw.entries[0]
        if raw.plural:
            entry = self._registry.get(country)
            return ((self._referent(entry),), ()) if entry is not None else ((), ())
        people = unique(
            w
            for p in reversed(self._past[-LOOK_BACK:])
            for w in p.mention.referents
            if w.is_person and w.country == country and w.offices & PRINCIPALS and w.gender in (None, raw.gender or w.gender)
        )
        if not people:
            people = tuple(p for p in self._known.people.values() if p.country == country and p.offices & PRINCIPALS)
        return ((people[0],), ()) if len(people) == 1 else ((), people)

    def _counterpart(self, paragraph: ParsedParagraph, raw: RawMention) -> tuple[tuple[Referent, ...], tuple[Referent, ...]]:
        own = self._subject_before(paragraph, raw)
        if raw.of:
            offices = self._family(own.offices) if own is not None else PRINCIPALS
            country = self._registry.side_of(raw.of[0]) or raw.of[0]
            in_story = [p for p in self._known.people.values() if p.country == country and p.offices & offices]
            if not in_story:
                in_story = [p for p in self._known.people.values() if p.country == country and p.offices & PRINCIPALS]
            if len(in_story) == 1:
                return (in_story[0],), ()
            if in_story:
                return (), tuple(in_story)
            if own is None:
                return (), ()
            return self._holder(self._closest_offices(own.offices, country), country, raw)
        others = [
            p
            for p in self._known.people.values()
            if (own is None or p.actor.name != own.actor.name) and p.offices & (self._family(own.offices) if own else PRINCIPALS)
        ]
        if own is not None and len(others) == 1:
            return (others[0],), ()
        if own is not None and others:
            recent = [w for p in reversed(self._past[-LOOK_BACK:]) for w in p.mention.referents if w in others]
            near = unique(recent[:3])
            if len(near) == 1:
                return near, ()
        return (), tuple(others)

    def _family(self, offices: frozenset[str]) -> frozenset[str]:
        if offices & (HEADS_OF_STATE | HEADS_OF_GOVERNMENT):
            return HEADS_OF_STATE | HEADS_OF_GOVERNMENT
        return offices & PRINCIPALS or offices

    def _closest_offices(self, offices: frozenset[str], country: str) -> frozenset[str]:
        """A president's counterpart where the registry knows holders: president, monarch; else the head of government."""
        for family in (HEADS_OF_STATE, HEADS_OF_GOVERNMENT):
            if offices & family and self._registry.holders(family, country, self._days):
                return family
        family = self._family(offices)
        return family if family else offices

    def _subject_before(self, paragraph: ParsedParagraph, raw: RawMention) -> Referent | None:
        """The possessor of *son*: the nearest subject before, in the sentence or the one before it; a person."""
        for past in reversed(self._past[-LOOK_BACK:]):
            who = past.mention.referents
            if past.subject and len(who) == 1 and who[0].is_person:
                return who[0]
        for past in reversed(self._past[-LOOK_BACK:]):
            who = past.mention.referents
            if len(who) == 1 and who[0].is_person:
                return who[0]
        return None

    def _pair(self, paragraph: ParsedParagraph, raw: RawMention) -> tuple[Referent, ...]:
        """The two that the story has just brought together."""
        if raw.pair == "side":
            sides = unique(
                w for p in reversed(self._past[-LOOK_BACK:]) for w in p.mention.referents if w.kind is ReferentKind.COUNTRY
            )
            if len(sides) == 2:
                return tuple(reversed(sides))
        return self._last_together(3) if raw.pair == "three" else self._last_together(2)

    def _last_together(self, count: int) -> tuple[Referent, ...]:
        """The principals that the story has just brought together, when they are so many; else nobody."""
        people = unique(
            w for p in reversed(self._past[-LOOK_BACK:]) for w in p.mention.referents if w.is_person and w.offices & PRINCIPALS
        )
        if len(people) == count:
            return tuple(reversed(people))
        by_sentence: dict[tuple[int, int], dict[str, Referent]] = {}
        for past in self._past:
            for who in past.mention.referents:
                if who.is_person and who.offices & PRINCIPALS:
                    by_sentence.setdefault(past.sentence, {}).setdefault(who.actor.name, who)
        for sentence in reversed(by_sentence):
            if len(by_sentence[sentence]) == count:
                return tuple(by_sentence[sentence].values())
        # A pair told before its names: the only principals of the whole story.
        whole = [p for p in self._known.people.values() if p.offices & PRINCIPALS]
        return tuple(whole) if len(whole) == count and not people else ()

    def _pronoun(self, paragraph: ParsedParagraph, raw: RawMention) -> tuple[Referent, ...]:
        assert raw.pronoun is not None
        if raw.pronoun.plural:
            return self._plural_pronoun()
        token = paragraph.doc[raw.head]
        beside = token.text.startswith("-") or (token.head.dep_ == "parataxis")
        here = (paragraph.index, token.sent.start)
        if 0 < token.i < len(paragraph.doc) - 1 and token.nbor(-1).text == "," and token.nbor().text == ",":
            # "Oslavie avait, elle, menacé": the one just named
            last = next((p for p in reversed(self._past) if p.sentence == here and p.mention.referents), None)
            if last is not None:
                return last.mention.referents
        if raw.pronoun.role == "object" and any(c.lower_ in ("selon", "d'après", "après") for c in token.children):
            # "selon lui": whoever speaks, not the other one
            last = next((p for p in reversed(self._past[-LOOK_BACK:]) if (p.main or p.speaking) and len(p.mention.referents) == 1), None)
            return last.mention.referents if last is not None and last.mention.referents[0].is_person else ()
        if raw.pronoun.role == "object":
            return self._object_pronoun(paragraph, raw, here)
        if raw.pronoun.role == "demonstrative":
            for past in reversed(self._past[-LOOK_BACK:]):
                who = past.mention.referents
                if len(who) == 1 and self._agrees(who[0], past.raw, raw.gender) and (not past.subject or past.sentence != here):
                    return who
            return ()
        inside = any(q.inner.contains(raw.span) for q in paragraph.quotations) and not beside
        near = [p for p in reversed(self._past[-LOOK_BACK:]) if here[0] - p.sentence[0] <= 2 and (inside or not p.quoted)]
        for past in near:
            # who speaks or acts nearest before; beside a quotation (*a-t-il dit*) both count alike
            who = past.mention.referents
            if (past.main or past.speaking) and len(who) == 1 and self._agrees(who[0], past.raw, raw.gender):
                return who
        for past in near:
            who = past.mention.referents
            if past.subject and len(who) == 1 and self._agrees(who[0], past.raw, raw.gender):
                return who
        people = unique(
            w for p in self._past[-LOOK_BACK:] for w in p.mention.referents if w.is_person and w.gender in (None, raw.gender)
        )
        return people if len(people) == 1 else ()

    def _agrees(self, who: Referent, raw: RawMention, gender: str | None) -> bool:
        """A pronoun takes a person of its gender; an institution only when its own noun shows that gender."""
        if who.is_person:
            return who.gender in (None, gender)
        return raw.gender is not None and raw.gender == gender

    def _object_pronoun(self, paragraph: ParsedParagraph, raw: RawMention, here: tuple[int, int]) -> tuple[Referent, ...]:
        """*lui*: the other one, not the subject of its own clause."""
        subject = next((p for p in reversed(self._past[-LOOK_BACK:]) if p.subject and p.sentence == here), None)
        if subject is None:
            subject = next((p for p in reversed(self._past[-LOOK_BACK:]) if p.subject), None)
        mine = {w.actor.name for w in subject.mention.referents} if subject is not None else set()
        people = unique(
            w
            for p in reversed(self._past[-LOOK_BACK:])
            for w in p.mention.referents
            if w.is_person and w.actor.name not in mine and w.offices & PRINCIPALS
        )
        return people[:1] if len(people) == 1 else ()

    def _plural_pronoun(self) -> tuple[Referent, ...]:
        for past in reversed(self._past[-LOOK_BACK:]):
            if past.subject and len(past.mention.referents) > 1:
                return past.mention.referents
            if past.subject and past.raw.plural and past.mention.referents:
                return past.mention.referents
        return self._last_together(2)

    def _same_source(self, paragraph: ParsedParagraph, raw: RawMention) -> tuple[Referent, ...]:
        for past in reversed(self._past[-LOOK_BACK:]):
            who = past.mention.referents
            if past.speaking and who and all(w.kind in (ReferentKind.INSTITUTION, ReferentKind.ORGANISATION, ReferentKind.COUNTRY, ReferentKind.GROUP) for w in who):
                return who
        for past in reversed(self._past[-LOOK_BACK:]):
            who = past.mention.referents
            if len(who) == 1 and who[0].kind is ReferentKind.INSTITUTION:
                return who
        return ()

    def _delegations(self, raw: RawMention) -> tuple[Referent, ...]:
        found = []
        for of in raw.of:
            side = self._registry.side_of(of) or of
            if self._registry.get(side) is not None:
                found.append(Referent(self._registry.delegation(side), ReferentKind.INSTITUTION, None, frozenset(), side))
        return unique(found)

    # --- memory ----------------------------------------------------------------------------------------------------

    def _remember(self, paragraph: ParsedParagraph, raw: RawMention, mention: Mention) -> None:
        if not mention.referents or all(r.kind is ReferentKind.OUTLET for r in mention.referents):
            return
        token = paragraph.doc[raw.head]
        head = token
        while head.dep_ in ("conj", "appos", "flat:name", "flat") and head.head != head:
            head = head.head
        subject = head.dep_ in SPEAKING_RELATIONS
        verb = head.head
        speaking = subject and (verb.lemma_.lower() in self._lexicon.verbs or verb.dep_ == "parataxis")
        case = [c for c in head.children if c.dep_ == "case"]
        speaking = speaking or any(c.lower_ in ("selon", "d'après", "après") for c in case)
        quoted = any(q.inner.contains(mention.span) for q in paragraph.quotations)
        self._past.append(_Past(mention, raw, (paragraph.index, token.sent.start), subject, speaking, quoted, subject and _is_main(verb)))


def _is_main(verb: Token) -> bool:
    """Whether the verb heads the sentence, or is coordinated with what does."""
    while verb.dep_ == "conj" and verb.head != verb:
        verb = verb.head
    return verb.dep_ in ("ROOT", "parataxis")


def find_mentions(
    story: Story, finder: RawMentionFinder, registry: ActorRegistry, words: CoreferenceWords, lexicon: CueLexicon
) -> MentionIndex:
    """Both passes."""
    raw = [finder.find(p) for p in story.paragraphs]
    surnames = frozenset(m.unknown_name.split()[-1] for found in raw for m in found if m.unknown_name and " " in m.unknown_name)
    raw = [
        sorted([*found, *surnames_again(p, found, surnames)], key=lambda m: m.tokens)
        for p, found in zip(story.paragraphs, raw, strict=True)
    ]
    return resolve_mentions(story, raw, registry, words, lexicon)
