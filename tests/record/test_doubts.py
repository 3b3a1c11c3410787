"""What the review asks, in words."""

from __future__ import annotations

import datetime

import pytest

from verbale.model import Actor, ContactKind
from verbale.record.doubts import about_contact
from verbale.record.output import ContactOut


@pytest.mark.parametrize(
    ("days", "date", "about"),
    [
        ((), None, "call, undated: A – B"),
        ((1, 8), "[2022-03-01,2022-03-08]", "call, [2022-03-01,2022-03-08]: A – B"),
        (
            tuple(range(1, 31, 4)),
            "[2022-03-01,2022-03-05,2022-03-09]",
            "call, one of 8 days from 2022-03-01 to 2022-03-29: A – B",
        ),
    ],
)
def test_a_doubt_does_not_list_many_days(days: tuple[int, ...], date: str | None, about: str) -> None:
    listed = tuple(datetime.date(2022, 3, d) for d in days)
    contact = ContactOut.model_construct(
        kind=ContactKind.CALL,
        date=date,
        date_from=listed[0] if listed else None,
        date_to=listed[-1] if listed else None,
        date_candidates=listed,
        participants=(Actor("A"), Actor("B")),
    )
    assert about_contact(contact) == about
