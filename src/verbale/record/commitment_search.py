"""Finding commitments among many: what is looked for is kept at hand, the rest is read when it is shown."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from verbale.reconcile.commitments import State
from verbale.reconcile.mentions import fold
from verbale.record import tables as t
from verbale.record.commitment_output import CommitmentOut
from verbale.record.stored import batched


@dataclass(frozen=True, slots=True)
class _Sought:
    """What one commitment is found by; words are folded."""

    id: str
    state: State
    actors: frozenset[str]
    names: tuple[str, ...]
    topics: frozenset[str]
    quotes: tuple[str, ...]

    def takes(self, actor: str | None, topic: str | None) -> bool:
        """As `is_meant` and `is_about` say."""
        if actor is not None:
            wanted = fold(actor)
            if actor not in self.actors and not (wanted and any(wanted in n for n in self.names)):
                return False
        if topic is not None:
            wanted = fold(topic)
            return wanted in self.topics or bool(wanted and any(wanted in q for q in self.quotes))
        return True


@dataclass(frozen=True, slots=True)
class Found:
    """The commitments that a search takes: their ids, the first made first; how many are in each state."""

    ids: tuple[str, ...]
    states: Counter[State]


class CommitmentSearch:
    """All commitments of a record as it was when this was made."""

    def __init__(self, connection: Connection) -> None:
        c = t.commitments.c
        query = select(c.json).order_by(c.made_to.is_(None), c.made_to, c.made_from, c.id)
        self._every = [_sought(json.loads(form)) for form in connection.execute(query).scalars()]

    def find(self, actor: str | None, topic: str | None, state: State | None) -> Found:
        """Those of an actor, on a topic, in a state; None takes all."""
        taken = [x for x in self._every if x.takes(actor, topic) and state in (None, x.state)]
        return Found(tuple(x.id for x in taken), Counter(x.state for x in taken))


def commitments_of_ids(connection: Connection, ids: Sequence[str]) -> list[CommitmentOut]:
    """The commitments of ids, in their order; those that are gone are left out."""
    c = t.commitments.c
    forms: dict[str, str] = {}
    for some in batched(ids):
        for row in connection.execute(select(c.id, c.json).where(c.id.in_(some))):
            forms[row.id] = row.json
    return [CommitmentOut.model_validate_json(forms[name]) for name in ids if name in forms]


def _sought(form: dict[str, Any]) -> _Sought:
    people = [*form["speaker"], *form["to"]]
    return _Sought(
        id=form["id"],
        state=State(form["state"]),
        actors=frozenset(a["id"] for a in people if a["id"]),
        names=tuple(fold(a["name"]) for a in people),
        topics=frozenset(map(fold, form["topics"])),
        quotes=tuple(fold(e["quote"]) for e in form["evidence"]),
    )
