from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from results.crawls.stored_audits import save_audits
from results.crawls.stored_crawls import start_crawl
from results.judging.statistics import share_of
from results.judging.stored_verdicts import get_verdicts, is_judged, judge_crawl
from results.judging.verdict import JudgedPage, judge_site
from results.model import CheckOutcome, Finding, Outcome, PageAudit, Profile, Reason, SiteVerdict, Verdict


def judged_page(role: str, audit: PageAudit | None) -> JudgedPage:
    """What the audit says, without the database in between."""
    if audit is None:
        return JudgedPage(role, Reason.INTERRUPTED, {})
    failed = [outcome for outcome in audit.outcomes if outcome.outcome is Outcome.FAILED]
    return JudgedPage(
        role,
        audit.reason,
        {o.check: frozenset(p.outcome for p in audit.outcomes if p.check == o.check) for o in audit.outcomes},
        frozenset(outcome.check for outcome in failed if outcome.criteria),
        {outcome.check: frozenset(finding.region for finding in outcome.findings) for outcome in failed},
    )


def in_memory(stored: Any, profile: Profile) -> dict[int, SiteVerdict]:
    verdicts = {}
    for site in stored.sites:
        found = stored.discoveries.get(site.id)
        audits = {audit.url: audit for audit in stored.audits.get(site.id, ())}
        planned = stored.samples[site.id].pages if found else ()
        pages = [judged_page(page.role, audits.get(page.url)) for page in planned]
        verdicts[site.id] = judge_site(site.id, profile, pages, found.reason if found else Reason.INTERRUPTED)
    return verdicts


def test_verdicts_from_the_database_equal_verdicts_from_memory(stored: Any, basic: Profile, strict: Profile) -> None:
    judge_crawl(stored.store, stored.crawl.id, [basic, strict])
    for profile in (basic, strict):
        assert get_verdicts(stored.store, stored.crawl.id, profile) == in_memory(stored, profile)


def test_every_site_has_a_verdict_or_a_reason(stored: Any, basic: Profile) -> None:
    judge_crawl(stored.store, stored.crawl.id, [basic])
    read = get_verdicts(stored.store, stored.crawl.id, basic)
    assert {name: (read[stored.site_id(name)].verdict, read[stored.site_id(name)].reason) for name in (
        "good", "bad", "gone", "closed", "late", "half"
    )} == {
        "good": (Verdict.ACCESSIBLE, None),
        "bad": (Verdict.NOT_ACCESSIBLE, None),
        "gone": (Verdict.NOT_TESTED, Reason.UNREACHABLE),
        "closed": (Verdict.NOT_TESTED, Reason.ACCESS_DENIED),
        "late": (Verdict.NOT_TESTED, Reason.INTERRUPTED),
        "half": (Verdict.ACCESSIBLE, None),
    }  # fmt: skip
    assert (read[stored.site_id("half")].pages_planned, read[stored.site_id("half")].pages_tested) == (2, 1)


def test_best_practices_never_count(stored: Any, strict: Profile) -> None:
    site_id = stored.site_id("good")
    home, other = stored.audits[site_id]
    region = next(o for o in stored.audits[stored.site_id("bad")][0].outcomes if o.check == "region")
    save_audits(stored.store, stored.crawl.id, site_id, [replace(home, outcomes=(region, *home.outcomes)), other])
    judge_crawl(stored.store, stored.crawl.id, [strict])
    verdict = get_verdicts(stored.store, stored.crawl.id, strict)[site_id]
    assert (verdict.verdict, verdict.pages_failed) == (Verdict.ACCESSIBLE, 0)


@pytest.mark.parametrize(
    ("failed_in", "doubt_in", "blockers"),
    [("navigation", "main", ("link-name",)), ("main", "navigation", ())],
)
def test_a_blocker_is_found_by_the_landmark_of_what_failed(
    stored: Any, basic: Profile, failed_in: str, doubt_in: str, blockers: tuple[str, ...]
) -> None:
    site_id = stored.site_id("good")
    home, other = stored.audits[site_id]
    links = (_link(Outcome.FAILED, failed_in), _link(Outcome.CANNOT_TELL, doubt_in))
    save_audits(stored.store, stored.crawl.id, site_id, [replace(home, outcomes=(*links, *home.outcomes)), other])
    judge_crawl(stored.store, stored.crawl.id, [basic])
    assert get_verdicts(stored.store, stored.crawl.id, basic)[site_id].blockers == blockers


def _link(outcome: Outcome, region: str) -> CheckOutcome:
    finding = Finding("link-name", outcome, "a", "<a href=/></a>", region=region)
    return CheckOutcome("link-name", outcome, ("2.4.4",), 1, (finding,))


def test_judging_again_under_the_same_file_replaces_the_verdicts(stored: Any, basic: Profile) -> None:
    judge_crawl(stored.store, stored.crawl.id, [basic])
    before = get_verdicts(stored.store, stored.crawl.id, basic)
    judge_crawl(stored.store, stored.crawl.id, [basic])
    assert get_verdicts(stored.store, stored.crawl.id, basic) == before
    rows = [stored.store.row(f"SELECT count(*) AS n FROM {table}")["n"] for table in ("verdict", "criterion_results")]
    assert rows == [len(stored.sites), len(stored.sites) * len(basic.criteria)]


def test_a_site_audited_since_gets_a_new_verdict(stored: Any, basic: Profile) -> None:
    judge_crawl(stored.store, stored.crawl.id, [basic])
    half, bad = stored.site_id("half"), stored.site_id("bad")
    failing = replace(stored.audits[bad][0], url="https://half.test/1")
    save_audits(stored.store, stored.crawl.id, half, [failing])
    judge_crawl(stored.store, stored.crawl.id, [basic])
    verdict = get_verdicts(stored.store, stored.crawl.id, basic)[half]
    assert (verdict.verdict, verdict.pages_tested) == (Verdict.NOT_ACCESSIBLE, 2)


def test_the_view_criterion_results_tells_every_criterion_of_every_verdict(stored: Any, basic: Profile) -> None:
    judge_crawl(stored.store, stored.crawl.id, [basic])
    urls = {site.id: site.url for site in stored.sites}
    columns = "crawl, site, profile, profile_version, criterion, state, weight, pages, pages_failed, checks"
    told = [tuple(row) for row in stored.store.rows(f"SELECT {columns} FROM criterion_results")]
    assert Counter((*row[:-1], tuple(json.loads(row[-1]))) for row in told) == Counter(
        (stored.crawl.id, urls[site_id], "basic", "1", result.criterion, result.state, result.weight, result.pages,
         result.pages_failed, result.checks)
        for site_id, verdict in get_verdicts(stored.store, stored.crawl.id, basic).items()
        for result in verdict.criteria
    )  # fmt: skip


def test_a_profile_that_leaves_out_criteria_of_another_standard_has_verdicts_of_its_own(
    stored: Any, basic: Profile, inputs: Any
) -> None:
    """One file, two crawls by different standards."""
    fitted = replace(basic, criteria=basic.criteria[:2])
    other = start_crawl(stored.store, inputs)
    judge_crawl(stored.store, stored.crawl.id, [basic])
    judge_crawl(stored.store, other.id, [fitted])
    assert is_judged(stored.store, other.id, fitted)
    assert not is_judged(stored.store, other.id, basic)
    verdicts = get_verdicts(stored.store, other.id, fitted)
    assert {tuple(result.criterion for result in v.criteria) for v in verdicts.values()} == {("images", "contrast")}


def test_judging_under_a_changed_file_keeps_the_old_verdicts(stored: Any, basic: Profile) -> None:
    changed = replace(basic, threshold=0.0, blockers=(), version="2", digest="ef" * 32)
    judge_crawl(stored.store, stored.crawl.id, [basic])
    before = get_verdicts(stored.store, stored.crawl.id, basic)
    judge_crawl(stored.store, stored.crawl.id, [changed])
    assert get_verdicts(stored.store, stored.crawl.id, basic) == before
    after = get_verdicts(stored.store, stored.crawl.id, changed)
    assert after == in_memory(stored, changed)
    assert after[stored.site_id("bad")].verdict is Verdict.ACCESSIBLE
    assert before[stored.site_id("bad")].verdict is Verdict.NOT_ACCESSIBLE


def test_a_crawl_is_judged_under_exactly_the_files_it_was_judged_under(
    stored: Any, basic: Profile, strict: Profile, inputs: Any
) -> None:
    other = start_crawl(stored.store, inputs)
    judge_crawl(stored.store, stored.crawl.id, [basic])
    changed = replace(basic, digest="ef" * 32)
    answers = {
        (crawl, profile.digest): is_judged(stored.store, crawl, profile)
        for crawl in (stored.crawl.id, other.id)
        for profile in (basic, strict, changed)
    }
    assert [key for key, answer in answers.items() if answer] == [(stored.crawl.id, basic.digest)]
    assert get_verdicts(stored.store, other.id, basic) == {}


def test_a_judgement_that_fails_halfway_leaves_the_old_verdicts(
    stored: Any, basic: Profile, strict: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge_crawl(stored.store, stored.crawl.id, [basic])
    before = get_verdicts(stored.store, stored.crawl.id, basic)

    def stop_at_the_third(site_id: int, *rest: Any) -> SiteVerdict:
        if site_id == 3:
            raise KeyboardInterrupt
        return replace(judge_site(site_id, *rest), verdict=Verdict.NOT_ACCESSIBLE, reason=None, score=0.123)

    monkeypatch.setattr("results.judging.stored_verdicts.judge_site", stop_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        judge_crawl(stored.store, stored.crawl.id, [basic, strict])
    assert get_verdicts(stored.store, stored.crawl.id, basic) == before
    assert not is_judged(stored.store, stored.crawl.id, strict)


def test_the_view_share_by_crawl_gives_the_figures_of_the_statistics(
    stored: Any, basic: Profile, strict: Profile, inputs: Any
) -> None:
    untouched = start_crawl(stored.store, inputs)
    for crawl_id in (stored.crawl.id, untouched.id):
        judge_crawl(stored.store, crawl_id, [basic, strict])
    told = [tuple(row) for row in stored.store.rows("SELECT * FROM share_by_crawl")]
    assert Counter((row[0], *row[2:]) for row in told) == Counter(
        (crawl_id, profile.name, profile.version, s.registered, s.accessible, s.not_accessible,
         sum(s.not_tested.values()), s.share)
        for crawl_id in (stored.crawl.id, untouched.id)
        for profile in (basic, strict)
        for s in [share_of(get_verdicts(stored.store, crawl_id, profile).values(), profile.name,
                           stored.crawl.selection, stored.crawl.register_size)]
    )  # fmt: skip
    assert {row[0]: bool(row[1]) for row in told} == {stored.crawl.id: True, untouched.id: False}
