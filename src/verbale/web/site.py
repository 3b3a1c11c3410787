"""What every page shares: the record, the templates in the reader's language, the two forms of an answer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, partial
from typing import Any, Generic, TypeVar
from urllib.parse import quote, urlencode

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape
from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection

from verbale.model import Actor, ContactKind
from verbale.reconcile.mentions import actor_key
from verbale.record.full_text import places_of
from verbale.record.listed import bring_listing_up_to_date
from verbale.show.page import ACCORDING_TO
from verbale.show.text import clean, minutes_words
from verbale.web.accounts.store import Account, Right
from verbale.web.codes import (
    action_word,
    edtf_word,
    field_word,
    language_word,
    report_word,
    state_word,
    value_word,
)
from verbale.web.renewal import Renewal
from verbale.web.settings import Settings
from verbale.web.terms import (
    act_word,
    bare,
    column_word,
    contact_word,
    fact_word,
    given_by,
    kind_word,
    mark_word,
    sources_word,
    span,
    speaker_word,
    topic_word,
    when,
)
from verbale.web.told import fact_word_of, told
from verbale.web.words import LANGUAGES, Words, preferred_language, words_in

LANGUAGE_COOKIE = "language"
SHOWN_AT_MOST = 5000
MENTION = re.compile(r"\bm[0-9a-f]{12}\b")
LANGUAGE_NAMES = (("en", "English"), ("fr", "Français"))
Row = TypeVar("Row")


class Rows(BaseModel, Generic[Row]):
    """A list as JSON, in Datasette's shape: `next` is the key of the next page, null on the last."""

    model_config = ConfigDict(extra="forbid")

    ok: bool = True
    rows: Sequence[Row]
    next: str | None = None
    next_url: str | None = None


class Failure(BaseModel):
    """An answer that could not be given."""

    ok: bool = False
    error: str
    status: int


class Site:
    """The running application's record and templates."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._renewal = Renewal(settings.database)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the record."""
        with self.settings.database.reading() as connection:
            yield connection

    @contextmanager
    def reading_commitments(self) -> Iterator[tuple[Connection, bool]]:
        """The same, and whether the commitments it sees are those of all stories and decisions."""
        current = self._renewal.wait_or_begin()
        with self.reading() as connection:
            yield connection, current

    @contextmanager
    def reading_list(self) -> Iterator[Connection]:
        """A connection with the list of all statements, and the questions of the review but for promises."""
        bring_listing_up_to_date(self.settings.database)
        with self.reading() as connection:
            yield connection

    @contextmanager
    def reading_questions(self) -> Iterator[tuple[Connection, bool]]:
        """A connection with all questions of the review, and whether those about promises are up to date."""
        current = self._renewal.wait_or_begin()
        with self.reading_list() as connection:
            yield connection, current

    def address(self, request: Request, path: str) -> str | None:
        """Where a page stands for who reads a citation of it; None for pages that nobody has published."""
        if self.settings.address is not None:
            return self.settings.address(path, words_of(request).language)
        return None if self.settings.words is not None else f"{str(request.base_url).rstrip('/')}{path}"

    def page(self, request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """A page in the reader's language."""
        words = words_of(request)
        html = (
            _environment(words.language)
            .get_template(template)
            .render(
                request=request,
                here=str(request.url.path),
                query=request.query_params,
                words=words,
                static=self.settings.words is not None,
                account=account_of(request),
                may_review=may(request, Right.REVIEW),
                may_manage=may(request, Right.ADMIN) and self.settings.accounts is not None,
                languages=[(code, name) for code, name in LANGUAGE_NAMES if code in self.settings.languages],
                **values,
            )
        )
        answer = HTMLResponse(html, status)
        if request.query_params.get("language") in LANGUAGES:
            answer.set_cookie(
                LANGUAGE_COOKIE, words.language, max_age=31_536_000, httponly=True, samesite="strict"
            )
        return answer

    def failure(self, request: Request, status: int, reason: str) -> Response:
        """An answer that could not be given, as a page or as JSON."""
        if request.url.path.endswith(".json"):
            return JSONResponse(Failure(error=reason, status=status).model_dump(), status)
        return self.page(request, "error.html", status=status, reason=reason, code=status)


def account_of(request: Request) -> Account | None:
    """Who asks; None where there are no accounts, and on the way in."""
    found: Account | None = getattr(request.state, "account", None)
    return found


def may(request: Request, right: Right) -> bool:
    """Whether who asks has a right. Where there are no accounts, everybody has all."""
    if not hasattr(request.state, "account"):
        return True
    account = account_of(request)
    return account is not None and account.right.includes(right)


def words_of(request: Request) -> Words:
    """The language asked for: in the address, else by an earlier choice, else by the browser."""
    for asked in (request.query_params.get("language"), request.cookies.get(LANGUAGE_COOKIE)):
        if asked in LANGUAGES:
            return words_in(asked)
    return words_in(preferred_language(request.headers.get("accept-language", "")))


def next_address(request: Request, key: str | None, *, name: str = "next") -> str | None:
    """The address of the page behind this one."""
    if key is None:
        return None
    kept = [(k, v) for k, v in request.query_params.multi_items() if k != name]
    return f"{request.url.path}?{urlencode([*kept, (name, key)])}"


def shown(text: str) -> str:
    """A name or words on one line; what nobody would read to its end is cut."""
    return clean(text) if len(text) <= SHOWN_AT_MOST else f"{clean(text[:SHOWN_AT_MOST])} …"


@cache
def _environment(language: str) -> Environment:
    words = words_in(language)
    environment = Environment(
        loader=PackageLoader("verbale.web"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(words.translations, newstyle=True)  # type: ignore[attr-defined]
    environment.filters.update(
        clean=shown,
        day=words.day,
        full_day=words.day_and_weekday,
        short_day=words.short_day,
        month=words.month,
        key=lambda actor: quote(actor_key(actor), safe=""),
        moment=words.moment,
        path=lambda text: quote(text, safe=""),
        minutes=lambda minutes, how: told(words, minutes_words(minutes, how)),
        fact=partial(fact_word, words),
        column=partial(column_word, words),
        source=lambda column: column.removeprefix(ACCORDING_TO),
        mark=partial(mark_word, words),
        topic=partial(topic_word, words),
        speaker=partial(speaker_word, words),
        act=partial(act_word, words),
        kind=partial(kind_word, words),
        kind_name=lambda name: kind_word(words, ContactKind(name)),
        contact_word=partial(contact_word, words),
        bare=bare,
        told=partial(_told, words),
        fact_value=partial(fact_word_of, words),
        told_at=partial(_told_at, words),
        edtf=partial(edtf_word, words),
        sought=sought,
        field_word=partial(field_word, words),
        value_word=partial(value_word, words),
        action_word=partial(action_word, words),
        state_word=partial(state_word, words),
        report_word=partial(report_word, words),
        language_word=partial(language_word, words),
    )
    environment.globals.update(
        when=lambda contact: when(contact, words),
        given_by=partial(given_by, words),
        sources_word=lambda count: sources_word(words, count),
        with_query=_with_query,
        csv_address=_csv_address,
        days=partial(span, words),
        colon=" : " if words.language == "fr" else ": ",
    )
    return environment


def _told(words: Words, sentence: str) -> str:
    """A reason on a page; one that cannot be told in the reader's language is marked as English."""
    found = told(words, sentence)
    if found == sentence and ": " in sentence:
        # What a database or an account file says stands behind its name.
        where, reason = sentence.split(": ", 1)
        found = f"{where}: {told(words, reason)}" if told(words, reason) != reason else sentence
    if words.language != "en" and found == sentence:
        return Markup('<span lang="en">{}</span>').format(shown(sentence))
    return shown(found)


def _told_at(words: Words, sentence: str, places: Mapping[str, str]) -> Markup:
    """A reason in which the ids of mentions are the places where they stand.

    Args:
        places: by id, what stands for it, as HTML.
    """
    text = str(escape(_told(words, sentence)))
    return Markup(MENTION.sub(lambda found: str(places.get(found[0], found[0])), text))


def sought(text: str, words: str) -> Markup:
    """An excerpt on one line, the words that were looked for marked."""
    line = unicodedata.normalize("NFC", shown(text))
    found, at = Markup(), 0
    for start, end in places_of(line, words):
        found += Markup("{}<mark>{}</mark>").format(line[at:start], line[start:end])
        at = end
    return found + escape(line[at:])


def names(actors: Sequence[Actor]) -> str:
    """Names beside each other."""
    return ", ".join(clean(a.name) for a in actors)


def _csv_address(request: Request, path: str | None = None) -> str:
    """Where all rows of this list, as it is chosen, are had as CSV."""
    kept = [(k, v) for k, v in request.query_params.multi_items() if k not in ("next", "at", "language")]
    return f"{path or request.url.path}.csv" + (f"?{urlencode(kept)}" if kept else "")


def _with_query(request: Request, **changes: str | None) -> str:
    """The address with some of its query changed; None takes a part away."""
    kept = [(k, v) for k, v in request.query_params.multi_items() if k not in ("next", *changes)]
    query = urlencode([*kept, *((k, v) for k, v in changes.items() if v is not None)])
    return f"{request.url.path}?{query}" if query else str(request.url.path)
