"""Database -> the records the report and the exports are made from."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from results.barriers.stored_barriers import are_followed, barrier_summary, site_barriers
from results.barriers.stored_confirmations import agreement_in
from results.crawls.stored_audits import get_pages
from results.crawls.stored_carrying import carried_pages, get_retests
from results.crawls.stored_crawls import crawl_checks, crawl_sites
from results.crawls.stored_discoveries import get_discovery, get_sample
from results.crawls.stored_ends import ends_of_search
from results.crawls.stored_panels import get_comparison, started
from results.crawls.stored_statements import get_statements
from results.judging.grouping import group_of, group_shares, worth_telling
from results.judging.sensitivity import sensitivity, sensitivity_at
from results.judging.statistics import share_from_counts, share_of
from results.judging.stored_reviewed_exceptions import accepted_verdicts, get_exceptions
from results.judging.stored_strata import get_strata
from results.judging.stored_verdicts import ProfileVersion, count_verdicts, get_verdicts, site_verdicts, version_of
from results.judging.stratified import stratified_share
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
    ReviewedException,
    Sample,
    SampledPage,
    Selection,
    Sensitivity,
    SensitivityAt,
    Share,
    Site,
    SiteDiscovery,
    SiteReport,
    SiteSummary,
)
from results.register.stored_organisations import organisations
from results.register.stored_sites import visits_of_sites
from results.reporting.labels import labels_of
from results.reporting.stored_history import last_tested, site_history
from results.storage.store import Store


def crawl_report(
    store: Store,
    crawl: Crawl,
    profiles: Sequence[Profile],
    checks: Mapping[str, CheckDescription],
    coverage: Coverage,
) -> CrawlReport:
    """The whole crawl without its findings. The crawl has been judged under every profile."""
    summaries = tuple(_summaries(store, crawl, profiles))
    verdicts = [summary.verdicts[profiles[0].name] for summary in summaries]
    within = _within_groups(store, crawl)
    known = {organisation.name: organisation for organisation in organisations(store)}
    return CrawlReport(
        crawl=crawl,
        profiles=tuple(profiles),
        shares={profile.name: crawl_share(store, crawl, profile) for profile in profiles},
        by_policy_domain=_grouped(summaries, within, profiles[0], "policy_domain"),
        by_organisation=_grouped(summaries, within, profiles[0], "organisation"),
        sites=summaries,
        checks=checks,
        coverage=coverage,
        sensitivity=sensitivity(verdicts, profiles[0]),
        groups={
            group: _grouped(summaries, within, profiles[0], group)
            for group in worth_telling([summary.site for summary in summaries])
        },
        at_thresholds=sensitivity_at(verdicts, profiles[0]),
        barriers=barrier_summary(store, crawl.id),
        exceptions=get_exceptions(store),
        accepted_shares=accepted_shares(store, crawl, profiles),
        doubtful=_doubtful(store, crawl.id),
        organisations=known,
        visits=visits_of_sites(store),
        carried=carried_pages(store, crawl.id),
        wrong_retests=tuple(retest for retest in get_retests(store, crawl.id) if retest.differing),
        labels=labels_of((summary.site for summary in summaries), known.values()),
        agreement=agreement_in(store, crawl.id),
    )


def accepted_shares(store: Store, crawl: Crawl, profiles: Sequence[Profile]) -> dict[str, Share]:
    """Profile -> the share if the reviewed exceptions are accepted; empty when none counts."""
    made, strata = get_exceptions(store), get_strata(store, crawl.id)
    shares = {}
    for profile in profiles if made else ():
        judged = accepted_verdicts(store, crawl, profile, get_verdicts(store, crawl.id, profile), made)
        if judged is None:
            continue
        if strata:
            answers = {site_id: (verdict.verdict, verdict.reason) for site_id, verdict in judged.items()}
            shares[profile.name] = stratified_share(answers, strata, profile.name, crawl.register_size)
        else:
            shares[profile.name] = share_of(judged.values(), profile.name, crawl.selection, crawl.register_size)
    return shares


def crawl_share(store: Store, crawl: Crawl, profile: Profile) -> Share:
    """The share of all sites of the crawl under one profile."""
    return share_under(store, crawl, version_of(store, profile), profile.name)


def share_under(store: Store, crawl: Crawl, version: ProfileVersion, profile: str) -> Share:
    """The same under a version of the profile of this name; no site is registered when it was not judged so."""
    if strata := get_strata(store, crawl.id):
        return stratified_share(site_verdicts(store, crawl.id, version), strata, profile, crawl.register_size)
    return share_from_counts(count_verdicts(store, crawl.id, version), profile, crawl.selection, crawl.register_size)


def share_by(store: Store, crawl: Crawl, profile: Profile, group: str) -> tuple[GroupShare, ...]:
    """The shares within the groups of sites that `group` makes: one of GROUPS, or tag:NAME."""
    verdicts = site_verdicts(store, crawl.id, version_of(store, profile))
    found = ((group_of(site, group), verdicts[site.id]) for site in crawl_sites(store, crawl.id))
    return group_shares(found, _within_groups(store, crawl), profile.name)


def _within_groups(store: Store, crawl: Crawl) -> Crawl:
    """Of a sample drawn by strata, what the weights within another group are is not known: it is only counted."""
    return replace(crawl, selection=Selection.CHOSEN) if get_strata(store, crawl.id) else crawl


def crawl_sensitivity(
    store: Store, crawl: Crawl, profile: Profile
) -> tuple[tuple[Sensitivity, ...], tuple[SensitivityAt, ...]]:
    """The share without each criterion, and at other thresholds."""
    verdicts = get_verdicts(store, crawl.id, profile).values()
    return sensitivity(verdicts, profile), sensitivity_at(verdicts, profile)


def site_reports(store: Store, report: CrawlReport, *, with_passed: bool = True) -> Iterator[SiteReport]:
    """One by one: ten thousand of them would not fit in memory.

    with_passed: pages with all their outcomes, which no page shows but some exports write.
    """
    for summary in report.sites:
        made = tuple(each for each in report.exceptions if each.site_id == summary.site.id)
        yield _site_report(store, report, summary, made, with_passed=with_passed)


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
    failed = _failed_checks(store, crawl.id)
    counting = {check for check, criteria in crawl_checks(store, crawl.id).items() if criteria}
    statements, ended = get_statements(store, crawl.id), ends_of_search(store, crawl.id)
    tested = last_tested(store, crawl.id)
    for site in crawl_sites(store, crawl.id):
        yield SiteSummary(
            site=site,
            slug=slug(site),
            verdicts={name: by_site[site.id] for name, by_site in verdicts.items()},
            failures=sum(places for check, places in failed.get(site.id, {}).items() if check in counting),
            statement=statements.get(site.id),
            ended=ended.get(site.id, ""),
            failed_checks=failed.get(site.id, {}),
            last_tested=tested.get(site.id, ""),
        )


def _failed_checks(store: Store, crawl_id: int) -> dict[int, dict[str, int]]:
    """Site id -> check -> failed elements, most first."""
    failed: dict[int, dict[str, int]] = {}
    rows = store.execute(
        "SELECT site_id, name, sum(outcome.count) AS places FROM visit"
        " JOIN outcome ON outcome.page_result_id = visit.page_result_id AND outcome.outcome = 'failed'"
        " JOIN check_name ON check_name.id = outcome.check_id"
        " WHERE visit.crawl_id = ? GROUP BY site_id, check_name.id ORDER BY site_id, places DESC, name",
        (crawl_id,),
    )
    for site_id, check, places in rows:
        failed.setdefault(site_id, {})[check] = places
    return failed


def _doubtful(store: Store, crawl_id: int) -> dict[str, int]:
    """Check -> sites on which it could not decide somewhere."""
    rows = store.execute(
        "SELECT name, count(DISTINCT site_id) FROM visit"
        " JOIN outcome ON outcome.page_result_id = visit.page_result_id AND outcome.outcome = 'cantTell'"
        " JOIN check_name ON check_name.id = outcome.check_id WHERE visit.crawl_id = ? GROUP BY name ORDER BY name",
        (crawl_id,),
    )
    return dict(iter(rows))


def _grouped(summaries: Iterable[SiteSummary], crawl: Crawl, profile: Profile, group: str) -> tuple[GroupShare, ...]:
    found = ((group_of(summary.site, group), summary.verdicts[profile.name]) for summary in summaries)
    return group_shares(((name, (v.verdict, v.reason)) for name, v in found), crawl, profile.name)


def _site_report(
    store: Store,
    report: CrawlReport,
    summary: SiteSummary,
    exceptions: tuple[ReviewedException, ...],
    *,
    with_passed: bool,
) -> SiteReport:
    crawl_id, site_id = report.crawl.id, summary.site.id
    discovery = get_discovery(store, crawl_id, site_id)
    sample = get_sample(store, crawl_id, site_id)
    pages = list(get_pages(store, crawl_id, site_id, with_passed=with_passed))
    visited = [(planned, audit or _not_visited(planned)) for planned, audit in pages]
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
        barriers=site_barriers(store, crawl_id, site_id),
        followed=are_followed(store, crawl_id, site_id),
        exceptions=exceptions,
        joined=started(store, (planned.since for planned, _ in pages if planned.since)),
        comparison=get_comparison(store, crawl_id, site_id),
        history=site_history(store, crawl_id, site_id, report.profiles[0].name),
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
