"""The checks of our own, run on a page that settled and carries axe-core (whose notions of name, role and visibility
they share). The document is read first; observations, which disturb the page, follow in their order.
"""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Any, Literal

from pydantic import TypeAdapter

from checks.answers import PageScript
from checks.browsers.engine import PageError
from checks.check import Check, DomCheck, Found, LoadedPage, Observation, ObservationCheck
from checks.engines.findings import Reported, finding_of
from checks.scripts import FOLDER, linked
from checks.storable import storable
from results.model import CheckOutcome, Outcome, Reason

_RUN = FOLDER / "engines" / "run_checks.js"
RULES = FOLDER / "rules"
_ORDER: tuple[Literal[Outcome.FAILED, Outcome.CANNOT_TELL, Outcome.PASSED], ...] = (
    Outcome.FAILED,
    Outcome.CANNOT_TELL,
    Outcome.PASSED,
)


@dataclass(frozen=True, slots=True)
class OutcomeAnswer:
    """count: all elements with this outcome; elements: those that are kept."""

    outcome: Literal[Outcome.FAILED, Outcome.CANNOT_TELL, Outcome.PASSED]
    count: int
    elements: tuple[Reported, ...]


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """error: what a script threw, empty when it ended."""

    check: str
    error: str
    outcomes: tuple[OutcomeAnswer, ...]


RUN_CHECKS = PageScript("engines/run_checks.js", TypeAdapter(tuple[CheckAnswer, ...]))


@dataclass(frozen=True, slots=True)
class OwnResult:
    """outcomes of one page; and what could not be judged for want of an observation, with why."""

    outcomes: tuple[CheckOutcome, ...]
    parts_not_tested: tuple[str, ...] = ()


class OwnChecks:
    """The checks that run on single pages, made ready once. drawn: ids of those that need the drawing."""

    def __init__(self, checks: Sequence[Check], elements_per_check: int = 20) -> None:
        self._cap = elements_per_check
        self._dom = {check.id: check for check in checks if isinstance(check, DomCheck)}
        self._script = _script(self._dom.values(), elements_per_check)
        self.drawn = frozenset(one.id for one in checks if isinstance(one, DomCheck | ObservationCheck) and one.drawn)
        self._observed: dict[Observation[Any], list[ObservationCheck[Any]]] = defaultdict(list)
        for check in sorted(
            (check for check in checks if isinstance(check, ObservationCheck)),
            key=lambda check: (check.observation.order, check.id),
        ):
            self._observed[check.observation].append(check)

    async def read(self, page: LoadedPage) -> OwnResult:
        """The checks that read the document; untested on a page that keeps them from running.

        Raises PageError when the page crashed.
        """
        outcomes: list[CheckOutcome] = []
        broken: list[str] = []
        try:
            answers = RUN_CHECKS.read(await page.page.run(self._script))
        except PageError as error:
            if error.reason is Reason.CRASHED:
                raise
            why = f"our checks: {storable(str(error))}"
            return OwnResult(tuple(_untested(self._dom.values())), (why,))
        for answer in answers:
            criteria = self._dom[answer.check].criteria
            if answer.error:
                broken.append(f"{answer.check}: {answer.error}")
                outcomes.append(CheckOutcome(answer.check, Outcome.UNTESTED, criteria))
            else:
                outcomes += _read(answer.check, criteria, answer.outcomes)
        return OwnResult(tuple(outcomes), tuple(broken))

    async def observe(self, page: LoadedPage) -> OwnResult:
        """The checks that do something to the page. One that cannot be done leaves its checks untested."""
        results: list[OwnResult] = []
        for _, beside in groupby(self._observed, key=lambda observation: observation.order):
            results += await asyncio.gather(*(self._observe(observation, page) for observation in beside))
        return OwnResult(
            tuple(outcome for result in results for outcome in result.outcomes),
            tuple(part for result in results for part in result.parts_not_tested),
        )

    async def _observe(self, observation: Observation[Any], page: LoadedPage) -> OwnResult:
        checks = self._observed[observation]
        try:
            measured = await asyncio.wait_for(observation.observe(page), observation.seconds)
        except TimeoutError:
            why = f"over {observation.seconds:g} s"
        except PageError as error:
            why = storable(str(error))
        else:
            judged = [outcomes_of(one.id, one.criteria, one.judge(measured), self._cap) for one in checks]
            if lacking := observation.lacking(measured):
                part = f"{observation.name}: {lacking}"
                return OwnResult(tuple(chain.from_iterable(map(_in_part, judged))), (part,))
            return OwnResult(tuple(chain.from_iterable(judged)))
        return OwnResult(tuple(_untested(checks)), (f"{observation.name}: {why}",))


def _in_part(outcomes: Sequence[CheckOutcome]) -> list[CheckOutcome]:
    """What holds when some of the page was not measured: what was found; nothing passed."""
    found = [each for each in outcomes if each.outcome in (Outcome.FAILED, Outcome.CANNOT_TELL)]
    if any(each.outcome is Outcome.FAILED for each in found):
        return found
    return [*found, CheckOutcome(outcomes[0].check, Outcome.UNTESTED, outcomes[0].criteria)]


def _untested(checks: Iterable[DomCheck | ObservationCheck[Any]]) -> list[CheckOutcome]:
    return [CheckOutcome(check.id, Outcome.UNTESTED, check.criteria) for check in checks]


def outcomes_of(check: str, criteria: tuple[str, ...], found: Iterable[Found], cap: int) -> list[CheckOutcome]:
    """One outcome a kind of answer; a pass beside a failure is left out, as with axe-core."""
    by_outcome: dict[Outcome, list[Found]] = defaultdict(list)
    for element in found:
        by_outcome[element.outcome].append(element)
    answers = [
        OutcomeAnswer(outcome, len(by_outcome[outcome]), tuple(map(_reported, by_outcome[outcome][:cap])))
        for outcome in _ORDER
        if by_outcome[outcome]
    ]
    return _read(check, criteria, answers)


def _reported(found: Found) -> Reported:
    return Reported(found.selector, found.snippet, found.region, found.message, found.measured)


def _read(check: str, criteria: tuple[str, ...], answers: Sequence[OutcomeAnswer]) -> list[CheckOutcome]:
    if not answers:
        return [CheckOutcome(check, Outcome.INAPPLICABLE, criteria)]
    given = {answer.outcome for answer in answers}
    has_failed, has_passed = Outcome.FAILED in given, Outcome.PASSED in given
    outcomes = [
        CheckOutcome(
            check,
            answer.outcome,
            criteria,
            answer.count,
            tuple(finding_of(check, answer.outcome, element) for element in answer.elements),
        )
        for answer in answers
        if answer.outcome is not Outcome.PASSED
    ]
    # A pass is not counted, as with axe-core, and not said beside a failure.
    if has_passed and not has_failed:
        outcomes.append(CheckOutcome(check, Outcome.PASSED, criteria))
    return outcomes


def _script(checks: Iterable[DomCheck], cap: int) -> str:
    """One expression; evaluated as it stands, its functions need no other way into the page."""
    checks = list(checks)
    scripts = linked([_RUN, *(RULES / f"{check.id.replace('-', '_')}.js" for check in checks)])
    data = json.dumps([[check.id, dict(check.data)] for check in checks], ensure_ascii=False)
    return (
        "(([run, ...checks], data) => "
        f"run(data.map(([id, given], at) => [id, checks[at], given]), {json.dumps({'cap': cap})}))({scripts}, {data})"
    )
