"""Every row of statements_*.toml: a passage, and the statements that a careful reader finds in it.

    python tests/read/statements/test_statements.py LANGUAGE [WORDS]

prints the share that is read right of each class of rows, and what is wrong in the others; with WORDS, all
that is read in the rows whose class or text holds one of them.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, model_validator

from verbale.ingest import article_from_text
from verbale.lexicon import SUPPORTED_LANGUAGES
from verbale.model import Certainty, DayRange, Directness, Polarity, SpeechAct, Statement
from verbale.read.reading import ReadingTools, load_tools, read_article

ACTORS = Path(__file__).parents[3] / "examples" / "actors.toml"
# The share of the key that the content must cover, as the gold's scorer has it.
COVERED = 0.5


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Expected(_Strict):
    """One statement of a row; what is left out is as a plain statement has it."""

    speaker: list[str]
    act: SpeechAct | list[SpeechAct]  # several where careful readers differ
    key: str
    reported_by: list[str] = []
    via: str | None = None
    polarity: Polarity | Literal["any"] = Polarity.POSITIVE
    certainty: Certainty = Certainty.STATED
    direct: bool | None = None  # None: not looked at
    addressee: list[str] | None = None  # None: not looked at


class Row(_Strict):
    """One passage. `known_wrong` says why the program does not yet read it so."""

    kind: str
    text: str
    says: list[Expected] = []
    none: bool = False
    known_wrong: str | None = None
    why: str | None = None

    @model_validator(mode="after")
    def _says_or_none(self) -> Row:
        if self.none == bool(self.says):
            raise ValueError(f"either says or none: {self.text!r}")
        for expected in self.says:
            if self.text.count(expected.key) != 1:
                raise ValueError(f"{expected.key!r} does not stand once in {self.text!r}")
        return self


class _Table(_Strict):
    row: list[Row]


def load_rows(language: str) -> list[Row]:
    """The rows of a language: those of *statements_en.toml* and of its further files, *statements_en_...*."""
    tables = sorted(Path(__file__).parent.glob(f"statements_{language}*.toml"))
    texts = [t.read_text(encoding="utf-8") for t in tables]
    return [row for text in texts for row in _Table.model_validate(tomllib.loads(text)).row]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a row was read: what is wrong with the statements it should have, and what should not be there."""

    wrong: tuple[str, ...]
    invented: tuple[str, ...]

    @property
    def right(self) -> bool:
        return not self.wrong and not self.invented


def compare(row: Row, statements: Sequence[Statement]) -> Outcome:
    """Match the row's statements with those that were read, each once, and say what differs."""
    left = list(statements)
    wrong: list[str] = []
    for expected in row.says:
        covering = [s for s in left if _covered(row.text, expected.key, s) >= COVERED]
        if not covering:
            touching = [s for s in left if _covered(row.text, expected.key, s) > 0]
            left = [s for s in left if s not in touching]
            wrong += [f"cut short: {expected.key!r}: {_shown(row.text, s)}" for s in touching]
            wrong += [f"missed: {expected.key!r}"] if not touching else []
            continue
        best = min(covering, key=lambda s: (len(_differences(expected, s)), s.content.end - s.content.start))
        left.remove(best)
        wrong += [f"{expected.key!r}: {d}" for d in _differences(expected, best)]
    return Outcome(tuple(wrong), tuple(f"invented: {_shown(row.text, s)}" for s in left))


def _covered(text: str, key: str, statement: Statement) -> float:
    start = text.index(key)
    shared = min(statement.content.end, start + len(key)) - max(statement.content.start, start)
    return max(0, shared) / len(key)


def _differences(expected: Expected, found: Statement) -> list[str]:
    pairs: list[tuple[str, object, object]] = [
        ("speaker", sorted(expected.speaker), sorted(a.name for a in found.speaker)),
        ("reported_by", sorted(expected.reported_by), sorted(a.name for a in found.reported_by)),
        ("via", expected.via, found.via),
        ("certainty", expected.certainty.value, found.certainty.value),
    ]
    acts = [expected.act] if isinstance(expected.act, SpeechAct) else expected.act
    if found.act not in acts:
        pairs.append(("act", " or ".join(acts), found.act.value))
    if expected.polarity not in ("any", found.polarity):
        pairs.append(("polarity", str(expected.polarity), found.polarity.value))
    if expected.direct is not None:
        pairs.append(("direct", expected.direct, found.directness is not Directness.INDIRECT))
    if expected.addressee is not None:
        pairs.append(("addressee", sorted(expected.addressee), sorted(a.name for a in found.addressee)))
    return [f"{what} {got!r}, not {wanted!r}" for what, wanted, got in pairs if wanted != got]


def _shown(text: str, s: Statement) -> str:
    who = " & ".join(a.name for a in s.speaker)
    by = f" per {' & '.join(a.name for a in s.reported_by)}" if s.reported_by else ""
    return f"{who}{by} {s.act.value} {s.content.of(text)!r} ({'; '.join(s.reasons)})"


ROWS = {language: load_rows(language) for language in SUPPORTED_LANGUAGES}
PUBLISHED = DayRange(date(2024, 10, 1), date(2024, 10, 31))


def _param(language: str, row: Row) -> object:
    known = pytest.mark.xfail(reason=row.known_wrong or "", strict=True, raises=AssertionError)
    name = f"{language} {row.kind}: {row.text[:60]}"
    return pytest.param(language, row, id=name, marks=[known] if row.known_wrong else [])


@cache
def tools_of(language: str) -> ReadingTools:
    return load_tools(language, actors=[ACTORS])


@cache
def read(language: str, text: str) -> tuple[Statement, ...]:
    """The statements of a text published in October 2024, if it says no day; each text is read once."""
    tools = tools_of(language)
    made = article_from_text("table.txt", text, language, tools.times)
    made = made if made.published else replace(made, published=PUBLISHED, published_edtf="2024-10")
    return read_article(made, tools).statements


@pytest.mark.parametrize(
    ("language", "row"), [_param(language, row) for language, rows in ROWS.items() for row in rows]
)
def test_statements(language: str, row: Row) -> None:
    outcome = compare(row, read(language, row.text))
    assert outcome.right, "\n".join((row.text, *outcome.wrong, *outcome.invented))


@pytest.mark.parametrize("language", ROWS)
def test_every_span_lies_in_the_text(language: str) -> None:
    for row in ROWS[language]:
        for s in read(language, row.text):
            spans = [s.content, *s.evidence, *(x for x in (s.cue, s.source) if x is not None)]
            assert all(x.end <= len(row.text) and x.of(row.text).strip() for x in spans), row.text


@pytest.mark.parametrize("language", ROWS)
def test_no_passage_stands_twice(language: str) -> None:
    assert [t for t, n in Counter(r.text for r in ROWS[language]).items() if n > 1] == []


def main(words: Sequence[str]) -> int:
    """Print the share right of each class of a language, and what is wrong."""
    language, *words = words
    right, rows, faults = Counter[str](), Counter[str](), Counter[str]()
    for row in ROWS[language]:
        statements = read(language, row.text)
        outcome = compare(row, statements)
        rows[row.kind] += 1
        right[row.kind] += outcome.right
        faults.update(_fault(line) for line in (*outcome.wrong, *outcome.invented))
        if words and not any(w in row.kind or w in row.text for w in words):
            continue
        if words or not outcome.right:
            print(f"[{row.kind}] {row.text}")
            for line in (*outcome.wrong, *outcome.invented):
                print("    " + line)
            for s in statements if words else ():
                print("    read: " + _shown(row.text, s))
        if outcome.right is bool(row.known_wrong):
            now = "right" if outcome.right else "wrong"
            print(f"    known_wrong is out of date, it is {now}: {row.text}")
    for kind, n in rows.items():
        print(f"{right[kind]:4d} of {n:3d}  {kind}")
    print(f"{right.total():4d} of {rows.total():3d}  all ({right.total() / rows.total():.3f})")
    print("faults:", ", ".join(f"{what} {n}" for what, n in faults.most_common()))
    return 0


def _fault(line: str) -> str:
    """The sort of a line of `compare`: missed, invented, or the part that differs."""
    start = line.split(": ")[0]
    if start in ("missed", "cut short", "invented"):
        return start
    return line.rsplit("': ", 1)[-1].split('": ')[-1].split()[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
