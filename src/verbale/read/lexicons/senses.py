"""The senses: turns of phrase that show what somebody does in saying something, whatever verb introduces it.

*Ce scrutin a été volé* accuses, *nous jugerons sur pièces* doubts, though the cue is only *dire*.
`senses.toml` of a language holds them; it is checked on loading.
Nothing here looks at a sentence; the engine does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from verbale.errors import LexiconError
from verbale.lexicon import language_file, load_toml
from verbale.model import SpeechAct
from verbale.read.lexicons.conjugation import Conjugation, lemmas_by_form

About = Literal["other", "side", "speaker", "any"]
# In a phrase: one of these words, "ligne rouge|jaune"; and any infinitive.
ALTERNATIVES = "|"
INFINITIVE = "@inf"
# Before a word that stands right behind the one before it, adverbs apart: "made +up".
CLOSE = "+"
# Words of fewer letters are not inflected.
SHORTEST_INFLECTED = 3


@dataclass(frozen=True, slots=True)
class Sense:
    """One turn of phrase.

    Attributes:
        phrase: as written in the file; `head` and `rest`: the lemmas or forms that each of its words may be.
        close: for each word of `rest`, whether it stands right behind the word before it.
        act: what is done in saying it.
        about: whom the clause must be about: "speaker" (or his side), "other" (all else), "side" (somebody
            else who is known), "any".
        negated: whether the clause must be negated; None: it may be.
        future: only where the clause lies in the future.
        past: whether the clause must lie in the past; None: either way.
        conditional: only where the clause depends on a condition ("si les tirs continuent").
    """

    phrase: str
    head: frozenset[str]
    rest: tuple[frozenset[str], ...]
    close: tuple[bool, ...]
    act: SpeechAct
    about: About
    negated: bool | None
    future: bool
    past: bool | None
    conditional: bool

    @property
    def is_strong(self) -> bool:
        """Whether it goes before the tense and the modal of the main clause, not after all else."""
        return (
            bool(self.rest)
            or self.future
            or self.past is not None
            or self.conditional
            or self.negated is True
        )


@dataclass(frozen=True, eq=False)
class SenseLexicon:
    """All senses of one language.

    Attributes:
        by_head: from each word that a phrase may begin with to its senses, longest phrase first.
        conditions: words that open a condition.
        others: nouns that are somebody else even after *notre* ("nos voisins").
        undecided: verbs of what is only going to be talked about or thought over ("will be discussed").
        deeds: nouns of what whoever announces it will do ("annoncer l'envoi de N").
        lemma_of: from each form of a verb of the phrases to its infinitive; see CueLexicon.lemma_of.
        examples: of each entry its act, its phrases, and what is said that has the act and that has not.
        frame: the sentence that the examples stand in, `{}` for what is said.
    """

    by_head: Mapping[str, tuple[Sense, ...]]
    conditions: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    deeds: frozenset[str] = frozenset()
    undecided: frozenset[str] = frozenset()
    lemma_of: Mapping[str, str] = field(default_factory=dict)
    examples: tuple[SenseExamples, ...] = ()
    frame: str = "{}"


@dataclass(frozen=True, slots=True)
class SenseExamples:
    """What an entry's own examples show."""

    act: SpeechAct
    phrases: tuple[str, ...]
    examples: tuple[str, ...]
    counters: tuple[str, ...] = field(default=())


NO_SENSES = SenseLexicon({})


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _SenseIn(_Strict):
    act: SpeechAct
    phrases: list[str]
    about: About = "any"
    negated: bool | Literal["any"] = False
    future: bool = False
    past: bool | None = None
    conditional: bool = False
    examples: list[str]
    counters: list[str] = []


class _File(_Strict):
    frame: str
    conditions: list[str]
    others: list[str]
    deeds: list[str] = []
    undecided: list[str] = []
    sense: list[_SenseIn]


def load_senses(language: str, conjugation: Conjugation | None = None) -> SenseLexicon:
    """Read and check `senses.toml` of a language (ISO 639-1); a language without the file has no senses.

    Raises:
        LexiconError: an entry breaks a rule; the error names it.
    """
    path = language_file(language, "senses.toml")
    if not path.is_file():
        return NO_SENSES
    return senses_from(load_toml(path), path=str(path), conjugation=conjugation)


def senses_from(
    data: Mapping[str, Any], *, path: str, conjugation: Conjugation | None = None
) -> SenseLexicon:
    """The senses of a parsed `senses.toml`; `path` is only for messages.

    Raises:
        LexiconError: an entry breaks a rule.
    """
    try:
        file = _File.model_validate(data)
    except ValidationError as e:
        first = e.errors()[0]
        raise LexiconError(path, ".".join(str(x) for x in first["loc"]), first["msg"]) from e
    if file.frame.count("{}") != 1:
        raise LexiconError(path, "frame", "needs one {} for what is said")
    by_head: dict[str, list[Sense]] = {}
    words: set[str] = set()
    for entry in file.sense:
        _check(entry, path)
        for phrase in entry.phrases:
            sense = _sense(entry, phrase, conjugation)
            words |= {w for part in phrase.split() for w in part.removeprefix(CLOSE).split(ALTERNATIVES)}
            for word in sense.head:
                by_head.setdefault(word, []).append(sense)
    return SenseLexicon(
        {head: tuple(sorted(group, key=lambda s: -len(s.rest))) for head, group in by_head.items()},
        frozenset(file.conditions),
        frozenset(file.others),
        frozenset(file.deeds),
        frozenset(file.undecided),
        lemmas_by_form(sorted(words), conjugation) if conjugation else {},
        tuple(
            SenseExamples(e.act, tuple(e.phrases), tuple(e.examples), tuple(e.counters)) for e in file.sense
        ),
        file.frame,
    )


def _sense(entry: _SenseIn, phrase: str, conjugation: Conjugation | None) -> Sense:
    parts = phrase.split()
    head, *rest = (_words(part.removeprefix(CLOSE), conjugation) for part in parts)
    return Sense(
        phrase,
        head,
        tuple(rest),
        tuple(part.startswith(CLOSE) for part in parts[1:]),
        entry.act,
        entry.about,
        None if entry.negated == "any" else entry.negated,
        entry.future,
        entry.past,
        entry.conditional,
    )


def _words(part: str, conjugation: Conjugation | None) -> frozenset[str]:
    """What one word of a phrase may be: its alternatives, each with its feminine and plurals."""
    found: set[str] = set()
    for word in part.split(ALTERNATIVES):
        found.add(word)
        if conjugation is not None and len(word) >= SHORTEST_INFLECTED:
            found |= conjugation.agreeing(word)
    return frozenset(found)


def _check(entry: _SenseIn, path: str) -> None:
    if not entry.phrases or not entry.examples:
        raise LexiconError(path, " / ".join(entry.phrases) or "sense", "needs phrases and examples")
    for phrase in entry.phrases:
        if not phrase.split() or phrase != " ".join(phrase.split()).lower() or "’" in phrase:
            raise LexiconError(
                path, phrase or "sense", "is empty, padded, not lower case, or has a typographic apostrophe"
            )
