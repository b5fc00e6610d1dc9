from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from results.crawls.stored_crawls import get_crawl, start_crawl
from results.judging.stored_verdicts import get_verdicts, judge_crawl
from results.model import (
    Coverage,
    CrawlReport,
    Outcome,
    PageAudit,
    Profile,
    Reason,
    Sample,
    Selection,
    Site,
    SiteDiscovery,
    SiteReport,
    Standard,
    Verdict,
)
from results.reporting.stored_report import crawl_report, crawl_share, site_reports, slug

NO_COVERAGE = Coverage(Standard.V3_2_1, (), (), (), {})

words = st.text("abz019-._~%/?=&", max_size=120)
urls = st.builds("https://{}.test/{}".format, st.text("abz-.", min_size=1, max_size=100), words)


@pytest.fixture
def report(stored: Any, basic: Profile, strict: Profile) -> CrawlReport:
    judge_crawl(stored.store, stored.crawl.id, [basic, strict])
    crawl = get_crawl(stored.store, stored.crawl.id)
    assert crawl is not None
    return crawl_report(stored.store, crawl, [basic, strict], {}, NO_COVERAGE)


@pytest.fixture
def by_name(stored: Any, report: CrawlReport) -> dict[str, SiteReport]:
    reports = site_reports(stored.store, report)
    return {found.summary.site.url.removeprefix("https://").removesuffix(".test/"): found for found in reports}


@given(urls)
def test_a_slug_is_a_safe_file_name_and_always_the_same(url: str) -> None:
    name = slug(Site(url))
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert len(name) <= 100
    assert slug(Site(url, 7, "Renamed", "Other", "Other", tags={"a": "b"})) == name


@given(st.sets(urls, max_size=30))
def test_two_sites_never_share_a_slug(several: set[str]) -> None:
    assert len({slug(Site(url)) for url in several}) == len(several)


@pytest.mark.parametrize(
    ("url", "readable"),
    [
        ("https://www.Vlaanderen.test/", "vlaanderen-test"),
        ("https://www.vlaanderen.test:8443/Wonen/", "vlaanderen-test-8443-wonen"),
        ("https://a.test/" + "x" * 200, "a-test-" + "x" * 73),
        ("https://a.test/" + "x" * 72 + "/y", "a-test-" + "x" * 72),
        ("https://a.test/büro/", "a-test-buro"),
        ("https://漢字/", ""),
    ],
)
def test_a_slug_can_be_read(url: str, readable: str) -> None:
    assert re.fullmatch(f"{readable}-?[0-9a-f]{{6}}", slug(Site(url)))


def test_slugs_that_read_alike_differ() -> None:
    alike = [
        "https://a-b.test/",
        "https://a.b.test/",
        "https://www.a.b.test/",
        "https://a.b.test/?x",
        "http://a.b.test/",
    ]
    assert len({slug(Site(url)) for url in alike}) == len(alike)


def test_slugs_already_published_stay() -> None:
    """Links to a site's page must work after the next crawl."""
    assert slug(Site("https://www.vlaanderen.test/wonen/")) == "vlaanderen-test-wonen-4a5763"


def test_the_report_has_every_site_with_its_verdicts(stored: Any, report: CrawlReport, basic: Any, strict: Any) -> None:
    verdicts = {p.name: get_verdicts(stored.store, stored.crawl.id, p) for p in (basic, strict)}
    assert tuple(summary.site for summary in report.sites) == stored.sites
    assert [summary.verdicts for summary in report.sites] == [
        {name: by_site[site.id] for name, by_site in verdicts.items()} for site in stored.sites
    ]
    assert [summary.slug for summary in report.sites] == [slug(site) for site in stored.sites]
    assert report.profiles == (basic, strict)
    assert report.shares == {p.name: crawl_share(stored.store, report.crawl, p) for p in (basic, strict)}


def test_the_number_of_failures_leaves_out_best_practices_and_doubts(report: CrawlReport) -> None:
    assert [summary.failures for summary in report.sites] == [0, 1 + 25 + 7, 0, 0, 0, 0]


def test_each_site_knows_the_places_of_every_failed_check_good_practices_included(report: CrawlReport) -> None:
    failed = [dict(summary.failed_checks) for summary in report.sites]
    assert failed == [{}, {"image-alt": 25, "color-contrast": 8, "region": 4}, {}, {}, {}, {}]
    assert report.doubtful == {"color-contrast": 1, "image-alt": 1, "region": 1}


@pytest.mark.parametrize(
    ("selection", "method"),
    [(Selection.CENSUS, "census"), (Selection.RANDOM, "wilson"), (Selection.CHOSEN, "count")],
)
def test_groups_are_as_sure_as_the_selection_makes_them(
    stored: Any, report: CrawlReport, selection: Selection, method: str
) -> None:
    crawl = replace(report.crawl, selection=selection, register_size=100)
    again = crawl_report(stored.store, crawl, report.profiles, {}, NO_COVERAGE)
    _assert_groups_add_up(again)
    shares = [again.shares["basic"], *(group.share for group in again.by_policy_domain)]
    assert {share.method for share in shares if share.share is not None} == {method}
    assert {share.frame_size for share in shares} == {100}


def test_the_groups_of_a_crawl_with_every_ending_add_up(report: CrawlReport) -> None:
    _assert_groups_add_up(report)
    assert [(group.name, group.share.registered) for group in report.by_policy_domain] == [
        ("", 2),
        ("Environment", 2),
        ("Mobility", 2),
    ]
    assert [(group.name, group.share.registered) for group in report.by_organisation] == [
        ("", 1),
        ("Roads", 2),
        ("roads", 1),
        ("Water", 2),
    ]


def _assert_groups_add_up(report: CrawlReport) -> None:
    headline = report.shares[report.profiles[0].name]
    for groups in (report.by_policy_domain, report.by_organisation):
        assert sum(group.share.registered for group in groups) == headline.registered == len(report.sites)
        assert sum(group.share.accessible for group in groups) == headline.accessible
        assert sum(group.share.not_accessible for group in groups) == headline.not_accessible
        assert sum((Counter(group.share.not_tested) for group in groups), Counter()) == headline.not_tested
        assert len({group.name for group in groups}) == len(groups)


def test_a_site_report_has_what_was_stored(stored: Any, report: CrawlReport, by_name: dict[str, SiteReport]) -> None:
    for summary, found in zip(report.sites, by_name.values(), strict=True):
        site_id = summary.site.id
        audits = {audit.url: audit for audit in stored.audits.get(site_id, ())}
        assert found.summary == summary
        assert found.discovery == stored.discoveries.get(site_id, SiteDiscovery(site_id, reason=Reason.INTERRUPTED))
        assert found.sample == stored.samples.get(site_id, Sample(site_id, 0, (), 0))
        assert [(page.planned, page.audit) for page in found.pages] == [
            (planned, audits.get(planned.url, PageAudit(planned.url, Reason.INTERRUPTED)))
            for planned in found.sample.pages
        ]


def test_failures_come_first_and_within_them_what_most_pages_have(by_name: dict[str, SiteReport]) -> None:
    found = by_name["bad"].findings
    assert [(check.check, check.outcome, check.count, [page.count for page in check.pages]) for check in found] == [
        ("color-contrast", Outcome.FAILED, 8, [7, 1]),
        ("image-alt", Outcome.FAILED, 25, [25]),
        ("color-contrast", Outcome.CANNOT_TELL, 2, [2]),
        ("image-alt", Outcome.CANNOT_TELL, 1, [1]),
    ]
    assert [page.url for page in found[0].pages] == ["https://bad.test/1", "https://bad.test/"]


def test_best_practices_are_apart_and_only_where_they_failed(by_name: dict[str, SiteReport]) -> None:
    (region,) = by_name["bad"].best_practices
    assert (region.check, region.outcome, region.count, len(region.pages)) == ("region", Outcome.FAILED, 4, 1)
    assert [page.failed for page in by_name["bad"].pages] == [("color-contrast", "image-alt"), ("color-contrast",)]
    assert [page.cannot_tell for page in by_name["bad"].pages] == [("color-contrast",), ("image-alt",)]


def test_findings_are_those_of_the_audits(stored: Any, by_name: dict[str, SiteReport]) -> None:
    counted = Counter(
        (page.url, check.check, check.outcome, page.count, page.findings)
        for check in (*by_name["bad"].findings, *by_name["bad"].best_practices)
        for page in check.pages
    )
    doubts_of_practice = ("region", Outcome.CANNOT_TELL)
    assert counted == Counter(
        (audit.url, found.check, found.outcome, found.count, found.findings)
        for audit in stored.audits[stored.site_id("bad")]
        for found in audit.outcomes
        if found.outcome in (Outcome.FAILED, Outcome.CANNOT_TELL) and (found.check, found.outcome) != doubts_of_practice
    )


def test_the_failures_of_a_site_are_the_sum_of_its_findings(by_name: dict[str, SiteReport]) -> None:
    for found in by_name.values():
        failed = [check.count for check in found.findings if check.outcome is Outcome.FAILED]
        assert found.summary.failures == sum(failed)


def test_the_pages_of_the_verdict_are_the_pages_of_the_report(by_name: dict[str, SiteReport]) -> None:
    for found in by_name.values():
        verdict = found.summary.verdicts["strict"]
        if verdict.verdict is not Verdict.NOT_TESTED:
            assert verdict.pages_planned == len(found.pages)
            assert verdict.pages_tested == sum(page.audit.tested for page in found.pages)
            assert verdict.pages_failed == sum(bool(page.failed) for page in found.pages)


def test_the_report_of_a_finished_crawl_does_not_change_when_the_next_one_runs(
    stored: Any, report: CrawlReport, inputs: Any
) -> None:
    before = list(site_reports(stored.store, report))
    start_crawl(stored.store, inputs)
    assert crawl_report(stored.store, report.crawl, report.profiles, {}, NO_COVERAGE) == report
    assert list(site_reports(stored.store, report)) == before


def test_without_what_passed_a_site_report_says_the_same_of_failures(stored: Any, report: CrawlReport) -> None:
    whole, short = (
        {one.summary.slug: one for one in site_reports(stored.store, report, with_passed=passed)}
        for passed in (True, False)
    )
    for slug_, one in short.items():
        assert one == replace(whole[slug_], pages=one.pages)
        for page, full in zip(one.pages, whole[slug_].pages, strict=True):
            told = tuple(o for o in full.audit.outcomes if o.outcome not in (Outcome.PASSED, Outcome.INAPPLICABLE))
            assert page == replace(full, audit=replace(full.audit, outcomes=told))
