"""Contacts that somebody tells of: no statement themselves, but what follows is told by the same source.

*X a téléphoné à Y, indique la chancellerie. Il lui a demandé P*: the chancellery reports the demand too. Not
what was said in another contact (*La veille, il avait reçu Z. Il avait promis P*).
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
from verbale.read.story.document import ParsedParagraph, head_of
from verbale.syntax.tree import Token


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


def further_contacts(voices: Voices, context: StatementContext) -> list[int]:
    """The sentences, by their first token, that tell of a contact with somebody the paragraph has not named
    before.
    """
    paragraph = voices.paragraph
    named: set[str] = set()
    found: list[int] = []
    for sentence in paragraph.sentences():
        mentions = [
            m
            for m in context.mentions.in_paragraph(paragraph.index)
            if sentence.start <= m.tokens[0] < sentence.end
        ]
        people = {r.actor.name for m in mentions for r in m.referents if r.is_person}
        if named and people - named and any(_is_met(paragraph, t, context) for t in sentence):
            found.append(sentence.start)
        named |= people
    return found


def _is_met(paragraph: ParsedParagraph, verb: Token, context: StatementContext) -> bool:
    """Whether a main verb tells of a contact, somebody its subject."""
    main = verb.dep_ == "ROOT" and verb.pos_ == "VERB"
    if not main or not context.is_contact_fact(paragraph, verb) or is_future(verb):
        return False
    subject = context.sources.source(paragraph, subject_of(verb).heads).referents
    return any(r.is_person for r in subject)


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
