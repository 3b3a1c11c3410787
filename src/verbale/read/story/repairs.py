"""Undoing frequent slips of parsers before anything is read from a tree.

Each rule looks for a shape that no right tree has (a noun with an article as an open complement, a determiner
as an object) and puts in its place the one that it can only stand for; trees that are right stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence

from verbale.read.story.clause_repairs import mend_clauses
from verbale.read.story.name_repairs import mend_names
from verbale.read.story.noun_repairs import (
    adjectives_first,
    amounts,
    attributes,
    clauses_again,
    complements_apart,
    dashes,
    genitives,
    phrases_apart,
    summed_up,
)
from verbale.read.story.saying_repairs import mend_absolutes, mend_saying
from verbale.read.story.subject_repairs import join_at_commas, join_torn, mend_subjects
from verbale.read.story.tokens import (
    grammar_of,
    has_feature,
    is_conjunction,
    is_finite_form,
    is_participle,
    plain,
    preposition,
)
from verbale.read.story.verb_repairs import mend_verbs
from verbale.syntax.tree import Doc, Token, features_of

# What a noun may be, and what only stands before one.
NOUN_PLACES = frozenset({"obj", "nmod", "obl", "nsubj", "nsubj:pass", "xcomp", "obl:arg"})
NO_NAMES = frozenset({"ADP", "ADV", "ADJ", "SCONJ", "CCONJ", "DET", "PRON", "INTJ", "X", "VERB", "AUX"})
PRESENT = features_of("Mood=Ind|Tense=Pres|VerbForm=Fin")
IMPERATIVE = features_of("Mood=Imp|Number=Plur|Person=2|Tense=Pres|VerbForm=Fin")
NO_FEATURES = features_of("")
# How many letters of an infinitive its participle does not have.
ENDING = 2
OPENING_MARKS = frozenset("«“„\"'‘")
# What may stand between a subject and its verb, clitics and auxiliaries.
BEFORE_VERB = frozenset({"AUX", "ADV", "PRON"})


def mend(doc: Doc) -> Doc:
    """Put right the words and then the relations of a parsed text, in place."""
    for token in doc:
        _mend_word(token)
    for rule in (
        join_at_commas,
        join_torn,
        mend_names,
        mend_verbs,
        mend_subjects,
        mend_clauses,
        mend_absolutes,
        mend_saying,
        dashes,
        _perfects,
        attributes,
        genitives,
        amounts,
        adjectives_first,
        complements_apart,
        phrases_apart,
        summed_up,
        clauses_again,
        _predicates,
        _verbs,
        _objects,
        _times,
        _second_subjects,
        _clitics,
        _clauses,
        _participles,
        _absolutes,
        _lists,
        _subjects,
    ):
        moved = rule(doc)
        if moved:
            doc.move(moved)
    return doc


def _below(token: Token, *deps: str) -> list[Token]:
    return [c for c in token.children if c.dep_ in deps]


# --- words -------------------------------------------------------------------------------------------------


def _mend_word(token: Token) -> None:
    if token.pos_ in NO_NAMES and _opens_name(token):
        token.pos_, token.lemma_, token.morph = "PROPN", token.text, NO_FEATURES
    elif token.pos_ in ("ADJ", "NOUN") and _is_lone_verb(token):
        token.pos_, token.morph = "VERB", PRESENT
    elif token.pos_ in ("ADJ", "NOUN") and _is_lone_incise(token):
        token.pos_, token.morph = "VERB", PRESENT
        token.doc[token.i + 1].dep_ = "nsubj"
    elif token.pos_ == "VERB" and _is_lone_noun(token):
        token.pos_, token.lemma_, token.morph = "NOUN", token.lower_, NO_FEATURES
    elif token.pos_ == "NOUN" and _has_lemma_of_verb(token):
        token.lemma_ = token.lower_
    elif token.pos_ in ("PROPN", "NOUN", "ADJ") and _is_imperative(token):
        token.pos_, token.morph = "VERB", IMPERATIVE
    elif token.pos_ == "VERB" and token.lemma_.lower() == token.lower_ and is_participle(token):
        token.lemma_ = _infinitive_of(token)
    elif token.dep_ == "expl:subj" and _stands_for_somebody(token):
        token.dep_ = "nsubj:pass" if _below(token.head, "aux:pass") else "nsubj"


def _infinitive_of(participle: Token) -> str:
    """*appelant* under its own form for a lemma: the verb of saying that it is of; else as it stands."""
    form, grammar = participle.lower_, grammar_of(participle).verbs
    present = grammar.infinitive_endings and has_feature(participle, "Tense", "Pres")
    verbs = sorted(grammar.trailing) if present else ()
    return next((v for v in verbs if form.startswith(v[:-ENDING])), participle.lemma_)


def _stands_for_somebody(pronoun: Token) -> bool:
    """*Ils sont convenus de P*, *il lui a demandé P*: only the singular may stand for nobody, and before no
    verb of saying that is neither passive nor reflexive.
    """
    verb = pronoun.head
    saying = verb.lemma_.lower() in grammar_of(verb).verbs.trailing
    active = saying and not _below(verb, "aux:pass") and not _is_reflexive(verb)
    return has_feature(pronoun, "Number", "Plur") or active


def _opens_name(token: Token) -> bool:
    """*Edmée Sorvane* with *Edmée* read as a preposition: a capital that the rest of a name hangs on."""
    if not token.text[:1].isupper() or not token.is_word:
        return False
    rest = _below(token, "flat:name")
    return bool(rest) and rest[0].i == token.i + 1 and rest[0].pos_ == "PROPN"


def _is_lone_verb(token: Token) -> bool:
    """*la trêve tient*, *tient* read as an adjective: it has a subject, no copula, the lemma of a verb."""
    endings = grammar_of(token).verbs.infinitive_endings
    if not endings or not token.lemma_.lower().endswith(endings) or token.lower_ == token.lemma_.lower():
        return False
    return bool(_below(token, "nsubj")) and not _below(token, "cop", "aux", "aux:pass")


def _has_lemma_of_verb(noun: Token) -> bool:
    """*la nécessité* under the lemma of *nécessiter*: a noun with its determiner that is no infinitive."""
    endings, lemma = grammar_of(noun).verbs.infinitive_endings, noun.lemma_.lower()
    if not endings or not lemma.endswith(endings) or noun.lower_.startswith(lemma[:-1]):
        return False  # "le blocus affame toute une ville" may be the verb
    return bool(_below(noun, "det")) and not noun.lower_.endswith(("s", "x"))


def _is_lone_incise(token: Token) -> bool:
    """*« S », rétorque X*, *rétorque* read as an adjective: beside what is said, a name right behind it."""
    endings = grammar_of(token).verbs.infinitive_endings
    if token.dep_ != "parataxis" or not endings or not token.lemma_.lower().endswith(endings):
        return False
    before = token.doc[token.i - 1] if token.i else None
    names = [c for c in _below(token, "appos", "flat", "flat:name", "nmod") if c.pos_ == "PROPN"]
    return before is not None and before.is_punct and any(n.i == token.i + 1 for n in names)


def _is_lone_noun(token: Token) -> bool:
    """*exclut tout retrait*, *retrait* read as a verb: it stands where a noun does, with its determiner."""
    if not is_finite_form(token) or _below(token, "nsubj", "aux", "aux:pass", "obj", "mark", "expl"):
        return False
    listed = token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN")
    if token.dep_ not in NOUN_PLACES and not listed:
        return False
    before = token.doc[token.i - 1] if token.i else None
    governed = before is not None and (
        before.pos_ == "DET" or plain(before) in grammar_of(token).determiners.whole
    )
    return governed or (listed and bool(_below(token, "nmod")))


def _is_imperative(token: Token) -> bool:
    """*« Libérez les marins »*, *Libérez* read as a name: it opens what is said before an article."""
    endings = grammar_of(token).verbs.imperative_endings
    if not endings or not token.lower_.endswith(endings) or token.i + 1 >= len(token.doc):
        return False
    before = token.doc[token.i - 1] if token.i else None
    opens = token.i == token.sent.start or (before is not None and before.text in OPENING_MARKS)
    return opens and token.doc[token.i + 1].pos_ == "DET"


# --- relations ---------------------------------------------------------------------------------------------


def _predicates(doc: Doc) -> dict[Token, Token]:
    """*sont d'accord sur N* with *N* as the predicate: what they agree on goes with the verb."""
    moved: dict[Token, Token] = {}
    for copula in doc:
        noun = copula.head
        if copula.dep_ != "cop" or copula.i > noun.i or not _below(noun, "case"):
            continue
        words = " ".join(plain(t) for t in doc[copula.i + 1 : copula.i + 3]).replace("' ", "'")
        if words not in grammar_of(copula).verbs.predicates:
            continue
        case = _below(noun, "case")[0]
        moved[copula] = copula if noun.head is noun else noun.head
        moved |= {
            c: copula for c in noun.children if c is not copula and (c.i < case.i or c.dep_ == "parataxis")
        }
        moved[noun] = copula
        copula.dep_, noun.dep_ = noun.dep_, "obl"
    return moved


def _verbs(doc: Doc) -> dict[Token, Token]:
    """*Je les ramènerai tous* with *tous* as the head: the finite verb behind the subject is."""
    moved: dict[Token, Token] = {}
    for verb in doc:
        word = verb.head
        if verb.dep_ != "amod" or verb.pos_ != "VERB" or not is_finite_form(verb) or verb.i > word.i:
            continue
        if not any(s.i < verb.i for s in _below(word, "nsubj")) or _below(verb, "nsubj", "mark"):
            continue
        moved[verb] = verb if word.head is word else word.head
        moved |= {c: verb for c in word.children if c is not verb}
        moved[word] = verb
        verb.dep_, word.dep_ = word.dep_, "advmod"
    return moved


def _perfects(doc: Doc) -> dict[Token, Token]:
    """*n'avons pas violé N* with the auxiliary as the head: the participle right behind it is."""
    moved: dict[Token, Token] = {}
    for verb in doc:
        auxiliary = verb.head
        if (
            verb.dep_ not in ("xcomp", "obj")
            or not is_participle(verb)
            or not has_feature(verb, "Tense", "Past")
        ):
            continue
        lemma, verbs = auxiliary.lemma_.lower(), grammar_of(verb).verbs
        if lemma not in verbs.perfect or lemma == verbs.copula or not is_finite_form(auxiliary):
            continue
        if verb.i < auxiliary.i or any(
            t.pos_ != "ADV" and not t.is_punct for t in doc[auxiliary.i + 1 : verb.i]
        ):
            continue
        moved[verb] = verb if auxiliary.head is auxiliary else auxiliary.head
        moved |= {c: verb for c in auxiliary.children if c is not verb}
        moved[auxiliary] = verb
        verb.dep_, verb.pos_ = auxiliary.dep_, "VERB"
        auxiliary.dep_, auxiliary.pos_ = "aux", "AUX"
    return moved


def _objects(doc: Doc) -> dict[Token, Token]:
    """*a rejeté l'ultimatum* with the noun as an open complement or an adverbial: it is the object."""
    for noun in doc:
        if noun.pos_ != "NOUN" or noun.dep_ not in ("xcomp", "obl") or noun.head.i > noun.i:
            continue
        verb = noun.head
        if (
            verb.pos_ != "VERB"
            or _below(verb, "obj", "cop", "aux:pass")
            or _below(noun, "case", "mark", "cop")
        ):
            continue
        if verb.lemma_.lower() in grammar_of(verb).verbs.staying or _is_reflexive(verb):
            continue
        articles = _below(noun, "det")
        if not articles or noun.left_edge.pos_ == "ADP":
            continue
        if noun.dep_ == "xcomp" or _is_right_behind(verb, noun):
            noun.dep_ = "obj"
    return {}


def _times(doc: Doc) -> dict[Token, Token]:
    """*a refusé la semaine dernière de signer N* with *semaine* as the object and *signer* below it."""
    moved: dict[Token, Token] = {}
    for noun in doc:
        if noun.dep_ != "obj" or noun.pos_ != "NOUN" or noun.lemma_.lower() not in grammar_of(noun).times:
            continue
        verb = noun.head
        goals = [c for c in _below(noun, "nmod", "acl", "xcomp") if has_feature(c, "VerbForm", "Inf")]
        others = [o for o in _below(verb, "obj") if o is not noun]
        if verb.pos_ != "VERB" or not (goals or others) or not _below(noun, "amod", "det"):
            continue
        noun.dep_ = "obl"
        for goal in goals[:1]:
            goal.dep_, moved[goal] = "xcomp", verb
            for mark in _below(goal, "case"):
                mark.dep_ = "mark"
            moved |= {o: goal for o in others if o.i > goal.i}
    return moved


def _second_subjects(doc: Doc) -> dict[Token, Token]:
    """*le maire a averti son voisin* with *voisin* as one more subject: right behind the verb, the object."""
    for noun in doc:
        if noun.dep_ != "nsubj" or noun.head.i > noun.i or noun.pos_ not in ("NOUN", "PROPN"):
            continue
        verb = noun.head
        if verb.pos_ != "VERB" or _below(verb, "obj", "cop", "aux:pass") or _is_reflexive(verb):
            continue
        if _below(noun, "case", "mark", "cop") or noun.left_edge.i != verb.i + 1 or not _has_finite(verb):
            continue
        if any(_is_before(s, verb) for s in _below(verb, "nsubj") if s.pos_ in ("NOUN", "PROPN")):
            noun.dep_ = "obj"
    return {}


def _is_before(subject: Token, verb: Token) -> bool:
    """Whether a subject stands before its verb with no mark between: nothing of an incise."""
    return subject.i < verb.i and not any(t.is_punct for t in subject.doc[subject.right_edge.i + 1 : verb.i])


def _is_reflexive(verb: Token) -> bool:
    reflexive = grammar_of(verb).pronouns.reflexive
    return any(plain(c) in reflexive for c in verb.children if c.i < verb.i)


def _is_right_behind(verb: Token, noun: Token) -> bool:
    """*ont réclamé des compensations*: an article of an unknown number opens no time."""
    first = noun.left_edge
    return first.i == verb.i + 1 and plain(first) in grammar_of(verb).determiners.partitive


def _clitics(doc: Doc) -> dict[Token, Token]:
    """*Je les ramènerai* with *les* read as an article of what follows: before a verb it is its object."""
    moved: dict[Token, Token] = {}
    for word in doc:
        if word.pos_ == "PRON" and word.dep_ == "nsubj" and word.head.i == word.i + 1:
            # "Cette presse nous calomnie": of two subjects before it, the clitic is none
            if any(s.i < word.i and s.pos_ in ("NOUN", "PROPN") for s in _below(word.head, "nsubj")):
                word.dep_ = "obj" if doc[word.i - 1].text != "," else word.dep_
            continue
        if word.pos_ != "DET" or word.dep_ != "obj" or word.i + 1 >= len(doc):
            continue
        behind = doc[word.i + 1]
        if behind.pos_ in ("VERB", "AUX") and is_finite_form(behind):
            word.pos_ = "PRON"
        elif behind.pos_ in ("NOUN", "ADJ"):
            noun = behind if behind.pos_ == "NOUN" else behind.head
            if noun.pos_ == "NOUN" and noun.i > word.i:
                word.dep_ = "det"
                moved[word] = noun
                if noun.dep_ == "xcomp" and not _below(noun, "case", "mark"):
                    noun.dep_ = "obj"
    return moved


def _clauses(doc: Doc) -> dict[Token, Token]:
    """*que A, que B*, *que A, B et C*: a further clause hung in or beside the first goes on with it."""
    moved: dict[Token, Token] = {}
    for clause in doc:
        _mend_adverbial(clause)
        if clause.dep_ != "ccomp" or not _has_finite(clause) or clause.head.i > clause.i:
            continue
        first = clause.left_edge
        if first.text in OPENING_MARKS and first.i + 1 < len(doc):
            first = doc[first.i + 1]
        if first.text == "," and first.i + 1 < len(doc):
            first = doc[first.i + 1]
        before = doc[first.i - 1] if first.i else None
        joined = before is not None and (before.text == "," or before.pos_ == "CCONJ")
        if not joined:
            continue
        above = clause.head
        if is_conjunction(first) and _opens_with_conjunction(above) and not _is_saying_gap(above, clause):
            moved[clause] = above
            clause.dep_ = "conj"
            continue
        beside = [c for c in _below(above, "ccomp") if c.i < clause.i and _opens_with_conjunction(c)]
        own = _below(clause, "mark", "nsubj", "nsubj:pass", "expl:subj")
        if beside and not own and clause.pos_ == "VERB":
            moved[clause] = beside[0]
            clause.dep_ = "conj"
    return moved


def _mend_adverbial(clause: Token) -> None:
    """*exclut N tant que S*, *avertit d'un drame si S*: a clause behind what is said, with its mark."""
    marks = _below(clause, "mark")
    if not marks or not _has_finite(clause) or clause.pos_ not in ("VERB", "ADJ", "AUX"):
        return
    if clause.dep_ == "obl":
        clause.dep_ = "advcl"
    elif clause.dep_ == "advmod" and clause.head.i < clause.i and is_conjunction(marks[0]):
        clause.dep_ = "ccomp"  # "exige que S": no clause is an adverb
    elif clause.dep_ == "ccomp" and plain(marks[0]) in grammar_of(clause).conjunctions.conditional:
        genitive = (grammar_of(clause).prepositions.genitive,)
        between = [c for c in _below(clause.head, "obl", "obl:arg") if clause.head.i < c.i < marks[0].i]
        if any(_is_case(c, genitive) for c in between):
            clause.dep_ = "advcl"


def _participles(doc: Doc) -> dict[Token, Token]:
    """*a demandé que S, promettant de P* with *promettant* in the list of S: it goes with the main verb."""
    moved: dict[Token, Token] = {}
    for verb in doc:
        present = verb.pos_ == "VERB" and is_participle(verb) and has_feature(verb, "Tense", "Pres")
        if not present or verb.dep_ != "conj" or _below(verb, "cc", "aux") or verb.i == 0:
            continue
        above = verb.head
        if doc[verb.left_edge.i - 1].text != "," and verb.left_edge.text != ",":
            continue
        if is_participle(above) and has_feature(above, "Tense", "Pres"):
            continue
        while above.dep_ in ("conj", "ccomp") and above.head.i < above.i:
            above = above.head
        if _has_finite(above):
            moved[verb] = above
            verb.dep_ = "advcl"
    return moved


def _absolutes(doc: Doc) -> dict[Token, Token]:
    """*L'appel a tourné court, X refusant P et Y dénonçant Q*: each participle has a subject of its own."""
    moved: dict[Token, Token] = {}
    last: Token | None = None
    for verb in doc:
        present = verb.pos_ == "VERB" and is_participle(verb) and has_feature(verb, "Tense", "Pres")
        if not present or verb.i == 0 or _below(verb, "mark", "aux"):
            continue
        own = [s for s in _below(verb, "nsubj") if s.i < verb.i]
        subject = own[0] if own else _phrase_before(verb)
        if subject is None or _first_word(subject).i == 0:
            continue
        before = doc[_first_word(subject).i - 1]
        joins = before.text == "," or before.pos_ == "CCONJ"
        joined = joins and last is not None and last.sent.start == verb.sent.start
        if before.text != "," and not joined:
            continue
        if last is not None and joined:
            moved[subject], moved[verb] = verb, last
            subject.dep_, verb.dep_ = "nsubj", "conj"
        elif not own and (verb.head is not subject or _is_beside_verb(subject)):
            moved[subject], moved[verb] = verb, subject.head if subject.head is not verb else verb.head
            subject.dep_, verb.dep_ = "nsubj", "advcl"
        last = verb
    return moved


def _is_beside_verb(noun: Token) -> bool:
    """*X reste sceptique, Y déclarant que S*, with Y in apposition to *reste*, or its second subject."""
    verb = noun.head
    if verb is noun or verb.pos_ != "VERB":
        return False
    second = noun.dep_ == "nsubj" and noun.i > verb.i and any(s.i < verb.i for s in _below(verb, "nsubj"))
    return noun.dep_ == "appos" or second


def _phrase_before(verb: Token) -> Token | None:
    """The head of the name that ends right before a verb, clitics between, and that nothing governs."""
    doc, i = verb.doc, verb.i - 1
    while i > verb.sent.start and (
        doc[i].pos_ in BEFORE_VERB or (doc[i].dep_ == "punct" and doc[i].text != ",")
    ):
        i -= 1
    noun = doc[i]
    while noun.dep_ in ("flat:name", "appos", "nmod", "amod") and noun.head.i < noun.i:
        if "," in (t.text for t in doc[noun.head.i : noun.i]):
            break
        noun = noun.head
    first = _first_word(noun)
    named = noun.pos_ in ("NOUN", "PROPN") and noun.right_edge.i >= i
    if not named or first.i == verb.sent.start or first.pos_ == "ADP" or noun.head is noun:
        return None
    return noun


def _first_word(noun: Token) -> Token:
    """The first word of a noun's phrase, a comma or a conjunction that the parser put into it left out."""
    first = noun.left_edge
    while (first.is_punct or first.pos_ == "CCONJ") and first.i < noun.i:
        first = noun.doc[first.i + 1]
    return first


def _opens_with_conjunction(clause: Token) -> bool:
    return clause.dep_ == "ccomp" and any(is_conjunction(m) for m in _below(clause, "mark"))


def _is_saying_gap(above: Token, clause: Token) -> bool:
    """*que X a dit, selon Y, que S*: two commas, or no comma at all, between a verb and its own clause."""
    commas = [t for t in above.doc[above.i : clause.left_edge.i + 1] if t.text == ","]
    return len(commas) > 1


def _has_finite(verb: Token) -> bool:
    return is_finite_form(verb) or any(is_finite_form(a) for a in _below(verb, "aux", "aux:pass", "cop"))


def _lists(doc: Doc) -> dict[Token, Token]:
    """*l'arrêt de l'extension et la limitation de N* with *limitation* hung on *extension*.

    A preposition said again before each noun of a list (*de*) is missing before the second, which goes
    with the noun above.
    """
    moved: dict[Token, Token] = {}
    for noun in doc:
        if noun.dep_ != "conj" or noun.pos_ != "NOUN" or not _below(noun, "det") or _below(noun, "case"):
            continue
        repeated = grammar_of(noun).prepositions.repeated
        above = noun.head
        if not repeated or noun.left_edge.pos_ == "ADP" or not _is_case(above, repeated):
            continue
        while above.dep_ in ("nmod", "conj") and above.head.pos_ == "NOUN" and above.head.i < above.i:
            above = above.head
            if not _below(above, "case"):
                break
        if above != noun.head and above.dep_ == "obj" and not _below(above, "case") and _below(above, "det"):
            moved[noun] = above
    return moved


def _is_case(noun: Token, wanted: Sequence[str] | frozenset[str]) -> bool:
    cases = _below(noun, "case")
    return bool(cases) and preposition(cases[0]) in wanted


def _subjects(doc: Doc) -> dict[Token, Token]:
    """*Après l'entretien avec X, Y a dit*, *Y* hung on *X*: behind a comma, before a verb without one."""
    moved: dict[Token, Token] = {}
    for name in doc:
        if name.dep_ not in ("conj", "appos") or name.pos_ not in ("PROPN", "NOUN") or name.i == 0:
            continue
        second = _verb_of_second(name)
        if second is not None:
            moved |= {name: second} | dict.fromkeys(_below(name, "cc"), second)
            name.dep_ = "nsubj"
            continue
        first = name.left_edge
        while first.is_punct and first.i < name.i:
            first = doc[first.i + 1]
        if first.i == 0 or doc[first.i - 1].text != "," or _below(name, "case", "cc", "mark"):
            continue
        verb = _verb_behind(name)
        if verb is None or not _is_in_opening(name, verb):
            continue
        moved[name] = verb
        name.dep_ = "nsubj"
    return moved


def _verb_of_second(name: Token) -> Token | None:
    """*X exige N et **Y** répond que S*, Y joined to N: the verb right behind without a subject."""
    noun = name.head
    joined = name.dep_ == "conj" and name.pos_ == "PROPN" and noun.pos_ == "NOUN" and _below(name, "cc")
    verb = _verb_behind(name) if joined else None
    if verb is None or verb.dep_ != "conj" or noun.dep_ not in ("obj", "obl", "nmod", "obl:arg"):
        return None
    return verb if verb.head in noun.ancestors and verb.head.pos_ == "VERB" else None


def _verb_behind(name: Token) -> Token | None:
    """The finite verb right behind a phrase, if it has no subject."""
    doc, i = name.doc, name.right_edge.i + 1
    while i < name.sent.end and (doc[i].pos_ in BEFORE_VERB or doc[i].text in OPENING_MARKS):
        i += 1
    if i >= name.sent.end or doc[i].pos_ != "VERB" or not _has_finite(doc[i]):
        return None
    verb = doc[i]
    if is_participle(verb) and not _below(verb, "aux", "aux:pass"):
        return None
    return None if _below(verb, "nsubj", "nsubj:pass", "expl:subj", "csubj") else verb


def _is_in_opening(name: Token, verb: Token) -> bool:
    """Whether a phrase was hung inside an adverbial that opens the clause of the verb."""
    above = name.head
    while above.dep_ in ("nmod", "conj", "appos", "obl", "flat:name", "advcl", "obj") and above.head != above:
        if above.head == verb:
            return above.i < name.i and not has_feature(verb, "VerbForm", "Inf")
        above = above.head
    return False
