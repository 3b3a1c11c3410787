"""What the decisions in force do to what the stories say. Pure: the stories themselves are never changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from verbale.model import ContactMention, DayRange, Statement
from verbale.reconcile.accounts import Account
from verbale.reconcile.days import DaySet
from verbale.reconcile.override import Override, OverrideKind, constraints_of
from verbale.review.decision import Action, Anchor, Decision, Item, Role, undone_by
from verbale.review.fields import corrected_account, corrected_statement, decode_actors, shown
from verbale.review.matching import Index
from verbale.sentences import say
from verbale.times import parse_edtf

PARTICIPANTS = "participants"
# What a person who marks a statement as no report on a commitment stores in place of what it says.
NO_REPORT = "none"


class State(StrEnum):
    """Whether a decision has an effect.

    orphan: nothing of what it was about is in the record as it was; partly orphan: some of it is.
    overruled: a later decision about the same thing holds.
    """

    IN_FORCE = "in force"
    UNDONE = "undone"
    OVERRULED = "overruled"
    ORPHAN = "orphan"
    PARTLY_ORPHAN = "partly orphan"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a decision stands.

    Attributes:
        undone_by: the entry that took it back; None unless it is undone.
        missing: its anchors that match nothing any more.
    """

    state: State
    undone_by: int | None = None
    missing: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedReport:
    """A person's word that a statement reports on a commitment.

    Attributes:
        commitment: ids of statements, each of which tells of the commitment.
        says: what it reports; None: it is no report on it.
    """

    commitment: tuple[str, ...]
    statement: str
    says: str | None
    decision: Decision


@dataclass(frozen=True, slots=True)
class Effects:
    """All that decisions do; ids are those of the mentions and statements that the record has now."""

    overrides: tuple[Override, ...] = ()
    accepted: frozenset[str] = frozenset()
    rejected: frozenset[str] = frozenset()
    reports: tuple[MarkedReport, ...] = ()
    standing: Mapping[int, Standing] = field(default_factory=dict)
    _on_items: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)
    _on_contacts: tuple[tuple[Decision, tuple[str, ...]], ...] = ()

    def statement(self, name: str, statement: Statement) -> Statement:
        """A statement as decided."""
        for d in self._on_items.get(name, ()):
            if d.action is Action.CORRECT and d.field and d.value is not None:
                statement = corrected_statement(statement, d.field, d.value, d.words)
            else:
                statement = replace(
                    statement, reasons=(*statement.reasons, say("accepted, {by}", by=d.words))
                )
        return statement

    def words_on(self, name: str) -> tuple[str, ...]:
        """Who decided on a statement, and when: "decided by NAME on DATE (entry 3)"."""
        return tuple(dict.fromkeys(d.words for d in self._on_items.get(name, ())))

    def mention(self, name: str, mention: ContactMention) -> ContactMention:
        """A mention with the participants that were decided: they say which contacts it can belong to."""
        for d in self._on_items.get(name, ()):
            if d.field == PARTICIPANTS and d.value is not None:
                mention = replace(mention, participants=decode_actors(d.value))
        return mention

    def on_contacts(self, contact_of: Mapping[str, str]) -> dict[str, tuple[Decision, ...]]:
        """The decisions about each contact: one holds for that which has most of the mentions it was about.

        Args:
            contact_of: the contact of each mention.
        """
        found: dict[str, list[Decision]] = {}
        for d, mentions in self._on_contacts:
            holders = [contact_of[m] for m in mentions if m in contact_of]
            if holders:
                found.setdefault(max(dict.fromkeys(holders), key=holders.count), []).append(d)
        return {contact: tuple(made) for contact, made in found.items()}


NO_EFFECTS = Effects()


def effects_of(decisions: Iterable[Decision], index: Index) -> Effects:
    """What decisions do to what the record has now.

    Args:
        index: all mentions and statements as the readings give them.
    """
    listed = sorted(decisions, key=lambda d: d.number)
    gone = undone_by(listed)
    placed = [_Placed(d, index) for d in listed if d.action is not Action.UNDO and d.number not in gone]
    held = [p for p in placed if p.is_complete]
    overrides = tuple(o for p in held for o in p.overrides())
    known = index.by_id.keys()
    claims = {(i, p.aspect): p.decision.number for p in held for i in p.claimed}
    overruled = set(constraints_of((o for p in held for o in p.overrides() if p.groups), known).overruled)
    overruled |= {
        p.decision.number
        for p in held
        if p.claimed and not any(claims[i, p.aspect] == p.number for i in p.claimed)
    }
    standing = {n: Standing(State.UNDONE, undone_by=by) for n, by in gone.items()}
    standing |= {d.number: Standing(State.IN_FORCE) for d in listed if d.number not in standing}
    standing |= {p.number: Standing(p.state(overruled), missing=p.missing) for p in placed}
    in_force = [p for p in held if p.number not in overruled]
    on_items: dict[str, list[Decision]] = {}
    for p in in_force:
        for i in p.claimed:
            if claims[i, p.aspect] == p.number and p.decision.action in (Action.ACCEPT, Action.CORRECT):
                on_items.setdefault(i, []).append(p.decision)

    def judged(action: Action) -> frozenset[str]:
        return frozenset(
            i
            for p in in_force
            if p.decision.action is action
            for i in p.claimed
            if claims[i, p.aspect] == p.number
        )

    return Effects(
        overrides=overrides,
        accepted=judged(Action.ACCEPT),
        rejected=judged(Action.REJECT),
        reports=tuple(_report(p) for p in in_force if p.decision.action is Action.REPORT),
        standing=standing,
        _on_items={i: tuple(found) for i, found in on_items.items()},
        _on_contacts=tuple((p.decision, p.targets) for p in in_force if p.is_of_contact),
    )


class _Placed:
    """A decision with what it finds in the record."""

    def __init__(self, decision: Decision, index: Index) -> None:
        self.decision, self.number = decision, decision.number
        as_it_was = decision.action in (Action.ACCEPT, Action.REJECT)
        found = [(a, index.find(a, as_it_was=as_it_was)) for a in decision.anchors]
        self.missing = tuple(a for a, name in found if name is None)
        ids = {
            role: tuple(dict.fromkeys(n for a, n in found if a.role is role and n is not None))
            for role in Role
        }
        self.targets, self.others = ids[Role.TARGET], ids[Role.OTHER]
        self.commitment = ids[Role.COMMITMENT]
        needed = {a.role for a in decision.anchors} | {Role.TARGET}
        self.is_complete = all(ids[role] for role in needed)

    @property
    def groups(self) -> bool:
        """Whether it is about grouping alone."""
        return self.decision.action in (Action.MERGE, Action.SPLIT)

    @property
    def is_of_contact(self) -> bool:
        """Whether it is about a contact."""
        return all(a.item is Item.MENTION for a in self.decision.anchors)

    @property
    def aspect(self) -> str:
        """Of two decisions about one aspect of one thing the later holds."""
        action = self.decision.action
        if action in (Action.ACCEPT, Action.REJECT):
            return "verdict"
        if action is Action.REPORT:
            return f"report on {min(self.commitment, default='')}"
        return f"{action} {self.decision.field or ''}"

    @property
    def claimed(self) -> tuple[str, ...]:
        """The ids about which it says something that a later decision could say otherwise."""
        return () if self.groups else self.targets

    def state(self, overruled: set[int]) -> State:
        """Its state, if it is not undone."""
        if not self.is_complete:
            return State.ORPHAN
        if self.number in overruled:
            return State.OVERRULED
        return State.PARTLY_ORPHAN if self.missing else State.IN_FORCE

    def overrides(self) -> Iterator[Override]:
        """What it says to grouping: who judges a contact has seen that its mentions are one."""
        d = self.decision
        if not self.is_of_contact or d.action is Action.REJECT:
            return
        if d.action is Action.SPLIT:
            yield Override(d.number, OverrideKind.APART, self.targets, d.by, d.words, others=self.others)
            return
        yield Override(d.number, OverrideKind.TOGETHER, self.targets + self.others, d.by, d.words)
        if d.action is Action.DATE and d.value is not None and (days := parse_edtf(d.value)) is not None:
            yield Override(d.number, OverrideKind.DAYS, self.targets, d.by, d.words, days=_days(days))


def _days(days: DayRange) -> DaySet:
    return DaySet(days.first, days.last)


def _report(p: _Placed) -> MarkedReport:
    says = None if p.decision.value == NO_REPORT else p.decision.value
    return MarkedReport(p.commitment, p.targets[0], says, p.decision)


def as_decided(account: Account, decisions: Iterable[Decision]) -> Account:
    """An account with what decisions say of it."""
    for d in decisions:
        account = _decided(account, d)
    return account


def _decided(account: Account, d: Decision) -> Account:
    if d.action is Action.CORRECT and d.field and d.value is not None and d.field != PARTICIPANTS:
        return corrected_account(account, d.field, d.value, d.words)
    form = {
        Action.ACCEPT: "accepted, {by}",
        Action.CORRECT: "participants corrected to {value}, {by}",
        Action.DATE: "the date set to {days}, {by}",
        Action.MERGE: "contacts merged, {by}",
        Action.SPLIT: "split off from another contact, {by}",
    }[d.action]
    words = say(form, value=shown(account.participants), days=d.value, by=d.words)
    reasons = (*account.reasons, words)
    return replace(account, reasons=reasons, unsure=account.unsure and d.action is not Action.ACCEPT)
