"""Who is meant where only an office, a rank, a pair or a place is named; "" where nobody can tell."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.read.names.mention import Mention

LastIn = Callable[..., Mention | None]

# (passage, words in it, who that is): several names are parted by ";"
ENGLISH: list[tuple[str, str, str]] = [
    # people named by their surnames alone are people of the story
    ("Sorvane called Tasvek. The two leaders agreed.", "The two leaders", "Edmée Sorvane;Radomir Tasvek"),
    ("Sorvane called Tasvek. The leaders agreed.", "leaders", "Edmée Sorvane;Radomir Tasvek"),
    ("It was the leaders' third call. Sorvane warned Tasvek.", "leaders", "Edmée Sorvane;Radomir Tasvek"),
    ("Sorvane called Tasvek. Business leaders agreed.", "leaders", ""),
    ("Sorvane called Tasvek. The summit brought 35 leaders.", "leaders", ""),
    ("Kost met Aster. The ministers agreed.", "ministers", "Mirela Kost;Solveig Aster"),
    # of two presidents, the one of the side whose words these are
    (
        "Tasvek hung up on Osterov. The Rovian presidency said the president was calm.",
        "the president",
        "Gavril Osterov",
    ),
    # the one called president without a country, and the one told of: where they are two, nobody can tell
    ("Radomir Tasvek praised President Gavril Osterov. The president smiled.", "The president", ""),
    (
        "President Gavril Osterov praised Radomir Tasvek. The president smiled.",
        "The president",
        "Gavril Osterov",
    ),
    # a noun before the title says of what
    ("Sorvane spoke. The club president agreed.", "president", ""),
    ("Sorvane spoke. The Council president agreed.", "president", ""),
    # ranks
    ("General Irvan Delko met Sorvane. The general smiled.", "The general", "Irvan Delko"),
    ("Gen. Irvan Delko met Sorvane. The general smiled.", "The general", "Irvan Delko"),
    ("Colonel Irvan Delko met Sorvane. The general smiled.", "The general", ""),
    ("Col. Irvan Delko met General Ado Bende. The colonel smiled.", "The colonel", "Irvan Delko"),
    ("General Irvan Delko met General Ado Bende. The general smiled.", "The general", ""),
    ("General Irvan Delko spoke. The attorney general resigned.", "general", ""),
    ("General Irvan Delko spoke. The general assembly voted.", "general", ""),
    # an office told of before without a name
    ("Karsan's ambassador was summoned. The ambassador protested.", "The ambassador", "Karsan (ambassador)"),
    ("A Citadel spokesman spoke. The spokesman added this.", "The spokesman", "Citadel"),
    (
        "A Citadel spokesman answered an Old Fort spokesman. The spokesman added this.",
        "The spokesman added",
        "",
    ),
    # a title of few countries is of whom the story gives it to, and of nobody else
    (
        "Foreign Secretary Irvan Delko left. The Foreign Secretary spoke.",
        "Foreign Secretary spoke",
        "Irvan Delko",
    ),
    ("Foreign Minister Mirela Kost left. The Foreign Secretary spoke.", "Foreign Secretary", ""),
    # a letterhead or who says it tells whose readout it is
    ("A Citadel spokesperson said:\n\nThe President spoke to Gavril Osterov.", "President", "Radomir Tasvek"),
    ("Ormes Palace\nOctober 11, 2024\n\nThe President spoke to Osterov.", "President", "Edmée Sorvane"),
    ("ORVIK, Oct 11 (AVP) - The President spoke to Osterov. The King left.", "King", ""),
    # whose president, whose minister
    ("Pavle Dorsk said that his president would come.", "president", "Radomir Tasvek"),
    ("Radomir Tasvek said that his president would come.", "president", ""),
    ("Karsan said its foreign minister would come, and Kost agreed.", "foreign minister", "Olga Zemrina"),
    ("The emir met Marten Quilvane while his foreign minister called Kost.", "foreign minister", ""),
    # capitals before a title, and at the head of a sentence
    ("Orvik's envoy spoke.", "envoy", "Karsan (special envoy)"),
    ("The Dramsk spokesman spoke.", "spokesman", "Rovia (spokesperson)"),
    ("Dramsk's foreign minister spoke.", "minister", "Mirela Kost"),
    ("The Dramsk mayor spoke.", "mayor", ""),
    ("In Dramsk, a foreign ministry spokesman spoke.", "spokesman", "Rovia (spokesperson)"),
    ("In Dramsk, the government spoke.", "government", ""),
    ("In Dramsk, the president spoke.", "president", ""),
    # colleagues of a country
    ("Mirela Kost called her Elvanian colleague.", "colleague", "Solveig Aster"),
    ("Mirela Kost called her colleague.", "colleague", ""),
    # pairs that are no heads of state
    (
        "Energy minister Ana Delko met trade minister Maria Bende. The two women smiled.",
        "The two women",
        "Ana Delko;Maria Bende",
    ),
    ("Sorvane and Falguen met Tasvek. Both women smiled.", "Both women", "Edmée Sorvane;Nora Falguen"),
    (
        "Tasvek received Amaro Vintel in Orvik. The two men smiled.",
        "The two men",
        "Radomir Tasvek;Amaro Vintel",
    ),
    # who speaks, not who is spoken of
    ("Pavle Dorsk said Radomir Tasvek would speak. He repeated it.", "He", "Pavle Dorsk"),
    # names and what is none
    ("Trade Secretary Irvan Delko spoke.", "Delko", "Irvan Delko"),
    ("The firm's owner, Astrid Holm, spoke.", "Holm", "Astrid Holm"),
    ("Torvald Shipping spoke.", "Torvald", ""),
    ("Karsanese Carmakers spoke.", "Carmakers", ""),
    ("Begum Ana Delko spoke. Delko left.", "Delko", "Ana Delko"),
]

FRENCH: list[tuple[str, str, str]] = [
    # le président sans pays, et celui dont il vient d'être question : s'ils sont deux, personne
    ("Radomir Tasvek a félicité le président Gavril Osterov. Le président a souri.", "Le président", ""),
    (
        "Radomir Tasvek a vu Gavril Osterov. Le président de la République a souri.",
        "Le président",
        "Radomir Tasvek",
    ),
    (
        "Le président Gavril Osterov a félicité Radomir Tasvek. Le président a souri.",
        "Le président a souri",
        "Gavril Osterov",
    ),
    ("Sorvane a appelé Tasvek. Les deux dirigeants ont parlé.", "Les deux", "Edmée Sorvane;Radomir Tasvek"),
    ("Sorvane a appelé Tasvek. Les dirigeants ont parlé.", "dirigeants", "Edmée Sorvane;Radomir Tasvek"),
    ("Sorvane a appelé Tasvek. Des dirigeants étrangers ont parlé.", "dirigeants", ""),
    ("Le général Irvan Delko a vu Sorvane. Le général a souri.", "Le général a", "Irvan Delko"),
    ("Le général Irvan Delko a vu le général Ado Bende. Le général a souri.", "Le général a", ""),
    ("Le colonel Irvan Delko a vu Sorvane. Le général a souri.", "Le général", ""),
    ("Le colonel Irvan Delko a vu Sorvane. Le colonel a souri.", "Le colonel a", "Irvan Delko"),
    ("L'ambassadeur du Karsan est venu. L'ambassadeur a protesté.", "L'ambassadeur a", "Karsan (ambassador)"),
    (
        "Asmère, le 18 octobre 2024\n\nLa Présidente a appelé M. Tasvek, Président du Karsan.",
        "La Présidente",
        "Edmée Sorvane",
    ),
    ("Pavle Dorsk a dit que son président viendrait.", "président", "Radomir Tasvek"),
    ("Radomir Tasvek a dit que son président viendrait.", "président", ""),
    ("Le Karsan a dit que son ministre des Affaires étrangères viendrait.", "ministre", "Olga Zemrina"),
    ("L'ambassadeur de Dramsk a protesté.", "ambassadeur", "Rovia (ambassador)"),
    ("Le gouverneur de Dramsk a protesté.", "gouverneur", ""),
    ("À Dramsk, le porte-parole a protesté.", "porte-parole", "Rovia (spokesperson)"),
    ("À Dramsk, le président a protesté.", "président", ""),
    ("Mirela Kost a appelé son collègue elvanien.", "collègue", "Solveig Aster"),
    ("Un conseiller de Radomir Tasvek a parlé.", "conseiller", "Karsan (adviser)"),
    ("Un conseiller d'Edmée Sorvane a parlé. La présidente a parlé.", "présidente", "Edmée Sorvane"),
    (
        "Radomir Tasvek a reçu Amaro Vintel. Les deux hommes ont dîné.",
        "Les deux",
        "Radomir Tasvek;Amaro Vintel",
    ),
    (
        "Sorvane et Falguen ont vu Tasvek. Les deux femmes ont souri.",
        "Les deux",
        "Edmée Sorvane;Nora Falguen",
    ),
    (
        "Sorvane a appelé Tasvek. Elle s'est inquiétée du sort d'Osterov. Les deux présidents ont dîné.",
        "Les deux",
        "Edmée Sorvane;Radomir Tasvek",
    ),
    ("M. Tasvek a averti que le Karsan taxerait le gaz, a-t-il ajouté.", "-t-il", "Radomir Tasvek"),
]


def _names(mention: Mention | None) -> list[str]:
    return [r.actor.name for r in mention.referents] if mention else []


@pytest.mark.parametrize(("text", "words", "who"), ENGLISH)
def test_who_it_is_in_english(text: str, words: str, who: str, last_in: LastIn) -> None:
    assert sorted(_names(last_in(text, words))) == sorted(who.split(";") if who else [])


@pytest.mark.parametrize(("text", "words", "who"), FRENCH)
def test_who_it_is_in_french(text: str, words: str, who: str, last_in: LastIn) -> None:
    assert sorted(_names(last_in(text, words, language="fr"))) == sorted(who.split(";") if who else [])
