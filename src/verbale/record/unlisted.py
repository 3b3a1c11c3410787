"""Which texts have to be listed again: what they say, or where it belongs, has changed since they were."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from verbale.record import tables as t
from verbale.record.rows import add_new
from verbale.record.sources import NOT_RECONCILED, get_state
from verbale.record.stored import batched


def mark_unlisted(connection: Connection, texts: Collection[str]) -> None:
    """Have what these texts (sha256) say listed again."""
    if texts and not _is_all_to_be_made(connection):
        add_new(connection, t.unlisted, [{"sha256": sha256} for sha256 in sorted(texts)])


def mark_texts_of_contacts(connection: Connection, contacts: Collection[str]) -> None:
    """The same of all texts that tell of some contacts now."""
    if _is_all_to_be_made(connection):
        return
    mark_unlisted(connection, texts_of_contacts(connection, contacts))


def texts_of_contacts(connection: Connection, contacts: Collection[str]) -> set[str]:
    """The texts (sha256) that tell of some contacts now."""
    links, m, r, a = t.contact_mentions.c, t.mentions.c, t.readings.c, t.articles.c
    found: set[str] = set()
    for some in batched(sorted(contacts)):
        query = (
            select(a.sha256)
            .select_from(t.contact_mentions)
            .join(t.mentions, links.mention == m.id)
            .join(t.readings, m.reading_id == r.id)
            .join(t.articles, r.article_id == a.id)
            .where(links.contact.in_(some))
        )
        found |= set(connection.execute(query).scalars())
    return found


def unlisted(connection: Connection) -> set[str]:
    """The texts that wait."""
    return set(connection.execute(select(t.unlisted.c.sha256)).scalars())


def _is_all_to_be_made(connection: Connection) -> bool:
    return get_state(connection, "listing") in (None, NOT_RECONCILED)
