"""One request at a time to a host, with a pause between two, and none while it asked to be left alone."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager


class Later(Exception):
    """A host's turn comes later than anybody waits for; `at` in seconds since the epoch."""

    def __init__(self, at: float) -> None:
        super().__init__(at)
        self.at = at


class Pace:
    """The turns of all hosts.

    Args:
        pause: seconds between two requests to one host.
        patience: seconds that a request waits for its turn at most.
        clock: seconds since the epoch.
        alone: hosts that asked before to be left alone until a time.
        on_alone: told a host that asks to be, and until when.
    """

    def __init__(
        self,
        pause: float,
        *,
        patience: float,
        clock: Callable[[], float],
        alone: Mapping[str, float] | None = None,
        on_alone: Callable[[str, float], None] = lambda host, until: None,
    ) -> None:
        self._pause, self._patience, self._clock, self._on_alone = pause, patience, clock, on_alone
        self._next = dict(alone or {})
        self._longer: dict[str, float] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    def leave_alone(self, host: str, until: float) -> None:
        """A host asks for no request before that time."""
        self._not_before(host, until)
        self._on_alone(host, until)

    def slow_down(self, host: str, pause: float) -> None:
        """A longer pause, which the host's robots.txt asks for."""
        self._longer[host] = pause

    def _not_before(self, host: str, until: float) -> None:
        self._next[host] = max(until, self._next.get(host, 0))

    def alone_until(self, host: str) -> float:
        """When the next request may go to a host, in seconds since the epoch."""
        return self._next.get(host, 0)

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for a host's turn, and hold it.

        Raises:
            Later: that would take too long.
        """
        async with self._locks[host]:
            while (wait := self.alone_until(host) - self._clock()) > 0:
                if wait > self._patience:
                    raise Later(self.alone_until(host))
                await asyncio.sleep(wait)
            try:
                yield
            finally:
                self._not_before(host, self._clock() + max(self._pause, self._longer.get(host, 0)))
