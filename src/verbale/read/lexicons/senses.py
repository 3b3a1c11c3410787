"""The senses: turns of phrase that show what somebody does in saying something, whatever verb introduces it.

*Ce scrutin a été volé* accuses, *nous jugerons sur pièces* doubts, though the cue is only *dire*.
`senses.toml` of a language holds them; it is checked on loading.
Nothing here looks at a sentence; the engine does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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
# Before the name of a class of words, one of which stands in its place: "@harm".
CLASS = "@"
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
        after: the cues behind which alone it holds, for a phrase whose first word heads what is said
            ("insister sur l'arrêt de N"); empty: behind any.
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
    after: frozenset[str] = frozenset()

    @property
    def is_strong(self) -> bool:
        """Whether it goes before the tense and the modal of the main clause, not after all else."""
        return (
            bool(self.rest)
            or self.future
            or self.past is not None
            or self.conditional
            or bool(self.after)
            or self.negated is True
        )


@dataclass(frozen=True, eq=False)
class SenseLexicon:
    """All senses of one language.

    Attributes:
        by_head: from each word that a phrase may begin with to its senses, longest phrase first.
        conditions: words that open a condition.
        others: nouns that are somebody else even after *notre* ("nos voisins").
        persons: pronouns that are somebody else in what is said ("ils", "you").
        needed: nouns that ask for what is stressed behind them, unless it is the speakers' own work.
        own_work: the verbs and nouns of such work ("l'importance de poursuivre N").
        undecided: verbs of what is only going to be talked about or thought over ("will be discussed").
        deeds: nouns of what whoever announces it will do ("annoncer l'envoi de N").
        lemma_of: from each form of a verb of the phrases to its infinitive; see CueLexicon.lemma_of.
        examples: of each entry its act, its phrases, what is said that has the act and that has not, and
            the sentence that they stand in, `{}` for what is said.
        frame: the sentence of the entries that have none of their own.
    """

    by_head: Mapping[str, tuple[Sense, ...]]
    conditions: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    deeds: frozenset[str] = frozenset()
    undecided: frozenset[str] = frozenset()
    needed: frozenset[str] = frozenset()
    own_work: frozenset[str] = frozenset()
    lemma_of: Mapping[str, str] = field(default_factory=dict)
    examples: tuple[SenseExamples, ...] = ()
    frame: str = "{}"


@dataclass(frozen=True, slots=True)
class SenseExamples:
    """What an entry's own examples show; `frame`: the sentence that they stand in."""

    act: SpeechAct
    phrases: tuple[str, ...]
    examples: tuple[str, ...]
    counters: tuple[str, ...] = field(default=())
    frame: str = "{}"


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
    after: str = ""
    frame: str = ""
    examples: list[str]
    counters: list[str] = []


class _File(_Strict):
    frame: str
    conditions: list[str]
    others: list[str]
    persons: list[str] = []
    deeds: list[str] = []
    undecided: list[str] = []
    needed: list[str] = []
    own_work: list[str] = []
    classes: dict[str, list[str]] = {}
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
        _check(entry, file.classes, path)
        for phrase, written in _written(entry, file.classes, path):
            sense = _sense(entry, phrase, written, file.classes, conjugation)
            words |= {w for part in written.split() for w in part.removeprefix(CLOSE).split(ALTERNATIVES)}
            for word in sense.head:
                by_head.setdefault(word, []).append(sense)
    return SenseLexicon(
        {head: tuple(sorted(group, key=lambda s: -len(s.rest))) for head, group in by_head.items()},
        frozenset(file.conditions),
        frozenset(file.others),
        frozenset(file.persons),
        frozenset(file.deeds),
        frozenset(file.undecided),
        frozenset(file.needed),
        frozenset(file.own_work),
        lemmas_by_form(sorted(words), conjugation) if conjugation else {},
        tuple(
            SenseExamples(
                e.act, tuple(e.phrases), tuple(e.examples), tuple(e.counters), e.frame or file.frame
            )
            for e in file.sense
        ),
        file.frame,
    )


def _written(entry: _SenseIn, classes: Mapping[str, list[str]], path: str) -> Iterator[tuple[str, str]]:
    """Each phrase of an entry as it stands in the file and as it is looked for.

    One that begins with a class is as many phrases as the class has members ("tirer sur"); a class further
    on is one word of a phrase, any of its members.
    """
    for phrase in entry.phrases:
        named = [w.removeprefix(CLASS) for w in re.findall(r"@\w+", phrase) if w != INFINITIVE]
        unknown = [n for n in named if n not in classes]
        if unknown:
            raise LexiconError(path, phrase, f"no class {unknown[0]!r} in [classes]")
        first, *rest = phrase.split()
        within = [n for part in rest for n in named if part.removeprefix(CLOSE) == CLASS + n]
        if any(" " in member for n in within for member in classes[n]):
            raise LexiconError(path, phrase, "only a class that opens a phrase may hold phrases")
        rest = [_spelt_out(part, classes) for part in rest]
        members = classes[named[0]] if first == CLASS + (named or [""])[0] else [first]
        for member in members:
            yield phrase, " ".join([member, *rest])


def _spelt_out(part: str, classes: Mapping[str, list[str]]) -> str:
    """A word of a phrase with the members of a class for its name."""
    name = part.removeprefix(CLOSE).removeprefix(CLASS)
    if part == INFINITIVE or not part.removeprefix(CLOSE).startswith(CLASS):
        return part
    return (CLOSE if part.startswith(CLOSE) else "") + ALTERNATIVES.join(classes[name])


def _sense(
    entry: _SenseIn,
    phrase: str,
    written: str,
    classes: Mapping[str, list[str]],
    conjugation: Conjugation | None,
) -> Sense:
    parts = written.split()
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
        frozenset(classes.get(entry.after, ())),
    )


def _words(part: str, conjugation: Conjugation | None) -> frozenset[str]:
    """What one word of a phrase may be: its alternatives, each with its feminine and plurals."""
    found: set[str] = set()
    for word in part.split(ALTERNATIVES):
        found.add(word)
        if conjugation is not None and len(word) >= SHORTEST_INFLECTED:
            found |= conjugation.agreeing(word)
    return frozenset(found)


def _check(entry: _SenseIn, classes: Mapping[str, list[str]], path: str) -> None:
    if entry.after and entry.after not in classes:
        raise LexiconError(path, entry.after, "no such class in [classes]")
    if not entry.phrases or not entry.examples:
        raise LexiconError(path, " / ".join(entry.phrases) or "sense", "needs phrases and examples")
    for phrase in entry.phrases:
        if not phrase.split() or phrase != " ".join(phrase.split()).lower() or "’" in phrase:
            raise LexiconError(
                path, phrase or "sense", "is empty, padded, not lower case, or has a typographic apostrophe"
            )
