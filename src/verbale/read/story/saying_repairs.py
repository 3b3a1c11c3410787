"""Undoing slips of parsers around verbs of saying: what is said, hung too high or on a word beside it."""

from __future__ import annotations

from verbale.read.story.tokens import (
    grammar_of,
    has_feature,
    is_conjunction,
    is_finite_form,
    is_participle,
    plain,
)
from verbale.syntax.tree import Doc, Token, features_of

PRESENT = features_of("Tense=Pres|VerbForm=Part")
# How an English present participle ends, and of how many words the name before it.
ENDING = "ing"
LONGEST_NAME = 7
IN_NAME = frozenset({"PROPN", "NOUN", "ADJ", "DET"})
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


def mend_absolutes(doc: Doc) -> dict[Token, Token]:
    """*met, with X **urging** A and Y **warning** of B*: a name behind *with* and right before such a form is
    its subject, and so is the one behind *and*, whatever the parser made of them.
    """
    moved: dict[Token, Token] = {}
    if not len(doc) or not grammar_of(doc[0]).verbs.subject_first:
        return moved
    comitative = grammar_of(doc[0]).prepositions.comitative
    coordinating = grammar_of(doc[0]).conjunctions.coordinating
    opened = -1  # the sentence in which one was found
    for verb in doc:
        lemma = _saying_lemma(verb) if verb.i > verb.sent.start + 1 else ""
        if not lemma or _below(verb, "aux", "cop", "det"):
            continue
        if _below(verb, *SUBJECTS):
            behind_with = any(plain(m) == comitative for m in _below(verb, "mark", "case"))
            opened = verb.sent.start if behind_with else opened
            continue
        name = _name_before(verb)
        if not name or name[0].i == verb.sent.start:
            continue
        before = plain(doc[name[0].i - 1])
        if before == comitative or (opened == verb.sent.start and before in coordinating):
            opened = verb.sent.start
            moved |= _as_absolute(verb, lemma, name)
    return moved


def _as_absolute(verb: Token, lemma: str, name: list[Token]) -> dict[Token, Token]:
    """The form becomes a verb beside the main one, the name its subject."""
    inside = {t.i for t in name}
    tops = [t for t in name if t.head.i not in inside] or name[-1:]
    top = tops[-1]
    root = next((t for t in verb.sent if t.head is t), verb)
    if root is verb or top is root:
        return {}
    verb.pos_, verb.lemma_, verb.morph, verb.dep_ = "VERB", lemma, PRESENT, "advcl"
    top.dep_ = "nsubj"
    return {**{t: top for t in tops if t is not top}, verb: root, top: verb}


def _saying_lemma(word: Token) -> str:
    """The verb of saying whose present participle a word is, by its letters; empty when it is none."""
    form = word.lower_
    if not form.endswith(ENDING) or not word.text[0].islower():
        return ""
    verbs = grammar_of(word).verbs
    stem = form.removesuffix(ENDING)
    bases = [stem, stem + "e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem]
    return next((b for b in bases if b in verbs.trailing or b in verbs.before_clause), "")


def _name_before(verb: Token) -> list[Token]:
    """The name right before a word, with the title before it."""
    phrase: list[Token] = []
    for token in reversed(verb.doc[max(verb.sent.start, verb.i - LONGEST_NAME) : verb.i]):
        if not token.is_word or token.pos_ not in IN_NAME:
            break
        phrase.insert(0, token)
    named = [t for t in phrase if t.text[:1].isupper()]
    return phrase if named and phrase[-1] in named else []


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
