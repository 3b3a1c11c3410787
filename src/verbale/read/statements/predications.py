"""Predications: what is judged, with its judgement (*called the raid a crime*, *described it as useful*)."""

from __future__ import annotations

from verbale.read.lexicons.cues import CueLexicon
from verbale.read.statements.content import Content, reach_closing_mark, trim
from verbale.read.story.clauses import is_passive, preposition_is
from verbale.read.story.document import ParsedParagraph, children
from verbale.read.story.tokens import grammar_of, has_feature, is_participle
from verbale.syntax.tree import Token

# Where a predicate may hang: on the verb, or on the object that the parser took it for a part of.
ON_VERB = ("xcomp", "advcl", "obl", "obl:arg", "ccomp", "acl", "nmod", "dep")
ON_OBJECT = ("nmod", "acl", "appos", "amod", "xcomp", "advcl", "obl")


def predication(paragraph: ParsedParagraph, verb: Token, lexicon: CueLexicon) -> Content | None:
    """The object of a verb with the predicate that the verb gives it; None where there is none.

    The content's head is the predicate. In the passive the content is what is judged alone.
    """
    judged = _judged(verb)
    if judged is None:
        return None
    predicate = _predicate(verb, judged, lexicon)
    if predicate is None:
        judged, predicate = _cut_in_two(judged, lexicon)
    if predicate is None:
        return None
    if judged.i < verb.i:
        return Content(trim(paragraph, list(judged.subtree)), "predication", predicate)
    last = max(max(t.i for t in predicate.subtree), predicate.i)
    span = trim(paragraph, list(verb.doc[judged.left_edge.i : last + 1]))
    return Content(reach_closing_mark(paragraph, span), "predication", predicate)


def _judged(verb: Token) -> Token | None:
    """The object, or the subject of a passive."""
    relations = ("nsubj:pass",) if is_passive(verb) else ("iobj", "obj")
    found = children(verb, *relations)
    return found[0] if found else None


def _predicate(verb: Token, judged: Token, lexicon: CueLexicon) -> Token | None:
    introduced = grammar_of(verb).prepositions.predicative
    behind = max(judged.i, verb.i)
    candidates = [c for c in children(verb, *ON_VERB) if c.i > behind]
    marked = [
        c
        for c in (*candidates, *(c for c in children(judged, *ON_OBJECT) if c.i > behind))
        if introduced and preposition_is(c, introduced)
    ]
    if marked:
        return marked[0]
    bare = [
        c
        for c in candidates
        if c.dep_ == "xcomp" and (c.pos_ in ("ADJ", "NOUN", "PROPN") or is_participle(c))
    ]
    if not bare:
        # a parser may see two objects; "called X two hours later" has one
        bare = [c for c in children(verb, "obj") if c.i > judged.i and not children(c, "nummod")]
    if not bare:
        # "branded the colonel a liar"
        judging = [c for c in candidates if c.dep_ == "obl" and not children(c, "case")]
        bare = [c for c in judging if _judges(c, lexicon)]
    if not bare:
        # *called the plan “a recipe for war”*
        bare = [c for c in children(judged, "appos") if c.i > behind and _opens_quotation(c)]
    return bare[0] if bare and not any(c.dep_ in ("mark", "nsubj") for c in bare[0].children) else None


def _cut_in_two(noun: Token, lexicon: CueLexicon) -> tuple[Token, Token | None]:
    """*branded the rebels terrorists*, *termed the meeting constructive* read as one noun: who is judged is a
    plural, or the judgement a word for one; then both, else the noun and None.
    """
    parts = [c for c in children(noun, "compound") if c.i == noun.i - 1 and c.pos_ in ("NOUN", "PROPN")]
    if not parts or not children(noun, "det") or noun.pos_ != "NOUN":
        return noun, None
    return (
        (parts[0], noun)
        if has_feature(parts[0], "Number", "Plur") or _judges(noun, lexicon)
        else (noun, None)
    )


def _judges(word: Token, lexicon: CueLexicon) -> bool:
    """Whether a word is one of those that judge or reproach."""
    lemma = word.lemma_.lower()
    return lemma in lexicon.evaluations or lemma in lexicon.reproaches or lemma in lexicon.adjectives


def _opens_quotation(phrase: Token) -> bool:
    first = phrase.left_edge
    return any(t.text in '“"«‘' for t in phrase.doc[max(0, first.i - 1) : first.i + 1])
