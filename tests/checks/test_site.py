from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from checks.check import Found, SiteCheck, StatementCheck
from checks.facts import PageFacts, address
from checks.site import SiteJudge
from checks.standard import fitted
from results.model import AccessibilityStatement, CheckOutcome, Finding, Outcome, Standard, StatementState

HOME = PageFacts("https://a.example/", "https://a.example/nl", "home")
NEWS = PageFacts("https://a.example/news", "https://a.example/news", "random")
STATEMENT = PageFacts(
    "https://a.example/s", "https://a.example/statement", "statement", heading="Accessibility statement",
    text="This website is fully compliant with WCAG 2.1.",
)  # fmt: skip


def _news_fails(pages: Sequence[PageFacts]) -> Iterable[tuple[str, Found]]:
    for page in pages:
        yield page.url, Found(Outcome.FAILED if page is NEWS else Outcome.PASSED, measured={"of": len(pages)})


def _state(statement: AccessibilityStatement, visited_on: str) -> Iterable[Found]:
    yield Found(Outcome.FAILED, message=f"{statement.state} {visited_on}")


COMPARES = SiteCheck("compares", ("3.2.3",), _news_fails)
NEWER = SiteCheck("newer", ("3.2.6",), _news_fails)
READS = StatementCheck("reads", (), _state)


def _outcomes(judge: SiteJudge, *pages: PageFacts) -> dict[str, list[tuple[str, str]]]:
    result = judge.judge(1, pages, {}, "2026-11-22")
    return {url: [(each.check, each.outcome) for each in told] for url, told in result.outcomes.items()}


def test_every_tested_page_has_an_outcome_of_every_check() -> None:
    result = SiteJudge([COMPARES]).judge(1, (HOME, NEWS), {}, "2026-11-22")

    finding = Finding("compares", Outcome.FAILED, "html", "", json.dumps({"of": 2}))
    assert result.outcomes == {
        HOME.url: (CheckOutcome("compares", Outcome.PASSED, ("3.2.3",)),),
        NEWS.url: (CheckOutcome("compares", Outcome.FAILED, ("3.2.3",), 1, (finding,)),),
    }
    assert result.statement.state is StatementState.MISSING


def test_what_is_said_of_the_statement_stands_on_its_page_or_else_on_the_home_page() -> None:
    judge = SiteJudge([READS])
    assert _outcomes(judge, HOME, STATEMENT) == {
        HOME.url: [("reads", "inapplicable")],
        STATEMENT.url: [("reads", "failed")],
    }
    assert _outcomes(judge, HOME, NEWS) == {HOME.url: [("reads", "failed")], NEWS.url: [("reads", "inapplicable")]}
    assert _outcomes(judge, NEWS) == {NEWS.url: [("reads", "inapplicable")]}


def test_a_check_of_a_newer_standard_only_runs_under_it() -> None:
    checks = [COMPARES, NEWER]
    assert _outcomes(SiteJudge(fitted(checks, Standard.V3_2_1)), HOME) == {HOME.url: [("compares", "passed")]}
    assert _outcomes(SiteJudge(fitted(checks, Standard.V4_1_1)), HOME) == {
        HOME.url: [("compares", "passed"), ("newer", "passed")]
    }


def test_addresses_of_one_page_are_alike() -> None:
    same = ("http://A.example/x", "https://a.example/x/", "https://a.example/x.html#y", "https://a.example/x/index.php")
    other = ("https://a.example/x?page=2", "https://b.example/x", "https://a.example/y")
    assert {address(url) for url in same} == {"a.example/x?"}
    assert not {address(url) for url in other} & {"a.example/x?"}
