"""How wad-monitor says who it is. Administrators know it by the product name, in logs and in robots.txt."""

from __future__ import annotations

from crawler.version import VERSION

PRODUCT_NAME = "wad-monitor"


def user_agent(contact_url: str) -> str:
    """The name of the monitor, its version and where its people can be reached: RFC 9110, 10.1.5."""
    return f"{PRODUCT_NAME}/{VERSION} (+{contact_url})"
