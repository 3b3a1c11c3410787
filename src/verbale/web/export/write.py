"""Writing a record's pages as files: beside the folder asked for, then in its place; stopped, it goes on."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

import httpx
from fastapi import FastAPI
from sqlalchemy import Connection, select

from verbale.errors import VerbaleError
from verbale.read.parallel import code_version
from verbale.reconcile.mentions import digest
from verbale.record import tables as t
from verbale.record.commitments import bring_commitments_up_to_date
from verbale.record.database import Database
from verbale.record.state import record_state
from verbale.web.app import create_app
from verbale.web.export.addresses import Addresses, page_file
from verbale.web.export.static_page import static_page
from verbale.web.settings import Settings
from verbale.web.word_index import WordIndex

MANIFEST = "verbale-site.json"
HOST = "verbale.invalid"
CITED, ALL_CITED = "/citation.json", "/citations.json"
LISTS = ("/", "/actors", "/commitments", "/sources", "/search")


class ExportError(VerbaleError):
    """A site cannot be written where it is asked for, or what it is written of changed meanwhile."""


@dataclass(frozen=True, slots=True)
class Exported:
    """How many pages a site has, and how many of them an earlier run that was stopped had written."""

    pages: int
    known: int


@dataclass(frozen=True, slots=True)
class _Page:
    """A page, or the first of a list of pages."""

    address: str
    language: str
    file: str


def export_site(
    database: Database,
    out: Path,
    languages: Sequence[str],
    *,
    address: str | None = None,
    done: Callable[[], None] = lambda: None,
) -> Exported:
    """Write the site into the folder `out`; a site that stood there before is replaced when all is written.

    Args:
        languages: of the interface; several get a folder each.
        address: where the folder will be published, for citations; None leaves it out of them.
        done: called after each page.

    Raises:
        ExportError: `out` holds something else, or the record was changed meanwhile.
    """
    _refuse_other_things(out)
    bring_commitments_up_to_date(database)
    with database.reading() as connection:
        state = _state(connection, languages, address)
        words = WordIndex.of(connection)
        addresses = _addresses(connection, words.pages, languages)
    beside = _begin(out, state)
    published = addresses.published(address) if address is not None else None
    app = create_app(Settings(database, frozenset({HOST}), tuple(languages), published, words))
    pages = list(_pages(addresses, words.pages))
    known = asyncio.run(_write_all(app, addresses, pages, beside, done))
    _write_around(beside, addresses, languages)
    with database.reading() as connection:
        if _state(connection, languages, address) != state:
            raise ExportError(f"{database.name}: was changed while it was written out; run the command again")
    _put_in_place(beside, out)
    return Exported(len(pages), known)


def _state(connection: Connection, languages: Sequence[str], address: str | None) -> str:
    """Equal when the site would be."""
    code = code_version(["web", "show", "record", "reconcile", "model.py"])
    return digest(version("verbale"), code, list(languages), address, record_state(connection))


def _addresses(connection: Connection, words: int, languages: Sequence[str]) -> Addresses:
    a, r, s = t.articles.c, t.readings.c, t.sources.c
    read = select(a.sha256).join(t.readings, r.article_id == a.id).join(t.sources, r.source_id == s.id)
    return Addresses(
        contacts=set(connection.execute(select(t.contacts.c.id)).scalars()),
        articles=set(connection.execute(read).scalars()),
        statements={
            row.statement_id: (row.sha256, row.position)
            for row in connection.execute(
                select(t.statements.c.statement_id, t.statements.c.position, a.sha256)
                .select_from(t.statements)
                .join(t.readings, t.statements.c.reading_id == r.id)
                .join(t.articles, r.article_id == a.id)
            )
        },
        actors=set(connection.execute(select(t.actors.c.key)).scalars()),
        commitments=set(connection.execute(select(t.commitments.c.id)).scalars()),
        words=words,
        languages=tuple(languages),
    )


def _pages(addresses: Addresses, words: int) -> Iterator[_Page]:
    every = [
        *LISTS,
        *(f"/search/{n}" for n in range(1, words + 1)),
        *(f"/contacts/{quote(name)}{end}" for name in sorted(addresses.contacts) for end in ("", CITED)),
        *(f"/articles/{name}{end}" for name in sorted(addresses.articles) for end in ("", ALL_CITED)),
        *(f"/actors/{quote(key, safe='')}" for key in sorted(addresses.actors)),
        *(f"/commitments/{quote(name)}" for name in sorted(addresses.commitments)),
    ]
    for language in addresses.languages:
        for address in every:
            file = addresses.file(address, language)
            assert file is not None
            yield _Page(address, language, file)


def _refuse_other_things(out: Path) -> None:
    if out.exists() and not (out.is_dir() and ((out / MANIFEST).exists() or not any(out.iterdir()))):
        raise ExportError(f"{out}: holds something that is no site of Verbale's; name a new folder")


def _begin(out: Path, state: str) -> Path:
    """The folder to write into: one with what a stopped run has written of the same record, or a new one."""
    beside = out.absolute().with_name(f"{out.absolute().name}.partial")
    _refuse_other_things(beside)
    if _said_of(beside) != state:
        if beside.exists():
            shutil.rmtree(beside)
        beside.mkdir(parents=True)
        # The first file is what tells that the folder is ours.
        _write(beside / MANIFEST, json.dumps({"verbale": version("verbale"), "state": state}) + "\n")
    return beside


def _said_of(folder: Path) -> str | None:
    try:
        return str(json.loads((folder / MANIFEST).read_text())["state"])
    except (OSError, ValueError, KeyError):
        return None


async def _write_all(
    app: FastAPI, addresses: Addresses, pages: Sequence[_Page], folder: Path, done: Callable[[], None]
) -> int:
    known = 0
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url=f"http://{HOST}") as client:
        for page in pages:
            if (folder / page.file).exists():
                known += 1
            else:
                await _write_list(client, addresses, page, folder)
            done()
    return known


async def _write_list(client: httpx.AsyncClient, addresses: Addresses, page: _Page, folder: Path) -> None:
    """Write a page with those that follow it; the first one last, for it tells that all are there."""
    first: str | None = None
    address: str | None = page.address
    number = 0
    while address is not None:
        number += 1
        answer = await client.get(address, headers={"accept-language": page.language})
        answer.raise_for_status()
        if page.file.endswith(".json"):
            _write(folder / page.file, answer.text)
            return
        file = page_file(page.file, number)
        text, address = static_page(
            answer.text,
            lambda a, file=file: addresses.link(a, of=file, language=page.language),  # type: ignore[misc]
            page_file(page.file, number + 1).rpartition("/")[2],
        )
        if number == 1:
            first = text
        else:
            _write(folder / file, text)
    assert first is not None
    _write(folder / page.file, first)


def _write_around(folder: Path, addresses: Addresses, languages: Sequence[str]) -> None:
    """What the pages need besides, and the page to begin with where there are several languages."""
    for part in files("verbale.web").joinpath("static").iterdir():
        if not part.name.endswith(".js"):
            _write(folder / "static" / part.name, part.read_text(encoding="utf-8"))
    if len(languages) > 1:
        page = files("verbale.web").joinpath("export", "languages.html").read_text(encoding="utf-8")
        _write(folder / "index.html", page)


def _write(path: Path, text: str) -> None:
    """A file is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(text, encoding="utf-8", newline="\n")
    os.replace(beside, path)


def _put_in_place(beside: Path, out: Path) -> None:
    """The new site for the old one; a run killed in between leaves both, and the next one ends it."""
    old = out.absolute().with_name(f"{out.absolute().name}.old")
    if out.exists():
        if old.exists():
            _refuse_other_things(old)
            shutil.rmtree(old)
        out.rename(old)
    beside.rename(out)
    if old.exists() and (old / MANIFEST).exists():
        shutil.rmtree(old)
