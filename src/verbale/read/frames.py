"""What hangs on a verb: its subject, its objects, its clauses, its prepositional phrases; told from the UD tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from verbale.read.document import children, conjuncts, subtree

SUBJECTS = ("nsubj", "csubj")
REFLEXIVES = frozenset({"se", "s'", "s’"})
# "a permis à X de dire": the infinitive is said of X.
DATIVE_CONTROL = frozenset({"permettre"})


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
    """Whether the verb form itself is an infinitive ("demander", not "a demandé")."""
    return "Inf" in verb.morph.get("VerbForm") and not _has_finite_auxiliary(verb)


def _has_finite_auxiliary(verb: Token) -> bool:
    return any("Fin" in a.morph.get("VerbForm") for a in children(verb, "aux", "aux:pass", "cop"))


def is_finite(verb: Token) -> bool:
    """Whether the clause is finite, its auxiliaries counted."""
    return "Fin" in verb.morph.get("VerbForm") or _has_finite_auxiliary(verb)


def is_reflexive(verb: Token) -> bool:
    """Whether a reflexive pronoun goes with the verb."""
    return any(
        c.lower_ in REFLEXIVES and c.i < verb.i and c.dep_ not in ("nsubj",) for c in verb.children
    )


def is_negated(verb: Token) -> bool:
    """Whether the verb's own clause is negated ("n'a pas confirmé", "ne promet rien", "sans préciser")."""
    lemmas = {c.lower_.replace("’", "'") for c in verb.children if c.dep_ in ("advmod", "mark", "det", "obj", "nsubj", "case")}
    for aux in children(verb, "aux", "aux:pass", "cop"):
        lemmas |= {c.lower_.replace("’", "'") for c in children(aux, "advmod")}
    if lemmas & {"ne", "n'"}:
        # "ne ... que" restricts, it does not negate; a lone expletive "ne" after "craindre" does not either.
        return bool(lemmas & {"pas", "point", "rien", "jamais", "plus", "aucun", "aucune", "personne", "nullement", "guère"}) or not (
            lemmas & {"que", "qu'"}
        )
    return "sans" in lemmas


def is_conditional(verb: Token) -> bool:
    """Whether the finite form of the clause is in the conditional."""
    forms = [verb, *children(verb, "aux", "aux:pass", "cop")]
    return any("Cnd" in t.morph.get("Mood") for t in forms)


def is_future(verb: Token) -> bool:
    """Whether the finite form of the clause is in the future, or in the conditional (future in the past)."""
    forms = [verb, *children(verb, "aux", "aux:pass", "cop")]
    return any("Fut" in t.morph.get("Tense") or "Cnd" in t.morph.get("Mood") for t in forms)


def subject_of(verb: Token, *, depth: int = 0) -> Subject:
    """The subject of a verb, looked for above it where its clause has none of its own.

    A passive gives its agent; a participle or an infinitive the subject of what governs it; a relative clause its
    antecedent; a coordinated verb the subject of the first.
    """
    if is_passive(verb) or (_is_participle_clause(verb) and children(verb, "obl:agent")):
        agents = children(verb, "obl:agent") or [c for c in children(verb, "obl") if case_text(c) == "par" and c.pos_ in ("PROPN", "NOUN", "PRON")]
        return Subject(tuple(h for a in agents for h in conjuncts(a)), agent=True)
    own = [s for s in children(verb, *SUBJECTS) if s.pos_ != "SCONJ"]
    if not own:
        for aux in children(verb, "aux", "cop"):
            own += children(aux, *SUBJECTS)
    if own:
        nearest = own[0] if len(own) == 1 else _best_subject(own, verb)
        if nearest.dep_ == "nsubj" and nearest.pos_ == "PRON" and "Rel" in nearest.morph.get("PronType"):
            antecedent = _antecedent(verb)
            if antecedent is not None:
                return Subject(tuple(conjuncts(antecedent)), controlled=True)
        return Subject(tuple(conjuncts(nearest)))
    shared = [s for c in children(verb, "conj") for s in children(c, "nsubj") if s.i < verb.i]
    if shared:
        # "X et Y condamnent A et demandent B": the parser gave the subject to the second verb
        return Subject(tuple(conjuncts(shared[0])))
    if depth > 6:
        return Subject(())
    if verb.dep_ == "acl:relcl":
        antecedent = _antecedent(verb)
        return Subject((antecedent,) if antecedent is not None else (), controlled=True)
    if verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN", "PRON"):
        if "Part" in verb.morph.get("VerbForm") and "Past" not in verb.morph.get("Tense"):
            return Subject(tuple(conjuncts(verb.head)), controlled=True)
        if is_infinitive(verb) and verb.head.dep_ in ("obj", "obl", "nmod", "obl:arg"):
            # "avec l'objectif de s'accorder", "a la volonté de rouvrir": whoever has it
            governor = verb.head.head
            while governor.pos_ == "NOUN" and governor.dep_ in ("nmod", "obl", "obj") and governor.head != governor:
                governor = governor.head
            above = subject_of(governor, depth=depth + 1) if is_verbal(governor) else Subject(())
            return Subject(above.heads, above.agent, controlled=True)
        return Subject(())
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "acl") and is_infinitive(verb) and verb.head.lemma_ in DATIVE_CONTROL:
        granted = [c for c in children(verb.head, "obl", "obl:arg", "iobj") if case_text(c) in ("à", "au", "aux", "")]
        return Subject(tuple(h for c in granted[:1] for h in conjuncts(c)), controlled=True)
    if verb.dep_ in ("conj", "xcomp", "advcl", "ccomp", "parataxis", "obl", "dep") and verb.head != verb:
        if verb.dep_ in ("ccomp", "parataxis") and not is_infinitive(verb) and is_finite(verb):
            return Subject(())
        if verb.dep_ == "conj" and not is_finite(verb) and is_finite(verb.head) and "Part" not in verb.morph.get("VerbForm"):
            return Subject(())
        above = subject_of(verb.head, depth=depth + 1)
        return Subject(above.heads, above.agent, controlled=True)
    return Subject(())


def _best_subject(own: Sequence[Token], verb: Token) -> Token:
    """With a clitic and a noun both attached ("Poutine a-t-il dit"), the noun names somebody."""
    nouns = [t for t in own if t.pos_ in ("PROPN", "NOUN")]
    return nouns[-1] if nouns else own[0]


def _is_participle_clause(verb: Token) -> bool:
    return verb.dep_ in ("acl", "advcl", "amod") and "Part" in verb.morph.get("VerbForm") and "Past" in verb.morph.get("Tense")


def _antecedent(verb: Token) -> Token | None:
    clause: Token = verb
    while clause.dep_ in ("conj", "xcomp") and clause.head != clause:
        clause = clause.head
    return clause.head if clause.dep_ in ("acl:relcl", "acl") else None


def case_text(noun: Token) -> str:
    """The preposition of a noun phrase in lower case with its fixed parts ("en faveur de"), "" when it has none."""
    words = []
    for case in children(noun, "case", "mark"):
        if case.i < noun.i and case.pos_ in ("ADP", "SCONJ", "ADV", "NOUN", "DET"):
            words += [case, *children(case, "fixed")]
    return " ".join(t.lower_.replace("’", "'") for t in sorted(set(words), key=lambda t: t.i))


CONTRACTED = {"du": "de", "des": "de", "d'": "de", "au": "à", "aux": "à"}


def preposition_is(noun: Token, wanted: str) -> bool:
    """Whether a noun phrase begins with a preposition, simple or of several words, however the parser cut it."""
    span = subtree(noun)
    opening = [CONTRACTED.get(t.lower_.replace("’", "'"), t.lower_.replace("’", "'")) for t in span[:6]]
    words = wanted.split()
    return opening[: len(words)] == words


def obliques(verb: Token, preposition: str) -> list[Token]:
    """Prepositional phrases of a verb with this preposition, coordinated ones not repeated."""
    return [c for c in children(verb, "obl", "obl:arg", "nmod", "iobj", "obj", "advcl", "xcomp") if c.pos_ not in ("VERB", "AUX") and preposition_is(c, preposition)]
