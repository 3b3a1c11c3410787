# ruff: noqa: E501 (tables)
"""Days solved together: what one story leaves open another fixes, and what cannot all be right is named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.model import DayRelation
from verbale.reconcile.accounts import Account, reconcile
from verbale.reconcile.clues import Clue, Unknown, Variable
from verbale.reconcile.days import ANY_DAY, ANY_PATTERN, DayPattern, DaySet, of_days
from verbale.reconcile.divergences import DivergenceKind
from verbale.reconcile.mentions import StoredMention
from verbale.reconcile.propagation import is_circular, propagate
from verbale.reconcile.solving import is_satisfiable, possible_days, smallest_conflict

Make = Callable[..., StoredMention]
QUOTE = "nothing will be decided without those concerned"
TUESDAY = DayRelation(None, -6, 0, weekday=2)
YESTERDAY = DayRelation(None, -1, -1)


def dated(*mentions: StoredMention) -> dict[str, Account]:
    """The accounts by the letter of the first of their stories and, of a story's second contact, its
    position.
    """
    found = {}
    for account in reconcile(mentions):
        told = sorted((m.paths[0][0], m.position) for m in mentions if m.id in account.mentions)
        found["".join(dict.fromkeys(f"{s}{p or ''}" for s, p in told))] = account
    return found


def test_an_undated_story_is_dated_by_its_sibling(mention: Make) -> None:
    """Its call is that of b; so it appeared from that Tuesday on, and the eve of the call is a Monday."""
    found = dated(
        mention("a", "XXXX-WXX-2", quotes=(QUOTE,), relations=(TUESDAY,)),
        mention("a", who="Ana Vell, Cy Onda", at=50, position=1, relations=(DayRelation(0, -1, -1),)),
        mention("b", "2031-05-13", quotes=(QUOTE,)),
    )
    assert found["ab"].days.single == date(2031, 5, 13)
    eve = found["a1"]
    assert eve.days.single == date(2031, 5, 12)
    assert any("1 day before another contact" in r.words for r in eve.date_reasons)


def test_what_was_dated_by_a_sibling_joins_its_own_siblings(mention: Make) -> None:
    found = dated(
        mention("a", "XXXX-WXX-2", quotes=(QUOTE,), relations=(TUESDAY,)),
        mention("a", who="Ana Vell, Cy Onda", at=50, position=1, relations=(DayRelation(0, -1, -1),)),
        mention("b", "2031-05-13", quotes=(QUOTE,)),
        mention("c", "2031-05-12", who="Ana Vell, Cy Onda"),
    )
    assert found["a1c"].days.single == date(2031, 5, 12)


def test_five_days_after_their_meeting(mention: Make) -> None:
    found = dated(
        mention("a", "2031-05-06|13|20|27"),
        mention("a", kind="meeting", at=50, position=1, place="Ostrel", relations=(DayRelation(0, -5, -5),)),
        mention("b", "2031-05-08", kind="meeting", place="Ostrel"),
    )
    assert found["a"].days.single == date(2031, 5, 13)
    assert found["a1b"].days.single == date(2031, 5, 8)
    words = [r.words for r in found["a"].date_reasons]
    assert any("a.txt puts the meeting 5 days before another contact" in w for w in words)


def test_a_contradiction_is_reported_and_not_decided(mention: Make) -> None:
    """One story has the meeting on the 8th; another, by its place the same, five days before a call on the
    14th.
    """
    found = dated(
        mention("a", "2031-05-14"),
        mention(
            "a",
            kind="meeting",
            at=50,
            position=1,
            place="Ostrel",
            quotes=(QUOTE,),
            relations=(DayRelation(0, -5, -5),),
        ),
        mention("b", "2031-05-08", kind="meeting", place="Ostrel", quotes=(QUOTE,)),
    )
    call, meeting = found["a"], found["a1b"]
    assert [d.kind for d in meeting.divergences] == [DivergenceKind.DATE_CONFLICT]
    assert "These cannot all be right" in meeting.divergences[0].explanation
    assert {e.path for e in meeting.divergences[0].evidence} == {"a.txt", "b.txt"}
    assert meeting.days.listed() == (date(2031, 5, 8), date(2031, 5, 9))
    assert call.days.listed() == (date(2031, 5, 13), date(2031, 5, 14))
    assert meeting.day_conflict


def test_nothing_is_dated_when_nothing_has_a_date(mention: Make) -> None:
    found = dated(
        mention("a", "XXXX-WXX-2", relations=(TUESDAY,)),
        mention("a", who="Ana Vell, Cy Onda", at=50, position=1, relations=(YESTERDAY,)),
    )
    assert all(a.days == ANY_DAY for a in found.values())


def test_the_month_of_a_story_bounds_what_it_tells_of_its_yesterday(mention: Make) -> None:
    (account,) = dated(mention("a", published="2031-05", relations=(YESTERDAY,))).values()
    assert (account.days.first, account.days.last) == (date(2031, 4, 30), date(2031, 5, 30))


@pytest.mark.parametrize(
    "relations",
    [
        (DayRelation(7, -1, -1),),  # no such contact
        (DayRelation(0, -1, -1),),  # itself
        (DayRelation(None, -4000000, 4000000),),
        (DayRelation(None, 0, 0, month=2, day=30),),
        (DayRelation(None, 1, None), DayRelation(None, None, -1)),
    ],
)
@pytest.mark.parametrize("published", [None, "2031-05-04", "9999-12-31", "0001-01-01"])
def test_odd_relations_upset_nothing(
    mention: Make, relations: tuple[DayRelation, ...], published: str | None
) -> None:
    told = mention("a", "2031-05-04", relations=relations, published=published)
    (account,) = dated(told).values()
    assert account.days.allows(date(2031, 5, 4))
    assert dated(mention("a", relations=relations, published=published))


@pytest.mark.parametrize("wrong", [{"first": 5}, {"weekday": 9}, {"month": 0}, {"day": 32}])
def test_what_is_no_relation(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="no "):
        DayRelation(**{"contact": None, "first": 0, "last": 1} | wrong)


def test_the_second_since_a_day_is_after_the_first(mention: Make) -> None:
    """The second since 1 May is not before the first, of the 20th; the third not after the fourth, of 23 May."""
    found = dated(
        mention("a", "2031-05-06|13|20|27", nth=(2, "2031-05-01")),
        mention("b", "2031-05-20", nth=(1, "2031-05-01")),
        mention("c", "2031-05-06|13|20|27", nth=(3, "2031-05-01")),
        mention("d", "2031-05-23", nth=(4, "2031-05-01")),
    )
    assert found["a"].days.single == found["c"].days.single == date(2031, 5, 20)
    assert any("counts the call after another one" in r.words for r in found["a"].date_reasons)


def test_a_miscount_puts_no_day_in_doubt(mention: Make) -> None:
    found = dated(
        mention("a", "2031-05-06|13", nth=(2, "2031-05-01")),
        mention("b", "2031-05-20", nth=(1, "2031-05-01")),
    )
    assert len(found["a"].days.listed()) == 2
    assert not found["a"].day_conflict
    assert [d.about for d in found["b"].divergences] == ["ordinal"]


def test_a_day_that_a_person_set_is_not_moved(mention: Make) -> None:
    from verbale.reconcile.override import Override, OverrideKind

    told = mention("a", published="2031-05", relations=(YESTERDAY,))
    decided = Override(1, OverrideKind.DAYS, (told.id,), "Ida", "why", days=of_days([date(2030, 1, 1)]))
    (account,) = reconcile([told], overrides=[decided])
    assert account.days.single == date(2030, 1, 1)


FIRST = date(2031, 5, 1)
X, Y, Z = (Unknown.CONTACT, 0), (Unknown.CONTACT, 1), (Unknown.STORY, "z")
NAMES: list[Variable] = [X, Y, Z]
DAYS = st.sets(st.integers(0, 12), min_size=1, max_size=6).map(
    lambda s: of_days(FIRST + timedelta(days=i) for i in s)
)


@st.composite
def clue(draw: st.DrawFn) -> Clue:
    of = draw(st.sampled_from(NAMES))
    if draw(st.booleans()):
        return Clue(of, "m", days=draw(DAYS))
    base = draw(st.sampled_from([v for v in NAMES if v != of]))
    low = draw(st.integers(-5, 5))
    weekday = draw(st.sampled_from([None, None, 2, 5]))
    return Clue(
        of, "m", pattern=DayPattern(weekday), base=base, first=low, last=low + draw(st.integers(0, 4))
    )


def holds(c: Clue, days: dict[Variable, date]) -> bool:
    if not c.days.allows(days[c.of]) or not c.pattern.allows(days[c.of]):
        return False
    if c.base is None:
        return True
    apart = (days[c.of] - days[c.base]).days
    return (c.first is None or apart >= c.first) and (c.last is None or apart <= c.last)


BOUNDED = [Clue(v, "bound", days=DaySet(FIRST, FIRST + timedelta(days=12))) for v in NAMES]


@settings(max_examples=60, deadline=None)
@given(st.lists(clue(), max_size=6))
def test_solver_and_propagation_agree_with_trying_all_days(drawn: list[Clue]) -> None:
    clues = [*BOUNDED, *drawn]
    span = [FIRST + timedelta(days=i) for i in range(13)]
    solutions = [
        s
        for s in (dict(zip(NAMES, d, strict=True)) for d in product(span, repeat=3))
        if all(holds(c, s) for c in clues)
    ]
    left = propagate(clues)
    if not solutions:
        assert not is_satisfiable(clues)
        conflict = smallest_conflict(clues)
        assert conflict
        assert not is_satisfiable(conflict)
        assert all(is_satisfiable([c for c in conflict if c is not one]) for one in conflict)
        return
    assert is_satisfiable(clues)
    assert left is not None
    solved = possible_days(clues, NAMES)
    assert solved is not None
    for v in NAMES:
        expected = {s[v] for s in solutions}
        assert set(solved[v].listed()) == expected
        if not is_circular(clues, ()):
            assert set(left[v].listed()) == expected
        assert expected <= set(left[v].listed())


@pytest.mark.parametrize(
    ("clues", "size"),
    [
        ([Clue(X, "a", days=of_days([FIRST])), Clue(X, "b", days=of_days([FIRST + timedelta(days=1)]))], 2),
        ([Clue(X, "a", days=of_days([FIRST])), Clue(Y, "b", days=of_days([FIRST])), Clue(X, "c", base=Y, first=1, last=1),
          Clue(X, "d", base=Z, first=0, last=0)], 3),
        ([Clue(X, "a", days=of_days([FIRST])), Clue(X, "b", pattern=DayPattern(1))], 2),
    ],
)  # fmt: skip
def test_the_smallest_conflict(clues: Any, size: int) -> None:
    assert len(smallest_conflict(clues)) == size


def test_no_pattern_is_a_pattern() -> None:
    assert ANY_PATTERN.allows(FIRST)
