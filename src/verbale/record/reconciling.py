"""Reconciling what the record holds: only what new stories concern is made again and written."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, delete, select

from verbale.read.parallel import code_version
from verbale.reconcile.accounts import Account, accounts_of, contact_ids
from verbale.reconcile.clues import series_of
from verbale.reconcile.collecting import without_collecting
from verbale.reconcile.counts import Count, counts_by_group
from verbale.reconcile.date_reasons import Dated, in_words
from verbale.reconcile.dating import date_groups
from verbale.reconcile.grouping import Block, Group, group_block
from verbale.reconcile.mentions import digest
from verbale.reconcile.override import constraints_of
from verbale.reconcile.reprints import VERSION as REPRINTS
from verbale.reconcile.said import compare_accounts
from verbale.reconcile.together import Together, blocks_of, in_order, with_narrowed_days
from verbale.record import tables as t
from verbale.record.concerned import date_concerned
from verbale.record.decided import decided_readings, effects_on
from verbale.record.decisions import decisions
from verbale.record.known_actors import KnownActors, known_actors
from verbale.record.output import ContactOut, MentionOut
from verbale.record.reprints import renew_reprints
from verbale.record.sources import NOT_RECONCILED, get_state, set_state
from verbale.record.stored import stored_readings
from verbale.record.storing import Made, drop_judgements, held_contacts, store_contacts
from verbale.record.tellings import (
    Telling,
    add_tellings,
    blocks_of_texts,
    drop_tellings,
    store_dated,
    store_first_groups,
    tellings,
)
from verbale.record.unlisted import mark_unlisted
from verbale.review.decision import Decision, about_texts, texts_of, tied_texts
from verbale.review.effects import NO_EFFECTS, Effects, as_decided

RECONCILER_PARTS = ("model.py", "fold.py", "times", "reconcile", "review", "record")


def is_reconciled(connection: Connection) -> bool:
    """Whether the accounts are those of the readings, as this version of Verbale makes them."""
    return get_state(connection, "accounts") == code_version(RECONCILER_PARTS)


def lacks_readings(connection: Connection) -> bool:
    """Whether readings were added after the accounts were made: a build was stopped, or is running."""
    return get_state(connection, "accounts") == NOT_RECONCILED


def stories_wait(connection: Connection) -> bool:
    """Whether stories wait to be brought together; False when only decisions, or another version, do."""
    return lacks_readings(connection) and connection.execute(select(t.unreconciled)).first() is not None


def reconcile_record(connection: Connection, when: str) -> None:
    """Make the accounts that new stories and decisions concern and store what differs from those stored.

    All are made again when another version of Verbale made them.

    Args:
        connection: in a writing transaction.
        when: the time of the run, ISO 8601; judgements made now get it, those already made keep theirs.
    """
    version = code_version(RECONCILER_PARTS)
    if get_state(connection, "reprints") != REPRINTS:
        renew_reprints(connection)
        set_state(connection, "reprints", REPRINTS)
    made = decisions(connection)
    if lacks_readings(connection) and get_state(connection, "accounts made by") == version:
        with without_collecting():  # few stories, but all mentions of their actors
            _reconcile_new(connection, when, made)
    else:
        set_state(connection, "listing", NOT_RECONCILED)
        _reconcile_all(connection, when)
    mark_unlisted(connection, set(connection.execute(select(t.unreconciled.c.sha256)).scalars()))
    connection.execute(delete(t.unreconciled))
    set_state(connection, "accounts made by", version)
    set_state(connection, "decisions followed", str(_last(made)))
    set_state(connection, "accounts", version)
    set_state(connection, "commitments", NOT_RECONCILED)


def _last(made: Sequence[Decision]) -> int:
    return max((d.number for d in made), default=0)


@dataclass(slots=True)
class _Work:
    """What is at hand of some blocks.

    Attributes:
        effects: of the decisions about what is at hand.
        dirty: texts (sha256) that are new, changed, decided about or have another witness.
        blocks: those that are at hand whole.
    """

    known: KnownActors
    told: dict[str, Telling]
    effects: Effects = NO_EFFECTS
    dirty: Collection[str] = ()
    blocks: set[str] = field(default_factory=set)
    _grouped: dict[Block, list[Group]] = field(default_factory=dict)

    def load(self, connection: Connection, blocks: Collection[str], made: Sequence[Decision]) -> None:
        """Take in blocks, and those that decisions tie to them."""
        waiting = set(blocks) - self.blocks
        while waiting:
            self.blocks |= waiting
            self.told |= {x.mention.id: x for x in tellings(connection, "block", waiting)}
            texts = {x.mention.article for x in self.told.values()}
            decided = {a.sha256 for d in about_texts(made, texts) for a in d.anchors} if made else set()
            waiting = blocks_of_texts(connection, decided) - self.blocks
        if made:
            self.effects = effects_on(connection, {x.mention.article for x in self.told.values()})

    def groups(self, dated: Mapping[str, Dated] | None = None) -> list[Group]:
        """The groups of all mentions at hand, by the days that `dated` left them.

        A block that was grouped before is grouped again only where it left fewer.
        """
        constraints = constraints_of(self.effects.overrides, self.told)
        blocks = blocks_of((x.mention for x in self.told.values()), constraints, self.known.ids)
        for block in blocks.keys() - self._grouped.keys():
            self._grouped[block] = group_block(block, blocks[block], constraints)
        again = {
            block: group_block(block, narrowed, constraints)
            for block, narrowed in (with_narrowed_days(blocks, dated) if dated else {}).items()
        }
        return in_order({block: again.get(block, self._grouped[block]) for block in blocks}, constraints)


def _reconcile_all(connection: Connection, when: str) -> None:
    connection.execute(delete(t.tellings))
    if decisions(connection):
        readings, effects = decided_readings(connection)
        add_tellings(connection, readings, known_actors(connection), effects.overrides)
    else:
        effects = NO_EFFECTS
        add_tellings(connection, stored_readings(connection), known_actors(connection))
    told = {x.mention.id: x for x in tellings(connection)}
    work = _Work(known_actors(connection), told, effects)
    first = work.groups()
    dated = in_words(date_groups(first), {m.id: m for g in first for m in g.mentions})
    store_first_groups(connection, {m.id: g.mentions[0].id for g in first for m in g.mentions})
    store_dated(connection, dated)
    groups = work.groups(dated) if any(d.narrowed for d in dated.values()) else first
    _store(connection, work, groups, dated, None, when)
    gone = select(t.judgements.c.left).where(t.judgements.c.left.not_in(select(t.tellings.c.mention)))
    drop_judgements(connection, set(connection.execute(gone).scalars()))


def _reconcile_new(connection: Connection, when: str, made: Sequence[Decision]) -> None:
    known = known_actors(connection)
    followed = int(get_state(connection, "decisions followed") or 0)
    about = texts_of(made)
    dirty = set(connection.execute(select(t.unreconciled.c.sha256)).scalars())
    dirty |= {text for number, texts in about.items() if number > followed for text in texts}
    dirty = tied_texts(made, dirty)
    mark_unlisted(connection, dirty)
    dropped = drop_tellings(connection, dirty)
    before = dropped.groups
    readings, effects = decided_readings(connection, dirty)
    blocks = dropped.blocks | add_tellings(connection, readings, known, effects.overrides)
    work = _Work(known, {}, dirty=dirty)
    work.load(connection, blocks, made)
    drop_judgements(connection, before.keys() - work.told.keys())
    first = work.groups()
    begins = {m.id: g.mentions[0].id for g in first for m in g.mentions}
    moved = {m: name for m, name in begins.items() if work.told[m].first_group != name}
    store_first_groups(connection, moved)
    # A group that lost a mention, to a changed story or to another group, is looked at again.
    lost = {*before.values(), *(work.told[m].first_group for m in moved)}
    touched = {
        name
        for m, name in begins.items()
        if m in moved
        or work.told[m].first_group in lost
        or work.told[m].mention.article in dirty
        or series_of(work.told[m].mention.mention) in dropped.series
    }
    work.told = {name: replace(x, first_group=begins[name]) for name, x in work.told.items()}
    changed = [m for m, name in begins.items() if name in touched]
    found, reached = date_concerned(connection, first, work.told, changed)
    held = {name: x.dated for name, x in {**reached, **work.told}.items()}
    news = {m: d for m, d in found.items() if held.get(m) != d}
    store_dated(connection, news)
    work.load(connection, {reached[m].block for m in news if m in reached}, made)
    dated = {name: x.dated for name, x in work.told.items()} | {
        m: d for m, d in found.items() if m in work.told
    }
    known_dates = {m: d for m, d in dated.items() if d is not None}
    _store(connection, work, work.groups(known_dates), known_dates, work.blocks, when)


def _store(
    connection: Connection,
    work: _Work,
    groups: Sequence[Group],
    dated: Mapping[str, Dated],
    blocks: Collection[str] | None,
    when: str,
) -> None:
    """Store the accounts of groups in place of those that their blocks (None: all) had."""
    held = held_contacts(connection, blocks)
    names = contact_ids(groups)
    counted = counts_by_group(groups)
    name_of = {g.mentions[0].id: names[g.mentions[0].id] for g in groups}
    contact_of = {m.id: name_of[g.mentions[0].id] for g in groups for m in g.mentions}
    decided = work.effects.on_contacts(contact_of)
    # What was dirty in this run is not in the next: its seal is that of its contents.
    whole = {
        name_of[g.mentions[0].id]: _seal(
            g, dated, counted.get(g.mentions[0].id, ()), decided.get(name_of[g.mentions[0].id], ())
        )
        for g in groups
    }
    touched = {contact_of[m.id] for g in groups for m in g.mentions if m.article in work.dirty}
    new = {
        name for name, seal in whole.items() if blocks is None or name in touched or held.get(name) != seal
    }
    together = Together(tuple(groups), dated)
    accounts = [
        as_decided(a, decided.get(a.id, ()))
        for a in accounts_of(together, work.known.ids, work.known.named, counted, new)
    ]
    block_of = {name: work.told[first].block for first, name in name_of.items()}
    made = [_made(a, work, block_of[a.id], whole[a.id]) for a in accounts]
    store_contacts(connection, made, held.keys() - whole.keys(), contact_of, when)


def _seal(g: Group, dated: Mapping[str, Dated], counts: Sequence[Count], decided: Sequence[Decision]) -> str:
    """Equal when everything that an account is made of is, but for what its stories say."""
    told = [dated.get(m.id) for m in g.mentions]
    by = [d.number for d in decided]
    return digest([m.id for m in g.mentions], g.days, g.day_conflict, g.judgements, told, counts, by)


def _made(account: Account, work: _Work, block: str, seal: str) -> Made:
    told = [work.told[m] for m in account.mentions]
    places = sorted(
        (path, span.start, span.end, x.mention.id, x.mention.article)
        for x in told
        for span in x.mention.mention.evidence
        for path in x.mention.paths
    )
    mentions = tuple(MentionOut(path=p, start=s, end=e, id=i, article=a) for p, s, e, i, a in places)
    common, more = compare_accounts(s for x in told for s in x.said)
    return Made(
        out=ContactOut.of(account, mentions, more, common),
        block=block,
        made_of=seal,
        mentions=account.mentions,
        statements={(x.mention.article, i): reason for x in told for i, reason in x.statements},
        judgements=account.judgements,
        topics=frozenset(topic for x in told for s in x.said for topic in s.topics),
    )
