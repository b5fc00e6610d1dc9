"""What Chromium and Playwright say when something failed, as the reason it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.async_api import Error

from checks.browsers.engine import DocumentReplaced, PageError
from results.model import Reason

_REASONS = (
    (Reason.TIMEOUT, re.compile(r"ERR_TIMED_OUT|ERR_CONNECTION_TIMED_OUT|Timeout .* exceeded")),
    (Reason.NOT_HTML, re.compile(r"ERR_ABORTED|Download is starting")),
    # A browser that died says that what it had was closed.
    (Reason.CRASHED, re.compile(r"crash|has been closed", re.IGNORECASE)),
    (Reason.LOGIN, re.compile(r"ERR_INVALID_AUTH_CREDENTIALS")),
    (Reason.HTTP_ERROR, re.compile(r"ERR_TOO_MANY_REDIRECTS|ERR_HTTP_RESPONSE_CODE_FAILURE")),
    (Reason.UNREACHABLE, re.compile(r"ERR_[A-Z_]+")),
)
# The document a script ran in is no more, because another is loaded in its place.
_REPLACED = re.compile(r"navigat|context was destroyed|Cannot find context")


def page_error(message: str) -> PageError:
    """message: of which the first line counts; a log of what was tried may follow."""
    message = message.strip().partition("\n")[0]
    reason = reason_for_message(message)
    return DocumentReplaced(message, reason) if _REPLACED.search(message) else PageError(message, reason)


def reason_for_message(message: str) -> Reason:
    return next((reason for reason, sign in _REASONS if sign.search(message)), Reason.CHECKS_FAILED)


@contextmanager
def as_page_errors() -> Iterator[None]:
    try:
        yield
    except Error as error:
        raise page_error(error.message) from None
