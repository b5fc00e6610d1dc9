"""Records -> lines for a terminal, and JSON for programs. Figures are the records', rounded once, here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from results.model import CheckDescription, CheckOutcome, Outcome, PageAudit, Share

ELEMENTS_SHOWN = 3
LONGEST_LINE = 200

# What may stand in JSON as it is, but not on a terminal; the C0 controls are escaped in any JSON.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def share_as_dict(share: Share) -> dict[str, Any]:
    """interval and bounds: {"low", "high"}, shares 0 to 1, unrounded; null where there is none."""
    return {
        "profile": share.profile,
        "registered": share.registered,
        "accessible": share.accessible,
        "not_accessible": share.not_accessible,
        "not_tested": {str(reason): number for reason, number in share.not_tested.items()},
        "share": share.share,
        "method": share.method,
        "interval": _ends(share.interval),
        "bounds": _ends(share.bounds),
        "frame_size": share.frame_size,
    }


def _ends(ends: tuple[float, float] | None) -> dict[str, float] | None:
    return {"low": ends[0], "high": ends[1]} if ends else None


def funnel_lines(share: Share) -> Iterator[str]:
    """registered = accessible + not accessible + not tested, by reason."""
    width = max(len(str(share.registered)), 1)
    yield f"  registered      {share.registered:>{width}}"
    yield f"  accessible      {share.accessible:>{width}}"
    yield f"  not accessible  {share.not_accessible:>{width}}"
    yield f"  not tested      {sum(share.not_tested.values()):>{width}}"
    for reason, number in share.not_tested.items():
        yield f"    {reason:<20}{number:>{width}}"


def as_json(value: object, indent: int | None = None) -> str:
    """JSON of printable characters: a terminal obeys C1 controls and turns text round at bidirectional ones."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def page_as_dict(audit: PageAudit) -> dict[str, Any]:
    """One line of `wadmon check --format jsonl`. Best practices are findings without criteria."""
    return {
        "url": audit.url,
        "outcome": "tested" if audit.tested else "untested",
        "reason": audit.reason,
        "detail": audit.detail,
        "final_url": audit.final_url,
        "http_status": audit.http_status,
        "title": audit.title,
        "language": audit.language,
        "settled": audit.settled,
        "parts_not_tested": list(audit.parts_not_tested),
        "findings": [_outcome_as_dict(outcome) for outcome in audit.outcomes if _is_told(outcome)],
    }


def _outcome_as_dict(outcome: CheckOutcome) -> dict[str, Any]:
    return {
        "check": outcome.check,
        "outcome": outcome.outcome,
        "criteria": list(outcome.criteria),
        "count": outcome.count,
        "elements": [
            {
                "selector": finding.selector,
                "snippet": finding.snippet,
                "measured": json.loads(finding.measured),
                "region": finding.region,
            }
            for finding in outcome.findings
        ],
    }


def page_lines(audit: PageAudit, checks: Mapping[str, CheckDescription], language: str) -> Iterator[str]:
    """A page for a person: what failed, where, and what a person must look at."""
    yield printable(audit.url)
    if audit.reason is not None:
        yield f"  not tested: {audit.reason} ({printable(audit.detail)})"
        return
    failed = [o for o in audit.outcomes if o.outcome is Outcome.FAILED and o.criteria]
    doubtful = [o for o in audit.outcomes if o.outcome is Outcome.CANNOT_TELL and o.criteria]
    if not failed:
        yield "  no failure found by the automatic checks; no proof of conformance"
    for outcome in failed:
        wcag = ", ".join(outcome.criteria)
        yield f"  failed: {_title(outcome.check, checks, language)} ({outcome.check}, WCAG {wcag})"
        for finding in outcome.findings[:ELEMENTS_SHOWN]:
            yield f"    {printable(f'{finding.selector}  {finding.snippet}')[:LONGEST_LINE]}"
        if outcome.count > ELEMENTS_SHOWN:
            yield f"    {outcome.count} elements in all"
    for outcome in doubtful:
        yield f"  for a person to look at: {_title(outcome.check, checks, language)} ({outcome.count}x {outcome.check})"
    for part in audit.parts_not_tested:
        yield f"  part not tested: {printable(part)}"


def _title(check: str, checks: Mapping[str, CheckDescription], language: str) -> str:
    texts = checks[check].texts if check in checks else {}
    text = texts.get(language) or texts.get("en")
    return text.title if text else check


def printable(text: str) -> str:
    """On one line: pages and lists may hold control characters, which a terminal would obey."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _is_told(outcome: CheckOutcome) -> bool:
    return outcome.outcome in (Outcome.FAILED, Outcome.CANNOT_TELL, Outcome.UNTESTED)
