"""From mentions to contacts with their days: grouped, dated together, grouped again where that told more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from verbale.reconcile.date_reasons import Dated, in_words
from verbale.reconcile.dating import date_groups
from verbale.reconcile.grouping import Block, Group, block_of, group_block, strength
from verbale.reconcile.mentions import StoredMention
from verbale.reconcile.override import Constraints
from verbale.reconcile.standing_in import join_standing_in

Blocks = Mapping[Block, Sequence[StoredMention]]


@dataclass(frozen=True, slots=True)
class Together:
    """Contacts, and what dating them together told, by mention."""

    groups: tuple[Group, ...]
    dated: Mapping[str, Dated]


def group_blocks(blocks: Blocks, constraints: Constraints) -> list[Group]:
    """Groups by the days that each mention has."""
    return in_order(
        {block: group_block(block, mentions, constraints) for block, mentions in blocks.items()}, constraints
    )


def in_order(grouped: Mapping[Block, Sequence[Group]], constraints: Constraints) -> list[Group]:
    """All groups in the order of their blocks, those joined in which a country stands for a person."""
    return join_standing_in([g for block in sorted(grouped) for g in grouped[block]], constraints)


def bring_together(blocks: Blocks, constraints: Constraints) -> Together:
    """Contacts of all mentions.

    Args:
        blocks: mentions by what they must share, as `blocks_of` gives them.
    """
    first = {block: group_block(block, mentions, constraints) for block, mentions in blocks.items()}
    groups = in_order(first, constraints)
    dated = in_words(date_groups(groups), {m.id: m for g in groups for m in g.mentions})
    again = {
        block: group_block(block, mentions, constraints)
        for block, mentions in with_narrowed_days(blocks, dated).items()
    }
    return Together(tuple(in_order({**first, **again}, constraints) if again else groups), dated)


def with_narrowed_days(blocks: Blocks, dated: Mapping[str, Dated]) -> dict[Block, list[StoredMention]]:
    """The blocks in which dating left a mention fewer days, with these days."""
    return {
        block: [_narrowed(m, dated.get(m.id)) for m in mentions]
        for block, mentions in blocks.items()
        if any(m.id in dated and dated[m.id].narrowed is not None for m in mentions)
    }


def _narrowed(m: StoredMention, dated: Dated | None) -> StoredMention:
    return m if dated is None or dated.narrowed is None else replace(m, narrowed=dated.narrowed)


def blocks_of(
    mentions: Iterable[StoredMention], constraints: Constraints, ids: Mapping[str, str]
) -> dict[Block, list[StoredMention]]:
    """Mentions by what they must share to be one contact.

    Mentions that a person brought together meet in the block of the best described of them.
    """
    by_id = {m.id: m for m in mentions}
    blocks: dict[Block, list[StoredMention]] = {}
    for m in by_id.values():
        partners = [by_id[p] for p in constraints.partners(m.id) if p in by_id]
        best = min(partners, key=strength, default=m)
        blocks.setdefault(block_of(best, ids), []).append(m)
    return blocks


def unique_mentions(mentions: Iterable[StoredMention]) -> dict[str, StoredMention]:
    """One of each id; of copies always the same one, whatever the order."""
    found: dict[str, StoredMention] = {}
    for m in mentions:
        held = found.get(m.id)
        if held is None or _total_order(m) < _total_order(held):
            found[m.id] = m
    return found


def _total_order(m: StoredMention) -> tuple[tuple[str, ...], int, str]:
    return m.paths, m.position, repr(m.mention)
