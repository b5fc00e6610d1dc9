"""Which pages of a site are as they were when they were tested: every file they loaded is asked for, and compared.

Nothing is taken for unchanged that does not say so: a file that answers otherwise, late or not at all, that robots.txt
forbids, or whose answer cannot be compared, leaves its pages to be tested again.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Protocol
from urllib.parse import urlsplit

from scrapy.http import Response, TextResponse

from crawler.web.failures import NETWORK_ERRORS, AskedToStop, reason_of_error
from crawler.web.options import DiscoveryOptions
from results.model import PageProof, Reason, SeenFile, SiteProof
from results.model.carrying import DECIDING_HEADERS, NO_ANSWER, file_digest

NOT_MODIFIED = 304
_NOT_THERE = (NO_ANSWER, 502, 504)  # what did not come, and did not come again, is as it was
# As Chromium asks; the answer to a validator may be another for each. Others are asked so that we can unpack.
_ENCODINGS = {"http": "gzip, deflate", "https": "gzip, deflate, br, zstd"}


class Asking(Protocol):
    """What proving needs of the spider."""

    async def ask(self, url: str, headers: Mapping[str, str], *, seconds: float, with_body: bool) -> Response: ...

    async def leave(self, url: str) -> None:
        """The host of this URL is not asked any more."""


class SiteProving:
    """proof: of one site."""

    def __init__(self, proof: SiteProof, options: DiscoveryOptions, asking: Asking) -> None:
        self._proof = proof
        self._options = options
        self._asking = asking
        self._answers: dict[int, bool] = {}
        self._ends = time.monotonic() + options.max_seconds

    async def unchanged(self) -> tuple[str, ...]:
        """URLs of the pages that are; fewer when time ran out or a server asked to stop."""
        proven: list[str] = []
        with suppress(AskedToStop):  # what was proven before holds
            for page in self._proof.pages:
                proven += [page.url] if await self._is_unchanged(page) else []
        return tuple(proven)

    async def _is_unchanged(self, page: PageProof) -> bool:
        """The document first; a page of which one file changed costs no further request."""
        if any(self._answers.get(place) is False for place in page.files):
            return False
        for place in page.files:
            if place not in self._answers:
                self._answers[place] = await self._is_same(self._proof.files[place])
            if not self._answers[place]:
                return False
        return bool(page.files)

    async def _is_same(self, file: SeenFile) -> bool:
        seconds = min(self._options.timeout, self._ends - time.monotonic())
        if seconds <= 0:
            return False
        try:
            response = await self._asking.ask(file.url, _headers(file), seconds=seconds, with_body=bool(file.digest))
        except AskedToStop:
            raise
        except NETWORK_ERRORS as error:
            return file.status in _NOT_THERE and reason_of_error(error) is Reason.UNREACHABLE
        finally:
            await self._asking.leave(file.url)
        return is_same(file, response)


def is_same(file: SeenFile, response: Response) -> bool:
    """Whether an answer says that the file is what it was."""
    if file.status == NO_ANSWER:
        return False
    known, now = dict(file.answered), _deciding(response)
    if response.status == NOT_MODIFIED:
        etag = _header(response, "etag")
        # What a 304 does not repeat is as it was: RFC 9110, 15.4.5.
        return bool(_validators(file)) and etag in (None, file.etag) and now.items() <= known.items()
    if response.status != file.status or now != known:
        return False
    if file.digest and "download_stopped" not in response.flags:
        return file.digest in _digests(response)  # bytes before what they are called
    return file.says_it_all or _has_validator_of(file, response)


def _has_validator_of(file: SeenFile, response: Response) -> bool:
    """Some servers send what they were asked for only if it changed; what they call it says that it did not.

    Of two validators the ETag counts: a date may have been set back.
    """
    if file.etag:
        return _header(response, "etag") == file.etag
    return bool(file.last_modified) and _header(response, "last-modified") == file.last_modified


def _digests(response: Response) -> set[str]:
    """Of the bytes; and of the text, which is what a browser tells of pages in other encodings than UTF-8."""
    digests = {file_digest(response.body)}
    if isinstance(response, TextResponse):
        digests.add(file_digest(response.text.encode("utf-8", "replace")))
    return digests


def _headers(file: SeenFile) -> dict[str, str]:
    """Those it was asked with, and its validators."""
    validators = _validators(file)
    encodings = {"accept-encoding": _ENCODINGS.get(urlsplit(file.url).scheme, "")} if validators else {}
    return {**dict(file.sent), **encodings, **validators}


def _validators(file: SeenFile) -> dict[str, str]:
    named = {"if-none-match": file.etag, "if-modified-since": file.last_modified}
    return {name: value for name, value in named.items() if value}


def _deciding(response: Response) -> dict[str, str]:
    return {name: value for name in DECIDING_HEADERS if (value := _header(response, name)) is not None}


def _header(response: Response, name: str) -> str | None:
    """As browsers put lines of one name together; None when there is none."""
    lines = response.headers.getlist(name)
    return b", ".join(lines).decode("latin-1") if lines else None
