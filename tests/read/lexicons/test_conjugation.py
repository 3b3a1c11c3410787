"""The forms of cue verbs: enough to know a cue whose lemma the pipeline gets wrong."""

from __future__ import annotations

import re

import pytest

from verbale.read.lexicons.conjugation import Irregular, lemmas_by_form, load_conjugation
from verbale.read.lexicons.cues import load_cues

FRENCH = load_conjugation("fr")
CUES = load_cues("fr")


@pytest.mark.parametrize("entry", FRENCH.irregular, ids=lambda e: e.ending)
def test_examples(entry: Irregular) -> None:
    infinitive, forms = entry.example
    assert set(forms) <= FRENCH.forms(infinitive)


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


def test_every_verb_is_inflected_in_its_example() -> None:
    """Each example of a verb entry holds a form of that verb: none has slipped to another entry."""
    for entries in CUES.verbs.values():
        for verb in entries:
            forms = FRENCH.forms(verb.head)
            assert len(forms) > 20, f"{verb.head}: no rule inflects it"
            for example in verb.examples:
                words = set(re.findall(r"\w+(?:-\w+)*", example.text.lower()))
                assert words & forms, f"{verb.lemma}: {example.text}"


def test_the_lexicon_knows_its_forms() -> None:
    assert CUES.lemma_of["exclut"] == "exclure"
    assert CUES.lemma_of["promet"] == "promettre"
    assert CUES.lemma_of["craignait"] == "craindre"
