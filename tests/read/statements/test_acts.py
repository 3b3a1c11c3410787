"""What a statement does, told from its content: trees made by hand, cues of the French lexicon."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.model import Certainty, Span, SpeechAct
from verbale.read.lexicons.cues import CueLexicon, load_cues
from verbale.read.statements.acts import certainty_of, content_negated, has_mark, main_predicate, refine_act
from verbale.read.statements.attribution import Content, find_frames
from verbale.read.statements.senses import About, Said
from verbale.read.story.document import Story
from verbale.syntax.tree import Doc, Token

Tree = Callable[[str], Doc]
CUES: CueLexicon = load_cues("fr")

WILL_SIGN = "elle elle PRON nsubj 2 / signera signer VERB ROOT 0 Mood=Ind|Tense=Fut|VerbForm=Fin"
WILL_NOT_SIGN = (
    "elle elle PRON nsubj 3 / ne ne ADV advmod 3 / signera signer VERB ROOT 0 Mood=Ind|Tense=Fut|VerbForm=Fin"
    " / pas pas ADV advmod 3"
)
SIGNS = "elle elle PRON nsubj 2 / signe signer VERB ROOT 0 Mood=Ind|Tense=Pres|VerbForm=Fin"
NEVER_SIGNED = (
    "elle elle PRON nsubj 5 / n' ne ADV advmod 5 / a avoir AUX aux 5 VerbForm=Fin"
    " / jamais jamais ADV advmod 5 / signé signer VERB ROOT 0 Tense=Past|VerbForm=Part"
)
MUST_LEAVE = (
    "ils il PRON nsubj 2 / doivent devoir VERB ROOT 0 Mood=Ind|Tense=Pres|VerbForm=Fin"
    " / partir partir VERB xcomp 2 VerbForm=Inf"
)


def root(doc: Doc) -> Token:
    return next(t for t in doc if t.dep_ == "ROOT")


def said(doc: Doc, *, own: bool) -> Said:
    """What a tree says, all of it about the speaker or all about somebody else."""
    about = About.SPEAKER if own else About.OTHER
    return Said(tuple(doc), root(doc), lambda clause: about)


@pytest.mark.parametrize(
    ("sentence", "own", "act"),
    [
        (WILL_SIGN, True, SpeechAct.COMMIT),  # said of oneself it is a promise
        (WILL_SIGN, False, SpeechAct.ASSERT),  # of another a forecast
        (WILL_NOT_SIGN, True, SpeechAct.REFUSE),
        (WILL_NOT_SIGN, False, SpeechAct.ASSERT),
        (NEVER_SIGNED, True, SpeechAct.DENY),
        (SIGNS, True, SpeechAct.ASSERT),
        (MUST_LEAVE, False, SpeechAct.REQUEST),
    ],
)
def test_what_is_said_turns_an_assertion(sentence: str, own: bool, act: SpeechAct, tree: Tree) -> None:
    doc = tree(sentence)
    found, why = refine_act(SpeechAct.ASSERT, said(doc, own=own), CUES)
    assert found is act
    assert (why is None) == (act is SpeechAct.ASSERT)


@pytest.mark.parametrize("act", [a for a in SpeechAct if a is not SpeechAct.ASSERT])
def test_a_tense_turns_only_an_assertion(act: SpeechAct, tree: Tree) -> None:
    assert refine_act(act, said(tree(WILL_SIGN), own=True), CUES) == (act, None)


def test_a_warning_that_somebody_must_asks(tree: Tree) -> None:
    found, _ = refine_act(SpeechAct.WARN, said(tree(MUST_LEAVE), own=False), CUES)
    assert found is SpeechAct.REQUEST


def test_a_noun_is_no_predicate_a_clause_is(tree: Tree) -> None:
    noun = tree("trêve trêve NOUN ROOT 0")[0]
    clause = root(tree(WILL_SIGN))
    assert main_predicate(Content(Span(0, 5), "obj", noun)) is None
    assert main_predicate(Content(Span(0, 5), "clause", clause)) == clause
    assert main_predicate(Content(Span(0, 5), "quote", None)) is None


def test_whether_what_is_said_is_negated(tree: Tree) -> None:
    assert content_negated(Content(Span(0, 5), "clause", root(tree(WILL_NOT_SIGN))))
    assert not content_negated(Content(Span(0, 5), "clause", root(tree(WILL_SIGN))))
    assert not content_negated(Content(Span(0, 5), "obj", None))


def test_a_word_of_reproach_is_found_by_its_lemma(tree: Tree) -> None:
    lemma = next(m for m, entries in CUES.reproaches.items() if not entries[0].rest)
    assert has_mark(list(tree(f"mot {lemma} NOUN ROOT 0")), CUES.reproaches)
    assert not has_mark(list(tree("mot trêve NOUN ROOT 0")), CUES.reproaches)


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Mirela Kost a demandé une trêve.", Certainty.STATED),
        ("Mirela Kost aurait demandé une trêve.", Certainty.HEDGED),
        # the conditional of what is said is a future in the past
        ("Mirela Kost a dit que la trêve tiendrait.", Certainty.STATED),
    ],
)
def test_the_reporters_conditional_hedges(
    text: str, certainty: Certainty, parsed: Callable[[str], Story]
) -> None:
    frame = find_frames(parsed(text).paragraphs[0], CUES)[0]
    assert certainty_of(frame, CUES) is certainty
