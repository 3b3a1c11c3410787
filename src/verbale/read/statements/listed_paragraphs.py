"""Lists whose items are paragraphs: *a présenté ses demandes :*, then a line with a dash for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verbale.model import Span
from verbale.read.statements.content import tighten
from verbale.read.statements.context import directness_of
from verbale.read.statements.draft import Draft
from verbale.read.story.document import ParsedParagraph, Story

MARKS = frozenset("-–—•*")
ENDS = " ;,.\n\u00a0"
# An introduction of so few words says nothing but what the items are ("ses demandes").
SHORT_INTRODUCTION = 4


def spread_over_lists(story: Story, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with one for each item of a list in place of the draft that introduces it."""
    found = list(drafts)
    for paragraph in story.paragraphs:
        items = _items_after(story, paragraph)
        last = [d for d in found if d.paragraph == paragraph.index]
        if not items or not last or last[-1].sentence != _last_sentence(paragraph):
            continue
        introduction = last[-1]
        at = found.index(introduction)
        spread = [_as_item(introduction, item) for item in items]
        content = introduction.statement.content
        short = len(content.of(story.article.text).split()) <= SHORT_INTRODUCTION
        found[at : at + 1] = spread if short else [introduction, *spread]
    return found


def _items_after(story: Story, paragraph: ParsedParagraph) -> list[ParsedParagraph]:
    if not paragraph.doc.text.rstrip().endswith(":"):
        return []
    items: list[ParsedParagraph] = []
    for following in story.paragraphs[paragraph.index + 1 :]:
        if following.doc.text.lstrip()[:1] not in MARKS:
            break
        items.append(following)
    return items


def _last_sentence(paragraph: ParsedParagraph) -> int:
    return [s.start for s in paragraph.sentences()][-1]


def _as_item(introduction: Draft, item: ParsedParagraph) -> Draft:
    text, start, end = item.doc.text, 0, len(item.doc.text)
    while start < end and (text[start] in MARKS or text[start].isspace()):
        start += 1
    while end > start and text[end - 1] in ENDS:
        end -= 1
    span = tighten(item, Span(item.span.start + start, item.span.start + end))
    statement = replace(
        introduction.statement,
        content=span,
        directness=directness_of(item, span),
        reasons=(*introduction.statement.reasons, "an item of the list behind the colon"),
    )
    return replace(introduction, statement=statement, paragraph=item.index, sentence=0)
