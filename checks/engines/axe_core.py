"""axe-core: injected into every frame of a page, run once, its results read as EARL outcomes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from playwright.async_api import Error, Frame, Page

from results.model import CheckOutcome, Finding, Outcome

LEVEL_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")
BEST_PRACTICE_TAG = "best-practice"

# axe's words -> EARL's. What axe calls a pass is "no failure found", and the reports say it so.
_OUTCOMES = {
    "violations": Outcome.FAILED,
    "incomplete": Outcome.CANNOT_TELL,
    "passes": Outcome.PASSED,
    "inapplicable": Outcome.INAPPLICABLE,
}
_FRAME_RULE = "frame-tested"
_RUN = (resources.files("checks") / "engines" / "run_axe.js").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class AxeResult:
    """outcomes of one page, and the frames axe could not enter (selectors)."""

    outcomes: tuple[CheckOutcome, ...]
    frames_not_tested: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AxeCore:
    """One axe-core version, ready to run.

    source: its JavaScript. criteria: rule id -> WCAG success criteria, empty for best practice.
    elements_per_check: cap on stored elements a check a page; counts stay exact.
    frame_seconds: how long one frame may take to accept the script.
    """

    source: str
    criteria: Mapping[str, tuple[str, ...]]
    elements_per_check: int = 20
    frame_seconds: float = 3.0

    async def run(self, page: Page) -> AxeResult:
        """Raises playwright Error when the page cannot run it."""
        injected = await self._inject(page)
        raw = await page.evaluate(
            _RUN,
            {
                "tags": [*LEVEL_TAGS, BEST_PRACTICE_TAG],
                "cap": self.elements_per_check,
                "frames": len(page.frames) > 1,
            },
        )
        return self._read(raw, injected)

    async def _inject(self, page: Page) -> tuple[str, ...]:
        """Into the page, or it raises; into its frames as far as they let us. Returns what refused."""
        await page.evaluate(self.source)
        frames = [frame for frame in page.frames if frame is not page.main_frame]
        if not frames:
            return ()
        refused = await asyncio.gather(*(self._inject_frame(frame) for frame in frames))
        return tuple(url for url in refused if url)

    async def _inject_frame(self, frame: Frame) -> str:
        try:
            await asyncio.wait_for(frame.evaluate(self.source), self.frame_seconds)
        except (Error, TimeoutError):
            return "" if frame.is_detached() else frame.url
        return ""

    def _read(self, raw: dict[str, Any], refused: tuple[str, ...]) -> AxeResult:
        outcomes = []
        frames = list(refused)
        for group, rule, count, nodes in raw["outcomes"]:
            if rule == _FRAME_RULE:
                frames += [node["selector"] for node in nodes if group == "incomplete"]
                continue
            outcome = _OUTCOMES[group]
            findings = tuple(_finding(rule, outcome, node) for node in nodes)
            outcomes.append(CheckOutcome(rule, outcome, self.criteria.get(rule, ()), count, findings))
        return AxeResult(tuple(outcomes), tuple(dict.fromkeys(frames)))


def _finding(rule: str, outcome: Outcome, node: Mapping[str, Any]) -> Finding:
    return Finding(
        check=rule,
        outcome=outcome,
        selector=node["selector"],
        snippet=node["snippet"],
        measured=json.dumps(node["measured"], ensure_ascii=False, sort_keys=True),
        message=node["message"],
        region=node["region"],
    )


async def load_axe(page: Page, source: str, elements_per_check: int) -> AxeCore:
    """Asks axe itself, on a blank page, which rules it has and which criteria they are about."""
    await page.evaluate(source)
    rules = await page.evaluate("axe.getRules().map(rule => [rule.ruleId, rule.tags])")
    return AxeCore(
        source=source,
        criteria={rule: criteria_of(tags) for rule, tags in rules},
        elements_per_check=elements_per_check,
    )


def criteria_of(tags: list[str]) -> tuple[str, ...]:
    """["wcag2aa", "wcag143"] -> ("1.4.3",); best practice has none."""
    if BEST_PRACTICE_TAG in tags:
        return ()
    digits = (tag.removeprefix("wcag") for tag in tags if tag.startswith("wcag"))
    return tuple(f"{d[0]}.{d[1]}.{d[2:]}" for d in digits if len(d) > 2 and d.isdigit())  # noqa: PLR2004
