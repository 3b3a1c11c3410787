"""Pictures are laid out from what the record knows: a day is a point, days a set, no day no place."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.model import Actor, ContactKind, ContactStatus
from verbale.record.output import ContactOut
from verbale.web.pictures import (
    LANES_AT_MOST,
    LEFT,
    TICKS_AT_MOST,
    WIDTH,
    calendar_picture,
    graph_picture,
    timeline_picture,
)

MAY = date(2031, 5, 1)


def contact(
    *names: str, days: tuple[int, ...] = (), first: date | None = None, last: date | None = None
) -> ContactOut:
    listed = tuple(MAY + timedelta(d) for d in days)
    return ContactOut.model_construct(
        id="c" + "".join(names) + str(days),
        kind=ContactKind.CALL,
        status=ContactStatus.HELD,
        participants=tuple(Actor(n) for n in names),
        date_from=listed[0] if listed else first,
        date_to=listed[-1] if listed else last,
        date_candidates=listed,
    )


@pytest.mark.parametrize(
    ("drawn", "shape"),
    [
        (contact("A", "B", days=(3,)), "day"),
        (contact("A", "B", days=(3, 10, 17)), "days"),
        (contact("A", "B", days=(3, 4, 5)), "span"),
        (contact("A", "B", first=MAY, last=date(2031, 5, 31)), "span"),
        (contact("A", "B", first=MAY), "span"),
        (contact("A", "B"), "undated"),
    ],
)
def test_a_date_is_drawn_no_surer_than_it_is(drawn: ContactOut, shape: str) -> None:
    anchor = contact("A", "B", days=(0,))
    picture = timeline_picture([anchor, drawn])
    found = picture.drawn[1]
    assert found.shape == shape
    assert (found.x > picture.right) is (shape == "undated")
    assert (found.from_x < found.to_x) is (shape in ("days", "span"))


def test_lanes_are_pairs_and_the_rest_share_one() -> None:
    contacts = [contact("A", f"B{i:02}", days=(i,)) for i in range(30)] + [contact("A", "B29", days=(31,))]
    picture = timeline_picture(contacts)
    assert len(picture.lanes) == LANES_AT_MOST
    assert picture.lanes[0].label == ("A", "B29")
    assert picture.lanes[-1].label == ()
    assert sum(lane.contacts for lane in picture.lanes) == len(contacts)


@given(st.lists(st.lists(st.integers(0, 4000), min_size=0, max_size=4, unique=True), max_size=20))
def test_marks_stay_inside_and_ticks_few(sets: list[list[int]]) -> None:
    contacts = [contact("A", str(i % 3), days=tuple(sorted(days))) for i, days in enumerate(sets)]
    picture = timeline_picture(contacts)
    assert len(picture.drawn) == len(contacts)
    assert all(LEFT <= d.x <= WIDTH and 0 <= d.y <= picture.height for d in picture.drawn)
    assert sum(t.labelled for t in picture.ticks) <= TICKS_AT_MOST
    in_order = sorted((d for d in picture.drawn if d.shape == "day"), key=lambda d: d.x)
    days = [d.contact.date_from for d in in_order]
    assert days == sorted(days, key=str)


def test_two_contacts_of_one_day_do_not_hide_each_other() -> None:
    picture = timeline_picture([contact("A", "B", days=(3,))] * 3)
    assert len({d.y for d in picture.drawn}) == 3


def test_the_calendar_counts_the_sure_and_the_possible_apart() -> None:
    weeks = calendar_picture(
        [contact("A", "B", days=(0,)), contact("A", "B", days=(0, 14)), contact("A", "B")]
    )
    days = {d.day: (d.certain, d.possible) for w in weeks for d in w.days if d.certain or d.possible}
    assert days == {MAY: (1, 1), MAY + timedelta(14): (0, 1)}
    assert [w.monday.isoweekday() for w in weeks] == [1] * 3
    assert calendar_picture([]) == ()


def test_a_long_quiet_time_is_one_row_of_the_calendar() -> None:
    weeks = calendar_picture([contact("A", days=(0,)), contact("A", days=(700,)), contact("A", days=(714,))])
    assert [len(w.days) for w in weeks] == [7, 0, 7, 7, 7]
    assert weeks[2].monday <= MAY + timedelta(700) < weeks[3].monday


def test_the_graph_joins_who_was_in_contact() -> None:
    graph = graph_picture([contact("A", "B"), contact("A", "B"), contact("B", "C"), contact("D")])
    assert {(e.left.name, e.right.name): e.contacts for e in graph.edges} == {("A", "B"): 2, ("B", "C"): 1}
    assert {n.name for n in graph.nodes} == {"A", "B", "C", "D"}
    many = graph_picture([contact("A", str(i)) for i in range(40)])
    assert len(many.nodes) + many.left_out == 41
