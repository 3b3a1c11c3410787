"""Whether a contact noun only names what is asked for, offered, favoured: "appelle à des pourparlers"."""

from __future__ import annotations

from verbale.read.contacts.carriers import contracted
from verbale.read.contacts.cue import ContactCue
from verbale.read.contacts.verb_forms import lemmas_of
from verbale.read.contacts.words import ContactNoun, ContactWords
from verbale.read.story.clauses import is_infinitive
from verbale.read.story.document import children
from verbale.read.story.tokens import plain
from verbale.syntax.tree import Token

UP = frozenset(
    {"nmod", "obl", "obl:arg", "obl:mod", "obj", "conj", "xcomp", "ccomp", "iobj", "advcl", "fixed"}
)
DEPTH = 6


def only_wished(cue: ContactCue, words: ContactWords) -> bool:
    """Whether the noun, through the nouns and light verbs above it, is the goal of a word of wishing.

    A noun that leads into its clause ("lors d'un entretien, X a appelé à") is no goal, nor is one that points
    back ("cet entretien").
    """
    noun = cue.anchor
    if any(d.lower_ in words.demonstrative for d in children(noun, "det")) or _leads(cue, words):
        return False
    if _is_right_after(cue, words):
        return True
    at, last = noun, noun
    for _ in range(DEPTH):
        if at.dep_ not in UP or at.head == at:
            return False
        cases = {plain(c) for c in children(at, "case")}
        if at == noun and cases and not cases & words.prepositions.towards:
            return False  # "asked for X to be opened in a call"
        relation, last, at = at.dep_, at, at.head
        lemmas = {at.lemma_.lower(), at.lower_}
        if at.pos_ == "VERB" and lemmas_of(at, words) & words.status.cancelled:
            return False  # "called off the talks"
        opened = (
            at.pos_ == "VERB" and relation == "obj" and lemmas & words.light_verbs & words.status.adjectives
        )
        if lemmas & words.status.wished and at.i < last.i and _is_goal(last, relation, words) and not opened:
            return True  # "opened talks" had them
        if at.pos_ in ("NOUN", "ADJ") and relation in ("nmod", "obl", "obl:arg", "conj"):
            continue
        if at.pos_ == "VERB" and is_infinitive(at) and at.dep_ == "acl" and relation == "obj":
            # "readiness to continue talks"
            head = at.head
            return bool({head.lemma_.lower(), head.lower_} & words.status.wished)
        if at.pos_ == "VERB" and is_infinitive(at) and relation in ("obj", "obl", "obl:arg", "conj", "xcomp"):
            continue
        return False
    return False


def _is_right_after(cue: ContactCue, words: ContactWords) -> bool:
    """*se dit disposé **à un tête-à-tête***, however the parse hangs it."""
    doc, i = cue.paragraph.doc, cue.tokens[0].i - 1
    while i > cue.anchor.sent.start and doc[i].pos_ in ("DET", "ADJ", "NUM"):
        i -= 1
    if i <= cue.anchor.sent.start or doc[i].plain_ not in words.prepositions.towards:
        return False
    before = doc[i - 1]
    wish = {before.lemma_.lower(), before.lower_} & words.status.wished
    return bool(wish) and before.pos_ in ("ADJ", "VERB", "NOUN") and not children(before, "aux")


def _is_goal(token: Token, relation: str, words: ContactWords) -> bool:
    cases = {plain(c) for c in children(token, "case", "mark", "fixed")}
    if relation in ("obj", "conj"):
        return not cases or bool(cases <= words.prepositions.towards)
    return bool(cases & words.prepositions.towards)


def _leads(cue: ContactCue, words: ContactWords) -> bool:
    """*Au téléphone avec X*, *à l'issue de la rencontre*: the preposition tells when, not what for."""
    if isinstance(cue.entry, ContactNoun) and cue.entry.adverbial:
        return True
    first = cue.tokens[0]
    start = first.sent.start_char
    text = cue.scene.text[start : first.idx]
    long = [c for c in words.carriers if c not in words.prepositions.towards | words.place_prepositions]
    forms = [f for c in long for f in contracted(c, cue.anchor)]
    words_before = text.split()[-8:]
    tail = " ".join(words_before)
    for form in forms:
        at = tail.rfind(form)
        if at >= 0 and len(tail[at + len(form) :].split()) <= 3 and (at == 0 or not tail[at - 1].isalpha()):
            return True
    return False
