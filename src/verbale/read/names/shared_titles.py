"""One plural title for several people: *les présidents de la Valdorie, X, et du Karsan, Y*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from verbale.actors.registry import ActorRegistry
from verbale.model import Span
from verbale.read.names.mention import MentionKind
from verbale.read.names.raw_mention import RawMention
from verbale.read.story.document import ParsedParagraph, head_of
from verbale.read.story.tokens import grammar_of, plain, preposition

PEOPLE = frozenset({MentionKind.NAME, MentionKind.SURNAME})
SIDES = frozenset({MentionKind.SIDE, MentionKind.CAPITAL})


@dataclass(frozen=True, slots=True)
class _Holder:
    """One of those who share the title: his name, his side, and the token at which both begin."""

    name: RawMention
    side: str
    start: int


def with_shared_titles(
    paragraph: ParsedParagraph, mentions: Sequence[RawMention], registry: ActorRegistry, language: str
) -> list[RawMention]:
    """The mentions; names that share a plural title hold the office, each of his own side."""
    found: list[RawMention] = []
    i = 0
    while i < len(mentions):
        title = mentions[i]
        each = title.kind is MentionKind.OFFICE and title.plural and bool(title.offices)
        holders: list[_Holder] = []
        if each and len(title.of) == 1:
            holders = _one_by_one(paragraph, mentions[i:], registry, language)
        elif each and len(title.of) > 1:
            holders = _in_a_row(paragraph, mentions[i:])
        if len(holders) < 2 or not all(_may_be_of(h, registry) for h in holders):
            found.append(title)
            i += 1
            continue
        if len(title.of) > 1:
            found.append(title)
        found += [_titled(paragraph, h, title) for h in holders]
        last = holders[-1].name.tokens[1]
        i += sum(1 for m in mentions[i:] if m.tokens[0] < last)
    return found


def _one_by_one(
    paragraph: ParsedParagraph, mentions: Sequence[RawMention], registry: ActorRegistry, language: str
) -> list[_Holder]:
    """*les présidents valdorien X et karsanais Y*: each name behind his own side."""
    title, *rest = (m for m in mentions if not _is_in_brackets(paragraph, m))
    if not rest or not _is_name_behind(paragraph, title.tokens[1], rest[0]):
        return []
    found = [_Holder(rest[0], title.of[0], title.tokens[0])]
    for name in rest[1:]:
        side = _side_between(paragraph, found[-1].name.tokens[1], name, rest, registry, language)
        if side is not None:
            found.append(side)
        elif name.kind not in SIDES:
            break
    return found


def _side_between(
    paragraph: ParsedParagraph,
    begin: int,
    name: RawMention,
    mentions: Sequence[RawMention],
    registry: ActorRegistry,
    language: str,
) -> _Holder | None:
    """*et du Karsan, Y*, *et karsanais Y*: the holder, where what stands before his name is a side alone."""
    doc = paragraph.doc
    at = begin
    while at < name.tokens[0] and _links(paragraph, at):
        at += 1
    if at == begin or name.kind not in PEOPLE or name.offices:
        return None
    side = next((m for m in mentions if m.kind in SIDES and m.tokens[0] == at), None)
    if side is not None and len(side.entries) == 1 and _is_name_behind(paragraph, side.tokens[1], name):
        return _Holder(name, side.entries[0], at)
    country = registry.country_of_demonym(doc[at].text, language) if at < len(doc) else None
    if country is not None and _is_name_behind(paragraph, at + 1, name):
        return _Holder(name, country.id, at)
    return None


def _links(paragraph: ParsedParagraph, i: int) -> bool:
    token = paragraph.doc[i]
    grammar = grammar_of(token)
    return (
        token.text == ","
        or plain(token) in grammar.conjunctions.enumerating
        or preposition(token) == grammar.prepositions.genitive
        or plain(token) in grammar.determiners.articles
    )


def _in_a_row(paragraph: ParsedParagraph, mentions: Sequence[RawMention]) -> list[_Holder]:
    """*les présidents valdorien et karsanais, X et Y*: as many names as sides, in their order."""
    title, *rest = mentions
    names = rest[: len(title.of)]
    if len(names) < len(title.of):
        return []
    begin = title.tokens[1]
    for name in names:
        between = paragraph.doc[begin : name.tokens[0]]
        linked = all(t.text == "," or plain(t) in grammar_of(t).conjunctions.enumerating for t in between)
        if name.kind not in PEOPLE or name.offices or len(between) > 2 or not linked:
            return []
        begin = name.tokens[1]
    return [_Holder(n, side, n.tokens[0]) for n, side in zip(names, title.of, strict=True)]


def _is_in_brackets(paragraph: ParsedParagraph, mention: RawMention) -> bool:
    """*de la République de Valdorie **(RV)**, X*."""
    doc, (start, end) = paragraph.doc, mention.tokens
    return start > 0 and end < len(doc) and doc[start - 1].text == "(" and doc[end].text == ")"


def _is_name_behind(paragraph: ParsedParagraph, end: int, name: RawMention) -> bool:
    between = [t.text for t in paragraph.doc[end : name.tokens[0]]]
    if between[:1] == ["("] and between[2:3] == [")"]:
        between = between[3:]  # behind the short name of his country
    return name.kind in PEOPLE and not name.offices and between in ([], [","])


def _may_be_of(holder: _Holder, registry: ActorRegistry) -> bool:
    """Whether somebody known may speak for the side."""
    ids = holder.name.entries
    return not ids or any(registry.side_of(i) in (holder.side, None) for i in ids)


def _titled(paragraph: ParsedParagraph, holder: _Holder, title: RawMention) -> RawMention:
    name = holder.name
    tokens = (holder.start, name.tokens[1])
    listed = list(paragraph.doc[slice(*tokens)])
    return replace(
        name,
        span=Span(paragraph.at(listed[0]).start, name.span.end),
        tokens=tokens,
        head=head_of(listed).i,
        kind=MentionKind.NAME,
        offices=title.offices,
        of=(holder.side,),
        only_of=title.only_of,
    )
