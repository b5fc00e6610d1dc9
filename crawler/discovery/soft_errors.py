"""Error pages behind status 200: what a site answers when asked for a page that cannot be there."""

from __future__ import annotations

import hashlib
import re
from http import HTTPStatus
from urllib.parse import urljoin

from scrapy.http import HtmlResponse

from crawler.discovery.copies import FEW_WORDS, Document, document_of, is_same
from crawler.discovery.start import Follow
from crawler.web.evidence import PageText, text_of
from crawler.web.failures import NETWORK_ERRORS, AskedToStop


def no_such_address(url: str, folder: str) -> str:
    """An address of the site that nothing is at; the same each time, so that crawls are comparable."""
    token = hashlib.blake2b(url.encode(), digest_size=6).hexdigest()
    return urljoin(url, f"{folder}wadmon-no-such-page-{token}")


def without_address(text: PageText, url: str) -> PageText:
    """Error pages say which address was not found."""
    last = re.escape(url.rstrip("/").rpartition("/")[2])
    return PageText(*(re.sub(last, " ", part, flags=re.IGNORECASE) for part in (text.own, text.whole)))


async def answer_to_nothing(address: str, follow: Follow) -> Document | None:
    """What a site says at such an address; None when it says that there is nothing. Raises AskedToStop."""
    try:
        arrival = await follow(address)
    except AskedToStop:
        raise
    except NETWORK_ERRORS:
        return None
    response = arrival.response
    if not isinstance(response, HtmlResponse) or response.status >= HTTPStatus.BAD_REQUEST:
        return None
    root = response.selector.root
    if root is None:
        return None
    return document_of(root, without_address(text_of(root), address), arrival.url, response.url)


class SoftErrors:
    """home: as it was read. answer: to the address that cannot be there, None when that was an error as it should be.

    A site that answers everything with its home page, or with a shell that a script fills in, tells nothing by it.
    """

    def __init__(self, home: Document, answer: Document | None) -> None:
        tells = answer is not None and answer.words >= FEW_WORDS and not is_same(home, answer)
        self._error = answer if tells else None
        self._home = home.url

    def is_error(self, document: Document) -> bool:
        return self._error is not None and document.url != self._home and is_same(self._error, document)
