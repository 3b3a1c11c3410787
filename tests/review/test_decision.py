"""Which decisions are in force, whatever is undone and undone again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from verbale.review.decision import Action, Decision, undone_by


def entries(undoes: list[int | None]) -> list[Decision]:
    """Entry n (from 1) undoes an earlier entry, or, for None, rejects something."""
    return [
        Decision(n, Action.REJECT if u is None else Action.UNDO, "Ida", "2031-06-01T12:00:00+00:00", undoes=u)
        for n, u in enumerate(undoes, 1)
    ]


@st.composite
def histories(draw: st.DrawFn) -> list[Decision]:
    length = draw(st.integers(0, 12))
    return entries([draw(st.none() | st.integers(1, n)) if n else None for n in range(length)])


def in_force(made: list[Decision], number: int) -> bool:
    """As the word says: an entry is in force unless an undo of it is."""
    return not any(d.undoes == number and in_force(made, d.number) for d in made if d.number > number)


@given(histories())
def test_an_entry_is_in_force_unless_an_undo_of_it_is(made: list[Decision]) -> None:
    gone = undone_by(made)
    assert {d.number for d in made} - gone.keys() == {d.number for d in made if in_force(made, d.number)}
    assert all(made[by - 1].undoes == number and by not in gone for number, by in gone.items())


@given(histories(), st.data())
def test_undoing_what_is_in_force_changes_that_and_what_hangs_on_it(
    made: list[Decision], data: st.DataObject
) -> None:
    standing = [d.number for d in made if d.number not in undone_by(made)]
    if not standing:
        return
    number = data.draw(st.sampled_from(standing))
    more = [*made, Decision(len(made) + 1, Action.UNDO, "Bo", "2031-06-02", undoes=number)]
    again = [*more, Decision(len(made) + 2, Action.UNDO, "Bo", "2031-06-03", undoes=len(made) + 1)]
    assert undone_by(more)[number] == len(made) + 1
    # To undo the undo is to have everything as it was.
    assert {n: by for n, by in undone_by(again).items() if n <= len(made)} == undone_by(made)


def test_the_order_in_which_entries_come_does_not_matter() -> None:
    made = entries([None, 1, 2])
    assert undone_by(made) == undone_by(reversed(made)) == {2: 3}


def test_words_for_the_reasons() -> None:
    d = Decision(3, Action.REJECT, "Ida", "2031-06-01T12:00:00+00:00", note="a misreading")
    assert d.words == "decided by Ida on 2031-06-01 (entry 3): a misreading"
