"""What the rules for statements share: the story's mentions and sources, and the small questions asked of
them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from verbale.model import Actor, Directness, Span
from verbale.read.lexicons.cues import CueLexicon
from verbale.read.names.mention import MentionIndex, Referent, ReferentKind
from verbale.read.statements.cue_frame import Frame
from verbale.read.statements.sources import Source, SourceFinder
from verbale.read.story.document import ParsedParagraph, children
from verbale.read.story.quotations import overlap_with
from verbale.read.story.tokens import grammar_of, is_finite_form
from verbale.syntax.tree import Token

MOSTLY_QUOTED = 0.9
# Characters that may stand outside the marks of a statement that is wholly quoted.
OUTSIDE_MARKS = 4
# How many words that name nobody may stand before a name, as a part of it.
ARTICLES = 2


@dataclass(frozen=True, slots=True)
class StatementContext:
    """What is known of a story when its statements are read.

    Attributes:
        is_contact_fact: whether a predicate only tells of a contact.
        times: the spans of time expressions.
    """

    mentions: MentionIndex
    sources: SourceFinder
    lexicon: CueLexicon
    is_contact_fact: Callable[[ParsedParagraph, Token], bool]
    times: tuple[Span, ...]

    def via(self, paragraph: ParsedParagraph, frame: Frame) -> str | None:
        """A news outlet among the cue's complements: *a-t-il confié au JDD*, *said in a talk with X*."""
        told = children(frame.anchor, "obl", "obl:arg", "nmod", "iobj", "obj")
        # "X, speaking to AVP, said"
        beside = [c for s in (frame.anchor, *frame.sources) for c in children(s, "acl", "advcl")]
        speaking = [
            c for c in beside if not is_finite_form(c) and c.lemma_.lower() in grammar_of(c).verbs.speaking
        ]
        told += [c for s in speaking for c in children(s, "obl", "obl:arg", "iobj", "obj")]
        documents = [c for c in told if c.lemma_.lower() in self.lexicon.documents]
        told += [n for d in documents for n in children(d, "nmod", "obl")]
        for c in told:
            for referent in self.sources.phrase(paragraph, c):
                if referent.kind is ReferentKind.OUTLET:
                    return referent.actor.name
        return self._channel(paragraph, frame)

    def _channel(self, paragraph: ParsedParagraph, frame: Frame) -> str | None:
        """An outlet anywhere else in the cue's sentence but in what is said: *invitée de N, X a dit P*."""
        said = [c.span for c in frame.contents] + [q.span for q in paragraph.quotations]
        sources = {i for s in frame.sources for i in (s.i, s.head.i)}
        for mention in self.mentions.in_paragraph(paragraph.index):
            head = paragraph.doc[mention.head]
            if head.sent.start != frame.anchor.sent.start or mention.head in sources:
                continue
            outlets = [r for r in mention.referents if r.kind is ReferentKind.OUTLET]
            if outlets and not _is_told_of(head) and not any(s.overlaps(mention.span) for s in said):
                return outlets[0].actor.name
        return None

    def addressees(
        self, paragraph: ParsedParagraph, heads: Sequence[Token], source: Source
    ) -> tuple[Actor, ...]:
        """To whom it is said: never the speaker, never an outlet."""
        mine = {r.actor.name for r in source.referents}
        found = [r for head in heads for r in self.sources.phrase(paragraph, head)]
        return actors_of([r for r in found if r.actor.name not in mine and r.kind is not ReferentKind.OUTLET])

    def names_only(self, paragraph: ParsedParagraph, words: Sequence[Token]) -> bool:
        """Whether all the words are part of names that begin among them or right before."""
        named = [self.mentions.at(paragraph, t) for t in words]
        # "apprised the minister of the latest clashes" is no minister of clashes
        first = words[0].i - ARTICLES if words else 0
        return all(m is not None and m.tokens[0] >= first for m in named)


def _is_told_of(head: Token) -> bool:
    """Whether a noun is a subject, or of an object (*démentant les informations de N*): no channel."""
    while head.dep_ in ("nmod", "appos", "flat:name") and head.head != head:
        head = head.head
    return head.dep_ in ("nsubj", "nsubj:pass", "obj")


def actors_of(referents: Sequence[Referent]) -> tuple[Actor, ...]:
    """Each actor once."""
    return tuple(dict.fromkeys(r.actor for r in referents))


def directness_of(paragraph: ParsedParagraph, span: Span) -> Directness:
    """Source: GOLD.md ("has words inside quotation marks"), with the wholly quoted told apart."""
    quoted = overlap_with(paragraph.quotations, span)
    if quoted == 0:
        return Directness.INDIRECT
    wholly = quoted >= MOSTLY_QUOTED * (span.end - span.start) - OUTSIDE_MARKS
    return Directness.DIRECT if wholly else Directness.MIXED
