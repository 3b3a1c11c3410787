"""A parsed text in plain Python says what spaCy's own objects say."""

from __future__ import annotations

import pytest
import spacy.tokens
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from verbale.syntax.pipeline import load_pipeline
from verbale.syntax.tree import Doc, features_of

TEXT = "« Non », a-t-il dit\u00a0: les 3 ports resteraient ouverts. Le ministre l’a confirmé.  Oui"


@pytest.fixture(scope="module")
def pipeline() -> Language:
    return load_pipeline("fr")


def agree(parsed: spacy.tokens.Doc, doc: Doc) -> None:
    assert doc.text == parsed.text
    assert [(s.start, s.end, s.text, s.start_char, s.end_char) for s in doc.sents] == [
        (s.start, s.end, s.text, s.start_char, s.end_char) for s in parsed.sents
    ]
    assert len(doc) == len(parsed)
    for theirs, ours in zip(parsed, doc, strict=True):
        for name in ("i", "idx", "text", "lower_", "lemma_", "pos_", "dep_"):
            assert getattr(ours, name) == getattr(theirs, name)
        for name in ("is_alpha", "is_punct", "is_space", "like_num"):
            assert getattr(ours, name) is getattr(theirs, name)
        assert ours.morph.get("VerbForm") == tuple(theirs.morph.get("VerbForm"))
        assert ours.head.i == theirs.head.i
        assert [c.i for c in ours.children] == [c.i for c in theirs.children]
        assert [t.i for t in ours.subtree] == sorted(t.i for t in theirs.subtree)
        assert [t.i for t in ours.ancestors] == [t.i for t in theirs.ancestors]
        assert (ours.sent.start, ours.sent.end) == (theirs.sent.start, theirs.sent.end)


def test_all_that_rules_ask_is_as_in_spacy(pipeline: Language) -> None:
    parsed = pipeline(TEXT)
    agree(parsed, Doc(parsed, "fr"))


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="ab é’'\n.«», à1X\u00a0", max_size=60))
def test_on_any_text(pipeline: Language, text: str) -> None:
    parsed = pipeline(text)
    agree(parsed, Doc(parsed, "fr"))


def test_slices_are_as_those_of_sequences(pipeline: Language) -> None:
    parsed = pipeline(TEXT)
    doc = Doc(parsed, "fr")
    for cut in (slice(2, 5), slice(5, 2), slice(3, 99), slice(None, 4)):
        assert [t.i for t in doc[cut]] == [t.i for t in doc.tokens[cut]]
        assert doc[cut].text == parsed[cut].text
    inner = doc[3:9]
    assert [t.i for t in inner[1:3]] == [4, 5]
    assert inner[-1].i == 8
    assert inner == doc[3:9]
    assert inner != doc[3:8]
    with pytest.raises(IndexError):
        doc[0].nbor(-1)


def test_a_word_hung_elsewhere_moves_with_all_below_it(pipeline: Language) -> None:
    words = ["Elle", "dit", "oui", "net"]
    deps = ["nsubj", "ROOT", "obj", "amod"]
    doc = Doc(spacy.tokens.Doc(pipeline.vocab, words=words, heads=[1, 1, 1, 2], deps=deps), "fr")
    _, said, yes, plainly = doc
    doc.move({yes: doc[0]})
    assert [t.text for t in doc[0].subtree] == ["Elle", "oui", "net"]
    assert yes not in said.children
    assert plainly in yes.children


def test_no_word_is_hung_below_itself(pipeline: Language) -> None:
    heads = [1, 1, 1, 2]
    parsed = spacy.tokens.Doc(
        pipeline.vocab, words=["I", "judge", "what", "people"], heads=heads, deps=["dep"] * 4
    )
    doc = Doc(parsed, "en")
    doc.move({doc[2]: doc[3]})
    assert [t.head.i for t in doc] == heads
    doc.move({doc[2]: doc[3], doc[3]: doc[1]})
    assert [t.head.i for t in doc] == [1, 1, 3, 1]


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_tree_stays_a_tree_whatever_is_moved(pipeline: Language, data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 8))
    heads = [0, *(data.draw(st.integers(0, i - 1)) for i in range(1, size))]
    doc = Doc(spacy.tokens.Doc(pipeline.vocab, words=["w"] * size, heads=heads, deps=["dep"] * size), "fr")
    words = st.integers(0, size - 1)
    moves = data.draw(st.dictionaries(words, words, max_size=4))
    doc.move({doc[a]: doc[b] for a, b in moves.items()})
    roots = [t for t in doc if t.head is t]
    assert sorted(t.i for root in roots for t in root.subtree) == list(range(size))


def test_features() -> None:
    found = features_of("Mood=Ind|VerbForm=Fin,Part")
    assert (found.get("VerbForm"), found.get("Tense"), str(found)) == (
        ("Fin", "Part"),
        (),
        "Mood=Ind|VerbForm=Fin,Part",
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("le cessez-le-feu de Ben-Gvir.", ["le", "cessez-le-feu", "de", "Ben-Gvir"]),
        ("dit-il, 30 % - non", ["dit", "non"]),
    ],
)
def test_words_joined_by_hyphens_are_words(pipeline: Language, text: str, words: list[str]) -> None:
    assert [t.text for t in Doc(pipeline(text), "fr") if t.is_word] == words
