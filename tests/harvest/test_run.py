"""A harvest does each shard once, survives its own death anywhere, and loses and doubles nothing."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from tests.harvest.archives import CALL, WEATHER, page, record, write_warc
from verbale.harvest.cursor import DEATHS_OF_POISON, Cursor
from verbale.harvest.manifest import read_entry
from verbale.harvest.page import quick_text
from verbale.harvest.parts import read_part, write_part
from verbale.harvest.run import Known, harvest
from verbale.harvest.shards import Shard, find_shards
from verbale.harvest.story import Row
from verbale.harvest.task import HarvestSettings, harvest_shard
from verbale.record import open_database
from verbale.record.harvested import already_read, parts_under, unread
from verbale.record.queries import contacts
from verbale.record.queries import sources as sources_of

VERBALE = [sys.executable, "-m", "verbale.cli.main", "harvest"]
T = TypeVar("T")
POISON = Path(__file__).with_name("poison.py")


def write_archives(folder: Path, count: int = 3) -> Path:
    """So many archives, each with calls, weather, and a page that is none."""
    folder.mkdir()
    for a in range(count):
        records = [
            record(
                f"http://news.example/{a}/{i}",
                page(f"Article {a}.{i}. {CALL if i % 3 else WEATHER}").encode(),
            )
            for i in range(9)
        ]
        write_warc(folder / f"{a}.warc.gz", [*records, record(f"http://x.example/{a}", b"\xff\xfe\0broken")])
    return folder


def rows(out: Path) -> set[Row]:
    return {row for part in (out / "parts").glob("*.parquet") for row in read_part(part)}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[Row]]:
    """Archives and what a run that nobody disturbs makes of them."""
    folder = tmp_path_factory.mktemp("harvest")
    sources, out = write_archives(folder / "archives"), folder / "out"
    done = subprocess.run(
        [*VERBALE, sources, "-o", out, "--jobs", "2"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return sources, rows(out)


def test_pages_of_leaders_are_read_and_no_others(undisturbed: tuple[Path, set[Row]]) -> None:
    _, found = undisturbed
    assert len(found) == 3 * 6
    assert {r.outcome for r in found} == {"read"}
    reading = json.loads(next(iter(found)).reading or "")
    assert [c["kind"] for c in reading["contacts"]] == ["call"]
    assert {r.published for r in found} == {"../2024-03-02"}


def test_leaders_in_teasers_beside_a_story_keep_no_page(tmp_path: Path) -> None:
    """Resiliparse takes the teaser for text, trafilatura does not; a story that has both is read."""
    teaser = f"</article><div class='teaser'><a href='/x'><h3>{CALL}</h3></a></div><article>"
    pages = [page(f"{WEATHER}\n" * 4).replace("</article>", teaser, 1), page(f"{WEATHER}\n{CALL}")]
    assert "Macron" in quick_text(pages[0])
    write_warc(
        tmp_path / "a.warc.gz", [record(f"http://x.example/{i}", p.encode()) for i, p in enumerate(pages)]
    )
    (shard,) = (s for s in find_shards([tmp_path / "a.warc.gz"]) if isinstance(s, Shard))
    done = harvest_shard(shard, HarvestSettings(tmp_path / "out"))
    assert (done.pages, done.kept) == (2, 1)
    assert [row.record for row in rows(tmp_path / "out")] == [1]
    everything = harvest_shard(shard, HarvestSettings(tmp_path / "all", everything=True))
    assert everything.kept == 2


@pytest.mark.parametrize("seed", range(2))
def test_killed_at_random_and_run_again_it_gives_the_same(
    undisturbed: tuple[Path, set[Row]], seed: int, tmp_path: Path
) -> None:
    sources, expected = undisturbed
    draw = random.Random(seed)
    command = [*VERBALE, sources, "-o", tmp_path, "--jobs", "2", "--json"]
    for _ in range(3):
        silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        run = subprocess.Popen(command, start_new_session=True, **silent)
        try:
            run.wait(draw.uniform(1, 12))
            break
        except subprocess.TimeoutExpired:
            # the run or one of its processes: whichever is hit, nothing may be lost
            victims = [run.pid, *children(run.pid)]
            kill(draw.choice(victims))
            if run.poll() is None and draw.random() < 0.5:
                time.sleep(0.5)
            for pid in [run.pid, *children(run.pid)]:
                kill(pid)
            run.wait()
    last = subprocess.run(command, capture_output=True, text=True, check=False)
    assert last.returncode == 0, last.stderr
    assert rows(tmp_path) == expected
    assert not list((tmp_path / "working").glob("*.at"))


def test_workers_end_with_a_run_that_is_killed(tmp_path: Path) -> None:
    sources = write_archives(tmp_path / "archives")
    command = [*VERBALE, sources, "-o", tmp_path / "out", "--jobs", "2"]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    # two workers, and multiprocessing's resource tracker
    workers = waited_for(lambda: found if len(found := children(run.pid)) > 2 else None)
    kill(run.pid)
    run.wait()
    assert waited_for(lambda: not any(is_alive(pid) for pid in workers or []))
    assert workers


def waited_for(what: Callable[[], T], seconds: float = 60) -> T | None:
    """What comes of asking again and again until there is an answer; None when there never is."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := what():
            return answer
        time.sleep(0.1)
    return None


def is_alive(pid: int) -> bool:
    """Whether a process runs: one that nobody has waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def children(pid: int) -> list[int]:
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout
    return [int(line) for line in found.split()]


def kill(pid: int) -> None:
    subprocess.run(["kill", "-9", str(pid)], capture_output=True, check=False)


def test_what_is_done_is_not_done_again(undisturbed: tuple[Path, set[Row]], tmp_path: Path) -> None:
    sources, _ = undisturbed
    settings = HarvestSettings(tmp_path, version="v")
    shard = next(s for s in find_shards([sources]) if isinstance(s, Shard))
    harvest_shard(shard, settings)

    class Nobody:
        def run(self, shards, settings):  # type: ignore[no-untyped-def]
            assert not shards
            yield from ()

    (event,) = harvest([shard, shard], settings, Nobody())
    assert isinstance(event, Known)
    assert (event.done.pages, event.done.kept) == (10, 6)
    for other in (HarvestSettings(tmp_path, version="w"),):
        with pytest.raises(AssertionError):
            list(harvest([shard], other, Nobody()))


def test_a_page_of_which_processes_die_costs_its_row(tmp_path: Path) -> None:
    sources = tmp_path / "in"
    sources.mkdir()
    texts = [f"Un. {CALL}", f"POISON. {CALL}", f"Deux. {CALL}"]
    write_warc(
        sources / "a.warc", [record(f"http://n.example/{i}", page(t).encode()) for i, t in enumerate(texts)]
    )
    out = tmp_path / "out"
    run = subprocess.run(
        [sys.executable, POISON, sources, out], capture_output=True, text=True, timeout=300, check=False
    )
    assert run.returncode == 0, run.stderr
    found = sorted(rows(out), key=lambda r: r.record)
    assert [r.outcome for r in found] == ["read", "failed", "read"]
    assert "died" in str(found[1].reason)


def test_a_cursor_counts_deaths_at_one_page_only(tmp_path: Path) -> None:
    for _ in range(DEATHS_OF_POISON):
        cursor = Cursor(tmp_path, "s")
        assert not cursor.is_poison(7)
        cursor.at(7)  # and here the process dies
    last = Cursor(tmp_path, "s")
    assert last.is_poison(7)
    assert not last.is_poison(6)
    last.close()
    assert not Cursor(tmp_path, "s").is_poison(7)


def test_a_part_is_whole_or_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*arguments: object, **options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("verbale.harvest.parts.pq.write_table", full)
    with pytest.raises(OSError, match="No space"):
        write_part(tmp_path, "x", [Row("u", 0, "read")])
    assert list((tmp_path / "parts").iterdir()) == []
    assert read_entry(tmp_path, "x") is None


def test_trouble_stands_in_the_manifest_and_in_the_exit_code(tmp_path: Path) -> None:
    members = write_warc(
        tmp_path / "a.warc.gz", [record(f"http://n.example/{i}", page(CALL).encode()) for i in range(3)]
    )
    (tmp_path / "a.warc.gz").write_bytes(b"".join(members)[:-40])
    for _ in range(2):  # what was done before is still incomplete
        run = subprocess.run(
            [*VERBALE, tmp_path / "a.warc.gz", tmp_path / "none.warc", "-o", tmp_path / "out", "--jobs", "1"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert run.returncode == 3
        assert "incomplete:" in run.stderr
        assert "none.warc: no such file or folder" in run.stderr
    (entry,) = (tmp_path / "out" / "manifest").glob("*.json")
    assert "2 records that were read" in json.loads(entry.read_bytes())["trouble"][0]


def test_a_record_is_built_from_a_harvest(undisturbed: tuple[Path, set[Row]], tmp_path: Path) -> None:
    sources, found = undisturbed
    out, record_file = sources.parent / "out", tmp_path / "r.db"
    build = [sys.executable, "-m", "verbale.cli.main", "build", out, "-o", record_file]
    first = subprocess.run(build, capture_output=True, text=True, check=False)
    assert first.returncode == 0, first.stderr
    assert f"{len(found)} stories read" in first.stderr
    with open_database(record_file).reading() as connection:
        assert {s.path for s in sources_of(connection)} == {r.uri for r in found}
        told = {m.path for c in contacts(connection) for m in c.mentions}
        assert told == {r.uri for r in found}


def test_what_another_reader_has_read_is_read_again(tmp_path: Path) -> None:
    row = Row("http://n.example/1", 0, "read", language="fr", text=CALL, reading="{}", reader="an older one")
    refused = Row("http://n.example/2", 1, "refused", "no story: no prose found", reader="an older one")
    write_part(tmp_path, "x", [row, refused])
    parts, others = parts_under([tmp_path, tmp_path / "a.txt"])
    assert others == [tmp_path / "a.txt"]
    (story,) = unread(parts, "a newer one")
    assert (story.path, json.loads(story.line or b"")["text"]) == ("http://n.example/1", CALL)
    (refusal,) = already_read(parts, "a newer one")
    assert (refusal.path, refusal.reason) == ("http://n.example/2", "no story: no prose found")
    (tmp_path / "y.parquet").write_bytes(b"no")
    (broken,) = already_read([tmp_path / "y.parquet"], "r")
    assert "Parquet" in broken.reason
