"""Positions over time: when a change is one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from verbale.model import Certainty, Directness, Polarity, Span, SpeechAct
from verbale.reconcile.days import ANY_DAY, DaySet, of_days
from verbale.record.output import StatementOut
from verbale.record.positions import Basis, Said, sequence


def said(act: str, first: int | None, last: int | None = None, *, negative: bool = False) -> Said:
    """A statement of days of May 2031; of an unknown day for None."""
    statement = StatementOut.model_construct(
        id=f"s{act}{first}", contact=None, path=f"{first}.txt", speaker=(), reported_by=(), via=None,
        addressee=(), act=SpeechAct(act), topics=("port",), directness=Directness.DIRECT,
        polarity=Polarity.NEGATIVE if negative else Polarity.POSITIVE, certainty=Certainty.STATED,
        content=Span(0, 4), quote="port", independent_sources=1,
    )  # fmt: skip
    if first is None:
        return Said(statement, ANY_DAY, None)
    days = (
        of_days([date(2031, 5, first)]) if last is None else DaySet(date(2031, 5, first), date(2031, 5, last))
    )
    return Said(statement, days, Basis.PUBLICATION)


@pytest.mark.parametrize(
    ("statements", "changes"),
    [
        ([said("request", 4), said("refuse", 9)], [None, "before: request (2031-05-04); now: refuse"]),
        ([said("request", 4), said("request", 9)], [None, None]),
        ([said("commit", 4), said("commit", 9, negative=True)],
         [None, "before: commit (2031-05-04); now: commit, negated"]),
        # of one day nobody knows the order
        ([said("refuse", 4), said("request", 4)], [None, None]),
        ([said("refuse", 4), said("request", 4), said("refuse", 9)], [None, None, None]),
        ([said("refuse", 4), said("request", 4), said("agree", 9)],
         [None, None, "before: refuse, request (2031-05-04); now: agree"]),
        # days that overlap are no order; the last that is surely before counts
        ([said("request", 4, 12), said("refuse", 9)], [None, None]),
        ([said("request", 4), said("refuse", 8, 12), said("agree", 9)],
         [None, "before: request (2031-05-04); now: agree", "before: request (2031-05-04); now: refuse"]),
        ([said("request", 4), said("refuse", None)], [None, None]),
    ],
)  # fmt: skip
def test_changes(statements: list[Any], changes: list[str | None]) -> None:
    found = sequence("port", statements)
    assert [p.change for p in found] == changes
    assert [p.change for p in sequence("port", list(reversed(statements)))] == changes
    assert all(p.change is None for p in sequence(None, statements)), "without a topic nothing is compared"
