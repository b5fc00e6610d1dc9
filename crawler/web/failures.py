"""Errors of the network and statuses of HTTP as reasons a report can give."""

from __future__ import annotations

from gzip import BadGzipFile
from http import HTTPStatus

from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Response
from twisted.internet.error import ConnectError, ConnectionClosed
from twisted.web.client import ResponseFailed

from results.model import Reason

# Conditions that may be gone on the next try.
PASSING_ERRORS: tuple[type[Exception], ...] = (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    TunnelError,
    ConnectError,
    ConnectionClosed,
    ResponseFailed,
    OSError,
)
NETWORK_ERRORS: tuple[type[Exception], ...] = (*PASSING_ERRORS, DownloadCancelledError, IgnoreRequest)

# An answer came, and the plain client could not read it: too long a head, HTTP that is not quite HTTP, a way of
# encrypting or packing that it lacks. Browsers may.
UNREADABLE: tuple[type[Exception], ...] = (
    DownloadFailedError,
    ResponseDataLossError,
    ConnectionClosed,
    ResponseFailed,
    BadGzipFile,
)

STATUS_REASONS: dict[int, Reason] = {
    HTTPStatus.UNAUTHORIZED: Reason.LOGIN,
    HTTPStatus.FORBIDDEN: Reason.ACCESS_DENIED,
}


class NotVisited(IgnoreRequest):
    """A request we decided not to make, or an answer we decided not to read; carries the reason.

    Raised by the downloader middlewares; the walk turns it into the site's or the URL's outcome.
    """

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


class UnreadableRobots(NotVisited):
    """robots.txt came in a form that only a browser can read."""


class AskedToStop(NotVisited):
    """The server wants us away for longer than we wait (429 or 503 with Retry-After)."""


def is_unreadable(error: Exception) -> bool:
    """Whether a browser should be asked."""
    return isinstance(error, (*UNREADABLE, UnreadableRobots))


def reason_of_error(error: Exception) -> Reason:
    """Takes one of NETWORK_ERRORS."""
    if isinstance(error, NotVisited):
        return error.reason
    if isinstance(error, DownloadTimeoutError):
        return Reason.TIMEOUT
    if isinstance(error, (DownloadCancelledError, IgnoreRequest)):
        return Reason.TOO_LARGE  # the only causes left: more bytes than the cap, sent or decompressed
    return Reason.UNREACHABLE


def reason_of_status(response: Response) -> Reason | None:
    """None for a status that brings a page."""
    if proxy_gave_up(response):
        return Reason.UNREACHABLE
    if response.status >= HTTPStatus.BAD_REQUEST:
        return STATUS_REASONS.get(response.status, Reason.HTTP_ERROR)
    return None


def proxy_gave_up(response: Response) -> bool:
    """A proxy answers 502 or 504 for a host whose name does not resolve or that it cannot reach."""
    through_proxy = response.request is not None and response.request.meta.get("proxy")
    return bool(through_proxy) and response.status in (HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT)


def describe(error: Exception) -> str:
    """One line for the record, English, short enough to store."""
    text = " ".join(str(error).split()) or type(error).__name__
    return f"{type(error).__name__}: {text}"[:300] if not isinstance(error, NotVisited) else error.detail[:300]
