"""Turning treebanks and templates into the documents that spaCy trains on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.util import registry
from spacy.vocab import Vocab

from training.analyses import Analyses
from training.clauses import cut_pools
from training.harmonise import harmonise
from training.templates import Writer, load_templates
from training.treebanks import Treebanks, cutter
from training.trees import ROOT, Token, Tree, read_conllu
from training.variation import vary, with_blank_words

SEED = 20220322
PARAGRAPH_LENGTHS = (1, 1, 1, 2, 2, 4)


def read_gold_words(path: str, shuffle: bool = True) -> object:
    """Read documents so that the words predicted on are the gold words; newly shuffled at every pass."""
    random = Random(SEED)

    def read(nlp: Language) -> Iterator[Example]:
        docs = list(DocBin().from_disk(path).get_docs(nlp.vocab))
        if shuffle:
            random.shuffle(docs)
        for doc in docs:
            bare = Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])
            yield Example(bare, doc)

    return read


registry.readers.register("verbale.gold_words.v1", func=read_gold_words)


def write_corpora(treebanks: Treebanks, ud: Path, out: Path) -> dict[str, int]:
    """Write train.spacy and dev.spacy; the number of words in each comes back."""
    vocab = spacy.blank("xx").vocab
    train = [as_doc(vocab, paragraph) for paragraph in training_paragraphs(treebanks, ud)]
    dev_trees = read_harmonised(treebanks, ud / treebanks.dev)
    dev = [as_doc(vocab, dev_trees[i : i + 5]) for i in range(0, len(dev_trees), 5)]
    for name, docs in (("train", train), ("dev", dev)):
        DocBin(docs=docs, store_user_data=False).to_disk(out / f"{name}.spacy")
    return {"train": sum(map(len, train)), "dev": sum(map(len, dev))}


def read_harmonised(treebanks: Treebanks, path: Path) -> list[Tree]:
    """The sentences of a treebank in our conventions."""
    cut = cutter(treebanks.language)
    return [harmonise(tree, treebanks.conventions) for tree in read_conllu(path, cut)]


def training_paragraphs(treebanks: Treebanks, ud: Path) -> list[list[Tree]]:
    """All that is trained on, in paragraphs of one to four sentences, in a fixed chance order."""
    random = Random(SEED)
    read = {source.file: read_harmonised(treebanks, ud / source.file) for source in treebanks.sources}
    paragraphs: list[list[Tree]] = []
    for source in treebanks.sources:
        trees = read[source.file]
        used = trees[: round(len(trees) * source.share)]
        for _ in range(source.copies):
            varied = [vary(tree, random, treebanks.spelling, is_ours=False) for tree in used]
            paragraphs += _paragraphs(varied, random)
    written = [tree for file in treebanks.written for tree in read[file]]
    made = template_sentences(treebanks, written, read.values(), random)
    paragraphs += _paragraphs(_mixed(made, written, random), random)
    random.shuffle(paragraphs)
    return [_perhaps_with_blank_words(paragraph, random) for paragraph in paragraphs]


def template_sentences(
    treebanks: Treebanks, written: Sequence[Tree], read: Iterable[Sequence[Tree]], random: Random
) -> list[Tree]:
    """Sentences of reported speech, made of pieces of the written treebanks and spelt in several ways."""
    templates = load_templates(treebanks.language)
    writer = Writer(templates, cut_pools(written), random)
    made = [writer.sentence() for _ in range(treebanks.template_sentences)]
    analysed = Analyses(treebanks.language, templates, read).analysed_all(made)
    return [vary(tree, random, treebanks.spelling, is_ours=True) for tree in analysed]


def as_doc(vocab: Vocab, trees: Sequence[Tree]) -> Doc:
    """One document of several sentences, with a blank between them."""
    tokens: list[Token] = []
    heads: list[int] = []
    for tree in trees:
        offset = len(tokens)
        heads += [offset + (i if token.head == ROOT else token.head) for i, token in enumerate(tree)]
        tokens += [*tree[:-1], replace(tree[-1], blank=True)]
    return Doc(
        vocab,
        words=[token.form for token in tokens],
        spaces=[token.blank for token in tokens],
        pos=[token.upos for token in tokens],
        tags=[token.upos for token in tokens],
        morphs=[token.feats or "" for token in tokens],
        lemmas=[token.lemma or token.form for token in tokens],
        heads=heads,
        deps=[token.rel for token in tokens],
    )


def _paragraphs(trees: Sequence[Tree], random: Random) -> list[list[Tree]]:
    out: list[list[Tree]] = []
    start = 0
    while start < len(trees):
        length = random.choice(PARAGRAPH_LENGTHS)
        out.append(list(trees[start : start + length]))
        start += length
    return out


def _mixed(made: list[Tree], written: Sequence[Tree], random: Random) -> list[Tree]:
    """The made sentences among a few real ones, so that what follows a sentence is no clue."""
    mixed = made + random.sample(list(written), len(made) // 6)
    random.shuffle(mixed)
    return mixed


def _perhaps_with_blank_words(paragraph: list[Tree], random: Random) -> list[Tree]:
    if random.random() > 0.08:
        return paragraph
    return [with_blank_words(tree, random) for tree in paragraph]
