"""Database -> what changed between two crawls, and all crawls in a row."""

from __future__ import annotations

from collections.abc import Mapping

from results.change.split import Judged, split_change
from results.change.stored_published_figures import published_figures
from results.crawls.stored_crawls import DetailsRemoved, crawl_sites, finished_crawls
from results.judging.stored_verdicts import (
    ProfileVersion,
    count_verdicts,
    profile_versions,
    site_verdicts,
    tested_pages,
    version_of,
)
from results.judging.verdict import JudgedPage, judge_pages
from results.model import (
    ChangePart,
    Crawl,
    CrawlComparison,
    Profile,
    Tools,
    Trend,
    TrendPoint,
    Verdict,
)
from results.reporting.stored_history import verdicts_of
from results.reporting.stored_report import share_under, slug
from results.storage.store import Store


def compare_crawls(store: Store, before: Crawl, after: Crawl, profile: Profile) -> CrawlComparison:
    """Both crawls have been judged under `profile`; the earlier one counts as it was first judged."""
    version, first = version_of(store, profile), first_version(store, before, profile)
    earlier, now = _verdicts(store, before, version), _verdicts(store, after, version)
    then = earlier if first == version else _verdicts(store, before, first)
    causes, pages_kept = _causes(store, before, after, profile, _turned(earlier, now))
    change = split_change(
        Judged(then, share_under(store, before, first, profile.name)),
        Judged(now, share_under(store, after, version, profile.name)),
        earlier,
        causes,
    )
    changed = {found.site_id for found in change.sites}
    here = {site.id: site for site in crawl_sites(store, after.id) if site.id in changed}
    gone = (
        {site.id: site for site in crawl_sites(store, before.id) if site.id in changed} if changed - here.keys() else {}
    )
    return CrawlComparison(
        before=before,
        after=after,
        version_before=first.version,
        version_after=profile.version,
        tools_changed=changed_tools(before.tools, after.tools),
        pages_kept=pages_kept,
        change=change,
        sites=gone | here,
        slugs={site_id: slug(site) for site_id, site in here.items()},
        earlier=verdicts_of(store, before.id, version),
    )


def previous_crawl(store: Store, crawl: Crawl) -> Crawl | None:
    """The last crawl finished before this one whose sites were chosen in the same way."""
    earlier = [c for c in finished_crawls(store) if c.id < crawl.id and c.selection is crawl.selection]
    return earlier[-1] if earlier else None


def first_version(store: Store, crawl: Crawl, profile: Profile) -> ProfileVersion:
    """The oldest version of the profile that the crawl was judged by: what was published of it."""
    for version in profile_versions(store, profile.name):
        if count_verdicts(store, crawl.id, version):
            return version
    return version_of(store, profile)


def crawl_trend(store: Store, profile: str) -> Trend:
    """All finished crawls under every version of the profile of this name they were judged by."""
    versions = profile_versions(store, profile)
    points = [
        TrendPoint(crawl.id, crawl.started_at, crawl.selection, version.version, version.digest, share)
        for crawl in finished_crawls(store)
        for version in versions
        if (share := share_under(store, crawl, version, profile)).registered
    ]
    return Trend(profile, tuple(points), published_figures(store))


def changed_tools(before: Tools, after: Tools) -> tuple[str, ...]:
    """What can turn a verdict though nobody touched the website."""
    pairs = {
        "monitor": (before.monitor_version, after.monitor_version),
        "axe-core": (before.axe_sha256, after.axe_sha256),
        "browser": (before.browser, after.browser),
        "image-reader": (before.image_reader, after.image_reader),
    }
    return tuple(name for name, (then, now) in pairs.items() if then != now)


def _verdicts(store: Store, crawl: Crawl, version: ProfileVersion) -> dict[int, Verdict]:
    return {site_id: verdict for site_id, (verdict, _) in site_verdicts(store, crawl.id, version).items()}


def _causes(
    store: Store, before: Crawl, after: Crawl, profile: Profile, turned: Mapping[int, tuple[Verdict, Verdict]]
) -> tuple[dict[int, ChangePart], bool]:
    """What else changed of the sites that `turned`: first the sample, then the tools; and whether pages were kept."""
    other = dict.fromkeys(turned, ChangePart.TOOLS) if changed_tools(before.tools, after.tools) else {}
    try:
        then, now = (tested_pages(store, crawl.id, profile, turned) for crawl in (before, after))
    except DetailsRemoved:
        return other, False
    return other | {
        site_id: ChangePart.SAMPLE
        for site_id, verdicts in turned.items()
        if not _seen_on_common_pages(profile, verdicts, (then[site_id], now[site_id]))
    }, True


def _turned(then: Mapping[int, Verdict], now: Mapping[int, Verdict]) -> dict[int, tuple[Verdict, Verdict]]:
    """Site id -> both verdicts, of the sites tested both times with another verdict."""
    both = {site_id: (then[site_id], now[site_id]) for site_id in then.keys() & now.keys()}
    return {
        site_id: verdicts
        for site_id, verdicts in both.items()
        if verdicts[0] is not verdicts[1] and Verdict.NOT_TESTED not in verdicts
    }


def _seen_on_common_pages(
    profile: Profile, verdicts: tuple[Verdict, Verdict], pages: tuple[dict[str, JudgedPage], dict[str, JudgedPage]]
) -> bool:
    """Whether the pages tested both times alone give the same two verdicts."""
    then, now = pages
    common = then.keys() & now.keys()
    if common == then.keys() == now.keys():
        return True
    return verdicts == (
        judge_pages(0, profile, [page for url, page in then.items() if url in common]).verdict,
        judge_pages(0, profile, [page for url, page in now.items() if url in common]).verdict,
    )
