"""Promises page by page: numbered by the last day on which they can have been made, found by their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, select, text

from verbale.reconcile.commitments import State
from verbale.reconcile.mentions import fold
from verbale.record import full_text
from verbale.record import tables as t
from verbale.record.commitment_output import CommitmentOut
from verbale.record.rows import POSTGRESQL

# The bits of a number below those of the day.
NAME_BITS: Final = 41
# Shorter words are in no run of characters that the full text knows.
SHORTEST_RUN = 3
READ_AT_ONCE = 500
# More are not counted. Those found by words are looked up one by one; of the others an index has all.
COUNTED_BY_WORDS, COUNTED_AT_MOST = 2500, 50_000


@dataclass(frozen=True, slots=True)
class Sought:
    """Which promises are asked for; what is empty does not choose.

    Attributes:
        actor: an id, or part of a name, of who promised or to whom.
        topic: a topic, or words of what is said.
    """

    actor: str = ""
    topic: str = ""
    state: State | None = None


@dataclass(frozen=True, slots=True)
class CommitmentPage:
    """Some promises, the first made first, the undated last.

    Attributes:
        next: behind which number the next page begins; None on the last page.
        states: how many there are in each state of all that are asked for.
        more: there are more than `total`, and what is counted is some of them.
    """

    commitments: tuple[CommitmentOut, ...]
    next: int | None
    states: Counter[State]
    more: bool = False

    @property
    def total(self) -> int:
        """How many there are in all."""
        return self.states.total()


def commitment_page(
    connection: Connection, sought: Sought, *, after: int = 0, limit: int, counted: bool = True
) -> CommitmentPage:
    """One page of the promises that are asked for.

    Args:
        counted: also count them.
    """
    source, where, values = _where(connection, sought)
    number = "c.number" if source == "commitments c" else "commitments_text.rowid"
    query = (
        f"SELECT {number} AS number, c.json FROM {source} WHERE {where} AND {number} > :after "
        f"ORDER BY {number} LIMIT :limit"
    )
    rows = connection.execute(text(query), {**values, "after": after, "limit": limit + 1}).all()
    shown = tuple(CommitmentOut.model_validate_json(row.json) for row in rows[:limit])
    following = rows[limit - 1].number if len(rows) > limit else None
    if not counted:
        return CommitmentPage(shown, following, Counter())
    if source == "commitments c":
        states = _counted(connection, [sought.state] if sought.state is not None else list(State))
        more = any(n > COUNTED_AT_MOST for n in states.values())
        return CommitmentPage(shown, following, Counter(dict(_at_most(states, COUNTED_AT_MOST))), more)
    first = f"SELECT c.state FROM {source} WHERE {where} ORDER BY {number} LIMIT :limit"
    found = connection.execute(text(first), {**values, "limit": COUNTED_BY_WORDS + 1}).scalars().all()
    worded = Counter(map(State, found[:COUNTED_BY_WORDS]))
    return CommitmentPage(shown, following, worded, len(found) > COUNTED_BY_WORDS)


def _counted(connection: Connection, states: Iterable[State]) -> dict[State, int]:
    """How many promises there are in each state, up to one more than are counted."""
    some = text(
        "SELECT count(*) FROM (SELECT 1 FROM commitments c WHERE c.state = :state LIMIT :limit) AS first"
    )
    limit = COUNTED_AT_MOST + 1
    found = {s: connection.execute(some, {"state": s.value, "limit": limit}).scalar_one() for s in states}
    return {s: n for s, n in found.items() if n}


def _at_most(counts: Mapping[State, int], most: int) -> Iterator[tuple[State, int]]:
    return ((state, min(n, most)) for state, n in counts.items())


def every_commitment(connection: Connection, sought: Sought) -> Iterator[CommitmentOut]:
    """All promises that are asked for, read as they are taken."""
    after: int | None = 0
    while after is not None:
        page = commitment_page(connection, sought, after=after, limit=READ_AT_ONCE, counted=False)
        yield from page.commitments
        after = page.next


def number_wanted(c: CommitmentOut) -> int:
    """Where a promise would stand, were the place free."""
    day: int = (c.made_to or date.max).toordinal()
    # The last few are kept free for what has to move on.
    within: int = int(c.id.lstrip("p")[:10], 16) % (2**NAME_BITS - 2**6)
    return day << NAME_BITS | within


def words_of(c: CommitmentOut) -> dict[str, str]:
    """What a promise is found by; each id of an actor and each topic stands between bars."""
    people = [*c.speaker, *c.to]
    return {
        "ids": _barred([*(a.id for a in people if a.id)]),
        "names": "\n".join(fold(a.name) for a in people),
        "topics": _barred([fold(topic) for topic in c.topics]),
        "quotes": "\n".join(fold(e.quote) for e in c.evidence),
    }


def told_by(connection: Connection, statement: str) -> list[str]:
    """The promises, as JSON, of which a statement may tell, or on which it may report."""
    c, of = t.commitments.c, t.commitment_statements.c
    query = select(c.json).join(t.commitment_statements, of.number == c.number)
    return list(connection.execute(query.where(of.statement == statement).order_by(c.id)).scalars())


def statements_of(c: CommitmentOut) -> dict[str, None]:
    """Those that tell of a promise, report on it or may do so."""
    told = [e.statement for e in c.evidence]
    told += [place.statement for r in c.reports for place in (r.evidence, *r.copies)]
    return dict.fromkeys([*told, *(p.statement for p in c.possible_reports)])


def _barred(words: list[str]) -> str:
    return "|" + "|".join(words) + "|" if words else ""


def _where(connection: Connection, sought: Sought) -> tuple[str, str, dict[str, Any]]:
    """From which tables, under which conditions, with which values."""
    runs: list[str] = []
    conditions: list[str] = []
    values: dict[str, Any] = {}
    for name, exact, columns in (
        (sought.actor, sought.actor, ("ids", "names")),
        (sought.topic, fold(sought.topic), ("topics", "quotes")),
    ):
        if not name.strip():
            continue
        wanted = fold(name)
        if connection.dialect.name != POSTGRESQL and (not wanted or len(wanted) >= SHORTEST_RUN):
            either = [f"{columns[0]} : {_phrase(f'|{exact}|')}"]
            either += [f"{columns[1]} : {_phrase(wanted)}"] if wanted else []
            runs.append(f"({' OR '.join(either)})")
        else:
            parts = [(columns[0], f"|{exact}|"), (columns[1], wanted)]
            held = []
            for column, words in (p for p in parts if p[1]):
                value = f"part{len(values)}"
                values[value] = full_text.part(connection, words)
                held.append(full_text.part_of(connection, f"commitments_text.{column}", value))
            conditions.append(f"({' OR '.join(held)})")
    if runs:
        values["runs"] = " AND ".join(runs)
        conditions.insert(0, "commitments_text MATCH :runs")
    if sought.state is not None:
        values["state"] = sought.state.value
        conditions.append("c.state = :state")
    worded = any("commitments_text" in c for c in conditions)
    source = _worded(connection) if worded else "commitments c"
    return source, " AND ".join(conditions) or "1 = 1", values


def _worded(connection: Connection) -> str:
    joined = full_text.led_by(connection)
    return f"commitments_text {joined} commitments c ON c.number = commitments_text.rowid"


def _phrase(words: str) -> str:
    """A run of characters for the full text, whatever signs it holds."""
    return '"' + full_text.printable(words).replace('"', '""') + '"'
