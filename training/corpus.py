"""Turning treebanks and templates into the documents that spaCy trains on."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.util import registry
from spacy.vocab import Vocab

from training.clauses import cut_pools
from training.frames import make_sentence
from training.harmonise import harmonise
from training.noun_phrases import WORDS, load_speakers
from training.parts import Parts
from training.phrases import with_blanks
from training.trees import ROOT, Token, Tree, read_conllu
from training.variation import vary, with_blank_words

SEED = 20220322
TEMPLATE_SENTENCES = 4500
PARAGRAPH_LENGTHS = (1, 1, 1, 2, 2, 4)


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


# Sequoia's and GSD's test files are for evaluation, and must never be named here.
SOURCES = (
    Source("fr_sequoia-ud-train.conllu", copies=2),
    Source("fr_gsd-ud-dev.conllu", copies=2),
    Source("fr_pud-ud-test.conllu", copies=2),
    Source("fr_fqb-ud-test.conllu", share=0.5),
    Source("fr_parisstories-ud-train.conllu"),
    Source("fr_rhapsodie-ud-train.conllu"),
)
WRITTEN = ("fr_sequoia-ud-train.conllu", "fr_gsd-ud-dev.conllu", "fr_pud-ud-test.conllu")
DEV = "fr_sequoia-ud-dev.conllu"

Analyses = dict[tuple[str, str], tuple[str, str]]


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


def write_corpora(ud: Path, out: Path) -> dict[str, int]:
    """Write train.spacy and dev.spacy; the number of words in each comes back."""
    vocab = spacy.blank("xx").vocab
    train = [doc for paragraph in training_paragraphs(ud) for doc in [as_doc(vocab, paragraph)]]
    dev_trees = [harmonise(tree) for tree in read_conllu(ud / DEV)]
    dev = [as_doc(vocab, dev_trees[i : i + 5]) for i in range(0, len(dev_trees), 5)]
    for name, docs in (("train", train), ("dev", dev)):
        DocBin(docs=docs, store_user_data=False).to_disk(out / f"{name}.spacy")
    return {"train": sum(map(len, train)), "dev": sum(map(len, dev))}


def training_paragraphs(ud: Path) -> list[list[Tree]]:
    """All that is trained on, in paragraphs of one to eight sentences, in a fixed chance order."""
    random = Random(SEED)
    treebanks = {
        source.file: [harmonise(tree) for tree in read_conllu(ud / source.file)] for source in SOURCES
    }
    paragraphs: list[list[Tree]] = []
    for source in SOURCES:
        trees = treebanks[source.file]
        used = trees[: round(len(trees) * source.share)]
        for _ in range(source.copies):
            varied = [vary(tree, random, is_ours=False) for tree in used]
            paragraphs += _paragraphs(varied, random)
    written = [tree for file in WRITTEN for tree in treebanks[file]]
    made = template_sentences(written, _analyses(treebanks.values()), random)
    paragraphs += _paragraphs(_mixed(made, written, random), random)
    random.shuffle(paragraphs)
    return [_perhaps_with_blank_words(paragraph, random) for paragraph in paragraphs]


def template_sentences(written: Sequence[Tree], analyses: Analyses, random: Random) -> list[Tree]:
    """Sentences of reported speech, made of pieces of the written treebanks."""
    parts = Parts(load_speakers(random), cut_pools(written))
    made = (with_blanks(make_sentence(parts)) for _ in range(TEMPLATE_SENTENCES))
    return [vary(tuple(_analysed(token, analyses) for token in tree), random, is_ours=True) for tree in made]


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


def _analyses(treebanks: Iterable[Sequence[Tree]]) -> Analyses:
    """The commonest lemma and features of a word and part of speech; `templates.toml` has the last word."""
    seen: defaultdict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for trees in treebanks:
        for token in (token for tree in trees for token in tree):
            seen[_plain(token.form), token.upos][token.lemma or "", token.feats or ""] += 1
    analyses = {key: counts.most_common(1)[0][0] for key, counts in seen.items()}
    for key, value in tomllib.loads(WORDS.read_text(encoding="utf-8"))["analysis"].items():
        form, upos = key.rsplit("/", 1)
        lemma, _, feats = value.partition(" ")
        analyses[form, upos] = (lemma, feats)
    return analyses


def _analysed(token: Token, analyses: Analyses) -> Token:
    if token.lemma is not None:
        return token
    if token.upos == "PROPN":
        return replace(token, lemma=token.form, feats="")
    known = analyses.get((_plain(token.form), token.upos))
    if known is None:
        raise KeyError(f"no lemma for {token.form}/{token.upos}: add it to [analysis] in {WORDS.name}")
    return replace(token, lemma=known[0], feats=known[1])


def _plain(form: str) -> str:
    return form.lower().replace("’", "'")
