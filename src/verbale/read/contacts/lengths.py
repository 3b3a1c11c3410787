"""Whose a length of time is: the contact's, or that of another noun in its sentence."""

from __future__ import annotations

from verbale.read.contacts.words import ContactWords
from verbale.read.story.document import ParsedParagraph
from verbale.read.story.tokens import plain
from verbale.syntax.tree import Token
from verbale.times import TimeExpression

BESIDE = ("ADJ", "NOUN", "PROPN", "X", "VERB")


def is_of_other_noun(paragraph: ParsedParagraph, e: TimeExpression, words: ContactWords) -> bool:
    """*asked for a **12-hour truce***: no length of the call."""
    tokens = paragraph.tokens_in(e.span)
    if not tokens:
        return False
    noun = _behind(tokens[-1], words)
    return noun is not None and not _may_be_contact(noun, words)


def _behind(last: Token, words: ContactWords) -> Token | None:
    """*a two-hour cabinet **session***, *two hours of **shelling***: the noun that a length stands before."""
    doc, i = last.doc, last.i + 1
    if i < last.sent.end and plain(doc[i]) in words.prepositions.of:
        i += 1
    elif last.pos_ == "NOUN" and last.text.lower().endswith("s"):
        return None  # "for two hours Monday"
    noun = None
    while i < last.sent.end and doc[i].pos_ in BESIDE and doc[i].lower_ not in words.time_nouns:
        if doc[i].pos_ == "VERB" and (
            noun is not None or i + 1 >= last.sent.end or doc[i + 1].pos_ != "NOUN"
        ):
            break
        if doc[i].pos_ in ("NOUN", "PROPN"):
            noun = doc[i]
            if _may_be_contact(noun, words):
                return noun
        i += 1
    return noun if noun is not None and noun.pos_ == "NOUN" else None


def _may_be_contact(noun: Token, words: ContactWords) -> bool:
    names = {noun.lemma_.lower(), noun.lower_, noun.lower_.removesuffix("s")}
    return bool(names & (words.lengthy | words.nouns.keys()))
