"""Mentions of contacts as the record holds them, with what else their stories say."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from verbale.fold import fold_freely
from verbale.model import Actor, ContactMention, Reading, Statement
from verbale.reconcile.days import DayPattern, DaySet, days_of, pattern_of
from verbale.reconcile.said_at import contacts_of_statements

# Shorter quotations ("tous les deux") are shared by chance.
QUOTATION_AT_LEAST = 24


@dataclass(frozen=True, slots=True)
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
    decided_days: DaySet | None = None

    @property
    def days(self) -> DaySet:
        """The days it allows; every day when it says nothing."""
        return days_of(self.mention.days) if self.decided_days is None else self.decided_days

    @property
    def pattern(self) -> DayPattern:
        """What it says of the day besides; nothing when a person has set the days."""
        if self.decided_days is not None:
            return DayPattern()
        return pattern_of(self.mention.days.timex if self.mention.days else None)


@lru_cache(maxsize=4096)  # names and places are compared again and again
def fold(text: str) -> str:
    """Letters and digits only, without case and accents, words single-spaced.

    >>> fold("L’Élysée «  annonce » :")
    'l elysee annonce'
    """
    return " ".join(re.findall(r"\w+", fold_freely(text)))


def witness_of(text: str) -> str:
    """What reprints of one text have in common: a digest of the folded text."""
    return hashlib.sha256(fold.__wrapped__(text).encode()).hexdigest()[:16]


def actor_key(actor: Actor, known_ids: Mapping[str, str] | None = None) -> str:
    """What an actor is recognised by: its id, else its name.

    Args:
        known_ids: ids of folded names, for an actor that one story knows by name only.
    """
    if actor.id is not None:
        return actor.id
    name = fold(actor.name)
    return (known_ids or {}).get(name, f"name:{name}")


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
    reading: Reading, paths: Iterable[str], ids: Sequence[str] | None = None
) -> list[StoredMention]:
    """The contacts that a reading tells, ready to be grouped.

    Args:
        ids: of the contacts, where a person has corrected what they would be made of; None to make them.
    """
    article = reading.article
    said_at = contacts_of_statements(reading)
    witness = witness_of(article.text)
    found = []
    for i, mention in enumerate(reading.contacts):
        said = [s for s, at in zip(reading.statements, said_at, strict=True) if at.contact == i]
        found.append(
            StoredMention(
                id=mention_id(article.sha256, mention) if ids is None else ids[i],
                article=article.sha256,
                paths=tuple(sorted(set(paths))),
                witness=witness,
                position=i,
                mention=mention,
                quotations=frozenset(q for s in said for q in _quotations(s.content.of(article.text))),
                points=frozenset(
                    (fold(a.name), s.act.value, t) for s in said for a in s.speaker for t in s.topics
                ),
            )
        )
    return found


def _quotations(content: str) -> Iterable[str]:
    inner = re.findall(r"[«“\"]([^«»“”\"]+)[»”\"]", content)
    return (q for q in map(fold, inner) if len(q) >= QUOTATION_AT_LEAST)
