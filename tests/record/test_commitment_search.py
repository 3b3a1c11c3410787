"""Promises page by page are all promises, and choosing among them chooses what the command line does."""

from __future__ import annotations

import pytest

from tests.conftest import NewAddress
from tests.record.test_incremental import NOON, story
from verbale.errors import RecordError
from verbale.reconcile.commitments import State
from verbale.record import Database, commitment_search, open_database
from verbale.record.commitment_search import Sought, commitment_page, every_commitment
from verbale.record.commitments import (
    bring_commitments_up_to_date,
    commitments,
    find_commitment,
    renew_commitments,
)
from verbale.record.reconciling import reconcile_record
from verbale.record.sources import add_outcomes, set_state
from verbale.show.commitments import CommitmentSelection


@pytest.fixture(scope="module")
def made(new_address: NewAddress) -> Database:
    """Stories of which some promise something."""
    database = open_database(new_address(), create=True)
    with database.writing() as connection:
        add_outcomes(connection, [story(f"{i}.txt", 300 + i) for i in range(40)], reader="r", read_at=NOON)
        reconcile_record(connection, NOON)
    bring_commitments_up_to_date(database)
    return database


@pytest.mark.parametrize("state", [None, State.OPEN, State.BROKEN])
@pytest.mark.parametrize(
    ("actor", "topic"),
    [
        ("", ""),
        ("Ana Vell", ""),
        ("VELL", ""),
        ("a", ""),
        ("an", "po"),
        ("ana vell karst", ""),
        ("", "port"),
        ("", "Port!"),
        ("", "w1"),
        ("bo", "truce"),
        ('"', ""),
        ("name:ana vell", "%"),
        ("", "ids : x"),
    ],
)
def test_what_is_asked_for_is_found(made: Database, actor: str, topic: str, state: State | None) -> None:
    chosen = CommitmentSelection(actor or None, topic or None, state, None, None)
    sought = Sought(actor, topic, state)
    with made.reading() as connection:
        wanted = {c.id: c for c in commitments(connection) if chosen.takes(c)}
        found = list(every_commitment(connection, sought))
        assert {c.id: c for c in found} == wanted
        days = [c.made_to.isoformat() if c.made_to else "9999" for c in found]
        assert days == sorted(days)
        paged, after = [], 0
        while True:
            page = commitment_page(connection, sought, after=after, limit=2)
            paged += page.commitments
            assert page.total == len(wanted)
            if page.next is None:
                break
            after = page.next
    assert paged == found
    if not actor and not topic and state is not State.BROKEN:
        assert len(found) > 5


def test_a_promise_is_found_by_what_tells_of_it(made: Database) -> None:
    with made.reading() as connection:
        for c in commitments(connection):
            names = [c.id, c.id[:-1], *(e.statement for e in c.evidence)]
            assert [find_commitment(connection, name) for name in names] == [c] * len(names)
        for wrong in ("", "p", '"', "s0"):
            with pytest.raises(RecordError):
                find_commitment(connection, wrong)


def test_made_again_they_keep_their_places(made: Database) -> None:
    with made.writing() as connection:
        before = list(every_commitment(connection, Sought("vell", "port")))
        set_state(connection, "commitments", "others")
        renew_commitments(connection)
        assert list(every_commitment(connection, Sought("vell", "port"))) == before


@pytest.mark.parametrize("sought", [Sought(), Sought(actor="Vell"), Sought(state=State.OPEN)])
def test_more_than_are_counted(made: Database, sought: Sought, monkeypatch: pytest.MonkeyPatch) -> None:
    with made.reading() as connection:
        every = commitment_page(connection, sought, limit=5)
        assert not every.more
        assert every.total > 1
        for name in ("COUNTED_AT_MOST", "COUNTED_BY_WORDS"):
            monkeypatch.setattr(commitment_search, name, 1)
        some = commitment_page(connection, sought, limit=5)
    assert some.more
    assert all(n == 1 for n in some.states.values())
    assert some.commitments == every.commitments
