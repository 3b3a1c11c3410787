"""The time words of a language: `languages/<language>/times.toml`, loaded once and checked on loading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from verbale.errors import LexiconError
from verbale.lexicon import language_file, load_toml
from verbale.times.expression import Role
from verbale.times.fold import fold
from verbale.times.grammar import (
    DIGITS,
    Compiled,
    PatternError,
    SlotRegex,
    compile_pattern,
    first_key,
    words_regex,
)

SlotValue = int | float | str


class Means(StrEnum):
    """What a pattern of times.toml says; each has its builder in `build.py`."""

    DATE = "date"
    SHIFT = "shift"
    WINDOW = "window"
    CLOCK = "clock"
    DURATION = "duration"
    SET = "set"
    ORDINAL = "ordinal"
    VAGUE = "vague"
    NOTHING = "nothing"


class PatternEntry(BaseModel):
    """One [[pattern]] of times.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    match: str | list[str]
    means: Means
    set: dict[str, int | float | str] = Field(default_factory=dict)
    only_after: list[str] = Field(default_factory=list)
    unless_after: list[str] = Field(default_factory=list)
    only_before: list[str] = Field(default_factory=list)
    unless_before: list[str] = Field(default_factory=list)
    example: Annotated[str, Field(min_length=1)]
    phrase: str


class StampEntry(BaseModel):
    """One [[stamp]]: a line of metadata that says when a story (or a comment on it) was published."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    lead: list[str]
    where: str = Field(pattern="^(start|line)$")
    means: str = Field(pattern="^(published|updated|comment)$")
    example: str
    published: str


class EventWords(BaseModel):
    """[events]: what a story counts days of ("the fifth day of the war"), and words for its beginning."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: list[str]
    begin: list[str]


class TimesFile(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    slots: dict[str, dict[str, SlotValue]]
    thousands: str = Field(default=" ", min_length=1, max_length=1)
    decimal: str = Field(default=",.", min_length=1, max_length=2)
    capitals: list[str] = Field(default_factory=list)
    day_suffixes: list[str] = Field(default_factory=list)
    ordinal_suffixes: list[str] = Field(default_factory=list)
    determiners: list[str]
    roles: dict[Role, list[str]]
    of_after: list[str] = Field(default_factory=list)
    joins: list[str]
    same_year: list[str] = Field(default_factory=list)
    distance_before: list[str]
    agencies: list[str] = Field(default_factory=list)
    events: EventWords = Field(default_factory=lambda: EventWords(words=[], begin=[]))
    traps: list[str]
    pattern: list[PatternEntry]
    stamp_filler: list[str] = Field(default_factory=list)
    stamp_goes_on: list[str] = Field(default_factory=list)
    stamp: list[StampEntry] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern ready to run.

    Attributes:
        needs: bits of the words without which it cannot match, as in `TimeLexicon.bits`.
        only_after, unless_after, only_before, unless_before: checks on the text around a match.
    """

    entry: PatternEntry
    compiled: Compiled
    only_after: re.Pattern[str] | None
    unless_after: re.Pattern[str] | None
    only_before: re.Pattern[str] | None
    unless_before: re.Pattern[str] | None
    needs: int = 0


@dataclass(frozen=True, slots=True)
class TimeLexicon:
    """All that the engine knows of one language.

    Attributes:
        by_first: patterns by the key of the word they may begin with, in the order of the file.
        bits: of each word that patterns need, the bits of the sets of words that it is one of.
        slots: the value of each slot's folded words.
        roles: prepositions at the end of the text before an expression.
        of_after: what behind an expression ties it to the noun that follows ("Tuesday's talks").
        same_year: what behind a day or month says that its year is the one named last ("of that year").
        capitals: words of slots that are a time only with a capital ("may" is a verb).
        traps: names that look like times ("20 Minutes"), case-sensitive, by the key of their first word.
    """

    language: str
    file: TimesFile
    patterns: tuple[Pattern, ...]
    by_first: Mapping[str, tuple[Pattern, ...]]
    bits: Mapping[str, int]
    slots: Mapping[str, Mapping[str, SlotValue]]
    roles: tuple[tuple[Role, re.Pattern[str]], ...]
    of_after: re.Pattern[str] | None
    same_year: re.Pattern[str] | None
    capitals: frozenset[str]
    join: re.Pattern[str]
    distance_before: re.Pattern[str]
    traps: Mapping[str, tuple[str, ...]]

    def value(self, slot: str, words: str) -> SlotValue:
        """The value of a slot's matched text (already folded)."""
        return _value(slot, words, self.slots, self.file.thousands)


_DIGIT_SLOTS: dict[str, str] = {
    "day": r"(?:3[01]|[12]\d|0?[1-9])(?!\d)",
    "month_digits": r"(?:1[0-2]|0?[1-9])(?!\d)",
    "dd": r"(?:3[01]|[12]\d|0[1-9])(?!\d)",
    "mm": r"(?:1[0-2]|0[1-9])(?!\d)",
    "day_digits": r"(?:3[01]|[12]\d|[1-9])(?!\w)",
    "date_day": r"(?:3[01]|[12]\d|0?[1-9])",
    "year": r"(?:1\d|20|21)\d\d(?!\d)",
    "year2": r"'?\d\d(?!\d)",
    "n": r"\d{1,3}(?:%(thousands)s\d{3})+(?!\d)|\d{1,5}(?:[%(decimal)s]\d{1,2})?(?![\d])",
    "hour": r"(?:2[0-4]|1\d|0?\d)(?!\d)",
    "minutes2": r"[0-5]\d(?!\d)",
    "hhmm": r"(?:[01]\d|2[0-3])[0-5]\d(?!\d)",
}
"""Slots written in digits; `n`, `day`, `hour` and `minutes2` also take the language's number words.

`day` and `date_day` take the language's suffixes ("24th").
"""

_WORD_LIMITS: dict[str, tuple[int, int]] = {
    "day": (1, 31),
    "hour": (0, 24),
    "n": (0, 1_000_000),
    "minutes2": (10, 59),
}


def _canonical(words: str) -> str:
    return re.sub(r"[ -]+", " ", words)


def _number_words(slots: Mapping[str, Mapping[str, SlotValue]], low: int, high: int) -> list[str]:
    return [w for w, v in slots["number"].items() if isinstance(v, int) and low <= v <= high]


def _value(slot: str, words: str, slots: Mapping[str, Mapping[str, SlotValue]], thousands: str) -> SlotValue:
    known = slots.get(slot, {}).get(_canonical(words))
    if known is not None:
        return known
    if slot in ("ordinal", "day", "date_day"):
        digits = re.match(r"\d+", words)
        if digits:
            return int(digits[0])
    if slot in _DIGIT_SLOTS:
        known = slots["number"].get(_canonical(words))
        if known is not None:
            return known
        plain = words.replace(thousands, "").replace(",", ".").lstrip("'")
        return float(plain) if "." in plain else int(plain)
    raise KeyError(f"{slot}: {words}")


def _slot_regexes(file: TimesFile, slots: Mapping[str, Mapping[str, SlotValue]]) -> dict[str, SlotRegex]:
    regexes = {name: words_regex(list(words)) for name, words in slots.items() if name != "day"}
    for name, digits in _DIGIT_SLOTS.items():
        words: list[str] = []
        if name in _WORD_LIMITS:
            words += _number_words(slots, *_WORD_LIMITS[name])
        words += slots.get(name, {})
        first = frozenset([DIGITS])
        if name in ("day", "date_day"):
            suffixes = "|".join(re.escape(fold(s)) for s in file.day_suffixes)
            digits = _DIGIT_SLOTS["date_day"] + (f"(?:{suffixes})?" if suffixes else "") + r"(?!\w)"
        if name == "n":
            marks = {"thousands": re.escape(file.thousands), "decimal": re.escape(file.decimal)}
            digits = digits % marks
        parts = [f"(?:{digits})"]
        if words:
            spelled = words_regex(words)
            parts.insert(0, spelled.regex)
            first |= spelled.first
        regexes[name] = SlotRegex("(?:" + "|".join(parts) + ")", first)
    spelled = regexes["ordinal"]
    suffixes = "|".join(re.escape(fold(s)) for s in sorted(file.ordinal_suffixes, key=len, reverse=True))
    if suffixes:
        regexes["ordinal"] = SlotRegex(
            rf"(?:{spelled.regex}|\d{{1,4}} ?(?:{suffixes})(?!\w))", spelled.first | {DIGITS}
        )
    return regexes


def _either(words: list[str]) -> str:
    """Any of these words, longest first, as an expression without groups."""
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(fold(w)).replace(r"\ ", " +") for w in longest_first)


def _ends_with(words: list[str]) -> re.Pattern[str] | None:
    if not words:
        return None
    bodies = []
    for word in sorted(words, key=len, reverse=True):
        folded = fold(word)
        body = re.escape(folded).replace(r"\ ", " +")
        bodies.append((r"(?<![^\W_])" if folded[0].isalnum() else "") + body)
    return re.compile(rf"(?:{'|'.join(bodies)}) *$")


def _begins_with(words: list[str]) -> re.Pattern[str] | None:
    if not words:
        return None
    bodies = []
    for word in sorted(words, key=len, reverse=True):
        folded = fold(word)
        if folded == "$":
            bodies.append(r"(?:\n|$)")
            continue
        bodies.append(
            re.escape(folded).replace(r"\ ", " +") + (r"(?![^\W_])" if folded[-1].isalnum() else "")
        )
    return re.compile(rf" *(?:{'|'.join(bodies)})")


def _bits(needed: Iterable[frozenset[str]]) -> tuple[dict[frozenset[str], int], dict[str, int]]:
    """One bit for each set of words, and of each word those of the sets that it is in."""
    bit_of = {words: 1 << i for i, words in enumerate(dict.fromkeys(needed))}
    bits: dict[str, int] = {}
    for words, bit in bit_of.items():
        for word in words:
            bits[word] = bits.get(word, 0) | bit
    return bit_of, bits


def _traps_by_first(traps: list[str]) -> dict[str, tuple[str, ...]]:
    by_first: dict[str, tuple[str, ...]] = {}
    for trap in sorted(traps, key=len, reverse=True):
        key = first_key(fold(trap))
        by_first[key] = (*by_first.get(key, ()), trap)
    return by_first


def parse_time_lexicon(language: str, data: Mapping[str, Any], path: str) -> TimeLexicon:
    """Check and compile the contents of a times.toml.

    Raises:
        LexiconError: an entry cannot be used; the message names it.
    """
    try:
        file = TimesFile.model_validate(dict(data))
    except ValidationError as e:
        first = e.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise LexiconError(path, where or "-", first["msg"]) from e
    slots: dict[str, dict[str, SlotValue]] = {}
    for name, entries in file.slots.items():
        table: dict[str, SlotValue] = {}
        for words, value in entries.items():
            for word in words.split("|"):
                key = _canonical(fold(word))
                if not key.strip() or key[-1] == " " or table.setdefault(key, value) != value:
                    raise LexiconError(
                        path,
                        f"slots.{name}.{words}",
                        f"{word!r} is empty, ends in a hyphen or has two values",
                    )
        slots[name] = table
    for needed in ("number", "ordinal", "weekday", "month", "unit"):
        if needed not in slots:
            raise LexiconError(path, f"slots.{needed}", "missing")
    regexes = _slot_regexes(file, slots)
    patterns: list[Pattern] = []
    for entry in file.pattern:
        for match in [entry.match] if isinstance(entry.match, str) else entry.match:
            try:
                compiled = compile_pattern(match, regexes)
            except PatternError as e:
                raise LexiconError(path, entry.name, str(e)) from e
            patterns.append(
                Pattern(
                    entry,
                    compiled,
                    _ends_with(entry.only_after),
                    _ends_with(entry.unless_after),
                    _begins_with(entry.only_before),
                    _begins_with(entry.unless_before),
                )
            )
    bit_of, bits = _bits(words for p in patterns for words in p.compiled.needs)
    patterns = [replace(p, needs=sum({bit_of[w] for w in p.compiled.needs})) for p in patterns]
    by_first: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        for key in pattern.compiled.first:
            by_first.setdefault(key, []).append(pattern)
    determiners = _either(file.determiners)
    roles = tuple(
        (role, re.compile(rf"(?<![^\W_])(?P<role>{_either(words)}) *(?:(?:{determiners}) *)?$"))
        for role, words in file.roles.items()
    )
    behind, same = _either(file.of_after), _either(file.same_year)
    distance = _ends_with(file.distance_before)
    assert distance is not None
    return TimeLexicon(
        language=language,
        file=file,
        patterns=tuple(patterns),
        by_first={key: tuple(found) for key, found in by_first.items()},
        bits=bits,
        slots=slots,
        roles=roles,
        of_after=re.compile(rf"(?:{behind})(?![^\W_])") if behind else None,
        same_year=re.compile(rf" *,? *(?:{same})(?![^\W_])") if same else None,
        capitals=frozenset(map(fold, file.capitals)),
        join=re.compile(rf"(?: +| *, *)(?:(?:{_either(file.joins)}) *)?|-"),
        distance_before=distance,
        traps=_traps_by_first(file.traps),
    )


def load_time_lexicon(language: str) -> TimeLexicon:
    """Load and check `languages/<language>/times.toml`.

    Raises:
        LexiconError: there is none, or an entry in it cannot be used.
    """
    path = language_file(language, "times.toml")
    return parse_time_lexicon(language, load_toml(path), str(path))
