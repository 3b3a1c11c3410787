"""One contact word in the text, with its clause and its own phrase."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.model import Span
from verbale.read.contacts.scene import Scene
from verbale.read.contacts.words import ContactNoun, ContactVerb
from verbale.read.story.document import ParsedParagraph
from verbale.syntax.tree import Token

NEAR = 18


@dataclass(frozen=True, eq=False)
class ContactCue:
    """One contact word in the text.

    Attributes:
        anchor: the verb, or the noun's head.
        tokens: the words of the entry.
        clause: the verb (or nominal root) of the clause in which it stands; the verb itself for a verb.
        own: indices of the tokens of that clause, other clauses inside it left out.
    """

    scene: Scene
    entry: ContactVerb | ContactNoun
    anchor: Token
    tokens: tuple[Token, ...]
    clause: Token
    own: frozenset[int]

    @property
    def paragraph(self) -> ParsedParagraph:
        """Where it stands."""
        return self.scene.paragraph

    @property
    def is_verb(self) -> bool:
        """Whether a verb tells of the contact."""
        return isinstance(self.entry, ContactVerb)

    @property
    def span(self) -> Span:
        """The words of the entry in the story's text."""
        return self.paragraph.span_of(self.tokens)


def phrase_start(cue: ContactCue) -> int:
    """Index of the first token of a noun's own phrase: articles, adjectives, compounds before it."""
    first = cue.tokens[0].i
    while first > cue.anchor.sent.start:
        token = cue.paragraph.doc[first - 1]
        inside = token.dep_ in ("det", "amod", "compound", "nummod", "nmod:poss", "advmod") and (
            cue.tokens[0].i - first < 8
        )
        hyphen = token.text in ("-", "–") and cue.paragraph.doc[first].dep_ in ("compound", "flat", "amod")
        measured = (
            cue.paragraph.doc[first].text in ("-", "–") and token.dep_ == "obl" and token.head.i > first
        )
        if (
            not (inside and _reaches(token, cue.anchor))
            and not hyphen
            and not measured  # "an hour-long call"
            and not _is_case(token)
        ):
            break
        first -= 1
    return first


def _is_case(token: Token) -> bool:
    """*X 's call*."""
    return token.dep_ == "case" and token.head.dep_ == "nmod:poss" and token.head.i < token.i


def _reaches(token: Token, head: Token) -> bool:
    return any(t == head for t in (token.head, token.head.head, token.head.head.head))
