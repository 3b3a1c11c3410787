"""Which stories are one side's own readout."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.read.names.mention import MentionIndex
from verbale.read.reading import ReadingTools
from verbale.read.statements.readout import readout_issuer
from verbale.read.story.document import Story

BODY = "\n\nLa Présidente s'est entretenue avec M. Gavril Osterov. Elle a demandé la réouverture du détroit."


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("Palais des Ormes, le 14 octobre 2024", "Ormes Palace"),
        ("PALAIS DES ORMES\nCommuniqué de presse", "Ormes Palace"),
        ("Service de presse de la Citadelle\nOrvik, le 3 octobre 2024", "Citadel"),
        ("MAISON DU ROI — Sainte-Odre, le 18 novembre 2024", "Cardenne Islands (royal court)"),
        ("Communiqué de la Ligue des États riverains", "League of Riparian States"),
        # a headline about a palace is no letterhead: it has a verb
        ("Le palais des Ormes dément toute livraison", None),
        # the name is too small a part of a headline without one
        ("Blé, gaz et bois : les trois dossiers qui attendent la Citadelle cet hiver", None),
        # an agency's dateline
        ("ASMÈRE (AVP) —", None),
        ("", None),
    ],
)
def test_issuer(
    head: str,
    issuer: str | None,
    tools: ReadingTools,
    parsed: Callable[[str], Story],
    named: Callable[[Story], MentionIndex],
) -> None:
    story = parsed((head + BODY).strip())
    found = readout_issuer(story, named(story), tools.cues)
    assert (found.actor.name if found else None) == issuer


def test_two_letterheads_are_none(
    tools: ReadingTools, parsed: Callable[[str], Story], named: Callable[[Story], MentionIndex]
) -> None:
    story = parsed("Palais des Ormes\n\nVieux-Fort" + BODY)
    assert readout_issuer(story, named(story), tools.cues) is None
