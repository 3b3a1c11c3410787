"""The site as files: nothing dead, nothing live; a run that was stopped goes on."""

from __future__ import annotations

import json
import os
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.show.conftest import LETTER_STORY, NOON, article
from verbale.model import Actor, ContactKind, ContactMention, ContactStatus, Reading, Span
from verbale.record import Database, open_database
from verbale.record.reconciling import reconcile_record
from verbale.record.sources import add_outcomes
from verbale.web.export import write
from verbale.web.export.addresses import file_name
from verbale.web.export.static_page import static_page
from verbale.web.export.write import ExportError, export_site


class Page(HTMLParser):
    """What a page links to, its anchors, its tags and its attributes."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [v or "" for k, v in attrs if k in ("href", "src", "action")]
        self.anchors |= {v or "" for k, v in attrs if k == "id"}


def files_of(site: Path) -> dict[str, bytes]:
    return {str(p.relative_to(site)): p.read_bytes() for p in site.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def site(record: Database, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("export") / "site"
    export_site(record, out, ("en", "fr"))
    return out


def test_every_link_leads_to_a_file_and_every_anchor_is_there(site: Path) -> None:
    pages = {p: Page(p) for p in site.rglob("*.html")}
    linked = {site / "index.html"}
    for file, page in pages.items():
        for link in page.links:
            address, _, anchor = link.partition("#")
            assert ":" not in address, "a link to elsewhere"
            assert "?" not in address
            target = Path(os.path.normpath(file.parent / unquote(address))) if address else file
            assert target.is_file(), f"{file}: {link}"
            linked.add(target)
            if anchor:
                assert anchor in pages[target].anchors, f"{file}: {link}"
    assert set(pages) == {p for p in linked if p.suffix == ".html"}, "a page to which nothing leads"


def test_each_screen_is_there_in_both_languages(site: Path) -> None:
    for language, words in (("en", "Time line"), ("fr", "Chronologie")):
        assert words in (site / language / "index.html").read_text(encoding="utf-8")
        for name in ("actors", "commitments", "sources", "search"):
            assert (site / language / f"{name}.html").is_file()
        for folder, at_least in (("contacts", 3), ("articles", 3), ("actors", 3), ("words", 1)):
            assert len(list((site / language / folder).iterdir())) >= at_least
    (contact,) = [p for p in (site / "en/contacts").iterdir() if "1 h 45" in p.read_text(encoding="utf-8")]
    assert f"../../fr/contacts/{contact.name}" in contact.read_text(encoding="utf-8")


def test_nothing_needs_a_server_or_a_script(site: Path) -> None:
    for file in site.rglob("*.html"):
        page = Page(file)
        assert not page.tags & {"form", "script", "button", "input"}, file
        assert "data-live" not in page.attributes
        text = file.read_text(encoding="utf-8")
        assert "default-src 'none'" in text
        assert text.index("Content-Security-Policy") < text.index("stylesheet")
        assert "unsafe" not in text
        assert "/review" not in text
    assert not list(site.rglob("*.js"))


def test_words_lead_to_the_statement(site: Path) -> None:
    page = (site / "en/words/1.html").read_text(encoding="utf-8")
    assert "<dt><bdi>prisonniers</bdi></dt>" in page
    assert "<dt><bdi>ne<" not in page, "too short to be looked for"
    assert "<strong>échange</strong> de prisonniers" in page
    assert "\x1b" not in page


def test_one_language_needs_no_folder(record: Database, tmp_path: Path) -> None:
    export_site(record, tmp_path / "site", ("fr",))
    page = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert "Chronologie" in page
    assert "hreflang" not in page
    assert (tmp_path / "site/contacts").is_dir()


def test_citations_say_where_the_site_is_published(record: Database, tmp_path: Path) -> None:
    export_site(record, tmp_path / "site", ("en", "fr"), address="https://desk.example/crisis/")
    listed = list((tmp_path / "site/fr/contacts").glob("*.csl.json"))
    assert listed
    for file in listed:
        (item,) = json.loads(file.read_text(encoding="utf-8"))
        page = item["URL"].removeprefix("https://desk.example/crisis/")
        assert page.startswith("fr/contacts/")
        assert item["URL"] in (tmp_path / "site" / page).read_text(encoding="utf-8")
    assert len(list((tmp_path / "site/en/articles").glob("*.csl.json"))) == 3


def test_a_run_that_was_stopped_goes_on(record: Database, site: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    left = 9

    def stop() -> None:
        nonlocal left
        left -= 1
        if not left:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_site(record, out, ("en", "fr"), done=stop)
    assert not out.exists(), "nothing half-written where the site is asked for"
    written = export_site(record, out, ("en", "fr"))
    assert written.known == 9
    assert files_of(out) == files_of(site)
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_an_earlier_site_is_replaced_and_nothing_else_is(
    record: Database, site: Path, tmp_path: Path
) -> None:
    out = tmp_path / "site"
    export_site(record, out, ("en",))
    (out / "contacts/gone.html").write_text("of a contact that was since rejected")
    export_site(record, out, ("en", "fr"))
    assert files_of(out) == files_of(site)
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work")
    with pytest.raises(ExportError, match="no site of Verbale's"):
        export_site(record, mine, ("en",))
    assert [p.name for p in mine.iterdir()] == ["thesis.txt"]


def test_what_was_written_of_another_state_is_not_kept(record: Database, site: Path, tmp_path: Path) -> None:
    beside = tmp_path / "site.partial"
    (beside / "en").mkdir(parents=True)
    (beside / write.MANIFEST).write_text('{"state": "before the last build"}')
    (beside / "en/index.html").write_text("old")
    assert export_site(record, tmp_path / "site", ("en", "fr")).known == 0
    assert files_of(tmp_path / "site") == files_of(site)


def test_a_record_that_changes_meanwhile_gives_no_site(tmp_path: Path) -> None:
    database = open_database(tmp_path / "r.db", create=True)
    letter = ContactMention(
        ContactKind.MESSAGE, ContactStatus.HELD, True, (Actor("Bo Karst"),), (Span(9, 15),)
    )

    def add(path: str) -> None:
        reading = Reading(article(path, f"{LETTER_STORY} {path}"), (letter,))
        with database.writing() as connection:
            add_outcomes(connection, [reading], reader="hand", read_at=NOON)
            reconcile_record(connection, NOON)

    add("a.txt")
    with pytest.raises(ExportError, match="was changed"):
        export_site(database, tmp_path / "site", ("en",), done=lambda: add("b.txt"))
    assert not (tmp_path / "site").exists()


def test_long_lists_are_several_files(
    record: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("verbale.web.pages.contacts.PER_PAGE", 1)
    export_site(record, tmp_path / "site", ("en",))
    pages = [Page(tmp_path / "site" / f"index{n}.html") for n in ("", "-page-2", "-page-3")]
    assert "index-page-2.html" in pages[0].links
    assert "index-page-3.html" in pages[1].links
    assert not [a for a in pages[2].links if "page" in a]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="/x">a &amp; b &#39;</a>', '<a href="x.html">a &amp; b &#39;</a>'),
        ('<a href="/gone"><b>kept</b></a>, <a href="/x">c</a>', '<b>kept</b>, <a href="x.html">c</a>'),
        ('<form action="/x"><p><input><a href="/x">no</a></p></form>yes', "yes"),
        ("<nav><a href='/x' data-live>Review</a></nav>", "<nav></nav>"),
        ('<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>', '<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>'),
        ("<p>&lt;script&gt;</p><script src='/x'></script>", "<p>&lt;script&gt;</p>"),
        ('<a rel="next" href="/?next=k">on</a>', '<a rel="next" href="2.html">on</a>'),
    ],
)
def test_a_page_without_its_server(html: str, expected: str) -> None:
    assert static_page(html, {"/x": "x.html"}.get, "2.html")[0] == expected


def test_names_of_files_are_apart_on_every_file_system() -> None:
    keys = ["Q1", "q1", "name:a/b", "name:a b", "con", "nul", "ж" * 300, "../../etc", "c-5f2a", "1" * 999]
    names = [file_name(k) for k in keys]
    assert len({n.lower() for n in names}) == len(keys)
    for name in names:
        assert "/" not in name
        assert 0 < len(name) < 80
        assert name not in ("con", "nul")
