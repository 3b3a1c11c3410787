"""A person's decision, and which decisions are in force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from verbale.sentences import say


class Action(StrEnum):
    """What a person can do."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    MERGE = "merge"
    SPLIT = "split"
    DATE = "date"
    REPORT = "report"
    UNDO = "undo"


class Item(StrEnum):
    """What an anchor points at: a contact as one story tells it, or a statement."""

    MENTION = "mention"
    STATEMENT = "statement"


class Role(StrEnum):
    """What an anchor is to its decision.

    target: what is decided about. other: from what a mention is split off. commitment: a telling of the
    commitment that a statement (the target) reports on.
    """

    TARGET = "target"
    OTHER = "other"
    COMMITMENT = "commitment"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The words that a decision rests on.

    Attributes:
        id: of the mention or statement when it was decided.
        path: where the story stood then; for people only, a text is recognised by `sha256`.
        start, end: code points of the text: of a statement its content, of a mention what tells of it first.
        quote: the characters themselves; they can be read when the text has left the record.
    """

    role: Role
    item: Item
    id: str
    path: str
    sha256: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of the review.

    Attributes:
        number: entries are numbered in the order in which they were made; none is ever changed or removed.
        field, value: of a correction, the field and its new value as JSON; of a date its EDTF, of a report
            what it says, in `value`. None for other actions.
        by, at: who decided and when (ISO 8601 with zone).
        undoes: the entry that an undo takes back; None for other actions.
    """

    number: int
    action: Action
    by: str
    at: str
    anchors: tuple[Anchor, ...] = ()
    field: str | None = None
    value: str | None = None
    note: str | None = None
    undoes: int | None = None

    @property
    def words(self) -> str:
        """As it stands among reasons: "decided by NAME on DATE (entry 3): note"."""
        form = "decided by {name} on {day} (entry {n:d})"
        if self.note:
            form = "decided by {name} on {day} (entry {n:d}): {note}"
        return say(form, name=self.by, day=self.at[:10], n=self.number, note=self.note)

    def anchored(self, role: Role) -> tuple[Anchor, ...]:
        """Its anchors of one role."""
        return tuple(a for a in self.anchors if a.role is role)


def undone_by(decisions: Iterable[Decision]) -> dict[int, int]:
    """For each entry that is not in force, the undo in force that took it back.

    An undo is an entry like others: when it is undone, what it took back is in force again.

    >>> undo = lambda n, undoes: Decision(n, Action.UNDO, "Ida", "2031-06-01", undoes=undoes)
    >>> undone_by([Decision(1, Action.ACCEPT, "Ida", "2031-06-01"), undo(2, 1), undo(3, 2)])
    {2: 3}
    """
    found: dict[int, int] = {}
    # An undo takes back an earlier entry, so the last entry is in force and each settles those before it.
    for d in sorted(decisions, key=lambda d: -d.number):
        if d.undoes is not None and d.number not in found:
            found.setdefault(d.undoes, d.number)
    return found


def texts_of(decisions: Sequence[Decision]) -> dict[int, frozenset[str]]:
    """The texts (sha256) that each entry, by number, is about; an undo, those of what it takes back."""
    found: dict[int, frozenset[str]] = {}
    for d in sorted(decisions, key=lambda d: d.number):
        taken_back = found.get(d.undoes, frozenset()) if d.undoes is not None else frozenset()
        found[d.number] = taken_back | {a.sha256 for a in d.anchors}
    return found


def tied_texts(decisions: Sequence[Decision], texts: Iterable[str]) -> set[str]:
    """Texts, and those that decisions tie to them: what is said of one may hang on all the others."""
    of_entry = list(texts_of(decisions).values())
    found = set(texts)
    while True:
        more = {t for about in of_entry if not found.isdisjoint(about) for t in about} - found
        if not more:
            return found
        found |= more


def about_texts(decisions: Sequence[Decision], texts: Iterable[str]) -> list[Decision]:
    """The entries that are about any of these texts, or tied to them by others."""
    tied = tied_texts(decisions, texts)
    about = texts_of(decisions)
    return [d for d in decisions if not tied.isdisjoint(about[d.number])]
