"""Fetching one address: politely, within limits of time and size, and never from where it may not be.

Source: RFC 9110 (HTTP), RFC 6585 (429).
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from email.message import Message
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType

import httpcore
import httpx

from verbale.watch.answers import Answer, Fetched, NotModified, Unfetched
from verbale.watch.body import BodyRefused, read_body
from verbale.watch.network import AddressRefused, GuardedBackend
from verbale.watch.pacing import Later, Pace

AGENT = "Verbale"
REDIRECTS = (301, 302, 303, 307, 308)
PASSING = (408, 425, 429)
PORTS = (80, 443)
LONGEST_ADDRESS = 4096
LONGEST_RETRY_AFTER = 86_400.0


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How long, how much, how often.

    Attributes:
        seconds: for one request, from the look-up of the name to the last byte.
        size: of a body in bytes, packed and unpacked.
        redirects: followed one after the other.
        tries: of one address in one go, for what may pass.
        backoff: seconds before the second try, doubled for each further one.
        patience: seconds that a request waits for its host's turn.
    """

    seconds: float = 30
    size: int = 5_000_000
    redirects: int = 5
    tries: int = 3
    backoff: float = 2
    patience: float = 60


class Refused(Exception):
    """An address is not fetched; the text is one clause."""


Allows = Callable[[httpx.URL], Awaitable[Unfetched | None]]


async def _all_allowed(_: httpx.URL) -> Unfetched | None:
    return None


def user_agent(contact: str | None) -> str:
    """Who asks."""
    try:
        release = version("verbale")
    except PackageNotFoundError:
        release = "0"
    return f"{AGENT}/{release}" + (f" (+{contact})" if contact else "")


def host_of(url: httpx.URL) -> str:
    """The host of an address as it goes over the wire: lower case, in ASCII, IPv6 without brackets."""
    return url.raw_host.decode("ascii").lower()


class Fetcher:
    """Fetches; closed by leaving its context.

    Args:
        backend: the guarded network.
        pace: the hosts' turns.
        contact: see `WatchSettings`.
        any_port: hosts, lower case, of which any port may be asked; of others, those of the web.
        clock: seconds since the epoch.
    """

    def __init__(
        self,
        backend: GuardedBackend,
        pace: Pace,
        *,
        limits: FetchLimits,
        contact: str | None,
        any_port: frozenset[str],
        clock: Callable[[], float],
    ) -> None:
        self._pool = httpcore.AsyncConnectionPool(network_backend=backend, keepalive_expiry=10)
        self._pace, self._limits, self._clock = pace, limits, clock
        self._agent, self._any_port = user_agent(contact), any_port

    async def __aenter__(self) -> Fetcher:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._pool.aclose()

    async def fetch(
        self,
        address: str,
        *,
        etag: str | None = None,
        modified: str | None = None,
        allows: Allows = _all_allowed,
        cut: bool = False,
    ) -> Answer:
        """Fetch an address. Never raises for what a server or an address does.

        Args:
            etag, modified: of the body that is known; the answer may then be `NotModified`.
            allows: asked before each request, also those after redirects.
            cut: give the beginning of a body that is too large.
        """
        conditions = [(b"If-None-Match", etag)] if etag else []
        conditions += [(b"If-Modified-Since", modified)] if modified else []
        headers = [(name, value.encode("latin-1", "replace")) for name, value in conditions]
        for attempt in range(1, self._limits.tries + 1):
            try:
                answer = await self._follow(address, headers, allows, cut)
            except Later as e:
                return Unfetched(
                    "its host is to be left alone for now", passing=True, retry_at=e.at, tried=False
                )
            except (Refused, AddressRefused, BodyRefused) as e:
                return Unfetched(str(e), passing=False)
            if isinstance(answer, NotModified) and not headers:
                answer = Unfetched("says that nothing has changed, of nothing", passing=True, status=304)
            if not isinstance(answer, Unfetched) or not answer.passing or attempt == self._limits.tries:
                return answer
            now = self._clock()
            wait = self._limits.backoff * 2 ** (attempt - 1) * random.uniform(1, 1.25)
            if answer.retry_at is not None:
                if answer.retry_at - now > self._limits.patience:
                    return answer
                wait = max(wait, answer.retry_at - now)
            await asyncio.sleep(wait)
        raise AssertionError("no try was made")

    async def _follow(
        self, address: str, headers: list[tuple[bytes, bytes]], allows: Allows, cut: bool
    ) -> Answer:
        """One try, with its redirects."""
        url = self._checked(address)
        for _ in range(self._limits.redirects + 1):
            if (refusal := await allows(url)) is not None:
                return refusal
            answer = await self._request(url, headers, cut)
            if not isinstance(answer, str):
                return answer
            try:
                url = self._checked(str(url.join(answer)))
            except httpx.InvalidURL as e:
                raise Refused("redirected to what is no address") from e
        raise Refused(f"more than {self._limits.redirects} redirects")

    def _checked(self, address: str) -> httpx.URL:
        """An address that may be asked.

        Raises:
            Refused: it may not.
        """
        if len(address) > LONGEST_ADDRESS:
            raise Refused("its address is too long")
        try:
            url = httpx.URL(address).copy_with(fragment=None)
        except (httpx.InvalidURL, UnicodeError, ValueError) as e:
            raise Refused("no address") from e
        if url.scheme not in ("http", "https") or not url.host:
            raise Refused(f"no http or https address ({url.scheme[:20] or 'none'})")
        if url.userinfo:
            raise Refused("an address with a user's name in it")
        if url.port not in (None, *PORTS) and host_of(url) not in self._any_port:
            raise Refused(f"port {url.port} of a host that the file does not name")
        return url

    async def _request(
        self, url: httpx.URL, conditions: list[tuple[bytes, bytes]], cut: bool
    ) -> Answer | str:
        """One request; a text is where it redirects to."""
        headers = [
            (b"Host", url.netloc),
            (b"User-Agent", self._agent.encode()),
            (
                b"Accept",
                b"text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,*/*;q=0.5",
            ),
            (b"Accept-Encoding", b"gzip"),
            *conditions,
        ]
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        seconds = self._limits.seconds
        timeout = {"connect": seconds, "read": seconds, "write": seconds, "pool": seconds}
        async with self._pace.turn(host_of(url)):
            try:
                async with (
                    asyncio.timeout(seconds),
                    self._pool.stream(
                        b"GET", target, headers=headers, extensions={"timeout": timeout}
                    ) as response,
                ):
                    return await self._answer(url, response, cut)
            except (TimeoutError, httpcore.TimeoutException):
                return Unfetched(f"took longer than {seconds:g} seconds", passing=True)
            except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as e:
                return Unfetched(_clause(e), passing=True)

    async def _answer(self, url: httpx.URL, response: httpcore.Response, cut: bool) -> Answer | str:
        headers = httpx.Headers(response.headers)
        status = response.status
        if status == 304:
            return NotModified()
        if status in REDIRECTS:
            where = headers.get("Location")
            return where if where else Unfetched("a redirect to nowhere", passing=False, status=status)
        if status != 200:
            return self._refusal(url, status, headers)
        size = headers.get("Content-Length", "")
        if not cut and size.isdigit() and int(size) > self._limits.size:
            raise BodyRefused(f"larger than {self._limits.size:,} bytes")
        body = await read_body(
            response.aiter_stream(), headers.get("Content-Encoding"), limit=self._limits.size, cut=cut
        )
        kind = Message()
        kind["Content-Type"] = headers.get("Content-Type", "")[:200].replace("\r", " ").replace("\n", " ")
        return Fetched(
            url=str(url),
            body=body,
            content_type=kind.get_content_type() if headers.get("Content-Type") else "",
            charset=_charset(kind),
            etag=_short(headers.get("ETag")),
            modified=_short(headers.get("Last-Modified")),
        )

    def _refusal(self, url: httpx.URL, status: int, headers: httpx.Headers) -> Unfetched:
        passing = status >= 500 or status in PASSING
        now = self._clock()
        retry_at = _retry_at(headers.get("Retry-After"), now) if passing else None
        if retry_at is not None:
            self._pace.leave_alone(host_of(url), retry_at)
        return Unfetched(f"answered with {status}", passing=passing, retry_at=retry_at, status=status)


def _retry_at(value: str | None, now: float) -> float | None:
    """When a server wants to be asked again, in seconds since the epoch; None if it does not say."""
    if value is None:
        return None
    if value.strip().isdigit():
        wait = float(value.strip()[:9])
    else:
        try:
            wait = parsedate_to_datetime(value).timestamp() - now
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    return now + min(max(wait, 0), LONGEST_RETRY_AFTER)


def _charset(kind: Message) -> str | None:
    try:
        charset = kind.get_content_charset()
    except (LookupError, ValueError):
        return None
    return charset if charset and len(charset) <= 40 else None


def _short(value: str | None) -> str | None:
    return value if value and len(value) <= 1000 else None


def _clause(error: Exception) -> str:
    text = (str(error).splitlines() or [""])[0][:160]
    name = type(error).__name__
    return f"the connection failed ({text or name})"
