"""What the sides' accounts of one contact say: in common, by one side alone, and against each other.

Silence is not denial; which of them is right is not for us to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import permutations

from verbale.model import Actor, Article, ContactMention, Polarity, SpeechAct, Statement
from verbale.reconcile.divergences import Divergence, DivergenceKind
from verbale.reconcile.matter import STEM, overlap
from verbale.reconcile.mentions import fold
from verbale.reconcile.reporters import own_side, side_key
from verbale.reconcile.versions import Evidence
from verbale.sentences import say

# Fewer statements of a side are no account from which anything could be missing.
ACCOUNT_AT_LEAST = 3
# What a promise and its denial have in common: so many words, or so large a share of the shorter one's.
SHARED_WORDS, SAME_MATTER = 2, 0.5
# What would have to be answered, or was promised: silence of the other side on it is worth a line.
WEIGHTY = frozenset(
    {SpeechAct.REQUEST, SpeechAct.COMMIT, SpeechAct.AGREE, SpeechAct.REFUSE, SpeechAct.OFFER, SpeechAct.DENY}
)
BINDING = frozenset({SpeechAct.COMMIT, SpeechAct.AGREE, SpeechAct.OFFER})


class Opposition(StrEnum):
    """How two statements on one topic oppose each other."""

    REFUSED = "asked and refused"
    DENIED = "said and denied"
    TOLD_OTHERWISE = "told and told otherwise"
    BLAMED = "each blames the other"


@dataclass(frozen=True, slots=True)
class Said:
    """One statement on a contact.

    Attributes:
        speaker: whose words they are.
        side: the side whose account it belongs to: who relays it, else the institution that speaks; None when
            the press names neither.
        evidence: where it stands.
        witness: shared by reprints.
        language: of its text; matter: the beginnings of its longer words. Empty: not known.
        others: the names of those who say it together with the speaker.
    """

    speaker: Actor
    side: Actor | None
    act: SpeechAct
    polarity: Polarity
    topics: tuple[str, ...]
    evidence: Evidence
    witness: str
    language: str = ""
    matter: frozenset[str] = frozenset()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Common:
    """What the accounts of both sides report.

    Attributes:
        about: a topic.
        sides: whose accounts have it.
        explanation: one sentence.
    """

    about: str
    sides: tuple[Actor, ...]
    evidence: tuple[Evidence, ...]
    explanation: str


def said_of(
    statement: Statement, contact: ContactMention, article: Article, path: str, witness: str
) -> Iterator[Said]:
    """A statement on a contact, once for each speaker and each side that relays it."""
    evidence = Evidence(path, statement.content.start, statement.content.end, article.sha256)
    words = fold(statement.content.of(article.text)).split()
    matter = frozenset(w[:STEM] for w in words if len(w) >= STEM)
    for speaker in statement.speaker:
        own = own_side((speaker,), contact)
        for side in statement.reported_by or own or (None,):
            yield Said(
                speaker,
                side,
                statement.act,
                statement.polarity,
                statement.topics,
                evidence,
                witness,
                article.language,
                matter,
                tuple(sorted(a.name for a in statement.speaker if a != speaker)),
            )


def _who(s: Said, others: tuple[str, ...]) -> str:
    """The speaker, with those who said it together with him: the first of them in alphabetical order."""
    if not others:
        return s.speaker.name
    first, *rest = sorted((s.speaker.name, *others))
    return say("{name} (with {others})", name=first, others=", ".join(rest))


def _does(act: SpeechAct, topic: str) -> str:
    """What somebody does who says something on a topic."""
    match act:
        case SpeechAct.ASSERT:
            return say("says something of {topic}", topic=topic)
        case SpeechAct.REQUEST:
            return say("asks for something about {topic}", topic=topic)
        case SpeechAct.COMMIT:
            return say("promises something about {topic}", topic=topic)
        case SpeechAct.AGREE:
            return say("agrees to something about {topic}", topic=topic)
        case SpeechAct.REFUSE:
            return say("refuses something about {topic}", topic=topic)
        case SpeechAct.DENY:
            return say("denies something about {topic}", topic=topic)
        case SpeechAct.ACCUSE:
            return say("accuses over {topic}", topic=topic)
        case SpeechAct.WARN:
            return say("warns about {topic}", topic=topic)
        case SpeechAct.OFFER:
            return say("offers something about {topic}", topic=topic)
        case SpeechAct.CONCERN:
            return say("is concerned about {topic}", topic=topic)
        case SpeechAct.PRAISE:
            return say("praises something about {topic}", topic=topic)
        case SpeechAct.DOUBT:
            return say("doubts something about {topic}", topic=topic)


def compare_accounts(said: Iterable[Said]) -> tuple[tuple[Common, ...], tuple[Divergence, ...]]:
    """What the sides report alike, and on what they differ: opposed first, then what one alone reports."""
    listed = sorted(set(said), key=lambda s: (s.evidence, s.act, s.speaker.name))
    opposed = _opposed(listed)
    taken = {d.about for d in opposed}
    common = tuple({c.explanation: c for c in _common(listed)}.values())
    shared = {c.about for c in common}
    alone = tuple(d for d in _one_sided(listed) if d.about not in taken | shared)
    return common, (*opposed, *alone)


def _by_side(said: Iterable[Said]) -> dict[str, list[Said]]:
    found: dict[str, list[Said]] = {}
    for s in said:
        if s.side is not None:
            found.setdefault(side_key(s.side), []).append(s)
    return found


def _name(said: Sequence[Said]) -> Actor:
    """The side as most of its statements name it."""
    names = [s.side for s in said if s.side is not None]
    return max(sorted(set(names), key=lambda a: a.name), key=names.count)


def _common(said: Sequence[Said]) -> Iterable[Common]:
    """The same act on the same topic by the same speaker, in the accounts of two sides."""
    told: dict[tuple[str, str, SpeechAct, Polarity], list[Said]] = {}
    for s in said:
        for topic in s.topics:
            told.setdefault((topic, s.speaker.id or s.speaker.name, s.act, s.polarity), []).append(s)
    for (topic, _, act, _), same in sorted(told.items()):
        sides = _by_side(same)
        if len(sides) < 2:
            continue
        names = tuple(sorted((_name(s) for s in sides.values()), key=lambda a: a.name))
        both = " and ".join(a.name for a in names)
        words = say(
            "{sides} both report that {name} {does}.",
            sides=both,
            name=_who(same[0], _always_with(same)),
            does=_does(act, topic),
        )
        yield Common(topic, names, tuple(sorted({s.evidence for s in same if s.side})), words)


def _always_with(same: Sequence[Said]) -> tuple[str, ...]:
    """Who says it together with the speaker wherever it is told; nobody where that differs."""
    return same[0].others if all(s.others == same[0].others for s in same) else ()


def _opposed(said: Sequence[Said]) -> tuple[Divergence, ...]:
    by_topic: dict[str, list[Said]] = {}
    for s in said:
        for topic in s.topics:
            by_topic.setdefault(topic, []).append(s)
    found: dict[tuple[str, Opposition, frozenset[str]], list[tuple[Said, Said]]] = {}
    for topic, same in sorted(by_topic.items()):
        for i, a in enumerate(same):
            for b in same[i + 1 :]:
                how = _how_opposed(a, b) or _how_opposed(b, a)
                if how is not None:
                    sides = frozenset((side_key(a.speaker), side_key(b.speaker)))
                    pair = (a, b) if _how_opposed(a, b) else (b, a)
                    found.setdefault((topic, how, sides), []).append(pair)
    for a, b in permutations(said, 2):
        # A promise and its denial may be worded so that no topic is seen in both.
        topics = (*a.topics, *b.topics)
        if topics and not set(a.topics) & set(b.topics) and _shares_words(a, b):
            how = _how_opposed(a, b)
            if how is Opposition.TOLD_OTHERWISE:
                sides = frozenset((side_key(a.speaker), side_key(b.speaker)))
                found.setdefault((topics[0], how, sides), []).append((a, b))
    return tuple(_opposition(topic, how, pairs) for (topic, how, _), pairs in found.items())


def _how_opposed(a: Said, b: Said) -> Opposition | None:
    """How b opposes a."""
    one_side = side_key(a.speaker) == side_key(b.speaker)
    if not one_side:
        positive = a.polarity is b.polarity is Polarity.POSITIVE
        if a.act is SpeechAct.REQUEST and b.act is SpeechAct.REFUSE and positive:
            return Opposition.REFUSED
        if a.act in (SpeechAct.ACCUSE, SpeechAct.ASSERT) and b.act is SpeechAct.DENY and positive:
            return Opposition.DENIED
        if a.act is b.act is SpeechAct.ACCUSE and positive:
            return Opposition.BLAMED
        return None
    if a.speaker != b.speaker or a.side is None or b.side is None or side_key(a.side) == side_key(b.side):
        return None
    bound = a.act in BINDING and a.polarity is Polarity.POSITIVE
    unbound = (b.act in BINDING and b.polarity is Polarity.NEGATIVE) or b.act in (
        SpeechAct.DENY,
        SpeechAct.REFUSE,
    )
    return Opposition.TOLD_OTHERWISE if bound and unbound and _is_of_one_matter(a, b) else None


def _is_of_one_matter(a: Said, b: Said) -> bool:
    """Whether a promise and what one denies or refuses may be the same thing: a topic alone says too little
    where the words can be compared.
    """
    same_topics = set(a.topics) == set(b.topics)
    if not a.matter or not b.matter or a.language != b.language:
        return same_topics
    if b.act is SpeechAct.REFUSE and not same_topics:
        return False  # "no truce while the troops stay": what the promise was conditional on
    return _shares_words(a, b) or overlap(a.matter, b.matter) >= SAME_MATTER


def _shares_words(a: Said, b: Said) -> bool:
    return a.language == b.language and len(a.matter & b.matter) >= SHARED_WORDS


def _opposition(topic: str, how: Opposition, pairs: Sequence[tuple[Said, Said]]) -> Divergence:
    a, b = pairs[0]
    first, second, does = _told(a), _told(b), _does(a.act, topic)
    match how:
        case Opposition.REFUSED:
            form = "{who} {does}; {other_who} refuses."
            words = say(form, who=first, does=does, other_who=second)
        case Opposition.DENIED:
            words = say("{who} {does}; {other_who} denies.", who=first, does=does, other_who=second)
        case Opposition.BLAMED:
            form = "{who} and {other_who} each accuse over {topic}."
            words = say(form, who=first, other_who=second, topic=topic)
        case Opposition.TOLD_OTHERWISE:
            words = say("{who} {does}; {other_who} does not.", who=first, does=does, other_who=second)
    sides = {side_key(x): x for s in (a, b) for x in (s.side or s.speaker,)}
    places = tuple(sorted({s.evidence for pair in pairs for s in pair}))
    named = tuple(sorted(sides.values(), key=lambda x: x.name))
    return Divergence(DivergenceKind.OPPOSED, topic, named, places, words)


def _told(s: Said) -> str:
    if s.side is None or s.side == s.speaker:
        return _who(s, s.others)
    return say("according to {side}, {name}", side=s.side.name, name=_who(s, s.others))


def _one_sided(said: Sequence[Said]) -> Iterable[Divergence]:
    """Demands, promises, refusals that one side's account has, where the other's has nothing on the topic.

    Only where both sides gave an account. What the press has the other side's people say counts as theirs.
    """
    accounts = {key: told for key, told in _by_side(said).items() if len(told) >= ACCOUNT_AT_LEAST}
    if len(accounts) != 2:
        return
    for side, other in (tuple(accounts), tuple(reversed(tuple(accounts)))):
        theirs = {
            topic for s in said for topic in s.topics if other == side_key(s.side if s.side else s.speaker)
        }
        told: dict[str, list[Said]] = {}
        for s in accounts[side]:
            for topic in s.topics:
                if topic not in theirs and s.act in WEIGHTY:
                    told.setdefault(topic, []).append(s)
        own, missing = _name(accounts[side]), _name(accounts[other])
        for topic, where in sorted(told.items()):
            words = say(
                "{side} reports that {name} {does}; "
                "{other_side}, as far as relayed here, does not speak of it (no denial).",
                side=own.name,
                name=_who(where[0], where[0].others),
                does=_does(where[0].act, topic),
                other_side=missing.name,
            )
            places = tuple(sorted({s.evidence for s in where}))
            yield Divergence(DivergenceKind.ONE_SIDED, topic, (own,), places, words)
