import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest

from checks.check import Found, SiteCheck
from checks.facts import PageFacts
from checks.site import SiteJudge
from checks.visit import PageVisit
from crawler.pipeline.belonging import Belonging
from crawler.pipeline.site_pictures import SitePictures
from crawler.pipeline.site_visit import SiteVisit, compared
from crawler.progress import QuietProgress
from crawler.web.options import LONGEST_CRAWL_DELAY
from crawler.web.scopes import ScopeIndex, site_scope
from results.model import (
    AccessibilityStatement,
    CheckOutcome,
    Outcome,
    PageAudit,
    PlannedPage,
    Reason,
    Site,
    SiteDiscovery,
    StatementState,
)

SITE = Site("https://a.example/", id=1, language="nl")
REGISTERED = ScopeIndex(tuple(site_scope(url) for url in (SITE.url, "https://a.example/shop/", "https://b.example/")))
PAGES = tuple(PlannedPage(f"https://a.example/{i}", "random") for i in range(4))


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://a.example/", None),
        ("https://a.example/news?x=1#y", None),
        ("https://a.example/shop/", Reason.OTHER_SITE),
        ("https://a.example/shop/cart", Reason.OTHER_SITE),
        ("https://a.example/shopping", None),
        ("https://b.example/", Reason.OTHER_SITE),
        ("https://elsewhere.example/", Reason.OUT_OF_SCOPE),
        ("about:blank", Reason.OUT_OF_SCOPE),
    ],
)
def test_a_page_belongs_to_the_site_to_another_registered_one_or_to_none(url: str, reason: Reason | None) -> None:
    assert Belonging(SITE, SiteDiscovery(1, final_url=SITE.url), REGISTERED).page(url) is reason


def test_where_the_start_url_led_belongs_to_the_site() -> None:
    belongs = Belonging(SITE, SiteDiscovery(1, final_url="https://www.a.example/nl"), REGISTERED).page

    assert belongs("https://www.a.example/nl/contact") is None
    assert belongs("https://www.c.example/") is Reason.OUT_OF_SCOPE


def test_a_script_of_the_home_page_may_lead_to_a_place_of_the_same_owner_as_a_redirect_may() -> None:
    site = Site("https://stad.gent.be/", id=1)
    belonging = Belonging(site, SiteDiscovery(1, final_url=site.url), ScopeIndex([site_scope(site.url)]))

    assert belonging.page("https://portaal.gent.be/stad/") is Reason.OUT_OF_SCOPE
    assert belonging.home("https://elsewhere.example/") is Reason.OUT_OF_SCOPE
    assert belonging.home("https://portaal.gent.be/stad/") is None
    assert belonging.page("https://portaal.gent.be/stad/a") is None
    assert belonging.page("https://portaal.gent.be/other") is Reason.OUT_OF_SCOPE


class Browser:
    """Dies after some pages when told to. contexts: languages of the contexts that were opened."""

    def __init__(self, dies_after: int = 0) -> None:
        self.contexts: list[str] = []
        self._left = dies_after

    @asynccontextmanager
    async def site_context(self, language: str) -> AsyncIterator[int]:
        self.contexts.append(language)
        yield len(self.contexts)

    def page_done(self) -> None:
        self._left -= 1

    def die(self) -> None:
        self._left = 0

    @property
    def is_alive(self) -> bool:
        return self._left != 0


class Visits:
    """An auditor that only notes when it was asked for what, in which context."""

    def __init__(self, browser: Browser, reason: Reason | None = None) -> None:
        self.browser = browser
        self.seen: list[tuple[str, int, bool]] = []
        self.started: list[float] = []
        self._reason = reason

    async def visit(
        self, context: int, planned: PlannedPage, _belongs: Any, *, with_links: bool, **_: Any
    ) -> PageVisit:
        self.started.append(time.monotonic())
        self.seen.append((planned.url, context, with_links))
        self.browser.page_done()
        await asyncio.sleep(0)
        facts = PageFacts(planned.url, planned.url, planned.role) if self._reason is None else None
        return PageVisit(planned, PageAudit(planned.url, reason=self._reason), facts)


class Planned:
    """The pages planned, and no others; nothing is asked of the site meanwhile."""

    asked_at = 0.0

    def wants_links(self, _page: PlannedPage) -> bool:
        return False

    async def after(self, _visit: PageVisit) -> tuple[bool, Sequence[PlannedPage]]:
        return True, ()


def _visit(auditor: Any, *, delay: float = 0.0, crawl_delay: float = 0.0) -> SiteVisit:
    discovery = SiteDiscovery(1, final_url=SITE.url, crawl_delay=crawl_delay)
    belonging = Belonging(SITE, discovery, REGISTERED)
    return SiteVisit(
        auditor, SITE, discovery, belonging, delay, None, QuietProgress(), SitePictures(set(), wished=False)
    )


async def test_the_pages_of_a_site_are_visited_in_order_in_one_context_of_its_language() -> None:
    auditor = Visits(Browser())

    visits = await _visit(auditor).visit(PAGES, Planned())

    assert [visit.planned for visit in visits] == list(PAGES)
    assert [visit.audit.url for visit in visits] == [page.url for page in PAGES]
    assert [visit.facts.url for visit in visits if visit.facts] == [page.url for page in PAGES]
    assert auditor.seen == [(page.url, 1, False) for page in PAGES]
    assert auditor.browser.contexts == ["nl"]


@pytest.mark.parametrize(("delay", "crawl_delay"), [(0.05, 0.0), (0.0, 0.05), (0.05, 0.01)])
async def test_between_visits_passes_the_longer_of_the_settings_delay_and_that_of_robots_txt(
    delay: float, crawl_delay: float
) -> None:
    auditor = Visits(Browser())

    await _visit(auditor, delay=delay, crawl_delay=crawl_delay).visit(PAGES, Planned())

    gaps = [after - before for before, after in zip(auditor.started, auditor.started[1:], strict=False)]
    assert min(gaps) >= 0.049


async def test_a_robots_txt_that_asks_for_hours_is_not_waited_for_longer_than_the_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr("crawler.pipeline.site_visit.asyncio.sleep", sleep)
    await _visit(Visits(Browser()), crawl_delay=86_400).visit(PAGES[:2], Planned())

    assert max(slept) <= LONGEST_CRAWL_DELAY


async def test_pages_left_when_the_browser_died_are_visited_in_a_new_context() -> None:
    auditor = Visits(Browser(dies_after=2))

    visits = await _visit(auditor).visit(PAGES, Planned())

    assert len(visits) == 4
    assert [context for _, context, _ in auditor.seen] == [1, 1, 2, 2]


class DeadlyPage(Visits):
    """times: how often the second page ends the browser, which then tells nothing."""

    def __init__(self, times: int) -> None:
        super().__init__(Browser())
        self._times = times

    async def visit(self, context: int, planned: PlannedPage, belongs: Any, **more: Any) -> PageVisit:
        visit = await super().visit(context, planned, belongs, **more)
        if planned != PAGES[1] or not self._times:
            return visit
        self._times -= 1
        self.browser.die()
        return PageVisit(planned, PageAudit(planned.url, reason=Reason.CRASHED))


@pytest.mark.parametrize(("times", "reason"), [(1, None), (2, Reason.CRASHED)])
async def test_a_page_at_which_the_browser_died_is_visited_once_more(times: int, reason: Reason | None) -> None:
    auditor = DeadlyPage(times)

    visits = await _visit(auditor).visit(PAGES[:3], Planned())

    assert [(visit.planned, visit.audit.reason) for visit in visits] == [
        (PAGES[0], None),
        (PAGES[1], reason),
        (PAGES[2], None),
    ]
    assert [url for url, *_ in auditor.seen].count(PAGES[1].url) == 2


async def test_what_is_found_on_the_way_is_visited_and_what_does_not_count_is_left_out() -> None:
    class Copies(Planned):
        def wants_links(self, page: PlannedPage) -> bool:
            return page == PAGES[0]

        async def after(self, visit: PageVisit) -> tuple[bool, Sequence[PlannedPage]]:
            return visit.planned != PAGES[1], PAGES[2:] if visit.planned == PAGES[1] else ()

    auditor = Visits(Browser())
    visits = await _visit(auditor).visit(PAGES[:2], Copies())

    assert [visit.audit.url for visit in visits] == [page.url for page in (PAGES[0], *PAGES[2:])]
    assert [with_links for _, _, with_links in auditor.seen] == [True, False, False, False]


HOME, STATEMENT = PlannedPage(SITE.url, "home"), PlannedPage("https://a.example/s", "statement")
ALL_PASS = SiteJudge([SiteCheck("all-pass", ("3.2.3",), lambda pages: [(p.url, Found(Outcome.PASSED)) for p in pages])])


def test_comparing_the_pages_adds_to_the_audits_of_the_tested_ones_and_finds_the_statement() -> None:
    axe = CheckOutcome("image-alt", Outcome.PASSED, ("1.1.1",))
    tested = PageAudit(HOME.url, outcomes=(axe,), audited_at="2026-11-22T10:00:00+00:00")
    denied = PageAudit(STATEMENT.url, reason=Reason.ACCESS_DENIED, audited_at="2026-11-22T10:00:09+00:00")
    visits = [PageVisit(HOME, tested, PageFacts(SITE.url, SITE.url, "home")), PageVisit(STATEMENT, denied)]

    added, statement = compared(SITE, visits, ALL_PASS)

    assert [visit.audit.outcomes for visit in added] == [
        (axe, CheckOutcome("all-pass", Outcome.PASSED, ("3.2.3",))),
        (),
    ]
    assert statement == AccessibilityStatement(1, StatementState.UNREADABLE, "https://a.example/s", pages=1)


def test_of_a_site_of_which_no_page_was_tested_no_statement_is_reported() -> None:
    timeout = PageAudit(SITE.url, reason=Reason.TIMEOUT, audited_at="2026-11-22T10:00:00+00:00")
    assert compared(SITE, [PageVisit(HOME, timeout)], ALL_PASS) == ([PageVisit(HOME, timeout)], None)
