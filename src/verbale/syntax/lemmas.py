"""Lemmas checked against a dictionary: a trained lemmatiser invents forms for words that it has not seen.

*exigeait* may come out as *exigeer*; the dictionary knows *exiger*. A lemma that the dictionary knows as its
own is never touched, so the pipeline still decides between *suis* (être) and *suis* (suivre).
"""

from __future__ import annotations

from functools import lru_cache

import simplemma

from verbale.syntax.tree import Doc, Token

OPEN_CLASSES = frozenset({"VERB", "AUX", "NOUN", "ADJ"})


@lru_cache(maxsize=100_000)
def checked_lemma(form: str, lemma: str, language: str) -> str:
    """The lemma itself when the dictionary knows it as a lemma, else the dictionary's lemma of the form.

    Args:
        form: lower case.
        lemma: what the pipeline gave.

    >>> checked_lemma("exigeait", "exigeer", "fr")
    'exiger'
    >>> checked_lemma("suis", "suivre", "fr")
    'suivre'
    """
    if simplemma.is_known(lemma, lang=language) and simplemma.lemmatize(lemma, lang=language) == lemma:
        return lemma
    if not simplemma.is_known(form, lang=language):
        return lemma
    return simplemma.lemmatize(form, lang=language)


@lru_cache(maxsize=20_000)
def is_word(form: str, language: str) -> bool:
    """Whether the dictionary of a language has a form.

    >>> is_word("sortant", "fr"), is_word("oslave", "fr")
    (True, False)
    """
    return simplemma.is_known(form, lang=language)


def _is_own_lemma(token: Token) -> bool:
    """Whether it is a singular noun or a plain adjective without gender: *meeting* is no form of *meet*.

    The dictionary does not tell parts of speech apart.
    """
    return (
        token.pos_ in ("NOUN", "ADJ")
        and token.lemma_.lower() == token.lower_
        and not token.morph.get("Gender")
        and (token.morph.get("Degree") == ("Pos",) or token.morph.get("Number") == ("Sing",))
    )


def check_lemmas(doc: Doc) -> Doc:
    """Correct the lemmas of a parsed text in place; words of closed classes and names stay."""
    for token in doc:
        token.lemma_ = token.lemma_ or token.text  # a lemmatiser may cut all letters of an unknown word
        if token.pos_ in OPEN_CLASSES and token.is_alpha and not _is_own_lemma(token):
            token.lemma_ = checked_lemma(token.lower_, token.lemma_.lower(), doc.language)
    return doc
