#!/usr/bin/env python3
"""How long the server takes for each page of the web application over a large record.

    python3 benchmarks/web.py [--statements 100000] [--record FILE] [--times 30]

The record is made up and written by the record's own writers: leaders of 120 countries, a few of whom
speak often and most seldom (Zipf), each contact told by one to eight stories with four to six statements
each, every fifteenth story a reprint, every twentieth input refused. Requests go straight to the
application, without a network; each page is asked for once before it is measured, and other contacts,
stories and actors each time, those with most among them. Milliseconds are those of the processor, all threads
together.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

import httpx
from sqlalchemy import func, select
from written import write_record

from verbale.address import Address
from verbale.ingest.outcome import Refusal
from verbale.model import (
    Actor,
    Article,
    Certainty,
    ContactKind,
    ContactMention,
    ContactStatus,
    DateBasis,
    DayRange,
    Days,
    Directness,
    Duration,
    DurationQualifier,
    Polarity,
    Reading,
    Span,
    SpeechAct,
    Statement,
)
from verbale.record import Database, open_database
from verbale.record import tables as t
from verbale.record.commitments import bring_commitments_up_to_date
from verbale.record.listed import bring_listing_up_to_date
from verbale.web.app import create_app, stay_out_of_the_way
from verbale.web.settings import Settings

COUNTRIES = 120
LEADERS = [Actor(f"Leader {i} of Country {i}", f"Q{1000 + i}", f"C{i}") for i in range(COUNTRIES)]
OFFICES = [Actor(f"Country {i} (presidency)", f"P{i}", f"C{i}") for i in range(COUNTRIES)]
FIRST = date(2021, 1, 4)
DAYS = 3650
TOPICS = [f"topic {i}" for i in range(40)]
ACTS = list(SpeechAct)
KINDS = [ContactKind.CALL] * 6 + [ContactKind.MEETING] * 3 + [ContactKind.TALKS]
# Unlike from their first letters on, as words of a language are.
WORDS = [
    "".join(letters) for letters in itertools.product("bdfglmnprst", "aeiou", "bdglmnrst", "aeiou", "lnrst")
][::3]
TARGET = 50.0
SECOND_PAGES = {
    "time line, page 2": "/",
    "actors, page 2": "/actors",
    "promises, page 2": "/commitments",
    "search, page 2": "/search",
    "sources, page 2": "/sources",
}
Story = Reading | Refusal


def stories(statements: int, seed: int = 11) -> Iterator[Story]:
    """Stories that hold about so many statements together, and refusals between them."""
    drawn = random.Random(seed)
    told = number = 0
    while told < statements:
        first, second = _leader(drawn), _leader(drawn)
        if first == second:
            continue
        day = FIRST + timedelta(days=drawn.randrange(DAYS))
        kind = drawn.choice(KINDS)
        promise = _words(drawn, 9)
        reading: Reading | None = None
        for _ in range(1 + min(7, int(drawn.expovariate(0.7)))):
            number += 1
            if reading is not None and drawn.random() < 1 / 15:
                reading = _at_another_path(reading, number)
            else:
                reading = _story(
                    drawn, number, (LEADERS[first], LEADERS[second]), (first, second), day, kind, promise
                )
            told += len(reading.statements)
            yield reading
            if drawn.random() < 1 / 20:
                yield Refusal(f"feed/{number}.html", "holds no main text")


def _leader(drawn: random.Random) -> int:
    return min(int(drawn.paretovariate(0.6)), COUNTRIES) - 1


def _words(drawn: random.Random, count: int) -> str:
    return " ".join(drawn.choices(WORDS, k=count))


def _at_another_path(reading: Reading, number: int) -> Reading:
    a = reading.article
    again = Article(f"feed/{number}.txt", a.text, a.language, a.sha256, a.published, a.published_edtf, "Echo")
    return Reading(again, reading.contacts, reading.statements)


def _story(
    drawn: random.Random,
    number: int,
    people: tuple[Actor, Actor],
    sides: tuple[int, int],
    day: date,
    kind: ContactKind,
    promise: str,
) -> Reading:
    text = f"Story {number}. They spoke on {day} for 90 minutes. "
    said: list[Statement] = []
    for i in range(drawn.choice((4, 4, 5, 5, 6))):
        speaker = drawn.randrange(2)
        relay = drawn.choice((0, 1, None))
        content = promise if i == 0 else _words(drawn, 6 + drawn.randrange(10))
        text += "It was said: "
        span = Span(len(text), len(text) + len(content) + 4)
        text += f"« {content} ». "
        said.append(
            Statement(
                (people[speaker],),
                (OFFICES[sides[relay]],) if relay is not None else (),
                SpeechAct.COMMIT if i == 0 else drawn.choice(ACTS),
                span,
                Directness.DIRECT,
                addressee=(people[1 - speaker],),
                topics=(drawn.choice(TOPICS),) if drawn.random() < 0.8 else (),
                polarity=Polarity.NEGATIVE if drawn.random() < 0.1 else Polarity.POSITIVE,
                certainty=Certainty.HEDGED if drawn.random() < 0.1 else Certainty.STATED,
            )
        )
    text += _words(drawn, 150)
    sure = drawn.random() < 0.8
    week = tuple(day + timedelta(days=n) for n in range(3))
    days = Days(day, day, (day,), day.isoformat()) if sure else Days(
        week[0], week[-1], week, f"{week[0]}/{week[-1]}", basis=DateBasis.RELATIVE
    )  # fmt: skip
    contact = ContactMention(
        kind,
        ContactStatus.HELD,
        True,
        people,
        (Span(0, 12),),
        days,
        Duration(90 + drawn.randrange(3), DurationQualifier.EXACT, Span(10, 20)),
        initiator=people[number % 2] if drawn.random() < 0.3 else None,
        place=None if kind is ContactKind.CALL else f"Town {day.toordinal() % 50}",
    )
    published = day + timedelta(days=1)
    article = Article(
        f"feed/{number}.txt",
        text,
        "fr",
        hashlib.sha256(text.encode()).hexdigest(),
        DayRange(published, published),
        published.isoformat(),
        f"Outlet {number % 60}",
        f"Story {number}",
    )
    return Reading(article, (contact,), tuple(said))


def build(path: Address, statements: int) -> Database:
    """The record, made where it is not there yet."""
    database = open_database(path, create=True)
    write_record(database, stories(statements))
    bring_listing_up_to_date(database)
    bring_commitments_up_to_date(database)
    return database


def pages(database: Database, times: int) -> dict[str, Sequence[str]]:
    """The addresses to ask for, by the kind of page; those with most to show come first."""
    c, a, p = t.contacts.c, t.actors.c, t.contact_participants.c
    drawn = random.Random(3)
    with database.reading() as connection:
        tables = {
            "statements": t.statements,
            "contacts": t.contacts,
            "stories": t.articles,
            "promises": t.commitments,
        }
        count = {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in tables.items()
        }
        print(", ".join(f"{n} {name}" for name, n in count.items()), flush=True)
        longest = (
            connection.execute(select(c.id).order_by(func.length(c.json).desc()).limit(5)).scalars().all()
        )
        contacts = connection.execute(select(c.id).order_by(c.id)).scalars().all()
        articles = connection.execute(select(t.articles.c.sha256).order_by(t.articles.c.id)).scalars().all()
        busy = select(a.key).join(t.contact_participants, p.actor == a.key).group_by(a.key)
        actors = connection.execute(busy.order_by(func.count().desc())).scalars().all()
        said = connection.execute(select(t.statements.c.statement_id).limit(2000)).scalars().all()
    some = [*longest, *drawn.sample(contacts, times)]
    stories = drawn.sample(articles, times)
    who = [quote(key, safe="") for key in [*actors[:10], *drawn.sample(actors, min(times, len(actors)))]]
    words = drawn.sample(WORDS, times)
    month = [FIRST + timedelta(days=30 * n) for n in range(times)]
    return {
        "time line": ["/"],
        "time line, a month": [f"/?since={m}&until={m + timedelta(days=30)}" for m in month],
        "time line, one actor": [f"/?actor={key}" for key in who],
        "contact": [f"/contacts/{name}" for name in some],
        "contact.json": [f"/contacts/{name}.json" for name in some],
        "contact, cited": [f"/contacts/{name}/citation.json" for name in some],
        "article": [f"/articles/{name}" for name in stories],
        "article.json": [f"/articles/{name}.json" for name in stories],
        "statement.json": [f"/statements/{name}.json" for name in drawn.sample(said, times)],
        "actors": ["/actors"],
        "actors, a name": [f"/actors?name=leader+{n}+of" for n in range(times)],
        "actor": [f"/actors/{key}" for key in who],
        "promises": ["/commitments"],
        "promises, one topic": [f"/commitments?topic={quote(topic)}" for topic in TOPICS[:times]],
        "promises, one actor": [f"/commitments?actor=Q{1000 + n}" for n in range(min(times, COUNTRIES))],
        "promises.json": ["/commitments.json"],
        "review": ["/review"],
        "review, one kind": ["/review?kind=date", "/review?kind=contact"],
        "decisions": ["/review/history"],
        "review, far on": ["/review?at=1000"],
        "search, all": ["/search"],
        "search, one speaker": [f"/search?actor=Q{1000 + n}" for n in range(min(times, COUNTRIES))],
        "search": [f"/search?q={w}" for w in words],
        "search, whole stories": [f"/search?what=articles&q={w}" for w in words],
        "sources": ["/sources"],
        "sources, refused": ["/sources?outcome=refused"],
        "sources, history": ["/sources?history=true"],
    }


async def _next_of(client: httpx.AsyncClient, address: str) -> str | None:
    """The page of a list after the first."""
    answer = (await client.get(f"{address}.json" if address != "/" else "/contacts.json")).json()
    return f"{address}?next={answer['next']}" if answer.get("next") else None


async def measure(database: Database, times: int) -> None:
    """Ask for each page and print what it took of the processor: half of the answers, and 95 in 100."""
    app = create_app(Settings(database, frozenset({"localhost"})))
    transport = httpx.ASGITransport(app=app)
    print(f"{'page':26}{'median':>9}{'p95':>9}   KB", flush=True)
    over = []
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        asked = pages(database, times)
        await client.get("/")
        stay_out_of_the_way()  # as `verbale serve` does
        for name, address in SECOND_PAGES.items():
            if (following := await _next_of(client, address)) is not None:
                asked[name] = [following]
        for name, addresses in asked.items():
            taken, size = await _ask(client, addresses, times)
            median, late = statistics.median(taken), taken[min(len(taken) - 1, int(0.95 * len(taken)))]
            mark = "" if median <= TARGET else "   over"
            over += [name] if mark else []
            print(f"{name:26}{median:>6.1f} ms{late:>6.1f} ms{size / 1024:>5.0f}{mark}", flush=True)
    print(f"over {TARGET:.0f} ms: {', '.join(over) or 'none'}")


async def _ask(client: httpx.AsyncClient, addresses: Sequence[str], times: int) -> tuple[list[float], int]:
    """Milliseconds of the processor for each answer, sorted, and the size of the largest."""
    (await client.get(addresses[0])).raise_for_status()
    taken, size = [], 0
    for address in itertools.islice(itertools.cycle(addresses), max(times, len(addresses))):
        begun = time.process_time()  # a busy machine makes no page slower
        answer = await client.get(address)
        taken.append(1000 * (time.process_time() - begun))
        answer.raise_for_status()
        size = max(size, len(answer.content))
        if sum(taken) > 20_000:  # the rest would say the same
            break
    return sorted(taken), size


def main() -> None:
    """Make the record and measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--record", help="a file, or the address of a database in PostgreSQL")
    parser.add_argument("--times", type=int, default=30)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = build(args.record or Path(folder) / "web.db", args.statements)
        asyncio.run(measure(database, args.times))


if __name__ == "__main__":
    main()
