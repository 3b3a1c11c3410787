"""What no story tells as having happened: suppositions, counterfactuals, the plots of films and novels."""

from __future__ import annotations

from verbale.read.contacts.cue import ContactCue
from verbale.read.contacts.scene import has_any
from verbale.read.contacts.verb_forms import auxiliary_in, has_mood, has_tense, is_perfect
from verbale.read.contacts.words import ContactWords
from verbale.read.story.document import children
from verbale.read.story.tokens import grammar_of, plain
from verbale.syntax.tree import Token


def is_unreal(cue: ContactCue, words: ContactWords) -> bool:
    """Whether a word of supposing opens the sentence before the cue, or its clause is one that did not come
    true, or the sentence tells what a work of fiction tells.
    """
    status = words.status
    start, end = cue.scene.written_sentence(cue.anchor.idx)
    before = cue.scene.text[start : cue.anchor.idx]
    if has_any(before, status.supposed):
        return True
    if has_any(cue.scene.text[start:end], status.fictions):
        return True
    verb = cue.clause
    return _is_inverted(verb, words) or _is_counterfactual(verb, words) or _is_left_open(cue.anchor)


def _is_left_open(word: Token) -> bool:
    """*n'a pas dit **si** une rencontre était prévue*: asked, right behind the verb that asks or does not
    tell; not *si X et Y se sont parlé, ils ne se sont pas vus*.
    """
    for above in (word, *word.ancestors):
        asking = grammar_of(above).conjunctions.interrogative
        marks = [m for m in children(above, "mark") if m.pos_ == "SCONJ" and plain(m) in asking]
        if marks:
            before = marks[0].nbor(-1) if marks[0].i > above.sent.start else None
            return before is not None and before.pos_ in ("VERB", "ADV", "AUX", "PART")
        if above.pos_ in ("VERB", "AUX") or children(above, "cop"):
            return False
    return False


def _is_inverted(verb: Token, words: ContactWords) -> bool:
    """***Had** X called Y, the war might have been avoided*."""
    for subject in children(verb, "nsubj", "nsubj:pass"):
        at = subject.i  # a parser may end the sentence between the two
        while at and verb.doc[at - 1].pos_ in ("PROPN", "DET", "ADJ", "NOUN"):
            at -= 1
        if at and subject.i < verb.i and verb.doc[at - 1].lower_ in words.status.inverted:
            return True
    return False


def _is_counterfactual(verb: Token, words: ContactWords) -> bool:
    """*If X **had called** Y, the war **would** not have begun*: a plain *si X a parlé à Y* may concede."""
    status = words.status
    marks = {plain(m) for m in children(verb, "mark")}
    if not marks & status.conditions or not is_perfect(verb):
        return False
    before = has_tense(verb, "Imp") or has_tense(verb, "Past") or has_mood(verb, "Sub")
    unreal = status.future_in_past | status.modal
    return before and any(
        t != verb and t.pos_ == "VERB" and (has_mood(t, "Cnd") or auxiliary_in(t, unreal)) for t in verb.sent
    )
