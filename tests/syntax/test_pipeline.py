"""The shipped pipeline: it loads fast, gives our labels, reads reported speech as well as was measured."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from training.sentences import load_sentences, read_sentences, report
from verbale.errors import PipelineError
from verbale.syntax.pipeline import REQUIRED_RELATIONS, load_pipeline, plain_blanks, shipped_languages

# What was measured when the pipelines were trained; see docs/pipeline.md.
MEASURED = {
    "en": {"subject": 78, "content": 68, "attribution": 68},
    "fr": {"subject": 74, "content": 70, "attribution": 70},
}
SLACK = 2
OUR_SUBTYPES = {"nsubj:pass", "aux:pass", "acl:relcl", "flat:name", "obl:agent", "expl:subj"}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline("fr")


@pytest.mark.parametrize("language", sorted(MEASURED))
def test_sentences_are_read_as_well_as_was_measured(language: str) -> None:
    counts = report(read_sentences(load_pipeline(language), *load_sentences(language)))
    short = {
        field: counts[field] for field, floor in MEASURED[language].items() if counts[field] < floor - SLACK
    }
    assert not short


def test_relations_have_our_subtypes_and_no_others(nlp: Language) -> None:
    subtypes = {label for label in nlp.pipe_labels["parser"] if ":" in label and "||" not in label}
    assert subtypes <= OUR_SUBTYPES


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_shipped_pipeline_has_our_labels(language: str) -> None:
    labels = set(load_pipeline(language).pipe_labels["parser"])
    assert labels >= REQUIRED_RELATIONS
    subtypes = {label for label in labels if ":" in label and "||" not in label}
    assert subtypes <= OUR_SUBTYPES | {"nmod:poss", "compound:prt"}


def test_shipped_languages_are_found() -> None:
    assert shipped_languages() == ["en", "fr"]


def test_loads_in_half_a_second(nlp: Language) -> None:
    start = time.perf_counter()
    load_pipeline("fr")
    assert time.perf_counter() - start < 1.5  # half a second on a quiet machine


def test_text_is_kept(nlp: Language) -> None:
    text = "«\u00a0Non\u00a0», a\ndit  M. Durand.\t"
    assert nlp(text).text == text


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("M. Durand est venu. Il repart mardi.", 2),
        ("Le 24 fév. 2022, l'accord a été signé. L'art. 5 reste ouvert.", 2),
        ("Le convoi est arrivé, annonce le palais.Le président doit parler ce soir.", 2),
        ("Mme Voss a reçu M. A. Korvan, MM. Durand et Belor à Genève.", 1),
    ],
)
def test_sentences_end_at_their_end(nlp: Language, text: str, sentences: int) -> None:
    assert len(list(nlp(text).sents)) == sentences


def test_plain_blanks_moves_nothing() -> None:
    text = "«\u00a0Non\u00a0»,\na dit\u202f:  «\n\noui"
    assert len(plain_blanks(text)) == len(text)
    assert plain_blanks(text) == "« Non », a dit :  «\n\noui"


def test_a_language_without_pipeline_is_refused() -> None:
    with pytest.raises(PipelineError, match="no pipeline ships for 'tlh'"):
        load_pipeline("tlh")


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(PipelineError, match="no_such_pipeline"):
        load_pipeline("fr", name="no_such_pipeline")


def test_a_pipeline_without_dependencies_is_refused(tmp_path: Path) -> None:
    spacy.blank("xx").to_disk(tmp_path)
    with pytest.raises(PipelineError, match="no Universal Dependencies"):
        load_pipeline("fr", name=str(tmp_path))
