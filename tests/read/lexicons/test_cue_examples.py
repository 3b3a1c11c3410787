"""Every example of `cues.toml` is read as it says: its source, what is said, to whom.

What the parser does not get yet stands in `examples_not_read.toml`. After a new pipeline:

    python tests/read/lexicons/test_cue_examples.py

writes it anew and prints how many are read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from verbale.lexicon import SUPPORTED_LANGUAGES, load_toml
from verbale.model import Article, Span
from verbale.read.lexicons.cues import CueExample, CueLexicon, load_cues
from verbale.read.statements.attribution import find_frames
from verbale.read.statements.attribution_spans import phrase_of
from verbale.read.statements.relays import find_relays
from verbale.read.story.document import ParsedParagraph, parse_story
from verbale.read.story.paragraphs import Paragraph, ParagraphKind
from verbale.syntax.pipeline import load_pipeline

LIST = Path(__file__).with_name("examples_not_read.toml")
# Characters by which a reading may miss a part at either end: an article, a conjunction.
SLACK = 5
# Share of the examples that must be read, as measured.
FEWEST_READ = {"fr": 0.83, "en": 0.94}


def examples(language: str) -> Iterator[CueExample]:
    """Each example of a lexicon, in the order of the sections."""
    lexicon = load_cues(language)
    tables = (
        lexicon.verbs, lexicon.nouns, lexicon.adjectives, lexicon.evaluations, lexicon.documents,
        lexicon.modals, lexicon.hedges, lexicon.reproaches, lexicon.threats, lexicon.silences, lexicon.claims,
    )  # fmt: skip
    for table in tables:
        seen: set[str] = set()
        for entry in (e for entries in table.values() for e in entries):
            for example in entry.examples:
                if example.text not in seen:
                    seen.add(example.text)
                    yield example
    for adposition in lexicon.adpositions:
        yield from adposition.examples


@cache
def not_read(language: str) -> frozenset[str]:
    """The texts of the examples of a language that are not read as they say."""
    pipeline, lexicon = load_pipeline(language), load_cues(language)
    return frozenset(
        e.text for e in examples(language) if not _is_read(_parsed(e.text, language, pipeline), e, lexicon)
    )


def _parsed(text: str, language: str, pipeline: object) -> ParsedParagraph:
    article = Article(path="example", text=text, language=language, sha256="")
    paragraph = Paragraph(Span(0, len(text)), ParagraphKind.PROSE)
    return parse_story(article, [paragraph], pipeline).paragraphs[0]  # type: ignore[arg-type]


def _is_read(paragraph: ParsedParagraph, example: CueExample, lexicon: CueLexicon) -> bool:
    text = example.text
    frames = find_frames(paragraph, lexicon)
    found: list[tuple[Span | None, tuple[Span, ...], tuple[Span, ...]]] = [
        (
            phrase_of(paragraph, f.sources),
            tuple(c.span for c in f.contents),
            tuple(paragraph.at(a) for a in f.addressees),
        )
        for f in frames
        if f.contents
    ]
    for relay in find_relays(paragraph, frames, lexicon):
        told = tuple(paragraph.at(a) for a in relay.frame.addressees) if relay.frame is not None else ()
        found.append((phrase_of(paragraph, relay.sources), relay.reach, told))
    return any(
        _overlaps(text, example.source, [source] if source is not None else [])
        and _covers(text, example.content, contents)
        and _overlaps(text, example.addressee, addressees)
        for source, contents, addressees in found
    )


def _overlaps(text: str, part: str | None, spans: list[Span] | tuple[Span, ...]) -> bool:
    if part is None:
        return True
    start = text.index(part)
    return any(s.overlaps(Span(start, start + len(part))) for s in spans)


def _covers(text: str, part: str | None, spans: tuple[Span, ...]) -> bool:
    if part is None:
        return True
    starts = [i for i in range(len(text)) if text.startswith(part, i)]
    return any(
        s.start <= start + SLACK and s.end >= start + len(part) - SLACK for s in spans for start in starts
    )


def _listed(language: str) -> frozenset[str]:
    return frozenset(load_toml(LIST)[language])


@pytest.mark.parametrize("language", SUPPORTED_LANGUAGES)
def test_the_examples_are_read(language: str) -> None:
    assert not_read(language) - _listed(language) == frozenset(), "no longer read"


@pytest.mark.parametrize("language", SUPPORTED_LANGUAGES)
def test_most_examples_are_read(language: str) -> None:
    number = len(list(examples(language)))
    assert len(not_read(language)) <= (1 - FEWEST_READ[language]) * number
    assert _listed(language) <= {e.text for e in examples(language)}, "of no entry any more"


def main() -> int:
    lines = ["# Examples of the cue lexicons that the parser does not get right; see test_cue_examples.py.\n"]
    for language in SUPPORTED_LANGUAGES:
        number, wrong = len(list(examples(language))), not_read(language)
        print(f"{language}: {number - len(wrong)} of {number} read")
        written = "".join(f"  '''{text}''',\n" for text in sorted(wrong))
        lines.append(f"{language} = [\n{written}]\n")
    LIST.write_text("\n".join(lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
