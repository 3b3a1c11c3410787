"""Nothing is fetched from inside a network, and a name cannot change its address once it is judged."""

from __future__ import annotations

import asyncio
from typing import Any

import httpcore
import pytest

from verbale.watch.addresses import why_not
from verbale.watch.network import AddressRefused, GuardedBackend


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("127.0.0.1", "loopback"),
        ("127.8.9.10", "loopback"),
        ("::1", "loopback"),
        ("10.0.0.1", "private"),
        ("172.16.4.4", "private"),
        ("192.168.1.1", "private"),
        ("100.64.0.1", "private"),  # a provider's own network (RFC 6598)
        ("fd00::1", "private"),
        ("fec0::1", "reserved"),
        ("169.254.169.254", "link-local"),  # where clouds keep their machines' secrets
        ("fe80::1", "link-local"),
        ("fe80::1%eth0", "link-local"),
        ("224.0.0.1", "multicast"),
        ("ff02::1", "multicast"),
        ("0.0.0.0", "reserved"),
        ("::", "reserved"),
        ("240.0.0.1", "reserved"),
        ("255.255.255.255", "reserved"),
        ("192.0.2.1", "private"),  # documentation
        ("198.18.0.1", "private"),  # benchmarks
        ("::ffff:127.0.0.1", "loopback"),  # IPv4 inside IPv6, in each of its ways
        ("::ffff:10.0.0.1", "private"),
        ("::ffff:169.254.169.254", "link-local"),
        ("::127.0.0.1", "reserved"),
        ("64:ff9b::127.0.0.1", "loopback"),
        ("64:ff9b::a00:1", "private"),
        ("2002:7f00:1::", "loopback"),
        ("2002:a00:1::", "private"),
        ("2001:0:4136:e378:8000:63bf:80ff:fffe", "private"),
        ("not an address", "no address"),
    ],
)
def test_private_addresses_are_refused(address: str, reason: str) -> None:
    assert reason in (why_not(address) or "public")


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "151.101.1.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"]
)
def test_public_addresses_are_not(address: str) -> None:
    assert why_not(address) is None


class Connections(httpcore.AsyncNetworkBackend):
    """Notes where it is told to connect; connects nowhere."""

    def __init__(self, answering: tuple[str, ...] = ()) -> None:
        self.to: list[str] = []
        self.answering = answering

    async def connect_tcp(self, host: str, port: int, *arguments: Any) -> httpcore.AsyncNetworkStream:
        self.to.append(host)
        if host not in self.answering:
            raise httpcore.ConnectError("refused")
        return httpcore.AsyncMockStream([])


def connect(
    host: str, answers: list[list[str]], inner: Connections, allowed: frozenset[str] = frozenset()
) -> None:
    """Connect to a name that has other addresses each time it is looked up."""

    async def resolve(name: str, port: int) -> list[str]:
        return answers.pop(0)

    asyncio.run(GuardedBackend(allowed, resolve, inner).connect_tcp(host, 80))


def test_a_name_is_looked_up_once_and_that_address_connected_to() -> None:
    answers, inner = [["93.184.215.14"], ["127.0.0.1"]], Connections(("93.184.215.14",))
    connect("news.test", answers, inner)
    assert inner.to == ["93.184.215.14"]
    assert answers == [["127.0.0.1"]]


def test_one_private_address_among_public_ones_refuses_the_name() -> None:
    inner = Connections()
    with pytest.raises(AddressRefused, match=r"news\.test is 10\.0\.0\.7, a private"):
        connect("news.test", [["93.184.215.14", "10.0.0.7"]], inner)
    assert inner.to == []


def test_a_name_that_is_allowed_may_be_private() -> None:
    inner = Connections(("10.0.0.7",))
    connect("Intranet.Test", [["10.0.0.7"]], inner, frozenset({"intranet.test"}))
    assert inner.to == ["10.0.0.7"]


def test_the_next_address_is_tried_when_one_does_not_answer() -> None:
    inner = Connections(("93.184.215.15",))
    connect("news.test", [["93.184.215.14", "93.184.215.15"]], inner)
    assert inner.to == ["93.184.215.14", "93.184.215.15"]
    with pytest.raises(httpcore.ConnectError):
        connect("news.test", [[]], Connections())


class Tls(httpcore.AsyncMockStream):
    """Notes whose certificate is asked for."""

    names: list[str | None] = []  # noqa: RUF012

    async def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: Any = None
    ) -> Any:
        self.names.append(server_hostname)
        return self


def test_the_certificate_is_that_of_the_name() -> None:
    class Inner(Connections):
        async def connect_tcp(self, host: str, port: int, *arguments: Any) -> httpcore.AsyncNetworkStream:
            self.to.append(host)
            return Tls([b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"])

    async def resolve(name: str, port: int) -> list[str]:
        return ["93.184.215.14"]

    async def ask() -> bytes:
        inner.to.clear()
        async with httpcore.AsyncConnectionPool(
            network_backend=GuardedBackend(frozenset(), resolve, inner)
        ) as pool:
            return (await pool.request("GET", "https://news.test/")).content

    inner = Inner()
    Tls.names.clear()
    assert asyncio.run(ask()) == b"ok"
    assert (inner.to, Tls.names) == (["93.184.215.14"], ["news.test"])
