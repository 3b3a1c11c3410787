"""What a statement does: the cue's act, turned by what is said and by how the cue stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from verbale.model import Certainty, SpeechAct
from verbale.read.lexicons.cues import CueLexicon, CueMark, CueModal
from verbale.read.statements.content import Content
from verbale.read.statements.cue_frame import Frame
from verbale.read.story.clauses import is_conditional, is_finite, is_future, is_negated
from verbale.read.story.document import children
from verbale.read.story.tokens import grammar_of, has_feature, plain
from verbale.syntax.tree import Token

LONGEST_JUDGEMENT = 9
# How far from the predicate a word that denies outright may stand, how far after a word the rest of its
# entry.
ABSOLUTE_WITHIN = 5
REST_WITHIN = 6
# Acts whose negation refuses; other evaluations are only not made.
REFUSED_BY_NEGATION = frozenset({SpeechAct.AGREE, SpeechAct.OFFER, SpeechAct.COMMIT})


def main_predicate(content: Content) -> Token | None:
    """The head of what is said, when it is a clause."""
    head = content.head
    if head is None:
        return None
    return head if head.pos_ in ("VERB", "AUX") or children(head, "cop", "nsubj", "nsubj:pass") else None


def refine_act(
    act: SpeechAct,
    predicate: Token | None,
    lexicon: CueLexicon,
    *,
    subject_is_speaker: bool,
    content: Sequence[Token] = (),
) -> tuple[SpeechAct, str | None]:
    """The act once the content has been looked at, and why it changed (None if it did not).

    Only an assertion is turned: *a dit que X devait partir* asks, *a dit qu'il livrerait* promises, *qu'il ne
    livrerait pas* refuses, *que X commet des crimes* accuses.

    Args:
        predicate: the head of what is said; None when it is no clause.
        content: the tokens of what is said.
    """
    if act is not SpeechAct.ASSERT:
        return act, None
    if predicate is not None:
        turned = _by_predicate(predicate, lexicon, subject_is_speaker=subject_is_speaker)
        if turned is not None:
            return turned
    named = _cue_noun(content, lexicon)
    if named is not None:
        return named
    judged = _judgement(predicate, content, lexicon)
    if judged is not None:
        return judged
    if has_mark(content, lexicon.reproaches) and not subject_is_speaker:
        return SpeechAct.ACCUSE, "content: a reproach"
    return act, None


def _cue_noun(content: Sequence[Token], lexicon: CueLexicon) -> tuple[SpeechAct, str] | None:
    """*a redit « son intention de retirer »*: the content opens with a possessive and a cue noun."""
    words = [t for t in content[:6] if t.is_alpha or t.lower_.endswith(("'", "’"))]
    for determiner, noun in pairwise(words[:3]):
        if has_feature(determiner, "Poss", "Yes") and noun.lemma_ in lexicon.nouns:
            return lexicon.nouns[noun.lemma_][0].act, f"content: {noun.lemma_}"
    return None


def _judgement(
    predicate: Token | None, content: Sequence[Token], lexicon: CueLexicon
) -> tuple[SpeechAct, str] | None:
    """*a qualifié le coup de « parfaitement illégitime »*: a short content that is, or whose predicate is, an
    evaluation.
    """
    if predicate is not None:
        return None
    words = [t for t in content if t.is_alpha]
    for token in words if len(words) <= LONGEST_JUDGEMENT else ():
        if token.pos_ not in ("ADJ", "VERB"):
            continue
        for entry in lexicon.evaluations.get(token.lemma_.lower(), lexicon.evaluations.get(token.lower_, ())):
            if not entry.rest or _rest_follows(token, entry.rest):
                return entry.act, f"content: {entry.lemma}"
    return None


def _by_predicate(
    predicate: Token, lexicon: CueLexicon, *, subject_is_speaker: bool
) -> tuple[SpeechAct, str] | None:
    negated = is_negated(predicate)
    modal = _modal(predicate, lexicon)
    if modal is not None and modal.speaker_only is subject_is_speaker:
        if modal.act is SpeechAct.COMMIT and negated:
            return SpeechAct.REFUSE, f"content: {modal.lemma}, negated"
        return modal.act, f"content: {modal.lemma}"
    if subject_is_speaker and is_future(predicate) and is_finite(predicate):
        if negated:
            return SpeechAct.REFUSE, "content: the speaker's own future, negated"
        return SpeechAct.COMMIT, "content: the speaker's own future"
    if negated and _absolute(predicate):
        return SpeechAct.DENY, "content: negated without exception"
    return _predicate_word(predicate, lexicon)


def _absolute(predicate: Token) -> bool:
    """*n'a jamais*, *n'a aucun*: not only negated but denied outright."""
    absolute = grammar_of(predicate).negation.absolute
    return any(abs(t.i - predicate.i) <= ABSOLUTE_WITHIN and plain(t) in absolute for t in predicate.subtree)


def _modal(predicate: Token, lexicon: CueLexicon) -> CueModal | None:
    """The modal that the predicate is, or that governs it as an auxiliary."""
    for token in (predicate, *children(predicate, "aux", "cop")):
        for entry in lexicon.modals.get(token.lemma_.lower(), ()):
            if entry.impersonal and children(predicate, "nsubj", "nsubj:pass"):
                continue
            if not entry.rest or _rest_follows(token, entry.rest):
                return entry
    return None


def _rest_follows(token: Token, rest: tuple[str, ...]) -> bool:
    wanted = list(rest)
    for t in token.doc[token.i + 1 : min(token.i + 1 + REST_WITHIN, token.sent.end)]:
        if wanted and wanted[0] in (t.lemma_.lower(), t.lower_):
            wanted.pop(0)
    return not wanted


def _predicate_word(predicate: Token, lexicon: CueLexicon) -> tuple[SpeechAct, str] | None:
    """*que c'était inenvisageable*: the predicate itself is an evaluation."""
    if predicate.pos_ not in ("ADJ", "NOUN", "ADV") or not children(predicate, "cop"):
        return None
    for entry in lexicon.evaluations.get(predicate.lemma_.lower(), ()):
        if not entry.rest or _rest_follows(predicate, entry.rest):
            if is_negated(predicate):
                # "n'est pas acceptable" refuses what "est acceptable" agrees to; the rest is only not said
                refused = entry.act in REFUSED_BY_NEGATION
                return (SpeechAct.REFUSE, f"content: {entry.lemma}, negated") if refused else None
            return entry.act, f"content: {entry.lemma}"
    return None


def has_mark(tokens: Sequence[Token], marks: Mapping[str, tuple[CueMark, ...]]) -> bool:
    """Whether one of the tokens is a reproach, threat or hedge word."""
    return any(
        not entry.rest or _rest_follows(token, entry.rest)
        for token in tokens
        for entry in marks.get(token.lemma_.lower(), ())
    )


def certainty_of(frame: Frame, lexicon: CueLexicon) -> Certainty:
    """hedged: the cue is in the journalistic conditional or under *sembler*; a future in the past is not a
    hedge.

    *aurait demandé* hedges; *a dit qu'il demanderait* does not: there the conditional stands inside a
    content.
    """
    verb = frame.anchor
    if verb.pos_ in ("VERB", "AUX", "ADJ") and is_conditional(verb):
        past = any(has_feature(a, "Mood", "Cnd") for a in children(verb, "aux", "aux:pass"))
        embedded = verb.dep_ in ("ccomp", "acl:relcl", "advcl") and not past
        if not embedded:
            return Certainty.HEDGED
    governor = verb.head if verb.dep_ in ("xcomp", "ccomp") else None
    for token in (governor, *children(verb, "advmod")):
        if token is not None and token.lemma_.lower() in lexicon.hedges:
            return Certainty.HEDGED
    return Certainty.STATED


def content_negated(content: Content) -> bool:
    """Whether what is said is itself negated."""
    predicate = main_predicate(content)
    return predicate is not None and is_negated(predicate)
