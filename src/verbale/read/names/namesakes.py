"""Countries that share a name or a demonym (*congolais*): the one that the story names without doubt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from verbale.actors.schema import ActorKind
from verbale.read.names.mention import MentionKind
from verbale.read.names.raw_mention import RawMention
from verbale.read.names.story_people import SIDES, Referents


def without_namesakes(raw: Sequence[Sequence[RawMention]], referents: Referents) -> list[list[RawMention]]:
    """The raw mentions, each ambiguous country replaced by the only one of its namesakes that a name, a
    capital or somebody's country tells of elsewhere in the story; the others stay as they are.
    """
    sure = frozenset(c for listed in raw for m in listed for c in _sure(m, referents))
    return [[_settled(m, sure) for m in listed] for listed in raw]


def _sure(raw: RawMention, referents: Referents) -> set[str]:
    """The countries that a mention names without doubt."""
    ids: list[str] = []
    if raw.kind in SIDES and len(raw.entries) == 1:
        ids += raw.entries
    if raw.kind is MentionKind.NAME:
        known = referents.likely_entries(raw.entries)
        ids += [known[0].id] if len(known) == 1 else []
    if raw.kind not in (MentionKind.COUNTERPART, MentionKind.DEMONYM):
        ids += raw.of
    registry = referents.registry
    found = {registry.side_of(i, referents.days) or registry.side_of(i) for i in map(referents.base, ids)}
    entries = [registry.get(i) for i in found if i is not None]
    return {e.id for e in entries if e is not None and e.kind is ActorKind.COUNTRY}


def _settled(raw: RawMention, sure: frozenset[str]) -> RawMention:
    if raw.slots and not all(len(s) == 1 for s in raw.slots):
        chosen = [_one_of(s, sure) for s in raw.slots]
        if all(chosen):
            return replace(raw, of=tuple(dict.fromkeys(c for c in chosen if c is not None)))
        return raw
    if raw.kind in SIDES and len(raw.entries) > 1 and (one := _one_of(raw.entries, sure)) is not None:
        return replace(raw, entries=(one,))
    if raw.kind is MentionKind.COUNTERPART and len(raw.of) > 1 and (one := _one_of(raw.of, sure)) is not None:
        return replace(raw, of=(one,))
    return raw


def _one_of(ids: Iterable[str], sure: frozenset[str]) -> str | None:
    """The only one, or the only sure one."""
    listed = tuple(ids)
    if len(listed) == 1:
        return listed[0]
    known = [i for i in listed if i in sure]
    return known[0] if len(known) == 1 else None
