"""What hangs on a verb, on trees made by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from verbale.read.story.clauses import (
    case_text,
    is_conditional,
    is_finite,
    is_future,
    is_infinitive,
    is_negated,
    is_passive,
    is_reflexive,
    obliques,
    preposition_is,
    subject_of,
)
from verbale.syntax.tree import Doc, Token

Tree = Callable[[str], Doc]

ACTIVE = "Kost Kost PROPN nsubj 3 / a avoir AUX aux 3 VerbForm=Fin / refusé refuser VERB ROOT 0 VerbForm=Part"
PASSIVE = (
    "plan plan NOUN nsubj:pass 4 / a avoir AUX aux 4 VerbForm=Fin / été être AUX aux:pass 4"
    " / refusé refuser VERB ROOT 0 Tense=Past|VerbForm=Part / par par ADP case 6"
    " / Kost Kost PROPN obl:agent 4 / et et CCONJ cc 8 / Aster Aster PROPN conj 6"
)
JOINT = (
    "Kost Kost PROPN nsubj 4 / et et CCONJ cc 3 / Aster Aster PROPN conj 1"
    " / refusent refuser VERB ROOT 0 Mood=Ind|Tense=Pres|VerbForm=Fin"
)
TO_RETURN = (
    "Kost Kost PROPN nsubj 2 / promet promettre VERB ROOT 0 Mood=Ind|Tense=Pres|VerbForm=Fin"
    " / de de ADP mark 4 / revenir revenir VERB xcomp 2 VerbForm=Inf"
)
AND_LEFT = (
    "Kost Kost PROPN nsubj 2 / refuse refuser VERB ROOT 0 VerbForm=Fin / et et CCONJ cc 4"
    " / part partir VERB conj 2 VerbForm=Fin"
)
WHO_REFUSES = (
    "Kost Kost PROPN nsubj 5 / , , PUNCT punct 4 / qui qui PRON nsubj 4 PronType=Rel"
    " / refuse refuser VERB acl:relcl 1 VerbForm=Fin / partira partir VERB ROOT 0 VerbForm=Fin"
)
INVERTED = (
    "Kost Kost PROPN nsubj 4 / a avoir AUX aux 4 VerbForm=Fin / -t-elle elle PRON nsubj 4"
    " / dit dire VERB ROOT 0 Tense=Past|VerbForm=Part"
)
THAT_SHE_LEFT = (
    "Kost Kost PROPN nsubj 2 / dit dire VERB ROOT 0 VerbForm=Fin / que que SCONJ mark 4"
    " / pleut pleuvoir VERB ccomp 2 VerbForm=Fin"
)


def verb(doc: Doc, word: str) -> Token:
    return next(t for t in doc if t.text == word)


def words(tokens: Sequence[Token]) -> list[str]:
    return [t.text for t in tokens]


@pytest.mark.parametrize(
    ("sentence", "word", "heads"),
    [
        (ACTIVE, "refusé", ["Kost"]),
        (PASSIVE, "refusé", ["Kost", "Aster"]),  # the agents, not the plan
        (JOINT, "refusent", ["Kost", "Aster"]),
        (TO_RETURN, "revenir", ["Kost"]),
        (AND_LEFT, "part", ["Kost"]),
        (WHO_REFUSES, "refuse", ["Kost"]),
        (INVERTED, "dit", ["Kost"]),  # the name, not the pronoun that repeats it
        (THAT_SHE_LEFT, "pleut", []),  # a clause with "que" never borrows the subject above it
    ],
)
def test_subject(sentence: str, word: str, heads: list[str], tree: Tree) -> None:
    assert words(subject_of(verb(tree(sentence), word)).heads) == heads


def test_how_the_subject_was_found(tree: Tree) -> None:
    assert subject_of(verb(tree(PASSIVE), "refusé")).agent
    assert not subject_of(verb(tree(ACTIVE), "refusé")).agent
    assert subject_of(verb(tree(TO_RETURN), "revenir")).controlled
    assert not subject_of(verb(tree(ACTIVE), "refusé")).controlled


def test_a_passive_without_agent_has_no_subject(tree: Tree) -> None:
    doc = tree("plan plan NOUN nsubj:pass 3 / est être AUX aux:pass 3 / refusé refuser VERB ROOT 0")
    assert is_passive(verb(doc, "refusé"))
    assert subject_of(verb(doc, "refusé")).heads == ()


NEGATED = "Kost Kost PROPN nsubj 3 / {} / promet promettre VERB ROOT 0 VerbForm=Fin / {}"


@pytest.mark.parametrize(
    ("before", "after", "negated"),
    [
        ("ne ne ADV advmod 3", "pas pas ADV advmod 3", True),
        ("n’ ne ADV advmod 3", "rien rien PRON obj 3", True),
        ("ne ne ADV advmod 3", "jamais jamais ADV advmod 3", True),
        ("bien bien ADV advmod 3", "tout tout PRON obj 3", False),
        # it restricts, it does not negate
        ("ne ne ADV advmod 3", "que que ADV advmod 3", False),
        ("sans sans ADP mark 3", "tout tout PRON obj 3", True),
    ],
)
def test_negation(before: str, after: str, negated: bool, tree: Tree) -> None:
    assert is_negated(verb(tree(NEGATED.format(before, after)), "promet")) is negated


@pytest.mark.parametrize(
    ("features", "finite", "infinitive", "conditional", "future"),
    [
        ("Mood=Ind|Tense=Pres|VerbForm=Fin", True, False, False, False),
        ("Mood=Ind|Tense=Fut|VerbForm=Fin", True, False, False, True),
        ("Mood=Cnd|Tense=Pres|VerbForm=Fin", True, False, True, True),
        ("VerbForm=Inf", False, True, False, False),
        ("Tense=Past|VerbForm=Part", False, False, False, False),
    ],
)
def test_verb_forms(
    features: str, finite: bool, infinitive: bool, conditional: bool, future: bool, tree: Tree
) -> None:
    (token,) = tree(f"verbe verbe VERB ROOT 0 {features}")
    assert (is_finite(token), is_infinitive(token)) == (finite, infinitive)
    assert (is_conditional(token), is_future(token)) == (conditional, future)


def test_the_auxiliary_makes_the_clause_finite_and_conditional(tree: Tree) -> None:
    doc = tree("aurait avoir AUX aux 2 Mood=Cnd|VerbForm=Fin / refusé refuser VERB ROOT 0 VerbForm=Part")
    assert is_finite(doc[1])
    assert is_conditional(doc[1])


def test_a_reflexive_verb(tree: Tree) -> None:
    doc = tree("Kost Kost PROPN nsubj 3 / se se PRON expl:comp 3 / félicite féliciter VERB ROOT 0")
    assert is_reflexive(doc[2])
    assert not is_reflexive(verb(tree(ACTIVE), "refusé"))


IN_FAVOUR = (
    "plaide plaider VERB ROOT 0 / en en ADP case 5 / faveur faveur NOUN fixed 2 / du de ADP fixed 2"
    " / gel gel NOUN obl 1 / et et CCONJ cc 7 / dialogue dialogue NOUN conj 5 / au à ADP case 9"
    " / port port NOUN obl 1"
)


def test_prepositions_of_several_words_and_contracted_ones(tree: Tree) -> None:
    doc = tree(IN_FAVOUR)
    assert case_text(verb(doc, "gel")) == "en faveur du"
    assert preposition_is(verb(doc, "gel"), "en faveur de")
    assert preposition_is(verb(doc, "port"), "à")
    assert not preposition_is(verb(doc, "port"), "en faveur de")
    assert case_text(verb(doc, "dialogue")) == ""


def test_the_phrases_of_a_verb_with_a_preposition(tree: Tree) -> None:
    doc = tree(IN_FAVOUR)
    assert words(obliques(doc[0], "en faveur de")) == ["gel"]
    assert words(obliques(doc[0], "à")) == ["port"]
    assert obliques(doc[0], "contre") == []
