"""Whether a verb of contact, or the verb of a contact noun's clause, tells of one that took place."""

from __future__ import annotations

from verbale.model import ContactStatus
from verbale.read.contacts.cue_clauses import (
    governed,
    is_accepted,
    is_clause_head,
    is_disguised,
    is_title_infinitive,
)
from verbale.read.contacts.standing import OPEN, Standing, cancelled, denied, held, not_told, planned, refused
from verbale.read.contacts.verb_forms import (
    asks,
    auxiliary_in,
    has_mood,
    has_tense,
    is_bare_participle,
    is_denied,
    is_perfect,
    is_progressive,
    lemmas_of,
)
from verbale.read.contacts.words import ContactWords
from verbale.read.story.clauses import is_finite, is_infinitive
from verbale.read.story.document import children
from verbale.read.story.tokens import grammar_of, has_feature, plain
from verbale.syntax.tree import Token

HANGING = frozenset(
    {"xcomp", "ccomp", "advcl", "acl", "obl", "nmod", "csubj", "obj", "conj", "parataxis", "dep", "appos"}
)
DEEPEST = 5
BARE = "a bare infinitive"


def governor_of(verb: Token, words: ContactWords) -> Token | None:
    """What an infinitive or a complement clause hangs on."""
    relation, head = governed(verb, words)
    if relation in HANGING and head != verb:
        return head
    return None


def of_verb(verb: Token, words: ContactWords, first: Token, depth: int) -> Standing:
    """The standing that a verb gives; `first` is where the look-up began."""
    status = words.status
    if is_denied(verb, words):
        return not_told("negated")
    if asks(verb):
        return not_told("asked")
    marks = {plain(m) for m in children(verb, "mark")}
    if verb == first and verb.lemma_.lower() in status.planned:
        return planned(f"planned: {verb.lemma_}")
    if _is_due(verb, words):
        if auxiliary_in(verb, status.have):
            return cancelled("was to have", missed=True, either_way=True)  # "were to have met"
        return planned("is to", either_way=has_tense(verb, "Past"))
    if (
        marks & status.conditions
        and not is_perfect(verb)
        and (is_finite(verb) or auxiliary_in(verb, status.future | status.future_in_past))
    ):
        return not_told("a condition")
    by_auxiliary = _by_auxiliary(verb, words)
    if by_auxiliary is not None:
        return by_auxiliary
    if has_feature(verb, "VerbForm", "Ger") and not is_finite(verb):
        return _of_participle(verb, words, first, depth)
    if (is_infinitive(verb) and not is_perfect(verb)) or is_disguised(verb, words):
        return _of_infinitive(verb, words, depth, marks)
    if is_infinitive(verb) or is_bare_participle(verb):
        return _of_participle(verb, words, first, depth)
    return _of_finite(verb, words, marks)


def _is_due(verb: Token, words: ContactWords) -> bool:
    """*is to meet*, *is due to meet*, with the copula hung on the infinitive."""
    marks = [m for m in children(verb, "mark") if m.plain_ in words.status.purposes]
    if not marks:
        return False
    before = [c for c in children(verb, "cop", "aux", "advmod", "amod", "mark") if c.i < marks[-1].i]
    return any(c.lemma_.lower() in words.status.planned for c in before if c.pos_ in ("AUX", "ADJ", "VERB"))


def _by_auxiliary(verb: Token, words: ContactWords) -> Standing | None:
    """*will meet*, *would meet*, *might meet*; None in a language that tells these by the verb's form."""
    status = words.status
    if auxiliary_in(verb, status.future):
        return held("will have taken place") if auxiliary_in(verb, status.have) else planned("future")
    if auxiliary_in(verb, status.future_in_past):
        if auxiliary_in(verb, status.have):
            return not_told("conditional")  # "would have called"
        if any(has_feature(s, "Person", "1") for s in children(verb, "nsubj")):
            return not_told("conditional")  # "I would speak to him"
        said = [c for c in children(verb, "parataxis") if c.pos_ == "VERB" and c.i > verb.i]
        if verb.dep_ == "ROOT" and said:
            return planned("future in the past")  # "would meet Y on Friday, the palace said"
        above = governor_of(verb, words) if verb.dep_ in ("ccomp", "parataxis") else None
        if above is not None and not lemmas_of(above, words) & (status.possible | status.denied):
            return planned("future in the past")
        return not_told("conditional")
    if auxiliary_in(verb, status.modal):
        return not_told("only possible")
    return None


def _of_participle(verb: Token, words: ContactWords, first: Token, depth: int) -> Standing:
    above = governor_of(verb, words)
    if above is not None and lemmas_of(above, words) & words.status.denied:
        return denied()
    if is_present_participle(verb):
        if above is not None and verb.dep_ in ("xcomp", "ccomp", "csubj", "obj", "advcl"):
            goal = verb.dep_ != "advcl" or bool(
                {plain(m) for m in children(verb, "mark", "case")} & words.prepositions.to
            )
            if goal and lemmas_of(above, words) & words.status.agreed:
                return planned(f"agreed: {above.lemma_}", needs_time=True)  # "look forward to seeing"
        sure = above is not None and above.pos_ in ("VERB", "AUX") and depth < DEEPEST
        return of_verb(above, words, first, depth + 1) if above is not None and sure else OPEN
    has_have = bool({t.lemma_ for t in children(verb, "aux")} & words.status.have)
    if has_have or verb.dep_ != "conj":
        return held("told as done")
    return of_verb(above, words, first, depth + 1) if above is not None and depth < DEEPEST else OPEN


def is_present_participle(verb: Token) -> bool:
    """*meeting X*, *speaking*: says nothing of whether it took place that its clause does not say."""
    return has_feature(verb, "VerbForm", "Ger") or has_feature(verb, "Tense", "Pres")


def _of_finite(verb: Token, words: ContactWords, marks: set[str]) -> Standing:
    status = words.status
    complement = verb.dep_ in ("ccomp", "csubj", "acl")
    governor = governor_of(verb, words) if complement else _complement_of(verb, marks)
    opened = {c.plain_ for c in verb.children if c.i < verb.i} & grammar_of(verb).conjunctions.complement
    if opened and _is_under_denial(verb, words):
        return denied()
    if _is_under_report(verb, words):
        return not_told("only reported")
    # "rencontre" is indicative or subjunctive
    open_form = not is_perfect(verb) and not has_tense(verb, "Fut") and not has_tense(verb, "Past")
    if governor is not None:
        above = lemmas_of(governor, words)
        if above & (status.possible | status.denied) and (open_form or not has_mood(verb, "Ind")):
            return denied() if above & status.denied else not_told("only possible")
        if (
            above & status.denied
            or _causative(governor) in status.denied
            or (is_clause_head(governor) and is_denied(governor, words))
        ):
            return denied("denied, or not confirmed")
    if has_mood(verb, "Cnd"):
        return _conditional(verb, governor, words)
    if has_tense(verb, "Fut"):
        return held("will have taken place") if is_perfect(verb) else planned("future")
    if has_mood(verb, "Sub") and governor is not None:
        return not_told("subjunctive")
    if is_progressive(verb):
        return OPEN if has_tense(verb, "Pres") else held("told as past")
    pluperfect = has_tense(verb, "Imp") or (
        has_tense(verb, "Past") and auxiliary_in(verb, status.have) and is_perfect(verb)
    )
    if is_perfect(verb) or has_tense(verb, "Past"):
        return held("told as done", past_before=pluperfect)
    if has_tense(verb, "Imp"):
        return held("told as past", past_before=True)
    return OPEN


def _is_under_denial(verb: Token, words: ContactWords) -> bool:
    """*denied a report in the paper that X had called Y*: the clause hangs on a noun below the denial."""
    at = verb
    for _ in range(4):
        if at.head == at:
            return False
        at = at.head
        told = lemmas_of(at, words) & words.status.denied or _causative(at) in words.status.denied
        if told and not is_denied(at, words):
            return True
        if at.pos_ == "VERB":
            return False
    return False


def _is_under_report(verb: Token, words: ContactWords) -> bool:
    """*would not comment on a report that X had called Y*: told by nobody whom the story believes."""
    nouns = [verb.head] if verb.dep_ in ("acl", "acl:relcl", "ccomp") else []
    for phrase in children(verb, "obl", "obl:arg", "obl:mod"):
        first = phrase.left_edge.i
        if plain(phrase) in words.status.according and first:
            nouns.append(verb.doc[first - 1])  # "l'information selon laquelle", hung too high
    return any(n.pos_ == "NOUN" and n.i < verb.i and is_only_reported(n, words) for n in nouns)


def is_only_reported(noun: Token, words: ContactWords) -> bool:
    """Whether a noun is that of a report which nothing above it confirms."""
    if noun.lemma_.lower() not in words.status.reports:
        return False
    above = noun.head
    return not (lemmas_of(above, words) & words.status.confirmed and not is_denied(above, words))


def _conditional(verb: Token, governor: Token | None, words: ContactWords) -> Standing:
    status = words.status
    if verb.lemma_.lower() in status.must:
        return planned("is to")
    if not is_perfect(verb) and governor is not None and not lemmas_of(governor, words) & status.possible:
        return planned("future in the past")
    return not_told("conditional")


def _causative(verb: Token) -> str:
    """*faire croire*: the verb with what makes somebody do it, however the parse joins them."""
    above = [verb.head, *children(verb, "aux", "aux:caus")]
    if verb.i and verb.doc[verb.i - 1].pos_ in ("VERB", "AUX"):
        above.append(verb.doc[verb.i - 1])
    return f"{above[-1].lemma_} {verb.lemma_}".lower()


def _complement_of(verb: Token, marks: set[str]) -> Token | None:
    """*a réussi à faire croire à X qu'elle parlait*: a complement clause hung too high."""
    complement = grammar_of(verb).conjunctions.complement
    if verb.dep_ != "advcl" or not marks or not marks <= complement:
        return None
    start = min(m.i for m in children(verb, "mark"))
    before = [t for t in verb.doc[verb.sent.start : start] if t.pos_ == "VERB" and t.dep_ == "xcomp"]
    return before[-1] if before and before[-1].head == verb.head else None


def _of_infinitive(verb: Token, words: ContactWords, depth: int, marks: set[str]) -> Standing:
    status = words.status
    above = governor_of(verb, words)
    prepositions = marks | {plain(c) for c in children(verb, "case")}
    if prepositions & grammar_of(verb).negation.privatives:
        return not_told("negated")
    beside = [t for s in children(verb, "nsubj") for t in children(s, "list", "dep", "parataxis", "acl")]
    if above is None and any(t.pos_ == "VERB" and lemmas_of(t, words) & status.planned for t in beside):
        return planned("planned")  # "X plans to hold a call", with the first verb hung on X
    title = children(verb, "nsubj", "nsubj:pass") and children(verb, "mark")
    if above is None and title and not any(t.pos_ == "VERB" for t in verb.doc[verb.sent.start : verb.i]):
        return planned("is to")  # a title: "X and Y to meet"
    if is_title_infinitive(verb, words):
        return planned("is to")
    if above is None or depth > DEEPEST:
        return not_told(BARE)
    if is_accepted(verb, words):
        return planned(f"agreed: {above.head.lemma_}", needs_time=True)
    lemmas = lemmas_of(above, words)
    if verb.dep_ == "conj":
        if is_infinitive(above) and not is_perfect(above):
            return _of_infinitive(above, words, depth + 1, prepositions)
        return of_verb(above, words, verb, depth + 1) if is_clause_head(above) else OPEN
    if any(c.plain_ in status.not_yet for c in [*children(verb, "advmod"), *children(above, "advmod")]):
        return not_told("not yet")
    if prepositions & status.purposes and verb.i < above.i:
        return not_told("a purpose only")
    negated = is_clause_head(above) and is_denied(above, words)
    if prepositions & (status.purposes | words.prepositions.of) and _in_accord(verb, above, words):
        if negated or lemmas & status.agreeable:
            return not_told("only willing")
        return planned("agreed on", needs_time=True)
    if lemmas & status.willing and negated and (is_perfect(above) or has_tense(above, "Past")):
        return refused(f"was not willing: {above.lemma_}")
    if lemmas & status.refused:
        return not_told("not excluded") if negated else refused(f"refused: {above.lemma_}")
    if lemmas & status.denied:
        return denied()
    if lemmas & status.cancelled:
        return cancelled(f"cancelled: {above.lemma_}")
    if lemmas & status.planned:
        return _planned_infinitive(verb, above, words, depth, negated=negated)
    if lemmas & status.agreed:
        return planned(f"agreed: {above.lemma_}", needs_time=True)
    if lemmas & status.must_be and is_progressive(above):
        return planned("is going to")
    if lemmas & status.possible:
        return not_told(f"only possible: {above.lemma_}")
    if prepositions & status.purposes:
        return _purpose(verb, above, words, depth)
    if prepositions & status.sequels:
        outer = of_verb(above, words, verb, depth + 1)
        return outer if outer.status is ContactStatus.PLANNED else OPEN
    if lemmas & status.fact:
        outer = of_verb(above, words, verb, depth + 1)
        if above.lemma_.lower() in status.can and not is_perfect(above):
            return not_told(f"only possible: {above.lemma_}")
        return outer
    return not_told(f"governed by {above.lemma_}")


def _in_accord(verb: Token, above: Token, words: ContactWords) -> bool:
    """*sont tombés **d'accord** pour se revoir*: agreed on, not done."""
    for token in reversed(list(verb.doc[min(above.i, verb.i) : verb.i])):
        if token.lemma_.lower() in words.status.accords:
            return True
        if token.pos_ in ("VERB", "PUNCT"):
            return False
    return False


def _planned_infinitive(
    verb: Token, above: Token, words: ContactWords, depth: int, *, negated: bool
) -> Standing:
    must = above.lemma_.lower() in words.status.must
    if negated:
        return not_told("negated")
    if must and is_perfect(above) and has_mood(above, "Cnd"):
        return cancelled("was to have", missed=True, either_way=True)
    if must and is_perfect(above):
        return held("had to")
    outer = of_verb(above, words, verb, depth + 1) if is_finite(above) else OPEN
    if not outer.told and not must:
        return outer
    past = has_tense(above, "Past") or has_tense(above, "Imp")
    return planned(f"planned: {above.lemma_}", either_way=past and not is_perfect(above))


def _purpose(verb: Token, above: Token, words: ContactWords, depth: int) -> Standing:
    """*s'est rendu à Z pour rencontrer X*; *pour parler à X, Y devra attendre* tells of none."""
    if not (is_clause_head(above) and above.pos_ in ("VERB", "AUX")):
        return OPEN
    outer = of_verb(above, words, verb, depth + 1)
    entries = words.verbs.get(above.lemma_.lower(), ())
    moves = any("in" in e.partner or e.initiator for e in entries) or above.lemma_.lower() in words.bearing
    if outer.status is ContactStatus.PLANNED and not moves:
        return not_told("a purpose only")
    return outer


def occurs(verb: Token, words: ContactWords) -> bool:
    """*a lieu*, *se tient*, *took place*: the noun's own taking place."""
    for phrase in words.status.happen:
        head, _, rest = phrase.partition(" ")
        if verb.lemma_.lower() != head:
            continue
        if not rest or any(t.lower_ == rest for t in verb.doc[verb.i : min(verb.i + 5, len(verb.doc))]):
            return True
    return False
