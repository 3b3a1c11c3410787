"""Other spellings of a person's name: *Volodymyr Zelenskyy* where the actor files write *Zelensky*."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice, product
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from verbale.errors import LexiconError
from verbale.fold import fold_in_place
from verbale.lexicon import language_file, load_toml

SHORTEST_STEM = 3
# Of a name of many words each with many spellings only so many are made.
AT_MOST = 60

Spellings = Annotated[tuple[str, ...], Field(min_length=2)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SpellingIn(_Strict):
    """Spellings that stand for each other; `example` is a name and another spelling of it."""

    any: Spellings
    example: tuple[str, str]


class SpellingsFile(_Strict):
    """A language's spellings.toml: whole words, beginnings and ends of words."""

    hyphen_or_blank: bool = False
    word: tuple[SpellingIn, ...] = ()
    prefix: tuple[SpellingIn, ...] = ()
    ending: tuple[SpellingIn, ...] = ()


class SpellingRules:
    """The spellings of a language, in the form names are rewritten with."""

    def __init__(self, file: SpellingsFile) -> None:
        self.file = file
        self._words = {fold_in_place(w): entry.any for entry in file.word for w in entry.any}
        self._prefixes = _by_length((fold_in_place(p), e.any) for e in file.prefix for p in e.any)
        self._endings = _by_length((fold_in_place(p), e.any) for e in file.ending for p in e.any)

    def variants(self, name: str) -> tuple[str, ...]:
        """Other spellings of a name, the name itself left out; none in a language without rules.

        >>> from verbale.actors.spellings import load_spellings
        >>> load_spellings("en").variants("Jan Orvansky")[:2]
        ('Jan Orvanskyy', 'Jan Orvanskiy')
        """
        words = [self._of_word(word) for word in name.split()]
        hyphen = self.file.hyphen_or_blank and "-" in name
        if not hyphen and all(len(spellings) == 1 for spellings in words):
            return ()
        made = [" ".join(choice) for choice in islice(product(*words), AT_MOST)]
        if hyphen:
            blanks = [other.replace("-", " ") for other in made]
            made += [*blanks, *map(_capitalised, blanks)]
        return tuple(dict.fromkeys(other for other in made if other != name))

    def _of_word(self, word: str) -> tuple[str, ...]:
        folded = fold_in_place(word)
        group = self._words.get(folded)
        if group is not None:
            return (word, *(other for other in group if fold_in_place(other) != folded))
        spellings = [word]
        for prefix, others in self._prefixes:
            if folded.startswith(prefix) and len(folded) - len(prefix) >= SHORTEST_STEM:
                spellings += [
                    other + word[len(prefix) :] for other in others if fold_in_place(other) != prefix
                ]
                break
        for ending, others in self._endings:
            if folded.endswith(ending) and len(folded) - len(ending) >= SHORTEST_STEM:
                stem = word[: len(word) - len(ending)]
                spellings += [stem + other for other in others if other != ending]
                break
        return tuple(spellings)


def _by_length(pairs: Iterable[tuple[str, Spellings]]) -> tuple[tuple[str, Spellings], ...]:
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def _capitalised(name: str) -> str:
    """Every word with a capital: *Kim Jong Un*."""
    return " ".join(word[:1].upper() + word[1:] for word in name.split())


def load_spellings(language: str) -> SpellingRules:
    """The spellings of a language; none where it has no spellings.toml.

    Raises:
        LexiconError: an entry is not of the shape.
    """
    path = language_file(language, "spellings.toml")
    if not path.is_file():
        return SpellingRules(SpellingsFile())
    try:
        return SpellingRules(SpellingsFile.model_validate(load_toml(path)))
    except ValidationError as e:
        first = e.errors()[0]
        raise LexiconError(str(path), ".".join(str(part) for part in first["loc"]), first["msg"]) from e
