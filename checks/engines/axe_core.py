"""axe-core: injected into every frame of a page, run once, its results read as EARL outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import TypeAdapter

from checks.answers import PageScript
from checks.browsers.engine import Page
from checks.criteria import SUCCESS_CRITERIA
from checks.engines.findings import Reported, finding_of
from checks.scripts import script
from checks.standard import select
from results.model import CheckOutcome, Outcome, Standard

LEVEL_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
BEST_PRACTICE_TAG = "best-practice"
# Rules that never fail an element, only ask a person to look.
ONLY_ASK = frozenset(
    {
        "aria-braille-equivalent",
        "bypass",
        "duplicate-id-aria",
        "form-field-multiple-labels",
        "frame-title-unique",
        "no-autoplay-audio",
        "server-side-image-map",
        "th-has-data-cells",
        "video-caption",
    }
)
# axe leaves these out of a run by tags.
_NEVER_RUN_TAGS = frozenset({"experimental", "deprecated"})

# axe's words -> EARL's. What axe calls a pass is "no failure found", and the reports say it so.
_OUTCOMES = {
    "violations": Outcome.FAILED,
    "incomplete": Outcome.CANNOT_TELL,
    "passes": Outcome.PASSED,
    "inapplicable": Outcome.INAPPLICABLE,
}
_FRAME_RULE = "frame-tested"
_STILL = f"\n({script('engines/still.js')})();"
# Frames of other hosts answer only if each of them was asked to.
_ANSWER_ALL = "\naxe.configure({ allowedOrigins: ['<unsafe_all_origins>'] });"


@dataclass(frozen=True, slots=True)
class RuleAnswer:
    """group: axe's word for the outcome. count: all elements; elements: those that are kept."""

    group: Literal["violations", "incomplete", "passes", "inapplicable"]
    rule: str
    count: int
    elements: tuple[Reported, ...]


RUN_AXE = PageScript("engines/run_axe.js", TypeAdapter(tuple[RuleAnswer, ...]))


class AxeIncomplete(Exception):
    """axe-core ended without an answer for each of its rules; the message is one line that says so."""


@dataclass(frozen=True, slots=True)
class AxeResult:
    """outcomes of one page, and the frames axe could not enter (selectors)."""

    outcomes: tuple[CheckOutcome, ...]
    frames_not_tested: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AxeCore:
    """One axe-core version, ready to run.

    source: its JavaScript. criteria: id of each rule that runs -> WCAG success criteria, empty for best practice.
    elements_per_check: cap on stored elements a check a page; counts stay exact.
    frame_seconds: how long one frame may take to accept the script.
    """

    source: str
    criteria: Mapping[str, tuple[str, ...]]
    elements_per_check: int = 20
    frame_seconds: float = 3.0

    async def run(self, page: Page) -> AxeResult:
        """Raises PageError when the page cannot run it, AxeIncomplete when it did not run it to the end."""
        frames = await page.load(self.source + _ANSWER_ALL + _STILL, self.frame_seconds)
        options = {"rules": list(self.criteria), "cap": self.elements_per_check, "frames": frames > 0}
        return self._read(await RUN_AXE.run(page, options))

    def _read(self, answers: Iterable[RuleAnswer]) -> AxeResult:
        outcomes: list[CheckOutcome] = []
        frames: list[str] = []
        for answer in answers:
            rule, outcome = answer.rule, _OUTCOMES[answer.group]
            if rule != _FRAME_RULE:
                findings = tuple(finding_of(rule, outcome, element) for element in answer.elements)
                outcomes.append(CheckOutcome(rule, outcome, self.criteria.get(rule, ()), answer.count, findings))
            elif outcome is Outcome.CANNOT_TELL:
                frames += [element.selector for element in answer.elements]
        # Were a rule skipped, its silence would read as a pass.
        missing = self.criteria.keys() - {outcome.check for outcome in outcomes}
        if missing:
            raise AxeIncomplete(f"axe-core gave no answer for {len(missing)} of its {len(self.criteria)} rules")
        return AxeResult(tuple(outcomes), tuple(frames))


async def load_axe(page: Page, source: str, elements_per_check: int, standard: Standard = Standard.V3_2_1) -> AxeCore:
    """Asks axe itself, on a blank page, which rules it has and which criteria they are about."""
    await page.load(source, 0)
    rules = await page.run("axe.getRules().map(rule => [rule.ruleId, rule.tags])")
    criteria = {rule: criteria_of(tags) for rule, tags in rules if rule != _FRAME_RULE and _runs(tags)}
    return AxeCore(source=source, criteria=select(criteria, standard), elements_per_check=elements_per_check)


def _runs(tags: list[str]) -> bool:
    return not _NEVER_RUN_TAGS.intersection(tags) and not {*LEVEL_TAGS, BEST_PRACTICE_TAG}.isdisjoint(tags)


def criteria_of(tags: list[str]) -> tuple[str, ...]:
    """["wcag2aa", "wcag143"] -> ("1.4.3",); best practice has none, and level AAA is left out."""
    if BEST_PRACTICE_TAG in tags:
        return ()
    digits = (tag.removeprefix("wcag") for tag in tags if tag.startswith("wcag"))
    numbers = (f"{d[0]}.{d[1]}.{d[2:]}" for d in digits if len(d) > 2 and d.isdigit())  # noqa: PLR2004
    return tuple(number for number in numbers if number in SUCCESS_CRITERIA)
