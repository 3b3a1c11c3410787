"""Whose readout a story is, by its letterhead: *Asmère, le 18 novembre 2025*, *Ormes Palace*, *A Citadel
spokesperson said:*.

In one's own readout *the Prime Minister* needs no country.
"""

from __future__ import annotations

from collections.abc import Sequence

from verbale.actors.registry import ActorRegistry
from verbale.actors.schema import ActorKind
from verbale.read.names.mention import MentionKind
from verbale.read.names.raw_mention import RawMention
from verbale.read.story.document import Story

# A letterhead stands among the first lines and is short.
LINES = 6
LETTERS = 60
DASHES = "—–-("


def sender_of(story: Story, raw: Sequence[Sequence[RawMention]], registry: ActorRegistry) -> str | None:
    """The country of the one letterhead among the story's first lines; None when there is none or several."""
    text, at = story.article.text, 0
    mentions = [m for listed in raw for m in listed]
    sides: set[str] = set()
    for line in text.splitlines(keepends=True)[: 2 * LINES]:
        start, at = at, at + len(line)
        inside = [m for m in mentions if start <= m.span.start and m.span.end <= at]
        if len(line.strip()) <= LETTERS and len(inside) == 1:
            side = _side(line, inside[0], start, registry)
            if side is not None:
                sides.add(side)
    return sides.pop() if len(sides) == 1 else None


def _side(line: str, mention: RawMention, start: int, registry: ActorRegistry) -> str | None:
    """The country that a line says it is sent from."""
    words = line.strip()
    lead = len(line) - len(line.lstrip())
    before = line[lead : mention.span.start - start]
    after = line[mention.span.end - start :].strip()
    if mention.kind is MentionKind.CAPITAL and len(mention.entries) == 1:
        dated = after.startswith(",") and any(c.isdigit() for c in after)
        return mention.entries[0] if not before and dated and not set(after) & set(DASHES) else None
    body = next((e for e in mention.entries if _is_body(e, registry)), None)
    if mention.kind is MentionKind.SIDE and body is not None and not after and len(before.split()) <= 1:
        return registry.side_of(body)
    if mention.kind is MentionKind.OFFICE and words.endswith(":") and len(mention.of) == 1:
        return registry.side_of(mention.of[0]) if _is_body(mention.of[0], registry) else None
    return None


def _is_body(entry_id: str, registry: ActorRegistry) -> bool:
    entry = registry.get(entry_id)
    return entry is not None and entry.kind is ActorKind.INSTITUTION and entry.side is not None
