"""Two crawls in a real database, the second with what the test says is different."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest

from results.change.stored_comparison import changed_tools, compare_crawls, crawl_trend, previous_crawl
from results.change.stored_published_figures import import_figures, published_figures, remove_figures
from results.crawls.stored_audits import save_audits
from results.crawls.stored_crawls import CrawlInputs, finish_crawl, finished_crawls, start_crawl
from results.crawls.stored_discoveries import save_discovery
from results.judging.stored_verdicts import get_verdicts, judge_crawl
from results.model import (
    ChangePart,
    CheckOutcome,
    Crawl,
    CrawlComparison,
    FoundPage,
    Outcome,
    PageAudit,
    PartOfChange,
    PlannedPage,
    Profile,
    PublishedFigure,
    Reason,
    Sample,
    Selection,
    Site,
    SiteDiscovery,
    Verdict,
)
from results.register.stored_sites import import_sites, registered_sites
from results.reporting.stored_report import crawl_share, share_by
from results.storage.store import Store

# Site -> page -> whether images on it have a text alternative; no pages: the site is out of reach.
Web = Mapping[str, Mapping[str, bool]]

WEB: Web = {
    "stays": {"/": True},
    "improves": {"/": False},
    "worsens": {"/": True},
    "goes-down": {"/": True},
    "comes-up": {},
    "sampled": {"/": True, "/a": True},
}
LATER: Web = WEB | {
    "improves": {"/": True},
    "worsens": {"/": False},
    "goes-down": {},
    "comes-up": {"/": True},
    "sampled": {"/": True, "/b": False},
}


@dataclass
class Crawls:
    """Makes crawls in one database."""

    store: Store
    inputs: CrawlInputs
    profile: Profile

    def crawl(self, web: Web, **inputs: Any) -> Crawl:
        import_sites(self.store, [Site(f"https://{name}.test/", level=name[0]) for name in web])
        sites = [site for site in registered_sites(self.store) if _name(site) in web]
        made = start_crawl(self.store, replace(self.inputs, sites=sites, register_size=len(sites), **inputs))
        for site in sites:
            self._save(made, site, web[_name(site)])
        judge_crawl(self.store, made.id, [self.profile])
        finish_crawl(self.store, made.id)
        return next(crawl for crawl in finished_crawls(self.store) if crawl.id == made.id)

    def _save(self, crawl: Crawl, site: Site, pages: Mapping[str, bool]) -> None:
        urls = {site.url.rstrip("/") + path: good for path, good in pages.items()}
        planned = tuple(PlannedPage(url, "random" if number else "home") for number, url in enumerate(urls))
        discovery = SiteDiscovery(
            site.id, tuple(map(FoundPage, urls)), None if urls else Reason.UNREACHABLE, final_url=site.url
        )
        save_discovery(self.store, crawl.id, discovery, Sample(site.id, 1, planned, len(urls)))
        save_audits(self.store, crawl.id, site.id, [_audit(url, good=good) for url, good in urls.items()])

    def compare(self, before: Crawl, after: Crawl, profile: Profile | None = None) -> CrawlComparison:
        return compare_crawls(self.store, before, after, profile or self.profile)


def _name(site: Site) -> str:
    return site.url.removeprefix("https://").removesuffix(".test/")


def _audit(url: str, *, good: bool) -> PageAudit:
    outcome = CheckOutcome("image-alt", Outcome.PASSED if good else Outcome.FAILED, ("1.1.1",), 0 if good else 1)
    return PageAudit(url, final_url=url, http_status=200, outcomes=(outcome,), audited_at="2026-11-22T10:00:00+00:00")


@pytest.fixture
def crawls(store: Store, inputs: CrawlInputs, basic: Profile) -> Crawls:
    return Crawls(store, inputs, basic)


def parts(comparison: CrawlComparison) -> dict[str, str]:
    """Site -> part."""
    return {_name(comparison.sites[found.site_id]): found.part.value for found in comparison.change.sites}


def test_every_site_is_in_the_part_of_what_happened_to_it(crawls: Crawls) -> None:
    found = crawls.compare(crawls.crawl(WEB), crawls.crawl({**LATER, "enters": {"/": True}}))
    assert parts(found) == {
        "improves": "improved", "worsens": "worsened", "enters": "entered", "comes-up": "became_testable",
        "goes-down": "became_untestable", "sampled": "sample",
    }  # fmt: skip
    assert sum(part.points for part in found.change.parts) == pytest.approx(found.change.change, abs=1e-12)
    assert found.change.change == pytest.approx(4 / 6 - 4 / 5)


def test_a_site_that_left_is_named_as_it_was_and_has_no_page_to_link_to(crawls: Crawls) -> None:
    before = crawls.crawl(WEB)
    found = crawls.compare(before, crawls.crawl({"stays": {"/": True}, "worsens": {"/": False}}))
    left = {site_id for site_id, site in found.sites.items() if _name(site) == "improves"}
    assert parts(found)["improves"] == "left"
    assert parts(found)["comes-up"] == "left"
    assert not left & found.slugs.keys()
    assert len(found.slugs) == 1


def test_with_other_tools_a_change_on_the_same_pages_is_theirs(crawls: Crawls) -> None:
    before = crawls.crawl(WEB)
    other = {"axe_sha256": "00" * 32, "browser": "Chromium 999", "image_reader": "reader 2"}
    after = crawls.crawl(LATER, tools=replace(crawls.inputs.tools, **other))
    found = crawls.compare(before, after)
    assert found.tools_changed == ("axe-core", "browser", "image-reader") == changed_tools(before.tools, after.tools)
    assert {name: part for name, part in parts(found).items() if part in ("tools", "sample")} == {
        "improves": "tools", "worsens": "tools", "sampled": "sample",
    }  # fmt: skip
    assert PartOfChange(ChangePart.TOOLS, 1, 1, 0.0) in found.change.parts


def test_a_new_version_of_the_profile_is_measured_on_the_earlier_crawl_which_keeps_its_verdicts(crawls: Crawls) -> None:
    web: Web = {"some": {"/": True, "/a": True, "/b": False}, "all": {"/": True}}
    before = crawls.crawl(web)
    milder = replace(crawls.profile, version="2", page_share=0.5, digest="ee" * 32)
    kept = get_verdicts(crawls.store, before.id, crawls.profile)
    judge_crawl(crawls.store, before.id, [milder])
    crawls.profile, first = milder, crawls.profile
    after = crawls.crawl(web)
    found = crawls.compare(before, after)
    assert (found.version_before, found.version_after) == ("1", "2")
    assert found.change.parts == (PartOfChange(ChangePart.PROFILE, 1, 0, 0.5),)
    assert get_verdicts(crawls.store, before.id, first) == kept
    trend = crawl_trend(crawls.store, "basic")
    assert [(point.crawl_id, point.profile_version, point.share.share) for point in trend.points] == [
        (before.id, "1", 0.5), (before.id, "2", 1.0), (after.id, "2", 1.0),
    ]  # fmt: skip


def test_the_crawl_before_is_the_last_that_chose_its_sites_in_the_same_way(crawls: Crawls) -> None:
    first = crawls.crawl(WEB)
    crawls.crawl({"stays": {"/": True}}, selection=Selection.CHOSEN)
    unfinished = start_crawl(crawls.store, crawls.inputs)
    last = crawls.crawl(WEB)
    assert previous_crawl(crawls.store, last) == first
    assert previous_crawl(crawls.store, first) is None
    assert unfinished.id < last.id


def test_the_trend_has_the_same_shares_as_the_crawls_and_what_others_published(crawls: Crawls) -> None:
    made = [crawls.crawl(WEB), crawls.crawl(LATER, selection=Selection.RANDOM)]
    figure = PublishedFigure("2018", 0.44, "Flanders", "report", sites=150)
    import_figures(crawls.store, [figure])
    trend = crawl_trend(crawls.store, "basic")
    assert [point.share for point in trend.points] == [
        crawl_share(crawls.store, crawl, crawls.profile) for crawl in made
    ]
    assert [replace(found, id=0) for found in trend.published] == [figure]
    assert crawl_trend(crawls.store, "strict").points == ()


def test_the_groups_of_any_column_add_up_to_the_whole(crawls: Crawls) -> None:
    crawl = crawls.crawl(WEB)
    whole = crawl_share(crawls.store, crawl, crawls.profile)
    found = share_by(crawls.store, crawl, crawls.profile, "level")
    assert [group.name for group in found] == ["c", "g", "i", "s", "w"]
    assert sum(group.share.accessible for group in found) == whole.accessible
    assert sum(group.share.registered for group in found) == whole.registered
    (nameless,) = share_by(crawls.store, crawl, crawls.profile, "tag:province")
    assert (nameless.name, nameless.share) == ("", whole)


def test_figures_are_imported_once_updated_and_removed(store: Store) -> None:
    first = PublishedFigure("2018", 0.44, "Flanders", "report")
    other = PublishedFigure("2017", 0.487, "Flanders", "report", "a note", (0.4, 0.5), 300)
    assert import_figures(store, [first, other]).added == 2
    better = replace(first, sites=150)
    count = import_figures(store, [better, other])
    assert (count.added, count.changed, count.unchanged) == (0, 1, 1)
    assert [replace(figure, id=0) for figure in published_figures(store)] == [other, better]
    assert remove_figures(store, [published_figures(store)[0].id, 99]) == 1
    assert [replace(figure, id=0) for figure in published_figures(store)] == [better]


def test_verdicts_of_the_web_are_as_the_test_means_them(crawls: Crawls) -> None:
    """Else the parts above could be right for the wrong reason."""
    crawl = crawls.crawl(WEB)
    found = get_verdicts(crawls.store, crawl.id, crawls.profile)
    names = {site.id: _name(site) for site in registered_sites(crawls.store)}
    assert {names[site_id]: verdict.verdict for site_id, verdict in found.items()} == {
        "stays": Verdict.ACCESSIBLE, "improves": Verdict.NOT_ACCESSIBLE, "worsens": Verdict.ACCESSIBLE,
        "goes-down": Verdict.ACCESSIBLE, "comes-up": Verdict.NOT_TESTED, "sampled": Verdict.ACCESSIBLE,
    }  # fmt: skip


def test_without_the_pages_of_the_earlier_crawl_it_is_said_that_the_sample_cannot_be_told_apart(crawls: Crawls) -> None:
    before, after = crawls.crawl(WEB), crawls.crawl(LATER)
    crawls.store.execute("UPDATE crawl SET details_removed_at = '2026-12-01T00:00:00+00:00' WHERE id = ?", (before.id,))
    found = crawls.compare(before, after)
    assert not found.pages_kept
    assert parts(found)["sampled"] == "worsened"
    assert sum(part.points for part in found.change.parts) == pytest.approx(found.change.change, abs=1e-12)
