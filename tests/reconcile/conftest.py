"""Mentions made by hand: who, when, how long, in which story."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date

import pytest

from verbale.model import (
    Actor,
    ContactKind,
    ContactMention,
    ContactStatus,
    DateBasis,
    DayRelation,
    Days,
    Duration,
    DurationQualifier,
    Ordinal,
    Span,
)
from verbale.reconcile.days import of_days
from verbale.reconcile.mentions import StoredMention, mention_id
from verbale.times import parse_edtf

MakeMention = Callable[..., StoredMention]


def actor(name: str) -> Actor:
    """An actor of an invented crisis; "Q1 Ana Vell" has an id."""
    first, _, rest = name.partition(" ")
    return Actor(rest, id=first) if first[:1] == "Q" and first[1:].isdigit() else Actor(name)


def days(when: str | None) -> Days | None:
    """Like 2031-05-04, 2031-05-04|11|18 (one of), 2031-05-01..2031-05-31, ..2031-05-31, timex XXXX-05-04."""
    if when is None:
        return None
    if when.startswith("XXXX"):
        return Days(None, None, timex=when, basis=DateBasis.RELATIVE)
    if ".." in when:
        first, _, last = when.partition("..")
        return Days(_day(first), _day(last))
    head, *others = when.split("|")
    first_day = date.fromisoformat(head)
    listed = of_days([first_day, *(first_day.replace(day=int(d)) for d in others)])
    return Days(listed.first, listed.last, listed.listed(), listed.edtf())


def _day(day: str) -> date | None:
    return date.fromisoformat(day) if day else None


def duration(length: str | None) -> Duration | None:
    """Like 90, ~60, >60, <60 minutes."""
    if length is None:
        return None
    how = {"~": DurationQualifier.APPROX, ">": DurationQualifier.AT_LEAST, "<": DurationQualifier.AT_MOST}
    return Duration(int(length.lstrip("~<>")), how.get(length[0], DurationQualifier.EXACT), Span(0, 4))


def make_mention(
    story: str,
    when: str | None = None,
    *,
    kind: str = "call",
    who: str = "Ana Vell, Bo Karst",
    status: str = "held",
    main: bool = True,
    lasts: str | None = None,
    nth: tuple[int, str | None] | None = None,
    place: str | None = None,
    by: str | None = None,
    asked_by: str | None = None,
    at: int = 0,
    position: int = 0,
    witness: str | None = None,
    quotes: tuple[str, ...] = (),
    points: str = "",
    published: str | None = None,
    relations: tuple[DayRelation, ...] = (),
) -> StoredMention:
    """A mention at offset `at` of a story; see `days` and `duration` for `when` and `lasts`.

    `points` are like "request grain, assert mines": what Ana Vell said.
    """
    mention = ContactMention(
        kind=ContactKind(kind),
        status=ContactStatus(status),
        main=main,
        participants=tuple(actor(n) for n in who.split(", ") if n),
        evidence=(Span(at, at + 10),),
        days=days(when),
        duration=duration(lasts),
        initiator=actor(by) if by else None,
        requested_by=actor(asked_by) if asked_by else None,
        place=place,
        ordinal=Ordinal(nth[0], nth[1], Span(at, at + 4)) if nth else None,
        relations=relations,
    )
    sha256 = hashlib.sha256(story.encode()).hexdigest()
    return StoredMention(
        id=mention_id(sha256, mention),
        article=sha256,
        paths=(f"{story}.txt",),
        witness=witness or sha256[:16],
        position=position,
        mention=mention,
        quotations=frozenset(quotes),
        points=frozenset(("ana vell", *p.split()[:2]) for p in points.split(", ") if p),
        published=parse_edtf(published) if published else None,
    )


@pytest.fixture
def mention() -> MakeMention:
    """`make_mention`."""
    return make_mention


@pytest.fixture(scope="session")
def make() -> MakeMention:
    """`make_mention`, for hypothesis, which wants fixtures that do not change between examples."""
    return make_mention
