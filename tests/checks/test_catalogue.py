from __future__ import annotations

import pytest

from checks.catalogue import describe_checks, load_texts
from checks.check import StatementCheck
from checks.criteria import SUCCESS_CRITERIA
from checks.engines.axe_core import AxeCore
from checks.rules import own_checks


@pytest.mark.asyncio(loop_scope="session")
async def test_each_check_that_runs_has_a_text_in_each_language(axe: AxeCore) -> None:
    described = describe_checks({check: axe.criteria[check] for check in axe.criteria})
    without = {id_: sorted(check.texts) for id_, check in described.items() if set(check.texts) != set(load_texts())}
    assert sorted(load_texts()) == ["de", "en", "fr", "nl"]
    assert without == {}


@pytest.mark.asyncio(loop_scope="session")
async def test_each_success_criterion_of_axe_is_known(axe: AxeCore) -> None:
    numbers = {number for check in set(axe.criteria) for number in axe.criteria[check]}
    assert numbers <= set(SUCCESS_CRITERIA)


def test_a_check_is_described_with_clauses_and_needs() -> None:
    described = describe_checks(
        {"image-alt": ("1.1.1",), "color-contrast": ("1.4.3",), "link-name": ("2.4.4", "4.1.2")}
    )
    assert {id_: (check.criteria, check.clauses, "".join(check.needs)) for id_, check in described.items()} == {
        "image-alt": (("1.1.1",), ("9.1.1.1",), "abde"),
        "color-contrast": (("1.4.3",), ("9.1.4.3",), "bi"),
        "link-name": (("2.4.4", "4.1.2"), ("9.2.4.4", "9.4.1.2"), "abgi"),
    }
    assert not any(check.best_practice for check in described.values())


def test_a_check_of_documents_has_the_clauses_of_documents() -> None:
    tagged = describe_checks({"pdf-tagged": ("1.3.1",)})["pdf-tagged"]
    assert (tagged.engine, tagged.clauses, tagged.only_asks) == ("wad-monitor", ("10.1.3.1",), False)


def test_a_check_without_criteria_is_a_best_practice() -> None:
    region = describe_checks({"region": ()})["region"]
    assert (region.best_practice, region.clauses, region.needs) == (True, (), ())


def test_a_check_of_the_statement_is_one_by_its_kind() -> None:
    described = describe_checks({check.id: check.criteria for check in own_checks()})
    assert {check.id for check in own_checks() if isinstance(check, StatementCheck)} == {
        id_ for id_, check in described.items() if check.of_statement
    }


def test_an_unknown_check_is_described_without_text() -> None:
    unknown = describe_checks({"from-another-version": ("1.1.1", "9.9.9")})["from-another-version"]
    assert (dict(unknown.texts), unknown.clauses, unknown.engine) == ({}, ("9.1.1.1",), "axe-core")
