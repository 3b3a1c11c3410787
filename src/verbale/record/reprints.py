"""Which texts of the record are reprints of each other: kept up to date as texts come and go."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, delete, insert, or_, select, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from verbale.reconcile.mentions import witness_of
from verbale.reconcile.reprints import are_reprints, bands_of, runs_of, witnesses
from verbale.record import tables as t


def add_text(connection: Connection, article: int, text: str) -> None:
    """Find the reprints of a new text, and give all of them one witness."""
    runs = runs_of(text)
    bands = bands_of(runs)
    if not bands:
        return
    found = select(t.text_bands.c.article).where(t.text_bands.c.key.in_(bands)).distinct()
    candidates = connection.execute(found.order_by(t.text_bands.c.article)).scalars().all()
    connection.execute(insert(t.text_bands), [{"key": k, "article": article} for k in set(bands)])
    pairs = [
        {"left": other, "right": article}
        for other in candidates
        if other != article and are_reprints(runs, runs_of(_text(connection, other)))
    ]
    if pairs:
        connection.execute(insert(t.reprints), pairs)
        name_witnesses(connection, [article])


def reprints_of(connection: Connection, articles: Collection[int]) -> set[int]:
    """The texts that reprints tie to these, directly or through others; these included."""
    r = t.reprints.c
    found, new = set(articles), set(articles)
    while new:
        query = select(r.left, r.right).where(or_(r.left.in_(new), r.right.in_(new)))
        new = {a for pair in connection.execute(query) for a in pair} - found
        found |= new
    return found


def name_witnesses(connection: Connection, articles: Collection[int]) -> None:
    """Give the reprints of some texts the witness that they have now, and have their accounts made again."""
    r, a = t.reprints.c, t.articles.c
    together = reprints_of(connection, articles)
    query = select(a.id, a.sha256, a.witness, a.text).where(a.id.in_(together))
    rows = connection.execute(query).all()
    own = {row.id: witness_of(row.text) for row in rows}
    pairs = connection.execute(select(r.left, r.right).where(r.left.in_(together)))
    named = witnesses(own, ((left, right) for left, right in pairs))
    for row in rows:
        if named[row.id] != row.witness:
            changed = update(t.articles).where(a.id == row.id).values(witness=named[row.id])
            connection.execute(changed)
            mark_unreconciled(connection, [row.sha256])


def renew_reprints(connection: Connection) -> None:
    """Find the reprints of all texts anew: another version of the search made what the record has."""
    connection.execute(delete(t.text_bands))
    connection.execute(delete(t.reprints))
    for article in connection.execute(select(t.articles.c.id).order_by(t.articles.c.id)).scalars().all():
        add_text(connection, article, _text(connection, article))


def mark_unreconciled(connection: Connection, texts: Iterable[str]) -> None:
    """Have the accounts of these texts (sha256) made again by the next run."""
    rows = [{"sha256": sha} for sha in texts]
    if rows:
        connection.execute(sqlite_insert(t.unreconciled).on_conflict_do_nothing(), rows)


def _text(connection: Connection, article: int) -> str:
    return str(connection.execute(select(t.articles.c.text).where(t.articles.c.id == article)).scalar_one())
