"""Undoing slips of parsers around verbs of saying: what is said, hung too high or on a word beside it."""

from __future__ import annotations

from verbale.read.story.tokens import grammar_of, has_feature, is_conjunction, is_finite_form, is_participle
from verbale.syntax.tree import Doc, Token

SUBJECTS = ("nsubj", "nsubj:pass", "expl:subj")
NAMES = ("PROPN", "NOUN")


def mend_saying(doc: Doc) -> dict[Token, Token]:
    """New heads of such clauses, in languages that have the subject before the verb."""
    moved: dict[Token, Token] = {}
    if not len(doc) or not grammar_of(doc[0]).verbs.subject_first:
        return moved
    for token in doc:
        if token.dep_ == "conj" and token.head.i < token.i:
            moved |= _clause_again(token)
        elif token.dep_ == "ccomp":
            moved |= _behind_reduced(token)
        elif token.dep_ in ("advcl", "conj"):
            moved |= _absolute(token)
    return moved


def _below(token: Token, *deps: str) -> list[Token]:
    return [c for c in token.children if c.dep_ in deps]


def _mark(clause: Token) -> Token | None:
    """The conjunction of a complement clause."""
    return next((m for m in _below(clause, "mark") if is_conjunction(m)), None)


def _clause_again(clause: Token) -> dict[Token, Token]:
    """*is said to have told X **that A and that B***, with B beside *is said*: it goes with A."""
    mark = _mark(clause)
    if mark is None or not any(c.i < mark.i for c in _below(clause, "cc")) or _mark(clause.head) is not None:
        return {}
    stretch = clause.doc[clause.sent.start : mark.i]
    before = [t for t in stretch if t.dep_ in ("ccomp", "acl") and _mark(t) is not None]
    before = [t for t in before if t.head.i < t.i and clause not in t.ancestors and t is not clause.head]
    return {clause: before[-1]} if before and clause.head in before[-1].ancestors else {}


def _behind_reduced(participle: Token) -> dict[Token, Token]:
    """*told X in an interview **aired** on Sunday that S*, with *aired* as what was told."""
    past = is_participle(participle) or has_feature(participle, "Tense", "Past")
    noun = participle.doc[participle.i - 1] if participle.i else participle
    above = participle.head
    if not past or noun.pos_ != "NOUN" or noun is above or not above.i < noun.i:
        return {}
    told = [s for s in _below(participle, *SUBJECTS) if above.i < s.i < noun.i and noun in s.subtree]
    if _below(participle, "aux", "aux:pass", "mark", "cop", "obj") or not _below(noun, "case"):
        return {}
    if len(told) < len(_below(participle, *SUBJECTS)):
        return {}
    said = [c for c in (*_below(participle, "ccomp"), *_below(above, "ccomp")) if c.i > participle.i]
    said = [c for c in said if is_conjunction(c.left_edge)]
    if not said:
        return {}
    participle.dep_, said[0].left_edge.dep_, said[0].left_edge.pos_ = "acl", "mark", "SCONJ"
    for whom in told:
        whom.dep_ = "iobj"
    return {participle: noun, said[0]: above, **dict.fromkeys(told, above)}


def _is_present(verb: Token) -> bool:
    """Whether a form is a present participle or a gerund."""
    bare = not is_finite_form(verb) and not has_feature(verb, "Tense", "Past")
    return bare and (is_participle(verb) or has_feature(verb, "VerbForm", "Ger"))


def _absolute(participle: Token) -> dict[Token, Token]:
    """*X urging A and Y **promising** B*, with Y beside A: a name right before the participle is its
    subject, as the first one is that of the first.
    """
    first = participle.head
    if not _is_present(first) or not _below(first, *SUBJECTS) or not _is_present(participle):
        return {}
    name = participle.doc[participle.i - 1]
    if name.pos_ != "PROPN" or _below(participle, *SUBJECTS) or name.i < first.i:
        return {}
    while name.dep_ in ("flat:name", "compound") and name.head.i > first.i and name.head.pos_ in NAMES:
        name = name.head
    if name.left_edge.i < first.i or name.dep_ not in ("conj", "nmod", "obl", "obj", "appos"):
        return {}
    name.dep_ = "nsubj"
    return {name: participle}
