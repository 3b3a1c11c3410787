"""Which files are stories, in which order, and what is said of the others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from verbale.ingest.find import FoundStory, find_stories, read_bytes
from verbale.ingest.outcome import DEFAULT_LIMITS, Limits, Refusal


def names(*paths: Path, base: Path, limits: Limits = DEFAULT_LIMITS) -> list[str]:
    """Found stories by their path under `base`; refusals as "path: reason"."""
    found = []
    for item in find_stories(paths, limits=limits):
        name = item.path.removeprefix(f"{base}/")
        found.append(name if isinstance(item, FoundStory) else f"{name}: {item.reason}")
    return found


def test_folders_are_read_to_the_bottom_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.html", "a/1.HTM", "c/d/e.txt", "a.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert names(tmp_path, base=tmp_path) == ["a/1.HTM", "a/2.html", "a.txt", "b.txt", "c/d/e.txt"]


def test_a_file_named_twice_is_one_story(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "link.txt").symlink_to("a.txt")
    assert names(tmp_path / "a.txt", tmp_path, tmp_path / "a.txt", base=tmp_path) == ["a.txt"]


def test_other_files_in_a_folder_are_counted_and_left(tmp_path: Path) -> None:
    for name in ("a.txt", "photo.jpg", "README", ".hidden.txt", ".git/config.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    skipped: list[Path] = []
    found = list(find_stories([tmp_path], on_skipped=skipped.append))
    assert [Path(f.path).name for f in found] == ["a.txt"]
    assert sorted(p.name for p in skipped) == [".git", ".hidden.txt", "README", "photo.jpg"]


def test_what_the_user_names_himself_is_refused_instead(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_text("x")
    (tmp_path / "empty").mkdir()
    (tmp_path / "gone.txt").symlink_to("nowhere.txt")
    (tmp_path / "round.txt").symlink_to("round.txt")
    (tmp_path / "void.txt").touch()
    (tmp_path / "void.jsonl").write_text("\n \n")
    paths = [
        tmp_path / n
        for n in ("no.txt", "photo.jpg", "empty", "gone.txt", "round.txt", "void.txt", "void.jsonl")
    ]
    assert names(*paths, base=tmp_path) == [
        "no.txt: no such file or folder",
        "photo.jpg: not a story file (.txt, .html, .htm, .jsonl)",
        "empty: no story file in this folder (.txt, .html, .htm, .jsonl)",
        "gone.txt: link to a file that does not exist",
        "round.txt: not readable (Too many levels of symbolic links)",
        "void.txt: empty file",
        "void.jsonl: empty file",
    ]


def test_folders_that_link_to_each_other_end(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("x")
    (tmp_path / "in" / "up").symlink_to(tmp_path)
    assert names(tmp_path, base=tmp_path) == ["in/a.txt"]


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert names(tmp_path, base=tmp_path) == ["a.txt: not a regular file"]


def test_a_name_that_is_not_utf8_can_be_printed(tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(odd, "w") as stream:
        stream.write("x")
    assert names(tmp_path, base=tmp_path) == ["caf\\xe9.txt"]


def test_size_is_checked_before_anything_is_read(tmp_path: Path) -> None:
    for name in ("big.txt", "big.jsonl"):
        with (tmp_path / name).open("wb") as stream:
            stream.truncate(50_000_000)  # sparse: one line of 50 MB
    assert names(tmp_path / "big.txt", base=tmp_path) == [
        "big.txt: too large: 50 MB, the limit for one story is 10 MB"
    ]
    # a .jsonl may be of any size; the limit is for a line
    assert names(tmp_path / "big.jsonl", base=tmp_path) == [
        "big.jsonl#1: too large: 50 MB, the limit for one story is 10 MB"
    ]


def test_a_line_too_long_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"1234567890\n" + b"x" * 11 + b"\n\n" + b"abc\r\n" + b"y" * 99)
    assert names(tmp_path, base=tmp_path, limits=Limits(file_bytes=10)) == [
        "a.jsonl#1",
        "a.jsonl#2: too large: 11 bytes, the limit for one story is 10 bytes",
        "a.jsonl#4",
        "a.jsonl#5: too large: 99 bytes, the limit for one story is 10 bytes",
    ]


def test_a_file_that_grew_or_went_after_it_was_found(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("x")
    (found,) = find_stories([file])
    assert isinstance(found, FoundStory)
    file.write_text("x" * 20)
    assert "too large" in read_bytes(found, Limits(file_bytes=10))
    file.unlink()
    assert read_bytes(found, Limits()) == "no such file or folder"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_files_and_folders_that_may_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{}")
    (tmp_path / "a.jsonl").chmod(0)
    (tmp_path / "closed").mkdir(mode=0)
    assert names(tmp_path, base=tmp_path) == ["a.jsonl: permission denied", "closed: permission denied"]


def test_permission_errors_are_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text("x")
    (found,) = find_stories([tmp_path / "a.txt"])
    assert isinstance(found, FoundStory)
    monkeypatch.setattr(Path, "open", refuse)
    assert read_bytes(found, Limits()) == "permission denied"
    monkeypatch.setattr(os, "listdir", refuse)
    assert [r.reason for r in find_stories([tmp_path]) if isinstance(r, Refusal)] == ["permission denied"]
