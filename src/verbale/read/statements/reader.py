"""From frames and relays to statements: who said what, to whom, according to whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from verbale.model import Actor, ContactReport, Span
from verbale.read.lexicons.cues import CueLexicon
from verbale.read.names.mention import MentionIndex, Referent
from verbale.read.statements.contact_reports import reports_of
from verbale.read.statements.context import StatementContext
from verbale.read.statements.draft import (
    Draft,
    carry_into_paragraphs,
    carry_reporters,
    report_by,
    report_by_issuer,
)
from verbale.read.statements.frame_statements import frame_statements
from verbale.read.statements.free_quotations import free_quotations
from verbale.read.statements.listed_paragraphs import spread_over_lists
from verbale.read.statements.ownership import same_actors
from verbale.read.statements.quoted_paragraphs import GOES_ON, quoted_paragraphs
from verbale.read.statements.readout import readout_issuer, title_issuer
from verbale.read.statements.relay import Relay
from verbale.read.statements.relay_statements import relay_statements
from verbale.read.statements.sources import Source, SourceFinder
from verbale.read.statements.told_contacts import further_contacts, told_contacts
from verbale.read.statements.voices import Voices, find_voices
from verbale.read.story.document import ParsedParagraph, Story
from verbale.read.story.paragraphs import ParagraphKind
from verbale.syntax.tree import Token

__all__ = ["Draft", "StatementReader"]


class StatementReader:
    """Reads the statements of one story.

    `is_contact_fact` says whether a predicate only tells of a contact; `times` are the spans of time
    expressions.
    """

    def __init__(
        self,
        story: Story,
        mentions: MentionIndex,
        sources: SourceFinder,
        lexicon: CueLexicon,
        is_contact_fact: Callable[[ParsedParagraph, Token], bool],
        times: Sequence[Span] = (),
    ) -> None:
        self._story = story
        self._context = StatementContext(mentions, sources, lexicon, is_contact_fact, tuple(times))
        self._heard = [
            find_voices(paragraph, sources, lexicon)
            for paragraph in story.paragraphs
            if paragraph.kind is not ParagraphKind.CAPTION
        ]

    def reports(self) -> list[ContactReport]:
        """What each source of the story tells as a fact, of contacts or not, in text order."""
        return [r for voices in self._heard for r in reports_of(voices)]

    def issuer(self) -> Actor | None:
        """The institution whose readout the story is; None when it is none."""
        found = self._issuer()
        return found.actor if found is not None else None

    def _issuer(self) -> Referent | None:
        context = self._context
        found = readout_issuer(self._story, context.mentions, context.lexicon)
        if found is not None:
            return found
        host = title_issuer(self._story, context.mentions, context.lexicon)
        return context.sources.institution_of(host) if host is not None else None

    def drafts(self) -> list[Draft]:
        """All statements in text order, duplicates included."""
        context = self._context
        found: list[Draft] = []
        quoted = quoted_paragraphs(self._story, self._heard, context.mentions)
        for voices in self._heard:
            found += self._of_paragraph(voices, quoted.get(voices.paragraph.index))
        drafts = carry_into_paragraphs(self._story, spread_over_lists(self._story, found))
        issuer = self._issuer()
        return [report_by_issuer(d, issuer) for d in drafts] if issuer is not None else drafts

    def _of_paragraph(self, voices: Voices, goes_on: tuple[Relay, Source] | None) -> list[Draft]:
        drafts: list[Draft] = []
        spoken = []
        for frame, source in voices.frames:
            made = frame_statements(voices, frame, source, self._context)
            if made:
                spoken.append(frame)
                drafts += made
        if goes_on is not None:
            drafts = [report_by(d, goes_on[1].referents, GOES_ON) for d in drafts]
            drafts += relay_statements(voices, *goes_on, spoken, self._context)
        for relay, source in voices.relays:
            own = [f for f, s in voices.frames if f.contents and same_actors(s.referents, source.referents)]
            drafts += relay_statements(voices, relay, source, [*spoken, *own], self._context)
        drafts.sort(key=lambda d: (d.sentence, d.statement.content))
        for relay, source in list(free_quotations(voices, drafts, self._context)):
            drafts += relay_statements(voices, relay, source, (), self._context)
        drafts.sort(key=lambda d: (d.sentence, d.statement.content))
        context = self._context
        return carry_reporters(drafts, told_contacts(voices, context), further_contacts(voices, context))
