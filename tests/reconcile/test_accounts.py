"""What an account of a contact says, and what its id depends on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from verbale.model import Actor
from verbale.reconcile.accounts import Account, reconcile
from verbale.reconcile.divergences import DivergenceKind
from verbale.reconcile.mentions import StoredMention
from verbale.reconcile.versions import Fact

Make = Callable[..., StoredMention]


def only(*mentions: StoredMention) -> Account:
    (account,) = reconcile(mentions)
    return account


def test_days_are_those_that_all_allow(mention: Make) -> None:
    account = only(
        mention("a", "2031-05-06|13|20|27", lasts="50"), mention("b", "2031-05-10..2031-05-14", lasts="50")
    )
    assert account.days.single == date(2031, 5, 13)
    assert account.days.edtf() == "2031-05-13"


def test_contradicting_days_are_all_kept_and_reported(mention: Make) -> None:
    account = only(mention("a", "2031-05-13", witness="w"), mention("b", "2031-05-14", witness="w"))
    assert account.day_conflict
    assert account.days.listed() == (date(2031, 5, 13), date(2031, 5, 14))
    assert [d.kind for d in account.divergences] == [DivergenceKind.DATE_CONFLICT]
    assert "2031-05-13 and as 2031-05-14" in account.divergences[0].explanation


def test_versions_count_reprints_once(mention: Make) -> None:
    account = only(
        mention("a", "2031-05-13", lasts="100", witness="w"),
        mention("b", "2031-05-13", lasts="100", witness="w"),
        mention("c", "2031-05-13", lasts="105"),
    )
    lengths = {v.value: v for v in account.versions if v.fact is Fact.DURATION}
    assert lengths[100].independent_sources == 1
    assert [e.path for e in lengths[100].evidence] == ["a.txt", "b.txt"]
    assert lengths[105].independent_sources == 1
    assert account.independent_sources == 2


def test_contradicting_lengths_leave_none_and_a_divergence(mention: Make) -> None:
    account = only(mention("a", "2031-05-13", lasts="100"), mention("b", "2031-05-13", lasts="105"))
    assert account.duration_minutes is None
    assert [(d.kind, d.about) for d in account.divergences] == [(DivergenceKind.VALUE, "duration_minutes")]


def test_a_rough_length_does_not_contradict_an_exact_one(mention: Make) -> None:
    account = only(mention("a", "2031-05-13", lasts="~60"), mention("b", "2031-05-13", lasts="70"))
    assert account.duration_minutes == 70
    assert account.divergences == ()


def test_who_called_whom_is_not_decided(mention: Make) -> None:
    account = only(mention("a", "2031-05-13", by="Ana Vell"), mention("b", "2031-05-13", by="Bo Karst"))
    assert account.initiator is None
    assert account.divergences[0].explanation == "The sources give the initiator as Ana Vell and as Bo Karst."


def test_a_planned_contact_that_took_place_was_held(mention: Make) -> None:
    account = only(mention("a", "2031-05-13", status="planned"), mention("b", "2031-05-13"))
    assert account.status == "held"
    assert [v.value for v in account.versions if v.fact is Fact.STATUS] == ["held", "planned"]


def test_actors_are_shown_with_their_id(mention: Make) -> None:
    account = only(mention("a", "2031-05-13"), mention("b", "2031-05-13", who="Q1 Ana Vell, Bo Karst"))
    assert account.participants == (Actor("Ana Vell", "Q1"), Actor("Bo Karst"))


def test_id_of_a_dated_contact_does_not_depend_on_who_tells_it(mention: Make) -> None:
    alone = only(mention("a", "2031-05-13", lasts="100"))
    assert only(mention("b", "2031-05-13", kind="video")).id == alone.id
    told = mention("a", "2031-05-13", by="Ana Vell"), mention("c", "2031-05-06|13|20|27", by="Ana Vell")
    assert only(*told).id == alone.id
    assert only(mention("a", "2031-05-14", lasts="100")).id != alone.id
    assert only(mention("a", "2031-05-13", status="refused")).id != alone.id


def test_undated_contact_keeps_its_id_while_other_contacts_come_in(mention: Make) -> None:
    alone = only(mention("a"))
    assert alone.id in {c.id for c in reconcile([mention("a"), mention("b", "2031-05-13"), mention("c")])}


def test_what_is_unsure_says_so(mention: Make) -> None:
    undated = reconcile([mention("a"), mention("b", "2031-05-13")])[-1]
    assert undated.unsure
    assert any("not sure" in r and "it is not dated" in r for r in undated.reasons)
