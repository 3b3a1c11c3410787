# ruff: noqa: E501 (tables)
"""Which mentions become one contact. Stories are named a, b, c ...; the leaders and their crisis are
invented.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.reconcile.accounts import reconcile
from verbale.reconcile.grouping import Group
from verbale.reconcile.judgement import Verdict
from verbale.reconcile.mentions import StoredMention, known_ids
from verbale.reconcile.override import NO_CONSTRAINTS
from verbale.reconcile.together import blocks_of, group_blocks, unique_mentions

QUOTE = "nothing will be decided without those concerned"
OTHER = "the bridges must be open before the winter comes"
Row = tuple[str, dict[str, Any]]


def m(story: str, when: str | None = None, **more: Any) -> Row:
    return story, {"when": when, **more}


TABLE: list[tuple[str, list[Row], list[str]]] = [
    ("two stories of one day", [m("a", "2031-05-04"), m("b", "2031-05-04")], ["ab"]),
    ("the order of the participants does not matter",
     [m("a", "2031-05-04"), m("b", "2031-05-04", who="Bo Karst, Ana Vell")], ["ab"]),
    ("different days", [m("a", "2031-05-04"), m("b", "2031-05-05")], ["a", "b"]),
    ("different days, all else alike",
     [m("a", "2031-05-04", lasts="105", by="Ana Vell"), m("b", "2031-05-05", lasts="105", by="Ana Vell")],
     ["a", "b"]),
    ("two calls one day stay two", [m("a", "2031-05-04", lasts="105"), m("b", "2031-05-04", lasts="40")], ["a", "b"]),
    ("two calls one day, as one story counts them",
     [m("a", "2031-05-04"), m("a", "2031-05-04", at=50, main=False)], ["a", "a"]),
    ("durations rounded differently",
     [m("a", "2031-05-04", lasts="100"), m("b", "2031-05-04", lasts="105")], ["ab"]),
    ("about an hour can be an hour and ten",
     [m("a", "2031-05-04", lasts="70"), m("b", "2031-05-04", lasts="~60")], ["ab"]),
    ("more than an hour is not forty minutes",
     [m("a", "2031-05-04", lasts="40"), m("b", "2031-05-04", lasts=">60")], ["a", "b"]),
    ("a call and a meeting of one day", [m("a", "2031-05-04"), m("b", "2031-05-04", kind="meeting")], ["a", "b"]),
    ("a call that one story saw on a screen",
     [m("a", "2031-05-04"), m("b", "2031-05-04", kind="video")], ["ab"]),
    ("talks and a meeting are two words on one stated day",
     [m("a", "2031-05-04", kind="talks"), m("b", "2031-05-04", kind="meeting")], ["ab"]),
    ("talks and a meeting on unsure days",
     [m("a", "2031-05-04", kind="talks"), m("b", "2031-05-04|11", kind="meeting")], ["a", "b"]),
    ("a visit is more than the meeting during it",
     [m("a", "2031-05-04", kind="visit"), m("b", "2031-05-04", kind="meeting")], ["a", "b"]),
    ("three at the table are not two",
     [m("a", "2031-05-04"), m("b", "2031-05-04", who="Ana Vell, Bo Karst, Cy Onda")], ["a", "b"]),
    ("a delegation is not its leader",
     [m("a", "2031-05-04"), m("b", "2031-05-04", who="Ana Vell, Karstia (delegation)")], ["a", "b"]),
    ("planned, then held", [m("a", "2031-05-04", status="planned"), m("b", "2031-05-04")], ["ab"]),
    ("planned and held in one story",
     [m("a", "2031-05-04", status="planned"), m("a", "2031-05-04", at=40)], ["aa"]),
    ("planned, then cancelled",
     [m("a", "2031-05-04", status="planned"), m("b", "2031-05-04", status="cancelled")], ["ab"]),
    ("cancelled cannot be held",
     [m("a", "2031-05-04", status="cancelled"), m("b", "2031-05-04")], ["a", "b"]),
    ("refused is no contact that took place",
     [m("a", "2031-05-04", status="refused"), m("b", "2031-05-04")], ["a", "b"]),
    ("a weekday of a month and the day: both are about it, which is not enough",
     [m("a", "2031-05-06|13|20|27"), m("b", "2031-05-13")], ["a", "b"]),
    ("a weekday of a month and the day, and the same request",
     [m("a", "2031-05-06|13|20|27", points="request grain"), m("b", "2031-05-13", points="request grain")], ["ab"]),
    ("a weekday of a month and the day, and the same topics, whoever said what",
     [m("a", "2031-05-06|13|20|27", points="request grain, assert mines"),
      m("b", "2031-05-13", points="assert grain, request mines")], ["ab"]),
    ("a weekday of a month and the day, and one topic in common",
     [m("a", "2031-05-06|13|20|27", points="request grain"), m("b", "2031-05-13", points="assert grain")], ["a", "b"]),
    ("the same long quotation, cut at other places",
     [m("a", quotes=("he said that nothing will be decided without us",)),
      m("b", "2031-05-13", quotes=("nothing will be decided without us or our friends",))], ["ab"]),
    ("an undated story of the day after is news of it",
     [m("a", published="2031-05-14"), m("b", "2031-05-13")], ["ab"]),
    ("an undated story of a week later is not",
     [m("a", published="2031-05-20"), m("b", "2031-05-13")], ["a", "b"]),
    ("an undated story in passing is not",
     [m("a", published="2031-05-14", main=False), m("b", "2031-05-13")], ["a", "b"]),
    ("an undated story of the day after two",
     [m("a", published="2031-05-14"), m("b", "2031-05-13"), m("c", "2031-05-14")], ["a", "b", "c"]),
    ("an undated story of the day after, and what was planned",
     [m("a", published="2031-05-14", status="planned"), m("b", "2031-05-13")], ["a", "b"]),
    ("what appeared before that day is not of it, whatever it quotes",
     [m("a", published="2031-05-12", quotes=(QUOTE,)), m("b", "2031-05-13", quotes=(QUOTE,))], ["a", "b"]),
    ("an undated story of another month, and a length",
     [m("a", published="2031-04", lasts="105", by="Ana Vell"), m("b", "2031-05-13", lasts="105", by="Ana Vell")], ["a", "b"]),
    ("the same words of a few letters say too little",
     [m("a", quotes=("a lasting peace",)), m("b", "2031-05-13", quotes=("a lasting peace",))], ["a", "b"]),
    ("two short quotations in common",
     [m("a", quotes=("a lasting peace", "not one step back")),
      m("b", "2031-05-13", quotes=("a lasting peace", "not one step back"))], ["ab"]),
    ("the same two quotations on days that exclude each other: one story is wrong",
     [m("a", "2031-05-14", quotes=(QUOTE, OTHER)), m("b", "2031-05-13", quotes=(QUOTE, OTHER))], ["ab"]),
    ("one quotation and an odd length on days that exclude each other",
     [m("a", "2031-05-14", quotes=(QUOTE,), lasts="70"), m("b", "2031-05-16", quotes=(QUOTE,), lasts="70")], ["ab"]),
    ("one quotation on days that exclude each other: he says it each time",
     [m("a", "2031-05-14", quotes=(QUOTE,)), m("b", "2031-05-13", quotes=(QUOTE,))], ["a", "b"]),
    ("two quotations a month apart: he says so each time",
     [m("a", "2031-04-14", quotes=(QUOTE, OTHER)), m("b", "2031-05-13", quotes=(QUOTE, OTHER))], ["a", "b"]),
    ("two quotations, and one story that tells both days",
     [m("a", "2031-05-14", quotes=(QUOTE, OTHER)), m("a", "2031-05-13", at=50, quotes=(QUOTE, OTHER))], ["a", "a"]),
    ("lengths that exclude each other, with the same words twice: each side counts for itself",
     [m("a", "2031-05-13", quotes=(QUOTE, OTHER), lasts="60"), m("b", "2031-05-13", quotes=(QUOTE, OTHER), lasts="100")],
     ["ab"]),
    ("a weekday and a day that it is not",
     [m("a", "2031-05-06|13|20|27"), m("b", "2031-05-14")], ["a", "b"]),
    ("a weekday that two contacts fit: not sure",
     [m("a", "2031-05-06|13|20|27"), m("b", "2031-05-13"), m("c", "2031-05-20")], ["a", "b", "c"]),
    ("a weekday that two contacts fit, told apart by length and ordinal",
     [m("a", "2031-05-06|13|20|27", lasts="105", nth=(2, "2031-05-01")), m("b", "2031-05-13", lasts="105"),
      m("c", "2031-05-20", nth=(3, "2031-05-01"))], ["ab", "c"]),
    ("a weekday in passing says too little",
     [m("a", "2031-05-06|13|20|27", main=False), m("b", "2031-05-13")], ["a", "b"]),
    ("a month against a day: both are about it, which is not enough",
     [m("a", "2031-05-01..2031-05-31"), m("b", "2031-05-13")], ["a", "b"]),
    ("a month against a day, and the same length",
     [m("a", "2031-05-01..2031-05-31", lasts="50"), m("b", "2031-05-13", lasts="50")], ["ab"]),
    ("another month", [m("a", "2031-04-01..2031-04-30", lasts="50"), m("b", "2031-05-13", lasts="50")], ["a", "b"]),
    ("undated, alone with a dated one, nothing else", [m("a"), m("b", "2031-05-13")], ["a", "b"]),
    ("undated, with the same unusual length only", [m("a", lasts="105"), m("b", "2031-05-13", lasts="105")], ["a", "b"]),
    ("undated, with the same unusual length and initiative",
     [m("a", lasts="105", by="Ana Vell"), m("b", "2031-05-13", lasts="105", by="Ana Vell")], ["ab"]),
    ("a day of no stated year", [m("a", "XXXX-05-13"), m("b", "2031-05-13")], ["ab"]),
    ("a day of no stated year, and another day", [m("a", "XXXX-05-14"), m("b", "2031-05-13")], ["a", "b"]),
    ("a day of no stated year that two years have",
     [m("a", "XXXX-05-13"), m("b", "2031-05-13"), m("c", "2030-05-13")], ["a", "b", "c"]),
    ("a weekday of no known week says too little", [m("a", "XXXX-WXX-2", lasts="105"), m("b", "2031-05-13", lasts="105")],
     ["a", "b"]),
    ("a weekday of no known week, and a quotation",
     [m("a", "XXXX-WXX-2", quotes=(QUOTE,)), m("b", "2031-05-13", quotes=(QUOTE,))], ["ab"]),
    ("another weekday, for all that is quoted",
     [m("a", "XXXX-WXX-7", quotes=(QUOTE,)), m("b", "2031-05-13", quotes=(QUOTE,))], ["a", "b"]),
    ("undated, with the length that every call has",
     [m("a", lasts="60"), m("b", "2031-05-13", lasts="60")], ["a", "b"]),
    ("undated, with the same quotation",
     [m("a", quotes=(QUOTE,)), m("b", "2031-05-13", quotes=(QUOTE,))], ["ab"]),
    ("undated, the same length, but two days have it",
     [m("a", lasts="105"), m("b", "2031-05-13", lasts="105"), m("c", "2031-05-20", lasts="105")], ["a", "b", "c"]),
    ("undated, but not before a day that rules it out",
     [m("a", "..2031-05-10", lasts="105"), m("b", "2031-05-13", lasts="105")], ["a", "b"]),
    ("undated, in the same town",
     [m("a", kind="meeting", place="Ostrel", main=False), m("b", "2031-05-13", kind="meeting", place="Ostrel")],
     ["ab"]),
    ("undated, in another town",
     [m("a", kind="meeting", place="Ostrel", lasts="105"),
      m("b", "2031-05-13", kind="meeting", place="Lunde", lasts="70")], ["a", "b"]),
    ("another ordinal is another contact",
     [m("a", "2031-05-13", nth=(2, "2031-05-01")), m("b", "2031-05-13", nth=(3, "2031-05-01"))], ["a", "b"]),
    ("two that are undated are not the same for that",
     [m("a"), m("b")], ["a", "b"]),
    ("a reprint with another dateline is the same contact, on no day",
     [m("a", "2031-05-13", witness="w"), m("b", "2031-05-14", witness="w")], ["ab"]),
    ("what only the name tells is known by the other's id",
     [m("a", "2031-05-13", who="Q1 Ana Vell, Bo Karst"), m("b", "2031-05-13")], ["ab"]),
    ("two people of one name stay two",
     [m("a", "2031-05-13", who="Q1 Ana Vell, Bo Karst"), m("b", "2031-05-13", who="Q2 Ana Vell, Bo Karst")],
     ["a", "b"]),
    ("a contact of nobody named is nobody's", [m("a", "2031-05-13", who=""), m("b", "2031-05-13", who="")], ["a", "b"]),
]  # fmt: skip


def group_mentions(mentions: Iterable[StoredMention]) -> list[Group]:
    unique = unique_mentions(mentions)
    ids = known_ids(a for m in unique.values() for a in m.mention.participants)
    return group_blocks(blocks_of(unique.values(), NO_CONSTRAINTS, ids), NO_CONSTRAINTS)


def grouped(mentions: list[StoredMention]) -> list[str]:
    """Each group as the letters of its stories."""
    return sorted("".join(sorted(s.paths[0][0] for s in g.mentions)) for g in group_mentions(mentions))


@pytest.mark.parametrize(("why", "rows", "expected"), TABLE, ids=[t[0] for t in TABLE])
def test_groups(
    mention: Callable[..., StoredMention], why: str, rows: list[Row], expected: list[str]
) -> None:
    made = [
        mention(story, position=i if story == rows[0][0] else 0, **more)
        for i, (story, more) in enumerate(rows)
    ]
    assert grouped(made) == expected
    assert grouped(made[::-1]) == expected


STORY = st.fixed_dictionaries(
    {
        "story": st.sampled_from("abcdef"),
        "when": st.sampled_from(
            [
                None,
                "2031-05-06",
                "2031-05-13",
                "2031-05-06|13|20|27",
                "2031-05-01..2031-05-31",
                "..2031-05-12",
                "XXXX-WXX-2",
                "XXXX-05-13",
            ]
        ),
        "kind": st.sampled_from(["call", "video", "meeting", "talks"]),
        "status": st.sampled_from(["held", "planned", "cancelled", "refused"]),
        "lasts": st.sampled_from([None, "105", "60", "~60", ">60"]),
        "nth": st.sampled_from([None, (2, "2031-05-01"), (3, "2031-05-01"), (2, None)]),
        "by": st.sampled_from([None, "Ana Vell", "Bo Karst"]),
        "main": st.booleans(),
        "at": st.integers(0, 5).map(lambda i: i * 20),
        "witness": st.sampled_from([None, None, "reprint"]),
    }
)


@settings(max_examples=150, deadline=None)
@given(rows=st.lists(STORY, max_size=12), data=st.data())
def test_input_order_changes_nothing(
    make: Callable[..., StoredMention], rows: list[dict[str, Any]], data: st.DataObject
) -> None:
    mentions = [make(**row) for row in rows]
    shuffled = data.draw(st.permutations(mentions))
    assert reconcile(mentions) == reconcile(shuffled)


@settings(max_examples=100, deadline=None)
@given(rows=st.lists(STORY, max_size=12))
def test_each_mention_is_in_one_contact_and_each_contact_has_its_own_id(
    make: Callable[..., StoredMention], rows: list[dict[str, Any]]
) -> None:
    mentions = {m.id: m for m in (make(**row) for row in rows)}
    accounts = reconcile(mentions.values())
    assert sorted(i for a in accounts for i in a.mentions) == sorted(mentions)
    assert len({a.id for a in accounts}) == len(accounts)


@settings(max_examples=100, deadline=None)
@given(rows=st.lists(STORY, max_size=12))
def test_two_stated_days_are_never_one_contact_but_for_reprints(
    make: Callable[..., StoredMention], rows: list[dict[str, Any]]
) -> None:
    for g in group_mentions(make(**row | {"witness": None}) for row in rows):
        assert len({m.days.single for m in g.mentions if m.days.single}) <= 1
        assert not g.day_conflict


def test_each_joining_and_each_doubt_has_a_judgement(mention: Callable[..., StoredMention]) -> None:
    a, b = mention("a", "2031-05-13"), mention("b", "2031-05-13")
    c, d = mention("c", "2031-05-20"), mention("d", "2031-05-06|13|20|27")
    judged = {
        (frozenset((j.left, j.right)), j.verdict) for g in group_mentions([a, b, c, d]) for j in g.judgements
    }
    assert (frozenset((a.id, b.id)), Verdict.SAME) in judged
    dated = {frozenset((x.id, c.id)) for x in (a, b)}
    assert any((pair, Verdict.DIFFERENT) in judged for pair in dated)
    assert sum(d.id in pair and v is Verdict.POSSIBLE for pair, v in judged) == 2
    assert all(j.reasons and j.decided_by for g in group_mentions([a, b, c, d]) for j in g.judgements)
