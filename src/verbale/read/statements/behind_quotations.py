"""What stands behind a quotation and tells whose it is without a verb of saying before it: *“S,” was X's
answer*, *“S”: such was X's verdict*, *“S”: so X described N*.
"""

from __future__ import annotations

from collections.abc import Sequence

from verbale.model import SpeechAct
from verbale.read.lexicons.cues import CueLexicon
from verbale.read.statements.cue_frame import Frame
from verbale.read.statements.noun_frames import entry_of, holders_of
from verbale.read.statements.verb_entries import matching_entries
from verbale.read.story.clauses import preposition_is, subject_of
from verbale.read.story.document import ParsedParagraph, children, conjuncts
from verbale.read.story.quotations import Quotation
from verbale.read.story.tokens import grammar_of, is_finite_form, plain
from verbale.syntax.tree import Token

# How many words may stand between a quotation and the noun or verb that tells what it is.
WITHIN = 12
BETWEEN = frozenset({",", ":", "-", "–", "—"})
STOPS = frozenset({".", ";", "!", "?"})
# Quotations of fewer words are names and single words.
FEWEST_WORDS = 2


def frames_behind_quotations(paragraph: ParsedParagraph, lexicon: CueLexicon) -> list[Frame]:
    """One incise for each quotation whose holder stands behind it in such words."""
    found = (_behind(paragraph, q, lexicon) for q in paragraph.quotations if q.closed)
    return [f for f in found if f is not None]


def _behind(paragraph: ParsedParagraph, quotation: Quotation, lexicon: CueLexicon) -> Frame | None:
    if sum(t.is_word for t in paragraph.tokens_in(quotation.inner)) < FEWEST_WORDS:
        return None
    last = paragraph.tokens_in(quotation.span)[-1]
    words = _words_behind(last)
    if len(words) < 2:
        return None
    grammar = grammar_of(last)
    pointing = 1 if plain(words[0]) in grammar.pronouns.pointing else 0
    verb = words[pointing]
    if verb.lemma_.lower() in grammar.verbs.standing and is_finite_form(verb):
        noun = _noun_of_saying(words[pointing + 1 :], lexicon)
        if noun is not None:
            return _of_noun(paragraph, noun, words[0], lexicon)
        thus = words[pointing + 1 :] if pointing else []
    else:
        thus = words
    if thus and plain(thus[0]) in grammar.conjunctions.thus:
        return _of_manner(paragraph, words[0], thus, lexicon)
    return None


def _words_behind(last: Token) -> list[Token]:
    """The words after a quotation, as far as their sentence goes."""
    words: list[Token] = []
    for token in last.doc[last.i + 1 : min(last.i + 1 + WITHIN, len(last.doc))]:
        if token.text in STOPS:
            break
        if words or token.text not in BETWEEN:
            words.append(token)
    return words


def _noun_of_saying(words: Sequence[Token], lexicon: CueLexicon) -> Token | None:
    """The noun for what has been said, before any further verb."""
    for token in words:
        if is_finite_form(token) and token.pos_ in ("VERB", "AUX"):
            return None
        lemma = token.lemma_.lower()
        known = lemma in lexicon.nouns or lemma in grammar_of(token).sayings
        if token.pos_ == "NOUN" and known:
            return token
    return None


def _of_noun(paragraph: ParsedParagraph, noun: Token, first: Token, lexicon: CueLexicon) -> Frame | None:
    entry, _ = entry_of(noun, lexicon)
    prepositions = grammar_of(noun).prepositions
    holders = holders_of(noun, []) or [
        c
        for c in (*children(noun, "nmod", "nmod:poss", "det", "obl"), *children(noun.head, "obl"))
        if plain(c) in grammar_of(c).determiners.possessive
        or (c.i > noun.i and any(preposition_is(c, p) for p in prepositions.of_origin))
    ]
    if not holders:
        # "“S,” was the advice that X had for Y"
        holders = [
            s for c in children(noun, "acl:relcl", "acl") for s in children(c, "nsubj") if s.i > noun.i
        ]
        holders = [h for h in holders if h.pos_ in ("PROPN", "NOUN")]
    if not holders:
        return None
    return Frame(
        paragraph=paragraph,
        rule="incise",
        entry=noun.lemma_.lower(),
        act=entry.act if entry is not None else SpeechAct.ASSERT,
        anchor=noun,
        cue=paragraph.at(noun),
        sources=tuple(conjuncts(holders[0])),
        contents=(),
        incise=True,
        start=first.i,
    )


def _of_manner(
    paragraph: ParsedParagraph, first: Token, words: Sequence[Token], lexicon: CueLexicon
) -> Frame | None:
    verb = next((t for t in words if is_finite_form(t) and t.pos_ == "VERB"), None)
    if verb is None:
        return None
    naming = verb.lemma_.lower() in grammar_of(verb).verbs.naming
    if not naming and not any(e.incise for e in matching_entries(verb, lexicon)):
        return None
    sources = subject_of(verb).heads
    if not sources or not all(words[0].i < s.i <= words[-1].i for s in sources):
        return None
    return Frame(
        paragraph=paragraph,
        rule="incise",
        entry=verb.lemma_.lower(),
        act=SpeechAct.ASSERT,
        anchor=verb,
        cue=paragraph.at(verb),
        sources=sources,
        contents=(),
        incise=True,
        start=first.i,
    )
