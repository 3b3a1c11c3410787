"""Undoing slips of parsers around names of persons that they have never seen."""

from __future__ import annotations

from verbale.read.story.tokens import grammar_of, is_conjunction, is_finite_form, plain
from verbale.syntax.tree import Doc, Token, features_of

PRESENT = features_of("Mood=Ind|Tense=Pres|VerbForm=Fin")
PART_OF_NAME = frozenset({"compound", "flat:name"})
OPENING = frozenset({"compound", "flat:name", "det", "amod"})


def mend_names(doc: Doc) -> dict[Token, Token]:
    """New heads of what hangs on a name, or of a name, in a way that no right tree has."""
    moved: dict[Token, Token] = {}
    for token in doc:
        if token.dep_ == "case" and token.pos_ == "PART":
            token.pos_ = "ADP"  # "to X and to Y"
        if token.text == "-" and _joins_names(token):
            moved |= _as_one_name(token)
        elif _is_torn(token):
            moved |= _mended(token)
            continue
        elif _governs_from_within(token):
            moved |= _turned(token)
            continue
        if token in moved:
            continue
        if _is_head_of_name(token):
            moved |= _as_head(token)
        elif token.dep_ == "conj" and token.head.dep_ == "flat:name":
            moved[token] = _whole(token.head)
        elif _is_after_place(token):
            moved |= _beside_title(token)
        elif _is_place_of_person(token):
            moved[token] = _whole(token.head).head
            token.dep_ = "obl"
        elif _is_verb_read_as_noun(token):
            moved |= _as_verb(token)
        elif token.dep_ == "compound" and token.pos_ == "PROPN" and is_finite_form(token.head):
            token.dep_ = "nsubj"  # "X doubts that"
    return moved


def _is_head_of_name(noun: Token) -> bool:
    """***Critics** of X say S* with *critics* as a part of the name, which would say it."""
    name = noun.head
    if noun.pos_ != "NOUN" or noun.dep_ != "compound" or name.pos_ != "PROPN" or name.head is name:
        return False
    between = noun.doc[noun.i + 1 : name.i]
    cased = bool(between) and between[0].dep_ == "case"
    return cased and all(t.pos_ == "PROPN" for t in noun.doc[noun.i + 2 : name.i])


def _as_head(noun: Token) -> dict[Token, Token]:
    name, above = noun.head, noun.head.head
    noun.dep_, name.dep_ = name.dep_, "nmod"
    between = noun.doc[noun.i + 1 : name.i]
    for token in between[1:]:
        token.dep_ = "compound"
    return {noun: above, name: noun, **dict.fromkeys(between, name)}


def _whole(name: Token) -> Token:
    """The first word of a name, on which the rest of it hangs."""
    while name.dep_ == "flat:name" and name.head is not name:
        name = name.head
    return name


def _joins_names(hyphen: Token) -> bool:
    """*visited Port**-**Lazare last Friday* torn apart: the two halves of a name hang on different words."""
    if not 0 < hyphen.i < len(hyphen.doc) - 1:
        return False
    left, right = hyphen.nbor(-1), hyphen.nbor(1)
    close = left.idx + len(left.text) == hyphen.idx and right.idx == hyphen.idx + 1
    if not close or left.pos_ != "PROPN" or right.pos_ != "PROPN":
        return False
    cased = any(c.dep_ == "case" and c.i < left.i for c in left.children) and left.head is right
    astray = right.head is left and left.dep_ == "compound" and left.head.pos_ not in ("NOUN", "PROPN")
    return cased or astray


def _as_one_name(hyphen: Token) -> dict[Token, Token]:
    """The first half stands for the name; one hung on the adjective of a time is the object before it."""
    left, right = hyphen.nbor(-1), hyphen.nbor(1)
    moved = {right: left, hyphen: left, **{c: left for c in right.children if c is not left}}
    if left.head is right:
        left.dep_ = right.dep_
        moved[left] = left if right.head is right else right.head
    else:
        verb = next((t for t in reversed(left.doc[left.sent.start : left.i]) if t.pos_ == "VERB"), left.head)
        left.dep_, moved[left] = "obj", verb
    right.dep_ = "flat:name"
    return moved


def _is_torn(name: Token) -> bool:
    """*Received by Gavril **Osterov**, X said*: the participle hung on the surname, the first name below."""
    if name.pos_ != "PROPN" or name.i == name.sent.start:
        return False
    first = name.doc[name.i - 1]
    agent = first.pos_ == "PROPN" and first.dep_ == "obl:agent"
    return agent and first.head.head is name and first.head.i < first.i and first.right_edge is first


def _governs_from_within(name: Token) -> bool:
    """*Her call was to Gavril **Osterov***, the subject and the copula hung on the first name."""
    if name.pos_ != "PROPN" or name.i == name.sent.start:
        return False
    first = name.doc[name.i - 1]
    if first.pos_ != "PROPN" or first.dep_ != "compound" or first.head is not name:
        return False
    return any(c.dep_ in ("nsubj", "nsubj:pass", "cop") for c in first.children)


def _turned(name: Token) -> dict[Token, Token]:
    first = name.doc[name.i - 1]
    moved = {first: first if name.head is name else name.head, name: first}
    moved |= {c: first for c in name.children if c is not first}
    first.dep_, name.dep_ = name.dep_, "flat:name"
    return moved


def _mended(name: Token) -> dict[Token, Token]:
    first = name.doc[name.i - 1]
    verb = first.head
    moved = {verb: verb if name.head is name else name.head, name: first}
    moved |= {c: verb for c in name.children if c is not verb}
    name.dep_, verb.dep_ = "flat:name", "advcl"
    return moved


def _is_place_of_person(token: Token) -> bool:
    """*shook hands with X Y **in Z*** hung on the name of two words: the place of what was done."""
    if token.dep_ != "nmod" or token.pos_ != "PROPN" or token.head.pos_ != "PROPN":
        return False
    name = _whole(token.head)
    two = any(c.dep_ == "flat:name" for c in name.children)
    verb = name.head
    place = grammar_of(token).prepositions.of_place
    cases = {plain(c) for c in token.children if c.dep_ == "case"}
    return two and bool(cases & place) and verb is not name and verb.pos_ == "VERB"


def _is_after_place(name: Token) -> bool:
    """*l'ambassadeur karsanais en Rovie, **Pavle Dorsk**, a dit* with the name beside the country: behind a
    comma, without a conjunction, it is the one whose title stands before.
    """
    place = name.head
    if name.dep_ != "conj" or name.pos_ != "PROPN" or place.pos_ != "PROPN" or place.i > name.i:
        return False
    if any(c.dep_ == "cc" for c in name.children) or not any(c.dep_ == "flat:name" for c in name.children):
        return False
    cases = [c for c in place.children if c.dep_ == "case" and c.i < place.i]
    alone = name.doc[name.i - 1].text == "," and name.i - 2 == place.i
    end = name.doc[name.right_edge.i + 1] if name.right_edge.i + 1 < len(name.doc) else name
    closed = any(t.text == "," for t in name.doc[name.i : min(name.i + 4, len(name.doc))]) or end.text == "."
    return bool(cases) and alone and closed and _title_before(cases[0]) is not None


def _title_before(case: Token) -> Token | None:
    """The noun right before a preposition, an adjective between."""
    i = case.i - 1
    while i > case.sent.start and case.doc[i].pos_ == "ADJ":
        i -= 1
    return case.doc[i] if i >= 0 and case.doc[i].pos_ == "NOUN" else None


def _beside_title(name: Token) -> dict[Token, Token]:
    place = name.head
    case = next(c for c in place.children if c.dep_ == "case")
    title = _title_before(case)
    assert title is not None
    name.dep_, place.dep_ = "appos", "nmod"
    moved = {name: title}
    moved |= {c: title for c in place.children if c.dep_ == "acl:relcl" and c.i > name.i}
    if place.head is not title and title not in place.subtree:
        moved[place] = title
    return moved


def _is_verb_read_as_noun(token: Token) -> bool:
    """*X Y **fears** that S*, *the king **hopes** that S* read as a noun with a clause: nothing but a name or
    a noun stands before it, and it has the form of a verb in the singular.
    """
    if token.pos_ != "NOUN" or token.dep_ != "ROOT" or token.i + 1 >= token.sent.end:
        return False
    before = token.doc[token.sent.start : token.i]
    if not len(before) or any(t.dep_ not in OPENING for t in before):
        return False
    if before[len(before) - 1].pos_ not in ("PROPN", "NOUN"):
        return False
    named = all(t.pos_ == "PROPN" and t.dep_ in PART_OF_NAME for t in before)
    if not named and (token.lower_ == token.lemma_.lower() or not token.lower_.endswith("s")):
        return False
    behind = token.doc[token.i + 1]
    return is_conjunction(behind) and behind.pos_ == "SCONJ"


def _as_verb(verb: Token) -> dict[Token, Token]:
    """The noun becomes the verb, the name before it the subject, the clause behind it what is said."""
    verb.pos_, verb.morph = "VERB", PRESENT
    moved: dict[Token, Token] = {}
    name = list(verb.doc[verb.sent.start : verb.i])
    named = all(t.pos_ == "PROPN" for t in name)
    subject = name[0] if named else name[-1]
    subject.dep_ = "nsubj"
    moved[subject] = verb
    for rest in name:
        if rest is not subject:
            rest.dep_ = "flat:name" if named else rest.dep_
            moved[rest] = subject
    clause = next(
        (c for c in verb.children if c.i > verb.i and c.dep_ in ("acl", "acl:relcl", "ccomp")), None
    )
    if clause is not None:
        clause.dep_ = "ccomp"
        opening = verb.doc[verb.i + 1]
        opening.dep_ = "mark"
        moved[opening] = clause
    return moved
