"""What the crawl of the demonstration web must give, and how it must behave on the way there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import pytest

from checks.catalogue import describe_checks
from checks.profile import load_profile
from crawler.demonstration import LoggedRequest, expected_elements, expected_pages, expected_sites
from crawler.demonstration.answers import FRAME_PATH
from crawler.demonstration.content import Behaviour, sites
from crawler.pipeline.judge import fitted
from results.crawls.stored_audits import get_pages
from results.crawls.stored_crawls import crawl_checks, crawl_sites, get_crawl
from results.crawls.stored_discoveries import get_discovery, get_sample
from results.crawls.stored_statements import get_statements
from results.judging.stored_verdicts import get_verdicts
from results.model import (
    ConformanceStatus,
    Coverage,
    Outcome,
    PageAudit,
    PlannedPage,
    Profile,
    Selection,
    Site,
    Standard,
    Verdict,
)
from results.reporting.stored_report import crawl_report, site_reports
from results.storage.store import Store

NO_COVERAGE = Coverage(Standard.V3_2_1, (), (), (), {})

# --- what the crawl found ---------------------------------------------------------------------------------------


def _visited(store: Store) -> Iterator[tuple[Site, PlannedPage, PageAudit]]:
    for site in crawl_sites(store, 1):
        for planned, audit in get_pages(store, 1, site.id):
            assert audit is not None, f"{planned.url} was not visited"
            yield site, planned, audit


def _profile(store: Store, name: str) -> Profile:
    """Without the criteria that the crawl's standard does not ask."""
    crawl = get_crawl(store, 1)
    assert crawl is not None
    return fitted([load_profile(name)], crawl)[0]


def _failed(audit: PageAudit) -> dict[str, int]:
    return {o.check: o.count for o in audit.outcomes if o.outcome is Outcome.FAILED and o.criteria}


def _has_notes(audit: PageAudit) -> bool:
    """What a page shows in a frame is found too, and a document: they have no notes of their own, and no fault."""
    if audit.url.endswith((FRAME_PATH, ".pdf")):
        assert not _failed(audit)
        return False
    return audit.tested


def test_on_every_visited_page_exactly_the_checks_written_down_beside_it_failed(store: Store) -> None:
    found = {audit.url: frozenset(_failed(audit)) for _, _, audit in _visited(store) if _has_notes(audit)}

    assert found == {url: expected_pages()[url] for url in found}
    assert len(found) >= 100


def test_every_failed_check_counts_the_elements_written_down_beside_the_page(store: Store) -> None:
    found = {audit.url: _failed(audit) for _, _, audit in _visited(store) if _has_notes(audit)}

    assert found == {url: expected_elements()[url] for url in found}


def test_a_page_that_was_not_tested_has_a_reason_a_detail_and_no_outcome(store: Store) -> None:
    untested = [audit for _, _, audit in _visited(store) if not audit.tested]

    assert [audit.url for audit in untested if audit.outcomes or not audit.reason] == []


def test_every_site_has_the_verdict_and_the_reason_written_down_for_it(store: Store) -> None:
    basic, strict = (get_verdicts(store, 1, _profile(store, name)) for name in ("basic", "strict"))

    found = {
        site.url: (basic[site.id].verdict, strict[site.id].verdict, basic[site.id].reason)
        for site in crawl_sites(store, 1)
    }
    assert found == {site.url: (site.basic, site.strict, site.reason) for site in expected_sites()}
    assert [v.reason for v in strict.values()] == [basic[site].reason for site in strict]


@pytest.mark.parametrize("profile", ["basic", "strict"])
def test_the_share_is_what_the_notes_of_the_demonstration_web_add_up_to(store: Store, profile: str) -> None:
    verdicts = [getattr(site, profile) for site in expected_sites()]
    accessible, tested = verdicts.count(Verdict.ACCESSIBLE), len(verdicts) - verdicts.count(Verdict.NOT_TESTED)
    crawl = get_crawl(store, 1)
    assert crawl is not None

    share = crawl_report(store, crawl, [_profile(store, profile)], {}, NO_COVERAGE).shares[profile]

    assert (share.registered, share.accessible, share.share) == (len(verdicts), accessible, accessible / tested)
    assert (share.method, share.interval) == ("census", None)
    assert share.registered == share.accessible + share.not_accessible + sum(share.not_tested.values())


def test_every_site_is_discovered_and_every_sample_begins_with_the_home_page_and_gives_reasons(store: Store) -> None:
    for site in crawl_sites(store, 1):
        discovery, sample = get_discovery(store, 1, site.id), get_sample(store, 1, site.id)
        assert discovery is not None
        assert sample is not None
        assert bool(sample.pages) is (discovery.reason is None)
        assert [page.role for page in sample.pages[:1]] in ([], ["home"])
        assert all(page.role and page.evidence for page in sample.pages)


def test_the_site_drawn_by_a_script_is_tested_on_more_than_its_home_page(store: Store) -> None:
    script = next(site for site in sites() if site.behaviour is Behaviour.SCRIPT)

    pages = [planned.url for site, planned, audit in _visited(store) if site.url == script.url and audit.tested]

    assert len(pages) >= 4


def test_the_report_of_each_site_holds_each_page_of_its_sample_once(store: Store) -> None:
    crawl = get_crawl(store, 1)
    assert crawl is not None
    judged = [_profile(store, "basic")]
    report = crawl_report(store, crawl, judged, describe_checks(crawl_checks(store, 1)), NO_COVERAGE)

    for site in site_reports(store, report):
        sample = get_sample(store, 1, site.summary.site.id)
        assert sample is not None
        assert [page.planned for page in site.pages] == list(sample.pages)


def test_the_statement_of_a_site_is_found_where_it_has_one_and_said_to_be_missing_where_not(store: Store) -> None:
    found = {site.url: get_statements(store, 1).get(site.id) for site in crawl_sites(store, 1)}
    tested = {site.url for site, _, audit in _visited(store) if audit.tested}

    assert {url for url, statement in found.items() if statement} == tested
    written_down = {
        site.url: next((page.path for page in site.pages if page.kind == "statement"), "") for site in sites()
    }
    assert {url: urlsplit(found[url].url).path for url in tested} == {url: written_down[url] for url in tested}
    assert {found[url].status for url in tested if found[url].url} == {ConformanceStatus.PARTIAL}


def test_the_crawl_stores_what_it_was_measured_with(store: Store) -> None:
    crawl = get_crawl(store, 1)

    assert crawl is not None
    assert (crawl.selection, crawl.register_size, crawl.seed) == (Selection.CENSUS, len(sites()), 2102)
    assert crawl.finished_at >= crawl.started_at
    assert crawl.tools.browser
    assert len(crawl.tools.axe_sha256) == 64
    assert crawl.settings["delay"] == "0.0"


# --- manners ----------------------------------------------------------------------------------------------------


def _log(finished_crawl: Any) -> dict[str, Sequence[LoggedRequest]]:
    hosts = {site.host for site in sites()}
    return {host: requests for host, requests in finished_crawl.server.log.items() if host in hosts}


def _is_discovery(request: LoggedRequest) -> bool:
    return request.user_agent.startswith("wad-monitor/")


def test_robots_txt_is_the_first_that_is_asked_of_every_host(finished_crawl: Any) -> None:
    first = {host: requests[0].path for host, requests in _log(finished_crawl).items()}

    assert first == dict.fromkeys((site.host for site in sites()), "/robots.txt")


def test_discovery_never_has_two_requests_under_way_on_one_host(finished_crawl: Any) -> None:
    for host, requests in _log(finished_crawl).items():
        own = sorted((r for r in requests if _is_discovery(r)), key=lambda r: r.start)
        overlaps = [(a.path, b.path) for a, b in pairwise(own) if b.start < a.end]
        assert overlaps == [], host


def test_every_request_names_the_monitor_and_a_contact(finished_crawl: Any) -> None:
    asked = [r for requests in _log(finished_crawl).values() for r in requests]
    agents = {r.user_agent for r in asked if r.method != "CONNECT"}  # what is asked of the proxy itself

    assert {agent for agent in agents if "wad-monitor/" not in agent or "(+https://" not in agent} == set()


def test_what_robots_txt_disallows_is_never_asked_for(finished_crawl: Any) -> None:
    disallowed = {site.host: site.disallow for site in sites() if site.disallow}
    asked = [
        (host, request.path)
        for host, prefixes in disallowed.items()
        for request in _log(finished_crawl)[host]
        if request.path != "/robots.txt" and request.path.startswith(prefixes)
    ]

    assert len(disallowed) >= 2
    assert asked == []


def test_only_the_sites_of_the_register_are_asked(finished_crawl: Any) -> None:
    """A site that does not answer is also asked for with or without www."""
    assert {host.removeprefix("www.") for host in finished_crawl.server.log} <= {
        site.host.removeprefix("www.") for site in sites()
    }


def test_a_site_that_redirects_to_another_registered_site_is_not_visited(finished_crawl: Any) -> None:
    redirecting = next(site for site in sites() if site.behaviour is Behaviour.REDIRECT)

    requests = _log(finished_crawl)[redirecting.host]

    assert all(_is_discovery(request) for request in requests)
    assert urlsplit(redirecting.redirect).hostname != redirecting.host
