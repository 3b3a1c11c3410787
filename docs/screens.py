#!/usr/bin/env python3
"""Pictures of each screen of the web application, for the documentation.

    python3 docs/screens.py build/example.db docs/screens

Needs Chromium. The record is only read.
"""

from __future__ import annotations

import shutil
import sys
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from verbale.record import open_database
from verbale.web.app import create_app
from verbale.web.settings import Settings

WIDTH, HEIGHT = 1000, 680
NARROW = 360
PORT = 8329


def main() -> None:
    """Serve the record and take the pictures."""
    record, folder = map(Path, sys.argv[1:3])
    app = create_app(Settings(open_database(record), frozenset({f"127.0.0.1:{PORT}"})))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=PORT, log_level="warning"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        context = browser.new_context(base_url=f"http://127.0.0.1:{PORT}", locale="en-GB")
        page = context.new_page()
        page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        take(page, folder)
        browser.close()
    server.should_exit = True


def take(page: Page, folder: Path) -> None:
    """All screens; the contact with most to compare stands for contacts, its first story for stories."""
    page.goto("/contacts.json")
    rows = page.evaluate("() => JSON.parse(document.body.innerText).rows")
    contact = max(rows, key=lambda c: (len(c["divergences"]), len(c["mentions"])))
    page.goto(f"/contacts/{contact['id']}")
    story = page.locator("a.place").first.get_attribute("href") or "/"
    actor = page.locator("h1 a").first.get_attribute("href") or "/"
    screens = {
        "time-line": "/",
        "contact": f"/contacts/{contact['id']}",
        "story": story.partition("#")[0],
        "actor": actor,
        "promises": "/commitments",
        "review": "/review",
        "search": "/search?q=port",
        "sources": "/sources",
    }
    for name, address in screens.items():
        page.goto(address)
        page.screenshot(path=folder / f"{name}.png")
    page.emulate_media(color_scheme="dark")
    page.goto(screens["contact"])
    page.screenshot(path=folder / "contact-dark.png")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    page.goto("/")
    page.screenshot(path=folder / "time-line-narrow.png")


if __name__ == "__main__":
    main()
