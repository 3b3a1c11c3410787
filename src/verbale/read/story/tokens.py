"""What single tokens tell: their features, their plain form, and the grammar of the language they are in."""

from __future__ import annotations

from verbale.syntax.grammar import Grammar, load_grammar
from verbale.syntax.tree import Doc, Token


def language_of(doc: Doc) -> str:
    """The language that a parsed text is read in."""
    return doc.language


def grammar_of(token: Token) -> Grammar:
    """The word classes of the token's language."""
    return load_grammar(token.doc.language)


def has_feature(token: Token, name: str, value: str) -> bool:
    """Whether a token has a value of a morphological feature ("VerbForm", "Fin")."""
    return value in token.morph.get(name)


def is_finite_form(token: Token) -> bool:
    """Whether the token itself is a finite verb form, auxiliaries left aside."""
    return has_feature(token, "VerbForm", "Fin")


def is_participle(token: Token) -> bool:
    """Whether the token itself is a participle."""
    return has_feature(token, "VerbForm", "Part")


def plain(token: Token) -> str:
    """The form in lower case with a straight apostrophe, as the lexicons write it."""
    return token.plain_


def preposition(token: Token) -> str:
    """The form as a preposition, contractions undone ("aux": "à"); other words as they are."""
    return grammar_of(token).prepositions.plain(plain(token))


def is_conjunction(token: Token) -> bool:
    """Whether the word can open a complement clause (*que*)."""
    return plain(token) in grammar_of(token).conjunctions.complement
