"""Frames of cue nouns that are the subject of what is said: *her answer was that S*."""

from __future__ import annotations

from verbale.read.lexicons.cues import CueLexicon
from verbale.read.statements.content import Content, trim
from verbale.read.statements.cue_frame import Frame
from verbale.read.statements.noun_frames import entry_of, holders_of
from verbale.read.story.document import ParsedParagraph, children, subtree
from verbale.read.story.tokens import grammar_of, is_conjunction, plain
from verbale.syntax.tree import Token


def predicate_noun_frame(paragraph: ParsedParagraph, noun: Token, lexicon: CueLexicon) -> Frame | None:
    """The frame of a cue noun whose predicate is a clause behind a copula; None where there is none."""
    clause = noun.head
    if noun.dep_ != "nsubj" or noun.i > clause.i:
        return None
    mark = _mark_behind_copula(noun, clause)
    entry, fixed = entry_of(noun, lexicon)
    if mark is None or entry is None or "clause" not in entry.content:
        return None
    holders = holders_of(noun, fixed) or children(noun, "nmod:poss")
    if not holders:
        return None
    words = [t for t in subtree(clause, without=[noun, *children(clause, "parataxis")]) if t.i >= mark.i]
    return Frame(
        paragraph=paragraph,
        rule="noun",
        entry=entry.lemma,
        act=entry.act,
        anchor=noun,
        cue=paragraph.span_of([noun, *fixed]),
        sources=tuple(holders),
        contents=(Content(trim(paragraph, words), "clause", clause),),
        noun=noun,
        attitude=entry.attitude,
    )


def _mark_behind_copula(noun: Token, clause: Token) -> Token | None:
    """The conjunction of a clause right behind the copula of its noun."""
    mark = next((m for m in children(clause, "mark") if m.i > noun.i and is_conjunction(m)), None)
    if mark is None or plain(mark) in grammar_of(mark).conjunctions.interrogative:
        return None
    copula = mark.doc[mark.i - 1]
    return mark if copula.lemma_ == grammar_of(noun).verbs.copula and copula.i > noun.i else None
