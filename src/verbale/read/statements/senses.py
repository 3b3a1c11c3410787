"""Finding the senses of the lexicon in what is said: the phrase, and whom its clause is about."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from verbale.model import SpeechAct
from verbale.read.lexicons.senses import INFINITIVE, Sense, SenseLexicon
from verbale.read.statements.ownership import has_own_determiner
from verbale.read.story.clauses import (
    is_future,
    is_infinitive,
    is_negated,
    is_passive,
    is_past,
    is_perfect,
    is_verbal,
)
from verbale.read.story.document import children
from verbale.read.story.tokens import grammar_of, plain
from verbale.syntax.tree import Token

# What somebody only does in the main clause ("la coopération convenue à N" agrees to nothing).
STANCES = frozenset({SpeechAct.AGREE, SpeechAct.COMMIT, SpeechAct.OFFER, SpeechAct.REFUSE})
BESIDE_MAIN = frozenset({"acl", "amod"})
NAMES_OF_THINGS = frozenset({"NOUN", "PROPN", "ADJ", "DET", "ADP", "NUM", "PRON"})
# An act and the reason for it.
Turn = tuple[SpeechAct, str]
# What may stand before a word that goes right behind the one before it.
BETWEEN = frozenset({"ADV", "PART", "PUNCT", "DET"})
# How far after its first word the rest of a phrase stands, in words.
REST_WITHIN = 7


class About(Enum):
    """Whom a clause is about."""

    SPEAKER = auto()
    SIDE = auto()  # somebody else who is known: another country, its army, its president
    OTHER = auto()
    NOBODY = auto()  # it has no subject, or one that stands for nothing


@dataclass(frozen=True, eq=False)
class Said:
    """What is said, as the rules for its act look at it.

    Attributes:
        words: its tokens, in order.
        predicate: the head of what is said; None when it is no clause.
        about: whom the clause of a predicate is about.
        direct: whether it is said in the speaker's own words.
        shifted: whether a cue in the past has shifted its tenses (*a dit qu'il devait*).
        performed: the act of a verb in the first person that does what it names (*je demande P*), and why.
        cue: the entry that introduces it, and the word that heads it, where that matters.
    """

    words: tuple[Token, ...]
    predicate: Token | None
    about: Callable[[Token], About]
    direct: bool = False
    shifted: bool = False
    performed: Turn | None = None
    cue: str = ""
    head: Token | None = None

    @property
    def is_about_speaker(self) -> bool:
        """Whether the main clause is about the speaker or his side."""
        return self.predicate is not None and self.about(self.predicate) is About.SPEAKER


def clause_of(token: Token, inside: Container[int]) -> Token:
    """The predicate of the clause that a word stands in; the highest word above it when there is none."""
    while not _is_predicate(token):
        if token.head == token or token.head.i not in inside:
            break
        token = token.head
    return token


def _is_predicate(token: Token) -> bool:
    if token.dep_ in ("aux", "aux:pass", "cop"):
        return False
    return is_verbal(token) or bool(children(token, "cop", "nsubj", "nsubj:pass"))


@lru_cache(maxsize=1)  # the steps that tell an act ask for the same one after another
def find_senses(said: Said, lexicon: SenseLexicon) -> tuple[tuple[Sense, Token], ...]:
    """The senses whose phrase stands in what is said and whose conditions hold, those of the main clause
    first, then the longest phrase; each with its first word.
    """
    words = {t.i: _may_be(t, lexicon) for t in said.words}
    found: list[tuple[tuple[bool, int, int], Sense, Token]] = []
    for token in said.words:
        for sense in _beginning_with(words[token.i], lexicon):
            if _end_of(token, sense, words) is None or _is_misread(token, sense, lexicon):
                continue
            clause = clause_of(token, words)
            if _holds(sense, token, clause, said, lexicon):
                found.append(((clause != said.predicate, -len(sense.rest), token.i), sense, token))
    return tuple((sense, token) for _, sense, token in sorted(found, key=lambda f: f[0]))


def _beginning_with(words: Iterable[str], lexicon: SenseLexicon) -> Iterable[Sense]:
    """The senses whose phrase begins with one of the words, each once."""
    groups = [group for word in words if (group := lexicon.by_head.get(word))]
    if len(groups) < 2:
        return groups[0] if groups else ()
    return {id(s): s for group in groups for s in group}.values()


def _may_be(token: Token, lexicon: SenseLexicon) -> tuple[str, ...]:
    """The words of phrases that a token may stand for: its form, its lemma, the verb that it is a form of."""
    form, lemma = plain(token), token.lemma_.lower()
    verb = lexicon.lemma_of.get(form)
    return (form, lemma) if verb is None or verb == lemma else (form, lemma, verb)


def _is_misread(token: Token, sense: Sense, lexicon: SenseLexicon) -> bool:
    """A noun or an adjective that only looks like the one verb of the phrase (*une bombarde*)."""
    verb = lexicon.lemma_of.get(plain(token))
    noun = token.pos_ == "NOUN" and grammar_of(token).verbs.subject_first and not sense.after
    alone = not sense.rest and sense.about == "other" and not _is_predicate(token)
    if noun and alone and children(token, "det", "amod", "case", "nummod", "nmod:poss"):
        return True  # "enough to make several bombs"
    if sense.rest or verb is None or verb not in sense.head or token.lemma_.lower() in sense.head:
        return False
    return token.pos_ in NAMES_OF_THINGS and not _is_predicate(token)


def _end_of(token: Token, sense: Sense, inside: Mapping[int, tuple[str, ...]]) -> int | None:
    """Index of the phrase's last word; None when it does not stand here.

    Args:
        inside: of the words that may belong to it, by index, what each may stand for.
    """
    last, wanted = token.i, 0
    for t in token.doc.tokens[token.i + 1 : token.i + 1 + REST_WITHIN]:
        if wanted == len(sense.rest) or t.i not in inside:
            break
        words = sense.rest[wanted]
        if not words.isdisjoint(inside[t.i]) or (INFINITIVE in words and is_infinitive(t)):
            wanted, last = wanted + 1, t.i
        elif sense.close[wanted] and t.pos_ not in BETWEEN:
            break
    return last if wanted == len(sense.rest) else None


def _holds(sense: Sense, token: Token, clause: Token, said: Said, lexicon: SenseLexicon) -> bool:
    if sense.after and (said.cue not in sense.after or token != said.head):
        return False
    if sense.after and sense.about == "other" and has_own_determiner(token):
        return False  # "a souligné son rôle" is no praise of another
    if sense.act in STANCES and said.predicate not in (None, clause) and clause.dep_ in BESIDE_MAIN:
        return False
    if sense.negated is not None and is_denied(clause) is not sense.negated:
        return False
    if sense.future and (not is_future(clause) or is_perfect(clause)):
        return False  # "auraient enlevé" is no future
    if sense.past is not None and _lies_in_past(clause, said, sense) is not sense.past:
        return False
    if sense.conditional and not has_condition(clause, said, lexicon):
        return False
    if sense.about == "any" or (sense.about == "other" and is_passive(clause)):
        return True  # "nous avons été trahis"
    if sense.about == "side":
        return _is_predicate(clause) and said.about(clause) is About.SIDE and token.pos_ != "NOUN"
    about = said.about(clause) if _is_predicate(clause) else About.OTHER
    if sense.conditional and about is About.NOBODY and is_passive(clause):
        return True  # "if the flights go on, the pass will be closed"
    speaker = about is About.SPEAKER
    if token.pos_ == "NOUN" and token != clause:
        # a noun is the speaker's by its determiner, not by the subject: "nous dénonçons vos crimes"
        speaker = _is_ours(token) or (sense.about == "speaker" and speaker)
    return speaker is (sense.about == "speaker")


def _lies_in_past(clause: Token, said: Said, sense: Sense) -> bool:
    """Whether a clause lies in the past; a past that a cue shifted may be a present (*said they left*)."""
    if sense.past is False and said.shifted and not said.direct:
        return is_perfect(clause)
    return is_past(clause)


def _is_ours(noun: Token) -> bool:
    first = grammar_of(noun).determiners.first
    return any(plain(c) in first for c in children(noun, "det", "nmod:poss", "nmod"))


def is_denied(clause: Token) -> bool:
    """Whether a clause is negated, or is an infinitive under a negated verb (*n'a pas voulu violer*)."""
    if is_negated(clause):
        return True
    return (
        is_infinitive(clause) and is_verbal(clause.head) and clause.head != clause and is_negated(clause.head)
    )


def has_condition(clause: Token, said: Said, lexicon: SenseLexicon) -> bool:
    """Whether a condition stands beside the clause (*si les tirs continuent, ...*)."""
    marks = [m for m in children(clause, "mark") if plain(m) in lexicon.conditions]
    if any(not any(t.is_punct for t in clause.doc[m.i : clause.i]) for m in marks):
        return False  # it is the condition itself; a mark behind a comma was hung on the wrong clause
    words = [t for t in said.words if not t.is_space]
    opening = [t for i, t in enumerate(words) if i == 0 or words[i - 1].is_punct]
    return any(plain(t) in lexicon.conditions and (t.pos_ == "SCONJ" or t in opening) for t in said.words)


def by_sense(said: Said, lexicon: SenseLexicon, wanted: Callable[[Sense], bool]) -> Turn | None:
    """The act of the first sense that is wanted, and the reason; None when there is none."""
    for sense, _ in find_senses(said, lexicon):
        if wanted(sense):
            return sense.act, f"sense: {sense.phrase}"
    return None
