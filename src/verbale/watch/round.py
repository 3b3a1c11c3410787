"""One round: ask the feeds whose time has come, then fetch the stories whose time has come."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

import httpx

from verbale.errors import VerbaleError
from verbale.watch.answers import Answer, Fetched, NotModified, Unfetched
from verbale.watch.events import Event, What
from verbale.watch.feeds import NoFeed, parse_feed
from verbale.watch.fetching import Fetcher, FetchLimits, host_of
from verbale.watch.network import GuardedBackend
from verbale.watch.pacing import Pace
from verbale.watch.robots import Robots
from verbale.watch.settings import Feed, WatchSettings
from verbale.watch.store import DueFeed, DueStory, WatchStore
from verbale.watch.stories import NoStory, fingerprint

HOSTS_AT_ONCE = 8
# Seconds before what failed is tried again, doubled with each failure.
FIRST_RETRY = 300.0
LAST_RETRY = 6 * 3600.0
# Failures in a row after which a story is given up; a feed never is.
TRIES_OF_A_STORY = 8
GONE = (404, 410)

_Due = TypeVar("_Due", DueFeed, DueStory)


@dataclass(frozen=True, slots=True)
class Watch:
    """What a round needs.

    Attributes:
        now: the clock, with its zone.
        tell: told each thing that happens, once it is kept.
    """

    settings: WatchSettings
    store: WatchStore
    now: Callable[[], datetime]
    tell: Callable[[Event], None] = lambda _: None
    limits: FetchLimits = field(default_factory=FetchLimits)
    backend: GuardedBackend | None = None

    def clock(self) -> float:
        """Seconds since the epoch."""
        return self.now().timestamp()


async def run_round(watch: Watch, *, all_feeds: bool) -> None:
    """Do a round. What a server does costs its own stories alone; after a kill the next one does the rest.

    Args:
        all_feeds: ask also feeds whose time has not come, but none that asked to be left alone.
    """
    settings, store = watch.settings, watch.store
    pace = Pace(
        settings.pause,
        patience=watch.limits.patience,
        clock=watch.clock,
        alone=store.alone(watch.clock()),
        on_alone=store.leave_alone,
    )
    fetcher = Fetcher(
        watch.backend or GuardedBackend(settings.allowed),
        pace,
        limits=watch.limits,
        contact=settings.contact,
        any_port=settings.allowed | {host_of(httpx.URL(f.url)) for f in settings.feeds},
        clock=watch.clock,
    )
    store.set_feeds(settings.feeds)
    feeds = {f.url: f for f in settings.feeds}
    async with fetcher:
        robots = Robots(fetcher, store, pace, clock=watch.clock)

        async def fetch(due: DueFeed | DueStory) -> Answer:
            return await fetcher.fetch(due.url, etag=due.etag, modified=due.modified, allows=robots.allows)

        async def ask(due: DueFeed) -> None:
            _keep_feed(watch, feeds[due.url], due, await fetch(due))

        async def get(due: DueStory) -> None:
            _keep_story(watch, due, await fetch(due))

        await _by_host(store.due_feeds(settings.feeds, watch.clock(), all_feeds=all_feeds), ask)
        await _by_host(store.due_stories(watch.clock()), get)


async def _by_host(due: Iterable[_Due], do: Callable[[_Due], Awaitable[None]]) -> None:
    """Do all, hosts side by side, those of one host one after the other."""
    hosts: defaultdict[str, list[_Due]] = defaultdict(list)
    for one in due:
        hosts[host_of(httpx.URL(one.url))].append(one)
    places = asyncio.Semaphore(HOSTS_AT_ONCE)

    async def of_host(some: list[_Due]) -> None:
        async with places:
            for one in some:
                await do(one)

    try:
        async with asyncio.TaskGroup() as group:
            for some in hosts.values():
                group.create_task(of_host(some))
    except* VerbaleError as errors:  # such as a full disk
        error: BaseException = errors
        while isinstance(error, BaseExceptionGroup):
            error = error.exceptions[0]
        raise error from None


def _keep_feed(watch: Watch, feed: Feed, due: DueFeed, answer: Answer) -> None:
    now, store = watch.clock(), watch.store
    if isinstance(answer, NotModified):
        store.feed_unchanged(feed.url, now + feed.every)
        watch.tell(Event(What.FEED, feed.url, "unchanged"))
        return
    if isinstance(answer, Fetched):
        try:
            parsed = parse_feed(answer)
        except NoFeed as e:
            answer = Unfetched(str(e), passing=True)
        else:
            new = store.add_entries(feed, parsed.title, parsed.entries, now)
            # only now: killed before, the feed is asked again without conditions and gives its entries again
            store.feed_done(
                feed.url, now + feed.every, title=parsed.title, etag=answer.etag, modified=answer.modified
            )
            skipped = f", {parsed.skipped} without an address" if parsed.skipped else ""
            watch.tell(Event(What.FEED, feed.url, f"{len(parsed.entries)} stories, {new} new{skipped}"))
            return
    wait = max(feed.every, _backoff(due.failures)) if answer.tried else 0
    retry = max(now + wait, answer.retry_at or 0)
    store.feed_failed(feed.url, retry, answer.retry_at, answer.reason, counts=answer.tried)
    watch.tell(Event(What.FAILED, feed.url, answer.reason, again=True))


def _keep_story(watch: Watch, due: DueStory, answer: Answer) -> None:
    now, store = watch.clock(), watch.store
    first = due.first_fetched if due.first_fetched is not None else now
    next_due = next((first + wait for wait in watch.settings.rechecks if first + wait > now), None)
    match answer:
        case NotModified():
            store.story_fetched(due.url, now, next_due, etag=due.etag, modified=due.modified)
            watch.tell(Event(What.UNCHANGED, due.url))
        case Fetched():
            try:
                text = fingerprint(answer)
            except NoStory as e:
                _give_up(watch, due, next_due, str(e))
                return
            if text == due.text_sha256:
                store.story_fetched(due.url, now, next_due, etag=answer.etag, modified=answer.modified)
                watch.tell(Event(What.UNCHANGED, due.url))
                return
            store.add_version(
                due.url,
                now,
                next_due,
                etag=answer.etag,
                modified=answer.modified,
                fetched_at=watch.now().isoformat(timespec="seconds"),
                text_sha256=text,
                content_type=answer.content_type,
                charset=answer.charset,
                body=answer.body,
            )
            watch.tell(Event(What.CHANGED if due.text_sha256 else What.NEW, due.url))
        case Unfetched(passing=True):
            if answer.tried and due.failures + 1 >= TRIES_OF_A_STORY:
                _give_up(watch, due, next_due, answer.reason)
                return
            wait = _backoff(due.failures) if answer.tried else 0
            store.story_failed(
                due.url, max(now + wait, answer.retry_at or 0), answer.reason, counts=answer.tried
            )
            watch.tell(Event(What.FAILED, due.url, answer.reason, again=True))
        case Unfetched():
            if due.text_sha256 and answer.status in GONE:
                store.story_failed(due.url, next_due, answer.reason, counts=False)
                watch.tell(Event(What.GONE, due.url, answer.reason))
                return
            _give_up(watch, due, next_due, answer.reason)


def _give_up(watch: Watch, due: DueStory, next_due: float | None, reason: str) -> None:
    """A story that never came is not tried again; one that did is, when it was to be looked at again."""
    again = next_due if due.text_sha256 else None
    watch.store.story_failed(due.url, again, reason, counts=True)
    watch.tell(Event(What.FAILED, due.url, reason, again=again is not None))


def _backoff(failures: int) -> float:
    return min(FIRST_RETRY * float(2 ** min(failures, 20)), LAST_RETRY)
