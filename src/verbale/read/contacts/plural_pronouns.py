"""Whether "they" are the two whom a contact is told of, or could be others just as well."""

from __future__ import annotations

from verbale.read.contacts.cue import ContactCue
from verbale.read.contacts.party_maker import Parties
from verbale.read.contacts.quoted import is_principal
from verbale.read.names.mention import MentionIndex, MentionKind
from verbale.read.story.document import children


def could_be_others(cue: ContactCue, parties: Parties, mentions: MentionIndex) -> bool:
    """*A told B that C had lied. **They** met in January*: the two sentences before name more than these two.

    Only where the pronoun alone names the parties: "they met X" says whom.
    """
    subjects = children(cue.anchor, "nsubj") if cue.is_verb else []
    if len(subjects) != 1 or subjects[0].pos_ != "PRON" or len(parties.all) != 2 or parties.explicit:
        return False
    if len(parties.subject) != 2:
        return False
    doc = cue.paragraph.doc
    start, _ = cue.scene.written_sentence(subjects[0].idx)
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
