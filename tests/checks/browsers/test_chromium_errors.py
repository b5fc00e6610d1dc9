"""What Chromium says when something failed, as the reason it stands for."""

from __future__ import annotations

import pytest

from checks.browsers.chromium_errors import page_error
from checks.browsers.engine import DocumentReplaced
from results.model import Reason


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ("Page.goto: Timeout 30000ms exceeded.", Reason.TIMEOUT),
        ("Page.goto: net::ERR_TIMED_OUT at http://a.test/", Reason.TIMEOUT),
        ("Page.goto: net::ERR_NAME_NOT_RESOLVED at http://a.test/", Reason.UNREACHABLE),
        ("Page.goto: net::ERR_CERT_DATE_INVALID at https://a.test/", Reason.UNREACHABLE),
        ("Page.goto: net::ERR_ABORTED at http://a.test/", Reason.NOT_HTML),
        ("Page.goto: Download is starting", Reason.NOT_HTML),
        ("Page.goto: net::ERR_TOO_MANY_REDIRECTS at http://a.test/", Reason.HTTP_ERROR),
        ("Page.goto: Page crashed", Reason.CRASHED),
        ("BrowserContext.new_page: Target page, context or browser has been closed", Reason.CRASHED),
        ("Page.evaluate: TypeError: x is not a function", Reason.CHECKS_FAILED),
    ],
)
def test_each_message_of_the_browser_has_its_reason(message: str, reason: Reason) -> None:
    assert page_error(message).reason is reason


def test_only_another_document_means_moving_on() -> None:
    destroyed = "Page.evaluate: Execution context was destroyed, most likely because of a navigation."
    assert isinstance(page_error(destroyed), DocumentReplaced)
    assert not isinstance(page_error("Page.evaluate: TypeError: x is not a function"), DocumentReplaced)


def test_of_a_message_only_the_first_line_counts() -> None:
    error = page_error("Page.goto: net::ERR_FAILED\nCall log:\n - navigating to http://a.test/")
    assert (str(error), error.reason) == ("Page.goto: net::ERR_FAILED", Reason.UNREACHABLE)
    assert not isinstance(error, DocumentReplaced)
