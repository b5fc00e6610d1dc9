"""The visit to one site from begin to end: its pages in one browser, and what comparing them adds."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from checks.audit import Auditor, Belongs
from checks.site import SiteJudge
from checks.visit import PageVisit
from crawler.egress import PublicOnlyProxy
from crawler.progress import Progress
from crawler.web.options import LONGEST_CRAWL_DELAY
from crawler.web.scopes import ScopeIndex, site_scope
from crawler.web.territory import Territory
from crawler.web.urls import canonical_url
from results.model import AccessibilityStatement, CheckOutcome, PageAudit, PlannedPage, Reason, Site, SiteDiscovery

Extend = Callable[[PageVisit], Awaitable[Sequence[PlannedPage]]]
"""The visit to the home page -> pages to visit besides those planned."""


@dataclass(frozen=True, slots=True)
class SiteVisit:
    """One site's pages in one browser context, one after another with the pause the site asks for."""

    auditor: Auditor
    site: Site
    discovery: SiteDiscovery
    registered: ScopeIndex
    delay: float
    guard: PublicOnlyProxy | None
    progress: Progress

    @property
    def pause(self) -> float:
        """Seconds between two requests for pages."""
        return max(self.delay, min(self.discovery.crawl_delay, LONGEST_CRAWL_DELAY))

    async def visit(self, pages: Sequence[PlannedPage], extend: Extend | None = None) -> list[PageVisit]:
        """In the order given. `extend` is asked once, after the home page, for more pages."""
        belongs = belongs_to(self.site, self.discovery, self.registered)
        pause = self.pause
        visits: list[PageVisit] = []
        queue = deque(pages)
        while queue:
            # A browser that died takes its context along; the pages left get a new one.
            async with self.auditor.browser.site_context(self.site.language) as context:
                while True:
                    started = time.monotonic()
                    ask = extend if not visits else None
                    visit = await self.auditor.visit(context, queue.popleft(), belongs, with_links=ask is not None)
                    visits.append(replace(visit, audit=explained(visit.audit, self.guard)))
                    self.progress.visited(visits[-1].audit)
                    if ask is not None and visit.audit.tested:
                        await asyncio.sleep(max(0.0, started + pause - time.monotonic()))
                        queue.extend(await ask(visit))
                        started = time.monotonic()  # discovery may have asked the site just now
                    if queue:
                        await asyncio.sleep(max(0.0, started + pause - time.monotonic()))
                    if not queue or not self.auditor.browser.is_alive:
                        break
        return visits


def compared(
    site: Site, visits: Sequence[PageVisit], judge: SiteJudge
) -> tuple[list[PageVisit], AccessibilityStatement | None]:
    """The visits with what comparing the pages adds; the statement, or None when no page was tested."""
    facts = [visit.facts for visit in visits if visit.facts is not None]
    if not facts:
        return list(visits), None
    unreadable = {
        visit.planned.url: visit.audit.reason
        for visit in visits
        if visit.planned.role == "statement" and visit.audit.reason is not None
    }
    result = judge.judge(site.id, facts, unreadable, visits[0].audit.audited_at[:10])
    return [_with_outcomes(visit, result.outcomes.get(visit.planned.url, ())) for visit in visits], result.statement


def _with_outcomes(visit: PageVisit, more: Sequence[CheckOutcome]) -> PageVisit:
    return replace(visit, audit=replace(visit.audit, outcomes=(*visit.audit.outcomes, *more)))


def belongs_to(site: Site, discovery: SiteDiscovery, registered: ScopeIndex) -> Belongs:
    """Whether the browser ended on the site, as discovery understood it."""
    scope = site_scope(site.url)
    territory = Territory(scope, registered)
    if discovery.reason is None and discovery.final_url:
        territory.enlarge(discovery.final_url)

    def belongs(url: str) -> Reason | None:
        target = canonical_url(url) or url
        if territory.owns(target):
            return None
        others = [other for other in registered.covering(target) if other != scope]
        return Reason.OTHER_SITE if others else Reason.OUT_OF_SCOPE

    return belongs


def explained(audit: PageAudit, guard: PublicOnlyProxy | None) -> PageAudit:
    """Our own proxy refuses private addresses as if they could not be reached; say which it was."""
    host = urlsplit(audit.url).hostname or ""
    if guard is not None and audit.reason is Reason.UNREACHABLE and host in guard.refused:
        return replace(audit, reason=Reason.PRIVATE_ADDRESS, detail=f"{host} has no public address")
    return audit
