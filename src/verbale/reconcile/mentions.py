"""Mentions of contacts as the record holds them, with what else their stories say."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from verbale.fold import fold_freely
from verbale.model import Actor, ContactMention, ContactStatus, DayRange, Directness, Reading, Span, Statement
from verbale.reconcile.days import ANY_DAY, ANY_PATTERN, DayPattern, DaySet, days_of, pattern_of
from verbale.reconcile.reporters import told_by
from verbale.reconcile.said_at import contacts_of_statements

# Shorter quotations ("tous les deux") are shared by chance.
QUOTATION_AT_LEAST, QUOTED_WORDS_AT_LEAST = 14, 3
NAME_AT_MOST = 300


class Tells:
    """What a mention tells, one bit each: only what both of two tell is compared. Plain numbers, since
    millions of pairs are asked.
    """

    MAIN = 1
    DURATION = 2
    ORDINAL = 4
    QUOTATIONS = 8
    REQUEST = 16
    PLACE = 32
    INITIATOR = 64
    POINTS = 128
    PATTERN = 256
    FROM_A_DAY = 512
    NO_DAY = 1024


@dataclass(frozen=True)  # no slots: what is worked out once is kept
class StoredMention:
    """One contact as one story tells it.

    Attributes:
        id: see `mention_id`.
        article: sha256 of the story's text.
        paths: every path under which that very text came in, sorted.
        witness: equal for texts that differ only in case, accents, punctuation and white space.
        position: how many contacts the story tells before this one.
        quotations: the story's longer quotations on this contact, folded.
        points: (speaker, act, topic) of the story's statements on this contact.
        telling: the words that tell of it first, folded: equal in reprints, however trimmed.
        told_by: the places of it that a side is named as the source of, each with that side.
        published: the days on which the story may have appeared; None when nothing says so.
        known_by: the last day on which it can have appeared, since it was read then; None when unknown.
        narrowed: the days left by what stories say of days together (see `dating`); None when these are all.
        decided_days: set by a person in place of what the story says; None when nobody did.
    """

    id: str
    article: str
    paths: tuple[str, ...]
    witness: str
    position: int
    mention: ContactMention
    quotations: frozenset[str] = frozenset()
    points: frozenset[tuple[str, str, str]] = frozenset()
    telling: str = ""
    told_by: tuple[tuple[Span, Actor], ...] = ()
    published: DayRange | None = None
    known_by: date | None = None
    narrowed: DaySet | None = None
    decided_days: DaySet | None = None

    @cached_property
    def days(self) -> DaySet:
        """The days it allows; every day when it says nothing."""
        return self.decided_days or self.narrowed or days_of(self.mention.days)

    @cached_property
    def listed_days(self) -> tuple[date, ...]:
        """The days one by one; empty when they are too many or unbounded."""
        return self.days.listed()

    @cached_property
    def not_after(self) -> DaySet:
        """The days up to the one on which its story appeared, if it gives none: what took place was before it
        was told. Every day where nothing says when the story appeared.
        """
        last = self.published.last if self.published is not None else None
        is_told = self.mention.status is ContactStatus.HELD and self.days.size is None
        return DaySet(None, last) if is_told and last is not None and self.decided_days is None else ANY_DAY

    @cached_property
    def tells(self) -> int:
        """What it tells: bits of `Tells`."""
        c, days = self.mention, self.days
        return (
            c.main * Tells.MAIN
            | (c.duration is not None) * Tells.DURATION
            | (c.ordinal is not None) * Tells.ORDINAL
            | bool(self.quotations) * Tells.QUOTATIONS
            | (c.requested_by is not None) * Tells.REQUEST
            | bool(c.place) * Tells.PLACE
            | (c.initiator is not None) * Tells.INITIATOR
            | bool(self.points) * Tells.POINTS
            | (self.pattern != ANY_PATTERN) * Tells.PATTERN
            | (days.first is not None) * Tells.FROM_A_DAY
            | (days.size is None) * Tells.NO_DAY
        )

    @cached_property
    def pattern(self) -> DayPattern:
        """What it says of the day besides; nothing when a person has set the days."""
        if self.decided_days is not None:
            return ANY_PATTERN
        return pattern_of(self.mention.days.timex if self.mention.days else None)


@lru_cache(maxsize=4096)  # names and places are compared again and again
def fold(text: str) -> str:
    """Letters and digits only, without case and accents, words single-spaced.

    >>> fold("L’Élysée «  annonce » :")
    'l elysee annonce'
    """
    return " ".join(re.findall(r"\w+", fold_freely(text)))


@lru_cache(maxsize=1024)  # a new text is asked for twice: for its witness, and for its reprints
def fold_story(text: str) -> str:
    """`fold` of a whole text, which would drive the names out of what `fold` remembers."""
    return fold.__wrapped__(text)


def witness_of(text: str) -> str:
    """What reprints of one text have in common: a digest of the folded text."""
    return hashlib.sha256(fold_story(text).encode()).hexdigest()[:16]


def actor_key(actor: Actor, known_ids: Mapping[str, str] | None = None) -> str:
    """What an actor is recognised by: its id, else its name.

    Args:
        known_ids: ids of folded names, for an actor that one story knows by name only.
    """
    if actor.id is not None:
        return actor.id
    known = known_ids.get(fold(actor.name)) if known_ids else None
    return name_key(actor.name) if known is None else known


def name_key(name: str) -> str:
    """What an actor without an id is recognised by: of an endless name its beginning, and a digest of it."""
    folded = fold(name)
    if len(folded) > NAME_AT_MOST:
        folded = f"{folded[:NAME_AT_MOST]} {digest(folded)}"
    return f"name:{folded}"


def known_ids(actors: Iterable[Actor]) -> dict[str, str]:
    """The id that goes with a name, for names that have exactly one."""
    ids: dict[str, set[str]] = {}
    for actor in actors:
        if actor.id is not None:
            ids.setdefault(fold(actor.name), set()).add(actor.id)
    return {name: min(found) for name, found in ids.items() if len(found) == 1}


def digest(*parts: object) -> str:
    """Twelve hexadecimal digits for a tuple of parts."""
    return hashlib.sha256("\x1f".join(str(p) for p in parts).encode()).hexdigest()[:12]


def mention_id(article: str, mention: ContactMention) -> str:
    """Equal for equal mentions of equal texts: text, kind, status, participants and place in it."""
    who = sorted(actor_key(a) for a in mention.participants)
    first = min(mention.evidence, default=None)
    where = (first.start, first.end) if first else ()
    return "m" + digest(article, mention.kind, mention.status, *who, *where)


def statement_id(article: str, statement: Statement) -> str:
    """Equal for equal statements of equal texts: text, content, speakers, relayers and act decide."""
    who = sorted(fold(a.name) for a in statement.speaker)
    by = sorted(fold(a.name) for a in statement.reported_by)
    return "s" + digest(
        article, statement.content.start, statement.content.end, statement.act, *who, "per", *by
    )


def stored_mentions(
    reading: Reading,
    paths: Iterable[str],
    ids: Sequence[str] | None = None,
    witness: str | None = None,
    known_by: date | None = None,
) -> list[StoredMention]:
    """The contacts that a reading tells, ready to be grouped.

    Args:
        ids: of the contacts, where a person has corrected what they would be made of; None to make them.
        witness: what reprints of the text have in common; worked out from the text alone when None.
        known_by: the last day on which the story can have appeared, since it was read then.
    """
    article = reading.article
    said_at = contacts_of_statements(reading)
    own = witness if witness is not None else witness_of(article.text)
    found = []
    for i, mention in enumerate(reading.contacts):
        said = [s for s, at in zip(reading.statements, said_at, strict=True) if at.contact == i]
        first = min(mention.evidence, default=None)
        found.append(
            StoredMention(
                id=mention_id(article.sha256, mention) if ids is None else ids[i],
                article=article.sha256,
                paths=tuple(sorted(set(paths))),
                witness=own,
                position=i,
                mention=mention,
                quotations=frozenset(q for s in said for q in _quotations(s, article.text)),
                points=frozenset(
                    (fold(a.name), s.act.value, t) for s in said for a in s.speaker for t in s.topics
                ),
                telling=fold(first.of(article.text)) if first is not None else "",
                told_by=told_by(reading, mention),
                published=article.published,
                known_by=known_by,
            )
        )
    return found


def _quotations(statement: Statement, text: str) -> Iterable[str]:
    content = statement.content.of(text)
    inner = re.findall(r"[«“\"]([^«»“”\"]+)[»”\"]", content)
    if not inner and statement.directness is Directness.DIRECT:
        inner = [content]
    for q in map(fold, inner):
        if len(q) >= QUOTATION_AT_LEAST and len(q.split()) >= QUOTED_WORDS_AT_LEAST:
            yield q
