# ruff: noqa: E501 (tables)
"""What persons decide about mentions wins in grouping. Stories are named a, b, c ...; all is invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.reconcile.accounts import Account, reconcile
from verbale.reconcile.days import DaySet, of_days
from verbale.reconcile.judgement import Verdict
from verbale.reconcile.mentions import StoredMention
from verbale.reconcile.override import Override, OverrideKind, constraints_of
from verbale.reconcile.versions import Fact

WHY = "decided by Ida on 2031-06-01"
DAY_4, DAY_9 = of_days([date(2031, 5, 4)]), of_days([date(2031, 5, 9)])


def together(n: int, *mentions: str) -> Override:
    return Override(n, OverrideKind.TOGETHER, mentions, "Ida", WHY)


def apart(n: int, mention: str, *others: str) -> Override:
    return Override(n, OverrideKind.APART, (mention,), "Ida", WHY, others)


def on(n: int, days: DaySet, *mentions: str) -> Override:
    return Override(n, OverrideKind.DAYS, mentions, "Ida", WHY, days=days)


def by_id(decisions: list[Override], ids: dict[str, str]) -> list[Override]:
    """The decisions on mentions that they name by the letters of stories."""
    return [
        Override(o.number, o.kind, tuple(ids.get(m, m) for m in o.mentions), o.by, o.reason,
                 tuple(ids.get(m, m) for m in o.others), o.days)
        for o in decisions
    ]  # fmt: skip


def accounts(
    make: Callable[..., StoredMention], rows: list[tuple[str, dict[str, Any]]], decisions: list[Override]
) -> tuple[list[Account], list[str]]:
    """The accounts, and for each the letters of its stories; decisions name mentions by the letter."""
    mentions = [make(story, **more) for story, more in rows]
    ids = {m.paths[0][0]: m.id for m in mentions}
    story = {i: s for s, i in ids.items()}
    named = by_id(decisions, ids)
    found = reconcile(mentions, overrides=named)
    assert found == reconcile(list(reversed(mentions)), overrides=list(reversed(named)))
    return found, sorted("".join(sorted(story[m] for m in a.mentions)) for a in found)


MAY_4, MAY_5 = {"when": "2031-05-04"}, {"when": "2031-05-05"}
TABLE = [
    ("nothing decided", [("a", MAY_4), ("b", MAY_5)], [], ["a", "b"]),
    ("merged over other days", [("a", MAY_4), ("b", MAY_5)], [together(1, "a", "b")], ["ab"]),
    ("merged over other participants",
     [("a", MAY_4), ("b", {"when": "2031-05-04", "who": "Ana Vell, Karstia (delegation)"})], [together(1, "a", "b")], ["ab"]),
    ("merged over another kind", [("a", MAY_4), ("b", {"when": "2031-05-04", "kind": "meeting"})], [together(1, "a", "b")], ["ab"]),
    ("split off what one day had put together", [("a", MAY_4), ("b", MAY_4), ("c", MAY_4)], [apart(1, "c", "a", "b")], ["ab", "c"]),
    ("split from one: it takes no other with it", [("a", MAY_4), ("b", MAY_4)], [apart(1, "b", "a")], ["a", "b"]),
    ("merged, then split", [("a", MAY_4), ("b", MAY_5), ("c", MAY_4)], [together(1, "a", "b", "c"), apart(2, "c", "a", "b")], ["ab", "c"]),
    ("split, then merged", [("a", MAY_4), ("b", MAY_4)], [apart(1, "b", "a"), together(2, "a", "b")], ["ab"]),
    ("a split holds against whatever is merged with the other",
     [("a", MAY_4), ("b", MAY_4), ("c", MAY_5)], [together(1, "a", "c"), apart(2, "b", "c")], ["ac", "b"]),
    ("a mention that is gone does no harm", [("a", MAY_4), ("b", MAY_5)], [together(1, "a", "gone"), apart(2, "gone", "b")], ["a", "b"]),
    ("a day set moves a mention to the contact of that day", [("a", MAY_4), ("b", {"when": "2031-05-04|11"})], [on(1, DAY_4, "b")], ["ab"]),
    ("a day set moves it away", [("a", MAY_4), ("b", MAY_4)], [on(1, DAY_9, "b")], ["a", "b"]),
    ("a reprint split off stays off", [("a", {"when": "2031-05-04", "witness": "w"}), ("b", {"when": "2031-05-04", "witness": "w"})], [apart(1, "b", "a")], ["a", "b"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "rows", "decisions", "expected"), TABLE, ids=[t[0] for t in TABLE])
def test_decisions_win(
    make: Callable[..., StoredMention], name: str, rows: Any, decisions: Any, expected: Any
) -> None:
    assert accounts(make, rows, decisions)[1] == expected


def test_a_day_set_is_the_day_and_what_stories_give_stays_a_version(
    make: Callable[..., StoredMention],
) -> None:
    (found,), _ = accounts(make, [("a", MAY_4), ("b", MAY_4)], [on(1, DAY_9, "a", "b")])
    assert found.days == DAY_9
    assert not found.day_conflict
    assert [v.value for v in found.versions if v.fact is Fact.DATE] == ["2031-05-04"]


def test_a_later_day_wins(make: Callable[..., StoredMention]) -> None:
    (found,), _ = accounts(make, [("a", MAY_5)], [on(2, DAY_4, "a"), on(1, DAY_9, "a")])
    assert found.days == DAY_4


def test_a_weekday_of_the_story_does_not_speak_against_a_day_set(make: Callable[..., StoredMention]) -> None:
    # 2031-05-04 is a Sunday
    rows = [("a", MAY_4), ("b", {"when": "2031-05-06"})]
    assert accounts(make, rows, [on(1, DAY_4, "b")])[1] == ["ab"]


def test_merged_contacts_have_the_participants_of_the_best_described(
    make: Callable[..., StoredMention],
) -> None:
    rows = [("a", {"when": "2031-05-04", "lasts": "90"}), ("b", {"who": "Ana Vell, Karstia (delegation)"})]
    (found,), _ = accounts(make, rows, [together(1, "a", "b")])
    assert [p.name for p in found.participants] == ["Ana Vell", "Bo Karst"]


def test_reasons_say_who_decided(make: Callable[..., StoredMention]) -> None:
    (merged,), _ = accounts(make, [("a", MAY_4), ("b", MAY_5)], [together(1, "a", "b")])
    assert any(WHY in r for r in merged.reasons)
    assert [(j.verdict, j.decided_by) for j in merged.judgements] == [(Verdict.SAME, "Ida")]
    split, _ = accounts(make, [("a", MAY_4), ("b", MAY_4)], [apart(1, "b", "a")])
    assert any(j.verdict is Verdict.DIFFERENT and j.reasons == (WHY,) for a in split for j in a.judgements)


def test_what_later_decisions_leave_without_effect_is_named() -> None:
    constraints = constraints_of([together(1, "a", "b"), apart(2, "a", "b"), together(3, "c", "d")], "abcd")
    assert constraints.overruled == {1}
    assert constraints.partners("c") == ("c", "d")


DECISIONS = st.lists(
    st.tuples(st.booleans(), st.sets(st.sampled_from("abcdef"), min_size=2, max_size=4)), max_size=6
)


@settings(max_examples=60, deadline=None)
@given(drawn=DECISIONS, days=st.lists(st.sampled_from([4, 5, 9]), min_size=6, max_size=6))
def test_any_decisions(make: Callable[..., StoredMention], drawn: Any, days: list[int]) -> None:
    decisions = []
    for n, (join, who) in enumerate(drawn):
        first, *rest = sorted(who)
        decisions.append(together(n, first, *rest) if join else apart(n, first, *rest))
    rows: Any = [(s, {"when": f"2031-05-0{d}"}) for s, d in zip("abcdef", days, strict=True)]
    _, groups = accounts(make, rows, decisions)
    assert sorted("".join(groups)) == list("abcdef")
    ids = {story: make(story, **more).id for story, more in rows}
    held = constraints_of(by_id(decisions, ids), ids.values())
    for a, b in combinations("abcdef", 2):
        one = any(a in g and b in g for g in groups)
        if ids[b] in held.partners(ids[a]):
            assert one
        if held.apart_by(ids[a], ids[b]):
            assert not one
    if decisions:  # the last one always holds
        last = decisions[-1]
        if last.kind is OverrideKind.TOGETHER:
            assert any(set(last.mentions) <= set(g) for g in groups)
        else:
            assert not any(set(g) & set(last.mentions) and set(g) & set(last.others) for g in groups)
