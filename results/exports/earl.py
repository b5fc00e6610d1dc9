"""EARL 1.0 as JSON-LD, one file a site: what every check said of every page of the sample.

Read with the context of W3C's ACT rules as well: each page is a test subject with its assertions. The context is in the
file, so that nobody has to fetch it. https://www.w3.org/TR/EARL10-Schema/
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from results.model import CheckOutcome, CrawlReport, Finding, Outcome, SampledPage, SiteReport

SUFFIX = ".earl.jsonld"
_ASSERTOR = "_:wad-monitor"
_CONTEXT = {
    "earl": "http://www.w3.org/ns/earl#",
    "dct": "http://purl.org/dc/terms/",
    "doap": "http://usefulinc.com/ns/doap#",
    "ptr": "http://www.w3.org/2009/pointers#",
    "WCAG2": "https://www.w3.org/TR/WCAG22/#",
    "Assertion": "earl:Assertion",
    "Software": "earl:Software",
    "TestSubject": "earl:TestSubject",
    "TestCase": "earl:TestCase",
    "TestResult": "earl:TestResult",
    "assertions": {"@reverse": "earl:subject"},
    "assertedBy": {"@id": "earl:assertedBy", "@type": "@id"},
    "mode": {"@id": "earl:mode", "@type": "@id"},
    "test": "earl:test",
    "result": "earl:result",
    "outcome": {"@id": "earl:outcome", "@type": "@id"},
    "info": "earl:info",
    "pointer": "earl:pointer",
    "expression": "ptr:expression",
    "source": {"@id": "dct:source", "@type": "@id"},
    "title": "dct:title",
    "description": "dct:description",
    "date": {"@id": "dct:date", "@type": "http://www.w3.org/2001/XMLSchema#dateTime"},
    "isPartOf": {"@id": "dct:isPartOf", "@type": "@id"},
    "revision": "doap:revision",
}


def export(report: CrawlReport, site_reports: Iterable[SiteReport], folder: Path) -> list[Path]:
    """A file a site, named by its slug. Pages that were not tested have one assertion that says so, and why."""
    made = []
    for site in site_reports:
        made.append(folder / f"{site.summary.slug}{SUFFIX}")
        made[-1].write_text(json.dumps(site_as_earl(report, site), ensure_ascii=False, indent=1) + "\n", "utf-8")
    return made


def site_as_earl(report: CrawlReport, site: SiteReport) -> dict[str, Any]:
    """One JSON-LD document."""
    tools = report.crawl.tools
    assertor = {
        "@id": _ASSERTOR,
        "@type": "Software",
        "title": "wad-monitor",
        "revision": tools.monitor_version,
        "description": f"axe-core {tools.axe_version}, {tools.browser}",
    }
    return {"@context": _CONTEXT, "@graph": [assertor, *(_subject(report, page) for page in site.pages)]}


def _subject(report: CrawlReport, page: SampledPage) -> dict[str, Any]:
    return {
        "@type": "TestSubject",
        "source": page.planned.url,
        "title": page.audit.title,
        "assertions": list(_assertions(report, page)),
    }


def _assertions(report: CrawlReport, page: SampledPage) -> Iterator[dict[str, Any]]:
    audit = page.audit
    if audit.reason is not None:
        test = {"@type": "TestCase", "title": "all checks"}
        yield _assertion(test, Outcome.UNTESTED, audit.audited_at, info=f"{audit.reason}: {audit.detail}")
    for outcome in audit.outcomes if audit.reason is None else ():
        found = {"pointer": [_pointer(finding) for finding in outcome.findings]} if outcome.findings else {}
        number = f"{outcome.count} elements" if outcome.count else ""
        yield _assertion(_test(report, outcome), outcome.outcome, audit.audited_at, info=number, **found)


def _assertion(test: dict[str, Any], outcome: Outcome, date: str, *, info: str, **more: Any) -> dict[str, Any]:
    result = {"@type": "TestResult", "outcome": f"earl:{outcome}"}
    if date:
        result["date"] = date
    if info:
        result["info"] = info
    return {
        "@type": "Assertion",
        "assertedBy": _ASSERTOR,
        "mode": "earl:automatic",
        "test": test,
        "result": result | more,
    }


def _test(report: CrawlReport, outcome: CheckOutcome) -> dict[str, Any]:
    criteria = [report.criteria[number] for number in outcome.criteria if number in report.criteria]
    return {
        "@type": "TestCase",
        "title": outcome.check,
        "isPartOf": [f"WCAG2:{criterion.wcag_id}" for criterion in criteria],
    }


def _pointer(finding: Finding) -> dict[str, Any]:
    return {"@type": "ptr:CSSSelectorPointer", "expression": finding.selector, "description": finding.snippet}
