"""Quotations that go on behind their incise."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.read.reading import ReadingTools
from verbale.read.statements.attribution import find_frames
from verbale.read.statements.relays import find_relays
from verbale.read.story.document import Story


@pytest.mark.parametrize(
    ("text", "reaches"),
    [
        ("« Le pont tient », a dit Mirela Kost. « La route aussi. »", ["Le pont tient", "La route aussi."]),
        (
            "« Le pont tient », a dit Mirela Kost. « La route aussi. » Il neige.",
            ["Le pont tient", "La route aussi."],
        ),
        # somebody else's
        (
            "« Le pont tient », a dit Mirela Kost. « La route aussi », a ajouté Gavril Osterov.",
            ["Le pont tient"],
        ),
        # the next sentence only holds a quotation
        ("« Le pont tient », a dit Mirela Kost. « Rovia Presse » en parle.", ["Le pont tient"]),
        ("« Le pont tient », a dit Mirela Kost. Il neige. « La route aussi. »", ["Le pont tient"]),
    ],
)
def test_what_goes_on(
    text: str, reaches: list[str], tools: ReadingTools, parsed: Callable[[str], Story]
) -> None:
    (paragraph,) = parsed(text).paragraphs
    relay = find_relays(paragraph, find_frames(paragraph, tools.cues), tools.cues)[0]
    assert [part.of(text).strip() for part in relay.reach] == reaches
