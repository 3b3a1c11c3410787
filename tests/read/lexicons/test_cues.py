"""The cue lexicon keeps its own rules. That the examples are read as they say is tested with the reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from verbale.errors import LexiconError
from verbale.lexicon import language_file, load_toml
from verbale.model import SpeechAct
from verbale.read.lexicons.cue_file import SYNTACTIC_SLOTS
from verbale.read.lexicons.cues import CueExample, CueLexicon, cues_from, load_cues

LEXICONS = {language: load_cues(language) for language in ("fr", "en")}
FRENCH, ENGLISH = LEXICONS["fr"], LEXICONS["en"]
EACH = pytest.mark.parametrize("lexicon", LEXICONS.values(), ids=LEXICONS)
SECTIONS = (
    "verb", "noun", "adjective", "evaluation", "adposition", "document",
    "modal", "hedge", "reproach", "threat", "silence",
)  # fmt: skip


def _examples(lexicon: CueLexicon) -> Iterator[tuple[str, CueExample]]:
    tables = (
        lexicon.verbs, lexicon.nouns, lexicon.adjectives, lexicon.evaluations, lexicon.documents,
        lexicon.modals, lexicon.hedges, lexicon.reproaches, lexicon.threats, lexicon.silences, lexicon.claims,
    )  # fmt: skip
    for table in tables:
        for entries in table.values():
            for entry in entries:
                yield from ((entry.lemma, example) for example in entry.examples)
    for adposition in lexicon.adpositions:
        yield from ((adposition.form, example) for example in adposition.examples)


@EACH
def test_every_entry_has_an_example_with_its_parts(lexicon: CueLexicon) -> None:
    seen = 0
    for lemma, example in _examples(lexicon):
        parts = [
            p for p in (example.source, example.content, example.addressee, example.target) if p is not None
        ]
        assert parts, f"{lemma}: nothing is marked in {example.text!r}"
        assert all(part in example.text for part in parts), lemma
        assert "’" not in example.text, f"{lemma}: straight apostrophes only"
        seen += 1
    assert seen > 500


@EACH
def test_slots_are_syntactic_or_listed_prepositions(lexicon: CueLexicon) -> None:
    for entries in lexicon.verbs.values():
        for verb in entries:
            for slot in (*verb.content, *verb.addressee, *verb.target):
                assert slot in SYNTACTIC_SLOTS | lexicon.prepositions, (verb.lemma, slot)


@pytest.mark.parametrize("language", LEXICONS)
def test_the_lexicon_is_broad(language: str) -> None:
    data = load_toml(language_file(language, "cues.toml"))
    counts = {section: len(data[section]) for section in SECTIONS}
    assert counts["verb"] >= 400
    assert counts["noun"] >= 110
    assert counts["adjective"] >= 60
    assert counts["evaluation"] >= 120
    acts = {entry["act"] for section in ("verb", "noun") for entry in data[section]}
    assert acts == {act.value for act in SpeechAct}, "every speech act has its cues"


@pytest.mark.parametrize(
    ("head", "reflexive", "lemmas"),
    [
        # a longer entry comes before a shorter one
        ("mettre", False, ["mettre en garde", "mettre en cause"]),
        ("engager", True, ["se engager"]),
        ("engager", False, []),
        ("inexistant", False, []),
    ],
)
def test_verb_entries(head: str, reflexive: bool, lemmas: list[str]) -> None:
    found = [v.lemma for v in FRENCH.verb_entries(head, reflexive=reflexive)]
    assert [lemma for lemma in found if lemma in lemmas] == lemmas or set(lemmas) <= set(found)
    lengths = [len(v.rest) for v in FRENCH.verb_entries(head, reflexive=reflexive)]
    assert lengths == sorted(lengths, reverse=True)
    assert bool(found) == bool(lemmas)


def test_one_verb_with_two_frames() -> None:
    by_slot = {slot: v.act for v in FRENCH.verb_entries("vouloir", reflexive=False) for slot in v.content}
    assert by_slot == {
        "clause": SpeechAct.REQUEST,
        "obj": SpeechAct.REQUEST,
        "inf": SpeechAct.COMMIT,
    }


def test_plain_obj_needs_an_object_slot() -> None:
    assert FRENCH.verb_entries("demander", reflexive=False)[-1].plain_obj
    assert not FRENCH.verb_entries("dire", reflexive=True)[-1].plain_obj  # "se dire" takes no object


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("préoccupé", "préoccupé"),
        ("préoccuper", "préoccupé"),  # what a lemmatiser may give for the participle
        ("préoccupée", "préoccupé"),
        ("inquiète", "inquiet"),
        ("reconnaissants", "reconnaissant"),
    ],
)
def test_adjectives_are_found_by_their_forms(form: str, lemma: str) -> None:
    assert [e.lemma for e in FRENCH.adjectives[form]] == [lemma]


def test_nouns_that_judge_are_found_by_their_plural() -> None:
    assert [e.lemma for e in ENGLISH.evaluations["tragedies"]] == ["tragedy"]


def test_english_verbs_with_two_frames() -> None:
    by_slot = {slot: v.act for v in ENGLISH.verb_entries("want", reflexive=False) for slot in v.content}
    assert by_slot["obj_inf"] is SpeechAct.REQUEST  # "wants the junta to go"
    assert by_slot["inf"] is SpeechAct.COMMIT  # "wants to go"
    assert [v.lemma for v in ENGLISH.verb_entries("call", reflexive=False)][-1] == "call"


@EACH
def test_a_form_never_hides_an_entry(lexicon: CueLexicon) -> None:
    for table in (lexicon.adjectives, lexicon.evaluations):
        heads = {e.head: e for entries in table.values() for e in entries}
        assert all(any(e.head == head for e in table[head]) for head in heads)


def test_adpositions_are_cut_as_tokens_and_longest_first() -> None:
    words = [a.words for a in FRENCH.adpositions]
    assert ("d'", "après") in words
    assert ("de", "l'", "aveu", "de") in words
    assert [len(w) for w in words] == sorted((len(w) for w in words), reverse=True)


def _data(**verb: Any) -> dict[str, Any]:
    entry = {
        "lemma": "dire",
        "act": "assert",
        "content": ["clause"],
        "examples": [{"text": "Elle dit que oui."}],
    }
    return {section: [] for section in SECTIONS} | {"prepositions": ["à"], "verb": [entry | verb]}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"act": "shout"}, "act"),
        ({"content": ["clause", "vers"]}, "'vers' is neither"),
        ({"content": []}, "at least one content slot"),
        ({"addressee": ["chez"]}, "'chez' is neither"),
        ({"examples": []}, "no example"),
        ({"examples": [{"text": "Elle dit que oui.", "content": "non"}]}, "'non' is not in its example"),
        ({"lemma": "s’écrier"}, "typographic"),
        ({"colour": "red"}, "Extra inputs"),
    ],
)
def test_a_bad_entry_is_named(change: dict[str, Any], reason: str) -> None:
    with pytest.raises(LexiconError, match=reason) as error:
        cues_from(_data(**change), language="fr", path="cues.toml")
    assert error.value.entry == change.get("lemma", "dire")


def test_a_slot_given_twice_is_refused() -> None:
    data = _data()
    data["verb"] = [*data["verb"], *data["verb"]]
    with pytest.raises(LexiconError, match="given twice"):
        cues_from(data, language="fr", path="cues.toml")


def test_a_missing_language_is_an_error() -> None:
    with pytest.raises(LexiconError, match="no such file"):
        load_cues("xx")
