"""Asking the checks again on a page in another browser, and whether the elements in question are there."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import TypeAdapter

from checks.answers import PageScript
from checks.check import Check, DomCheck, LoadedPage, ObservationCheck
from checks.engines.own_checks import OwnChecks, OwnResult

THERE = PageScript("engines/there.js", TypeAdapter(tuple[bool, ...]))

# What is done to a page with no more than WebDriver gives; the others need the files that the page loaded.
OBSERVED = frozenset({"hovering", "keyboard", "languages", "layout", "text-on-images"})


def can_confirm(check: Check) -> bool:
    """Whether WebDriver can ask a check of ours of a single page."""
    if isinstance(check, ObservationCheck):
        return check.observation.name in OBSERVED and check.image_words != "all"
    return isinstance(check, DomCheck)


class AskedAgain(OwnChecks):
    """Checks for one page. selectors: of elements to look for before anything is done to the page."""

    def __init__(self, checks: Sequence[Check], selectors: Sequence[str], elements_per_check: int) -> None:
        super().__init__(checks, elements_per_check)
        self._selectors = list(selectors)
        self.there: frozenset[str] = frozenset()

    async def read(self, page: LoadedPage) -> OwnResult:
        """Raises PageError when the page cannot be asked."""
        there = await THERE.run(page.page, self._selectors)
        self.there = frozenset(one for one, is_there in zip(self._selectors, there, strict=False) if is_there)
        return await super().read(page)
