"""Measure a pipeline on the treebanks' test files: `python -m training.evaluate PIPELINE --ud UD`."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

import verbale.syntax.tokenizer  # noqa: F401  (registers the tokenizer)
from training.harmonise import harmonise
from training.treebanks import Treebanks, cutter, load_treebanks
from training.trees import ROOT, Tree, base_relation, read_conllu, text_of
from verbale.syntax.products import use_numpy_products

FIELDS = ("words", "sentences", "upos", "feats", "lemma", "uas", "las")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What is compared of one word; `head` is where the head stands, None for a root."""

    upos: str
    feats: frozenset[str]
    lemma: str
    head: Span | None
    rel: str


@dataclass(frozen=True, slots=True)
class Analysed:
    """Words and sentences by where they stand in the text, white space not counted."""

    words: dict[Span, Analysis]
    sentences: frozenset[Span]


def score(gold: Analysed, found: Analysed) -> dict[str, float]:
    """F1 in percent of each field; a word that is cut otherwise is wrong in every field.

    Relations are compared without their subtypes, words with *du* and *au* merged.
    """
    common = gold.words.keys() & found.words.keys()
    pairs = [(gold.words[span], found.words[span]) for span in common]
    right = {
        "words": len(common),
        "upos": sum(g.upos == f.upos for g, f in pairs),
        "feats": sum(g.feats == f.feats for g, f in pairs),
        "lemma": sum(g.lemma.lower() == f.lemma.lower() for g, f in pairs),
        "uas": sum(g.head == f.head for g, f in pairs),
        "las": sum(g.head == f.head and g.rel == f.rel for g, f in pairs),
    }
    total = len(gold.words) + len(found.words)
    scores = {field: 200 * count / total for field, count in right.items()}
    same_sentences = len(gold.sentences & found.sentences)
    scores["sentences"] = 200 * same_sentences / (len(gold.sentences) + len(found.sentences))
    return scores


def gold_analysis(trees: Iterable[Tree]) -> Analysed:
    """The treebank's analysis."""
    rows = [
        [
            (t.form, t.upos, t.feats or "", t.lemma or "", None if t.head == ROOT else t.head, t.rel)
            for t in tree
        ]
        for tree in trees
    ]
    return _analysed(rows)


def found_analysis(docs: Iterable[Doc]) -> Analysed:
    """The pipeline's analysis; white-space words are left out."""
    return _analysed([_sentence_rows(sentence) for doc in docs for sentence in doc.sents])


def evaluate_gold_words(nlp: Language, trees: Sequence[Tree]) -> dict[str, float]:
    """Scores with words and sentences given."""
    docs = []
    for tree in trees:
        starts: list[bool | int | None] = [place == 0 for place in range(len(tree))]
        words = [token.form for token in tree]
        docs.append(Doc(nlp.vocab, words=words, spaces=[t.blank for t in tree], sent_starts=starts))
    return score(gold_analysis(trees), found_analysis(nlp.pipe(docs)))


def evaluate_raw_text(nlp: Language, trees: Sequence[Tree]) -> dict[str, float]:
    """Scores on text in paragraphs of five sentences, cut into words and sentences by the pipeline."""
    texts = [" ".join(text_of(tree) for tree in trees[i : i + 5]) for i in range(0, len(trees), 5)]
    return score(gold_analysis(trees), found_analysis(nlp.pipe(texts)))


def words_per_second(nlp: Language, texts: Sequence[str]) -> float:
    """Words read in a second of processor time, the best of three: other work only slows it."""
    return max(_words_per_second_once(nlp, texts) for _ in range(3))


def _words_per_second_once(nlp: Language, texts: Sequence[str]) -> float:
    start = time.process_time()
    words = sum(len(doc) for doc in nlp.pipe(texts))
    return words / (time.process_time() - start)


def print_evaluation(pipeline: Path, treebanks: Treebanks, ud: Path) -> None:
    """Print everything docs/pipeline.md tells of a pipeline."""
    start = time.perf_counter()
    nlp = spacy.load(pipeline)
    use_numpy_products(nlp)
    print(f"loads in {time.perf_counter() - start:.2f} s")
    size = sum(file.stat().st_size for file in pipeline.rglob("*") if file.is_file())
    print(f"{size / 1e6:.1f} MB")
    print(f"{'':34}{''.join(f'{field:>10}' for field in FIELDS)}")
    for file in treebanks.test:
        trees = read_conllu(ud / file, cutter(treebanks.language))
        ours = [harmonise(tree, treebanks.conventions) for tree in trees]
        _print_row(f"{file[3:-13]}, gold words", evaluate_gold_words(nlp, trees))
        _print_row(f"{file[3:-13]}, gold words, our names", evaluate_gold_words(nlp, ours))
        _print_row(f"{file[3:-13]}, raw text", evaluate_raw_text(nlp, trees))
    trees = read_conllu(ud / treebanks.test[0], cutter(treebanks.language))
    texts = [" ".join(text_of(tree) for tree in trees[i : i + 5]) for i in range(0, len(trees), 5)]
    print(f"{words_per_second(nlp, texts):.0f} words a second of processor time")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m training.evaluate", description=__doc__)
    parser.add_argument("pipeline", type=Path, help="folder of the pipeline")
    parser.add_argument("--ud", type=Path, required=True, help="folder with the treebanks' CoNLL-U files")
    parser.add_argument("--language", default="fr", help='"fr" or "en" (default: fr)')
    options = parser.parse_args()
    print_evaluation(options.pipeline, load_treebanks(options.language), options.ud)


def _print_row(name: str, scores: dict[str, float]) -> None:
    print(f"{name:34}{''.join(f'{scores[field]:10.2f}' for field in FIELDS)}")


def _sentence_rows(sentence: DocSpan) -> list[tuple[str, str, str, str, int | None, str]]:
    words = [word for word in sentence if not word.is_space]
    place = {word.i: k for k, word in enumerate(words)}
    return [
        (
            word.text,
            word.pos_,
            str(word.morph),
            word.lemma_,
            None if word.head.i == word.i else place.get(word.head.i),
            word.dep_,
        )
        for word in words
    ]


def _analysed(sentences: Iterable[list[tuple[str, str, str, str, int | None, str]]]) -> Analysed:
    words: dict[Span, Analysis] = {}
    bounds: set[Span] = set()
    end = 0
    for rows in sentences:
        start = end
        spans: list[Span] = []
        for form, *_ in rows:
            length = len("".join(form.split()))
            spans.append((end, end + length))
            end += length
        for span, (_, upos, feats, lemma, head, rel) in zip(spans, rows, strict=True):
            words[span] = Analysis(
                upos,
                frozenset(feats.split("|")) - {""},
                lemma,
                None if head is None else spans[head],
                base_relation(rel).split(":")[0],
            )
        bounds.add((start, end))
    return Analysed(words, frozenset(bounds))


if __name__ == "__main__":
    main()
