"""Mentions: the phrases of a story that name somebody, and who that is."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from verbale.model import Actor, Span
from verbale.read.story.document import ParsedParagraph
from verbale.syntax.tree import Token


class ReferentKind(StrEnum):
    """What sort of actor it is; decides what can speak, take part in a contact or be a channel."""

    PERSON = "person"
    COUNTRY = "country"
    INSTITUTION = "institution"
    ORGANISATION = "organisation"
    GROUP = "group"
    OUTLET = "outlet"


class MentionKind(StrEnum):
    """How the text names somebody."""

    NAME = "name"
    SURNAME = "surname"
    OFFICE = "office"
    SIDE = "side"
    CAPITAL = "capital"
    DEMONYM = "demonym"
    COUNTERPART = "counterpart"
    PAIR = "pair"
    PRONOUN = "pronoun"
    SAME_SOURCE = "same source"
    DELEGATION = "delegation"


@dataclass(frozen=True, slots=True)
class Referent:
    """An actor with what coreference needs to know of it.

    Attributes:
        gender: "m", "f" or None when unknown.
        offices: office keys it is known to hold or to have held at the time.
        country: id of its country or organisation; None if unknown.
    """

    actor: Actor
    kind: ReferentKind
    gender: str | None = None
    offices: frozenset[str] = frozenset()
    country: str | None = None

    @property
    def is_person(self) -> bool:
        """Whether it is somebody, not something."""
        return self.kind is ReferentKind.PERSON


@dataclass(frozen=True, slots=True)
class Mention:
    """One phrase that names somebody.

    Attributes:
        paragraph: index of the parsed paragraph.
        tokens: first and last+1 token index in that paragraph's doc.
        head: index of its syntactic head in the doc.
        referents: who it is; several for a joint mention; empty when nobody could be told.
        candidates: who it may be when `referents` is empty for ambiguity.
        offices: those that its own words give him at the time of the story (not *the former president*).
    """

    span: Span
    paragraph: int
    tokens: tuple[int, int]
    head: int
    kind: MentionKind
    referents: tuple[Referent, ...]
    candidates: tuple[Referent, ...] = ()
    offices: frozenset[str] = frozenset()


class MentionIndex:
    """All mentions of a story, found by paragraph or by token."""

    def __init__(self) -> None:
        self._by_paragraph: dict[int, list[Mention]] = {}
        self._by_token: dict[tuple[int, int], Mention] = {}

    def add(self, mention: Mention) -> None:
        """Keep one more mention."""
        insort(
            self._by_paragraph.setdefault(mention.paragraph, []),
            mention,
            key=lambda m: (m.span.start, m.span.end),
        )
        for i in range(*mention.tokens):
            other = self._by_token.get((mention.paragraph, i))
            if other is None or _length(mention) > _length(other):
                self._by_token[mention.paragraph, i] = mention

    def __iter__(self) -> Iterator[Mention]:
        for _, mentions in sorted(self._by_paragraph.items()):
            yield from mentions

    def in_paragraph(self, paragraph: int) -> Sequence[Mention]:
        """The mentions of one paragraph, in order."""
        return self._by_paragraph.get(paragraph, ())

    def at(self, paragraph: ParsedParagraph, token: Token) -> Mention | None:
        """The mention that covers a token; the longest when several do."""
        return self._by_token.get((paragraph.index, token.i))

    def within(self, span: Span) -> list[Mention]:
        """The mentions that lie wholly in a span of the story's text, in order."""
        return [m for m in self if span.contains(m.span)]


def _place(mention: Mention) -> tuple[int, int]:
    return mention.span.start, mention.span.end


def _length(mention: Mention) -> int:
    return mention.tokens[1] - mention.tokens[0]


def unique(referents: Iterable[Referent]) -> tuple[Referent, ...]:
    """Each actor once, first seen first."""
    seen: dict[str, Referent] = {}
    for r in referents:
        seen.setdefault(r.actor.id or r.actor.name, r)
    return tuple(seen.values())
