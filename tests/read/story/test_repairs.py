"""Trees that a parser got wrong in a way that can be told: what they are read as."""

from __future__ import annotations

import pytest
import spacy
import spacy.tokens

from verbale.read.story.repairs import mend
from verbale.syntax.tree import Doc


def tree(*words: str) -> Doc:
    """A French sentence from words written `form/POS/relation/head[/features[/lemma]]`."""
    parts = [[*w.split("/"), "", ""][:6] for w in words]
    parsed = spacy.tokens.Doc(
        VOCAB,
        words=[p[0] for p in parts],
        pos=[p[1] for p in parts],
        deps=[p[2] for p in parts],
        heads=[int(p[3]) for p in parts],
        morphs=[p[4] for p in parts],
        lemmas=[p[5] or p[0].lower() for p in parts],
        sent_starts=[i == 0 for i in range(len(parts))],
    )
    return mend(Doc(parsed, "fr"))


VOCAB = spacy.blank("fr").vocab
AUX, PAST = "VerbForm=Fin", "Tense=Past|VerbForm=Part"


@pytest.mark.parametrize(
    ("words", "word", "as_read"),
    [
        # "a rejeté l'ultimatum": no noun with an article is an open complement
        (
            (f"a/AUX/aux/1/{AUX}", f"rejeté/VERB/ROOT/1/{PAST}", "l'/DET/det/3", "ultimatum/NOUN/xcomp/1"),
            3,
            "NOUN obj 1",
        ),
        (
            (f"a/AUX/aux/1/{AUX}", f"rejeté/VERB/ROOT/1/{PAST}", "l'/DET/obj/3", "ultimatum/NOUN/xcomp/1"),
            2,
            "DET det 3",
        ),
        (
            (f"ont/AUX/aux/1/{AUX}", f"réclamé/VERB/ROOT/1/{PAST}", "des/DET/det/3", "vivres/NOUN/obl/1"),
            3,
            "NOUN obj 1",
        ),
        # "le maire a averti son voisin": a second subject right behind the verb is the object
        (
            (
                "Le/DET/det/1",
                "maire/NOUN/nsubj/3",
                f"a/AUX/aux/3/{AUX}",
                f"averti/VERB/ROOT/3/{PAST}",
                "son/DET/det/5",
                "voisin/NOUN/nsubj/3",
            ),
            5,
            "NOUN obj 3",
        ),
        # what is said before an incise is none of its subjects; a lone inverted subject stays one
        (
            (
                "Paix/NOUN/nsubj/3",
                ",/PUNCT/punct/3",
                f"a/AUX/aux/3/{AUX}",
                f"lancé/VERB/ROOT/3/{PAST}",
                "le/DET/det/5",
                "maire/NOUN/nsubj/3",
            ),
            5,
            "NOUN nsubj 3",
        ),
        ((f"demande/VERB/ROOT/0/{AUX}", "le/DET/det/2", "maire/NOUN/nsubj/0"), 2, "NOUN nsubj 0"),
        # a time stays an adverbial, a predicate stays one
        (
            (f"a/AUX/aux/1/{AUX}", f"dit/VERB/ROOT/1/{PAST}", "cette/DET/det/3", "semaine/NOUN/obl/1"),
            3,
            "NOUN obl 1",
        ),
        ((f"reste/VERB/ROOT/0/{AUX}/rester", "un/DET/det/2", "allié/NOUN/xcomp/0"), 2, "NOUN xcomp 0"),
        (("Edmée/ADP/nsubj/2", "Sorvane/PROPN/flat:name/0", f"parle/VERB/ROOT/2/{AUX}"), 0, "PROPN nsubj 2"),
        (("La/DET/det/1", "trêve/NOUN/nsubj/2", "tient/ADJ/ROOT/2//tenir"), 2, "VERB ROOT 2"),
        (
            ("«/PUNCT/punct/3", "Libérez/PROPN/case/3", "les/DET/det/3", "marins/NOUN/ROOT/3"),
            1,
            "VERB case 3",
        ),
        ((f"exclut/VERB/ROOT/0/{AUX}", "tout/ADV/advmod/2", f"retrait/VERB/obj/0/{AUX}"), 2, "NOUN obj 0"),
        # "l'arrêt de l'extension et la limitation"
        (
            (
                f"réclame/VERB/ROOT/0/{AUX}",
                "l'/DET/det/2",
                "arrêt/NOUN/obj/0",
                "de/ADP/case/5",
                "l'/DET/det/5",
                "extension/NOUN/nmod/2",
                "et/CCONJ/cc/8",
                "la/DET/det/8",
                "limitation/NOUN/conj/5",
            ),
            8,
            "NOUN conj 2",
        ),
        # "l'arrêt de l'extension et de la limitation"
        (
            (
                f"réclame/VERB/ROOT/0/{AUX}",
                "l'/DET/det/2",
                "arrêt/NOUN/obj/0",
                "de/ADP/case/5",
                "l'/DET/det/5",
                "extension/NOUN/nmod/2",
                "et/CCONJ/cc/9",
                "de/ADP/case/9",
                "la/DET/det/9",
                "limitation/NOUN/conj/5",
            ),
            9,
            "NOUN conj 5",
        ),
        # "affirme que A, que B"
        (
            (
                f"affirme/VERB/ROOT/0/{AUX}",
                "que/SCONJ/mark/3",
                "Orvik/PROPN/nsubj/3",
                f"cède/VERB/ccomp/0/{AUX}",
                ",/PUNCT/punct/7",
                "que/SCONJ/mark/7",
                "Lisse/PROPN/nsubj/7",
                f"tient/VERB/ccomp/3/{AUX}",
            ),
            7,
            "VERB conj 3",
        ),
        # "n'avons pas violé"
        (
            (
                f"avons/AUX/ROOT/0/{AUX}/avoir",
                "pas/ADV/advmod/0",
                f"violé/VERB/xcomp/0/{PAST}",
                "la/DET/det/4",
                "trêve/NOUN/obj/2",
            ),
            0,
            "AUX aux 2",
        ),
        # "a demandé que S, promettant de P"
        (
            (
                f"demande/VERB/ROOT/0/{AUX}",
                "que/SCONJ/mark/2",
                f"parte/VERB/ccomp/0/{AUX}",
                ",/PUNCT/punct/4",
                "promettant/VERB/conj/2/Tense=Pres|VerbForm=Part",
            ),
            4,
            "VERB advcl 0",
        ),
        # "sont d'accord sur la trêve"
        (
            (
                f"sont/AUX/cop/5/{AUX}",
                "d'/ADP/advmod/5",
                "accord/NOUN/fixed/1",
                "sur/ADP/case/5",
                "la/DET/det/5",
                "trêve/NOUN/ROOT/5",
            ),
            5,
            "NOUN obl 0",
        ),
        # "Je les ramènerai tous"
        (
            ("Je/PRON/nsubj/3", "les/DET/obj/2", f"ramènerai/VERB/amod/3/{AUX}", "tous/ADJ/ROOT/3"),
            2,
            "VERB ROOT 2",
        ),
        # "avertit d'un drame si elle cède"
        (
            (
                f"avertit/VERB/ROOT/0/{AUX}",
                "d'/ADP/case/3",
                "un/DET/det/3",
                "drame/NOUN/obl/0",
                "si/SCONJ/mark/6",
                "elle/PRON/nsubj/6",
                f"cède/VERB/ccomp/0/{AUX}",
            ),
            6,
            "VERB advcl 0",
        ),
        # "Après l'entretien avec A, B refuse"
        (
            (
                "Après/ADP/case/2",
                "l'/DET/det/2",
                "entretien/NOUN/obl/7",
                "avec/ADP/case/4",
                "Kost/PROPN/nmod/2",
                ",/PUNCT/punct/6",
                "Merel/PROPN/conj/4",
                f"refuse/VERB/ROOT/7/{AUX}",
            ),
            6,
            "PROPN nsubj 7",
        ),
        # "son vif regret": the noun behind the adjective is the object
        (
            (
                f"exprime/VERB/ROOT/0/{AUX}",
                "son/DET/det/2",
                "vif/ADJ/obj/0",
                "regret/NOUN/nmod/2",
            ),
            3,
            "NOUN obj 0",
        ),
        # "s'inquiète auprès du maire du sort": two phrases are not both of the adverb
        (
            (
                f"inquiète/VERB/ROOT/0/{AUX}",
                "auprès/ADV/advmod/0",
                "du/ADP/case/3",
                "maire/NOUN/obl/1",
                "du/ADP/case/5",
                "sort/NOUN/obl/1",
            ),
            5,
            "NOUN obl 0",
        ),
        # "a promis davantage d'armes": the noun is promised
        (
            (
                f"promet/VERB/ROOT/0/{AUX}",
                "davantage/ADV/obl/0",
                "d'/ADP/case/3",
                "armes/NOUN/obl/1",
            ),
            3,
            "NOUN obj 0",
        ),
        # "insiste davantage sur N": no amount
        (
            (
                f"insiste/VERB/ROOT/0/{AUX}",
                "davantage/ADV/advmod/0",
                "sur/ADP/case/3",
                "armes/NOUN/obl/1",
            ),
            3,
            "NOUN obl 1",
        ),
        # "juge N au terme d'un appel avec A, d'après B": another preposition, no list
        (
            (
                f"juge/VERB/ROOT/0/{AUX}",
                "avec/ADP/case/2",
                "Kost/PROPN/obl/0",
                ",/PUNCT/punct/5",
                "selon/ADP/case/5",
                "Asmère/PROPN/conj/2",
            ),
            5,
            "PROPN obl 0",
        ),
        # "avec A et selon B", "de A, de B": lists
        (
            (
                f"juge/VERB/ROOT/0/{AUX}",
                "avec/ADP/case/2",
                "Kost/PROPN/obl/0",
                ",/PUNCT/punct/5",
                "avec/ADP/case/5",
                "Merel/PROPN/conj/2",
            ),
            5,
            "PROPN conj 2",
        ),
    ],
)
def test_mend(words: tuple[str, ...], word: int, as_read: str) -> None:
    read = tree(*words)[word]
    assert f"{read.pos_} {read.dep_} {read.head.i}" == as_read


@pytest.mark.parametrize("relation", ["appos", "nsubj"])
def test_a_second_noun_beside_a_verb_is_the_subject_of_its_participle(relation: str) -> None:
    doc = tree(
        "Vask/PROPN/nsubj/1",
        "reste/VERB/ROOT/1/VerbForm=Fin",
        "sceptique/ADJ/xcomp/1",
        ",/PUNCT/punct/5",
        "le/DET/det/5",
        f"palais/NOUN/{relation}/1",
        "déclarant/VERB/acl/5/Tense=Pres|VerbForm=Part",
        "que/SCONJ/mark/9",
        "ils/PRON/nsubj/9",
        "tirent/VERB/ccomp/1/VerbForm=Fin",
    )
    assert (doc[5].head.text, doc[5].dep_) == ("déclarant", "nsubj")
    assert (doc[6].head.text, doc[6].dep_) == ("reste", "advcl")
