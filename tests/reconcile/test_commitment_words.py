"""Every entry of commitments.toml reads its examples so; wrong entries are refused by name."""

from __future__ import annotations

from importlib.resources import files

import pytest

from verbale.errors import LexiconError
from verbale.model import Span
from verbale.reconcile.commitment_parts import condition_in
from verbale.reconcile.commitment_words import (
    CommitmentLexicon,
    ConditionExample,
    ReportExample,
    commitment_words,
    load_commitment_words,
)
from verbale.reconcile.report_words import hit_in
from verbale.reconcile.word_patterns import WordPatternError, compile_patterns

LEXICONS = {
    folder.name: words
    for folder in files("verbale").joinpath("languages").iterdir()
    if folder.is_dir() and (words := load_commitment_words(folder.name)) is not None
}
CONDITIONS = [(w, e) for w in LEXICONS.values() for c in w.file.condition for e in c.examples]
REPORTS = [(w, e) for w in LEXICONS.values() for r in w.file.report for e in r.examples]


def test_languages() -> None:
    assert {"en", "fr"} <= LEXICONS.keys()
    assert load_commitment_words("xx") is None


@pytest.mark.parametrize(("words", "example"), CONDITIONS, ids=lambda x: getattr(x, "text", ""))
def test_condition(words: CommitmentLexicon, example: ConditionExample) -> None:
    found = condition_in(example.text, Span(0, len(example.text)), words)
    assert (found.of(example.text) if found else None) == example.condition


@pytest.mark.parametrize(("words", "example"), REPORTS, ids=lambda x: getattr(x, "text", ""))
def test_report(words: CommitmentLexicon, example: ReportExample) -> None:
    found = hit_in(example.text, Span(0, len(example.text)), words)
    assert (found.says if found else None) == example.says


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("tenu parole", "a tenu  parole hier", "tenu  parole "),
        ("tenu parole", "maintenu parole", None),
        ("viol* l'", "a violé l’accord", "violé l’"),
        ("accord*", "l'accord", "accord"),
        ("accord", "accords", None),
        ("promesse* .. tenue*", "les promesses n’ont jamais été tenues", "promesses n’ont jamais été tenues"),
        # a gap does not reach into another clause, nor further than four words
        ("promesse* .. tenue*", "la promesse, dit-il, est tenue", None),
        ("a .. z", "a b c d e f z", None),
        ("a|b c", "b c", "b c"),
        ("[on] the need", "the need", "the need"),
        ("[on] the need", "on the need", "on the need"),
        ("the [*] deal", "the new deal", "the new deal"),
        ("the [*] deal", "the deal", "the deal"),
        ("the [*] deal", "the very new deal", None),
        ("the * deal", "the deal", None),
        ("violé le", "violé « le cessez-le-feu", "violé « le "),
    ],
)
def test_patterns(pattern: str, text: str, found: str | None) -> None:
    from verbale.fold import fold_in_place

    compiled = compile_patterns([pattern])
    assert compiled is not None
    match = compiled.search(fold_in_place(text))
    assert (text[match.start() : match.end()] if match else None) == found


@pytest.mark.parametrize("pattern", ["", " x", "a  b", ".. a", "a ..", "a (b)", "a|", "[a"])
def test_patterns_that_are_none(pattern: str) -> None:
    with pytest.raises(WordPatternError):
        compile_patterns([pattern])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"negation": []}, "'negation': is empty"),
        ({"by": ["p(ar"]}, "'by'"),
        ({"report": [{"says": "mended", "words": ["x"], "examples": [{"text": "x"}]}]}, "report.0.says"),
        ({"report": [{"says": "kept", "words": [], "examples": [{"text": "x"}]}]}, "report.0.words"),
        ({"condition": [{"marker": "x y ..", "examples": [{"text": "x"}]}]}, "'x y ..'"),
        ({"condition": [{"marker": "x", "examples": []}]}, "condition.0.examples"),
        ({"moods": ["x"]}, "moods"),
    ],
)
def test_wrong_entries_are_refused_by_name(change: dict[str, object], message: str) -> None:
    data = LEXICONS["fr"].file.model_dump(mode="json") | change
    with pytest.raises(LexiconError, match=message.replace(".", r"\.")):
        commitment_words(data, language="fr", path="commitments.toml")
