"""Frames of cue nouns with a clause for their predicate or subject: *her answer was that S*, *it was her view
that S*.
"""

from __future__ import annotations

from verbale.read.lexicons.cues import CueLexicon
from verbale.read.statements.content import Content, trim
from verbale.read.statements.cue_frame import Frame
from verbale.read.statements.noun_frames import entry_of, holders_of
from verbale.read.story.document import ParsedParagraph, children, subtree
from verbale.read.story.tokens import grammar_of, has_feature, is_conjunction, plain
from verbale.syntax.tree import Token


def predicate_noun_frame(paragraph: ParsedParagraph, noun: Token, lexicon: CueLexicon) -> Frame | None:
    """The frame of a cue noun whose predicate is a clause behind a copula; None where there is none."""
    cleft = [c for c in children(noun, "csubj") if c.i > noun.i] if children(noun, "cop") else []
    clause = cleft[0] if cleft else noun.head
    if not cleft and (noun.dep_ != "nsubj" or noun.i > clause.i):
        return None
    mark = _mark(noun, clause) if cleft else _mark_behind_copula(noun, clause)
    entry, fixed = entry_of(noun, lexicon)
    if mark is None or entry is None or "clause" not in entry.content:
        return None
    holders = holders_of(noun, fixed) or children(noun, "nmod:poss") or _givers(noun)
    if not holders:
        return None
    beside = [*([] if cleft else [noun]), *children(clause, "parataxis")]
    words = [t for t in subtree(clause, without=beside) if t.i >= mark.i]
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


def _givers(noun: Token) -> list[Token]:
    """*The reason (that) X gave was that S*: the subject of the relative clause."""
    clauses = [c for c in children(noun, "acl:relcl") if not children(c, "obj") or children(c, "nsubj")]
    return [s for c in clauses for s in children(c, "nsubj") if not has_feature(s, "PronType", "Rel")][:1]


def _mark(noun: Token, clause: Token) -> Token | None:
    """The conjunction of a clause behind its noun (*it was the view of X that S*)."""
    mark = next((m for m in children(clause, "mark") if m.i > noun.i and is_conjunction(m)), None)
    return None if mark is None or plain(mark) in grammar_of(mark).conjunctions.interrogative else mark


def _mark_behind_copula(noun: Token, clause: Token) -> Token | None:
    """The conjunction of a clause right behind the copula of its noun."""
    mark = _mark(noun, clause)
    if mark is None:
        return None
    copula = mark.doc[mark.i - 1]
    return mark if copula.lemma_ == grammar_of(noun).verbs.copula and copula.i > noun.i else None
