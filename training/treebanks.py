"""What a language's pipeline is trained on: the file names, and how the treebanks are made to agree."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

import spacy

from training.trees import Cut
from verbale.syntax.tokenizer import create_tokenizer

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Source:
    """A treebank file to train on.

    Attributes:
        copies: how often it is seen in one pass, each time written in another way.
        share: how much of it is used, from its beginning.
    """

    file: str
    copies: int = 1
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Conventions:
    """Words that `training.harmonise` needs; all in lower case.

    Attributes:
        courtesy: titles that head the name behind them as `flat:name`.
        agent: the preposition of a passive's agent.
        adverbs_before_nouns: adverbs that govern the phrase behind them (*lors de N*).
        empty_subjects: words that are `expl:subj` before their verb.
    """

    courtesy: frozenset[str]
    agent: str
    adverbs_before_nouns: frozenset[str]
    empty_subjects: frozenset[str]


@dataclass(frozen=True, slots=True)
class Variants:
    """Ways to write a sentence.

    Attributes:
        quotes: pairs of quotation marks.
        loose: the opening marks that may have a blank behind them, and one before their closing mark.
        bare_capitals: capitals with an accent to those without.
    """

    quotes: tuple[tuple[str, str], ...]
    loose: frozenset[str]
    bare_capitals: dict[int, str]


@dataclass(frozen=True, slots=True)
class Treebanks:
    """The files of one language, by use.

    Attributes:
        written: the sources whose clauses the template sentences report.
        template_sentences: how many of them are made.
        steps: how many batches are trained on.
        dropout: how much of the network is left out of each batch; None as `pipeline.cfg` says.
        words: what all but the parser is trained on a second time, from nothing; None for once.
        further: what the parser is trained on further, at half the rate; None for not at all.
    """

    language: str
    sources: tuple[Source, ...]
    written: tuple[str, ...]
    dev: str
    test: tuple[str, ...]
    conventions: Conventions
    template_sentences: int
    steps: int
    spelling: Variants
    dropout: float | None = None
    words: Treebanks | None = None
    further: Treebanks | None = None


def load_treebanks(language: str) -> Treebanks:
    """Read `training/LANGUAGE/treebanks.toml`.

    Raises:
        ValueError: a test file is named as a source.
    """
    data = tomllib.loads((FOLDER / language / "treebanks.toml").read_text(encoding="utf-8"))
    sources = tuple(Source(**entry) for entry in data["source"])
    used = {source.file for source in sources} | {data["dev"], *data["written"]}
    if used & set(data["test"]):
        raise ValueError(f"a test file is no file to train on: {', '.join(used & set(data['test']))}")
    words = data["conventions"]
    conventions = Conventions(
        frozenset(words["courtesy"]),
        words["agent"],
        frozenset(words["adverbs_before_nouns"]),
        frozenset(words["empty_subjects"]),
    )
    spelling = data["spelling"]
    opening, closing = spelling["bare_capitals"]
    variants = Variants(
        tuple((pair.split()[0], pair.split()[1]) for pair in spelling["quotes"]),
        frozenset(spelling["loose"]),
        {ord(accented): bare for accented, bare in zip(opening, closing, strict=True)},
    )
    whole = Treebanks(
        language,
        sources,
        tuple(data["written"]),
        data["dev"],
        tuple(data["test"]),
        conventions,
        data["template_sentences"],
        data["steps"],
        variants,
        dropout=data.get("dropout"),
    )
    return replace(
        whole,
        words=_for_words(whole, **data["words"]) if "words" in data else None,
        further=_further(whole, **data["further"]) if "further" in data else None,
    )


def _for_words(
    whole: Treebanks, *, steps: int, template_sentences: int, dropout: float, share: dict[str, float]
) -> Treebanks:
    sources = tuple(replace(s, share=share.get(s.file, s.share)) for s in whole.sources)
    return replace(
        whole, sources=sources, steps=steps, template_sentences=template_sentences, dropout=dropout
    )


def _further(whole: Treebanks, *, steps: int, template_sentences: int, copies: dict[str, int]) -> Treebanks:
    sources = tuple(replace(s, copies=copies.get(s.file, s.copies)) for s in whole.sources)
    return replace(whole, sources=sources, steps=steps, template_sentences=template_sentences)


def cutter(language: str) -> Cut:
    """How the language's tokenizer cuts a text."""
    tokenizer = create_tokenizer(language)(spacy.blank("xx"))
    return lambda text: [token.text for token in tokenizer(text)]
