"""Train a pipeline from the treebanks, in one command: `python -m training.train --language en --ud UD`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

import spacy
import srsly
from spacy.language import Language
from spacy.strings import hash_string
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config
from thinc.api import Config, set_current_ops

import training.corpus  # registers the corpus reader
import verbale.syntax.tokenizer  # noqa: F401  (registers the tokenizer)
from training.evaluate import print_evaluation
from training.treebanks import FOLDER, Treebanks, load_treebanks
from verbale.syntax.products import NumpyProductOps

CONFIG = Path(__file__).with_name("pipeline.cfg")
FURTHER_RATE = 0.001
FURTHER_WARMUP = 100
TRAINED = "trained"
LANGUAGES = Path(__file__).parents[1] / "src" / "verbale" / "languages"


def train_pipeline(
    language: str,
    ud: Path,
    out: Path,
    *,
    steps: int | None = None,
    start: Path | None = None,
) -> Language:
    """Prepare the corpora, train from nothing or train a pipeline's parser further, and save the pipeline.

    Args:
        language: "en", "fr": a folder here with its `treebanks.toml`, `templates.toml` and `LICENSE.md`.
        ud: a folder with the CoNLL-U files that `treebanks.toml` names.
        out: the folder of the pipeline; what is there is replaced.
        steps: how many batches, instead of the number in `treebanks.toml`.
        start: a trained pipeline whose parser is trained further, at half the rate; the rest of it stays.
    """
    set_current_ops(NumpyProductOps())
    treebanks = load_treebanks(language)
    with TemporaryDirectory() as folder:
        whole = Path(folder, "whole")
        trained = _train(treebanks, ud, whole, steps=steps, start=start)
        if treebanks.further is not None and start is None:
            further = Path(folder, "further")
            trained = _train(treebanks.further, ud, further, steps=steps, start=whole / TRAINED)
            whole = further
        if treebanks.words is not None and start is None:
            trained = _train(
                treebanks.words, ud, Path(folder, "words"), steps=steps, parser_of=whole / TRAINED
            )
    _save(trained, treebanks, out)
    return trained


def _train(
    treebanks: Treebanks,
    ud: Path,
    folder: Path,
    *,
    steps: int | None,
    start: Path | None = None,
    parser_of: Path | None = None,
) -> Language:
    """Train once, in a folder made for it; what is trained is also saved there."""
    folder.mkdir()
    sizes = training.corpus.write_corpora(treebanks, ud, folder)
    print(f"{sizes['train']} words to train on, {sizes['dev']} to watch", file=sys.stderr)
    overrides: dict[str, object] = {
        "paths.train": str(folder / "train.spacy"),
        "paths.dev": str(folder / "dev.spacy"),
        "nlp.tokenizer.language": treebanks.language,
        "training.max_steps": steps or treebanks.steps,
    }
    if treebanks.dropout is not None:
        overrides["training.dropout"] = treebanks.dropout
    config = load_config(CONFIG, overrides=overrides, interpolate=False)
    if start is not None:
        continue_parser(config, start)
    elif parser_of is not None:
        take_parser(config, parser_of)
    nlp = init_nlp(config, use_gpu=-1)
    # The learning rate ends at zero, so the last state is the one: nothing is chosen on the dev file.
    # What is saved, unlike what `train` gives back, has the averaged weights.
    _, saved = train(nlp, folder, use_gpu=-1, stdout=sys.stderr, stderr=sys.stderr)
    trained = spacy.load(str(saved))
    trained.to_disk(folder / TRAINED)
    return trained


def continue_parser(config: Config, start: Path) -> None:
    """Take all parts from a trained pipeline and freeze all but the parser.

    A trained lemmatiser does not survive further training: its labels are made anew.
    """
    for name in config["components"]:
        config["components"][name] = {"source": str(start)}
    config["training"]["frozen_components"] = [name for name in config["components"] if name != "parser"]
    config["training"]["annotating_components"] = ["tok2vec", "morphologizer"]
    config["training"]["optimizer"]["learn_rate"]["initial_rate"] = FURTHER_RATE
    config["training"]["optimizer"]["learn_rate"]["warmup_steps"] = FURTHER_WARMUP


def take_parser(config: Config, trained: Path) -> None:
    """Take the parser of a trained pipeline as it is."""
    config["components"]["parser"] = {"source": str(trained)}
    config["training"]["frozen_components"] = ["parser"]
    config["training"]["annotating_components"] = []


def _save(nlp: Language, treebanks: Treebanks, out: Path) -> None:
    files = ", ".join(sorted({source.file for source in treebanks.sources}))
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    nlp.meta.update(
        name=f"verbale_{treebanks.language}",
        description=f"Words, lemmas, features and dependencies, trained on {files} and template sentences.",
        license="see LICENSE.md",
    )
    nlp.to_disk(out)
    _drop_unused_strings(nlp, out)
    copyfile(FOLDER / treebanks.language / "LICENSE.md", out / "LICENSE.md")


def _drop_unused_strings(nlp: Language, out: Path) -> None:
    """Keep, of the words seen in training, those that lemmas are made with: others are read by hashes."""
    trees = srsly.read_msgpack(out / "trainable_lemmatizer" / "trees")["trees"]
    used = {tree[part] for tree in trees for part in ("orig", "subst") if part in tree}
    labels = {label for name in nlp.pipe_names for label in _labels(nlp, name)}
    path = out / "vocab" / "strings.json"
    kept = [s for s in srsly.read_json(path) if hash_string(s) in used or s in labels]
    srsly.write_json(path, kept)


def _labels(nlp: Language, name: str) -> list[str]:
    found = nlp.get_pipe(name).labels if hasattr(nlp.get_pipe(name), "labels") else ()
    return [str(label) for label in found]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m training.train", description=__doc__)
    parser.add_argument("--ud", type=Path, required=True, help="folder with the treebanks' CoNLL-U files")
    parser.add_argument("--language", default="fr", help='"fr" or "en" (default: fr)')
    parser.add_argument("--out", type=Path, help="the folder of the pipeline (default: the shipped one's)")
    parser.add_argument("--steps", type=int, help="batches to train on (default: as treebanks.toml says)")
    parser.add_argument("--start", type=Path, help="a trained pipeline whose parser is to be trained further")
    options = parser.parse_args()
    out = options.out or LANGUAGES / options.language / "pipeline"
    train_pipeline(options.language, options.ud, out, steps=options.steps, start=options.start)
    print_evaluation(out, load_treebanks(options.language), options.ud)


if __name__ == "__main__":
    main()
