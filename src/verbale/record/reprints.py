"""Which texts of the record are reprints of each other: kept up to date as texts come and go."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, delete, or_, select, update

from verbale.reconcile.mentions import witness_of
from verbale.reconcile.reprints import (
    Sketch,
    are_reprints,
    bands_of,
    may_be_reprints,
    runs_of,
    sketch_of,
    witnesses,
)
from verbale.record import tables as t
from verbale.record.rows import add_new, add_rows
from verbale.record.stored import batched


def add_texts(connection: Connection, texts: Mapping[int, str]) -> None:
    """Find the reprints of new texts (by article), also among themselves, and give each kind one witness."""
    runs = {article: runs_of(text) for article, text in texts.items()}
    sketches = {article: made for article, some in runs.items() if (made := sketch_of(some)) is not None}
    bands = {article: set(bands_of(sketches.get(article))) for article in texts}
    likely = _likely_pairs(connection, bands, dict(sketches))
    older = sorted({left for left, _ in likely if left not in runs})
    runs |= {article: runs_of(text) for article, text in _texts(connection, older)}
    pairs = [
        {"left": left, "right": right} for left, right in likely if are_reprints(runs[left], runs[right])
    ]
    kept = [{"article": article, "runs": s.runs, "minima": s.minima} for article, s in sketches.items()]
    add_rows(connection, t.text_sketches, kept)
    rows = [{"key": key, "article": article} for article, keys in bands.items() for key in sorted(keys)]
    add_rows(connection, t.text_bands, rows)
    if pairs:
        add_rows(connection, t.reprints, pairs)
        name_witnesses(connection, sorted({pair["right"] for pair in pairs}))


def _likely_pairs(
    connection: Connection, bands: Mapping[int, set[int]], sketches: dict[int, Sketch]
) -> list[tuple[int, int]]:
    """Pairs of an older text, or one before it, and a new one, whose bands and sketches are alike."""
    having = _articles_with(connection, {key for some in bands.values() for key in some})
    sketches |= _sketches(connection, sorted({article for some in having.values() for article in some}))
    likely: list[tuple[int, int]] = []
    for article, keys in bands.items():
        known = sorted({other for key in keys for other in having.get(key, ()) if other in sketches})
        if known:
            fits = may_be_reprints(sketches[article], [sketches[other] for other in known])
            likely += [(other, article) for other, fit in zip(known, fits.tolist(), strict=True) if fit]
        for key in keys:
            having.setdefault(key, []).append(article)
    return likely


def _sketches(connection: Connection, articles: Sequence[int]) -> dict[int, Sketch]:
    s = t.text_sketches.c
    found: dict[int, Sketch] = {}
    for some in batched(articles):
        query = select(s.article, s.runs, s.minima).where(s.article.in_(some))
        found |= {row.article: Sketch(row.runs, row.minima) for row in connection.execute(query)}
    return found


def _articles_with(connection: Connection, keys: Collection[int]) -> dict[int, list[int]]:
    """The texts that have each of some bands."""
    b = t.text_bands.c
    found: dict[int, list[int]] = {}
    for some in batched(sorted(keys)):
        for row in connection.execute(select(b.key, b.article).where(b.key.in_(some))):
            found.setdefault(row.key, []).append(row.article)
    return found


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
    connection.execute(delete(t.text_sketches))
    connection.execute(delete(t.reprints))
    for some in batched(
        connection.execute(select(t.articles.c.id).order_by(t.articles.c.id)).scalars().all()
    ):
        add_texts(connection, dict(_texts(connection, some)))


def mark_unreconciled(connection: Connection, texts: Iterable[str]) -> None:
    """Have the accounts of these texts (sha256) made again by the next run."""
    add_new(connection, t.unreconciled, [{"sha256": sha} for sha in texts])


def _texts(connection: Connection, articles: Sequence[int]) -> Iterator[tuple[int, str]]:
    a = t.articles.c
    for some in batched(articles):
        for row in connection.execute(select(a.id, a.text).where(a.id.in_(some))):
            yield row.id, row.text
