"""Relays that are phrases: *selon X*, *according to X*, *imputables à Z selon X*."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.model import Span
from verbale.read.lexicons.cues import CueAdposition, CueLexicon
from verbale.read.statements.manner import circumposition_at
from verbale.read.statements.relay import Relay
from verbale.read.statements.relay_reach import continues, opens, part_start, parts_around
from verbale.read.story.clauses import is_conditional
from verbale.read.story.document import ParsedParagraph, children, conjuncts, head_of
from verbale.read.story.tokens import (
    grammar_of,
    is_finite_form,
    is_participle,
    plain,
    preposition,
)
from verbale.syntax.grammar import load_grammar
from verbale.syntax.tree import Doc, Token


def adposition_relays(paragraph: ParsedParagraph, lexicon: CueLexicon) -> list[Relay]:
    found: list[Relay] = []
    doc, contracted = paragraph.doc, load_grammar(paragraph.doc.language).prepositions.plain
    openings = lexicon.adposition_openings
    i = 0
    while i < len(doc):
        written = doc.tokens[i].plain_
        begun = [a for w in dict.fromkeys((written, contracted(written))) for a in openings.get(w, ())]
        if not begun:
            i += 1
            continue
        around = circumposition_at(paragraph, i, lexicon)
        if around is not None:
            last = around.end - 1
            found.append(_relay_of(paragraph, around.start, last, around.form, around.heads, around.named))
            i = around.end
            continue
        begun.sort(key=lambda a: -len(a.words))
        match = next((a for a in begun if _words_at(doc, i, a.words)), None)
        if match is None:
            i += 1
            continue
        end = i + len(match.words)
        inside = any(q.closed and q.inner.contains(paragraph.at(doc[i])) for q in paragraph.quotations)
        # « selon le plan » is part of what is said
        relay = _relay_at(paragraph, i, end, match) if not inside else None
        if relay is not None:
            found.append(relay)
        i = end
    return found


def _words_at(doc: Doc, i: int, words: Sequence[str]) -> bool:
    if i + len(words) >= len(doc):
        return False
    for token, word in zip(doc[i : i + len(words)], words, strict=True):
        if word not in (plain(token), preposition(token)):
            return False
    return True


def _relay_at(paragraph: ParsedParagraph, start: int, end: int, adposition: CueAdposition) -> Relay | None:
    doc = paragraph.doc
    sentence = doc[start].sent
    if plain(doc[end]) in grammar_of(doc[end]).pronouns.relative:
        return _relative_relay(paragraph, start, end, adposition.form)
    head = _noun_after(doc, end, sentence.end)
    if head is None:
        return None
    last = _phrase_end(doc, head, sentence.end)
    if adposition.only_before_quote_or_clause:
        # "pour X, S"
        opening = opens(doc, start)
        comma = last + 1 < len(doc) and doc[last + 1].text == ","
        if not opening or not comma:
            return None
    heads = tuple(h for h in conjuncts(head) if h.i <= max(last, head.i))
    return _relay_of(paragraph, start, last, adposition.form, heads, list(doc[start:end]))


def _relay_of(
    paragraph: ParsedParagraph, start: int, last: int, form: str, heads: tuple[Token, ...], cue: list[Token]
) -> Relay:
    """The relay of a phrase from `start` to `last` that names `heads`."""
    doc, head = paragraph.doc, heads[0]
    sentence = doc[start].sent
    own = paragraph.span_of([doc[start], doc[last]])
    begin = part_start(doc, start)
    stop = next((i for i in range(last + 1, sentence.end) if doc[i].text == ";"), sentence.end)
    span = paragraph.span_of(list(doc[begin:stop]))
    before, after = parts_around(paragraph, span, own)
    opening, set_off = opens(doc, start), None
    if opening:
        reach = [after] if after is not None else []
    else:
        reach = [before] if before is not None else []
        if before is not None and after is not None and _is_one_clause(paragraph, before, after):
            reach = [Span(before.start, after.end)]
        elif after is not None and continues(paragraph, own, after):
            fragment = _fragment_before(doc, begin, start)
            # "une heure selon X, Y a écouté"
            reach = [*reach, after] if fragment is None else [paragraph.span_of(fragment)]
        relative = _relative_around(head)
        set_off = _set_off_before(doc, start, last) if relative is None else None
        only = relative or set_off
        if only is not None:
            # "…, dont ils ont selon elle l'habitude": the relative clause alone
            clause = paragraph.span_of(list(only.subtree))
            reach = [
                Span(max(p.start, clause.start), min(p.end, clause.end)) for p in reach if p.overlaps(clause)
            ]
    quoted = any(q.span.end == own.start or 0 <= own.start - q.span.end <= 3 for q in paragraph.quotations)
    if not opening and quoted and reach:
        # A quotation of several sentences is reported as a whole.
        quotation = next(q for q in paragraph.quotations if 0 <= own.start - q.span.end <= 3)
        if quotation.span.start < reach[0].start:
            reach[0] = Span(quotation.inner.start, reach[0].end)
    named = paragraph.span_of(cue)
    return Relay(
        paragraph,
        "adposition",
        form,
        heads,
        named,
        own,
        tuple(reach),
        quoted=quoted,
        set_off=set_off is not None,
    )


NAMES = frozenset({"NOUN", "PROPN", "PRON"})
# What hangs on a clause without being of it.
BESIDE_CLAUSE = frozenset({"parataxis", "conj", "acl:relcl", "advcl", "appos"})


def _is_one_clause(paragraph: ParsedParagraph, before: Span, after: Span) -> bool:
    """*X aurait, selon Y, reconnu P*, *Il n'y aurait, selon Y, aucune raison*: one clause around it."""
    left, right = paragraph.tokens_in(before), paragraph.tokens_in(after)
    if left[-1].pos_ == "AUX":
        return True
    quoted = any(0 <= q.span.start - after.start <= 1 for q in paragraph.quotations)
    if (
        not quoted
        and grammar_of(left[0]).verbs.subject_first
        and not any(map(is_finite_form, left))
        and any(t.pos_ in NAMES for t in left)
    ):
        verb = next((t for t in right if is_finite_form(t)), None)
        return verb is not None and verb.i <= right[0].i + 1  # "part of the elite, according to X, fell"
    if any(is_finite_form(t) for t in right) or len({t.sent.start for t in (left[0], right[0])}) > 1:
        return False
    head = head_of(right)
    return is_finite_form(left[-1]) and head.dep_ not in BESIDE_CLAUSE and head.head in left


def _relative_around(head: Token) -> Token | None:
    """The relative clause in which the phrase stands, when it is attached inside one that does not end the
    sentence, or that alone is in the conditional.
    """
    for above in head.ancestors:
        if above.dep_ == "acl:relcl":
            told = above.head
            while told.dep_ not in ("ROOT", "ccomp", "conj", "parataxis") and told.head != told:
                told = told.head
            # "..., que X aurait enlevé, selon Y": only what is hedged
            hedged = is_conditional(above) and not is_conditional(told)
            return above if head.i < above.right_edge.i or hedged else None
    return None


def _fragment_before(doc: Doc, begin: int, start: int) -> list[Token] | None:
    """What stands between the last mark and a source without a comma before it, where it has no verb; None
    otherwise.
    """
    first = next((i + 1 for i in range(start - 1, begin - 1, -1) if doc[i].is_punct), begin)
    words = list(doc[first:start])
    return words if words and first > begin and not any(is_finite_form(t) for t in words) else None


def _set_off_before(doc: Doc, start: int, last: int) -> Token | None:
    """The adjective behind a comma in whose phrase the source stands: *ces tirs, imputables à X selon Y, ont
    repris*; a participle only before the verb of its clause.
    """
    before = doc[start - 1]
    behind = doc[last + 1] if last + 1 < len(doc) else None
    if behind is not None and not behind.is_punct and behind.pos_ != "CCONJ":
        return None
    for above in (before, *before.ancestors):
        hung = ("amod", "acl", "appos", "conj", "advcl") if above.pos_ == "ADJ" else ("amod", "acl", "appos")
        if above.dep_ not in hung or above.head.i > above.i or children(above, "cop", "cc", "nsubj"):
            continue
        first = above.left_edge.i
        if doc[first].text != "," and doc[first - 1].text != ",":
            return None
        before_verb = is_participle(above) and above.head.head.i > last
        return above if above.pos_ == "ADJ" or before_verb else None
    return None


def _noun_after(doc: Doc, i: int, end: int) -> Token | None:
    """The head of the noun phrase that begins at `i`."""
    j = i
    while j < end and doc[j].pos_ in ("DET", "ADJ", "NUM", "ADP", "ADV") and j - i < 5:
        j += 1
    if j >= end or doc[j].pos_ not in ("NOUN", "PROPN", "PRON", "X"):
        return None
    head = doc[j]
    # A parser that took the name for a modifier of the noun before it still has its head inside the phrase.
    while (
        i < head.head.i < end
        and head.head.pos_ in ("NOUN", "PROPN")
        and head.dep_ in ("flat:name", "flat", "compound", "amod")
    ):
        head = head.head
    return head


def _phrase_end(doc: Doc, head: Token, end: int) -> int:
    """The last token of the noun phrase: its right edge, but never over a verb or a stop at its own level."""
    last = head.i
    for token in doc[head.i + 1 : min(head.right_edge.i + 1, end)]:
        finite = is_finite_form(token) and token.dep_ != "amod"
        if token.text in (";", ".", "«", "“", "—", "–") or finite:
            break
        if token.text == "," and not _apposition_follows(doc, token.i, head):
            break
        if token.pos_ == "CCONJ" and _goes_on_elsewhere(doc, head, token.i + 1):
            break
        if token.text == '"':
            break
        last = token.i
    while last > head.i and (
        doc[last].is_punct or doc[last].pos_ in ("PRON", "CCONJ", "SCONJ", "ADP", "DET")
    ):
        last -= 1
    return last


def _goes_on_elsewhere(doc: Doc, head: Token, i: int) -> bool:
    """*imputables à X selon Y et à Z selon W*: behind the conjunction a preposition that the phrase lacks."""
    if i >= len(doc) or doc[i].pos_ != "ADP":
        return False
    own = {preposition(t) for t in doc[head.sent.start : i - 1] if t.pos_ == "ADP" and t.i > head.left_edge.i}
    own |= {preposition(t) for t in head.subtree if t.i < head.i}
    return preposition(doc[i]) not in own


def _apposition_follows(doc: Doc, comma: int, head: Token) -> bool:
    following = [c for c in head.children if c.i > comma and c.dep_ in ("appos", "flat:name")]
    # "selon le ministre, Untel, les réserves suffiront": no apposition has a finite verb outside a relative
    # clause
    return bool(following) and not any(
        is_finite_form(t) and t.dep_ != "acl:relcl" and not children(t, "nsubj") for t in following[0].subtree
    )


def _relative_relay(paragraph: ParsedParagraph, start: int, end: int, form: str) -> Relay | None:
    """*explique Paris, pour qui « ... »*: the antecedent is the word before; the rest of the clause is what
    it says.
    """
    doc = paragraph.doc
    i = start - 1
    while i >= 0 and doc[i].is_punct:
        i -= 1
    if i < 0:
        return None
    sentence = paragraph.span_of(list(doc[start].sent))
    own = paragraph.span_of([doc[start], doc[end]])
    _, after = parts_around(paragraph, sentence, own)
    if after is None:
        return None
    clause = doc[end].head
    if clause.dep_ == "acl:relcl" and any(t.i > clause.right_edge.i for t in clause.ancestors):
        # "Réagissant aux propos de X selon lesquels S, Y a dit T": S alone
        after = Span(after.start, min(after.end, max(after.start, paragraph.at(clause.right_edge).end)))
    entry = f"{form} {plain(doc[end])}"
    return Relay(paragraph, "adposition", entry, (doc[i],), own, own, (after,), quoted=True, relative=True)
