"""Report how many sentences of reported speech a parse reads rightly: `python -m training.sentences en`.

The reader below is the plainest that can read a tree. It measures the parse; the shipped rules do more.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Token

from verbale.syntax.pipeline import load_pipeline, plain_blanks

FOLDER = Path(__file__).parents[1] / "tests" / "syntax"
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
NOT_OF_THE_NAME = frozenset({"acl", "acl:relcl", "advcl", "advmod", "case", "punct", "parataxis"})


@dataclass(frozen=True, slots=True)
class Reader:
    """The words of a language that reading a tree needs; `sentences_*.toml` says what each is."""

    sources: frozenset[str]
    comments: frozenset[str]
    pivots: frozenset[str]
    contents: frozenset[str]


@dataclass(frozen=True, slots=True)
class Expected:
    """One attribution that must be readable from a sentence."""

    text: str
    kind: str
    cue: str
    source: str
    content: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was read, beside what should have been."""

    expected: Expected
    source: str
    content: str

    @property
    def is_source_right(self) -> bool:
        return _words(self.source) == _words(self.expected.source)

    @property
    def is_content_right(self) -> bool:
        return _words(self.content) == _words(self.expected.content)


def load_sentences(language: str) -> tuple[Reader, list[Expected]]:
    """Every expected attribution of `tests/syntax/sentences_LANGUAGE.toml`, and how to read them."""
    data = tomllib.loads((FOLDER / f"sentences_{language}.toml").read_text(encoding="utf-8"))
    reader = Reader(**{name: frozenset(words) for name, words in data["reader"].items()})
    return reader, [
        Expected(entry["text"], entry["kind"], **attribution)
        for entry in data["sentence"]
        for attribution in entry["attributions"]
    ]


def read_sentences(nlp: Language, reader: Reader, expected: Iterable[Expected]) -> list[Outcome]:
    """Read each cue's source and content from the parse."""
    return [_outcome(nlp, reader, one) for one in expected]


def report(outcomes: list[Outcome]) -> dict[str, int]:
    """How many are right: in the source, in the content, in both."""
    return {
        "subject": sum(o.is_source_right for o in outcomes),
        "content": sum(o.is_content_right for o in outcomes),
        "attribution": sum(o.is_source_right and o.is_content_right for o in outcomes),
        "all": len(outcomes),
    }


def _outcome(nlp: Language, reader: Reader, expected: Expected) -> Outcome:
    doc = nlp(plain_blanks(expected.text))
    cue = next((token for token in doc if token.text == expected.cue), None)
    if cue is None:
        return Outcome(expected, "(cue not found)", "")
    if cue.lower_ in reader.sources:
        noun = cue.head.head if cue.dep_ == "fixed" else cue.head
        return Outcome(expected, _name(noun), _text(_without(noun.head, noun)))
    return Outcome(expected, _source(cue), _text(_content(cue, reader)))


def _source(verb: Token) -> str:
    subject = _child(verb, SUBJECTS)
    if subject is None and verb.dep_ in {"advcl", "conj", "xcomp"}:
        return _source(verb.head) if verb.head is not verb else ""
    return "" if subject is None else _name(subject)


def _content(verb: Token, reader: Reader) -> list[Token]:
    clause = _child(verb, {"ccomp"}) or _child(verb, {"xcomp"}) or _accusation(verb, reader)
    if clause is not None:
        inside = [token for token in clause.subtree if token.dep_ != "punct"]
        return inside[1:] if inside[0].dep_ == "mark" and inside[0].head == clause else inside
    if verb.dep_ == "parataxis":
        return _without(verb.head, verb)
    if verb.dep_ == "advcl" and any(child.lower_ in reader.comments for child in verb.children):
        return _without(verb.head, verb)
    if verb.dep_ == "acl:relcl" and verb.head.lower_ in reader.pivots and verb.head.head is not verb.head:
        return _without(verb.head.head, verb.head)
    thing = _child(verb, {"obj"})
    return [] if thing is None else list(thing.subtree)


def _accusation(verb: Token, reader: Reader) -> Token | None:
    """*of having destroyed the bridge*, *against sending troops*."""
    clauses = [child for child in verb.children if child.dep_ == "advcl"]
    return next((c for c in clauses if any(m.lower_ in reader.contents for m in c.children)), None)


def _without(top: Token, cut: Token) -> list[Token]:
    inside = set(cut.subtree)
    return [token for token in top.subtree if token not in inside]


def _name(noun: Token) -> str:
    dropped: set[Token] = set()
    for child in noun.children:
        is_set_off = child.dep_ == "appos" and any(t.text == "," for t in child.children)
        if child.dep_ in NOT_OF_THE_NAME or is_set_off:
            dropped.update(child.subtree)
    return _text([token for token in noun.subtree if token not in dropped])


def _text(tokens: list[Token]) -> str:
    """The words as written, a blank where something was cut out of the middle."""
    pieces = [
        token.text_with_ws if after is not None and after.i == token.i + 1 else token.text + " "
        for token, after in zip(tokens, [*tokens[1:], None], strict=False)
    ]
    return "".join(pieces).strip()


def _words(text: str) -> list[str]:
    """The words alone: marks are compared nowhere."""
    return [word.rstrip("'’") for word in re.findall(r"\w[\w'’-]*", text)]


def _child(token: Token, relations: Iterable[str]) -> Token | None:
    return next((child for child in token.children if child.dep_ in relations), None)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m training.sentences", description=__doc__)
    parser.add_argument("language", help='"en" or "fr"')
    parser.add_argument("pipeline", nargs="?", help="folder or name of a pipeline (default: the shipped one)")
    options = parser.parse_args()
    reader, expected = load_sentences(options.language)
    outcomes = read_sentences(load_pipeline(options.language, name=options.pipeline), reader, expected)
    for outcome in outcomes:
        if not (outcome.is_source_right and outcome.is_content_right):
            print(f"- {outcome.expected.kind}: {outcome.expected.text}")
            print(f"    {outcome.expected.cue}: source {outcome.source!r}, content {outcome.content!r}")
    counts = report(outcomes)
    print(
        ", ".join(
            f"{field} {counts[field]} of {counts['all']}" for field in ("subject", "content", "attribution")
        )
    )


if __name__ == "__main__":
    main()
