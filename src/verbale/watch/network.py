"""Connections that end where they may: a name is resolved once, judged, and that very address connected to.

Between judging a name and connecting to it nobody can give it another address (DNS rebinding), since the
name is not looked up again. The request and the certificate are still those of the name.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable

import httpcore

from verbale.errors import VerbaleError
from verbale.watch.addresses import why_not

Resolve = Callable[[str, int], Awaitable[list[str]]]


class AddressRefused(VerbaleError):
    """A host stands where nothing may be fetched from."""


async def resolve(host: str, port: int) -> list[str]:
    """The addresses of a name, in the order in which they are to be tried.

    Raises:
        OSError: it has none.
    """
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """The network, without what is private.

    Args:
        allowed: hosts, lower case, that may stand anywhere.
        resolve: names to addresses.
        inner: what connects to an address.
    """

    def __init__(
        self,
        allowed: frozenset[str],
        resolve: Resolve = resolve,
        inner: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        self._allowed, self._resolve = allowed, resolve
        self._inner = inner or httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first address of a host that answers.

        Raises:
            AddressRefused: one of its addresses is not public, and the host is not allowed by name.
            httpcore.ConnectError: it has no address, or none answers.
        """
        try:
            addresses = await self._resolve(host, port)
        except (OSError, UnicodeError) as e:
            raise httpcore.ConnectError(f"no address of {host} is known") from e
        if host.lower() not in self._allowed:
            for address in addresses:
                if reason := why_not(address):
                    raise AddressRefused(f"{host} is {address}, {reason}")
        last: Exception = httpcore.ConnectError(f"no address of {host} is known")
        for address in addresses:
            try:
                return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as e:
                last = e
        raise last

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await self._inner.sleep(seconds)
