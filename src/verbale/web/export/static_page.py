"""A page of the application as one that needs no server: links to files, no forms, no scripts."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from html.parser import HTMLParser

# What needs a server; `data-live` marks other elements that do.
LEFT_OUT = frozenset({"form", "script"})
LIVE = "data-live"
VOID = frozenset({"meta", "link", "input", "br", "img", "hr", "wbr", "source"})
POLICY = (
    # Some browsers do not take a file beside the page for 'self'.
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self' file:; "
    "img-src 'self' file:; base-uri 'none'; form-action 'none'\">"
)
Link = Callable[[str], str | None]


def static_page(html: str, link: Link, following: str) -> tuple[str, str | None]:
    """The page, and the address of the next page of its list as the application gives it; None for the last.

    Args:
        link: a link's address for the one that it gets; None takes the link away and leaves its words.
        following: how to link to the next page of the list.
    """
    page = _StaticPage(link, following)
    page.feed(html)
    page.close()
    return "".join(page.parts), page.next


class _StaticPage(HTMLParser):
    def __init__(self, link: Link, following: str) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        self.next: str | None = None
        self._link, self._following = link, following
        self._dropped: list[str] = []  # elements open inside of one that is left out, itself first
        self._anchors: list[bool] = []  # whether each open link is kept

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self._dropped or tag in LEFT_OUT or LIVE in given:
            if tag not in VOID:
                self._dropped.append(tag)
            return
        if tag == "meta" and "charset" in given:
            self.parts += [self.get_starttag_text() or "", "\n", POLICY]
            return
        if tag not in ("a", "link") or "href" not in given:
            self.parts.append(self.get_starttag_text() or "")
            return
        address = self._address(given["href"] or "", given.get("rel"))
        if tag == "a":
            self._anchors.append(address is not None)
        if address is not None:
            kept = {**given, "href": address}
            self.parts.append("<" + " ".join([tag, *(_attribute(k, v) for k, v in kept.items())]) + ">")

    def _address(self, address: str, rel: str | None) -> str | None:
        # The contact after a contact has an address of its own; the next page of a list is a query.
        if rel == "next" and "?" in address:
            self.next = address
            return self._following
        return self._link(address)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # In SVG; none of these is a link.
        if not self._dropped and LIVE not in dict(attrs):
            self.parts.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if self._dropped:
            if tag in self._dropped:
                while self._dropped.pop() != tag:
                    pass
            return
        if tag == "a" and self._anchors and not self._anchors.pop():
            return
        self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._add(data)

    def handle_entityref(self, name: str) -> None:
        self._add(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._add(f"&#{name};")

    def handle_decl(self, decl: str) -> None:
        self._add(f"<!{decl}>")

    def _add(self, text: str) -> None:
        if not self._dropped:
            self.parts.append(text)


def _attribute(name: str, value: str | None) -> str:
    return name if value is None else f'{name}="{escape(value)}"'
