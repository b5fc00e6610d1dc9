"""One page in, one PageVisit out: load, settle, see what kind of page it is, run the checks.

Whatever the page does, the visit ends within its deadline and gives a value; exceptions are bugs.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter

from checks.answers import PageScript
from checks.browser import RecyclingBrowser
from checks.browsers.engine import Answer, Context, DocumentReplaced, Page, PageError, Traffic
from checks.check import LoadedPage
from checks.documents.audit import DocumentAuditor
from checks.engines.axe_core import AxeCore, AxeIncomplete
from checks.engines.own_checks import OwnChecks
from checks.facts import PageFacts, read_facts
from checks.image_words.site_images import SiteImages
from checks.lost_files import doubted, lost_files
from checks.page_kind import (
    Seen,
    look_of,
    notice_in_place_of,
    reason_for_status,
)
from checks.pictures import Picture, Wanted, take_pictures
from checks.storable import storable
from checks.visit import PageVisit
from results.model import NOTHING_SEEN, PageAudit, PlannedPage, Reason, SeenFiles
from results.page_words.notices import notice_of
from results.page_words.page_look import PageLook

_HTML = ("text/html", "application/xhtml+xml")
_BUSY = (429, 503)
_DETAIL = 300
_OUT_OF_ORDER = (Reason.TIMEOUT, Reason.CRASHED, Reason.CHECKS_FAILED)  # the page may still be at it
_LANGUAGE = 35  # longest tag RFC 5646 asks software to take
_FILES_SECONDS = 5.0  # for reading what was loaded once more
_MOVES = 5  # documents in place of each other before a page counts as one that does not stay


SETTLE = PageScript("settle.js", TypeAdapter(Seen))
LINKS = PageScript("links.js", TypeAdapter(tuple[tuple[str, str], ...]))

Belongs = Callable[[str], Reason | None]
"""Final URL -> why it is not this site's page, or None when it is."""


@dataclass(frozen=True, slots=True)
class AuditLimits:
    """Seconds, unless said otherwise.

    document: until the HTML is there. load: after that, until the load event. quiet: without a change of
    the DOM counts as settled. settle: at most. checks: all checks on a page. page: the whole visit.
    back_off: longest wait a 429 or 503 can ask for; who asks for more is not asked again. links: links read
    from the home page.
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
    """What a visit needs that is the same for all pages. images: reads those of their site; None: no one does."""

    browser: RecyclingBrowser
    axe: AxeCore
    own: OwnChecks
    documents: DocumentAuditor
    limits: AuditLimits
    through_proxy: bool
    images: SiteImages | None = None

    async def visit(
        self,
        context: Context,
        planned: PlannedPage,
        belongs: Belongs,
        *,
        with_links: bool = False,
        wanted: Wanted | None = None,
    ) -> PageVisit:
        """with_links: also read the rendered page's links, for sites whose HTML has none. wanted: which pictures."""
        if planned.role == "document":
            audit, files = await self._audit_document(planned, belongs)
            return PageVisit(planned, audit, files=files)
        visit = _Visit(self, planned, belongs, with_links)
        pictures: tuple[Picture, ...] = ()
        try:
            async with asyncio.timeout(self.limits.page), self.browser.page(context) as tab:
                await visit.run(tab.page)
                if wanted is not None and visit.result.tested:
                    pictures = await take_pictures(tab.page, planned.url, wanted(planned, visit.result.outcomes))
                tab.in_order = visit.result.reason not in _OUT_OF_ORDER
        except TimeoutError as error:
            visit.untested(Reason.TIMEOUT, str(error) or f"no result within {self.limits.page:g} s")
        except PageError as error:
            visit.untested(error.reason, str(error))
        if not visit.result.tested:
            return PageVisit(planned, visit.result)
        return PageVisit(planned, visit.result, visit.facts, visit.links, visit.look, pictures, visit.files)

    async def _audit_document(self, planned: PlannedPage, belongs: Belongs) -> tuple[PageAudit, SeenFiles]:
        audit, files = await self.documents.audit(planned)
        if reason := belongs(audit.final_url) if audit.final_url else None:
            audit = replace(audit, reason=reason, detail=audit.final_url[:_DETAIL], outcomes=())
        return audit, files


class _Visit:
    """The state of one visit; `result` holds what is known so far."""

    def __init__(self, auditor: Auditor, planned: PlannedPage, belongs: Belongs, with_links: bool) -> None:  # noqa: FBT001
        self._auditor = auditor
        self._planned = planned
        self._belongs = belongs
        self._with_links = with_links
        self.facts: PageFacts | None = None
        self.links: tuple[tuple[str, str], ...] = ()
        self.look: PageLook | None = None
        self.files = NOTHING_SEEN
        self.result = PageAudit(url=planned.url, audited_at=datetime.now(UTC).isoformat(timespec="seconds"))

    def untested(self, reason: Reason, detail: str = "") -> None:
        first_line = detail.strip().splitlines()[0] if detail.strip() else ""
        self._note(reason=reason, detail=storable(first_line)[:_DETAIL], outcomes=())

    def _note(self, **changes: Any) -> None:
        self.result = replace(self.result, **changes)

    async def run(self, page: Page) -> None:
        with page.follow() as traffic:
            await self._run(page, traffic)
            if self.result.tested:
                self.files = await traffic.seen(_FILES_SECONDS)

    async def _run(self, page: Page, traffic: Traffic) -> None:
        started = time.monotonic()
        try:
            response = await self._load(page)
        finally:
            self._note(load_seconds=round(time.monotonic() - started, 3))
        if response is not None:
            kind = response.headers.get("content-type", _HTML[0]).partition(";")[0].strip().lower()
            reason = self._refuse(page, response.status, kind)
            if reason is not None and reason is not Reason.ACCESS_DENIED:
                return
        # What a 403 says is worth reading: it may be a bot challenge, that may let us in.
        self.look = look = await self._settle(page, traffic)
        self._note(reason=None, detail="")
        reason = self._refuse(page, look.status or (response.status if response else 200), look.content_type)
        if reason is Reason.ACCESS_DENIED and (notice := notice_of(look)) and notice.reason is Reason.CHALLENGE:
            self._note(reason=Reason.CHALLENGE, detail=storable(notice.evidence)[:_DETAIL])
        if reason is not None:
            return
        if reason := self._belongs(page.url):
            self.untested(reason, f"ended at {page.url}")
        elif notice := notice_in_place_of(look, self._planned.role):
            self.untested(notice.reason, notice.evidence)
        else:
            await self._check(page, traffic)

    async def _load(self, page: Page) -> Answer | None:
        response = await self._go(page)
        if response is not None and response.status in _BUSY:
            wait = _retry_after(response)
            if wait <= self._auditor.limits.back_off:
                await asyncio.sleep(wait)
                response = await self._go(page)
        await self._wait_for_load(page)
        return response

    async def _go(self, page: Page) -> Answer | None:
        return await page.open(self._planned.url, self._auditor.limits.document)

    async def _wait_for_load(self, page: Page) -> None:
        if not await page.wait_for_load(self._auditor.limits.load):
            # An image or a script that never ends keeps no visitor from the page: judge what is there.
            self._note(parts_not_tested=("load-event",))

    def _refuse(self, page: Page, status: int, content_type: str) -> Reason | None:
        """Notes how the document was answered; and why it is not judged, if it is not."""
        self._note(final_url=storable(page.url), http_status=status)
        reason = reason_for_status(status, through_proxy=self._auditor.through_proxy)
        if reason is None and content_type not in _HTML:
            reason = Reason.NOT_HTML
        if reason is not None:
            self.untested(reason, f"HTTP {status} {content_type}")
        return reason

    async def _settle(self, page: Page, traffic: Traffic) -> PageLook:
        """Waits until the page neither changes nor waits for what would change it, and for where it moves on to."""
        limits = self._auditor.limits
        started = time.monotonic()
        seen = await self._look(page, limits.settle)
        while (left := started + limits.settle - time.monotonic()) > 0 and await traffic.wait(left, limits.document):
            seen = await self._look(page, max(left, 2 * limits.quiet), again=True)
        self._note(
            settled=seen.settled,
            settle_seconds=round(time.monotonic() - started, 3),
            title=seen.title[:_DETAIL],
            language=seen.language[:_LANGUAGE],
        )
        return look_of(seen, self._planned.url)

    async def _look(self, page: Page, limit: float, *, again: bool = False) -> Seen:
        """What settle.js sees; a page that moves itself on (a script, a meta refresh) is looked at where it ends."""
        limits = self._auditor.limits
        arguments = {"quiet": limits.quiet * 1000, "limit": limit * 1000, "again": again}
        for move in range(_MOVES):
            try:
                # A page whose timers do not run (a script that never ends, a sandbox) would be looked at for ever.
                look = SETTLE.run(page, arguments)
                seen = await asyncio.wait_for(look, limit + limits.load)
            except TimeoutError:
                raise TimeoutError(f"the page's scripts do not answer within {limit + limits.load:g} s") from None
            except DocumentReplaced:
                if move == _MOVES - 1:
                    raise
                await self._wait_for_load(page)
            else:
                return seen
        raise AssertionError("the last move returns or raises")

    async def _remember(self, page: Page) -> None:
        """For the checks that compare pages; a page that cannot be read is left out of their comparison."""
        try:
            self.facts = await read_facts(page, self._planned.url, self._planned.role)
        except PageError as error:
            part = f"comparison with other pages: {storable(str(error))}"
            self._note(parts_not_tested=(*self.result.parts_not_tested, part[:_DETAIL]))

    async def _check(self, page: Page, traffic: Traffic) -> None:
        started = time.monotonic()
        loaded = LoadedPage(page, traffic.files, self._auditor.images)
        try:
            links = await LINKS.run(page, self._auditor.limits.links) if self._with_links else ()
            async with asyncio.timeout(self._auditor.limits.checks):
                lost = await lost_files(page, traffic.lost)
                found = await self._auditor.axe.run(page)
                read = await self._auditor.own.read(loaded)
                await self._remember(page)
        except AxeIncomplete as error:
            self.untested(Reason.CHECKS_FAILED, str(error))
            return
        except TimeoutError:
            self.untested(Reason.CHECKS_FAILED, f"the checks took over {self._auditor.limits.checks:g} s")
            return
        except PageError as error:
            self.untested(Reason.CRASHED if error.reason is Reason.CRASHED else Reason.CHECKS_FAILED, str(error))
            return
        self.links = links
        observed = await self._auditor.own.observe(loaded)
        outcomes = (*found.outcomes, *read.outcomes, *observed.outcomes)
        self._note(
            outcomes=doubted(outcomes, self._auditor.own.drawn) if lost.doubtful else outcomes,
            parts_not_tested=(
                *self.result.parts_not_tested,
                *lost.parts,
                *(f"frame {f}" for f in found.frames_not_tested),
                *read.parts_not_tested,
                *observed.parts_not_tested,
            ),
            check_seconds=round(time.monotonic() - started, 3),
        )


def _retry_after(response: Answer) -> float:
    """Seconds; a date or nonsense counts as 5 s."""
    value = response.headers.get("retry-after", "").strip()
    return float(value) if value.isascii() and value.isdigit() else 5.0
