"""Lists of contents: items after a colon, items with dashes, items that a parser hung elsewhere in the
sentence.
"""

from __future__ import annotations

import re

from verbale.model import Span
from verbale.read.statements.content import SENTENCE_END, TRIM, Content, tighten, trim
from verbale.read.story.clauses import is_gerund, is_infinitive
from verbale.read.story.document import ParsedParagraph
from verbale.read.story.tokens import grammar_of, is_conjunction, is_finite_form, plain
from verbale.syntax.tree import Doc, Token

SHORTEST_ITEM = 8
LONGEST_ITEM = 16
# Within how many words after the joint the item's noun stands.
NOUN_WITHIN = 5
LONGEST_JOINT = 4
# Within how many words after a noun the colon of its list stands.
COLON_WITHIN = 12
DASHED = re.compile(r"((?:^|[\s,;])\s*[-–—•]\s+)")


def listed_after_colon(paragraph: ParsedParagraph, noun: Token, *, anywhere: bool = False) -> list[Content]:
    """*ses exigences : A, B et C*: cut at commas and at the last *et*, when there are two or more noun
    phrases.

    Args:
        anywhere: whether other words of the clause may stand before the colon (*trois choses à X : A, B*).
    """
    colon = _colon_after(noun, anywhere=anywhere)
    if colon is None:
        return []
    items: list[list[Token]] = [[]]
    coordinating = grammar_of(noun).conjunctions.coordinating
    depth = 0
    for token in noun.doc[colon.i + 1 : noun.sent.end]:
        depth += (token.text in "«“(") - (token.text in "»”)")
        joins = token.text in (",", ";") or (token.dep_ == "cc" and plain(token) in coordinating)
        if depth == 0 and joins:
            items.append([])
            continue
        if token.text in (".", "!", "?") or (depth < 0 and token.text in "»”"):
            break
        items[-1].append(token)
    # « neutralité » may be read as anything
    kept = [i for i in items if any(t.pos_ in ("NOUN", "PROPN") or t.text in "«“" for t in i)]
    if len(kept) < 2 or any(is_finite_form(t) for i in kept for t in i):
        return []
    return [Content(trim(paragraph, i), "list", None) for i in kept]


def listed_up_to_clause(paragraph: ParsedParagraph, verb: Token) -> list[Content]:
    """*demande : A, B et que S*, *demande A et que S*: nouns and a clause, one content each."""
    doc, end = verb.doc, verb.sent.end
    mark = next((t for t in doc[verb.i + 1 : end] if t.pos_ == "SCONJ" or is_finite_form(t)), None)
    coordinating = grammar_of(verb).conjunctions.coordinating
    if mark is None or not is_conjunction(mark) or plain(mark.nbor(-1)) not in coordinating:
        return []
    clause = mark.head
    words = [t for t in clause.subtree if t.i >= mark.i] if clause.i > mark.i else []
    items: list[list[Token]] = [[]]
    for token in doc[verb.i + 1 : mark.i - 1]:
        if token.text in (",", ":") or (token.dep_ == "cc" and plain(token) in coordinating):
            items.append([])
        else:
            items[-1].append(token)
    start = next((n for n, t in enumerate(items[0]) if t.pos_ == "DET"), 0)
    if not _has_noun(items[0][:start]):
        items[0] = items[0][start:]  # "demande à X la fin du siège"
    kept = [i for i in items if i]
    if not words or not kept or any(i[0].pos_ != "DET" or not _has_noun(i) for i in kept):
        return []
    return [
        *(Content(trim(paragraph, i), "list", None) for i in kept),
        Content(trim(paragraph, words), "clause", clause),
    ]


def _has_noun(words: list[Token]) -> bool:
    return any(t.pos_ == "NOUN" for t in words)


def _colon_after(noun: Token, *, anywhere: bool) -> Token | None:
    """The colon, or the words that do its work, right after the noun's phrase, or anywhere in its clause;
    behind the verb whose subject the noun is (*ses exigences n'ont pas changé : A et B*).
    """
    own = noun.head if noun.dep_ in ("nsubj", "nsubj:pass") and noun.head.i > noun.i else None
    within = COLON_WITHIN if anywhere or own is not None else 4
    last = own.i if own is not None else noun.i
    naming = grammar_of(noun).conjunctions.naming
    for token in noun.doc[noun.i + 1 : min(last + within, noun.sent.end)]:
        if token.text == ":":
            return token
        if any(tuple(plain(t) for t in token.doc[token.i - len(w) + 1 : token.i + 1]) == w for w in naming):
            return token  # "ses exigences, à savoir A et B"
        if is_finite_form(token) and own not in (token, token.head):
            return None
    return None


def listed_with_dashes(paragraph: ParsedParagraph, head: Token, slot: str) -> list[Content]:
    """*a demandé que soient respectés : - A, - B et C*: what follows the colon is a list, each item a
    content.
    """
    last = max(t.i for t in head.subtree)
    colon = next((t for t in head.doc[head.i : min(last + 3, head.sent.end)] if t.text == ":"), None)
    colon = colon or _colon_before(head)
    if colon is None:
        return []
    start = paragraph.at(colon).end
    quotation = next((q for q in paragraph.quotations if q.inner.start < start < q.inner.end), None)
    end = quotation.inner.end if quotation is not None else paragraph.span_of(list(head.sent)).end
    text, base = paragraph.doc.text, paragraph.span.start
    pieces = DASHED.split(text[start - base : end - base])
    if len(pieces) == 1:
        return []
    items: list[Content] = []
    at = start
    for piece in pieces:
        tight = tighten(paragraph, Span(at, at + len(piece)))
        at += len(piece)
        while tight.end > tight.start and text[tight.end - 1 - base] in ",;. ":
            tight = Span(tight.start, tight.end - 1)
        written = text[tight.start - base : tight.end - base]
        if len(written) >= SHORTEST_ITEM and any(c.isalpha() for c in written):
            items.append(Content(tight, slot, None))
    return items if len(items) >= 2 else []


def _colon_before(head: Token) -> Token | None:
    """The colon right before a phrase, a dash between: *sur le terrain : - **un arrêt** des tirs, - B*."""
    for token in reversed(list(head.doc[head.sent.start : head.left_edge.i + 1])):
        if token.text == ":":
            return token
        if not token.is_punct and token != head.left_edge:
            return None
    return None


def listed_further_on(paragraph: ParsedParagraph, end: int, head: Token, slot: str) -> list[Content]:
    """Further items of the list that the parser hung elsewhere: *..., ainsi qu'un accès et une protection de
    N*.
    """
    found: list[Content] = []
    doc, stop = head.doc, head.sent.end
    i = next((t.i for t in head.sent if paragraph.span.start + t.idx >= end), stop)
    while i < stop:
        while i < stop and doc[i].text in ("»", "”", '"'):
            i += 1
        begin = _item_after_joint(doc, i, stop)
        if begin is None:
            break
        item = next((t for t in doc[begin : min(begin + NOUN_WITHIN, stop)] if t.pos_ == "NOUN"), None)
        opens = begin < stop and doc[begin].pos_ in ("DET", "ADP", "ADJ", "PUNCT")
        if begin + 1 < stop and doc[begin].pos_ in ("ADP", "SCONJ") and is_gerund(doc[begin + 1]):
            # "agreed on the importance of a truce and of going back to N"
            item, opens = doc[begin + 1], True
        if item is None or not opens or item.dep_ in ("nsubj", "nsubj:pass"):
            break
        if begin + 1 < stop and _goes_with_cue(doc[begin + 1], head):
            break
        last = max((t.i for t in item.subtree if t.i < stop), default=item.i)
        tokens = list(doc[begin : last + 1])
        while tokens and (tokens[-1].text in TRIM or tokens[-1].text == SENTENCE_END):
            tokens.pop()
        if not tokens or any(_is_main_verb(t) for t in tokens):
            break
        found.append(Content(trim(paragraph, tokens), slot, item))
        i = last + 1
    return found


def _goes_with_cue(verb: Token, head: Token) -> bool:
    """*de rappeler N et de **demander** P*: one more cue beside the first, not one more item of N."""
    return verb.dep_ == "conj" and is_infinitive(verb) and not is_gerund(verb) and verb.head in head.ancestors


def _is_main_verb(token: Token) -> bool:
    """A finite verb that is not in a relative clause."""
    return is_finite_form(token) and "acl:relcl" not in (token.dep_, token.head.dep_)


def _item_after_joint(doc: Doc, i: int, end: int) -> int | None:
    """Where the item after *, / et / ainsi que / de même que* begins; None when nothing joins."""
    if i >= end:
        return None
    words = tuple(plain(t) for t in doc[i : min(i + LONGEST_JOINT, end)])
    start = 1 if words[0] == "," else 0
    for joint in grammar_of(doc[i]).conjunctions.joints:
        if words[start : start + len(joint)] == joint:
            return i + start + len(joint)
    return i + 1 if start and _goes_on_to_joint(doc, i + 1, end) else None


def _goes_on_to_joint(doc: Doc, i: int, end: int) -> bool:
    """*a truce, an exchange of prisoners and an inquiry*: behind a comma an item before the last one."""
    if i >= end or doc[i].pos_ != "DET":
        return False
    coordinating = grammar_of(doc[i]).conjunctions.coordinating
    for token in doc[i + 1 : min(i + LONGEST_ITEM, end)]:
        if is_finite_form(token) or token.text in (";", ":", "."):
            return False
        if plain(token) in coordinating and token.i + 1 < end:
            return doc[token.i + 1].pos_ == "DET"
    return False
