"""What hangs on a verb: its subject, its objects, its clauses, its prepositional phrases; told from the UD
tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile, islice

from verbale.read.story.document import children, conjuncts
from verbale.read.story.tokens import (
    grammar_of,
    has_feature,
    is_finite_form,
    is_participle,
    plain,
    preposition,
)
from verbale.syntax.tree import Token

SUBJECTS = ("nsubj", "csubj")
LOST = ("vocative", "dislocated", "advmod", "obl", "dep", "compound", "parataxis", "amod", "nmod")
CLAUSES = ("ccomp", "xcomp")
IN_PHRASE = frozenset({"PROPN", "NOUN", "ADJ", "DET", "NUM", "CCONJ", "PART", "PRON"})
CLOSING_MARKS = frozenset("”\"»’'")
# How many governing verbs up a subject is looked for.
DEEPEST = 6
# How many words behind a verb the word that restricts it stands.
RESTRICTOR_WITHIN = 3
NEGATING_RELATIONS = ("advmod", "mark", "det", "obj", "nsubj", "nsubj:pass", "case")


@dataclass(frozen=True, slots=True)
class Subject:
    """Who a verb is said of.

    Attributes:
        heads: the coordinated heads, in order; empty when the clause has none.
        agent: True when it is the agent of a passive ("demandé par X").
        controlled: True when it was taken over from a governing verb.
    """

    heads: tuple[Token, ...]
    agent: bool = False
    controlled: bool = False


def is_verbal(token: Token) -> bool:
    """Whether a token can head a clause with a cue."""
    return token.pos_ in ("VERB", "AUX")


def is_passive(verb: Token) -> bool:
    """Whether the clause is in the passive."""
    return bool(children(verb, "nsubj:pass", "aux:pass"))


def is_infinitive(verb: Token) -> bool:
    """Whether the verb heads a clause that stands for a noun ("demander", "asking", not "a demandé")."""
    nominal = grammar_of(verb).verbs.nominal_forms
    forms = [verb, *children(verb, "aux", "aux:pass")]  # "avoir truqué"
    found = any(nominal & set(t.morph.get("VerbForm", [])) for t in forms)
    found = found or ("Ger" in nominal and _is_nominal_participle(verb))
    return found and not _has_finite_auxiliary(verb)


def is_gerund(verb: Token) -> bool:
    """Whether a clause that stands for a noun has no infinitive ("asking", "having asked")."""
    forms = [verb, *children(verb, "aux", "aux:pass", "cop")]
    return is_infinitive(verb) and not any(has_feature(t, "VerbForm", "Inf") for t in forms)


def _is_nominal_participle(verb: Token) -> bool:
    """A gerund that a tagger took for a participle: *denied shelling the port*."""
    if verb.dep_ not in ("xcomp", "ccomp") or not is_participle(verb) or children(verb, "nsubj", "mark"):
        return False
    # "denied having shelled": its auxiliary is no more finite than it is
    return bool(children(verb, "aux")) or not has_feature(verb, "Tense", "Past")


def _has_finite_auxiliary(verb: Token) -> bool:
    return any(is_finite_form(a) for a in children(verb, "aux", "aux:pass", "cop"))


def is_finite(verb: Token) -> bool:
    """Whether the clause is finite, its auxiliaries counted."""
    return is_finite_form(verb) or _has_finite_auxiliary(verb)


def is_reflexive(verb: Token) -> bool:
    """Whether a reflexive pronoun goes with the verb."""
    reflexive = grammar_of(verb).pronouns.reflexive
    return any(c.i < verb.i and c.dep_ != "nsubj" and plain(c) in reflexive for c in verb.children)


def is_negated(verb: Token) -> bool:
    """Whether the verb's own clause is negated ("n'a pas confirmé", "ne promet rien", "sans préciser")."""
    negation = grammar_of(verb).negation
    words = {plain(c) for c in children(verb, *NEGATING_RELATIONS)}
    phrases = children(verb, "nsubj", "nsubj:pass", "obj", "expl:subj")
    if any(plain(d) in negation.determiners for p in phrases for d in children(p, "det")):
        return True
    for aux in children(verb, "aux", "aux:pass", "cop"):
        words |= {plain(c) for c in children(aux, "advmod")}
    if words & negation.particles:
        if words & negation.negators:
            return True
        return not _is_restricted(verb) and not _is_subjunctive(verb)
    return bool(words & negation.privatives)


def _is_restricted(verb: Token) -> bool:
    """*n'a fait que répondre*: "ne ... que" restricts, it does not negate. The conjunction stands behind
    the verb.
    """
    first = min(t.i for t in (verb, *children(verb, "aux", "aux:pass", "cop")))
    behind = verb.doc[first + 1 : min(verb.i + 1 + RESTRICTOR_WITHIN, verb.sent.end)]
    return any(plain(t) in grammar_of(verb).negation.restrictors for t in behind)


def _is_subjunctive(verb: Token) -> bool:
    """*craint que la récolte ne soit perdue*: a particle alone does not negate a subjunctive."""
    return any(has_feature(t, "Mood", "Sub") for t in (verb, *children(verb, "aux", "aux:pass", "cop")))


def is_conditional(verb: Token) -> bool:
    """Whether the finite form of the clause is in the conditional."""
    forms = [verb, *children(verb, "aux", "aux:pass", "cop")]
    return any(has_feature(t, "Mood", "Cnd") for t in forms)


def is_future(verb: Token) -> bool:
    """Whether the finite form of the clause is in the future, or in the conditional (future in the past)."""
    forms = [verb, *children(verb, "aux", "aux:pass", "cop")]
    return any(has_feature(t, "Tense", "Fut") or has_feature(t, "Mood", "Cnd") for t in forms)


def is_past(verb: Token) -> bool:
    """Whether the clause lies in the past: a past form, or a perfect."""
    forms = [verb, *children(verb, "aux", "aux:pass", "cop")]
    if is_future(verb):
        return False
    past = (is_finite_form(t) and {"Past", "Imp"} & set(t.morph.get("Tense", [])) for t in forms)
    return any(past) or is_perfect(verb)


def is_perfect(verb: Token) -> bool:
    """*has left*, *a signé*, *a été signé*."""
    perfect = grammar_of(verb).verbs.perfect
    return has_feature(verb, "VerbForm", "Part") and any(
        a.lemma_.lower() in perfect for a in children(verb, "aux")
    )


def subject_of(verb: Token, *, depth: int = 0) -> Subject:
    """The subject of a verb, looked for above it where its clause has none of its own.

    A passive gives its agent; a participle or an infinitive the subject of what governs it; a relative clause
    its
    antecedent; a coordinated verb the subject of the first.
    """
    if is_passive(verb) or (_is_participle_clause(verb) and children(verb, "obl:agent")):
        return _agent(verb)
    own = [s for s in children(verb, *SUBJECTS) if s.pos_ != "SCONJ"]
    if grammar_of(verb).verbs.subject_first and (children(verb, *CLAUSES) or any(s.i < verb.i for s in own)):
        # "the envoy, tired, said he would go": the subject of what is said, hung on the verb of saying
        own = [s for s in own if s.i < verb.i]
    if not own:
        own = [s for aux in children(verb, "aux", "cop") for s in children(aux, *SUBJECTS)]
    if own:
        return _named_subject(own, verb)
    shared = [s for c in children(verb, "conj") for s in children(c, "nsubj") if s.i < verb.i]
    if not shared and is_trailing(verb):
        # « S », a dit X, démentant N: the incise hung on the participle
        shared = [s for c in children(verb, "parataxis") for s in children(c, "nsubj") if s.i < verb.i]
    if shared:
        # "X et Y condamnent A et demandent B": the parser gave the subject to the second verb
        return Subject(tuple(conjuncts(shared[0])))
    may_lose = grammar_of(verb).verbs.subject_first and (is_finite(verb) or _is_misread_verb(verb))
    lost = _lost_subject(verb) if may_lose else None
    if lost is not None:
        return Subject(tuple(conjuncts(lost)))
    if depth > DEEPEST:
        return Subject(())
    return _subject_above(verb, depth)


def _is_misread_verb(word: Token) -> bool:
    """*Anna fears that S*, read as a noun with a clause."""
    clause = children(word, "ccomp", "acl", "acl:relcl")
    return word.pos_ == "NOUN" and bool(clause) and not children(word, "det", "case", "nmod:poss")


def _lost_subject(verb: Token) -> Token | None:
    """The phrase before a finite verb that can only be its subject, whatever the parser took it for."""
    if verb.dep_ in ("conj", "acl:relcl", "xcomp"):
        return None
    hung = [
        c
        for c in children(verb, *LOST)
        if c.i < verb.i and c.pos_ in ("NOUN", "PROPN") and not children(c, "case") and c.is_word
    ]
    if hung and hung[0].dep_ != "obl":
        return hung[0]
    opening = _before_parenthesis(verb) or _right_before(verb)
    if opening is not None:
        return opening
    above = verb.head
    if verb.dep_ == "parataxis" and above.i < verb.i and above.pos_ in ("NOUN", "PROPN", "ADJ"):
        nothing_between = not any(t.is_punct for t in verb.doc[above.i : verb.i])
        return above if nothing_between and not children(above, "cop") else None
    return None


def _right_before(verb: Token) -> Token | None:
    """The phrase that stands right before the verb: *as Anna Brek said*, *, Anna and Iva said*."""
    first = min(t.i for t in [verb, *children(verb, "aux", "aux:pass", "advmod")] if t.i <= verb.i)
    phrase: list[Token] = []
    i = first - 1
    while i >= 0 and verb.doc[i].pos_ in IN_PHRASE:
        phrase.insert(0, verb.doc[i])
        i -= 1
    if not phrase or phrase[-1].pos_ not in ("PROPN", "NOUN", "PRON"):
        return None
    before = verb.doc[i] if i >= 0 else None
    joining = grammar_of(verb).pronouns.subordinating
    free = before is None or before.is_punct or before.pos_ == "SCONJ" or plain(before) in joining
    if not free or not any(t.pos_ == "PROPN" for t in phrase):
        return None
    inside = {t.i for t in phrase}
    return next((t for t in phrase if t.head.i not in inside and t.pos_ in ("PROPN", "NOUN", "PRON")), None)


def _before_parenthesis(verb: Token) -> Token | None:
    """*The envoy, back from Lisse, said*: the phrase that opens the sentence, up to its first comma."""
    sentence = verb.doc[verb.sent.start : verb.i]
    comma = next((t for t in sentence if t.text == ","), None)
    first = min(t.i for t in [verb, *children(verb, "aux", "aux:pass", "advmod")] if t.i <= verb.i)
    if comma is None or first == 0 or verb.doc[first - 1].text != "," or comma.i == first - 1:
        return None
    phrase = list(verb.doc[verb.sent.start : comma.i])
    if not phrase or phrase[0].pos_ in ("ADP", "SCONJ", "ADV", "VERB", "CCONJ"):
        return None
    if any(is_finite_form(t) or t.pos_ in ("VERB", "AUX") for t in phrase):
        return None
    inside = {t.i for t in phrase}
    named = [t for t in phrase if t.pos_ in ("PROPN", "NOUN", "PRON")]
    heads = [t for t in named if t.head.i not in inside or t.head == t]
    return next(iter([*heads, *named]), None)


def _agent(verb: Token) -> Subject:
    """*demandé par X*."""
    agents = children(verb, "obl:agent") or [
        c
        for c in children(verb, "obl")
        if c.pos_ in ("PROPN", "NOUN", "PRON") and case_text(c) == grammar_of(verb).prepositions.agent
    ]
    if not agents:
        # "il a été demandé aux deux parties par X de partir": hung on the complement before it
        beside = [n for c in children(verb, "obl", "obl:arg", "iobj") for n in children(c, "nmod")]
        agents = [n for n in beside if case_text(n) == grammar_of(verb).prepositions.agent]
    return Subject(tuple(h for a in agents for h in conjuncts(a)), agent=True)


def _named_subject(own: Sequence[Token], verb: Token) -> Subject:
    """The clause's own subject; the antecedent for a relative pronoun."""
    if len(own) > 1 and all(_joins(own[i], own[i + 1]) for i in range(len(own) - 1)):
        return Subject(tuple(own))  # "X and Y said", each of them a subject
    if _are_enumerated(own, verb):
        return Subject((*own[:-1], *conjuncts(own[-1])))  # "X, Y and Z said", read as two subjects
    nearest = own[0] if len(own) == 1 else _best_subject(own)
    if nearest.dep_ == "nsubj" and nearest.pos_ == "PRON" and has_feature(nearest, "PronType", "Rel"):
        antecedent = _antecedent(verb)
        if antecedent is not None:
            return Subject(tuple(conjuncts(antecedent)), controlled=True)
    return Subject(tuple(conjuncts(nearest)))


def _are_enumerated(own: Sequence[Token], verb: Token) -> bool:
    """Names with a comma between and one more joined to the last, all before their verb."""
    if len(own) < 2 or any(s.pos_ != "PROPN" or s.i > verb.i for s in own) or len(conjuncts(own[-1])) < 2:
        return False
    between = (own[i].doc[own[i].i + 1 : own[i + 1].i] for i in range(len(own) - 1))
    return all(sum(t.text == "," for t in words) == 1 for words in between)


def _joins(left: Token, right: Token) -> bool:
    """Whether a coordinating conjunction stands between two phrases, wherever the parser hung it."""
    between = [t for t in left.doc[left.i + 1 : right.i] if t.pos_ == "CCONJ"]
    coordinating = grammar_of(left).conjunctions.coordinating
    names = all(t.pos_ in ("PROPN", "NOUN") for t in (left, right))
    return names and any(plain(t) in coordinating for t in between)


def _subject_above(verb: Token, depth: int) -> Subject:
    """The subject that a clause without one takes from what governs it."""
    if verb.head.lemma_.lower() in grammar_of(verb).occasions and is_infinitive(verb):
        return _doer(verb)
    if verb.dep_ == "acl:relcl":
        antecedent = _antecedent(verb)
        return Subject((antecedent,) if antecedent is not None else (), controlled=True)
    if _is_main_verb(verb):
        return Subject(tuple(conjuncts(verb.head)))
    if _is_blamed_for(verb):
        return Subject(())
    if is_trailing(verb):
        # « S », a dit X, ajoutant que T: X, not whom S is about
        beside = [c for c in children(verb.head, "parataxis") if c.i < verb.i and children(c, "nsubj")]
        if beside:
            return Subject(subject_of(beside[-1], depth=depth + 1).heads, controlled=True)
        above = subject_of(_governor(verb), depth=depth + 1)
        if _judges_with(verb):
            above = subject_of(verb.head, depth=depth + 1)
        return Subject(above.heads, above.agent, controlled=True)
    if verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN", "PRON"):
        return _subject_of_adnominal(verb, depth)
    if _is_under_dative_control(verb):
        granted = [c for c in children(verb.head, "obl", "obl:arg", "iobj") if _is_dative(c)]
        return Subject(tuple(h for c in granted[:1] for h in conjuncts(c)), controlled=True)
    if verb.dep_ in ("conj", "xcomp", "advcl", "ccomp", "parataxis", "obl", "dep") and verb.head != verb:
        if verb.dep_ in ("ccomp", "parataxis") and not is_infinitive(verb) and is_finite(verb):
            return Subject(())
        if verb.dep_ == "conj" and not is_finite(verb) and is_finite(verb.head) and not is_participle(verb):
            return Subject(())
        cited = _cited(verb)
        if cited is not None:
            return Subject(tuple(conjuncts(cited)), controlled=True)
        passive = children(verb.head, "nsubj:pass")
        if passive and (verb.dep_ == "xcomp" or (verb.dep_ == "conj" and is_finite(verb))):
            # "X was reported to have asked", "X a été reçu par Y et a demandé": of the one it is done to
            return Subject(tuple(conjuncts(passive[0])), controlled=True)
        above = subject_of(verb.head, depth=depth + 1)
        return Subject(above.heads, above.agent, controlled=True)
    return Subject(())


def _doer(verb: Token) -> Subject:
    """*l'occasion **pour X** de rappeler N*; nobody where the phrase is missing."""
    doer = grammar_of(verb).prepositions.doer
    phrases = children(verb.head, "obl", "nmod", "obl:arg")
    named = [p for p in phrases if p.i < verb.i and preposition_of(p) == doer]
    return Subject(tuple(h for p in named[:1] for h in conjuncts(p)), controlled=True)


def is_trailing(verb: Token) -> bool:
    """*said S, adding that T*: a participle of saying behind a comma, wherever the parser hung it."""
    if verb.lemma_.lower() not in grammar_of(verb).verbs.trailing or verb.i == 0:
        return False
    bare = (
        not is_finite(verb)
        and not has_feature(verb, "Tense", "Past")
        and not has_feature(verb, "VerbForm", "Inf")
    )
    before = verb.doc[verb.i - 1]
    if before.pos_ == "ADV" and before.i > 0:
        before = verb.doc[before.i - 1]
    comma = before.text == "," or before.text[-1] in CLOSING_MARKS
    return bare and comma and verb.dep_ in ("conj", "advcl", "acl", "parataxis", "ccomp", "xcomp", "dep")


def _judges_with(verb: Token) -> bool:
    """*said they condemned N, calling it P*: what one says in a word goes on with that word, save what only
    adds (*said they condemned N, adding that S*).
    """
    verbs = grammar_of(verb).verbs
    above = verb.head
    going_on = verbs.trailing - verbs.adding
    return {verb.lemma_.lower(), above.lemma_.lower()} <= going_on and bool(children(above, "nsubj"))


def _governor(verb: Token) -> Token:
    """The verb that a trailing participle goes with: the one that governs the clause it was hung in."""
    above = verb.head
    while (
        above.dep_ in ("ccomp", "conj", "xcomp", "advcl", "acl:relcl", "obj", "obl", "nmod")
        and above.head != above
    ):
        clause = above
        above = above.head
        if clause.dep_ == "ccomp" and above.i < verb.i:
            return above
    return verb.head if is_verbal(verb.head) else above


def _is_main_verb(verb: Token) -> bool:
    """*The envoy called for a truce*, read as a participle of *envoy*: no other verb is in the sentence."""
    if verb.dep_ != "acl" or not grammar_of(verb).verbs.subject_first or verb.head.i > verb.i:
        return False
    root = verb.head == verb.head.head or verb.head.dep_ == "ROOT"
    return root and not any(is_finite_form(t) and t not in verb.subtree for t in verb.sent)


def citer_of(verb: Token) -> Subject:
    """Who cites what is said: *was quoted by X as saying*, *X quoted her as saying*; else nobody."""
    if _cited(verb) is None:
        return Subject(())
    return subject_of(verb.head)


def _cited(verb: Token) -> Token | None:
    """*was quoted as saying*, *quoted her as saying*: who says it; None where nobody is cited."""
    if verb.head.lemma_.lower() not in grammar_of(verb).verbs.citing or verb.dep_ == "conj":
        return None
    cited = children(verb.head, "nsubj:pass", "obj")
    if not cited and verb.head.dep_ == "acl":
        return verb.head.head
    return cited[0] if cited else None


def _subject_of_adnominal(verb: Token, depth: int) -> Subject:
    """A present participle is said of its noun; *avec l'objectif de s'accorder* of whoever has the aim."""
    if (is_participle(verb) and not has_feature(verb, "Tense", "Past")) or is_gerund(verb):
        return Subject(tuple(conjuncts(verb.head)), controlled=True)
    if _is_split_perfect(verb):
        return subject_of(verb.head.head, depth=depth + 1)
    if not is_infinitive(verb) or verb.head.dep_ not in ("obj", "obl", "nmod", "obl:arg"):
        return Subject(())
    governor = verb.head.head
    while governor.pos_ == "NOUN" and governor.dep_ in ("nmod", "obl", "obj") and governor.head != governor:
        governor = governor.head
    above = subject_of(governor, depth=depth + 1) if is_verbal(governor) else Subject(())
    return Subject(above.heads, above.agent, controlled=True)


def _is_split_perfect(verb: Token) -> bool:
    """*X a pour sa part accusé Y*: a participle that the parser hung on the phrase inside the perfect."""
    phrase = verb.head
    grammar = grammar_of(verb)
    if phrase.dep_ not in ("obl", "obj", "nmod") or phrase.i != verb.i - 1:
        return False
    own = any(plain(c) in grammar.determiners.possessive for c in phrase.children)
    return own and phrase.head.lemma_.lower() in grammar.verbs.perfect and phrase.head.i < phrase.i


def _is_blamed_for(verb: Token) -> bool:
    """*accused X of rejecting P (, denying S and threatening Y)*, *reproche à X d'avoir promis P*: X did it,
    and did not say so here.
    """
    if verb.head.lemma_.lower() not in grammar_of(verb).verbs.blaming or verb.head.i > verb.i:
        return False
    nominal = is_infinitive(verb) or is_gerund(verb) or is_participle(verb)
    if verb.dep_ not in ("xcomp", "ccomp", "advcl", "obl", "obl:arg") or not nominal or is_finite(verb):
        return False
    if any(preposition(c) in grammar_of(verb).verbs.blamed for c in children(verb, "mark", "case")):
        phrases = children(verb.head, "obl", "obl:arg", "nmod")
        whom = any(_is_dative(p) and p.i < verb.i and p.pos_ in ("NOUN", "PROPN") for p in phrases)
        return whom or bool(children(verb.head, "obj", "iobj", "nsubj:pass"))
    listed = any(children(c, "cc") for c in children(verb, "conj"))
    before = [c for c in children(verb.head, verb.dep_) if c.i < verb.i]
    return listed and not children(verb, "mark", "case") and any(_is_blamed_for(c) for c in before)


def _is_under_dative_control(verb: Token) -> bool:
    """*a permis à X de partir*."""
    if verb.dep_ not in ("xcomp", "ccomp", "advcl", "acl") or not is_infinitive(verb):
        return False
    return verb.head.lemma_ in grammar_of(verb).verbs.dative_control


def _is_dative(phrase: Token) -> bool:
    """A clitic, or a phrase with the dative preposition."""
    prepositions = grammar_of(phrase).prepositions
    return prepositions.plain(case_text(phrase)) in (prepositions.dative, "")


def _best_subject(own: Sequence[Token]) -> Token:
    """With a clitic and a noun both attached ("Poutine a-t-il dit"), the noun names somebody.

    An indefinite clitic repeats no noun: "des contacts existent, reconnaît-on".
    """
    anybody = [t for t in own if plain(t) in grammar_of(t).pronouns.indefinite and not t.text[0].isalpha()]
    if anybody:
        return anybody[0]
    nouns = [t for t in own if t.pos_ in ("PROPN", "NOUN")]
    return nouns[-1] if nouns else own[0]


def _is_participle_clause(verb: Token) -> bool:
    return (
        verb.dep_ in ("acl", "advcl", "amod") and is_participle(verb) and has_feature(verb, "Tense", "Past")
    )


def _antecedent(verb: Token) -> Token | None:
    clause: Token = verb
    while clause.dep_ in ("conj", "xcomp") and clause.head != clause:
        clause = clause.head
    return clause.head if clause.dep_ in ("acl:relcl", "acl") else None


def case_text(noun: Token) -> str:
    """The preposition of a noun phrase in lower case with its fixed parts ("en faveur de"), "" when it has
    none.
    """
    words: list[Token] = []
    for case in children(noun, "case", "mark"):
        if case.i < noun.i and case.pos_ in ("ADP", "SCONJ", "ADV", "NOUN", "DET"):
            words += [case, *children(case, "fixed")]
    return " ".join(plain(t) for t in sorted(set(words), key=lambda t: t.i))


def is_naming(verb: Token) -> bool:
    """*ce qu'il a appelé N*: what somebody calls something that a clause around it is about."""
    grammar = grammar_of(verb)
    relative = verb.dep_ == "acl:relcl" and plain(verb.head) in grammar.pronouns.of_clause
    return relative and verb.lemma_.lower() in grammar.verbs.naming


def preposition_of(noun: Token) -> str:
    """The preposition before a noun phrase or an infinitive, contractions undone; "" when it has none."""
    return grammar_of(noun).prepositions.plain(case_text(noun))


def preposition_is(noun: Token, wanted: str) -> bool:
    """Whether a noun phrase begins with a preposition, simple or of several words, however the
    parser cut it; *d'après* is no *de*.
    """
    words = wanted.split()
    if len(words) > 1:
        words = [grammar_of(noun).prepositions.plain(w) for w in words]  # "au sujet de"
    phrase = dropwhile(lambda t: t.is_punct and t.i < noun.i, noun.subtree)
    opening = list(islice(phrase, len(words)))
    if [preposition(t) for t in opening] != words:
        return False
    return not any(part.i > opening[-1].i for t in opening for part in children(t, "fixed"))


def obliques(verb: Token, wanted: str) -> list[Token]:
    """Prepositional phrases of a verb with this preposition, coordinated ones not repeated."""
    phrases = children(verb, "obl", "obl:arg", "nmod", "iobj", "obj", "advcl", "xcomp")
    return [c for c in phrases if c.pos_ not in ("VERB", "AUX") and preposition_is(c, wanted)]
