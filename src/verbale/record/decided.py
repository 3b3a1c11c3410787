"""The readings as persons decided: what was rejected left out, what was corrected corrected."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from verbale.model import ContactMention, Statement
from verbale.record.decisions import decisions
from verbale.record.stored import StoredReading, stored_readings
from verbale.review.decision import Item, about_texts
from verbale.review.effects import NO_EFFECTS, Effects, effects_of
from verbale.review.matching import Index, Present, place_of


def decided_readings(
    connection: Connection, texts: Collection[str] | None = None
) -> tuple[list[StoredReading], Effects]:
    """All texts that are read now, by sha256, as decided; and what decisions do besides.

    Args:
        texts: only those with such a sha256; the effects are those of the decisions about them.
    """
    made = decisions(connection)
    made = made if texts is None else about_texts(made, texts)
    anchored = {a.sha256 for d in made for a in d.anchors}
    readings = list(stored_readings(connection, None if texts is None else anchored.union(texts)))
    asked = readings if texts is None else [r for r in readings if r.article.sha256 in texts]
    if not made:
        return asked, NO_EFFECTS
    effects = effects_of(made, Index(present(readings)))
    return [_decided(r, effects) for r in asked], effects


def effects_on(connection: Connection, texts: Collection[str]) -> Effects:
    """What the decisions about some texts (sha256), and about what they tie to these, do."""
    made = about_texts(decisions(connection), texts)
    if not made:
        return NO_EFFECTS
    anchored = {a.sha256 for d in made for a in d.anchors}
    return effects_of(made, Index(present(stored_readings(connection, anchored))))


def present(readings: Iterable[StoredReading]) -> Iterator[Present]:
    """All mentions and statements that the readings hold, with their places."""
    for r in readings:
        for name, mention in zip(r.mention_ids, r.reading.contacts, strict=True):
            yield _present(r, Item.MENTION, name, mention)
        for name, statement in zip(r.statement_ids, r.reading.statements, strict=True):
            yield _present(r, Item.STATEMENT, name, statement)


def _present(r: StoredReading, item: Item, name: str, what: ContactMention | Statement) -> Present:
    span = place_of(what)
    return Present(item, name, r.paths[0], r.article.sha256, span, r.quote(span))


def _decided(r: StoredReading, effects: Effects) -> StoredReading:
    """A reading without what was rejected; ids and rows stay in step with what is left."""
    kept = [i for i, name in enumerate(r.mention_ids) if name not in effects.rejected]
    contacts = [
        (_renumbered(effects.mention(name, c), kept), name, rows)
        for c, name, rows in zip(r.reading.contacts, r.mention_ids, r.mention_rows, strict=True)
        if name not in effects.rejected
    ]
    statements = [
        (effects.statement(name, s), name, rows)
        for s, name, rows in zip(r.reading.statements, r.statement_ids, r.statement_rows, strict=True)
        if name not in effects.rejected
    ]
    return replace(
        r,
        reading=replace(
            r.reading,
            contacts=tuple(c for c, _, _ in contacts),
            statements=tuple(s for s, _, _ in statements),
        ),
        mention_ids=tuple(name for _, name, _ in contacts),
        statement_ids=tuple(name for _, name, _ in statements),
        mention_rows=tuple(rows for _, _, rows in contacts),
        statement_rows=tuple(rows for _, _, rows in statements),
    )


def _renumbered(mention: ContactMention, kept: Sequence[int]) -> ContactMention:
    """A mention whose relations count the contacts that are left; those to a rejected one are gone."""
    relations = tuple(
        r if r.contact is None else replace(r, contact=kept.index(r.contact))
        for r in mention.relations
        if r.contact is None or r.contact in kept
    )
    return replace(mention, relations=relations)
