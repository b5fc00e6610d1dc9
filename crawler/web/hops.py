"""Where an answer sends the visitor on to: an HTTP redirect, or a page that does it itself."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urljoin

from scrapy.http import HtmlResponse, Response
from scrapy.utils.response import get_meta_refresh

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
            return Hop(urljoin(response.url, location.decode("utf-8", "replace").strip()), response.status)
        except ValueError:  # an address no URL can have
            return Hop("", response.status)
    if response.status >= HTTPStatus.BAD_REQUEST:
        return None
    refresh = refresh_of(response)
    if refresh is None or refresh[0] > REFRESH_IS_REDIRECT or canonical_url(refresh[1]) == canonical_url(response.url):
        return None
    return Hop(refresh[1], 0)


def refresh_of(response: Response) -> tuple[float, str] | None:
    """Seconds and absolute URL of a page's meta refresh."""
    if not isinstance(response, HtmlResponse):
        return None
    seconds, url = get_meta_refresh(response)
    return None if seconds is None or not url else (seconds, url)
