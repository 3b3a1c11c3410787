"""Whether "they" and "their" are the two whom a contact is told of, or could be others just as well."""

from __future__ import annotations

from verbale.model import ContactKind
from verbale.read.contacts.cue import ContactCue
from verbale.read.contacts.party_maker import Parties
from verbale.read.contacts.quoted import is_principal
from verbale.read.contacts.words import ContactNoun, ContactWords
from verbale.read.names.mention import MentionIndex, MentionKind
from verbale.read.story.document import children
from verbale.read.story.tokens import has_feature
from verbale.syntax.tree import Token

# Kinds of which one has a word in the singular (*their talks*, *leurs entretiens* may be one).
COUNTED = (ContactKind.CALL, ContactKind.MESSAGE, ContactKind.VISIT)


def could_be_others(cue: ContactCue, parties: Parties, mentions: MentionIndex) -> bool:
    """*A told B that C had lied. **They** met in January*: the two sentences before name more than these two.
    *Both arguments matter, and **they** speak to voters*: "they" are no people.

    Only where the pronoun alone names the parties: "they met X" says whom.
    """
    subjects = children(cue.anchor, "nsubj") if cue.is_verb else []
    if len(subjects) != 1 or subjects[0].pos_ != "PRON" or len(parties.all) != 2 or parties.explicit:
        return False
    if len(parties.subject) != 2:
        return False
    doc = cue.paragraph.doc
    start, _ = cue.scene.written_sentence(subjects[0].idx)
    if _things_before(cue, subjects[0], start, mentions):
        return True
    before, _ = cue.scene.written_sentence(subjects[0].idx, back=2)
    named: set[str] = set()
    for mention in mentions.in_paragraph(cue.paragraph.index):
        at = doc[mention.tokens[0]].idx
        people = {r.actor.name for r in mention.referents if r.is_person and is_principal(r)}
        if start <= at < subjects[0].idx and mention.kind is not MentionKind.PRONOUN and people:
            return False
        if before <= at < start:
            named |= people
    return len(named) > 2 and {r.actor.name for r in parties.all} < named


def are_several(cue: ContactCue, parties: Parties, words: ContactWords) -> bool:
    """*When veterans ask for help, too many of **their calls** go unanswered*: a plural with a possessive."""
    first = cue.tokens[0].i
    theirs = any(t.lower_ in words.theirs for t in cue.paragraph.doc[max(0, first - 3) : first])
    counted = isinstance(cue.entry, ContactNoun) and cue.entry.kind in COUNTED and theirs
    return counted and not parties.explicit and has_feature(cue.anchor, "Number", "Plur")


def _things_before(cue: ContactCue, pronoun: Token, start: int, mentions: MentionIndex) -> bool:
    """Whether the sentence has, before a plural pronoun, a plural subject that is no people."""
    return any(
        t.pos_ == "NOUN"
        and t.dep_ in ("nsubj", "nsubj:pass")
        and has_feature(t, "Number", "Plur")
        and mentions.at(cue.paragraph, t) is None
        for t in cue.paragraph.doc[: pronoun.i]
        if t.idx >= start
    )
