"""From paths to articles and refusals, end to end."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verbale.ingest import IngestTools, Limits, Outcome, Refusal, articles, load_ingest_tools, stories
from verbale.model import Article


def one(path: Path, tools: IngestTools) -> Article | Refusal:
    (item,) = stories([path], tools)
    return item


def article(path: Path, tools: IngestTools) -> Article:
    item = one(path, tools)
    assert isinstance(item, Article), item
    return item


def reason(path: Path, tools: IngestTools) -> str:
    item = one(path, tools)
    assert isinstance(item, Refusal), item
    assert item.outcome is Outcome.REFUSED
    assert item.path == str(path)
    assert "\n" not in item.reason
    return item.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_text_file_in_any_encoding(
    encoding: str, line_end: str, story: str, tmp_path: Path, tools: IngestTools
) -> None:
    text = f"Un appel\n\n{story}\n"
    (tmp_path / "a.txt").write_bytes(text.replace("\n", line_end).encode(encoding))
    found = article(tmp_path / "a.txt", tools)
    assert found.text == text
    assert found.language == "fr"
    assert found.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert (found.published, found.published_edtf, found.title) == (None, None, None)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(odd=st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"], include_characters="\r\n\t")))
def test_offsets_are_those_of_the_file_as_python_reads_it(
    odd: str, story: str, tmp_path: Path, tools: IngestTools
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f"{story * 3}\n{odd}\n{story}".encode())
    assert article(path, tools).text == path.read_text(encoding="utf-8")


def test_publication_of_the_text_itself(story: str, tmp_path: Path, tools: IngestTools) -> None:
    (tmp_path / "a.txt").write_text(f" date 2023-04 {story}")
    assert article(tmp_path / "a.txt", tools).published_edtf == "2023-04"


def test_metadata_and_text_narrow_each_other(story: str, tmp_path: Path, tools: IngestTools) -> None:
    lines = [
        {"text": f"date 2023-04-06 {story}", "published": "2023-04"},
        {"text": f"date 2023-04 {story}", "published": "2023-04-06T10:00:00+02:00"},
        {"text": f"date 2023-05 {story}", "published": "2023-04-06"},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)))
    found = list(stories([tmp_path / "a.jsonl"], tools))
    assert [isinstance(f, Article) and f.published_edtf for f in found] == ["2023-04-06"] * 3


BAD_FILES: list[tuple[str, bytes, str]] = [
    ("a.txt", b"", "empty file"),
    ("a.txt", b"\xef\xbb\xbf", "empty file"),
    ("a.txt", b" \n\t\n", "empty file"),
    ("a.html", b" \n", "empty file"),
    ("a.html", b"<html><head><title>x</title></head></html>", "no story: no text found in the page"),
    ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary file, not text"),
    ("a.html", b"%PDF-1.4\n" + bytes(range(256)) * 9, "binary file, not text"),
    ("a.txt", b"12 345\n67 890\n" * 40, "no story: no prose found"),
    ("a.txt", ("Accueil\nPolitique\nSport\nMétéo du jour\n" * 20).encode(), "no story: no prose found"),
    (
        "a.txt",
        "Il presidente ha telefonato giovedì al suo omologo, secondo una nota del governo.".encode(),
        "written in Italian; only French and English can be read",
    ),
    (
        "a.txt",
        "首相は木曜日に大統領と電話で会談し、国境の再開を求めたと発表した。両首脳は来週も協議を続ける。".encode(),
        "written in Japanese; only French and English can be read",
    ),
]


@pytest.mark.parametrize(("name", "data", "why"), BAD_FILES, ids=[f"{n}: {w}" for n, _, w in BAD_FILES])
def test_bad_files(name: str, data: bytes, why: str, tmp_path: Path, tools: IngestTools) -> None:
    (tmp_path / name).write_bytes(data)
    assert reason(tmp_path / name, tools) == why


def test_a_story_longer_than_the_limit(story: str, tmp_path: Path, tools: IngestTools) -> None:
    (tmp_path / "a.txt").write_text(story * 6000)
    assert reason(tmp_path / "a.txt", tools).startswith("too large: 1,")
    assert reason(tmp_path / "a.txt", tools).endswith(
        " characters of text, the limit for one story is 1,000,000"
    )


def test_the_declared_charset_of_a_page(story: str, tmp_path: Path, tools: IngestTools) -> None:
    html = f'<html lang="en"><head><meta charset="iso-8859-1"></head><body><p>{story}</p></body></html>'
    (tmp_path / "a.html").write_bytes(html.encode("cp1252"))
    found = article(tmp_path / "a.html", tools)
    assert found.text == story
    assert found.language == "fr"  # the template's declaration does not count


def test_jsonl_with_good_and_bad_lines(story: str, tmp_path: Path, tools: IngestTools) -> None:
    page = (
        f"<html><head><meta property='og:site_name' content='Radio'></head><body><p>{story}</p></body></html>"
    )
    good = {
        "text": story,
        "title": "T",
        "url": "u",
        "outlet": "O",
        "language": "fr-BE",
        "published": "2023-04-06",
    }
    lines = [
        json.dumps(good),
        '{"text": 3}',
        "",
        json.dumps({"html": page, "title": "Autre"}),
        json.dumps({"text": story, "language": "de"}),
        json.dumps({"text": "Lire aussi"}),
        json.dumps({"text": f"{story} \ud83d\0"}),
    ]
    (tmp_path / "a.jsonl").write_text("\r\n".join(lines), encoding="utf-8", newline="")
    found = {item.path.rpartition("#")[2]: item for item in stories([tmp_path], tools)}
    first, page_story, cut = found["1"], found["4"], found["7"]
    assert isinstance(first, Article)
    assert (first.text, first.title, first.url, first.outlet) == (story, "T", "u", "O")
    assert (first.language, first.published_edtf) == ("fr", "2023-04-06")
    assert isinstance(page_story, Article)
    assert (page_story.text, page_story.title, page_story.outlet) == (story, "Autre", "Radio")
    # half of a pair of surrogates, NUL: some exporter cut the text; the offsets before it hold
    assert isinstance(cut, Article)
    assert cut.text == f"{story} \ufffd\ufffd"
    assert {number: item.reason for number, item in found.items() if isinstance(item, Refusal)} == {
        "2": '"text": input should be a valid string',
        "5": "declared to be in German; only French and English can be read",
        "6": "no story: no prose found",
    }


def test_the_user_s_word_on_the_language_holds(story: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The president spoke with her counterpart on Thursday, her office said.")
    assert isinstance(one(tmp_path / "a.txt", load_ingest_tools(language="fr")), Article)
    (tmp_path / "b.txt").write_text(story)
    assert reason(tmp_path / "b.txt", load_ingest_tools(language="de")) == (
        "declared to be in German; only French and English can be read"
    )


def test_each_story_is_taken_in_its_own_language(story: str, tmp_path: Path, tools: IngestTools) -> None:
    english = (
        "Published on 6 April 2023\n\n"
        "The president spoke with her counterpart on Thursday, her office said in a statement. "
        "The two leaders agreed that the border would be opened again within a week, it added."
    )
    (tmp_path / "a.txt").write_text(story)
    (tmp_path / "b.txt").write_text(english)
    found = list(stories([tmp_path], tools))
    assert [a.language for a in found if isinstance(a, Article)] == ["fr", "en"]
    second = found[1]
    assert isinstance(second, Article)
    assert second.published_edtf == "2023-04-06"


def test_a_fault_of_ours_costs_one_story(
    story: str, tmp_path: Path, tools: IngestTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    def upset(text: str) -> bool:
        if "upset" in text:
            raise ZeroDivisionError("in a parser")
        return True

    monkeypatch.setattr(articles, "has_prose", upset)
    (tmp_path / "a.txt").write_text(f"{story} upset")
    (tmp_path / "b.txt").write_text(story)
    failed, fine = stories([tmp_path], tools)
    assert isinstance(failed, Refusal)
    assert (failed.outcome, failed.reason) == (Outcome.FAILED, "unexpected ZeroDivisionError")
    assert "in a parser" in (failed.trace or "")
    assert isinstance(fine, Article)


def test_limits_can_be_set(story: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(story)
    assert "too large" in reason(tmp_path / "a.txt", load_ingest_tools(limits=Limits(characters=100)))
