"""Database -> the records the report and the exports are made from."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from results.model import (
    CheckDescription,
    CheckFindings,
    Coverage,
    Crawl,
    CrawlReport,
    GroupShare,
    Outcome,
    PageAudit,
    PageFindings,
    PlannedPage,
    Profile,
    Reason,
    Sample,
    SampledPage,
    Sensitivity,
    Share,
    Site,
    SiteDiscovery,
    SiteReport,
    SiteSummary,
    SiteVerdict,
)
from results.sensitivity import sensitivity
from results.statistics import share_of
from results.store import Store
from results.stored_audits import get_pages
from results.stored_crawls import crawl_sites
from results.stored_discoveries import get_discovery, get_sample
from results.stored_panels import get_comparison, started
from results.stored_statements import get_statements
from results.stored_verdicts import get_verdicts


def crawl_report(
    store: Store,
    crawl: Crawl,
    profiles: Sequence[Profile],
    checks: Mapping[str, CheckDescription],
    coverage: Coverage,
) -> CrawlReport:
    """The whole crawl without its findings. The crawl has been judged under every profile."""
    summaries = tuple(_summaries(store, crawl, profiles))
    return CrawlReport(
        crawl=crawl,
        profiles=tuple(profiles),
        shares={profile.name: crawl_share(store, crawl, profile) for profile in profiles},
        by_policy_domain=_grouped(summaries, crawl, profiles[0], lambda site: site.policy_domain),
        by_organisation=_grouped(summaries, crawl, profiles[0], lambda site: site.organisation),
        sites=summaries,
        checks=checks,
        coverage=coverage,
        sensitivity=crawl_sensitivity(store, crawl, profiles[0]),
    )


def crawl_share(store: Store, crawl: Crawl, profile: Profile) -> Share:
    """The share of all sites of the crawl under one profile."""
    verdicts = get_verdicts(store, crawl.id, profile).values()
    return share_of(verdicts, profile.name, crawl.selection, crawl.register_size)


def crawl_sensitivity(store: Store, crawl: Crawl, profile: Profile) -> tuple[Sensitivity, ...]:
    """The share without each criterion."""
    return sensitivity(get_verdicts(store, crawl.id, profile).values(), profile)


def site_reports(store: Store, report: CrawlReport) -> Iterator[SiteReport]:
    """One by one: ten thousand of them would not fit in memory."""
    for summary in report.sites:
        yield _site_report(store, report.crawl.id, summary)


def slug(site: Site) -> str:
    """Name of a site's page: readable, and the same in every crawl."""
    parts = urlsplit(site.url)
    address = f"{parts.netloc}{parts.path}".lower().removeprefix("www.")
    letters = unicodedata.normalize("NFKD", address).encode("ascii", "ignore").decode()
    readable = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:80].rstrip("-")
    # Two URLs may read alike (a-b.example, a.b.example): the digest keeps them apart.
    digest = hashlib.blake2b(site.url.encode(), digest_size=3).hexdigest()
    return f"{readable}-{digest}" if readable else digest


def _summaries(store: Store, crawl: Crawl, profiles: Sequence[Profile]) -> Iterator[SiteSummary]:
    verdicts = {profile.name: get_verdicts(store, crawl.id, profile) for profile in profiles}
    failures = {
        row["site_id"]: row["failures"]
        for row in store.rows(
            "SELECT page.site_id, sum(outcome.count) AS failures FROM outcome"
            " JOIN page ON page.id = outcome.page_id"
            " JOIN crawl_check ON crawl_check.crawl_id = page.crawl_id AND crawl_check.check_id = outcome.check_id"
            " WHERE page.crawl_id = ? AND outcome.outcome = 'failed' AND crawl_check.criteria <> ''"
            " GROUP BY page.site_id",
            (crawl.id,),
        )
    }
    statements = get_statements(store, crawl.id)
    for site in crawl_sites(store, crawl.id):
        yield SiteSummary(
            site=site,
            slug=slug(site),
            verdicts={name: by_site[site.id] for name, by_site in verdicts.items()},
            failures=failures.get(site.id, 0),
            statement=statements.get(site.id),
        )


def _grouped(
    summaries: Iterable[SiteSummary], crawl: Crawl, profile: Profile, group: Callable[[Site], str]
) -> tuple[GroupShare, ...]:
    """By name. Of a random sample, the frame is the whole register: intervals get wider by it, never narrower."""
    members: dict[str, list[SiteVerdict]] = {}
    for summary in summaries:
        members.setdefault(group(summary.site), []).append(summary.verdicts[profile.name])
    return tuple(
        GroupShare(name, share_of(verdicts, profile.name, crawl.selection, crawl.register_size))
        for name, verdicts in sorted(members.items(), key=lambda item: item[0].casefold())
    )


def _site_report(store: Store, crawl_id: int, summary: SiteSummary) -> SiteReport:
    site_id = summary.site.id
    discovery = get_discovery(store, crawl_id, site_id)
    sample = get_sample(store, crawl_id, site_id)
    pages = list(get_pages(store, crawl_id, site_id))
    planned_pages = {planned.url: planned for planned in sample.pages} if sample else {}
    visited = [(planned_pages.get(p.url, p), audit or _not_visited(p)) for p, audit in pages]
    return SiteReport(
        summary=summary,
        discovery=discovery or SiteDiscovery(site_id=site_id, reason=Reason.INTERRUPTED),
        sample=sample or Sample(site_id=site_id, seed=0, pages=(), frame_size=0),
        pages=tuple(
            SampledPage(planned, audit, _checks(audit, Outcome.FAILED), _checks(audit, Outcome.CANNOT_TELL))
            for planned, audit in visited
        ),
        findings=tuple(_findings([audit for _, audit in visited], best_practice=False)),
        best_practices=tuple(_findings([audit for _, audit in visited], best_practice=True)),
        joined=started(store, (page.since for page in planned_pages.values() if page.since)),
        comparison=get_comparison(store, crawl_id, site_id),
    )


def _not_visited(planned: PlannedPage) -> PageAudit:
    return PageAudit(url=planned.url, reason=Reason.INTERRUPTED)


def _checks(audit: PageAudit, outcome: Outcome) -> tuple[str, ...]:
    return tuple(o.check for o in audit.outcomes if o.outcome is outcome and o.criteria)


def _findings(audits: Sequence[PageAudit], *, best_practice: bool) -> list[CheckFindings]:
    """Failures first, then what a person must look at; within each, most pages first."""
    pages: dict[tuple[str, Outcome], list[PageFindings]] = {}
    for audit in audits:
        for outcome in audit.outcomes:
            wanted = (Outcome.FAILED,) if best_practice else (Outcome.FAILED, Outcome.CANNOT_TELL)
            if outcome.outcome in wanted and bool(outcome.criteria) != best_practice:
                pages.setdefault((outcome.check, outcome.outcome), []).append(
                    PageFindings(audit.url, outcome.count, outcome.findings)
                )
    found = [
        CheckFindings(check, outcome, sum(page.count for page in where), tuple(sorted(where, key=lambda p: -p.count)))
        for (check, outcome), where in pages.items()
    ]
    return sorted(found, key=lambda f: (f.outcome is not Outcome.FAILED, -len(f.pages), -f.count, f.check))
