"""Lemmas that a trained lemmatiser invents are put right; those that the dictionary knows stay."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from verbale.syntax import tree
from verbale.syntax.lemmas import check_lemmas, checked_lemma

VOCAB = spacy.blank("fr").vocab


@pytest.mark.parametrize(
    ("form", "given_lemma", "lemma"),
    [
        ("exigeait", "exigeer", "exiger"),
        ("promettent", "promettre", "promettre"),
        ("suis", "suivre", "suivre"),  # the dictionary would say être: the pipeline saw the sentence
        ("suis", "être", "être"),
        ("brzyklait", "brzykler", "brzykler"),  # nobody knows the word
    ],
)
def test_a_lemma_is_checked(form: str, given_lemma: str, lemma: str) -> None:
    assert checked_lemma(form, given_lemma, "fr") == lemma


def test_names_and_closed_classes_stay() -> None:
    doc = Doc(VOCAB, words=["Exigeait", "exigeait"], pos=["PROPN", "VERB"], lemmas=["exigeer", "exigeer"])
    assert [t.lemma_ for t in check_lemmas(tree.Doc(doc, "fr"))] == ["exigeer", "exiger"]


@pytest.mark.parametrize(
    ("form", "upos", "morph", "lemma"),
    [
        ("meeting", "NOUN", "Number=Sing", "meeting"),
        ("meeting", "VERB", "VerbForm=Ger", "meet"),
        ("prepared", "ADJ", "Degree=Pos", "prepared"),
        ("hostages", "NOUN", "Number=Plur", "hostage"),
    ],
)
def test_a_noun_is_no_form_of_a_verb(form: str, upos: str, morph: str, lemma: str) -> None:
    doc = Doc(VOCAB, words=[form], pos=[upos], morphs=[morph], lemmas=[form])
    assert check_lemmas(tree.Doc(doc, "en"))[0].lemma_ == lemma


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzéèàç", min_size=1, max_size=12))
def test_what_has_been_put_right_stays(form: str) -> None:
    once = checked_lemma(form, form, "fr")
    assert checked_lemma(form, once, "fr") == once
