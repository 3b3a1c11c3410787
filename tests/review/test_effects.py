# ruff: noqa: E501 (tables)
"""What decisions find again, and what they do when they find it, find something else, or nothing."""

from __future__ import annotations

import pytest

from verbale.model import Span
from verbale.reconcile.override import OverrideKind
from verbale.review.decision import Action, Anchor, Decision, Item, Role
from verbale.review.effects import State, effects_of
from verbale.review.matching import Index, Present


def there(
    name: str, at: int = 0, *, text: str = "t", item: Item = Item.STATEMENT, quote: str = "words"
) -> Present:
    return Present(item, name, "a.txt", text, Span(at, at + 5), quote)


def anchor(name: str, at: int = 0, *, role: Role = Role.TARGET, item: Item = Item.STATEMENT) -> Anchor:
    return Anchor(role, item, name, "a.txt", "t", at, at + 5, "words")


def entry(
    number: int, action: Action, *anchors: Anchor, field: str | None = None, value: str | None = None
) -> Decision:
    return Decision(number, action, "Ida", "2031-06-01T12:00:00+00:00", anchors, field, value)


def state(decision: Decision, *now: Present) -> State:
    return effects_of([decision], Index(now)).standing[decision.number].state


REJECT, CORRECT = Action.REJECT, Action.CORRECT
S1 = anchor("s1")


@pytest.mark.parametrize(
    ("action", "now", "expected"),
    [
        (REJECT, [there("s1")], State.IN_FORCE),
        # the reader reads another act or speaker there now: who rejected the one says nothing of the other
        (REJECT, [there("s2")], State.ORPHAN),
        # a value that a person gave holds whatever else is read in the very place
        (CORRECT, [there("s2")], State.IN_FORCE),
        (CORRECT, [there("s2"), there("s3")], State.ORPHAN),  # which of the two?
        (CORRECT, [there("s1"), there("s3")], State.IN_FORCE),
        (CORRECT, [there("s1", at=1)], State.ORPHAN),  # one character on: a lookalike
        (CORRECT, [there("s1", text="other")], State.ORPHAN),  # the same words in another text
        (CORRECT, [there("s1", item=Item.MENTION)], State.ORPHAN),
        (CORRECT, [there("s1", quote="wordz")], State.ORPHAN),
        (CORRECT, [], State.ORPHAN),
    ],
)
def test_nothing_is_moved_to_a_lookalike(action: Action, now: list[Present], expected: State) -> None:
    value = '"deny"' if action is CORRECT else None
    assert state(entry(1, action, S1, field="act" if value else None, value=value), *now) is expected


def mention(name: str, at: int, role: Role = Role.TARGET) -> Anchor:
    return anchor(name, at, role=role, item=Item.MENTION)


def told(name: str, at: int) -> Present:
    return there(name, at, item=Item.MENTION)


MERGE = entry(1, Action.MERGE, mention("m1", 1), mention("m2", 2), mention("m3", 3, Role.OTHER))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ([told("m1", 1), told("m2", 2), told("m3", 3)], State.IN_FORCE),
        ([told("m1", 1), told("m3", 3)], State.PARTLY_ORPHAN),
        ([told("m1", 1), told("m2", 2)], State.ORPHAN),  # nothing is left of the other contact
        ([told("m3", 3)], State.ORPHAN),
    ],
)
def test_a_merge_needs_both(now: list[Present], expected: State) -> None:
    assert state(MERGE, *now) is expected
    assert len(effects_of([MERGE], Index(now)).overrides) == (0 if expected is State.ORPHAN else 1)


def test_what_decisions_say_to_grouping() -> None:
    now = Index([told("m1", 1), told("m2", 2), told("m3", 3)])
    split = entry(2, Action.SPLIT, mention("m1", 1), mention("m2", 2, Role.OTHER))
    date = entry(3, Action.DATE, mention("m3", 3), value="2031-05")
    found = effects_of([MERGE, split, date], now).overrides
    assert [(o.kind, o.mentions, o.others) for o in found] == [
        (OverrideKind.TOGETHER, ("m1", "m2", "m3"), ()),
        (OverrideKind.APART, ("m1",), ("m2",)),
        (OverrideKind.TOGETHER, ("m3",), ()),
        (OverrideKind.DAYS, ("m3",), ()),
    ]
    assert found[-1].days is not None
    assert found[-1].days.edtf() == "2031-05"
    assert found[0].reason == "decided by Ida on 2031-06-01 (entry 1)"


def test_the_later_of_two_decisions_holds() -> None:
    now = Index([there("s1")])
    made = [entry(1, REJECT, S1), entry(2, Action.ACCEPT, S1), entry(3, CORRECT, S1, field="act", value='"deny"'),
            entry(4, CORRECT, S1, field="act", value='"warn"')]  # fmt: skip
    effects = effects_of(made, now)
    assert [effects.standing[n].state for n in (1, 2, 3, 4)] == [
        State.OVERRULED, State.IN_FORCE, State.OVERRULED, State.IN_FORCE,
    ]  # fmt: skip
    assert (effects.accepted, effects.rejected) == ({"s1"}, frozenset())
    undone = effects_of([*made, Decision(5, Action.UNDO, "Ida", "2031-06-02", undoes=2)], now)
    assert undone.rejected == {"s1"}
    assert undone.standing[2].state is State.UNDONE
    assert undone.standing[2].undone_by == 5


def test_a_merge_that_a_split_takes_apart_wholly_is_overruled() -> None:
    now = Index([told("m1", 1), told("m3", 3)])
    merge = entry(1, Action.MERGE, mention("m1", 1), mention("m3", 3, Role.OTHER))
    split = entry(2, Action.SPLIT, mention("m1", 1), mention("m3", 3, Role.OTHER))
    standing = effects_of([merge, split], now).standing
    assert (standing[1].state, standing[2].state) == (State.OVERRULED, State.IN_FORCE)
