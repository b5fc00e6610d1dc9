"""Which websites deserve the time of people."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from results.model import (
    AccessibilityStatement,
    CheckDescription,
    ConformanceStatus,
    Coverage,
    Crawl,
    CrawlComparison,
    CrawlReport,
    GroupShare,
    PastVerdict,
    Profile,
    Selection,
    Share,
    ShareChange,
    Site,
    SiteSummary,
    SiteVerdict,
    Standard,
    StatementState,
    Tools,
    Verdict,
    Visits,
)
from results.reporting.shortlist_table import shortlist_rows
from results.reporting.shortlists import (
    MOST_VISITED,
    NOMINEES,
    PANEL,
    Award,
    Because,
    Why,
    shortlists,
)

TOOLS = Tools("0.1.0", "4.14.1", "9f" * 32, "npm", "Chromium", browser_sandbox=True)
CRAWL = Crawl(7, "2026-11-21T22:00:00+00:00", "2026-11-22T05:00:00+00:00", 2102, Selection.CENSUS, 60, TOOLS, {})
BASIC = Profile("basic", "3", "score", 0.75, 0.9, (), (), "ab" * 32)
CHECK = CheckDescription("image-alt", "axe-core", ("1.1.1",), (), (), best_practice=False, only_asks=False, texts={})


def verdict_at(score: float | None) -> Verdict:
    if score is None:
        return Verdict.NOT_TESTED
    return Verdict.ACCESSIBLE if score >= BASIC.threshold else Verdict.NOT_ACCESSIBLE


def site(
    number: int, score: float | None, *, domain: str = "", failed: bool = False, claims: str = "partial"
) -> SiteSummary:
    verdict = SiteVerdict(number, "basic", "3", "ab" * 32, verdict_at(score), score=score, pages_tested=8)
    statement = AccessibilityStatement(number, StatementState.FOUND, status=ConformanceStatus(claims))
    return SiteSummary(
        Site(f"https://{number}.test/", number, f"Site {number}", f"Body {number % 3}", domain),
        f"site-{number:02}",
        {"basic": verdict},
        0,
        statement,
        failed_checks={"image-alt": 3} if failed else {},
    )


def report(
    *sites: SiteSummary,
    before: dict[int, float] | None = None,
    visits: dict[int, Visits] | None = None,
    groups: tuple[GroupShare, ...] = (),
) -> CrawlReport:
    earlier = {number: PastVerdict(6, "", "3", verdict_at(score), score) for number, score in (before or {}).items()}
    share = Share("basic", len(sites), 0, 0, {}, None, "none", None, None, len(sites))
    change = ShareChange(share, share, None, (), None, None, ())
    return CrawlReport(
        crawl=CRAWL,
        profiles=(BASIC,),
        shares={"basic": share},
        by_policy_domain=(),
        by_organisation=groups,
        sites=sites,
        checks={"image-alt": CHECK},
        coverage=Coverage(Standard.V3_2_1, (), (), (), {}),
        sensitivity=(),
        comparison=CrawlComparison(CRAWL, CRAWL, "3", "3", (), True, change, {}, {}, earlier),
        visits=visits or {},
    )


def test_the_most_visited_are_listed_whatever_their_result_most_visits_first() -> None:
    visits = {number: Visits(100 * number, of_organisation=number == 3) for number in range(1, 25)}
    sites = [site(number, None if number == 24 else 0.5) for number in range(1, 31)]
    listed = shortlists(report(*sites, visits=visits)).most_visited
    assert [each.summary.site.id for each in listed] == list(range(24, 24 - MOST_VISITED, -1))
    assert [each.rank for each in listed] == list(range(1, MOST_VISITED + 1))
    assert listed[0].reasons == (Because(Why.VISITS, 2400),)
    assert shortlists(report(*sites, visits={3: visits[3]})).most_visited[0].reasons == (
        Because(Why.VISITS_OF_ORGANISATION, 300),
    )


def test_the_panel_has_borderline_and_improved_sites_of_every_domain() -> None:
    borderline = [site(number, 0.7, domain=f"D{number % 3}") for number in range(30)]
    improved = [site(number, 0.95, domain=f"D{number % 3}") for number in range(30, 60)]
    far = [site(number, 0.2, domain="D9") for number in range(60, 70)]
    found = shortlists(report(*borderline, *improved, *far, before=dict.fromkeys(range(30, 60), 0.4)))
    assert found.candidates == 60
    assert len(found.panel) == PANEL
    assert Counter(each.summary.site.policy_domain for each in found.panel) == {"D0": 4, "D1": 4, "D2": 4}
    assert Counter(each.reasons[0].why for each in found.panel) == {Why.BORDERLINE: 6, Why.MEETS_NOW: 6}


def test_the_panel_is_the_same_for_the_same_seed_in_whatever_order_sites_come() -> None:
    sites = [site(number, 0.7, domain=f"D{number % 4}") for number in range(40)]
    one = shortlists(report(*sites)).panel
    assert shortlists(report(*reversed(sites))).panel == one
    other = shortlists(replace(report(*sites), crawl=replace(CRAWL, seed=1))).panel
    assert [each.summary for each in other] != [each.summary for each in one]


def test_a_small_rise_is_no_improvement_and_a_site_that_was_not_tested_is_no_candidate() -> None:
    found = shortlists(report(site(1, 0.5), site(2, None), site(3, 0.56), before={1: 0.46, 2: 0.1, 3: 0.5}))
    assert [(each.summary.site.id, each.reasons[0].why) for each in found.panel] == [(3, Why.ROSE)]


@pytest.mark.parametrize(
    ("summary", "nominated"),
    [
        (site(1, 0.9), True),
        (site(1, 0.7), False),
        (site(1, None), False),
        (site(1, 0.9, claims="full"), True),
        (site(1, 0.9, claims="full", failed=True), False),
        (replace(site(1, 0.9), statement=None), False),
        (replace(site(1, 0.9), statement=AccessibilityStatement(1, StatementState.MISSING)), False),
    ],
)
def test_a_nominee_meets_the_profile_and_has_a_statement_that_nothing_contradicts(
    summary: SiteSummary, nominated: bool
) -> None:
    assert bool(shortlists(report(summary)).websites[Award.BEST_WEBSITE]) is nominated


def test_the_best_websites_have_the_highest_scores_then_the_fewest_failing_criteria() -> None:
    sites = [site(1, 1.0, failed=True), site(2, 0.9), site(3, 1.0), *(site(number, 0.8) for number in range(4, 10))]
    nominees = shortlists(report(*sites)).websites[Award.BEST_WEBSITE]
    assert [each.summary.site.id for each in nominees] == [3, 1, 2, 4, 5]
    assert len(nominees) == NOMINEES
    assert nominees[0].reasons == (Because(Why.SCORE, 1.0), Because(Why.NO_FAILURE, 8), Because(Why.STATEMENT))
    assert nominees[1].reasons[1] == Because(Why.CRITERIA_FAILED, 1)


def test_the_most_improved_rose_most() -> None:
    before = {1: 0.5, 2: 0.7, 3: 0.9}
    nominees = shortlists(report(site(1, 0.8), site(2, 0.9), site(3, 0.9), before=before)).websites[Award.MOST_IMPROVED]
    assert [each.summary.site.id for each in nominees] == [1, 2]
    assert nominees[0].reasons[0] == Because(Why.MEETS_NOW)
    assert nominees[0].reasons[1].why is Why.ROSE
    assert nominees[0].reasons[1].value == pytest.approx(0.3)


def test_an_organisation_is_nominated_with_enough_tested_websites_only() -> None:
    def group(name: str, accessible: int, failing: int) -> GroupShare:
        tested = accessible + failing
        part = accessible / tested if tested else None
        return GroupShare(name, Share("basic", tested, accessible, failing, {}, part, "count", None, None, tested))

    groups = (group("A", 2, 0), group("B", 3, 1), group("C", 4, 0), group("D", 0, 5), group("", 9, 0))
    nominees = shortlists(report(groups=groups)).organisations
    assert [(each.rank, each.group.name, each.reasons) for each in nominees] == [
        (1, "C", (Because(Why.SHARE, 1.0),)),
        (2, "B", (Because(Why.SHARE, 0.75),)),
    ]


def test_the_table_has_a_row_for_each_reason() -> None:
    rows = list(shortlist_rows(report(site(1, 0.8), visits={1: Visits(9)})))
    assert rows == [
        (7, "most-visited", 1, "https://1.test/", "Body 1", "visits", 9),
        (7, "user-panel", 1, "https://1.test/", "Body 1", "borderline", 0.8),
        (7, "best-website", 1, "https://1.test/", "Body 1", "score", 0.8),
        (7, "best-website", 1, "https://1.test/", "Body 1", "no-failure", 8),
        (7, "best-website", 1, "https://1.test/", "Body 1", "statement", 0.0),
    ]
