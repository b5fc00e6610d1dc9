"""The tested pages of one site together: what is said of each, and the accessibility statement of the site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from checks.check import Check, Found, SiteCheck, StatementCheck
from checks.engines.own_checks import outcomes_of
from checks.facts import PageFacts
from checks.statement import read_statement
from results.model import AccessibilityStatement, CheckOutcome, Reason


@dataclass(frozen=True, slots=True)
class SiteResult:
    """outcomes: URL of a tested page, as planned -> what is said of it beside the other pages."""

    outcomes: Mapping[str, tuple[CheckOutcome, ...]]
    statement: AccessibilityStatement


class SiteJudge:
    """The checks that need all tested pages of a site, made ready once."""

    def __init__(self, checks: Iterable[Check], elements_per_check: int = 20) -> None:
        self._checks = [check for check in checks if isinstance(check, SiteCheck | StatementCheck)]
        self._cap = elements_per_check

    def judge(
        self,
        site_id: int,
        pages: Sequence[PageFacts],
        unreadable: Mapping[str, Reason],
        visited_on: str,
        linked: PageFacts | None = None,
    ) -> SiteResult:
        """Pure. unreadable, linked: as for `read_statement`. visited_on: ISO date."""
        statement = read_statement(site_id, pages, unreadable, linked)
        outcomes: dict[str, list[CheckOutcome]] = {page.url: [] for page in pages}
        for check in self._checks:
            found: dict[str, list[Found]] = defaultdict(list)
            if isinstance(check, SiteCheck):
                for url, one in check.judge(pages):
                    found[url].append(one)
            else:
                for page in _page_of(statement, pages):
                    found[page.url] += check.judge(statement, visited_on)
            for page in pages:
                outcomes[page.url] += outcomes_of(check.id, check.criteria, found[page.url], self._cap)
        return SiteResult({url: tuple(answers) for url, answers in outcomes.items()}, statement)


def _page_of(statement: AccessibilityStatement, pages: Sequence[PageFacts]) -> Iterator[PageFacts]:
    """The page with the statement, else the home page, if that was tested."""
    with_statement = (page for page in pages if statement.url and statement.url in (page.final_url, page.url))
    home = (page for page in pages if page.role == "home")
    page = next(with_statement, None) or next(home, None)
    if page is not None:
        yield page
