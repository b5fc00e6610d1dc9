"""What a page asked for and did not get, and what that leaves of the outcomes.

A page without one of its style sheets is not drawn as its visitors see it: a check that needs the drawing asks where
it failed, and is untested where it passed. A style sheet that only brings fonts changes the letters, not their place
or colour.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from checks.answers import PageScript
from checks.browsers.engine import LostFile, Page
from checks.storable import storable
from results.model import WITHOUT_STYLES, CheckOutcome, Outcome

_MOST = 30
_LONGEST = 300
_FONTS = re.compile(r"\bfonts?\b|webfont|fontawesome|font-awesome", re.IGNORECASE)
# Rules of axe-core that need the drawing.
_DRAWN_RULES = frozenset({"color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"})


@dataclass(frozen=True, slots=True)
class Lost:
    """parts: each file that did not come, and why, one line. doubtful: the page is not drawn as it should be."""

    parts: tuple[str, ...] = ()
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class StyleSheets:
    """Of those in use in this window. lost: addresses. came: how many."""

    lost: tuple[str, ...]
    came: int


SHEETS = PageScript("lost_files.js", TypeAdapter(StyleSheets))


async def lost_files(page: Page, files: Sequence[LostFile]) -> Lost:
    """In the order of their names, not of what answered first: a page that is as it was gives what it gave.

    Raises PageError when the page cannot answer.
    """
    if not files:
        return Lost()
    inorder = sorted(files, key=lambda file: (file.kind, file.url))
    parts = [storable(f"{file.kind} {file.url}: {file.why}")[:_LONGEST] for file in inorder[:_MOST]]
    sheets = [file.url for file in files if file.kind == "style sheet" and not _FONTS.search(file.url)]
    if not sheets:
        return Lost(tuple(parts))
    found = await SHEETS.run(page, sheets)
    if len(found.lost) > found.came:
        parts.insert(0, WITHOUT_STYLES)
    return Lost(tuple(parts), bool(found.lost))


def doubted(outcomes: Iterable[CheckOutcome], drawn: frozenset[str]) -> tuple[CheckOutcome, ...]:
    """What is left of the outcomes on a page that is not drawn as it should be. drawn: own checks that need that."""
    joined: dict[tuple[str, Outcome], CheckOutcome] = {}
    for outcome in outcomes:
        now = _doubted(outcome) if outcome.check in drawn | _DRAWN_RULES else outcome
        before = joined.get((now.check, now.outcome))
        joined[now.check, now.outcome] = _joined(before, now) if before else now
    return tuple(joined.values())


def _doubted(outcome: CheckOutcome) -> CheckOutcome:
    if outcome.outcome is Outcome.FAILED:
        findings = tuple(replace(finding, outcome=Outcome.CANNOT_TELL) for finding in outcome.findings)
        return replace(outcome, outcome=Outcome.CANNOT_TELL, findings=findings)
    if outcome.outcome in (Outcome.PASSED, Outcome.INAPPLICABLE):
        return replace(outcome, outcome=Outcome.UNTESTED, count=0, findings=())
    return outcome


def _joined(one: CheckOutcome, other: CheckOutcome) -> CheckOutcome:
    return replace(one, count=one.count + other.count, findings=(*one.findings, *other.findings))
