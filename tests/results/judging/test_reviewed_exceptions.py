"""Accepted failures: the verdict without them, and nothing else changed. The measured verdict never is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from results.barriers.observing import observe
from results.barriers.stored_barriers import site_barriers
from results.barriers.stored_following import save_barriers
from results.crawls.stored_audits import get_pages
from results.crawls.stored_crawls import get_crawl
from results.judging.reviewed_exceptions import accepted_pages, judged_pages
from results.judging.stored_reviewed_exceptions import add_exception, get_exceptions, remove_exception
from results.judging.stored_verdicts import get_verdicts, judge_crawl
from results.judging.verdict import judge_site
from results.model import (
    CheckOutcome,
    ExceptionState,
    Finding,
    Outcome,
    PageAudit,
    PlannedPage,
    Profile,
    ReviewedException,
    Verdict,
)
from results.reporting.stored_report import accepted_shares, crawl_share

HOME = PlannedPage("https://town.test/", "home")
OTHER = PlannedPage("https://town.test/1", "random")
LOGO, PHOTO = '<img class="logo">', '<img class="photo">'
MADE = ReviewedException(1, 1, HOME.url, "image-alt", "It is art", "An", "2026-11-01T00:00:00+00:00", "2027-01-01")


def failed(*snippets: str, count: int | None = None) -> CheckOutcome:
    findings = tuple(Finding("image-alt", Outcome.FAILED, "img", one, region="main") for one in snippets)
    return CheckOutcome("image-alt", Outcome.FAILED, ("1.1.1",), count or len(findings), findings)


PASSED = CheckOutcome("image-alt", Outcome.PASSED, ("1.1.1",))
PAGES = (
    (HOME, PageAudit(HOME.url, outcomes=(failed(LOGO, PHOTO),))),
    (OTHER, PageAudit(OTHER.url, outcomes=(failed(LOGO),))),
)


def outcomes(
    *exceptions: ReviewedException, components: dict[int, str] | None = None
) -> list[tuple[CheckOutcome, ...]]:
    return [audit.outcomes for _, audit in accepted_pages(PAGES, exceptions, components or {}) if audit]


def test_a_check_accepted_on_a_site_has_passed_on_every_page() -> None:
    assert outcomes(MADE) == [(PASSED,), (PASSED,)]


def test_a_check_accepted_on_a_page_still_fails_on_others() -> None:
    assert outcomes(replace(MADE, page=HOME.url)) == [(PASSED,), (failed(LOGO),)]


def test_a_barrier_accepted_leaves_the_other_elements_of_its_check() -> None:
    logo = next(each for each in observe(PAGES).barriers if each.findings[0].snippet == LOGO)
    assert outcomes(replace(MADE, barrier=5), components={5: logo.component}) == [(failed(PHOTO),), (PASSED,)]


def test_another_check_a_barrier_that_is_gone_and_no_exception_accept_nothing() -> None:
    assert outcomes(replace(MADE, check="label")) == outcomes(replace(MADE, barrier=6)) == outcomes()


def test_an_exception_counts_until_its_last_day_and_not_when_it_was_taken_back() -> None:
    days = [MADE.state(day) for day in ("2026-11-22T10:00:00+00:00", "2027-01-01", "2027-01-02")]
    assert days == [ExceptionState.COUNTS, ExceptionState.COUNTS, ExceptionState.EXPIRED]
    assert replace(MADE, removed_at="2026-11-02").state("2026-11-01") is ExceptionState.REMOVED


def test_without_exceptions_the_pages_judge_as_they_were_measured(stored: Any, basic: Profile, strict: Profile) -> None:
    judge_crawl(stored.store, stored.crawl.id, [basic, strict])
    for profile in (basic, strict):
        measured = get_verdicts(stored.store, stored.crawl.id, profile)
        for name in ("good", "bad", "half"):
            site_id = stored.site_id(name)
            pages = judged_pages(tuple(get_pages(stored.store, stored.crawl.id, site_id)))
            assert judge_site(site_id, profile, pages) == measured[site_id]


def test_the_share_is_measured_and_beside_it_the_one_with_what_counts(stored: Any, strict: Profile) -> None:
    store, bad = stored.store, stored.site_id("bad")
    judge_crawl(store, stored.crawl.id, [strict])
    crawl = get_crawl(store, stored.crawl.id)
    assert crawl is not None
    before = crawl_share(store, crawl, strict)
    assert accepted_shares(store, crawl, [strict]) == {}

    made = [
        add_exception(store, replace(MADE, site_id=bad, check=check, expires_on="2999-01-01"))
        for check in ("image-alt", "color-contrast")
    ]
    assert [each.id for each in get_exceptions(store)] == [each.id for each in made]
    with_them = accepted_shares(store, crawl, [strict])["strict"]
    assert (with_them.accessible, with_them.not_accessible) == (before.accessible + 1, before.not_accessible - 1)
    assert with_them.not_tested == before.not_tested
    assert crawl_share(store, crawl, strict) == before
    assert get_verdicts(store, crawl.id, strict)[bad].verdict is Verdict.NOT_ACCESSIBLE

    assert remove_exception(store, made[0].id, "Bo")
    assert not remove_exception(store, made[0].id, "Bo")
    still = accepted_shares(store, crawl, [strict])["strict"]
    assert still.accessible == before.accessible
    assert [(each.removed_by, bool(each.removed_at)) for each in get_exceptions(store)] == [("Bo", True), ("", False)]


def test_an_exception_of_one_barrier_is_found_again_by_its_component(stored: Any, strict: Profile) -> None:
    store, bad = stored.store, stored.site_id("bad")
    save_barriers(store, stored.crawl.id, bad, list(zip(stored.samples[bad].pages, stored.audits[bad], strict=True)))
    judge_crawl(store, stored.crawl.id, [strict])
    crawl = get_crawl(store, stored.crawl.id)
    assert crawl is not None
    for barrier in site_barriers(store, crawl.id, bad):
        if barrier.outcome is Outcome.FAILED and not barrier.best_practice:
            add_exception(
                store, replace(MADE, site_id=bad, check=barrier.check, barrier=barrier.id, expires_on="2999-01-01")
            )
    assert (
        accepted_shares(store, crawl, [strict])["strict"].accessible == crawl_share(store, crawl, strict).accessible + 1
    )
