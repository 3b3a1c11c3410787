"""Cues of what nobody has said yet, or never: expected, counterfactual, hanging on a condition."""

from __future__ import annotations

from verbale.read.statements.ownership import is_first_person
from verbale.read.story.clauses import is_future, is_verbal
from verbale.read.story.document import children
from verbale.read.story.tokens import grammar_of, has_feature, plain
from verbale.syntax.tree import Token

# How many words before a verb the word that only expects it stands.
EXPECTED_WITHIN = 3
UNDER = frozenset({"xcomp", "ccomp", "advcl", "acl", "obl"})


def is_unreal(verb: Token) -> bool:
    """*was due to urge*, *would have asked*, *if X calls, he will ask*: no such words were spoken.

    Who promises or threatens in the first person does so in speaking, on whatever condition.
    """
    if not is_verbal(verb) or is_first_person(verb):
        return False
    return _is_expected(verb) or _is_counterfactual(verb) or (is_future(verb) and _hangs_on_condition(verb))


def is_prospective(verb: Token) -> bool:
    """*Karsan must accept N*, *would accept*, *has to accept*: who tells of it says what somebody may,
    should or will say; not in the first person.
    """
    if not is_verbal(verb) or is_first_person(verb):
        return False
    verbs = grammar_of(verb).verbs
    if any(plain(a) in verbs.modal for a in children(verb, "aux")):
        return verb.lemma_.lower() not in verbs.wishing  # "would like the talks to resume"
    return (
        verb.dep_ == "xcomp" and has_feature(verb, "VerbForm", "Inf") and verb.head.lemma_ in verbs.obliging
    )


def _is_expected(verb: Token) -> bool:
    expecting = grammar_of(verb).verbs.expecting
    while verb.dep_ == "conj" and verb.head.i < verb.i and verb.head.morph == verb.morph:
        verb = verb.head  # "was due to call and urge"
    near = [c for c in children(verb, "advmod", "aux", "mark") if 0 < verb.i - c.i <= EXPECTED_WITHIN]
    under = verb.dep_ in UNDER and verb.head.i < verb.i and has_feature(verb, "VerbForm", "Inf")
    # "was due on Friday to ask": parsers hang the adjective on the day
    above = [verb.head, *children(verb.head, "case", "advmod")] if under else []
    return any(plain(t) in expecting for t in (*near, *above))


def _is_counterfactual(verb: Token) -> bool:
    grammar = grammar_of(verb)
    auxiliaries = [plain(a) for a in children(verb, "aux")]
    shifted = [i for i, a in enumerate(auxiliaries) if a in grammar.future_auxiliaries]
    return bool(shifted) and any(a in grammar.no_future_before for a in auxiliaries[shifted[0] + 1 :])


def _hangs_on_condition(verb: Token) -> bool:
    conditional = grammar_of(verb).conjunctions.conditional
    return any(plain(m) in conditional for c in children(verb, "advcl", "ccomp") for m in children(c, "mark"))
