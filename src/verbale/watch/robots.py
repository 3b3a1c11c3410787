"""What the robots.txt of each site allows us.

Source: RFC 9309: no such file allows all; one that cannot be reached forbids all, for the time being.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import httpx
from protego import Protego

from verbale.watch.answers import Fetched, Unfetched
from verbale.watch.fetching import AGENT, Fetcher, host_of
from verbale.watch.pacing import Pace

KEPT_SECONDS = 86_400.0
UNREACHABLE_SECONDS = 600.0
LONGEST = 500 * 1024


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one site.

    Attributes:
        text: of its robots.txt; "" allows all; None: it could not be reached, and all is forbidden.
        until: how long they hold, in seconds since the epoch.
        reason: why it could not be reached.
    """

    text: str | None
    until: float
    reason: str | None = None


class RulesStore(Protocol):
    """Where rules are kept between runs."""

    def rules(self, site: str) -> Rules | None:
        """The rules of a site; None if they have never been fetched."""
        ...

    def keep_rules(self, site: str, rules: Rules) -> None:
        """Keep the rules of a site."""
        ...


class Robots:
    """Asks sites for their rules, once a day each, and heeds them."""

    def __init__(
        self, fetcher: Fetcher, store: RulesStore, pace: Pace, *, clock: Callable[[], float]
    ) -> None:
        self._fetcher, self._store, self._pace, self._clock = fetcher, store, pace, clock
        self._parsed: dict[str, tuple[str, Protego]] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def allows(self, url: httpx.URL) -> Unfetched | None:
        """None when an address may be fetched, else why it may not."""
        site = f"{url.scheme}://{url.netloc.decode('ascii')}"
        async with self._locks[site]:
            rules = self._store.rules(site)
            if rules is None or rules.until <= self._clock():
                rules = await self._fetch(site, rules)
                self._store.keep_rules(site, rules)
        if rules.text is None:
            reason = f"its robots.txt cannot be reached ({rules.reason})"
            return Unfetched(reason, passing=True, retry_at=rules.until)
        if not rules.text:
            return None
        parsed = self._parse(site, rules.text)
        delay = parsed.crawl_delay(AGENT)
        if delay:
            self._pace.slow_down(host_of(url), delay)
        return (
            None if parsed.can_fetch(str(url), AGENT) else Unfetched("robots.txt forbids it", passing=False)
        )

    async def _fetch(self, site: str, before: Rules | None) -> Rules:
        answer = await self._fetcher.fetch(f"{site}/robots.txt", cut=True)
        now = self._clock()
        match answer:
            case Fetched():
                return Rules(answer.body[:LONGEST].decode("utf-8", "replace"), now + KEPT_SECONDS)
            case Unfetched(status=status) if status is not None and 400 <= status < 500 and status != 429:
                return Rules("", now + KEPT_SECONDS)
            case Unfetched(retry_at=retry_at, reason=reason):
                until = max(retry_at or 0, now + UNREACHABLE_SECONDS)
                # what it allowed before it could not be reached is still the best that we know
                return Rules(before.text if before else None, until, reason)
        return Rules("", now + KEPT_SECONDS)

    def _parse(self, site: str, text: str) -> Protego:
        known = self._parsed.get(site)
        if known is None or known[0] != text:
            known = self._parsed[site] = (text, Protego.parse(text))
        return known[1]
