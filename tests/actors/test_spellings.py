"""Other spellings of names: every entry's own example, and what is not respelt."""

from __future__ import annotations

import pytest

from verbale.actors.registry import ActorRegistry, How
from verbale.actors.spellings import SpellingIn, SpellingRules, SpellingsFile, load_spellings

ENGLISH = load_spellings("en")
ENTRIES = (*ENGLISH.file.word, *ENGLISH.file.prefix, *ENGLISH.file.ending)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.example[0])
def test_every_example_is_a_spelling_of_the_other(entry: SpellingIn) -> None:
    name, other = entry.example
    assert other in ENGLISH.variants(name)


@pytest.mark.parametrize("name", ["Radomir Tasvek", "Ska", "Ny Vask", "Orvan"])
def test_other_names_have_one_spelling(name: str) -> None:
    assert ENGLISH.variants(name) == ()


def test_hyphens_may_be_blanks() -> None:
    assert "Orvan Jong Un" in ENGLISH.variants("Orvan Jong-un")


def test_a_language_without_a_file_has_no_other_spellings() -> None:
    assert load_spellings("tlh").variants("Sergey Orvansky") == ()
    assert SpellingRules(SpellingsFile()).variants("Sergey Orvansky") == ()


def test_no_spelling_takes_a_written_name_away(registry: ActorRegistry) -> None:
    """A form that the actor files write stands only for those whom they write so."""
    written = {
        fold: {f.entry_id for f in forms}
        for fold, forms in registry.folded_forms("en").items()
        if any(f.how is How.FULL_NAME for f in forms)
    }
    for entry in registry.entries():
        for name in (entry.name, *entry.names.get("en", ()), *entry.names.get("any", ())):
            holders = written.get(name.lower())
            assert holders is None or entry.id in holders
