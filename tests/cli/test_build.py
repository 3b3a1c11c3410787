"""`verbale build`: exit codes, the summary, bad input. What is read is the readers' concern."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from verbale.cli.build_progress import build_progress
from verbale.cli.main import app

STORY = (
    "La présidente du Norland, Ana Vell, s'est entretenue mardi 13 mai 2031 au téléphone avec le président "
    "de la Karstie, Bo Karst. Elle lui a demandé d'ouvrir le port d'Ostrel aux navires de céréales, a "
    "annoncé sa présidence dans un communiqué."
)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


def sources(record: Path) -> dict[str, tuple[str, str | None]]:
    result = run("sources", record, "--json")
    assert result.exit_code == 0, result.output
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    return {Path(r["path"]).name: (r["outcome"], r["reason"]) for r in rows}


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    folder = tmp_path / "stories"
    folder.mkdir()
    (folder / "a.txt").write_text(STORY, encoding="utf-8")
    (folder / "b.txt").write_text(STORY.replace("mardi 13", "mercredi 14"), encoding="utf-8")
    return folder


def test_all_read(stories: Path, tmp_path: Path) -> None:
    record = tmp_path / "crisis.db"
    result = run("build", stories, "-o", record, "--jobs", 1)
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert result.stderr.endswith(f"{record}: 2 stories read\n")
    again = run("build", stories, "-o", record, "--jobs", 1)
    assert again.exit_code == 0
    assert again.stderr.endswith(f"{record}: 0 stories read, 2 known before\n")


def test_what_is_refused_gets_one_line_and_an_outcome(stories: Path, tmp_path: Path) -> None:
    (stories / "empty.txt").write_text("")
    (stories / "binary.txt").write_bytes(bytes(range(256)) * 40)
    record = tmp_path / "crisis.db"
    result = run("build", stories, tmp_path / "missing.txt", "-o", record, "--jobs", 1)
    assert result.exit_code == 3
    complaints = [line for line in result.stderr.splitlines() if line.startswith("refused: ")]
    assert len(complaints) == 3
    assert f"{record}: 2 stories read, 3 refused" in result.stderr
    outcomes = sources(record)
    assert {name for name, (outcome, _) in outcomes.items() if outcome == "read"} == {"a.txt", "b.txt"}
    refused = {name for name, (outcome, reason) in outcomes.items() if outcome == "refused" and reason}
    assert refused == {"empty.txt", "binary.txt", "missing.txt"}


def test_story_on_which_the_reader_breaks(
    stories: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import verbale.read.reading as reading

    read_article = reading.read_article

    def break_on_b(article, tools):  # type: ignore[no-untyped-def]
        if article.path.endswith("b.txt"):
            raise RuntimeError("odd")
        return read_article(article, tools)

    monkeypatch.setattr(reading, "read_article", break_on_b)
    record = tmp_path / "crisis.db"
    result = run("build", stories, "-o", record, "--jobs", 1)
    assert result.exit_code == 1
    assert "1 story read, 1 failed" in result.stderr
    assert "Traceback" not in result.stderr
    assert sources(record)["b.txt"][0] == "failed"


@pytest.mark.parametrize("arguments", [[], ["a.txt"], ["a.txt", "-o", "r.db", "--jobs", "0"]])
def test_wrong_usage(arguments: list[str]) -> None:
    assert run("build", *arguments).exit_code == 2


def test_what_is_no_record_is_left_alone(stories: Path, tmp_path: Path) -> None:
    record = tmp_path / "crisis.db"
    record.write_text("my notes")
    result = run("build", stories, "-o", record)
    assert result.exit_code == 1
    assert "is not a record" in result.stderr
    assert record.read_text() == "my notes"


def test_interrupted(stories: Path, tmp_path: Path) -> None:
    for i in range(120):
        (stories / f"{i}.txt").write_text(
            STORY.replace("13 mai", f"{i % 28 + 1} mai") + f" C'était le {i}e appel."
        )
    record = tmp_path / "crisis.db"
    command = [
        sys.executable,
        "-m",
        "verbale.cli.main",
        "build",
        str(stories),
        "-o",
        str(record),
        "--jobs",
        "1",
    ]
    program = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)
    for _ in range(600):
        if _stories_in(record):
            break
        time.sleep(0.05)
    os.kill(program.pid, signal.SIGINT)
    _, errors = program.communicate(timeout=60)
    assert program.returncode == 130, errors.decode()
    assert "Traceback" not in errors.decode()
    kept = _stories_in(record)
    assert 0 < kept < 122
    assert run("build", stories, "-o", record, "--jobs", 1).exit_code == 0
    assert _stories_in(record) == 122


def _stories_in(record: Path) -> int:
    return len(sources(record)) if record.exists() and run("sources", record).exit_code == 0 else 0


# What only the extras bring; `pip install .` alone has none of it.
EXTRAS = ("pyarrow", "fastwarc", "resiliparse", "zstandard", "feedparser", "protego", "distributed", "dask")


def run_without_extras(*arguments: object) -> subprocess.CompletedProcess[str]:
    program = (
        f"import sys; sys.modules.update(dict.fromkeys({EXTRAS}))\nfrom verbale.cli.main import main; main()"
    )
    words = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.run(words, capture_output=True, text=True, timeout=120, check=False)


def test_builds_without_what_the_extras_bring(stories: Path, tmp_path: Path) -> None:
    record = tmp_path / "crisis.db"
    built = run_without_extras("build", stories, "-o", record, "--jobs", 1)
    assert built.returncode == 0, built.stderr
    assert built.stderr.endswith(f"{record}: 2 stories read\n")
    part = tmp_path / "a.parquet"
    part.touch()
    refused = run_without_extras("build", part, "-o", record)
    assert refused.returncode == 1
    assert refused.stderr.splitlines()[-1] == (
        f"verbale: {part}: pyarrow is not installed; install Verbale with its extra: verbale[harvest]"
    )
    assert "Traceback" not in refused.stderr


def test_plain_progress_counts_one_story_as_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("verbale.cli.build_progress.PLAIN_EVERY_SECONDS", 0.0)
    with build_progress([]) as progress:
        progress.advance()
        progress.advance()
    assert capsys.readouterr().err == "1 story done\n2 stories done\n"
