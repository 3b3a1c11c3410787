"""A reader of invented one-line stories, and a build that can be run as a program of its own and killed.

A story is "day; participants; minutes; what the first participant said": no parser is needed to read it.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from verbale.errors import StoryRefused
from verbale.ingest.find import FoundStory
from verbale.ingest.outcome import Refusal
from verbale.model import (
    Actor,
    Article,
    ContactKind,
    ContactMention,
    ContactStatus,
    Days,
    Directness,
    Duration,
    DurationQualifier,
    Reading,
    Span,
    SpeechAct,
    Statement,
)


@dataclass(frozen=True)
class InventedReader:
    """Takes `seconds` for each story. A story "die" kills the process, "break" breaks the reader."""

    seconds: float = 0.0

    def load(self) -> InventedReader:
        return self

    def open(self, found: FoundStory) -> Article | Refusal:
        text = (found.line or b"").decode()
        if not text:
            return Refusal(found.path, "is empty")
        return Article(found.path, text, "fr", hashlib.sha256(text.encode()).hexdigest())

    def read(self, article: Article) -> Reading:
        time.sleep(self.seconds)
        if article.text == "die":
            os._exit(1)
        if article.text == "break":
            raise RuntimeError("broken")
        if article.text == "refuse":
            raise StoryRefused(article.path, "is no story")
        return reading_of(article)


def reading_of(article: Article) -> Reading:
    when, who, minutes, words = article.text.split("; ")
    day = date.fromisoformat(when) if when != "?" else None
    people = tuple(Actor(n) for n in who.split(", "))
    mention = ContactMention(
        ContactKind.CALL,
        ContactStatus.HELD,
        True,
        people,
        (Span(0, len(when)),),
        Days(day, day, (day,), when) if day else None,
        Duration(int(minutes), DurationQualifier.EXACT, Span(0, len(when))) if minutes != "?" else None,
    )
    content = Span(len(article.text) - len(words), len(article.text))
    act = SpeechAct.ASSERT
    said = Statement(people[:1], (), act, content, Directness.DIRECT, addressee=people[1:], topics=("grain",))
    return Reading(article, (mention,), (said,))


def found(stories: dict[str, str]) -> list[FoundStory | Refusal]:
    """Stories by path, as if they had been found."""
    return [FoundStory(path, Path(path), text.encode()) for path, text in stories.items()]


def many(count: int) -> dict[str, str]:
    """Stories about some twenty contacts, some of them undated, some reprinted, one refused."""
    people = ["Ana Vell, Bo Karst", "Bo Karst, Cy Onda", "Ana Vell, Cy Onda"]
    stories = {
        f"{i:04}.txt": f"{_day(i)}; {people[i % 3]}; {60 + i % 2 * 50}; « grain number {i // 2} shall pass »"
        for i in range(count)
    }
    return stories | {"empty.txt": ""}


def _day(i: int) -> str:
    return "?" if i % 7 == 0 else f"2031-05-{i % 9 + 1:02}"


def at_noon() -> datetime:
    return datetime(2031, 6, 1, 12, tzinfo=UTC)


def main() -> None:
    from verbale.record.building import build
    from verbale.record.database import open_database

    path, count, jobs, seconds = sys.argv[1:]
    database = open_database(path, create=True)
    print("begins", flush=True)
    report = build(
        database,
        found(many(int(count))),
        InventedReader(float(seconds)),
        reader="invented",
        now=lambda: datetime.now(UTC),
        jobs=int(jobs),
    )
    print(report.summary())


if __name__ == "__main__":
    main()
