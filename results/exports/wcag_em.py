"""One file a site for W3C's WCAG-EM Report Tool: open it there, and go on by hand where the monitor could not tell.

A machine proves no conformance: a criterion is "failed" where a check failed, "cantTell" where one asks a person to
look, and else "untested", never "passed". The tool matches pages by title and rebuilds addresses from titles and
descriptions, so each page has a title of its own and its address as description (version 3.0.3 of the tool).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from results.model import CrawlReport, CriterionDescription, Outcome, SampledPage, SiteReport

SUFFIX = ".wcag-em.json"
_EVALUATOR = "_:evaluator"
_KINDS = {Outcome.FAILED: "Fail", Outcome.CANNOT_TELL: "CannotTell", Outcome.UNTESTED: "NotTested"}
_TERMS = {
    "reporter": "http://github.com/w3c/wai-wcag-em-report-tool/",
    "wcagem": "http://www.w3.org/TR/WCAG-EM/#",
    "Evaluation": "wcagem:procedure",
    "defineScope": "wcagem:step1",
    "scope": "wcagem:step1a",
    "step1b": {"@id": "wcagem:step1b", "@type": "@id"},
    "conformanceTarget": "step1b",
    "accessibilitySupportBaseline": "wcagem:step1c",
    "additionalEvaluationRequirements": "wcagem:step1d",
    "exploreTarget": "wcagem:step2",
    "essentialFunctionality": "wcagem:step2b",
    "pageTypeVariety": "wcagem:step2c",
    "technologiesReliedUpon": "wcagem:step2d",
    "selectSample": "wcagem:step3",
    "structuredSample": "wcagem:step3a",
    "randomSample": "wcagem:step3b",
    "Website": "wcagem:website",
    "Webpage": "wcagem:webpage",
    "auditSample": "wcagem:step4",
    "reportFindings": "wcagem:step5",
    "documentSteps": "wcagem:step5a",
    "commissioner": "wcagem:commissioner",
    "evaluator": "wcagem:evaluator",
    "evaluationSpecifics": "wcagem:step5b",
    "WCAG": "http://www.w3.org/TR/WCAG/#",
    "WCAG20": "http://www.w3.org/TR/WCAG20/#",
    "WCAG21": "http://www.w3.org/TR/WCAG21/#",
    "WCAG22": "http://www.w3.org/TR/WCAG22/#",
    "WAI": "http://www.w3.org/WAI/",
    "A": "WAI:WCAG2A-Conformance",
    "AA": "WAI:WCAG2AA-Conformance",
    "AAA": "WAI:WCAG2AAA-Conformance",
    "wcagVersion": "WAI:standards-guidelines/wcag/#versions",
    "reportToolVersion": "wcagem:reportToolVersion",
    "earl": "http://www.w3.org/ns/earl#",
    "Assertion": "earl:Assertion",
    "TestMode": "earl:TestMode",
    "TestCriterion": "earl:TestCriterion",
    "TestCase": "earl:TestCase",
    "TestRequirement": "earl:TestRequirement",
    "TestSubject": "earl:TestSubject",
    "TestResult": "earl:TestResult",
    "OutcomeValue": "earl:OutcomeValue",
    "Pass": "earl:Pass",
    "Fail": "earl:Fail",
    "CannotTell": "earl:CannotTell",
    "NotApplicable": "earl:NotApplicable",
    "NotTested": "earl:NotTested",
    "assertedBy": "earl:assertedBy",
    "mode": "earl:mode",
    "result": "earl:result",
    "subject": "earl:subject",
    "test": "earl:test",
    "outcome": "earl:outcome",
    "dcterms": "http://purl.org/dc/terms/",
    "title": "dcterms:title",
    "description": "dcterms:description",
    "summary": "dcterms:summary",
    "date": "dcterms:date",
    "hasPart": "dcterms:hasPart",
    "isPartOf": "dcterms:isPartOf",
    "id": "@id",
    "type": "@type",
    "language": "@language",
}


def export(report: CrawlReport, site_reports: Iterable[SiteReport], folder: Path) -> list[Path]:
    """A file a site, named by its slug; documents of the sample are left out, for WCAG-EM is about web pages."""
    made = []
    for site in site_reports:
        made.append(folder / f"{site.summary.slug}{SUFFIX}")
        made[-1].write_text(json.dumps(site_as_evaluation(report, site), ensure_ascii=False, indent=1) + "\n", "utf-8")
    return made


def site_as_evaluation(report: CrawlReport, site: SiteReport) -> dict[str, Any]:
    """One evaluation, as the tool saves it."""
    crawl, registered = report.crawl, site.summary.site
    pages = [page for page in site.pages if page.planned.role != "document"]
    subjects = [_webpage(number, page) for number, page in enumerate(pages, 1)]
    random = [subject for page, subject in zip(pages, subjects, strict=True) if page.planned.role == "random"]
    name = registered.name or registered.url
    return {
        "@context": _TERMS,
        "type": "Evaluation",
        "defineScope": {
            "id": "_:defineScope",
            "scope": _website(name, registered.url),
            "conformanceTarget": "AA",
            "wcagVersion": report.coverage.standard.wcag,
            "accessibilitySupportBaseline": f"{crawl.tools.browser}, axe-core {crawl.tools.axe_version}",
            "additionalEvaluationRequirements": "",
        },
        "exploreTarget": {
            "id": "_:exploreTarget",
            "technologiesReliedUpon": [{"title": each} for each in ("HTML", "CSS", "JavaScript")],
            "essentialFunctionality": "",
            "pageTypeVariety": ", ".join(dict.fromkeys(page.planned.role for page in pages)),
        },
        "selectSample": {
            "id": "_:selectSample",
            "structuredSample": [subject for subject in subjects if subject not in random],
            "randomSample": random,
        },
        "auditSample": [
            assertion
            for page, subject in zip(pages, subjects, strict=True)
            for assertion in _assertions(report, page, subject)
        ],
        "reportFindings": {
            "date": {"@type": "http://www.w3.org/TR/NOTE-datetime", "@value": crawl.finished_at or crawl.started_at},
            "title": name,
            "summary": "",
            "commissioner": "",
            "evaluator": f"wad-monitor {crawl.tools.monitor_version} (automatic)",
            "evaluationSpecifics": f"crawl {crawl.id}, seed {site.sample.seed}",
            "documentSteps": [{"id": f"_:{step}"} for step in ("defineScope", "exploreTarget", "selectSample")],
        },
    }


def _website(title: str, url: str) -> dict[str, Any]:
    return {"id": "_:subject_0", "type": ["TestSubject", "Website"], "title": title, "description": url}


def _webpage(number: int, page: SampledPage) -> dict[str, Any]:
    """The number makes the title unique, whatever the page is called."""
    return {
        "id": page.planned.url,
        "type": ["TestSubject", "Webpage"],
        "title": f"{number}. {page.audit.title or page.planned.url}",
        "description": page.planned.url,
        "ID": number,
    }


def _assertions(report: CrawlReport, page: SampledPage, subject: dict[str, Any]) -> Iterator[dict[str, Any]]:
    prefix = f"WCAG{report.coverage.standard.wcag.replace('.', '')}"
    for criterion in report.criteria.values():
        outcome, found = _answer(page, criterion)
        if outcome is Outcome.UNTESTED:
            continue  # the tool shows "not tested" for what has no assertion
        date = page.audit.audited_at
        yield {
            "type": "Assertion",
            "date": date,
            "mode": {"type": "TestMode", "@id": "earl:automatic"},
            "assertedBy": _EVALUATOR,
            "subject": subject,
            "test": {"id": f"{prefix}:{criterion.wcag_id}", "type": ["TestCriterion", "TestRequirement"]},
            "result": {
                "type": "TestResult",
                "date": date,
                "description": found,
                "outcome": {"id": f"earl:{outcome}", "type": ["OutcomeValue", _KINDS[outcome]], "title": outcome.value},
            },
        }


def _answer(page: SampledPage, criterion: CriterionDescription) -> tuple[Outcome, str]:
    """The graver of what the checks of a criterion said, and which said it of how many elements."""
    about = [each for each in page.audit.outcomes if criterion.number in each.criteria and page.audit.tested]
    for outcome in (Outcome.FAILED, Outcome.CANNOT_TELL):
        found = [each for each in about if each.outcome is outcome]
        if found:
            return outcome, "; ".join(f"{each.check}: {each.count} elements" for each in found)
    return Outcome.UNTESTED, ""
