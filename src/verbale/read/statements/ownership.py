"""Whether those whom a clause is about are those who speak, or their own side."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.read.names.mention import Referent
from verbale.read.statements.cue_frame import Frame
from verbale.read.statements.sources import Source
from verbale.read.story.document import children
from verbale.read.story.tokens import grammar_of, has_feature, plain
from verbale.syntax.tree import Token


def same_actors(left: Sequence[Referent], right: Sequence[Referent]) -> bool:
    """Whether both are the same actors, in whatever order."""
    return {r.actor.name for r in left} == {r.actor.name for r in right}


def is_own(subjects: Sequence[Referent], speakers: Sequence[Referent]) -> bool:
    """Whether the subject is the speaker, or the side that the speaker speaks for."""
    mine = {x for r in speakers for x in (r.actor.name, r.actor.id, r.country)}
    return bool(subjects) and all(
        s.actor.name in mine or (not s.is_person and s.country is not None and s.country in mine)
        for s in subjects
    )


def is_of_own_side(inner: Source, outer: Source) -> bool:
    """Whether the inner speaker is a country or body that the outer one, somebody else, speaks for."""
    return is_own(inner.referents, outer.referents) and not same_actors(inner.referents, outer.referents)


def is_own_noun(heads: Sequence[Token]) -> bool:
    """*son pays*, *ses troupes*, *notre armée*."""
    return bool(heads) and all(_is_own_side_noun(h) and has_own_determiner(h) for h in heads)


def _is_own_side_noun(head: Token) -> bool:
    return head.lemma_.lower() in grammar_of(head).own_side


def has_own_determiner(head: Token) -> bool:
    """*son rôle*, *notre armée*: a possessive of the speaker or of the third person."""
    own = grammar_of(head).determiners.own
    return any(plain(c) in own for c in children(head, "det", "nmod:poss", "nmod"))


def is_first_person(head: Token) -> bool:
    """Whether the clause is said in the first person, by its forms or its subject."""
    if any(has_feature(t, "Person", "1") for t in (head, *children(head, "aux", "aux:pass", "cop"))):
        return True
    first = grammar_of(head).pronouns.first_person
    return any(plain(s) in first for s in children(head, "nsubj", "nsubj:pass"))


def is_predicate(frame: Frame, head: Token) -> bool:
    """Whether the frame's cue is the predicate that heads a content."""
    if frame.incise or not frame.contents:
        return False
    return frame.anchor == head or (frame.rule == "adjective" and frame.contents[0].head == head)
