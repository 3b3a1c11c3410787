"""Reasons are told in French: each form has a translation, and a sentence finds its own again."""

from __future__ import annotations

from importlib.resources import files

import pytest
from babel.messages.pofile import read_po

from tests.web.forms import forms, named_in
from verbale.model import ContactKind, ContactStatus
from verbale.sentences import say
from verbale.web.told import Teller, teller_in, told
from verbale.web.words import LANGUAGES, words_in

WORDS = files("verbale.web").joinpath("words")
FORMS = sorted(forms())
FRENCH = words_in("fr")


def catalogue(language: str) -> dict[str, str]:
    with WORDS.joinpath(f"reasons_{language}.po").open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file, locale=language) if m.id}


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_every_form_is_told_in_each_language_with_the_same_places(language: str) -> None:
    known = catalogue(language)
    assert set(known) == set(FORMS)
    for form, translated in known.items():
        assert translated
        assert named_in(translated) == named_in(form), form


@pytest.mark.parametrize("form", [f for f in FORMS if "{" not in f])
def test_a_sentence_without_places_is_told(form: str) -> None:
    assert told(FRENCH, form) == catalogue("fr")[form]


@pytest.mark.parametrize(
    ("sentence", "french"),
    [
        ("both quote “two sluices” and 2 more", "tous deux citent « two sluices » et 2 autres passages"),
        # what is quoted may hold words of other forms, and what stands between several
        ("both quote “stop; both in one place”", "tous deux citent « stop; both in one place »"),
        ("one is a call, the other a meeting", "l'un est donné pour : appel, l'autre pour : rencontre"),
        ("one is cancelled, the other held", "l'un : annulé, l'autre : tenu"),
        (
            "m1 is m2 (same day): the same participants; both allow 2031-05-04; both quote “a; b”",
            "m1 est m2 (même jour) : les mêmes participants ; tous deux laissent 2031-05-04 ; "
            "tous deux citent « a; b »",
        ),
        (
            "m1 is m2 (Ida): decided by Ida on 2031-06-01 (entry 3): asked both",
            "m1 est m2 (Ida) : décidé par Ida le 2031-06-01 (entrée 3) : asked both",
        ),
        (
            "Palace reports that Ana Vell refuses something about sovereignty; "
            "Office, as far as relayed here, does not speak of it (no denial).",
            "Palace rapporte ceci : Ana Vell refuse quelque chose sur : souveraineté ; "
            "Office, d'après ce qui est relayé ici, n'en parle pas (ce n'est pas un démenti).",
        ),
        (
            "according to Palace, Ana Vell promises something about sovereignty; "
            "according to Office, Ana Vell does not.",
            "selon Palace, Ana Vell promet quelque chose sur : souveraineté ; selon Office, Ana Vell, non.",
        ),
        (
            "The sources give the length as 90 minutes and as about 60 minutes.",
            "Les sources donnent pour durée : 90 minutes / environ 60 minutes.",
        ),
        (
            "date: a.txt puts the call on a Monday, 0 to 6 days after the day it appeared; "
            "b.txt puts the message on 9 October, 2 days before another contact it tells of: "
            "left are [2031-10-14,2031-10-21]",
            "date : a.txt place ce contact (appel) un lundi, 0 à 6 jours après le jour de sa parution ; "
            "b.txt place ce contact (message) le 9 octobre, 2 jours avant un autre contact dont il parle : "
            "il reste [2031-10-14,2031-10-21]",
        ),
        (
            "These cannot all be right: a.txt allows 2031-05-04 but b.txt appeared on 2031-05-01.",
            "Tout cela ne peut être exact à la fois : a.txt laisse 2031-05-04 ; b.txt a paru le 2031-05-01.",
        ),
        (
            "Counted as number 6 since 2031-02-24; the record has 3 to 4: 2 or more are not in it.",
            "Compté comme le numéro 6 depuis 2031-02-24 ; le registre en a 3 – 4 : il en manque 2 ou plus.",
        ),
        ("act of the verb", "acte de ce signal : verbe"),
        ("turned by the content: devoir, negated", "l'acte vient d'ailleurs — contenu : devoir, nié"),
        ("how it is named: surname", "nommé ainsi : par le nom de famille"),
        ("incise: dire", "incise : dire"),
        ("no story: no prose found", "pas un article : aucune prose trouvée"),
        (
            "written in Italian; only French and English can be read",
            "écrit en italien ; seuls sont lus : français, anglais",
        ),
        (
            "not valid UTF-16, although it begins with the mark of UTF-16",
            "UTF-16 non valide, bien que le début porte la marque de UTF-16",
        ),
        ("no statement has the id 's1'", "aucun propos n'a l'identifiant 's1'"),
        ("no mention has the id 'm1'", "rien n'a l'identifiant 'm1' (mention)"),
        ("act cannot be empty", "le champ « acte » ne peut rester vide"),
    ],
)
def test_sentences(sentence: str, french: str) -> None:
    assert told(FRENCH, sentence) == french


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "Nothing like this was ever said",
        # a part that must be a number, a kind, a sentence is none
        "both quote “two sluices” and many more",
        "one is a picnic, the other a meeting",
        "date: because I say so",
        "what: ever",
        # it can be cut in two ways, which say different things
        "at the initiative of Ana of or of or of Bo",
        "both in " + "x" * 5000,
        "{name} {days} {n:d}",
    ],
)
def test_what_has_no_form_or_several_stays_as_it_is(sentence: str) -> None:
    assert told(FRENCH, sentence) == sentence


def test_english_stays_as_it_is_kept() -> None:
    assert told(words_in("en"), "both stories are about it") == "both stories are about it"


def test_what_looks_like_a_form_in_a_name_is_no_form() -> None:
    name = "{__class__} %s <b>"
    sentence = say("both at the request of {name}", name=name)
    assert told(FRENCH, sentence) == f"tous deux demandés par {name}"


def test_closed_words_are_told() -> None:
    for kind in ContactKind:
        assert told(FRENCH, say("the {kind}", kind=kind)) != f"the {kind}"
    for status in ContactStatus:
        sentence = say("one is {status}, the other {other_status}", status=status, other_status="held")
        assert told(FRENCH, sentence).startswith("l'un :")


def test_no_sentence_takes_long() -> None:
    teller = teller_in("fr")
    assert isinstance(teller, Teller)
    assert teller.tell("a.txt puts it on " + " on but; and as ".join("abcdefgh" * 9)) is None
