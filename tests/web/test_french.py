"""On French pages the program speaks French: what is left in English is found by walking the whole site."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from importlib.resources import files

from babel.messages.pofile import read_po
from fastapi.testclient import TestClient

VOID = frozenset({"br", "input", "meta", "link", "hr", "img", "circle", "rect", "line", "path"})
# What stories say, names, ids.
NOT_OURS = frozenset({"q", "bdi", "code", "script", "style", "mark", "blockquote"})
BEGIN = (
    "/", "/actors", "/commitments", "/review", "/review/history", "/search?q=sluices",
    "/sources?history=true", "/contacts/none", "/articles/none", "/actors/none", "/nothing", "/?next=none",
    "/search?what=articles&q=a", "/?since=someday", "/?kind=picnic", "/commitments/none", "/search?next=none",
)  # fmt: skip


class Own(HTMLParser):
    """The program's words on a page: `said` in the page's language, `english` marked as English."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.english: list[str] = []
        self._open: list[tuple[str, bool, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = dict(attrs)
        _, off, english = self._open[-1] if self._open else ("", False, False)
        language = a.get("lang") or "fr"
        off = off or tag in NOT_OURS or language != "fr" or "text" in (a.get("class") or "").split()
        if tag not in VOID:
            self._open.append((tag, off, english or (tag == "span" and language == "en")))
        if not off:
            self.said += [a[name] or "" for name in ("title", "aria-label", "placeholder") if a.get(name)]

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        _, off, english = self._open[-1] if self._open else ("", False, False)
        words = " ".join(data.split())
        if words and english:
            self.english.append(words)
        elif words and not off:
            self.said.append(words)


def messages() -> set[str]:
    """English messages without places that are not the same in French, nor French for something else."""
    known: dict[str, str] = {}
    for name in ("fr.po", "reasons_fr.po"):
        with files("verbale.web").joinpath("words", name).open("rb") as file:
            for m in read_po(file, locale="fr"):
                if isinstance(m.id, str) and m.id and isinstance(m.string, str):
                    known[m.id] = m.string
    french = " ".join(known.values())
    return {m for m in known if not re.search(rf"(?<!\w){re.escape(m)}(?!\w)", french) and "{" not in m}


def walk(client: TestClient) -> dict[str, Own]:
    """All pages that can be reached."""
    found: dict[str, Own] = {}
    wanted = list(BEGIN)
    while wanted:
        address = wanted.pop(0)
        if address in found:
            continue
        answer = client.get(address, headers={"accept-language": "fr"})
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        found[address] = Own()
        found[address].feed(answer.text)
        links = (link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"#]*)', answer.text))
        skipped = ("/static", "/search?")
        wanted += [a for a in links if not a.startswith(skipped) and "language=" not in a]
    return found


def test_no_english_is_left_on_french_pages(client: TestClient) -> None:
    english = {m: re.compile(rf"(?<![\w%]){re.escape(m)}(?!\w)") for m in messages()}
    left = {
        (address, words)
        for address, own in walk(client).items()
        for words in own.said
        for message, pattern in english.items()
        if (words == message if " " not in message else pattern.search(words))
    }
    assert not left


def test_every_reason_is_told_in_french(client: TestClient) -> None:
    assert not {(address, words) for address, own in walk(client).items() for words in own.english}
