"""Which entries of the cue lexicon a verb can be, its fixed words found in the text (*mettre en garde*)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from verbale.read.lexicons.cues import CueLexicon, CueVerb
from verbale.read.story.clauses import is_reflexive, is_verbal
from verbale.read.story.document import children
from verbale.syntax.tree import Token

# How many words after its verb the fixed words of an expression may end.
FIXED_WITHIN = 7


def verb_lemma(verb: Token, lexicon: CueLexicon) -> str:
    """The infinitive; the conjugation of the cue verbs knows better than a trained lemmatiser."""
    return lexicon.lemma_of.get(verb.lower_, verb.lemma_.lower())


def may_be_verb(token: Token, lexicon: CueLexicon) -> bool:
    """A verb that heads a clause, or a word that a tagger took for something else but that has a verb's
    dependents.
    """
    if token.dep_ in ("aux", "aux:pass", "cop"):
        return False
    if is_verbal(token):
        return True
    if not token.children:
        return False
    if copular_entries(token, lexicon):
        return True
    if token.pos_ not in ("NOUN", "ADJ") or token.lower_ not in lexicon.lemma_of:
        return False
    return bool(children(token, "nsubj", "obj", "ccomp", "aux") and not children(token, "det", "cop"))


def matching_entries(verb: Token, lexicon: CueLexicon) -> list[CueVerb]:
    """The lexicon entries that a verb can be, the longest first."""
    entries_of = partial(lexicon.verb_entries, reflexive=is_reflexive(verb))
    lemma = verb_lemma(verb, lexicon)
    for causative in children(verb, "aux"):
        # "faire savoir", "laisser entendre": UD makes the infinitive the head
        found = [e for e in entries_of(causative.lemma_.lower()) if e.rest == (lemma,)]
        if found:
            return found
    copular = copular_entries(verb, lexicon)
    if copular:
        return copular
    found = [e for e in entries_of(lemma) if not e.rest or fixed_words_of(verb, e) is not None]
    return _with_adverbs(verb, found)


def _with_adverbs(verb: Token, entries: Sequence[CueVerb]) -> list[CueVerb]:
    """The entries less those whose adverb is not beside the verb; with one that is, it goes first."""
    if not any(e.beside for e in entries):
        return list(entries)
    adverbs = {c.lower_ for c in children(verb, "advmod")}
    adverbs |= {t.lower_ for t in verb.doc[max(verb.i - 1, 0) : verb.i + 2] if t.pos_ == "ADV"}
    kept = [e for e in entries if not e.beside or e.beside & adverbs]
    return sorted(kept, key=lambda e: (-len(e.rest), not e.beside))


def copular_entries(token: Token, lexicon: CueLexicon) -> list[CueVerb]:
    """*être d'accord*: UD makes the noun the head and the verb its copula."""
    for copula in children(token, "cop"):
        forms = (token.lemma_.lower(), token.lower_)
        entries = lexicon.verb_entries(copula.lemma_.lower(), reflexive=False)
        last = [e for e in entries if e.rest and e.rest[-1] in forms]
        found = [e for e in last if fixed_words(copula, e.rest) is not None]
        if found:
            return found
    return []


def fixed_words_of(verb: Token, entry: CueVerb) -> list[Token] | None:
    """The fixed words of an entry, right behind the verb where it says so; None if they are not there."""
    found = fixed_words(verb, entry.rest)
    if found and entry.together:
        between = verb.doc[verb.i + 1 : found[0].i]
        particle = found[0].head == verb and found[0].dep_ == "compound:prt"
        if not particle and any(t.pos_ not in ("ADV", "PART") for t in between):
            return None
    return found


def fixed_words(verb: Token, rest: Sequence[str]) -> list[Token] | None:
    """The fixed words that follow a verb ("mettre *en garde*"), a few words further on at most; None if they
    do not.
    """
    found: list[Token] = []
    wanted = list(rest)
    for token in verb.doc[verb.i + 1 : min(verb.i + 1 + FIXED_WITHIN, verb.sent.end)]:
        if not wanted:
            break
        if wanted[0] in (token.lemma_.lower(), token.lower_):
            found.append(token)
            wanted.pop(0)
        elif found and token.pos_ not in ("DET", "ADV", "ADJ", "PUNCT"):
            return None
    return None if wanted else found
