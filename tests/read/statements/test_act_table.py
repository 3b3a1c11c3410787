"""Every sentence of acts_*.toml does what its row says: all its statements have that act."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from verbale.ingest import article_from_text
from verbale.lexicon import SUPPORTED_LANGUAGES
from verbale.model import SpeechAct
from verbale.read.reading import ReadingTools, load_tools, read_article

ACTORS = Path(__file__).parents[3] / "examples" / "actors.toml"


class _Act(BaseModel):
    model_config = ConfigDict(extra="forbid")

    act: SpeechAct
    texts: list[str]
    known_wrong: list[str] = []


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid")

    act: list[_Act]


def _rows(language: str) -> list[_Act]:
    path = Path(__file__).with_name(f"acts_{language}.toml")
    return _Table.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).act


@cache
def _tools(language: str) -> ReadingTools:
    return load_tools(language, actors=[ACTORS])


def _acts(language: str, text: str) -> set[SpeechAct]:
    tools = _tools(language)
    return {
        s.act
        for s in read_article(article_from_text("act.txt", text, language, tools.times), tools).statements
    }


ROWS = [(language, row) for language in SUPPORTED_LANGUAGES for row in _rows(language)]


@pytest.mark.parametrize(("language", "row"), ROWS, ids=lambda x: x if isinstance(x, str) else x.act.value)
def test_what_is_said_shows_the_act(language: str, row: _Act) -> None:
    wrong = {text: acts for text in row.texts if (acts := _acts(language, text)) != {row.act}}
    assert not wrong


@pytest.mark.parametrize(("language", "row"), ROWS, ids=lambda x: x if isinstance(x, str) else x.act.value)
def test_what_is_known_to_be_wrong_still_is(language: str, row: _Act) -> None:
    assert [text for text in row.known_wrong if _acts(language, text) == {row.act}] == []
