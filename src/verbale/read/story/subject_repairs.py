"""Undoing slips of parsers about subjects: cut off by an incise, one taken for another, several for one."""

from __future__ import annotations

from itertools import pairwise

from verbale.read.story.tokens import grammar_of, has_feature, is_finite_form, is_participle
from verbale.syntax.tree import Doc, Stretch, Token, features_of

CLOSING_MARKS = frozenset("”\"’'»")
PAST = features_of("Mood=Ind|Tense=Past|VerbForm=Fin")
NAMES = ("PROPN", "NOUN")


def mend_subjects(doc: Doc) -> dict[Token, Token]:
    """New heads of subjects, in languages that have them before the verb."""
    moved: dict[Token, Token] = {}
    if not len(doc) or not grammar_of(doc[0]).verbs.subject_first:
        return moved
    for token in doc:
        if token.pos_ == "PROPN" and token.dep_ in ("nsubj", "list", "appos", "conj"):
            moved |= _of_several(token)
        if token.dep_ == "acl" and token.head.dep_ == "nsubj":
            moved |= _before_incise(token)
        if token.dep_ == "case" and token.head.pos_ == "VERB":
            moved |= _owner_behind(token)
        elif token.dep_ == "parataxis" and token.head.pos_ in NAMES:
            moved |= _around_incise(token)
        elif token.dep_ == "vocative" and token.pos_ == "PROPN":
            moved |= _listed_subject(token)
        elif token.dep_ == "nsubj:pass" and not _below(token.head, "aux:pass", "cop"):
            _make_active(token)
        elif token.dep_ == "ccomp" and token.head.lemma_.lower() in grammar_of(token).verbs.before_clause:
            moved |= _object_of_saying(token)
        elif token.dep_ == "conj" and token.head.dep_ == "nmod":
            moved |= _item_of_list(token)
    return moved


def join_at_commas(doc: Doc) -> dict[Token, Token]:
    """*“S,” | X said*, *X, | Y agree to N*: no sentence ends with a comma; the new heads."""
    moved: dict[Token, Token] = {}
    cut: set[int] = set()
    for first, second in pairwise(doc.sents):
        if not _ends_with_comma(first) or second.start == 0:
            continue
        cut.add(second.start)
        above, below = _root(first), _root(second)
        if above is None or below is None or below.pos_ != "VERB":
            continue
        subjects = [s for s in _below(below, "nsubj") if s.pos_ == "PROPN"]
        if below.pos_ == "VERB" and not _is_listed(above, subjects):
            below.dep_, moved[below] = "parataxis", above
        else:
            above.dep_, moved[above] = "nsubj", below
            subjects[0].dep_, moved[subjects[0]] = "conj", above
    if cut:
        doc.join_sentences(cut)
    return moved


def join_torn(doc: Doc) -> dict[Token, Token]:
    """*PM | X and Y met*, *So said on Monday | X, the envoy*: a title before its name, a verb of saying
    before its subject, taken for sentences of their own; the new heads.
    """
    moved: dict[Token, Token] = {}
    cut: set[int] = set()
    for first, second in pairwise(doc.sents):
        words = [t for t in first if not t.is_space]
        above, below = _root(first), _root(second)
        if not words or above is None or below is None or words[-1].is_punct or second.start == 0:
            continue
        opening = doc[second.start]
        if len(words) == 1 and above.pos_ == "PROPN" and opening.pos_ == "PROPN":
            name = opening.head if opening.dep_ in ("compound", "flat:name") else opening
            above.dep_, moved[above] = "compound", name
            cut.add(second.start)
        elif _lacks_subject(above) and below.pos_ in NAMES and not any(map(is_finite_form, second)):
            below.dep_, moved[below] = "nsubj", above
            cut.add(second.start)
    if cut:
        doc.join_sentences(cut)
    return moved


def _lacks_subject(verb: Token) -> bool:
    before = verb.lemma_.lower() in grammar_of(verb).verbs.before_clause
    return before and is_finite_form(verb) and not _below(verb, "nsubj", "ccomp", "obj", "mark")


def _ends_with_comma(sentence: Stretch) -> bool:
    """Whether a sentence ends with a comma, a closing mark behind it or not."""
    words = [t for t in sentence if not t.is_space]
    if words and words[-1].text in CLOSING_MARKS:
        words.pop()
    return bool(words) and words[-1].text == ","


def _is_listed(name: Token, subjects: list[Token]) -> bool:
    """*X, | Y agree*: whether only a name stands before the comma, and a name is the subject behind it."""
    bare = name.pos_ == "PROPN" and not _below(name, "case", "cop", "nsubj", "parataxis", "acl:relcl")
    return bare and bool(subjects)


def _root(sentence: Stretch) -> Token | None:
    return next((t for t in sentence if t.head is t), None)


def _below(token: Token, *deps: str) -> list[Token]:
    return [c for c in token.children if c.dep_ in deps]


def _owner_behind(case: Token) -> dict[Token, Token]:
    """*Lawyers **for X** said*, the preposition and the name hung on *said*: they go with the noun."""
    subjects = _below(case.head, "nsubj")
    before = [s for s in subjects if s.i < case.i]
    behind = [s for s in subjects if case.i < s.i < case.head.i]
    if len(before) != 1 or len(behind) != 1 or before[0].i != case.i - 1:
        return {}
    behind[0].dep_ = "nmod"
    return {case: behind[0], behind[0]: before[0]}


def _of_several(name: Token) -> dict[Token, Token]:
    """*X of A, Y of B and Z of C said*, with Y as one more subject, Z hung on B: they do so together."""
    above = name.head
    if name.dep_ == "conj":
        # Z, with a country of its own, hung on the country of the one before
        if above.dep_ != "nmod" or above.head.pos_ != "PROPN" or not _has_place(name):
            return {}
        return {name: above.head} if above.head.i < name.i and _has_place(above.head) else {}
    first = above if name.dep_ in ("list", "appos") else next(iter(_below(above, "nsubj")), name)
    if first is name or first.pos_ != "PROPN" or not (_has_place(name) and _has_place(first)):
        return {}
    opening = next(t for t in name.subtree if not t.is_punct)
    if name.i < first.i or name.doc[opening.i - 1].text != ",":
        return {}
    name.dep_ = "conj"
    return {name: first}


def _has_place(name: Token) -> bool:
    """Whether the place that somebody is of goes with his name."""
    words = [name, *_below(name, "flat:name")]
    return any(n.pos_ == "PROPN" and _below(n, "case") for w in words for n in _below(w, "nmod"))


def _before_incise(verb: Token) -> dict[Token, Token]:
    """*X “strongly condemned” N, Y said* with X hung on *said*: the first of two subjects."""
    subject = verb.head
    incise = subject.head
    others = [s for s in _below(incise, "nsubj") if s is not subject and s.i > verb.i]
    if verb.pos_ != "VERB" or len(others) != 1 or incise.i < others[0].i or subject.i > verb.i:
        return {}
    governs = any(o.i > verb.i for o in _below(verb, "obj", "ccomp"))
    comma = others[0].left_edge.i > 0 and verb.doc[others[0].left_edge.i - 1].text == ","
    if (
        not governs
        or not comma
        or _below(verb, "aux", "aux:pass", "mark", "nsubj")
        or not is_participle(verb)
    ):
        return {}
    moved = {verb: verb if incise.head is incise else incise.head, subject: verb, incise: verb}
    verb.dep_, incise.dep_, verb.morph = incise.dep_, "parataxis", PAST
    return moved


def _around_incise(incise: Token) -> dict[Token, Token]:
    """*X and Y, they said, should wait* with *wait* hung on *said*: what is cut off is its subject."""
    subject, doc = incise.head, incise.doc
    own = _below(incise, "nsubj")
    clauses = [c for c in _below(incise, "ccomp") if c.i > incise.i]
    if subject.i > incise.i or len(own) != 1 or len(clauses) != 1 or own[0].left_edge.i == 0:
        return {}
    clause = clauses[0]
    before, behind = doc[own[0].left_edge.i - 1], doc[incise.i + 1]
    auxiliaries = _below(clause, "aux", "aux:pass", "cop")
    finite = is_finite_form(clause) or any(is_finite_form(a) for a in auxiliaries)
    if (
        (before.text, behind.text) != (",", ",")
        or not finite
        or _below(clause, "nsubj", "nsubj:pass", "mark", "expl")
    ):
        return {}
    if _below(subject, "cop", "nsubj", "case"):
        return {}
    moved = {c: clause for c in subject.children if c.i > incise.i and c.dep_ in ("parataxis", "punct")}
    moved |= {clause: clause if subject.head is subject else subject.head, subject: clause, incise: clause}
    clause.dep_ = subject.dep_
    subject.dep_ = "nsubj:pass" if _below(clause, "aux:pass") else "nsubj"
    return moved


def _listed_subject(name: Token) -> dict[Token, Token]:
    """*X, Y agree to N*, *X* taken for who is spoken to: the plural of the verb tells that both do."""
    verb, doc = name.head, name.doc
    subjects = [s for s in _below(verb, "nsubj") if s.i > name.i]
    if len(subjects) != 1 or subjects[0].pos_ != "PROPN" or name.left_edge.i != name.sent.start:
        return {}
    last = max(t.i for t in name.subtree if not t.is_punct)
    between = [t.text for t in doc[last + 1 : subjects[0].left_edge.i]]
    plural = verb.lower_ == verb.lemma_.lower() and has_feature(verb, "Tense", "Pres")
    if between != [","] or not plural:
        return {}
    name.dep_, subjects[0].dep_ = "nsubj", "conj"
    return {subjects[0]: name}


def _make_active(subject: Token) -> None:
    """*The two “strongly condemned” N* read as a passive: none has its subject without an auxiliary."""
    verb = subject.head
    if verb.pos_ != "VERB" or not any(c.i > verb.i for c in _below(verb, "obj", "ccomp", "xcomp")):
        return
    subject.dep_ = "nsubj"
    if is_participle(verb) and not _below(verb, "aux"):
        verb.morph = PAST


def _object_of_saying(clause: Token) -> dict[Token, Token]:
    """*said X and Y “condemned” N* with X as what is said: the subject of the clause right behind."""
    objects = [o for o in _below(clause.head, "obj") if clause.head.i < o.i < clause.i]
    if len(objects) != 1 or _below(clause, "nsubj", "nsubj:pass", "mark", "expl", "csubj"):
        return {}
    auxiliaries = _below(clause, "aux", "aux:pass", "cop")
    first = min(t.i for t in (clause, *auxiliaries, *_below(clause, "advmod")))
    last = max(t.i for t in objects[0].subtree if not t.is_punct)
    between = clause.doc[last + 1 : first]
    past = is_finite_form(clause) or is_participle(clause) or any(map(is_finite_form, auxiliaries))
    if clause.pos_ != "VERB" or not past or any(not t.is_punct or t.text in ",:;" for t in between):
        return {}
    objects[0].dep_ = "nsubj:pass" if _below(clause, "aux:pass") else "nsubj"
    if is_participle(clause) and not auxiliaries:
        clause.morph = PAST
    return {objects[0]: clause}


def _item_of_list(item: Token) -> dict[Token, Token]:
    """*the withdrawal of the fleet, **an apology** and a treaty* with *apology* hung on *fleet*: one not
    definite goes with the object, not with the definite noun below it.
    """
    inner = item.head
    outer = inner.head
    if outer.dep_ not in ("obj", "obl") or item.pos_ != "NOUN" or inner.i < outer.i:
        return {}
    indefinite = [d for d in _below(item, "det") if has_feature(d, "Definite", "Ind")]
    definite = [d for d in _below(inner, "det") if has_feature(d, "Definite", "Def")]
    first = next((c for c in inner.children if c.dep_ == "conj"), None)
    if not indefinite or not (definite or inner.pos_ == "PROPN") or first is None:
        return {}
    opens = any(has_feature(d, "Definite", "Ind") for d in _below(first, "det"))
    return {item: outer} if opens and not _below(item, "case") else {}
