"""robots.txt of a host that only the browser can read."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urljoin

from protego import Protego

from checks.audit import Auditor
from checks.browsers.engine import PageError
from crawler.user_agent import PRODUCT_NAME
from crawler.web.robots import read_rules
from results.model import Reason


@dataclass(frozen=True, slots=True)
class BrowserRules:
    """refusal: why nothing may be asked for. rules: None when there are none."""

    refusal: tuple[Reason, str] | None = None
    rules: Protego | None = None

    def allow(self, url: str) -> bool:
        return self.refusal is None and (self.rules is None or bool(self.rules.can_fetch(url, PRODUCT_NAME)))

    def refusal_of(self, url: str) -> tuple[Reason, str] | None:
        if self.refusal is not None or self.allow(url):
            return self.refusal
        return Reason.ROBOTS, f"robots.txt forbids {url}"


async def rules_by_browser(auditor: Auditor, url: str, *, obey: bool) -> BrowserRules:
    """The rules of the URL's host; none when the settings say that they are not obeyed."""
    if not obey:
        return BrowserRules()
    try:
        async with auditor.browser.site_context("") as context, auditor.browser.page(context) as tab:
            answer = await tab.page.open(urljoin(url, "/robots.txt"), auditor.limits.document)
            status = answer.status if answer is not None else HTTPStatus.NOT_FOUND
            text = str(await tab.page.run("() => document.documentElement.textContent"))
    except PageError as error:
        return BrowserRules((Reason.ROBOTS_UNREACHABLE, f"robots.txt: {error}"[:300]))
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return BrowserRules((Reason.ROBOTS_UNREACHABLE, f"robots.txt: HTTP status {status}"))
    return BrowserRules(rules=read_rules(text.encode()) if status == HTTPStatus.OK else None)
