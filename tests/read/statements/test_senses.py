"""Every entry of senses.toml does what its examples show, and not what its counter-examples are."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from verbale.errors import LexiconError
from verbale.ingest import article_from_text
from verbale.lexicon import SUPPORTED_LANGUAGES
from verbale.model import SpeechAct, Statement
from verbale.read.lexicons.conjugation import load_conjugation
from verbale.read.lexicons.senses import SenseExamples, load_senses, senses_from
from verbale.read.reading import ReadingTools, load_tools, read_article

ACTORS = Path(__file__).parents[3] / "examples" / "actors.toml"
SENSES = load_senses("fr")
ENTRIES = [(lang, e) for lang in SUPPORTED_LANGUAGES for e in load_senses(lang).examples]
ENTRY: dict[str, Any] = {"act": "warn", "phrases": ["ligne rouge"], "examples": ["C'est la ligne rouge"]}


def _file(**entry: object) -> dict[str, Any]:
    return {"frame": "« {} »", "conditions": [], "others": [], "sense": [{**ENTRY, **entry}]}


# Reasons by which a cue or a whole class of words, no phrase of the entry, gave the act.
CUES = ("performed: ", "content: ", "sense: @")


@cache
def _tools(language: str) -> ReadingTools:
    return load_tools(language, actors=[ACTORS])


def _name(entry: SenseExamples) -> str:
    return f"{entry.act.value}: {entry.phrases[0]}"


def _by(statement: Statement, entry: SenseExamples) -> set[str]:
    """The phrases of an entry that gave a statement its act."""
    named = {r.removeprefix("sense: ").split(",")[0] for r in statement.reasons if r.startswith("sense: ")}
    return named & set(entry.phrases)


def _read(language: str, said: str, frame: str) -> tuple[Statement, ...]:
    tools = _tools(language)
    text = frame.format(said)
    return read_article(article_from_text("sense.txt", text, language, tools.times), tools).statements


@pytest.mark.parametrize(("language", "entry"), ENTRIES, ids=lambda x: x if isinstance(x, str) else _name(x))
def test_an_entry_turns_what_is_said(language: str, entry: SenseExamples) -> None:
    shown: set[str] = set()
    otherwise = 0
    for example in entry.examples:
        statements = _read(language, example, entry.frame)
        assert [s.act for s in statements] == [entry.act], example
        by_cue = any(r.startswith(CUES) for r in statements[0].reasons)
        assert _by(statements[0], entry) or by_cue, f"{example}: {statements[0].reasons}"
        otherwise += not _by(statements[0], entry)
        shown |= _by(statements[0], entry)
    # in the first person a cue of the same act may come before the sense ("we are grateful")
    assert len(set(entry.phrases) - shown) <= otherwise, "each phrase is shown by an example"
    for counter in entry.counters:
        assert entry.act not in [s.act for s in _read(language, counter, entry.frame)], counter


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
