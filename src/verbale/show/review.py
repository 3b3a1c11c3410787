"""Doubts and decisions as lines for people."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterable, Iterator
from typing import Any

from verbale.record.review_output import DecisionOut, DoubtOut
from verbale.review.decision import Action, Role
from verbale.review.effects import State
from verbale.show.text import clean, counted, quoted, short_paths

PLACES_SHOWN = 2
LINKS = {Action.MERGE: "with", Action.SPLIT: "from", Action.REPORT: "reports on"}
KINDS = {
    "orphan": "decisions whose words are not in the record any more",
    "contact": "contacts that may be one with another",
    "conflict": "contacts whose stories exclude each other's days",
    "speaker": "statements with several possible speakers",
    "act": "statements whose words another story has as another act",
    "report": "statements that may report on a commitment",
    "date": "contacts that are not on one day",
}


def doubt_lines(doubts: Iterable[DoubtOut], record: str) -> Iterator[str]:
    """What is to be decided, kind by kind, with the commands that would settle it.

    Args:
        record: the path that stands in the commands.
    """
    listed = list(doubts)
    short = short_paths(p.path for d in listed for p in d.evidence)
    for kind, heading in KINDS.items():
        of_kind = [d for d in listed if d.kind == kind]
        if not of_kind:
            continue
        yield f"{counted(len(of_kind), 'doubt')}: {heading}"
        for d in of_kind:
            yield f"  {d.id}  {clean(d.about)}"
            for why in d.why:
                yield f"    {clean(why)}"
            yield from (f"    at {short[p.path]}:{p.start}" for p in d.evidence[:PLACES_SHOWN])
            for answer in d.answers:
                yield f"    $ {clean(answer.replace('RECORD', shlex.quote(record), 1))}"
        yield ""
    if not listed:
        yield "nothing is in doubt"


def entry_lines(entries: Iterable[DecisionOut]) -> Iterator[str]:
    """All decisions, each with the words it rests on."""
    listed = list(entries)
    short = short_paths(a.path for d in listed for a in d.evidence)
    for d in listed:
        yield entry_line(d)
        for a in d.evidence:
            if a.role is Role.TARGET or d.action is Action.MERGE:
                gone = "" if a.found else " (not in the record as it was)"
                yield f"    {short[a.path]}:{a.start} {quoted(a.quote)}{gone}"
    if not listed:
        yield "no decision was made yet"


def entry_line(d: DecisionOut) -> str:
    """A decision in one line: "3  2031-06-01 12:00  Ida: reject s12ab (in force): note"."""
    targets, others = (
        [a.id for a in d.evidence if (a.role is Role.TARGET) is wanted] for wanted in (True, False)
    )
    what = [d.action.value, _ids(targets)]
    what += [LINKS[d.action], _ids(others)] if others else []
    what += [d.field or "", _value(d)]
    what += [f"entry {d.undoes}"] if d.undoes is not None else []
    state = f"{d.state} by entry {d.undone_by}" if d.state is State.UNDONE else d.state.value
    note = f": {d.note}" if d.note else ""
    when = d.at[:16].replace("T", " ")
    return clean(f"{d.entry}  {when}  {d.by}: {' '.join(filter(None, what))} ({state}){note}")


def _ids(ids: list[str]) -> str:
    return " ".join(ids[:1]) + (f" and {counted(len(ids) - 1, 'more mention')}" if len(ids) > 1 else "")


def _value(d: DecisionOut) -> str:
    if d.value is None:
        return ""
    return _words(json.loads(d.value)) if d.action is Action.CORRECT else d.value


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_words, value)) or "nothing"
    if isinstance(value, dict):
        return str(value.get("name"))
    return "nothing" if value is None else str(value)
