"""The review queue: what the program is unsure of, one decision at a time, with the words it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy import Connection

from verbale.errors import RecordError, ReviewError
from verbale.reconcile.commitment_words import Says
from verbale.record import browse, queries, reviewing
from verbale.record.commitment_output import CommitmentOut
from verbale.record.commitments import stored_commitments
from verbale.record.decisions import last_entry
from verbale.record.doubted import doubt_page
from verbale.record.doubts import history
from verbale.record.listed import statement_named
from verbale.record.output import ContactOut, PlaceOut, StatementOut
from verbale.record.review_output import DecisionOut, DoubtOut
from verbale.review.effects import NO_REPORT
from verbale.review.fields import CONTACT_FIELDS, STATEMENT_FIELDS
from verbale.sentences import say
from verbale.web.around import Around, around
from verbale.web.site import Rows, Site, account_of, next_address

REVIEWER_COOKIE = "reviewer"
NAME_AT_MOST = 200
NOTE_AT_MOST = 5000
PLACES_SHOWN = 4
# Of each contact that it may be one with.
OTHER_PLACES_SHOWN = 2
HISTORY_SHOWN = 200
PER_PAGE = 200
LONGEST_NUMBER = 9
Text = Annotated[str, Form(max_length=NOTE_AT_MOST)]


@dataclass(frozen=True, slots=True)
class Told:
    """A place that a doubt rests on: its story, and its sentence with two around it."""

    place: PlaceOut
    digest: str | None
    words: Around


@dataclass(frozen=True, slots=True)
class Question:
    """One doubt with all that a person needs to settle it.

    Attributes:
        contact, statement: what it is about; both None for an entry whose words are gone.
        others: the contacts that it may be one with, each with places that tell of it, one a story.
        fields: what can be corrected.
        promises: those on which it may report.
    """

    doubt: DoubtOut
    contact: ContactOut | None
    statement: StatementOut | None
    others: tuple[tuple[ContactOut, tuple[Told, ...]], ...]
    told: tuple[Told, ...]
    fields: tuple[str, ...]
    promises: tuple[CommitmentOut, ...] = ()

    @property
    def entry(self) -> int | None:
        """The number of the entry that has become an orphan."""
        return int(self.doubt.id.removeprefix("entry ")) if self.doubt.kind == "orphan" else None


def routes(site: Site) -> APIRouter:
    """The addresses."""
    router = APIRouter()

    @router.get("/review.json")
    def review_json(
        request: Request, kind: str | None = None, next: Annotated[int, Query(ge=0, le=10**9)] = 0
    ) -> Rows[DoubtOut]:
        with site.reading_questions() as (connection, _):
            page = doubt_page(connection, kind=kind, at=next, limit=PER_PAGE + 1)
        following = str(next + PER_PAGE) if len(page.doubts) > PER_PAGE else None
        return Rows(rows=page.doubts[:PER_PAGE], next=following, next_url=next_address(request, following))

    @router.get("/review/history.json")
    def history_json() -> Rows[DecisionOut]:
        with site.reading() as connection:
            return Rows(rows=history(connection))

    @router.get("/review", response_class=HTMLResponse)
    def review(
        request: Request,
        kind: str | None = None,
        at: Annotated[int, Query(ge=0, le=10**9)] = 0,
        made: Annotated[int | None, Query(ge=1, le=10**9)] = None,
    ) -> HTMLResponse:
        return _queue(site, request, kind, at, made=made)

    @router.get("/review/history", response_class=HTMLResponse)
    def entries(request: Request) -> HTMLResponse:
        with site.reading() as connection:
            last = last_entry(connection)
            shown = list(reversed(history(connection, range(last - HISTORY_SHOWN + 1, last + 1))))
        return site.page(request, "history.html", entries=shown, total=last, by=_reviewer(request))

    @router.post("/review", response_class=HTMLResponse)
    def decide(
        request: Request,
        answer: Text,
        target: Text = "",
        date: Text = "",
        field: Text = "",
        value: Text = "",
        by: Annotated[str, Form(max_length=NAME_AT_MOST)] = "",
        note: Text = "",
        says: Text = "",
        new: Annotated[bool, Form()] = False,
        kind: Text = "",
        at: Annotated[int, Form(ge=0, le=10**9)] = 0,
    ) -> Response:
        """Make a decision, then show the next question; what cannot be decided is said above the question.

        `answer` is accept, reject, date, correct or undo; or merge, split, speaker or act with what it
        takes behind a colon ("merge:c670e41"), report too, with `says` beside it.
        """
        when = datetime.now().astimezone().isoformat(timespec="seconds")
        account = account_of(request)
        by = account.name if account is not None else by.strip()
        signature = reviewing.Signature(by, when, note.strip() or None)
        try:
            make = _make(answer, target, date=date, field=field, value=value, says=says, new=new)
            decision = reviewing.decide(site.settings.database, make, signature)
        except (ReviewError, RecordError) as e:
            return _queue(site, request, kind or None, at, refused=str(e), by=by, status=409)
        # An undo is made from the history or from the message above the queue: the queue begins anew.
        query = {"made": decision.number, **({"kind": kind} if kind else {}), **({"at": at} if at else {})}
        following = RedirectResponse(f"/review?{urlencode(query)}", 303)
        if account is None:
            following.set_cookie(
                REVIEWER_COOKIE, by[:NAME_AT_MOST].encode("unicode_escape").decode(),
                max_age=31_536_000, httponly=True, samesite="strict",
            )  # fmt: skip
        return following

    return router


def _make(
    answer: str, target: str, *, date: str, field: str, value: str, says: str, new: bool
) -> reviewing.Make:
    """The decision that a form asks for.

    Raises:
        ReviewError: something that it needs was left out.
    """
    if not target.strip():
        raise ReviewError(say("nothing is named that the decision is about"))
    action, _, taken = answer.partition(":")
    match action:
        case "accept":
            return reviewing.accept(target)
        case "reject":
            return reviewing.reject(target)
        case "merge":
            return reviewing.merge(target, [taken])
        case "split":
            return reviewing.split(taken)
        case "speaker":
            return reviewing.correct(target, "speaker", [taken])
        case "act":
            return reviewing.correct(target, "act", [taken])
        case "report":
            return reviewing.report(target, taken, says)
        case "date":
            return reviewing.set_date(target, date.strip())
        case "correct":
            words = [w.strip() for w in value.split(";") if w.strip()]
            return reviewing.correct(target, field, words, new=new)
        case "undo":
            if not target.isdecimal() or len(target) > LONGEST_NUMBER:
                raise ReviewError(say("{written} is no number of an entry", written=repr(target)))
            return reviewing.undo(int(target))
    raise ReviewError(say("{written} is no decision", written=repr(answer)))


def _queue(
    site: Site,
    request: Request,
    kind: str | None,
    at: int,
    *,
    made: int | None = None,
    refused: str | None = None,
    by: str | None = None,
    status: int = 200,
) -> HTMLResponse:
    with site.reading_questions() as (connection, current):
        page = doubt_page(connection, kind=kind, at=at, limit=1)
        total = page.kinds.get(kind, 0) if kind is not None else sum(page.kinds.values())
        if not page.doubts and total:
            at = total - 1
            page = doubt_page(connection, kind=kind, at=at, limit=1)
        question = _question(connection, page.doubts[0]) if page.doubts else None
        entry = next(iter(history(connection, [made])), None) if made else None
    return site.page(
        request,
        "review.html",
        status=status,
        question=question,
        at=at if question else 0,
        total=total,
        kinds=page.kinds,
        current=current,
        kind=kind,
        made=entry,
        refused=refused,
        every_report=[*(s.value for s in Says), NO_REPORT],
        by=by if by is not None else _reviewer(request),
    )


def _reviewer(request: Request) -> str:
    """Who decides: the account, else the name that decided last in this browser."""
    account = account_of(request)
    if account is not None:
        return account.name
    kept = request.cookies.get(REVIEWER_COOKIE, "")
    try:
        return kept.encode("latin-1").decode("unicode_escape")[:NAME_AT_MOST]
    except UnicodeError:
        return ""


def _question(connection: Connection, doubt: DoubtOut) -> Question:
    contact = statement = None
    others: list[tuple[ContactOut, tuple[Told, ...]]] = []
    fields: Mapping[str, object] = {}
    if doubt.kind in ("contact", "conflict", "date"):
        contact, fields = queries.find_contact(connection, doubt.id), CONTACT_FIELDS
    elif doubt.kind != "orphan":
        statement = statement_named(connection, doubt.id)
        fields = STATEMENT_FIELDS
    if doubt.kind == "contact":
        for other in (queries.find_contact(connection, name) for name in doubt.others):
            places = list({m.path: m for m in reversed(other.mentions)}.values())[::-1]
            others.append((other, _told(connection, places[:OTHER_PLACES_SHOWN])))
    promises = stored_commitments(connection, doubt.others) if doubt.kind == "report" else []
    told = _told(connection, doubt.evidence)
    return Question(doubt, contact, statement, tuple(others), told, tuple(fields), tuple(promises))


def _told(connection: Connection, evidence: Sequence[PlaceOut]) -> tuple[Told, ...]:
    shown = evidence[:PLACES_SHOWN]
    texts = queries.texts(connection, (p.path for p in shown))
    digests = browse.articles_at(connection, [p.path for p in shown])
    return tuple(
        Told(p, digests.get(p.path), around(texts[p.path], p.start, p.end))
        for p in shown
        if p.path in texts and p.end <= len(texts[p.path])
    )
