"""*A call planned for Thursday was cancelled*: read along the words, since a parser takes the participle for
the verb.
"""

from __future__ import annotations

from verbale.read.contacts.standing import Standing, cancelled, held
from verbale.read.contacts.verb_forms import auxiliary_in, has_tense, is_denied, is_perfect, lemmas_of
from verbale.read.contacts.verb_status import occurs
from verbale.read.contacts.words import ContactWords
from verbale.syntax.tree import Token

FARTHEST = 30
VERBAL = ("VERB", "AUX")


def behind_participle(noun: Token, words: ContactWords) -> Standing | None:
    """What the verb behind a noun's participle of planning says of the contact; None when it says nothing."""
    run = noun.doc[noun.i + 1 : noun.i + FARTHEST]
    participle = next((t for t in run if t.pos_ in VERBAL or t.lemma_.lower() in words.status.planned), None)
    if participle is None or participle.lemma_.lower() not in words.status.planned:
        return None
    if participle.pos_ not in ("VERB", "ADJ") or not _only_names(noun.i + 1, participle, words):
        return None
    group = _verbs_behind(participle, words)
    if not group:
        return None
    verb = group[-1]
    if lemmas_of(verb, words) & words.status.cancelled:
        return None if is_denied(verb, words) else cancelled(f"cancelled: {verb.lemma_}")
    past = is_perfect(verb) or has_tense(verb, "Past")
    if not past or auxiliary_in(verb, words.status.future | words.status.future_in_past):
        return None
    if occurs(verb, words):
        return cancelled("did not take place", missed=True) if is_denied(verb, words) else held("took place")
    return held("told as done") if verb.lemma_.lower() in words.lasting else None


def fell_through(noun: Token, words: ContactWords) -> Standing | None:
    """*Talks that were to open between X and Y **could not be held***: with the noun taken for the whole
    sentence, its verb further on.
    """
    if noun.head != noun:
        return None
    for token in noun.doc[noun.i + 1 : noun.sent.end]:
        if token.lemma_.lower() in words.nouns:
            return None
        if token.pos_ not in VERBAL or not occurs(token, words):
            continue
        group = [token, token.head] if token.dep_ == "xcomp" else [token]
        if any(is_denied(v, words) for v in group) and any(is_perfect(v) for v in group):
            return cancelled("did not take place", missed=True)
    return None


def _only_names(start: int, end: Token, words: ContactWords) -> bool:
    between = end.doc[start : end.i]
    return not any(
        t.text in ".!?;:" or t.pos_ in ("SCONJ", *VERBAL) or t.lemma_.lower() in words.nouns for t in between
    )


def _verbs_behind(participle: Token, words: ContactWords) -> list[Token]:
    """The first verb behind a participle with its auxiliaries, in the order of the text."""
    doc = participle.doc
    first = next((t for t in doc[participle.i + 1 : participle.i + FARTHEST] if t.pos_ in VERBAL), None)
    if first is None or not _only_names(participle.i + 1, first, words):
        return []
    group = [first]
    for token in doc[first.i + 1 : first.i + 6]:
        if token.pos_ in VERBAL:
            group.append(token)
        elif token.pos_ not in ("ADV", "PART"):
            break
        if token.pos_ == "VERB":
            break
    return group if first.pos_ == "AUX" else [first]
