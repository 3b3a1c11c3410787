"""Quotations that go on over paragraphs: *An Ormes spokesman said: “S.*, then *“T.*, *“U.”*.

Each paragraph opens with the marks again, only the last one closes them. Whoever is quoted reports what
people say inside. A paragraph that is one quotation in the first person, and nothing else, is said by the one
person who has spoken at the end of the paragraph before (*X demanded N.*, then *“We will not wait.”*).
"""

from __future__ import annotations

from collections.abc import Sequence

from verbale.model import Span
from verbale.read.names.mention import MentionIndex
from verbale.read.statements.content import tighten
from verbale.read.statements.relay import Relay
from verbale.read.statements.sources import Source
from verbale.read.statements.voices import Voices
from verbale.read.story.document import ParsedParagraph, Story
from verbale.read.story.paragraphs import ParagraphKind
from verbale.read.story.tokens import grammar_of, plain
from verbale.sentences import say

OPENING = frozenset("«“„\"'‘")
GOES_ON = say("the quotation goes on")


def quoted_paragraphs(
    story: Story, voices: Sequence[Voices], mentions: MentionIndex
) -> dict[int, tuple[Relay, Source]]:
    """The paragraphs in which a quotation of the one before goes on, by index, each with who is quoted."""
    found: dict[int, tuple[Relay, Source]] = {}
    by_index = {v.paragraph.index: v for v in voices}
    for before, paragraph in zip(story.paragraphs, story.paragraphs[1:], strict=False):
        if not _opens_with_marks(paragraph):
            continue
        last = found.get(before.index)
        source: Source | None = None
        if last is not None:
            source = last[1] if not _closes(before) else None
        elif before.index in by_index:
            source = _introduced(by_index[before.index], mentions)
            if source is None and _is_all_quoted(paragraph) and before.kind is not ParagraphKind.HEADING:
                source = _spoken_last(by_index[before.index], mentions)
        if source is not None:
            found[paragraph.index] = (_relay(paragraph), source)
    return found


def _is_all_quoted(paragraph: ParsedParagraph) -> bool:
    """Whether a paragraph is one closed quotation, in the first person, and nothing else."""
    text = paragraph.doc.text
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    quotation, base = paragraph.quotations[0], paragraph.span.start
    whole = quotation.span.start - base <= first and quotation.span.end - base >= last
    persons = grammar_of(paragraph.doc[0]).pronouns.first_person
    return whole and quotation.closed and any(plain(t) in persons for t in paragraph.doc)


def _spoken_last(voices: Voices, mentions: MentionIndex) -> Source | None:
    """The one person whose words the last sentence of a paragraph tells, as the subject of its verb, where it
    names nobody else.
    """
    paragraph = voices.paragraph
    last = paragraph.doc[len(paragraph.doc) - 1].sent
    told = [
        (frame, source)
        for frame, source in voices.frames
        if source.referents and frame.contents and frame.anchor.sent == last
    ]
    names = {r.actor.name for _, source in told for r in source.referents}
    here = [m for m in mentions.in_paragraph(paragraph.index) if paragraph.doc[m.head].sent == last]
    names |= {r.actor.name for m in here for r in m.referents if r.is_person}
    mains = [s for f, s in told if f.anchor.head == f.anchor and s.referents[0].is_person]
    return mains[0] if len(names) == 1 and mains else None


def _relay(paragraph: ParsedParagraph) -> Relay:
    quotation = paragraph.quotations[0]
    said = tighten(paragraph, quotation.inner)
    mark = Span(quotation.span.start, quotation.inner.start)
    return Relay(paragraph, GOES_ON, "", (), None, mark, (said,), quoted=True)


def _opens_with_marks(paragraph: ParsedParagraph) -> bool:
    start = paragraph.doc.text.lstrip()[:1]
    return start in OPENING and bool(paragraph.quotations)


def _closes(paragraph: ParsedParagraph) -> bool:
    return bool(paragraph.quotations) and paragraph.quotations[-1].closed


def _introduced(voices: Voices, mentions: MentionIndex) -> Source | None:
    """Who the end of a paragraph lets speak: the quotation left open there, or the words before its colon."""
    paragraph = voices.paragraph
    text = paragraph.doc.text.rstrip()
    if paragraph.quotations and not paragraph.quotations[-1].closed:
        inner = paragraph.quotations[-1].inner
        start = paragraph.quotations[-1].span.start
        frames = [
            teller
            for frame, teller in voices.frames
            if frame.cue.end <= start and any(c.span.overlaps(inner) for c in frame.contents)
        ]
        relays = [
            teller
            for relay, teller in voices.relays
            if relay.quoted and any(p.overlaps(inner) for p in relay.reach)
        ]
        return next((s for s in (*frames, *relays) if s.referents), None)
    if text[-1:] != ":":
        return None
    named = [m for m in mentions.in_paragraph(paragraph.index) if m.referents]
    names = {r.actor.name for m in named for r in m.referents}
    return Source(named[0].referents, named[0].span, kind=named[0].kind) if len(names) == 1 else None
