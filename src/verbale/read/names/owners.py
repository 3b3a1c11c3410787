"""Whose adviser, spokesman, counterpart or government a phrase means: the person named beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verbale.read.names.coreference_words import OwnerWords
from verbale.read.names.mention import MentionKind
from verbale.read.names.raw_mention import RawMention
from verbale.read.story.document import ParsedParagraph
from verbale.read.story.tokens import grammar_of, plain

PEOPLE = frozenset({MentionKind.NAME, MentionKind.SURNAME, MentionKind.OFFICE})


def with_owners(
    paragraph: ParsedParagraph, mentions: Sequence[RawMention], words: OwnerWords
) -> list[RawMention]:
    """The mentions, each with the tokens of its owner: *Vask's adviser*, *an aide to Vask*, *the Vask
    administration*.

    A name that bears the title itself (*Vask's adviser Jan Orel*) has none.
    """
    found = []
    for i, mention in enumerate(mentions):
        before = mentions[i - 1] if i > 0 else None
        after = mentions[i + 1] if i + 1 < len(mentions) else None
        owner = _owner(paragraph, mention, before, after, words) if _can_be_owned(mention, words) else None
        if owner is not None or not mention.needs_owner:
            found.append(mention if owner is None else replace(mention, owner=owner.tokens))
    return found


def _can_be_owned(mention: RawMention, words: OwnerWords) -> bool:
    if mention.kind is MentionKind.COUNTERPART:
        return True
    if mention.of:
        return False
    if mention.kind is MentionKind.OFFICE:
        return bool(mention.offices & words.offices)
    return mention.kind is MentionKind.SIDE and mention.institution in words.institutions


def _owner(
    paragraph: ParsedParagraph,
    mention: RawMention,
    before: RawMention | None,
    after: RawMention | None,
    words: OwnerWords,
) -> RawMention | None:
    doc = paragraph.doc
    if before is not None and before.kind in PEOPLE:
        between = [plain(t) for t in doc[before.tokens[1] : mention.tokens[0]]]
        beside = between == [] and mention.kind is MentionKind.SIDE
        if beside or (between[:1] and between[0] in words.behind and len(between) <= 2):
            return before
    if after is not None and after.kind in PEOPLE and mention.kind is MentionKind.OFFICE:
        between = [plain(t) for t in doc[mention.tokens[1] : after.tokens[0]]]
        if between[:1] and between[0] in words.before:
            articles = grammar_of(doc[after.tokens[0]]).determiners.articles
            return after if set(between[1:]) <= articles else None
    return None
