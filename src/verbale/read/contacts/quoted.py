"""Who says *I* in a quotation: the one whose words it gives, when he can take part in a contact."""

from __future__ import annotations

from verbale.read.names.mention import Mention, MentionIndex, MentionKind, Referent
from verbale.read.story.document import ParsedParagraph, children
from verbale.read.story.tokens import has_feature
from verbale.syntax.tree import Token

# Those who speak for a principal are not principals.
NO_PRINCIPALS = frozenset({"spokesperson", "adviser", "ambassador", "chief_of_staff"})
# How many words from the quotation's marks the verb that gives it stands, behind it and before it.
BEHIND, BEFORE = 8, 6


def is_principal(referent: Referent) -> bool:
    """Whether somebody may take part in a contact as a person: he holds an office, and is no voice."""
    return referent.is_person and bool(referent.offices - NO_PRINCIPALS)


def is_unnamed(party: Referent) -> bool:
    """Whether a party is an office-holder whom the text does not name ("Ukraine (foreign minister)")."""
    return party.is_person and ":" in (party.actor.id or "") and party.actor.name.endswith(")")


def first_person(paragraph: ParsedParagraph, token: Token, mentions: MentionIndex) -> Mention | None:
    """A mention made of *I*, *me* inside a quotation: who is quoted, if that is one principal."""
    if (
        token.pos_ != "PRON"
        or not has_feature(token, "Person", "1")
        or not has_feature(token, "Number", "Sing")
    ):
        return None
    at = paragraph.span.start + token.idx
    around = next((q.span for q in paragraph.quotations if q.span.start <= at < q.span.end), None)
    if around is None:
        return None
    inside = {t.i for t in paragraph.tokens_in(around)}
    quoted = {t.i for q in paragraph.quotations for t in paragraph.tokens_in(q.span)}
    behind, before = max(inside), min(inside)
    near = [t for t in paragraph.doc[behind + 1 : behind + 1 + BEHIND] if t.pos_ == "VERB"]
    near += [t for t in reversed(paragraph.doc[max(before - BEFORE, 0) : before]) if t.pos_ == "VERB"]
    for verb in near:
        if verb.i in quoted:
            continue
        for subject in children(verb, "nsubj"):
            mention = mentions.at(paragraph, subject)
            who = mention.referents if mention is not None and subject.i not in quoted else ()
            if len(who) == 1 and is_principal(who[0]):
                span = paragraph.span_of([token])
                return Mention(
                    span, paragraph.index, (token.i, token.i + 1), token.i, MentionKind.PRONOUN, who
                )
    return None
