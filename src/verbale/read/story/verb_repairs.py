"""Undoing slips of parsers about words that are a verb in one place and a noun or an adjective in another.

*The dam **breaks** the treaty*, *to **free** the crew*, *denies **plan** to close strait*: for languages
whose verbs look like their nouns, and whose subjects stand before the verb.
"""

from __future__ import annotations

from verbale.read.story.tokens import grammar_of, has_feature, is_finite_form, is_participle, plain
from verbale.syntax.tree import Doc, Token, features_of

PRESENT = features_of("Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin")
PLURAL = features_of("Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin")
PAST = features_of("Mood=Ind|Tense=Past|VerbForm=Fin")
INFINITIVE = features_of("VerbForm=Inf")
SINGULAR = features_of("Number=Sing")
SEVERAL = features_of("Number=Plur")
# What a verb may be taken for; what may stand before the object of one.
LOOKALIKES = frozenset({"NOUN", "ADJ"})
OPENS_OBJECT = frozenset({"DET", "PRON"})
IN_NAME = frozenset({"compound", "flat:name", "nsubj", "appos", "conj", "ROOT", "cc", "det", "amod", "punct"})
BARE_OBJECTS = frozenset({"xcomp", "ccomp"})
HEADS_CLAUSE = frozenset({"ROOT", "ccomp", "parataxis"})
SUBJECTS = ("nsubj", "nsubj:pass")


def mend_verbs(doc: Doc) -> dict[Token, Token]:
    """New heads of what hangs on a verb taken for a noun, and of a noun taken for a verb."""
    moved: dict[Token, Token] = {}
    if not len(doc) or not grammar_of(doc[0]).verbs.subject_first:
        return moved
    for token in doc:
        if token.pos_ in LOOKALIKES:
            if _is_behind_to(token):
                moved |= _as_infinitive(token)
            elif _governs_as_verb(token):
                token.pos_, token.morph = "VERB", PRESENT
            elif _is_listed_verb(token):
                moved |= _as_listed(token)
            elif _heads_headline(token):
                moved |= _as_headline(token)
            elif _is_refused(token):
                moved[token.doc[token.head.i + 1]] = token.head
                token.dep_ = "obl"
        elif token.pos_ == "VERB" and _is_bare_object(token):
            moved |= _as_object(token)
        elif token.pos_ == "VERB" and _is_behind_object(token):
            moved |= _as_head_of_object(token)
        elif token.pos_ == "VERB" and _is_owned(token):
            moved |= _as_noun(token)
        elif token.pos_ == "VERB" and _is_verb_before_its_object(token):
            moved |= _as_head(token)
        if _is_bare_past(token):
            token.morph = PAST
        if token.dep_ == "obl:agent" and token.head.pos_ == "VERB" and is_finite_form(token.head):
            token.dep_ = "obl"  # "stands by the accord"
    return moved


def _below(token: Token, *deps: str) -> list[Token]:
    return [c for c in token.children if c.dep_ in deps]


# --- infinitives ---


def _is_behind_to(token: Token) -> bool:
    """*to **free** the crew* read as an adjective: it has an object, or the mark of an infinitive."""
    before = token.doc[token.i - 1] if token.i else None
    if before is None or plain(before) not in grammar_of(token).prepositions.before_infinitive:
        return False
    if token.lower_ != token.lemma_.lower() or _below(token, "cop", "det", "nmod:poss"):
        return False
    objects = [o for o in _below(token, "obj") if o.i > token.i]
    return bool(objects) or (before.dep_ == "mark" and before.head is token and token.pos_ == "ADJ")


def _as_infinitive(token: Token) -> dict[Token, Token]:
    particle = token.doc[token.i - 1]
    token.pos_, token.morph = "VERB", INFINITIVE
    particle.pos_, particle.dep_ = "PART", "mark"
    if token.dep_ in ("obl", "nmod"):
        token.dep_ = "xcomp" if token.dep_ == "obl" else "acl"
    return {} if particle.head is token else {particle: token}


# --- finite verbs ---


def _governs_as_verb(token: Token) -> bool:
    """*the dam **breaks** the treaty* read as a noun: it has a subject before it and an object behind it."""
    subjects = [s for s in _below(token, *SUBJECTS) if s.i < token.i]
    objects = [o for o in _below(token, "obj", "ccomp") if o.i > token.i]
    if not objects or _below(token, "det", "nmod:poss", "case"):
        return False
    listed = token.dep_ == "conj" and token.head.pos_ == "VERB" and is_finite_form(token.head)
    return bool(subjects or listed) and not _below(token, "cop", "aux", "aux:pass")


def _is_listed_verb(token: Token) -> bool:
    """*condemns the raid and **opposes** all sanctions* read as a noun: one without a determiner, and the
    next phrase right behind it.
    """
    if token.pos_ != "NOUN" or token.dep_ != "conj" or not 0 < token.i < len(token.doc) - 2:
        return False
    joint, behind = token.doc[token.i - 1], token.doc[token.i + 1]
    if joint.pos_ != "CCONJ" or behind.pos_ not in OPENS_OBJECT or behind.dep_ not in ("det", "nmod:poss"):
        return False
    if token.lower_ == token.lemma_.lower() or not token.lower_.endswith("s") or _below(token, "det"):
        return False
    first = _verb_above(token)
    return first is not None and has_feature(first, "Tense", "Pres") and behind.head.i > token.i


def _verb_above(token: Token) -> Token | None:
    """The finite verb that a word hangs on, over the noun that it was listed with."""
    above = token.head
    while above.pos_ != "VERB" and above.head is not above and above.head.i < above.i:
        above = above.head
    return above if above.pos_ == "VERB" and is_finite_form(above) else None


def _as_listed(verb: Token) -> dict[Token, Token]:
    first, noun = _verb_above(verb), verb.doc[verb.i + 1].head
    verb.pos_, verb.morph = "VERB", PRESENT
    noun.dep_ = "obj"
    return {noun: verb, verb: first} if first is not None else {noun: verb}


def _is_refused(token: Token) -> bool:
    """*said **no** to a foreign base* with all of it as what is said: the answer goes with the verb."""
    verb = token.head
    if token.dep_ not in ("ccomp", "xcomp") or verb.i + 2 >= len(token.doc) or token.i < verb.i:
        return False
    answer, case = token.doc[verb.i + 1], token.doc[verb.i + 2]
    return answer.pos_ == "INTJ" and answer.head is token and case.dep_ == "case" and case.head is token


# --- headlines ---


def _heads_headline(token: Token) -> bool:
    """*Valdoria **backs** call for ceasefire*, *The league **hopes** for N*: without a finite verb, the first
    word for what somebody says or does, right behind a name or a noun that opens the sentence.
    """
    if token.pos_ != "NOUN" or token.lemma_.lower() not in grammar_of(token).verbs.headline:
        return False
    sentence = token.sent
    before = list(token.doc[sentence.start : token.i])
    if not before or token.i + 1 >= sentence.end or token.doc[token.i + 1].is_punct:
        return False
    if any(is_finite_form(t) and not _goes_on(t, token) for t in sentence):
        return False
    if not all(t.dep_ in IN_NAME for t in before):
        return False
    if before[-1].pos_ not in ("PROPN", "NOUN"):
        return False
    several = any(t.text == "," or t.pos_ == "CCONJ" for t in before)
    return (token.lower_ == token.lemma_.lower()) is several and token.doc[token.i + 1].pos_ != "VERB"


def _goes_on(verb: Token, first: Token) -> bool:
    """*Sorvane phones Kost, **urges** restraint*: a second verb, right behind a comma."""
    return verb.i > first.i and verb.doc[verb.i - 1].text == ","


def _as_headline(verb: Token) -> dict[Token, Token]:
    """The noun becomes the verb of its sentence, what stands before it the subject, behind it the object."""
    sentence = verb.sent
    before, behind = list(verb.doc[sentence.start : verb.i]), list(verb.doc[verb.i + 1 : sentence.end])
    verb.pos_ = "VERB"
    verb.morph = PLURAL if verb.lower_ == verb.lemma_.lower() else PRESENT
    moved: dict[Token, Token] = {verb: verb}
    verb.dep_ = "ROOT"
    inside = {t.i for t in before}
    tops = [t for t in before if t.head.i not in inside or t.head is t]
    named = [t for t in tops if t.pos_ in ("PROPN", "NOUN")]
    for top in tops:
        moved[top] = verb if top is named[0] else named[0]
        if top in named:
            top.dep_ = "nsubj" if top is named[0] else "conj"
    beyond = {t.i for t in behind}
    loose = [t for t in behind if t.head is t or (t.head.i not in beyond and t.head is not verb)]
    for top in [*loose, *(t for t in behind if t.head is verb)]:
        moved[top] = verb
        if top.dep_ == "nmod":
            top.dep_ = "obl"
        elif top.pos_ in ("NOUN", "PROPN") and not _below(top, "case"):
            top.dep_ = "obj"
        elif top.pos_ == "VERB" and _goes_on(top, verb):
            top.dep_ = "conj"
    return moved


def _is_bare_past(token: Token) -> bool:
    """*Tasvek “strongly condemned” the raid* as a participle: it heads a clause without an auxiliary."""
    if token.pos_ != "VERB" or not is_participle(token) or not has_feature(token, "Tense", "Past"):
        return False
    if _below(token, "aux", "aux:pass", "cop", "mark", "obl:agent") or token.dep_ not in HEADS_CLAUSE:
        return False
    objects = any(o.i > token.i for o in _below(token, "obj", "ccomp"))
    subjects = any(s.i < token.i for s in _below(token, "nsubj"))
    return subjects or (objects and token.dep_ == "ROOT" and token.i > token.sent.start)


def _is_verb_before_its_object(token: Token) -> bool:
    """*The queen **conveyed** grief* read as a noun phrase with a subject: nothing else can be its verb."""
    noun = token.head
    if token.dep_ != "amod" or token.i > noun.i or noun.pos_ not in ("NOUN", "PROPN"):
        return False
    subjects = [s for s in _below(noun, "nsubj") if s.i < token.i]
    if len(subjects) != 1 or _below(noun, "cop", "det", "aux") or token.doc[token.i - 1].is_punct:
        return False
    between = token.doc[subjects[0].i + 1 : token.i]
    return not any(is_finite_form(t) for t in between) and token.lower_.endswith(("ed", "s"))


def _as_head(verb: Token) -> dict[Token, Token]:
    noun = verb.head
    verb.morph = PRESENT if verb.lower_.endswith("s") else PAST
    moved = {verb: verb if noun.head is noun else noun.head, noun: verb}
    for child in noun.children:
        if child is not verb and (child.i < verb.i or child.dep_ in ("punct", "parataxis", "advcl")):
            moved[child] = verb
    verb.dep_, noun.dep_ = noun.dep_, "obj"
    return moved


# --- nouns taken for verbs ---


def _is_bare_object(token: Token) -> bool:
    """*denies **plan** to close strait* read as a verb: no verb but those that take one bears a bare form."""
    verb = token.head
    if token.dep_ not in BARE_OBJECTS or token.lower_ != token.lemma_.lower() or verb.i > token.i:
        return False
    if verb.pos_ != "VERB" or verb.lemma_.lower() in grammar_of(token).verbs.before_bare:
        return False
    if _below(token, "mark", "aux", "aux:pass", "cop", *SUBJECTS) or _below(verb, "obj"):
        return False
    between = token.doc[verb.i + 1 : token.i]
    return all(t.head is token and t.dep_ in ("compound", "amod", "obj") for t in between)


def _is_behind_object(token: Token) -> bool:
    """*urged all river **states** to meet* read as a verb: none in the third person is an open complement."""
    before = token.doc[token.i - 1] if token.i else None
    if token.dep_ != "xcomp" or before is None or before.dep_ != "obj" or before.head is not token.head:
        return False
    third = is_finite_form(token) and token.lower_ != token.lemma_.lower()
    third = third and not has_feature(token, "Tense", "Past")  # "it is understood the call lasted an hour"
    return third and not _below(token, "mark", "aux", "aux:pass", "cop", *SUBJECTS)


def _as_head_of_object(noun: Token) -> dict[Token, Token]:
    """The noun becomes the object, what was taken for it stands before it; its infinitive goes with the
    verb.
    """
    before, verb = noun.doc[noun.i - 1], noun.head
    noun.pos_, noun.dep_, before.dep_ = "NOUN", "obj", "compound"
    noun.morph = SEVERAL
    moved = {c: noun for c in before.children if c.dep_ in ("det", "amod", "nummod", "case")}
    moved |= {c: verb for c in noun.children if c.dep_ == "xcomp"}
    moved[before] = noun
    return moved


def _is_owned(token: Token) -> bool:
    """*Readout of Sorvane's **Call** with Kost*: what somebody owns is no verb."""
    return bool(_below(token, "nmod:poss")) and not _below(token, "aux", "aux:pass", "mark", "cop")


def _as_noun(token: Token) -> dict[Token, Token]:
    token.pos_, token.morph = "NOUN", SINGULAR
    for phrase in _below(token, "obl"):
        phrase.dep_ = "nmod"
    return {}


def _as_object(noun: Token) -> dict[Token, Token]:
    """The verb becomes the object; its own object goes with its infinitive or preposition."""
    noun.pos_, noun.morph, noun.dep_ = "NOUN", SINGULAR, "obj"
    for child in noun.children:
        if child.dep_ == "xcomp":
            child.dep_ = "acl"
        elif child.dep_ in ("obl", "obj") and child.i > noun.i:
            child.dep_ = "nmod"
        elif child.dep_ in ("obj", "advmod") and child.i < noun.i:
            child.dep_ = "compound"
    return {}
