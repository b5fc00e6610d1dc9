"""The visit to one site from begin to end: its pages in one browser, and what comparing them adds."""

from __future__ import annotations

import asyncio
import math
import time
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Protocol
from urllib.parse import urlsplit

from checks.audit import Auditor, Belongs
from checks.browsers.engine import Context
from checks.facts import PageFacts
from checks.site import SiteJudge
from checks.visit import PageVisit
from crawler.egress import PublicOnlyProxy
from crawler.pipeline.belonging import Belonging
from crawler.pipeline.site_pictures import SitePictures
from crawler.web.options import pause_between
from results.model import AccessibilityStatement, CheckOutcome, PageAudit, PlannedPage, Reason, Site, SiteDiscovery
from results.page_words.notices import Notice, notice_everywhere

_DETAIL = 300


class Growing(Protocol):
    """What decides on the way which pages are visited: see crawler.pipeline.growing_sample.

    asked_at: time.monotonic() when it last asked the site for something itself.
    """

    @property
    def asked_at(self) -> float: ...

    def wants_links(self, page: PlannedPage) -> bool: ...

    async def after(self, visit: PageVisit) -> tuple[bool, Sequence[PlannedPage]]: ...


class Watching(Protocol):
    """Is told of each page when its visit ended."""

    def visited(self, audit: PageAudit) -> None: ...


@dataclass(frozen=True, slots=True)
class SiteVisit:
    """One site's pages in one browser context, one after another with the pause the site asks for.

    carried, rested: as in VisitOrder.
    """

    auditor: Auditor
    site: Site
    discovery: SiteDiscovery
    belonging: Belonging
    delay: float
    guard: PublicOnlyProxy | None
    watching: Watching
    pictures: SitePictures
    carried: Mapping[str, PageVisit] = field(default_factory=dict)
    rested: float = math.inf

    @property
    def pause(self) -> float:
        """Seconds between two requests for pages."""
        return pause_between(self.delay, self.discovery.crawl_delay)

    def refused(self, page: PlannedPage, reason: Reason, detail: str) -> PageVisit:
        """The audit of a page that was not asked for."""
        return PageVisit(page, untested(page.url, reason, detail))

    async def visit(self, pages: Sequence[PlannedPage], growing: Growing) -> list[PageVisit]:
        """In the order given, the home page first; growing may add pages, and leave out what proves to be a copy.

        A page at which the whole browser died is visited once more: it may be another that ended it, or a person.
        """
        belongs: Belongs = self.belonging.home
        visits: list[PageVisit] = []
        queue, again = deque(pages), set[str]()
        asked = time.monotonic() - self.rested
        while queue:
            # A browser that died takes its context along; the pages left get a new one.
            async with AsyncExitStack() as stack:
                context, died = None, False
                while queue and not died:
                    planned = queue.popleft()
                    visit = self._carried(planned, belongs, growing)
                    if visit is None:
                        if context is None:  # not before: a site of which every page is carried over needs none
                            of_site = self.auditor.browser.site_context(self.site.language)
                            context = await stack.enter_async_context(of_site)
                        await asyncio.sleep(max(0.0, max(asked, growing.asked_at) + self.pause - time.monotonic()))
                        asked = time.monotonic()
                        visit = await self._visit(context, planned, belongs, growing)
                        died = not self.auditor.browser.is_alive
                    if died and not visit.audit.tested and planned.url not in again:
                        again.add(planned.url)
                        queue.appendleft(planned)
                    else:
                        belongs = self.belonging.page
                        queue.extend(await self._keep(visit, growing, visits))
        return visits

    async def _visit(self, context: Context, planned: PlannedPage, belongs: Belongs, growing: Growing) -> PageVisit:
        with_links = growing.wants_links(planned)
        return await self.auditor.visit(context, planned, belongs, with_links=with_links, wanted=self.pictures.wanted)

    def _carried(self, planned: PlannedPage, belongs: Belongs, growing: Growing) -> PageVisit | None:
        """What stands for a visit; None when the page is to be visited."""
        visit = self.carried.get(planned.url)
        if visit is None or (growing.wants_links(planned) and not visit.links and planned.role != "home"):
            return None  # what the links of other pages are was perhaps not asked
        return visit if belongs(visit.audit.final_url) is None else None

    async def _keep(self, visit: PageVisit, growing: Growing, visits: list[PageVisit]) -> Sequence[PlannedPage]:
        """Puts a visit that counts to the others; the pages to visit besides."""
        visit = replace(visit, audit=explained(visit.audit, self.guard))
        self.watching.visited(visit.audit)
        counts, more = await growing.after(visit)
        if counts:
            visits.append(visit)
            self.pictures.keep(visit)
        return more


def untested(url: str, reason: Reason, detail: str) -> PageAudit:
    """Of a page that no browser looked at, now."""
    return PageAudit(url, reason=reason, detail=detail, audited_at=datetime.now(UTC).isoformat(timespec="seconds"))


def without_one_notice(visits: Sequence[PageVisit]) -> list[PageVisit]:
    """A page that is the same at every address is no page of the site: then none of them was tested."""
    notice = notice_everywhere([visit.look for visit in visits if visit.audit.tested and visit.look is not None])
    if notice is None:
        return list(visits)
    return [visit if visit.look is None else _in_place_of(visit, notice) for visit in visits]


def _in_place_of(visit: PageVisit, notice: Notice) -> PageVisit:
    changed = replace(visit.audit, reason=notice.reason, detail=notice.evidence[:_DETAIL], outcomes=())
    return PageVisit(visit.planned, changed)


def compared(
    site: Site, visits: Sequence[PageVisit], judge: SiteJudge, linked: PageFacts | None = None
) -> tuple[list[PageVisit], AccessibilityStatement | None]:
    """The visits with what comparing the pages adds; the statement, or None when no page was tested.

    linked: as for `read_statement`.
    """
    facts = facts_of(visits)
    if not facts:
        return list(visits), None
    unreadable = {
        visit.planned.url: visit.audit.reason
        for visit in visits
        if visit.planned.role == "statement" and visit.audit.reason is not None
    }
    result = judge.judge(site.id, facts, unreadable, visits[0].audit.seen_at[:10], linked)
    return [_with_outcomes(visit, result.outcomes.get(visit.planned.url, ())) for visit in visits], result.statement


def facts_of(visits: Sequence[PageVisit]) -> list[PageFacts]:
    """Of the tested pages."""
    return [visit.facts for visit in visits if visit.facts is not None]


def _with_outcomes(visit: PageVisit, more: Sequence[CheckOutcome]) -> PageVisit:
    return replace(visit, audit=replace(visit.audit, outcomes=(*visit.audit.outcomes, *more)))


def explained(audit: PageAudit, guard: PublicOnlyProxy | None) -> PageAudit:
    """Our own proxy refuses private addresses as if they could not be reached; say which it was."""
    host = urlsplit(audit.url).hostname or ""
    if guard is not None and audit.reason is Reason.UNREACHABLE and host in guard.refused:
        return replace(audit, reason=Reason.PRIVATE_ADDRESS, detail=f"{host} has no public address")
    return audit
