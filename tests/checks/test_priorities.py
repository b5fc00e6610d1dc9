"""How severe a fault is, and how much work its repair: from the check's own file, else from its success criteria."""

from __future__ import annotations

import pytest

from checks.catalogue import describe_checks
from checks.criteria import SUCCESS_CRITERIA
from checks.priorities import effort_of, severity_of
from results.barriers.priority import priority_of
from results.model import Effort, Severity

CHECKS = describe_checks(
    {
        "link-name": ("2.4.4", "4.1.2"),
        "color-contrast": ("1.4.3",),
        "flashing": ("2.3.1",),
        "pdf-tagged": ("1.3.1",),
        "list": ("1.3.1",),
        "region": (),
    }
)


def test_links_without_text_come_before_weak_contrast_on_as_many_pages() -> None:
    link, contrast = (priority_of(CHECKS[check], 20).score for check in ("link-name", "color-contrast"))
    assert link > contrast


def test_what_can_harm_comes_before_all_else() -> None:
    first = max(CHECKS.values(), key=lambda check: priority_of(check, 1).score)
    assert (first.id, first.severity) == ("flashing", Severity.ENDANGERS)


def test_the_most_severe_of_several_criteria_counts_and_the_most_work() -> None:
    assert severity_of(("2.4.2", "1.1.1", "1.4.3"), {}) is Severity.STOPS
    assert effort_of(("2.4.2", "1.2.2", "1.4.3"), {}, document=False) is Effort.LARGE


def test_the_file_of_a_check_says_otherwise() -> None:
    assert (CHECKS["list"].severity, CHECKS["list"].effort) == (Severity.SLOWS, Effort.SMALL)
    assert severity_of(("1.1.1",), {"severity": "slows"}) is Severity.SLOWS


def test_a_document_is_made_again_and_a_good_practice_only_slows() -> None:
    assert CHECKS["pdf-tagged"].effort is Effort.LARGE
    assert (CHECKS["region"].severity, CHECKS["region"].effort) == (Severity.SLOWS, Effort.SMALL)


def test_a_level_that_there_is_not_is_an_error() -> None:
    with pytest.raises(ValueError, match="'awful' is not a valid Severity"):
        severity_of((), {"severity": "awful"})


def test_every_criterion_has_one_level_of_each() -> None:
    for number in SUCCESS_CRITERIA:
        assert isinstance(severity_of((number,), {}), Severity)
        assert isinstance(effort_of((number,), {}, document=False), Effort)
