"""The heads of what stands in the slots of a verb: where the tree has them, and where parsers tend to lose
them.

A slot is one of the cue lexicon: "clause", "inf", "obj_inf", "adj", or a preposition.
"""

from __future__ import annotations

from collections.abc import Sequence

from verbale.read.lexicons.cues import CueVerb
from verbale.read.story.clauses import (
    case_text,
    is_finite,
    is_gerund,
    is_infinitive,
    is_passive,
    is_verbal,
    obliques,
    preposition_is,
    preposition_of,
)
from verbale.read.story.document import children, conjuncts
from verbale.read.story.tokens import grammar_of, is_conjunction, is_finite_form, is_participle, plain
from verbale.syntax.tree import Token

DASHES_AND_COMMAS = frozenset({",", "–", "—"})
# Within how many words after the verb the rules look for what the parser lost.
CLAUSE_WITHIN, BARE_CLAUSE_WITHIN, INFINITIVE_WITHIN, PHRASE_WITHIN, ADJECTIVE_WITHIN = 29, 10, 19, 13, 9


def slot_heads(verb: Token, slot: str, fixed: Sequence[Token], entry: CueVerb) -> list[Token]:
    """The head of what stands in a slot, after the verb; empty when nothing does."""
    holders = [verb, *fixed]
    match slot:
        case "clause":
            found = (
                _clauses(verb, holders)
                or _clause_on_complement(verb, entry, fixed)
                or _clause_further_on(verb, entry)
            )
            return [] if _is_restricted(verb) else found
        case "inf":
            found = _infinitives(verb, holders, entry) or _infinitive_further_on(verb)
            return found or _infinitive_as_adjective(verb, entry)
        case "obj_inf":
            doing = _infinitives(verb, [*holders, *children(verb, "obj", "iobj")], entry)
            return [c for c in doing if doer_of(verb, c) is not None]
        case "adj":
            return _adjectives(verb) or _adjective_further_on(verb)
    return (
        _phrases(verb, slot, holders)
        or _phrase_on_complement(verb, slot, fixed, entry)
        or _phrase_further_on(verb, slot)
    )


def complements(verb: Token, slots: Sequence[str], fixed: Sequence[Token] = ()) -> list[Token]:
    """Noun phrases or clitics in slots of the addressee; also those hung on the verb's fixed words."""
    found: list[Token] = [t for f in fixed if is_verbal(f) for t in complements(f, slots)]
    for slot in slots:
        if slot == "obj":
            relation = "nsubj:pass" if is_passive(verb) else "obj"
            found += [t for o in children(verb, relation) for t in conjuncts(o)]
            continue
        if slot == "iobj":
            found += [t for o in children(verb, "iobj") for t in conjuncts(o)]
            continue
        found += [t for o in obliques(verb, slot) for t in conjuncts(o)]
        if slot == grammar_of(verb).prepositions.dative:
            found += [c for c in children(verb, "iobj") if c.pos_ == "PRON"]
    return found


def is_infinitive_form(verb: Token) -> bool:
    """Whether the form itself is an infinitive."""
    return "Inf" in verb.morph.get("VerbForm")


# --- where the tree has them ---


def _clauses(verb: Token, holders: Sequence[Token]) -> list[Token]:
    """A complement clause has its *que* (or *si*, or an interrogative), or is finite right after the verb."""
    found = [c for h in holders for c in children(h, "ccomp", "csubj") if c.i > verb.i]
    # "il n'a pas répondu ; son ministre a parlé": another sentence
    found = [c for c in found if not _is_apart(verb, c)]
    # "demanded that he leave": a bare form behind a conjunction is no infinitive
    found = [c for c in found if not is_infinitive(c) or any(map(is_conjunction, children(c, "mark")))]
    # "made clear that S": the clause that a parser took for an adverbial has the conjunction of a complement
    adverbial = [c for h in holders for c in children(h, "advcl", "acl") if c.i > verb.i and is_finite(c)]
    # "n'a pas exclu que des contacts existent", with a noun for a head
    found += [
        c for c in children(verb, "ccomp") if c.i > verb.i and c not in found and is_conjunction(c.left_edge)
    ]
    found += [
        c for c in adverbial if [m for m in children(c, "mark") if is_conjunction(m)][:1] == _opening(c)
    ]
    # "made clear that the time to stop is now": with an adverb for its predicate
    found += [
        c
        for h in holders
        for c in children(h, "advmod", "obl")
        if c.i > verb.i and children(c, "cop") and is_conjunction(c.left_edge)
    ]
    # "noted with satisfaction that S", read as a relative clause: it has another subject
    found += [
        c
        for h in holders
        if h != verb
        for c in children(h, "acl:relcl")
        if is_conjunction(c.left_edge)
        and any(not is_conjunction(s) for s in children(c, "nsubj", "nsubj:pass"))
    ]
    beside = grammar_of(verb).conjunctions.adverbial
    found = [c for c in found if not any(plain(m) in beside for m in children(c, "mark")[:1])]
    return [c for c in found if is_finite(c) or children(c, "mark") or is_conjunction(c.left_edge)][:1]


def _is_restricted(verb: Token) -> bool:
    """*n'y croira qu'en voyant N*: behind a bare *ne* the conjunction restricts, what follows is not said."""
    negation = grammar_of(verb).negation
    particle = next((c for c in children(verb, "advmod") if plain(c) in negation.particles), None)
    behind = verb.doc[verb.i + 1 : verb.sent.end - 1]
    opening = next((t for t in behind if is_conjunction(t)), None) if particle is not None else None
    if particle is None or opening is None or plain(opening) not in negation.restrictors:
        return False
    bare = negation.negators.isdisjoint(plain(t) for t in verb.doc[particle.i : opening.i])
    return bare and opening.nbor().pos_ == "ADP"


def _is_apart(verb: Token, clause: Token) -> bool:
    """Whether a semicolon stands between, and no conjunction opens the clause."""
    apart = any(t.text == ";" for t in verb.doc[verb.i : clause.i])
    return apart and not any(map(is_conjunction, children(clause, "mark")))


def _opening(clause: Token) -> list[Token]:
    """The first word of a clause, in a list."""
    return [clause.left_edge]


def _infinitives(verb: Token, holders: Sequence[Token], entry: CueVerb) -> list[Token]:
    relations = ("xcomp", "ccomp", "advcl", "obl", "acl", "obj")
    found = [c for h in holders for c in children(h, *relations)]
    found += [c for a in complements(verb, entry.addressee) for c in children(a, "acl", "xcomp", "advcl")]
    markers = grammar_of(verb).prepositions.before_infinitive | {""}
    found = [c for c in found if c.i > verb.i and is_infinitive(c)]
    beside = ("advcl", "acl", "obl")
    found = [c for c in found if not is_gerund(c) or c.dep_ not in beside or c.left_edge.i == verb.i + 1]
    found = [c for c in found if not any(map(is_conjunction, children(c, "mark")))]
    return [c for c in found if case_text(c).split(" ")[-1] in markers][:1]


def doer_of(verb: Token, infinitive: Token) -> Token | None:
    """Who is to do it when it is not the verb's subject: *wants X to go*, *for X to go*; else None."""
    own = children(infinitive, "nsubj", "nsubj:pass")
    objects = own or [o for o in children(verb, "obj", "iobj") if o.i < infinitive.i]
    return objects[0] if objects else None


def _adjectives(verb: Token) -> list[Token]:
    relations = ("xcomp", "obj", "advcl", "advmod", "acl", "obl:arg", "dep", "ccomp")
    found = [c for c in children(verb, *relations) if c.i > verb.i]
    found = [c for c in found if c.pos_ in ("ADJ", "NOUN", "X") or is_participle(c)]
    return sorted(found, key=lambda c: c.dep_ != "xcomp")[:1]


def _phrases(verb: Token, wanted: str, holders: Sequence[Token]) -> list[Token]:
    found = [o for h in holders for o in obliques(h, wanted) if o.i > verb.i]
    # "a appelé X à céder, au moment où S": what a comma sets apart comes after the infinitive
    if not found or _is_set_apart(found[0]):
        relations = ("xcomp", "ccomp", "advcl", "obl", "acl")
        infinitives = [
            c for h in holders for c in children(h, *relations) if c.i > verb.i and is_infinitive(c)
        ]
        apart, found = found, [c for c in infinitives if preposition_of(c) == wanted]
        # "complained of having been insulted", "committed to buying"
        nominal = [c for h in holders for c in children(h, *relations) if c.i > verb.i and not is_finite(c)]
        found += [
            c for c in nominal if c.pos_ == "VERB" and not is_infinitive_form(c) and preposition_is(c, wanted)
        ]
        found = [c for c in found if not apart or c.i < apart[0].i] or apart
    return found[:1]


def _is_set_apart(phrase: Token) -> bool:
    first = phrase.left_edge
    while first.is_punct and first.i < phrase.i:
        first = first.nbor()
    return first.i > 0 and first.nbor(-1).text == ","


# --- where parsers lose them ---


def _clause_on_complement(verb: Token, entry: CueVerb, fixed: Sequence[Token]) -> list[Token]:
    """*a dit au ministre que S*, with S hung on *ministre*: a relative clause has a pronoun, not a
    conjunction.
    """
    holders = complements(verb, entry.addressee, fixed)
    if not entry.plain_obj:
        # "a déclaré la semaine dernière que S": no object goes with such a verb
        holders += children(verb, "obj", "obl")
    for holder in holders:
        # "asked for more of them, saying that S": the clause is that of another verb
        hung = [
            c for t in holder.subtree if t.pos_ != "VERB" for c in children(t, "acl:relcl", "acl", "ccomp")
        ]
        for clause in hung:
            marks = children(clause, "mark")
            if clause.i > verb.i and any(m.pos_ == "SCONJ" and is_conjunction(m) for m in marks):
                return [clause]
    return []


def _clause_further_on(verb: Token, entry: CueVerb) -> list[Token]:
    """The clause after *que* that the parser lost: *a répondu, selon X, que S*, *a déclaré la semaine
    dernière que S*.
    """
    commas = 0
    for token in verb.doc[verb.i + 1 : min(verb.i + 1 + CLAUSE_WITHIN, verb.sent.end - 1)]:
        if is_conjunction(token):
            before = token.nbor(-1)
            bare = not entry.plain_obj and token.i - verb.i <= BARE_CLAUSE_WITHIN
            bare = bare and before.pos_ in ("NOUN", "ADJ", "PROPN", "VERB", "AUX")
            bare = bare and before.dep_ != "advcl"  # "asked for more, saying that S"
            bare = bare or _is_phrase(verb, token)
            if not bare and not (commas >= 2 and before.is_punct):
                return []
            return [] if _is_of_partitive(token, entry) else _clause_after(token, verb)
        commas += token.text in DASHES_AND_COMMAS
        if _ends_search(token) or (token.dep_ == "conj" and token.head == verb):
            return []
    return []


def _is_of_partitive(pronoun: Token, entry: CueVerb) -> bool:
    """*avertit des risques que N fait peser*: a relative clause of what stands in the genitive."""
    clause, grammar = pronoun.head, grammar_of(pronoun)
    if pronoun.pos_ != "PRON" or clause.dep_ != "acl:relcl" or clause.head.dep_ != "obj":
        return False
    partitive = plain(clause.head.left_edge) in grammar.determiners.partitive
    return partitive and grammar.prepositions.genitive in entry.content


def _is_phrase(verb: Token, conjunction: Token) -> bool:
    """*demande dans sa lettre que N soient libérés*: only a prepositional phrase stands between."""
    between = verb.doc[verb.i + 1 : conjunction.i]
    if not 0 < len(between) <= BARE_CLAUSE_WITHIN or conjunction.pos_ != "SCONJ":
        return False
    opens = between[0].pos_ == "ADP" and not any(t.pos_ in ("VERB", "AUX") for t in between)
    return opens and plain(between[0]) not in grammar_of(verb).determiners.partitive


def _clause_after(conjunction: Token, verb: Token) -> list[Token]:
    """The head of the first finite verb after a conjunction, unless the verb itself hangs on it."""
    following = verb.doc[conjunction.i + 1 : verb.sent.end]
    finite = next((t for t in following if is_finite_form(t)), None)
    if finite is None:
        return []
    clause = finite.head if finite.dep_ in ("aux", "aux:pass", "cop") else finite
    return [clause] if clause.i > conjunction.i and verb not in clause.subtree else []


def _infinitive_further_on(verb: Token) -> list[Token]:
    """*se serait engagé, selon X, à informer*: the infinitive behind an incise."""
    markers = grammar_of(verb).prepositions.before_infinitive
    commas = 0
    for token in verb.doc[verb.i + 1 : min(verb.i + 1 + INFINITIVE_WITHIN, verb.sent.end - 1)]:
        commas += token.text in DASHES_AND_COMMAS
        if _ends_search(token):
            return []
        following = token.nbor()
        if commas >= 2 and plain(token) in markers and following.pos_ == "VERB" and is_infinitive(following):
            return [following]
    return []


def _infinitive_as_adjective(verb: Token, entry: CueVerb) -> list[Token]:
    """*urges X to free sailors*, with *free* as an adjective: the verb has no place for *to sailors*."""
    grammar = grammar_of(verb)
    if grammar.prepositions.dative in (*entry.content, *entry.addressee, *entry.target):
        return []
    for phrase in obliques(verb, grammar.prepositions.dative):
        first = phrase.left_edge.nbor() if phrase.left_edge.i + 1 < len(phrase.doc) else phrase
        if phrase.i > verb.i and first.pos_ == "ADJ" and first.lower_ in grammar.verbs.like_adjectives:
            return [phrase]
    return []


def _phrase_on_complement(verb: Token, wanted: str, fixed: Sequence[Token], entry: CueVerb) -> list[Token]:
    """*a accusé Untel de pillage*, *a attiré l'attention du roi sur N*: the complement hung on the word
    before it.
    """
    addressed = {t.i for t in complements(verb, entry.addressee, fixed)}
    fixed_at = {t.i for t in fixed}
    loose = wanted in grammar_of(verb).prepositions.on_object
    behind = [c for c in children(verb, "obj", "iobj", "obl", "obl:arg", "obl:agent") if c.i > verb.i]
    for holder in [*fixed, *behind, *children(verb, "nsubj:pass")]:
        named = holder.pos_ == "PROPN" or holder.text[:1].isupper()
        if loose or named or holder.i in fixed_at or holder.i in addressed:
            below = [c for t in holder.subtree for c in children(t, "nmod", "obl", "acl") if c.i > holder.i]
            found = [c for c in below if preposition_is(c, wanted)]
            if _is_titled(holder):
                found = [c for c in found if c.head != holder]  # "told The Times of Elvania"
            # the complement of the verb hangs on the holder itself, an infinitive before all
            if holder.dep_ == "obl" and _is_whole_phrase(holder, wanted) and holder.i not in addressed:
                found = [c for c in found if c.head != holder]  # "told X on condition of anonymity"
            own = [c for c in found if is_infinitive(c)] or [c for c in found if c.head == holder] or found
            if own:
                return own[-1:] if holder.i in addressed else own[:1]
    return []


def _is_titled(holder: Token) -> bool:
    """*The Times of Elvania*: a name with a capitalised article goes on behind it."""
    articles = grammar_of(holder).determiners.articles
    return any(
        plain(c) in articles and c.text[:1].isupper() and c.i > c.sent.start for c in children(holder, "det")
    )


def _is_whole_phrase(holder: Token, wanted: str) -> bool:
    """Whether a genitive behind a bare noun with a preposition goes with that noun."""
    bare = bool(children(holder, "case")) and not children(holder, "det", "nmod:poss")
    return (
        bare and wanted == grammar_of(holder).prepositions.genitive and grammar_of(holder).verbs.subject_first
    )


def _phrase_further_on(verb: Token, wanted: str) -> list[Token]:
    """*s'est prononcé de son côté pour N*: the phrase hung on another complement of the verb."""
    prepositions = grammar_of(verb).prepositions
    if wanted in (prepositions.genitive, prepositions.dative):
        return []
    below = {t.i for t in verb.subtree}
    for token in verb.doc[verb.i + 2 : min(verb.i + 1 + PHRASE_WITHIN, verb.sent.end)]:
        if (token.pos_ in ("VERB", "AUX") and is_finite_form(token)) or token.text in (";", ":"):
            return []
        head = token.head
        below_noun = token.i in below and token.pos_ == "NOUN" and head.pos_ == "NOUN" and head.i < token.i
        if below_noun and head.dep_ in ("obl", "advmod") and preposition_is(token, wanted):
            return [token]
    return []


def _adjective_further_on(verb: Token) -> list[Token]:
    """*s'est déclaré auprès de X « prêt à P »*: the predicate behind another complement."""
    for token in verb.doc[verb.i + 1 : min(verb.i + 1 + ADJECTIVE_WITHIN, verb.sent.end)]:
        if token.pos_ == "ADJ" and token.head.pos_ not in ("NOUN", "PROPN") and not children(token, "det"):
            return [token]
        if token.pos_ in ("VERB", "AUX", "SCONJ") or token.text in (".", ";", ":"):
            return []
    return []


def _ends_search(token: Token) -> bool:
    """A finite verb or a break of the sentence: what follows belongs elsewhere."""
    return token.text in (";", ":") or is_finite_form(token)
