"""Records -> JSON for programs; figures are the records', unrounded."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import Any

from results.model import CheckOutcome, CrawlComparison, Outcome, PageAudit, Share

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


def comparison_as_dict(comparison: CrawlComparison) -> dict[str, Any]:
    """The points of the parts add up to `change`; all shares and points are -1 to 1, unrounded."""
    change = comparison.change
    return {
        "before": {"crawl": comparison.before.id, "profile_version": comparison.version_before}
        | share_as_dict(change.before),
        "after": {"crawl": comparison.after.id, "profile_version": comparison.version_after}
        | share_as_dict(change.after),
        "change": change.change,
        "interval": _ends(change.interval),
        "tools_changed": list(comparison.tools_changed),
        "parts": [asdict(part) for part in change.parts],
        "paired": asdict(change.paired) | {"interval": _ends(change.paired.interval)} if change.paired else None,
        "sites": [
            {
                "url": comparison.sites[found.site_id].url,
                "part": found.part,
                "before": found.before,
                "after": found.after,
            }
            for found in change.sites
        ],
    }


def _ends(ends: tuple[float, float] | None) -> dict[str, float] | None:
    return {"low": ends[0], "high": ends[1]} if ends else None


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
        "findings": [_outcome_as_dict(outcome) for outcome in audit.outcomes if _is_listed(outcome)],
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


def _is_listed(outcome: CheckOutcome) -> bool:
    return outcome.outcome in (Outcome.FAILED, Outcome.CANNOT_TELL, Outcome.UNTESTED)
