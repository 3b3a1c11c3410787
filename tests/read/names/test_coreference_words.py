"""The words that stand for somebody named elsewhere: each example holds a word of its entry; bad files are
refused.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from verbale.errors import LexiconError
from verbale.lexicon import language_file, load_toml
from verbale.read.names import coreference_words
from verbale.read.names.coreference_words import load_coreference
from verbale.syntax.lemmas import check_lemmas
from verbale.syntax.pipeline import load_pipeline
from verbale.syntax.tree import Doc

FRENCH = load_coreference("fr")
FILE = language_file("fr", "coreference.toml")
ENTRIES = [
    (language, entry)
    for language in ("fr", "en")
    for entries in load_toml(language_file(language, "coreference.toml")).values()
    if isinstance(entries, list)
    for entry in entries
]


@pytest.mark.parametrize(("language", "entry"), ENTRIES, ids=[f"{k}: {e['example']}" for k, e in ENTRIES])
def test_an_example_holds_a_word_of_its_entry(language: str, entry: dict[str, list[str]]) -> None:
    example = str(entry["example"])
    doc = check_lemmas(Doc(load_pipeline(language)(example), language))
    written = {form for t in doc for form in (t.lower_, t.lemma_.lower())}
    phrases = [*entry.get("phrases", ()), *(f for f in entry.get("forms", ()) if " " in f)]
    single = {*entry.get("forms", ()), *entry.get("nouns", ())}
    assert single & written or any(p in example.lower() for p in phrases)


def test_every_entry_has_its_example_listed() -> None:
    assert len(FRENCH.examples) == sum(language == "fr" for language, _ in ENTRIES)


def test_a_pronoun_tells_its_role_gender_and_number() -> None:
    she, they, it = FRENCH.pronouns["-t-elle"], FRENCH.pronouns["ils"], FRENCH.pronouns["celui-ci"]
    assert (she.role, she.gender, she.plural) == ("subject", "f", False)
    assert (they.role, they.gender, they.plural) == ("subject", None, True)
    assert (it.role, it.gender, it.plural) == ("demonstrative", "m", False)


def test_a_pair_goes_by_determiner_and_noun() -> None:
    assert FRENCH.pairs["les deux", "dirigeant"] == "person"
    assert FRENCH.pairs["les deux", "capitale"] == "side"
    assert FRENCH.pairs["les trois", "dirigeant"] == "three"
    assert ("les trois", "capitale") not in FRENCH.pairs


def test_courtesy_tells_gender_and_number() -> None:
    assert FRENCH.courtesy["mme"] == ("f", False)
    assert FRENCH.courtesy["mm."] == (None, True)


@pytest.mark.parametrize(
    ("before", "after", "where"),
    [
        ('role = "subject"', 'role = "speaker"', "pronoun.0.role"),
        ('kind = "three"', 'kind = "four"', "pair.3.kind"),
        ("[courtesy]", "[courtesies]", "courtesy"),
    ],
)
def test_another_shape_is_refused_and_named(
    before: str, after: str, where: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "coreference.toml"
    path.write_text(FILE.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    monkeypatch.setattr(coreference_words, "language_file", lambda language, name: path)
    with pytest.raises(LexiconError, match=where.replace(".", r"\.")):
        load_coreference("xx")


def test_a_language_without_a_file_is_refused() -> None:
    with pytest.raises(LexiconError):
        load_coreference("tlh")
