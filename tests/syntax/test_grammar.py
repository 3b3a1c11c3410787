"""The word classes of a language: its examples hold them, a file of another shape is refused, tenses are
told.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from verbale.errors import LexiconError
from verbale.lexicon import load_toml
from verbale.syntax import grammar as grammar_module
from verbale.syntax import tree
from verbale.syntax.grammar import Grammar, check_tenses, load_grammar
from verbale.syntax.lemmas import check_lemmas
from verbale.syntax.pipeline import load_pipeline

FRENCH = load_grammar("fr")
FILE = Path(grammar_module.__file__).parents[1] / "languages" / "fr" / "grammar.toml"
SECTIONS = {name: section for name, section in load_toml(FILE).items() if name != "future"}


@pytest.fixture(scope="module")
def pipeline() -> Language:
    return load_pipeline("fr")


def words_of(section: dict[str, object]) -> set[str]:
    found: set[str] = set()
    for key, value in section.items():
        if key != "example":
            found |= {value} if isinstance(value, str) else set(value)  # type: ignore[call-overload]
    return found


@pytest.mark.parametrize("name", sorted(SECTIONS))
def test_the_example_of_a_section_holds_two_of_its_words(name: str, pipeline: Language) -> None:
    example = str(SECTIONS[name]["example"])
    doc = check_lemmas(tree.Doc(pipeline(example), "fr"))
    written = {form for t in doc for form in (t.lower_, t.lemma_.lower())}
    wanted = words_of(SECTIONS[name])
    assert len(written & wanted) >= min(2, len(wanted) - 6 if name == "adverbs" else 2), (written, wanted)


def test_every_section_has_an_example() -> None:
    assert {name for name, _ in FRENCH.examples} == {"future", *SECTIONS}


@pytest.mark.parametrize(
    ("form", "infinitive", "tense"),
    [
        ("livrera", "livrer", "future"),
        ("livrerait", "livrer", "conditional"),
        ("prendront", "prendre", "future"),
        ("maintiendraient", "maintenir", "conditional"),
        ("serions", "être", "conditional"),
        ("livrait", "livrer", None),
        ("entrait", "entrer", None),
        ("entra", "entrer", None),
    ],
)
def test_the_letters_of_a_verb_tell_its_tense(form: str, infinitive: str, tense: str | None) -> None:
    assert FRENCH.tense_of(form, infinitive) == tense


def test_a_future_taken_for_something_else_is_put_right(pipeline: Language) -> None:
    doc = Doc(
        pipeline.vocab,
        words=["Elle", "livrerait", "livrer"],
        pos=["PRON", "VERB", "VERB"],
        lemmas=["elle", "livrer", "livrer"],
        morphs=["", "Mood=Ind|Tense=Imp|VerbForm=Fin", "VerbForm=Inf"],
    )
    _, conditional, infinitive = check_tenses(tree.Doc(doc, "fr"))
    assert str(conditional.morph) == "Mood=Cnd|Tense=Pres|VerbForm=Fin"
    assert str(infinitive.morph) == "VerbForm=Inf"


@pytest.mark.parametrize(
    ("written", "plain"), [("aux", "à"), ("du", "de"), ("d'", "de"), ("selon", "selon"), ("", "")]
)
def test_contractions_are_undone(written: str, plain: str) -> None:
    assert FRENCH.prepositions.plain(written) == plain


def test_articles_show_a_gender() -> None:
    assert FRENCH.determiners.genders == {"le": "m", "la": "f"}


def test_a_possessive_of_anybody_may_be_the_speakers_own() -> None:
    assert FRENCH.determiners.possessive < FRENCH.determiners.own


def refused(monkeypatch: pytest.MonkeyPatch, path: Path, text: str) -> LexiconError:
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(grammar_module, "language_file", lambda language, name: path)
    with pytest.raises(LexiconError) as caught:
        load_grammar.__wrapped__("xx")
    return caught.value


def test_an_unknown_key_is_refused_and_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8").replace("[adverbs]\n", "[adverbs]\nadditiv = []\n")
    assert "adverbs.additiv" in str(refused(monkeypatch, tmp_path / "grammar.toml", text))


def test_a_missing_section_is_refused_and_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8").partition("[names]")[0]
    assert "names" in str(refused(monkeypatch, tmp_path / "grammar.toml", text))


def test_a_language_without_a_file_is_refused() -> None:
    with pytest.raises(LexiconError):
        load_grammar("tlh")


def test_it_is_loaded_once() -> None:
    again: Grammar = load_grammar("fr")
    assert again is FRENCH
