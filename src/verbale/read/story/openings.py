"""What opens a sentence before its main subject: *Lors d'un appel avec son homologue, X a dit*."""

from __future__ import annotations

from verbale.read.story.clauses import is_finite
from verbale.syntax.tree import Token

SUBJECTS = ("nsubj", "nsubj:pass")
# How a phrase that opens a sentence hangs on its verb or its subject.
OPENING = frozenset({"obl", "obl:mod", "obl:arg", "advcl", "advmod", "acl", "amod", "nmod"})


def subject_behind(token: Token) -> Token | None:
    """The subject of the main clause behind the phrase that opens it and holds a word; None where that phrase
    is a clause with a finite verb of its own, or no comma ends it.
    """
    top = token
    while top.head is not top and top.head.dep_ != "ROOT" and top.head.dep_ not in SUBJECTS:
        top = top.head
    above = top.head
    root = above.head if above.dep_ in SUBJECTS else above
    if root.dep_ != "ROOT" or top.dep_ not in OPENING or top.left_edge.i != token.sent.start:
        return None
    if top.i > root.i or is_finite(top):
        return None
    subject = next((c for c in root.children if c.dep_ in SUBJECTS and c.i > token.i), None)
    if subject is None or subject.i > root.i:
        return None
    return subject if any(t.text == "," for t in token.doc[token.i : subject.i]) else None
