"""Which file each page of a static site is, and how files link to each other."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from posixpath import dirname, relpath
from urllib.parse import parse_qsl, quote, unquote, urlsplit

LONGEST_NAME = 64
_LISTS = {
    "/": "index.html",
    "/actors": "actors.html",
    "/commitments": "commitments.html",
    "/sources": "sources.html",
    "/search": "search.html",
}


@dataclass(frozen=True, slots=True)
class Addresses:
    """What a site holds.

    Attributes:
        contacts, articles, actors, commitments: ids, digests, keys and ids that have a page.
        statements: the digest and the position of each id.
        words: how many pages the index of words has.
        languages: a folder each, unless there is only one.
    """

    contacts: Collection[str]
    articles: Collection[str]
    actors: Collection[str]
    commitments: Collection[str]
    statements: Mapping[str, tuple[str, int]]
    words: int
    languages: tuple[str, ...]

    def file(self, address: str, language: str) -> str | None:
        """The file of an address without its query, from the top of the site; None if it is left out.

        >>> of = Addresses({"c1"}, {}, {"name:Bo/Karst"}, {}, {}, 0, ("en", "fr"))
        >>> of.file("/contacts/c1", "fr"), of.file("/contacts/c2", "fr"), of.file("/review", "fr")
        ('fr/contacts/c1.html', None, None)
        >>> of.file("/actors/name%3ABo%2FKarst", "en")
        'en/actors/name-bo-karst-d3a1ad5c.html'
        """
        found = _LISTS.get(address) or self._one(address)
        if found is None:
            return None
        return found if len(self.languages) == 1 else f"{language}/{found}"

    def published(self, site: str) -> Callable[[str, str], str | None]:
        """Where the page of a path, in a language, stands when the site's top is published at `site`."""

        def found(path: str, language: str) -> str | None:
            link = self.link(path, of="top", language=language)
            return f"{site.rstrip('/')}/{link}" if link is not None else None

        return found

    def _one(self, address: str) -> str | None:
        folder, _, name = address.removeprefix("/").partition("/")
        name = unquote(name)
        match folder:
            case "contacts" if name in self.contacts:
                return f"contacts/{file_name(name)}.html"
            case "contacts" if (of := name.removesuffix("/citation.json")) in self.contacts:
                return f"contacts/{file_name(of)}.csl.json"
            case "articles" if (of := name.removesuffix("/citations.json")) in self.articles and of != name:
                return f"articles/{file_name(of)}.csl.json"
            case "articles" if name in self.articles:
                return f"articles/{file_name(name)}.html"
            case "actors" if name in self.actors:
                return f"actors/{file_name(name)}.html"
            case "commitments" if name in self.commitments:
                return f"commitments/{file_name(name)}.html"
            case "search" if name.isdecimal() and 0 < int(name) <= self.words:
                return f"words/{name}.html"
        return None

    def link(self, address: str, *, of: str, language: str) -> str | None:
        """A link of the page that is the file `of`, as a relative one; None for what the site leaves out.

        Of queries, only the choice of a language leads to a file; a link within the page stays as it is.
        """
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return None
        if not parts.path and not parts.query:
            return address
        if parts.path.startswith("/static/"):
            return _relative(parts.path.removeprefix("/"), of)
        asked = parse_qsl(parts.query, keep_blank_values=True)
        if any(key != "language" for key, _ in asked):
            return None
        wanted = dict(asked).get("language", language)
        path, fragment = parts.path, parts.fragment
        if path.startswith("/statements/"):
            digest, position = self.statements.get(path.removeprefix("/statements/"), ("", 0))
            path, fragment = f"/articles/{digest}", f"s{position + 1}"
        file = self.file(path, wanted) if wanted in self.languages else None
        if file is None:
            return None
        return _relative(file, of) + (f"#{fragment}" if fragment else "")


def _relative(file: str, of: str) -> str:
    return quote(relpath(file, dirname(of) or "."))


def page_file(file: str, number: int) -> str:
    """The file of a further page of a list.

    >>> page_file("fr/index.html", 1), page_file("fr/index.html", 2)
    ('fr/index.html', 'fr/index-page-2.html')
    """
    return file if number == 1 else f"{file.removesuffix('.html')}-page-{number}.html"


def file_name(key: str) -> str:
    """A name that every file system takes, and that no other key has where case is not kept apart.

    >>> file_name("Q1"), file_name("c-5f2a"), file_name("con"), len(file_name("x" * 10**6))
    ('q1-32d833f3', 'c-5f2a', 'con-1143da2b', 73)
    """
    plain = re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")[:LONGEST_NAME]
    if plain == key and re.search(r"\d", plain):  # "con", "nul": names that Windows keeps to itself
        return plain
    return f"{plain}-{hashlib.sha256(key.encode()).hexdigest()[:8]}".lstrip("-")
