"""Whether a contact word tells of a contact at all, and whether it was held, is planned, refused or
cancelled.
"""

from __future__ import annotations

from dataclasses import dataclass

from verbale.model import ContactKind, ContactStatus
from verbale.read.contacts.cues import ContactCue, behind_adverb, governed, is_clause_head
from verbale.read.contacts.wish import only_wished
from verbale.read.contacts.words import ContactWords
from verbale.read.story.clauses import is_finite, is_infinitive, is_negated
from verbale.read.story.document import children
from verbale.read.story.tokens import is_participle
from verbale.syntax.tree import Token

HANGING = frozenset(
    {"xcomp", "ccomp", "advcl", "acl", "obl", "nmod", "csubj", "obj", "conj", "parataxis", "dep", "appos"}
)

CONDITIONAL = ("rais", "rait", "rions", "riez", "raient")


@dataclass(frozen=True, slots=True)
class Standing:
    """What the words around a contact word say of it.

    Attributes:
        told: False when no contact is told: negated, only possible, denied, asked about.
        status: None when the words leave it open (a plain "l'entretien").
        why: in words, for the reasons.
        past_before: told in the pluperfect: before what the story is at.
        needs_time: planned only if a time is given ("ont décidé de se reparler").
    """

    told: bool
    status: ContactStatus | None = None
    why: str = ""
    past_before: bool = False
    needs_time: bool = False


OPEN = Standing(True)


def standing_of(cue: ContactCue, words: ContactWords) -> Standing:
    """The standing of a cue."""
    if not cue.is_verb:
        return Standing(False, why="only wished for") if only_wished(cue, words) else _of_noun(cue, words)
    # the parser may hang the participle on its adverb: the clause is the adverb's
    verb = cue.anchor.head if behind_adverb(cue.anchor) else cue.anchor
    return _of_verb(verb, words, verb, 0)


def _forms(verb: Token) -> list[Token]:
    return [verb, *children(verb, "aux", "aux:pass", "cop")]


def _mood(verb: Token, mood: str) -> bool:
    forms = _forms(verb)
    if any(_looks_conditional(t) for t in forms):
        return mood == "Cnd"
    if mood == "Cnd":
        forms = [t for t in forms if t.lower_.endswith(CONDITIONAL)]
    return any(mood in t.morph.get("Mood", []) for t in forms)


def _looks_conditional(token: Token) -> bool:
    """*rendrait* is no imperfect of *rendre*, *entretiendrait* none of *entretenir*: the form is asked, not
    the feature; *rencontrait* is what its infinitive makes without an r more.
    """
    form, infinitive = token.lower_, token.lemma_.lower()
    if token.pos_ not in ("VERB", "AUX") or not form.endswith(("rait", "raient", "rais")):
        return False
    stem = infinitive[:-2]
    return not form.startswith(stem) or form.removeprefix(stem) not in ("ait", "aient", "ais")


def _tense(verb: Token, tense: str) -> bool:
    finite = [t for t in _forms(verb) if "Fin" in t.morph.get("VerbForm", [])]
    return any(tense in t.morph.get("Tense", []) for t in finite)


def _is_perfect(verb: Token) -> bool:
    """A compound form: the deed is done when the clause is told ("a parlé", "aura été brève")."""
    if not children(verb, "aux", "aux:pass"):
        return False
    return any("Part" in t.morph.get("VerbForm", []) for t in _forms(verb))


def _asks(verb: Token) -> bool:
    tail = verb.doc[verb.sent.end - 1].text
    return tail == "?" and not any(t.text in '«"“' for t in verb.sent) and verb.dep_ in ("ROOT", "conj")


def _negated(verb: Token) -> bool:
    if not (is_negated(verb) or any(is_negated(a) for a in children(verb, "aux"))):
        return False
    # "n'en a pas moins parlé" affirms
    return not any(
        t.lower_ == "pas" and t.i + 1 < len(verb.doc) and verb.doc[t.i + 1].lower_ == "moins"
        for t in verb.sent
    )


def _governor(verb: Token, words: ContactWords) -> Token | None:
    """What an infinitive or a complement clause hangs on."""
    relation, head = governed(verb, words)
    if relation in HANGING and head != verb:
        return head
    return None


def _causative(verb: Token) -> str:
    """*faire croire*: the verb with what makes somebody do it, however the parse joins them."""
    above = [verb.head, *children(verb, "aux", "aux:caus")]
    if verb.i and verb.doc[verb.i - 1].pos_ in ("VERB", "AUX"):
        above.append(verb.doc[verb.i - 1])
    return f"{above[-1].lemma_} {verb.lemma_}".lower()


def _complement_of(verb: Token, marks: set[str]) -> Token | None:
    """*a réussi à faire croire à X qu'elle parlait*: a clause of "que" hung too high."""
    if verb.dep_ != "advcl" or not marks or not marks <= {"que", "qu'"}:
        return None
    start = min(m.i for m in children(verb, "mark"))
    before = [t for t in verb.doc[verb.sent.start : start] if t.pos_ == "VERB" and t.dep_ == "xcomp"]
    return before[-1] if before and before[-1].head == verb.head else None


def _lemmas(token: Token) -> set[str]:
    if token.pos_ == "VERB":
        lemma = token.lemma_.lower()
        slip = not lemma.endswith(("r", "re")) and bool(
            children(token, "expl", "expl:pv") or children(token, "aux")
        )
        return set() if slip else {lemma}  # "se sont ouverts" is not "ouvert à"
    return {token.lemma_.lower(), token.lower_}


def _of_verb(verb: Token, words: ContactWords, first: Token, depth: int) -> Standing:
    status = words.status
    if _negated(verb):
        return Standing(False, why="negated")
    if _asks(verb):
        return Standing(False, why="asked")
    marks = {m.lower_.replace("’", "'") for m in children(verb, "mark")}
    if verb == first and verb.lemma_.lower() in status.planned:
        return Standing(True, ContactStatus.PLANNED, f"planned: {verb.lemma_}")
    if is_infinitive(verb) and not _is_perfect(verb):
        return _of_infinitive(verb, words, depth, marks)
    if is_infinitive(verb) or (is_participle(verb) and not is_finite(verb)):
        above = _governor(verb, words)
        if above is not None and _lemmas(above) & status.denied:
            return Standing(False, why="denied")
        if "avoir" in {t.lemma_ for t in children(verb, "aux")} or verb.dep_ != "conj":
            return Standing(True, ContactStatus.HELD, "told as done")
        return _of_verb(above, words, first, depth + 1) if above is not None and depth < 5 else OPEN
    if marks & {"si", "s'"} and not _is_perfect(verb):
        return Standing(False, why="a condition")
    governor = (
        _governor(verb, words) if verb.dep_ in ("ccomp", "csubj", "acl") else _complement_of(verb, marks)
    )
    open_form = not _is_perfect(verb) and not _tense(verb, "Fut")  # "rencontre" is indicative or subjunctive
    if (
        governor is not None
        and _lemmas(governor) & (status.possible | status.denied)
        and (open_form or not _mood(verb, "Ind"))
    ):
        return Standing(False, why="only possible or denied")
    if governor is not None and (
        _lemmas(governor) & status.denied
        or _causative(governor) in status.denied
        or (is_clause_head(governor) and _negated(governor))
    ):
        return Standing(False, why="denied, or not confirmed")
    if _mood(verb, "Cnd"):
        if verb.lemma_.lower() in ("devoir",):
            return Standing(True, ContactStatus.PLANNED, "is to")
        if not _is_perfect(verb) and governor is not None and not _lemmas(governor) & status.possible:
            return Standing(True, ContactStatus.PLANNED, "future in the past")
        return Standing(False, why="conditional")
    if _tense(verb, "Fut") and _is_perfect(verb):
        return Standing(True, ContactStatus.HELD, "will have taken place")
    if _tense(verb, "Fut"):
        return Standing(True, ContactStatus.PLANNED, "future")
    if _mood(verb, "Sub") and governor is not None:
        return Standing(False, why="subjunctive")
    if _is_perfect(verb) or _tense(verb, "Past"):
        return Standing(True, ContactStatus.HELD, "told as done", past_before=_tense(verb, "Imp"))
    if _tense(verb, "Imp"):
        return Standing(True, ContactStatus.HELD, "told as past", past_before=True)
    return OPEN


def _of_infinitive(verb: Token, words: ContactWords, depth: int, marks: set[str]) -> Standing:
    status = words.status
    above = _governor(verb, words)
    prepositions = marks | {c.lower_.replace("’", "'") for c in children(verb, "case")}
    if "sans" in prepositions:
        return Standing(False, why="negated")
    if above is None or depth > 5:
        return Standing(False, why="a bare infinitive")
    lemmas = _lemmas(above)
    if verb.dep_ == "conj":
        if is_infinitive(above) and not _is_perfect(above):
            return _of_infinitive(above, words, depth + 1, prepositions)
        return _of_verb(above, words, verb, depth + 1) if is_clause_head(above) else OPEN
    if lemmas & status.refused:
        if _negated(above):
            return Standing(False, why="not excluded")
        return Standing(True, ContactStatus.REFUSED, f"refused: {above.lemma_}")
    if lemmas & status.denied:
        return Standing(False, why="denied")
    if lemmas & status.cancelled:
        return Standing(True, ContactStatus.CANCELLED, f"cancelled: {above.lemma_}")
    if lemmas & status.planned:
        if is_clause_head(above) and _negated(above):
            return Standing(False, why="negated")
        if above.lemma_.lower() == "devoir" and _is_perfect(above):
            return Standing(True, ContactStatus.HELD, "had to")
        outer = _of_verb(above, words, verb, depth + 1) if is_finite(above) else OPEN
        if not outer.told and above.lemma_.lower() != "devoir":
            return outer
        return Standing(True, ContactStatus.PLANNED, f"planned: {above.lemma_}")
    if lemmas & status.agreed:
        return Standing(True, ContactStatus.PLANNED, f"agreed: {above.lemma_}", needs_time=True)
    if lemmas & status.possible:
        return Standing(False, why=f"only possible: {above.lemma_}")
    if "pour" in prepositions or "afin" in prepositions:
        return (
            _of_verb(above, words, verb, depth + 1)
            if is_clause_head(above) and above.pos_ in ("VERB", "AUX")
            else OPEN
        )
    if "avant" in prepositions or "après" in prepositions:
        outer = _of_verb(above, words, verb, depth + 1)
        return outer if outer.status is ContactStatus.PLANNED else OPEN
    if lemmas & status.fact:
        outer = _of_verb(above, words, verb, depth + 1)
        if above.lemma_.lower() == "pouvoir" and not _is_perfect(above):
            return Standing(False, why="only possible: pouvoir")
        return outer
    return Standing(False, why=f"governed by {above.lemma_}")


def _of_noun(cue: ContactCue, words: ContactWords) -> Standing:
    status = words.status
    noun = cue.anchor
    said = [
        *children(noun, "amod", "acl", "acl:relcl", "appos"),
        *(c for a in children(noun, "acl") for c in children(a, "conj")),
    ]
    for token in said:
        lemmas = _lemmas(token)
        if token.dep_ == "acl:relcl":
            inner = _in_relative(token, words)
            outer = _by_governor(noun, words, 0)
            if inner is not None and outer.status not in (ContactStatus.CANCELLED, ContactStatus.REFUSED):
                return inner
            continue
        if lemmas & status.cancelled:
            return Standing(True, ContactStatus.CANCELLED, f"cancelled: {token.lemma_}")
        if lemmas & status.planned and token.dep_ != "acl:relcl":
            outer = _by_governor(noun, words, 0)
            if outer.told and outer.status is ContactStatus.CANCELLED:
                return outer
            return Standing(True, ContactStatus.PLANNED, f"planned: {token.lemma_}")
        if (
            token.dep_ != "acl:relcl"
            and lemmas & status.possible
            and token.lemma_.lower()
            not in ("demander", "proposer", "réclamer", "organiser", "souhaiter", "ouvert")
        ):
            return Standing(False, why=f"only possible: {token.lemma_}")
    return _by_governor(noun, words, 0)


def _in_relative(verb: Token, words: ContactWords) -> Standing | None:
    """*une rencontre qui se tiendra, qui devait avoir lieu*; None when the clause says something else."""
    everything = [verb, *children(verb, "xcomp")]
    if not any(_occurs(v, words) for v in everything):
        return None
    if verb.lemma_.lower() in words.status.planned:
        return Standing(True, ContactStatus.PLANNED, f"planned: {verb.lemma_}")
    found = _of_verb(verb, words, everything[-1], 1)
    return found if found.status is ContactStatus.PLANNED else None


def _by_governor(noun: Token, words: ContactWords, depth: int) -> Standing:
    """What the word that governs a noun says of the contact."""
    status = words.status
    relation, above = governed(noun, words)
    if above == noun or depth > 4:
        return OPEN if noun.pos_ in ("NOUN", "PROPN") else _of_verb(noun, words, noun, depth + 1)
    lemmas = _lemmas(above)
    if above.pos_ in ("NOUN", "PROPN", "ADJ") and not children(above, "cop"):
        if relation in ("nmod", "obl", "obl:arg"):
            if lemmas & status.cancelled:
                return Standing(True, ContactStatus.CANCELLED, f"cancelled: {above.lemma_}")
            if lemmas & status.refused:
                return Standing(True, ContactStatus.REFUSED, f"refused: {above.lemma_}")
            if lemmas & status.possible:
                return Standing(False, why=f"only possible: {above.lemma_}")
            if lemmas & status.denied:
                return Standing(False, why="denied")
            verb = above.head
            if verb != above and _lemmas(verb) & status.agreed:
                return Standing(True, ContactStatus.PLANNED, f"agreed: {verb.lemma_}", needs_time=True)
            return OPEN
        if relation in ("nsubj", "nsubj:pass"):
            outer = _by_governor(above, words, depth + 1)
            if outer.status is None and lemmas & status.planned:
                return Standing(True, ContactStatus.PLANNED, f"planned: {above.lemma_}")
            return outer
        return _by_governor(above, words, depth + 1) if relation in ("conj", "appos", "flat") else OPEN
    if above.pos_ not in ("VERB", "AUX", "ADJ", "NOUN"):
        return OPEN
    if relation in ("nsubj", "nsubj:pass", "obj", "xcomp", "csubj", "ccomp", "attr"):
        return _as_argument(noun, above, words, depth)
    of = any(c.lower_ in ("de", "d'", "d’", "du") for c in children(noun, "case"))
    if lemmas & status.agreed and relation in ("obl:arg", "obl") and of and not _negated(above):
        return Standing(True, ContactStatus.PLANNED, f"agreed: {above.lemma_}", needs_time=True)
    # "lors d'un entretien": the clause tells when; only a future one makes it planned
    outer = _of_verb(above, words, noun, depth + 1) if above.pos_ in ("VERB", "AUX") else OPEN
    if outer.status is ContactStatus.PLANNED:
        return outer
    if lemmas & status.possible and relation in ("obl:arg",):
        return Standing(False, why=f"only possible: {above.lemma_}")
    if outer.status is ContactStatus.HELD:
        return Standing(True, ContactStatus.HELD, outer.why)
    return OPEN


def _as_argument(noun: Token, verb: Token, words: ContactWords, depth: int) -> Standing:
    status = words.status
    chain = {*_lemmas(verb)}
    top = verb
    while governed(top, words)[0] == "xcomp" and top.head != top:
        top = governed(top, words)[1]
        chain |= _lemmas(top)
    negated = _negated(verb) or _negated(top)
    occurs = _occurs(verb, words) or any(_occurs(x, words) for x in children(verb, "xcomp"))
    pointed = any(d.lower_ in words.demonstrative for d in children(noun, "det"))
    subject = noun.dep_ in ("nsubj", "nsubj:pass")
    if chain & status.cancelled:
        if negated:
            return Standing(False, why="not cancelled")
        return Standing(True, ContactStatus.CANCELLED, f"cancelled: {verb.lemma_}")
    if chain & status.refused and not subject:
        return Standing(not negated, ContactStatus.REFUSED, f"refused: {verb.lemma_}")
    if chain & status.denied:
        return Standing(False, why="denied")
    if occurs and negated:
        if {"pouvoir", "devoir"} & chain and not _is_perfect(top):
            return Standing(False, why="negated")
        return Standing(True, ContactStatus.CANCELLED, "did not take place")
    if negated:
        return Standing(False, why="negated") if not subject else OPEN
    if subject and noun.dep_ == "nsubj:pass" and chain & status.planned:
        return Standing(True, ContactStatus.PLANNED, f"planned: {verb.lemma_}")
    if chain & {"devoir", "aller"} and not _is_perfect(top) and (occurs or not subject):
        return Standing(True, ContactStatus.PLANNED, f"planned: {top.lemma_}")
    if chain & status.planned and not subject:
        return Standing(True, ContactStatus.PLANNED, f"planned: {verb.lemma_}")
    if chain & status.agreed and not subject:
        return Standing(not negated, ContactStatus.PLANNED, f"agreed: {verb.lemma_}", needs_time=True)
    if pointed and not subject:
        return OPEN
    if chain & (status.possible - {"organiser", "préparer"}) and not subject:
        return Standing(False, why=f"only possible: {verb.lemma_}")
    if occurs or not subject or verb.lemma_.lower() in words.lasting:
        return (
            _of_verb(top, words, noun, depth + 1)
            if occurs or not subject
            else _open_or_planned(top, words, noun, depth)
        )
    if subject and _is_occasion(noun, words):
        return _open_or_planned(top, words, noun, depth)
    if chain & status.possible and noun.dep_ == "nsubj:pass":
        return Standing(False, why=f"only possible: {verb.lemma_}")
    return OPEN


def _is_occasion(noun: Token, words: ContactWords) -> bool:
    """A summit or visit that will do something is still to come; "l'entretien permettra" is not."""
    entries = words.nouns.get(noun.lemma_.lower(), ())
    return any(e.summit or e.kind is ContactKind.VISIT for e in entries)


def _open_or_planned(verb: Token, words: ContactWords, noun: Token, depth: int) -> Standing:
    outer = _of_verb(verb, words, noun, depth + 1)
    return outer if outer.status is ContactStatus.PLANNED or not outer.told else OPEN


def _occurs(verb: Token, words: ContactWords) -> bool:
    """*a lieu*, *se tient*, *se déroule*: the noun's own taking place."""
    for phrase in words.status.happen:
        head, _, rest = phrase.partition(" ")
        if verb.lemma_.lower() != head:
            continue
        if not rest or any(t.lower_ == rest for t in verb.doc[verb.i : min(verb.i + 5, len(verb.doc))]):
            return True
    return False
