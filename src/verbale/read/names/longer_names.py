"""Surnames inside longer names: *Cameron Vask* is not the Irina Vask whom the actor files know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verbale.actors.registry import ActorRegistry
from verbale.fold import fold_freely
from verbale.read.names.coreference_words import CoreferenceWords
from verbale.read.names.mention import MentionKind
from verbale.read.names.raw_mention import RawMention, raw_mention
from verbale.read.names.unknown_names import end_of_hyphens, in_title_case, may_be_person
from verbale.read.story.document import ParsedParagraph
from verbale.read.story.tokens import plain
from verbale.syntax.tree import Stretch, Token

# A parser ties the words of one name so.
NAME_RELATIONS = frozenset({"flat", "flat:name", "compound", "nmod"})


def with_longer_names(
    paragraph: ParsedParagraph,
    named: Sequence[RawMention],
    taken: set[int],
    registry: ActorRegistry,
    words: CoreferenceWords,
) -> list[RawMention]:
    """The names, each known surname that is part of a longer name as that name.

    *Joseph Vask* may be the known *Joe Vask*, for their initials agree; *Cameron Vask* is somebody else, whom
    only the story knows; *Hong Kong* is nobody called Hong.

    Args:
        taken: tokens of full names, sides and titles, which are part of no longer name.
    """
    if in_title_case(paragraph):
        return list(named)  # any word may have a capital
    found: dict[tuple[int, int], RawMention] = {}
    for mention in named:
        longer = mention
        if mention.kind is MentionKind.SURNAME:
            longer = _longer(paragraph, mention, taken, registry, words) or mention
        if longer is mention or may_be_person(paragraph.doc[slice(*longer.tokens)], words):
            other = found.get(longer.tokens)  # of "Jan Orel" both words may be surnames
            if other is None or not other.entries:
                found[longer.tokens] = longer
    return list(found.values())


def _longer(
    paragraph: ParsedParagraph,
    mention: RawMention,
    taken: set[int],
    registry: ActorRegistry,
    words: CoreferenceWords,
) -> RawMention | None:
    doc = paragraph.doc
    start, end = mention.tokens
    if doc[start].lower_ in words.courtesy:
        return None
    while start > 0 and start - 1 not in taken and _ties(doc[start - 1], doc[start], words):
        start -= 1
    end = end_of_hyphens(doc, end - 1)
    while end < len(doc) and end not in taken and _ties(doc[end], doc[end - 1], words):
        end = end_of_hyphens(doc, end)
    if end < len(doc) and end not in taken and _is_given_name(doc[end : end_of_hyphens(doc, end)]):
        end = end_of_hyphens(doc, end)
    if (start, end) == mention.tokens:
        return None
    name = doc.text[doc[start].idx : doc[end - 1].idx + len(doc[end - 1].text)]
    if end == mention.tokens[1]:
        initial = fold_freely(name)[:1]
        entries = [e for e in map(registry.get, mention.entries) if e is not None]
        same = tuple(e.id for e in entries if fold_freely(e.name)[:1] == initial)
        if same:
            listed = raw_mention(paragraph, start, end, MentionKind.NAME)
            return replace(
                mention,
                span=listed.span,
                tokens=listed.tokens,
                head=listed.head,
                kind=MentionKind.NAME,
                entries=same,
                surname=None,
            )
    return raw_mention(paragraph, start, end, MentionKind.NAME, unknown_name=name, gender=mention.gender)


def _is_given_name(words: Stretch) -> bool:
    """*Min-seo* behind a surname, whatever a parser makes of it."""
    listed = list(words)
    return len(listed) > 1 and listed[0].text[:1].isupper() and listed[-1].text.islower()


def _ties(word: Token, neighbour: Token, words: CoreferenceWords) -> bool:
    """Whether a word beside a surname is part of the same name."""
    named = word.pos_ == "PROPN" or word.dep_ in ("flat", "flat:name")
    written = named and word.text[:1].isupper() and any(c.islower() for c in word.text)
    if (
        not written
        or word.lower_ in words.courtesy
        or plain(word) in words.unknown_names.never_before_surname
    ):
        return False
    left, right = sorted((word, neighbour), key=lambda t: t.i)
    if left.head is right:
        return left.dep_ in NAME_RELATIONS
    if right.head is left:
        return right.dep_ in NAME_RELATIONS - {"nmod"}
    return left.head is right.head and right.dep_ in ("flat", "flat:name")
