"""Pages that need not be visited because nothing of them changed: their outcomes are carried over.

At discovery a site, and those it loads from, are asked by HTTP alone for what its pages were made of (`site_proof`).
What proves unchanged is taken from the crawl before (`Carrying`). A part is visited all the same, and compared with
what would have been carried. See decisions/0047-carried-over.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from checks.check import SiteCheck, StatementCheck
from checks.rules import own_checks
from checks.visit import PageVisit
from crawler.pipeline.compared_pages import Compared, unpacked
from crawler.pipeline.run import CrawlRun
from results.crawls.stored_audits import get_pages
from results.crawls.stored_carrying import proven_pages
from results.crawls.stored_memories import get_memory
from results.model import (
    NOTHING_TO_PROVE,
    PageAudit,
    PageProof,
    PlannedPage,
    RememberedPage,
    Retest,
    Site,
    SiteMemory,
    SiteProof,
)

_NOTHING = Compared()


def site_proof(run: CrawlRun, site: Site) -> SiteProof:
    """What to ask for, to know which pages of the site need not be visited. Empty when all need."""
    memory = memory_that_holds(run, site, with_facts=False)
    if memory is None:
        return NOTHING_TO_PROVE
    pages = tuple(PageProof(page.url, page.files) for page in memory.pages if _may_be_carried(run, page))
    return SiteProof(memory.files, pages) if pages else NOTHING_TO_PROVE


def memory_that_holds(run: CrawlRun, site: Site, *, with_facts: bool = True) -> SiteMemory | None:
    """None when nothing is kept of the site, or when it was tested by other means."""
    memory = get_memory(run.store, site.id, with_facts=with_facts)
    return memory if memory is not None and memory.basis == run.basis.of(site) else None


def _may_be_carried(run: CrawlRun, page: RememberedPage) -> bool:
    return page.carried + 1 < run.settings.carry_crawls


class Carrying:
    """Of one site in one crawl, before its visits are stored.

    memory: what is known of it, None when nothing holds. would_be: URL of a page that proved unchanged -> what a visit
    gave then, without what comparing the pages added.
    """

    def __init__(self, run: CrawlRun, site: Site) -> None:
        self._run, self._site = run, site
        proven = proven_pages(run.store, run.crawl.id, site.id)
        self.memory = memory_that_holds(run, site) if proven else None
        self.known = {page.url: page for page in self.memory.pages} if self.memory else {}
        self.would_be = dict(self._stored(self.memory, proven)) if self.memory else {}

    def _stored(self, memory: SiteMemory, proven: Mapping[str, str]) -> Iterable[tuple[str, PageVisit]]:
        compared, without = unpacked(memory.facts), _checks_that_compare()
        for planned, audit in get_pages(self._run.store, memory.crawl_id, self._site.id):
            page = self.known.get(planned.url)
            if page is None or audit is None or planned.url not in proven or not _may_be_carried(self._run, page):
                continue
            kept = compared.get(planned.url, _NOTHING)
            carried = replace(
                audit,
                outcomes=tuple(each for each in audit.outcomes if each.check not in without),
                load_seconds=0.0,
                settle_seconds=0.0,
                check_seconds=0.0,
                proven_at=proven[planned.url],
                carried_from=page.tested_in,
            )
            yield planned.url, PageVisit(planned, carried, kept.facts, kept.links, kept.look)

    def of(self, pages: Sequence[PlannedPage]) -> dict[str, PageVisit]:
        """URL -> what stands for its visit, of those pages that need none: in the same role, and not drawn to be
        visited all the same."""
        share, crawl = self._run.settings.retest_share, self._run.crawl
        return {
            page.url: replace(visit, planned=page)
            for page in pages
            if (visit := self.would_be.get(page.url)) is not None
            and self.known[page.url].role == page.role
            and not is_retested(page.url, crawl.seed, crawl.id, share)
        }

    def noted(self, visit: PageVisit) -> PageVisit:
        """One that was visited, with when it had proved unchanged."""
        would_be = self.would_be.get(visit.planned.url)
        if would_be is None or visit.audit.carried_from:
            return visit
        return replace(visit, audit=replace(visit.audit, proven_at=would_be.audit.proven_at))

    def retests(self, visits: Sequence[PageVisit]) -> tuple[Retest, ...]:
        """Of pages that were visited although they had proved unchanged. visits: before they were compared."""
        return tuple(
            Retest(visit.planned.url, differing(would_be.audit, visit.audit))
            for visit in visits
            if not visit.audit.carried_from and (would_be := self.would_be.get(visit.planned.url)) is not None
        )


def is_retested(url: str, seed: int, crawl_id: int, share: float) -> bool:
    """Another part of the pages in each crawl, until each had its turn: the same for the same seed and crawl."""
    if share <= 0:
        return False
    turns = round(1 / share)
    place = hashlib.blake2b(f"{seed}\0{url}".encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(place, "big") % turns == crawl_id % turns


def differing(before: PageAudit, now: PageAudit) -> tuple[str, ...]:
    """Checks that do not say the same of as many elements; "page" when one of the two could not be tested."""
    if before.tested != now.tested:
        return ("page",)
    said = ({(each.check, each.outcome, each.count) for each in audit.outcomes} for audit in (before, now))
    first, second = said
    return tuple(sorted({check for check, _, _ in first ^ second}))


def _checks_that_compare() -> frozenset[str]:
    return frozenset(check.id for check in own_checks() if isinstance(check, SiteCheck | StatementCheck))
