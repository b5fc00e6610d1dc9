from __future__ import annotations

from results.crawls.sample_comparison import compare_parts
from results.model import CheckOutcome, Outcome, PageAudit, PlannedPage, Reason, SampleComparison


def _audit(url: str, *failed: str, reason: Reason | None = None, **others: Outcome) -> PageAudit:
    outcomes = [CheckOutcome(check, Outcome.FAILED, ("1.1.1",), 1) for check in failed]
    outcomes += [CheckOutcome(check.replace("_", "-"), outcome, ("1.1.1",), 1) for check, outcome in others.items()]
    return PageAudit(url, reason, outcomes=tuple(outcomes))


def _visited(roles: str, *audits: PageAudit) -> list[tuple[PlannedPage, PageAudit]]:
    return [(PlannedPage(audit.url, role), audit) for role, audit in zip(roles.split(), audits, strict=True)]


def test_checks_that_fail_on_random_pages_only_are_named() -> None:
    visited = _visited(
        "home contact random random document",
        _audit("p0", "image-alt"),
        _audit("p1", "label"),
        _audit("p2", "image-alt", "link-name", target_size=Outcome.CANNOT_TELL),
        _audit("p3", "color-contrast"),
        _audit("p4", "pdf-tagged"),
    )

    assert compare_parts(7, visited) == SampleComparison(7, 2, 2, ("color-contrast", "link-name"))


def test_best_practices_do_not_count() -> None:
    practice = PageAudit("p1", outcomes=(CheckOutcome("region", Outcome.FAILED, (), 1),))

    assert compare_parts(7, _visited("home random", _audit("p0"), practice)) == SampleComparison(7, 1, 1, ())


def test_without_a_tested_page_in_both_parts_there_is_nothing_to_compare() -> None:
    blocked = _audit("p1", reason=Reason.TIMEOUT)

    assert compare_parts(7, _visited("home random", _audit("p0"), blocked)) is None
    assert compare_parts(7, _visited("home all", _audit("p0"), _audit("p1", "label"))) is None
