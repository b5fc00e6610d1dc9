"""The tables of W3C's failures and ACT rules say nothing of checks or criteria that does not hold."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from checks.catalogue import describe_checks
from checks.criteria import SUCCESS_CRITERIA
from checks.engines.axe_core import AxeCore
from checks.published import load_act_rules, load_failures
from checks.rules import own_checks
from results.model import CheckDescription

# Levels A and AA, not obsolete: W3C, Techniques for WCAG 2.2, Failures.
NUMBERS = (
    1, 2, 3, 7, 8, 10, 13, 14, 15, 16, 20, 23, 24, 25, 26, 30, 31, 32, 33, 34, 36, 37, 38, 39, 40, 41, 42, 43, 44,
    46, 48, 49, 50, 54, 55, 58, 59, 63, 65, 66, 67, 68, 69, 71, 72, 73, 74, 75, 78, 79, 80, 81, 82, 83, 85, 86,
    89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 107, 108, 109, 110, 111, 112, 113
)  # fmt: skip
FAILURES = [f"F{number}" for number in NUMBERS]
PAGES = Path(__file__).resolve().parents[1] / "pages"
FORMS = 3  # in which a failure is made, at least


@pytest.fixture
def described(axe: AxeCore) -> dict[str, CheckDescription]:
    own = {check.id: check.criteria for check in own_checks()}
    return describe_checks({**axe.criteria, **own})


def test_every_failure_has_one_entry_in_the_order_of_numbers() -> None:
    assert [failure.id for failure in load_failures()] == FAILURES
    assert len(FAILURES) == 80


def test_every_failure_is_failed_by_a_check_or_says_why_not() -> None:
    assert [failure.id for failure in load_failures() if bool(failure.fails) == bool(failure.reason)] == []


def test_failures_and_rules_name_known_criteria() -> None:
    for entry in (*load_failures(), *load_act_rules()):
        assert set(entry.criteria) <= set(SUCCESS_CRITERIA), entry.id
    assert all(failure.criteria for failure in load_failures())


MARK = re.compile(r"<([\w-]+)(?=[^>]*\sdata-(?:newer-)?failed=\"([^\"]*)\")")
TAG = re.compile(r"<([\w-]+)(?![^>]*\sdata-(?:newer-)?failed=)")
# Told of several pages or files together: tests/checks/rules/test_site_rules.py.
OF_SITES = {"navigation-order", "title-same-on-pages"}


def test_every_failure_that_checks_decide_has_three_forms_on_test_pages_and_one_that_is_nearly_so() -> None:
    forms: dict[str, list[str]] = defaultdict(list)  # check -> the tags that are marked as failing it
    fine: dict[str, set[str]] = defaultdict(set)  # check -> the tags on its pages that are not
    for file in sorted(PAGES.rglob("*.html")):
        text = file.read_text("utf-8")
        marked = [(tag, check) for tag, checks in MARK.findall(text) for check in checks.split()]
        for tag, check in marked:
            forms[check].append(tag)
        for check in {check for _, check in marked} | {file.name.split(".")[0]}:
            fine[check] |= set(TAG.findall(text))
    lacking = {
        failure.id: [check for check in failure.fails if forms[check]]
        for failure in load_failures()
        if failure.fails and not OF_SITES & set(failure.fails)
        if sum(len(forms[check]) for check in failure.fails) < FORMS
        or not any(set(forms[check]) & fine[check] for check in failure.fails)
    }
    assert lacking == {}


@pytest.mark.asyncio(loop_scope="session")
async def test_a_check_that_fails_a_failure_exists_can_fail_and_answers_one_of_its_criteria(
    described: dict[str, CheckDescription],
) -> None:
    for failure in load_failures():
        assert set(failure.fails + failure.asks) <= set(described), failure.id
        for check in failure.fails:
            assert not described[check].only_asks, (failure.id, check)
        for check in failure.fails + failure.asks:
            assert set(described[check].criteria) & set(failure.criteria), (failure.id, check)


@pytest.mark.asyncio(loop_scope="session")
async def test_a_check_of_an_act_rule_exists(described: dict[str, CheckDescription]) -> None:
    for rule in load_act_rules():
        assert re.fullmatch("[a-z0-9]{6}", rule.id)
        assert set(rule.checks) <= set(described), rule.id
