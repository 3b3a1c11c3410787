# ruff: noqa: E501 (tables)
"""What sides' accounts have in common and on what they differ. Leaders and their crisis are invented."""

from __future__ import annotations

import pytest

from verbale.model import Actor, Polarity, SpeechAct
from verbale.reconcile.divergences import DivergenceKind
from verbale.reconcile.said import Said, compare_accounts
from verbale.reconcile.versions import Evidence

ANA, BO = Actor("Ana Vell", "Q1", "NOR"), Actor("Bo Karst", "Q2", "KAR")
NORTH, SOUTH = Actor("Norland (presidency)", "Q3", "NOR"), Actor("Karstia (presidency)", "Q4", "KAR")
SIDES = {"N": NORTH, "S": SOUTH, "-": None}


def said(rows: str) -> list[Said]:
    """Like "N ana request grain; S bo -commit gas": whose account, who, the act (- negated), the topic."""
    found = []
    for i, row in enumerate(rows.split("; ")):
        side, who, act, topic = row.split()
        polarity = Polarity.NEGATIVE if act.startswith("-") else Polarity.POSITIVE
        speaker = {"ana": ANA, "bo": BO, "south": SOUTH}[who]
        place = Evidence("a.txt", i, i + 5, "0")
        found.append(Said(speaker, SIDES[side], SpeechAct(act.lstrip("-")), polarity, (topic,), place, "w"))
    return found


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("N ana request grain; S bo refuse grain",
         "according to Norland (presidency), Ana Vell asks for something about grain; according to Karstia (presidency), Bo Karst refuses."),
        ("- ana request grain; - bo refuse grain", "Ana Vell asks for something about grain; Bo Karst refuses."),
        ("- ana accuse grain; - bo deny grain", "Ana Vell accuses over grain; Bo Karst denies."),
        ("- ana accuse grain; - bo accuse grain", "Ana Vell and Bo Karst each accuse over grain."),
        ("N bo commit grain; S bo -commit grain", "according to Norland (presidency), Bo Karst promises something about grain"),
        ("S bo deny grain; N bo commit grain", "Bo Karst promises something about grain; according to Karstia (presidency), Bo Karst does not."),
        ("- ana request grain; - bo request grain", None),
        ("- ana request grain; - ana refuse grain", None),  # not two sides
        ("- ana request grain; - bo refuse gas", None),
        ("N bo commit grain; N bo -commit grain", None),  # one side's account, told twice
        ("- bo commit grain; - bo -commit grain", None),  # on nobody's word
        ("- ana -request grain; - bo refuse grain", None),
        ("- ana -assert grain; - bo deny grain", None),
    ],
)  # fmt: skip
def test_opposed(rows: str, words: str | None) -> None:
    _, found = compare_accounts(said(rows))
    assert [d.kind for d in found] == ([DivergenceKind.OPPOSED] if words else [])
    if words:
        assert words in found[0].explanation
        assert len(found[0].evidence) == 2


def test_what_one_side_alone_reports() -> None:
    north = "N ana request prisoners; N ana assert mines; N bo commit grain; N ana praise weather"
    south = "S bo assert mines; S bo assert gas; S ana refuse grain"
    _, found = compare_accounts(said(f"{north}; {south}"))
    alone = [d for d in found if d.kind is DivergenceKind.ONE_SIDED]
    assert [(d.about, d.sides) for d in alone] == [("prisoners", (NORTH,))]
    assert "no denial" in alone[0].explanation
    # What nobody has to answer (gas is only spoken of, the weather praised) is no line.
    # Two sentences of a side are no account of the whole, and nothing can be missing from it.
    _, few = compare_accounts(said(f"{north}; S bo assert mines; S bo assert gas"))
    assert few == ()
    assert compare_accounts(said(north)) == ((), ())


def test_what_the_press_has_the_other_side_say_is_not_missing() -> None:
    rows = "N ana request prisoners; N ana assert mines; N bo commit grain; S bo assert mines; S bo assert gas; S bo assert oil; - bo assert prisoners; - bo assert grain"
    assert compare_accounts(said(rows))[1] == ()


def test_what_both_report() -> None:
    common, found = compare_accounts(said("N ana request grain; S ana request grain; N bo commit gas"))
    assert [(c.about, c.sides) for c in common] == [("grain", (SOUTH, NORTH))]
    assert common[0].explanation == (
        "Karstia (presidency) and Norland (presidency) both report that Ana Vell asks for something about grain."
    )
    assert found == ()
    assert compare_accounts(said("N ana request grain; S bo request grain"))[0] == ()


def test_who_speaks_together_is_named_together() -> None:
    def both(side: str, at: int = 0) -> list[Said]:
        where = Evidence("a.txt", at, at + 5, "0")
        told = (SpeechAct.AGREE, Polarity.POSITIVE, ("grain",), where, "w", "en", frozenset[str]())
        return [Said(ANA, SIDES[side], *told, (BO.name,)), Said(BO, SIDES[side], *told, (ANA.name,))]

    common, _ = compare_accounts([*both("N"), *both("S", 9)])
    assert [c.explanation for c in common] == [
        "Karstia (presidency) and Norland (presidency) both report that "
        "Ana Vell (with Bo Karst) agrees to something about grain."
    ]
    alone = [
        *both("N"),
        *said("N ana assert mines; N ana assert gas; S bo assert mines; S bo assert gas; S bo assert oil"),
    ]
    (found,) = [d for d in compare_accounts(alone)[1] if d.kind is DivergenceKind.ONE_SIDED]
    assert found.explanation.startswith("Norland (presidency) reports that Ana Vell (with Bo Karst) agrees")


def test_order_changes_nothing() -> None:
    rows = said("N ana request grain; S bo refuse grain; - ana accuse gas; - bo accuse gas; N bo commit oil")
    assert compare_accounts(rows) == compare_accounts(rows[::-1])


def test_a_promise_and_its_denial_are_told_by_their_words() -> None:
    place = Evidence("a.txt", 0, 5, "0")

    def one(side: str, act: SpeechAct, topic: str, words: str) -> Said:
        matter = frozenset(w[:5] for w in words.split() if len(w) >= 5)
        return Said(BO, SIDES[side], act, Polarity.POSITIVE, (topic,), place, "w", "en", matter)

    sluices = one("N", SpeechAct.COMMIT, "borders", "open sluices once troops leave border")
    observers = one("N", SpeechAct.AGREE, "water", "sending observers")
    denied = one("S", SpeechAct.DENY, "water", "having promised to open sluices before winter nothing")
    truce = one("S", SpeechAct.REFUSE, "borders", "truce while soldiers stand there")
    _, told = compare_accounts([sluices, observers, denied, truce])
    assert told == (), "one word in common is not one promise, nor is a topic"
    denied = one("S", SpeechAct.DENY, "water", "having promised sluices would open border gates")
    _, (only,) = compare_accounts([sluices, observers, denied, truce])
    assert (only.kind, only.about) == ("opposed", "borders")
