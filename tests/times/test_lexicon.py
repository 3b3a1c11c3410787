"""times.toml: every entry's own example, and what loading refuses."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from verbale.errors import LexiconError
from verbale.lexicon import language_file, load_toml
from verbale.times import TimeLexicon, find_times, load_time_lexicon, publication_from_text
from verbale.times.lexicon import parse_time_lexicon

LEXICONS = {language: load_time_lexicon(language) for language in ("fr", "en")}


def _params(attribute: str) -> list[Any]:
    return [
        pytest.param(entry, lexicon, id=f"{language} {getattr(entry, 'name', entry)}")
        for language, lexicon in LEXICONS.items()
        for entry in getattr(lexicon.file, attribute)
    ]


@pytest.mark.parametrize(("entry", "lexicon"), _params("pattern"))
def test_every_pattern_reads_its_example(entry: Any, lexicon: TimeLexicon) -> None:
    found = [(e.pattern, e.span.of(entry.example)) for e in find_times(entry.example, lexicon)]
    if entry.phrase:
        assert (entry.name, entry.phrase) in found
    else:  # an entry that keeps words from being read as a time
        assert found == []


@pytest.mark.parametrize("lexicon", LEXICONS.values(), ids=LEXICONS)
def test_names_are_unique(lexicon: TimeLexicon) -> None:
    names = [e.name for e in lexicon.file.pattern]
    assert len(names) == len(set(names))


YESTERDAY = {"fr": "Il a tout lu dans « {} » hier.", "en": "He read it all in “{}” yesterday."}


@pytest.mark.parametrize(("trap", "lexicon"), _params("traps"))
def test_traps_are_no_times(trap: str, lexicon: TimeLexicon) -> None:
    sentence = YESTERDAY[lexicon.language].format(trap)
    assert [e.span.of(sentence) for e in find_times(sentence, lexicon)] in (["hier"], ["yesterday"])


@pytest.mark.parametrize(("stamp", "lexicon"), _params("stamp"))
def test_every_stamp_reads_its_example(stamp: Any, lexicon: TimeLexicon) -> None:
    publication = publication_from_text(stamp.example + "\n\n12.", lexicon)
    assert publication is not None
    assert publication.edtf == stamp.published


def _data() -> dict[str, Any]:
    return copy.deepcopy(load_toml(language_file("fr", "times.toml")))


@pytest.mark.parametrize(
    ("match", "why"),
    [
        ("{nosuch} jour", "no slot"),
        ("le (jour", "closing"),
        ("le jour]", "unexpected"),
        ("{day} et {day}", "two slots"),
        ("[hier]", "match nothing"),
        ("{day", "closing"),
    ],
)
def test_a_bad_pattern_is_named(match: str, why: str) -> None:
    data = _data()
    data["pattern"][0]["match"] = match
    with pytest.raises(LexiconError, match=why) as e:
        parse_time_lexicon("fr", data, "times.toml")
    assert e.value.entry == data["pattern"][0]["name"]


def test_unknown_keys_and_missing_slots_are_refused() -> None:
    data = _data()
    data["pattern"][0]["colour"] = "red"
    with pytest.raises(LexiconError, match="colour"):
        parse_time_lexicon("fr", data, "times.toml")
    data = _data()
    del data["slots"]["weekday"]
    with pytest.raises(LexiconError, match="weekday"):
        parse_time_lexicon("fr", data, "times.toml")


def test_a_word_with_two_values_is_refused() -> None:
    data = _data()
    data["slots"]["month"]["Mars"] = 4
    with pytest.raises(LexiconError, match="two values"):
        parse_time_lexicon("fr", data, "times.toml")


def test_an_unsupported_language_has_no_lexicon() -> None:
    with pytest.raises(LexiconError, match="no such file"):
        load_time_lexicon("xx")
