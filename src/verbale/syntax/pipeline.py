"""Loading the pipeline that gives words, lemmas, features and Universal Dependencies."""

from __future__ import annotations

import re
from importlib.resources import as_file, files

import spacy
from spacy.language import Language

from verbale.errors import PipelineError
from verbale.lexicon import language_file
from verbale.syntax import tokenizer  # noqa: F401  (registers verbale.tokenizer.v1)
from verbale.syntax.products import use_numpy_products

PIPELINE_FOLDER = "pipeline"
# A dependency scheme without these is not Universal Dependencies as the rules read it.
REQUIRED_RELATIONS = frozenset(
    {"nsubj", "obj", "obl", "ccomp", "xcomp", "mark", "case", "conj", "appos", "nmod"}
)

_LONE_BLANK = re.compile(r"(?<!\s)[^\S ](?!\s)")


def load_pipeline(language: str, *, name: str | None = None) -> Language:
    """Load the pipeline that ships for a language, or another installed one with the same labels.

    Args:
        language: "en" or "fr".
        name: an installed spaCy pipeline or the folder of one, instead of the shipped one. It must give
            part of speech, lemma and Universal Dependencies.

    Raises:
        PipelineError: there is no such pipeline, or its parser gives no Universal Dependencies.
    """
    if name is not None:
        return _checked(_load_installed(name), name)
    folder = language_file(language, PIPELINE_FOLDER)
    if not folder.joinpath("config.cfg").is_file():
        raise PipelineError(
            f"no pipeline ships for {language!r}; there is one for: {', '.join(shipped_languages())}; "
            "see docs/pipeline.md"
        )
    with as_file(folder) as path:
        nlp = spacy.load(path)
    use_numpy_products(nlp)
    return nlp


def shipped_languages() -> list[str]:
    """The languages that a pipeline ships for."""
    languages = files("verbale").joinpath("languages").iterdir()
    return sorted(folder.name for folder in languages if folder.joinpath(PIPELINE_FOLDER).is_dir())


def plain_blanks(text: str) -> str:
    """Put a plain space for every lone line break, tab or no-break space; all offsets stay.

    The pipeline reads a no-break space as a word of its own. It was trained to bear that, and reads better
    without: give it `plain_blanks(paragraph)`.

    >>> plain_blanks("«\u00a0Non\u00a0», dit-il")
    '« Non », dit-il'
    """
    return _LONE_BLANK.sub(" ", text)


def _load_installed(name: str) -> Language:
    try:
        return spacy.load(name)
    except OSError as e:
        raise PipelineError(f"{name}: no installed spaCy pipeline or pipeline folder of that name") from e


def _checked(nlp: Language, name: str) -> Language:
    labels = set(nlp.pipe_labels.get("parser", ()))
    missing = REQUIRED_RELATIONS - labels
    if missing:
        raise PipelineError(f"{name}: no Universal Dependencies, for want of {', '.join(sorted(missing))}")
    return nlp
