"""A raw mention: a phrase that may name somebody, with what its own words say of him; nothing is resolved."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.actors.registry import How
from verbale.model import Span
from verbale.read.names.coreference_words import Pronoun
from verbale.read.names.mention import MentionKind


@dataclass(frozen=True, slots=True)
class RawMention:
    """A phrase and what its own words say.

    Attributes:
        entries: ids that its name can denote; empty when it bears no known name.
        how: in what capacity the name stands for them.
        offices: office keys of its title; `of`: ids of the countries or organisations that the title names.
        institution: key of an institution phrase (*la diplomatie oslave*), with `of`.
        unknown_name: a person's name that the registry does not know, as written.
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
    institution: str | None = None
    unknown_name: str | None = None
    gender: str | None = None
    plural: bool = False
    pronoun: Pronoun | None = None
    pair: str | None = None
    former: bool = False
    indefinite: bool = False
