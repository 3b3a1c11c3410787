"""When a story says it was published, and what must never be taken for that."""

from __future__ import annotations

import pytest

from verbale.times import PublicationBasis, TimeLexicon, find_times, publication_from_text, resolve

BODY = "Les deux présidents se sont parlé mardi 2 mai 2023 pendant une heure."

ROWS = [
    # text before the body, EDTF, basis
    ("date 2023-05 ", "2023-05", ["metadata"]),
    ("\n  date 2023-05-03\n", "2023-05-03", ["metadata"]),
    ("date: 2023-05-03\n", "2023-05-03", ["metadata"]),
    ("Publié le 11 mai 2023 à 13h12\n\n", "2023-05-11", ["stamp"]),
    ("Publié le 11/05/2023 à 13:12 - Mis à jour le 12/05/2023\n\n", "2023-05-11", ["stamp"]),
    ("Mis à jour le 12 mai 2023\n\n", "2023-05-12", ["updated"]),
    ("Un titre\n11/05/2023 13:12\n", "2023-05-11", ["stamp"]),
    ("date 2023-05 Un titre\n11/05/2023 13:12\n", "2023-05-11", ["metadata", "stamp"]),
    ("Publié à 13h12, le 11 mai 2023\n\n", "2023-05-11", ["stamp"]),
    ("Un titre Publié le 11 mai 2023 à 13h12, modifié le 12 mai 2023 à 9h00 ", "2023-05-11", ["stamp"]),
    # the head of an official readout
    ("Palais des Tilleuls, le 11 mai 2023\n\nCOMMUNIQUÉ\n\n", "2023-05-11", ["stamp"]),
    ("MAISON DU ROI — Sainte-Odre, le 11 mai 2023\n\n", "2023-05-11", ["stamp"]),
    ("PRÉSIDENCE\nJeudi 11 mai 2023 – 18 h 30\n\n", "2023-05-11", ["stamp"]),
    ("LISSE/ORVIK | 11 mai 2023\n\n", "2023-05-11", ["stamp"]),
    # a headline: its date is what it tells of
    ("Les Onze dînent à Lisse | 11 mai 2023\n\n", None, []),
    ("Oslo reçoit Berne à dîner, le 11 mai 2023\n\n", None, []),
    ("Sommet de Lisse, 11 mai 2023 : les Onze divisés\n\n", None, []),
    ("Guerre du gaz, jour 5, le 11 mai 2023\n\n", None, []),
    # a sentence, not a stamp
    ("Publié le 3 mai 2023, le rapport accable les deux camps. ", None, []),
    ("Publié le 3 mai 2023 dans une revue, le rapport accable les deux camps. ", None, []),
    ("Dans un entretien publié le 3 mai 2023, il se dit prêt. ", None, []),
    # datelines; without a year only inside a month that something else gives
    ("date 2023-05 (ANSA) – OSLO, 03 MAI – ", "2023-05-03", ["metadata", "dateline"]),
    ("date 2023-05 OSLO, 3 mai (Reuters) - ", "2023-05-03", ["metadata", "dateline"]),
    ("date 2023-05 Oslo, 3 mai 2023 (AFP) - ", "2023-05-03", ["metadata", "dateline"]),
    ("OSLO, 3 mai 2023 (Reuters) - ", "2023-05-03", ["dateline"]),
    ("Oslo, 03/05/2023. — ", "2023-05-03", ["dateline"]),
    ("3 mai 2023 (Reuters) - ", "2023-05-03", ["dateline"]),  # the place is left out
    ("OSLO, 3 mai (Reuters) - ", None, []),
    ("date 2023-05 OSLO, 3 avril (Reuters) - ", "2023-05", ["metadata"]),
    # a date in the body is what the story tells of
    ("", None, []),
    ("Le 3 mai 2023, Oslo a parlé. ", None, []),
    ("Oslo, le 3 mai 2023, était en fête. ", None, []),
    ("La date 2023-05 importe peu. ", None, []),
    ("Le livre, publié en 2021, l'avait prédit. ", None, []),
]


@pytest.mark.parametrize(("head", "edtf", "basis"), ROWS)
def test_publication(head: str, edtf: str | None, basis: list[str], french: TimeLexicon) -> None:
    publication = publication_from_text(head + BODY, french)
    if edtf is None:
        assert publication is None
        return
    assert publication is not None
    assert publication.edtf == edtf
    assert [b.value for b in publication.basis] == basis
    for span in publication.spans:
        assert span.end <= len(head), "the prose must stay whole when the spans are cut"


def test_a_comment_bounds_the_story_from_above(french: TimeLexicon) -> None:
    text = (
        "Les deux présidents se sont parlé mardi.\n\nCommentaires\n"
        "Posté par veilleur, mercredi 4 mai 2022, 9:02\nTrop tard.\n"
        "Posté par abc, mardi 3 mai 2022, 19:25\nEnfin !\n"
    )
    publication = publication_from_text(text, french)
    assert publication is not None
    assert publication.edtf == "../2022-05-03"
    assert publication.basis == (PublicationBasis.COMMENT,)
    assert [s.of(text)[:10] for s in publication.spans] == ["Posté par ", "Posté par "]
    # by convention the story may be taken to be of the week that ends with its first comment
    publication = publication_from_text(text, french, comment_reach=6)
    assert publication is not None
    assert publication.edtf == "2022-04-27/2022-05-03"
    (tuesday,) = find_times("mardi", french)
    days = resolve(tuesday, publication.days)
    assert days is not None
    assert days.edtf == "2022-05-03"


def test_a_comment_earlier_than_its_story_is_a_conflict(french: TimeLexicon) -> None:
    text = "date 2023-05-10 " + BODY + "\nPosté par abc, lundi 1er mai 2023, 19:25\n"
    publication = publication_from_text(text, french)
    assert publication is not None
    assert publication.edtf == "2023-05-10"
    assert publication.conflict == "metadata says 2023-05-10, comment says ../2023-05-01"


def test_two_stamps_that_disagree_with_the_metadata(french: TimeLexicon) -> None:
    publication = publication_from_text("date 2023-05 Publié le 3 juin 2023\n" + BODY, french)
    assert publication is not None
    assert publication.edtf == "2023-05"
    assert publication.conflict == "metadata says 2023-05, stamp says 2023-06-03"
