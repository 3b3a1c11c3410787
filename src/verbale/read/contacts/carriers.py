"""The preposition that leads from a clause to the contact in which something was said or done."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache

from verbale.read.contacts.cue import ContactCue, phrase_start
from verbale.read.story.document import children
from verbale.syntax.grammar import load_grammar
from verbale.syntax.tree import Token


def contracted(phrase: str, token: Token) -> tuple[str, ...]:
    """A phrase that ends in a preposition, with every contraction of it ("lors de": "lors d'", "lors du")."""
    return _contracted(phrase, token.doc.language)


@cache
def _contracted(phrase: str, language: str) -> tuple[str, ...]:
    head, _, last = phrase.rpartition(" ")
    forms = [w for w, p in load_grammar(language).prepositions.contracted.items() if p == last]
    return (phrase, *(f"{head} {f}".strip() for f in forms))


def carrier_of(cue: ContactCue, carriers: Iterable[str], of: Collection[str]) -> str | None:
    """Which of some prepositions ties a contact noun to its clause ("lors de"), determiners and adjectives
    left out; None if none does.

    Args:
        of: the prepositions between a measure and what is measured.
    """
    doc, i = cue.paragraph.doc, phrase_start(cue) - 1
    while i >= cue.anchor.sent.start and doc[i].pos_ in ("DET", "ADJ", "NUM") and cue.tokens[0].i - i < 5:
        i -= 1
    i = _before_measure(cue, i, of)
    if i < cue.anchor.sent.start:
        return None
    left = cue.scene.slice(doc[cue.anchor.sent.start], doc[i])
    for carrier in carriers:
        forms = contracted(carrier, cue.anchor)
        if left in forms or left.endswith(_endings(forms)):
            return carrier
    return None


@cache
def _endings(forms: tuple[str, ...]) -> tuple[str, ...]:
    """How a text ends in which one of them stands behind another word."""
    return tuple(before + f for f in forms for before in (" ", "'", ", ", "«"))


def _before_measure(cue: ContactCue, i: int, of: Collection[str]) -> int:
    """*after **two hours of** talks*: the length is passed over."""
    doc = cue.paragraph.doc
    above = cue.anchor.head
    if i - 1 < cue.anchor.sent.start or doc[i].plain_ not in of or doc[i - 1] != above:
        return i
    counted = children(above, "nummod", "det", "amod")
    return min([above, *counted], key=lambda t: t.i).i - 1 if children(above, "nummod") else i
