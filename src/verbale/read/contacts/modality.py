"""How a contact took place by the words around it: by telephone, by video, face to face."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.model import ContactKind
from verbale.read.contacts.cue import NEAR, ContactCue
from verbale.read.contacts.scene import has_any
from verbale.read.contacts.words import ContactWords


def modality(cue: ContactCue, words: ContactWords, others: Sequence[ContactCue]) -> ContactKind | None:
    """How the contact took place by the words of its clause, or of its sentence when that tells of no other
    contact.

    None when the words do not say, or say two things.
    """
    doc = cue.paragraph.doc
    start, end = cue.anchor.sent.start, cue.anchor.sent.end
    near = [i for i in cue.own if start <= i < end and abs(i - cue.anchor.i) <= NEAR]
    for i in (o.anchor.i for o in others):
        near = [n for n in near if n != i and ((n < i) == (cue.anchor.i < i) or n == cue.anchor.i)]
    found = _kinds(cue.scene.slice(doc[min(near)], doc[max(near)]), words) if near else []
    if not found and not others:
        found = _kinds(cue.scene.sentence(cue.anchor), words)
    if ContactKind.VIDEO in found and ContactKind.CALL in found:
        return ContactKind.VIDEO
    return found[0] if len(found) == 1 else None


def _kinds(text: str, words: ContactWords) -> list[ContactKind]:
    return [m.kind for m in words.modalities if has_any(text, m.phrases)]
