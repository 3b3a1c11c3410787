"""The phrases of contacts by which somebody urged somebody to something: no part of what was urged."""

from __future__ import annotations

from collections.abc import Iterable

from verbale.model import Span
from verbale.read.contacts.cue import phrase_start
from verbale.read.contacts.cue_clauses import urging_of
from verbale.read.contacts.draft import Draft
from verbale.read.contacts.words import ContactWords
from verbale.read.story.document import children


def occasions_of(drafts: Iterable[Draft], words: ContactWords) -> tuple[Span, ...]:
    """*X urged Y to leave **in a call on Tuesday***: the phrase with its preposition and its day."""
    found = []
    for draft in drafts:
        cue, when = draft.cue, draft.when.expression
        if draft.telling or cue.is_verb or urging_of(cue.anchor, words) is None:
            continue
        first = min([phrase_start(cue), *(c.i for c in children(cue.anchor, "case") if c.i < cue.anchor.i)])
        start = cue.paragraph.at(cue.paragraph.doc[first]).start
        end = max(cue.span.end, when.span.end if when is not None else 0)
        found.append(Span(start, end))
    return tuple(found)
