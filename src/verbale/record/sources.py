"""Writing what became of each input: readings and refusals, adding what is new and changing nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, and_, delete, insert, select, update

from verbale.ingest.outcome import Outcome, Refusal
from verbale.model import Actor, Reading
from verbale.read.form import reading_to_json
from verbale.reconcile.mentions import actor_key, mention_id, statement_id, witness_of
from verbale.record import full_text
from verbale.record import tables as t
from verbale.record.known_actors import add_actors
from verbale.record.reprints import add_texts, mark_unreconciled, name_witnesses, reprints_of
from verbale.record.rows import add_rows, next_number, put
from verbale.record.stored import batched

NOT_RECONCILED = "not reconciled"


def known_text(connection: Connection, path: str, reader: str) -> str | None:
    """The sha256 of the text that this reader has read at this path; None if it has read none."""
    found = select(t.sources.c.sha256).where(
        t.sources.c.path == path,
        t.sources.c.reader == reader,
        t.sources.c.outcome == Outcome.READ.value,
        t.sources.c.superseded_at.is_(None),
    )
    return connection.execute(found).scalar()


def add_outcomes(
    connection: Connection, outcomes: Iterable[Reading | Refusal], *, reader: str, read_at: str
) -> int:
    """Add readings and refusals; what the record has already is passed over.

    Args:
        connection: in a writing transaction.
        reader: the version of the reader (`ReadSettings.version`).
        read_at: the time of the run, ISO 8601 with its zone.

    Returns:
        How many were new.
    """
    new = 0
    for outcome in _in_runs(outcomes):
        if isinstance(outcome, Refusal):
            new += _add_refusal(connection, outcome, reader, read_at)
        else:
            new += _add_readings(connection, outcome, reader, read_at)
    return new


def _in_runs(outcomes: Iterable[Reading | Refusal]) -> Iterator[list[Reading] | Refusal]:
    """Readings of different paths together, as far as their order allows."""
    run: dict[str, Reading] = {}
    for outcome in outcomes:
        if run and (isinstance(outcome, Refusal) or outcome.article.path in run):
            yield list(run.values())
            run = {}
        if isinstance(outcome, Refusal):
            yield outcome
        else:
            run[outcome.article.path] = outcome
    if run:
        yield list(run.values())


def _add_refusal(connection: Connection, refusal: Refusal, reader: str, read_at: str) -> bool:
    """A refusal replaces an earlier refusal of that path; a reading of what was there before stays."""
    current = and_(
        t.sources.c.path == refusal.path,
        t.sources.c.outcome != Outcome.READ.value,
        t.sources.c.superseded_at.is_(None),
    )
    known = connection.execute(select(t.sources.c.outcome, t.sources.c.reason).where(current)).all()
    if (refusal.outcome.value, refusal.reason) in {(row.outcome, row.reason) for row in known}:
        return False
    connection.execute(update(t.sources).where(current).values(superseded_at=read_at))
    row = {"path": refusal.path, "outcome": refusal.outcome.value, "reason": refusal.reason}
    number = next_number(connection, t.sources)
    connection.execute(insert(t.sources).values(id=number, **row, reader=reader, read_at=read_at))
    return True


def _add_readings(connection: Connection, told: Sequence[Reading], reader: str, read_at: str) -> int:
    """Add readings of different paths, table by table: one by one the questions take most of the time."""
    known = _known_texts(connection, [r.article.path for r in told])
    new = [r for r in told if known.get(r.article.path) != (r.article.sha256, reader)]
    for reading in new:
        if reading.article.path in known:
            _supersede(connection, reading.article.path, read_at)
    if not new:
        return 0
    source, row = next_number(connection, t.sources), next_number(connection, t.readings)
    add_rows(
        connection,
        t.sources,
        [_source_row(r, reader, read_at) | {"id": source + i} for i, r in enumerate(new)],
    )
    articles = _articles(connection, new)
    rows = [
        {
            "id": row + i,
            "source_id": source + i,
            "article_id": articles[r.article.sha256],
            "json": reading_to_json(r),
        }
        for i, r in enumerate(new)
    ]
    add_rows(connection, t.readings, rows)
    _add_actors(connection, new)
    _add_mentions(connection, row, new)
    _add_statements(connection, row, new)
    mark_unreconciled(connection, sorted({r.article.sha256 for r in new}))
    set_state(connection, "accounts", NOT_RECONCILED)
    return len(new)


def _known_texts(connection: Connection, paths: Sequence[str]) -> dict[str, tuple[str | None, str | None]]:
    """Of the paths that the record has now: the text and the reader, None for what was not read."""
    c = t.sources.c
    found: dict[str, tuple[str | None, str | None]] = {}
    for some in batched(paths):
        query = select(c.path, c.sha256, c.reader, c.outcome).where(
            c.path.in_(some), c.superseded_at.is_(None)
        )
        for row in connection.execute(query.order_by(c.id)):
            if row.outcome == Outcome.READ.value:
                found[row.path] = (row.sha256, row.reader)
            else:
                found.setdefault(row.path, (None, None))
    return found


def _source_row(reading: Reading, reader: str, read_at: str) -> dict[str, Any]:
    article = reading.article
    return {
        "path": article.path,
        "sha256": article.sha256,
        "outcome": Outcome.READ.value,
        "reader": reader,
        "language": article.language,
        "outlet": article.outlet,
        "title": article.title,
        "url": article.url,
        "published": article.published_edtf,
        "read_at": read_at,
    }


def _supersede(connection: Connection, path: str, when: str) -> None:
    """Keep the source rows of a path as its history; drop their readings, and texts that nothing has now."""
    old = select(t.sources.c.id).where(t.sources.c.path == path, t.sources.c.superseded_at.is_(None))
    ids = connection.execute(old).scalars().all()
    if not ids:
        return
    connection.execute(update(t.sources).where(t.sources.c.id.in_(ids)).values(superseded_at=when))
    of_them = t.readings.c.source_id.in_(ids)
    texts = connection.execute(select(t.readings.c.article_id).where(of_them)).scalars().all()
    known = select(t.articles.c.sha256).where(t.articles.c.id.in_(texts))
    mark_unreconciled(connection, connection.execute(known).scalars().all())
    connection.execute(delete(t.readings).where(of_them))
    still_read = select(t.readings.c.article_id)
    reprints = reprints_of(connection, texts)
    connection.execute(
        delete(t.articles).where(t.articles.c.id.in_(texts), t.articles.c.id.not_in(still_read))
    )
    if len(reprints) > len(texts):
        name_witnesses(connection, reprints)


def _articles(connection: Connection, told: Iterable[Reading]) -> dict[str, int]:
    """The ids of texts by sha256; those that are new are added."""
    a = t.articles.c
    texts = {r.article.sha256: r.article for r in told}
    found = {
        row.sha256: row.id
        for some in batched(list(texts))
        for row in connection.execute(select(a.id, a.sha256).where(a.sha256.in_(some)))
    }
    first = next_number(connection, t.articles)
    new = {first + i: article for i, article in enumerate(x for s, x in texts.items() if s not in found)}
    rows = [
        {
            "id": number,
            "sha256": article.sha256,
            "witness": witness_of(article.text),
            "title": article.title,
            "text": article.text,
        }
        for number, article in new.items()
    ]
    if rows:
        add_rows(connection, t.articles, rows)
        full_text.add_texts(connection, full_text.ARTICLES, [(n, (a.title, a.text)) for n, a in new.items()])
        add_texts(connection, {number: article.text for number, article in new.items()})
    return found | {article.sha256: number for number, article in new.items()}


def _add_actors(connection: Connection, told: Iterable[Reading]) -> None:
    found: list[Actor] = []
    for reading in told:
        for c in reading.contacts:
            found += (*c.participants, *(a for a in (c.initiator, c.requested_by) if a is not None))
        for s in reading.statements:
            found += s.speaker
    add_actors(connection, found)


def _add_mentions(connection: Connection, row: int, told: Sequence[Reading]) -> None:
    """Add the contacts of readings, the first of which is in this row, the others in those behind it."""
    rows = []
    for number, reading in enumerate(told, row):
        for i, c in enumerate(reading.contacts):
            first = min(c.evidence, default=None)
            rows.append(
                {
                    "mention_id": mention_id(reading.article.sha256, c),
                    "reading_id": number,
                    "position": i,
                    "kind": c.kind.value,
                    "status": c.status.value,
                    "main": c.main,
                    "date_from": c.days.first.isoformat() if c.days and c.days.first else None,
                    "date_to": c.days.last.isoformat() if c.days and c.days.last else None,
                    "start": first.start if first else None,
                    "end": first.end if first else None,
                }
            )
    people = [c.participants for reading in told for c in reading.contacts]
    _insert_linked(connection, t.mentions, rows, t.mention_participants, "mention", people)


def _add_statements(connection: Connection, row: int, told: Sequence[Reading]) -> None:
    """Add the statements of readings, the first of which is in this row, the others in those behind it."""
    rows = [
        {
            "statement_id": statement_id(reading.article.sha256, s),
            "reading_id": number,
            "position": i,
            "act": s.act.value,
            "start": s.content.start,
            "end": s.content.end,
            "content": s.content.of(reading.article.text),
        }
        for number, reading in enumerate(told, row)
        for i, s in enumerate(reading.statements)
    ]
    speakers = [s.speaker for reading in told for s in reading.statements]
    first = _insert_linked(connection, t.statements, rows, t.statement_speakers, "statement", speakers)
    full_text.add_texts(
        connection, full_text.STATEMENTS, [(first + i, (str(row["content"]),)) for i, row in enumerate(rows)]
    )


def _insert_linked(
    connection: Connection,
    table: Table,
    rows: Sequence[dict[str, Any]],
    links: Table,
    column: str,
    actors: Sequence[Sequence[Actor]],
) -> int:
    """Insert rows at once, each with its actors: one by one they take twice the time of all the rest.

    Returns:
        The number of the first; those of the others are behind it.
    """
    first = next_number(connection, table)
    if not rows:
        return first
    add_rows(connection, table, [{"id": first + i, **values} for i, values in enumerate(rows)])
    linked = [
        {column: first + i, "actor": key}
        for i, some in enumerate(actors)
        for key in sorted({actor_key(a) for a in some})
    ]
    add_rows(connection, links, linked)
    return first


def set_state(connection: Connection, key: str, value: str) -> None:
    """Remember one thing about the record itself."""
    put(connection, t.state, [{"key": key, "value": value}])


def get_state(connection: Connection, key: str) -> str | None:
    """What `set_state` remembered; None if nothing."""
    return connection.execute(select(t.state.c.value).where(t.state.c.key == key)).scalar()
