"""Countries that no actor file has, behind a title: *le ministre **oslave** de la Mer*, *le Premier ministre
**d'Oslavie***.
"""

from __future__ import annotations

from verbale.read.story.tokens import grammar_of, preposition
from verbale.syntax.lemmas import is_word
from verbale.syntax.tree import Doc

# What the name of a country is made of, with the words that lead to it.
NAME_PARTS = frozenset({"ADP", "DET", "PROPN"})


def end_of_unknown_demonym(doc: Doc, end: int) -> int:
    """Where a title ends together with an adjective that no dictionary has; `end`: there is none.

    *Le président sortant* is no president of another country: that adjective is a word.
    """
    if end >= len(doc):
        return end
    token = doc[end]
    beside = token.dep_ == "amod" and token.head.i < end
    if not beside or not token.is_alpha or not token.text.islower() or is_word(token.lower_, doc.language):
        return end
    return end + 1


def is_name_of_country(doc: Doc, start: int, end: int) -> bool:
    """Whether *de X* behind a title of several words is the name of a country or a place: nothing but
    capitals.
    """
    words = list(doc[start:end])
    first = grammar_of(words[0])
    return (
        preposition(words[0]) == first.prepositions.genitive
        and all(t.pos_ in NAME_PARTS for t in words)
        and words[-1].pos_ == "PROPN"
    )
