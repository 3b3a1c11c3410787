"""How far a relay reaches: the parts of its sentence around it, and whether the part behind it goes on."""

from __future__ import annotations

from verbale.model import Span
from verbale.read.story.document import ParsedParagraph, children
from verbale.read.story.tokens import grammar_of, has_feature, is_finite_form, is_participle, plain
from verbale.syntax.tree import Doc

# Characters that a part, and one in quotation marks, has at least.
SHORTEST_PART = 12
SHORTEST_QUOTED = 6


def parts_around(paragraph: ParsedParagraph, sentence: Span, own: Span) -> tuple[Span | None, Span | None]:
    text = paragraph.doc.text
    base = paragraph.span.start

    def cut(start: int, end: int) -> Span | None:
        while start < end and (text[start - base].isspace() or text[start - base] in ",;:.»”"):
            start += 1
        while end > start and (text[end - 1 - base].isspace() or text[end - 1 - base] in ",;:"):
            end -= 1
        return Span(start, end) if end - start >= SHORTEST_PART else None

    return cut(sentence.start, own.start), cut(own.end, sentence.end)


def continues(paragraph: ParsedParagraph, own: Span, after: Span) -> bool:
    """After the incise the reported clause goes on: the part has a verb or an open quotation of its own."""
    tokens = paragraph.tokens_in(after)
    if tokens and (
        plain(tokens[0]) in grammar_of(tokens[0]).pronouns.subordinating
        or has_feature(tokens[0], "PronType", "Rel")
    ):
        return False  # a relative clause on the speaker: "…, a dit X, que retransmettait Y"
    opening = next((t for t in tokens if not t.is_punct), None)
    bare = opening is not None and (is_participle(opening) or has_feature(opening, "VerbForm", "Ger"))
    if opening is not None and bare and not children(opening, "aux", "nsubj"):
        return False  # "…, said X, adding that T": what X does beside saying S
    if any(0 <= q.span.start - after.start <= 1 for q in paragraph.quotations):
        return True  # "S, he said, “and T”"
    return any(is_finite_form(t) for t in tokens)


def opens(doc: Doc, start: int) -> bool:
    """Whether nothing but a connective stands before it in its sentence, or in its part of the sentence."""
    begin = part_start(doc, start)
    return all(t.is_punct or t.pos_ in ("CCONJ", "ADV", "PUNCT", "SPACE") for t in doc[begin:start])


def part_start(doc: Doc, start: int) -> int:
    """A semicolon ends the reach as a full stop does, and a colon right before: "selon X, S ; selon Y, T",
    "S : selon X, T".
    """
    first = doc[start].sent.start
    if start > first and doc[start - 1].text == ":":
        return start
    return next((i + 1 for i in range(start - 1, first - 1, -1) if doc[i].text == ";"), first)
