"""Attributions by frame: a cue, the tokens that name its source, and the stretches where what is said stands.

Who the source is, is decided later; here only the syntax speaks. A frame comes from a verb (*demander à X de
P*), a predicate adjective (*se dire prêt à P*, *est favorable à N*) or a noun with its holder (*l'engagement
de X à P*).
"""

from __future__ import annotations

from collections.abc import Sequence

from verbale.model import SpeechAct
from verbale.read.lexicons.cues import CueLexicon
from verbale.read.statements.adjective_frames import adjective_frame
from verbale.read.statements.behind_quotations import frames_behind_quotations
from verbale.read.statements.content import Content
from verbale.read.statements.cue_frame import Frame
from verbale.read.statements.noun_frames import noun_frame, with_further_nouns
from verbale.read.statements.predicate_nouns import predicate_noun_frame
from verbale.read.statements.verb_entries import matching_entries
from verbale.read.statements.verb_frames import verb_frame
from verbale.read.story.clauses import is_infinitive, is_verbal
from verbale.read.story.document import ParsedParagraph, children
from verbale.syntax.tree import Token

__all__ = ["Content", "Frame", "find_frames"]


# What somebody is praised for he is not told to have said now ("praised Karsan's readiness to P").
OWN_DEEDS = frozenset({SpeechAct.COMMIT, SpeechAct.OFFER, SpeechAct.AGREE})


def _is_praised(frame: Frame, found: Sequence[Frame]) -> bool:
    if frame.act not in OWN_DEEDS or (frame.rule == "verb" and not is_infinitive(frame.anchor)):
        return False
    return any(
        f.act is SpeechAct.PRAISE and any(c.slot == "obj" and c.span.contains(frame.cue) for c in f.contents)
        for f in found
    )


def _mend_objects(paragraph: ParsedParagraph, lexicon: CueLexicon) -> None:
    """*X a réaffirmé A, a rappelé son soutien à B*: a cue noun behind its verb is no inverted subject."""
    moved: dict[Token, Token] = {}
    for noun in paragraph.doc:
        verb = noun.head
        if noun.dep_ != "nsubj" or noun.pos_ != "NOUN" or not 0 < noun.left_edge.i - verb.i <= 1:
            continue
        if noun.lemma_ not in lexicon.nouns or not any(e.noun_act for e in matching_entries(verb, lexicon)):
            continue
        first = _told_before(verb)
        if first is None:
            continue
        noun.dep_, verb.dep_ = "obj", "conj"
        if verb.head is not first:
            moved[verb] = first
    if moved:
        paragraph.doc.move(moved)


def _told_before(verb: Token) -> Token | None:
    """The nearest verb before that has a subject and the same auxiliary: a list of verbs goes on with it."""
    own = [(t.lemma_, t.lower_) for t in children(verb, "aux")]
    for token in reversed(verb.doc[verb.sent.start : verb.i]):
        subjects = [s for s in children(token, "nsubj") if s.i < token.i]
        if subjects and is_verbal(token):
            return token if own and own == [(t.lemma_, t.lower_) for t in children(token, "aux")] else None
    return None


def find_frames(paragraph: ParsedParagraph, lexicon: CueLexicon) -> list[Frame]:
    """All frames of a paragraph, in the order of their cues; a cue whose content is missing gives none."""
    found: list[Frame] = []
    _mend_objects(paragraph, lexicon)
    behind = frames_behind_quotations(paragraph, lexicon)
    taken = {f.anchor.i for f in behind}
    for token in paragraph.doc:
        if token.i in taken:
            continue
        by_adjective = adjective_frame(paragraph, token, lexicon)
        by_verb = verb_frame(paragraph, token, lexicon)
        if by_adjective is not None and by_verb is not None and by_verb.act is by_adjective.act:
            by_verb = None  # "is committed to P" is one statement
        for frame in (by_verb, by_adjective):
            found += with_further_nouns(paragraph, frame, lexicon) if frame is not None else []
    taken |= {f.noun.i for f in found if f.noun is not None}
    for token in paragraph.doc:
        if token.pos_ == "NOUN" and token.i not in taken:
            frame = predicate_noun_frame(paragraph, token, lexicon) or noun_frame(paragraph, token, lexicon)
            if frame is not None:
                found.append(frame)
    told = [f for f in found if not _is_praised(f, found)]
    return sorted([*told, *behind], key=lambda f: f.cue)
