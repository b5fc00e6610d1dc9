"""What browsers say over WebDriver when something failed, as the reason it stands for."""

from __future__ import annotations

import re

from selenium.common.exceptions import (
    InsecureCertificateException,
    InvalidSessionIdException,
    NoSuchWindowException,
    TimeoutException,
    WebDriverException,
)
from urllib3.exceptions import HTTPError
from websocket import WebSocketException

from checks.browsers.engine import DocumentReplaced, PageError
from results.model import Reason

FAILURES = (WebDriverException, HTTPError, WebSocketException, OSError)
"""What selenium raises when a browser, its driver or a Grid does not do what it was asked."""

_REASONS = (
    (Reason.TIMEOUT, re.compile(r"netTimeout|ERR_(CONNECTION_)?TIMED_OUT|[Tt]imed out after")),
    (Reason.HTTP_ERROR, re.compile(r"redirectLoop|ERR_TOO_MANY_REDIRECTS|ERR_HTTP_RESPONSE_CODE_FAILURE")),
    (Reason.NOT_HTML, re.compile(r"ERR_ABORTED")),
    (Reason.UNREACHABLE, re.compile(r"about:(?:neterror|certerror)|ERR_[A-Z_]+")),
    (
        Reason.CRASHED,
        re.compile(
            r"crash|disconnected|not reachable|no such session|without establishing|decode response", re.IGNORECASE
        ),
    ),
)
# The document a script ran in is no more, because another is loaded in its place.
_REPLACED = re.compile(
    r"unload|navigat|context (?:was|has been) (?:destroyed|discarded)|Cannot find context", re.IGNORECASE
)


def page_error(error: Exception) -> PageError:
    """error: one of FAILURES."""
    message = first_line(error)
    if not isinstance(error, WebDriverException):
        return PageError(message, Reason.CRASHED)  # nobody answers for the browser any more
    reason = _reason(error, message)
    if reason is Reason.CHECKS_FAILED and _REPLACED.search(message):
        return DocumentReplaced(message, reason)
    return PageError(message, reason)


def first_line(error: Exception) -> str:
    """What went wrong, without the trace that selenium puts below it and the texts of Firefox's error pages."""
    message = (error.msg if isinstance(error, WebDriverException) else str(error)) or type(error).__name__
    line = next(iter(message.strip().splitlines()), type(error).__name__)
    return re.sub(r"(about:\w+error\?e=\w+)&.*", r"\1", line)


def _reason(error: WebDriverException, message: str) -> Reason:
    if isinstance(error, TimeoutException):
        return Reason.TIMEOUT
    if isinstance(error, InvalidSessionIdException | NoSuchWindowException):
        return Reason.CRASHED
    if isinstance(error, InsecureCertificateException):
        return Reason.UNREACHABLE
    return next((reason for reason, sign in _REASONS if sign.search(message)), Reason.CHECKS_FAILED)
