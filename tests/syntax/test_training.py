"""What the pipeline is trained on: treebanks read and harmonised, template sentences that are trees."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from training.clauses import Pools
from training.frames import make_sentence
from training.harmonise import harmonise
from training.noun_phrases import load_speakers
from training.parts import Parts
from training.phrases import phrase, with_blanks
from training.trees import ROOT, Tree, children_of, insert, read_conllu, root_of, text_of
from training.variation import vary, with_blank_words

CONLLU = """\
# text = Il parle du port.
1\tIl\til\tPRON\t_\tPerson=3\t2\tnsubj\t_\t_
2\tparle\tparler\tVERB\t_\tMood=Ind|VerbForm=Fin\t0\troot\t_\t_
3-4\tdu\t_\t_\t_\t_\t_\t_\t_\t_
3\tde\tde\tADP\t_\t_\t5\tcase\t_\t_
4\tle\tle\tDET\t_\tDefinite=Def\t5\tdet\t_\t_
5\tport\tport\tNOUN\t_\tNumber=Sing\t2\tobl:arg\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

"""
CLAUSES: tuple[Tree, ...] = (
    phrase("La/DET/det:2 rue/NOUN/nsubj:4 est/AUX/cop:4 longue/ADJ"),
    phrase("Le/DET/det:2 port/NOUN/nsubj:3 ferme/VERB le/DET/det:5 soir/NOUN/obl:3"),
)


def relations(tree: Tree) -> list[str]:
    return [f"{token.form}/{token.rel}" for token in tree]


def test_contractions_are_one_word(tmp_path: Path) -> None:
    path = tmp_path / "a.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    (tree,) = read_conllu(path)
    assert text_of(tree) == "Il parle du port."
    assert relations(tree) == ["Il/nsubj", "parle/ROOT", "du/case", "port/obl", "./punct"]


@pytest.mark.parametrize(
    ("notation", "relation"),
    [
        ("le/DET/det:2 roi/NOUN Aldric/PROPN/nmod:2", "Aldric/appos"),
        ("M./NOUN Durand/PROPN/nmod:1", "Durand/flat:name"),
        # a place behind a preposition is no name of a person
        ("le/DET/det:2 roi/NOUN de/ADP/case:4 Sarnal/PROPN/nmod:2", "Sarnal/nmod"),
        (
            "Il/PRON/nsubj:pass:3 est/AUX/aux:pass:3 reçu/VERB par/ADP/case:5 Ostra/PROPN/obl:3",
            "Ostra/obl:agent",
        ),
        ("lors/ADV de/ADP/case:3 fêtes/NOUN/obj:1", "fêtes/obl"),
    ],
)
def test_treebanks_are_harmonised(notation: str, relation: str) -> None:
    assert relation in relations(harmonise(phrase(notation)))


def test_direct_speech_is_the_root_and_who_says_it_hangs_on_it() -> None:
    tree = harmonise(phrase("Il/PRON/nsubj:2 part/VERB/ccomp:4 ,/PUNCT/punct:4 dit/VERB Ostra/PROPN/nsubj:4"))
    assert relations(tree) == ["Il/nsubj", "part/ROOT", ",/punct", "dit/parataxis", "Ostra/nsubj"]


def test_insertion_keeps_every_head() -> None:
    tree = insert(CLAUSES[1], 2, phrase("de/ADP/case:2 Sarnal/PROPN"), "nmod", 1)
    assert text_of(tree) == "Le port de Sarnal ferme le soir"
    assert [tree[token.head].form if token.head != ROOT else "-" for token in tree] == [
        *("port", "ferme", "Sarnal", "port", "-", "soir", "ferme")
    ]


def test_template_sentences_are_trees() -> None:
    random = Random(1)
    pools = Pools(CLAUSES, deeds=(phrase("partir/VERB"),), things=(phrase("la/DET/det:2 paix/NOUN"),))
    parts = Parts(load_speakers(random), pools)
    for _ in range(400):
        tree = with_blank_words(vary(with_blanks(make_sentence(parts)), random, is_ours=True), random)
        reached = {root_of(tree)}
        frontier = [root_of(tree)]
        while frontier:
            frontier = [child for head in frontier for child in children_of(tree, head)]
            reached.update(frontier)
        assert reached == set(range(len(tree))), text_of(tree)
