"""What the pipeline is trained on: treebanks read and harmonised, template sentences that are trees."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from spacy.util import load_config

from training.analyses import Analyses
from training.clauses import Pools
from training.harmonise import harmonise
from training.spelling import uncapitalised
from training.templates import Writer, load_templates, read_rule
from training.train import CONFIG, continue_parser, take_parser
from training.treebanks import Treebanks, cutter, load_treebanks
from training.trees import ROOT, Tree, children_of, insert, read_conllu, root_of, text_of
from training.variation import vary, with_blank_words

LANGUAGES = ("en", "fr")
FRENCH, ENGLISH = load_treebanks("fr"), load_treebanks("en")


def phrase(notation: str, *, known: bool = False) -> Tree:
    """A tree in the notation of the templates; `known`: with lemmas, as if from a treebank."""
    items = read_rule(notation).items
    return tuple(
        replace(
            item.token,
            head=item.head if item.rel else ROOT,
            rel=item.rel or "ROOT",
            lemma=item.token.form.lower() if known else None,
            feats="" if known else None,
        )
        for item in items
        if item.token is not None
    )


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
ENGLISH_CONLLU = """\
# text = They don't. Its
1\tThey\tthey\tPRON\t_\t_\t2\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\tdo\tdo\tAUX\t_\t_\t0\troot\t_\t_
3\tn't\tnot\tPART\t_\t_\t2\tadvmod\t_\t_
4\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_
5-6\tIts\t_\t_\t_\t_\t_\t_\t_\t_
5\tIt\tit\tPRON\t_\t_\t6\tnsubj\t_\t_
6\ts\tbe\tVERB\t_\t_\t2\tparataxis\t_\t_

"""
CLAUSES: tuple[Tree, ...] = (
    phrase("La/DET/det:2 rue/NOUN/nsubj:4 est/AUX/cop:4 longue/ADJ", known=True),
    phrase("Le/DET/det:2 port/NOUN/nsubj:3 ferme/VERB le/DET/det:5 soir/NOUN/obl:3", known=True),
)


def relations(tree: Tree) -> list[str]:
    return [f"{token.form}/{token.rel}" for token in tree]


def test_contractions_are_one_word(tmp_path: Path) -> None:
    path = tmp_path / "a.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    (tree,) = read_conllu(path, cutter("fr"))
    assert text_of(tree) == "Il parle du port."
    assert relations(tree) == ["Il/nsubj", "parle/ROOT", "du/case", "port/obl", "./punct"]


def test_multiword_tokens_are_cut_as_the_tokenizer_cuts(tmp_path: Path) -> None:
    path = tmp_path / "a.conllu"
    path.write_text(ENGLISH_CONLLU, encoding="utf-8")
    (tree,) = read_conllu(path, cutter("en"))
    assert text_of(tree) == "They don't. Its"
    # what the tokenizer does not cut stays one word, with the analysis of the part that hangs outside
    assert relations(tree) == ["They/nsubj", "do/ROOT", "n't/advmod", "./punct", "Its/parataxis"]


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
    assert relation in relations(harmonise(phrase(notation), FRENCH.conventions))


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        (
            "with/ADP/case:3 President/PROPN/nmod:desc:3 Anna/PROPN/obl:5 Vos/PROPN/flat:3 met/VERB",
            "with/case>President President/obl>met Anna/appos>President Vos/flat:name>Anna met/ROOT>-",
        ),
        (
            "Mr./PROPN/nmod:desc:2 Vos/PROPN/nsubj:3 spoke/VERB",
            "Mr./nsubj>spoke Vos/flat:name>Mr. spoke/ROOT>-",
        ),
        # a saint is no title, and a spokesman behind the name is an apposition already
        ("St./PROPN/nmod:desc:2 Ostra/PROPN/obj:3 saw/VERB", "St./nmod>Ostra Ostra/obj>saw saw/ROOT>-"),
        (
            "There/PRON/expl:2 is/VERB it/PRON/expl:2",
            "There/expl:subj>is is/ROOT>- it/expl>is",
        ),
        (
            "On/ADP/case:2 Monday/PROPN/obl:6 ,/PUNCT/punct:6 go/VERB/ccomp:6 he/PRON/nsubj:6 said/VERB",
            "On/case>Monday Monday/obl>said ,/punct>said go/ccomp>said he/nsubj>said said/ROOT>-",
        ),
    ],
)
def test_english_is_harmonised(notation: str, expected: str) -> None:
    tree = harmonise(phrase(notation), ENGLISH.conventions)
    arcs = [f"{t.form}/{t.rel}>{tree[t.head].form if t.head != ROOT else '-'}" for t in tree]
    assert " ".join(arcs) == expected


def test_direct_speech_is_the_root_and_who_says_it_hangs_on_it() -> None:
    tree = harmonise(
        phrase("Il/PRON/nsubj:2 part/VERB/ccomp:4 ,/PUNCT/punct:4 dit/VERB Ostra/PROPN/nsubj:4"),
        FRENCH.conventions,
    )
    assert relations(tree) == ["Il/nsubj", "part/ROOT", ",/punct", "dit/parataxis", "Ostra/nsubj"]


def test_insertion_keeps_every_head() -> None:
    tree = insert(CLAUSES[1], 2, phrase("de/ADP/case:2 Sarnal/PROPN"), "nmod", 1)
    assert text_of(tree) == "Le port de Sarnal ferme le soir"
    assert [tree[token.head].form if token.head != ROOT else "-" for token in tree] == [
        *("port", "ferme", "Sarnal", "port", "-", "soir", "ferme")
    ]


def writer(language: str, random: Random) -> Writer:
    pools = Pools(
        CLAUSES,
        deeds=(phrase("partir/VERB", known=True),),
        things=(phrase("la/DET/det:2 paix/NOUN", known=True),),
    )
    return Writer(load_templates(language), pools, random)


@pytest.mark.parametrize("language", LANGUAGES)
def test_template_sentences_are_trees(language: str) -> None:
    random = Random(1)
    treebanks: Treebanks = load_treebanks(language)
    sentences = writer(language, random)
    for _ in range(400):
        tree = with_blank_words(vary(sentences.sentence(), random, treebanks.spelling, is_ours=True), random)
        reached = {root_of(tree)}
        frontier = [root_of(tree)]
        while frontier:
            frontier = [child for head in frontier for child in children_of(tree, head)]
            reached.update(frontier)
        assert reached == set(range(len(tree))), text_of(tree)


@pytest.mark.parametrize("language", LANGUAGES)
def test_template_sentences_are_cut_as_they_were_made(language: str) -> None:
    random = Random(2)
    cut, sentences = cutter(language), writer(language, random)
    for _ in range(300):
        tree = vary(sentences.sentence(), random, load_treebanks(language).spelling, is_ours=True)
        assert cut(text_of(tree)) == [token.form for token in tree]


@pytest.mark.parametrize(
    ("language", "notation", "text"),
    [
        (
            "fr",
            "le/DET/det:2 envoyé/NOUN/nsubj:4 a/AUX/aux:4 ri/VERB à/ADP/case:7 le/DET/det:7 roi/NOUN/obl:4",
            "L'envoyé a ri au roi",
        ),
        (
            "fr",
            "les/DET/det:2 Russes/PROPN/nsubj:4 a/AUX/aux:4 dit/VERB que/SCONJ/mark:6 on/PRON/ccomp:4",
            "Les Russes ont dit qu'on",
        ),
        ("fr", "Vos/PROPN/nsubj:4 et/CCONJ/cc:3 Anna/PROPN/conj:1 affirme/VERB", "Vos et Anna affirment"),
        # the comma behind the apposition is not written before the full stop
        (
            "fr",
            "dit/VERB Vos/PROPN/nsubj:1 ,/PUNCT/punct:4 roi/NOUN/appos:2 ,/PUNCT/punct:4 ./PUNCT/punct:1",
            "Dit Vos, roi.",
        ),
        (
            "en",
            "Vos/PROPN/nmod:poss:3 's/PART/case:1 envoy/NOUN/nsubj:4 denies/VERB a/DET/det:6 act/NOUN/obj:4",
            "Vos's envoy denies an act",
        ),
        (
            "en",
            "Vos/PROPN/nsubj:4 and/CCONJ/cc:3 Anna/PROPN/conj:1 denies/VERB a/X/obj:4 -/X/flat:5 b/X/flat:5",
            "Vos and Anna deny a-b",
        ),
    ],
)
def test_templates_are_spelt(language: str, notation: str, text: str) -> None:
    assert text_of(load_templates(language).spelling.spelt(phrase(notation))) == text


def test_reported_clauses_lose_their_capital_and_names_keep_it() -> None:
    assert uncapitalised(CLAUSES[0])[0].form == "la"
    assert uncapitalised(phrase("Ostra/PROPN/nsubj:2 rit/VERB"))[0].form == "Ostra"


@pytest.mark.parametrize(
    "line",
    [
        "a/X b/X",  # two heads
        "a/X b/X/det:3",  # a head that is not there
        "a/X b/X/det:1?0.5 c/X/det:2",  # a head that is not always there
        "a/X/det:2/3 b/X",
    ],
)
def test_a_rule_that_is_no_tree_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"templates\.toml"):
        read_rule(line)


def test_a_verb_form_is_what_the_words_around_it_ask_for() -> None:
    said = ("say", "Mood=Ind|Tense=Past|VerbForm=Fin"), ("say", "Tense=Past|VerbForm=Part")
    seen = tuple(replace(phrase("said/VERB")[0], lemma=lemma, feats=feats) for lemma, feats in said)
    analyses = Analyses("en", load_templates("en"), [[seen[:1], seen[1:]]])
    trees = [phrase("he/PRON/nsubj:2 said/VERB", known=False), phrase("has/AUX/aux:2 said/VERB")]
    known = [
        tuple(t if t.upos == "VERB" else replace(t, lemma=t.form, feats="") for t in tree) for tree in trees
    ]
    assert [tree[1].feats for tree in analyses.analysed_all(known)] == [said[0][1], said[1][1]]


def test_words_that_nobody_knows_are_named() -> None:
    with pytest.raises(KeyError, match="brzyk/NOUN"):
        Analyses("en", load_templates("en"), []).analysed_all([phrase("brzyk/NOUN")])


def test_only_the_parser_is_trained_further() -> None:
    config = load_config(CONFIG, interpolate=False)
    continue_parser(config, Path("trained"))
    assert all(settings == {"source": "trained"} for settings in config["components"].values())
    assert set(config["nlp"]["pipeline"]) - set(config["training"]["frozen_components"]) == {"parser"}


def test_only_the_parser_is_taken() -> None:
    config = load_config(CONFIG, interpolate=False)
    take_parser(config, Path("trained"))
    taken = {name for name, settings in config["components"].items() if settings == {"source": "trained"}}
    assert taken == set(config["training"]["frozen_components"]) == {"parser"}


def test_the_english_parser_is_trained_further_on_more_sentences_of_templates() -> None:
    further = ENGLISH.further
    assert further is not None
    assert FRENCH.further is None
    assert further.template_sentences > ENGLISH.template_sentences
    assert further.steps < ENGLISH.steps
    assert [s.copies for s in further.sources if "ewt" in s.file] == [2]


def test_words_are_trained_on_fewer_sentences_of_templates() -> None:
    words = FRENCH.words
    assert words is not None
    assert words.template_sentences < FRENCH.template_sentences
    assert {s.file for s in words.sources} == {s.file for s in FRENCH.sources}
    assert [s.share for s in words.sources if "parisstories" in s.file] == [0.5]


@pytest.mark.parametrize("language", LANGUAGES)
def test_test_files_are_never_trained_on(language: str) -> None:
    treebanks = load_treebanks(language)
    assert not set(treebanks.test) & {treebanks.dev, *treebanks.written, *(s.file for s in treebanks.sources)}
