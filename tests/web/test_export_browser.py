"""The site as files, opened from disk in a real browser that runs no script."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.web.test_browser import CHROMIUM, browser  # noqa: F401  (a fixture)
from verbale.record import Database
from verbale.web.export.write import export_site

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@pytest.fixture(scope="module")
def site(record: Database, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("disk") / "a site & more"
    # The browser's event loop may run in this thread and leaves no place for another there.
    with ThreadPoolExecutor(1) as other:
        other.submit(export_site, record, out, ("en", "fr")).result()
    return out


def test_from_the_first_page_to_the_words_without_a_script(site: Path, browser: Browser) -> None:  # noqa: F811
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    wrong: list[str] = []
    page.on("requestfailed", lambda r: wrong.append(r.url))
    page.on("request", lambda r: None if r.url.startswith("file://") else wrong.append(r.url))
    page.on("console", lambda m: wrong.append(m.text))
    page.goto((site / "index.html").as_uri())
    page.get_by_role("link", name="Français").click()
    expect(page.locator("h1")).to_have_text("Chronologie")
    expect(page.locator("header.site")).to_have_css("display", "flex")  # the style sheet is there
    page.locator("svg a.mark").first.click()
    expect(page.locator("h1")).to_contain_text("Ana Vell")
    page.locator("a.place").first.click()
    expect(page.locator(".text")).to_be_visible()
    assert page.locator(f"[id='{page.url.partition('#')[2]}']").count() == 1
    page.get_by_role("link", name="English").click()
    expect(page.locator(".legend")).to_contain_text("content")
    page.get_by_role("link", name="Index of words").click()
    page.locator(".ranges a").first.click()
    page.get_by_role("link", name="échange").first.click()
    expect(page.locator(".text")).to_contain_text("échange de prisonniers")
    page.get_by_role("link", name="Actors").click()
    page.get_by_role("link", name="Bo Karst").click()
    expect(page.locator("h1")).to_have_text("Bo Karst")
    context.close()
    assert wrong == []


def test_axe_finds_nothing_in_the_files(site: Path, browser: Browser) -> None:  # noqa: F811
    # axe is a script, which the files' own policy forbids.
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    contact = next((site / "en/contacts").iterdir())
    for file in (site / "index.html", site / "en/index.html", site / "en/words/1.html", contact):
        page.goto(file.as_uri())
        found = Axe().run(page)
        assert found.violations_count == 0, f"{file}: {found.generate_report()}"
    context.close()
