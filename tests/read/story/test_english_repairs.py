"""Trees of English sentences that a parser got wrong in a way that can be told: what they are read as."""

from __future__ import annotations

import pytest
import spacy
import spacy.tokens

from verbale.read.story.repairs import mend
from verbale.syntax.tree import Doc

VOCAB = spacy.blank("en").vocab
FIN, PAST = "VerbForm=Fin", "Tense=Past|VerbForm=Part"


def tree(*words: str) -> Doc:
    """A sentence from words written `form/POS/relation/head[/features[/lemma]]`; `_` before: no blank."""
    parts = [[*w.removeprefix("_").split("/"), "", ""][:6] for w in words]
    glued = [w.startswith("_") for w in words[1:]] + [True]
    parsed = spacy.tokens.Doc(
        VOCAB,
        words=[p[0] for p in parts],
        spaces=[not g for g in glued],
        pos=[p[1] for p in parts],
        deps=[p[2] for p in parts],
        heads=[int(p[3]) for p in parts],
        morphs=[p[4] for p in parts],
        lemmas=[p[5] or p[0].lower() for p in parts],
        sent_starts=[i == 0 for i in range(len(parts))],
    )
    return mend(Doc(parsed, "en"))


@pytest.mark.parametrize(
    ("words", "word", "as_read"),
    [
        # "urged all river states to meet": no finite verb is an open complement
        (
            (
                "Karsan/PROPN/nsubj/1",
                f"urged/VERB/ROOT/1/{PAST}",
                "all/DET/det/3",
                "river/NOUN/obj/1",
                f"states/VERB/xcomp/1/{FIN}/state",
                "to/PART/mark/6",
                "meet/VERB/xcomp/4/VerbForm=Inf",
            ),
            4,
            "NOUN obj 1",
        ),
        # "critics of Radomir Tasvek say": the noun before "of" is no part of the name
        (
            (
                "Critics/NOUN/compound/3",
                "of/ADP/case/2",
                "Radomir/PROPN/nmod/0",
                "Tasvek/PROPN/nsubj/4",
                f"say/VERB/ROOT/4/{FIN}",
            ),
            0,
            "NOUN nsubj 4",
        ),
        # "met in Orvik, their first talks": a noun behind the only comma sums up
        (
            (
                "Both/PRON/nsubj/1",
                f"met/VERB/ROOT/1/{FIN}/meet",
                "in/ADP/case/3",
                "Orvik/PROPN/obl/1",
                "_,/PUNCT/punct/6",
                "their/PRON/nmod:poss/6",
                "talks/NOUN/obj/1",
            ),
            6,
            "NOUN parataxis 1",
        ),
        # "holds call with Tasvek": no bare infinitive follows such a verb
        (
            (
                "Sorvane/PROPN/nsubj/1",
                f"holds/VERB/ROOT/1/{FIN}/hold",
                "call/VERB/xcomp/1/VerbForm=Inf",
                "with/ADP/case/4",
                "Tasvek/PROPN/obl/2",
            ),
            2,
            "NOUN obj 1",
        ),
        # "helps build a dam": one may follow this
        (
            (
                "Sorvane/PROPN/nsubj/1",
                f"helps/VERB/ROOT/1/{FIN}/help",
                "build/VERB/xcomp/1/VerbForm=Inf",
            ),
            2,
            "VERB xcomp 1",
        ),
        # "Readout of Sorvane's Call"
        (
            (
                "Readout/NOUN/nsubj/4",
                "of/ADP/case/2",
                "Sorvane/PROPN/nmod:poss/4",
                "_'s/ADP/case/2",
                f"Call/VERB/ROOT/4/{FIN}",
            ),
            4,
            "NOUN ROOT 4",
        ),
        # "Sorvane phones Osterov, urges restraint"
        (
            (
                "Sorvane/PROPN/compound/1",
                "phones/NOUN/nsubj/4//phone",
                "Osterov/PROPN/appos/1",
                "_,/PUNCT/punct/1",
                f"urges/VERB/ROOT/4/{FIN}/urge",
                "restraint/NOUN/obj/4",
            ),
            1,
            "VERB ROOT 1",
        ),
        # "Sorvane visit to Dramsk": one name, and no form of a verb
        (
            (
                "Sorvane/PROPN/compound/1",
                "visit/NOUN/ROOT/1",
                "to/ADP/case/3",
                "Dramsk/PROPN/nmod/1",
            ),
            1,
            "NOUN ROOT 1",
        ),
        # "warned Kost, in a call, that it would stop"
        (
            (
                f"warned/VERB/ROOT/0/{FIN}/warn",
                "Kost/PROPN/obj/0",
                "_,/PUNCT/punct/5",
                "in/ADP/case/5",
                "a/DET/det/5",
                "call/NOUN/obl/10",
                "_,/PUNCT/punct/5",
                "that/SCONJ/mark/10",
                "it/PRON/nsubj/10",
                f"would/AUX/aux/10/{FIN}",
                "stop/VERB/ccomp/0/VerbForm=Inf",
            ),
            5,
            "NOUN obl 0",
        ),
        # "Kost, whom Merel called, replied"
        (
            (
                "Kost/PROPN/nsubj/6",
                "_,/PUNCT/punct/4",
                "whom/PRON/obj/4",
                "Merel/PROPN/nsubj/4",
                f"called/VERB/advcl/6/{FIN}/call",
                "_,/PUNCT/punct/4",
                f"replied/VERB/ROOT/6/{FIN}/reply",
            ),
            4,
            "VERB acl:relcl 0",
        ),
        # "expressed readiness to talk"
        (
            (
                "Kost/PROPN/nsubj/1",
                f"expressed/VERB/ROOT/1/{FIN}/express",
                "readiness/NOUN/obj/1",
                "to/PART/mark/4",
                "talk/VERB/xcomp/1/VerbForm=Inf",
            ),
            4,
            "VERB acl 2",
        ),
        # "asked aides to talk": it is they who are to
        (
            (
                "Kost/PROPN/nsubj/1",
                f"asked/VERB/ROOT/1/{FIN}/ask",
                "aides/NOUN/obj/1//aide",
                "to/PART/mark/4",
                "talk/VERB/xcomp/1/VerbForm=Inf",
            ),
            4,
            "VERB xcomp 1",
        ),
        # "A meeting, planned for Monday, took place"
        (
            (
                "A/DET/det/1",
                "meeting/NOUN/nsubj/3",
                "_,/PUNCT/punct/1",
                f"planned/VERB/ROOT/3/{PAST}/plan",
                "for/ADP/case/5",
                "Monday/PROPN/obl/3",
                "_,/PUNCT/punct/3",
                f"took/VERB/parataxis/3/{FIN}/take",
                "place/NOUN/obj/7",
            ),
            1,
            "NOUN nsubj 7",
        ),
        # "met Kost in Port-Lazare", "visited Port-Lazare last Friday"
        (
            (
                f"met/VERB/ROOT/0/{FIN}/meet",
                "in/ADP/case/2",
                "Port/PROPN/compound/4",
                "_-/PUNCT/punct/2",
                "_Lazare/PROPN/obl/0",
            ),
            2,
            "PROPN obl 0",
        ),
        (
            (
                f"visited/VERB/ROOT/0/{FIN}/visit",
                "Port/PROPN/compound/4",
                "_-/PUNCT/punct/1",
                "_Lazare/PROPN/flat:name/1",
                "last/ADJ/amod/5",
                "Friday/PROPN/obl/0",
            ),
            1,
            "PROPN obj 0",
        ),
        # "Received by Gavril Osterov, Kost left"
        (
            (
                f"Received/VERB/acl/3/{PAST}/receive",
                "by/ADP/case/2",
                "Gavril/PROPN/obl:agent/0",
                "Osterov/PROPN/obl/6",
                "_,/PUNCT/punct/3",
                "Kost/PROPN/nsubj/6",
                f"left/VERB/ROOT/6/{FIN}/leave",
            ),
            0,
            "VERB advcl 6",
        ),
    ],
)
def test_mend(words: tuple[str, ...], word: int, as_read: str) -> None:
    read = tree(*words)[word]
    assert f"{read.pos_} {read.dep_} {read.head.i}" == as_read
