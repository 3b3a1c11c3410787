"""Pages of long lists: together they are the whole list, in order, and none is found by reading all of it."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from sqlalchemy import text

from tests.conftest import NewAddress
from tests.plans import plan, sorts
from tests.record.test_incremental import NOON, story
from verbale.errors import RecordError
from verbale.reconcile.mentions import actor_key
from verbale.record import Database, browse, open_database
from verbale.record.browse import ContactFilter, actor_page, contact_page, neighbours
from verbale.record.output import ContactOut
from verbale.record.queries import contacts
from verbale.record.reconciling import reconcile_record
from verbale.record.sources import add_outcomes


@pytest.fixture(scope="module")
def made(new_address: NewAddress) -> Database:
    """Contacts of four people, some on a day, some on several, some undated."""
    database = open_database(new_address(), create=True)
    with database.writing() as connection:
        add_outcomes(connection, [story(f"{i}.txt", 900 + i) for i in range(30)], reader="r", read_at=NOON)
        reconcile_record(connection, NOON)
    return database


def key_of_day(c: ContactOut) -> tuple[str, str, str]:
    days = [d.isoformat() if d else "9999-99-99" for d in (c.date_from, c.date_to)]
    return days[0], days[1], c.id


def may_be_within(c: ContactOut, since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    first, last = c.date_from or date.min, c.date_to or date.max
    dated = c.date_from is not None or c.date_to is not None
    return dated and last >= (since or date.min) and first <= (until or date.max)


@pytest.mark.parametrize(
    "chosen",
    [
        ContactFilter(),
        ContactFilter(actors=("name:ana vell",)),
        ContactFilter(actors=("name:ana vell", "name:bo karst")),
        ContactFilter(actors=("name:ana vell",), kinds=("call",), topic="truce"),
        ContactFilter(topic="port"),
        ContactFilter(since=date(2031, 5, 5)),
        ContactFilter(since=date(2031, 5, 3), until=date(2031, 5, 12), kinds=("call",)),
    ],
)
def test_pages_are_the_whole_list(made: Database, chosen: ContactFilter) -> None:
    with made.reading() as connection:
        every = sorted(contacts(connection), key=key_of_day)
        topical = {
            row[0]
            for row in connection.execute(
                text("SELECT contact FROM contact_topics WHERE topic = :t"), {"t": chosen.topic}
            )
        }
        wanted = [
            c
            for c in every
            if set(chosen.actors) <= {actor_key(a) for a in c.participants}
            and (chosen.topic is None or c.id in topical)
            and (not chosen.kinds or c.kind in chosen.kinds)
            and may_be_within(c, chosen.since, chosen.until)
        ]
        found, after = [], None
        while True:
            page = contact_page(connection, chosen, after=after, limit=3)
            found += page.contacts
            assert page.total == len(wanted)
            if page.next is None:
                break
            after = page.next
    assert found == wanted != []


def test_neighbours_are_those_before_and_after_of_the_same_people(made: Database) -> None:
    with made.reading() as connection:
        by_who: dict[frozenset[str], list[ContactOut]] = {}
        for c in sorted(contacts(connection), key=key_of_day):
            by_who.setdefault(frozenset(actor_key(a) for a in c.participants), []).append(c)
        assert max(map(len, by_who.values())) > 2
        for same in by_who.values():
            for left, right in pairwise([None, *same, None]):
                if right is not None:
                    assert neighbours(connection, right)[0] == left
                if left is not None:
                    assert neighbours(connection, left)[1] == right


def test_actors_page_by_page(made: Database) -> None:
    with made.reading() as connection:
        every = contacts(connection)
        whole = actor_page(connection).actors
        assert {a.key: a.contacts for a in whole} == {
            key: sum(key in map(actor_key, c.participants) for c in every)
            for key in {actor_key(a) for c in every for a in c.participants}
        }
        found, after = [], None
        while True:
            page = actor_page(connection, after=after, limit=1)
            found += page.actors
            if page.next is None:
                break
            after = page.next
        assert tuple(found) == whole
        assert [a.name for a in actor_page(connection, name="KARST").actors] == ["Bo Karst"]
        for wrong in ("x", browse.page_key("many", "name:a"), browse.page_key("1")):
            with pytest.raises(RecordError, match="no page begins"):
                actor_page(connection, after=wrong)


def test_a_page_is_found_in_the_order_of_an_index(made: Database) -> None:
    month = ContactFilter(since=date(2031, 5, 1), until=date(2031, 5, 31))
    for chosen in (ContactFilter(), ContactFilter(actors=("name:ana vell",)), month):
        behind = browse._in_order(chosen, ("2031-05-04", "2031-05-04", "c"))
        compiled = behind.limit(3).compile(made.engine, compile_kwargs={"literal_binds": True})
        with made.reading() as connection:
            steps = plan(connection, str(compiled), {})
        assert any("in_order" in step or "by_spread" in step for step in steps), steps
        assert any("SEARCH" in step or "Index Cond" in step for step in steps), steps
        # PostgreSQL rather sorts the few of a month than merges them.
        assert chosen is month or not sorts(steps), steps


def test_more_contacts_than_are_counted(made: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    with made.reading() as connection:
        every = contact_page(connection, ContactFilter(topic="port"), limit=100)
        assert not every.more
        monkeypatch.setattr(browse, "COUNTED_AT_MOST", every.total - 1)
        some = contact_page(connection, ContactFilter(topic="port"), limit=100)
    assert (some.total, some.more) == (every.total - 1, True)
    assert some.contacts == every.contacts
