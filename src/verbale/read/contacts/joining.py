"""Contact words of one clause that tell of one contact together."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.model import ContactKind
from verbale.read.contacts.cue import ContactCue
from verbale.read.contacts.phrases import SUBJECTS
from verbale.read.contacts.words import ContactNoun, ContactVerb, ContactWords
from verbale.read.story.clauses import is_infinitive
from verbale.read.story.document import children


def joined_cues(cues: Sequence[ContactCue], words: ContactWords) -> dict[ContactCue, ContactCue]:
    """Contact nouns that only say how a contact verb of the same clause went, or stand in apposition to
    another noun.
    """
    found: dict[ContactCue, ContactCue] = {}
    for cue in cues:
        if cue.is_verb:
            # "se sont retrouvées pour discuter": one contact
            above = [
                o
                for o in cues
                if o.is_verb and o is not cue and o.anchor == cue.anchor.head and o not in found
            ]
            later = {m.plain_ for m in children(cue.anchor, "mark", "case")} & words.status.sequels
            if above and is_infinitive(cue.anchor) and not later:
                found[cue] = above[0]
            elif isinstance(cue.entry, ContactVerb) and cue.entry.gathers and not found.get(cue):
                # "un appel a réuni X et Y": how they met is what the noun says
                for noun in cues:
                    if not noun.is_verb and noun.anchor.dep_ in SUBJECTS and noun.anchor.head == cue.anchor:
                        found[noun] = cue
            continue
        for other in cues:
            if other is cue or other in found or other.anchor.sent != cue.anchor.sent:
                continue
            if _is_adverbial(cue) and not (other.is_verb or _is_adverbial(other)):
                # "held talks by phone with X"
                beside = 0 < cue.tokens[0].i - other.tokens[-1].i <= 2
                if beside and cue.anchor.head in (other.anchor, other.clause) and cue.clause == other.clause:
                    found[cue] = other
                    break
            if other.is_verb and isinstance(other.entry, ContactVerb):
                inside = cue.clause == other.anchor or (cue.anchor.head == other.anchor)
                how = _is_adverbial(cue) or cue.anchor.dep_ in (
                    "obl",
                    "obj",
                    "xcomp",
                    "advmod",
                    "obl:mod",
                )
                reach = 14
                if other.entry.attached:
                    # "a évoqué X avec Y lors d'un entretien"; "a évoqué les négociations" names a topic
                    how = how and cue.anchor.dep_ != "obj"
                    reach = 24
                marked = 0 < cue.tokens[0].i - other.anchor.i < reach
                if inside and _is_visiting(cue, words) and other.entry.kind is ContactKind.MEETING:
                    found[cue] = other
                    break
                if inside and how and marked and not _new_event(cue, words):
                    found[cue] = other
                    break
    return found


def is_attached(cue: ContactCue) -> bool:
    return isinstance(cue.entry, ContactVerb) and cue.entry.attached


def _is_visiting(cue: ContactCue, words: ContactWords) -> bool:
    """*En visite à Z, X a rencontré Y*."""
    start = cue.scene.slice(cue.paragraph.doc[cue.anchor.sent.start], cue.tokens[-1])
    return cue.entry.kind is ContactKind.VISIT and start.endswith(words.visiting)


def _is_adverbial(cue: ContactCue) -> bool:
    return isinstance(cue.entry, ContactNoun) and cue.entry.adverbial


def _new_event(cue: ContactCue, words: ContactWords) -> bool:
    """*s'est entretenu avec X après leur rencontre*: another contact."""
    before = cue.paragraph.doc[max(cue.tokens[0].i - 5, cue.anchor.sent.start) : cue.tokens[0].i]
    if any(t.lower_ in words.other_event for t in before):
        return True
    summit = bool(getattr(cue.entry, "summit", False))
    with_ = words.prepositions.with_
    named = any(c.plain_ in with_ for n in children(cue.anchor, "nmod") for c in children(n, "case"))
    return cue.entry.kind is ContactKind.VISIT or (summit and not named)  # not "flew in for a summit with X"
