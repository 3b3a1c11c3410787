"""Which addresses may be fetched from: those of the public internet, however they are wrapped.

Source: IANA special-purpose address registries, as Python's `ipaddress` has them; RFC 4291 (mapped
addresses), RFC 3056 (6to4), RFC 4380 (Teredo), RFC 6052 (NAT64).
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

NAT64 = IPv6Network("64:ff9b::/96")


def why_not(address: str) -> str | None:
    """Why nothing is fetched from an address: "a loopback address"; None when it is public.

    Args:
        address: as a resolver gives it, perhaps with a zone ("fe80::1%eth0").
    """
    try:
        ip = ip_address(address)
    except ValueError:
        return "no address"
    return next((reason for one in _meant(ip) if (reason := _kind(one))), None)


def _meant(ip: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """The address, or those that it carries inside: packets may end at any of them."""
    if isinstance(ip, IPv4Address):
        return [ip]
    if ip.ipv4_mapped is not None:
        return [ip.ipv4_mapped]
    if ip in NAT64:
        return [IPv4Address(ip.packed[-4:])]
    carried: list[IPv4Address | IPv6Address] = [ip.sixtofour] if ip.sixtofour is not None else []
    return [*carried, ip, *(ip.teredo or ())]


def _kind(ip: IPv4Address | IPv6Address) -> str | None:
    if ip.is_loopback:
        return "a loopback address"
    if ip.is_link_local:
        return "a link-local address"
    if ip.is_multicast:
        return "a multicast address"
    if ip.is_unspecified or ip.is_reserved:
        return "a reserved address"
    if not ip.is_global or (isinstance(ip, IPv6Address) and ip.is_site_local):
        return "a private or reserved address"
    return None
