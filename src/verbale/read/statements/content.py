"""Contents: the stretches of text where what is said stands, trimmed to their words and their quotation
marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verbale.model import Span
from verbale.read.story.document import ParsedParagraph, children, head_of
from verbale.read.story.quotations import Quotation
from verbale.read.story.tokens import is_finite_form
from verbale.syntax.tree import Token

TRIM = frozenset(",;:–—-")
SENTENCE_END = "."
# How many words a sentence inside a quotation has to be a statement.
SHORTEST_SENTENCE = 2


@dataclass(frozen=True, slots=True)
class Content:
    """One stretch of what is said.

    Attributes:
        slot: where it stands beside its cue: a slot of the cue lexicon, or "list".
        head: None for a quotation or a list item read by its marks alone.
    """

    span: Span
    slot: str
    head: Token | None


def trim(paragraph: ParsedParagraph, tokens: Sequence[Token]) -> Span:
    """From the first to the last word, opening quotation marks kept, loose punctuation cut."""
    listed = sorted(tokens, key=lambda t: t.i)
    while len(listed) > 1 and (
        listed[-1].text in TRIM or listed[-1].is_space or listed[-1].text == SENTENCE_END
    ):
        listed.pop()
    while len(listed) > 1 and (listed[0].text in TRIM or listed[0].is_space or _closes(paragraph, listed[0])):
        listed.pop(0)
    span = paragraph.span_of(listed)
    for q in paragraph.quotations:
        if not q.closed:
            continue
        beside = 0 <= q.span.start - span.end <= 1
        sentence = paragraph.span_of(list(listed[-1].sent)).contains(q.span)
        if beside and sentence and not _governs(paragraph, q, listed[-1]):
            # "examiner la question « dans un esprit d'ouverture »", whatever the parser hung it on
            span = Span(span.start, q.span.end)
        # A content that runs through a quotation's end keeps its closing mark.
        if q.span.start >= span.start - 2 and q.inner.end == span.end:
            span = Span(span.start, q.span.end)
    return span


def _governs(paragraph: ParsedParagraph, quotation: Quotation, word: Token) -> bool:
    """*l'appel de X à reconnaître N « attise la haine »*: the words quoted are what those before do."""
    return any(
        quotation.inner.contains(paragraph.at(t)) and (is_finite_form(t) or children(t, "cop", "aux"))
        for t in word.ancestors
    )


def _closes(paragraph: ParsedParagraph, mark: Token) -> bool:
    """Whether a token is the mark at the end of a quotation: *“strongly rejected” any deadline*."""
    return mark.is_punct and any(
        q.closed and q.inner.end <= paragraph.at(mark).start and paragraph.at(mark).end == q.span.end
        for q in paragraph.quotations
    )


def tighten(paragraph: ParsedParagraph, span: Span) -> Span:
    """The span without the white space at its ends."""
    text, base = paragraph.doc.text, paragraph.span.start
    start, end = span.start, span.end
    while start < end and text[start - base].isspace():
        start += 1
    while end > start and text[end - 1 - base].isspace():
        end -= 1
    return Span(start, end)


def reach_closing_mark(paragraph: ParsedParagraph, span: Span) -> Span:
    """A content that opens a quotation goes on to its closing mark: parsers lose their way at the marks."""
    for q in paragraph.quotations:
        if q.closed and span.start <= q.span.start < span.end < q.span.end:
            return Span(span.start, q.span.end)
    return span


def by_sentence(paragraph: ParsedParagraph, content: Content) -> list[Content]:
    """*said: “S. T.”*: a quotation of several sentences that is all that is said, cut at their ends."""
    quotation = next((q for q in paragraph.quotations if q.inner.overlaps(content.span)), None)
    if quotation is None or content.span.start < quotation.span.start - 1:
        return [content]
    end = max(content.span.end, quotation.inner.end)
    within = paragraph.tokens_in(Span(max(content.span.start, quotation.inner.start), end))
    sentences: dict[int, list[Token]] = {}
    for token in within:
        if quotation.inner.contains(paragraph.at(token)):
            sentences.setdefault(token.sent.start, []).append(token)
    told = [s for s in sentences.values() if sum(t.is_word for t in s) >= SHORTEST_SENTENCE]
    if len(told) < 2:
        return [content]
    return [Content(tighten(paragraph, paragraph.span_of(s)), "quote", head_of(s)) for s in told]


def quotation_around(paragraph: ParsedParagraph, token: Token) -> Quotation | None:
    """The quotation that a token stands in."""
    at = paragraph.at(token)
    return next((q for q in paragraph.quotations if q.span.contains(at)), None)
