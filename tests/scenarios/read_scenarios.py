"""Scenarios: a few short stories, and what a careful archivist would write down of them. See README.md."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from verbale.ingest import article_from_text
from verbale.model import (
    Actor,
    Article,
    ContactKind,
    ContactMention,
    ContactStatus,
    DateBasis,
    DayRelation,
    Days,
    Directness,
    Duration,
    DurationQualifier,
    Ordinal,
    Reading,
    Span,
    SpeechAct,
    Statement,
)
from verbale.read.reading import ReadingTools, read_article
from verbale.times import parse_edtf

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Scenario:
    """A corpus and what is expected of it."""

    name: str
    stories: tuple[dict[str, Any], ...]
    contacts: tuple[dict[str, Any], ...]
    people: dict[str, str]

    @property
    def is_read(self) -> bool:
        """Whether its stories go through the reader."""
        return not any("contacts" in s for s in self.stories)


def scenarios() -> list[Scenario]:
    """All, by name."""
    return [_scenario(path) for path in sorted(FOLDER.glob("*.toml"))]


def _scenario(path: Path) -> Scenario:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    assert data["title"]
    assert data["archivist"]
    stories = [*data["story"], *_copies(data)]
    contacts = [{**c, "stories": _named(c["stories"], stories)} for c in data["contact"]]
    return Scenario(path.stem, tuple(stories), tuple(contacts), data.get("people", {}))


def _copies(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Reprints of one story: retitled, cut after some paragraphs, with words changed, whole."""
    how = data.get("copies")
    if how is None:
        return
    (story,) = [s for s in data["story"] if s["path"] == how["of"]]
    text = story["text"]
    made = [f"{title}\n\n{text}" for title in how["titles"]]
    made += ["\n\n".join(text.split("\n\n")[:n]) for n in how["cut"]]
    made += [text.replace(old, new) for old, new in how["changed"]]
    made += [text + "\n" for _ in range(how["whole"])]
    for i, copy in enumerate(made):
        yield {**story, "path": f"copy-{i}", "text": copy}


def _named(wanted: list[str], stories: list[dict[str, Any]]) -> list[str]:
    others = [s["path"] for s in stories if s["path"].startswith("copy-")] if "*" in wanted else []
    return sorted({*(w for w in wanted if w != "*"), *others})


def readings(scenario: Scenario, tools: dict[str, ReadingTools]) -> list[Reading]:
    """The reading of each story: read, or as the scenario gives it."""
    return [_reading(s, scenario, tools) for s in scenario.stories]


def _reading(story: dict[str, Any], scenario: Scenario, tools: dict[str, ReadingTools]) -> Reading:
    text, published = story["text"], story.get("published")
    if scenario.is_read:
        own = tools[story.get("language", "fr")]
        article = article_from_text(story["path"], text, own.language, own.times)
        if published:
            article = replace(article, published=parse_edtf(published), published_edtf=published)
        return read_article(article, own)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    days = parse_edtf(published) if published else None
    article = Article(story["path"], text, "en", sha256, days, published)
    who = _Names(scenario.people)
    contacts = tuple(_contact(c, text, who) for c in story.get("contacts", []))
    statements = tuple(_statement(s, text, who, contacts) for s in story.get("statements", []))
    issuer = who(story["issuer"]) if "issuer" in story else None
    return Reading(article, contacts, statements, issuer=issuer)


@dataclass(frozen=True)
class _Names:
    people: dict[str, str]

    def __call__(self, name: str) -> Actor:
        side = self.people.get(name)
        if side is None:
            return Actor(name)
        base, _, office = name.partition(" (")
        if office:
            return Actor(name, f"{side}:{office.rstrip(')').replace(' ', '_')}", side)
        return Actor(name, side if base == name and " " not in name else f"id:{name}", side)


def _contact(c: dict[str, Any], text: str, who: _Names) -> ContactMention:
    start = text.index(c["words"])
    span = Span(start, start + len(c["words"]))
    lasts, nth = c.get("lasts"), c.get("nth")
    relations = tuple(
        DayRelation(
            r.get("contact"), r.get("first"), r.get("last"), r.get("weekday"), r.get("month"), r.get("day")
        )
        for r in c.get("relations", [])
    )
    return ContactMention(
        ContactKind(c.get("kind", "call")),
        ContactStatus(c.get("status", "held")),
        c.get("main", True),
        tuple(who(n) for n in c["who"]),
        (span,),
        _days(c.get("date"), c.get("timex"), span),
        Duration(lasts, DurationQualifier.EXACT, span) if lasts else None,
        who(c["by"]) if "by" in c else None,
        place=c.get("place"),
        ordinal=Ordinal(nth[0], nth[1], span) if nth else None,
        relations=relations,
    )


def _days(when: str | list[str] | None, timex: str | None, span: Span) -> Days | None:
    if isinstance(when, list):
        days = tuple(date.fromisoformat(d) for d in when)
        return Days(days[0], days[-1], days, when[0] if len(when) == 1 else f"[{','.join(when)}]", span)
    if isinstance(when, str):
        bounds = parse_edtf(when)
        assert bounds
        return Days(bounds.first, bounds.last, (), when, span)
    return Days(None, None, phrase=span, timex=timex, basis=DateBasis.RELATIVE) if timex else None


def _statement(s: dict[str, Any], text: str, who: _Names, contacts: tuple[ContactMention, ...]) -> Statement:
    start = text.index(s["words"])
    # A statement without an addressee belongs to the contact told last before it.
    to = (
        [who(s["to"])] if "to" in s else [a for a in contacts[s["at"]].participants if a.name != s["speaker"]]
    )
    return Statement(
        (who(s["speaker"]),),
        (who(s["reporter"]),) if "reporter" in s else (),
        SpeechAct(s["act"]),
        Span(start, start + len(s["words"])),
        Directness.DIRECT if "«" in s["words"] else Directness.INDIRECT,
        addressee=tuple(to),
        topics=(s["topic"],),
    )
