"""Statements before duplicates are merged, and how a relay goes on from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from verbale.model import Actor, Certainty, Ground, Statement
from verbale.read.names.mention import Referent
from verbale.read.statements.told_contacts import ToldContact
from verbale.read.story.document import Story
from verbale.read.story.tokens import grammar_of, plain
from verbale.sentences import say

GOES_ON = say("the relay goes on")
# Within how many words of its paragraph's start an additive adverb stands.
ADDITIVE_WITHIN = 12


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before duplicates are merged, with what later steps need to know of it.

    Attributes:
        paragraph: index of its parsed paragraph.
        sentence: index of the first token of its sentence in that paragraph.
        heading: whether it stands in a heading.
    """

    statement: Statement
    paragraph: int
    sentence: int
    heading: bool


def carry_reporters(
    drafts: Sequence[Draft], contacts: Sequence[ToldContact], further: Sequence[int] = ()
) -> list[Draft]:
    """`reported_by` goes on in the same paragraph while the same speaker goes on (GOLD.md).

    It goes on from a contact that somebody tells of, too.

    Args:
        further: the sentences that tell of a contact with another, where it ends.
    """
    carried: list[Draft] = []
    for draft in drafts:
        last = carried[-1] if carried else None
        beside = draft.statement.reasons[:1] and draft.statement.reasons[0].startswith(
            ("incise", "adposition")
        )
        later = last is not None and (draft.sentence != last.sentence or GOES_ON in last.statement.reasons)
        ended = any(last is None or last.sentence < start <= draft.sentence for start in further)
        if last is not None and later and not beside and not ended and _may_go_on(draft, last):
            draft = _reported_as(draft, last)
        elif last is not None and not beside and _is_hedged_on(draft, last):
            told_by = Ground("reported_by", GOES_ON, None, last.statement.source)
            draft = _because(draft, last.statement.speaker, GOES_ON, told_by)
        elif not beside and not draft.statement.reported_by:
            told = [c for c in contacts if c.sentence < draft.sentence]
            if told and any(told[-1].sentence < start <= draft.sentence for start in further):
                told = []
            if told and (last is None or last.sentence <= told[-1].sentence):
                draft = _reported_after(draft, told[-1])
        carried.append(draft)
    return [_reported_between(carried, i) for i in range(len(carried))]


def _reported_between(drafts: Sequence[Draft], i: int) -> Draft:
    """*Selon X, Y a promis P. Z s'est engagé à Q. Ils sont convenus de R, ajoute X*: what stands between two
    relays of one source is told by it as well.
    """
    draft, behind = drafts[i], next((d for d in drafts[i + 1 :] if d.statement.reported_by), None)
    statement = draft.statement
    if statement.reported_by or statement.via or not statement.speaker or behind is None:
        return draft
    before = next((d for d in reversed(drafts[:i]) if _teller(d)), None)
    teller = behind.statement.reported_by
    relayed = any(r.startswith("incise") for r in behind.statement.reasons)
    apart = before is not None and before.sentence < draft.sentence <= behind.sentence
    if before is None or not apart or not relayed or _teller(before) != teller or teller == statement.speaker:
        return draft
    return _reported_as(draft, behind)


def _teller(draft: Draft) -> tuple[Actor, ...]:
    """Who tells what a statement says to the story: its reporter, else its speaker."""
    return draft.statement.reported_by or draft.statement.speaker


def _reported_after(draft: Draft, told: ToldContact) -> Draft:
    """The draft with who told of the contact before it, when one of its parties speaks."""
    speaker = draft.statement.speaker
    if not speaker or any(s not in told.parties for s in speaker) or speaker == told.reported_by:
        return draft
    return _because(draft, told.reported_by, GOES_ON, Ground("reported_by", GOES_ON, None, told.span))


def carry_into_paragraphs(story: Story, drafts: Sequence[Draft]) -> list[Draft]:
    """A new paragraph goes on with the relay where it says so: *X a également demandé*, the same speaker as
    before.
    """
    carried: list[Draft] = []
    for draft in drafts:
        last = carried[-1] if carried else None
        if last is not None:
            goes_on = _may_go_on(draft, last) and _goes_on(story, draft, last)
            draft = _reported_as(draft, last) if goes_on or _takes_up(story, draft, carried) else draft
        carried.append(draft)
    return carried


def _takes_up(story: Story, draft: Draft, carried: Sequence[Draft]) -> bool:
    """*X a demandé P, selon N. Y a promis Q, selon N. X a également exigé R*: N goes on about X, of whom it
    told before.
    """
    last, new = carried[-1], draft.statement
    teller = last.statement.reported_by
    if not teller or new.reported_by or new.via or new.speaker == teller or not new.speaker:
        return False
    next_to = draft.paragraph - last.paragraph == 1
    told = any(d.statement.speaker == new.speaker and d.statement.reported_by == teller for d in carried)
    return next_to and told and _is_additive(story, draft)


def report_by_issuer(draft: Draft, issuer: Referent) -> Draft:
    """In a side's own readout whatever people say is reported by that side."""
    # what stands behind a speaker's name in a transcript is heard, not reported
    if any(r.startswith("headline") for r in draft.statement.reasons[:1]):
        return draft
    return report_by(draft, (issuer,), say("readout of {name}", name=issuer.actor.name))


def report_by(draft: Draft, reporter: Sequence[Referent], why: str) -> Draft:
    """The draft relayed by those who told all of this, unless it has a relay or a speaker of its own."""
    statement = draft.statement
    names = {r.actor.name for r in reporter}
    own = any(a.name in names for a in statement.speaker)
    if statement.reported_by or statement.via or not statement.speaker or own:
        return draft
    return _because(draft, tuple(r.actor for r in reporter), why, Ground("reported_by", why))


def _may_go_on(draft: Draft, last: Draft) -> bool:
    new, old = draft.statement, last.statement
    if old.reasons[:1] and old.reasons[0].startswith("noun"):
        return False  # "X dit que l'appel de Y à P ne mène à rien. Y juge que S": X tells of no more
    return bool(old.reported_by) and not new.reported_by and old.speaker == new.speaker


def _is_hedged_on(draft: Draft, last: Draft) -> bool:
    """*D'après X, S. Y aurait aussi demandé P*: the conditional goes on with what X says."""
    new, old = draft.statement, last.statement
    relayed = bool(old.reasons) and old.reasons[0].startswith(("adposition", "incise"))
    told = relayed and bool(old.speaker) and not old.reported_by and old.speaker != new.speaker
    hedged = new.certainty is Certainty.HEDGED and not new.reported_by and bool(new.speaker)
    return told and hedged and draft.sentence > last.sentence


def _goes_on(story: Story, draft: Draft, last: Draft) -> bool:
    if draft.paragraph == last.paragraph:
        same_cue = draft.statement.cue is not None and draft.statement.cue == last.statement.cue
        return draft.sentence == last.sentence and same_cue and GOES_ON in last.statement.reasons
    return draft.paragraph - last.paragraph == 1 and _is_additive(story, draft)


def _is_additive(story: Story, draft: Draft) -> bool:
    sentence = story.paragraphs[draft.paragraph].doc[draft.sentence].sent
    return any(plain(t) in grammar_of(t).additive for t in sentence[:ADDITIVE_WITHIN])


def _reported_as(draft: Draft, last: Draft) -> Draft:
    """The draft with the reporter of the one before it."""
    before = [g for g in last.statement.grounds if g.field == "reported_by"]
    span = before[-1].span if before else None
    return _because(draft, last.statement.reported_by, GOES_ON, Ground("reported_by", GOES_ON, None, span))


def _because(draft: Draft, reporter: tuple[Actor, ...], why: str, ground: Ground) -> Draft:
    """The draft relayed by somebody, and why."""
    s = draft.statement
    relayed = replace(s, reported_by=reporter, reasons=(*s.reasons, why), grounds=(*s.grounds, ground))
    return replace(draft, statement=relayed)
