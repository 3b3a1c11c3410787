"""Whether a contact word tells of a contact at all, and whether it was held, is planned, refused or
cancelled.
"""

from __future__ import annotations

from verbale.model import ContactKind, ContactStatus
from verbale.read.contacts.cue import ContactCue, phrase_start
from verbale.read.contacts.cue_clauses import (
    behind_adverb,
    given_participle,
    governed,
    main_verb,
    relatives_of,
    urging_of,
)
from verbale.read.contacts.initiators import is_asked_for
from verbale.read.contacts.reduced import behind_participle, fell_through
from verbale.read.contacts.scene import has_any
from verbale.read.contacts.standing import OPEN, Standing, cancelled, denied, held, not_told, planned, refused
from verbale.read.contacts.unreal import is_unreal
from verbale.read.contacts.verb_forms import (
    asks,
    auxiliary_in,
    has_mood,
    has_tense,
    is_denied,
    is_perfect,
    lemmas_of,
)
from verbale.read.contacts.verb_status import BARE, is_only_reported, occurs, of_verb
from verbale.read.contacts.wish import only_wished
from verbale.read.contacts.words import ContactVerb, ContactWords
from verbale.read.story.clauses import is_infinitive
from verbale.read.story.document import children
from verbale.read.story.tokens import grammar_of, has_feature, plain
from verbale.syntax.tree import Token

DECIDED = (ContactStatus.CANCELLED, ContactStatus.REFUSED, ContactStatus.HELD)
ARGUMENTS = ("nsubj", "nsubj:pass", "obj", "xcomp", "csubj", "ccomp", "attr")


def standing_of(cue: ContactCue, words: ContactWords) -> Standing:
    """The standing of a cue."""
    if any(c.lower_ in words.status.none for c in children(cue.tokens[0], "det", "advmod")):
        return not_told("none")
    if is_unreal(cue, words):
        return not_told("only supposed, or told in a work of fiction")
    without = grammar_of(cue.anchor).negation.privatives
    if not cue.is_verb and any(c.plain_ in without for c in children(cue.anchor, "case")):
        return not_told("none")
    if not cue.is_verb and _is_ahead(cue, words):
        return planned("still ahead")
    if not cue.is_verb:
        wished = only_wished(cue, words) and not is_asked_for(cue.anchor, words)
        wished = wished and not _took_place(cue.anchor, words)
        return not_told("only wished for") if wished else _of_noun(cue, words)
    # the parser may hang the participle on its adverb: the clause is the adverb's
    verb = cue.anchor.head if behind_adverb(cue.anchor) else cue.anchor
    found = of_verb(verb, words, verb, 0)
    if isinstance(cue.entry, ContactVerb) and cue.entry.cancels:
        stood_up = found.told and found.status in (None, ContactStatus.HELD)
        return cancelled(f"did not come: {cue.entry.lemma}", missed=True) if stood_up else not_told(found.why)
    due = _due_by_words(verb, words)
    overruled = found.told and found.status in (None, ContactStatus.HELD)
    return due if due is not None and (overruled or found.why == BARE) else found


def _due_by_words(verb: Token, words: ContactWords) -> Standing | None:
    """*Announced X was **due to speak** with Y*, *X **plans to call** Y*, whatever the parse makes of it."""
    doc, i = verb.doc, verb.i - 1
    while i > verb.sent.start and doc[i].pos_ == "ADV":
        i -= 1
    if (
        i <= verb.sent.start
        or doc[i].plain_ not in words.status.purposes
        or not has_feature(verb, "VerbForm", "Inf")
    ):
        return None
    before = doc[i - 1]
    while before.i > verb.sent.start and before.lower_ in words.time_nouns:
        before = doc[before.i - 1]
    before = _due_somewhere(before, words) or before
    names = lemmas_of(before, words) | {before.lower_, before.lower_.removesuffix("s")}
    if not names & words.status.planned or before.pos_ == "AUX":
        return None
    negated = any(
        t.plain_ in grammar_of(verb).negation.negators for t in doc[max(before.i - 3, 0) : before.i]
    )
    return not_told("negated") if negated else planned(f"planned: {before.lower_}")


def _due_somewhere(last: Token, words: ContactWords) -> Token | None:
    """*is **due** in Z on Thursday to meet X*: the adjective behind which only a place and a day stand."""
    doc = last.doc
    for token in reversed(doc[max(last.i - 8, last.sent.start) : last.i + 1]):
        if token.lemma_.lower() in words.status.planned and token.i > token.sent.start:
            return token if doc[token.i - 1].pos_ == "AUX" else None
        if token.pos_ not in ("PROPN", "ADP", "DET", "NUM", "PUNCT") and token.lower_ not in words.time_nouns:
            return None
    return None


def _is_ahead(cue: ContactCue, words: ContactWords) -> bool:
    """*Ahead of talks with X*."""
    start = cue.anchor.sent.start_char
    before = cue.scene.text[start : cue.paragraph.doc[phrase_start(cue)].idx].rstrip()
    return before.endswith(words.ahead) and not any(
        before[: -len(p)][-1:].isalpha() for p in words.ahead if before.endswith(p)
    )


def _of_noun(cue: ContactCue, words: ContactWords) -> Standing:
    status = words.status
    noun = cue.anchor
    if asks(main_verb(noun)) and not _is_known(noun, words):
        return not_told("asked")
    run = behind_participle(noun, words) or fell_through(noun, words)
    if run is not None:
        return run
    said = [
        *children(noun, "amod", "acl", "appos"),
        *_behind_names(noun),
        *relatives_of(noun),
        *(c for a in children(noun, "acl") for c in children(a, "conj")),
    ]
    if _is_lacked(noun, words):
        return not_told("nobody had time for it")
    done = given_participle(noun, words)
    if done is not None and any(plain(c) in words.prepositions.by for o in done.children for c in o.children):
        return held(f"done: {done.lemma_}")  # "the call placed by X to Y could change much"
    for token in said:
        lemmas = lemmas_of(token, words)
        if token.dep_ == "acl:relcl":
            inner = _in_relative(token, words)
            outer = _by_governor(noun, words, 0)
            if inner is not None and outer.status not in (ContactStatus.CANCELLED, ContactStatus.REFUSED):
                return inner
            continue
        if lemmas & status.cancelled:
            return cancelled(f"cancelled: {token.lemma_}")
        if lemmas & status.planned:
            outer = _by_governor(noun, words, 0)
            if (outer.told and outer.status is ContactStatus.CANCELLED) or outer.why == "negated":
                return outer  # "did not attend a meeting scheduled for Monday"
            if outer.status is ContactStatus.HELD and noun.dep_ == "nsubj" and occurs(noun.head, words):
                return outer  # "planned for Monday, took place on Sunday"
            return planned(f"planned: {token.lemma_}")
        if lemmas & status.possible and not lemmas & (words.initiator.participles | status.adjectives):
            return not_told(f"only possible: {token.lemma_}")
    return _by_governor(noun, words, 0)


def _is_lacked(noun: Token, words: ContactWords) -> bool:
    """*Had **no time for** a call*, *n'avait **pas de temps** à consacrer à un entretien*."""
    if not any(plain(c) in words.prepositions.towards for c in children(noun, "case")):
        return False
    above = noun.head
    if any(d.lower_ in words.status.none for o in children(above, "obj") for d in children(o, "det")):
        return True
    held = above.dep_ in ("acl", "acl:relcl") and above.head.dep_ == "obj" and is_infinitive(above)
    return held and is_denied(above.head.head, words)


def _took_place(noun: Token, words: ContactWords) -> bool:
    """*Sought the conversation, **which took place on Sunday***."""
    return any(
        occurs(r, words) and not is_denied(r, words) and (is_perfect(r) or has_tense(r, "Past"))
        for r in relatives_of(noun)
    )


def _behind_names(noun: Token) -> list[Token]:
    """*la rencontre entre X et Y**, prévue** lundi*: a participle behind a comma, hung on a name."""
    names = [n for phrase in children(noun, "nmod") for n in (phrase, *children(phrase, "conj", "flat:name"))]
    found = [c for n in names for c in children(n, "acl", "amod") if c.pos_ == "VERB" and c.i > n.i]
    gender = noun.morph.get("Gender", [])
    return [
        c
        for c in found
        if noun.doc[c.i - 1].text == "," and not is_infinitive(c) and c.morph.get("Gender", []) == gender
    ]


def _in_relative(verb: Token, words: ContactWords) -> Standing | None:
    """*une rencontre qui se tiendra, qui devait avoir lieu*; None when the clause says something else."""
    everything = [verb, *children(verb, "xcomp")]
    if not any(occurs(v, words) for v in everything):
        return None
    if verb.lemma_.lower() in words.status.planned:
        return planned(f"planned: {verb.lemma_}")
    found = of_verb(verb, words, everything[-1], 1)
    return found if found.status is ContactStatus.PLANNED else None


def _by_governor(noun: Token, words: ContactWords, depth: int) -> Standing:
    """What the word that governs a noun says of the contact."""
    relation, above = governed(noun, words)
    if relation in ("nsubj", "nsubj:pass") and _is_reduced(above, words):
        return _past_reduced(noun, above, words, depth)
    if above != noun and relation in ARGUMENTS and lemmas_of(above, words) & words.status.denied:
        return denied()
    if above == noun or depth > 4:
        return OPEN if noun.pos_ in ("NOUN", "PROPN") else of_verb(noun, words, noun, depth + 1)
    if relation == "nmod" and above.lemma_.lower() in words.amounts and above.dep_ in ("nsubj", "nsubj:pass"):
        return _by_governor(above, words, depth + 1)  # "un **cycle** de négociations s'ouvrira"
    if relation == "nmod" and above.lemma_.lower() in words.transparent:
        verb = governed(above, words)[1]  # "sont convenus **du principe** d'une rencontre"
        if lemmas_of(verb, words) & words.status.agreed and not is_denied(verb, words):
            return planned(f"agreed: {verb.lemma_}", needs_time=True)
    if above.pos_ in ("NOUN", "PROPN", "ADJ") and not children(above, "cop"):
        return _by_noun(noun, above, relation, words, depth)
    if above.pos_ not in ("VERB", "AUX", "ADJ", "NOUN") and not children(above, "cop"):
        return OPEN
    if relation in ARGUMENTS or _is_bare_object(noun, above, relation):
        return _as_argument(noun, above, words, depth)
    status, lemmas = words.status, lemmas_of(above, words)
    of = any(plain(c) in words.prepositions.of for c in children(noun, "case"))
    of = of and len([c for c in noun.children if c.dep_ in ("case", "fixed")]) == 1
    if lemmas & status.agreed and relation in ("obl:arg", "obl") and of and not is_denied(above, words):
        return planned(f"agreed: {above.lemma_}", needs_time=True)
    towards = any(plain(c) in words.prepositions.to for c in children(noun, "case"))
    particles = {lemma.split()[1] for lemma in lemmas if " " in lemma}
    # "called off the talks", "pulled out of a meeting"
    towards = (
        towards or any(plain(c) in particles for c in children(noun, "case")) or (of and bool(particles))
    )
    if lemmas & (status.refused | status.cancelled) and relation in ("obl:arg", "obl") and towards:
        # "a renoncé à la rencontre", "a opposé son refus à une rencontre"
        return cancelled(f"given up: {above.lemma_}") if lemmas & status.cancelled else refused(above.lemma_)
    if lemmas & status.planned and particles and towards:
        return planned(f"planned: {above.lemma_}")  # "pencilled in a call"
    urging = urging_of(noun, words)
    if urging is not None:
        return of_verb(urging, words, noun, depth + 1)
    # "lors d'un entretien": the clause tells when; only a future one makes it planned
    if lemmas & status.planned and _is_how(noun, words) and _is_to_do(above, words):
        return planned(f"planned: {above.lemma_}")  # "planned to brief X by phone"
    clause = above.pos_ in ("VERB", "AUX") or bool(children(above, "cop"))  # "will be in Z for talks"
    outer = of_verb(above, words, noun, depth + 1) if clause else OPEN
    if outer.status is ContactStatus.PLANNED:
        return outer
    if lemmas & status.possible and relation in ("obl:arg",):
        return not_told(f"only possible: {above.lemma_}")
    if outer.status is ContactStatus.HELD:
        return held(outer.why)
    return outer if _is_how(noun, words) else OPEN


def _is_to_do(verb: Token, words: ContactWords) -> bool:
    """*Planned **to brief** X*, whatever the parse makes of the infinitive."""
    behind = verb.doc[verb.i + 1] if verb.i + 1 < verb.sent.end else None
    to = behind is not None and behind.plain_ in words.status.purposes
    return to or bool(children(verb, "xcomp", "advcl", "ccomp"))


def _is_bare_object(noun: Token, verb: Token, relation: str) -> bool:
    """*se sont donné **rendez-vous***: right behind its verb without a preposition, whatever it hangs as."""
    return relation == "obl" and noun.i == verb.i + 1 and not children(noun, "case", "det")


def _is_reduced(verb: Token, words: ContactWords) -> bool:
    """*A call **planned** for Thursday was cancelled*: a participle that a parser takes for the verb."""
    bare = verb.pos_ == "VERB" and not children(verb, "aux", "aux:pass", "cop", "obj")
    return bare and verb.lemma_.lower() in words.status.planned and not is_infinitive(verb)


def _past_reduced(noun: Token, participle: Token, words: ContactWords, depth: int) -> Standing:
    """What is said of a noun behind its participle; planned when nothing is."""
    said = [
        c
        for c in children(participle, "ccomp", "conj", "parataxis", "advcl")
        if c.i > participle.i and not children(c, "nsubj", "nsubj:pass", "mark")
    ]
    for verb in said:
        outer = _as_argument(noun, verb, words, depth + 1)
        past = has_tense(verb, "Past") or is_perfect(verb)
        if not outer.told or outer.status in DECIDED:
            return outer
        if past and verb.lemma_.lower() in words.lasting:
            return held("told as done")
    return planned(f"planned: {participle.lemma_}")


def _is_how(noun: Token, words: ContactWords) -> bool:
    """*n'a pas voulu prendre X **au téléphone***: the clause itself tells of the contact."""
    return any(e.adverbial for e in words.nouns.get(noun.lemma_.lower(), ()))


def _by_noun(noun: Token, above: Token, relation: str, words: ContactWords, depth: int) -> Standing:
    """*l'annulation de la rencontre*, *la possibilité d'un entretien*."""
    status, lemmas = words.status, lemmas_of(above, words)
    if any(d.lower_ in status.none for d in children(above, "det")):
        return not_told("none")  # "no plans for a call"
    cases = {plain(c) for c in children(noun, "case")}
    of = words.prepositions.of | words.prepositions.towards
    if relation in ("nmod", "obl", "obl:arg") and cases and not cases & of:
        return OPEN  # "in a letter to X, Y's demand"
    if relation in ("nmod", "obl", "obl:arg"):
        if lemmas & status.cancelled:
            return cancelled(f"cancelled: {above.lemma_}")
        if lemmas & status.refused:
            return refused(f"refused: {above.lemma_}")
        if lemmas & status.possible:
            return not_told(f"only possible: {above.lemma_}")
        if is_only_reported(above, words):
            return not_told("only reported")
        if (lemmas | lemmas_of(above.head, words)) & status.denied:
            return denied()
        how = above.dep_ in ("obl", "obl:mod", "advmod")  # "a annoncé P à l'issue d'un entretien"
        if above.head != above and not how and lemmas_of(above.head, words) & status.agreed:
            return planned(f"agreed: {above.head.lemma_}", needs_time=True)
        return OPEN
    if relation in ("nsubj", "nsubj:pass"):
        outer = _by_governor(above, words, depth + 1)
        if outer.status is None and lemmas & status.planned:
            return planned(f"planned: {above.lemma_}")
        return outer
    return _by_governor(above, words, depth + 1) if relation in ("conj", "appos", "flat") else OPEN


def _as_argument(noun: Token, verb: Token, words: ContactWords, depth: int) -> Standing:
    status = words.status
    chain = {*lemmas_of(verb, words)}
    top = verb
    while governed(top, words)[0] == "xcomp" and top.head != top:
        top = governed(top, words)[1]
        chain |= lemmas_of(top, words)
    for other in children(verb, "advcl", "parataxis"):
        # "scheduled for Saturday has been postponed", with the day taken for its subject
        subjects = children(other, "nsubj", "nsubj:pass")
        if all(x.lower_ in words.time_nouns for x in subjects) and children(other, "aux:pass"):
            chain |= lemmas_of(other, words) & status.cancelled
    if children(verb, "cop"):
        # "est reporté sine die", with the participle hung on what follows it
        chain |= {
            m for c in children(verb, "advmod", "xcomp") for m in lemmas_of(c, words)
        } & status.cancelled
    negated = is_denied(verb, words) or is_denied(top, words)
    happens = occurs(verb, words) or any(occurs(x, words) for x in children(verb, "xcomp"))
    pointed = any(d.lower_ in words.demonstrative for d in children(noun, "det"))
    subject = noun.dep_ in ("nsubj", "nsubj:pass")
    if chain & status.delaying and _is_short(verb, words):
        return OPEN
    if chain & status.cancelled:
        return not_told("not cancelled") if negated else cancelled(f"cancelled: {verb.lemma_}")
    if chain & status.refused and not subject:
        return not_told("not refused") if negated else refused(f"refused: {verb.lemma_}")
    if chain & status.denied:
        return denied()
    if happens and negated:
        if (status.can | status.must) & chain and not is_perfect(top):
            return not_told("negated")
        return cancelled("did not take place", missed=is_perfect(top) or has_tense(top, "Past"))
    if negated and not subject:
        unwilling = chain & status.willing and is_perfect(top)
        return refused("was not willing") if unwilling else not_told("negated")
    if subject and _is_moot(noun, verb, words, negated=negated):
        return not_told("not on the agenda, or only thought of")
    if negated:
        return OPEN
    set_down = bool(children(verb, "aux")) and not children(verb, "obj")  # "est calé jeudi"
    predicate = noun.dep_ == "nsubj:pass" or bool(children(verb, "cop")) or set_down
    if noun.dep_ == "nsubj:pass" and f"{verb.lemma_} {noun.lemma_}".lower() in status.planned:
        return planned(f"planned: {verb.lemma_}")  # "rendez-vous est pris pour jeudi"
    if subject and predicate and chain & status.planned:
        return planned(f"planned: {verb.lemma_}")
    if chain & status.must_be and not is_perfect(top) and (happens or not subject):
        return planned(f"planned: {top.lemma_}")
    if chain & status.planned and not subject:
        return planned(f"planned: {verb.lemma_}")
    if chain & status.agreed and not subject and not _is_taken(noun, verb, words):
        return planned(f"agreed: {verb.lemma_}", needs_time=True)
    if not subject and (pointed or is_asked_for(noun, words)):
        return OPEN
    opened = lemmas_of(verb, words) & words.light_verbs & status.adjectives  # "opened talks" had them
    if chain & (status.possible - status.arranging - opened) and not subject:
        return not_told(f"only possible: {verb.lemma_}")
    if happens or not subject:
        return of_verb(top, words, noun, depth + 1)
    if verb.lemma_.lower() in words.lasting or _is_occasion(noun, words):
        return _open_or_planned(top, words, noun, depth)
    if chain & words.initiator.participles and noun.dep_ == "nsubj:pass" and _is_known(noun, words):
        return OPEN  # "the call was requested by X"
    if chain & status.possible and noun.dep_ == "nsubj:pass":
        return not_told(f"only possible: {verb.lemma_}")
    return OPEN


def _is_taken(noun: Token, verb: Token, words: ContactWords) -> bool:
    """*Accepted a call **from X***: he took it."""
    behind = noun.doc[noun.i + 1 : min(noun.i + 4, noun.sent.end)]
    sender = any(plain(t) in words.prepositions.from_ for t in behind)
    return sender and noun.dep_ == "obj" and verb.lemma_.lower() in words.initiator.taking


def _is_short(verb: Token, words: ContactWords) -> bool:
    """*was delayed **by an hour***: it took place, later that day."""
    by = words.prepositions.by | words.prepositions.of | words.prepositions.towards
    return any(
        c.lemma_.lower() in words.status.short and any(plain(p) in by for p in children(c, "case", "det"))
        for c in children(verb, "obl", "obl:arg", "obl:mod", "obl:agent", "nmod")
    )


def _is_moot(noun: Token, verb: Token, words: ContactWords, *, negated: bool) -> bool:
    """*une rencontre n'est pas à l'ordre du jour*, *serait prématurée*; "l'entretien n'a pas été facile" was
    held.
    """
    text = " ".join(plain(t) for t in verb.subtree)
    if has_any(text, words.status.moot):
        return True
    known = _is_known(noun, words)
    if not children(verb, "cop"):
        return False
    unreal = has_mood(verb, "Cnd") or auxiliary_in(verb, words.status.future_in_past | words.status.modal)
    if unreal or known:
        return unreal
    return negated or bool(lemmas_of(verb, words) & words.status.possible)


def _is_known(noun: Token, words: ContactWords) -> bool:
    """*l'entretien*, *cet appel*, *leur rencontre*."""
    known = words.definite | words.demonstrative | words.possessives
    return any(plain(d) in known for d in children(noun, "det", "nmod:poss"))


def _is_occasion(noun: Token, words: ContactWords) -> bool:
    """A summit or visit that will do something is still to come; "l'entretien permettra" is not."""
    entries = words.nouns.get(noun.lemma_.lower(), ())
    return any(e.summit or e.kind is ContactKind.VISIT for e in entries)


def _open_or_planned(verb: Token, words: ContactWords, noun: Token, depth: int) -> Standing:
    outer = of_verb(verb, words, noun, depth + 1)
    return outer if outer.status is ContactStatus.PLANNED or not outer.told else OPEN
