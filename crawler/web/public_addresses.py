"""Which IP addresses are of the public network. For Scrapy's side and the browser's, so it imports neither."""

from __future__ import annotations

import ipaddress

# Addresses of these carry an IPv4 address in their last 32 bits: NAT64 (RFC 6052), IPv4-compatible (RFC 4291).
_CARRIERS = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("::/96"))


def is_public(address: str) -> bool:
    """Addresses that wrap an IPv4 address are judged by that address."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        if any(ip in carrier for carrier in _CARRIERS):
            ip = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        else:
            ip = ip.ipv4_mapped or ip.sixtofour or ip
    return ip.is_global and not ip.is_multicast and not (ip.version == 6 and ip.is_site_local)  # noqa: PLR2004
