"""SARIF 2.1.0, one file a site: code hosts and editors show the failures beside the code.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from results.model import CheckDescription, CheckFindings, CrawlReport, Finding, Outcome, SiteReport

SUFFIX = ".sarif"
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LANGUAGE = "en"


def export(report: CrawlReport, site_reports: Iterable[SiteReport], folder: Path) -> list[Path]:
    """A file a site, named by its slug. Failures are errors, best practices warnings; questions are to review."""
    made = []
    for site in site_reports:
        made.append(folder / f"{site.summary.slug}{SUFFIX}")
        made[-1].write_text(json.dumps(site_as_sarif(report, site), ensure_ascii=False, indent=1) + "\n", "utf-8")
    return made


def site_as_sarif(report: CrawlReport, site: SiteReport) -> dict[str, Any]:
    """One log with one run."""
    groups = [*((each, True) for each in site.findings), *((each, False) for each in site.best_practices)]
    rules = list(dict.fromkeys(each.check for each, _ in groups))
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "wad-monitor",
                        "semanticVersion": report.crawl.tools.monitor_version,
                        "rules": [_rule(check, report.checks.get(check)) for check in rules],
                    }
                },
                "automationDetails": {"id": f"wad-monitor/{site.summary.slug}/{report.crawl.id}"},
                "columnKind": "unicodeCodePoints",
                "results": [
                    result
                    for found, counts in groups
                    for result in _results(found, rules.index(found.check), report.checks.get(found.check), counts)
                ],
            }
        ],
    }


def _rule(check: str, described: CheckDescription | None) -> dict[str, Any]:
    text = described.texts.get(_LANGUAGE) if described else None
    if described is None or text is None:
        return {"id": check}
    return {
        "id": check,
        "shortDescription": {"text": text.fault},
        "fullDescription": {"text": text.title},
        "help": {"text": "\n".join((text.hindered, *text.fix, text.verify))},
        "properties": {"tags": ["accessibility", *(f"WCAG {number}" for number in described.criteria)]},
    }


def _results(
    found: CheckFindings,
    rule: int,
    described: CheckDescription | None,
    counts: bool,  # noqa: FBT001
) -> Iterator[dict[str, Any]]:
    text = described.texts.get(_LANGUAGE) if described else None
    asks = found.outcome is Outcome.CANNOT_TELL
    for page in found.pages:
        for finding in page.findings:
            yield {
                "ruleId": found.check,
                "ruleIndex": rule,
                "kind": "review" if asks else "fail",
                "level": "none" if asks else "error" if counts else "warning",
                "message": {"text": text.fault if text else finding.message or found.check},
                "locations": [_location(page.url, finding)],
                "partialFingerprints": {"element/v1": _fingerprint(page.url, finding)},
            }


def _location(url: str, finding: Finding) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": url},
            "region": {"startLine": 1, "snippet": {"text": finding.snippet}},
        },
        "logicalLocations": [{"fullyQualifiedName": finding.selector, "kind": "element"}],
    }


def _fingerprint(url: str, finding: Finding) -> str:
    """The same for the same element on the same page, from crawl to crawl."""
    identity = f"{url}\0{finding.check}\0{finding.selector}"
    return hashlib.blake2b(identity.encode("utf-8", "replace"), digest_size=16).hexdigest()
