"""Bodies and spokespeople where a sentence sets the scene: *In Orvik, a ministry spokesman said*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verbale.actors.schema import InstitutionKey, Office
from verbale.read.names.mention import MentionKind
from verbale.read.names.raw_mention import RawMention
from verbale.read.story.document import ParsedParagraph

# Whoever speaks for these in a capital speaks for its country; a president in a capital may be a guest.
AT_HOME = frozenset(
    {
        InstitutionKey.PRESIDENCY,
        InstitutionKey.GOVERNMENT,
        InstitutionKey.PRIME_MINISTER_OFFICE,
        InstitutionKey.FOREIGN_MINISTRY,
        InstitutionKey.DEFENCE_MINISTRY,
        InstitutionKey.INTERIOR_MINISTRY,
    }
)


def with_places(paragraph: ParsedParagraph, mentions: Sequence[RawMention]) -> list[RawMention]:
    """The mentions; bodies and spokespeople without a country are of the capital that opens the sentence."""
    opening = {start: m.entries for m in mentions if (start := _opens(paragraph, m)) is not None}
    if not opening:
        return list(mentions)
    found = []
    for before, mention in zip([None, *mentions], mentions, strict=False):
        of = opening.get(paragraph.doc[mention.head].sent.start, ())
        body = before if before is not None and before.tokens[1] == mention.tokens[0] else None
        if body is not None and of and body.institution in AT_HOME and not body.of:
            of = (f"{of[0]}:{body.institution}",)  # "a foreign ministry spokesman"
        fits = of and not mention.of and (body is not None or not mention.of_another)
        fits = fits and not mention.possessive and _is_at_home(mention)
        found.append(replace(mention, of=of) if fits else mention)
    return found


def _is_at_home(mention: RawMention) -> bool:
    if mention.kind is MentionKind.SIDE:
        return mention.institution in AT_HOME
    return mention.kind is not MentionKind.DEMONYM and mention.offices == {Office.SPOKESPERSON}


def _opens(paragraph: ParsedParagraph, mention: RawMention) -> int | None:
    """The first token of the sentence that a capital opens behind a preposition; None: it opens none."""
    if mention.kind is not MentionKind.CAPITAL or len(mention.entries) != 1:
        return None
    doc, start = paragraph.doc, mention.tokens[0]
    begin = doc[start].sent.start
    return begin if start == begin + 1 and doc[begin].pos_ == "ADP" else None
