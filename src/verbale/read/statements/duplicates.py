"""The same content told again (headline, lead, body, quotation) is one statement, its other tellings further
evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verbale.model import Ground, Span, Statement
from verbale.read.lexicons.topics import TopicLexicon, find_topics
from verbale.read.statements.draft import Draft
from verbale.read.story.document import Story

# Share of the shorter content's words that must stand in the longer one.
SAME_WORDS = 0.7
HEADLINE_WORDS = 0.5
CONTENT_WORDS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


def merge_duplicates(story: Story, drafts: Sequence[Draft], topics: TopicLexicon) -> tuple[Statement, ...]:
    """The statements of a story in text order, each content once, with their topics."""
    kept: list[Draft] = []
    for draft in drafts:
        twin = next((k for k in kept if _same(story, k, draft)), None)
        if twin is None:
            kept.append(draft)
            continue
        better, other = (draft, twin) if _rank(draft) > _rank(twin) else (twin, draft)
        kept[kept.index(twin)] = _joined(better, other)
    text = story.article.text
    statements = [_with_topics(k.statement, find_topics(k.statement.content.of(text), topics)) for k in kept]
    return tuple(sorted(statements, key=lambda s: (s.content, s.act)))


def _with_topics(statement: Statement, found: tuple[str, ...]) -> Statement:
    grounds = (
        Ground("topics", "a word of the topic stands in the content", t, statement.content) for t in found
    )
    return replace(statement, topics=found, grounds=(*statement.grounds, *grounds))


def _joined(better: Draft, other: Draft) -> Draft:
    b, o = better.statement, other.statement
    evidence = tuple(sorted({*b.evidence, *o.evidence, o.content}))
    statement = replace(
        b,
        evidence=evidence,
        reported_by=b.reported_by or (o.reported_by if o.speaker == b.speaker else ()),
        addressee=b.addressee or o.addressee,
        via=b.via or o.via,
        grounds=(*b.grounds, *(g for g in o.grounds if g.field in _taken(b, o))),
    )
    return replace(better, statement=statement)


def _taken(better: Statement, other: Statement) -> set[str]:
    """The fields that the better telling takes from the other one."""
    return {f for f in ("reported_by", "addressee") if getattr(other, f) and not getattr(better, f)}


def _rank(draft: Draft) -> tuple[bool, bool, int]:
    """The fullest telling wins: not in a heading, with a reporter, then the longer."""
    s = draft.statement
    return (not draft.heading, bool(s.reported_by), s.content.end - s.content.start)


def _same(story: Story, left: Draft, right: Draft) -> bool:
    a, b = left.statement, right.statement
    if a.content.overlaps(b.content):
        return a.speaker == b.speaker and a.content == b.content
    if left.heading or right.heading:
        # a headline tells in few words what the body tells: the act may be told otherwise
        words = _words(story, a.content), _words(story, b.content)
        shorter = min(map(len, words))
        return a.speaker == b.speaker and shorter > 0 and len(words[0] & words[1]) >= HEADLINE_WORDS * shorter
    if (
        a.speaker != b.speaker
        or a.act is not b.act
        or (a.reported_by and b.reported_by and a.reported_by != b.reported_by)
    ):
        return False
    if a.polarity is not b.polarity:
        return False
    words_a, words_b = _words(story, a.content), _words(story, b.content)
    shorter = min(len(words_a), len(words_b))
    return shorter >= 2 and len(words_a & words_b) >= SAME_WORDS * shorter


def _words(story: Story, span: Span) -> frozenset[str]:
    paragraph = story.paragraph_at(span.start)
    if paragraph is None:
        return frozenset()
    return frozenset(t.lemma_.lower() for t in paragraph.tokens_in(span) if t.pos_ in CONTENT_WORDS)
