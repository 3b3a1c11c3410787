"""The application in a real browser: by mouse, by keys, without scripts, narrow, dark, printed; and axe.

Needs Chromium, which `make test` installs where it may; without it these tests are skipped.
"""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.conftest import NewAddress
from tests.show.conftest import (
    NOON,
    article,
    readings,  # noqa: F401  (a fixture)
)
from verbale.model import Reading
from verbale.record import Database, open_database
from verbale.record.reconciling import reconcile_record
from verbale.record.sources import add_outcomes
from verbale.web.accounts.store import Accounts
from verbale.web.app import create_app
from verbale.web.settings import Settings

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="Chromium is not installed (Debian: apt install chromium)"
)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
SCREENS = ["/", "/actors", "/commitments", "/review", "/review/history", "/search?q=port", "/sources"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, readings: list[Reading]) -> Iterator[str]:  # noqa: F811
    """Where the application is served, over a record of its own."""
    database = open_database(tmp_path_factory.mktemp("browser") / "small.db", create=True)
    with database.writing() as connection:
        add_outcomes(connection, readings, reader="hand", read_at=NOON)
        reconcile_record(connection, NOON)
    with served(database) as found:
        yield found


@contextmanager
def served(database: Database, accounts: Accounts | None = None) -> Iterator[str]:
    """The address of the application over a record."""
    hosts: set[str] = set()
    # filled once the port is known
    app = create_app(Settings(database, hosts, accounts=accounts))  # type: ignore[arg-type]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    hosts.add(f"127.0.0.1:{port}")
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that fails its test when a script fails or something is loaded from elsewhere."""
    context = browser.new_context(base_url=address, locale="en-GB")
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda e: wrong.append(str(e)))
    opened.on("response", lambda r: wrong.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    opened.on("request", lambda r: None if r.url.startswith(address) else wrong.append(r.url))
    yield opened
    context.close()
    assert wrong == []


def screens(page: Page) -> list[str]:
    """All screens, one contact, story and actor among them."""
    page.goto("/")
    contact = page.locator("table.contacts th a").first.get_attribute("href") or ""
    page.goto(contact)
    story = (page.locator("a.place").first.get_attribute("href") or "").partition("#")[0]
    actor = page.locator("h1 a").first.get_attribute("href") or ""
    return [*SCREENS, contact, story, actor]


def test_axe_finds_nothing_on_any_screen(page: Page) -> None:
    for screen in screens(page):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.goto(screen)
            found = Axe().run(page)
            assert found.violations_count == 0, f"{screen} ({scheme}): {found.generate_report()}"


def test_from_the_time_line_to_the_words(page: Page) -> None:
    page.goto("/")
    page.locator("svg a.mark").first.click()
    expect(page.locator("h1")).to_contain_text("Ana Vell")
    page.locator("a.place").first.click()
    expect(page.locator(".text")).to_be_visible()
    page.locator(".text a.key").first.click()
    expect(page.locator(".card:target")).to_be_visible()
    page.get_by_role("link", name="Actors").click()
    page.get_by_role("link", name="Bo Karst").click()
    expect(page.locator("h1")).to_have_text("Bo Karst")
    page.get_by_role("searchbox").fill("échange")
    page.keyboard.press("Enter")
    expect(page.locator("ol.found li")).to_have_count(1)


def test_a_decision_by_mouse_and_its_undoing(page: Page) -> None:
    page.goto("/review?kind=date")
    before = page.locator(".steps span").text_content()
    page.get_by_label("Your name").first.fill("Ida")
    page.get_by_role("button", name="Right as it is").click()
    expect(page.get_by_role("status")).to_contain_text("by Ida is kept")
    page.get_by_role("button", name="Undo").first.click()
    page.goto("/review?kind=date")
    assert page.locator(".steps span").text_content() == before


def test_a_decision_outlives_a_build(
    new_address: NewAddress,
    browser: Browser,
    readings: list[Reading],  # noqa: F811
) -> None:
    database = open_database(new_address(), create=True)

    def build(*stories: Reading) -> None:
        with database.writing() as connection:
            add_outcomes(connection, stories, reader="hand", read_at=NOON)
            reconcile_record(connection, NOON)

    build(*readings)
    with served(database) as address:
        page = browser.new_context(base_url=address, locale="en-GB").new_page()
        page.goto("/review?kind=date")
        asked = page.locator("[data-card] h2").inner_text()
        page.get_by_label("Your name").first.fill("Ida")
        page.get_by_role("button", name="Right as it is").click()
        expect(page.get_by_role("status")).to_contain_text("is kept")
        build(Reading(article("later.txt", "Il a plu à Lunde."), ()))
        page.goto("/sources")
        expect(page.locator("main")).to_contain_text("later.txt")
        page.goto("/review/history")
        expect(page.locator("tbody tr")).to_contain_text("in force")
        page.goto("/review?kind=date")
        expect(page.locator("[data-card]").filter(has_text=asked)).to_have_count(0)
        page.goto("/review/history")
        page.get_by_role("button", name="Undo").click()
        page.goto("/review?kind=date")
        expect(page.locator("[data-card] h2")).to_have_text(asked)
        page.context.close()


def test_keys_decide_only_on_the_question_and_can_be_switched_off(page: Page) -> None:
    page.goto("/review?kind=date")
    page.get_by_label("Your name").first.fill("Ida")
    page.keyboard.type(" a")  # in a field, keys are letters
    expect(page.get_by_label("Your name").first).to_have_value("Ida a")
    page.locator("[data-card]").focus()
    page.keyboard.press("a")
    expect(page.get_by_role("status")).to_contain_text("is kept")
    page.get_by_role("button", name="Undo").first.click()
    page.goto("/review?kind=date")
    page.locator(".keys summary").click()
    page.get_by_label("No keys").check()
    page.locator("[data-card]").focus()
    page.keyboard.press("x")
    expect(page.locator("[data-card]")).to_be_visible()
    assert "made=" not in page.url
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_enter_in_a_field_decides_nothing(page: Page) -> None:
    page.goto("/review?kind=date")
    page.get_by_label("Your name").first.fill("Ida")
    page.keyboard.press("Enter")
    assert "made=" not in page.url


def test_without_scripts_all_can_be_read_and_decided(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/review?kind=date")
    page.get_by_label("Your name").first.fill("Ida")
    page.get_by_role("button", name="Right as it is").click()
    expect(page.get_by_role("status")).to_contain_text("is kept")
    page.get_by_role("button", name="Undo").first.click()
    context.close()


@pytest.mark.parametrize("width", [320, 800, 1600])
def test_no_screen_is_wider_than_the_window(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for screen in screens(page):
        page.goto(screen)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, screen


def test_a_contact_prints(page: Page, tmp_path: Path) -> None:
    page.goto(screens(page)[-3])
    page.emulate_media(media="print")
    expect(page.locator("header.site")).to_be_hidden()
    page.set_viewport_size({"width": 700, "height": 1000})  # a sheet of A4 within its margins
    sides = [
        box
        for td in page.locator(".comparison tbody tr").first.locator("td").all()
        if (box := td.bounding_box())
    ]
    assert len({box["y"] for box in sides}) == 1 < len(sides), "the sides stand beside each other"
    assert page.pdf(path=tmp_path / "contact.pdf").startswith(b"%PDF")
