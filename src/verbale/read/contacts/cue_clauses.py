"""The clause in which a contact word stands, and the slips of a tagger or parser around it."""

from __future__ import annotations

from verbale.read.contacts.words import ContactWords
from verbale.read.story.clauses import is_finite, is_infinitive
from verbale.read.story.document import children
from verbale.read.story.tokens import has_feature
from verbale.syntax.tree import Token

# A dependent of one of these relations with a verb of its own is another clause.
OTHER_CLAUSE = frozenset({"ccomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj", "conj", "dep", "appos"})
SUBJECT = frozenset({"nsubj", "nsubj:pass"})


def is_clause_head(token: Token) -> bool:
    """Whether a token heads a clause of its own: a verb but no auxiliary, or a predicate with a copula."""
    if token.dep_ in ("aux", "aux:pass", "cop"):
        return False
    if token.dep_ == "ROOT":
        return True
    return token.pos_ in ("VERB", "AUX") or bool(children(token, "cop"))


def clause_of(token: Token) -> Token:
    """The head of the clause in which a token stands (itself for a verb)."""
    at = token
    while not is_clause_head(at) and at.head != at:
        at = at.head
    return at


def main_verb(token: Token) -> Token:
    """The root of a token's sentence."""
    return next(t for t in token.sent if t.head == t)


def clause_tokens(head: Token) -> frozenset[int]:
    """Token indices of a clause without the other clauses in it; infinitives it governs are kept."""
    found: set[int] = set()
    stack = [head]
    while stack:
        token = stack.pop()
        found.add(token.i)
        for child in token.children:
            if child.dep_ in OTHER_CLAUSE and is_clause_head(child) and _own_clause(child):
                continue
            stack.append(child)
    return frozenset(found)


def _own_clause(child: Token) -> bool:
    if child.dep_ in ("acl", "advcl", "dep", "appos", "conj") and not is_finite(child):
        # "prévu mardi", "en demandant": a participle keeps its own times; an infinitive of purpose is read
        # with its verb
        return not is_infinitive(child) or child.dep_ == "conj"
    return True


def governed_tokens(cue_verb: Token, words: ContactWords) -> frozenset[int]:
    """The clause of a verb together with what governs it as an infinitive ("doit *rencontrer* jeudi")."""
    found = set(clause_tokens(cue_verb))
    at = cue_verb
    marks = {m.plain_ for m in children(at, "mark", "case")}
    if is_infinitive(at) and marks & words.status.purposes and at.head.i < at.i and at.head.pos_ == "VERB":
        found |= clause_tokens(at.head)  # "a pris son téléphone lundi pour appeler X"
    while is_infinitive(at) and governed(at, words)[0] in ("xcomp", "ccomp", "obj") and at.head != at:
        at = governed(at, words)[1]
        found |= clause_tokens(at)
    return frozenset(found)


def governed(token: Token, words: ContactWords) -> tuple[str, Token]:
    """The relation and the head of a token, a day's name passed over: it is a slip of the parser that one
    governs.
    """
    relation, head = token.dep_, token.head
    if (
        relation in SUBJECT
        and head.dep_ in SUBJECT
        and head.pos_ == "VERB"
        and not children(head, "aux", "aux:pass")
    ):
        relation, head = head.dep_, head.head  # "la rencontre prévue samedi a été annulée"
    while head.lower_ in words.time_nouns and head.head != head and head != token:
        relation, head = head.dep_ if relation in ("nmod", "appos", "obj") else relation, head.head
    return relation, head


def urging_of(noun: Token, words: ContactWords) -> Token | None:
    """*X **urged** Y to leave in a call*: the verb whose deed the call carried, with the phrase hung on what
    is urged; None where what is urged can itself be done in a call.
    """
    top = noun.head
    if top.pos_ == "ADV" and top.dep_ == "advmod" and top.head != top:
        top = top.head  # "lors d'un appel", with the phrase hung on its first word
    dep = noun.dep_
    if dep == "nmod" and top.dep_ == "obj":
        dep, top = "obl", top.head  # "to halt attacks in a phone call"
    if dep not in ("obl", "obl:mod") or top.dep_ != "xcomp":
        return None
    while top.dep_ == "xcomp" and top.head != top:
        told = any(not entry.needs for entry in words.verbs.get(top.lemma_.lower(), ()))
        if told or top.lemma_.lower() in words.topic_verbs:
            return None
        top = top.head
    return top if top.pos_ == "VERB" and top.lemma_.lower() in words.addressing else None


def behind_adverb(verb: Token) -> bool:
    """*s'est **longuement** entretenu*: the parser hung the verb on its adverb, which has the auxiliary."""
    return verb.dep_ == "xcomp" and verb.head.pos_ == "ADV" and bool(children(verb.head, "aux"))


def is_nominal(token: Token, words: ContactWords) -> bool:
    """A contact noun that a tagger took for a verb ("held a telephone call", "holds call with")."""
    if token.lower_ not in words.nouns and token.lemma_.lower() not in words.nouns:
        return False
    if is_finite(token) and token.dep_ in ("ROOT", "conj", "ccomp", "advcl", "parataxis", "acl:relcl"):
        return bool(children(token, "det", "compound", "nmod:poss"))
    if children(token, "det", "compound", "nmod:poss", "amod") and not children(token, "aux", "mark"):
        return True
    if token.dep_ in ("obj", "obl", "nmod", "nsubj", "nsubj:pass") and not is_finite(token):
        return not children(token, "mark", "aux", "nsubj")
    return token.dep_ == "xcomp" and not children(token, "mark", "aux") and not is_infinitive_marked(token)


def is_infinitive_marked(token: Token) -> bool:
    """*to call*, or an infinitive by its form alone (*appeler*) after its verb."""
    return is_infinitive(token) and (bool(children(token, "mark", "case")) or token.head.i + 1 == token.i)


def is_disguised(token: Token, words: ContactWords) -> bool:
    """*is expected **to phone** X*: an infinitive that a tagger took for a noun."""
    if token.pos_ != "NOUN" or token.i == token.sent.start or not children(token, "obj", "iobj"):
        return False
    return token.doc[token.i - 1].plain_ in words.status.purposes


def is_title_infinitive(verb: Token, words: ContactWords) -> bool:
    """***X to call** Y*: a title whose infinitive a parser hung on the name before it."""
    head = verb.head
    marked = any(m.plain_ in words.status.purposes for m in children(verb, "mark"))
    return (
        verb.dep_ == "acl"
        and marked
        and head.dep_ == "ROOT"
        and head.pos_ == "PROPN"
        and head.i < verb.i
        and not any(t.pos_ in ("VERB", "AUX") for t in verb.doc[verb.sent.start : verb.i])
    )


def is_accepted(verb: Token, words: ContactWords) -> bool:
    """*Accepted an invitation **to visit** Z*: what was agreed to."""
    noun = verb.head
    to = any(m.plain_ in words.status.purposes for m in children(verb, "mark"))
    if verb.dep_ != "acl" or not to or noun.dep_ != "obj" or noun.lemma_.lower() not in words.initiator.nouns:
        return False
    return noun.head.lemma_.lower() in words.status.agreed


def is_fronted(token: Token) -> bool:
    """*Reçu jeudi par X, Y a*: the first word of a sentence, which a tagger may take for a name."""
    present = has_feature(token, "VerbForm", "Ger") or has_feature(token, "Tense", "Pres")
    if token.i != token.sent.start or is_finite(token) or present:
        return False
    comma = any(t.text == "," for t in token.doc[token.i + 1 : min(token.i + 16, token.sent.end)])
    return comma and token.pos_ in ("PROPN", "NOUN", "ADJ", "VERB")


def relatives_of(noun: Token) -> list[Token]:
    """The relative clauses of a noun, those that the parser hung on the last name of its phrase included."""
    found = [*children(noun, "acl:relcl"), *(c for c in children(noun, "acl") if children(c, "nsubj"))]
    for phrase in children(noun, "nmod"):
        for name in [phrase, *children(phrase, "conj")]:
            for clause in children(name, "acl:relcl"):
                comma = any(c.text == "," for c in clause.subtree)
                if comma and clause.i > name.i:
                    found.append(clause)
    return found


def given_participle(noun: Token, words: ContactWords) -> Token | None:
    """*The call **placed** by X to Y*: the past participle of a noun that says that it was made or sent."""
    done = [
        p
        for p in children(noun, "acl")
        if p.lemma_.lower() in words.initiator.giving
        and has_feature(p, "Tense", "Past")
        and not is_finite(p)
        and not children(p, "nsubj", "nsubj:pass", "aux", "aux:pass")
    ]
    return done[0] if done else None


def participle_of(token: Token, words: ContactWords) -> str:
    """A past participle's form without its agreement: "revues" -> "revu"."""
    form = token.lower_
    for ending in words.agreement:
        if form.endswith(ending) and len(form) > len(ending) + 1:
            return form.removesuffix(ending)
    return form
