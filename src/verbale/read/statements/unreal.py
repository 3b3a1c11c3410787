"""Cues of what nobody has said yet, or never: expected, counterfactual, hanging on a condition."""

from __future__ import annotations

from collections.abc import Iterable

from verbale.read.statements.ownership import is_first_person
from verbale.read.story.clauses import is_future, is_verbal, preposition_of
from verbale.read.story.document import children
from verbale.read.story.tokens import grammar_of, has_feature, is_conjunction, is_finite_form, plain
from verbale.syntax.tree import Token

# How many words before a verb the word that only expects it stands.
EXPECTED_WITHIN = 3
# How many words before a clause its conjunction may take.
OPENING_WORDS = 4
UNDER = frozenset({"xcomp", "ccomp", "advcl", "acl", "obl"})


def is_unreal(verb: Token) -> bool:
    """*was due to urge*, *would have asked*, *if X calls, he will ask*: no such words were spoken.

    Who promises or threatens in the first person does so in speaking, on whatever condition.
    """
    if not is_verbal(verb) or is_first_person(verb):
        return False
    if _is_expected(verb) or _is_counterfactual(verb) or _is_unfulfilled(verb) or _is_to_be_done(verb):
        return True
    return is_future(verb) and _hangs_on_condition(verb)


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


def is_sought(noun: Token) -> bool:
    """*cherche à obtenir l'accord de X*: X has agreed to nothing."""
    verb = noun.head
    if noun.dep_ != "obj" or not is_verbal(verb):
        return False
    verbs, lemma = grammar_of(verb).verbs, verb.lemma_.lower()
    got = lemma in verbs.gaining and has_feature(verb, "VerbForm", "Inf") and not children(verb, "aux")
    return lemma in verbs.seeking or got


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


def _is_unfulfilled(verb: Token) -> bool:
    """*if Karsan rejects N*, *à moins que Karsan n'accepte N*, *until Karsan accepts N*; not *si elle a salué
    N, elle a regretté P*, which only sets one against the other.
    """
    while verb.dep_ == "conj" and verb.head.i < verb.i and not children(verb, "mark", "nsubj"):
        verb = verb.head  # "if Karsan hears the appeal and accepts N"
    conjunctions = grammar_of(verb).conjunctions
    above = verb.head if verb.dep_ == "xcomp" else verb  # "s'il persistait à exiger N"
    opening = _words_before_clause(above)
    if opening and opening[-1] in conjunctions.conditional - conjunctions.concessive:
        return True
    if _is_past(verb):
        return False
    if opening and (opening[-1] in conjunctions.conditional or _ends_in(opening, conjunctions.unfulfilled)):
        return True
    finite = [t for t in (above, *children(above, "aux", "aux:pass", "cop")) if is_finite_form(t)]
    now = any(has_feature(t, "Tense", "Pres") for t in finite) or is_future(above)
    return now and _ends_in(opening, conjunctions.awaiting)


def _is_to_be_done(verb: Token) -> bool:
    """*is waiting for Karsan to condemn N*: who is to do it stands right before the infinitive."""
    marks = children(verb, "mark") if has_feature(verb, "VerbForm", "Inf") else []
    grammar = grammar_of(verb)
    doer = grammar.prepositions.doer
    if not marks or not doer:
        return False
    if verb.head.lemma_.lower() in grammar.occasions:
        return is_future(verb.head)  # "ce sera l'occasion pour X de demander P"
    phrases = children(verb.head, "obl", "nmod", "obl:arg")
    return any(p.right_edge.i + 1 == marks[0].i and preposition_of(p) == doer for p in phrases)


def _is_past(verb: Token) -> bool:
    """A compound past: *a rejeté*, *has rejected*; not *avait rejeté*, *had rejected*."""
    participle = has_feature(verb, "VerbForm", "Part") and has_feature(verb, "Tense", "Past")
    return participle and any(has_feature(a, "Tense", "Pres") for a in children(verb, "aux"))


def _words_before_clause(verb: Token) -> tuple[str, ...]:
    """What stands right before the subject of a clause, or before its verb, the conjunction's words last."""
    particles = grammar_of(verb).negation.particles
    own = list(children(verb, "nsubj", "nsubj:pass", "aux", "aux:pass", "expl"))
    own += [t for t in children(verb, "advmod") if plain(t) in particles]
    first = min([verb.i, *(t.left_edge.i for t in own if t.i < verb.i)])
    before = verb.doc[max(0, first - OPENING_WORDS) : first]
    return tuple(t.lemma_.lower() if is_conjunction(t) else plain(t) for t in before)


def _ends_in(words: tuple[str, ...], phrases: Iterable[tuple[str, ...]]) -> bool:
    return any(words[-len(p) :] == p for p in phrases)


def _hangs_on_condition(verb: Token) -> bool:
    conditional = grammar_of(verb).conjunctions.conditional
    return any(plain(m) in conditional for c in children(verb, "advcl", "ccomp") for m in children(c, "mark"))
