"""Where a verb of saying stands beside what is said: *« S », a dit X*, *S, said X*, *S, X said, T*."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.read.statements.content import Content
from verbale.read.story.clauses import Subject, is_finite, subject_of
from verbale.read.story.document import ParsedParagraph, children, conjuncts
from verbale.read.story.tokens import grammar_of, is_conjunction, is_finite_form, plain
from verbale.syntax.tree import Token

# How far behind a closing mark its incise may begin, in characters: a comma, a space.
AFTER_MARK = 3
# What may stand before an incise, outside quotation marks; and what ends the quotation before one.
BEFORE_INCISE = frozenset(',”"»’—–?!…')
SENTENCE_END = "."
# How many words an incise between two commas may have.
LONGEST_INCISE = 16


@dataclass(frozen=True, slots=True)
class Place:
    """Where a verb stands.

    Attributes:
        subject: whose it is.
        incise: whether it stands beside what is said.
        after_quotation: whether it is an incise right after a quotation.
        between: whether it is an incise with a comma on either side.
    """

    subject: Subject
    incise: bool
    after_quotation: bool
    between: bool = False


def place_of(paragraph: ParsedParagraph, verb: Token) -> Place:
    """Where a verb stands and whose it is, an inverted subject that the parser lost found again."""
    subject = subject_of(verb)
    if grammar_of(verb).verbs.incise_subject == "any":
        return _place_on_either_side(paragraph, verb, subject)
    incise = _is_incise(verb)
    after_quotation = _follows_quotation(paragraph, verb)
    dative = grammar_of(verb).pronouns.dative
    misread = len(subject.heads) == 1 and plain(subject.heads[0]) in dative
    if after_quotation and (not subject.heads or subject.controlled or misread) and is_finite(verb):
        # "« ... », promet sa directrice": the parser took the inverted subject for an object
        behind = [t for t in children(verb, "obj", "obl:agent", "iobj") if t.i > verb.i]
        inverted = [t for t in behind if t.pos_ in ("NOUN", "PROPN")]
        subject = Subject(tuple(h for t in inverted[:1] for h in conjuncts(t)))
        incise = incise or bool(inverted)
    return Place(subject, incise, after_quotation and incise)


def goes_on_after(place: Place, verb: Token, content: Content) -> bool:
    """Whether a content behind the verb is no complement of it but the rest of what it stands beside.

    *« S », a-t-il dit, « T »*; *The pass, she said, must stay open*. Where the subject may stand before the
    verb, a verb after a quotation has no other content than that quotation.
    """
    if place.after_quotation:
        return content.slot in ("quote", "obj") or grammar_of(verb).verbs.incise_subject == "any"
    if not place.between or content.slot not in ("clause", "quote", "obj", "inf") or content.head is None:
        return place.between and content.slot == "quote"
    opens = any(is_conjunction(m) for m in children(content.head, "mark"))
    comma = next((t for t in verb.doc[verb.i : content.head.i] if t.text == ","), None)
    return comma is not None and not opens and comma.i < content.head.left_edge.i + 1


# --- subject after the verb only ---


def _is_incise(verb: Token) -> bool:
    """Whether the clause stands beside a quotation or a clause: parataxis, or verb first with its subject
    after it.
    """
    own = children(verb, "nsubj")
    if verb.dep_ == "parataxis":
        # "selon X, S ; il menace T" is a clause like any other: its subject stands before it
        return not own or any(s.i > verb.i or s.lower_.startswith("-") for s in own)
    subjects = [s for s in children(verb, "nsubj") if s.i > verb.i or s.lower_.startswith("-")]
    for aux in children(verb, "aux"):
        subjects += [s for s in children(aux, "nsubj") if s.lower_.startswith("-")]
    if not subjects:
        return False
    first = min(t.i for t in [verb, *children(verb, "aux", "aux:pass", "expl", "iobj", "advmod", "obj")])
    return first > 0 and verb.doc[first - 1].is_punct


def _verb_start(verb: Token) -> int:
    return min(t.i for t in [verb, *children(verb, "aux", "aux:pass", "expl", "iobj")])


def _follows_quotation(paragraph: ParsedParagraph, verb: Token) -> bool:
    """Whether the clause begins right after a closing quotation mark (*», a-t-il dit*)."""
    if not paragraph.quotations:
        return False
    start = _verb_start(verb)
    at = paragraph.at(verb.doc[start])
    if any(0 <= at.start - q.span.end <= AFTER_MARK for q in paragraph.quotations):
        return True
    # « S, tempère X, T »: between commas inside the marks
    comma = start > 0 and verb.doc[start - 1].text == ","
    return comma and any(
        q.inner.contains(at) and at.start - q.inner.start > AFTER_MARK for q in paragraph.quotations
    )


# --- subject on either side of the verb ---


def _place_on_either_side(paragraph: ParsedParagraph, verb: Token, subject: Subject) -> Place:
    if not is_finite(verb) or _is_subordinate(verb):
        return Place(subject, incise=False, after_quotation=False)
    own = children(verb, "nsubj")
    start = min([_verb_start(verb), *(s.left_edge.i for s in own if s.i < verb.i)])
    after_quotation = _ends_quotation(paragraph, verb.doc[start])
    before = verb.doc[start - 1] if start > 0 else None
    beside = before is not None and before.text[-1] in BEFORE_INCISE and start > verb.sent.start
    if not (after_quotation or beside):
        return Place(subject, incise=False, after_quotation=False)
    if not own and start == _verb_start(verb):
        inverted = _inverted(verb)
        if inverted is None:
            return Place(subject, incise=False, after_quotation=False)
        subject = Subject(tuple(conjuncts(inverted)))
    return Place(subject, True, after_quotation, between=beside and _comma_follows(verb))


def _is_subordinate(verb: Token) -> bool:
    if verb.dep_ in ("acl:relcl", "acl"):
        return True
    return bool(children(verb, "mark"))


def _ends_quotation(paragraph: ParsedParagraph, first: Token) -> bool:
    """Whether a clause begins right after a quotation whose sentence goes on: not *“S.” She added that T*."""
    at, text, base = paragraph.at(first), paragraph.doc.text, paragraph.span.start
    quotation = next((q for q in paragraph.quotations if 0 <= at.start - q.span.end <= AFTER_MARK), None)
    if quotation is None:
        return False
    last = text[quotation.inner.start - base : quotation.inner.end - base].rstrip()[-1:]
    between = text[quotation.span.end - base : at.start - base]
    return SENTENCE_END not in between and last != SENTENCE_END


def _inverted(verb: Token) -> Token | None:
    """The subject right behind the verb, whatever the parser took it for: *said Foreign Minister X*."""
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        if token.pos_ in ("DET", "ADJ", "NUM", "PROPN", "NOUN", "PRON") or token.dep_ in ("compound", "case"):
            if token.head == verb and token.dep_ != "punct" and not children(token, "case", "mark"):
                return token if token.pos_ in ("PROPN", "NOUN", "PRON") else None
            continue
        return None
    return None


def _comma_follows(verb: Token) -> bool:
    """Whether a comma ends the incise, before any other finite verb."""
    for token in verb.doc[verb.i + 1 : min(verb.i + 1 + LONGEST_INCISE, verb.sent.end)]:
        if token.text == ",":
            return True
        if is_finite_form(token) or token.text in (".", ";", ":"):
            return False
    return False
