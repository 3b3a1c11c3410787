"""A body by the first word of its name: *le Front des Hautes-Vallées*, then *le Front*."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from verbale.actors.registry import ActorRegistry
from verbale.actors.schema import ActorKind
from verbale.read.names.mention import MentionKind
from verbale.read.names.raw_mention import RawMention, raw_mention
from verbale.read.story.document import ParsedParagraph
from verbale.read.story.tokens import grammar_of, plain, preposition
from verbale.syntax.tree import Token

BODIES = frozenset({ActorKind.ORGANISATION, ActorKind.GROUP})
# How many letters a word has that may stand for a whole name.
SHORTEST = 4


def first_words(
    story: Sequence[tuple[ParsedParagraph, Sequence[RawMention]]], registry: ActorRegistry
) -> Mapping[str, RawMention]:
    """The first word of each body's name of several words, where it is that of only one body."""
    bodies: dict[str, list[RawMention]] = {}
    for paragraph, mentions in story:
        for mention in mentions:
            word = _first_word(paragraph, mention, registry)
            if word:
                bodies.setdefault(word, []).append(mention)
    return {w: named[0] for w, named in bodies.items() if len({m.entries for m in named}) == 1}


def find_short_names(
    paragraph: ParsedParagraph, found: Iterable[RawMention], words: Mapping[str, RawMention]
) -> list[RawMention]:
    """Further mentions of bodies by that word alone, behind a definite article."""
    taken = {i for m in found for i in range(*m.tokens)}
    return [
        raw_mention(
            paragraph,
            t.i,
            t.i + 1,
            MentionKind.NAME,
            entries=words[t.text].entries,
            how=words[t.text].how,
        )
        for t in paragraph.doc
        if t.text in words and t.i not in taken and _is_alone(t)
    ]


def _first_word(paragraph: ParsedParagraph, mention: RawMention, registry: ActorRegistry) -> str:
    if len(mention.entries) != 1 or mention.tokens[1] - mention.tokens[0] < 2:
        return ""
    entry = registry.get(mention.entries[0])
    if entry is None or entry.kind not in BODIES:
        return ""
    word = next((t for t in paragraph.doc[slice(*mention.tokens)] if t.text[:1].isupper()), None)
    return word.text if word is not None and len(word.text) >= SHORTEST and not word.text.isupper() else ""


def _is_alone(word: Token) -> bool:
    """Whether a definite article stands before it and nothing of a longer name behind."""
    before = word.doc[word.i - 1] if word.i > 0 else None
    articles = grammar_of(word).determiners.articles | grammar_of(word).determiners.before_people
    if before is None or plain(before) not in articles:
        return False
    after = word.doc[word.i + 1] if word.i + 1 < len(word.doc) else None
    if after is None or after.is_punct:
        return True
    of = grammar_of(word).prepositions.genitive
    longer = after.text[:1].isupper() or after.pos_ == "ADJ" or preposition(after) == of
    return not longer
