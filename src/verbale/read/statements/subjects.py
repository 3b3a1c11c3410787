"""Whom the clauses of what is said are about: the speaker or his side, somebody else, or nobody."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from verbale.read.statements.context import StatementContext
from verbale.read.statements.ownership import is_first_person, is_own, is_own_noun
from verbale.read.statements.senses import About
from verbale.read.statements.sources import Source
from verbale.read.story.clauses import is_future, subject_of
from verbale.read.story.document import ParsedParagraph, children
from verbale.read.story.tokens import grammar_of, plain
from verbale.syntax.tree import Token


def about_in(
    paragraph: ParsedParagraph, source: Source, context: StatementContext, *, direct: bool
) -> Callable[[Token], About]:
    """A function that tells whom a clause of what the source says is about; each clause is looked at once.

    Args:
        direct: whether these are the speaker's own words; then *son armée* is somebody else's.
    """
    known: dict[int, About] = {}

    def about(clause: Token) -> About:
        if clause.i not in known:
            known[clause.i] = _about(paragraph, clause, source, context, direct=direct)
        return known[clause.i]

    return about


def about_first_person(clause: Token) -> About:
    """Whom a clause is about when nobody is known: the speaker in the first person, else somebody."""
    if is_first_person(clause):
        return About.SPEAKER
    return About.OTHER if children(clause, "nsubj", "nsubj:pass") else About.NOBODY


def _about(
    paragraph: ParsedParagraph, clause: Token, source: Source, context: StatementContext, *, direct: bool
) -> About:
    if is_first_person(clause):
        return About.SPEAKER
    heads = subject_of(clause).heads or _impersonal_person(clause, context)
    if not heads:
        # "we would not be bullied", "Karsan would not be bullied", said for Karsan
        done_to = context.sources.source(paragraph, tuple(children(clause, "nsubj:pass"))).referents
        return About.SPEAKER if is_own(done_to, source.referents) else About.NOBODY
    referents = context.sources.source(paragraph, heads).referents
    if is_own(referents, source.referents) or (not direct and is_own_noun(heads)):
        return About.SPEAKER
    if not referents and all(_is_ours(h, context) for h in heads):
        return About.SPEAKER  # "notre patience", "nos ports", but not "nos voisins"
    if not referents and _is_of_own_country(paragraph, heads, source, context):
        return About.SPEAKER
    if len(heads) == 1 and plain(heads[0]) in grammar_of(clause).pronouns.indefinite and is_future(clause):
        return About.SPEAKER  # "on ne cédera pas"
    if direct and any(plain(h) in context.lexicon.senses.persons for h in heads):
        return About.SIDE  # "you have emptied our villages"; in reported speech they may be those who speak
    return About.SIDE if referents or _is_of_a_country(paragraph, heads, context) else About.OTHER


def _is_ours(head: Token, context: StatementContext) -> bool:
    first = grammar_of(head).determiners.first
    return head.lemma_.lower() not in context.lexicon.senses.others and any(
        plain(c) in first for c in children(head, "det", "nmod:poss", "nmod")
    )


def _impersonal_person(clause: Token, context: StatementContext) -> tuple[Token, ...]:
    """*il est prêt à partir*: read as if nobody were meant, though only somebody can be what it says."""
    said_of = children(clause, "cop") and clause.lemma_.lower() in context.lexicon.adjectives
    return tuple(children(clause, "expl:subj")) if said_of else ()


def _is_of_a_country(paragraph: ParsedParagraph, heads: Sequence[Token], context: StatementContext) -> bool:
    """*Karsanese drones*, *des soldats karsanais*."""
    return any(
        context.sources.phrase(paragraph, a) for h in heads for a in children(h, "amod") if a.pos_ == "ADJ"
    )


def _is_of_own_country(
    paragraph: ParsedParagraph, heads: Sequence[Token], source: Source, context: StatementContext
) -> bool:
    """*aucun soldat karsanais*, said by a Karsan."""
    adjectives = [[a for a in children(h, "amod") if a.pos_ == "ADJ"] for h in heads]
    return all(
        any(is_own(context.sources.phrase(paragraph, a), source.referents) for a in beside)
        for beside in adjectives
    )
