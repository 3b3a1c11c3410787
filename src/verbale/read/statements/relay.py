"""A relay: who reports a stretch of text, and how far that reaches."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.model import Span
from verbale.read.statements.cue_frame import Frame
from verbale.read.story.document import ParsedParagraph
from verbale.syntax.tree import Token


@dataclass(frozen=True, slots=True)
class Relay:
    """One relay.

    Attributes:
        sources: heads of the noun phrases that name it.
        cue: the words that say that something is said; None beside a free-standing quotation.
        own: the words of the relay itself.
        reach: the stretches of the paragraph that it reports, in order.
        frame: the incise's frame; None for a prepositional phrase.
        quoted: the reach is one whole quotation, or ends with one.
        set_off: it reports the adjective between commas before it alone (*imputables à X selon Y*).
        relative: the source is the antecedent of a relative clause (*Paris, pour qui « ... »*).
    """

    paragraph: ParsedParagraph
    rule: str
    entry: str
    sources: tuple[Token, ...]
    cue: Span | None
    own: Span
    reach: tuple[Span, ...]
    frame: Frame | None = None
    quoted: bool = False
    relative: bool = False
    set_off: bool = False
