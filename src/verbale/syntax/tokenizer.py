"""Cutting text into words by a regular expression that a language's `tokens.toml` fills in.

spaCy's own tokenizer for French takes three seconds to load, and breaks *-t-il*, *c'est-à-dire*, *quelqu'un*.
This one knows no language, and whatever it is given, words and blanks together are the text again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib.resources.abc import Traversable
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from spacy.attrs import PREFIX  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from verbale.errors import LexiconError
from verbale.lexicon import language_file, load_toml

APOSTROPHES = "['’ʼ]"
OPENING_QUOTES = '«"“„‹('
# Between the groups of three figures of one number: 10 000.
FIGURE_BLANKS = "[ \u00a0\u202f\u2009]"
TOP_DOMAINS = "com|org|net|int|info|gov|edu|eu|fr|de|ru|ua|uk|us|be|ch|es|it|pl"

_MAY_END_IN_CLITIC = re.compile(rf"-|{APOSTROPHES}")

Entry = Annotated[str, StringConstraints(min_length=1, pattern=r"^\S+$")]
Ending = Annotated[str, StringConstraints(min_length=2, pattern=r"^[-']\S+$|^\S+'\S+$")]
Glued = Annotated[str, StringConstraints(pattern=r"^\w+\|\w+$")]
Abbreviation = Annotated[str, StringConstraints(min_length=2, pattern=r"^\S*[.°]$")]


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CliticData(_Data):
    """What is cut off the end of a word, and the words it is not cut from."""

    endings: list[Ending] = []
    keep: list[Entry] = []


class AbbreviationData(_Data):
    """Words that own their full stop, by what must follow."""

    always: list[Abbreviation] = []
    before_capital: list[Abbreviation] = []
    before_small: list[Abbreviation] = []


class HyphenData(_Data):
    """Whether a hyphen is a word of its own, and the beginnings of words that keep theirs."""

    cut: bool = False
    prefixes: list[Entry] = []


class NumberData(_Data):
    """How numbers are written, and the letters that belong to the figures before them, or do not (units)."""

    grouped_by_blanks: bool = True
    hour_letters: list[Entry] = []
    ordinal_endings: list[Entry] = []
    units: list[Entry] = []


class TokenData(_Data):
    """The content of a `tokens.toml`."""

    elisions: list[Entry] = []
    split: list[Glued] = []
    whole: list[Entry] = []
    name_prefixes: list[Entry] = []
    clitics: CliticData = CliticData()
    hyphens: HyphenData = HyphenData()
    abbreviations: AbbreviationData = AbbreviationData()
    numbers: NumberData = NumberData()


def load_token_data(path: Traversable) -> TokenData:
    """Read and check one `tokens.toml`.

    Raises:
        LexiconError: the file is missing, is not TOML, or has a field or an entry that cannot be used.
    """
    try:
        return TokenData.model_validate(load_toml(path))
    except ValidationError as e:
        first = e.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise LexiconError(str(path), place or "-", first["msg"]) from e


class RegexTokenizer:
    """A spaCy tokenizer: `doc.text == text` for every text.

    One space after a word is the word's own blank; any other white space is a word of its own.
    """

    def __init__(self, vocab: Vocab, data: TokenData, language: str) -> None:
        self.vocab, self.data, self.language = vocab, data, language
        self._word = _word_pattern(data)
        self._clitic = _clitic_pattern(data.clitics)
        self._kept = _whole_match(data.clitics.keep)

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        blanks: list[bool] = []
        end = 0
        for start, piece in self._pieces(text):
            _append_gap(text[end:start], words, blanks)
            words.append(piece)
            blanks.append(False)
            end = start + len(piece)
        _append_gap(text[end:], words, blanks)
        return Doc(self.vocab, words=words, spaces=blanks)

    def __reduce__(self) -> tuple[Any, ...]:
        return (RegexTokenizer, (self.vocab, self.data, self.language))

    def _pieces(self, text: str) -> Iterator[tuple[int, str]]:
        """Each word with its offset; white space is left out."""
        for match in self._word.finditer(text):
            start, word = match.start(), match.group()
            if match.lastgroup != "word" or not _MAY_END_IN_CLITIC.search(word):
                yield start, word
                continue
            for piece in self._without_clitics(word):
                yield start, piece
                start += len(piece)

    def _without_clitics(self, word: str) -> list[str]:
        if self._clitic is None or (self._kept and self._kept.match(word)):
            return [word]
        tail: list[str] = []
        head = word
        while (match := self._clitic.search(head)) and match.start() > 0:
            tail.append(match.group())
            head = head[: match.start()]
        # The ending of a word with further hyphens (arc-en-ciel-là) may be part of it; that of dit-il is not.
        if not tail or ("-" in head and "-" in tail[0]):
            return [word]
        return [head, *reversed(tail)]

    # The rules come from the language's data file, so a saved pipeline has nothing of ours to keep.
    def to_bytes(self, **_: Any) -> bytes:
        return b""

    def from_bytes(self, _bytes: bytes, **_: Any) -> RegexTokenizer:
        return self

    def to_disk(self, _path: Any, **_: Any) -> None:
        return None

    def from_disk(self, _path: Any, **_: Any) -> RegexTokenizer:
        return self


def create_tokenizer(language: str, endings: int | None = None) -> Callable[[Language], RegexTokenizer]:
    """Make the tokenizer of a language that has a `tokens.toml`; for a spaCy configuration.

    Args:
        language: "en", "fr".
        endings: how many letters of a word's end the pipeline reads for spaCy's PREFIX, in lower case, beside
            the three of its SUFFIX; None for the word's first letter, as spaCy has it. What an unknown
            word is shows at its end (*illégal-ement*).
    """

    def create(nlp: Language) -> RegexTokenizer:
        if endings is not None:
            nlp.vocab.lex_attr_getters[PREFIX] = partial(_ending, letters=endings)  # type: ignore[attr-defined]
        return RegexTokenizer(nlp.vocab, _token_data(language), language)

    return create


registry.tokenizers.register("verbale.tokenizer.v1", func=create_tokenizer)


@cache
def _token_data(language: str) -> TokenData:
    return load_token_data(language_file(language, "tokens.toml"))


def _ending(word: str, *, letters: int) -> str:
    return word.lower()[-letters:]


def _append_gap(gap: str, words: list[str], blanks: list[bool]) -> None:
    if not gap:
        return
    if words and gap[0] == " ":
        blanks[-1] = True
        gap = gap[1:]
    if gap:
        words.append(gap)
        blanks.append(False)


def _word_pattern(data: TokenData) -> re.Pattern[str]:
    """One alternative per kind of word, the first that fits wins."""
    kinds = {
        "address": r"(?:https?://|www\.)\S+?(?=[.,;:!?»”\")\]]*(?:\s|$))|[\w.+-]+@[\w-]+\.[\w.-]*\w"
        rf"|@\w+|[a-z0-9][\w-]*(?:\.[\w-]+)*\.(?:{TOP_DOMAINS})\b(?!['’\w])",
        "whole": _any_of(data.whole, suffix=r"(?![\w-])"),
        "split": _splits(data.split),
        "elision": _any_of(data.elisions, suffix=rf"{APOSTROPHES}(?=[\w{re.escape(OPENING_QUOTES)}\[])"),
        "name": _any_of(data.name_prefixes, suffix=rf"{APOSTROPHES}(?=[A-Z])\w[\w-]*"),
        "abbreviation": _abbreviations(data.abbreviations),
        "number": _numbers(data.numbers),
        "word": _words(data),
        "tail": _tails(data.clitics),
        "mark": r"\.{2,}|-{2,}|[!?]+|<<|>>|''|\S",
    }
    return re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds.items() if pattern))


def _words(data: TokenData) -> str:
    """Letters and figures, with the clitics that `_without_clitics` cuts off afterwards."""
    if data.hyphens.cut:
        prefix = _any_of(data.hyphens.prefixes, suffix=r"[-‑](?=\w)")
        stem = (rf"(?:(?<!\w)(?<![-‑])(?:{prefix}))?" if prefix else "") + r"\w+"
    else:
        stem = r"\w+(?:[-‑]\w+)*"
    after_apostrophe = sorted({ending.partition("'")[2] for ending in data.clitics.endings if "'" in ending})
    endings = _any_of(after_apostrophe, suffix=r"(?!\w)")
    clitics = rf"(?:{APOSTROPHES}{endings})+|" if endings else ""
    return rf"{stem}(?:{clitics}&\w+|{APOSTROPHES}[^\W\d_]{{3,}})?"


def _tails(clitics: CliticData) -> str:
    """What is cut off a word with an apostrophe, behind what is no plain word: O'Brien + 's, U.S. + 's."""
    endings = [ending for ending in clitics.endings if ending.startswith("'")]
    pattern = _any_of(endings, suffix=r"(?!\w)")
    return rf"(?<=[\w.]){pattern}" if pattern else ""


def _splits(entries: list[str]) -> str:
    """The first part of each entry, where the second follows."""
    halves = [entry.split("|") for entry in entries]
    return "|".join(rf"(?<!\w)(?i:{first}(?={second}(?!\w)))" for first, second in halves)


def _abbreviations(data: AbbreviationData) -> str:
    capital = rf"(?=\s*[-{re.escape(OPENING_QUOTES)}]?\s?[A-ZÀ-ÖØ-ÞА-ЯЁЇІЄҐ])"
    initials = rf"[A-ZÉ]\.(?:-?[A-ZÉ]\.)+|[A-ZÉ]\.{capital}(?=\s*-?\w[\w-])"
    kinds = (
        _any_of(data.always),
        _any_of(data.before_capital, suffix=capital),
        _any_of(data.before_small, suffix=r"(?=\s*[a-zß-öø-ÿ0-9])"),
        initials,
    )
    return "|".join(kind for kind in kinds if kind)


def _numbers(data: NumberData) -> str:
    ordinal = _any_of(data.ordinal_endings, suffix=r"(?!\w)")
    hour = _any_of(data.hour_letters)
    unit = _any_of(data.units, suffix=r"(?!\w)")
    kinds = (
        rf"\d{{1,2}}{hour}(?:\d{{2}})?(?!\w)" if hour else "",
        rf"\d+{ordinal}" if ordinal else "",
        rf"\d{{1,3}}(?:{FIGURE_BLANKS}\d{{3}})+(?:,\d+)?(?![\w])" if data.grouped_by_blanks else "",
        r"\d+(?:-\d+){2,}(?![\w-])",
        r"\d+(?:[.,/:]\d+)+(?!\w)",
        rf"\d+(?:[.,:]\d+)*(?={unit})" if unit else "",
    )
    return "|".join(kind for kind in kinds if kind)


def _any_of(entries: list[str], *, suffix: str = "") -> str:
    """Any of the entries in any case, longest first; "" where there is none."""
    if not entries:
        return ""
    longest_first = sorted(set(entries), key=lambda entry: (-len(entry), entry))
    return f"(?i:{'|'.join(_wildcard(entry) for entry in longest_first)}){suffix}"


def _wildcard(entry: str) -> str:
    pattern = re.escape(entry).replace(r"\*", r"[\w-]+")
    return pattern.replace("'", APOSTROPHES)


def _clitic_pattern(data: CliticData) -> re.Pattern[str] | None:
    endings = _any_of(data.endings)
    return re.compile(rf"{endings}$") if endings else None


def _whole_match(entries: list[str]) -> re.Pattern[str] | None:
    pattern = _any_of(entries)
    return re.compile(rf"{pattern}$") if pattern else None
