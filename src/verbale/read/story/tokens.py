"""What single tokens tell: their features, their plain form, and the grammar of the language they are in."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from verbale.syntax.grammar import Grammar, load_grammar

LANGUAGE = "language"


def set_language(doc: Doc, language: str) -> Doc:
    """Note in a parsed text which language it is in; a pipeline may be of none ("xx")."""
    doc.user_data[LANGUAGE] = language
    return doc


def language_of(doc: Doc) -> str:
    """The language noted in a parsed text, else that of its pipeline."""
    return str(doc.user_data.get(LANGUAGE) or doc.lang_)


def grammar_of(token: Token) -> Grammar:
    """The word classes of the token's language."""
    return load_grammar(language_of(token.doc))


def has_feature(token: Token, name: str, value: str) -> bool:
    """Whether a token has a value of a morphological feature ("VerbForm", "Fin")."""
    return value in token.morph.get(name, [])


def is_finite_form(token: Token) -> bool:
    """Whether the token itself is a finite verb form, auxiliaries left aside."""
    return has_feature(token, "VerbForm", "Fin")


def is_participle(token: Token) -> bool:
    """Whether the token itself is a participle."""
    return has_feature(token, "VerbForm", "Part")


def plain(token: Token) -> str:
    """The form in lower case with a straight apostrophe, as the lexicons write it."""
    return token.lower_.replace("’", "'")


def preposition(token: Token) -> str:
    """The form as a preposition, contractions undone ("aux": "à"); other words as they are."""
    return grammar_of(token).prepositions.plain(plain(token))


def is_conjunction(token: Token) -> bool:
    """Whether the word can open a complement clause (*que*)."""
    return plain(token) in grammar_of(token).conjunctions.complement
