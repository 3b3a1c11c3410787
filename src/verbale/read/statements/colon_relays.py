"""What stands behind a colon is said by whom the words before it name: *X in Parliament: “S”*, *X was clear:
S*.
"""

from __future__ import annotations

from collections.abc import Sequence

from verbale.model import SpeechAct
from verbale.read.lexicons.cues import CueLexicon
from verbale.read.statements.noun_frames import holders_of
from verbale.read.statements.relay import Relay
from verbale.read.story.document import ParsedParagraph, children, conjuncts
from verbale.read.story.paragraphs import ParagraphKind
from verbale.read.story.tokens import grammar_of, is_finite_form
from verbale.syntax.tree import Token

LONGEST_COLON_SOURCE = 12
LONGEST_LABEL = 4


def colon_relays(paragraph: ParsedParagraph, lexicon: CueLexicon) -> list[Relay]:
    """*Radomir Tasvek au Parlement : « ... »*: a sentence that opens with a name, a colon, a quotation;
    *Réponse de X : S*.
    """
    found: list[Relay] = []
    for sentence in paragraph.sentences():
        colon = next((t for t in sentence if t.text == ":"), None)
        if colon is None or not 0 < colon.i - sentence.start <= LONGEST_COLON_SOURCE:
            continue
        opening = [t for t in sentence.doc[sentence.start : colon.i] if not t.is_punct]
        at = paragraph.at(colon)
        quotation = next((q for q in paragraph.quotations if 0 < q.span.start - at.start <= 3), None)
        if opening and any(is_finite_form(t) for t in opening):
            if quotation is None:
                found += _frank_relay(paragraph, opening, colon, lexicon)
            continue
        if not opening:
            continue
        head = next((t for t in opening if t.pos_ in ("PROPN", "NOUN")), None)
        if head is None:
            continue
        own = paragraph.span_of([opening[0], colon])
        rest = list(sentence.doc[colon.i + 1 : sentence.end])
        if quotation is not None:
            found.append(Relay(paragraph, "colon", ":", (head,), at, own, (quotation.inner,), None, True))
        elif _is_document(head, opening, lexicon) and any(is_finite_form(t) for t in rest):
            found.append(Relay(paragraph, "colon", ":", (head,), at, own, (paragraph.span_of(rest),)))
        elif sentence.start == 0 and _is_speaker_label(opening) and colon.i + 1 < len(paragraph.doc):
            # "PRESIDENT PYO: We stand with you."
            whole = paragraph.span_of(list(paragraph.doc[colon.i + 1 :]))
            found.append(Relay(paragraph, "headline", ":", (head,), at, own, (whole,)))
        elif paragraph.kind is ParagraphKind.HEADING and colon.i + 1 < len(paragraph.doc):
            # "Citadel: No call is planned"
            whole = paragraph.span_of(list(paragraph.doc[colon.i + 1 :]))
            if any(is_finite_form(t) for t in paragraph.doc[colon.i + 1 :]):
                found.append(Relay(paragraph, "headline", ":", tuple(conjuncts(head)), at, own, (whole,)))
    return found


def _is_document(head: Token, opening: Sequence[Token], lexicon: CueLexicon) -> bool:
    """*Réponse de la Citadelle*, *Message from the king*: a document and whose it is, nothing else."""
    told = lexicon.documents.get(head.lemma_.lower(), ())
    named = any(t.text[:1].isupper() for t in opening[1:])
    return head == opening[0] and named and any(d.kind in ("document", "outlet") for d in told)


def _frank_relay(
    paragraph: ParsedParagraph, opening: Sequence[Token], colon: Token, lexicon: CueLexicon
) -> list[Relay]:
    """*Anselme Durnoy a été clair : S*, *X's message was blunt: S*: what stands behind the colon is what he
    says.
    """
    last = opening[-1]
    rest = list(colon.doc[colon.i + 1 : colon.sent.end])
    if not rest and colon.i + 1 < len(colon.doc):
        rest = list(colon.doc[colon.i + 1].sent)  # a parser may end a sentence at the colon
    frank = last.lemma_.lower() in grammar_of(last).verbs.frank
    verb = last.head if last.dep_ == "xcomp" else last
    subjects = children(verb, "nsubj", "nsubj:pass") if frank else []
    heads = tuple(h for s in subjects[:1] if s in opening for h in conjuncts(s))
    heads = heads or _holders_of_message(opening, lexicon)
    if not any(is_finite_form(t) for t in rest):
        return []
    at, own = paragraph.at(colon), paragraph.span_of([opening[0], colon])
    return [Relay(paragraph, "colon", ":", heads, at, own, (paragraph.span_of(rest),))] if heads else []


def _holders_of_message(opening: Sequence[Token], lexicon: CueLexicon) -> tuple[Token, ...]:
    """*X's message was blunt: S*, *his answer was brief: S*: whose it is."""
    for noun in opening:
        copula = noun.dep_ == "nsubj" and bool(children(noun.head, "cop"))
        entries = lexicon.nouns.get(noun.lemma_, ())
        said = noun.lemma_ in grammar_of(noun).sayings or any(e.act is SpeechAct.ASSERT for e in entries)
        if copula and said and noun.head in opening:
            return tuple(holders_of(noun, []) or children(noun, "nmod:poss"))[:1]
    return ()


def _is_speaker_label(opening: Sequence[Token]) -> bool:
    """A few words, all with a capital or in capitals: who speaks in a transcript."""
    return len(opening) <= LONGEST_LABEL and all(t.text[:1].isupper() for t in opening)
