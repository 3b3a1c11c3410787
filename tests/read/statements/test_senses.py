"""Every entry of senses.toml does what its examples show, and not what its counter-examples are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from verbale.errors import LexiconError
from verbale.lexicon import SUPPORTED_LANGUAGES
from verbale.model import Article, SpeechAct, Statement
from verbale.read.lexicons.conjugation import load_conjugation
from verbale.read.lexicons.senses import SenseExamples, load_senses, senses_from
from verbale.read.reading import ReadingTools, read_article

SENSES = load_senses("fr")
ENTRY: dict[str, Any] = {"act": "warn", "phrases": ["ligne rouge"], "examples": ["C'est la ligne rouge"]}


def _file(**entry: object) -> dict[str, Any]:
    return {"frame": "« {} »", "conditions": [], "others": [], "sense": [{**ENTRY, **entry}]}


def _by(statement: Statement, entry: SenseExamples) -> set[str]:
    """The phrases of an entry that gave a statement its act."""
    named = {r.removeprefix("sense: ").split(",")[0] for r in statement.reasons if r.startswith("sense: ")}
    return named & set(entry.phrases)


@pytest.mark.parametrize("entry", SENSES.examples, ids=lambda e: f"{e.act.value}: {e.phrases[0]}")
def test_an_entry_turns_what_is_said(
    entry: SenseExamples, tools: ReadingTools, article: Callable[[str], Article]
) -> None:
    shown: set[str] = set()
    for example in entry.examples:
        statements = read_article(article(SENSES.frame.format(example)), tools).statements
        assert [s.act for s in statements] == [entry.act], example
        assert _by(statements[0], entry), f"{example}: {statements[0].reasons}"
        shown |= _by(statements[0], entry)
    assert shown == set(entry.phrases), "each phrase is shown by an example"
    for counter in entry.counters:
        statements = read_article(article(SENSES.frame.format(counter)), tools).statements
        assert entry.act not in [s.act for s in statements], counter


def test_the_senses_cover_the_acts_that_cues_leave_open() -> None:
    assert {e.act for e in SENSES.examples} == set(SpeechAct) - {SpeechAct.ASSERT}


@pytest.mark.parametrize("language", SUPPORTED_LANGUAGES)
def test_the_file_of_a_language_loads(language: str) -> None:
    assert load_senses(language).frame.count("{}") == 1


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"phrases": ["Ligne rouge"]}, "not lower case"),
        ({"phrases": ["l’accord"]}, "typographic apostrophe"),
        ({"phrases": []}, "needs phrases and examples"),
        ({"examples": []}, "needs phrases and examples"),
        ({"act": "threaten"}, "Input should be"),
        ({"about": "them"}, "Input should be"),
        ({"tense": "past"}, "Extra inputs"),
    ],
)
def test_an_entry_that_cannot_be_used_is_refused(entry: dict[str, Any], message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        senses_from(_file(**entry), path="senses.toml")


def test_a_phrase_is_found_by_the_forms_of_its_words() -> None:
    file = _file(phrases=["ligne rouge|noir"])
    lexicon = senses_from(file, path="senses.toml", conjugation=load_conjugation("fr"))
    (sense,) = lexicon.by_head["ligne"]
    assert {"rouge", "rouges", "noir", "noire", "noires"} <= sense.rest[0]
