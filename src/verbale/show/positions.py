"""Positions over time for people: topic by topic, day by day, changes marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from verbale.model import Certainty, Polarity
from verbale.record.positions import PositionOut
from verbale.show.commitments import days_words
from verbale.show.text import clean, names, quoted, short_paths

NO_TOPIC = "other"


def position_lines(positions: Iterable[PositionOut]) -> Iterator[str]:
    """A heading for each topic, two lines for each statement, one more where something changed."""
    listed = list(positions)
    short = short_paths(p.path for p in listed)
    for topic, group in groupby(listed, key=lambda p: p.topic):
        yield clean(topic or NO_TOPIC)
        for p in group:
            if p.change:
                yield f"  CHANGE  {clean(p.change)}"
            yield f"  {days_words(p.date_from, p.date_to)}  {_who(p)}"
            yield f"      {quoted(p.content)}  {short[p.path]}:{p.start}"
        yield ""
    if not listed:
        yield "no statements"


def _who(p: PositionOut) -> str:
    to = f" → {names(p.to, between=' and ')}" if p.to else ""
    marks = ["negated"] if p.polarity is Polarity.NEGATIVE else []
    marks += ["hedged"] if p.certainty is Certainty.HEDGED else []
    marks += [f"via {clean(p.via)}"] if p.via else []
    act = ", ".join((p.act.value, *marks))
    per = f", according to {names(p.reported_by)}" if p.reported_by else ""
    return f"{names(p.speaker, between=' and ')}{to}: {act}{per}"
