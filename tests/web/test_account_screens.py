"""The screens of accounts in a real browser: logging in, letting somebody in; and axe."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.show.conftest import NOON
from tests.web.test_accounts import PASSWORD, QUICK
from tests.web.test_browser import browser, pytestmark, served  # noqa: F401  (a fixture, a mark)
from verbale.record import open_database
from verbale.record.reconciling import reconcile_record
from verbale.web.accounts.store import Accounts, Right, accounts_path


@pytest.fixture
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:  # noqa: F811
    """A page of somebody who has not logged in."""
    path = tmp_path_factory.mktemp("desk") / "desk.db"
    database = open_database(path, create=True)
    with database.writing() as connection:
        reconcile_record(connection, NOON)
    accounts = Accounts(accounts_path(path), create=True, hasher=QUICK)
    accounts.add("Ida", PASSWORD, Right.ADMIN, when=NOON)
    with served(database, accounts) as address:
        context = browser.new_context(base_url=address, locale="en-GB")
        yield context.new_page()
        context.close()


def log_in(page: Page, name: str) -> None:
    page.goto("/commitments")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Promises")


def test_axe_finds_nothing_on_the_screens_of_accounts(page: Page) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto("/login")
        found = Axe().run(page)
        assert found.violations_count == 0, f"/login ({scheme}): {found.generate_report()}"
    log_in(page, "Ida")
    for screen in ("/account", "/accounts", "/"):
        page.goto(screen)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{screen}: {found.generate_report()}"


def test_somebody_is_let_in_and_comes(page: Page) -> None:
    log_in(page, "Ida")
    page.get_by_role("link", name="Accounts").click()
    form = page.locator("form").filter(has=page.get_by_role("button", name="Add"))
    form.get_by_label("Name").fill("Rut")
    form.get_by_label("Password").fill(PASSWORD)
    form.get_by_role("button", name="Add").click()
    expect(page.locator("main")).to_contain_text("Rut")
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_label("Password")).to_be_visible()
    log_in(page, "Rut")
    expect(page.get_by_role("link", name="Rut")).to_be_visible()
    expect(page.get_by_role("link", name="Accounts")).to_have_count(0)
