"""Cutting what a relay reports into the pieces that are statements of their own."""

from __future__ import annotations

from collections.abc import Container, Sequence

from verbale.model import Span, SpeechAct
from verbale.read.lexicons.cues import CueLexicon
from verbale.read.statements.acts import refine_act
from verbale.read.statements.relay import Relay
from verbale.read.statements.senses import Said, find_senses
from verbale.read.statements.subjects import about_first_person
from verbale.read.story.clauses import is_finite
from verbale.read.story.document import ParsedParagraph, children, head_of, subtree
from verbale.read.story.quotations import overlap_with
from verbale.read.story.tokens import grammar_of, is_finite_form, plain
from verbale.syntax.tree import Token

SHORTEST_CONTENT = 4
CLOSING_MARKS = '»”"'
# A clause outside quotation marks has more words than this; a quotation without a verb as many.
FEWEST_WORDS = 2
# Characters behind an incise that belong to no piece: its comma.
INCISE_END = 2
FEWEST_QUOTED = 3


def pieces_of(paragraph: ParsedParagraph, relay: Relay, lexicon: CueLexicon) -> list[Span]:
    """The relay's reach cut into sentences, and these before clauses that do something else."""
    sentences = [s for part in _joined_parts(paragraph, relay) for s in _by_sentence(paragraph, part)]
    pieces = [clause for s in sentences for clause in _clauses(paragraph, s, lexicon)]
    return [_before_incise(paragraph, piece, relay) for piece in pieces]


def _before_incise(paragraph: ParsedParagraph, piece: Span, relay: Relay) -> Span:
    """*S, X said, and T*: cut in two, the first piece ends where the incise begins."""
    if not (piece.start < relay.own.start < piece.end <= relay.own.end + INCISE_END):
        return piece
    return _without_joint(paragraph, Span(piece.start, relay.own.start))


def _joined_parts(paragraph: ParsedParagraph, relay: Relay) -> list[Span]:
    """*Notre patience, a-t-il dit, a un fond*: both parts of one sentence around the incise are one
    statement.
    """
    if relay.cue is None or relay.rule != "incise" or len(relay.reach) != 2:
        return list(relay.reach)
    left, right = relay.reach
    if relay.quoted and not any(q.inner.contains(relay.own) for q in paragraph.quotations):
        first = next((t for t in paragraph.tokens_in(right) if t.is_word), None)
        subject_first = first is not None and grammar_of(first).verbs.subject_first
        # “We will pay,” he said, “but not now”
        opens = any(0 <= q.span.start - right.start <= 1 for q in paragraph.quotations)
        if not subject_first or not opens or left.end > relay.own.start or not _goes_on(paragraph, right):
            return [left, right]
        return [Span(left.start, right.end)]
    sentence = paragraph.span_of(list(paragraph.tokens_in(relay.cue)[0].sent))
    if left.end > relay.own.start or not sentence.overlaps(left) or not _goes_on(paragraph, right):
        return [left, right]
    # what stands in the incise's own sentence is one; sentences before and after it are others
    start, end = max(left.start, sentence.start), min(right.end, sentence.end)
    rest = [Span(left.start, start), Span(start, end), Span(end, right.end)]
    return [p for p in rest if p.end - p.start >= SHORTEST_CONTENT]


def _goes_on(paragraph: ParsedParagraph, after: Span) -> bool:
    """Whether what follows an incise goes on with the sentence: it begins in lower case."""
    first = next((t for t in paragraph.tokens_in(after) if t.is_word), None)
    return first is not None and first.text[0].islower()


def _by_sentence(paragraph: ParsedParagraph, span: Span) -> list[Span]:
    """The span cut at the sentence ends inside it."""
    pieces: list[Span] = []
    text, base = paragraph.doc.text, paragraph.span.start
    for sentence in paragraph.doc.sents:
        whole = paragraph.span_of(list(sentence))
        start, end = max(whole.start, span.start), min(whole.end, span.end)
        while end > start and text[end - 1 - base] in " \n\u00a0":
            end -= 1
        if end - start >= SHORTEST_CONTENT and any(c.isalpha() for c in text[start - base : end - base]):
            pieces.append(Span(start, end))
    return pieces


def _clauses(paragraph: ParsedParagraph, piece: Span, lexicon: CueLexicon) -> list[Span]:
    """A sentence cut before a coordinated clause of its own subject that does something else: *S, mais T doit
    P*.
    """
    tokens = paragraph.tokens_in(piece)
    inside = {t.i for t in tokens}
    head = _main_verb(tokens, inside)
    first = _act_of(head, (), lexicon)
    contrasting = grammar_of(head).conjunctions.contrasting
    for clause in children(head, "conj"):
        if clause.i not in inside or not children(clause, "nsubj", "nsubj:pass", "expl:subj"):
            continue
        act = _act_of(clause, (), lexicon)
        if any(plain(c) in contrasting for c in children(clause, "cc")):
            # "our concern is real, but we think that S": what it is about tells more than its predicate
            first, act = (_act_of(c, _own_words(c), lexicon) for c in (head, clause))
        start = clause.left_edge
        while start.dep_ in ("cc", "punct") and start.i + 1 < clause.i:
            start = start.nbor()
        cut = paragraph.at(start).start
        if (
            act is not first or _is_of_another(paragraph, clause, head)
        ) and piece.start + SHORTEST_CONTENT < cut < piece.end - SHORTEST_CONTENT:
            left = _without_joint(paragraph, Span(piece.start, cut))
            return [left, *_clauses(paragraph, Span(cut, piece.end), lexicon)]
    return [piece]


def _main_verb(tokens: Sequence[Token], inside: Container[int]) -> Token:
    """The head of a stretch, a verb before an adverb that stands outside its clause (*now that S*)."""
    tops = [t for t in tokens if t.head.i not in inside or t.head == t]
    return next((t for t in tops if is_finite(t)), head_of(tokens))


def _is_of_another(paragraph: ParsedParagraph, clause: Token, first: Token) -> bool:
    """*the call was friendly, and the port reopens*: two finite clauses, each with a subject of its own."""
    if not is_finite(clause) or not is_finite(first) or not any(c.dep_ == "cc" for c in clause.children):
        return False
    at = paragraph.at(clause.left_edge)
    if any(q.inner.contains(at) for q in paragraph.quotations):
        return False  # what is quoted stays in one
    return _subject(clause) != _subject(first)


def _subject(clause: Token) -> tuple[str, ...]:
    return tuple(t.lower_ for s in children(clause, "nsubj", "nsubj:pass", "expl:subj") for t in s.subtree)


def _own_words(clause: Token) -> list[Token]:
    """The words of a clause without those of the clauses coordinated with it."""
    return subtree(clause, without=children(clause, "conj"))


def _act_of(clause: Token, words: Sequence[Token], lexicon: CueLexicon) -> SpeechAct:
    """What a clause does by its predicate, and by its words where they are given."""
    return refine_act(SpeechAct.ASSERT, Said(tuple(words), clause, about_first_person), lexicon)[0]


def _without_joint(paragraph: ParsedParagraph, span: Span) -> Span:
    """The span less the conjunction and the comma at its end."""
    tokens = paragraph.tokens_in(span)
    while len(tokens) > 1 and (
        (tokens[-1].is_punct and tokens[-1].text not in CLOSING_MARKS)
        or tokens[-1].pos_ in ("CCONJ", "SPACE")
    ):
        tokens.pop()
    return Span(span.start, paragraph.at(tokens[-1]).end)


def says_something(paragraph: ParsedParagraph, piece: Span, lexicon: CueLexicon) -> bool:
    """A clause, or a quotation of some length or with a sense of the lexicon (*« Pure invention »*).

    *« Oui »* and bare noun phrases outside quotation marks are not enough.
    """
    tokens = paragraph.tokens_in(piece)
    words = sum(t.is_word for t in tokens)
    quoted = overlap_with(paragraph.quotations, piece) > 0
    if words <= FEWEST_WORDS and not quoted:
        return False
    if any(is_finite_form(t) for t in tokens) or (quoted and words >= FEWEST_QUOTED):
        return True
    return quoted and bool(find_senses(Said(tuple(tokens), None, about_first_person), lexicon.senses))
