# ruff: noqa: E501 (long calls)
"""A record to which stories are added, changed and taken one by one is the record of all of them at once."""

from __future__ import annotations

import hashlib
import random
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy import text as sql

from verbale.errors import ReviewError
from verbale.ingest.outcome import Outcome, Refusal
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
from verbale.record import Database, listing, open_database, reconciling
from verbale.record import queries as q
from verbale.record import tables as t
from verbale.record.decisions import decisions
from verbale.record.doubted import every_doubt
from verbale.record.doubts import doubts
from verbale.record.listed import bring_listing_up_to_date, renew_listing
from verbale.record.reconciling import _reconcile_all, reconcile_record
from verbale.record.reviewing import (
    Make,
    Signature,
    accept,
    correct,
    decide,
    merge,
    reject,
    set_date,
    split,
    undo,
)
from verbale.record.sources import NOT_RECONCILED, add_outcomes, set_state

NOON = "2031-06-01T12:00:00+00:00"
PEOPLE = ["Ana Vell", "Bo Karst", "Cy Onda", "Di Marn"]
WEEKDAY = DayRelation(None, -6, 0, weekday=2)


def story(path: str, seed: int) -> Reading:
    """A story of one to three calls: dated, on a Tuesday of an unknown week, or some days from its first
    one.
    """
    drawn = random.Random(seed)
    text = f"story {seed} " + " ".join(f"w{drawn.randrange(30)}" for _ in range(12))
    contacts = []
    for i in range(drawn.choice([1, 1, 2, 3])):
        who = tuple(Actor(n) for n in sorted(drawn.sample(PEOPLE, 2)))
        days, relations = None, ()
        how = drawn.randrange(4)
        if how < 2:
            day = date(2031, 5, drawn.randrange(1, 15))
            days = Days(day, day, (day,), day.isoformat())
        elif how == 2:
            days = Days(None, None, timex="XXXX-WXX-2", basis=DateBasis.RELATIVE)
            relations = (WEEKDAY,)
        elif i:
            relations = (DayRelation(0, -drawn.randrange(3), 0),)
        minutes = drawn.choice([None, 95, 70])
        contacts.append(
            ContactMention(
                ContactKind.CALL,
                ContactStatus.HELD,
                i == 0,
                who,
                (Span(i * 3, i * 3 + 3),),
                days,
                Duration(minutes, DurationQualifier.EXACT, Span(0, 2)) if minutes else None,
                initiator=who[0] if drawn.random() < 0.4 else None,
                ordinal=Ordinal(drawn.randrange(1, 5), "2031-05-01", Span(0, 2))
                if drawn.random() < 0.3
                else None,
                relations=relations,
            )
        )
    sha = hashlib.sha256(text.encode()).hexdigest()
    return Reading(
        Article(path, text, "fr", sha), tuple(contacts), _said(text, contacts, random.Random(seed))
    )


def _said(text: str, contacts: list[ContactMention], drawn: random.Random) -> tuple[Statement, ...]:
    """What those of the first contact say, some of it in words that other stories have too."""
    people = contacts[0].participants
    return tuple(
        Statement(
            (people[i % 2],),
            (),
            drawn.choice(list(SpeechAct)),
            Span(6 + 4 * i, 6 + 4 * i + drawn.choice([8, 30])),
            Directness.INDIRECT,
            topics=(drawn.choice(["truce", "port", "grain"]),),
            candidates=people if drawn.random() < 0.2 else (),
        )
        for i in range(drawn.randrange(4))
    )


def printed(database: Database) -> list[str]:
    """All that the record says, and why."""
    with database.reading() as connection:
        lines = [c.model_dump_json() for c in q.contacts(connection)]
        j = t.judgements.c
        decided = connection.execute(select(j.left, j.right, j.verdict, j.reasons, j.decided_by)).all()
        links = connection.execute(select(t.contact_mentions.c.mention, t.contact_mentions.c.contact)).all()
        a, p = t.actors.c, t.contact_participants.c
        counted = connection.execute(select(a.key, a.contacts).where(a.contacts > 0)).all()
        counted += connection.execute(select(t.topics)).all()
        places = connection.execute(select(p.actor, p.sort_from, p.sort_to, p.contact)).all()
    return [*lines, *sorted(map(str, [*decided, *counted, *places])), str(len(links)), *listed(database)]


def listed(database: Database) -> list[str]:
    """The list of statements, with what they can be chosen by; it has all that `statements` gives."""
    bring_listing_up_to_date(database)
    with database.reading() as connection:
        every = sorted(q.statements(connection), key=lambda s: s.id)
        found = [s.statement for s in listing.every_listed(connection, listing.Choice())]
        assert sorted(found, key=lambda s: s.id) == every
        for contact in {s.contact for s in every} - {None}:
            assert listing.listed_of_contact(connection, contact or "") == [
                s for s in q.statements(connection) if s.contact == contact
            ]
        lines = (
            connection.execute(select(t.listed_facets)).all()
            + connection.execute(select(t.listed_texts)).all()
        )
        lines += connection.execute(select(t.listed_totals).where(t.listed_totals.c.count > 0)).all()
        assert every_doubt(connection) == doubts(connection)
    with database.writing() as connection:
        connection.execute(sql("INSERT INTO listed_text(listed_text) VALUES ('integrity-check')"))
    return sorted(map(str, lines))


@pytest.mark.parametrize("seed", range(12))
def test_piece_by_piece_is_all_at_once(tmp_path: Path, seed: int) -> None:
    drawn = random.Random(seed)
    readings = [story(f"{i}.txt", seed * 100 + i) for i in range(24)]
    # Some paths change their story later, and the old one goes.
    readings += [story(f"{drawn.randrange(24)}.txt", seed * 100 + 50 + i) for i in range(5)]
    database = open_database(tmp_path / "pieces.db", create=True)
    while readings:
        count = drawn.randrange(1, 6)
        piece, readings = readings[:count], readings[count:]
        with database.writing() as connection:
            add_outcomes(connection, piece, reader="r", read_at=NOON)
            reconcile_record(connection, NOON)
            if drawn.random() < 0.7:
                renew_listing(connection)
    in_pieces = printed(database)
    make_anew(database)
    assert in_pieces == printed(database)


def make_anew(database: Database) -> None:
    """All accounts, and the list."""
    with database.writing() as connection:
        set_state(connection, "listing", NOT_RECONCILED)
        _reconcile_all(connection, NOON)


def someones_decision(database: Database, drawn: random.Random) -> Make:
    """A decision of any sort about what the record has now."""
    with database.reading() as connection:
        listed = list(q.contacts(connection))
        entries = [d.number for d in decisions(connection)]
    one, other = drawn.sample(listed, 2)
    several = [c for c in listed if len({m.id for m in c.mentions}) > 1] or [one]
    some = drawn.choice(several)
    people = [a.name for a in drawn.choice(listed).participants]
    return drawn.choice(
        [
            merge(one.id, [other.id]),
            merge(some.id, [other.id]),
            split(drawn.choice(some.mentions).id or ""),
            set_date(one.id, f"2031-05-{drawn.randrange(1, 15):02}"),
            reject(one.id),
            accept(some.id),
            correct(one.id, "participants", people),
            correct(one.id, "place", ["Ostrel"]),
            *(undo(n) for n in entries[-4:]),
        ]
    )


@pytest.mark.parametrize("seed", range(9))
def test_with_decisions_piece_by_piece_is_all_at_once(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = random.Random(seed)
    readings = [story(f"{i}.txt", 5000 + seed * 100 + i) for i in range(16)]
    readings += [story(f"{drawn.randrange(16)}.txt", 5000 + seed * 100 + 50 + i) for i in range(6)]
    database = open_database(tmp_path / "pieces.db", create=True)
    with database.writing() as connection:
        add_outcomes(connection, readings[:6], reader="r", read_at=NOON)
        reconcile_record(connection, NOON)
    whole = []
    monkeypatch.setattr(reconciling, "_reconcile_all", lambda *_: whole.append(1))
    for reading in readings[6:]:
        with suppress(ReviewError):  # a mention that stands alone, an entry undone already
            decide(database, someones_decision(database, drawn), Signature("Ida", NOON))
        if drawn.random() < 0.7:
            with database.writing() as connection:
                add_outcomes(connection, [reading], reader="r", read_at=NOON)
                reconcile_record(connection, NOON)
    assert not whole, "only what decisions concern is made again"
    in_pieces = printed(database)
    make_anew(database)
    assert in_pieces == printed(database)


AGENCY = " ".join(
    f"Sentence {i} of the agency says that the delegation number {i * 7} left the town of Ostrel at {i} o'clock."
    for i in range(1, 25)
)


def copies() -> dict[str, str]:
    """The text, retitled, trimmed, touched up; and another text."""
    return {
        "whole": AGENCY,
        "retitled": f"Our correspondent tells a long story.\n\n{AGENCY}",
        "trimmed": AGENCY[: len(AGENCY) // 2],
        "touched": AGENCY.replace("left the town", "left the city", 4),
        "other": AGENCY.replace("agency", "paper").replace("left the town of", "has been seen going to"),
    }


@pytest.mark.parametrize("seed", range(3))
def test_reprints_are_one_witness(database: Database, seed: int) -> None:
    listed = list(copies().items())
    random.Random(seed).shuffle(listed)
    for name, text in listed:
        with database.writing() as connection:
            add_outcomes(connection, [_told(name, text)], reader="r", read_at=NOON)
            reconcile_record(connection, NOON)
    with database.reading() as connection:
        a = t.articles.c
        found = {row.sha256: row.witness for row in connection.execute(select(a.sha256, a.witness))}
        (contact,) = q.contacts(connection)
    of = {name: found[hashlib.sha256(text.encode()).hexdigest()] for name, text in listed}
    assert len({of[n] for n in ("whole", "retitled", "trimmed", "touched")}) == 1
    assert of["other"] != of["whole"]
    assert (contact.independent_sources, contact.stories) == (2, 5)
    (dated,) = [v for v in contact.versions if v.fact == "date"]
    assert (dated.independent_sources, dated.stories) == (2, 5)


def test_a_reprint_that_goes_leaves_the_others_apart(database: Database) -> None:
    """Two halves of a text are reprints only of the whole."""
    middle = AGENCY.index("Sentence 13")
    halves = {"first": AGENCY[:middle], "second": AGENCY[middle:], "whole": AGENCY}
    for stories in (halves, {"whole": "Nothing of it is left in this short story."}):
        with database.writing() as connection:
            told = [_told(name, text) for name, text in stories.items()]
            add_outcomes(connection, told, reader="r", read_at=NOON)
            reconcile_record(connection, NOON)
        with database.reading() as connection:
            (contact,) = q.contacts(connection)
        assert contact.independent_sources == (1 if stories is halves else 3)


def stored(database: Database) -> list[tuple[str, ...]]:
    """All that is kept of the stories, without the numbers of the rows."""
    a, s = t.articles.c, t.sources.c
    left, right = t.articles.alias().c, t.articles.alias().c
    questions = (
        select(s.path, s.sha256, s.outcome, s.reason, s.superseded_at.is_(None)),
        select(a.sha256, a.witness, a.text),
        select(s.path, a.sha256, t.readings.c.json)
        .where(t.readings.c.source_id == s.id)
        .where(t.readings.c.article_id == a.id),
        select(t.mentions.c.mention_id, t.mentions.c.position, t.mention_participants.c.actor).where(
            t.mention_participants.c.mention == t.mentions.c.id
        ),
        select(a.sha256, t.text_bands.c.key).where(t.text_bands.c.article == a.id),
        select(left.sha256, right.sha256)
        .where(t.reprints.c.left == left.id)
        .where(t.reprints.c.right == right.id),
        select(t.unreconciled.c.sha256),
        select(t.actors),
    )
    with database.reading() as connection:
        found = [sorted(map(str, connection.execute(question))) for question in questions]
    # which of two reprints came first is told by nothing
    found[5] = sorted(str(sorted(pair.strip("()").split(", "))) for pair in found[5])
    return [tuple(rows) for rows in found]


def test_one_by_one_is_all_together(tmp_path: Path) -> None:
    """Readings go in table by table: a path that comes twice, a text of two paths, what was refused before."""
    named = [_told(name, text) for name, text in copies().items()]
    once_more = replace(named[0], article=replace(named[0].article, path="elsewhere.txt"))
    refusal = Refusal("new.txt", "no story", Outcome.REFUSED)
    outcomes: list[Reading | Refusal] = [refusal, *named, once_more, _told("trimmed", "Nothing is left.")]
    outcomes += [refusal, _told("new", "Something after all."), named[1], Refusal("whole.txt", "gone now")]
    written = []
    for name, pieces in (("one", [[o] for o in outcomes]), ("all", [outcomes])):
        database = open_database(tmp_path / f"{name}.db", create=True)
        for piece in pieces:
            with database.writing() as connection:
                add_outcomes(connection, piece, reader="r", read_at=NOON)
        written.append(stored(database))
    assert all(written[0])
    assert written[0] == written[1]


def _told(name: str, text: str) -> Reading:
    day = date(2031, 5, 4)
    mention = ContactMention(
        ContactKind.CALL,
        ContactStatus.HELD,
        True,
        (Actor("Ana Vell"), Actor("Bo Karst")),
        (Span(0, 8),),
        Days(day, day, (day,), day.isoformat()),
    )
    return Reading(
        Article(f"{name}.txt", text, "fr", hashlib.sha256(text.encode()).hexdigest()), (mention,), ()
    )


def test_a_name_learns_its_id(database: Database) -> None:
    """A story that knows an actor by name only is found again when another one brings the id."""
    plain, known = _told("a", "One story."), _told("b", "Another story.")
    with_id = replace(
        known.contacts[0], participants=(Actor("Ana Vell", "Q1", "NOR"), Actor("Bo Karst", "Q2", "KAR"))
    )
    for reading in (plain, replace(known, contacts=(with_id,))):
        with database.writing() as connection:
            add_outcomes(connection, [reading], reader="r", read_at=NOON)
            reconcile_record(connection, NOON)
    with database.reading() as connection:
        (contact,) = q.contacts(connection)
    assert contact.stories == 2
    assert [p.id for p in contact.participants] == ["Q1", "Q2"]
