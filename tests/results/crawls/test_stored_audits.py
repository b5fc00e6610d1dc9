from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from results.crawls.stored_audits import audited_sites, get_pages, pages_to_visit, save_audits
from results.crawls.stored_crawls import start_crawl
from results.crawls.stored_discoveries import save_discovery
from results.judging.stored_verdicts import judge_crawl
from results.model import CheckOutcome, Crawl, Finding, Outcome, PageAudit, PlannedPage, Reason, Sample, SiteDiscovery
from results.storage.store import Store


def test_audits_come_back_whole_with_the_page_they_were_planned_for(stored: Any) -> None:
    read = {site_id: list(get_pages(stored.store, stored.crawl.id, site_id)) for site_id in stored.samples}
    assert read == {
        site_id: [
            (planned, next((audit for audit in stored.audits.get(site_id, ()) if audit.url == planned.url), None))
            for planned in sample.pages
        ]
        for site_id, sample in stored.samples.items()
    }


def test_every_outcome_of_a_page_comes_back(stored: Any) -> None:
    """Passed and inapplicable are stored as one text; nothing of them may be lost."""
    ((_, audit), _) = get_pages(stored.store, stored.crawl.id, stored.site_id("bad"))
    assert audit is not None
    assert [(found.check, found.outcome, found.count, len(found.findings)) for found in audit.outcomes] == [
        ("color-contrast", Outcome.FAILED, 1, 1),
        ("color-contrast", Outcome.CANNOT_TELL, 2, 2),
        ("image-alt", Outcome.FAILED, 25, 3),
        ("region", Outcome.FAILED, 4, 4),
        ("video-caption", Outcome.UNTESTED, 0, 0),
        ("label", Outcome.INAPPLICABLE, 0, 0),
        ("link-name", Outcome.PASSED, 0, 0),
    ]


def test_without_findings_only_they_are_missing(stored: Any) -> None:
    site_id = stored.site_id("bad")
    read = [audit for _, audit in get_pages(stored.store, stored.crawl.id, site_id, with_findings=False)]
    assert read == [
        replace(audit, outcomes=tuple(replace(outcome, findings=()) for outcome in audit.outcomes))
        for audit in stored.audits[site_id]
    ]


def test_pages_that_say_the_same_share_their_texts(stored: Any) -> None:
    rows = stored.store.rows("SELECT count(DISTINCT no_failure_id) AS n FROM page_result WHERE http_status = 200")
    assert [row["n"] for row in rows] == [3]  # five pages tested, three different answers
    snippets = stored.store.rows("SELECT count(DISTINCT snippet_id) AS n, count(*) AS findings FROM finding")
    assert [tuple(row) for row in snippets] == [(7, 17)]  # the one of image-alt that is doubtful is as one that failed


def test_a_page_that_gives_the_same_in_the_next_crawl_costs_only_its_visit(stored: Any, inputs: Any) -> None:
    tables = ("text", "page", "choice", "page_result", "outcome", "finding_set", "finding", "check_name")
    bad = stored.site_id("bad")

    def rows() -> list[int]:
        return [stored.store.row(f"SELECT count(*) AS n FROM {table}")["n"] for table in tables]

    before = rows()
    again = start_crawl(stored.store, inputs)
    save_discovery(stored.store, again.id, stored.discoveries[bad], stored.samples[bad])
    later = [replace(a, audited_at="2026-11-29T10:00:00+00:00", load_seconds=9.999) for a in stored.audits[bad]]
    save_audits(stored.store, again.id, bad, later)
    assert rows() == before
    assert [audit for _, audit in get_pages(stored.store, again.id, bad)] == later


def test_outcomes_on_the_pages_of_one_template_share_their_elements(stored: Any, inputs: Any) -> None:
    bad, good = stored.site_id("bad"), stored.site_id("good")
    before = stored.store.row("SELECT count(*) AS n FROM finding_set")["n"]
    footer = [replace(audit, outcomes=stored.audits[bad][0].outcomes) for audit in stored.audits[good]]
    save_audits(stored.store, stored.crawl.id, good, footer)
    assert stored.store.row("SELECT count(*) AS n FROM finding_set")["n"] == before
    assert [audit for _, audit in get_pages(stored.store, stored.crawl.id, good)] == footer


def test_a_site_is_audited_when_no_page_is_left_to_visit(stored: Any) -> None:
    """gone has nothing to visit; half has a page left; late is not discovered."""
    audited = audited_sites(stored.store, stored.crawl.id)
    assert audited == {stored.site_id(name) for name in ("good", "bad", "closed", "gone")}


def test_pages_left_to_visit_are_those_neither_visited_nor_proved_unchanged(stored: Any, inputs: Any) -> None:
    assert pages_to_visit(stored.store, stored.crawl.id) == {stored.site_id("half"): (1, 1.5)}

    other, bad = start_crawl(stored.store, inputs), stored.site_id("bad")
    found, sample = stored.discoveries[bad], stored.samples[bad]
    unchanged = tuple(page.url for page in sample.pages[:1])
    save_discovery(stored.store, other.id, replace(found, crawl_delay=7.0, unchanged=unchanged), sample)
    assert pages_to_visit(stored.store, other.id) == {bad: (len(sample.pages) - 1, 7.0)}


def test_other_crawls_do_not_matter_to_what_is_audited(stored: Any, inputs: Any) -> None:
    other = start_crawl(stored.store, inputs)
    assert audited_sites(stored.store, other.id) == frozenset()
    save_discovery(
        stored.store, other.id, SiteDiscovery(1), Sample(1, 1, (PlannedPage("https://good.test/", "home"),), 1)
    )
    assert audited_sites(stored.store, other.id) == frozenset()


def test_a_page_visited_again_has_only_what_the_last_visit_gave(stored: Any) -> None:
    site_id = stored.site_id("bad")
    home, other = stored.audits[site_id]
    again = replace(other, url=home.url, outcomes=other.outcomes[:1], title="again")
    save_audits(stored.store, stored.crawl.id, site_id, [again])
    assert [audit for _, audit in get_pages(stored.store, stored.crawl.id, site_id)] == [again, other]


def test_a_page_that_is_not_of_the_sample_is_refused(stored: Any) -> None:
    audit = PageAudit("https://good.test/other", audited_at="2026-11-22T10:00:00+00:00")
    with pytest.raises(KeyError, match=r"good\.test/other"):
        save_audits(stored.store, stored.crawl.id, stored.site_id("good"), [audit])


def test_a_visit_without_a_time_is_refused_because_it_would_look_as_if_it_never_was(stored: Any) -> None:
    with pytest.raises(AssertionError):
        save_audits(stored.store, stored.crawl.id, stored.site_id("good"), [PageAudit("https://good.test/")])


def test_a_site_whose_storing_fails_halfway_has_no_audit_at_all(
    store: Store, crawl: Crawl, monkeypatch: pytest.MonkeyPatch
) -> None:
    urls = [f"https://good.test/{n}" for n in range(3)]
    finding = Finding("image-alt", Outcome.FAILED, "img", "<img>")
    outcome = CheckOutcome("image-alt", Outcome.FAILED, ("1.1.1",), 1, (finding,))
    audits = [PageAudit(url, outcomes=(outcome,), audited_at="2026-11-22T10:00:00+00:00") for url in urls]
    save_discovery(store, crawl.id, SiteDiscovery(1), Sample(1, 1, tuple(PlannedPage(url, "all") for url in urls), 3))
    real, calls = Store.execute_many, iter(range(3))

    def fail_on_the_second(self: Store, *arguments: Any) -> None:
        if next(calls) == 1:
            raise KeyboardInterrupt
        real(self, *arguments)

    with monkeypatch.context() as broken:
        broken.setattr(Store, "execute_many", fail_on_the_second)
        with pytest.raises(KeyboardInterrupt):
            save_audits(store, crawl.id, 1, audits)
    assert [audit for _, audit in get_pages(store, crawl.id, 1)] == [None, None, None]
    assert [list(store.rows(f"SELECT * FROM {table}")) for table in ("outcome", "finding")] == [[], []]
    save_audits(store, crawl.id, 1, audits)
    assert [audit for _, audit in get_pages(store, crawl.id, 1)] == audits


def test_broken_text_of_a_page_is_stored_in_every_field(store: Store, crawl: Crawl) -> None:
    broken, kept, url = "a\ud800\x00", "a?\x00", "https://good.test/"

    def audit(text: str) -> PageAudit:
        finding = Finding("label", Outcome.FAILED, text, text, text, text, text)
        outcome = CheckOutcome("label", Outcome.FAILED, ("1.3.1", "4.1.2"), 1, (finding,))
        return PageAudit(
            url, Reason.OTHER_SITE, text, text, 200, text, text, text, outcomes=(outcome,), parts_not_tested=(text,),
            audited_at="2026-11-22T10:00:00+00:00",
        )  # fmt: skip

    save_discovery(store, crawl.id, SiteDiscovery(1), Sample(1, 1, (PlannedPage(url, "home"),), 1))
    save_audits(store, crawl.id, 1, [audit(broken)])
    assert list(get_pages(store, crawl.id, 1)) == [(PlannedPage(url, "home"), audit(kept))]


def test_the_view_check_outcomes_tells_every_outcome(stored: Any) -> None:
    counted = Counter(
        (row["site_id"], row["check_id"], row["outcome"], row["count"])
        for row in stored.store.rows("SELECT * FROM check_outcomes WHERE crawl_id = ?", (stored.crawl.id,))
    )
    no_count = (Outcome.PASSED, Outcome.INAPPLICABLE)
    assert counted == Counter(
        (site_id, found.check, found.outcome, None if found.outcome in no_count else found.count)
        for site_id, audits in stored.audits.items()
        for audit in audits
        for found in audit.outcomes
    )


def test_the_view_findings_now_tells_every_finding_of_the_last_finished_crawl(stored: Any, inputs: Any) -> None:
    start_crawl(stored.store, inputs)  # still running
    urls = {site.id: site.url for site in stored.sites}
    assert Counter(tuple(row) for row in stored.store.rows("SELECT * FROM findings_now")) == Counter(
        (
            urls[site_id],
            audit.url,
            found.check,
            found.outcome,
            found.selector,
            found.snippet,
            found.measured,
            found.region,
        )
        for site_id, audits in stored.audits.items()
        for audit in audits
        for outcome in audit.outcomes
        for found in outcome.findings
    )


def test_deleting_a_crawl_leaves_only_what_other_crawls_may_share(stored: Any, basic: Any) -> None:
    judge_crawl(stored.store, stored.crawl.id, [basic])
    with stored.store.transaction():
        stored.store.execute("DELETE FROM crawl WHERE id = ?", (stored.crawl.id,))
    left = {
        table
        for table in stored.store.database.table_names()
        if stored.store.row(f"SELECT 1 FROM {table} LIMIT 1") is not None
    }
    assert left == {
        "_sqlite_migrations", "text", "organisation", "site", "site_history", "profile", "check_name",
        "found_page", "page", "choice", "page_result", "outcome", "finding_set", "finding",
    }  # fmt: skip
