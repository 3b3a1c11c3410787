"""Quotation marks of every sort, and no text that they refuse."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.model import Span
from verbale.read.story.quotations import LONGEST_UNCLOSED, find_quotations, overlap_with

MARKS = "«»“”„‹›\"'‘’"


def quoted(text: str) -> list[str]:
    return [q.inner.of(text).strip() for q in find_quotations(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("Elle a dit « non ».", ["non"]),
        ("Elle a dit «non» puis «peut-être».", ["non", "peut-être"]),
        ("Elle a dit «\u00a0non\u00a0».", ["non"]),
        ('Elle a dit "non" puis "oui".', ["non", "oui"]),
        ("Elle a dit “non”.", ["non"]),
        ("Elle a dit „non“.", ["non"]),
        ("Elle a dit ‹ non ›.", ["non"]),
        # the outer quotation is one, whatever stands in it
        ("« Le mot « guerre » est de trop », dit-il.", ["Le mot « guerre » est de trop"]),
        ("« Le mot “guerre” est de trop », dit-il.", ["Le mot “guerre” est de trop"]),
        ('« Le mot "guerre" est de trop », dit-il.', ['Le mot "guerre" est de trop']),
        # the inner one was never closed: the outer one still is
        ("« Le mot « guerre est de trop », dit-il.", ["Le mot « guerre est de trop"]),
        # never closed: to the end of the paragraph
        ("Il a promis : « Nous livrerons.", ["Nous livrerons."]),
        # never opened
        ("Nous livrerons », a-t-il promis.", []),
        # two apostrophes, and single marks among apostrophes
        ("''We held on,'' she said. ''It's over.''", ["We held on,", "It's over."]),
        ("He called it a ‘historic’ day.", ["historic"]),
        ("‘It’s the people’s choice,’ he said of the kings’ plan.", ["It’s the people’s choice,"]),
        ("She is one of the ‘queens’ of Lisse.", ["queens"]),
        ("It’s the envoys’ plan.", []),
        ('"It is over,” she said.', ["It is over,"]),
        # no quotation: an inch sign
        ('Un tuyau de 12" alimente le port.', []),
        ("Aucune citation ici.", []),
        ("", []),
    ],
)
def test_what_stands_inside(text: str, inner: list[str]) -> None:
    assert quoted(text) == inner


def test_an_open_mark_before_a_long_paragraph_is_a_stray_one() -> None:
    text = "Il parle d'un « retard. " + "Le fleuve monte encore. " * (LONGEST_UNCLOSED // 20)
    assert quoted(text) == []


def test_marks_do_not_match_across_paragraphs() -> None:
    text = "Il a dit « non.\nElle a dit oui »."
    first = find_quotations(text, Span(0, 15))
    assert [(q.inner.of(text), q.closed) for q in first] == [(" non.", False)]
    assert find_quotations(text, Span(16, len(text))) == ()


def test_how_much_of_a_span_is_quoted() -> None:
    text = "Un « oui » franc"
    found = find_quotations(text, Span(0, len(text)))
    assert overlap_with(found, Span(0, len(text))) == len(" oui ")
    assert overlap_with(found, Span(11, 16)) == 0


@given(
    text=st.text(st.sampled_from(MARKS + "ab. \n") | st.characters(), max_size=200),
    ends=st.tuples(st.integers(0, 200), st.integers(0, 200)),
)
def test_any_text_has_quotations_in_order_within_bounds(text: str, ends: tuple[int, int]) -> None:
    start, end = sorted(min(e, len(text)) for e in ends)
    at = start
    for quotation in find_quotations(text, Span(start, end)):
        assert at <= quotation.span.start < quotation.span.end <= end
        assert quotation.span.contains(quotation.inner)
        assert quotation.closed == (quotation.inner.end < quotation.span.end)
        at = quotation.span.end
