"""What browsers say over WebDriver when something failed, as the reason it stands for."""

from __future__ import annotations

import pytest
from selenium.common.exceptions import (
    InsecureCertificateException,
    InvalidSessionIdException,
    JavascriptException,
    NoSuchWindowException,
    TimeoutException,
    WebDriverException,
)
from urllib3.connectionpool import HTTPConnectionPool
from urllib3.exceptions import ReadTimeoutError

from checks.browsers.engine import DocumentReplaced
from checks.browsers.webdriver_errors import page_error
from results.model import Reason


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (TimeoutException("Navigation timed out after 2000 ms"), Reason.TIMEOUT),
        (WebDriverException("Reached error page: about:neterror?e=netTimeout&u=http%3A//a.test/"), Reason.TIMEOUT),
        (WebDriverException("Reached error page: about:neterror?e=dnsNotFound&u=http%3A//a.test/"), Reason.UNREACHABLE),
        (WebDriverException("Reached error page: about:neterror?e=redirectLoop&u=http%3A//a.test/"), Reason.HTTP_ERROR),
        (WebDriverException("unknown error: net::ERR_NAME_NOT_RESOLVED"), Reason.UNREACHABLE),
        (WebDriverException("unknown error: net::ERR_ABORTED"), Reason.NOT_HTML),
        (InsecureCertificateException(None), Reason.UNREACHABLE),
        (InvalidSessionIdException("Tried to run command without establishing a connection"), Reason.CRASHED),
        (NoSuchWindowException("Browsing context has been discarded"), Reason.CRASHED),
        (WebDriverException("Failed to decode response from marionette: tab crashed"), Reason.CRASHED),
        (ReadTimeoutError(HTTPConnectionPool("127.0.0.1"), "/session", "Read timed out."), Reason.CRASHED),
        (ConnectionRefusedError(111, "Connection refused"), Reason.CRASHED),
        (JavascriptException("TypeError: x is not a function"), Reason.CHECKS_FAILED),
    ],
)
def test_each_message_has_its_reason(error: Exception, reason: Reason) -> None:
    assert page_error(error).reason is reason


def test_only_another_document_means_moving_on() -> None:
    assert isinstance(page_error(JavascriptException("Document was unloaded")), DocumentReplaced)
    assert not isinstance(page_error(JavascriptException("TypeError: x is not a function")), DocumentReplaced)


def test_of_a_message_only_the_first_line_counts_and_of_an_error_page_what_it_is_about() -> None:
    trace = WebDriverException("Reached error page: about:neterror?e=dnsNotFound&u=http%3A//a.test/&d=A%20long%20text")
    assert str(page_error(trace)) == "Reached error page: about:neterror?e=dnsNotFound"
    assert str(page_error(WebDriverException("no\nStacktrace:\n a"))) == "no"
