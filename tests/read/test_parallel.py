"""Reading in processes: the order, a story that breaks the reader or kills its process, tools that fail.

The reader is an invented one: a story's words say what becomes of it.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from verbale.errors import LexiconError, PipelineError
from verbale.ingest.find import FoundStory
from verbale.ingest.outcome import Outcome, Refusal
from verbale.model import Article, Reading
from verbale.read.parallel import ReadSettings, Result, Unchanged, read_all


@dataclass(frozen=True)
class Words:
    """A reader that does what a story says."""

    main: int = os.getpid()

    def load(self) -> Words:
        return self

    def open(self, found: FoundStory) -> Article | Refusal:
        text = (found.line or b"").decode()
        return Article(found.path, text, "fr", hashlib.sha256(text.encode()).hexdigest())

    def read(self, article: Article) -> Reading:
        if article.text == "die":
            os._exit(9)
        if article.text == "break":
            raise ValueError("odd")
        return Reading(article, notes=("elsewhere" if os.getpid() != self.main else "here",))


@dataclass(frozen=True)
class Useless(Words):
    """A reader whose tools cannot be loaded."""

    def load(self) -> Words:
        raise LexiconError("acts.toml", "dire", "no example")


@dataclass(frozen=True)
class Broken(Words):
    """A reader that breaks while it is loaded, by a fault of ours."""

    def load(self) -> Words:
        raise ImportError("no module named words")


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    # Worker processes unpickle the readers above from a module that they can import.
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    for reader in (Words, Useless, Broken):
        monkeypatch.setattr(reader, "__module__", "test_parallel")
    monkeypatch.setitem(sys.modules, "test_parallel", sys.modules[__name__])


def stories(texts: Iterable[str]) -> Iterator[FoundStory | Refusal]:
    for i, text in enumerate(texts):
        path = f"{i}.txt"
        yield FoundStory(path, Path(path), text.encode()) if text else Refusal(path, "is empty")


def told(results: Iterable[Result]) -> list[str]:
    def one(result: Result) -> str:
        if isinstance(result, Refusal):
            return f"{result.path} {result.outcome}: {result.reason}"
        if isinstance(result, Unchanged):
            return f"{result.path} unchanged"
        return f"{result.article.path} {result.article.text}"

    return [one(r) for r in results]


@pytest.mark.parametrize("jobs", [1, 2])
def test_outcomes_come_in_order(jobs: int) -> None:
    found = told(read_all(stories(["one", "", "break", *map(str, range(20)), ""]), Words(), jobs))
    assert found[:4] == [
        "0.txt one",
        "1.txt refused: is empty",
        "2.txt failed: failed unexpectedly (ValueError)",
        "3.txt 0",
    ]
    assert found[-2:] == ["22.txt 19", "23.txt refused: is empty"]
    assert len(found) == 24


@pytest.mark.parametrize(
    "texts", [["die"], ["a", "die", "b"], ["die", "die"], [*"abcdefgh", "die", *"ij", "die"]]
)
def test_a_dead_process_costs_one_story(texts: list[str]) -> None:
    died = "failed: the process that read it died"
    expected = [f"{i}.txt {died if t == 'die' else t}" for i, t in enumerate(texts)]
    assert told(read_all(stories(texts), Words(), 2)) == expected


def test_jobs_read_elsewhere() -> None:
    (reading,) = read_all(stories(["a"]), Words(), 2)
    assert isinstance(reading, Reading)
    assert reading.notes == ("elsewhere",)


def test_a_failure_keeps_its_trace() -> None:
    (failure,) = read_all(stories(["break"]), Words(), 2)
    assert isinstance(failure, Refusal)
    assert failure.outcome is Outcome.FAILED
    assert "ValueError: odd" in (failure.trace or "")


@pytest.mark.parametrize("jobs", [1, 2])
def test_known_text_is_not_read_again(jobs: int) -> None:
    known = {"0.txt": hashlib.sha256(b"one").hexdigest(), "1.txt": hashlib.sha256(b"other").hexdigest()}
    assert told(read_all(stories(["one", "two"]), Words(), jobs, known=known.get)) == [
        "0.txt unchanged",
        "1.txt two",
    ]


def test_tools_that_cannot_be_loaded_end_the_run_in_words() -> None:
    with pytest.raises(LexiconError, match="no example"):
        list(read_all(stories(["a"]), Useless()))
    with pytest.raises(PipelineError, match="no example"):
        list(read_all(stories(["a", "b"]), Useless(), 2))
    with pytest.raises(PipelineError, match="no module named words"):
        list(read_all(stories(["a", "b"]), Broken(), 2))


def test_reader_version_names_what_decides_a_reading(tmp_path: Path) -> None:
    actors = tmp_path / "actors.toml"
    actors.write_text("a = 1")
    plain, with_actors = ReadSettings().version(), ReadSettings(actors=(actors,)).version()
    assert plain == ReadSettings().version()
    assert (
        len({plain, with_actors, ReadSettings(pipeline="fr_other").version(), ReadSettings("fr").version()})
        == 4
    )
    actors.write_text("a = 2")
    assert ReadSettings(actors=(actors,)).version() != with_actors
