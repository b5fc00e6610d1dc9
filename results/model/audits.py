"""What the visit to a page gave."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """EARL 1.0 outcome values (http://www.w3.org/ns/earl#)."""

    PASSED = "passed"
    FAILED = "failed"
    CANNOT_TELL = "cantTell"
    INAPPLICABLE = "inapplicable"
    UNTESTED = "untested"


WITHOUT_STYLES = "styles"
"""Of the parts of a page that were not tested: most of its style sheets did not come."""


class Reason(StrEnum):
    """Why a page or a site could not be tested. Codes are stored; never rename one."""

    UNREACHABLE = "unreachable"  # name does not resolve, connection refused or reset, TLS failure
    TIMEOUT = "timeout"  # no complete answer within the time limit
    HTTP_ERROR = "http-error"  # status 400 and up, other than those below
    LOGIN = "login"  # 401, or a sign-in form instead of the page asked for
    ACCESS_DENIED = "access-denied"  # 403, or a page that says so behind another status
    CHALLENGE = "challenge"  # a bot challenge or CAPTCHA instead of the page
    PARKED = "parked"  # a domain for sale, reserved or suspended, or a server as it was installed
    ERROR_PAGE = "error-page"  # "page not found" or "server error" behind status 200
    MAINTENANCE = "maintenance"  # "we are working on the site", "under construction"
    CONSENT_WALL = "consent-wall"  # nothing is shown before the visitor agrees to cookies
    NOT_HTML = "not-html"  # PDF, image, feed, download
    EMPTY = "empty"  # no text and no control on the page after it settled
    ROBOTS = "robots"  # robots.txt asks not to visit
    ROBOTS_UNREACHABLE = "robots-unreachable"  # robots.txt answers 5xx or nothing: RFC 9309, 2.3.1.4
    OTHER_SITE = "other-site"  # redirects to a site that is registered itself
    OUT_OF_SCOPE = "out-of-scope"  # redirects to a host that is not the site's
    PRIVATE_ADDRESS = "private-address"  # loopback, private or link-local, not allowed by the settings
    CRASHED = "crashed"  # the browser's page crashed
    CHECKS_FAILED = "checks-failed"  # the page loaded but the checks could not run on it
    TOO_LARGE = "too-large"  # more bytes than the cap
    UNREADABLE_DOCUMENT = "unreadable-document"  # damaged, behind a password, or no PDF behind such an address
    NO_PAGES = "no-pages"  # no page of the site could be tested, for more than one reason
    HOME_NOT_TESTED = "home-not-tested"  # pages of the site were tested, but not its home page
    TOO_FEW_PAGES = "too-few-pages"  # fewer pages were tested than the profile asks for a verdict
    INCOMPLETE = "incomplete"  # most of the tested pages were drawn without their style sheets
    QUARANTINED = "quarantined"  # twice its visit ended the program that made it: not tried again in this crawl
    INTERRUPTED = "interrupted"  # the crawl ended before this site's turn


@dataclass(frozen=True, slots=True)
class Finding:
    """One element a check failed on or could not decide about.

    selector: CSS; " >>> " enters a frame or a shadow root. snippet: the element's HTML, shortened.
    measured: what the check measured, as a JSON object of plain values (contrast ratio, colours, ...).
    message: the check's own sentence, English; for a person who wants the technical detail.
    region: the landmark the element is in: banner, navigation, main, complementary, contentinfo, form,
        search, region, or empty.
    """

    check: str
    outcome: Outcome
    selector: str
    snippet: str
    measured: str = "{}"
    message: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """What one check says of one page.

    criteria: WCAG success criteria; empty for best practice. count: elements with this outcome.
    findings: at most the cap of the settings; count is exact.
    """

    check: str
    outcome: Outcome
    criteria: tuple[str, ...] = ()
    count: int = 0
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class PageAudit:
    """What one visit to one page gave.

    reason: None when the page was tested. detail: the technical message, English.
    final_url: where the browser ended. http_status: of the final document; None without an answer.
    settled: quiet, or limit when the page never stopped changing within the limit; empty if not loaded.
    load_seconds, settle_seconds, check_seconds: wall time of the three parts.
    outcomes: a check may have two (failed on some elements, cantTell on others).
    parts_not_tested: frames that the checks could not enter, files that did not come and the like, with why.
    audited_at: when it was tested. proven_at: when nothing of it proved to have changed since an earlier crawl tested
        it; empty when that was not proven. carried_from: that crawl, when this one therefore did not test it; else 0.
    """

    url: str
    reason: Reason | None = None
    detail: str = ""
    final_url: str = ""
    http_status: int | None = None
    title: str = ""
    language: str = ""
    settled: str = ""
    load_seconds: float = 0.0
    settle_seconds: float = 0.0
    check_seconds: float = 0.0
    outcomes: tuple[CheckOutcome, ...] = ()
    parts_not_tested: tuple[str, ...] = ()
    audited_at: str = ""
    proven_at: str = ""
    carried_from: int = 0

    @property
    def seen_at(self) -> str:
        """When this crawl knew what it says of the page."""
        return self.proven_at or self.audited_at

    @property
    def tested(self) -> bool:
        return self.reason is None

    @property
    def unstyled(self) -> bool:
        return WITHOUT_STYLES in self.parts_not_tested
