"""Contacts that somebody tells of: no statement themselves, but what follows is told by the same source.

*X a téléphoné à Y, indique la chancellerie. Il lui a demandé P*: the chancellery reports the demand too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from verbale.model import Actor, Span
from verbale.read.statements.acts import main_predicate
from verbale.read.statements.content import Content
from verbale.read.statements.context import StatementContext, actors_of
from verbale.read.statements.sources import Source
from verbale.read.statements.voices import Voices
from verbale.read.story.clauses import is_future, subject_of
from verbale.read.story.document import head_of


@dataclass(frozen=True, slots=True)
class ToldContact:
    """A clause that tells of a contact.

    Attributes:
        sentence: index of the first token of its sentence in the paragraph.
        parties: the subject of the clause, who goes on to speak.
        reported_by: who tells of it; `span`: the words that name him.
    """

    sentence: int
    parties: tuple[Actor, ...]
    reported_by: tuple[Actor, ...]
    span: Span | None


def told_contacts(voices: Voices, context: StatementContext) -> list[ToldContact]:
    """The contacts told of in one paragraph, in order."""
    found = [*_of_relays(voices, context), *_of_frames(voices, context)]
    return sorted(found, key=lambda t: t.sentence)


def _of_relays(voices: Voices, context: StatementContext) -> Iterator[ToldContact]:
    paragraph = voices.paragraph
    for relay, source in voices.relays:
        for part in relay.reach if source.referents else ():
            head = head_of(paragraph.tokens_in(part))
            told = _told(voices, Content(part, "clause", head), source, context)
            if told is not None:
                yield told


def _of_frames(voices: Voices, context: StatementContext) -> Iterator[ToldContact]:
    for frame, source in voices.frames:
        if frame.rule != "verb" or not source.referents or frame.negated:
            continue
        for content in frame.contents:
            told = _told(voices, content, source, context)
            if told is not None:
                yield told


def _told(voices: Voices, content: Content, source: Source, context: StatementContext) -> ToldContact | None:
    predicate = main_predicate(content)
    if predicate is None or not context.is_contact_fact(voices.paragraph, predicate):
        return None
    if is_future(predicate):
        return None  # "X and Y will meet, Z announced. X confirmed S": nothing of it was said there
    parties = context.sources.source(voices.paragraph, subject_of(predicate).heads).referents
    if not parties:
        return None
    return ToldContact(predicate.sent.start, actors_of(parties), actors_of(source.referents), source.span)
