"""Whether a contact without a day took place on that of another: *juste avant*, *as the talks opened*."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.model import ContactKind, ContactStatus
from verbale.read.contacts.draft import Draft
from verbale.read.contacts.gathered import Gathered, is_told_beside
from verbale.read.contacts.scene import has_phrase
from verbale.read.contacts.times import StoryTimes
from verbale.read.contacts.verb_forms import has_tense, is_denied, is_perfect
from verbale.read.story.clauses import is_finite

HELD = (None, ContactStatus.HELD)
QUOTES = " «»“”\"'"


def is_of_same_day(draft: Draft, base: Gathered, times: StoryTimes) -> bool:
    """Whether the words say that a contact took place on the day of `base`, the story's main one."""
    return times.says_same_day(draft.cue) or _is_meanwhile(draft, base, times)


def told_then(contact: Gathered, contacts: Sequence[Gathered], times: StoryTimes) -> int | None:
    """*Il s'est **ensuite** entretenu avec Y*: the number of the contact told last before, of one of the same
    parties, which was not later; None where the words say nothing of the kind.
    """
    if contact.status not in HELD or contact.earlier or contact.expressions:
        return None
    for draft in contact.drafts:
        verb = draft.cue.anchor if draft.cue.is_verb else draft.cue.clause
        if not any(t.lower_ in times.words.then and t.dep_ == "advmod" for t in verb.children):
            continue
        before = [
            (d.span, i)
            for i, c in enumerate(contacts)
            for d in c.drafts
            if d.span.start < draft.span.start and c is not contact and c.status in HELD
        ]
        last = max(before, default=None)
        if last is None:
            return None
        told = contacts[last[1]]
        return last[1] if not told.earlier and told.names & contact.names else None
    return None


def _is_meanwhile(draft: Draft, base: Gathered, times: StoryTimes) -> bool:
    """*X called Y **as the delegations sat down** in Z*, *« alors que les discussions commencent », a-t-il
    dit à Y*: talks that begin while the contact is told, or in what is quoted from it.
    """
    cue, words = draft.cue, times.words
    verb = cue.anchor if cue.is_verb else cue.clause
    if draft.kind is not ContactKind.TALKS or verb.dep_ != "advcl" or not is_finite(verb):
        return False
    begins = cue.is_verb or verb.lemma_.lower() in words.beginning
    if not begins or is_perfect(verb) or is_denied(verb, words) or has_tense(verb, "Fut"):
        return False
    first = min(t.i for t in verb.subtree)
    opening = cue.scene.slice(cue.paragraph.doc[first], verb).lstrip(QUOTES)
    if not any(opening.startswith(p) and has_phrase(opening, p) for p in words.meanwhile):
        return False
    here = cue.paragraph.index
    quoted = any(q.span.overlaps(draft.span) for q in cue.paragraph.quotations)
    told_here = any(0 <= here - d.cue.paragraph.index <= 1 for d in base.drafts)
    return is_told_beside(draft, base) or (quoted and has_tense(verb, "Pres") and told_here)
