"""What bringing stories together has to know of each mention, kept apart from the readings: small, and found
by block, so that a few new stories do not need all the others read again.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import ColumnElement, Connection, delete, select, update

from verbale.model import Actor, DayRange, Polarity, Span, SpeechAct
from verbale.read.form import ContactForm
from verbale.reconcile.clues import Series, series_of
from verbale.reconcile.date_reasons import Dated, DateReason
from verbale.reconcile.days import DaySet
from verbale.reconcile.mentions import StoredMention, stored_mentions
from verbale.reconcile.override import Override, decided_days
from verbale.reconcile.said import Said, said_of
from verbale.reconcile.said_at import contacts_of_statements
from verbale.reconcile.versions import Evidence
from verbale.record import tables as t
from verbale.record.known_actors import KnownActors
from verbale.record.rows import put
from verbale.record.stored import StoredReading, batched

# So many rows are written at once.
ROWS_AT_ONCE = 1000


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SaidForm(_Form):
    """One speaker of a statement on the contact; `statement` is its position in the reading."""

    statement: int
    speaker: Actor
    side: Actor | None
    act: SpeechAct
    polarity: Polarity
    topics: tuple[str, ...]
    content: Span
    language: str
    matter: tuple[str, ...]
    others: tuple[str, ...] = ()


class TellingForm(_Form):
    """One mention. `statements` are the positions of those on it, with the reason; `decided` are the days
    that a person set.
    """

    contact: ContactForm
    quotations: tuple[str, ...]
    points: tuple[tuple[str, str, str], ...]
    words: str
    told_by: tuple[tuple[Span, Actor], ...]
    published_from: datetime.date | None
    published_to: datetime.date | None
    said: tuple[SaidForm, ...]
    statements: tuple[tuple[int, str], ...]
    known_by: datetime.date | None = None
    decided: DaySet | None = None


class DatedForm(_Form):
    """What dating contacts together told of a mention."""

    narrowed: DaySet | None
    doubted: DaySet | None
    reasons: tuple[tuple[str | None, str, tuple[Evidence, ...]], ...]
    conflicts: tuple[tuple[str, tuple[Evidence, ...]], ...]

    @classmethod
    def of(cls, dated: Dated) -> DatedForm:
        """From what was found."""
        reasons = tuple((r.left, r.words, r.evidence) for r in dated.reasons)
        return cls(narrowed=dated.narrowed, doubted=dated.doubted, reasons=reasons, conflicts=dated.conflicts)

    def dated(self) -> Dated:
        """To what was found."""
        reasons = tuple(DateReason(left, words, places) for left, words, places in self.reasons)
        return Dated(self.narrowed, self.doubted, reasons, self.conflicts)


@dataclass(frozen=True, slots=True)
class Telling:
    """A mention as the record keeps it.

    Attributes:
        block: what it must share with others to be one contact with them, or to be stood in for by them.
        first_group: the mention that begins its group by what each says of itself; "" before it was grouped.
        said: what is said on the contact there.
        statements: positions of these statements in the reading, with the reason that they are on it.
        dated: None when dating contacts together told nothing of it.
    """

    mention: StoredMention
    block: str
    first_group: str
    said: tuple[Said, ...]
    statements: tuple[tuple[int, str], ...]
    dated: Dated | None


def add_tellings(
    connection: Connection,
    readings: Iterable[StoredReading],
    known: KnownActors,
    overrides: Sequence[Override] = (),
) -> set[str]:
    """Keep the mentions of readings.

    Args:
        overrides: what persons decided about them; of these the days that they set are kept.

    Returns:
        Their blocks.
    """
    blocks: set[str] = set()
    decided = decided_days(overrides)
    waiting = (row for r in readings for row in _rows(r, known, decided))
    while rows := list(islice(waiting, ROWS_AT_ONCE)):
        # The same mention twice in one text is one.
        put(connection, t.tellings, rows)
        blocks.update(row["block"] for row in rows)
    return blocks


@dataclass(slots=True)
class Dropped:
    """What was kept of mentions that are gone or will be kept anew.

    Attributes:
        groups: by mention, the one that began its group.
        series: those that they counted their contacts in.
    """

    blocks: set[str] = field(default_factory=set)
    groups: dict[str, str] = field(default_factory=dict)
    series: set[Series] = field(default_factory=set)


def drop_tellings(connection: Connection, texts: Collection[str]) -> Dropped:
    """Forget the mentions of texts (sha256), some of which may be gone."""
    found = Dropped()
    c = t.tellings.c
    for some in batched(sorted(texts)):
        query = select(c.mention, c.block, c.first_group, c.form).where(c.article.in_(some))
        for row in connection.execute(query).all():
            found.blocks.add(row.block)
            found.groups[row.mention] = row.first_group
            counted = series_of(TellingForm.model_validate_json(row.form).contact.contact())
            if counted is not None:
                found.series.add(counted)
        connection.execute(delete(t.tellings).where(c.article.in_(some)))
    return found


def tellings(
    connection: Connection, column: str | None = None, values: Collection[str] = ()
) -> list[Telling]:
    """Mentions with all that stories say of them.

    Args:
        column: of the table of tellings: only rows that have one of `values` there; None for all.
    """
    if column is None:
        return _loaded(connection, None)
    where = t.tellings.c[column]
    return [x for some in batched(sorted(values)) for x in _loaded(connection, where.in_(some))]


def blocks_of_texts(connection: Connection, texts: Collection[str]) -> set[str]:
    """The blocks of the mentions of texts (sha256)."""
    c = t.tellings.c
    asked = (select(c.block).where(c.article.in_(some)).distinct() for some in batched(sorted(texts)))
    return {block for query in asked for block in connection.execute(query).scalars()}


def store_first_groups(connection: Connection, groups: Mapping[str, str]) -> None:
    """Keep by which mention the group of each mention begins."""
    for mention, first in sorted(groups.items()):
        row = t.tellings.c.mention == mention
        connection.execute(update(t.tellings).where(row).values(first_group=first))


def store_dated(connection: Connection, dated: Mapping[str, Dated | None]) -> None:
    """Keep what dating contacts together told of each mention; None forgets it."""
    for mention, found in sorted(dated.items()):
        form = DatedForm.of(found).model_dump_json() if found is not None else None
        row = t.tellings.c.mention == mention
        connection.execute(update(t.tellings).where(row).values(dated=form))


def _rows(r: StoredReading, known: KnownActors, decided: Mapping[str, DaySet]) -> list[dict[str, Any]]:
    mentions = stored_mentions(r.reading, r.paths, r.mention_ids, r.witness, r.known_by)
    said_at = contacts_of_statements(r.reading)
    rows = []
    for m in mentions:
        on_it = [(i, at.reason) for i, at in enumerate(said_at) if at.contact == m.position]
        form = TellingForm(
            contact=ContactForm.of(m.mention),
            quotations=tuple(sorted(m.quotations)),
            points=tuple(sorted(m.points)),
            words=m.telling,
            told_by=m.told_by,
            published_from=m.published.first if m.published else None,
            published_to=m.published.last if m.published else None,
            said=tuple(_said_forms(r, m, [i for i, _ in on_it])),
            statements=tuple(on_it),
            known_by=m.known_by,
            decided=decided.get(m.id),
        )
        rows.append(
            {
                "mention": m.id,
                "article": m.article,
                "position": m.position,
                "block": known.block_key(m.mention, m.article),
                "first_group": "",
                "form": form.model_dump_json(),
                "dated": None,
            }
        )
    return rows


def _said_forms(r: StoredReading, m: StoredMention, positions: Sequence[int]) -> Iterator[SaidForm]:
    for i in positions:
        statement = r.reading.statements[i]
        for s in said_of(statement, m.mention, r.article, r.paths[0], r.witness):
            yield SaidForm(
                statement=i,
                speaker=s.speaker,
                side=s.side,
                act=s.act,
                polarity=s.polarity,
                topics=s.topics,
                content=statement.content,
                language=s.language,
                matter=tuple(sorted(s.matter)),
                others=s.others,
            )


def _loaded(connection: Connection, where: ColumnElement[bool] | None) -> list[Telling]:
    told, a = t.tellings.c, t.articles.c
    query = select(
        told.mention,
        told.article,
        told.position,
        told.block,
        told.first_group,
        told.form,
        told.dated,
        a.witness,
    ).join(t.articles, a.sha256 == told.article)
    if where is not None:
        query = query.where(where)
    rows = connection.execute(query.order_by(told.mention)).all()
    paths = _paths(connection, None if where is None else {row.article for row in rows})
    found = []
    for row in rows:
        form = TellingForm.model_validate_json(row.form)
        where_it_came = paths.get(row.article, ())
        found.append(
            Telling(
                mention=_mention(form, row.mention, row.article, row.position, row.witness, where_it_came),
                block=row.block,
                first_group=row.first_group,
                said=tuple(_said(s, row.article, row.witness, where_it_came) for s in form.said),
                statements=form.statements,
                dated=DatedForm.model_validate_json(row.dated).dated() if row.dated else None,
            )
        )
    return found


def _mention(
    form: TellingForm, name: str, article: str, position: int, witness: str, paths: tuple[str, ...]
) -> StoredMention:
    known = form.published_from or form.published_to
    return StoredMention(
        id=name,
        article=article,
        paths=paths,
        witness=witness,
        position=position,
        mention=form.contact.contact(),
        quotations=frozenset(form.quotations),
        points=frozenset(form.points),
        telling=form.words,
        told_by=form.told_by,
        published=DayRange(form.published_from, form.published_to) if known else None,
        known_by=form.known_by,
        decided_days=form.decided,
    )


def _said(form: SaidForm, article: str, witness: str, paths: tuple[str, ...]) -> Said:
    place = Evidence(paths[0] if paths else "", form.content.start, form.content.end, article)
    return Said(
        form.speaker,
        form.side,
        form.act,
        form.polarity,
        form.topics,
        place,
        witness,
        form.language,
        frozenset(form.matter),
        form.others,
    )


def _paths(connection: Connection, texts: Collection[str] | None) -> dict[str, tuple[str, ...]]:
    """The paths under which each text is read now, sorted."""
    query = (
        select(t.articles.c.sha256, t.sources.c.path)
        .join(t.readings, t.readings.c.article_id == t.articles.c.id)
        .join(t.sources, t.readings.c.source_id == t.sources.c.id)
    )
    asked = (
        [query]
        if texts is None
        else [query.where(t.articles.c.sha256.in_(s)) for s in batched(sorted(texts))]
    )
    found: dict[str, set[str]] = {}
    for q in asked:
        for sha256, path in connection.execute(q):
            found.setdefault(sha256, set()).add(path)
    return {sha256: tuple(sorted(listed)) for sha256, listed in found.items()}
