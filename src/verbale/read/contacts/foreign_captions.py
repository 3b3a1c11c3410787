"""The contact in the caption of an agency's picture, in another language than its story: two principals, a
word for a contact, a whole date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from verbale.lexicon import SUPPORTED_LANGUAGES
from verbale.model import ContactKind, Span
from verbale.read.contacts.scene import has_phrase
from verbale.read.contacts.words import load_contact_words
from verbale.times import TimeExpression, TimeKind, TimeLexicon, find_times, load_time_lexicon


@dataclass(frozen=True, slots=True)
class CaptionWords:
    """What another language's words say of a caption: how they met, and when."""

    kind: ContactKind
    day: TimeExpression


def words_of(text: str, span: Span, plain: str, language: str) -> CaptionWords | None:
    """The contact noun and the only whole date of a caption, in another language than `language`.

    Args:
        plain: the caption in lower case.
    """
    for code in SUPPORTED_LANGUAGES:
        if code == language:
            continue
        days = [e for e in find_times(text, _times(code), span=span) if e.kind is TimeKind.DATE]
        if len(days) != 1 or not _is_whole(days[0]):
            continue
        found = [(len(noun), kind) for noun, kind in _nouns(code) if has_phrase(plain, noun)]
        if found:
            return CaptionWords(max(found)[1], days[0])
    return None


def _is_whole(e: TimeExpression) -> bool:
    point = e.point
    return point is not None and None not in (point.day, point.month, point.year) and e.end is None


@cache
def _times(language: str) -> TimeLexicon:
    return load_time_lexicon(language)


@cache
def _nouns(language: str) -> tuple[tuple[str, ContactKind], ...]:
    return tuple(_kinds(language))


def _kinds(language: str) -> Iterator[tuple[str, ContactKind]]:
    """The nouns that tell for sure how two people met; a visit and a message have one subject."""
    pictured = (ContactKind.CALL, ContactKind.VIDEO, ContactKind.MEETING)
    for nouns in load_contact_words(language).nouns.values():
        for n in nouns:
            if n.kind in pictured and not n.summit and not n.needs:
                yield n.lemma, n.kind
