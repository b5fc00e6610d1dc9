"""Where an answer sends the visitor on to: an HTTP redirect, or a page that does it itself."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urljoin

from scrapy.http import HtmlResponse, Response

from crawler.web.links import absolute_address, base_url
from crawler.web.refresh import read_refresh, refreshes_of
from crawler.web.urls import canonical_url

MAX_HOPS = 10
REFRESH_IS_REDIRECT = 10.0  # seconds; a page that moves on later than this can be read
REDIRECTS = frozenset((301, 302, 303, 307, 308))


@dataclass(frozen=True, slots=True)
class Hop:
    """to: absolute, as the server wrote it. status: 0 when the page itself sends the visitor on."""

    to: str
    status: int


def hop_of(response: Response) -> Hop | None:
    location = response.headers.get("Location")
    if response.status in REDIRECTS and location is not None:
        try:
            return Hop(urljoin(response.url, _header_text(location).strip()), response.status)
        except ValueError:  # an address no URL can have
            return Hop("", response.status)
    if response.status >= HTTPStatus.BAD_REQUEST:
        return None
    refresh = refresh_of(response)
    if refresh is None or refresh[0] > REFRESH_IS_REDIRECT or canonical_url(refresh[1]) == canonical_url(response.url):
        return None
    return Hop(refresh[1], 0)


def refresh_of(response: Response) -> tuple[float, str] | None:
    """Seconds and absolute URL of the header or element that makes a browser load another page.

    None for one that loads the page again, or runs a script, which browsers refuse.
    """
    header = response.headers.get("Refresh")
    read = read_refresh(_header_text(header)) if header is not None else None
    base, encoding = response.url, "utf-8"
    if read is None and isinstance(response, HtmlResponse) and response.selector.root is not None:
        root = response.selector.root
        read = next(refreshes_of(root), None)
        base, encoding = base_url(root, response.url), response.encoding
    if read is None or not read[1]:
        return None
    url = absolute_address(base, read[1], encoding)
    return (read[0], url) if url and canonical_url(url) else None


def _header_text(value: bytes) -> str:
    """Bytes outside ASCII are sent back as they came, whatever the encoding they were meant in."""
    return "".join(chr(byte) if byte < 128 else f"%{byte:02X}" for byte in value)  # noqa: PLR2004
