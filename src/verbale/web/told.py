"""Reasons in the reader's language: the form of each sentence is found again, and told in another language.

Sentences are stored in English, as `verbale.sentences.say` makes them. A catalogue has every form with its
translation. A sentence that fits no form of it, or several equally well, is left as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from importlib.resources import files
from string import Formatter
from threading import Lock

from babel.core import Locale
from babel.dates import get_day_names, get_month_names
from babel.messages.pofile import read_po

from verbale.model import ContactKind, ContactStatus
from verbale.reconcile.commitment_words import Says
from verbale.web.codes import edtf_word, field_word, named_word, report_word, value_word
from verbale.web.terms import kind_word, topic_word
from verbale.web.words import Words, words_in

# Parts of a sentence that are sentences, and those that are several, with what stands between them.
SENTENCES = frozenset(
    {
        "does", "length", "other_length", "dated", "it_has", "by", "it", "base", "distance", "count",
        "other_count", "left_over", "turn",
    }
)  # fmt: skip
SEVERAL = {"because": "; ", "told": " but ", "lengths": " and as ", "parts": " and "}
# Those that may be sentences.
MAYBE_SENTENCES = frozenset({"who", "other_who", "gone", "path", "days", "other_days"})
LONGEST = 4000
# Sentences that are short are not looked for in long parts.
SHORT = frozenset({"it", "base", "distance", "count", "other_count", "length", "other_length"})
SHORT_AT_MOST = 40
STEPS_AT_MOST = 5000
Word = Callable[[str], str | None]


def _names(found: Callable[..., Mapping[int, str]], language: str) -> list[str]:
    """The days of a week from Monday on, or the months of a year."""
    named = found("wide", locale=language)
    return [named[number] for number in sorted(named)]


DAYS, MONTHS = _names(get_day_names, "en"), _names(get_month_names, "en")
PATTERN = re.compile(rf"(?:a ({'|'.join(DAYS)}))?(?:, )?(\d+)?(?: |$)?({'|'.join(MONTHS)})?")


@dataclass(frozen=True, slots=True)
class _Form:
    """A form, cut at its places. `places`: name and whether it is a number; `between`: one more literal."""

    form: str
    between: tuple[str, ...]
    places: tuple[tuple[str, bool], ...]

    @property
    def weight(self) -> int:
        return sum(map(len, self.between))

    @classmethod
    def of(cls, form: str) -> _Form:
        between, places = [""], []
        for literal, name, spec, _ in Formatter().parse(form):
            between[-1] += literal
            if name is not None:
                places.append((name, spec == "d"))
                between.append("")
        return cls(form, tuple(between), tuple(places))

    def may_be(self, sentence: str) -> bool:
        """Whether all that stands between the places is in a sentence, at its ends what stands there."""
        ends = sentence.startswith(self.between[0]) and sentence.endswith(self.between[-1])
        return ends and all(literal in sentence for literal in self.between)


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence in the other language. `weight`: how many characters of it its forms account for."""

    words: str
    weight: int


class _TooManyWays(Exception):
    """A sentence has so many that they are not worth the time."""


def _number(written: str) -> _Told | None:
    return _Told(written, 0) if written.isascii() and written.isdecimal() else None


def _ends(sentence: str, at: int, literal: str, *, last: bool) -> Iterator[int]:
    """Where a part that begins at a place can end: before what stands between it and the next."""
    if last:
        end = len(sentence) - len(literal)
        if end > at:
            yield end
        return
    end = sentence.find(literal, at + 1)
    while end >= 0:
        yield end
        end = sentence.find(literal, end + 1)


class Teller:
    """Tells sentences in one language.

    Args:
        forms: each form with its translation.
        words: for the places that hold words of the program, by name: the word in this language; None for a
            word that cannot stand there.
        between: what stands between several, where that differs.
    """

    def __init__(
        self, forms: Mapping[str, str], words: Mapping[str, Word], between: Mapping[str, str]
    ) -> None:
        self._said = dict(forms)
        self._forms = sorted((_Form.of(f) for f in forms if "{" in f), key=lambda f: -f.weight)
        self._words, self._between = words, between
        self._lock = Lock()
        self._known: dict[str, _Told | None] = {}
        self._steps = 0
        self.tell = lru_cache(maxsize=4096)(self._tell)

    def _tell(self, sentence: str) -> str | None:
        """The sentence in this language; None for one that has no form, or cannot be told from another."""
        if len(sentence) > LONGEST:
            return None
        with self._lock:
            self._known, self._steps = {}, 0
            try:
                found = self._told(sentence)
            except _TooManyWays:
                return None
        return found.words if found is not None else None

    def _told(self, sentence: str) -> _Told | None:
        if sentence in self._said:
            return _Told(self._said[sentence], len(sentence))
        if sentence not in self._known:
            self._known[sentence] = self._best(sentence)
        return self._known[sentence]

    def _best(self, sentence: str) -> _Told | None:
        """The way of telling it that accounts for most of it; None if there are several such, or none."""
        best: dict[str, int] = {}
        for form in self._forms:
            if form.may_be(sentence):
                for parts, weight in self._ways(form, sentence, 0, len(form.between[0])):
                    words = self._said[form.form].format(**parts)
                    best[words] = max(best.get(words, 0), form.weight + weight)
        most = max(best.values(), default=0)
        found = [words for words, weight in best.items() if weight == most]
        return _Told(found[0], most) if len(found) == 1 else None

    def _ways(self, form: _Form, sentence: str, place: int, at: int) -> Iterator[tuple[dict[str, str], int]]:
        """All ways in which a sentence can be of a form from a place on, each with its weight."""
        if place == len(form.places):
            if at == len(sentence):
                yield {}, 0
            return
        name, is_number = form.places[place]
        for end in _ends(sentence, at, form.between[place + 1], last=place + 1 == len(form.places)):
            self._steps += 1
            if self._steps > STEPS_AT_MOST:
                raise _TooManyWays
            written = sentence[at:end]
            part = _number(written) if is_number else self._part(name, written)
            if part is None:
                continue
            behind = end + len(form.between[place + 1])
            for rest, weight in self._ways(form, sentence, place + 1, behind):
                yield {name: part.words, **rest}, part.weight + weight

    def _part(self, name: str, part: str) -> _Told | None:
        if name in SEVERAL:
            return self._several(part, SEVERAL[name])
        if name in SENTENCES:
            return None if name in SHORT and len(part) > SHORT_AT_MOST else self._told(part)
        if name in MAYBE_SENTENCES and (found := self._told(part)) is not None:
            return found
        if name in self._words:
            word = self._words[name](part)
            return _Told(word, 0) if word is not None else None
        return _Told(part, 0)

    def _several(self, part: str, between: str) -> _Told | None:
        """Sentences one after the other; what stands between them may stand inside one too."""
        pieces = part.split(between)
        told: list[_Told] = []
        at = 0
        while at < len(pieces):
            for end in range(at + 1, len(pieces) + 1):
                found = self._told(between.join(pieces[at:end]))
                if found is not None:
                    told.append(found)
                    at = end
                    break
            else:
                return None
        words = self._between.get(between, between).join(x.words for x in told)
        return _Told(words, sum(x.weight for x in told))


@cache
def teller_in(language: str) -> Teller | None:
    """What tells reasons in a language; None for English, in which they are kept."""
    if language == "en":
        return None
    words = words_in(language)
    with files("verbale.web").joinpath("words", f"reasons_{language}.po").open("rb") as file:
        catalogue = {str(m.id): str(m.string) for m in read_po(file, locale=language) if m.id}
    listed = {form: said for form, said in catalogue.items() if "{" not in form}
    kinds = {k.value: kind_word(words, k) for k in ContactKind}
    statuses = {s.value: value_word(words, s.value) for s in ContactStatus}
    english = Locale("en").languages
    languages = {name: words.language_name(code) for code, name in english.items()}
    known: dict[str, Word] = {
        "rule": listed.get,
        "named": partial(named_word, words),
        "decided_by": lambda name: listed.get(name, name),
        "language": languages.get,
        "languages": partial(_languages, languages),
        "what": partial(_what, words),
        "kind": kinds.get,
        "other_kind": kinds.get,
        "status": statuses.get,
        "other_status": statuses.get,
        "says": {s.value: report_word(words, s.value) for s in Says}.get,
        "field": partial(field_word, words),
        "topic": partial(topic_word, words),
        "other_topic": partial(topic_word, words),
        "value": partial(value_word, words),
        "new_value": partial(value_word, words),
        "pattern": partial(_pattern, language),
        "said_on": partial(edtf_word, words),
        "acts": partial(_acts, words),
        "acts_now": partial(_acts, words),
        "has": lambda counted: counted.replace(" to ", " – "),
        "values": lambda given: given.replace(" and as ", " / "),
    }
    return Teller(catalogue, known, {"; ": " ; ", " but ": " ; ", " and as ": " / ", " and ": " ; "})


def _pattern(language: str, pattern: str) -> str | None:
    """A weekday, a day of the year, or both, as in "a Monday, 9 October"; None for what is neither."""
    found = PATTERN.fullmatch(pattern)
    if found is None:
        return None
    names = (
        *zip(DAYS, _names(get_day_names, language), strict=True),
        *zip(MONTHS, _names(get_month_names, language), strict=True),
    )
    there = dict(names)
    weekday, day, month = (there.get(part or "", part) for part in found.groups())
    date = " ".join(part for part in (day, month) if part)
    return ", ".join(part for part in (weekday and f"un {weekday}", date and f"le {date}") if part)


def told(words: Words, sentence: str) -> str:
    """A reason in the reader's language; as it is kept, in English, where it cannot be told."""
    teller = teller_in(words.language)
    return (teller.tell(sentence) if teller is not None else None) or sentence


def fact_word_of(words: Words, value: str, fact: str) -> str:
    """The value of a fact, as `verbale.show.page` gives it."""
    if fact == "date":
        return edtf_word(words, value)
    if fact in ("kind", "status"):
        return value_word(words, value)
    return told(words, value) if fact == "duration" else value


def _languages(known: Mapping[str, str], listed: str) -> str | None:
    found = [known.get(name) for name in listed.split(" and ")]
    return ", ".join(name for name in found if name) if all(found) else None


def _what(words: Words, what: str) -> str:
    _ = words.translations.gettext
    return {"contact": _("contact"), "statement": _("statement"), "mention": _("mention")}.get(what, what)


def _acts(words: Words, acts: str) -> str:
    return ", ".join(value_word(words, act) for act in acts.split(", "))
