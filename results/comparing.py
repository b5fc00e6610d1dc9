"""Database -> what changed between two crawls, and all crawls in a row."""

from __future__ import annotations

from collections.abc import Mapping

from results.history import Judged, split_change
from results.model import (
    ChangePart,
    Crawl,
    CrawlComparison,
    Profile,
    Share,
    Tools,
    Trend,
    TrendPoint,
    Verdict,
)
from results.reporting import crawl_share, slug
from results.statistics import share_from_counts
from results.store import Store
from results.stored_audits import get_pages
from results.stored_crawls import crawl_sites, finished_crawls
from results.stored_history import published_figures
from results.stored_verdicts import ProfileVersion, count_verdicts, profile_versions, site_verdicts
from results.verdict import JudgedPage, judge_site, judged_page


def compare_crawls(store: Store, before: Crawl, after: Crawl, profile: Profile) -> CrawlComparison:
    """Both crawls have been judged under `profile`; the earlier one counts as it was first judged."""
    first = first_version(store, before, profile)
    earlier = _verdicts(store, before, profile.digest)
    then = _verdicts(store, before, first.digest)
    now = _verdicts(store, after, profile.digest)
    change = split_change(
        Judged(then, _share(store, before, profile.name, first)),
        Judged(now, crawl_share(store, after, profile)),
        earlier,
        _causes(store, before, after, profile, _turned(earlier, now)),
    )
    told = {found.site_id for found in change.sites}
    here = {site.id: site for site in crawl_sites(store, after.id) if site.id in told}
    gone = {site.id: site for site in crawl_sites(store, before.id) if site.id in told} if told - here.keys() else {}
    return CrawlComparison(
        before=before,
        after=after,
        version_before=first.version,
        version_after=profile.version,
        tools_changed=changed_tools(before.tools, after.tools),
        change=change,
        sites=gone | here,
        slugs={site_id: slug(site) for site_id, site in here.items()},
    )


def previous_crawl(store: Store, crawl: Crawl) -> Crawl | None:
    """The last crawl finished before this one whose sites were chosen in the same way."""
    earlier = [c for c in finished_crawls(store) if c.id < crawl.id and c.selection is crawl.selection]
    return earlier[-1] if earlier else None


def first_version(store: Store, crawl: Crawl, profile: Profile) -> ProfileVersion:
    """The oldest version of the profile that the crawl was judged by: what was published of it."""
    for version in profile_versions(store, profile.name):
        if count_verdicts(store, version.digest, crawl.id):
            return version
    return ProfileVersion(profile.version, profile.digest)


def crawl_trend(store: Store, profile: str) -> Trend:
    """All finished crawls under every version of the profile of this name they were judged by."""
    crawls = {crawl.id: crawl for crawl in finished_crawls(store)}
    points = [
        TrendPoint(
            crawl_id=crawl_id,
            date=crawls[crawl_id].started_at,
            selection=crawls[crawl_id].selection,
            profile_version=version.version,
            profile_digest=version.digest,
            share=share_from_counts(counts, profile, crawls[crawl_id].selection, crawls[crawl_id].register_size),
        )
        for version in profile_versions(store, profile)
        for crawl_id, counts in count_verdicts(store, version.digest).items()
    ]
    # Stable: of one crawl, the versions stay in the order of their first use.
    return Trend(profile, tuple(sorted(points, key=lambda point: point.crawl_id)), published_figures(store))


def changed_tools(before: Tools, after: Tools) -> tuple[str, ...]:
    """What can turn a verdict though nobody touched the website."""
    pairs = {
        "monitor": (before.monitor_version, after.monitor_version),
        "axe-core": (before.axe_sha256, after.axe_sha256),
        "browser": (before.browser, after.browser),
    }
    return tuple(name for name, (then, now) in pairs.items() if then != now)


def _verdicts(store: Store, crawl: Crawl, digest: str) -> dict[int, Verdict]:
    return {site_id: verdict for site_id, (verdict, _) in site_verdicts(store, crawl.id, digest).items()}


def _share(store: Store, crawl: Crawl, name: str, version: ProfileVersion) -> Share:
    counts = count_verdicts(store, version.digest, crawl.id)
    return share_from_counts(counts.get(crawl.id, {}), name, crawl.selection, crawl.register_size)


def _causes(
    store: Store, before: Crawl, after: Crawl, profile: Profile, turned: Mapping[int, tuple[Verdict, Verdict]]
) -> dict[int, ChangePart]:
    """What else changed of the sites that `turned`: first the sample, then the tools."""
    tools_changed = bool(changed_tools(before.tools, after.tools))
    causes: dict[int, ChangePart] = {}
    for site_id, verdicts in turned.items():
        pages = _tested_pages(store, before.id, site_id), _tested_pages(store, after.id, site_id)
        if not _seen_on_common_pages(profile, verdicts, pages):
            causes[site_id] = ChangePart.SAMPLE
        elif tools_changed:
            causes[site_id] = ChangePart.TOOLS
    return causes


def _turned(then: Mapping[int, Verdict], now: Mapping[int, Verdict]) -> dict[int, tuple[Verdict, Verdict]]:
    """Site id -> both verdicts, of the sites tested both times with another verdict."""
    both = {site_id: (then[site_id], now[site_id]) for site_id in then.keys() & now.keys()}
    return {
        site_id: verdicts
        for site_id, verdicts in both.items()
        if verdicts[0] is not verdicts[1] and Verdict.NOT_TESTED not in verdicts
    }


def _tested_pages(store: Store, crawl_id: int, site_id: int) -> dict[str, JudgedPage]:
    return {
        planned.url: judged_page(planned, audit)
        for planned, audit in get_pages(store, crawl_id, site_id)
        if audit is not None and audit.tested
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
        judge_site(0, profile, [page for url, page in then.items() if url in common]).verdict,
        judge_site(0, profile, [page for url, page in now.items() if url in common]).verdict,
    )
