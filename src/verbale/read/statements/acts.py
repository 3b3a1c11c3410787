"""What a statement does: the cue's act, turned by what is said and by how the cue stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from verbale.model import Certainty, SpeechAct
from verbale.read.lexicons.cues import CueLexicon, CueMark, CueModal
from verbale.read.statements.content import Content
from verbale.read.statements.cue_frame import Frame
from verbale.read.statements.senses import REST_WITHIN, About, Said, Turn, by_sense, find_senses, is_denied
from verbale.read.story.clauses import (
    is_conditional,
    is_finite,
    is_future,
    is_infinitive,
    is_negated,
    is_passive,
    is_perfect,
)
from verbale.read.story.document import children
from verbale.read.story.tokens import grammar_of, has_feature, is_conjunction, is_finite_form, plain
from verbale.syntax.tree import Token

LONGEST_JUDGEMENT = 9
# In a longer content the judgement comes first: "« parfaitement illégitime » le coup d'État qui ...".
SOON = 2
OPENING_MARKS = frozenset('«“„"')
# Acts that a noun names as the speaker's, when nobody else holds it.
SPEAKERS_OWN = frozenset({SpeechAct.COMMIT, SpeechAct.OFFER, SpeechAct.CONCERN, SpeechAct.PRAISE})
# How far from the predicate a word that denies outright may stand.
ABSOLUTE_WITHIN = 5
# Idioms of these acts go before what the main clause's modal does: "il va falloir vérifier" doubts.
SUREST = frozenset(
    {SpeechAct.WARN, SpeechAct.REFUSE, SpeechAct.DENY, SpeechAct.REQUEST, SpeechAct.DOUBT, SpeechAct.OFFER}
)
# With them, those that only keep a shorter phrase from being found ("there was no doubt").
IDIOMS_FIRST = SUREST | {SpeechAct.ASSERT}
# What an order may do instead of asking: "do not test our patience", "let us meet".
MEANT_BY_ORDERS = frozenset({SpeechAct.WARN, SpeechAct.OFFER})
# What an adjective does only as a predicate: "le droit légitime de N" agrees to nothing.
ONLY_PREDICATED = frozenset({SpeechAct.AGREE, SpeechAct.REQUEST})
# Acts whose negation refuses; other evaluations are only not made.
# How far behind a word its particle may stand, an adverb between.
CLOSE_BEHIND = 2
REFUSED_BY_NEGATION = frozenset({SpeechAct.AGREE, SpeechAct.OFFER, SpeechAct.COMMIT})


def main_predicate(content: Content) -> Token | None:
    """The head of what is said, when it is a clause."""
    head = content.head
    if head is None:
        return None
    return head if head.pos_ in ("VERB", "AUX") or children(head, "cop", "nsubj", "nsubj:pass") else None


# A cue's own act that what is said may turn, and into what: a warning that somebody must do something asks, a
# regret that somebody did wrong accuses, who is ready to help offers, who is
# ready to strike warns. An assertion may become anything.
TURNED = {
    SpeechAct.WARN: frozenset({SpeechAct.REQUEST, SpeechAct.DOUBT}),
    SpeechAct.REQUEST: frozenset({SpeechAct.OFFER}),
    SpeechAct.OFFER: frozenset({SpeechAct.WARN}),
    SpeechAct.CONCERN: frozenset({SpeechAct.ACCUSE}),
    SpeechAct.COMMIT: frozenset({SpeechAct.OFFER, SpeechAct.WARN}),
}


def refine_act(act: SpeechAct, said: Said, lexicon: CueLexicon) -> tuple[SpeechAct, str | None]:
    """The act once what is said has been looked at, and why it changed (None if it did not).

    *a dit que X devait partir* asks, *a dit qu'il livrerait* promises, *qu'il ne livrerait pas* refuses,
    *que X commet des crimes* accuses. The surest signs come first: a condition with its consequence, an
    order, an idiom, the predicate, what the whole is called; single words that only colour it come last.
    """
    if act is SpeechAct.ASSERT:
        found = next((f for step in STEPS if (f := step(said, lexicon)) is not None), None)
        return found if found is not None else (act, None)
    return _turned(act, said, lexicon) or (act, None)


def _turned(act: SpeechAct, said: Said, lexicon: CueLexicon) -> Turn | None:
    """What is said turns an act that is more than an assertion, see TURNED."""
    # an entry that names its cues turns them: "wants to see a truce", "a insisté sur le respect de N" ask
    behind = by_sense(said, lexicon.senses, lambda s: bool(s.after))
    if behind is not None:
        return behind
    wanted = TURNED.get(act, frozenset())
    if not wanted:
        return None
    modal = _by_modal(said, lexicon)
    if modal is not None and modal[0] in wanted:
        return modal
    return by_sense(said, lexicon.senses, lambda s: s.act in wanted)


def _by_condition(said: Said, lexicon: CueLexicon) -> Turn | None:
    """*si les tirs continuent, nous fermerons le col*: a sense that needs its condition."""
    for sense, _ in find_senses(said, lexicon.senses):
        if sense.conditional:
            return sense.act, f"sense: {sense.phrase}, on a condition"
    return None


def _by_order(said: Said, lexicon: CueLexicon) -> Turn | None:
    """*libérez les otages*, *qu'ils ouvrent la porte*: an imperative, or a main clause in the subjunctive."""
    predicate = said.predicate
    words = [t for t in said.words if t.is_word or t.text[-1:] in "'’"]
    if not said.direct or not words:
        return None
    forms: tuple[Token, ...] = (words[0],)
    if predicate is not None and not children(predicate, "nsubj", "expl:subj"):
        forms = (*forms, predicate, *children(predicate, "aux", "aux:pass", "cop"))
    ordered = any(has_feature(t, "Mood", "Imp") and t.pos_ in ("VERB", "AUX") for t in forms)
    if ordered or _is_bare_order(words):
        meant = by_sense(said, lexicon.senses, lambda s: s.is_strong and s.act in MEANT_BY_ORDERS)
        return meant or (SpeechAct.REQUEST, "content: an order")
    wished = predicate is not None and is_finite(predicate) and words[0] in children(predicate, "mark")
    if wished and is_conjunction(words[0]):
        refused = by_sense(said, lexicon.senses, lambda s: s.is_strong and s.act is SpeechAct.REFUSE)
        return refused or (SpeechAct.REQUEST, "content: a wish that somebody do it")  # "let them keep N"
    return None


def _is_bare_order(words: Sequence[Token]) -> bool:
    """*Free the sailors*, *Name a date*: a base form that the tagger took for a noun or an adjective, with an
    object of its own and no other verb.
    """
    first = words[0]
    if not grammar_of(first).verbs.subject_first or first.lower_ != first.lemma_.lower():
        return False
    if first.pos_ not in ("NOUN", "ADJ") or any(is_finite_form(t) for t in words):
        return False
    if first.lower_ in grammar_of(first).verbs.like_adjectives and len(words) > 1:
        return words[1].pos_ in ("PROPN", "DET")  # "Free President Orel"
    return any(o.i > first.i for o in children(first, "obj"))


def _by_surest_idiom(said: Said, lexicon: CueLexicon) -> Turn | None:
    for sense, first in find_senses(said, lexicon.senses):
        # "given the risk of war I ask for N" asks, "je demande à voir" doubts
        beside = said.performed is not None and first != said.predicate
        if sense.is_strong and sense.act in IDIOMS_FIRST and not beside:
            return sense.act, f"sense: {sense.phrase}"
    return None


def _by_performed(said: Said, lexicon: CueLexicon) -> Turn | None:
    if said.performed is None:
        return None
    return _turned(said.performed[0], said, lexicon) or said.performed


def _by_modal(said: Said, lexicon: CueLexicon) -> Turn | None:
    predicate = said.predicate
    modal = _modal(predicate, lexicon) if predicate is not None else None
    if predicate is None or modal is None or _looks_back(predicate, said):
        return None
    if modal.speaker_only is not said.is_about_speaker:
        return None
    if modal.act is SpeechAct.COMMIT and is_negated(predicate):
        return SpeechAct.REFUSE, f"content: {modal.lemma}, negated"
    return modal.act, f"content: {modal.lemma}"


def _by_mandate(said: Said, lexicon: CueLexicon) -> Turn | None:
    """*insisted that X first release N*, *that the crew be flown out*: a base form with a subject asks."""
    predicate = said.predicate
    if predicate is None or said.direct or not grammar_of(predicate).verbs.subject_first:
        return None
    subjects = children(predicate, "nsubj", "nsubj:pass")
    auxiliaries = children(predicate, "aux", "aux:pass", "cop")
    if not subjects or not children(predicate, "mark") or subjects[0].i > predicate.i:
        return None
    if auxiliaries:
        mandated = [a.lower_ for a in auxiliaries] == [grammar_of(predicate).verbs.copula]
    else:
        # a noun may stand for many: "that the police let them in"
        alone = subjects[0].pos_ == "PROPN" and not children(subjects[0], "conj")
        alone = alone and not has_feature(subjects[0], "Number", "Plur")
        bare = predicate.pos_ == "VERB" and predicate.lower_ == predicate.lemma_.lower()
        mandated = alone and bare and not has_feature(predicate, "Tense", "Past")
    return (SpeechAct.REQUEST, "content: to be done") if mandated else None


def _by_idiom(said: Said, lexicon: CueLexicon) -> Turn | None:
    return by_sense(said, lexicon.senses, lambda s: s.is_strong)


def _by_word(said: Said, lexicon: CueLexicon) -> Turn | None:
    found = by_sense(said, lexicon.senses, lambda s: not s.is_strong)
    words = [t for t in said.words if not _is_opposed(t)]
    if found is None and not said.is_about_speaker and has_mark(words, lexicon.reproaches):
        denied = said.predicate is not None and is_denied(said.predicate)
        return None if denied else (SpeechAct.ACCUSE, "content: a reproach")
    return found


def _is_opposed(word: Token) -> bool:
    """*the fight against terrorism*: what somebody acts against is no reproach to him."""
    against = grammar_of(word).prepositions.against
    return any(plain(c) in against for c in children(word, "case"))


def _by_own_noun(said: Said, lexicon: CueLexicon) -> Turn | None:
    """*a redit « son intention de retirer »*, *« la pleine solidarité » de son pays*: a cue noun comes first.

    It is the speaker's by its possessive, or because it is quoted and nobody else holds it.
    """
    words = [t for t in said.words[:6] if t.is_word or t.lower_.endswith(("'", "’"))]
    for determiner, noun in pairwise(words[:3]):
        if has_feature(determiner, "Poss", "Yes") and noun.lemma_ in lexicon.nouns:
            return lexicon.nouns[noun.lemma_][0].act, f"content: {noun.lemma_}"
    first = next((t for t in words if t.pos_ == "NOUN"), None)
    if first is None or said.predicate is not None or first.lemma_ not in lexicon.nouns:
        return None
    act = lexicon.nouns[first.lemma_][0].act
    if not any(t.text[-1:] in OPENING_MARKS for t in said.words if t.i < first.i):
        return None
    held = any(c.pos_ == "PROPN" or c.text[:1].isupper() for c in children(first, "nmod", "amod"))
    return (act, f"content: {first.lemma_}") if act in SPEAKERS_OWN and not held else None


def _by_judgement(said: Said, lexicon: CueLexicon) -> Turn | None:
    """*a qualifié le coup de « parfaitement illégitime »*: a short content that is, or whose predicate is, an
    evaluation.
    """
    if said.predicate is not None:
        return None
    words = [t for t in said.words if t.is_word]
    for token in words if len(words) <= LONGEST_JUDGEMENT else words[:SOON]:
        if token.pos_ not in ("ADJ", "VERB"):
            continue
        for entry in lexicon.evaluations.get(token.lemma_.lower(), lexicon.evaluations.get(token.lower_, ())):
            if token.dep_ == "amod" and entry.act in ONLY_PREDICATED:
                continue
            if not entry.rest or _rest_follows(token, entry.rest):
                return entry.act, f"content: {entry.lemma}"
    return None


def _by_predicate(said: Said, lexicon: CueLexicon) -> Turn | None:
    predicate = said.predicate
    if predicate is None:
        return None
    negated, about = is_negated(predicate), said.about(predicate)
    speaks_of_self = about is About.SPEAKER
    if speaks_of_self and is_future(predicate) and is_finite(predicate) and not is_passive(predicate):
        if negated:
            return SpeechAct.REFUSE, "content: the speaker's own future, negated"
        return SpeechAct.COMMIT, "content: the speaker's own future"
    if about is About.NOBODY and _will_be_done(predicate, lexicon):
        return SpeechAct.COMMIT, "content: will be done"
    if negated and _is_measured(predicate):
        return SpeechAct.DOUBT, "content: a thing is less than another"
    if negated and _absolute(predicate) and about not in (About.OTHER, About.SIDE):
        if not is_future(predicate) and (speaks_of_self or not is_passive(predicate)):
            return SpeechAct.DENY, "content: negated without exception"
        if is_future(predicate) and said.direct and is_passive(predicate):
            return SpeechAct.REFUSE, "content: will never be done"
    return _predicate_word(predicate, lexicon)


def _will_be_done(predicate: Token, lexicon: CueLexicon) -> bool:
    """*the list will be handed over*: whoever says so answers for it, unless only talk is foreseen."""
    if not is_passive(predicate) or not is_future(predicate) or is_negated(predicate):
        return False
    words = {predicate.lemma_.lower(), plain(predicate)}
    return words.isdisjoint(lexicon.senses.undecided)


def _is_measured(predicate: Token) -> bool:
    """*une lettre n'est pas un traité*: any such thing is said not to be another."""
    subjects = children(predicate, "nsubj")
    return (
        predicate.pos_ == "NOUN"
        and bool(children(predicate, "cop"))
        and all(
            any(has_feature(d, "Definite", "Ind") for d in children(n, "det")) for n in (predicate, *subjects)
        )
        and any(s.pos_ == "NOUN" for s in subjects)
    )


def _looks_back(predicate: Token, said: Said) -> bool:
    """*rappelle que la digue devait être achevée*: an imperfect that no past cue has shifted."""
    forms = (predicate, *children(predicate, "aux", "aux:pass", "cop"))
    return not said.shifted and any(has_feature(t, "Tense", "Imp") for t in forms)


def _absolute(predicate: Token) -> bool:
    """*n'a jamais*, *n'a aucun*: not only negated but denied outright."""
    absolute = grammar_of(predicate).negation.absolute
    return any(abs(t.i - predicate.i) <= ABSOLUTE_WITHIN and plain(t) in absolute for t in predicate.subtree)


def _modal(predicate: Token, lexicon: CueLexicon) -> CueModal | None:
    """The modal that the predicate is, or that governs it as an auxiliary."""
    for token in (predicate, *children(predicate, "aux", "cop")):
        for entry in lexicon.modals.get(token.lemma_.lower(), ()):
            if entry.rest and _obliges_nobody(predicate, token):
                continue
            if entry.impersonal and children(predicate, "nsubj", "nsubj:pass"):
                continue
            if entry.speaker_only and token == predicate and is_perfect(predicate):
                continue  # "had always intended to sign": what somebody wanted is no promise
            bare = set(entry.rest) <= grammar_of(token).prepositions.before_infinitive
            if entry.speaker_only and bare and token == predicate and not _governs(predicate):
                continue  # "nos pensées vont aux familles", "our hearts go out to the families"
            # "had lied to her": no "have to", whose particle would stand before what has to be done
            end = predicate.i if token.dep_ == "aux" and token.i < predicate.i else token.sent.end
            if token.dep_ == "cop" and predicate.pos_ == "ADJ" and token.i < predicate.i:
                end = predicate.i + 1  # "is willing to go" is no "is to go"
            if entry.rest and _only_describes(token, entry.rest):
                continue
            if not entry.rest or _rest_follows(token, entry.rest, end):
                return entry
    return None


def _obliges_nobody(predicate: Token, modal: Token) -> bool:
    """*nobody had to beg*, *there is nothing to say*, *the worst is yet to come*: nobody is asked."""
    there = any(c.dep_ in ("expl", "expl:subj") for c in predicate.children)
    no_need = modal.lemma_ in grammar_of(modal).verbs.obliging and is_negated(predicate)
    pending = grammar_of(modal).negation.pending
    open_yet = any(plain(c) in pending for c in children(predicate, "advmod") if modal.i < c.i < predicate.i)
    return grammar_of(modal).verbs.subject_first and (there or no_need or open_yet)


def _only_describes(token: Token, rest: tuple[str, ...]) -> bool:
    """*is an important step*: the adjective of *be important* goes with another noun."""
    behind = token.doc[token.i : min(token.i + 1 + REST_WITHIN, token.sent.end)]
    found = next((t for t in behind if t.lemma_.lower() == rest[-1]), None)
    return found is not None and found.pos_ == "ADJ" and found.dep_ == "amod"


def _governs(verb: Token) -> bool:
    """Whether an infinitive hangs on the verb."""
    return any(is_infinitive(c) for c in children(verb, "xcomp", "ccomp", "obl", "advcl", "obj"))


def _rest_follows(token: Token, rest: tuple[str, ...], end: int | None = None) -> bool:
    """Whether the rest of an entry follows its head word, a few words apart; its particles right behind."""
    wanted, last = list(rest), token
    for t in token.doc[token.i + 1 : min(token.i + 1 + REST_WITHIN, end or token.sent.end)]:
        if wanted and wanted[0] in (t.lemma_.lower(), t.lower_):
            if t.pos_ in ("PART", "ADP") and t.i - last.i > CLOSE_BEHIND and len(rest) == 1:
                return False
            wanted.pop(0)
            last = t
    return not wanted


def _predicate_word(predicate: Token, lexicon: CueLexicon) -> Turn | None:
    """*que c'était inenvisageable*: the predicate itself is an evaluation."""
    if predicate.pos_ not in ("ADJ", "NOUN", "ADV") or not children(predicate, "cop"):
        return None
    for entry in lexicon.evaluations.get(predicate.lemma_.lower(), ()):
        if not entry.rest or _rest_follows(predicate, entry.rest):
            if is_negated(predicate):
                # "n'est pas acceptable" refuses what "est acceptable" agrees to; the rest is only not said
                refused = entry.act in REFUSED_BY_NEGATION
                return (SpeechAct.REFUSE, f"content: {entry.lemma}, negated") if refused else None
            return entry.act, f"content: {entry.lemma}"
    return None


def has_mark(tokens: Sequence[Token], marks: Mapping[str, tuple[CueMark, ...]]) -> bool:
    """Whether one of the tokens is a reproach, threat or hedge word."""
    return any(
        not entry.rest or _rest_follows(token, entry.rest)
        for token in tokens
        if token.dep_ != "compound"  # "the crime rate"
        for entry in marks.get(token.lemma_.lower(), ())
    )


def certainty_of(frame: Frame, lexicon: CueLexicon) -> Certainty:
    """hedged: the cue is in the journalistic conditional or under *sembler*; a future in the past is not a
    hedge.

    *aurait demandé* hedges; *a dit qu'il demanderait* does not: there the conditional stands inside a
    content.
    """
    verb = frame.anchor
    if verb.pos_ in ("VERB", "AUX", "ADJ") and is_conditional(verb):
        past = any(has_feature(a, "Mood", "Cnd") for a in children(verb, "aux", "aux:pass"))
        embedded = verb.dep_ in ("ccomp", "acl:relcl", "advcl") and not past
        if not embedded:
            return Certainty.HEDGED
    governor = verb.head if verb.dep_ in ("xcomp", "ccomp") else None
    for token in (governor, *children(verb, "advmod")):
        if token is not None and _hedges(token, lexicon):
            return Certainty.HEDGED
    return Certainty.STATED


def _hedges(token: Token, lexicon: CueLexicon) -> bool:
    """*sembler*, *apparently*, *is reported to*: some only in the passive."""
    found = lexicon.hedges.get(token.lemma_.lower(), ())
    return any(not h.passive or is_passive(token) for h in found)


def content_negated(content: Content) -> bool:
    """Whether what is said is itself negated."""
    predicate = main_predicate(content)
    return predicate is not None and is_negated(predicate)


STEPS = (
    _by_condition, _by_order, _by_surest_idiom, _by_performed, _by_modal, _by_mandate, _by_idiom,
    _by_predicate, _by_own_noun, _by_judgement, _by_word,
)  # fmt: skip
