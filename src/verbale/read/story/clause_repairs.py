"""Undoing slips of parsers in how the clauses of a sentence hang together."""

from __future__ import annotations

from verbale.read.story.tokens import grammar_of, is_conjunction, is_finite_form, is_participle, plain
from verbale.syntax.tree import Doc, Token

OBLIQUE = frozenset({"obl", "obl:mod", "nmod"})
SUBJECTS = ("nsubj", "nsubj:pass")
# What a participle of its own has, and no finite verb lacks.
VERBAL = ("aux", "aux:pass", "cop", "nsubj", "nsubj:pass", "obj")


def mend_clauses(doc: Doc) -> dict[Token, Token]:
    """New heads of clauses, and of what hangs on the wrong one."""
    moved: dict[Token, Token] = {}
    for token in doc:
        if _is_before_mark(token):
            moved[token] = token.head.head
        elif token.dep_ == "case" and plain(token) in grammar_of(token).conjunctions.prepositional:
            moved |= _subject_behind(token)
        elif token.dep_ == "ccomp" and _is_incise(token):
            token.dep_ = "parataxis"
        elif token.dep_ == "advcl":
            noun = _antecedent(token)
            if noun is not None:
                moved[token] = noun
                token.dep_ = "acl:relcl"
        elif token.dep_ == "xcomp":
            noun = _goal_of(token)
            if noun is not None:
                moved[token] = noun
                token.dep_ = "acl"
        elif token.dep_ == "parataxis" and _is_behind_informed(token):
            moved |= _as_main_behind_informed(token)
        elif token.dep_ == "parataxis" and _is_said_of(token):
            moved |= _as_relative(token)
        elif token.dep_ in ("parataxis", "conj") and (_is_behind_reduced(token) or _is_behind_aside(token)):
            moved |= _as_main(token)
    return moved


def _below(token: Token, *deps: str) -> list[Token]:
    return [c for c in token.children if c.dep_ in deps]


def _is_before_mark(phrase: Token) -> bool:
    """*warned X, **in a call**, that S*, hung on S: a phrase before the conjunction is not in the clause."""
    clause = phrase.head
    if phrase.dep_ not in OBLIQUE or clause.dep_ != "ccomp" or clause.head.i > phrase.i:
        return False
    marks = [m for m in _below(clause, "mark") if is_conjunction(m)]
    if not marks or phrase.right_edge.i > marks[0].i:
        return False
    return any(c.dep_ == "case" for c in phrase.children) and clause.head.pos_ == "VERB"


def _is_behind_informed(verb: Token) -> bool:
    """*officials briefed on the call between X and Y **said** S*: no comma parts two verbs, so the first is a
    participle.
    """
    first, grammar = verb.head, grammar_of(verb)
    if (
        not grammar.verbs.subject_first
        or not is_finite_form(verb)
        or first.pos_ != "VERB"
        or first.i > verb.i
    ):
        return False
    if verb.lemma_.lower() not in grammar.verbs.before_clause or _below(first, "aux", "aux:pass", "cop"):
        return False
    subjects = _below(first, *SUBJECTS)
    speaks = len(subjects) == 1 and subjects[0].lemma_.lower() in grammar.speakers
    between = verb.doc[first.i + 1 : verb.i]
    return (
        speaks
        and subjects[0].i == first.i - 1
        and between[0].pos_ == "ADP"
        and not any(t.is_punct for t in between)
    )


def _as_main_behind_informed(verb: Token) -> dict[Token, Token]:
    """As `_as_main`; what the parser took for the subject of the verb goes with the phrase before it."""
    astray = _below(verb, *SUBJECTS)
    phrase = next((c for c in verb.head.children if verb.head.i < c.i < verb.i), verb.head)
    moved = _as_main(verb)
    for name in astray:
        name.dep_ = "nmod"
        moved[name] = phrase
    return moved


def _is_said_of(verb: Token) -> bool:
    """*accused Y of P, a charge **Asmere has denied***, with *Asmere* as another name of the charge."""
    noun = next(iter(_below(verb, "nsubj")), None)
    if (
        noun is None
        or noun.pos_ != "NOUN"
        or not _is_finite_clause(verb)
        or not verb.head.i < noun.i < verb.i
    ):
        return False
    grammar = grammar_of(verb)
    opening = _below(noun, "det")
    if (
        not opening
        or plain(opening[0]) in grammar.determiners.articles
        or noun.lemma_.lower() in grammar.speakers
    ):
        return False  # "Kremlin spokesman X said"
    first = noun.left_edge
    before = verb.doc[first.i - 1] if first.i > 0 else first
    names = [a for a in _below(noun, "appos") if a.pos_ == "PROPN" and a.left_edge.i == noun.i + 1]
    return "," in (before.text, first.text) and bool(names) and not _below(verb, "obj", "ccomp", "xcomp")


def _as_relative(verb: Token) -> dict[Token, Token]:
    """The clause hung on its noun, with the name as its subject."""
    noun = _below(verb, "nsubj")[0]
    name = next(a for a in _below(noun, "appos") if a.pos_ == "PROPN")
    above = verb.head
    verb.dep_, noun.dep_, name.dep_ = "acl:relcl", "appos", "nsubj"
    return {noun: above, verb: noun, name: verb}


def _is_finite_clause(verb: Token) -> bool:
    """Whether a verb or one of its auxiliaries is finite."""
    return any(is_finite_form(t) for t in (verb, *_below(verb, "aux", "aux:pass")))


def _is_incise(verb: Token) -> bool:
    """*told her of the fires, Y **said***, taken for what was told: it stands behind a comma."""
    first = verb.left_edge.i
    if verb.lemma_.lower() not in grammar_of(verb).verbs.before_clause or not is_finite_form(verb):
        return False
    comma = verb.doc[first] if verb.doc[first].text == "," else verb.doc[max(first - 1, 0)]
    if comma.text != "," or not verb.head.i < first or _below(verb, "mark", "cc"):
        return False
    told = [c for c in verb.head.children if verb.head.i < c.i < first and c.dep_ in ("obl", "iobj", "obj")]
    return bool(told) and bool(_below(verb, *SUBJECTS)) and not _below(verb, "ccomp", "obj")


def _subject_behind(word: Token) -> dict[Token, Token]:
    """*called X **as** talks with Y began*, with *as talks* a phrase: a clause, the noun its subject."""
    noun = word.head
    behind = noun.right_edge.i + 1
    if noun.pos_ != "NOUN" or noun.dep_ not in OBLIQUE or word.i > noun.i or behind >= len(noun.doc):
        return {}
    verb = next((t for t in noun.doc[behind : behind + 2] if t.pos_ != "AUX"), noun)
    above = noun.head
    hung = verb.head is above and verb.dep_ in ("xcomp", "parataxis", "conj", "advcl", "ccomp")
    if not hung or verb.pos_ != "VERB" or not is_finite_form(verb) or above.i > word.i:
        return {}
    if _below(verb, *SUBJECTS, "cc", "mark", "aux:pass"):
        return {}
    noun.dep_, verb.dep_, word.dep_ = "nsubj", "advcl", "mark"
    return {noun: verb, word: verb}


def _antecedent(clause: Token) -> Token | None:
    """*X, **whom** Y called, replied*, with *called* hung on *replied*: the noun before the pronoun."""
    first = next((t for t in clause.subtree if not t.is_punct), clause)
    relative = plain(first) in grammar_of(clause).pronouns.relative_person and first.pos_ == "PRON"
    if not relative or first.head not in (clause, *_below(clause, "obl", "nsubj", "obj")):
        return None
    before = first.doc[first.i - 1] if first.i else None
    if before is None or before.text != "," or before.i == first.sent.start:
        return None
    noun = first.doc[before.i - 1]
    while noun.dep_ in ("flat:name", "compound", "appos", "nmod") and noun.head is not noun:
        noun = noun.head
    return noun if noun.pos_ in ("NOUN", "PROPN") and noun is not clause and noun.i < clause.i else None


def _goal_of(infinitive: Token) -> Token | None:
    """*expressed **readiness** to continue talks*, with *continue* hung on the verb: what a noun aims at."""
    marks = _below(infinitive, "mark")
    if not marks or marks[0].i == 0 or infinitive.head.i > infinitive.i:
        return None
    noun = marks[0].doc[marks[0].i - 1]
    nouns = grammar_of(noun).of_infinitive
    if noun.pos_ != "NOUN" or noun.lemma_.lower() not in nouns or noun.head is not infinitive.head:
        return None
    return noun if noun.dep_ in ("obj", "obl") and noun.right_edge is noun else None


def _is_behind_reduced(verb: Token) -> bool:
    """*A meeting of X and Y, planned for Monday, **took** place*, with the participle as the main verb."""
    first = verb.head
    if not grammar_of(verb).verbs.subject_first or verb.pos_ != "VERB" or not is_finite_form(verb):
        return False
    if first.pos_ != "VERB" or first.i > verb.i or _below(verb, *SUBJECTS, "cc", "mark", "expl"):
        return False
    if _below(first, "aux", "aux:pass", "cop", "obj") or first.doc[verb.left_edge.i - 1].text != ",":
        return False
    subjects = _below(first, *SUBJECTS)
    if len(subjects) != 1 or first.i == 0 or first.doc[first.i - 1].text != ",":
        return False
    return subjects[0].right_edge.i in (first.i - 1, first.i - 2)


def _is_behind_aside(verb: Token) -> bool:
    """*X, élu en juin, avait **accusé** Y de P*, with the participle as the main verb and Y a subject behind
    the verb: no incise has an infinitive behind its subject.
    """
    first = verb.head
    auxiliaries = _below(verb, "aux")
    if verb.pos_ != "VERB" or first.pos_ != "VERB" or first.i > verb.i or not auxiliaries:
        return False
    if not is_participle(first) or _below(first, "aux", "aux:pass", "cop", "obj", "mark"):
        return False
    behind = [s for s in _below(verb, *SUBJECTS) if s.i > verb.i and s.pos_ in ("NOUN", "PROPN")]
    governs = any(c.i > s.i for s in behind for c in _below(verb, "xcomp"))
    subjects = [s for s in _below(first, *SUBJECTS) if s.i < first.i]
    comma = verb.doc[auxiliaries[0].i - 1].text == "," and auxiliaries[0].i > 0
    return len(behind) == 1 and len(subjects) == 1 and governs and comma


def _as_main(verb: Token) -> dict[Token, Token]:
    """The verb takes the place of the participle, which then tells of its subject."""
    participle = verb.head
    subject = _below(participle, *SUBJECTS)[0]
    moved = {verb: verb if participle.head is participle else participle.head}
    moved[subject], moved[participle] = verb, subject
    moved |= {c: verb for c in participle.children if c.i > verb.i and c.is_punct}
    for noun in _below(verb, *SUBJECTS):
        noun.dep_ = "obj"  # the subject is the one that stood before the participle
    verb.dep_, participle.dep_, subject.dep_ = participle.dep_, "acl", "nsubj"
    return moved
