"""`verbale read` from the outside: what is printed where, and how it ends."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from verbale.cli.exits import ExitCode, exit_code, one_line
from verbale.cli.main import main
from verbale.errors import LexiconError
from verbale.ingest import FoundStory, IngestTools, Outcome, Refusal, ingest_story, load_ingest_tools
from verbale.model import (
    Actor,
    Article,
    ContactKind,
    ContactMention,
    ContactStatus,
    Directness,
    Reading,
    Span,
    SpeechAct,
    Statement,
)
from verbale.read import parallel

STORY = (
    "La présidente du Valmont s’est entretenue jeudi par téléphone avec son homologue ostréen. "
    "Elle lui a demandé de rouvrir le col d’Arvène, a indiqué son cabinet."
)
VERBALE = [sys.executable, "-m", "verbale.cli.main"]
Run = Callable[..., tuple[int, str, str]]


@dataclass(frozen=True)
class QuickReader:
    """Opens stories as ever, but reads one contact into each; fails on "poison"."""

    ingest: IngestTools

    def open(self, found: FoundStory) -> Article | Refusal:
        return ingest_story(found, self.ingest)

    def read(self, article: Article) -> Reading:
        if "poison" in article.text:
            raise ZeroDivisionError("too odd a story")
        people = (Actor("Ana Sorel"), Actor("Otto Brandt"))
        contact = ContactMention(ContactKind.CALL, ContactStatus.HELD, True, people, (Span(0, 26),))
        statement = Statement(people[:1], (), SpeechAct.REQUEST, Span(90, 100), Directness.INDIRECT)
        return Reading(article, (contact,), (statement,))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `verbale` in this process with the quick reader: exit code, standard output, standard error."""
    monkeypatch.setattr(
        parallel.ReadSettings, "load", lambda self: QuickReader(load_ingest_tools(language=self.language))
    )

    def run_verbale(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["verbale", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return run_verbale


def test_one_reading_a_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.jsonl").write_text("\n".join(json.dumps({"text": f"{STORY} Fin."}) for _ in range(2)))
    code, out, err = run("read", tmp_path, "--json")
    assert (code, err) == (0, "")
    readings = [json.loads(line) for line in out.splitlines()]
    assert [Path(r["article"]["path"]).name for r in readings] == ["a.txt", "b.jsonl#1", "b.jsonl#2"]
    assert readings[0]["contacts"][0]["participants"][0]["name"] == "Ana Sorel"


def test_each_refused_input_is_one_line_and_the_rest_goes_on(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(STORY)
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "empty.txt").touch()
    (tmp_path / "german.txt").write_text(
        "Der Minister sprach am Dienstag mit seinem Amtskollegen über das Tal."
    )
    (tmp_path / "links.html").write_text(
        "<html><body><a href=/>Accueil</a> <a href=/s>Sport</a></body></html>"
    )
    (tmp_path / "lines.jsonl").write_text('{"text": 1}\n{"text": \n')
    with (tmp_path / "large.txt").open("wb") as stream:
        stream.truncate(50_000_000)
    code, out, err = run("read", "--json", tmp_path, tmp_path / "no.txt")
    assert code == ExitCode.REFUSED
    assert len(out.splitlines()) == 1
    assert err.replace(f"{tmp_path}/", "").splitlines() == [
        "refused: binary.txt: binary file, not text",
        "refused: empty.txt: empty file",
        "refused: german.txt: written in German; only French and English can be read",
        "refused: large.txt: too large: 50 MB, the limit for one story is 10 MB",
        'refused: lines.jsonl#1: "text": input should be a valid string',
        "refused: lines.jsonl#2: not valid JSON (EOF while parsing a value at line 1 column 9)",
        "refused: links.html: no story: no prose found",
        "refused: no.txt: no such file or folder",
    ]


def test_a_failure_names_the_story_and_weighs_more_than_a_refusal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{STORY} poison")
    (tmp_path / "b.txt").write_text(STORY)
    code, out, err = run("read", "--json", tmp_path, "missing.txt")
    assert code == ExitCode.FAILED
    assert len(out.splitlines()) == 1
    failed, refused = err.splitlines()
    assert failed.startswith(f"failed: {tmp_path}/a.txt: ")
    assert "ZeroDivisionError" in failed
    assert refused == "refused: missing.txt: no such file or folder"


def test_the_trace_is_shown_on_request_only(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{STORY} poison")
    assert "Traceback" not in run("read", tmp_path)[2]
    assert "too odd a story" in run("read", tmp_path, "--debug")[2]


def test_for_people(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    code, out, err = run("read", tmp_path / "a.txt")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        f"{tmp_path}/a.txt (published at an unknown date)",
        "",
        "  call: Ana Sorel and Otto Brandt",
        "      0-26 « La présidente du Valmont s »",
        "",
        "  Ana Sorel · request",
        "      90-100 « Elle lui a »",
        "",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["read", "a.txt", "--no-such-option"],
        ["read", "a.txt", "--jobs", "0"],
        ["read", "a.txt", "--language", "xx"],
        ["read", "a.txt", "--actors", "missing.toml"],
        ["no-such-command"],
    ],
)
def test_wrong_usage(run: Run, arguments: list[str]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (ExitCode.USAGE, "")
    assert "Traceback" not in err


def test_stories_of_two_languages_are_read_in_one_run(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("La ministre a parlé à son homologue mardi, selon son cabinet.")
    (tmp_path / "b.txt").write_text("The minister spoke with her counterpart on Tuesday, her office said.")
    code, out, _ = run("read", tmp_path, "--json")
    assert code == ExitCode.OK
    assert [json.loads(line)["article"]["language"] for line in out.splitlines()] == ["fr", "en"]


def test_the_language_can_be_given(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Der Minister sprach am Dienstag mit seinem Amtskollegen über das Tal.")
    assert run("read", tmp_path, "--json")[0] == ExitCode.REFUSED
    assert run("read", tmp_path, "--json", "--language", "fr")[0] == 0


def test_tools_that_cannot_be_loaded_end_the_run_with_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(_: object) -> None:
        raise LexiconError("actors.toml", "ana-sorel", "has no name")

    monkeypatch.setattr(parallel.ReadSettings, "load", load)
    (tmp_path / "a.txt").write_text(STORY)
    code, out, err = run("read", tmp_path)
    assert (code, out, err) == (ExitCode.FAILED, "", "verbale: actors.toml: entry 'ana-sorel': has no name\n")


def test_an_interrupt_ends_with_one_line(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> Reading:
        raise KeyboardInterrupt

    monkeypatch.setattr(QuickReader, "read", interrupt)
    (tmp_path / "a.txt").write_text(STORY)
    code, out, err = run("read", tmp_path)
    assert (code, out, err) == (ExitCode.INTERRUPTED, "", "verbale: interrupted\n")


def test_version_and_help(run: Run) -> None:
    assert run("--version")[1].startswith("verbale ")
    assert "read" in run("--help")[1]


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [
        ([], 0),
        ([Outcome.READ], 0),
        ([Outcome.READ, Outcome.REFUSED], 3),
        ([Outcome.FAILED, Outcome.REFUSED, Outcome.READ], 1),
    ],
)
def test_exit_code(outcomes: list[Outcome], code: int) -> None:
    assert exit_code(outcomes) == code


def test_a_name_with_a_line_end_stays_on_one_line() -> None:
    assert one_line("a\nb\x1b[31m\u2028é.txt") == "a\\nb\\x1b[31m\\u2028é.txt"


def start(*arguments: object, **options: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*VERBALE, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,  # type: ignore[call-overload]
    )


def test_processes_give_what_one_process_gives(tmp_path: Path) -> None:
    for n in range(6):
        (tmp_path / f"{n}.txt").write_text(STORY if n != 3 else "")
    alone, shared = (start("read", "--json", tmp_path, "--jobs", n).communicate(timeout=100) for n in (1, 2))
    assert alone == shared
    assert len(alone[0].splitlines()) == 5
    assert alone[1] == f"refused: {tmp_path}/3.txt: empty file\n"


def test_a_reader_that_stops_listening_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"text": STORY}) for _ in range(300)))
    process = start("read", "--json", tmp_path)
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(timeout=100) == ExitCode.BROKEN_PIPE
    assert process.stderr.read() == ""
    process.stderr.close()


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c(tmp_path: Path, jobs: int) -> None:
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"text": STORY}) for _ in range(3000)))
    process = start("read", "--json", tmp_path, "--jobs", jobs, start_new_session=True)
    assert process.stdout
    process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all processes at once
    _, err = process.communicate(timeout=100)
    assert (process.returncode, err) == (ExitCode.INTERRUPTED, "verbale: interrupted\n")


def test_data_do_not_go_to_the_terminal_that_shows_the_progress(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    ours, theirs = pty.openpty()
    command = [*VERBALE, "read", "--json", str(tmp_path), "no.txt"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=theirs, env=os.environ | {"TERM": "xterm"}
    )
    os.close(theirs)
    shown: list[bytes] = []
    watcher = threading.Thread(target=watch, args=(ours, shown))
    watcher.start()
    out, _ = process.communicate(timeout=100)
    watcher.join(timeout=10)
    os.close(ours)
    assert json.loads(out)["article"]["path"].endswith("a.txt")
    assert b"refused: no.txt: no such file or folder" in b"".join(shown)
    assert b"reading" in b"".join(shown)
    assert b"sha256" not in b"".join(shown)


def watch(terminal: int, shown: list[bytes]) -> None:
    """Keep what a terminal is sent, until nobody writes to it any more (which Linux tells by an error)."""
    with suppress(OSError):
        while sent := os.read(terminal, 65536):
            shown.append(sent)


def test_explaining_prints_the_reasons(run: Run, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(STORY, encoding="utf-8")
    code, out, _ = run("read", story, "--explain")
    assert code == ExitCode.OK
    assert "c1  call: Ana Sorel, Otto Brandt" in out
    page = tmp_path / "why.html"
    assert run("read", story, "--explain", "--html", page)[:2] == (ExitCode.OK, "")
    assert "call: Ana Sorel, Otto Brandt" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("options", [["--html", "x.html"], ["--explain", "--json"]])
def test_options_that_do_not_go_together_are_refused(run: Run, options: list[str], tmp_path: Path) -> None:
    code, out, err = run("read", tmp_path, *options)
    assert (code, out) == (ExitCode.USAGE, "")
    assert "--" in err
