from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from results.exports.sarif import SUFFIX, export
from results.model import CrawlReport, SiteReport

Records = tuple[CrawlReport, list[SiteReport]]


def test_failures_are_errors_best_practice_warnings_and_questions_are_to_review(records: Records, folder: Path) -> None:
    report, sites = records
    bad = next(site for site in sites if site.summary.site.url == "https://bad.test/")
    (path,) = export(report, [bad], folder)
    assert path.name == f"{bad.summary.slug}{SUFFIX}"
    log = json.loads(path.read_text("utf-8"))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert Counter((each["ruleId"], each["kind"], each["level"]) for each in run["results"]) == {
        ("color-contrast", "fail", "error"): 8,
        ("color-contrast", "review", "none"): 2,
        ("image-alt", "fail", "error"): 3,
        ("image-alt", "review", "none"): 1,
        ("region", "fail", "warning"): 4,
    }
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in run["results"])
    contrast = next(rule for rule in rules if rule["id"] == "color-contrast")
    assert contrast["shortDescription"] == {"text": "Text stands out too little"}
    assert contrast["properties"]["tags"] == ["accessibility", "WCAG 1.4.3"]


def test_the_same_element_has_the_same_fingerprint_in_every_crawl(records: Records, folder: Path) -> None:
    report, sites = records
    prints = []
    for _ in range(2):
        paths = export(report, sites, folder)
        logs = [json.loads(path.read_text("utf-8")) for path in paths]
        results = [each for log in logs for each in log["runs"][0]["results"]]
        prints.append([each["partialFingerprints"]["element/v1"] for each in results])
    assert prints[0] == prints[1]
    places = {(r["ruleId"], r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
               r["locations"][0]["logicalLocations"][0]["fullyQualifiedName"]) for r in results}  # fmt: skip
    assert len(set(prints[0])) == len(places)
