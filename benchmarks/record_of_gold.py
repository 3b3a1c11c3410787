#!/usr/bin/env python3
"""A record made of gold readings: what bringing stories together makes of stories read without a mistake.

    python3 benchmarks/record_of_gold.py GOLD_DIR[:TEXT_DIR] ... > contacts.jsonl

GOLD_DIR holds one JSON file a story, with the contacts and statements that a careful reader finds in the text
of the same name. Prints what `verbale contacts --json` prints.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from verbale.actors.registry import load_registry
from verbale.model import (
    Actor,
    Article,
    ContactKind,
    ContactMention,
    ContactStatus,
    DateBasis,
    DayRange,
    Days,
    Directness,
    Duration,
    DurationQualifier,
    Ordinal,
    Polarity,
    Reading,
    Span,
    SpeechAct,
    Statement,
)
from verbale.record import open_database
from verbale.record import queries as q
from verbale.record.reconciling import reconcile_record
from verbale.record.sources import add_outcomes
from verbale.times import find_times, load_time_lexicon

NOW = "2031-06-01T12:00:00+00:00"
REGISTRY = load_registry(())


def actor(name: str) -> Actor:
    """The actor of a name; its side where the registry has it."""
    for entry in REGISTRY.entries():
        if entry.name == name:
            return Actor(name, entry.id, entry.side or entry.id)
    return Actor(name)


def reading(gold: dict[str, Any], path: str, text: str) -> Reading:
    """A gold file as a reading."""
    published = gold.get("published")
    days = DayRange(_day(published["from"]), _day(published["to"])) if published else None
    article = Article(path, text, gold["language"], hashlib.sha256(text.encode()).hexdigest(), days)
    contacts = tuple(c for g in gold.get("contacts", []) if (c := contact(g, text, gold["language"])))
    statements = tuple(s for g in gold.get("statements", []) if (s := statement(g, text)))
    return Reading(article, contacts, statements)


def contact(g: dict[str, Any], text: str, language: str) -> ContactMention | None:
    """A gold contact."""
    span = _span(g, text)
    if span is None:
        return None
    minutes = g.get("duration_minutes")
    rough = DurationQualifier.APPROX if g.get("duration_approx") else DurationQualifier.EXACT
    nth = g.get("ordinal")
    return ContactMention(
        ContactKind(g["kind"]),
        ContactStatus(g["status"]),
        bool(g["main"]),
        tuple(actor(n) for n in g["participants"]),
        (span,),
        contact_days(g, language),
        Duration(minutes, rough, span) if minutes else None,
        actor(g["initiator"]) if g.get("initiator") else None,
        actor(g["requested_by"]) if g.get("requested_by") else None,
        g.get("place"),
        Ordinal(nth["n"], nth.get("since"), span) if nth else None,
    )


def contact_days(g: dict[str, Any], language: str) -> Days | None:
    """The days that the text allows, and the words' value."""
    stated = g.get("date_stated")
    phrase = stated.get("phrase") if isinstance(stated, dict) else stated
    timex = None
    for e in find_times(phrase, load_time_lexicon(language)) if phrase else ():
        timex = timex or e.timex
    if g.get("date_candidates"):
        listed = tuple(date.fromisoformat(d) for d in g["date_candidates"])
        return Days(listed[0], listed[-1], listed, timex=timex)
    if isinstance(stated, dict) and (stated.get("from") or stated.get("to")):
        first, last = _day(stated.get("from")), _day(stated.get("to"))
        listed = (first,) if first is not None and first == last else ()
        return Days(first, last, listed, timex=timex)
    return Days(None, None, timex=timex, basis=DateBasis.RELATIVE) if timex else None


def statement(g: dict[str, Any], text: str) -> Statement | None:
    """A gold statement."""
    span = _span(g, text)
    if span is None or not g.get("speaker"):
        return None
    return Statement(
        _actors(g["speaker"]),
        _actors(g.get("reported_by")),
        SpeechAct(g["act"]),
        span,
        Directness.DIRECT if g.get("direct") else Directness.INDIRECT,
        Polarity.NEGATIVE if g.get("negated_or_hedged") == "negated" else Polarity.POSITIVE,
        addressee=_actors(g.get("addressee")),
        topics=(g["topic"],) if g.get("topic") else tuple(g.get("topics", ())),
    )


def _actors(names: str | list[str] | None) -> tuple[Actor, ...]:
    listed = names if isinstance(names, list) else (names or "").replace(" and ", "; ").split("; ")
    return tuple(actor(n) for n in listed if n)


def _span(g: dict[str, Any], text: str) -> Span | None:
    if "span" in g:
        return Span(*g["span"])
    start = text.find(g["key"])
    return Span(start, start + len(g["key"])) if start >= 0 else None


def _day(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None


def main() -> None:
    """Make the record and print its contacts."""
    readings = []
    for spec in sys.argv[1:]:
        folder, _, texts = spec.partition(":")
        for path in sorted(Path(folder).glob("*.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            where = Path(texts or folder) / f"{path.stem}.txt"
            readings.append(reading(gold, str(where), where.read_text(encoding="utf-8")))
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "gold.db", create=True)
        with database.writing() as connection:
            add_outcomes(connection, readings, reader="gold", read_at=NOW)
            reconcile_record(connection, NOW)
        with database.reading() as connection:
            for c in q.contacts(connection):
                print(c.model_dump_json())


if __name__ == "__main__":
    main()
