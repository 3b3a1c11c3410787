"""Frames of verbs: *demander à X de P*, and incises beside what is said (*« ... », a-t-il ajouté*)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verbale.model import SpeechAct
from verbale.read.lexicons.cues import CueLexicon, CueVerb
from verbale.read.statements.adjective_frames import predicate_act
from verbale.read.statements.content import Content
from verbale.read.statements.cue_frame import Frame
from verbale.read.statements.verb_contents import verb_contents
from verbale.read.statements.verb_entries import (
    copular_entries,
    fixed_words_of,
    matching_entries,
    may_be_verb,
)
from verbale.read.statements.verb_slots import complements
from verbale.read.story.clauses import Subject, is_finite, is_negated, is_passive, subject_of
from verbale.read.story.document import ParsedParagraph, children, conjuncts
from verbale.read.story.tokens import grammar_of, plain
from verbale.syntax.tree import Token

# How far behind a closing mark its incise may begin, in characters: a comma, a space.
AFTER_MARK = 3


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a verb stands: whose it is, whether beside what is said, whether right after a quotation."""

    subject: Subject
    incise: bool
    after_quotation: bool


def verb_frame(paragraph: ParsedParagraph, verb: Token, lexicon: CueLexicon) -> Frame | None:
    """The frame of a verb of the lexicon, or of any verb after a quotation; None when nothing is said."""
    if not may_be_verb(verb, lexicon):
        return None
    place = _place(paragraph, verb)
    entries = matching_entries(verb, lexicon)
    if not entries:
        return _plain_incise(paragraph, verb, place.subject) if place.after_quotation else None
    copular = bool(copular_entries(verb, lexicon))
    for entry in entries:
        if len(entry.rest) == len(entries[0].rest):
            fixed = [] if copular else fixed_words_of(verb, entry) or []
            frame = _frame_of_entry(paragraph, verb, entry, fixed, place, lexicon)
            if frame is not None:
                return frame
    return None


def _place(paragraph: ParsedParagraph, verb: Token) -> _Place:
    subject, incise = subject_of(verb), _is_incise(verb)
    after_quotation = _follows_quotation(paragraph, verb)
    dative = grammar_of(verb).pronouns.dative
    misread = len(subject.heads) == 1 and plain(subject.heads[0]) in dative
    if after_quotation and (not subject.heads or subject.controlled or misread) and is_finite(verb):
        # "« ... », promet sa directrice": the parser took the inverted subject for an object
        behind = [t for t in children(verb, "obj", "obl:agent", "iobj") if t.i > verb.i]
        inverted = [t for t in behind if t.pos_ in ("NOUN", "PROPN")]
        subject = Subject(tuple(h for t in inverted[:1] for h in conjuncts(t)))
        incise = incise or bool(inverted)
    return _Place(subject, incise, after_quotation and incise)


def _frame_of_entry(
    paragraph: ParsedParagraph,
    verb: Token,
    entry: CueVerb,
    fixed: Sequence[Token],
    place: _Place,
    lexicon: CueLexicon,
) -> Frame | None:
    contents, noun = verb_contents(paragraph, verb, entry, fixed, lexicon)
    if place.after_quotation and contents and contents[0].slot in ("quote", "obj"):
        contents, noun = [], None
    beside = place.incise and entry.incise and not contents
    if not contents and not beside:
        return None
    subject = place.subject
    if not subject.heads and is_passive(verb) and not _takes_object(entry):
        # "sont convenus de": a perfect with être that the parser took for a passive
        subject = Subject(tuple(h for t in children(verb, "nsubj:pass", "nsubj") for h in conjuncts(t)))
    act, negated = _act(verb, entry, contents, noun, lexicon), is_negated(verb)
    if negated and entry.negated_act is not None:
        act, negated = entry.negated_act, False
    return Frame(
        paragraph=paragraph,
        rule="incise" if beside else "verb",
        entry=entry.lemma,
        act=act,
        anchor=verb,
        cue=paragraph.span_of([verb, *fixed]),
        sources=subject.heads,
        contents=tuple(contents),
        addressees=tuple(complements(verb, entry.addressee, fixed)),
        negated=negated,
        incise=beside,
        noun=noun,
        future_act=entry.future_act,
        mental=entry.mental,
    )


# "exiger des excuses", "refuser son accord": the verb's act stands whatever its object is.
OWN_ACTS = frozenset({SpeechAct.REQUEST, SpeechAct.REFUSE, SpeechAct.DENY, SpeechAct.ACCUSE})


def _act(
    verb: Token, entry: CueVerb, contents: Sequence[Content], noun: Token | None, lexicon: CueLexicon
) -> SpeechAct:
    """The act of a cue noun or of a predicate goes before that of the verb which bears it."""
    if entry.claim_act is not None and any(
        o.lemma_.lower() in lexicon.claims for o in children(verb, "obj", "nsubj:pass")
    ):
        return entry.claim_act
    if noun is not None and entry.act not in OWN_ACTS:
        return lexicon.nouns[noun.lemma_][0].act
    if contents and contents[0].head is not None:
        judges = contents[0].slot == "adj"
        judges = judges or (contents[0].slot == "predication" and entry.act is SpeechAct.ASSERT)
        if judges:
            return predicate_act(contents[0].head, lexicon) or entry.act
    return entry.act


def _plain_incise(paragraph: ParsedParagraph, verb: Token, subject: Subject) -> Frame | None:
    """*« ... », a réagi le maire*: after a quotation any finite verb with its subject behind it says who
    speaks.
    """
    if not subject.heads or not is_finite(verb):
        return None
    return Frame(
        paragraph=paragraph,
        rule="incise",
        entry=verb.lemma_,
        act=SpeechAct.ASSERT,
        anchor=verb,
        cue=paragraph.at(verb),
        sources=subject.heads,
        contents=(),
        incise=True,
    )


def _takes_object(entry: CueVerb) -> bool:
    return "obj" in (*entry.content, *entry.addressee, *entry.target)


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


def _follows_quotation(paragraph: ParsedParagraph, verb: Token) -> bool:
    """Whether the clause begins right after a closing quotation mark (*», a-t-il dit*)."""
    if not paragraph.quotations:
        return False
    start = min(t.i for t in [verb, *children(verb, "aux", "aux:pass", "expl", "iobj")])
    at = paragraph.at(verb.doc[start])
    if any(0 <= at.start - q.span.end <= AFTER_MARK for q in paragraph.quotations):
        return True
    # « S, tempère X, T »: between commas inside the marks
    comma = start > 0 and verb.doc[start - 1].text == ","
    return comma and any(
        q.inner.contains(at) and at.start - q.inner.start > AFTER_MARK for q in paragraph.quotations
    )
