"""Why each field of a contact has its value: the rule, the lexicon entry, the words behind it."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.model import Actor, Ground, Span
from verbale.read.contacts.draft import Draft
from verbale.read.contacts.gathered import Gathered
from verbale.read.contacts.initiators import caller_among
from verbale.sentences import say


def contact_grounds(contact: Gathered) -> tuple[Ground, ...]:
    """The grounds of a contact, mention after mention."""
    found = []
    chosen = caller_among([c for d in contact.drafts for c in d.callers], contact.parties)
    for draft, why in zip(contact.drafts, contact.reasons, strict=True):
        found += [*_of_draft(contact, draft, why), *_of_callers(contact, draft, chosen)]
    if contact.kind is None:
        first = contact.drafts[0]
        found.append(Ground("kind", "no word tells how they met: by their countries", None, first.span))
    if contact.days is not None and contact.days.phrase is None and contact.days.first is not None:
        found.append(Ground("date", "as another contact of the story"))
    return tuple(dict.fromkeys(found))


def _of_draft(contact: Gathered, draft: Draft, why: str) -> Iterator[Ground]:
    entry, cue = draft.cue.entry.lemma, draft.cue.span
    yield Ground("contact", why, entry, cue)
    if draft.kind is not None:
        yield Ground("kind", "a word also used of others" if draft.weak else "the word tells it", entry, cue)
    if draft.standing.why:
        yield Ground("status", draft.standing.why, entry, cue)
    if draft.parties.tokens:
        spans = [draft.cue.paragraph.at(t) for t in draft.parties.tokens]
        whole = Span(min(s.start for s in spans), max(s.end for s in spans))
        yield Ground("participants", "parties of the contact word", entry, whole)
    if draft.when.expression is not None:
        timex = draft.when.expression.timex
        yield Ground("date", "the time of the contact word", timex, draft.when.expression.span)
    if draft.when.counted_from is not None:
        yield Ground("date", "counted from another contact", None, draft.when.counted_from.span)
    if draft.duration is not None:
        yield Ground("duration", "a length of time in its sentence", None, draft.duration.span)
    if draft.ordinal is not None:
        yield Ground("ordinal", "a count in its sentence", None, draft.ordinal.span)
    if draft.place is not None and draft.place.name == contact.place:
        yield Ground("place", "a place of its clause", None, draft.cue.paragraph.at(draft.place.token))


def _of_callers(
    contact: Gathered, draft: Draft, chosen: tuple[Actor | None, Actor | None]
) -> Iterator[Ground]:
    """The words that tell of the initiator and of who asked for the contact, as chosen for all of it."""
    for caller in draft.callers:
        told = caller_among([caller], contact.parties)
        for field, actor, theirs in zip(("initiator", "requested_by"), told, chosen, strict=True):
            if actor is not None and actor == theirs:
                rule = say("{name} is said to have called or asked for it", name=caller.who.actor.name)
                yield Ground(field, rule, draft.cue.entry.lemma, caller.told or draft.span)
