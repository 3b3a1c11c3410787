"""A raw mention: a phrase that may name somebody, with what its own words say of him; nothing is resolved."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.actors.registry import How
from verbale.model import Span
from verbale.read.names.coreference_words import Pronoun
from verbale.read.names.mention import MentionKind
from verbale.read.story.document import ParsedParagraph, head_of


@dataclass(frozen=True, slots=True)
class RawMention:
    """A phrase and what its own words say.

    Attributes:
        entries: ids that its name can denote; empty when it bears no known name.
        how: in what capacity the name stands for them.
        offices: office keys of its title; `of`: ids of the countries or organisations that the title names.
        slots: each side that the title names, with all countries that it can be (*congolais*).
        institution: key of an institution phrase (*la diplomatie oslave*), with `of`.
        institutions: the only bodies that *the ministry* can be; empty: all.
        surname: its name in lower case when it is a surname alone; None for all else.
        unknown_name: a person's name that the registry does not know, as written.
        only_of: the only countries or organisations in which the title has this meaning; empty: all.
        owner: tokens of the mention whose adviser, spokesman, counterpart it is ("Vask's adviser").
        needs_owner: the words mean somebody only beside an owner ("administration").
        possessive: a possessive stands before it (*his foreign minister*).
        of_another: it is said to be of somebody whom no mention names (*the North's ministry*, *the leader of
            the opposition*).
        definite: a definite article stands right before a plural title, or a number behind one (*the two*).
        rank: of a rank alone (*the general*), or borne before a name.
        counterpart: a name behind *his counterpart*.
        label: how somebody without an office is called ("senior official").
        pronoun, pair: set for the words of coreference.toml.
    """

    span: Span
    paragraph: int
    tokens: tuple[int, int]
    head: int
    kind: MentionKind
    entries: tuple[str, ...] = ()
    how: How | None = None
    offices: frozenset[str] = frozenset()
    of: tuple[str, ...] = ()
    slots: tuple[tuple[str, ...], ...] = ()
    institution: str | None = None
    institutions: frozenset[str] = frozenset()
    surname: str | None = None
    unknown_name: str | None = None
    gender: str | None = None
    plural: bool = False
    pronoun: Pronoun | None = None
    pair: str | None = None
    only_of: tuple[str, ...] = ()
    owner: tuple[int, int] | None = None
    needs_owner: bool = False
    possessive: bool = False
    of_another: bool = False
    rank: str | None = None
    label: str | None = None
    former: bool = False
    coming: bool = False
    indefinite: bool = False
    definite: bool = False
    counterpart: bool = False


def raw_mention(
    paragraph: ParsedParagraph, start: int, end: int, kind: MentionKind, **more: object
) -> RawMention:
    """A raw mention of the tokens from `start` to `end` of a paragraph."""
    listed = list(paragraph.doc[start:end])
    head = head_of(listed)
    return RawMention(paragraph.span_of(listed), paragraph.index, (start, end), head.i, kind, **more)  # type: ignore[arg-type]
