"""What the form of a verb tells: mood, tense, whether it is denied or asked; read from the UD features."""

from __future__ import annotations

from verbale.read.contacts.words import ContactWords
from verbale.read.story.clauses import is_finite, is_infinitive, is_negated, is_reflexive
from verbale.read.story.document import children
from verbale.read.story.tokens import grammar_of, has_feature
from verbale.syntax.tree import Token

QUOTES = frozenset('«»"“”')
AUXILIARIES = ("aux", "aux:pass", "cop")


def forms_of(verb: Token) -> list[Token]:
    """The verb and its auxiliaries."""
    return [verb, *children(verb, *AUXILIARIES)]


def has_mood(verb: Token, mood: str) -> bool:
    """Whether the finite form is in a mood ("Ind", "Sub", "Cnd")."""
    forms = [t for t in forms_of(verb) if has_feature(t, "VerbForm", "Fin")] or forms_of(verb)
    if mood == "Cnd":
        forms = [t for t in forms if _is_spelt_conditional(t)]
    return any(has_feature(t, "Mood", mood) for t in forms)


def _is_spelt_conditional(token: Token) -> bool:
    """A tagger calls *accueillait* a conditional; its stem does not end as stems of the conditional do."""
    grammar = grammar_of(token)
    last = {stem[-1] for stem in grammar.stems if stem}
    return not last or any(token.lower_.endswith(x + e) for e in grammar.conditional_endings for x in last)


def has_tense(verb: Token, tense: str) -> bool:
    """Whether the finite form is in a tense ("Past", "Imp", "Fut", "Pres")."""
    return any(has_feature(t, "Tense", tense) for t in forms_of(verb) if has_feature(t, "VerbForm", "Fin"))


def auxiliary_in(verb: Token, lemmas: frozenset[str]) -> bool:
    """Whether one of some auxiliaries goes with the verb ("will", "might")."""
    return any({c.lemma_.lower(), c.lower_} & lemmas for c in children(verb, "aux", "aux:pass"))


def is_perfect(verb: Token) -> bool:
    """A compound form: the deed is done when the clause is told ("a parlé", "was received", "aura été")."""
    auxiliaries = children(verb, "aux", "aux:pass")
    if not auxiliaries or is_progressive(verb):
        return False
    if is_infinitive(verb) and is_passive_form(verb):
        return False  # "doit être reçu" is still to come
    if is_passive_form(verb) and not children(verb, "aux") and any(_is_to_come(a) for a in auxiliaries):
        return False  # "sera reçu"
    return any(has_feature(t, "VerbForm", "Part") for t in forms_of(verb))


def _is_to_come(auxiliary: Token) -> bool:
    return has_feature(auxiliary, "Tense", "Fut") or (
        has_feature(auxiliary, "Mood", "Cnd") and _is_spelt_conditional(auxiliary)
    )


def is_progressive(verb: Token) -> bool:
    """*is meeting*: a present participle with its auxiliary."""
    present = has_feature(verb, "VerbForm", "Ger") or (
        has_feature(verb, "VerbForm", "Part") and has_feature(verb, "Tense", "Pres")
    )
    return present and bool(children(verb, "aux"))


def is_passive_form(verb: Token) -> bool:
    """*être reçu*, *be hosted*: an infinitive of a passive, not the perfect of a reflexive."""
    passive = [
        a
        for a in children(verb, "aux:pass", "aux", "cop")
        if a.dep_ == "aux:pass" or has_feature(a, "VerbForm", "Inf")
    ]
    return bool(children(verb, "aux:pass")) and bool(passive) and not is_reflexive(verb)


def asks(verb: Token) -> bool:
    """Whether the main clause of a question is this verb's."""
    words = [t.text for t in verb.sent]
    while words and words[-1] in QUOTES:
        words.pop()  # the next quotation's mark
    asked = bool(words) and words[-1] == "?"
    quoted = any(w in QUOTES for w in words[1:])
    return asked and not quoted and verb.dep_ in ("ROOT", "conj", "ccomp")


def is_denied(verb: Token, words: ContactWords) -> bool:
    """Whether the clause is negated; "n'en a pas moins parlé" affirms."""
    if not (is_negated(verb) or any(is_negated(a) for a in children(verb, "aux"))):
        return False
    text = " ".join(t.lower_ for t in verb.sent)
    return not any(p in text for p in words.status.affirming)


def lemmas_of(token: Token, words: ContactWords) -> set[str]:
    """The lemma of a verb; lemma and form of another word; of a participle the form without its agreement."""
    if token.pos_ == "VERB":
        lemma = token.lemma_.lower()
        particle = next((c.lower_ for c in children(token, "compound:prt")), None)
        if particle is not None:
            return {f"{lemma} {particle}"}  # "call off" is not "call"
        after = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
        status = words.status
        if any(
            f"{lemma} {after}" in listed
            for listed in (status.cancelled, status.refused, status.possible, status.planned, status.agreed)
        ):
            return {f"{lemma} {after}"}  # a particle taken for a preposition
        slip = bool(children(token, "expl", "expl:pv") or children(token, "aux"))
        if slip and lemma in words.status.adjectives:
            return set()  # "se sont ouverts" is not "ouvert à"
        return {lemma}
    return {token.lemma_.lower(), token.lower_}


def is_bare_participle(verb: Token) -> bool:
    """A participle with no finite form, an infinitive or a gerund aside."""
    return has_feature(verb, "VerbForm", "Part") and not is_finite(verb)


def is_passive(verb: Token, words: ContactWords) -> bool:
    """Whether the clause is in the passive, whatever the parser calls its subject."""
    if children(verb, "aux:pass"):
        return True
    if children(verb, "nsubj:pass"):
        # a compound tense with "avoir" is no passive, whatever the parser calls its subject
        return all(a.lemma_ not in words.status.have for a in children(verb, "aux"))
    past = not is_finite(verb) and not is_infinitive(verb) and has_feature(verb, "Tense", "Past")
    if any(a.lemma_ in words.status.have for a in children(verb, "aux")):
        return False  # "having spoken to X"
    # "X reçu par Y", the title of a story
    return past and (verb.dep_ in ("acl", "advcl", "amod") or bool(children(verb, "obl:agent")))
