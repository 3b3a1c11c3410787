"""Why a story was read as it was: every field with its words, as text and as a page."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.model import (
    Actor,
    Article,
    ContactKind,
    ContactMention,
    ContactStatus,
    Directness,
    Ground,
    Polarity,
    Reading,
    Span,
    SpeechAct,
    Statement,
)
from verbale.show.explain import Mark, MarkKind, explain, explain_lines, marks_of
from verbale.show.explain_page import explain_page, pieces

TEXT = 'Ana Sorel rang Otto Brandt on Monday. She asked him <b>"to open</b> the pass", her office said.'
SOREL, BRANDT, OFFICE = Actor("Ana Sorel"), Actor("Otto Brandt"), Actor("Valmont (presidency)")


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


READING = Reading(
    Article("<i>a</i>.txt", TEXT, "en", "0" * 64),
    (
        ContactMention(
            ContactKind.CALL,
            ContactStatus.HELD,
            True,
            (SOREL, BRANDT),
            (at("rang Otto Brandt"),),
            initiator=SOREL,
            grounds=(
                Ground("contact", "told first here", "ring", at("rang")),
                Ground("date", "the time of the contact word", "XXXX-WXX-1", at("Monday")),
                Ground("initiator", "called", "ring", at("Ana Sorel")),
            ),
        ),
    ),
    (
        Statement(
            (SOREL,),
            (OFFICE,),
            SpeechAct.REQUEST,
            at('<b>"to open</b> the pass"'),
            Directness.DIRECT,
            polarity=Polarity.NEGATIVE,
            cue=at("asked"),
            source=at("She"),
            grounds=(
                Ground("speaker", "how it is named: pronoun", None, at("She")),
                Ground("act", "act of the verb", "ask", at("asked")),
                Ground("reported_by", "incise: say", None, at("her office")),
            ),
        ),
    ),
)


class Page(HTMLParser):
    """The tags of a page, and what it shows inside the element of class "text"."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.story, self._inside, self._key = "", 0, False
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if self._inside or found.get("class") == "text":
            self._inside += 1
            self._key = tag == "a"

    def handle_endtag(self, tag: str) -> None:
        self._inside -= bool(self._inside)
        self._key = False

    def handle_data(self, data: str) -> None:
        self.story += data if self._inside and not self._key else ""


def test_each_field_names_its_rule_entry_and_words() -> None:
    contact, statement = explain(READING)
    assert (contact.key, contact.heading) == ("c1", "call: Ana Sorel, Otto Brandt")
    fields = {f.name: f for f in contact.fields}
    assert fields["read"].because[0].entry == "ring"
    assert fields["initiator"].because[0].quote == "“Ana Sorel”"
    assert "date" not in fields  # its words stand, but they gave no day: no value is made up
    (why,) = next(f for f in statement.fields if f.name == "reported_by").because
    assert (why.rule, why.where) == ("incise: say", "79-89")
    assert next(f for f in statement.fields if f.name == "polarity").value == "negative"


def test_the_lines_have_every_item_and_its_words() -> None:
    lines = "\n".join(explain_lines(READING))
    for words in (
        "c1  call",
        "s1  Ana Sorel · request, according to Valmont (presidency)",
        "[ask]",
        "“asked”",
    ):
        assert words in lines
    empty = Reading(READING.article)
    assert "no contact and no statement found" in "\n".join(explain_lines(empty))


def test_the_page_shows_the_story_as_text_and_loads_nothing() -> None:
    source = explain_page([READING, READING])
    page = Page(source)
    assert page.story == TEXT * 2
    assert {tag for tag, _ in page.tags}.isdisjoint({"script", "b", "i", "img", "link", "iframe"})
    assert not re.search(r"(?:https?:)?//", source.replace("<!doctype", ""))
    ids = [a["id"] for _, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))
    links = {a["href"] for tag, a in page.tags if tag == "a"}
    assert links == {f"#a{n}-{key}" for n in (1, 2) for key in ("c1", "s1")} <= {f"#{i}" for i in ids}


def test_a_mark_is_said_in_words_too() -> None:
    titles = {a.get("title") for _, a in Page(explain_page([READING])).tags}
    assert {"cue of s1", "source of s1", "content of s1", "time of c1"} <= titles


@pytest.mark.parametrize("path", ["../evil.txt", 'x" onmouseover="alert(1)', "\u202etxt.a"])
def test_names_of_files_are_text(path: str) -> None:
    page = Page(explain_page([Reading(Article(path, "", "fr", "0" * 64))]))
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)


@given(
    st.text(max_size=40).flatmap(
        lambda text: st.tuples(
            st.just(text),
            st.lists(
                st.tuples(st.integers(0, len(text)), st.integers(0, len(text)), st.sampled_from(MarkKind))
            ),
        )
    )
)
def test_the_pieces_are_the_text_and_keep_every_mark(
    drawn: tuple[str, list[tuple[int, int, MarkKind]]],
) -> None:
    text, ends = drawn
    marks = [Mark(Span(min(a, b), max(a, b)), kind, f"s{i}") for i, (a, b, kind) in enumerate(ends)]
    found = pieces(text, marks)
    assert "".join(p.text for p in found) == text
    start = 0
    for piece in found:
        span = Span(start, start + len(piece.text))
        assert set(piece.kinds) == {m.kind for m in marks if m.span.contains(span)}
        start = span.end


def test_marks_stand_in_the_order_of_the_text() -> None:
    spans = [m.span for m in marks_of(READING)]
    assert spans == sorted(spans)
    assert at("her office") in spans
