"""Counts that stories give, against the contacts of the record."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.reconcile.accounts import reconcile
from verbale.reconcile.mentions import StoredMention

Make = Callable[..., StoredMention]


@pytest.mark.parametrize(
    ("nth", "others", "at_least", "at_most", "words"),
    [
        ((3, "2031-05-01"), ["2031-05-01", "2031-05-06"], 3, 3, "the record has 3."),
        ((6, "2031-05-01"), ["2031-05-01", "2031-05-06"], 3, 3, "the record has 3: 3 or more are not in it."),
        ((2, "2031-05-01"), ["2031-05-01", "2031-05-06"], 3, 3, "the record has 3 up to it, more than that."),
        ((2, "2031-05-01"), ["2031-04-30", "2031-05-06", "2031-05-21"], 2, 2, "the record has 2."),
        ((2, "2031-05-01"), [None], 1, 2, "the record has 1 to 2."),
        ((1, "2031-03"), ["2031-03-12"], 1, 1, "the record has 1."),  # the first since March, when one was
        ((1, "2031-03"), ["2031-04-12"], 2, 2, "more than that."),
    ],
)
def test_counts(
    mention: Make, nth: tuple[int, str], others: list[str | None], at_least: int, at_most: int, words: str
) -> None:
    told = mention("z", "2031-05-20", nth=nth)
    accounts = reconcile([told, *(mention(s, day) for s, day in zip("abc", others, strict=False))])
    (account,) = [a for a in accounts if told.id in a.mentions]
    (count,) = account.counts
    assert (count.at_least, count.at_most) == (at_least, at_most)
    assert count.explanation.endswith(words)
    assert [d.about for d in account.divergences] == (["ordinal"] if "more than" in words else [])
    assert count.explanation in account.reasons


def test_only_contacts_that_took_place_are_counted(mention: Make) -> None:
    told = mention("z", "2031-05-20", nth=(2, "2031-05-01"))
    planned, other = mention("a", "2031-05-06", status="planned"), mention("b", "2031-05-07", kind="meeting")
    (account,) = [a for a in reconcile([told, planned, other]) if told.id in a.mentions]
    assert account.counts[0].at_most == 1


def test_a_count_from_no_known_day_is_not_checked(mention: Make) -> None:
    (account,) = reconcile([mention("z", "2031-05-20", nth=(2, None))])
    assert account.counts == ()
