"""The forms of cue verbs: enough to know a cue whose lemma the pipeline gets wrong."""

from __future__ import annotations

import re

import pytest

from verbale.read.lexicons.conjugation import (
    Conjugation,
    Endings,
    Irregular,
    lemmas_by_form,
    load_conjugation,
)
from verbale.read.lexicons.cues import load_cues

CONJUGATIONS = {language: load_conjugation(language) for language in ("fr", "en")}
FRENCH, ENGLISH = CONJUGATIONS["fr"], CONJUGATIONS["en"]
CUES = load_cues("fr")
AGREEING = [(c, e) for c in CONJUGATIONS.values() for e in c.agreement]
# a French verb has more than twenty forms, an English one four or five
FEWEST = {"fr": 21, "en": 3}


@pytest.mark.parametrize("entry", FRENCH.irregular, ids=lambda e: e.ending)
def test_examples(entry: Irregular) -> None:
    infinitive, forms = entry.example
    assert set(forms) <= FRENCH.forms(infinitive)


@pytest.mark.parametrize("entry", ENGLISH.endings, ids=lambda e: f"-{e.of}")
def test_examples_of_endings(entry: Endings) -> None:
    word, forms = entry.example
    assert entry.forms(word) == {word, *forms} <= ENGLISH.forms(word)


@pytest.mark.parametrize(("conjugation", "entry"), AGREEING, ids=lambda x: getattr(x, "of", None))
def test_examples_of_agreement(conjugation: Conjugation, entry: Endings) -> None:
    word, forms = entry.example
    assert conjugation.agreeing(word) == {word, *forms}


@pytest.mark.parametrize(
    ("infinitive", "forms"),
    [
        ("urge", {"urges", "urged", "urging"}),
        ("deny", {"denies", "denied", "denying"}),
        ("convey", {"conveys", "conveyed", "conveying"}),
        ("admit", {"admits", "admitted", "admitting"}),
        ("signal", {"signaled", "signalled", "signalling"}),
        ("stress", {"stresses", "stressed"}),
        ("agree", {"agrees", "agreed", "agreeing"}),
        ("say", {"says", "said", "saying"}),
        ("undertake", {"undertook", "undertaken"}),
    ],
)
def test_english_forms(infinitive: str, forms: set[str]) -> None:
    assert forms <= ENGLISH.forms(infinitive)
    assert "sayed" not in ENGLISH.forms("say")


@pytest.mark.parametrize(
    ("infinitive", "forms"),
    [
        ("demander", {"demande", "demandent", "demanda", "demandait", "demandera", "demandées"}),
        ("annoncer", {"annonçait", "annonçant", "annonce", "annoncé"}),
        ("exiger", {"exigeait", "exigeant", "exige"}),
        ("appeler", {"appelle", "appelait", "appellera", "appelé"}),
        ("rappeler", {"rappelle", "rappelant"}),
        ("répéter", {"répète", "répétait", "répétera"}),
        ("relever", {"relève", "relevait", "relèvera"}),
        ("employer", {"emploie", "employait", "emploiera"}),
        ("confier", {"confie", "confiait"}),
        ("interpeller", {"interpelle", "interpellait"}),
        ("arrêter", {"arrête", "arrêtait"}),
        ("presser", {"presse", "pressait"}),
        ("réitérer", {"réitère", "réitérait", "réitérée"}),
        ("célébrer", {"célèbre", "célébrait"}),
        ("renouveler", {"renouvelle", "renouvelait"}),
        ("alléguer", {"allègue", "alléguait"}),
        ("tweeter", {"tweete"}),
        ("xyz", {"xyz"}),
    ],
)
def test_forms(infinitive: str, forms: set[str]) -> None:
    assert forms <= FRENCH.forms(infinitive)


def test_what_is_not_a_form() -> None:
    assert "exclaure" not in FRENCH.forms("exclure")
    assert "prèsse" not in FRENCH.forms("presser")


def test_a_form_of_two_verbs_is_nobodys() -> None:
    shared = lemmas_by_form(["convenir", "convier"], FRENCH)
    assert "convient" not in shared
    assert shared["conviendra"] == "convenir"


@pytest.mark.parametrize("language", CONJUGATIONS)
def test_every_verb_is_inflected_in_its_example(language: str) -> None:
    """Each example of a verb entry holds a form of that verb: none has slipped to another entry."""
    for entries in load_cues(language).verbs.values():
        for verb in entries:
            forms = CONJUGATIONS[language].forms(verb.head)
            assert len(forms) >= FEWEST[language] or verb.head == "would", f"{verb.head}: no rule inflects it"
            for example in verb.examples:
                words = set(re.findall(r"\w+(?:-\w+)*", example.text.lower()))
                assert words & forms, f"{verb.lemma}: {example.text}"


def test_the_lexicon_knows_its_forms() -> None:
    assert CUES.lemma_of["exclut"] == "exclure"
    assert CUES.lemma_of["promet"] == "promettre"
    assert CUES.lemma_of["craignait"] == "craindre"
