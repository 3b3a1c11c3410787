"""Two people told with their countries, *X of Valdoria and Karsan's Y*: each country is part of his name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verbale.actors.registry import ActorRegistry
from verbale.model import Span
from verbale.read.names.mention import MentionKind
from verbale.read.names.raw_mention import RawMention
from verbale.read.story.document import ParsedParagraph
from verbale.read.story.tokens import grammar_of, plain, preposition

NAMES = (MentionKind.NAME, MentionKind.SURNAME)


def with_countries_beside(
    paragraph: ParsedParagraph, mentions: Sequence[RawMention], registry: ActorRegistry
) -> list[RawMention]:
    """The mentions; the names of such a pair reach over their countries."""
    found = list(mentions)
    for i in range(len(found) - 3):
        first, of, second = found[i], found[i + 1], found[i + 2 : i + 4]
        if first.kind not in NAMES or not _is_his(first, of, registry):
            continue
        if not _is_behind(paragraph, first, of):
            continue
        name, side = (second[1], second[0]) if second[0].kind is MentionKind.SIDE else (second[0], second[1])
        if name.kind not in NAMES or not _is_his(name, side, registry):
            continue
        before = side.tokens < name.tokens
        together = _owns(paragraph, side, name) if before else _is_behind(paragraph, name, side)
        between = paragraph.doc[of.tokens[1] : second[0].tokens[0]]
        joined = len(between) == 1 and plain(between[0]) in grammar_of(between[0]).conjunctions.enumerating
        if together and joined:
            reaching = [_reaching(first, of), _reaching(name, side)]
            return [*found[:i], *reaching, *with_countries_beside(paragraph, found[i + 4 :], registry)]
    return found


def _is_his(name: RawMention, side: RawMention, registry: ActorRegistry) -> bool:
    """Whether the one country that a mention names is that of whoever bears the name."""
    if side.kind is not MentionKind.SIDE or len(side.entries) != 1 or side.institution is not None:
        return False
    return any(registry.side_of(i) == side.entries[0] for i in name.entries)


def _is_behind(paragraph: ParsedParagraph, name: RawMention, side: RawMention) -> bool:
    """*X **of Valdoria***."""
    between = paragraph.doc[name.tokens[1] : side.tokens[0]]
    return len(between) == 1 and preposition(between[0]) == grammar_of(between[0]).prepositions.genitive


def _owns(paragraph: ParsedParagraph, side: RawMention, name: RawMention) -> bool:
    """***Karsan's** Y*."""
    between = paragraph.doc[side.tokens[1] : name.tokens[0]]
    return len(between) == 1 and between[0].dep_ == "case" and between[0].i < name.tokens[0]


def _reaching(name: RawMention, side: RawMention) -> RawMention:
    tokens = (min(name.tokens[0], side.tokens[0]), max(name.tokens[1], side.tokens[1]))
    span = Span(min(name.span.start, side.span.start), max(name.span.end, side.span.end))
    return replace(name, tokens=tokens, span=span, kind=MentionKind.NAME)
