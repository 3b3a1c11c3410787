"""The actors that the record knows: by which id a name goes, and in which form each is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from verbale.model import Actor, ContactMention, ContactStatus
from verbale.reconcile.accounts import actor_rank
from verbale.reconcile.agreement import FAMILIES
from verbale.reconcile.mentions import actor_key, fold, known_ids, name_key
from verbale.reconcile.reporters import side_key
from verbale.record import tables as t
from verbale.record.reprints import mark_unreconciled
from verbale.record.rows import put
from verbale.record.stored import batched


@dataclass(frozen=True, slots=True)
class KnownActors:
    """All actors.

    Attributes:
        ids: the id that goes with a folded name, for names that have exactly one.
        named: how each is shown, by its key.
    """

    ids: Mapping[str, str]
    named: Mapping[str, Actor]

    def block_key(self, mention: ContactMention, article: str) -> str:
        """What a mention must share with others to be one contact with them: the sides of its participants,
        the family of kinds, whether it was refused. A country may stand in for a person of its side; a
        contact of nobody named is that of its text (`article`) only.
        """
        keys = [actor_key(a, self.ids) for a in mention.participants]
        sides = sorted({side_key(self.named[k]) if k in self.named else k for k in keys})
        refused = "refused" if mention.status is ContactStatus.REFUSED else ""
        return "\x1f".join((*(sides or [article]), FAMILIES[mention.kind], refused))


def known_actors(connection: Connection) -> KnownActors:
    """The actors of the record."""
    a = t.actors.c
    rows = connection.execute(select(a.key, a.name, a.qid, a.side).order_by(a.key)).all()
    actors = {row.key: Actor(row.name, row.qid, row.side) for row in rows}
    ids = known_ids(actors.values())
    named: dict[str, Actor] = {}
    for actor in actors.values():
        key = actor_key(actor, ids)
        if key not in named or actor_rank(actor) < actor_rank(named[key]):
            named[key] = actor
    return KnownActors(ids, named)


def add_actors(connection: Connection, actors: Iterable[Actor]) -> None:
    """Add actors, or a better form of those that are known.

    What was told of one by name, or without its side, has to be brought together anew.
    """
    best: dict[str, Actor] = {}
    for actor in actors:
        key = actor_key(actor)
        if key not in best or actor_rank(actor) < actor_rank(best[key]):
            best[key] = actor
    a = t.actors.c
    held = {
        row.key: Actor(row.name, row.qid, row.side)
        for some in batched(sorted(best))
        for row in connection.execute(select(a.key, a.name, a.qid, a.side).where(a.key.in_(some)))
    }
    for key, actor in sorted(best.items()):
        if key in held and actor_rank(held[key]) <= actor_rank(actor):
            continue
        row = {
            "key": key,
            "name": actor.name,
            "qid": actor.id,
            "side": actor.side,
            "folded": fold(actor.name),
        }
        put(connection, t.actors, [row])
        changed = [name_key(actor.name)] if key not in held and actor.id is not None else []
        if key in held and held[key].side != actor.side:
            changed.append(key)
        _mark_texts_of(connection, changed)


def _mark_texts_of(connection: Connection, keys: Iterable[str]) -> None:
    for key in keys:
        query = (
            select(t.articles.c.sha256)
            .join(t.readings, t.readings.c.article_id == t.articles.c.id)
            .join(t.mentions, t.mentions.c.reading_id == t.readings.c.id)
            .join(t.mention_participants, t.mention_participants.c.mention == t.mentions.c.id)
            .where(t.mention_participants.c.actor == key)
            .distinct()
        )
        mark_unreconciled(connection, connection.execute(query).scalars().all())
