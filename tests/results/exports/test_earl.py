from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from pyld import jsonld

from results.exports.earl import SUFFIX, export
from results.model import CrawlReport, SiteReport

EARL = "http://www.w3.org/ns/earl#"
Records = tuple[CrawlReport, list[SiteReport]]


def test_every_outcome_of_every_page_is_an_assertion_that_a_json_ld_processor_understands(
    records: Records, folder: Path
) -> None:
    report, sites = records
    made = export(report, sites, folder)
    assert made == [folder / f"{site.summary.slug}{SUFFIX}" for site in sites]
    for site, path in zip(sites, made, strict=True):
        graph = jsonld.flatten(json.loads(path.read_text("utf-8")))
        outcomes = Counter(
            node[f"{EARL}outcome"][0]["@id"].removeprefix(EARL) for node in graph if f"{EARL}outcome" in node
        )
        expected = Counter(
            outcome.outcome.value for page in site.pages if page.audit.tested for outcome in page.audit.outcomes
        )
        expected["untested"] += sum(not page.audit.tested for page in site.pages)
        assert outcomes == +expected
        subjects = [node for node in graph if f"{EARL}TestSubject" in node.get("@type", ())]
        assertions = [node for node in graph if f"{EARL}Assertion" in node.get("@type", ())]
        about = {node[f"{EARL}subject"][0]["@id"] for node in assertions}
        assert (about, len(subjects)) == ({node["@id"] for node in subjects}, len(site.pages))


def test_a_failure_names_its_criterion_and_its_elements(records: Records, folder: Path) -> None:
    report, sites = records
    bad = next(site for site in sites if site.summary.site.url == "https://bad.test/")
    (path,) = export(report, [bad], folder)
    subject = next(node for node in json.loads(path.read_text("utf-8"))["@graph"] if node["@type"] == "TestSubject")
    failed = next(
        each
        for each in subject["assertions"]
        if (each["test"]["title"], each["result"]["outcome"]) == ("image-alt", "earl:failed")
    )
    assert failed["test"]["isPartOf"] == ["WCAG2:non-text-content"]
    assert failed["result"]["info"] == "25 elements"
    assert [pointer["expression"] for pointer in failed["result"]["pointer"]] == [
        f"main > p:nth-child({number})" for number in range(3)
    ]


def test_a_page_that_was_not_tested_says_why(records: Records, folder: Path) -> None:
    report, sites = records
    closed = next(site for site in sites if site.summary.site.url == "https://closed.test/")
    (path,) = export(report, [closed], folder)
    subjects = [node for node in json.loads(path.read_text("utf-8"))["@graph"] if node["@type"] == "TestSubject"]
    assert [(each["source"], each["assertions"][0]["result"]["info"]) for each in subjects] == [
        ("https://closed.test/", "access-denied: 403"),
        ("https://closed.test/1", "access-denied: 403"),
    ]
