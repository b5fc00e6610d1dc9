"""One page in, one PageAudit out: load, settle, see what kind of page it is, run the checks.

Whatever the page does, the visit ends within its deadline and gives a value; exceptions are bugs.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib import resources
from typing import Any

from playwright.async_api import BrowserContext, Error, Page, Response
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from checks.browser import RecyclingBrowser
from checks.engines.axe_core import AxeCore
from checks.page_kind import (
    PageSigns,
    is_challenge,
    reason_for_browser_error,
    reason_for_content,
    reason_for_status,
)
from results.model import PageAudit, PlannedPage, Reason

_SETTLE = (resources.files("checks") / "settle.js").read_text("utf-8")
_LINKS = (resources.files("checks") / "links.js").read_text("utf-8")
_HTML = ("text/html", "application/xhtml+xml")
_BUSY = (429, 503)
_DETAIL = 300

Belongs = Callable[[str], Reason | None]
"""Final URL -> why it is not this site's page, or None when it is."""


@dataclass(frozen=True, slots=True)
class AuditLimits:
    """Seconds, unless said otherwise.

    document: until the HTML is there. load: after that, until the load event. quiet: without a change of
    the DOM counts as settled. settle: at most. checks: all checks on a page. page: the whole visit.
    back_off: longest wait a 429 or 503 can ask for. links: links read from the home page.
    """

    document: float = 30.0
    load: float = 15.0
    quiet: float = 0.2
    settle: float = 5.0
    checks: float = 60.0
    page: float = 120.0
    back_off: float = 60.0
    links: int = 500


@dataclass(frozen=True, slots=True)
class Auditor:
    """What a visit needs that is the same for all pages."""

    browser: RecyclingBrowser
    axe: AxeCore
    limits: AuditLimits
    through_proxy: bool

    async def audit(
        self, context: BrowserContext, planned: PlannedPage, belongs: Belongs, *, with_links: bool = False
    ) -> PageAudit:
        """with_links: also read the rendered page's links, for sites whose HTML has none."""
        visit = _Visit(self, planned, belongs, with_links)
        try:
            async with asyncio.timeout(self.limits.page), self.browser.page(context) as page:
                await visit.run(page)
        except TimeoutError:
            visit.untested(Reason.TIMEOUT, f"no result within {self.limits.page:g} s")
        except Error as error:
            visit.untested(reason_for_browser_error(error.message), error.message)
        return visit.result


class _Visit:
    """The state of one visit; `result` holds what is known so far."""

    def __init__(self, auditor: Auditor, planned: PlannedPage, belongs: Belongs, with_links: bool) -> None:  # noqa: FBT001
        self._auditor = auditor
        self._planned = planned
        self._belongs = belongs
        self._with_links = with_links
        self.result = PageAudit(url=planned.url, audited_at=datetime.now(UTC).isoformat(timespec="seconds"))

    def untested(self, reason: Reason, detail: str = "") -> None:
        first_line = detail.strip().splitlines()[0] if detail.strip() else ""
        self._note(reason=reason, detail=first_line[:_DETAIL], outcomes=())

    def _note(self, **changes: Any) -> None:
        self.result = replace(self.result, **changes)

    async def run(self, page: Page) -> None:
        started = time.monotonic()
        try:
            response = await self._load(page)
        finally:
            self._note(load_seconds=round(time.monotonic() - started, 3))
        self._note(final_url=page.url, http_status=response.status if response else None)
        if response is not None and (reason := self._reason_for_response(response)):
            if reason is Reason.ACCESS_DENIED and is_challenge(await self._settle(page)):
                reason = Reason.CHALLENGE
            self.untested(reason, f"HTTP {response.status} {response.headers.get('content-type', '')}".strip())
            return
        signs = await self._settle(page)
        self._note(final_url=page.url)
        if reason := self._belongs(page.url):
            self.untested(reason, f"ended at {page.url}")
        elif reason := reason_for_content(signs, self._planned.role):
            self.untested(reason, f"title: {signs.title!r}, words: {signs.words}")
        else:
            await self._check(page)

    async def _load(self, page: Page) -> Response | None:
        response = await self._go(page)
        if response is not None and response.status in _BUSY:
            # One more try, after the wait the server asks for.
            await asyncio.sleep(min(_retry_after(response), self._auditor.limits.back_off))
            response = await self._go(page)
        try:
            await page.wait_for_load_state("load", timeout=self._auditor.limits.load * 1000)
        except PlaywrightTimeoutError:
            # An image or a script that never ends keeps no visitor from the page: judge what is there.
            self._note(parts_not_tested=("load-event",))
        return response

    async def _go(self, page: Page) -> Response | None:
        return await page.goto(
            self._planned.url, wait_until="domcontentloaded", timeout=self._auditor.limits.document * 1000
        )

    def _reason_for_response(self, response: Response) -> Reason | None:
        if reason := reason_for_status(response.status, through_proxy=self._auditor.through_proxy):
            return reason
        content_type = response.headers.get("content-type", "text/html").partition(";")[0].strip().lower()
        return None if content_type in _HTML else Reason.NOT_HTML

    async def _settle(self, page: Page) -> PageSigns:
        limits = self._auditor.limits
        started = time.monotonic()
        try:
            seen = await self._evaluate_settle(page)
        except Error as error:
            # A page that moves itself on (a script, a meta refresh) takes the settling along: once more.
            if "navigat" not in error.message and "context was destroyed" not in error.message:
                raise
            await page.wait_for_load_state("load", timeout=limits.load * 1000)
            seen = await self._evaluate_settle(page)
        self._note(
            settled=seen["settled"],
            settle_seconds=round(time.monotonic() - started, 3),
            title=seen["title"][:_DETAIL],
            language=seen["language"][:35],
        )
        return PageSigns(
            title=seen["title"],
            heading=seen["heading"],
            text=seen["text"],
            words=seen["words"],
            elements=seen["elements"],
            controls=seen["controls"],
            password_fields=seen["passwordFields"],
            frames=tuple(seen["frames"]),
        )

    async def _evaluate_settle(self, page: Page) -> dict[str, Any]:
        limits = self._auditor.limits
        seen: dict[str, Any] = await page.evaluate(
            _SETTLE, {"quiet": limits.quiet * 1000, "limit": limits.settle * 1000}
        )
        return seen

    async def _check(self, page: Page) -> None:
        started = time.monotonic()
        try:
            found = await asyncio.wait_for(self._auditor.axe.run(page), self._auditor.limits.checks)
        except TimeoutError:
            self.untested(Reason.CHECKS_FAILED, f"axe-core took over {self._auditor.limits.checks:g} s")
            return
        except Error as error:
            crashed = reason_for_browser_error(error.message) is Reason.CRASHED
            self.untested(Reason.CRASHED if crashed else Reason.CHECKS_FAILED, error.message)
            return
        links = await page.evaluate(_LINKS, self._auditor.limits.links) if self._with_links else []
        self._note(
            outcomes=found.outcomes,
            parts_not_tested=(
                *self.result.parts_not_tested,
                *(f"frame {f}" for f in found.frames_not_tested),
            ),
            links=tuple((url, text) for url, text in links),
            check_seconds=round(time.monotonic() - started, 3),
        )


def _retry_after(response: Response) -> float:
    """Seconds; a date or nonsense counts as 5 s."""
    value = response.headers.get("retry-after", "")
    return float(value) if value.isdigit() else 5.0
