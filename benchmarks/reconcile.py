#!/usr/bin/env python3
"""How long bringing mentions together takes, and how much memory; and adding ten stories to many.

    python3 benchmarks/reconcile.py [--sizes 1000,10000,100000] [--add 100000] [--record FILE]

The mentions are made up: leaders of 200 countries, a few pairs of whom speak often and most seldom (Zipf),
each contact told by one to forty stories; six in ten of these with a day, the others with a weekday of a
month, a month or nothing; every second story of no known day tells of two contacts. Each size runs in a
process of its own; seconds are those of the processor. `--add N` makes a record of about N mentions and
measures adding ten stories to it, and ten of the pair that speaks most often.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import multiprocessing
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from written import NOW, write_record

from verbale.address import Address
from verbale.model import (
    Actor,
    Article,
    ContactKind,
    ContactMention,
    ContactStatus,
    DateBasis,
    DayRange,
    DayRelation,
    Days,
    Duration,
    DurationQualifier,
    Ordinal,
    Reading,
    Span,
)
from verbale.reconcile.accounts import reconcile
from verbale.reconcile.mentions import StoredMention, mention_id
from verbale.record import open_database
from verbale.record.reconciling import reconcile_record
from verbale.record.sources import add_outcomes
from verbale.times.edtf import days_to_edtf

LEADERS = [Actor(f"Leader {i}", f"L{i}", f"C{i}") for i in range(200)]
FIRST = date(1915, 1, 1)
YEARS = 10
KINDS = [ContactKind.CALL] * 6 + [ContactKind.MEETING] * 3 + [ContactKind.VISIT]


def readings(count: int, seed: int = 7, of: tuple[Actor, ...] | None = None) -> Iterator[Reading]:
    """Stories that tell of about `count` contacts together, all of them of `of` if that is given."""
    drawn = random.Random(seed)
    # More stories than that come from more years, not from a world in which all leaders talk all day.
    span = 365 * YEARS * max(1, count // 100_000)
    told = 0
    number = 0
    while told < count:
        people = of or _pair(drawn)
        kind = drawn.choice(KINDS)
        day = FIRST + timedelta(days=drawn.randrange(span))
        minutes = drawn.randrange(20, 150)
        quotation = f"« {' '.join(f'q{drawn.randrange(5000)}' for _ in range(7))} »"
        for _ in range(min(40, 1 + int(drawn.expovariate(0.2)))):
            number += 1
            text = f"Story {number} of {seed}. {quotation}"
            contacts = [_mention(drawn, people, kind, day, minutes)]
            if contacts[0].relations and drawn.random() < 0.5:
                other = day - timedelta(days=drawn.randrange(1, 5))
                relation = DayRelation(0, (other - day).days, (other - day).days)
                second = _mention(drawn, _pair(drawn), ContactKind.CALL, other, 30, relation)
                contacts.append(second)
            told += len(contacts)
            sha = hashlib.sha256(text.encode()).hexdigest()
            yield Reading(Article(f"{seed}/{number}.txt", text, "fr", sha), tuple(contacts))


def _pair(drawn: random.Random) -> tuple[Actor, ...]:
    first = min(int(drawn.paretovariate(0.35)), len(LEADERS)) - 1
    second = (first + min(int(drawn.paretovariate(0.35)), len(LEADERS) - 1)) % len(LEADERS)
    return LEADERS[first], LEADERS[second]


def _mention(
    drawn: random.Random,
    people: tuple[Actor, ...],
    kind: ContactKind,
    day: date,
    minutes: int,
    relation: DayRelation | None = None,
) -> ContactMention:
    days, relations = _days(drawn, day) if relation is None else (None, (relation,))
    length = Duration(minutes, DurationQualifier.EXACT, Span(0, 4)) if drawn.random() < 0.4 else None
    return ContactMention(
        kind,
        ContactStatus.HELD,
        relation is None,
        people,
        (Span(0, 8) if relation is None else Span(8, 16),),
        days,
        length,
        initiator=people[minutes % 2] if drawn.random() < 0.3 else None,
        place=f"Town {day.toordinal() % 50}" if kind is not ContactKind.CALL else None,
        ordinal=Ordinal(drawn.randrange(1, 9), "2015-01-01", Span(0, 4)) if drawn.random() < 0.02 else None,
        relations=relations,
    )


def _days(drawn: random.Random, day: date) -> tuple[Days | None, tuple[DayRelation, ...]]:
    how = drawn.random()
    if how < 0.6:
        return Days(day, day, (day,), day.isoformat()), ()
    month = [day.replace(day=1) + timedelta(days=i) for i in range(28)]
    if how < 0.8:
        listed = tuple(d for d in month if d.isoweekday() == day.isoweekday())
        return Days(listed[0], listed[-1], listed, days_to_edtf(listed), basis=DateBasis.RELATIVE), ()
    if how < 0.9:
        return Days(month[0], month[-1], tuple(month), basis=DateBasis.RELATIVE), ()
    weekday = DayRelation(None, -6, 0, day.isoweekday())
    return Days(None, None, timex=f"XXXX-WXX-{day.isoweekday()}", basis=DateBasis.RELATIVE), (weekday,)


def mentions(count: int) -> Iterator[StoredMention]:
    """The same as a record would hand them over."""
    for r in readings(count):
        quotation = r.article.text.partition("« ")[2].rstrip(" »")
        for i, c in enumerate(r.contacts):
            yield StoredMention(
                mention_id(r.article.sha256, c),
                r.article.sha256,
                (r.article.path,),
                r.article.sha256[:16],
                i,
                c,
                frozenset([quotation]) if i == 0 and int(r.article.sha256[:2], 16) < 100 else frozenset(),
                published=DayRange(None, None),
            )


def measure(count: int) -> tuple[int, int, float, float]:
    """Mentions, contacts, seconds, and MB at most."""
    made = list(mentions(count))
    begun = time.process_time()  # a busy machine makes nobody slower
    accounts = reconcile(made)
    seconds = time.process_time() - begun
    return len(made), len(accounts), seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure_adding(count: int, path: Address) -> None:
    """Make a record, then add ten stories to it, three times."""
    database = open_database(path, create=True)
    write_record(database, readings(count), derived=False)
    busiest = (LEADERS[0], LEADERS[1])  # what `_pair` draws most often
    now = int(time.time())
    for seed, of in [(now, None), (now + 1, None), (now + 2, None), (now + 3, busiest), (now + 4, busiest)]:
        ten = [r for r, _ in zip(readings(100, seed, of), range(10), strict=False)]
        begun = time.process_time()
        with database.writing() as connection:
            add_outcomes(connection, ten, reader="benchmark", read_at=NOW)
            reconcile_record(connection, NOW)
        whose = " of the busiest pair" if of else ""
        seconds = time.process_time() - begun
        print(f"ten stories{whose} added and reconciled in {seconds:.2f} s", flush=True)


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--add", type=int, default=0)
    parser.add_argument("--record", help="a file, or the address of a database in PostgreSQL")
    args = parser.parse_args()
    before: tuple[int, float] | None = None
    for size in (int(s) for s in args.sizes.split(",") if s):
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            made, contacts, seconds, memory = pool.apply(measure, (size,))
        growth = ""
        if before is not None:
            growth = f", time grows as n^{math.log(seconds / before[1]) / math.log(made / before[0]):.2f}"
        print(f"{made} mentions, {contacts} contacts: {seconds:.1f} s, {memory:.0f} MB{growth}", flush=True)
        before = (made, seconds)
    if args.add:
        with tempfile.TemporaryDirectory() as folder:
            measure_adding(args.add, args.record or Path(folder) / "record.db")


if __name__ == "__main__":
    main()
